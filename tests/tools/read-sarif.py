"""Reads SARIF and the JSON of the same run: both must say the same."""
import json
import sys
from urllib.parse import unquote, urlsplit

sarif, plain = (json.load(open(f, encoding="utf-8")) for f in sys.argv[1:3])
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def must(what, ok):
    if not ok:
        sys.exit("not so: " + what)


must("version", sarif["version"] == "2.1.0")
must("schema", sarif["$schema"].endswith("sarif-2.1.0.json"))
must("one run", len(sarif["runs"]) == 1)
run = sarif["runs"][0]
must("columns", run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits"))
rules = run["tool"]["driver"]["rules"]
ids = [r["id"] for r in rules]
must("rules are unique", len(set(ids)) == len(ids))
for r in rules:
    for k in ("shortDescription", "fullDescription", "help"):
        must("%s of %s" % (k, r["id"]), r[k]["text"])
    must("level of " + r["id"], r["defaultConfiguration"]["level"] in LEVELS.values())
done = run["invocations"][0]
must("a code for what failed", done["executionSuccessful"] == ("exitCode" not in done))
for n in done.get("toolExecutionNotifications", []):
    must("a notification is a rule", n["descriptor"]["id"] in ids)
must("as many results", len(run["results"]) == len(plain))
for s, p in zip(run["results"], plain):
    must("rule", s["ruleId"] == p["rule"] and ids[s["ruleIndex"]] == p["rule"])
    must("level", s["level"] == LEVELS[p["severity"]])
    must("message", s["message"]["text"].startswith(p["message"]))
    must("fingerprint", s["partialFingerprints"])
    if "file" not in p:
        continue
    place = s["locations"][0]["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    must("uri", not set(uri) & set(" <>\"{}|\\^`"))
    must("relative stays so", uri.startswith("file:///") == p["file"].startswith("/"))
    must("file", unquote(urlsplit(uri).path) == p["file"])
    if "line" in p:
        g = place["region"]
        must("counts from 1", all(v >= 1 for v in g.values()))
        must("start", (g["startLine"], g["startColumn"]) == (p["line"], p["column"]))
        if "endLine" in g:
            must("end", (g["endLine"], g["endColumn"]) > (p["line"], p["column"]))
    if p["name"]:
        name = s["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
        must("object", name.startswith(p["kind"] + " ") and p["name"] in name)
