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

begin TERM=dumb
run
check "a terminal without a cursor is refused in words" see "cannot place the cursor"

begin
keys "'$MESHWALK' nosuch/mesh; echo STATUS \$?" Enter
check "a path that is missing is said" see "STATUS 3"
plan
