#!/usr/bin/env python3
"""Write small random meshes and requests that aim at routing.

usage: make-routing.py [--count N] [--seed N] [--only FAMILY] FOLDER

Writes FOLDER/FAMILY-NN/{mesh.yaml,requests.jsonl}.  A seed gives the same
cases every time.  What a real mesh does with them has to be recorded
elsewhere; tests/conformance/routing keeps cases with such records.
"""
import argparse
import os
import random

from meshfile import Mesh, route, to

PATHS = ["/", "/a", "/a/b", "/a/b/c", "/A/b", "/ab", "/api", "/api/", "/api/v1", "/api/v1/items", "/api/v2/x", "/apix", "/API/v1",
         "/a.b", "/a%2Fb", "/a//b", "/x/../a", "/a/./b", "/%61pi", "/a;v=1", "/caf%C3%A9", "/a/b/", "//a", "/zzz"]
REGEXES = [("/a/[a-z]+", ["/a/b", "/a/xyz"]), ("/api/v[0-9]+(/.*)?", ["/api/v1", "/api/v22/x/y"]), (".*b", ["/ab", "/a/b"]),
           ("(?i)/API.*", ["/api/q", "/ApI"]), ("/(a|api)/.*", ["/a/", "/api/x"]), ("/a.b", ["/a.b", "/axb"]), (r"/a\.b", ["/a.b"]),
           (".*", ["/any"]), ("/[^/]+", ["/one"]), (r"/\w+/\d*", ["/w/", "/w_1/12"])]
VALUES = ["1", "2", "true", "TRUE", "v1", "v1-beta", "", "jason", "a,b", "x y", "*", "caf\u00e9"]
VALUE_REGEXES = [("v[0-9]+(-.*)?", ["v1", "v2-beta"]), ("(?i)true", ["true", "TrUe"]), (".+", ["x"]), ("^jason$", ["jason"]), ("a,.*", ["a,b", "a,"]),
                 ("(1|2)", ["1", "2"]), ("[[:alpha:]]*", ["", "abc"]), (r"\S+ \S+", ["x y"]), ("1?", ["", "1"])]
HEADERS = ["x-a", "x-b", "end-user", "X-Mixed", "cookie", "accept", "user-agent"]
PARAMS = ["q", "p", "long-name", "Q"]
METHODS = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"]


def string_match(r, values, regexes, empty=False):
    """a StringMatch and a text that satisfies it"""
    kind = r.choice(["exact", "exact", "prefix", "regex"])
    if kind == "regex":
        p, samples = r.choice(regexes)
        return {"regex": p}, r.choice(samples)
    v = r.choice(values)
    if v == "" and not (empty or kind == "exact"):
        v = values[0] or "1"
    return {kind: v}, v + (r.choice(["", "x", "/y"]) if kind == "prefix" else "")


def http_match(r, hosts, gateways, ports):
    """one HTTPMatchRequest and a request that satisfies it"""
    m, q = {}, {"path": r.choice(PATHS), "headers": []}
    if r.random() < .6:
        m["uri"], q["path"] = string_match(r, PATHS, REGEXES, True)
        if r.random() < .25:
            m["ignoreUriCase"] = True
    for name in r.sample(HEADERS, r.choice([0, 0, 1, 1, 2])):
        if r.random() < .15:
            m.setdefault("headers", {})[name], v = {}, r.choice(VALUES)
        else:
            m.setdefault("headers", {})[name], v = string_match(r, VALUES, VALUE_REGEXES)
        q["headers"].append([name, v])
    if r.random() < .25:
        name = r.choice(HEADERS)
        sm = {} if r.random() < .3 else string_match(r, VALUES, VALUE_REGEXES)[0]
        m.setdefault("withoutHeaders", {})[name] = sm
    if r.random() < .25:
        name = r.choice(PARAMS)
        sm, v = ({}, "1") if r.random() < .3 else string_match(r, ["1", "a%20b", "true", ""], [("[0-9]+", ["7"]), (".*", ["", "z"]), ("a.*b", ["a%20b"])])
        m.setdefault("queryParams", {})[name] = sm
        q["query"] = name + ("=" + v if v or r.random() < .5 else "")
    if r.random() < .25:
        m["method"], q["method"] = string_match(r, METHODS, [("GET|POST", ["POST"]), ("P.*", ["PUT", "PATCH"])])
        if q["method"] not in METHODS:
            q["method"] = r.choice(METHODS)
    if r.random() < .12:
        h = r.choice(hosts)
        m["authority"], q["host"] = r.choice([({"exact": h}, h), ({"prefix": h[:3]}, h), ({"regex": h[0] + ".*"}, h + ":8080")])
    if r.random() < .1:
        m["scheme"] = {"exact": r.choice(["http", "https"])}
    if r.random() < .12:
        m["port"] = r.choice(ports)
    if r.random() < .12:
        m["gateways"] = [r.choice(gateways)]
    if r.random() < .1:
        m["sourceLabels"] = r.choice([{"app": "sleep"}, {"app": "other"}, {"istio": "ingressgateway"}])
    if r.random() < .08:
        m["sourceNamespace"] = r.choice(["default", "web", "istio-system"])
    if r.random() < .1:
        m["name"] = "m%d" % r.randrange(9)
    return m, q


def mutate(r, q):
    """the same request, or one that is close to it"""
    q = dict(q, headers=[list(h) for h in q["headers"]])
    for _ in range(r.choice([0, 0, 1, 1, 2])):
        what = r.randrange(8)
        if what == 0:
            q["path"] = r.choice(PATHS)
        elif what == 1 and q["headers"]:
            r.choice(q["headers"])[1] = r.choice(VALUES)
        elif what == 2 and q["headers"]:
            q["headers"].pop()
        elif what == 3:
            q["headers"].append([r.choice(HEADERS), r.choice(VALUES)])
        elif what == 4:
            q["query"] = r.choice(["q=1", "q", "p=&q=1", "q=1&q=2", "Q=true", "long-name=a%20b", "x=1;q=1"])
        elif what == 5:
            q["method"] = r.choice(METHODS)
        elif what == 6:
            q["path"] = q["path"].swapcase()
        else:
            q["path"] += r.choice(["/", "x", "/z", "//", "/.", "/..", "%2e"])
    if "query" in q:
        q["path"] += "?" + q.pop("query")
    return q


def send(r, m, q, host, port, outside):
    """sends q inside the mesh or through the gateway"""
    q = dict(q)
    h = q.pop("host", None)
    if outside:
        m.enter(h or host, port=port, **q)
    else:
        m.get(host, port, host=h, **q)


def services(r, m, versions=("v1", "v2"), names=("one", "two", "three"), ports=(("http", 80, 8080),)):
    for n in names:
        m.service(n, ports=ports, versions=versions if n == names[0] else ("v1",))


def match(r):
    m = Mesh()
    m.client(labels={"app": "sleep", "team": "a"})
    services(r, m, ports=(("http", 80, 8080), ("http-alt", 8000, 8000)))
    m.gateway_pod(ports=((80, 8080), (8000, 8000)))
    m.gateway("g", [{"port": {"number": p, "name": "http-%d" % p, "protocol": "HTTP"}, "hosts": ["*"]} for p in (80, 8000)])
    for host, gws in (("one", ["mesh"]), ("ext.test", ["g"]), ("two", ["mesh", "g"])):
        routes, qs = [], []
        for i in range(r.randrange(3, 7)):
            ms = []
            for _ in range(r.choice([1, 1, 2])):
                a, q = http_match(r, [host, host.upper()], gws + ["default/g"], [80, 8000])
                ms.append(a)
                qs.append(q)
            routes.append(route("r%d" % i, to(r.choice(["one", "two", "three"]), port=80), match=ms))
        if r.random() < .5:
            routes.append(route("last", to("three", port=80)))
        m.vs("vs-" + host.split(".")[0], hosts=[host] if host != "two" else ["two", "two.test"], gateways=gws, http=routes)
        for q in qs + [r.choice(qs) for _ in range(3)]:
            for outside in ([True, False] if len(gws) > 1 else [gws == ["g"]]):
                x = mutate(r, q)
                send(r, m, x, "two.test" if outside and host == "two" else host, r.choice([80, 80, 8000]), outside)
    return m


def rewrite(r):
    m = Mesh()
    norm = r.choice([None, "NONE", "BASE", "MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES"])
    if norm:
        m.config({"pathNormalization": {"normalization": norm}})
    m.client()
    services(r, m, versions=("v1",), names=("one", "two"))
    m.gateway_pod()
    m.gateway("g", [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}])
    targets = ["/", "/v2", "/v2/", "/x?y=1", "/a%20b", "//", "/%41", "/a#b", "v", "/\u00e9"]
    subs = [("a", "b"), ("^/a", ""), (r"^/([^/]+)/([^/]+)(.*)$", r"/\2/\1\3"), ("(/)+", "/"), (r"[0-9]+", "#N#"), ("(?i)API", "x"), ("$", "/end"),
            ("(a)(b)?", r"<\1\2>"), (r"\.", "%2E"), ("/", "//"), (r"(.*)", r"\0\0"), ("b*", "-")]
    routes = []
    for i in range(12):
        uri = None if r.random() < .15 else string_match(r, [p for p in PATHS if len(p) > 1], REGEXES)[0]
        if r.random() < .5:
            rw = {"uri": r.choice(targets)}
        else:
            p, s = r.choice(subs)
            rw = {"uriRegexRewrite": {"match": p, "rewrite": s or "/"}}
        if r.random() < .3:
            rw["authority"] = r.choice(["new.host", "UP.case:80", "two"])
        a = {"headers": {"x-r": {"exact": str(i)}}}
        if uri:
            a["uri"] = uri
            if r.random() < .2:
                a["ignoreUriCase"] = True
        routes.append(route("r%d" % i, "one", match=[a], rewrite=rw))
    routes.append(route("rest", "two", rewrite={"uri": "/rest/"}))
    m.vs("vs", hosts=["one", "one.test"], gateways=["mesh", "g"], http=routes)
    for i in range(44):
        path = r.choice(PATHS + [x for _, s in REGEXES for x in s]) + r.choice(["", "", "/aab", "/12/3", "?q=/a&b", "#f", "//x/../y"])
        send(r, m, {"path": path, "headers": [["x-r", str(i % 12)]]}, r.choice(["one", "one.test"]) if i % 2 else "one", 80, False) if i % 3 else \
            m.enter("one.test", path, headers=[["x-r", str(i % 12)]])
    return m


def redirect(r):
    m = Mesh()
    m.client()
    services(r, m, versions=("v1",), names=("one",), ports=(("http", 80, 8080), ("http-alt", 8000, 8000)))
    m.gateway_pod(ports=((80, 8080), (443, 8443), (8000, 8000)))
    m.gateway("g", [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]},
                    {"port": {"number": 8000, "name": "http-alt", "protocol": "HTTP"}, "hosts": ["*"]},
                    {"port": {"number": 443, "name": "https", "protocol": "HTTPS"}, "hosts": ["*"], "tls": {"mode": "SIMPLE", "credentialName": "c"}}])
    routes = []
    for i in range(10):
        kind = r.choice(["prefix", "prefix", "exact", "regex", None])
        uri = {"prefix": r.choice(["/a", "/api/", "/"])} if kind == "prefix" else {"exact": "/a/b"} if kind == "exact" else {"regex": "/a.*"} if kind else None
        a = {"headers": {"x-r": {"exact": str(i)}}}
        if uri:
            a["uri"] = uri
        if i % 4 == 3:
            d = {"status": r.choice([200, 204, 301, 404, 418, 503, 599]), "body": {"string": r.choice(["", "no", "caf\u00e9 %REQ(x)%"])}}
            if r.random() < .4:
                del d["body"]
            routes.append({"name": "r%d" % i, "match": [a], "directResponse": d})
        else:
            d = {}
            while not d:
                if r.random() < .5:
                    if uri and "prefix" in uri and r.random() < .5:
                        d["prefixRewrite"] = r.choice(["/new", "/new/", "/", "/n?x=1"])
                    else:
                        d["uri"] = r.choice(["/new", "/new?z=1", "/a b", "/", "/%PATH%"])
                if r.random() < .4:
                    d["authority"] = r.choice(["bar.test", "bar.test:8443", "BAR.test"])
                if r.random() < .4:
                    d["scheme"] = r.choice(["http", "https"])
                if r.random() < .3:
                    d["port"] = r.choice([80, 443, 8443])
                elif r.random() < .3:
                    d["derivePort"] = r.choice(["FROM_REQUEST_PORT", "FROM_PROTOCOL_DEFAULT"])
                if not set(d) - {"derivePort"}:
                    d = {}
            if r.random() < .5:
                d["redirectCode"] = r.choice([301, 302, 303, 307, 308])
            routes.append({"name": "r%d" % i, "match": [a], "redirect": d})
        if r.random() < .4:
            routes[-1]["headers"] = {"response": {"set": {"x-res": "%REQ(x-r)%-%RESPONSE_CODE%"}, "add": {"x-more": "1"}}}
    m.vs("vs", hosts=["one", "one.test"], gateways=["mesh", "g"], http=routes)
    for i in range(40):
        p = r.choice(["/a", "/a/b", "/a/b?q=1", "/api/x?y", "/z", "/a#f", "/api//"])
        h = [["x-r", str(i % 10)]]
        host = "one.test" + r.choice(["", "", ":80", ":443", ":8080"])
        port = r.choice([80, 8000, 443])
        if i % 3:
            m.enter(host, p, port, headers=h, scheme="https" if port == 443 else None)
        else:
            m.get("one", r.choice([80, 8000]), p, headers=h, host=r.choice([None, None, "one:443"]))
    return m


def header_ops(r, response=False):
    out = {}
    names = ["x-a", "x-b", "x-c", "X-Up"] + ([] if response else ["user-agent"])
    values = ["1", "two", "%REQ(x-a)%", "%REQ(X-B?x-a)%", "a%%b", "50%% %REQ(x-b)%", "%REQ(:path)%", "%REQ(:AUTHORITY)%-%PROTOCOL%", "", "a, b", "%REQ(none)%", "%REQ(X-A?:METHOD)%", "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%"]
    if response:
        values += ["%RESP(x-b)%", "%RESPONSE_CODE%"]
    for k in ("set", "add"):
        if r.random() < .6:
            out[k] = {n: r.choice(values) for n in r.sample(names, r.choice([1, 2]))}
    if r.random() < .4:
        out["remove"] = r.sample(names, r.choice([1, 2]))
    if not response and r.random() < .15:
        out.setdefault("set", {})["Host"] = "set.host"
    return out


def headers(r):
    m = Mesh()
    m.client()
    m.service("one", versions=("v1", "v2"))
    m.service("two", sidecar=True)
    m.gateway_pod()
    m.gateway("g", [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}])
    m.dr("one", "one", subsets=[{"name": v, "labels": {"version": v}} for v in ("v1", "v2")])
    routes = []
    for i in range(8):
        n = r.choice([1, 1, 2])
        dest = [to("one", "v%d" % (j + 1), weight=r.choice([1, 2, 10]) if n > 1 else None) for j in range(n)]
        for d in dest:
            if r.random() < .7:
                d["headers"] = {"request": header_ops(r), "response": header_ops(r, True)}
        x = route("r%d" % i, *dest, match=[{"uri": {"prefix": "/%d" % i}}])
        if r.random() < .7:
            x["headers"] = {"request": header_ops(r), "response": header_ops(r, True)}
        if r.random() < .3:
            x["rewrite"] = {"authority": "re.host"} if r.random() < .5 and "Host" not in str(x) else {"uri": "/new"}
        routes.append(x)
    m.vs("vs", hosts=["one", "one.test"], gateways=["mesh", "g"], http=routes)
    for i in range(24):
        hs = [[n, r.choice(["1", "two", "x,y", ""])] for n in r.sample(["x-a", "x-b", "X-C", "x-up", "x-a"], r.choice([0, 1, 2, 3]))]
        path = "/%d/p?q=1" % (i % 8)
        if i % 3:
            m.get("one", 80, path, headers=hs)
        else:
            m.enter("one.test", path, headers=hs)
    return m


def traffic(r):
    """weights, mirrors, faults, timeouts, retries, CORS"""
    m = Mesh()
    m.client()
    m.service("one", versions=("v1", "v2"))
    m.service("two")
    m.service("empty", versions=())
    m.gateway_pod()
    m.gateway("g", [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}])
    if r.random() < .3:
        m.config({"defaultHttpRetryPolicy": {"attempts": 3, "retryOn": "5xx,reset"}})
    m.dr("one", "one", subsets=[{"name": v, "labels": {"version": v}} for v in ("v1", "v2", "v3")])
    routes = []
    for i in range(10):
        pool = [to("one", "v1"), to("one", "v2"), to("two"), to("one", "v3"), to("one", "gone"), to("empty")]
        dest = r.sample(pool[:3] if r.random() < .6 else pool, r.choice([1, 1, 2, 3]))
        if len(dest) > 1:
            for d in dest:
                if r.random() < .9:
                    d["weight"] = r.choice([0, 1, 5, 50, 100])
            if not any(d.get("weight") for d in dest):
                dest[0]["weight"] = 1
        elif r.random() < .2:
            dest[0]["weight"] = 0
        x = route("r%d" % i, *dest, match=[{"uri": {"prefix": "/%d" % i}}])
        k = r.random()
        if k < .2:
            x["mirror"] = {"host": r.choice(["two", "one"])}
            if r.random() < .5:
                x["mirrorPercentage"] = {"value": r.choice([0, 100])}
        elif k < .4:
            x["mirrors"] = [{"destination": d, **({"percentage": {"value": r.choice([0, 100])}} if r.random() < .5 else {})} for d in
                            r.sample([{"host": "two"}, {"host": "one", "subset": "v2"}, {"host": "one", "subset": "gone"}, {"host": "empty"}], 2)]
        if r.random() < .3:
            f = {}
            if r.random() < .6:
                f["abort"] = {"httpStatus": r.choice([418, 503, 200]), **r.choice([{}, {"percentage": {"value": 100}}, {"percentage": {"value": 0}}])}
            if r.random() < .5 or not f:
                f["delay"] = {"fixedDelay": r.choice(["0.01s", "20ms"]), **r.choice([{}, {"percentage": {"value": 100}}, {"percent": 100}, {"percent": 0}])}
            x["fault"] = f
        if r.random() < .4:
            x["timeout"] = r.choice(["1s", "0.5s", "1m", "1h2m", "1500ms"])
        if r.random() < .5:
            t = {"attempts": r.choice([0, 1, 3, 7])}
            if t["attempts"]:
                if r.random() < .5:
                    t["perTryTimeout"] = r.choice(["1s", "250ms"])
                if r.random() < .6:
                    t["retryOn"] = r.choice(["5xx", "503", "gateway-error,connect-failure,409", "retriable-status-codes,429,503", "reset,cancelled",
                                             "retriable-4xx,unavailable", "connect-failure,refused-stream"])
                if r.random() < .3:
                    t["retryRemoteLocalities"] = True
            x["retries"] = t
        if r.random() < .5:
            x["corsPolicy"] = cors(r)
        if r.random() < .3:
            x["headers"] = {"response": {"set": {"x-res": "r%d" % i}}}
        routes.append(x)
    m.vs("vs", hosts=["one", "one.test"], gateways=["mesh", "g"], http=routes)
    for i in range(40):
        q = {"path": "/%d/x" % (i % 10), "headers": []}
        if r.random() < .5:
            q["headers"].append(["origin", r.choice(["http://a.test", "https://b.test", "http://A.test", "null", "http://a.test.evil"])])
            if r.random() < .6:
                q["method"] = "OPTIONS"
                if r.random() < .8:
                    q["headers"].append(["access-control-request-method", r.choice(["GET", "PUT"])])
                if r.random() < .3:
                    q["headers"].append(["access-control-request-headers", "x-a"])
        send(r, m, q, "one.test" if i % 4 == 0 else "one", 80, i % 4 == 0)
    return m


def cors(r):
    c = {}
    origins = [{"exact": "http://a.test"}, {"prefix": "https://"}, {"regex": r"https?://[a-z]+\.test"}, {"exact": "*"}, {"regex": ".*"}, {"exact": "null"}]
    if r.random() < .8:
        c["allowOrigins"] = r.sample(origins, r.choice([1, 2]))
    else:
        c["allowOrigin"] = r.choice([["*"], ["http://a.test"], ["https://b.test", "null"]])
    if r.random() < .6:
        c["allowMethods"] = r.choice([["GET"], ["GET", "POST", "PUT"], ["*"]])
    if r.random() < .4:
        c["allowHeaders"] = ["x-a", "content-type"]
    if r.random() < .4:
        c["exposeHeaders"] = ["x-res", "x-b"]
    if r.random() < .4:
        c["maxAge"] = r.choice(["24h", "1m", "90s"])
    if r.random() < .5:
        c["allowCredentials"] = r.random() < .7
    if r.random() < .3:
        c["unmatchedPreflights"] = r.choice(["FORWARD", "IGNORE"])
    return c


def delegate(r):
    m = Mesh()
    m.client(labels={"app": "sleep", "team": "a"})
    services(r, m, versions=("v1",))
    m.gateway_pod()
    m.gateway("g", [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}])
    uris = [{"prefix": "/api"}, {"prefix": "/api/v1"}, {"exact": "/api/v1"}, {"exact": "/api"}, {"regex": "/api.*"}, {"prefix": "/"}, {"prefix": "/x"}, {}]

    def some(inner):
        a = {}
        if r.random() < .8:
            a["uri"] = r.choice(uris[:4] if inner else uris[:1] + uris[:1] + uris)
        if r.random() < .3:
            a["headers"] = {n: r.choice([{"exact": "1"}, {"prefix": "1"}, {"regex": "1.*"}, {}]) for n in r.sample(["x-a", "x-b"], 1)}
        if r.random() < .15:
            a["method"] = {"exact": r.choice(["GET", "POST"])}
        if r.random() < .15:
            a["queryParams"] = {"q": r.choice([{"exact": "1"}, {}])}
        if r.random() < .1:
            a["withoutHeaders"] = {"x-c": {}}
        if r.random() < .1:
            a["ignoreUriCase"] = True
        if r.random() < .1:
            a["port"] = r.choice([80, 8000])
        if r.random() < .1:
            a["sourceLabels"] = r.choice([{"app": "sleep"}, {"team": "a"}, {"app": "b"}])
        if r.random() < .1:
            a["sourceNamespace"] = "default"
        if r.random() < .15:
            a["gateways"] = ["mesh"] if r.random() < .7 else ["default/g", "mesh"]
        if r.random() < .2:
            a["name"] = "m"
        return a

    def common(x):
        if r.random() < .3:
            x["timeout"] = r.choice(["3s", "4s"])
        if r.random() < .3:
            x["headers"] = {"request": {"set": {"x-by": x.get("name", "unnamed")}}}
        if r.random() < .2:
            x["rewrite"] = {"uri": r.choice(["/w", "/w/"])}
        if r.random() < .2:
            x["retries"] = {"attempts": r.choice([1, 5])}
        if r.random() < .15:
            x["mirror"] = {"host": "three"}
        if r.random() < .15:
            x["fault"] = {"abort": {"httpStatus": 418, "percentage": {"value": r.choice([0, 100])}}}
        return x

    roots = []
    for i in range(4):
        x = {"delegate": {"name": "d%d" % i, **r.choice([{}, {"namespace": "web"}, {"namespace": "default"}])}}
        if r.random() < .7:
            x["name"] = "root%d" % i
        if r.random() < .85:
            x["match"] = [some(False) for _ in range(r.choice([1, 1, 2]))]
        roots.append(common(x))
        ns = x["delegate"].get("namespace", "default")
        if r.random() < .9:
            routes = []
            for j in range(r.choice([1, 2, 3])):
                y = {"route": [to(r.choice(["one", "two", "three"]) + (".default.svc.cluster.local" if r.random() < .8 else ""))]}
                if r.random() < .7:
                    y["name"] = "d%d%d" % (i, j)
                if r.random() < .8:
                    y["match"] = [some(True) for _ in range(r.choice([1, 1, 2]))]
                routes.append(common(y))
            d = {"http": routes}
            if r.random() < .3:
                d["exportTo"] = r.choice([["."], ["*"], ["default"], ["web"]])
            m.vs("d%d" % i, ns, **d)
    roots.append(route("rest", "three"))
    m.vs("root", hosts=["one", "one.test"], gateways=["mesh", "g"], http=roots)
    for i in range(40):
        hs = [[n, r.choice(["1", "12", ""])] for n in r.sample(["x-a", "x-b", "x-c"], r.choice([0, 1, 1, 2]))]
        p = r.choice(["/api", "/api/v1", "/api/v1/z", "/API/v1", "/x", "/", "/api/v2"]) + r.choice(["", "", "?q=1"])
        q = {"path": p, "headers": hs, "method": r.choice([None, None, "POST"])}
        send(r, m, q, "one.test" if i % 3 == 0 else "one", 80, i % 3 == 0)
    return m


def scope(r):
    """exportTo, Sidecars, several VirtualServices, ages"""
    m = Mesh()
    mode = r.choice([None, "REGISTRY_ONLY", "ALLOW_ANY"])
    conf = {}
    if mode:
        conf["outboundTrafficPolicy"] = {"mode": mode}
    for k in ("defaultServiceExportTo", "defaultVirtualServiceExportTo", "defaultDestinationRuleExportTo"):
        if r.random() < .15:
            conf[k] = [r.choice([".", "*"])]
    if conf:
        m.config(conf)
    m.client(labels={"app": "sleep", "team": "a"})
    m.client("caller", "web", {"app": "caller"})
    exports = ["*", ".", "web", "default,shop", "~"]
    ages = [None, None, "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"]
    for n, ns in (("one", "default"), ("one", "shop"), ("two", "web")):
        an = {"networking.istio.io/exportTo": r.choice(exports)} if r.random() < .3 else None
        m.service(n, ns, ports=(("http", 80, 8080), ("tcp", 9000, 9000)), versions=("v1", "v2"), annotations=an, stamp=r.choice(ages))
    fq = ["one.default.svc.cluster.local", "one.shop.svc.cluster.local", "two.web.svc.cluster.local"]
    se = {"resolution": "DNS", "location": "MESH_EXTERNAL"}
    for i in range(r.choice([0, 1, 2])):
        ns = r.choice(["default", "web", "shop"])
        m.se("ext%d" % i, [r.choice(["ext.test", "a.wild.test", "other.test"])], [(80, "http", "HTTP")], ns, stamp=r.choice(ages),
             **dict(se, **({"exportTo": [r.choice([".", "*", "web"])]} if r.random() < .4 else {}))) if r.random() < .6 else \
            m.se("ext%d" % i, ["*.wild.test"], [(80, "http", "HTTP")], ns, stamp=r.choice(ages), resolution="NONE")
    hosts = fq + ["ext.test", "*.wild.test", "a.wild.test", "*.shop.svc.cluster.local", "*.cluster.local", "nowhere.test", "one"]
    for i in range(r.randrange(3, 7)):
        ns = r.choice(["default", "web", "shop"])
        hs = [r.choice(hosts)]
        more = r.choice(hosts)
        if r.random() < .3 and not ({more, hs[0]} & {"one", "*.cluster.local", "*.shop.svc.cluster.local", "*.wild.test"}) and more != hs[0]:
            hs.append(more)
        x = route("vs%d" % i, to(r.choice(fq), r.choice([None, None, "v1", "v2"]), port=r.choice([80, None])))
        if r.random() < .3:
            x["match"] = [r.choice([{"uri": {"prefix": "/a"}}, {"port": 8080}, {"port": 80}, {"sourceNamespace": "web"}, {"sourceLabels": {"team": "a"}}])]
        spec = {"hosts": hs, "http": [x]}
        if r.random() < .4:
            spec["exportTo"] = [r.choice([".", "*", "web", "shop"])]
        m.vs(r.choice("abcxyz") + str(i), ns, r.choice(ages), **spec)
    for i in range(r.randrange(0, 4)):
        m.dr(r.choice("abcxyz") + str(i), r.choice(hosts[:3] + ["*.cluster.local", "*.svc.cluster.local", "one", "*"]), r.choice(["default", "web", "shop", "istio-system"]), r.choice(ages),
             subsets=[{"name": v, "labels": {"version": v}} for v in r.sample(["v1", "v2"], r.choice([1, 2]))],
             **({"exportTo": [r.choice([".", "*", "web"])]} if r.random() < .4 else {"workloadSelector": {"matchLabels": {"app": "sleep"}}} if r.random() < .2 else {}),
             **({"trafficPolicy": {"loadBalancer": {"simple": r.choice(["RANDOM", "ROUND_ROBIN"])}}} if r.random() < .5 else {}))
    entries = ["*/*", "./*", "~/*", "shop/*", "*/one.shop.svc.cluster.local", "web/two.web.svc.cluster.local", "*/*.cluster.local", "~shop/*", "~./*", "default/*",
               "*/ext.test", "*/*.wild.test", "*/a.wild.test", "~/one.shop.svc.cluster.local"]
    for ns in ("default", "web", "istio-system"):
        if r.random() < (.6 if ns == "default" else .3):
            egress = [{"hosts": r.sample(entries, r.choice([1, 1, 2]))}]
            if r.random() < .25:
                egress.insert(0, {"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": r.sample(entries, 1)})
            spec = {"egress": egress}
            if r.random() < .3:
                spec["outboundTrafficPolicy"] = r.choice([{"mode": "REGISTRY_ONLY"}, {"mode": "ALLOW_ANY"}, {}])
            if r.random() < .3 and ns == "default":
                spec["workloadSelector"] = {"labels": r.choice([{"app": "sleep"}, {"app": "other"}])}
            m.sidecar("sc", ns, **spec)
    for src in ("default/sleep", "web/caller"):
        for t in fq:
            m.get(t, 80, r.choice(["/", "/a"]), src=src)
            m.tcp(t, 9000, src=src)
        for t in ("one", "one.shop", "two.web.svc"):
            m.get(t, 80, "/a", src=src)
        for h in ("ext.test", "a.wild.test", "b.wild.test", "nowhere.test", "unknown.test", "wild.test"):
            m.get(h, 80, "/", src=src)
        m.get("nowhere.test", 8080, "/", src=src)
    return m


def entries(r):
    """ServiceEntries of all shapes, with VirtualServices and DestinationRules for them"""
    m = Mesh()
    if r.random() < .4:
        m.config({"outboundTrafficPolicy": {"mode": r.choice(["REGISTRY_ONLY", "ALLOW_ANY"])}})
    m.client()
    m.service("one", versions=("v1", "v2"))
    own = m.last[0]
    shapes = []
    for i in range(r.randrange(3, 6)):
        host = r.choice(["e%d.test", "*.w%d.test", "e%d.one.default.svc.cluster.local"]) % i
        wild = host.startswith("*")
        res = r.choice(["NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN"])
        spec = {"resolution": res, "location": r.choice(["MESH_EXTERNAL", "MESH_INTERNAL"])}
        if r.random() < .2:
            del spec["location"]
        eps = []
        if res == "STATIC":
            eps = r.choice([["127.60.%d.1" % i], ["127.60.%d.1" % i, "127.60.%d.2" % i], [own], []])
        elif res.startswith("DNS") and (wild or r.random() < .4):
            eps = ["up%d.test" % i] + (["up%db.test" % i] if res == "DNS" and r.random() < .5 else [])
        ports = r.sample([(80, "http", "HTTP"), (8080, "http-alt", "HTTP"), (9000, "tcp", "TCP"), (443, "tls", "TLS"), (8443, "https", "HTTPS"),
                          (9090, "auto", ""), (80, "http", "HTTP", 8080), (7000, "grpc", "GRPC")], r.choice([1, 2]))
        if len({p[0] for p in ports}) < len(ports):
            ports = ports[:1]
        if len({p[1] for p in ports}) < len(ports):
            ports = ports[:1]
        if eps:
            spec["endpoints"] = [{"address": a, **({"ports": {ports[0][1]: 8080}} if r.random() < .3 else {}),
                                  **({"labels": {"version": "v%d" % (k + 1)}} if r.random() < .5 else {})} for k, a in enumerate(eps)]
        addr = None
        if not wild and res in ("NONE", "STATIC") and r.random() < .5:
            addr = r.choice([["127.50.%d.1" % i], ["127.50.%d.0/24" % i], ["127.50.%d.1/32" % i]])
        elif not wild and r.random() < .3:
            addr = ["127.50.%d.1" % i]
        if addr:
            spec["addresses"] = addr
        m.se("se%d" % i, [host], ports, r.choice(["default", "web"]), **spec)
        shapes.append((host, ports, addr))
        if r.random() < .5:
            pol = {"tls": r.choice([{"mode": "DISABLE"}, {"mode": "SIMPLE", "sni": "up.test"}, {"mode": "ISTIO_MUTUAL"}])} if r.random() < .4 else \
                {"loadBalancer": {"simple": r.choice(["RANDOM", "PASSTHROUGH", "ROUND_ROBIN"])}}
            m.dr("dr%d" % i, host, trafficPolicy=pol, subsets=[{"name": "v1", "labels": {"version": "v1"}}])
        if r.random() < .6:
            concrete = host.replace("*", "a")
            h = r.choice([host, concrete])
            x = {"hosts": [h]}
            dest = to(r.choice([host, "one"]), r.choice([None, "v1"]) if r.random() < .3 else None, port=r.choice([None, ports[0][0], 80]))
            if ports[0][2] in ("TLS", "HTTPS"):
                x["tls"] = [{"match": [{"port": ports[0][0], "sniHosts": [h]}], "route": [dest]}]
            elif ports[0][2] == "TCP":
                x["tcp"] = [{"match": [{"port": ports[0][0]}], "route": [dest]}]
            else:
                x["http"] = [{"name": "vs%d" % i, "match": [{"uri": {"prefix": "/a"}}], "route": [dest], "timeout": "2s"}]
            m.vs("vs%d" % i, **x)
    for host, ports, addr in shapes:
        names = [host.replace("*", "a"), host.replace("*.", "")] if "*" in host else [host]
        for p in ports:
            for n in names:
                for t in [n] + ([addr[0].split("/")[0].replace(".0", ".7") if "/24" in addr[0] else addr[0].split("/")[0]] if addr else []):
                    if p[2] in ("TLS", "HTTPS"):
                        m.tcp(t, p[0], scheme="tls", sni=n)
                        if r.random() < .4:
                            m.tcp(t, p[0], scheme="tls", sni=r.choice(["none", "zzz.test"]))
                    elif p[2] == "TCP":
                        m.tcp(t, p[0])
                    else:
                        m.get(t, p[0], r.choice(["/", "/a"]), host=n)
                        if p[2] == "":
                            m.tcp(t, p[0])
                            m.get(t, p[0], "/a", host="unrelated.test")
    m.get("one", 80, "/a")
    m.get("unknown.test", 80, "/a")
    m.get("unknown.test", 9999, "/a")
    m.tcp("unknown.test", 9000)
    m.tcp("unknown.test", 443, scheme="tls", sni="unknown.test")
    return m


def layer4(r):
    """TCP and TLS routes in the mesh"""
    m = Mesh()
    if r.random() < .4:
        m.config({"outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"}})
    m.client(labels={"app": "sleep", "team": "a"})
    m.service("one", ports=(("tcp", 9000, 9000), ("https", 443, 8443), ("web", 8000, 8000), ("mongo", 27017, 27017)), versions=("v1", "v2"))
    m.service("two", ports=(("tcp", 9000, 9000), ("tls", 443, 8443)), sidecar=r.random() < .3)
    m.dr("one", "one", subsets=[{"name": v, "labels": {"version": v}} for v in ("v1", "v2")])
    full = "one.default.svc.cluster.local"
    for k in range(r.choice([1, 2])):
        spec = {"hosts": [r.choice(["one", full, "*.default.svc.cluster.local"])]}
        tcp = []
        for i in range(r.choice([0, 1, 2])):
            n = r.choice([1, 1, 2])
            e = {"route": [to(r.choice(["one", "two"]), port=r.choice([9000, None])) if n == 1 else to("one", "v%d" % (j + 1), 9000, weight=r.choice([0, 3, 5])) for j in range(n)]}
            if n == 2 and not any(d["weight"] for d in e["route"]):
                e["route"][0]["weight"] = 1
            if r.random() < .8:
                e["match"] = [dict(r.choice([{}, {"port": 9000}, {"port": 8000}, {"port": 27017}]),
                                   **r.choice([{}, {}, {"sourceLabels": {"team": r.choice("ab")}}, {"destinationSubnets": [r.choice(["127.20.0.0/16", "127.99.0.0/16", "127.20.0.1/32"])]},
                                               {"gateways": ["mesh"]}, {"sourceNamespace": "web"}]))
                              for _ in range(r.choice([1, 2]))]
                e["match"] = [x or {"port": 9000} for x in e["match"]]
            tcp.append(e)
        if tcp:
            spec["tcp"] = tcp
        if r.random() < .6 or not tcp:
            sni = [full] if spec["hosts"][0] == full else ["one"] if spec["hosts"][0] == "one" else ["%s.default.svc.cluster.local" % r.choice(["one", "two", "x"])]
            spec["tls"] = [{"match": [dict({"sniHosts": sni}, **r.choice([{}, {"port": 443}, {"port": 8443}, {"sourceLabels": {"team": "b"}}]))],
                            "route": [to(r.choice(["one", "two"]), r.choice([None, "v2"]) if 0 else None, r.choice([443, None]))]}]
        m.vs("vs%d" % k, **spec)
    if r.random() < .6:
        res = r.choice(["NONE", "STATIC", "DNS"])
        m.se("ext", ["ext.test"], [(9000, "tcp", "TCP"), (443, "tls", "TLS")], resolution=res,
             **({"endpoints": [{"address": "127.60.0.1"}]} if res == "STATIC" else {}), **({"addresses": ["127.50.0.1"]} if r.random() < .5 else {}))
        if r.random() < .5:
            m.vs("ext", hosts=["ext.test"], tls=[{"match": [{"port": 443, "sniHosts": ["ext.test"]}], "route": [to(r.choice(["one", "ext.test"]), port=443)]}])
    for h in ("one", "two"):
        m.tcp(h, 9000)
        for s in (full, "two.default.svc.cluster.local", "none", "other.test"):
            m.tcp(h, 443, scheme="tls", sni=s)
        m.get(h, 443, "/", scheme="https", sni=full)
    m.tcp("one", 8000)
    m.tcp("one", 27017)
    m.get("one", 8000, "/x")
    m.get("one", 9000, "/x")
    m.get("one", 443, "/x")
    m.get("two", 8000, "/x")
    m.tcp("ext.test", 9000)
    m.tcp("ext.test", 443, scheme="tls", sni="ext.test")
    m.tcp("ext.test", 443, scheme="tls", sni="y.test")
    m.tcp("unknown.test", 9000)
    m.tcp("unknown.test", 9001)
    return m


def gateways(r):
    m = Mesh()
    m.service("one", ports=(("http", 80, 8080), ("tcp", 9000, 9000), ("https", 443, 8443)), versions=("v1",))
    m.service("two", "web", ports=(("http", 8000, 8000),))
    pod = m.gateway_pod(ports=((80, 8080), (443, 8443), (8080, 8081), (9000, 9000), (15443, 15443)))
    hosts = ["a.foo.test", "*.foo.test", "foo.test", "*", "b.foo.test", "bar.test", "A.foo.test", "./a.foo.test", "web/b.foo.test", "default/*", "*/bar.test", "./*"]
    vhosts = ["a.foo.test", "*.foo.test", "foo.test", "b.foo.test", "bar.test", "x.a.foo.test"]
    ages = [None, "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"]
    names = []
    for i in range(r.choice([1, 2, 2, 3])):
        ns = r.choice(["default", "web", "istio-system"])
        servers = []
        for j in range(r.choice([1, 2, 3])):
            p = r.choice([80, 80, 443, 443, 8080, 9000, 15443, 9999])
            proto = {80: "HTTP", 443: r.choice(["HTTPS", "HTTPS", "TLS"]), 8080: r.choice(["HTTP", "HTTP2", "HTTPS"]), 9000: r.choice(["TCP", "TLS", "HTTP"]),
                     15443: r.choice(["TLS", "HTTPS"]), 9999: "HTTP"}[p]
            s = {"port": {"number": p, "name": "p%d-%d" % (i, j), "protocol": proto}, "hosts": r.sample(hosts, r.choice([1, 1, 2]))}
            if proto in ("HTTPS", "TLS"):
                mode = r.choice(["SIMPLE", "SIMPLE", "MUTUAL", "PASSTHROUGH", "OPTIONAL_MUTUAL", "ISTIO_MUTUAL"])
                s["tls"] = {"mode": mode}
                if mode not in ("PASSTHROUGH", "ISTIO_MUTUAL"):
                    s["tls"]["credentialName"] = "cred"
            elif proto == "HTTP" and r.random() < .25:
                s["tls"] = {"httpsRedirect": True}
            if r.random() < .08:
                s["bind"] = pod
            servers.append(s)
        n = r.choice("gkz") + str(i)
        m.gateway(n, servers, ns, stamp=r.choice(ages), selector=r.choice([None, None, None, False, {"istio": "other"}]))
        names.append("%s/%s" % (ns, n))
    for i in range(r.randrange(2, 6)):
        ns = r.choice(["default", "web", "istio-system"])
        hs = [r.choice(vhosts)]
        x = {"hosts": hs, "gateways": r.sample(names, min(len(names), r.choice([1, 1, 2])))}
        if r.random() < .2:
            x["gateways"].append("mesh")
        d = to(r.choice(["one.default.svc.cluster.local", "two.web.svc.cluster.local"]), port=r.choice([None, None, 80, 8000]))
        routes = []
        if r.random() < .6:
            a = r.choice([{"uri": {"prefix": "/a"}}, {"uri": {"prefix": "/"}}, {"port": 80}, {"port": 443}, {"scheme": {"exact": "https"}}, {"gateways": [r.choice(names)]},
                          {"uri": {"regex": ".*"}}, {"uri": {"regex": "/.*"}}, {"sourceLabels": {"istio": "ingressgateway"}}, {"sourceNamespace": "default"},
                          {"authority": {"exact": "a.foo.test"}}])
            routes.append(route("v%d-m" % i, d, match=[a]))
        if r.random() < .7 or not routes:
            routes.append(route("v%d" % i, to("one.default.svc.cluster.local", port=80)))
        if r.random() < .85:
            x["http"] = routes
        if r.random() < .3 or "http" not in x:
            x["tcp"] = [{"route": [to("one.default.svc.cluster.local", port=9000)], **({"match": [{"port": r.choice([9000, 443, 15443])}]} if r.random() < .5 else {})}]
        if r.random() < .4:
            x["tls"] = [{"match": [{"sniHosts": [hs[0]], **({"port": r.choice([443, 15443])} if r.random() < .5 else {})}], "route": [to("one.default.svc.cluster.local", port=443)]}]
        if r.random() < .2:
            x["exportTo"] = [r.choice([".", "*", "istio-system"])]
        m.vs("v%d" % i, ns, r.choice(ages), **x)
    for h in ("a.foo.test", "b.foo.test", "foo.test", "bar.test", "x.a.foo.test", "zzz.test"):
        m.enter(h, r.choice(["/", "/a"]), 80)
        m.enter(h, r.choice(["/", "/a"]), 443, scheme="https")
        if r.random() < .5:
            m.enter(h, "/a", 443, scheme="https", client_cert="client.test")
        m.enter(h, "/a", 8080, scheme=r.choice(["https", "http"]))
        if r.random() < .5:
            m.enter(h, "/a", 15443, scheme=r.choice(["https", "tls"]), http=r.choice(["1.1", "2"]))
    m.enter("a.foo.test", "/a", 443, scheme="https", sni="b.foo.test")
    m.enter("A.FOO.test:443", "/a", 443, scheme="https", sni="a.foo.test", http="2")
    m.enter("a.foo.test", "/a", 443, scheme="https", sni="none")
    m.enter("a.foo.test:8080", "/a", 80, http="2")
    m.enter("a.foo.test.", "/a", 80)
    m.tcp("gw.istio-system", 9000, src="outside")
    m.tcp("gw.istio-system", 9000, src="outside", scheme="tls", sni="a.foo.test")
    m.tcp("gw.istio-system", 443, src="outside")
    m.get(pod, 9999, "/", src="outside", host="a.foo.test")
    for q in m.requests:
        if q.get("scheme") in ("tls", "tcp"):
            q.pop("path", None)
            q.pop("http", None)
            if q.get("host") and q["scheme"] == "tls":
                q.setdefault("sni", q["host"])
            q.pop("host", None)
    return m


def policy(r, port=False):
    p = {}
    if r.random() < .5:
        p["loadBalancer"] = r.choice([{"simple": s} for s in ("RANDOM", "ROUND_ROBIN", "LEAST_REQUEST", "LEAST_CONN", "PASSTHROUGH", "UNSPECIFIED")] + [
            {"consistentHash": {"httpHeaderName": "x-h"}}, {"consistentHash": {"useSourceIp": True}}, {"consistentHash": {"httpQueryParameterName": "q"}},
            {"consistentHash": {"httpCookie": {"name": "c", "ttl": "0s"}}}, {"consistentHash": {"httpCookie": {"name": "c", "path": "/p", "ttl": "60s"}}},
            {"consistentHash": {"httpHeaderName": "x-m", "maglev": {"tableSize": 131}}}, {"consistentHash": {"httpHeaderName": "x-h", "ringHash": {"minimumRingSize": 64}}},
            {"simple": "ROUND_ROBIN", "warmup": {"duration": "10s"}}])
    if r.random() < .4:
        c = {}
        if r.random() < .6:
            c["tcp"] = r.choice([{"maxConnections": 50}, {"connectTimeout": "3s"}, {"maxConnections": 20, "connectTimeout": "0.5s"}, {"idleTimeout": "30s"}])
        if r.random() < .6:
            c["http"] = r.choice([{"http1MaxPendingRequests": 5}, {"http2MaxRequests": 40}, {"maxRequestsPerConnection": 3}, {"maxRetries": 2}, {"h2UpgradePolicy": "UPGRADE"},
                                  {"useClientProtocol": True}, {"h2UpgradePolicy": "DO_NOT_UPGRADE"}, {"idleTimeout": "5s"}])
        if c:
            p["connectionPool"] = c
    if r.random() < .3:
        p["outlierDetection"] = r.choice([{}, {"consecutive5xxErrors": 3}, {"consecutiveGatewayErrors": 2, "interval": "5s"}, {"baseEjectionTime": "1m", "maxEjectionPercent": 50},
                                          {"consecutive5xxErrors": 0}, {"minHealthPercent": 40}, {"consecutiveErrors": 4}, {"splitExternalLocalOriginErrors": True, "consecutiveLocalOriginFailures": 2}])
    if r.random() < .3:
        p["tls"] = r.choice([{"mode": "DISABLE"}, {"mode": "ISTIO_MUTUAL"}, {"mode": "SIMPLE"}, {"mode": "SIMPLE", "sni": "s.test"}, {}])
    return p


def rules(r):
    """DestinationRules: which, merged how, with which effect"""
    m = Mesh()
    if r.random() < .3:
        m.config({"defaultTrafficPolicy": {"connectionPool": {"tcp": {"maxConnections": 77}}, "outlierDetection": {"consecutive5xxErrors": 9}}} if r.random() < .5
                 else {"enableAutoMtls": r.random() < .5, "connectTimeout": "7s"})
    m.client(labels={"app": "sleep", "team": "a"})
    sub = ("v1", "v2")
    m.service("one", ports=(("http", 80, 8080), ("http-alt", 8000, 8000), ("grpc", 7000, 7000)), versions=sub, sidecar=r.random() < .3)
    m.service("two", "web", ports=(("http", 80, 8080), ("tcp", 9000, 9000)), versions=sub)
    m.se("ext", ["ext.test"], [(80, "http", "HTTP"), (8000, "http-alt", "HTTP")], resolution=r.choice(["DNS", "STATIC"]), location="MESH_EXTERNAL",
         endpoints=[{"address": "127.60.0.1", "labels": {"version": "v1"}}, {"address": "127.60.0.2", "labels": {"version": "v2"}}])
    hosts = ["one.default.svc.cluster.local", "two.web.svc.cluster.local", "ext.test"]
    ages = [None, "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"]
    for i in range(r.randrange(2, 7)):
        spec = {}
        if r.random() < .7:
            spec["trafficPolicy"] = policy(r)
            if r.random() < .4:
                spec["trafficPolicy"]["portLevelSettings"] = [{"port": {"number": n}, "connectionPool": {"tcp": {"maxConnections": 30 + n % 7}}, **policy(r)} for n in r.sample([80, 8000, 9000], r.choice([1, 2]))]
            if not spec["trafficPolicy"]:
                del spec["trafficPolicy"]
        if r.random() < .7:
            spec["subsets"] = []
            for v in r.sample(["v1", "v2", "all", "none"], r.choice([1, 2, 3])):
                s = {"name": v}
                if v != "all":
                    s["labels"] = {"version": v}
                if r.random() < .5:
                    s["trafficPolicy"] = policy(r)
                    if r.random() < .2:
                        s["trafficPolicy"]["portLevelSettings"] = [{"port": {"number": 80}, "loadBalancer": {"simple": "RANDOM"}, **policy(r)}]
                    if not s["trafficPolicy"]:
                        del s["trafficPolicy"]
                spec["subsets"].append(s)
        if not spec:
            continue
        if r.random() < .3:
            spec["exportTo"] = r.choice([["."], ["*"], ["web"], [".", "web"], ["default"]])
        if r.random() < .12:
            spec["workloadSelector"] = {"matchLabels": r.choice([{"app": "sleep"}, {"team": "b"}])}
            spec.pop("exportTo", None)
        m.dr(r.choice("abcxyz") + str(i), r.choice(hosts + hosts + ["*.svc.cluster.local", "one", "*", "*.test"]), r.choice(["default", "default", "web", "istio-system"]), r.choice(ages), **spec)
    for h in hosts:
        routes = [route(v, to(h, v if v != "top" else None, r.choice([None, 80])), match=[{"uri": {"prefix": "/" + v}}]) for v in ("v1", "v2", "all", "none", "top")]
        w = [to(h, v, weight=1) for v in r.sample(["v1", "v2"], 2)]
        m.vs("vs-" + h.split(".")[0], hosts=[h], http=routes + [route("split", *w, match=[{"uri": {"prefix": "/split"}}])])
        for v in ("v1", "v2", "all", "none", "top", "split"):
            m.get(h, 80, "/%s?q=1" % v, headers=[["x-h", "1"]])
        if h != hosts[1]:
            m.get(h, 8000, "/top")
        else:
            m.tcp(h, 9000)
    m.get("one", 7000, "/v1", http="2")
    m.get("one", 7000, "/top")
    m.get("one", 80, "/top", http="2")
    return m


FAMILIES = {"match": (match, 24), "rewrite": (rewrite, 10), "redirect": (redirect, 8), "headers": (headers, 10), "traffic": (traffic, 16), "delegate": (delegate, 14),
            "scope": (scope, 24), "entries": (entries, 24), "layer4": (layer4, 14), "gateways": (gateways, 30), "rules": (rules, 24)}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--count", type=float, default=1, help="multiply the number of cases of each family")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--only", default="")
    ap.add_argument("folder")
    args = ap.parse_args()
    for name, (make, n) in FAMILIES.items():
        if args.only in ("", name):
            for i in range(int(n * args.count)):
                make(random.Random("%s-%d-%d" % (name, args.seed, i))).write(os.path.join(args.folder, "%s-%02d" % (name, i + 1)))


if __name__ == "__main__":
    main()
