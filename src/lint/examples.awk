# examples.awk - C of the files of examples/: see example.h.
function finish() {
	if (open)
		print "\t},"
	open = 0
}
BEGIN {
	print "/* Made by examples.awk. */"
	print "#include \"lint/example.h\"\n"
	print "const struct mw_example_file mw_example_files[] = {"
}
FNR == 1 {
	finish()
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.txt$/, "", name)
	printf "\t{ \"%s\",\n", name
	open = 1
}
{
	gsub(/[\\"?]/, "\\\\&")	# no trigraphs either
	gsub(/\t/, "\\t")
	printf "\t    \"%s\\n\"\n", $0
}
END {
	finish()
	print "\t{ NULL, NULL }\n};"
}
