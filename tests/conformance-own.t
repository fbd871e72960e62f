#!/bin/sh
# conformance-own.t - recorded answers of a real mesh that come with the sources.
. "$SRCDIR/tests/lib.sh"
if [ -z "$PYTHON" ]; then
	skip "security" "there is no python3"
	plan
	exit 0
fi
if out=$("$PYTHON" "$SRCDIR/tests/conformance/compare_own.py" --bin "$MESHWALK" "$SRCDIR/tests/conformance/security" 2>&1); then
	ok "security"
else
	not_ok "security"
fi
echo "$out" | comment
plan
