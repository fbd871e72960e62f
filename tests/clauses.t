#!/bin/sh
# clauses.t - every kind of line of a security explanation has a golden file.
. "$SRCDIR/tests/lib.sh"
if [ -z "$PYTHON" ]; then
	skip clauses "there is no python3"
elif out=$("$PYTHON" "$SRCDIR/tests/clauses.py" "$SRCDIR" 2>&1); then
	ok clauses
else
	not_ok clauses
fi
echo "${out:-}" | comment
plan
