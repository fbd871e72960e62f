#!/bin/sh
# completions.t - shells complete every command and every option of --help.
. "$SRCDIR/tests/lib.sh"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
for shell in bash zsh fish; do
	"$MESHWALK" completion $shell >"$tmp/$shell" || echo "status $?" >>"$tmp/$shell"
done
commands=$("$MESHWALK" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')

# missing OPTION COMMAND: prints the shells that do not know it
missing() {
	grep -q "^	'$2') opts='.*--$1 " "$tmp/bash" || printf ' bash'
	sed -n "/^	'$2') _arguments/,/;;\$/p" "$tmp/zsh" | grep -q -e "'\*--$1[=[]" || printf ' zsh'
	condition=__fish_use_subcommand
	[ -z "$2" ] || condition="__fish_seen_subcommand_from $2"
	grep -q -e "-n '$condition' -l $1 " "$tmp/fish" || printf ' fish'
}
for command in '' $commands; do
	bad=
	n=0
	# shellcheck disable=SC2086
	for option in $("$MESHWALK" $command --help | sed -n 's/^  [- ][a-zA-Z ][, ] --\([a-z0-9-]*\).*/\1/p'); do
		n=$((n + 1))
		shells=$(missing "$option" "$command")
		[ -z "$shells" ] || bad="$bad --$option:$shells"
	done
	if [ -z "$bad" ] && [ $n -gt 10 ]; then ok "$n options of meshwalk $command"; else
		not_ok "$n options of meshwalk $command"
		echo "$bad" | comment
	fi
	[ -z "$command" ] || if grep -q "[	 (]$command[ )']" "$tmp/bash" && grep -q "^		'$command:" "$tmp/zsh" &&
	    grep -q -e "-a $command -d" "$tmp/fish"; then ok "the command $command"; else
		not_ok "the command $command"
	fi
done

# Bash does with it what it should.
# complete WORDS...: what is offered for the last
complete() {
	bash -c '
		. "$0"
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_meshwalk
		echo "${COMPREPLY[@]}"' "$tmp/bash" "$@"
}
check() {
	want=$1
	shift
	got=$(complete "$@" 2>&1)
	if [ "$got" = "$want" ]; then ok "bash: $*"; else
		not_ok "bash: $*"
		echo "'$got', not '$want'" | comment
	fi
}
if command -v bash >/dev/null 2>&1; then
	check "tree" meshwalk tr
	check "--from --flips --filename" meshwalk send --f
	check "traffic" meshwalk tree --by t
	check "sarif" meshwalk lint -o s
	check "" meshwalk send samples/
	check "MW0101" meshwalk explain MW0101
	check "bash" meshwalk completion b
else
	skip "bash completes" "no bash"
fi
for shell in zsh fish; do
	if ! command -v $shell >/dev/null 2>&1; then
		skip "$shell reads it" "no $shell"
	elif out=$($shell -n "$tmp/$shell" 2>&1); then
		ok "$shell reads it"
	else
		not_ok "$shell reads it"
		echo "$out" | comment
	fi
done
plan
