#!/bin/sh
# frames.t - recorded frames of the screen, without a terminal.
#
# Each tests/screen/<case>.keys holds, in its first line, "# SAMPLE", and then
# what tests/tools/frames reads.  It is run at the sizes for which there is a
# record: <case>.80x24, .120x40, .200x60, .40x10, and (at 80x24)
# .ascii, .plain, and .roles: with a letter for the role of each cell.
# UPDATE=1 writes them anew; read the diff before you commit it.
. "$SRCDIR/tests/lib.sh"
: "${FRAMES:=$PWD/tests/tools/frames}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cd "$SRCDIR/samples" || exit 99
for keys in "$SRCDIR"/tests/screen/*.keys; do
	name=$(basename "$keys" .keys)
	sample=$(sed -n '1s/^# //p' "$keys")
	for record in "$SRCDIR/tests/screen/$name".[0-9apr]*; do
		[ -f "$record" ] || continue
		kind=${record##*.}
		case $kind in
		ascii) size=80x24 option=-a ;;
		roles) size=80x24 option=-r ;;
		plain) size=80x24 option=-p ;;
		*) size=$kind option= ;;
		esac
		sed 1d "$keys" | "$FRAMES" $option "$size" "$sample" >"$tmp/got"
		if [ -n "${UPDATE:-}" ]; then
			cmp -s "$tmp/got" "$record" || { cp "$tmp/got" "$record"; echo "updated $name.$kind"; }
		elif cmp -s "$tmp/got" "$record"; then
			ok "$name at $kind"
		else
			not_ok "$name at $kind"
			diff -u "$record" "$tmp/got" | comment
		fi
	done
done
[ -n "${UPDATE:-}" ] || plan
