#!/bin/sh
# proxies.t - what proxies are told, beside what a real control plane told them.
. "$SRCDIR/tests/lib.sh"
dump=$(dirname "$MESHWALK")/tests/tools/dump-proxies
if [ -z "$PYTHON" ]; then
	skip "recorded proxies" "there is no python3"
	plan
	exit 0
fi
run() { # NAME FLOOR DIR...
	name=$1 floor=$2
	shift 2
	if out=$("$PYTHON" "$SRCDIR/tests/conformance/proxies.py" --floor "$floor" --show 3 "$dump" "$@" 2>&1); then
		ok "$name"
	else
		not_ok "$name"
	fi
	echo "$out" | comment
}
run "routing" 100 "$SRCDIR/tests/conformance/routing"
run "gateway-api" 100 "$SRCDIR/tests/conformance/gateway-api"
if [ -z "$CONFORMANCE" ] || [ ! -d "$CONFORMANCE/seed" ]; then
	skip "recorded proxies" "they are not here"
	plan
	exit 0
fi
# A record of a headless service with a port of unknown protocol is of a
# request for one route table twice, which no proxy makes; hence the floor.
run "recorded proxies" 99 "$CONFORMANCE/seed" "$CONFORMANCE/differential" "$CONFORMANCE/rules"
plan
