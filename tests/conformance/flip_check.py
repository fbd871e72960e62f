#!/usr/bin/env python3
"""flip_check.py --tool FLIP-CHECK [--jobs N] [--show N] [--only CASE:ID] DIR...

Is the search for "what would make it pass" complete for one change?  Every
recorded request that policies refused is changed in one thing at a time: the
caller, its address, its certificate, method, path, host, server name, port,
address, scheme, one header, one claim (issuer and subject are one), the token.
The values are all that stand anywhere in the manifests (policies, routes,
services, pods) and mutations of them, which the search does not look at.
FLIP-CHECK (tests/tools) simulates them.  Where one of these passes and the
search has no change, only a worse answer, or only several changes, the search
has missed it; so has a proof of FLIP-CHECK that no such change helps: exit status 1."""
import argparse, base64, collections, concurrent.futures, ipaddress, json, os, re, subprocess, sys, time
import yaml

from flips import cases, refused

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "X-OTHER"]
RANK = {"N": 0, "P": 1, "G": 2}


# ---- what the manifests name ------------------------------------------------

def uniq(values):
    return list(dict.fromkeys(v for v in values if v is not None))


def strings(x):
    if isinstance(x, dict):
        for v in x.values():
            yield from strings(v)
    elif isinstance(x, list):
        for v in x:
            yield from strings(v)
    elif x is not None and not isinstance(x, bool):
        yield str(x)


def filled(v):
    """texts that a pattern of a policy or route takes"""
    v = str(v)
    if "{" in v:
        one = v.replace("{**}", "x").replace("{*}", "x")
        return [one, v.replace("{**}", "x/y").replace("{*}", "x")]
    if v == "*":
        return ["x"]
    if v.startswith("*"):
        return [v[1:], "x" + v[1:]]
    if v.endswith("*"):
        return [v[:-1], v[:-1] + "x"]
    return [v]


def addresses(v):
    try:
        net = ipaddress.ip_network(str(v), strict=False)
    except ValueError:
        return []
    out, first, last = [], int(net[0]), int(net[-1])
    top = (1 << net.max_prefixlen) - 1
    for n in (first, first + 1, first + 7, last - 1, last, first - 1, last + 1):
        if 0 <= n <= top:
            out.append(str(type(net[0])(n)))
    return out


class Mesh:
    """every value that a manifest names, by where it can stand in a request"""

    def __init__(self, path):
        with open(path) as f:
            text = f.read()
        self.docs = [d for d in yaml.load_all(text, Loader=Loader) if isinstance(d, dict) and "kind" in d]
        self.methods, self.paths, self.hosts, self.ports = list(METHODS), ["/", "/x", "/x/y", "/admin"], [], [80, 443]
        self.headers, self.ips, self.names = collections.defaultdict(list), [], []
        self.issuers, self.audiences, self.principals, self.claims = [], [], [], collections.defaultdict(list)
        self.places, self.callers, self.by_pod = [("h", "authorization", "Bearer ")], ["outside"], {}
        self.labels, self.services, self.gateways = {}, [], set()
        for d in self.docs:
            getattr(self, "read_" + d["kind"], lambda d: None)(d)
            self.generic(d.get("spec") or {})
        for i in list(self.issuers):
            self.principals += [(i, "x"), (i, "sub")]
        for k in ("methods", "paths", "hosts", "ports", "ips", "issuers", "audiences", "principals", "places", "names"):
            setattr(self, k, uniq(getattr(self, k)))

    def namespace(self, d):
        return (d.get("metadata") or {}).get("namespace") or "default"

    def name(self, d):
        return (d.get("metadata") or {}).get("name") or ""

    def read_Pod(self, d):
        pod = self.namespace(d) + "/" + self.name(d)
        ips = uniq([(d.get("status") or {}).get("podIP")] + [i.get("ip") for i in (d.get("status") or {}).get("podIPs") or []])
        self.callers.append(pod)
        self.labels[pod] = (d.get("metadata") or {}).get("labels") or {}
        for c in (d.get("spec") or {}).get("containers") or []:
            if c.get("name") == "istio-proxy" and "router" in (c.get("args") or []):
                self.gateways.add(pod)
        self.by_pod[pod] = ips
        self.ips += ips
        for c in (d.get("spec") or {}).get("containers") or []:
            self.ports += [p["containerPort"] for p in c.get("ports") or [] if "containerPort" in p]

    def read_Service(self, d):
        name, ns, spec = self.name(d), self.namespace(d), d.get("spec") or {}
        names = [name, "%s.%s" % (name, ns), "%s.%s.svc" % (name, ns), "%s.%s.svc.cluster.local" % (name, ns)]
        self.hosts += names
        self.services.append((ns, spec.get("selector") or {}, names + uniq([spec.get("clusterIP")] + (spec.get("clusterIPs") or [])),
                              [p.get("port") for p in spec.get("ports") or []]))
        for p in spec.get("ports") or []:
            self.ports += [v for v in (p.get("port"), p.get("targetPort")) if isinstance(v, int)]
        self.ips += uniq([spec.get("clusterIP")] + (spec.get("clusterIPs") or []))

    def of_pod(self, pod):
        """names, addresses and ports by which a pod is asked"""
        names, ports = list(self.by_pod.get(pod) or []), []
        for ns, selector, n, p in self.services:
            have = self.labels.get(pod) or {}
            if selector and ns == pod.split("/")[0] and all(have.get(k) == v for k, v in selector.items()):
                names, ports = names + n, ports + p
        return names, ports

    def is_sensible(self, pod, what, r):
        """the port and the address must be the server's, or a gateway's; elsewhere nobody listens"""
        names, ports = self.of_pod(pod)
        if what.startswith("to "):
            return r["to"] in names or any(r["to"] in self.of_pod(g)[0] for g in self.gateways)
        if what.startswith("port "):
            return r["port"] in ports
        return True

    def read_AuthorizationPolicy(self, d):
        for rule in (d.get("spec") or {}).get("rules") or []:
            rule = rule or {}
            for f in rule.get("from") or []:
                s = (f or {}).get("source") or {}
                for k in ("requestPrincipals", "notRequestPrincipals"):
                    self.principal(s.get(k) or [])
                for k in ("ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks"):
                    for v in s.get(k) or []:
                        self.ips += addresses(v)
                for k in ("principals", "notPrincipals"):
                    self.names += [t for v in s.get(k) or [] for t in filled(v)]
            for t in rule.get("to") or []:
                o = (t or {}).get("operation") or {}
                for k in o:
                    for v in o[k] or []:
                        low = k[3:].lower() if k.startswith("not") else k
                        if low == "ports":
                            self.ports += [int(v)] if str(v).isdigit() else []
                        elif low in ("methods", "paths", "hosts"):
                            getattr(self, low).extend(filled(v))
            for w in rule.get("when") or []:
                self.condition(str(w.get("key") or ""), [str(v) for v in (w.get("values") or []) + (w.get("notValues") or [])])

    def principal(self, values):
        for v in values:
            v = str(v)
            iss, _, sub = v.rpartition("/")
            for i in filled(iss) if iss else self.issuers or ["x"]:
                self.principals += [(i, s) for s in filled(sub)]
            if v.endswith("*"):
                for i in self.issuers:
                    if i.startswith(v[:-1].rstrip("/")):
                        self.principals.append((i, "x"))

    def condition(self, key, values):
        m = re.fullmatch(r"request\.headers\[(.*)\]", key)
        c = re.fullmatch(r"request\.auth\.claims((?:\[[^\]]*\])+)", key)
        full = [t for v in values for t in filled(v)]
        if m and m.group(1).lower() == ":method":
            self.methods += full
        elif m and m.group(1).lower() == ":path":
            self.paths += full
        elif m and m.group(1).lower() in (":authority", "host"):
            self.hosts += full
        elif m:
            self.headers[m.group(1).lower()] += full
        elif c:
            self.claims[tuple(re.findall(r"\[([^\]]*)\]", c.group(1)))] += full
        elif key in ("source.ip", "remote.ip", "destination.ip"):
            self.ips += [a for v in values for a in addresses(v)]
        elif key == "destination.port":
            self.ports += [int(v) for v in values if v.isdigit()]
        elif key == "request.auth.principal":
            self.principal(values)
        elif key == "request.auth.audiences":
            self.audiences += full
            self.claims[("aud",)] += full
        elif key == "request.auth.presenter":
            self.claims[("azp",)] += full
        elif key in ("connection.sni", "source.principal"):
            (self.hosts if key == "connection.sni" else self.names).extend(full)

    def read_RequestAuthentication(self, d):
        for r in (d.get("spec") or {}).get("jwtRules") or []:
            self.issuers.append(r.get("issuer"))
            self.audiences += r.get("audiences") or []
            self.places += [("h", h.get("name") or "", h.get("prefix") or "") for h in r.get("fromHeaders") or []]
            self.places += [("p", p, "") for p in r.get("fromParams") or []]
            self.places += [("c", c, "") for c in r.get("fromCookies") or []]
        self.places.append(("p", "access_token", ""))
        self.issuers, self.audiences = uniq(self.issuers), uniq(self.audiences)

    def generic(self, x, key=""):
        """paths, hosts, ports and header matches of routes and gateways"""
        if isinstance(x, dict):
            for k, v in x.items():
                if k in ("headers", "withoutHeaders", "request") and isinstance(v, dict):
                    for name, m in v.items():
                        if isinstance(m, dict):
                            self.headers[name.lower()] += [t for s in strings(m) for t in filled(s)]
                if k == "headers" and isinstance(v, list):
                    for h in v:
                        if isinstance(h, dict) and "name" in h:
                            self.headers[str(h["name"]).lower()] += filled(h.get("value") or "x")
                if k in ("uri", "path"):
                    self.paths += [s for s in strings(v) if s.startswith("/")]
                if k in ("hosts", "host", "hostname", "hostnames", "sniHosts", "exact", "authority"):
                    self.hosts += [t.split("/")[-1] for s in strings(v) for t in filled(s) if re.fullmatch(r"[\w./-]+", t)]
                if k == "method":
                    self.methods += [s for s in strings(v)]
                if k in ("number", "port") and isinstance(v, int):
                    self.ports.append(v)
                self.generic(v, k)
        elif isinstance(x, list):
            for v in x:
                self.generic(v, key)


# ---- one change ---------------------------------------------------------------

def set_header(r, name, value):
    rest = [h for h in r.get("headers") or [] if h[0].lower() != name.lower()]
    return dict(r, headers=rest + ([[name, value]] if value is not None else []))


def split_path(r):
    path, q, query = (r.get("path") or "/").partition("?")
    return path, q + query


def with_path(m, r):
    old, query = split_path(r)
    values = [v if v.startswith("/") else "/" + v for v in m.paths]
    for v in values + [old]:
        for p in (v, v + "/", v.rstrip("/"), v + "x", v + "/x", "/" + v, "/x" + v, v.upper(), v.lower(), v + ";x", v + "%2Fx", "/%78" + v[1:]):
            if p:
                yield "path " + p, dict(r, path=p + query)
    if query:
        yield "no query", dict(r, path=old)


def implied_host(r):
    return r["to"] if r.get("port", 80) in (80, 443) else "%s:%s" % (r["to"], r.get("port"))


def with_host(m, r):
    port = r.get("port", 80)
    old = r.get("host") or implied_host(r)
    for v in m.hosts + [old, old.split(":")[0], "other.example.org", r["to"]]:
        for h in (v, "%s:%s" % (v, port), v + ":80", v + ":8080", v.upper(), "x." + v):
            yield "host " + h, dict(r, host=h, sni=r.get("sni") or old.split(":")[0])
            if r.get("scheme") in ("https", "tls"):
                yield "host and sni " + h, dict(r, host=h, sni=h.split(":")[0])
                yield "sni " + h, dict(r, host=old, sni=h.split(":")[0])
    if r.get("scheme") in ("https", "tls"):
        yield "no sni", dict(r, host=old, sni="none")
        for p in m.ports:
            for v in m.hosts:
                s = "outbound_.%d_._.%s" % (p, v)
                yield "sni " + s, dict(r, host=old, sni=s)


def with_caller(m, r):
    for c in m.callers:
        n = {k: v for k, v in r.items() if k not in ("source", "client_cert")}
        yield "from " + c, dict(n, **{"from": c})
        if r.get("client_cert"):
            yield "from %s, same certificate" % c, dict(n, client_cert=r["client_cert"], **{"from": c})
    if r.get("from", "outside") == "outside":
        for ip in m.ips + ["203.0.113.9", "127.30.0.7", "10.9.8.7", "8.8.8.8"]:
            yield "source " + ip, dict(r, source=ip)
    if r.get("scheme") in ("https", "tls"):
        yield "no certificate", {k: v for k, v in r.items() if k != "client_cert"}
        for c in ["client.example.com", "client.example.org"] + [n for n in m.names + m.hosts if re.fullmatch(r"[\w.-]+", n)]:
            yield "certificate " + c, dict(r, client_cert=c)


def with_address(m, r):
    implied = not r.get("host")
    for p in uniq(m.ports):
        if 0 < p < 65536:
            yield "port %d" % p, dict(r, port=p)
            if not implied:
                yield "port %d in host" % p, dict(r, port=p, host="%s:%d" % (r["host"].split(":")[0], p))
            else:
                yield "port %d, same host" % p, dict(r, port=p, host=implied_host(r))
    for ip in m.ips + m.hosts:
        yield "to " + ip, dict(r, to=ip, host=r.get("host") or implied_host(r))
    for s in ("http", "https", "tcp", "tls"):
        yield "scheme " + s, dict(r, scheme=s)
        yield "scheme %s, HTTP/2" % s, dict(r, scheme=s, http="2")
    yield "HTTP/1.1", {k: v for k, v in r.items() if k != "http"}


def with_header(m, r):
    for h in r.get("headers") or []:
        yield "no " + h[0], set_header(r, h[0], None)
        for v in ("x", h[1] + "x", "x" + h[1]):
            yield "%s: %s" % (h[0], v), set_header(r, h[0], v)
    for name, values in m.headers.items():
        if not name or name.startswith(":"):
            continue
        for v in uniq(values + ["x", "", "x" * 9]):
            yield "%s: %s" % (name, v), set_header(r, name, v)
            yield "%s: %s upper" % (name, v), set_header(r, name, v.upper())
            same = [h for h in r.get("headers") or [] if h[0].lower() == name]
            if same:
                yield "%s also %s" % (name, v), dict(r, headers=r["headers"] + [[name, v]])
    for ip in m.ips + ["203.0.113.9", "8.8.8.8"]:
        yield "xff " + ip, set_header(r, "x-forwarded-for", ip)
        yield "xff %s first" % ip, set_header(r, "x-forwarded-for", ip + ", 10.0.0.1")
        yield "xff %s twice" % ip, set_header(r, "x-forwarded-for", ip + ", " + ip + ", " + ip)


# ---- tokens -----------------------------------------------------------------

TOKEN = re.compile(r"(?:eyJ[\w-]*\.[\w-]*\.[\w-]*|(?<=Bearer )\S+|\bclaims$)")


def claims_of(r):
    for v in [h[1] for h in r.get("headers") or []] + [r.get("path") or ""]:
        t = re.search(r"[\w-]+\.(eyJ[\w-]*)\.", v)
        if t:
            try:
                c = json.loads(base64.urlsafe_b64decode(t.group(1) + "==="))
                if isinstance(c, dict):
                    return c
            except ValueError:
                pass
    return r.get("claims")


def without_token(m, r):
    out = {k: v for k, v in r.items() if k not in ("claims", "signature")}
    names = {p[1].lower() for p in m.places if p[0] == "h"}
    out["headers"] = [h for h in r.get("headers") or [] if h[0].lower() not in names and
                      not (h[0].lower() == "cookie" and any(p[0] == "c" for p in m.places))]
    path, _, query = (r.get("path") or "/").partition("?")
    params = {p[1] for p in m.places if p[0] == "p"}
    kept = [q for q in query.split("&") if q and q.split("=")[0] not in params]
    out["path"] = path + ("?" + "&".join(kept) if kept else "")
    return out


def place(m, r, claims, where):
    out = dict(without_token(m, r), claims=claims)
    kind, name, prefix = where
    if kind == "h":
        return set_header(out, name, prefix + "claims")
    if kind == "c":
        return set_header(out, "cookie", name + "=claims")
    out["path"] += ("&" if "?" in out["path"] else "?") + name + "=claims"
    return out


def put(claims, key, value):
    out = json.loads(json.dumps(claims))
    at = out
    for k in key[:-1]:
        if not isinstance(at.get(k), dict):
            at[k] = {}
        at = at[k]
    if value is None:
        at.pop(key[-1], None)
    else:
        at[key[-1]] = value
    return out


def tokens(m, r):
    """tokens of which one claim is new (a bad signature stays bad), and valid ones in place of it"""
    old = claims_of(r)
    fresh = [("fresh %s %s" % (i, a), dict({"iss": i, "sub": "x"}, **({"aud": a} if a else {})))
             for i in m.issuers for a in m.audiences + [None]]
    bad = {"signature": r["signature"]} if r.get("signature") else {}
    for n, b in fresh:
        yield n, b, {}
    if old is not None:
        now = {k: v for k, v in old.items() if k not in ("exp", "nbf")}
        for n, b in [("old in time", now)] + [(n + ", old claims", dict(now, **b)) for n, b in fresh]:
            yield n, b, {}
        yield "old", old, {}
    for n, b in [("old", old)] if old is not None else fresh:
        for key, values in m.claims.items():
            yield "%s without %s" % (n, key), put(b, key, None), bad
            for v in uniq(values):
                yield "%s %s=%s" % (n, key, v), put(b, key, v), bad
                yield "%s %s=[%s]" % (n, key, v), put(b, key, [v]), bad
        for iss, sub in m.principals:
            yield "%s is %s/%s" % (n, iss, sub), dict(b, iss=iss, sub=sub), bad
            yield "%s sub %s" % (n, sub), dict(b, sub=sub), bad
        for a in m.audiences:
            yield "%s aud %s" % (n, a), dict(b, aud=a), bad
            yield "%s aud [%s]" % (n, a), dict(b, aud=[a]), bad
        for k in ("iss", "sub", "aud"):
            yield "%s without %s" % (n, k), put(b, (k,), None), bad


def with_token(m, r):
    if not m.issuers:
        return
    yield "no token", without_token(m, r)
    if r.get("signature"):
        yield "good signature", {k: v for k, v in r.items() if k != "signature"}
    for name, claims, bad in tokens(m, r):
        for where in m.places:
            yield "token %s in %s %s" % (name, where[0], where[1]), dict(place(m, r, claims, where), **bad)


def variants(m, r):
    for v in m.methods:
        yield "method " + v, dict(r, method=v)
    for f in (with_path, with_host, with_caller, with_address, with_header, with_token):
        yield from f(m, r)


# ---- a case -------------------------------------------------------------------

def run(a, case):
    with open(os.path.join(case, "expected.jsonl")) as f:
        wanted = {l["id"] for l in map(json.loads, f) if refused(l)}
    if not wanted:
        return case, []
    mesh = Mesh(os.path.join(case, "mesh.yaml"))
    if a.only:
        wanted &= {a.only.split(":")[1]}
    lines, names = [], {}
    with open(os.path.join(case, "requests.jsonl")) as f:
        for r in map(json.loads, f):
            if r["id"] not in wanted:
                continue
            lines.append(json.dumps(r))
            seen = {lines[-1]}
            for what, v in variants(mesh, r):
                text = json.dumps(v)
                if text in seen:
                    continue
                seen.add(text)
                rid = "%s#%d" % (r["id"], len(names))
                names[rid] = what, v
                lines.append(json.dumps(dict(v, id=rid)))
    p = subprocess.run([a.tool, os.path.join(case, "mesh.yaml")], input="\n".join(lines) + "\n", capture_output=True, text=True)
    if p.returncode != 0 or p.stderr:
        raise SystemExit("%s: %s" % (case, p.stderr[:500]))
    found = {}
    for l in p.stdout.splitlines():
        t = l.split("\t")
        if t[0] == "R":
            found[t[1]] = {"case": case, "id": t[1], "pod": t[2], "n": int(t[3]), "grade": t[4], "text": t[5], "proof": t[6], "flips": []}
        else:
            found[t[1].split("#")[0]]["flips"].append((t[0],) + names[t[1]])
    for f in found.values():
        f["flips"] = [t for t in f["flips"] if mesh.is_sensible(f["pod"], t[1], t[2])]
    for rid in wanted - set(found):
        found[rid] = {"case": case, "id": rid, "pod": "", "n": 0, "grade": "-", "text": "", "proof": "open", "flips": []}
    for f in found.values():
        f["tried"] = sum(1 for n in names if n.split("#")[0] == f["id"])
    return case, list(found.values())


FEW = re.compile(r"(from|source|certificate|no certificate|port|to|scheme|sni|no sni|host and sni) |no certificate$|HTTP/1.1$|no sni$")


def contradicts(f):
    """changes of things without end that pass where a proof says that none does"""
    return [w for _, w, _ in f["flips"] if f["proof"] in ("always", "proved") and not FEW.match(w)]


def verdict(f):
    if contradicts(f):
        return "proof is wrong"
    best = max([RANK[g] for g, _, _ in f["flips"]] or [0])
    if f["grade"] == "-":
        return "not refused here"
    if best == 0:
        return "neither finds one" if f["grade"] == "N" else "several changes only" if f["n"] > 1 else "search only"
    if RANK[f["grade"]] < best or (f["n"] > 1 and RANK[f["grade"]] <= best):
        return "missed"
    return "both find one"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tool", required=True)
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--show", type=int, default=20)
    p.add_argument("--only")
    p.add_argument("--list", help="write every request with its verdict here")
    p.add_argument("dirs", nargs="+")
    a = p.parse_args()
    begin, count, tried, shown = time.time(), collections.Counter(), 0, 0
    out = open(a.list, "w") if a.list else None
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        wanted = [a.only.split(":")[0]] if a.only else sorted(cases(a.dirs))
        for case, rows in pool.map(lambda c: run(a, c), wanted):
            for f in rows:
                v = verdict(f)
                count[v] += 1
                tried += f["tried"]
                best = max([RANK[g] for g, _, _ in f["flips"]] or [0])
                good = [w for g, w, _ in f["flips"] if RANK[g] == best]
                if out:
                    out.write(json.dumps(dict({k: f[k] for k in ("case", "id", "pod", "n", "grade", "text", "proof", "tried")}, verdict=v, best=best, good=good[:12])) + "\n")
                if v == "proof is wrong":
                    print("WRONG PROOF %s:%s %s" % (case, f["id"], contradicts(f)[:4]))
                if v == "missed" and shown < a.show:
                    shown += 1
                    print("MISSED %s:%s search %s %d %s; %s" % (case, f["id"], f["grade"], f["n"], f["text"], good[:4]))
    for v, n in count.most_common():
        print("%6d %s" % (n, v))
    print("%d requests, %d changes of them simulated, %.0f s" % (sum(count.values()), tried, time.time() - begin))
    return 1 if count["missed"] or count["proof is wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
