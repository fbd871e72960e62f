#!/bin/sh
# docs.t - documentation is true: what it shows is run, and does what it says.
#
# Taken from README.md (examples and the table of questions), the manual pages
# (".Dl $ ..." and its continuation) and samples/*/README ("Try:").  For each
# command tests/docs.facts says what must come of it:
#
#   $ COMMAND       exactly as it is shown
#   status N        exit status
#   has TEXT        a line of the output has TEXT; "no TEXT": none has
#   screen TEXT     it opens the screen, and TEXT is there
#
# A command that is shown and has no facts fails, and so do facts of none.
. "$SRCDIR/tests/lib.sh"
tmp=$(mktemp -d) || exit 99
trap '[ -z "${TMUX_BIN:-}" ] || "$TMUX_BIN" -S "$tmp/tmux$screens" kill-server 2>/dev/null; rm -rf "$tmp"' EXIT
facts=$SRCDIR/tests/docs.facts
LC_ALL=C.UTF-8
TMUX_TMPDIR=$tmp
XDG_STATE_HOME=$tmp/state
PATH=$tmp/bin:$PATH
export LC_ALL TMUX_TMPDIR XDG_STATE_HOME PATH
unset TMUX

# README.md stands beside samples/, the tutorial inside it; "deploy" is a
# user's own folder, "helm" prints a user's own chart.
mkdir "$tmp/bin" "$tmp/in"
ln -s "$MESHWALK" "$tmp/bin/meshwalk"
printf '#!/bin/sh\nexec cat "%s/in/deploy/mesh.yaml"\n' "$tmp" >"$tmp/bin/helm"
chmod +x "$tmp/bin/helm"
cp -R "$SRCDIR/samples" "$tmp/in/samples"
cp -R "$SRCDIR/samples/." "$tmp/in"
cp -R "$SRCDIR/samples/mtls-and-authz" "$tmp/in/deploy"
chmod -R u+w "$tmp/in"
cd "$tmp/in" || exit 99

shown() {
	for page in "$SRCDIR"/man/*.[157]; do
		awk '
			more || sub(/^\.Dl \$ /, "") {
				line = more ? line $0 : $0
				more = sub(/\\$/, "", line)
				if (more)
					next
				gsub(/\\&/, "", line)
				gsub(/\\-/, "-", line)
				gsub(/\\e/, "\\", line)
				print line
			}' "$page"
	done
	sed -n -e 's/^    \$ //p' -e 's/^|[^|]*| `\(meshwalk .*\)` |$/\1/p' "$SRCDIR/README.md"
	sed -n 's/^Try: *\(meshwalk .*\)$/\1/p' "$SRCDIR"/samples/*/README
}
shown | sort -u >"$tmp/shown"
sed -n 's/^\$ //p' "$facts" | sort -u >"$tmp/known"

orphans=$(comm -13 "$tmp/shown" "$tmp/known")
if [ -s "$tmp/shown" ] && [ -z "$orphans" ]; then ok "every command of docs.facts is shown"; else
	not_ok "every command of docs.facts is shown"
	echo "$orphans" | comment
fi

# screen COMMAND TEXT
# (a server of its own each time: one that ends takes no new session)
screens=0
screen() {
	screens=$((screens + 1))
	"$TMUX_BIN" -S "$tmp/tmux$screens" -f /dev/null new-session -d -x 100 -y 30 -s s "$1" || return 1
	n=0
	until "$TMUX_BIN" -S "$tmp/tmux$screens" capture-pane -p -t s >"$tmp/out" 2>&1 && grep -qF -- "$2" "$tmp/out"; do
		n=$((n + 1))
		[ $n -lt 200 ] || return 1
		sleep 0.05
	done
	"$TMUX_BIN" -S "$tmp/tmux$screens" kill-session -t s
}

# One command, its facts on standard input.
check() {
	bad=
	: >"$tmp/out"
	ran=
	while read -r word text; do
		if [ "$word" = screen ]; then
			if [ -z "${TMUX_BIN:-}" ]; then
				skip "$1" "no tmux"
				return
			fi
			screen "$1" "$text" || bad="$bad; '$text' is not on the screen"
			continue
		fi
		if [ -z "$ran" ]; then
			ran=1
			sh -c "$1" >"$tmp/out" 2>&1 </dev/null
			status=$?
		fi
		case $word in
		status) [ "$status" = "$text" ] || bad="$bad; the status is $status, not $text" ;;
		has) grep -qF -- "$text" "$tmp/out" || bad="$bad; '$text' is missing" ;;
		no) ! grep -qF -- "$text" "$tmp/out" || bad="$bad; '$text' is there" ;;
		*) bad="$bad; docs.facts: $word?" ;;
		esac
	done
	if [ -z "$bad" ]; then ok "$1"; else
		not_ok "$1"
		{ echo "${bad#; }"; cat "$tmp/out"; } | comment
	fi
}

while read -r command; do
	C=$command awk '
		/^\$ / { on = substr($0, 3) == ENVIRON["C"]; next }
		on && NF > 0 && !/^#/' "$facts" >"$tmp/facts"
	if [ -s "$tmp/facts" ]; then
		check "$command" <"$tmp/facts"
	else
		not_ok "$command"
		echo "it is shown, and tests/docs.facts has nothing about it" | comment
	fi
done <"$tmp/shown"

# What README.md shows below a command is what it prints; "..." stands for
# lines that were left out.
awk '/^    \$ / { on = 1; print substr($0, 7); next }
	on && /^    / { print "\t" substr($0, 5); next }
	{ on = 0 }' "$SRCDIR/README.md" >"$tmp/blocks"
sed -n '/^\t/!p' "$tmp/blocks" >"$tmp/heads"
while read -r command; do
	sh -c "$command" >"$tmp/out" 2>&1 </dev/null
	C=$command awk '
		!/^\t/ { on = $0 == ENVIRON["C"]; next }
		on { print substr($0, 2) }' "$tmp/blocks" >"$tmp/want"
	if awk '
		BEGIN { i = n = 0 }
		NR == FNR { want[n++] = $0; next }
		i < n && want[i] ~ /^ *\.\.\.$/ { i++; cut = 1 }
		i < n && $0 == want[i] { i++; cut = 0; next }
		!cut { print "printed, not shown: " $0; bad = 1; exit }
		END {
			if (i < n && want[i] ~ /^ *\.\.\.$/)
				i++
			if (i < n && !bad)
				print "shown, not printed: " want[i]
			exit bad || i < n
		}' "$tmp/want" "$tmp/out" >"$tmp/why"; then
		ok "README.md shows what it prints: $command"
	else
		not_ok "README.md shows what it prints: $command"
		comment <"$tmp/why"
	fi
done <"$tmp/heads"

# The screens of README.md are recorded frames (make update-frames), but for
# the last row.
n=0
for record in readme-tree.104x24 readme-trace.104x28; do
	n=$((n + 1))
	awk -v n=$n '/^```/ { at++; next } at == 2 * n - 1' "$SRCDIR/README.md" | sed '$d' >"$tmp/shown"
	sed -e 1d -e '$d' "$SRCDIR/tests/screen/$record" >"$tmp/frame"
	if cmp -s "$tmp/shown" "$tmp/frame"; then ok "README.md shows $record"; else
		not_ok "README.md shows $record"
		diff -u "$tmp/frame" "$tmp/shown" | comment
	fi
done

# Every command and every option is in a manual page.
commands=$(meshwalk --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
for command in '' $commands; do
	bad=
	[ -z "$command" ] || grep -q "^\.Cm $command\$" "$SRCDIR/man/meshwalk.1" || bad=" in SYNOPSIS"
	[ -z "$command" ] || grep -q "^\.It Cm $command\$" "$SRCDIR/man/meshwalk.1" || bad="$bad in COMMANDS"
	# shellcheck disable=SC2086
	for option in $(meshwalk $command --help | sed -n 's/^  [- ][a-zA-Z ][, ] --\([a-z0-9-]*\).*/\1/p'); do
		grep -qE "(Fl|,) -$option( |\$)" "$SRCDIR"/man/*.1 || bad="$bad --$option"
	done
	if [ -z "$bad" ]; then ok "man pages have meshwalk $command and its options"; else
		not_ok "man pages have meshwalk $command and its options"
		echo "missing:$bad" | comment
	fi
done
plan
