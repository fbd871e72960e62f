#!/usr/bin/env python3
"""make_security.py OUT

Writes small meshes and requests about security, one folder a case: mesh.yaml,
requests.jsonl. What a real mesh does with them is recorded beside them in
expected.jsonl; without that, a case says nothing. Each case has one thing in
it that is easily got wrong; its name tells which."""
import base64, hashlib, json, os, sys

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


def main():
    for make in (rules, headers, empties, several, mtls, trust, gateways, tokens):
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
