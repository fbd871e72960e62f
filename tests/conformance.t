#!/bin/sh
# conformance.t - the same answers as a real mesh.  Below 100 stand requests whose
# recording is at fault or rests on load (docs/conformance.md).
. "$SRCDIR/tests/lib.sh"
if [ -z "$CONFORMANCE" ] || [ ! -f "$CONFORMANCE/compare.py" ] || [ -z "$PYTHON" ]; then
	skip "recorded answers" "they are not here"
	plan
	exit 0
fi
run() { # NAME FLOOR DIR...
	name=$1 floor=$2
	shift 2
	if out=$("$PYTHON" "$CONFORMANCE/compare.py" --bin "$MESHWALK" --floor "$floor" "$@" 2>&1); then
		ok "$name"
	else
		not_ok "$name"
	fi
	echo "$out" | comment
}
run "seed" 100 "$CONFORMANCE/seed"
run "rules" 99 "$CONFORMANCE/rules"
run "differential" 99.5 "$CONFORMANCE/differential"
if [ -f "$CONFORMANCE/gateway-api/requests.tsv" ]; then
	if out=$("$PYTHON" "$SRCDIR/tests/conformance/gateway_api.py" --bin "$MESHWALK" --floor 529 "$CONFORMANCE/gateway-api" 2>&1); then
		ok "the suite of the Gateway API"
	else
		not_ok "the suite of the Gateway API"
	fi
	echo "$out" | comment
fi
plan
