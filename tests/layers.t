#!/bin/sh
# layers.t - no file includes a higher rank; curses only in tui.
. "$SRCDIR/tests/lib.sh"
if out=$(sh "$SRCDIR/tests/check-layers" "$SRCDIR/src" 2>&1); then
	ok "ranks hold"
else
	not_ok "ranks hold"
	echo "$out" | comment
fi
plan
