#!/bin/sh
# suggestions.t - every change that is offered for a failed request lets it
# pass, when it is written into the manifests; and most have one.
. "$SRCDIR/tests/lib.sh"
for set in routing security gateway-api; do
	if [ -z "$PYTHON" ] || ! "$PYTHON" -c 'import yaml' 2>/dev/null; then
		skip "$set" "there is no python3 with PyYAML"
		continue
	fi
	if out=$("$PYTHON" "$SRCDIR/tests/conformance/suggest_check.py" --bin "$MESHWALK" --per-case 1 --every 2 "$SRCDIR/tests/conformance/$set" 2>&1); then
		ok "$set"
	else
		not_ok "$set"
	fi
	echo "$out" | comment
done
plan
