#!/bin/sh
# flips.t - whatever one change lets pass, the search for it finds too.
. "$SRCDIR/tests/lib.sh"
tool=$(dirname "$MESHWALK")/tests/tools/flip-check
for set in security routing; do
	if [ -z "$PYTHON" ] || ! "$PYTHON" -c 'import yaml' 2>/dev/null; then
		skip "$set" "there is no python3 with PyYAML"
		continue
	fi
	if out=$("$PYTHON" "$SRCDIR/tests/conformance/flip_check.py" --tool "$tool" "$SRCDIR/tests/conformance/$set" 2>&1); then
		ok "$set"
	else
		not_ok "$set"
	fi
	echo "$out" | comment
done
plan
