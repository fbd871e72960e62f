#!/usr/bin/env python3
"""gateway_api.py --bin MESHWALK [--show N] [--floor N] [--status DUMP-STATUS] DIR

Holds meshwalk against the conformance suite of the Kubernetes Gateway API:
DIR has requests.tsv (one request and what must come of it, a line), status.tsv
and inputs/, the suite's manifests.

What Istio is known to do otherwise (column "istio") is expected as Istio does
it; such rows are counted apart.  Where the suite's application fails or is
slow, because the query tells it to, that application is played here: the route
gives the timeout and the retries.  Exits 1 when fewer rows than --floor agree.
"""
import argparse
import collections
import concurrent.futures
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from urllib.parse import parse_qs, urlsplit

NO_ANSWER = "feature-not-supported"
OWN_LISTENER = {"fourth-example.wildcard.org"}  # beside *.wildcard.org, in the base manifests


def table(path):
    with open(path, newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def manifests(root, row, gone):
    """The texts of a row, by file name."""
    mesh = row.get("kind", "").startswith("mesh") or row["manifests"].startswith("mesh/")
    names = ["mesh-manifests.yaml" if mesh else "base-manifests.yaml", "generated-secrets.yaml"]
    names += ["tests/" + m for m in row["manifests"].split(",") if m]
    out = {}
    for name in names:
        with open(os.path.join(root, "inputs", name)) as f:
            text = f.read()
        text = text.replace("{GATEWAY_CLASS_NAME}", "istio").replace("{GATEWAY_CONTROLLER_NAME}", "istio.io/gateway-controller")
        text = text.replace("${PRIVATE_KEY}", "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCg==")
        if mesh:  # the suite runs with sidecars
            text = re.sub(r"(kind: Namespace\nmetadata:\n  name: \S+\n  labels:\n)", r"\1    istio-injection: enabled\n", text)
        docs = re.split(r"(?m)^---.*\n", text)
        out[name.replace("/", "-")] = "---\n".join(d for d in docs if not any(g(d) for g in gone))
    return out


def gone_for(row):
    """Documents that the row's precondition takes away."""
    m = re.match(r"(\w+) ([\w-]+)/([\w-]+) deleted", row.get("precondition") or "")
    if not m:
        return []
    return [lambda d: "kind: %s\n" % m.group(1) in d and "name: %s\n" % m.group(3) in d]


def pairs(text):
    return [p.split("=", 1) for p in text.split(";") if p] if text else []


def entry(row):
    kind, name = row["entry"].split(" ", 1)
    ns, rest = name.split("/", 1)
    return kind, ns, rest


def request(row):
    kind, ns, name = entry(row)
    k = row["kind"]
    r = {"id": row["id"], "port": int(row["port"]), "method": row["req_method"] or "GET",
         "path": (row["req_path"] or "/").replace("{uuid}", "1")}
    if kind == "Gateway":
        r["from"] = "outside"
        r["to"] = "%s-istio.%s.svc.cluster.local" % (name, ns)
    else:
        labels = dict(x.split("=") for x in name.split(","))
        r["from"] = "%s/%s-%s" % (ns, labels["app"], labels["version"])
        r["to"] = (row["req_host"] or name).split(":")[0]
    r["scheme"] = {"tcp": "tcp", "tls": "tls", "https": "https", "tls-https": "https"}.get(k, "http")
    if row["req_host"]:
        r["host"] = row["req_host"]
    elif kind == "Gateway":
        r["host"] = r["to"]
    if "grpc" in k:
        r["method"] = "POST"
    if "h2" in row["protocol"] or "grpc" in row["protocol"]:
        r["http"] = "2"
    if row["sni"]:
        r["sni"] = row["sni"]
    elif r["scheme"] in ("https", "tls") and row["req_host"]:
        r["sni"] = row["req_host"].split(":")[0]
    if row["client_cert"] not in ("", "none"):
        r["client_cert"] = "client.example.com"
    r["headers"] = pairs(row["req_headers"])
    if "grpc" in k:
        r["headers"] = r["headers"] + [["content-type", "application/grpc"], ["te", "trailers"]]
    return r


# ---- the suite's application --------------------------------------------------

def seconds(text):
    if not text:
        return None
    m = re.fullmatch(r"([0-9.]+)(ms|s|m)", text)
    return float(m.group(1)) * {"ms": 0.001, "s": 1, "m": 60}[m.group(2)] if m else None


def play(path, line):
    """Status after retries and timeouts, of an application that obeys the query."""
    q = {k: v[0] for k, v in parse_qs(urlsplit(path).query).items()}
    route = line.get("route") or {}
    whole = seconds(route.get("timeout"))
    again = route.get("retries") or {}
    each = seconds(again.get("per_try_timeout"))
    fails = int(q.get("succeedAfter", 0))
    clock, status = 0.0, 200
    for attempt in range(int(again.get("attempts", 0)) + 1):
        failing = attempt < fails
        took = seconds(q.get("delay")) or (seconds(q.get("delayRetry")) if failing else None) or 0.0
        if each and took > each:
            took, status = each, 504
        elif failing:
            status = int(q.get("responseCode", 503))
        else:
            status = 200
        clock += took
        if whole and clock >= whole:  # between attempts there is a pause too
            return 504
        connection = failing and "responseCode" not in q
        on = again.get("retry_on", "").split(",")
        retriable = status in (again.get("status_codes") or []) or (connection and ("reset" in on or "5xx" in on)) or \
            (status == 504 and each and took == each and ("reset" in on or "gateway-error" in on or "5xx" in on))
        if not retriable:
            break
    return status


# ---- one row ------------------------------------------------------------------

def backend_of(o):
    return (o.get("delivered") or {}).get("pod")


def is_backend(want, pod):
    if not want:
        return True
    if pod is None:
        return False
    return pod.startswith(want[:-1]) if want.endswith("/*") else pod == want or pod.startswith(want + "-")


def status_fits(want, got, row):
    for w in want.split("|"):
        if w == "grpc:OK":
            w = "200"
        elif w == "grpc:UNIMPLEMENTED":
            w = "404"
        elif w in ("grpc:!=OK", "!=200"):
            if got != 200:
                return True
            continue
        if str(got) == w:
            return True
    return False


def header_fits(have, name, want):
    value = have.get(name.lower())
    strip = lambda s: re.sub(r"\s*,\s*", ",", (s or "").strip())
    return any(strip(value) == strip(w) for w in want.split("|"))


def redirect(row, o):
    loc = (o.get("response_headers") or {}).get("location")
    if loc is None:
        return "no location"
    u = urlsplit(loc)
    if row["redirect_scheme"] and u.scheme != row["redirect_scheme"]:
        return "scheme of " + loc
    if row["redirect_host"] not in ("", "*") and u.hostname != row["redirect_host"]:
        return "host of " + loc
    default = {"http": 80, "https": 443}.get(u.scheme)
    port = u.port or default
    if row["redirect_port"] == "default" and port != default:
        return "port of " + loc
    if row["redirect_port"] not in ("", "default") and str(port) != row["redirect_port"]:
        return "port of " + loc
    if row["redirect_path"] and (u.path or "/") != row["redirect_path"]:
        return "path of " + loc
    return None


def forwarded(row, o):
    d = o.get("delivered") or {}
    have = {k.lower(): v for k, v in (d.get("headers") or {}).items()}
    mesh = row["kind"].startswith("mesh")
    if not mesh and row["fwd_path"] and d.get("path", "").replace("uuid=1", "uuid={uuid}") != row["fwd_path"]:
        return "path %s, not %s" % (d.get("path"), row["fwd_path"])
    if not mesh and row["fwd_host"] and (d.get("host") or "").split(":")[0] != row["fwd_host"].split(":")[0]:
        return "host %s, not %s" % (d.get("host"), row["fwd_host"])
    if row["fwd_method"] and d.get("method") != row["fwd_method"]:
        return "method %s" % d.get("method")
    if "suite does not compare" in row["notes"] and "headers" in row["notes"]:
        return None
    for name, value in pairs(row["fwd_headers"]):
        if name.lower() == "host":
            continue
        sent = [v for k, v in pairs(row["req_headers"]) if k.lower() == name.lower()]
        got = have.get(name.lower(), ",".join(sent) if name.lower() not in [x.lower() for x in d.get("removed") or []] else None)
        if not any(re.sub(r"\s", "", got or "") == re.sub(r"\s", "", w) for w in value.split("|")):
            return "header %s: %s, not %s" % (name, got, value)
    for name in row["fwd_absent_headers"].split(";"):
        if not name:
            continue
        sent = any(k.lower() == name.lower() for k, _ in pairs(row["req_headers"]))
        if name.lower() in have or (sent and name.lower() not in [x.lower() for x in d.get("removed") or []]):
            return "header %s is there" % name
    return None


def response(row, o):
    have = {k.lower(): v for k, v in (o.get("response_headers") or {}).items()}
    from_app = dict((k.lower(), v) for k, v in pairs(row["backend_resp_headers"]))
    if from_app:  # what the application answers is not known to meshwalk
        return None
    for name, value in pairs(row["resp_headers"]) + pairs(row["resp_headers_anyof"]):
        if not header_fits(have, name, value):
            return "response header %s: %s, not %s" % (name, have.get(name.lower()), value)
    for name in row["resp_absent_headers"].split(";"):
        if name and name.lower() in have:
            return "response header %s is there" % name
    return None


def mirrored(row, o):
    want = sorted(m.split("@")[0] for m in row["mirrors"].split(";") if m)
    have = sorted(m.get("pod") or "" for m in o.get("mirrors") or [])
    if len(want) != len(have) or not all(is_backend(w, h) for w, h in zip(want, have)):
        return "mirrors %s" % have
    return None


def shares(row, line):
    got = collections.Counter()
    for o in line["outcomes"]:
        pod = backend_of(o) or "-"
        got[pod.split("/")[-1]] += (o.get("weight", 1)) / (o.get("of") or 1)
    for name, share in pairs(row["weights"]):
        have = sum(v for k, v in got.items() if k == name or k.startswith(name + "-"))
        if abs(have - float(share)) > 0.001:
            return "share of %s is %s" % (name, have)
    return None


def expected(row):
    """What Istio does instead, where that is known."""
    istio = row["istio"]
    if istio.startswith("predicted-fail"):
        return dict({k: "" for k in row if k.startswith("redirect_")}, status="404", backend="", expect="response")
    if row["status"] == "421":
        # names under one wildcard listener share its routes
        same = row["sni"].split(".", 1)[1] == row["req_host"].split(".", 1)[1] and row["sni"].count(".") > 1 and row["sni"] not in OWN_LISTENER
        return {"status": "200" if same else "404"}
    return {}


def one(row, o, line):
    want = dict(row, **expected(row))
    tls_end = o.get("failure") in ("tls", "closed", "refused")
    if want["expect"] in ("tls-reject", "tls-failure"):
        return None if tls_end else "a connection: %s" % o.get("status")
    if want["expect"] in ("http-failure", "grpc-failure"):
        return None if tls_end or o.get("status") != 200 else "status 200"
    status = o.get("status")
    if "grpc" in row["kind"] and "grpc-status" in (o.get("response_headers") or {}):
        status = {"12": 404}.get(o["response_headers"]["grpc-status"], 503)
    if want["status"]:
        if "?" in row["req_path"] and backend_of(o) and status == 200:
            status = play(row["req_path"], line)
        if want["status"] == "101" and status == 200:
            status = 101        # the application changes the protocol
        if row["kind"] == "tls-https":
            status = None if tls_end else 200
        if not status_fits(want["status"], status, row):
            return "status %s %s, not %s" % (status, o.get("failure") or "", want["status"])
    elif o.get("failure"):
        return "failure " + o["failure"]
    answered = not want["status"] or "?" in row["req_path"] or status in (200, 101)
    if want["backend"] and answered and not is_backend(want["backend"], backend_of(o)):
        return "backend %s, not %s" % (backend_of(o), want["backend"])
    if not want["backend"] and backend_of(o) and not want["weights"] and "any backend" not in row["notes"] and want["status"] not in ("504", "200|204|403") \
            and not status_fits(want["status"], 200, row):
        return "backend %s, not none" % backend_of(o)
    if want.get("redirect_scheme") or want["redirect_host"] or want["redirect_port"] or want["redirect_path"]:
        return redirect(want, o)
    if want["backend"] and backend_of(o):
        bad = forwarded(want, o)
        if bad:
            return bad
    return response(want, o) or mirrored(want, o)


def judge(row, line):
    if line is None:
        return "no answer"
    if row["weights"]:
        return shares(row, line)
    for o in line["outcomes"]:
        bad = one(row, o, line)
        if bad is not None and "any backend" not in row["notes"]:
            return bad
    return None


# ---- all ----------------------------------------------------------------------

def run(binary, root, rows):
    gone = gone_for(rows[0])
    with tempfile.TemporaryDirectory() as tmp:
        folder = os.path.join(tmp, "mesh")
        os.mkdir(folder)
        for name, text in manifests(root, rows[0], gone).items():
            with open(os.path.join(folder, name), "w") as f:
                f.write(text)
        path = os.path.join(tmp, "requests.jsonl")
        with open(path, "w") as f:
            for r in rows:
                f.write(json.dumps(request(r)) + "\n")
        p = subprocess.run([binary, "send", "-q", "--requests", path, "-o", "jsonl", folder], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, timeout=120)
    answers = {}
    for text in p.stdout.decode().splitlines():
        a = json.loads(text)
        answers[a["id"]] = a
    return [(r, judge(r, answers.get(r["id"]))) for r in rows]


# ---- status -------------------------------------------------------------------

def status_of(tool, root, rows):
    """The rows with what is wrong with each: None, a text, or False for what is not known."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in manifests(root, rows[0], []).items():
            with open(os.path.join(folder, name), "w") as f:
                f.write(text)
        p = subprocess.run([tool, folder], stdout=subprocess.PIPE, timeout=120)
    line = json.loads(p.stdout)
    have = collections.defaultdict(list)
    for kind, name, parent, listener, condition, yes, reason in line["status"]:
        have[kind, name, parent, listener, condition].append((yes, reason))
        if parent and listener:
            have[kind, name, parent, "", condition].append((yes, reason))
    out = []
    for r in rows:
        got = have.get((r["kind"], r["object"], r["parent"], r["listener"], r["condition"]))
        m = re.search(r"attachedRoutes=(\d+)", r["detail"])
        owner = "%s %s " % (r["kind"], r["object"])
        n = line["attached"].get(owner + r["listener"]) if r["listener"] else \
            sum(v for k, v in line["attached"].items() if k.startswith(owner))
        if got is None and r["condition"]:
            out.append((r, False))
        elif r["condition"] and not any(yes == r["status"] and r["reason"] in ("*", "", reason) for yes, reason in got):
            out.append((r, "%s is %s" % (r["condition"], got)))
        elif m and int(m.group(1)) != n:
            out.append((r, "%s routes are attached" % n))
        else:
            out.append((r, None if r["condition"] or m else False))
    return out


def check_status(tool, root, show):
    groups = collections.OrderedDict()
    for r in table(os.path.join(root, "status.tsv")):
        groups.setdefault(r["manifests"], []).append(r)
    good = unknown = total = other = 0
    for rows in groups.values():
        for r, bad in status_of(tool, root, rows):
            total += 1
            if bad and r["istio"] != "expected-pass":
                other += 1
                continue
            good += bad is None
            unknown += bad is False
            if bad and show > 0:
                show -= 1
                print("%s %s %s %s %s: %s, not %s %s" % (r["id"], r["test"], r["kind"], r["object"], r["listener"] or r["parent"], bad, r["status"],
                                                      r["reason"]))
    print("status: %d of %d agree; %d differ; Istio is not known to do %d more; %d are not computed" %
          (good, total, total - good - unknown - other, other, unknown))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bin", required=True)
    ap.add_argument("--show", type=int, default=0)
    ap.add_argument("--floor", type=int, default=0)
    ap.add_argument("--status", metavar="DUMP-STATUS", help="compare status.tsv as well, with this tool")
    ap.add_argument("dir")
    a = ap.parse_args()
    rows = table(os.path.join(a.dir, "requests.tsv"))
    groups = collections.OrderedDict()
    left = 0
    for r in rows:
        if r["istio"].startswith(NO_ANSWER):
            left += 1
            continue
        mesh = r["kind"].startswith("mesh")
        groups.setdefault((mesh, r["manifests"], r["precondition"] if "deleted" in r["precondition"] else ""), []).append(r)
    kinds = collections.OrderedDict()
    shown = good = differs = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for results in pool.map(lambda g: run(a.bin, a.dir, g), groups.values()):
            for r, bad in results:
                k = kinds.setdefault(r["kind"], [0, 0])
                k[1] += 1
                if bad is None:
                    k[0] += 1
                    good += 1
                    differs += bool(expected(r))
                elif shown < a.show:
                    shown += 1
                    print("%s %s: %s\n    %s" % (r["id"], r["test"], bad, json.dumps(request(r))))
    for name, (n, m) in kinds.items():
        print("%-10s %4d/%d" % (name, n, m))
    print("requests: %d of %d agree; %d of them as Istio does, not as the suite wants; %d need a feature that Istio has not" %
          (good, len(rows), differs, left))
    if a.status:
        check_status(a.status, a.dir, a.show)
    return good < a.floor


if __name__ == "__main__":
    sys.exit(main())
