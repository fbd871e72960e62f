#!/bin/sh
# layers.t - no file includes a higher rank; curses only in tui; and what is
# seen outside its file has one place and the prefix.
. "$SRCDIR/tests/lib.sh"
if out=$(sh "$SRCDIR/tests/check-layers" "$SRCDIR/src" 2>&1); then
	ok "ranks hold"
else
	not_ok "ranks hold"
	echo "$out" | comment
fi

# A library takes two functions of one name without a word.
if [ -f libmeshwalk.a ] && names=$(nm -g --defined-only libmeshwalk.a 2>/dev/null); then
	names=$(echo "$names" | awk '$2 ~ /^[TDBRC]$/ { print $3 }' | sort)
	twice=$(echo "$names" | uniq -d)
	[ -z "$twice" ] && ok "no name stands twice" || {
		not_ok "no name stands twice"
		echo "$twice" | comment
	}
	# sanitizers add names of their own, which begin with underscores
	other=$(echo "$names" | grep -v '^mw_' | grep -v '^_' || :)
	[ -z "$other" ] && ok "every name has the prefix" || {
		not_ok "every name has the prefix"
		echo "$other" | comment
	}
else
	skip "no name stands twice" "no library or no nm"
	skip "every name has the prefix" "no library or no nm"
fi
plan
