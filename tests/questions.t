#!/bin/sh
# questions.t - docs/questions.md is true: its keys are replayed, and what it
# says that the screen shows is looked for, line by line.
. "$SRCDIR/tests/lib.sh"
: "${FRAMES:=$PWD/tests/tools/frames}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
cd "$SRCDIR/tests/questions" || exit 99

# The N-th block of that language: keys, screen.
block() {
	awk -v want="$1" -v lang="$2" '
	    /^```/ { if (on) { on = 0; next }
		if ($0 == "```" lang) { n++; on = n == want } next }
	    on { print }' "$SRCDIR/docs/questions.md"
}
# One blank between words, so that a frame's layout does not matter; the pane
# at the right, and what goes on in its next row, as one text.
flat() { tr -s ' ' | sed 's/^ //; s/ $//'; }

n=$(grep -c '^```keys' "$SRCDIR/docs/questions.md")
[ "$n" = 10 ] && ok "ten questions" || not_ok "ten questions, not $n"
i=0
while [ $i -lt "$n" ]; do
	i=$((i + 1))
	{ block $i keys; echo frame; } | "$FRAMES" 120x40 mesh >"$tmp/frame" 2>&1
	flat <"$tmp/frame" >"$tmp/flat"
	block $i screen | flat >"$tmp/want"
	missing=
	while IFS= read -r line; do
		grep -qF -- "$line" "$tmp/flat" || missing="$missing
$line"
	done <"$tmp/want"
	if [ -z "$missing" ] && [ -s "$tmp/want" ]; then
		ok "question $i"
	else
		not_ok "question $i"
		echo "not on the screen:$missing" | comment
		comment <"$tmp/frame"
	fi
done
plan
