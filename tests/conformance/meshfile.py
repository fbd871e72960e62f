"""Small meshes and requests for them, written as a case folder."""
import json
import os

import yaml

NET = "networking.istio.io/v1"


class Mesh:
    """Collects manifests and requests; addresses are given out in order."""

    def __init__(self):
        self.docs, self.requests = [], []
        self.pods = self.services = 0
        self.known = set()

    def add(self, kind, name, ns, spec=None, api=NET, stamp=None, annotations=None, **more):
        meta = {"name": name}
        if ns:
            meta["namespace"] = ns
            self.namespace(ns)
        if stamp:
            meta["creationTimestamp"] = stamp
        if annotations:
            meta["annotations"] = annotations
        doc = {"apiVersion": api, "kind": kind, "metadata": meta}
        meta.update(more.pop("meta", {}))
        if spec is not None:
            doc["spec"] = spec
        doc.update(more)
        self.docs.append(doc)

    def namespace(self, name, inject=True):
        if name not in self.known:
            self.known.add(name)
            labels = {"istio-injection": "enabled"} if inject else {}
            self.add("Namespace", name, None, api="v1", meta={"labels": labels} if labels else {})

    def config(self, text):
        self.add("ConfigMap", "istio", "istio-system", api="v1", data={"mesh": yaml.safe_dump(text)})

    def pod(self, name, ns="default", labels=None, ports=(), sidecar=False, args=None):
        self.pods += 1
        address = "127.10.%d.%d" % (self.pods // 200, self.pods % 200 + 1)
        labels = dict(labels or {"app": name})
        labels["sidecar.istio.io/inject"] = "true" if sidecar else "false"
        if args:
            del labels["sidecar.istio.io/inject"]
        c = {"name": "istio-proxy" if args else "app", "image": "app"}
        if args:
            c["args"] = args
        if ports:
            c["ports"] = [p if isinstance(p, dict) else {"containerPort": p} for p in ports]
        self.add("Pod", name, ns, {"serviceAccountName": labels.get("app", name), "containers": [c]}, api="v1",
                 meta={"labels": labels}, status={"podIP": address})
        return address

    def client(self, name="sleep", ns="default", labels=None):
        return self.pod(name, ns, labels or {"app": name}, sidecar=True)

    def service(self, name, ns="default", ports=(("http", 80, 8080),), versions=("v1",), sidecar=False,
                headless=False, selector=None, stamp=None, annotations=None, **more):
        """ports: (name, port, targetPort[, appProtocol]); one pod a version"""
        out = []
        for p in ports:
            d = {"port": p[1], "targetPort": p[2]}
            if p[0]:
                d["name"] = p[0]
            if len(p) > 3:
                d["appProtocol"] = p[3]
            out.append(d)
        self.services += 1
        vip = "127.20.%d.%d" % (self.services // 200, self.services % 200 + 1)
        spec = {"selector": selector or {"app": name}, "ports": out, "clusterIP": "None" if headless else vip, **more}
        self.add("Service", name, ns, spec, api="v1", stamp=stamp, annotations=annotations)
        self.last = [self.pod("%s-%s" % (name, v), ns, {"app": name, "version": v}, sorted({p[2] for p in ports}), sidecar)
                     for v in versions]
        return vip

    def external_name(self, name, target, ns="default", ports=(("http", 80),)):
        self.add("Service", name, ns, {"type": "ExternalName", "externalName": target,
                                       "ports": [{"name": n, "port": p} for n, p in ports]}, api="v1")

    def gateway_pod(self, name="gw", ns="istio-system", labels=None, ports=((80, 8080), (443, 8443))):
        labels = labels or {"istio": "ingressgateway"}
        a = self.pod(name, ns, labels, args=["proxy", "router"])
        self.services += 1
        self.add("Service", name, ns, {"clusterIP": "127.20.%d.%d" % (self.services // 200, self.services % 200 + 1), "selector": labels,
                                       "ports": [{"name": ("https-%d" if t in (8443,) else "http-%d") % p, "port": p, "targetPort": t}
                                                 for p, t in ports]}, api="v1")
        return a

    def vs(self, name, ns="default", stamp=None, **spec):
        self.add("VirtualService", name, ns, spec, stamp=stamp)

    def dr(self, name, host, ns="default", stamp=None, **spec):
        self.add("DestinationRule", name, ns, {"host": host, **spec}, stamp=stamp)

    def se(self, name, hosts, ports, ns="default", stamp=None, **spec):
        """ports: (number, name, protocol[, targetPort])"""
        ps = [dict({"number": p[0], "name": p[1], "protocol": p[2]}, **({"targetPort": p[3]} if len(p) > 3 else {})) for p in ports]
        self.add("ServiceEntry", name, ns, {"hosts": hosts, "ports": ps, **spec}, stamp=stamp)

    def gateway(self, name, servers, ns="default", selector=None, stamp=None):
        spec = {"servers": servers}
        if selector is not False:
            spec["selector"] = selector or {"istio": "ingressgateway"}
        self.add("Gateway", name, ns, spec, stamp=stamp)

    def sidecar(self, name, ns="default", **spec):
        self.add("Sidecar", name, ns, spec)

    def get(self, to, port=80, path="/", **more):
        """a request of the client default/sleep, or from= another"""
        more["from"] = more.pop("src", "default/sleep")
        if "headers" in more:
            more["headers"] = [list(h) for h in more["headers"]]
            if not more["headers"]:
                del more["headers"]
        self.requests.append({"id": "%02d" % (len(self.requests) + 1), "to": to, "port": port, "path": path,
                              **{k: v for k, v in more.items() if v is not None}})

    def enter(self, host, path="/", port=80, gw="gw.istio-system", **more):
        """a request from outside through the gateway"""
        self.get(gw, port, path, host=host, src=more.pop("src", "outside"), **more)

    def tcp(self, to, port, **more):
        self.get(to, port, None, scheme=more.pop("scheme", "tcp"), **more)
        del self.requests[-1]["path"]

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        order = {"Namespace": 0, "ConfigMap": 1}
        docs = sorted(self.docs, key=lambda d: order.get(d["kind"], 2))
        with open(os.path.join(folder, "mesh.yaml"), "w") as f:
            f.write("---\n".join(yaml.safe_dump(d, default_flow_style=None, width=1000, sort_keys=False, allow_unicode=True) for d in docs))
        with open(os.path.join(folder, "requests.jsonl"), "w") as f:
            for r in self.requests:
                f.write(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n")


def to(host, subset=None, port=None, weight=None, **more):
    d = {"host": host}
    if subset:
        d["subset"] = subset
    if port:
        d["port"] = {"number": port}
    r = {"destination": d, **more}
    if weight is not None:
        r["weight"] = weight
    return r


def route(name, *dest, **more):
    return {"name": name, **more, "route": [d if isinstance(d, dict) else to(d) for d in dest]}
