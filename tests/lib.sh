# lib.sh - TAP from shell: ok, not_ok, skip, and plan at the end.
count=0
ok() { count=$((count + 1)); echo "ok $count - $1"; }
not_ok() { count=$((count + 1)); echo "not ok $count - $1"; }
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }
plan() { echo "1..$count"; }
# Lines of standard input as TAP comments.
comment() { sed 's/^/# /'; }
