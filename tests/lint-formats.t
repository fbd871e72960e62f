#!/bin/sh
# lint-formats.t - SARIF and JUnit of lint, read by parsers that are not ours.
. "$SRCDIR/tests/lib.sh"
if [ -z "$PYTHON" ]; then
	skip "formats of lint" "no python3"
	plan
	exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cat >"$tmp/odd & <name>.yaml" <<'EOF'
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: wéb, namespace: "a&b"}
spec:
  hosts: [web]
  http: [{route: [{destination: {host: web}}], "tïmeout<>": 5s}]
EOF
: >"$tmp/empty.yaml"
for what in samples mistakes odd; do
	case $what in
	samples) set -- "$SRCDIR/samples" ;;
	mistakes) set -- "$SRCDIR/samples/mistakes" ;;
	odd) set -- "$tmp/odd & <name>.yaml" ;;
	esac
	"$MESHWALK" lint -o json "$@" >"$tmp/json"
	status=$?
	for format in sarif junit; do
		"$MESHWALK" lint -o $format "$@" >"$tmp/$format"
		if [ $? != $status ]; then
			not_ok "$what: $format has the exit status of json"
		fi
		if out=$("$PYTHON" "$SRCDIR/tests/tools/read-$format.py" \
		    "$tmp/$format" "$tmp/json" 2>&1); then
			ok "$what: $format"
		else
			not_ok "$what: $format"
			echo "$out" | comment
		fi
	done
done
plan
