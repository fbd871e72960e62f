#!/bin/sh
# examples.t - the example of every code has it, where it is marked, and its
# repair has not; neither has anything else that is not named.
. "$SRCDIR/tests/lib.sh"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/bin" "$tmp/in"
ln -s "$SRCDIR/samples" "$tmp/in/samples"
ln -s "$MESHWALK" "$tmp/bin/meshwalk"
PATH=$tmp/bin:$PATH

# Codes of Istio's that meshwalk never gives: Istio does not either, or only
# 'istioctl x precheck' does, which asks a cluster.
never=" IST0001 IST0136 IST0141 IST0142 IST0143 IST0156 IST0168 IST0169 IST0170 IST0172 "

fact() { sed -n "s/^% $1 //p" "$file"; }
# Codes in $tmp/out, but for $1.
others() { sed -n 's/.*\[\([A-Z][A-Z]*[0-9]\{4\}\)\]$/\1/p' "$tmp/out" | grep -vx "$1" | sort -u | paste -sd' ' -; }

run() { # SIDE
	if grep -q '^% command$' "$file"; then
		meshwalk explain "--$1" "$code" >"$tmp/sh"
		(cd "$tmp/in" && sh "$tmp/sh") >"$tmp/out" 2>&1 </dev/null
	else
		# shellcheck disable=SC2046
		meshwalk explain "--$1" "$code" | meshwalk lint - $(fact options) >"$tmp/out" 2>&1
	fi
}

check() {
	run example
	marked=$(grep -v '^% ' "$file" | grep -v '^+' | grep -n '^.>' | cut -d: -f1 | paste -sd' ' -)
	at=$(sed -n "s/^-:\([0-9]*\):.*\[$code\]\$/\1/p" "$tmp/out" | sort -nu | paste -sd' ' -)
	if ! grep -q "\[$code\]\$" "$tmp/out"; then
		not_ok "$code: its example has it"
		comment <"$tmp/out"
		return
	fi
	if [ "$at" != "$marked" ]; then
		not_ok "$code: it is at line '$at', and '$marked' is marked"
		return
	fi
	also=$(others "$code")
	if [ "$also" != "$(fact also)" ]; then
		not_ok "$code: '$also' is there as well"
		return
	fi
	run repaired
	if [ "$(others none)" != "$(fact still)" ]; then
		not_ok "$code: the repair has nothing left"
		comment <"$tmp/out"
		return
	fi
	ok "$code"
}

for code in $(meshwalk explain | cut -d' ' -f1); do
	file=$SRCDIR/src/lint/examples/$code.txt
	case $never in
	*" $code "*)
		if [ ! -f "$file" ] && meshwalk explain "$code" | grep -q 'None: meshwalk never gives it'; then
			ok "$code is never given"
		else
			not_ok "$code is never given"
		fi
		;;
	*)
		if [ -f "$file" ]; then check; else not_ok "$code has an example in src/lint/examples"; fi
		;;
	esac
done
plan
