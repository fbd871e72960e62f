#!/bin/sh
# tty.t - the screen on a real terminal (tmux): what frames cannot tell.
#
# Text is waited for with a deadline; nothing sleeps for a fixed time.
. "$SRCDIR/tests/lib.sh"
. "$SRCDIR/tests/tty.sh"

begin
run
check "it starts" see "[1 Tree]"
keys q
check "q gives the terminal back" restored

begin
run
see "[1 Tree]"
t resize-window -t "s$session" -x 120 -y 40
check "it grows" see "1 Tree]  2 Request   3 Trace   4 Problems"
t resize-window -t "s$session" -x 1 -y 1
t resize-window -t "s$session" -x 40 -y 10
check "it shrinks, through 1x1" see "[1 Tree] ?"
t resize-window -t "s$session" -x 80 -y 24
check "it grows again" see "5 Cmp"
keys C-z
check "C-z stops it" see "READY"
keys fg Enter
check "fg brings it back" see "5 Cmp"
keys C-s 2
check "C-s does not freeze it" see "[2 Req]"
keys Escape
check "Escape is quick" see "[1 Tree]"
keys e
check "the editor gets the file and line" sh -c "n=0; while [ \$n -lt 100 ] && [ ! -s '$tmp/edited' ]; do n=\$((n+1)); sleep 0.05; done; grep -q 'EDITING +1 .*routing.yaml' '$tmp/edited'"
check "and the screen comes back" see "[1 Tree]"
printf '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: added}\n' >>"$tmp/mesh/routing.yaml"
check "files that change are read again" see "Loaded 21 objects"
keys 1 E
check "E edits a copy of the whole object" see "is replaced"
keys u Q
check "Q gives the terminal back" restored

for signal in TERM HUP SEGV ABRT; do
	begin
	keys "'$MESHWALK' mesh & echo \$! >pid; fg" Enter
	see "[1 Tree]"
	kill -$signal "$(cat "$tmp/pid")"
	see READY
	check "$signal gives the terminal back" restored
done

begin
keys "cat mesh/*.yaml | '$MESHWALK' -" Enter
check "standard input is the mesh, keys come from the terminal" see "[1 Tree]"
keys j
check "keys work" see "2/30"
keys q
check "and the terminal is given back" restored

begin LC_ALL=C NO_COLOR=1
run
check "ASCII in the C locale" see "+= Tree"
keys q

begin TERM=screen-256color
run
see "[1 Tree]"
keys 2
see "[2 Req]"
t set-buffer "web
two lines"
t paste-buffer -p -t "s$session"
check "a paste of two lines is text, not keys" see "web two lines"
keys C-c
check "C-c gives the terminal back" restored

# Keys as terminals send them, whatever the terminal's description says.
raw() { keys -l "$(printf "$1")"; }
for term in xterm-256color tmux-256color screen-256color linux vt100 nosuchterm; do
	begin TERM=$term
	run
	see "[1 Tree]"
	raw '\033[4~'
	see "30/30"
	raw '\033[H\033[B\033OB'
	check "End, Home and arrows in their forms under $term" see " 3/30"
	keys 2 C-u
	keys -l 'ab cd'
	raw '\033[1;5D'
	keys -l X
	check "Ctrl-Left under $term" see "ab Xcd"
	keys Escape
	see "[1 Tree]"
	keys Q
	check "$term is given back" restored
done

# A configuration: keys, mouse, cursor, the command that copies.
cat >"$tmp/config.yaml" <<EOF2
mouse: false
cursor: hidden
copy-command: cat >'$tmp/copied'
keys: {down: t}
EOF2
flags() {
	n=0
	while [ $n -lt 200 ]; do
		[ "$(t display-message -p -t "s$session" '#{mouse_any_flag}#{cursor_flag}')" = "$1" ] && return 0
		n=$((n + 1))
		sleep 0.05
	done
	return 1
}
begin
keys "'$MESHWALK' --config config.yaml mesh" Enter
see "[1 Tree]"
check "no mouse and no cursor when it is so configured" flags 00
keys t
check "a key of the configuration" see " 2/30"
keys M
check "M takes the mouse" flags 10
keys M
check "M leaves the mouse" flags 00
keys /
check "where one types there is a cursor" flags 01
keys Escape
flags 00
keys y
check "the command copies" see "copied mesh/"
case $(cat "$tmp/copied" 2>/dev/null) in
mesh/*.yaml:*) ok "what it gets is the place" ;;
*) not_ok "what it gets is the place" ;;
esac
keys g
check "a prefix shows what may follow" see "g-  s source"
keys g Q
check "the cursor is given back" restored
begin
keys "'$MESHWALK' --config config.yaml --no-config mesh" Enter
see "[1 Tree]"
check "--no-config: the mouse is ours, the cursor is seen" flags 11
keys Q
printf 'mous: true\n' >"$tmp/config.yaml"
begin
keys "'$MESHWALK' --config config.yaml mesh" Enter
check "a mistake is told, and it starts" see "config.yaml:1:1: unknown setting 'mous'"
keys Q

# R reads the configuration again: keys, colours, and what is wrong in it.
printf 'theme: light\n' >"$tmp/config.yaml"
begin TERM=xterm-256color
keys "'$MESHWALK' --config config.yaml mesh" Enter
see "[1 Tree]"
colour_is() { t capture-pane -e -p -t "s$session" | grep -qF "$(printf '\033%s' "$1")"; }
check "the theme of the file" colour_is '[38;5;25m'
printf 'theme: high-contrast\nkeys:\n  simulate: [X]\n' >"$tmp/config.yaml"
keys R
check "R: keys of the file as it is now" see "X simulate"
keys X
check "a key of it works" see "[2 Req]"
keys Escape
see "[1 Tree]"
if colour_is '[38;5;25m'; then not_ok "R: another theme"; else ok "R: another theme"; fi
printf 'theme: [light\nkeys:\n' >"$tmp/config.yaml"
keys R
check "what does not parse is told with its line" see "Settings stay: config.yaml:2:"
check "and changes nothing" see "X simulate"
printf 'keys:\n  simulate: [Z]\nmous: true\n' >"$tmp/config.yaml"
keys F5
check "F5 too: a mistake in it is told" see "config.yaml:3:1: unknown setting 'mous'"
check "and the rest counts" see "Z simulate"
keys 4
check "it is among the problems" see "unknown setting"
keys Q

# Colours: red and green parts where the description says how, else indexes,
# and none when they are not wanted.
cat >"$tmp/direct.ti" <<'EOF2'
mw-direct|colours by their red and green and blue parts,
	RGB, colors#0x1000000, pairs#0x7FFFF,
	setab=\E[%?%p1%{8}%<%t4%p1%d%e48\:2\:\:%p1%{65536}%/%d\:%p1%{256}%/%{255}%&%d\:%p1%{255}%&%d%;m,
	setaf=\E[%?%p1%{8}%<%t3%p1%d%e38\:2\:\:%p1%{65536}%/%d\:%p1%{256}%/%{255}%&%d\:%p1%{255}%&%d%;m,
	use=xterm-256color,
EOF2
# colours TERM... -- OPTION TEXT: after OPTION the screen has the sequence TEXT
colours() {
	what=$1 text=$2 option=$3
	shift 3
	begin "$@"
	keys "'$MESHWALK' --theme light $option mesh" Enter
	see "[1 Tree]"
	if t capture-pane -e -p -t "s$session" | grep -qF "$(printf '\033%s' "$text")"; then ok "$what"; else
		not_ok "$what"
		t capture-pane -e -p -t "s$session" | sed -n 1,4p | cat -v | comment
	fi
	keys Q
}
if command -v tic >/dev/null 2>&1 && tic -x -o "$tmp/terminfo" "$tmp/direct.ti" >/dev/null 2>&1; then
	colours "parts, where the description has them" '[38;2;0;95;175m' '' TERM=mw-direct TERMINFO_DIRS="$tmp/terminfo:"
else
	skip "parts, where the description has them" "no tic"
fi
colours "indexes of 256 colours" '[38;5;25m' '' TERM=xterm-256color COLORTERM=truecolor
colours "indexes of 8 colours" '[34m' '' TERM=xterm
for none in NO_COLOR=1 TERM=vt100; do
	begin $none
	keys "'$MESHWALK' --theme light mesh" Enter
	see "[1 Tree]"
	if t capture-pane -e -p -t "s$session" | sed 's/\x1b\[[34]9m//g' | grep -q "$(printf '\033')"'\[[0-9;]*[34][0-8]'; then
		not_ok "no colours with $none"
	else
		ok "no colours with $none"
	fi
	keys Q
done

begin TERM=dumb
run
check "a terminal without a cursor is refused in words" see "cannot place the cursor"

begin
keys "'$MESHWALK' nosuch/mesh; echo STATUS \$?" Enter
check "a path that is missing is said" see "STATUS 3"
plan
