#!/bin/sh
# tutorial.t - the steps of meshwalk-tutorial.7 on the screen are replayed, and
# what it says one sees is looked for.  In the page, the .Dl line behind a
# comment "keys" is typed, the one behind "shows" must be on the screen;
# ".Dl $ meshwalk SAMPLE" begins anew.
. "$SRCDIR/tests/lib.sh"
: "${FRAMES:=$PWD/tests/tools/frames}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
cd "$SRCDIR/samples" || exit 99
awk '/^\.\\" (keys|shows)$/ { what = $2; next }
    /^\.Dl \$ meshwalk [a-z-]+$/ { print "sample", $4; next }
    /^\.Dl / && what != "" {
	sub(/^\.Dl /, ""); gsub(/\\\(dq/, "\""); gsub(/\\&/, "")
	print what, $0; what = "" }' \
	"$SRCDIR/man/meshwalk-tutorial.7" >"$tmp/steps"
steps=0
while read -r what text; do
	case $what in
	sample) sample=$text; : >"$tmp/keys" ;;
	keys) printf '%s\n' "$text" >>"$tmp/keys" ;;
	shows)
		steps=$((steps + 1))
		{ cat "$tmp/keys"; echo frame; } | "$FRAMES" 80x24 "$sample" >"$tmp/frame" 2>&1
		if tr -s ' ' <"$tmp/frame" | grep -qF -- "$text"; then
			ok "$sample: $text"
		else
			not_ok "$sample: $text"
			comment <"$tmp/frame"
		fi
		;;
	esac
done <"$tmp/steps"
[ $steps -ge 10 ] && ok "$steps sights" || not_ok "the page has $steps sights, not ten"
plan
