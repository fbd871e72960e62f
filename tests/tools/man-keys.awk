# man-keys.awk - the keys of "meshwalk --print-config", for a manual page.
#
# Comment lines in front of a key are what the action does.
function safe(s) {
	gsub(/\\/, "\\e", s)
	gsub(/'/, "\\(aq", s)
	gsub(/"/, "\\(dq", s)
	gsub(/`/, "\\(ga", s)
	gsub(/\^/, "\\(ha", s)
	gsub(/~/, "\\(ti", s)
	return s
}
/^keys:/ { on = 1; next }
!on { next }
/^  #/ { text = text (text == "" ? "" : " ") substr($0, 5); next }
/^  [a-z-]+: \[.*\]$/ {
	name = list = $0
	sub(/^  /, "", name)
	sub(/:.*/, "", name)
	sub(/^[^[]*\[/, "", list)
	sub(/\]$/, "", list)
	line = ".It Cm " name
	between = " : "
	while (match(list, /^('([^']|'')*'|[^,']+)/)) {
		key = substr(list, 1, RLENGTH)
		list = substr(list, RLENGTH + 1)
		sub(/^, /, "", list)
		if (key ~ /^'/) {
			key = substr(key, 2, length(key) - 2)
			gsub(/''/, "'", key)
		}
		line = line between "Ic \\&" safe(key)
		between = " , "
	}
	print line
	gsub(/^ +| +$/, "", text)
	print "\\&" safe(text) "."
	text = ""
}
