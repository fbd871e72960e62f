#!/bin/sh
# golden.t - the exact output and exit status of commands.
#
# Each tests/golden/<case>/ holds cmd (shell lines in which $MW is the program
# and $CASE that folder, run in samples/), and out: standard output, standard
# error after a line "-- stderr", and the status after "-- status".
. "$SRCDIR/tests/lib.sh"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
MW=$MESHWALK
export MW
for dir in "$SRCDIR"/tests/golden/*/; do
	name=$(basename "$dir")
	[ -f "$dir/cmd" ] || continue
	CASE=${dir%/}
	export CASE
	(cd "$SRCDIR/samples" && sh "$dir/cmd" >"$tmp/1" 2>"$tmp/2"; echo $? >"$tmp/3")
	{
		cat "$tmp/1"
		[ -s "$tmp/2" ] && { echo "-- stderr"; cat "$tmp/2"; }
		echo "-- status $(cat "$tmp/3")"
	} >"$tmp/got"
	if [ -n "${UPDATE:-}" ]; then
		cmp -s "$tmp/got" "$dir/out" || { cp "$tmp/got" "$dir/out"; echo "updated $name"; }
	elif cmp -s "$tmp/got" "$dir/out"; then
		ok "$name"
	else
		not_ok "$name"
		diff -u "$dir/out" "$tmp/got" | comment
	fi
done
[ -n "${UPDATE:-}" ] || plan
