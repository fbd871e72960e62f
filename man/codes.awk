# codes.awk - meshwalk-codes(7), of what "meshwalk explain" lists.
function safe(s) {
	gsub(/\\/, "\\e", s)
	gsub(/"/, "\\(dq", s)
	gsub(/`/, "\\(ga", s)
	gsub(/\^/, "\\(ha", s)
	gsub(/~/, "\\(ti", s)
	gsub(/'/, "\\(aq", s)
	return s
}
function section(family, name) {
	names[family] = name
}
BEGIN {
	section("MW01", "Reading files, YAML")
	section("MW02", "Objects and their fields")
	section("MW03", "What objects say of each other")
	section("MW04", "The configuration of the screen")
	section("MW06", "What a cluster refuses")
	section("MW07", "What proxies are told")
	section("IST0", "Codes of Istio")
	print ".\\\" Made by codes.awk of what the program lists."
	print ".Dd November 24, 2026\n.Dt MESHWALK-CODES 7\n.Os"
	print ".Sh NAME\n.Nm meshwalk-codes\n.Nd what is found wrong, by its code"
	print ".Sh DESCRIPTION"
	print "Every finding of\n.Xr meshwalk 1\nhas one of these codes."
	print "Beside it stands how bad it usually is."
	print ".Ql meshwalk explain CODE"
	print "says why it hurts, and shows an example with its repair."
	print "The codes of Istio mean what its own analyzers mean by them."
}
{
	family = substr($1, 1, 4)
	if (family != last) {
		if (last != "")
			print ".El"
		print ".Ss " (family in names ? names[family] : "Codes " family "...")
		print ".Bl -tag -width \"MW0000 warning\" -compact"
	}
	last = family
	code = $1
	severity = $2
	sub(/^[^ ]+ +[^ ]+ +/, "")
	print ".It Cm " code " " severity
	print "\\&" safe($0)
}
END {
	if (last != "")
		print ".El"
	print ".Sh SEE ALSO\n.Xr meshwalk 1"
}
