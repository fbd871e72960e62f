#!/bin/sh
# frames.t - recorded frames of the screen, without a terminal.
#
# Each tests/screen/<case>.keys holds, in its first line, "# SAMPLE", and then
# what tests/tools/frames reads.  It is run at the sizes for which there is a
# record: <case>.80x24, .120x40, .200x60, .40x10, and (at 80x24)
# .ascii, .plain, and .roles: with a letter for the role of each cell; at
# other sizes .ascii-120x36 and the like.  What must be recorded of each screen
# stands in tests/screen/screens.
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
		ascii-*) size=${kind#*-} option=-a ;;
		roles-*) size=${kind#*-} option=-r ;;
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

# ---- every screen is recorded ----
table=$SRCDIR/tests/screen/screens
kinds() { sed -n "s/^# $1 //p" "$table"; }
# The enumerators MW_<$2>_X of a header, as <$3>-x.
names() {
	sed -n "s/^[[:space:]]*MW_$2_\\([A-Z_]*\\)[,[:space:]].*/$3-\\1/p
	    s/^[[:space:]]*MW_$2_\\([A-Z_]*\\)\$/$3-\\1/p" "$SRCDIR/src/view/$1" |
	    grep -v -e '-NONE$' -e '-COUNT$' | tr 'A-Z_' 'a-z-'
}
listed() { grep -q "^$1[[:space:]]" "$table"; }
for name in $(names state.h SCREEN screen) $(names state.h PROMPT prompt) \
    $(names outline.h BY tree); do
	if [ -n "${UPDATE:-}" ]; then
		continue
	elif listed "$name"; then
		ok "$name is among the screens"
	else
		not_ok "$name is not in tests/screen/screens"
	fi
done
grep -v '^#' "$table" >"$tmp/table"
while read -r name records text; do
	missing=
	case $records in
	all) wanted=$(kinds ALL) ;;
	few) wanted=$(kinds FEW) ;;
	*)
		wanted=
		tr ' ' _ <"$SRCDIR/tests/${text%%:*}" |
		    grep -qF -- "${text#*:}" || missing=" $text"
		;;
	esac
	for kind in $wanted; do
		record=$SRCDIR/tests/screen/$name.$kind
		if [ -n "${UPDATE:-}" ] && ! [ -f "$record" ]; then
			: >"$record"
			echo "new $name.$kind: run this once more"
		fi
		case $kind in
		*0x5|*0x10) [ -f "$record" ] || missing="$missing $kind" ;;
		*)
			tr ' ' _ <"$record" 2>/dev/null | grep -qF -- "$text" ||
			    missing="$missing $kind" ;;
		esac
	done
	[ -n "${UPDATE:-}" ] && continue
	if [ -z "$missing" ]; then
		ok "$name is recorded"
	else
		not_ok "$name is not recorded, or without its text:$missing"
	fi
done <"$tmp/table"

# ---- colour only repeats what words say ----
# Frames of the same text have the same roles: without attributes no two states
# look alike.
cat >"$tmp/states.awk" <<'EOF'
function check() {
	if (text == "")
		return
	frames++
	if (text in roles && roles[text] != role)
		print file " and " where[text]
	roles[text] = role
	where[text] = file
	text = role = ""
}
/^-- roles/ { in_roles = 1; next }
/^-- / { check(); file = FILENAME; in_roles = 0; next }
in_roles { role = role $0 "\n"; next }
{ text = text $0 "\n" }
END { check(); if (frames < 10) print "only " frames " frames" }
EOF
for kind in roles roles-120x40 roles-200x60; do
	[ -n "${UPDATE:-}" ] && continue
	LC_ALL=C awk -f "$tmp/states.awk" "$SRCDIR"/tests/screen/*."$kind" >"$tmp/same"
	if [ -s "$tmp/same" ]; then
		not_ok "two states look the same as text at $kind"
		comment <"$tmp/same"
	else
		ok "no two states look the same as text at $kind"
	fi
done
[ -n "${UPDATE:-}" ] || plan
