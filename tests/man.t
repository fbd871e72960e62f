#!/bin/sh
# man.t - manual pages are clean.
. "$SRCDIR/tests/lib.sh"
for page in "$SRCDIR"/man/*.[157]; do
	[ -f "$page" ] || continue
	name=$(basename "$page")
	if [ -z "$MANDOC" ]; then
		skip "$name" "no mandoc"
	elif out=$("$MANDOC" -Tlint -Wwarning "$page" 2>&1); then
		ok "$name"
	else
		not_ok "$name"
		echo "$out" | comment
	fi
done
plan
