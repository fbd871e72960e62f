#!/bin/sh
# samples.t - every sample loads, and its requests have the recorded answers.
#
# samples/<lesson>/requests.jsonl goes through `send`; the answers must be those
# of tests/samples/<lesson>.jsonl.  Only `mistakes` may have errors.
. "$SRCDIR/tests/lib.sh"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
for dir in "$SRCDIR"/samples/*/; do
	name=$(basename "$dir")
	if [ "$name" != mistakes ]; then
		if out=$("$MESHWALK" lint --fail-on info "$dir" 2>&1); then
			ok "$name has no finding"
		else
			not_ok "$name has no finding"
			echo "$out" | comment
		fi
	fi
	for requests in "$dir"*.jsonl; do
		[ -f "$requests" ] || continue
		base=$name-$(basename "$requests" .jsonl)
		(cd "$SRCDIR/samples" && "$MESHWALK" send -q --requests "$requests" -o jsonl "$name") >"$tmp/got" 2>"$tmp/err"
		want=$SRCDIR/tests/samples/$base.jsonl
		if [ -n "${UPDATE:-}" ]; then
			cp "$tmp/got" "$want"
		elif cmp -s "$tmp/got" "$want"; then
			ok "$base"
		else
			not_ok "$base"
			{ diff -u "$want" "$tmp/got"; cat "$tmp/err"; } | comment
		fi
	done
done
plan
