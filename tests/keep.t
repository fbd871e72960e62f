#!/bin/sh
# keep.t - what stays when the program ends: history, saved requests, pins.
. "$SRCDIR/tests/lib.sh"
. "$SRCDIR/tests/tty.sh"
rm -rf "$tmp/mesh"
cp -r "$SRCDIR/samples/mtls-and-authz" "$tmp/mesh" && chmod -R u+w "$tmp/mesh"
requests=$tmp/mesh/meshwalk-requests.yaml
rm "$requests"
history=$tmp/state/meshwalk/history
# there PATTERN FILE: until it is in the file
there() {
	n=0
	while [ $n -lt 200 ]; do
		grep -q -e "$1" "$2" 2>/dev/null && return 0
		n=$((n + 1))
		sleep 0.05
	done
	return 1
}
mode() { [ "$(stat -c %a "$1")" = "$2" ]; }

begin
run
see "[1 Tree]"
keys 2 "shop/che" Tab pay Tab /charge/7 Tab Tab POST Tab "authorization: Bearer s3cret" Enter
check "a request is sent" see "ALLOWED 200"
check "and is in the history" there '"path":"/charge/7"' "$history"
check "the history is the owner's alone" mode "$history" 600
check "and so is its folder" mode "$tmp/state/meshwalk" 700
check "without the token" sh -c "! grep -q s3cret '$history' && grep -q 'authorization: \\*\\*\\*' '$history'"
keys P
check "a token is not pinned" see "goes into no file"

keys 1 / payments Enter
check "a search is kept" there "^search.payments" "$history"
keys m a Q
check "a mark is kept" there "^mark.a $tmp/mesh" "$history"
see READY

begin
run
see "[1 Tree]"
keys 2 C-p
check "another day, C-p brings the request back" see "/charge/7"
check "and says what is missing" see "*** stands for what was not kept"
keys 1 / Up
check "Up brings the search back" see "/payments"
keys Escape 2 C-r "shop/web" Tab pay Tab /charge/7 Enter
see "DENIED 403"
keys P
check "P says what it did" see "Pinned as 'web-payments-charge-7'"
check "a pin is in the file" there "by: none" "$requests"
keys 2
check "the form counts it" see "1 saved"
keys C-r "shop/che" Tab pay Tab /charge/8 C-s
see "Save into"
keys Home x- Enter
check "C-s saves" there "id: x-checkout-payments-charge-8" "$requests"
keys Q
see READY
if "$MESHWALK" test -q "$tmp/mesh"; then ok "meshwalk test finds it so"; else not_ok "meshwalk test finds it so"; fi

# another program has the file too: what it wrote stays
begin
run
see "[1 Tree]"
keys 2
see "2 saved"
printf '# by hand\n- {id: mine, to: payments.shop}\n' >>"$requests"
check "a file that changes is read again" see "3 saved"
chmod 640 "$requests"
keys "shop/web" Tab pay Tab /y C-s Enter
check "and added to" there "id: web-payments-y" "$requests"
check "what was there stays" there "# by hand" "$requests"
check "and its mode" mode "$requests" 640
keys Escape
sed 's/- POST/- GET/' "$tmp/mesh/mesh.yaml" >"$tmp/other" && cat "$tmp/other" >"$tmp/mesh/mesh.yaml"
check "manifests that change: what ends otherwise is told" see "1 of 4 saved requests ends otherwise: 5 lists them"
keys 5
check "and listed" see "now ALLOWED"
keys Q
see READY

# a file with a mistake is told, and not written to
cp "$requests" "$tmp/good"
echo '- {to: payments, pth: /}' >>"$requests"
begin
run
check "a mistake in the file is told" see "a request has no field 'pth'"
keys 2 "shop/web" Tab pay Tab /z C-s Enter
check "and nothing is written to it" see "the file has an error"
keys Q Escape q
cp "$tmp/good" "$requests"

# a what-if is written where it was told to be, and over nothing unasked
begin
run
see "[1 Tree]"
keys v G k x w f Home C-k new.patch Enter
check "a new file is written at once" see "written: new.patch"
check "and has the patch" there "^-  name: " "$tmp/new.patch"
echo mine >"$tmp/new.patch"
keys w f C-e C-u new.patch Enter
check "what is there is asked about" see "new.patch is there already: write over it?"
keys n
check "n leaves it" sh -c "grep -q mine '$tmp/new.patch'"
keys w f C-e C-u new.patch Enter
see "write over it?"
keys y
check "y writes over it" there "^-  name: " "$tmp/new.patch"
keys w o C-e C-u out Enter
check "a folder, too" see "written below out: "
keys w o C-e C-u out Enter
check "its files are asked about" see "is there already: write over it?"
keys Escape
see "nothing was written"
keys Q
check "what is in a file is not asked about" restored

# a what-if is not lost by accident
begin
keys "'$MESHWALK' mesh & echo \$! >pid; fg" Enter
see "[1 Tree]"
keys v G k x
check "a what-if" see "WHAT-IF 1"
keys Q
check "quitting asks" see "quit and drop 1 change? y/n"
keys n
check "n stays" see "the what-if is still here"
kill -TERM "$(cat "$tmp/pid")"
see READY
check "SIGTERM keeps it" sh -c "ls '$tmp'/state/meshwalk/whatif-* | grep -q ."
begin
run
check "it is offered the next time" see "take it up again? y/n"
keys y
check "and taken up" see "WHAT-IF 1"
keys C-c
check "C-c asks too" see "quit and drop 1 change? y/n"
keys C-c
check "a second C-c ends it" restored
begin
run
check "what was cut off by it is offered too" see "take it up again? y/n"
keys n Q
check "n drops it" restored
check "for good" sh -c "! ls '$tmp'/state/meshwalk/whatif-* 2>/dev/null"

# whatever ends the program: a what-if is kept while it is worked at
begin
keys "'$MESHWALK' mesh & echo \$! >pid; fg" Enter
see "[1 Tree]"
keys v G k x
see "WHAT-IF 1"
check "it is kept at once" sh -c "n=0; until ls '$tmp'/state/meshwalk/whatif-* 2>/dev/null; do n=\$((n + 1)); [ \$n -lt 100 ] || exit 1; sleep 0.05; done"
kill -KILL "$(cat "$tmp/pid")"
begin
run
check "a crash does not lose it" see "take it up again? y/n"
keys y
see "WHAT-IF 1"
keys u
see "what-if empty"
keys Q
check "what was undone is not asked about" restored
check "and not kept" sh -c "! ls '$tmp'/state/meshwalk/whatif-* 2>/dev/null"

# no history: nothing is kept
begin
keys "rm -rf state; XDG_STATE_HOME=/dev/null/no '$MESHWALK' mesh" Enter
see "[1 Tree]"
keys 2 "shop/web" Tab pay Enter
check "a history that cannot be written hinders nobody" see "DENIED 403"
keys Q
see READY
plan
