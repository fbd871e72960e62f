"""Reads JUnit and the JSON of the same run: both must say the same."""
import json
import sys
import xml.etree.ElementTree as et

root = et.parse(sys.argv[1]).getroot()
plain = json.load(open(sys.argv[2], encoding="utf-8"))


def must(what, ok):
    if not ok:
        sys.exit("not so: " + what)


must("root", root.tag == "testsuites")
found, totals = [], [0, 0, 0]
for suite in root:
    must("suite", suite.tag == "testsuite" and suite.get("name"))
    cases = suite.findall("testcase")
    kinds = [len(cases), len(suite.findall("testcase/failure")),
             len(suite.findall("testcase/skipped"))]
    must("counts", kinds == [int(suite.get(k)) for k in ("tests", "failures", "skipped")])
    totals = [a + b for a, b in zip(totals, kinds)]
    for c in cases:
        must("names", c.get("classname") and c.get("name"))
        for x in c:
            found.append((c.get("file", ""), int(c.get("line", 0)), c.get("classname"),
                          x.get("message"), x.tag == "failure"))
must("totals", totals == [int(root.get(k)) for k in ("tests", "failures", "skipped")])
want = [(p.get("file", ""), p.get("line", 0), p["rule"], p["message"],
         p["severity"] != "info") for p in plain]
must("the same findings", sorted(found) == sorted(want))
