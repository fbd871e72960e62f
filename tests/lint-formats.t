#!/bin/sh
# lint-formats.t - SARIF and JUnit, read by parsers that are not ours, and held
# against the schemas in tests/schema.
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
printf 'a: [\n' >"$tmp/broken.yaml"
mkdir "$tmp/empty"

# Debian's python3 has Debian's modules, whichever comes first in PATH.
fits_sarif() {
	for python in "$PYTHON" /usr/bin/python3; do
		[ -x "$python" ] || command -v "$python" >/dev/null 2>&1 || continue
		"$python" "$SRCDIR/tests/tools/fits-schema.py" \
			"$SRCDIR/tests/schema/sarif-2.1.0-rtm.5.json" "$1"
		code=$?
		[ $code = 77 ] || return $code
	done
	return 77
}
fits_junit() {
	command -v xmllint >/dev/null 2>&1 || return 77
	xmllint --noout --nonet --schema "$SRCDIR/tests/schema/junit-10.xsd" "$1"
}

fits() { # NAME FORMAT FILE
	out=$("fits_$2" "$3" 2>&1)
	case $? in
	0) ok "$1: $2 fits its schema" ;;
	77) skip "$1: $2 fits its schema" "no python3-jsonschema, or no xmllint" ;;
	*)
		not_ok "$1: $2 fits its schema"
		echo "$out" | comment
		;;
	esac
}

for what in samples mistakes odd nowhere empty broken; do
	case $what in
	samples) set -- "$SRCDIR/samples" ;;
	mistakes) set -- "$SRCDIR/samples/mistakes" ;;
	odd) set -- "$tmp/odd & <name>.yaml" ;;
	broken) set -- "$tmp/broken.yaml" ;;
	*) set -- "$tmp/$what" ;;
	esac
	"$MESHWALK" lint -o json "$@" >"$tmp/json" 2>/dev/null
	status=$?
	case $what in
	nowhere | empty | broken) want=3 ;;
	*) want=1 ;;
	esac
	[ $status = $want ] || not_ok "$what: the exit status is $status, not $want"
	for format in sarif junit; do
		"$MESHWALK" lint -o $format "$@" >"$tmp/$format" 2>/dev/null
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
		fits "$what" $format "$tmp/$format"
	done
done

"$MESHWALK" lint -o sarif --diff "$SRCDIR/samples/canary" "$SRCDIR/samples/mistakes" >"$tmp/sarif" 2>/dev/null
fits "a comparison" sarif "$tmp/sarif"
"$MESHWALK" test -o junit "$SRCDIR/samples/mtls-and-authz" >"$tmp/junit" 2>/dev/null
fits "tests" junit "$tmp/junit"
sed 's/status: 403/status: 200/' "$SRCDIR/samples/mtls-and-authz/meshwalk-requests.yaml" |
	"$MESHWALK" test -r - -o junit "$SRCDIR/samples/mtls-and-authz" >"$tmp/junit" 2>/dev/null
fits "tests that fail" junit "$tmp/junit"
plan
