#!/usr/bin/env python3
"""compare_own.py --bin MESHWALK [--show N] DIR...

Holds meshwalk against the recorded answers of a real mesh: every folder below
DIR that has mesh.yaml, requests.jsonl and expected.jsonl is a case. Each line
is compared in groups; a group that neither side has does not count. Exits 1
when anything differs.

  result     status or failure, pod and port that answered
  route      names that each proxy chose
  authz      of gateways and inbound proxies: refusals, policy, peer
  delivered  method, host, path, TLS and headers that the application got
  forwarded  the headers that proxies add
  mirrors    who got copies, host and path
  response   headers and body of the answer
  facts      of the route and the cluster, where they are recorded"""
import argparse, collections, concurrent.futures, json, os, subprocess, sys
from fractions import Fraction


def added(name):
    return name.startswith("x-envoy-") or name.startswith("x-forwarded-")


def hops(o):
    return o.get("hops") or []


def result(o):
    d = o.get("delivered") or {}
    return o.get("status"), o.get("failure"), d.get("pod"), d.get("port")


def route(o):
    return [[h.get(k) for k in ("proxy", "route_config", "virtual_host", "route", "cluster")] for h in hops(o)]


def authz(o):
    out = []
    for h in hops(o):
        if h.get("direction") not in ("inbound", "gateway"):
            continue
        refused = bool(h.get("policy")) or (h.get("details") or "").startswith(("rbac_", "jwt_"))
        code = h.get("code") if h.get("code") in (401, 403) else "denied"
        out.append([h.get("proxy"), code if refused else None, h.get("policy"), h.get("peer")])
    return out or None


def delivered(o):
    d = o.get("delivered")
    if d is None:
        return None
    heads = {k: v for k, v in (d.get("headers") or {}).items() if not added(k)}
    gone = sorted(k for k in d.get("removed") or [] if not added(k))
    return [d.get("pod"), d.get("method"), d.get("host"), d.get("path"), bool(d.get("tls")), heads, gone]


def forwarded(o):
    d = o.get("delivered")
    return d and {k: v for k, v in (d.get("headers") or {}).items() if added(k)}


def response(o):
    return [o.get("response_headers") or {}, o.get("body") or ""] if o.get("status") else None


def mirrors(o):
    return sorted([m.get("pod"), m.get("host"), m.get("path")] for m in o.get("mirrors") or []) or None


GROUPS = {"result": result, "route": route, "authz": authz, "delivered": delivered, "forwarded": forwarded, "mirrors": mirrors, "response": response}


def shares(line, look):
    """what LOOK sees, with the share of the outcomes that show it"""
    out = collections.defaultdict(Fraction)
    for o in line.get("outcomes") or []:
        seen = look(o)
        if seen is not None:
            out[json.dumps(seen, sort_keys=True)] += Fraction(o.get("weight", 1), o.get("of", 1) or 1)
    return {k: str(v) for k, v in out.items()}


def facts(line, like):
    """the facts that LIKE has recorded"""
    return {k: {f: (line.get(k) or {}).get(f) for f in like[k]} for k in ("route", "cluster") if k in like}


def lines(text):
    return {x["id"]: x for x in map(json.loads, text.splitlines())}


def run(binary, case):
    with open(os.path.join(case, "expected.jsonl")) as f:
        want = lines(f.read())
    p = subprocess.run([binary, "send", "-q", "--requests", os.path.join(case, "requests.jsonl"), "-o", "jsonl", os.path.join(case, "mesh.yaml")], capture_output=True, text=True)
    try:
        got = lines(p.stdout)
    except ValueError:
        got = {}
    count, bad = collections.Counter(), []
    for i, w in want.items():
        g = got.get(i, {})
        pairs = {name: (shares(w, look), shares(g, look)) for name, look in GROUPS.items()}
        pairs["facts"] = facts(w, w), facts(g, w)
        for name, (x, y) in pairs.items():
            if not x and not y:
                continue
            count[name, "all"] += 1
            if x == y:
                count[name, "same"] += 1
            else:
                bad.append((os.path.basename(case), i, name, x, y))
    return count, bad


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--bin", required=True)
    a.add_argument("--show", type=int, default=10)
    a.add_argument("dirs", nargs="+")
    a = a.parse_args()
    cases = sorted(d for top in a.dirs for d, _, files in os.walk(top) if "expected.jsonl" in files)
    total, bad = collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for count, b in pool.map(lambda c: run(a.bin, c), cases):
            total.update(count)
            bad += b
    for case, i, name, x, y in bad[:a.show]:
        print("%s %s %s\n  recorded %s\n  meshwalk %s" % (case, i, name, x, y))
    for name in [*GROUPS, "facts"]:
        if total[name, "all"]:
            print("%-10s %d of %d" % (name, total[name, "same"], total[name, "all"]))
    print("%d cases, %d disagreements" % (len(cases), len(bad)))
    return 1 if bad or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
