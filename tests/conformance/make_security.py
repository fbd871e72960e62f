#!/usr/bin/env python3
"""make_security.py OUT

Writes small meshes and requests about security, one folder a case: mesh.yaml,
requests.jsonl. What a real mesh does with them is recorded beside them in
expected.jsonl; without that, a case says nothing. Each case has one thing in
it that is easily got wrong; its name tells which."""
import base64, hashlib, json, os, random, sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

CASES = {}


# ---- tokens ----------------------------------------------------------------

def key(seed):
    n = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big") % (2 ** 255)
    return ec.derive_private_key(n, ec.SECP256R1())


KEYS = {"k0": key("first"), "k1": key("second")}


def b64(b):
    return base64.urlsafe_b64encode(b).rstrip(b"=").decode()


def jwks(kid):
    n = KEYS[kid].public_key().public_numbers()
    return json.dumps({"keys": [{"kty": "EC", "crv": "P-256", "alg": "ES256", "kid": kid, "x": b64(n.x.to_bytes(32, "big")), "y": b64(n.y.to_bytes(32, "big"))}]}, separators=(",", ":"))


def token(claims, kid="k0"):
    c = {"exp": 4102444800, **claims}
    head = b64(json.dumps({"alg": "ES256", "kid": kid}, separators=(",", ":")).encode()) + "." + b64(json.dumps(c, separators=(",", ":")).encode())
    r, s = utils.decode_dss_signature(KEYS[kid].sign(head.encode(), ec.ECDSA(hashes.SHA256())))
    return head + "." + b64(r.to_bytes(32, "big") + s.to_bytes(32, "big")), c


ISS = "https://idp.test"


# ---- manifests ---------------------------------------------------------------

def doc(api, kind, name, ns, spec=None, **more):
    meta = {"name": name}
    if ns:
        meta["namespace"] = ns
    meta.update(more.pop("meta", {}))
    d = {"apiVersion": api, "kind": kind, "metadata": meta}
    if spec is not None:
        d["spec"] = spec
    d.update(more)
    return d


def ns(name, injected=True):
    return doc("v1", "Namespace", name, None, meta={"labels": {"istio-injection": "enabled"}} if injected else {})


def pod(name, n, ip, labels=None, ports=(), gateway=False, sa=None):
    c = {"name": "app", "image": "app"}
    if ports:
        c["ports"] = [{"containerPort": p} for p in ports]
    if gateway:
        c = {"name": "istio-proxy", "image": "proxy", "args": ["proxy", "router"]}
    return doc("v1", "Pod", name, n, {"serviceAccountName": sa or name, "containers": [c]}, meta={"labels": labels or {"app": name}}, status={"podIP": ip})


def svc(name, n, ip, selector, ports):
    return doc("v1", "Service", name, n, {"clusterIP": ip, "selector": selector, "ports": ports})


def world(gateway=False, server_labels=None):
    out = [ns("a"), ns("b"), ns("c", False), ns("istio-system", False),
           svc("server", "a", "127.20.1.1", {"app": "server"},
               [{"name": "http", "port": 80, "targetPort": 8080}, {"name": "tcp", "port": 9000}, {"name": "x", "port": 7000}]),
           pod("server", "a", "127.10.1.1", server_labels or {"app": "server"}, (8080, 9000, 7000)),
           pod("client", "a", "127.10.1.2"), pod("client", "b", "127.10.1.3"), pod("plain", "c", "127.10.1.4")]
    if gateway:
        out += [svc("ingress", "istio-system", "127.20.1.2", {"istio": "gw"}, [{"name": "http", "port": 80, "targetPort": 8080}]),
                pod("gw", "istio-system", "127.10.1.9", {"istio": "gw"}, gateway=True, sa="gw"),
                doc("networking.istio.io/v1", "Gateway", "gw", "istio-system",
                    {"selector": {"istio": "gw"}, "servers": [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}]}),
                doc("networking.istio.io/v1", "VirtualService", "app", "a",
                    {"hosts": ["app.test", "other.test"], "gateways": ["istio-system/gw"],
                     "http": [{"route": [{"destination": {"host": "server.a.svc.cluster.local", "port": {"number": 80}}}]}]})]
    return out


def config(mesh):
    return doc("v1", "ConfigMap", "istio", "istio-system", data={"mesh": json.dumps(mesh)})


def ap(name, spec, n="a", **meta):
    return doc("security.istio.io/v1", "AuthorizationPolicy", name, n, spec, meta=meta)


def pa(name, spec, n="a", **meta):
    return doc("security.istio.io/v1", "PeerAuthentication", name, n, spec, meta=meta)


def ra(name, rules, n="a", selector=None):
    spec = {"jwtRules": rules}
    if selector:
        spec["selector"] = {"matchLabels": selector}
    return doc("security.istio.io/v1", "RequestAuthentication", name, n, spec)


def jwt(kid="k0", issuer=ISS, **more):
    return {"issuer": issuer, "jwks": jwks(kid), **more}


# ---- requests ------------------------------------------------------------------

def req(frm="a/client", to="server.a", port=80, **more):
    return {"from": frm, "to": to, "port": port, **more}


def tcp(frm="a/client", to="server.a", port=9000, **more):
    return req(frm, to, port, scheme="tcp", **more)


def gw(path="/", host="app.test", **more):
    return req("outside", "ingress.istio-system", 80, path=path, host=host, **more)


def with_token(r, claims, kid="k0", at="authorization", prefix="Bearer "):
    t, c = token(claims, kid)
    r = dict(r, claims=c)
    if at.startswith("?"):
        p = r.get("path", "/")
        r["path"] = p + ("&" if "?" in p else "?") + at[1:] + "=" + t
    elif at.startswith("cookie:"):
        r["headers"] = r.get("headers", []) + [["cookie", "a=b; %s=%s; z=1" % (at[7:], t)]]
    else:
        r["headers"] = r.get("headers", []) + [[at, prefix + t]]
    return r


def who():
    """every kind of client, HTTP and TCP"""
    return [req(), req("b/client"), req("c/plain"), tcp(), tcp("b/client"), tcp("c/plain"), req(port=7000), tcp(port=7000)]


def case(name, docs, requests):
    assert name not in CASES, name
    CASES[name] = (docs, [dict(r, id="%02d" % i) for i, r in enumerate(requests, 1)])


# ---- the fields of a rule, both ways ---------------------------------------------

def rules():
    paths = [req(path=p) for p in ("/", "/a", "/a/", "/a/b", "/a/b/c", "/a?q=/b", "/A", "/a/b/c.txt", "/a//b", "/x/a")]
    methods = [req(method=m) for m in ("GET", "POST", "get", "PATCH", "HEAD", "OPTIONS", "GETS")]
    hosts = [req(host=h) for h in ("server.a", "server", "SERVER.A", "server.a:80", "server.a:8080", "x.test", "server.a.svc.cluster.local")]
    forms = {
        "method-lower": ({"to": [{"operation": {"methods": ["get"]}}]}, methods),
        "method-prefix": ({"to": [{"operation": {"methods": ["P*", "*D"]}}]}, methods),
        "method-star-not": ({"to": [{"operation": {"methods": ["*"], "notMethods": ["GET", "HE*"]}}]}, methods),
        "host-port": ({"to": [{"operation": {"hosts": ["server.a:80"]}}]}, hosts),
        "host-case": ({"to": [{"operation": {"hosts": ["SERVER.*"]}}]}, hosts),
        "host-not-suffix": ({"to": [{"operation": {"notHosts": ["*.local", "SERVER"]}}]}, hosts),
        "path-query": ({"to": [{"operation": {"paths": ["/a?q=/b", "*?q*"]}}]}, paths),
        "path-suffix-prefix": ({"to": [{"operation": {"paths": ["*/b", "/a/*"], "notPaths": ["/a/b/c"]}}]}, paths),
        "path-middle-star": ({"to": [{"operation": {"paths": ["/a/*/c", "/x"]}}]}, paths),
        "path-only-star": ({"to": [{"operation": {"paths": ["*"], "notPaths": ["*.txt"]}}]}, paths),
        "template-one": ({"to": [{"operation": {"paths": ["/a/{*}"]}}]}, paths),
        "template-any": ({"to": [{"operation": {"paths": ["/a/{**}"]}}]}, paths),
        "template-both": ({"to": [{"operation": {"paths": ["/{*}/b/{**}"]}}]}, paths),
        "template-tail": ({"to": [{"operation": {"paths": ["/{**}/c.txt", "/a/{*}/c"]}}]}, paths),
        "template-not": ({"to": [{"operation": {"notPaths": ["/{*}"]}}]}, paths),
        "port-service": ({"to": [{"operation": {"ports": ["80", "9000"]}}]}, who()),
        "port-not": ({"to": [{"operation": {"notPorts": ["8080", "7000"]}}]}, who()),
        "port-and-path": ({"to": [{"operation": {"ports": ["8080"], "paths": ["/a*"]}}, {"operation": {"ports": ["9000"]}}]}, who() + paths[:3]),
        "ip-whole": ({"from": [{"source": {"ipBlocks": ["0.0.0.0/0"], "notIpBlocks": ["127.10.1.3"]}}]}, who()),
        "ip-six": ({"from": [{"source": {"ipBlocks": ["::1", "::/0"]}}]}, who()),
        "ip-slash": ({"from": [{"source": {"ipBlocks": ["127.10.1.2/31"]}}]}, who()),
        "remote-not": ({"from": [{"source": {"notRemoteIpBlocks": ["127.10.1.2/32", "127.10.1.4"]}}]}, who()),
        "principal-any": ({"from": [{"source": {"principals": ["*"]}}]}, who()),
        "principal-not-any": ({"from": [{"source": {"notPrincipals": ["*"]}}]}, who()),
        "principal-spiffe": ({"from": [{"source": {"principals": ["spiffe://cluster.local/ns/a/sa/client"]}}]}, who()),
        "principal-star-td": ({"from": [{"source": {"principals": ["*/ns/b/sa/*", "*/sa/nobody"]}}]}, who()),
        "principal-part": ({"from": [{"source": {"principals": ["cluster.local/ns/a/*", "cluster.local/ns/b"]}}]}, who()),
        "namespace-star": ({"from": [{"source": {"namespaces": ["*"]}}]}, who()),
        "namespace-part": ({"from": [{"source": {"namespaces": ["*b*", ""]}}]}, who()),
        "namespace-not": ({"from": [{"source": {"notNamespaces": ["a", "c"]}}]}, who()),
        "account": ({"from": [{"source": {"serviceAccounts": ["client", "b/x"]}}]}, who()),
        "account-not": ({"from": [{"source": {"notServiceAccounts": ["b/client"]}}]}, who()),
        "sources-or": ({"from": [{"source": {"namespaces": ["b"]}}, {"source": {"ipBlocks": ["127.10.1.4"], "notPrincipals": ["*"]}}]}, who()),
        "and-mixed": ({"from": [{"source": {"namespaces": ["a"], "notIpBlocks": ["127.10.1.2"]}}], "to": [{"operation": {"ports": ["8080", "9000"]}}]}, who()),
        "http-on-tcp-or": ({"to": [{"operation": {"methods": ["GET"]}}, {"operation": {"ports": ["9000"]}}]}, who()),
        "http-on-tcp-and": ({"from": [{"source": {"namespaces": ["a"], "requestPrincipals": ["*"]}}]}, who()),
        "http-on-tcp-not": ({"from": [{"source": {"namespaces": ["a"], "notRequestPrincipals": ["*"]}}]}, who()),
        "http-on-tcp-hosts": ({"from": [{"source": {"namespaces": ["b"]}}], "to": [{"operation": {"notHosts": ["x"]}}]}, who()),
        "when-tcp-header": ({"from": [{"source": {"namespaces": ["a"]}}], "when": [{"key": "request.headers[x]", "notValues": ["1"]}]}, who()),
        "when-not-only": ({"when": [{"key": "source.namespace", "notValues": ["b"]}]}, who()),
        "when-both": ({"when": [{"key": "source.principal", "values": ["*client"], "notValues": ["*/ns/b/*"]}]}, who()),
        "when-ip": ({"when": [{"key": "source.ip", "values": ["127.10.1.0/24"], "notValues": ["127.10.1.3"]}]}, who()),
        "when-port-ip": ({"when": [{"key": "destination.port", "values": ["8080", "7000"]}, {"key": "destination.ip", "values": ["127.10.1.1"]}]}, who()),
        "when-service-ip": ({"when": [{"key": "destination.ip", "values": ["127.20.1.1"]}]}, who()),
        "when-sni": ({"when": [{"key": "connection.sni", "values": ["outbound_.80_._.server.a.svc.cluster.local", "*9000*"]}]}, who()),
        "when-unknown": ({"when": [{"key": "source.labels[app]", "values": ["client"]}]}, who()),
        "when-metadata": ({"when": [{"key": "experimental.envoy.filters.a[b]", "values": ["c"]}]}, who()),
        "when-trust-domain": ({"when": [{"key": "source.trustDomain", "values": ["cluster.local"]}]}, who()),
        "when-account": ({"when": [{"key": "source.serviceAccount", "values": ["a/client"], "notValues": ["b/client"]}]}, who()),
    }
    for name, (rule, requests) in forms.items():
        for action in ("ALLOW", "DENY"):
            case("rule-%s-%s" % (action.lower(), name), world() + [ap("p", {"action": action, "rules": [rule]})], requests)


def headers():
    def h(*v):
        return req(headers=[list(x) for x in v])

    hs = [h(), h(("x-a", "1")), h(("X-A", "1")), h(("x-a", "")), h(("x-a", "1"), ("x-a", "2")), h(("x-a", "1,2")), h(("x-a", " 1 ")),
          h(("cookie", "u=1; v=2")), h(("host", "server.a"), ("x-a", "12")), h(("user-agent", "curl/8"))]
    keys = {
        "exact": ("request.headers[x-a]", {"values": ["1"]}),
        "upper": ("request.headers[X-A]", {"values": ["1"]}),
        "joined": ("request.headers[x-a]", {"values": ["1,2"]}),
        "present": ("request.headers[x-a]", {"values": ["*"]}),
        "absent": ("request.headers[x-a]", {"notValues": ["*"]}),
        "empty": ("request.headers[x-a]", {"values": [""]}),
        "not": ("request.headers[x-a]", {"notValues": ["1"]}),
        "parts": ("request.headers[x-a]", {"values": ["1*"], "notValues": ["*2"]}),
        "cookie": ("request.headers[cookie]", {"values": ["u=1*"]}),
        "method": ("request.headers[:method]", {"values": ["GET"]}),
        "authority": ("request.headers[:authority]", {"values": ["server.a"]}),
        "host": ("request.headers[Host]", {"values": ["server.*"]}),
        "agent": ("request.headers[User-Agent]", {"notValues": ["curl*"]}),
    }
    for name, (k, v) in keys.items():
        case("header-" + name, world() + [ap("p", {"action": "DENY" if len(name) % 2 else "ALLOW", "rules": [{"when": [{"key": k, **v}]}]})], hs)


def empties():
    forms = {"rules-none": {}, "rules-empty": {"rules": []}, "rule-empty": {"rules": [{}]}, "from-empty": {"rules": [{"from": []}]},
             "source-empty": {"rules": [{"from": [{"source": {}}]}]}, "from-item-empty": {"rules": [{"from": [{}]}]},
             "operation-empty": {"rules": [{"to": [{"operation": {}}]}]}, "to-item-empty": {"rules": [{"to": [{}], "from": [{"source": {"namespaces": ["b"]}}]}]},
             "when-empty": {"rules": [{"when": [], "to": [{"operation": {"ports": ["8080"]}}]}]}, "lists-empty": {"rules": [{"from": [{"source": {"namespaces": [], "principals": []}}]}]}}
    for name, spec in forms.items():
        for action in ("ALLOW", "DENY", "AUDIT"):
            if action == "AUDIT" and name not in ("rule-empty", "rules-none"):
                continue
            case("empty-%s-%s" % (action.lower(), name), world() + [ap("p", dict(spec, action=action))], who()[:5])


# ---- several policies ---------------------------------------------------------------

def several():
    dry = {"annotations": {"istio.io/dry-run": "true"}}
    all_ = {"rules": [{}]}
    deny_b = {"action": "DENY", "rules": [{"from": [{"source": {"namespaces": ["b"]}}]}]}
    allow_a = {"rules": [{"from": [{"source": {"namespaces": ["a"]}}]}]}
    case("several-dry-allow", world() + [ap("p", allow_a, **dry)], who())
    case("several-dry-allow-and-allow", world() + [ap("p", allow_a, **dry), ap("q", {"rules": [{"from": [{"source": {"namespaces": ["b"]}}]}]})], who())
    case("several-dry-deny-and-deny", world() + [ap("p", {"action": "DENY", "rules": [{}]}, **dry), ap("q", deny_b)], who())
    case("several-dry-false", world() + [ap("p", deny_b, annotations={"istio.io/dry-run": "false"}), ap("q", deny_b, annotations={"istio.io/dry-run": "TRUE"})], who())
    case("several-dry-junk", world() + [ap("p", deny_b, annotations={"istio.io/dry-run": "yes"})], who())
    case("several-audit-allow", world() + [ap("p", {"action": "AUDIT", "rules": [{}]}), ap("q", allow_a)], who())
    case("several-audit-only", world() + [ap("p", dict(allow_a, action="AUDIT"))], who())
    case("several-root-deny-ns-allow", world() + [ap("p", deny_b, "istio-system"), ap("q", all_)], who())
    case("several-root-allow-ns-none", world() + [ap("p", all_, "istio-system"), ap("q", {})], who())
    case("several-root-selector", world() + [ap("p", dict(deny_b, selector={"matchLabels": {"app": "server"}}), "istio-system")], who())
    case("several-selector-misses", world() + [ap("p", dict(deny_b, selector={"matchLabels": {"app": "server", "v": "1"}})), ap("q", dict(deny_b, selector={"matchLabels": {}}))], who())
    case("several-other-namespace", world() + [ap("p", {"action": "DENY", "rules": [{}]}, "b"), ap("q", {"action": "DENY", "rules": [{}]}, "c")], who())
    case("several-names-sort", world() + [ap(n, {"action": "DENY", "rules": [{"to": [{"operation": {"ports": ["8080"]}}]}]}) for n in ("b", "a.b", "a-b", "a", "a1")], who())
    case("several-names-sort-root", world() + [ap("z", {"action": "DENY", "rules": [{}]}), ap("a", {"action": "DENY", "rules": [{}]}, "istio-system")], who())
    case("several-ten-rules", world() + [ap("p", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/%d*" % i]}}]} for i in range(12)]})],
         [req(path="/%d" % i) for i in (0, 1, 2, 9, 10, 11, 12)])
    case("several-allow-deny-same", world() + [ap("p", allow_a), ap("q", dict(allow_a, action="DENY"))], who())
    case("several-target-ref", world() + [doc("security.istio.io/v1", "AuthorizationPolicy", "p", "a", {"targetRefs": [{"kind": "Service", "group": "", "name": "server"}], "action": "DENY", "rules": [{}]})], who())
    ext = config({"extensionProviders": [{"name": "g", "envoyExtAuthzHttp": {"service": "none.a.svc.cluster.local", "port": 80}}]})
    custom = {"action": "CUSTOM", "provider": {"name": "g"}}
    case("custom-no-service", world() + [ext, ap("p", dict(custom, rules=[{"to": [{"operation": {"paths": ["/x*"]}}]}]))], [req(), req(path="/x"), req(path="/xy", frm="b/client"), tcp()])
    case("custom-no-provider", world() + [ap("p", dict(custom, rules=[{"to": [{"operation": {"paths": ["/x*"]}}]}]))], [req(), req(path="/x"), tcp()])
    case("custom-tcp-no-provider", world() + [ap("p", dict(custom, rules=[{"to": [{"operation": {"ports": ["9000"]}}]}]))], who())
    case("custom-and-deny", world() + [ap("p", dict(custom, rules=[{"to": [{"operation": {"paths": ["/x*"]}}]}])), ap("d", deny_b)], [req(), req(path="/x"), req("b/client"), req("b/client", path="/x")])
    case("custom-two", world() + [ap("p", dict(custom, rules=[{"to": [{"operation": {"methods": ["PUT"]}}]}])), ap("q", {"action": "CUSTOM", "provider": {"name": "h"}, "rules": [{"to": [{"operation": {"methods": ["POST"]}}]}]})],
         [req(), req(method="PUT"), req(method="POST")])


# ---- mutual TLS ------------------------------------------------------------------------

def mtls():
    sel = {"selector": {"matchLabels": {"app": "server"}}}
    modes = ("STRICT", "PERMISSIVE", "DISABLE", "UNSET")
    for wide in modes:
        for port in modes:
            case("mtls-%s-port-%s" % (wide.lower(), port.lower()),
                 world() + [pa("p", dict(sel, mtls={"mode": wide}, portLevelMtls={"8080": {"mode": port}, "7000": {"mode": "STRICT" if port == "DISABLE" else "DISABLE"}}))], who() + [tcp(port=6000), req(port=6000, to="127.10.1.1"), req("c/plain", port=6000, to="127.10.1.1")])
    strict = {"mtls": {"mode": "STRICT"}}
    case("mtls-port-of-service", world() + [pa("p", dict(sel, portLevelMtls={"80": {"mode": "STRICT"}}))], who())
    case("mtls-port-without-selector", world() + [pa("p", dict(strict, portLevelMtls={"8080": {"mode": "DISABLE"}}))], who())
    case("mtls-root-and-unset", world() + [pa("p", strict, "istio-system"), pa("q", {"mtls": {"mode": "UNSET"}}), pa("r", dict(sel, portLevelMtls={"9000": {"mode": "PERMISSIVE"}}))], who())
    case("mtls-root-named", world() + [pa("p", dict(sel, mtls={"mode": "STRICT"}), "istio-system")], who())
    case("mtls-two-oldest", world() + [pa("z", strict, creationTimestamp="2020-01-01T00:00:00Z"), pa("a", {"mtls": {"mode": "DISABLE"}}, creationTimestamp="2021-01-01T00:00:00Z")], who())
    case("mtls-two-workload", world() + [pa("z", dict(sel, mtls={"mode": "DISABLE"}), creationTimestamp="2020-01-01T00:00:00Z"), pa("a", dict(sel, mtls={"mode": "STRICT"}), creationTimestamp="2021-01-01T00:00:00Z")], who())
    case("mtls-empty", world() + [pa("p", strict, "istio-system"), pa("q", {}), pa("r", dict(sel, mtls={}))], who())
    for dr in ("DISABLE", "ISTIO_MUTUAL", "SIMPLE"):
        for mode in ("STRICT", "DISABLE"):
            case("mtls-dr-%s-%s" % (dr.lower(), mode.lower()),
                 world() + [pa("p", {"mtls": {"mode": mode}}), doc("networking.istio.io/v1", "DestinationRule", "d", "a", {"host": "server", "trafficPolicy": {"tls": {"mode": dr}, "portLevelSettings": [{"port": {"number": 9000}, "tls": {"mode": "ISTIO_MUTUAL"}}]}})], who())
    head = [doc("v1", "Service", "head", "a", {"clusterIP": "None", "selector": {"app": "server"}, "ports": [{"name": "http", "port": 8080}, {"name": "tcp", "port": 9000}]})]
    for mode in ("STRICT", "DISABLE"):
        case("mtls-headless-" + mode.lower(), world() + head + [pa("p", {"mtls": {"mode": mode}})],
             [req(to="head.a", port=8080), req("b/client", "head.a", 8080), req("c/plain", "head.a", 8080), tcp(to="head.a"), tcp("c/plain", "head.a"), req(to="127.10.1.1", port=8080)])
    case("mtls-tls-label-disabled", world(server_labels={"app": "server", "security.istio.io/tlsMode": "disabled"}) + [pa("p", strict)], who())
    case("mtls-sidecar-ingress", world() + [pa("p", dict(sel, mtls={"mode": "STRICT"}, portLevelMtls={"8080": {"mode": "PERMISSIVE"}})),
         doc("networking.istio.io/v1", "Sidecar", "s", "a", {"workloadSelector": {"labels": {"app": "server"}}, "ingress": [{"port": {"number": 8080, "protocol": "HTTP", "name": "http"}, "defaultEndpoint": "127.0.0.1:8080"}]})],
         who())
    case("mtls-and-policy-plain", world() + [pa("p", {"mtls": {"mode": "DISABLE"}}), ap("q", {"rules": [{"from": [{"source": {"namespaces": ["a"]}}]}]})], who())
    case("mtls-permissive-deny-plain", world() + [ap("q", {"action": "DENY", "rules": [{"from": [{"source": {"notPrincipals": ["*"]}}]}]})], who() + [req("c/plain", scheme="https"), req(scheme="https", port=8080, to="127.10.1.1")])


# ---- trust domains ------------------------------------------------------------------------

def trust():
    for name, mesh in {"one": {"trustDomain": "new.test", "trustDomainAliases": ["old.test"]}, "two": {"trustDomainAliases": ["old.test", "older.test"]}, "star": {"trustDomainAliases": ["*.test"]}, "none": {"trustDomain": "new.test"}}.items():
        pols = {"old": {"principals": ["old.test/ns/a/sa/client"]}, "local": {"principals": ["cluster.local/ns/a/sa/client"]}, "new": {"principals": ["new.test/ns/a/*", "x.test/ns/b/sa/client"]},
                "star": {"principals": ["*.test/ns/a/sa/client", "*/ns/b/sa/client"]}, "not": {"notPrincipals": ["old.test/ns/a/sa/client"]}, "domain": {"trustDomains": ["old.test", "cluster.local"]}, "not-domain": {"notTrustDomains": ["old.test"]}}
        for p, source in pols.items():
            if name in ("star", "none") and p in ("new", "not-domain", "not"):
                continue
            case("trust-%s-%s" % (name, p), world() + [config(mesh), ap("p", {"rules": [{"from": [{"source": source}]}]})], who()[:5])


# ---- gateways -------------------------------------------------------------------------------

def gateways():
    sel = {"selector": {"matchLabels": {"istio": "gw"}}}

    def xff(*v, **more):
        return gw(headers=[["x-forwarded-for", x] for x in v], **more)

    hops = [gw(), xff("203.0.113.7"), xff("203.0.113.7, 198.51.100.2"), xff("198.51.100.2,203.0.113.7"), xff("203.0.113.7", "198.51.100.2"), xff("junk"), xff("203.0.113.7, junk"), xff("1.1.1.1, 203.0.113.7, 198.51.100.2"), xff("2001:db8::1"), xff("203.0.113.7:80")]
    for n in (0, 1, 2, 3):
        mesh = config({"defaultConfig": {"gatewayTopology": {"numTrustedProxies": n}}})
        case("gateway-xff-%d-allow" % n, world(True) + [mesh, ap("p", dict(sel, rules=[{"from": [{"source": {"remoteIpBlocks": ["203.0.113.0/24", "2001:db8::/32"]}}]}]), "istio-system")], hops)
        case("gateway-xff-%d-sidecar" % n, world(True) + [mesh, ap("p", {"action": "DENY", "rules": [{"from": [{"source": {"remoteIpBlocks": ["203.0.113.0/24"]}}]}]})], hops[:8])
        case("gateway-xff-%d-both" % n, world(True) + [mesh, ap("p", dict(sel, action="DENY", rules=[{"from": [{"source": {"remoteIpBlocks": ["198.51.100.0/24"], "ipBlocks": ["127.30.0.0/24"]}}]}]), "istio-system"), ap("q", {"rules": [{"from": [{"source": {"ipBlocks": ["127.10.1.9"]}}], "when": [{"key": "remote.ip", "notValues": ["203.0.113.7"]}]}]})], hops[:8])
    hosts = [gw(host=h) for h in ("app.test", "APP.test", "app.test:80", "app.test:8080", "other.test", "none.test")]
    for name, op in {"host": {"hosts": ["app.test"]}, "host-port": {"hosts": ["app.test:*"]}, "not-host": {"notHosts": ["*.test"]}, "port": {"ports": ["8080"]}, "service-port": {"ports": ["80"]}}.items():
        case("gateway-op-" + name, world(True) + [ap("p", dict(sel, rules=[{"to": [{"operation": op}]}]), "istio-system")], hosts)
    case("gateway-principal", world(True) + [ap("p", {"rules": [{"from": [{"source": {"principals": ["cluster.local/ns/istio-system/sa/gw"]}}]}]})], [gw(), req(), req("c/plain")])
    case("gateway-root-policy", world(True) + [ap("p", {"action": "DENY", "rules": [{"from": [{"source": {"notNamespaces": ["istio-system"]}}]}]}, "istio-system")], [gw(), req(), req("c/plain"), tcp()])
    case("gateway-client-in-mesh", world(True) + [ap("p", dict(sel, rules=[{"from": [{"source": {"namespaces": ["a"]}}]}]), "istio-system")], [gw(), req(to="ingress.istio-system", host="app.test"), req("c/plain", "ingress.istio-system", host="app.test")])
    for mode in ("NONE", "BASE", "MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES"):
        odd = ["/admin", "//admin", "/x/../admin", "/%61dmin", "/admin%2Fx", "/a\\dmin", "/admin;x", "/ADMIN", "/admin//x", "/./admin"]
        case("gateway-path-" + mode.lower().replace("_", "-"), world(True) + [config({"pathNormalization": {"normalization": mode}}), ap("p", dict(sel, action="DENY", rules=[{"to": [{"operation": {"paths": ["/admin", "/admin/*"]}}]}]), "istio-system"), ap("q", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/{*}/x", "/x*"]}}]}]})], [gw(p) for p in odd])


# ---- tokens -----------------------------------------------------------------------------------

def tokens():
    base = {"iss": ISS, "sub": "me"}
    need = ap("need", {"rules": [{"from": [{"source": {"requestPrincipals": ["*"]}}]}]})
    some = [req(), with_token(req(), base), with_token(req(), dict(base, iss="https://else")), with_token(req(), base, "k1"), with_token(req(), dict(base, exp=1)), with_token(req(), dict(base, nbf=4102444000)), req(headers=[["authorization", "Bearer x.y.z"]]), req(headers=[["authorization", "Basic abc"]]), tcp()]
    case("jwt-only", world() + [ra("r", [jwt()])], some)
    case("jwt-needed", world() + [ra("r", [jwt()]), need], some)
    case("jwt-audiences", world() + [ra("r", [jwt(audiences=["x", "https://y/"])]), need], [with_token(req(), dict(base, aud=v)) for v in ("x", ["z", "x"], "https://y", "http://y/", "z", [], "")] + [with_token(req(), base)])
    case("jwt-places", world() + [ra("r", [jwt(fromHeaders=[{"name": "x-t", "prefix": "T "}, {"name": "x-u"}], fromParams=["t"], fromCookies=["c"])]), need],
         [with_token(req(), base, at="x-t", prefix="T "), with_token(req(), base, at="x-t", prefix=""), with_token(req(), base, at="x-t", prefix="t "), with_token(req(), base, at="x-u", prefix=""), with_token(req(), base, at="?t"), with_token(req(path="/p?a=1"), base, at="?T"), with_token(req(), base, at="cookie:c"), with_token(req(), base, at="cookie:C"), with_token(req(), base)])
    case("jwt-places-two-tokens", world() + [ra("r", [jwt(fromHeaders=[{"name": "x-t"}], fromCookies=["c"])]), need],
         [with_token(with_token(req(), base, at="x-t", prefix=""), base, at="cookie:c"), with_token(with_token(req(), base, "k1", at="x-t", prefix=""), base, at="cookie:c"), with_token(with_token(req(), base, at="x-t", prefix=""), base, "k1", at="cookie:c")])
    case("jwt-cookie-forward", world() + [ra("r", [jwt(fromCookies=["c"], forwardOriginalToken=True, outputPayloadToHeader="x-p")])], [with_token(req(), base, at="cookie:c"), req(headers=[["cookie", "c="]]), req(headers=[["x-p", "forged"]])])
    case("jwt-param-forward", world() + [ra("r", [jwt(fromParams=["t"], forwardOriginalToken=True)])], [with_token(req(path="/?a=1"), base, at="?t"), with_token(req(path="/"), base, at="?t")])
    case("jwt-param-strip", world() + [ra("r", [jwt(fromParams=["t"])])], [with_token(req(path="/?a=1"), base, at="?t"), with_token(req(path="/"), base, at="?t")])
    two = [ra("r", [jwt()]), ra("s", [jwt("k1", "https://two")])]
    case("jwt-two-issuers", world() + two + [ap("need", {"rules": [{"from": [{"source": {"requestPrincipals": ["https://two/*"]}}]}]})],
         [with_token(req(), base), with_token(req(), dict(base, iss="https://two"), "k1"), with_token(req(), dict(base, iss="https://two")), req()])
    case("jwt-same-issuer-twice", world() + [ra("r", [jwt("k1")]), ra("s", [jwt("k0")]), need], [with_token(req(), base), with_token(req(), base, "k1"), req()])
    case("jwt-same-issuer-one-object", world() + [ra("r", [jwt("k1", fromHeaders=[{"name": "x-t"}]), jwt("k0")]), need], [with_token(req(), base), with_token(req(), base, "k1"), with_token(req(), base, "k1", at="x-t", prefix="")])
    case("jwt-root-and-namespace", world() + [ra("r", [jwt()], "istio-system"), ra("s", [jwt("k1", "https://two")]), need], [with_token(req(), base), with_token(req(), dict(base, iss="https://two"), "k1")])
    case("jwt-selector", world() + [ra("r", [jwt()], selector={"app": "else"}), need], some[:3])
    principals = {"exact": [ISS + "/me"], "prefix": [ISS + "/m*"], "suffix": ["*/me"], "star": ["*"], "issuer-star": [ISS + "/*"], "odd": ["me", "*me"], "slash": [ISS + "/a/b"]}
    for name, values in principals.items():
        for neg in ("", "not"):
            f = "notRequestPrincipals" if neg else "requestPrincipals"
            case("principal-%s%s" % ("not-" if neg else "", name), world() + [ra("r", [jwt()]), ap("p", {"action": "DENY" if neg else "ALLOW", "rules": [{"from": [{"source": {f: values}}]}]})],
                 [req(), with_token(req(), base), with_token(req(), dict(base, sub="you")), with_token(req(), dict(base, sub="a/b")), with_token(req(), {"iss": ISS}), with_token(req(), dict(base, sub="")), tcp()])
    claims = [dict(base, **c) for c in ({}, {"r": "x"}, {"r": ["x", "y"]}, {"r": ["y"]}, {"r": 1}, {"r": True}, {"r": {"s": "x"}}, {"r": {"s": ["x"]}}, {"r": ""}, {"r": []}, {"r": "x y"}, {"r.s": "x"}, {"scope": "x y"}, {"r": None})]
    conditions = {"one": ("[r]", {"values": ["x"]}), "not": ("[r]", {"notValues": ["x"]}), "present": ("[r]", {"values": ["*"]}), "absent": ("[r]", {"notValues": ["*"]}), "nested": ("[r][s]", {"values": ["x"]}), "dotted": ("[r.s]", {"values": ["x"]}),
                  "scope": ("[scope]", {"values": ["y"]}), "number": ("[r]", {"values": ["1", "true"]}), "suffix": ("[r]", {"values": ["*y"]}), "blank": ("[r]", {"values": ["x y", ""]})}
    for name, (k, v) in conditions.items():
        case("claim-" + name, world() + [ra("r", [jwt()]), ap("p", {"rules": [{"when": [{"key": "request.auth.claims" + k, **v}]}]})], [req()] + [with_token(req(), c) for c in claims])
    for name, k, v in (("audience", "request.auth.audiences", ["x"]), ("presenter", "request.auth.presenter", ["x", "y*"]), ("auth-principal", "request.auth.principal", [ISS + "/me"])):
        case("when-" + name, world() + [ra("r", [jwt()]), ap("p", {"rules": [{"when": [{"key": k, "values": v}]}]})],
             [with_token(req(), dict(base, **c)) for c in ({}, {"aud": "x"}, {"aud": ["z", "x"]}, {"azp": "x"}, {"azp": "yy"}, {"aud": "xx", "azp": ["x"]})] + [req()])
    out = [{"header": "x-r", "claim": "r"}, {"header": "x-s", "claim": "r.s"}, {"header": "x-sub", "claim": "sub"}]
    case("output-claims", world() + [ra("r", [jwt(outputClaimToHeaders=out, outputPayloadToHeader="x-payload")])], [with_token(req(headers=[["x-r", "forged"]]), c) for c in claims] + [req(headers=[["x-r", "forged"], ["x-sub", "forged"]])])
    case("gateway-jwt", world(True) + [ra("r", [jwt(forwardOriginalToken=True)], "istio-system", {"istio": "gw"}), ra("s", [jwt()]), need], [gw(), with_token(gw(), base), with_token(gw(), base, "k1"), with_token(gw(), dict(base, exp=1))])
    case("gateway-jwt-stripped", world(True) + [ra("r", [jwt()], "istio-system", {"istio": "gw"}), ra("s", [jwt()]), need], [gw(), with_token(gw(), base)])
    case("gateway-jwt-issuer-deny", world(True) + [ra("r", [jwt(), jwt("k1", "https://two")], "istio-system", {"istio": "gw"}), ap("p", {"selector": {"matchLabels": {"istio": "gw"}}, "action": "DENY", "rules": [{"from": [{"source": {"notRequestPrincipals": ["https://two/*"]}}], "to": [{"operation": {"paths": ["/two*"]}}]}]}, "istio-system")],
         [gw("/two"), gw("/one"), with_token(gw("/two"), base), with_token(gw("/two"), dict(base, iss="https://two"), "k1"), with_token(gw("/one"), base)])


# ---- what is rarer ------------------------------------------------------------------------------


def net(kind, name, n, spec):
    return doc("networking.istio.io/v1", kind, name, n, spec)


def raw_tokens():
    base = {"iss": ISS, "sub": "me"}
    need = ap("need", {"rules": [{"from": [{"source": {"requestPrincipals": ["*"]}}]}]})
    t, c = token(base)

    def r(*headers, path="/", **more):
        return req(headers=[list(x) for x in headers], path=path, claims=c, **more)

    forms = [r(("authorization", "Bearer " + t)), r(("authorization", "bearer " + t)), r(("authorization", "Bearer  " + t)), r(("authorization", "Bearer " + t + " ")), r(("authorization", "BearerX " + t)), r(("authorization", t)),
             r(("authorization", "Token " + t)), r(("authorization", "Bearer " + t + ", x")), r(("Authorization", "Bearer " + t)), r(path="/?access_token=" + t), r(path="/?a=1&access_token=" + t + "&b=2"), r(path="/?access_token="), r(path="/?Access_Token=" + t),
             r(("authorization", "Bearer " + t), path="/?access_token=" + t), r(("authorization", "Bearer a.b.c"), path="/?access_token=" + t), r(("authorization", "Bearer " + t), ("authorization", "Bearer " + t)), r(("authorization", "Basic x"), ("authorization", "Bearer " + t)),
             r(("authorization", "Bearer " + t), http="2"), req(headers=[["authorization", "Bearer"]]), req(headers=[["authorization", "Bearer "]]), r(("authorization", "Bearer " + t[:-3])), r(("authorization", "Bearer " + t + ".x")), r(("authorization", "Bearer " + t.replace(".", "..", 1)))]
    case("raw-bearer", world() + [ra("r", [jwt()])], forms)
    case("raw-bearer-needed", world() + [ra("r", [jwt()]), need], forms)
    case("raw-bearer-gateway", world(True) + [ra("r", [jwt()], "istio-system")], [dict(f, **{"from": "outside", "to": "ingress.istio-system", "host": "app.test"}) for f in forms[:16]])
    case("raw-prefix-empty", world() + [ra("r", [jwt(fromHeaders=[{"name": "Authorization", "prefix": ""}, {"name": "X-Tok", "prefix": "v="}])]), need],
         [r(("authorization", t)), r(("authorization", "Bearer " + t)), r(("x-tok", "v=" + t)), r(("x-tok", t)), r(("x-tok", "u=1;v=" + t)), r(("X-TOK", "v=" + t + ";w")), r(("x-tok", "v=" + t), ("x-tok", "v=x"))])
    case("raw-params", world() + [ra("r", [jwt(fromParams=["a", "b"])]), need],
         [r(path=q) for q in ("/?a=" + t, "/?b=" + t, "/?a=x&b=" + t, "/?a=" + t + "&b=x", "/?c=" + t, "/?a=" + t + "#f", "/?a=&a=" + t, "/?a=" + t.replace(".", "%2E"), "/x?y=1&a=" + t + "&z", "/?A=" + t)])
    case("raw-cookies", world() + [ra("r", [jwt(fromCookies=["a", "b"])]), need],
         [r(("cookie", v)) for v in ("a=" + t, "b=" + t, "x=1; a=" + t, "x=1;a=" + t + ";y=2", "a=x; b=" + t, "a=" + t + "; a=x", 'a="' + t + '"', "A=" + t, "a =" + t, "aa=" + t)] + [r(("cookie", "x=1"), ("cookie", "a=" + t))])
    odd = [dict(base, **x) for x in ({"r": 1.5}, {"r": -3}, {"r": 1e21}, {"r": 12345678901234567890}, {"r": [1, "x", True]}, {"r": [["x"]]}, {"r": {"s": {"t": "x"}}}, {"r": "x,y"}, {"r": "\u00e9\u4e2d"}, {"r": [{"s": "x"}]}, {"r": False}, {"r": " x "}, {"r": 0})]
    case("raw-claim-kinds", world() + [ra("r", [jwt(outputClaimToHeaders=[{"header": "x-r", "claim": "r"}, {"header": "x-s", "claim": "r.s"}, {"header": "x-t", "claim": "r.s.t"}])]),
         ap("p", {"action": "DENY", "rules": [{"when": [{"key": "request.auth.claims[r]", "values": ["x", "1", "true", "false", "0", "1.5"]}]}, {"when": [{"key": "request.auth.claims[r][s][t]", "values": ["*"]}]}]})], [with_token(req(), x) for x in odd])
    # characters that no header value can have, at a sidecar and at a gateway
    bad = [dict(base, r=x) for x in ("a\nb", "a\rb", "a\r\nx-evil: 1", "a\tb", "a\u0001b", "a\u007fb", "a\u0080b", "\n", "\n a", "a\n", "\ta\t", "", " ")] + [dict(base, r=["a\nb"]), dict(base, r={"s": "a\nb"})]
    writes = [jwt(outputClaimToHeaders=[{"header": "x-r", "claim": "r"}])]
    case("raw-claim-control", world(True) + [ra("r", writes)], [with_token(req(), x) for x in bad] + [with_token(req(http="2"), x) for x in bad[:3]] + [with_token(req(path="/?x=1", method="POST", headers=[["x-r", "forged"]]), x) for x in bad[:1]])
    case("raw-claim-control-gateway", world(True) + [ra("r", writes, "istio-system", {"istio": "gw"}), ap("p", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/admin"]}}]}]}, "istio-system")], [with_token(gw(p), x) for x in bad for p in ("/", "/admin")])
    case("raw-iss-sub-kinds", world() + [ra("r", [jwt()]), need], [with_token(req(), x) for x in ({"iss": ISS}, {"iss": ISS, "sub": 1}, {"sub": "me"}, {"iss": "", "sub": "me"}, {"iss": [ISS], "sub": "me"}, {"iss": ISS, "sub": ["me"]}, {"iss": ISS + "/", "sub": "me"})])
    case("raw-times", world() + [ra("r", [jwt()])], [with_token(req(), dict(base, **x)) for x in ({"exp": 0}, {"exp": -1}, {"exp": "4102444800"}, {"exp": 4102444800.5}, {"nbf": 0}, {"nbf": "x"}, {"iat": "x"}, {"iat": 4102444800}, {"exp": None}, {"nbf": 4102444000, "exp": 1})])
    case("raw-audience-kinds", world() + [ra("r", [jwt(audiences=["a", "https://b", "c/"])])], [with_token(req(), dict(base, **x)) for x in ({"aud": 1}, {"aud": [1, "a"]}, {"aud": "A"}, {"aud": "https://b/"}, {"aud": "http://b"}, {"aud": "b"}, {"aud": "c"}, {"aud": ["x", "c/"]}, {"aud": {"a": 1}}, {"aud": "a,b"})])
    keys = json.loads(jwks("k0"))["keys"][0]

    def with_keys(*v):
        return {"issuer": ISS, "jwks": json.dumps({"keys": list(v)})}

    bare = {k: v for k, v in keys.items() if k not in ("kid", "alg")}
    for name, v in {"no-kid": [bare], "other-kid": [dict(keys, kid="z")], "two": [json.loads(jwks("k1"))["keys"][0], keys], "use-enc": [dict(keys, use="enc")], "same-kid": [dict(json.loads(jwks("k1"))["keys"][0], kid="k0"), keys], "oct": [{"kty": "oct", "alg": "HS256", "k": "c2VjcmV0"}, keys]}.items():
        case("raw-keys-" + name, world() + [ra("r", [with_keys(*v)])], [with_token(req(), base), with_token(req(), base, "k1"), req()])
    case("raw-output-names", world() + [ra("r", [jwt(outputClaimToHeaders=[{"header": "X-Upper", "claim": "sub"}, {"header": "x-iss", "claim": "iss"}, {"header": "x-exp", "claim": "exp"}, {"header": "x-none", "claim": "no.such"}, {"header": "x-dot", "claim": "a.b"}], outputPayloadToHeader="X-Pay", forwardOriginalToken=True)])],
         [with_token(req(headers=[["X-UPPER", "u"], ["x-none", "n"], ["x-pay", "p"]]), dict(base, **x)) for x in ({}, {"a.b": "c"}, {"a": {"b": "c"}}, {"a": {"b": ["c", "d"]}})] + [req(headers=[["x-upper", "u"], ["x-pay", "p"]])])
    case("raw-space-delimited", world() + [ra("r", [jwt(spaceDelimitedClaims=["groups"])]), ap("p", {"rules": [{"when": [{"key": "request.auth.claims[groups]", "values": ["y"]}]}, {"when": [{"key": "request.auth.claims[permission]", "values": ["y"]}]}]})],
         [with_token(req(), dict(base, **x)) for x in ({"groups": "x y"}, {"groups": ["x y"]}, {"permission": "x y"}, {"roles": "x y"}, {"groups": "xy"}, {"groups": " y "})])


def edges():
    gsel = {"selector": {"matchLabels": {"istio": "gw"}}}
    base = {"iss": ISS, "sub": "me"}
    cors = {"corsPolicy": {"allowOrigins": [{"exact": "https://o.test"}], "allowMethods": ["PUT"]}}

    def app(http):
        return net("VirtualService", "app", "a", {"hosts": ["app.test", "other.test"], "gateways": ["istio-system/gw"], "http": http})

    to = {"route": [{"destination": {"host": "server.a.svc.cluster.local", "port": {"number": 80}}}]}
    edge = [d for d in world(True) if d["kind"] != "VirtualService"]
    pre = [["origin", "https://o.test"], ["access-control-request-method", "PUT"]]
    case("edge-cors-and-policy", edge + [app([dict(to, **cors)]), ap("p", dict(gsel, rules=[{"to": [{"operation": {"methods": ["PUT"]}}]}]), "istio-system")],
         [gw(method="OPTIONS", headers=pre), gw(method="PUT", headers=pre[:1]), gw(headers=pre[:1]), gw(method="OPTIONS")])
    case("edge-cors-and-token", edge + [app([dict(to, **cors)]), ra("r", [jwt()], "istio-system"), ap("p", dict(gsel, rules=[{"from": [{"source": {"requestPrincipals": ["*"]}}]}]), "istio-system")],
         [gw(method="OPTIONS", headers=pre), with_token(gw(method="OPTIONS", headers=pre), base), with_token(gw(method="OPTIONS", headers=pre), base, "k1"), gw(method="PUT", headers=pre[:1])])
    fault = {"fault": {"abort": {"httpStatus": 418, "percentage": {"value": 100}}}}
    case("edge-fault-and-policy", edge + [app([dict(to, **fault)]), ap("p", dict(gsel, action="DENY", rules=[{"to": [{"operation": {"paths": ["/no"]}}]}]), "istio-system")], [gw(), gw("/no")])
    case("edge-redirect-and-policy", edge + [app([{"redirect": {"uri": "/x"}}]), ap("p", dict(gsel, action="DENY", rules=[{"to": [{"operation": {"paths": ["/no"]}}]}]), "istio-system")], [gw(), gw("/no")])
    case("edge-rewrite-and-policy", edge + [app([dict(to, match=[{"uri": {"prefix": "/v1/"}}], rewrite={"uri": "/", "authority": "in.test"})]), ap("p", dict(gsel, rules=[{"to": [{"operation": {"paths": ["/v1/*"], "hosts": ["app.test"]}}]}]), "istio-system"), ap("q", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/admin*"]}}]}, {"to": [{"operation": {"hosts": ["app.test"]}}]}]})],
         [gw("/v1/x"), gw("/v1/admin"), gw("/admin"), gw("/v1/x", host="other.test")])
    case("edge-headers-and-policy", edge + [app([dict(to, headers={"request": {"set": {"x-a": "1"}, "remove": ["x-b"]}})]), ap("p", dict(gsel, action="DENY", rules=[{"when": [{"key": "request.headers[x-a]", "values": ["1"]}]}]), "istio-system"), ap("q", {"rules": [{"when": [{"key": "request.headers[x-a]", "values": ["1"]}, {"key": "request.headers[x-b]", "notValues": ["*"]}]}]})],
         [gw(), gw(headers=[["x-a", "1"]]), gw(headers=[["x-b", "2"]])])
    for form in ("@request.auth.claims.sub", "@request.auth.claims[sub]", "@request.auth.claims[r][s]", "@request.auth.claims.r.s"):
        case("edge-claim-route-" + form.split("claims")[1].strip(".[]").replace("][", "-").replace(".", "-dot-") + ("-brackets" if "[" in form else ""),
             edge + [app([dict(to, name="claim", match=[{"headers": {form: {"exact": "me"}}}], headers={"response": {"set": {"x-route": "claim"}}}), dict(to, name="without", match=[{"withoutHeaders": {form: {"prefix": "y"}}}]), dict(to, name="rest")]), ra("r", [jwt(forwardOriginalToken=True)], "istio-system")],
             [gw(), with_token(gw(), base), with_token(gw(), dict(base, sub="you")), with_token(gw(), dict(base, r={"s": "me"})), with_token(gw(), dict(base, r={"s": ["x", "me"]})), with_token(gw(), dict(base, sub=["me"])), gw(headers=[["@request.auth.claims.sub", "me"]])])
    tls = [d for d in edge if d["kind"] != "Gateway" and d["metadata"]["name"] != "ingress"] + [
        svc("ingress", "istio-system", "127.20.1.2", {"istio": "gw"}, [{"name": "https", "port": 443, "targetPort": 8443}, {"name": "tcp", "port": 9000, "targetPort": 9000}])]

    def secure(mode, protocol="HTTPS", **more):
        return net("Gateway", "gw", "istio-system", {"selector": {"istio": "gw"}, "servers": [{"port": {"number": 443, "name": "https", "protocol": protocol}, "hosts": ["app.test", "other.test"], "tls": dict({"mode": mode}, **more)}]})

    def over_tls(**more):
        return req("outside", "ingress.istio-system", 443, **{"scheme": "https", "host": "app.test", **more})

    for mode in ("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL"):
        for name, rule in {"sni": {"when": [{"key": "connection.sni", "values": ["app.test"]}]}, "principal": {"from": [{"source": {"principals": ["*"]}}]}, "dns": {"from": [{"source": {"principals": ["c.test", "spiffe://c.test"]}}]}, "not": {"from": [{"source": {"notPrincipals": ["*c.test"]}}]}}.items():
            case("edge-tls-%s-%s" % (mode.lower().replace("_", "-"), name), tls + [app([to]), secure(mode, credentialName="cred"), ap("p", dict(gsel, rules=[rule]), "istio-system")],
                 [over_tls(), over_tls(client_cert="c.test"), over_tls(sni="other.test"), over_tls(host="other.test", sni="app.test"), over_tls(http="2", client_cert="d.test")])
    case("edge-passthrough-sni", tls + [secure("PASSTHROUGH", "TLS"), net("VirtualService", "t", "a", {"hosts": ["app.test", "other.test"], "gateways": ["istio-system/gw"], "tls": [{"match": [{"sniHosts": ["app.test", "other.test"]}], "route": [{"destination": {"host": "server.a.svc.cluster.local", "port": {"number": 9000}}}]}]}),
         ap("p", dict(gsel, rules=[{"when": [{"key": "connection.sni", "values": ["app.*"]}]}]), "istio-system")], [over_tls(), over_tls(sni="other.test"), over_tls(scheme="tls"), over_tls(scheme="tls", sni="other.test"), over_tls(scheme="tls", sni="none.test")])
    plain = net("Gateway", "gw", "istio-system", {"selector": {"istio": "gw"}, "servers": [{"port": {"number": 9000, "name": "tcp", "protocol": "TCP"}, "hosts": ["*"]}]})
    route = net("VirtualService", "t", "a", {"hosts": ["*"], "gateways": ["istio-system/gw"], "tcp": [{"match": [{"port": 9000}], "route": [{"destination": {"host": "server.a.svc.cluster.local", "port": {"number": 9000}}}]}]})
    for name, spec in {"deny-path": {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/x"]}}]}]}, "allow-path": {"rules": [{"to": [{"operation": {"paths": ["/x"]}}]}]}, "remote": {"rules": [{"from": [{"source": {"remoteIpBlocks": ["127.30.0.0/24"]}}]}]}, "ip": {"action": "DENY", "rules": [{"from": [{"source": {"ipBlocks": ["127.30.0.9"]}}]}]}, "host": {"action": "DENY", "rules": [{"to": [{"operation": {"hosts": ["x"], "ports": ["9000"]}}]}]}}.items():
        case("edge-tcp-" + name, tls + [plain, route, ap("p", dict(gsel, **spec), "istio-system")], [tcp("outside", "ingress.istio-system"), tcp("outside", "ingress.istio-system", source="127.30.0.9"), tcp("a/client", "ingress.istio-system")])
    hop = pod("gw", "istio-system", "127.10.1.9", {"istio": "gw"}, gateway=True, sa="gw")
    for n in (1, 2):
        hop = json.loads(json.dumps(hop))
        hop["metadata"]["annotations"] = {"proxy.istio.io/config": json.dumps({"gatewayTopology": {"numTrustedProxies": n}})}
        case("edge-hops-annotation-%d" % n, [d for d in world(True) if d["metadata"]["name"] != "gw" or d["kind"] != "Pod"] + [hop, config({"defaultConfig": {"gatewayTopology": {"numTrustedProxies": 1}}}), ap("p", dict(gsel, rules=[{"from": [{"source": {"remoteIpBlocks": ["203.0.113.0/24"]}}]}]), "istio-system")],
             [gw(headers=[["x-forwarded-for", v]]) for v in ("203.0.113.7", "203.0.113.7, 198.51.100.1", "198.51.100.1, 203.0.113.7")])
    for how in ("SANITIZE", "FORWARD_ONLY", "APPEND_FORWARD", "SANITIZE_SET", "ALWAYS_FORWARD_ONLY"):
        case("edge-xfcc-" + how.lower().replace("_", "-"), world(True) + [config({"defaultConfig": {"gatewayTopology": {"forwardClientCertDetails": how}}}), ap("p", {"action": "DENY", "rules": [{"when": [{"key": "request.headers[x-forwarded-client-cert]", "values": ["By=x*"]}]}]})],
             [gw(headers=[["x-forwarded-client-cert", "By=x;URI=y"]]), gw(), req(headers=[["x-forwarded-client-cert", "By=x;URI=y"]])])


def shapes():
    strict = {"mtls": {"mode": "STRICT"}}
    sel = {"selector": {"matchLabels": {"app": "server"}}}
    case("shape-named-target", [d if d["kind"] != "Service" else svc("server", "a", "127.20.1.1", {"app": "server"}, [{"name": "http", "port": 80, "targetPort": "web"}, {"name": "tcp", "port": 9000}, {"name": "x", "port": 7000}]) for d in world() if d["metadata"]["name"] != "server" or d["kind"] != "Pod"] +
         [doc("v1", "Pod", "server", "a", {"serviceAccountName": "server", "containers": [{"name": "app", "image": "app", "ports": [{"name": "web", "containerPort": 8081, "protocol": "TCP"}, {"containerPort": 9000, "protocol": "TCP"}]}]}, meta={"labels": {"app": "server"}}, status={"podIP": "127.10.1.1"}),
          pa("p", dict(sel, portLevelMtls={"8081": {"mode": "STRICT"}, "80": {"mode": "DISABLE"}})), ap("q", {"action": "DENY", "rules": [{"to": [{"operation": {"ports": ["8081"], "paths": ["/x"]}}]}]})], who() + [req(path="/x")])
    other = svc("also", "a", "127.20.1.7", {"app": "server"}, [{"name": "tcp-also", "port": 81, "targetPort": 8080}])
    case("shape-two-services", world() + [other, pa("p", dict(sel, portLevelMtls={"8080": {"mode": "STRICT"}})), ap("q", {"rules": [{"to": [{"operation": {"methods": ["GET"]}}]}, {"to": [{"operation": {"ports": ["9000"]}}]}]})], who() + [req(to="also.a", port=81), tcp(to="also.a", port=81), req("c/plain", "also.a", 81)])
    case("shape-self-call", world() + [pa("p", strict), ap("q", {"action": "DENY", "rules": [{"from": [{"source": {"notPrincipals": ["*/sa/server"]}}]}]})], [req("a/server"), tcp("a/server"), req("a/server", port=7000)])
    case("shape-pod-address", world() + [pa("p", strict), ap("q", {"rules": [{"from": [{"source": {"namespaces": ["b"]}}], "when": [{"key": "destination.ip", "values": ["127.10.1.1"]}]}]})], [req(f, "127.10.1.1", p) for f in ("a/client", "b/client", "c/plain") for p in (8080, 6000)] + [tcp("b/client", "127.10.1.1", 6000), tcp("b/client", "127.10.1.1", 9000)])
    case("shape-http2", world() + [ap("q", {"action": "DENY", "rules": [{"to": [{"operation": {"hosts": ["server.a"], "methods": ["P*"], "paths": ["/x"]}}]}]})], [req(http="2"), req(http="2", method="PUT", path="/x"), req(http="2", method="POST", path="/x?y"), req("c/plain", http="2", method="POST", path="/x"), req("c/plain", http="2", port=7000, method="POST", path="/x", host="server.a")])
    grpc = svc("rpc", "a", "127.20.1.8", {"app": "server"}, [{"name": "grpc", "port": 5000}])
    case("shape-grpc", world() + [grpc, ap("q", {"rules": [{"to": [{"operation": {"paths": ["/s.S/M"], "methods": ["POST"]}}]}]})], [req(to="rpc.a", port=5000, http="2", method="POST", path=p, headers=[["content-type", "application/grpc"]]) for p in ("/s.S/M", "/s.S/N")] + [req("c/plain", "rpc.a", 5000, http="2", method="POST", path="/s.S/N")])
    case("shape-app-protocol", [d if d["kind"] != "Service" else svc("server", "a", "127.20.1.1", {"app": "server"}, [{"name": "http", "port": 80, "targetPort": 8080, "appProtocol": "tcp"}, {"name": "tcp", "port": 9000, "appProtocol": "http"}, {"name": "x", "port": 7000, "appProtocol": "https"}]) for d in world()] + [ap("q", {"rules": [{"to": [{"operation": {"methods": ["GET"]}}]}]})], who() + [req(port=9000), req(scheme="https", port=7000), req("c/plain", scheme="https", port=7000)])
    for mode in ("STRICT", "PERMISSIVE", "DISABLE"):
        case("shape-app-tls-" + mode.lower(), world() + [pa("p", {"mtls": {"mode": mode}}), ap("q", {"action": "DENY", "rules": [{"from": [{"source": {"namespaces": ["b"]}}]}]})],
             [req(f, port=p, scheme=x) for f in ("a/client", "b/client", "c/plain") for p in (7000, 9000) for x in ("https", "tls")] + [req("c/plain", scheme="https")])
    side = net("Sidecar", "s", "a", {"workloadSelector": {"labels": {"app": "server"}}, "ingress": [{"port": {"number": 8080, "protocol": "HTTP", "name": "http"}, "defaultEndpoint": "0.0.0.0:8080"}, {"port": {"number": 9000, "protocol": "TCP", "name": "tcp"}, "defaultEndpoint": "127.0.0.1:9000"}]})
    for mode in ("STRICT", "DISABLE"):
        case("shape-sidecar-ingress-" + mode.lower(), world() + [side, pa("p", dict(sel, mtls={"mode": mode}, portLevelMtls={"9000": {"mode": "PERMISSIVE"}})), ap("q", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/x"]}}]}]})], who() + [req(path="/x")])
    case("shape-root-is-other", world() + [config({"rootNamespace": "b"}), pa("p", strict, "b"), ap("q", {"action": "DENY", "rules": [{"to": [{"operation": {"ports": ["9000"]}}]}]}, "b"), ap("r", {"action": "DENY", "rules": [{}]}, "istio-system")], who())
    case("shape-no-auto-mtls", world() + [config({"enableAutoMtls": False}), ap("q", {"rules": [{"from": [{"source": {"namespaces": ["a"]}}]}]})], who())
    case("shape-no-auto-mtls-strict", world() + [config({"enableAutoMtls": False}), pa("p", strict), net("DestinationRule", "d", "a", {"host": "server.a.svc.cluster.local", "trafficPolicy": {"portLevelSettings": [{"port": {"number": 80}, "tls": {"mode": "ISTIO_MUTUAL"}}]}})], who())
    case("shape-pa-subset-dr", world() + [pa("p", strict), net("DestinationRule", "d", "a", {"host": "server", "trafficPolicy": {"tls": {"mode": "DISABLE"}}, "subsets": [{"name": "s", "labels": {"app": "server"}, "trafficPolicy": {"tls": {"mode": "ISTIO_MUTUAL"}}}]}), net("VirtualService", "v", "a", {"hosts": ["server"], "http": [{"match": [{"uri": {"prefix": "/s"}}], "route": [{"destination": {"host": "server", "subset": "s"}}]}, {"route": [{"destination": {"host": "server"}}]}]})], who() + [req(path="/s"), req("b/client", path="/s")])
    we = [net("ServiceEntry", "vm", "a", {"hosts": ["vm.test"], "addresses": ["127.20.2.1"], "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 8080}], "resolution": "STATIC", "location": "MESH_INTERNAL", "workloadSelector": {"labels": {"app": "server"}}})]
    for name, pols in {"strict": [pa("p", strict)], "disable": [pa("p", {"mtls": {"mode": "DISABLE"}})], "deny": [ap("q", {"action": "DENY", "rules": [{"to": [{"operation": {"hosts": ["vm.test"]}}]}]})], "san": []}.items():
        spec = json.loads(json.dumps(we[0]))
        if name == "san":
            spec["spec"]["subjectAltNames"] = ["spiffe://cluster.local/ns/a/sa/else"]
        case("shape-entry-" + name, world() + [spec] + pols, [req(to="vm.test"), req("b/client", "vm.test"), req("c/plain", "vm.test"), req()])
    norm = [req(path=q) for q in ("/admin", "//admin", "/a/../admin", "/%61dmin", "/admin%2f", "/admin;x=1", "/admin?x", "/admin#x", "/ADMIN", "/admin/.", "/admin/..", "/%2e/admin", "/x%5cadmin", "/admin%00", "/admin%20")]
    for mode in ("NONE", "BASE", "MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES"):
        for kind, op in {"deny": {"paths": ["/admin", "/admin/*"]}, "template": {"paths": ["/{*}/", "/x/{*}"]}}.items():
            case("shape-norm-%s-%s" % (mode.lower().replace("_", "-"), kind), world() + [config({"pathNormalization": {"normalization": mode}}), ap("p", {"action": "DENY", "rules": [{"to": [{"operation": op}]}]})], norm)
    case("shape-not-everything", world() + [ap("p", {"action": "DENY", "rules": [{"from": [{"source": {"notNamespaces": ["a"], "notIpBlocks": ["127.10.1.4"]}}], "to": [{"operation": {"notPorts": ["9000"], "notMethods": ["GET"], "notPaths": ["/x*"], "notHosts": ["x"]}}], "when": [{"key": "source.namespace", "notValues": ["z"]}, {"key": "request.headers[x-a]", "notValues": ["1"]}]}]})],
         who() + [req("b/client", method="POST"), req("b/client", method="POST", path="/x"), req("b/client", method="POST", headers=[["x-a", "1"]]), req("b/client", method="POST", host="x")])
    case("shape-not-everything-allow", world() + [ap("p", {"rules": [{"from": [{"source": {"notNamespaces": ["a"], "notIpBlocks": ["127.10.1.4"]}}], "to": [{"operation": {"notPorts": ["9001"]}}], "when": [{"key": "source.namespace", "notValues": ["z"]}]}]})], who())
    case("shape-many-values", world() + [ap("p", {"rules": [{"to": [{"operation": {"paths": ["/p%d" % i for i in range(40)], "ports": [str(p) for p in range(8070, 8090)]}}], "from": [{"source": {"principals": ["cluster.local/ns/a/sa/s%d" % i for i in range(20)] + ["*/client"]}}]}]})], [req(path="/p1"), req(path="/p39"), req(path="/p40"), req("c/plain", path="/p1")])
    case("shape-dotted-names", [d for d in world()] + [ap("p.q", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/x"]}}]}]}), ap("rule-0", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/y"]}}]}, {"to": [{"operation": {"paths": ["/x"]}}]}]})], [req(path="/x"), req(path="/y"), req()])
    case("shape-same-name-two-namespaces", world() + [ap("p", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/x"]}}]}]}), ap("p", {"action": "DENY", "rules": [{"to": [{"operation": {"paths": ["/x", "/y"]}}]}]}, "istio-system")], [req(path="/x"), req(path="/y"), req()])


def mixtures():
    """several policies, modes and settings at once, by a fixed seed"""
    dice = random.Random(5)
    rule = [c[0][-1]["spec"]["rules"][0] for n, c in sorted(CASES.items()) if n.startswith(("rule-allow", "header-")) and n != "rule-allow-when-unknown"]
    methods, paths, heads = ("GET", "POST", "PUT"), ("/", "/a", "/a/b", "/a/b/c", "/x/a", "/a/b/c.txt"), ([], [["x-a", "1"]], [["x-a", "12"], ["cookie", "u=1"]])
    for i in range(40):
        sel = {"selector": {"matchLabels": {"app": "server"}}}
        docs = world(i % 2 == 0)
        settings = {}
        if dice.random() < .4:
            settings["trustDomain"] = "new.test"
            settings["trustDomainAliases"] = ["old.test"]
        if dice.random() < .4:
            settings["pathNormalization"] = {"normalization": dice.choice(("NONE", "MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES"))}
        if dice.random() < .3:
            settings["defaultConfig"] = {"gatewayTopology": {"numTrustedProxies": dice.choice((1, 2))}}
        if settings:
            docs.append(config(settings))
        for k in range(dice.randint(1, 4)):
            spec = {"action": dice.choice(("ALLOW", "ALLOW", "DENY", "DENY", "AUDIT")), "rules": [json.loads(json.dumps(r)) for r in dice.sample(rule, dice.randint(1, 3))]}
            if len(spec["rules"]) > 1 and dice.random() < .5:      # the parts of two rules in one
                one = spec["rules"].pop()
                for part, value in one.items():
                    spec["rules"][0].setdefault(part, []).extend(value)
            where = dice.choice(("a", "a", "istio-system"))
            if where == "a" and dice.random() < .4:
                spec.update(sel)
            if where == "istio-system" and dice.random() < .4:
                spec["selector"] = {"matchLabels": {"istio": "gw"}}
            more = {"annotations": {"istio.io/dry-run": "true"}} if dice.random() < .15 else {}
            docs.append(ap("p%d" % k, spec, where, **more))
        if dice.random() < .6:
            docs.append(pa("pa", dict(sel, mtls={"mode": dice.choice(("STRICT", "PERMISSIVE", "DISABLE", "UNSET"))}, portLevelMtls={dice.choice(("8080", "9000", "7000")): {"mode": dice.choice(("STRICT", "DISABLE"))}})))
        if dice.random() < .5:
            docs.append(ra("ra", [jwt(forwardOriginalToken=dice.random() < .5)], dice.choice(("a", "istio-system"))))
        asked = []
        for _ in range(14):
            r = dice.random()
            frm = dice.choice(("a/client", "b/client", "c/plain"))
            http = {"method": dice.choice(methods), "path": dice.choice(paths), "headers": dice.choice(heads)}
            if r < .2:
                asked.append(tcp(frm, port=dice.choice((9000, 7000))))
            elif r < .5 and i % 2 == 0:
                asked.append(gw(http.pop("path"), **dict(http, headers=http["headers"] + dice.choice(([], [["x-forwarded-for", "203.0.113.7, 127.10.1.2"]])))))
            else:
                asked.append(req(frm, **http))
            if dice.random() < .3 and asked[-1].get("scheme") != "tcp":
                asked[-1] = with_token(asked[-1], {"iss": ISS, "sub": dice.choice(("me", "you"))}, dice.choice(("k0", "k0", "k1")))
        case("mixture-%02d" % i, docs, asked)


def main():
    for make in (rules, headers, empties, several, mtls, trust, gateways, tokens, raw_tokens, edges, shapes, mixtures):
        make()
    out = sys.argv[1]
    for name, (docs, requests) in CASES.items():
        d = os.path.join(out, name)
        os.makedirs(d, exist_ok=True)
        with open(os.path.join(d, "mesh.yaml"), "w") as f:
            f.write("---\n".join(json.dumps(x, separators=(", ", ": ")) + "\n" for x in docs))
        with open(os.path.join(d, "requests.jsonl"), "w") as f:
            for r in requests:
                f.write(json.dumps({"id": r["id"], **r}, separators=(",", ":")) + "\n")
    print("%d cases, %d requests" % (len(CASES), sum(len(r) for _, r in CASES.values())))


if __name__ == "__main__":
    main()
