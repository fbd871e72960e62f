#!/usr/bin/env python3
"""suggest_check.py --bin MESHWALK [--oracle ORACLE --sample N --work DIR]
[--per-case N] [--show CLASS] DIR...

For recorded requests that failed otherwise than by authorization or a token:
is there a change of the manifests, or of the request, that would let each
pass?  Every change offered is written into the manifests as the answer gives
it and the request sent again: exit status 1 when one does not pass.  With
--oracle, N changes of each class of failure are sent through a real mesh:
"ORACLE run CASE..." writes CASE/results.jsonl; and "ORACLE validate FILE" says
whether the API server would take the documents."""
import argparse, collections, concurrent.futures, json, os, random, re, shutil, subprocess, sys, tempfile, time
import yaml

from flips import cases, refused

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def bad(o):
    return bool(o.get("failure")) or (o.get("status") or 0) >= 400


def passes(line):
    outcomes = line.get("outcomes") or []
    return bool(outcomes) and not any(bad(o) for o in outcomes)


def failure(line):
    """how the recorded request failed, in Envoy's words"""
    o = [o for o in line["outcomes"] if bad(o)][0]
    for h in reversed(o.get("hops") or []):
        d = (h.get("details") or "").split("{")[0]
        if h.get("cluster") in ("BlackHoleCluster",) or h.get("route") == "block_all" or h.get("virtual_host") == "block_all":
            return "a host that is not known (REGISTRY_ONLY)"
        if d and d != "via_upstream":
            return {"direct_response": "direct response", "fault_filter_abort": "fault"}.get(d, d.split("[")[0] if d != "filter_chain_not_found" else
                    "%s: %s" % (d, "gateway" if h["direction"] == "gateway" else "server")).replace("upstream_reset_before_response_started", "upstream reset")
    if o.get("failure") == "refused":
        return "connection refused"
    return "%s without details" % (o.get("failure") or o.get("status"))


def documents(path):
    """the texts of a file and what each is: (text, "Kind ns/name")"""
    with open(path) as f:
        text = f.read()
    for t in re.split(r"(?m)^---[ \t]*(?:\n|$)", text):
        try:
            d = yaml.load(t, Loader=Loader)
        except yaml.YAMLError:
            d = None
        name = ""
        if isinstance(d, dict) and "kind" in d:
            m = d.get("metadata") or {}
            cluster = d["kind"] in ("Namespace", "GatewayClass", "CustomResourceDefinition", "MeshConfig")
            ns = "" if cluster else str(m.get("namespace") or "default")
            name = "%s %s%s%s" % (d["kind"], ns, "/" if ns else "", m.get("name"))
        yield t, name


def changed(case, edits):
    """the manifests with the edits, or None where a document was not found"""
    docs = list(documents(os.path.join(case, "mesh.yaml")))
    more = []
    for e in edits:
        if "adds_behind" in e:
            more.append((e["document"], ""))
            continue
        name = e.get("changes") or e.get("removes")
        at = [i for i, d in enumerate(docs) if d[1] == name]
        if not at:
            return None
        docs[at[-1]] = (e.get("document") or "", name)
    return "---\n".join(t if t.endswith("\n") or not t else t + "\n" for t, _ in docs + more)


def send(a, mesh, lines, *options):
    r = subprocess.run([a.bin, "send", "-q", *options, "--show-secrets", "--requests", "-", "-o", "jsonl", mesh],
                       input="".join(l if l.endswith("\n") else l + "\n" for l in lines), capture_output=True, text=True)
    return {j["id"]: j for j in map(json.loads, r.stdout.splitlines())}


def run(a, case):
    with open(os.path.join(case, "expected.jsonl")) as f:
        failed = {l["id"]: failure(l) for l in map(json.loads, f)
                  if any(bad(o) for o in l.get("outcomes") or []) and not refused(l)}
    with open(os.path.join(case, "requests.jsonl")) as f:
        lines = {json.loads(l)["id"]: l for l in f}
    ids = sorted(failed)
    if a.per_case:
        random.Random(case).shuffle(ids)
        # few of each class
        seen, kept = collections.Counter(), []
        for i in ids:
            seen[failed[i]] += 1
            if seen[failed[i]] <= a.per_case:
                kept.append(i)
        ids = kept
    if not ids:
        return []
    answers = send(a, os.path.join(case, "mesh.yaml"), [lines[i] for i in ids], "--flips")
    out = []
    for i in ids:
        j = answers.get(i) or {}
        row = {"case": case, "id": i, "class": failed[i], "request": json.loads(lines[i]), "passes": passes(j),
               "yaml": j.get("would_pass_with") or [], "flips": j.get("would_pass") or [], "wrong": []}
        for s in row["yaml"]:
            s["mesh"] = changed(case, s["edits"])
            if s["mesh"] is None:
                row["wrong"].append("%s: no such document" % s["change"])
                continue
            with tempfile.NamedTemporaryFile("w", suffix=".yaml") as t:
                t.write(s["mesh"])
                t.flush()
                if not passes(send(a, t.name, [lines[i]]).get(i) or {}):
                    row["wrong"].append(s["change"])
        for n, s in enumerate(row["flips"]):
            text = json.dumps(dict(s["request"], id="x"))
            if not passes(send(a, os.path.join(case, "mesh.yaml"), [text]).get("x") or {}) and not s.get("only_policies"):
                row["wrong"].append("request: " + s["change"])
        out.append(row)
    return out


def write_case(a, number, row, s):
    d = os.path.join(a.work, "%04d" % number)
    os.makedirs(d)
    with open(os.path.join(d, "mesh.yaml"), "w") as f:
        f.write(s["mesh"] if "mesh" in s else open(os.path.join(row["case"], "mesh.yaml")).read())
    with open(os.path.join(d, "requests.jsonl"), "w") as f:
        f.write(json.dumps(dict(row["request"] if "mesh" in s else s["request"], id="x")) + "\n")
    return d


def admitted(a, d, s):
    """what the API server says of the documents that changed"""
    path = os.path.join(d, "changed")
    errors = []
    for n, e in enumerate(s.get("edits") or []):
        if "document" not in e:
            continue
        with open("%s%d.yaml" % (path, n), "w") as f:
            f.write(e["document"])
        p = subprocess.run([a.oracle, "validate", "%s%d.yaml" % (path, n)], capture_output=True, text=True)
        os.unlink("%s%d.yaml" % (path, n))
        for l in p.stdout.splitlines():
            errors += json.loads(l).get("errors") or []
    return errors


def confirm(a, rows):
    shutil.rmtree(a.work, ignore_errors=True)
    by_class = collections.defaultdict(list)
    random.Random(a.seed).shuffle(rows)
    for row in rows:
        for s in [s for s in row["yaml"] if s.get("mesh")][:3] + [f for f in row["flips"] if not f.get("only_policies")][:2]:
            if len(by_class[row["class"]]) < a.sample:
                by_class[row["class"]].append((row, s))
    written = [(c, row, s, write_case(a, n, row, s)) for n, (c, row, s) in
               enumerate((c, row, s) for c in sorted(by_class) for row, s in by_class[c])]
    for i in range(0, len(written), 40):
        subprocess.run([a.oracle, "run", *[w[3] for w in written[i:i + 40]]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    good, wrong, lost, refused_by = collections.Counter(), collections.Counter(), collections.Counter(), collections.Counter()
    for c, row, s, d in written:
        try:
            with open(os.path.join(d, "results.jsonl")) as f:
                line = json.loads(f.readline())
        except (OSError, ValueError):
            line = {}
        source = row["request"].get("source") or "127."
        if not line or (not source.startswith("127.") and not any(o.get("hops") for o in line.get("outcomes") or [])):
            lost[c] += 1
            continue
        if passes(line):
            good[c] += 1
        else:
            wrong[c] += 1
            print("DISAGREES %s:%s %s (%s)" % (row["case"], row["id"], s["change"], d))
        errors = admitted(a, d, s)
        if errors:
            refused_by[c] += 1
            print("NOT ADMITTED %s:%s %s: %s" % (row["case"], row["id"], s["change"], errors[:2]))
    print("through the real mesh: class, passes there too, does not, not run, document not admitted")
    for c in sorted(by_class):
        print("%6d %4d %4d %4d  %s" % (good[c], wrong[c], lost[c], refused_by[c], c))
    return sum(wrong.values()) + sum(refused_by.values())


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--bin", required=True)
    p.add_argument("--oracle")
    p.add_argument("--sample", type=int, default=10)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--work", default="/tmp/suggestions")
    p.add_argument("--per-case", type=int, default=0, help="of each class; 0: all")
    p.add_argument("--show", help="a regular expression: classes of which requests without a change are listed")
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--every", type=int, default=1, help="every N-th case only")
    p.add_argument("dirs", nargs="+")
    a = p.parse_args()
    begin, rows = time.time(), []
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for r in pool.map(lambda c: run(a, c), sorted(cases(a.dirs))[::a.every]):
            rows += r
    wrong = [(r, w) for r in rows for w in r["wrong"]]
    for r, w in wrong[:20]:
        print("WRONG %s:%s %s" % (r["case"], r["id"], w))
    table = collections.defaultdict(collections.Counter)
    for r in rows:
        t = table[r["class"]]
        t["n"] += 1
        kept = [s for s in r["yaml"] if not s["change"].startswith("take ") or s["edits"][0].get("document")]
        t["yaml"] += bool(kept)
        t["off"] += bool(r["yaml"]) and not kept
        t["flip"] += bool(r["flips"])
        t["none"] += not r["yaml"] and not r["flips"]
        if a.show and re.search(a.show, r["class"]) and not kept and t["shown"] < 12:
            t["shown"] += 1
            print("NONE %s:%s %s %s" % (r["case"], r["id"], r["class"], [f["change"] for f in r["flips"]][:2]))
    print("requests, with a change of the manifests, with the removal of an object only, with a change of the request, with none")
    for c in sorted(table, key=lambda c: -table[c]["n"]):
        t = table[c]
        print("%6d %6d %5d %6d %5d  %s" % (t["n"], t["yaml"], t["off"], t["flip"], t["none"], c))
    print("%d requests, %d changes offered, %d of them do not pass; %.0f s" %
          (len(rows), sum(len(r["yaml"]) + len(r["flips"]) for r in rows), len(wrong), time.time() - begin))
    if a.oracle and confirm(a, rows):
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
