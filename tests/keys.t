#!/bin/sh
# keys.t - man/meshwalk.5 has every setting, every role and every key.
#
# The list of keys in it is made from --print-config; UPDATE=1 (make
# update-man-keys) writes it anew.
. "$SRCDIR/tests/lib.sh"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
page=$SRCDIR/man/meshwalk.5
"$MESHWALK" --no-config --print-config >"$tmp/config" || exit 99
awk -f "$SRCDIR/tests/tools/man-keys.awk" "$tmp/config" >"$tmp/keys"
if [ -n "${UPDATE:-}" ]; then
	awk -v keys="$tmp/keys" '
		/^\.\\" end of keys/ { skip = 0 }
		!skip { print }
		/^\.\\" keys:/ {
			while ((getline line < keys) > 0)
				print line
			skip = 1
		}' "$page" >"$tmp/page" && cat "$tmp/page" >"$page"
	exit
fi
sed -n '/^\.\\" keys:/,/^\.\\" end of keys/{/^\.\\"/!p;}' "$page" >"$tmp/has"
if [ -s "$tmp/keys" ] && cmp -s "$tmp/keys" "$tmp/has"; then ok "meshwalk.5 has the keys"; else
	not_ok "meshwalk.5 has the keys (make update-man-keys writes them)"
	diff -u "$tmp/has" "$tmp/keys" | comment
fi

# Every action of the table is printed, so the list above is complete.
actions=$(sed -n 's/^MW_ACTION([A-Z_]*, "\([a-z-]*\)".*/\1/p' "$SRCDIR/src/view/keys.def")
missing=
n=0
for action in $actions; do
	n=$((n + 1))
	grep -q "^  $action: \[" "$tmp/config" || missing="$missing $action"
done
if [ -z "$missing" ] && [ $n -gt 50 ]; then ok "$n actions are printed"; else
	not_ok "$n actions are printed"
	echo "missing:$missing" | comment
fi

settings=$(sed -n 's/^MW_SETTING_[A-Z]*([a-z_.]*, "\([a-z.-]*\)".*/\1/p' "$SRCDIR/src/view/config.def")
missing=
n=0
for setting in $settings; do
	n=$((n + 1))
	grep -qE "^\.It Cm ([a-z-]+ , )?${setting#layout.}( |\$)" "$page" || missing="$missing $setting"
	grep -q "^ *${setting#layout.}: " "$tmp/config" || missing="$missing $setting (not printed)"
done
if [ -z "$missing" ] && [ $n -gt 10 ]; then ok "meshwalk.5 has the $n settings"; else
	not_ok "meshwalk.5 has the $n settings"
	echo "missing:$missing" | comment
fi

missing=
for role in $(sed -n '/^roles:/,/^$/s/^  # \([a-z-]*\): .*/\1/p' "$tmp/config"); do
	grep -qE "^\.Cm .*\\b$role\\b" "$page" || missing="$missing $role"
done
if [ -z "$missing" ]; then ok "meshwalk.5 has the roles"; else
	not_ok "meshwalk.5 has the roles"
	echo "missing:$missing" | comment
fi
# Every key is pressed for some recorded frame, and its action has a help.
awk -f "$SRCDIR/tests/tools/keys-used.awk" "$SRCDIR/src/view/keys.def" \
    "$SRCDIR"/tests/screen/*.keys >"$tmp/unused" || exit 99
if [ ! -s "$tmp/unused" ]; then ok "every key is pressed for a frame"; else
	not_ok "every key is pressed for a frame (tests/screen/keys-*.keys)"
	comment <"$tmp/unused"
fi
plan
