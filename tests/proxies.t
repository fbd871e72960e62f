#!/bin/sh
# proxies.t - what proxies are told, beside what a real control plane told them.
. "$SRCDIR/tests/lib.sh"
dump=$(dirname "$MESHWALK")/tests/tools/dump-proxies
if [ -z "$CONFORMANCE" ] || [ ! -d "$CONFORMANCE/seed" ] || [ -z "$PYTHON" ]; then
	skip "recorded proxies" "they are not here"
	plan
	exit 0
fi
# A record of a headless service with a port of unknown protocol is of a
# request for one route table twice, which no proxy makes; hence the floor.
if out=$("$PYTHON" "$SRCDIR/tests/conformance/proxies.py" --floor 99 --show 3 "$dump" \
    "$CONFORMANCE/seed" "$CONFORMANCE/differential" "$CONFORMANCE/rules" 2>&1); then
	ok "recorded proxies"
else
	not_ok "recorded proxies"
fi
echo "$out" | comment
plan
