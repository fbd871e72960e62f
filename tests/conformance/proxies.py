#!/usr/bin/env python3
"""Compare what proxies are told with what a real control plane told them.

usage: proxies.py [--show N] [--only TEXT] DUMP-PROXIES DIR...

Each DIR holds cases: folders with mesh.yaml and proxies.json.  Agreement is
counted by proxy: listeners (names), route_configs (virtual hosts, domains,
route names and their order), clusters (names); sidecars and gateways apart.
"""
import argparse
import glob
import json
import os
import subprocess
import sys


def empty_as_list(route_configs):
    """No routes and no virtual hosts may be null in a record."""
    return {n: [[v[0], v[1], v[2] or []] for v in vs or []] for n, vs in (route_configs or {}).items()}


def first_difference(want, have):
    """The first place where two values part, as text."""
    if isinstance(want, dict) and isinstance(have, dict):
        for k in sorted(set(want) | set(have)):
            if k not in want:
                return "%s: unwanted %s" % (k, json.dumps(have[k])[:300])
            if k not in have:
                return "%s: missing %s" % (k, json.dumps(want[k])[:300])
            if want[k] != have[k]:
                return "%s: %s" % (k, first_difference(want[k], have[k]))
    if isinstance(want, list) and isinstance(have, list):
        if all(isinstance(x, str) for x in want + have):
            return "missing %s unwanted %s order %s" % (
                [x for x in want if x not in have], [x for x in have if x not in want],
                sorted(want) == sorted(have))
        for a, b in zip(want, have):
            if a != b:
                return "want %s have %s" % (json.dumps(a)[:400], json.dumps(b)[:400])
        return "want %d have %d: %s" % (len(want), len(have), json.dumps((want + have)[min(len(want), len(have)):])[:300])
    return "want %s have %s" % (json.dumps(want)[:300], json.dumps(have)[:300])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--show", type=int, default=0, help="differences to print for each group")
    ap.add_argument("--only", default="", help="cases whose name holds this text")
    ap.add_argument("--floor", type=float, default=0, help="fail below this agreement in percent")
    ap.add_argument("dump")
    ap.add_argument("dirs", nargs="+")
    args = ap.parse_args()
    files = [os.path.join(os.path.dirname(f), "mesh.yaml")
             for d in args.dirs for f in sorted(glob.glob(os.path.join(d, "*", "proxies.json")))
             if args.only in f]
    good, total, shown = {}, {}, {}
    out = subprocess.run([args.dump] + files, stdout=subprocess.PIPE, text=True, errors="surrogateescape")
    lines = out.stdout.splitlines()
    if out.returncode != 0 or len(lines) != len(files):
        print("%s: status %d after %d of %d meshes, next is %s" % (
            args.dump, out.returncode, len(lines), len(files), files[len(lines):][:1]))
    for line in lines:
        x = json.loads(line)
        wanted = json.load(open(os.path.join(os.path.dirname(x["file"]), "proxies.json")))
        for name in sorted(set(wanted) | set(x["proxies"])):
            want, have = wanted.get(name), x["proxies"].get(name)
            if want is None or have is None:
                groups = [("proxies", False, "missing" if have is None else "unwanted")]
            else:
                want["route_configs"] = empty_as_list(want["route_configs"])
                side = "sidecar" if "virtualOutbound" in (want["listeners"] or []) else "gateway"
                groups = [("proxies", True, "")] + [
                    (side + " " + k, (want[k] or []) == (have[k] or []),
                     (want[k] or []) != (have[k] or []) and first_difference(want[k] or [], have[k] or []))
                    for k in ("listeners", "route_configs", "clusters")]
            for g, ok, why in groups:
                total[g] = total.get(g, 0) + 1
                good[g] = good.get(g, 0) + ok
                if not ok and shown.get(g, 0) < args.show:
                    shown[g] = shown.get(g, 0) + 1
                    print("%s %s %s: %s" % (os.path.basename(os.path.dirname(x["file"])), name, g, why))
    worst = 100.0
    for g in sorted(total):
        share = 100.0 * good[g] / total[g]
        worst = min(worst, share)
        print("%-24s %6d of %6d  %6.2f %%" % (g, good[g], total[g], share))
    sys.exit(1 if worst < args.floor or len(lines) != len(files) else 0)


if __name__ == "__main__":
    main()
