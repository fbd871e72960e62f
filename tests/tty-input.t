#!/bin/sh
# tty-input.t - keys, pastes, the mouse, the clipboard and the editor on a real
# terminal.  Text is waited for with a deadline; nothing sleeps for a fixed time.
. "$SRCDIR/tests/lib.sh"
. "$SRCDIR/tests/tty.sh"

ask() { t display-message -p -t "s$session" "$1"; }
# is WORDS FORMAT: until tmux says so of the pane
is() {
	n=0
	while [ $n -lt 100 ]; do
		[ "$(ask "$2")" = "$1" ] && return 0
		n=$((n + 1))
		sleep 0.05
	done
	echo "# $2 is $(ask "$2"), not $1"
	return 1
}
# The row of TEXT on the screen, from 0.
row_of() { screen | grep -nF -- "$1" | head -n 1 | sed 's/:.*//' | awk '{ print $1 - 1 }'; }
raw() { t send-keys -t "s$session" -l "$(printf "$1")"; }
ms() { date +%s%N | awk '/^[0-9]+$/ { printf "%.0f\n", $0 / 1000000 }'; }
# soon TEXT: milliseconds until it is there, asked for without a pause
soon() {
	from=$(ms)
	n=0
	until screen | grep -qF -- "$1"; do
		n=$((n + 1))
		[ $n -lt 1000 ] || return 1
	done
	echo $(($(ms) - from))
}

# ---- where the cursor is, what the terminal was asked for ------------------
begin TERM=xterm-256color
keys "stty -g >before; '$MESHWALK' mesh; stty -g >after; cmp before after && echo S'A'ME" Enter
see "[1 Tree]"
is "$(row_of '>>')" '#{cursor_y}'
check "the cursor stands on the selected row" is "1,$(row_of '>>')" '#{cursor_x},#{cursor_y}'
keys j j
check "and goes with it" is "1,$(($(row_of 'Tree  by') + 3))" '#{cursor_x},#{cursor_y}'
check "the cursor is visible, on the other screen" is 11 '#{cursor_flag}#{alternate_on}'
check "the mouse is asked for" is 11 '#{mouse_any_flag}#{mouse_sgr_flag}'
raw '\033[<0;6;5M\033[<0;6;5m'
check "a click selects the row" is 1,4 '#{cursor_x},#{cursor_y}'
raw '\033[<65;6;6M'
check "the wheel moves by three rows" is 1,7 '#{cursor_x},#{cursor_y}'
keys M
check "M turns the mouse off" is 0 '#{mouse_any_flag}'
keys M
check "and on" is 1 '#{mouse_any_flag}'
t set-option -g set-clipboard on
keys gg y
n=0
until t show-buffer 2>/dev/null | grep -q 'routing.yaml:1:1$' || [ $n -ge 100 ]; do
	n=$((n + 1))
	sleep 0.05
done
check "y copies the place by OSC 52" test $n -lt 100
check "and shows it" see "(OSC 52)"
keys j
printf '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: focused}\n' >>"$tmp/mesh/routing.yaml"
raw '\033[I'
check "the focus looks for changed files" see "Loaded 21 objects"
keys q
check "the line discipline is as it was" see SAME

# ---- stopping twice, many sizes ---------------------------------------------
begin TERM=tmux-256color
run
see "[1 Tree]"
for i in 1 2; do
	keys C-z
	is 0 '#{alternate_on}' && see READY
	keys "echo sto''pped$i; fg" Enter
	see "[1 Tree]"
done
keys C-z
check "C-z gives the terminal back each time" is 00 '#{alternate_on}#{mouse_any_flag}'
check "with what was printed" see stopped2
t resize-window -t "s$session" -x 100 -y 30
keys fg Enter
check "a size that changed meanwhile is used" see "5 Compare"
i=0
while [ $i -lt 50 ]; do
	i=$((i + 1))
	t resize-window -t "s$session" -x $((i * 37 % 140 + 1)) -y $((i * 23 % 50 + 1))
done
t resize-window -t "s$session" -x 80 -y 24
check "fifty sizes at once" see "5 Cmp"
keys 4
check "and it is there" see "[4 Prob"

# ---- typing -----------------------------------------------------------------
best=9999
for i in 1 2 3 4 5; do
	keys 1
	see "[1 Tree]"
	keys '?'
	see "Type to search"
	keys Escape
	took=$(soon "Tree  by") && [ -n "$took" ] && [ "$took" -lt $best ] && best=$took
done
if [ -z "$(ms)" ]; then skip "Escape alone" "no clock"; else
	check "Escape alone takes under 100 ms ($best)" test "$best" -lt 100
fi
keys 2
see "[2 Req]"
keys "aaa/bbb" C-Left X
check "C-Left goes back a word (tmux-256color)" see "aaa/Xbbb"
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "pasted text of a megabyte, and more of it, in one go\n" }' >"$tmp/big"
t load-buffer "$tmp/big"
from=$(ms)
t paste-buffer -p -t "s$session"
keys C-r
keys "after"
check "a paste of a megabyte is taken and over" see "after"
took=$(($(ms) - ${from:-0}))
[ -z "$from" ] || check "in less than three seconds ($took ms)" test "$took" -lt 3000
keys Escape Escape
see "[1 Tree]"
keys Q

for term in xterm-256color screen-256color; do
	begin "TERM=$term"
	run
	see "[1 Tree]"
	keys 2
	see "[2 Req]"
	keys "aaa/bbb" C-Left X
	check "C-Left goes back a word ($term)" see "aaa/Xbbb"
	keys Home Y End Z
	check "Home and End ($term)" see "Yaaa/XbbbZ"
	keys C-c
done

# ---- the editor -------------------------------------------------------------
cat >"$tmp/editor" <<EOF2
#!/bin/sh
# what an editor does: it has the terminal, and the file
stty -a | grep -q ' echo ' && echo COOKED >"$tmp/edited"
printf '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: edited}\n' >>"\$2"
exit \$(cat "$tmp/status")
EOF2
echo 0 >"$tmp/status"
begin
run
see "Loaded 21 objects"
keys e
check "what the editor changed is read" see "Loaded 22 objects"
check "the editor has the terminal as a shell leaves it" grep -q COOKED "$tmp/edited"
echo 3 >"$tmp/status"
keys e
check "an editor that fails is told" see "the editor ended with status 3"
printf '#!/bin/sh\nkill -TSTP 0\necho "ON AGAIN"\n' >"$tmp/editor"
keys e
check "an editor that is stopped stops it too" see READY
keys fg Enter
check "and goes on with it" see "[1 Tree]"
keys q
check "the terminal is given back" restored

# ---- colour -----------------------------------------------------------------
esc=$(printf '\033')
colours() { t capture-pane -p -e -t "s$session" | grep -c "$esc\[[0-9;]*[34][0-8][;m]"; }
begin TERM=xterm-256color
run
see "[1 Tree]"
keys 4
see "[4 Prob"
check "there are colours" test "$(colours)" -gt 0
keys Q
begin TERM=xterm-256color NO_COLOR=1
run
see "[1 Tree]"
keys 4
see "[4 Prob"
check "NO_COLOR: there are none" test "$(colours)" -eq 0
keys Q
plan
