# keys-used.awk - the keys of src/view/keys.def that no recorded frame is made
# with, and the actions without help:
#	awk -f keys-used.awk keys.def tests/screen/*.keys
function clean(s) {
	gsub(/\\\\/, "\\", s)
	return s
}
FNR == NR {
	if (!/^MW_ACTION\(/)
		next
	n = split($0, field, "\"")
	# MW_ACTION(ID, "name", "keys", "where", "hint", "help")
	name[++actions] = field[2]
	keys[actions] = clean(field[4])
	if (n < 11 || field[10] == "")
		print field[2] " has no help"
	next
}
FNR == 1 || /^say / { next }
{
	gsub(/'[^']*'/, " ")		# is typed
	for (i = 1; i <= NF; i++) {
		used[$i] = 1
		if (length($i) == 2)
			begun[substr($i, 1, 1)] = 1
	}
}
END {
	for (a = 1; a <= actions; a++) {
		n = split(keys[a], key, " ")
		for (i = 1; i <= n; i++) {
			if (key[i] in used)
				continue
			if (length(key[i]) == 2 && key[i] ~ /\*$/ &&
			    (substr(key[i], 1, 1) in begun))
				continue
			print name[a] ": " key[i]
		}
	}
}
