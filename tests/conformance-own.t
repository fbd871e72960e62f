#!/bin/sh
# conformance-own.t - recorded answers of a real mesh that come with the sources.
. "$SRCDIR/tests/lib.sh"
for set in security routing gateway-api; do
	if [ -z "$PYTHON" ]; then
		skip "$set" "there is no python3"
		continue
	fi
	if out=$("$PYTHON" "$SRCDIR/tests/conformance/compare_own.py" --bin "$MESHWALK" "$SRCDIR/tests/conformance/$set" 2>&1); then
		ok "$set"
	else
		not_ok "$set"
	fi
	echo "$out" | comment
done
plan
