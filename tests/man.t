#!/bin/sh
# man.t - manual pages are clean.
. "$SRCDIR/tests/lib.sh"
codes=$(dirname "$MESHWALK")/man/meshwalk-codes.7
for page in "$SRCDIR"/man/*.[157] "$codes"; do
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
missing=$("$MESHWALK" explain | while read -r code severity _; do
	grep -qx ".It Cm $code $severity" "$codes" || echo "$code"
done)
if [ -z "$missing" ]; then ok "meshwalk-codes.7 has every code"; else
	not_ok "meshwalk-codes.7 has every code"
	echo "$missing" | comment
fi
plan
