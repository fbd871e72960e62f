"""Reads JUnit and the JSON of the same run: both must say the same."""
import json
import re
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
    name = suite.get("file")
    must("file", name == suite.get("name"))
    for c in cases:
        must("names", c.get("classname") and c.get("name"))
        for x in c:
            must("place", x.text.startswith(name))
            line = re.match(r":(\d+):\d+: ", x.text[len(name):])
            found.append(("" if name == "mesh" else name, int(line.group(1)) if line else 0,
                          c.get("classname"), x.get("message"), x.tag == "failure"))
must("totals", totals[:2] == [int(root.get(k)) for k in ("tests", "failures")])
want = [(p.get("file", ""), p.get("line", 0), p["rule"], p["message"],
         p["severity"] != "info") for p in plain]
must("the same findings", sorted(found) == sorted(want))
