# tty.sh - a real terminal for tests: tmux, a copy of a sample, what is waited
# for.  Nothing of the user's is read or written.
if [ -z "${TMUX_BIN:-}" ] || ! "$TMUX_BIN" -V >/dev/null 2>&1; then
	echo "1..0 # SKIP tmux is missing"
	exit 0
fi
tmp=$(mktemp -d) || exit 99
TMUX_TMPDIR=$tmp
XDG_STATE_HOME=$tmp/state
XDG_CONFIG_HOME=$tmp/config
export TMUX_TMPDIR XDG_STATE_HOME XDG_CONFIG_HOME
unset TMUX
t() { "$TMUX_BIN" -L mw -f /dev/null "$@"; }
trap 't kill-server 2>/dev/null; rm -rf "$tmp"' EXIT
cp -r "$SRCDIR/samples/bookinfo" "$tmp/mesh" && chmod -R u+w "$tmp/mesh"
cat >"$tmp/editor" <<EOF2
#!/bin/sh
echo "EDITING \$*" >"$tmp/edited"
case \$2 in
*/meshwalk-*.yaml) echo "# more" >>"\$2" ;;
esac
EOF2
chmod +x "$tmp/editor"

# begin [VAR=VALUE...]: a shell 80 by 24, in a session of its own; the one
# before is ended after it, so that the server stays
session=0
begin() {
	old=$session
	session=$((session + 1))
	t new-session -d -s "s$session" -x 80 -y 24 "cd '$tmp' && env -u NO_COLOR LC_ALL=C.UTF-8 PS1='READY ' VISUAL='$tmp/editor' ENV= $* sh"
	t set-option -g status off >/dev/null
	[ "$old" = 0 ] || t kill-session -t "s$old"
	see READY
}
keys() { t send-keys -t "s$session" "$@"; }
screen() { t capture-pane -p -t "s$session"; }
# see TEXT: until it is there, 10 seconds at most
see() {
	n=0
	while [ $n -lt 200 ]; do
		screen 2>/dev/null | grep -qF -- "$1" && return 0
		n=$((n + 1))
		sleep 0.05
	done
	return 1
}
check() {
	what=$1
	shift
	if "$@"; then ok "$what"; else
		not_ok "$what"
		screen | comment
	fi
}
run() { keys "'$MESHWALK' mesh" Enter; }
# The terminal is as a shell wants it: echo, no alternate screen, no mouse.
restored() {
	see READY || return 1
	keys "stty -a | grep -c ' echo ' ; echo WORKS" Enter
	see "WORKS" && [ "$(t display-message -p -t "s$session" '#{alternate_on}#{mouse_any_flag}#{cursor_flag}')" = 001 ]
}
