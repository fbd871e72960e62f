#!/usr/bin/env python3
"""Compare everything a proxy is told with what a real control plane tells it.

usage: detail.py [--show N] [--only TEXT] --oracle PROGRAM DUMP-PROXIES MESH...

PROGRAM is called as `PROGRAM xds FOLDER NAMESPACE/POD` and prints the proxy's
listeners and route configurations as JSON in Envoy's own words.  Each MESH is
a folder with mesh.yaml.  Every listener, chain, virtual host and route of every
proxy is compared, field by field; inbound listeners are left out.
"""
import argparse
import base64
import json
import os
import subprocess
import sys


def duration(s):
    return round(float(s.rstrip("s")) * 1e9) if s else 0


def matcher(m):
    for kind, key in (("exact", "exact"), ("prefix", "prefix"), ("suffix", "suffix"), ("contains", "contains")):
        if key in m:
            return [kind, m[key]]
    if "safe_regex" in m:
        return ["regex", m["safe_regex"].get("regex", "")]
    return ["present", ""]


def header_ops(add, remove):
    out = []
    for action, word in (("OVERWRITE_IF_EXISTS_OR_ADD", "set"), ("APPEND_IF_EXISTS_OR_ADD", "add")):
        for h in add or []:
            if h.get("append_action", "APPEND_IF_EXISTS_OR_ADD") == action:
                out.append([word, h["header"]["key"].lower(), h["header"].get("value", "")])
    return out + [["remove", r.lower()] for r in remove or []]


def fraction(p):
    p = p or {}
    scale = {"HUNDRED": 10000, "TEN_THOUSAND": 100, "MILLION": 1}[p.get("denominator", "HUNDRED")]
    return p.get("numerator", 0) * scale


def clusters(a):
    if "weighted_clusters" in a:
        return [dict({"name": c["name"], "weight": c.get("weight", 0),
                      "request": header_ops(c.get("request_headers_to_add"), c.get("request_headers_to_remove")),
                      "response": header_ops(c.get("response_headers_to_add"), c.get("response_headers_to_remove"))},
                     **({"host_rewrite": c["host_rewrite_literal"]} if c.get("host_rewrite_literal") else {}))
                for c in a["weighted_clusters"].get("clusters") or []]
    return [{"name": a.get("cluster", "")}]


def match(o, m):
    if "path" in m:
        path = ["exact", m["path"]]
    elif "safe_regex" in m:
        path = ["regex", m["safe_regex"].get("regex", "")]
    elif "path_separated_prefix" in m:
        path = ["separated", m["path_separated_prefix"]]
    else:
        path = ["prefix", m.get("prefix", "")]
    o["path"] = path + [m.get("case_sensitive") is False]
    o["headers"] = sorted([":authority" if h["name"].lower() == "host" else h["name"].lower(), matcher(h.get("string_match") or {}),
                           h.get("invert_match", False), h.get("treat_missing_header_as_empty", False)] for h in m.get("headers") or [])
    o["query"] = sorted([q["name"], matcher(q.get("string_match") or {})] for q in m.get("query_parameters") or [])
    o["claims"] = len(m.get("dynamic_metadata") or [])


def hash_policy(h):
    if "header" in h:
        return ["header", h["header"]["header_name"]]
    if "cookie" in h:
        return ["cookie", h["cookie"]["name"]]
    if "query_parameter" in h:
        return ["query", h["query_parameter"]["name"]]
    return ["source_ip", ""]


CODES = {"MOVED_PERMANENTLY": 301, "FOUND": 302, "SEE_OTHER": 303, "TEMPORARY_REDIRECT": 307, "PERMANENT_REDIRECT": 308}


def action(o, r):
    if "redirect" in r:
        d = r["redirect"]
        o["redirect"] = [d.get("scheme_redirect", ""), d.get("host_redirect", ""), d.get("path_redirect", ""), d.get("prefix_rewrite", ""),
                         d.get("port_redirect", 0), CODES[d.get("response_code", "MOVED_PERMANENTLY")]]
        return
    if "direct_response" in r:
        d = r["direct_response"]
        body = d.get("body") or {}
        text = base64.b64decode(body["inline_bytes"]).decode() if "inline_bytes" in body else body.get("inline_string", "")
        o["direct_response"] = [d["status"], text]
        return
    a = r.get("route")
    if a is None:
        o["clusters"] = []
        return
    o["clusters"] = clusters(a)
    o["timeout"] = duration(a.get("timeout"))
    p = a.get("retry_policy")
    if p:
        o["retry"] = [p.get("num_retries", 0), p.get("retry_on", ""), p.get("retriable_status_codes") or [], duration(p.get("per_try_timeout")),
                      bool(p.get("retry_host_predicate"))]
    for k, f in (("prefix_rewrite", a.get("prefix_rewrite")), ("host_rewrite", a.get("host_rewrite_literal"))):
        if f:
            o[k] = f
    if "regex_rewrite" in a:
        o["regex_rewrite"] = a["regex_rewrite"]["pattern"].get("regex", "")
        o["regex_substitution"] = a["regex_rewrite"].get("substitution", "")
    o["mirrors"] = [[m["cluster"], fraction((m.get("runtime_fraction") or {}).get("default_value"))] for m in a.get("request_mirror_policies") or []]
    o["hash"] = [hash_policy(h) for h in a.get("hash_policy") or []]


def route(r):
    o = {"name": r.get("name", ""), "mirrors": [], "hash": []}
    match(o, r.get("match") or {})
    action(o, r)
    for k, c in (r.get("typed_per_filter_config") or {}).items():
        if k == "envoy.filters.http.cors":
            o["cors"] = [[matcher(x) for x in c.get("allow_origin_string_match") or []], c.get("allow_methods", ""), c.get("allow_headers", ""),
                         c.get("expose_headers", ""), c.get("max_age", ""), c.get("allow_credentials", False),
                         c.get("forward_not_matching_preflights", True)]
        if k == "envoy.filters.http.fault":
            a, d = c.get("abort"), c.get("delay")
            if a or d:
                a, d = a or {}, d or {}
                o["fault"] = ["abort" in c, a.get("http_status", 0), "grpc_status" in a, a.get("grpc_status", 0), fraction(a.get("percentage")),
                              "delay" in c, duration(d.get("fixed_delay")), fraction(d.get("percentage"))]
    o["request"] = header_ops(r.get("request_headers_to_add"), r.get("request_headers_to_remove"))
    o["response"] = header_ops(r.get("response_headers_to_add"), r.get("response_headers_to_remove"))
    return o


def route_config(rc):
    return [{"name": v["name"], "domains": v.get("domains") or [], "require_tls": v.get("require_tls", "NONE") != "NONE",
             "routes": [route(r) for r in v.get("routes") or []]} for v in rc.get("virtual_hosts") or []]


def chain(c):
    m = c.get("filter_chain_match") or {}
    o = {"name": c.get("name", ""), "port": m.get("destination_port", 0),
         "cidrs": ["%s/%d" % (p["address_prefix"], p.get("prefix_len", 0)) for p in m.get("prefix_ranges") or []],
         "sni": m.get("server_names") or [], "transport": m.get("transport_protocol", ""), "alpn": m.get("application_protocols") or []}
    for f in c.get("filters") or []:
        t = f.get("typed_config") or {}
        if t.get("@type", "").endswith("HttpConnectionManager"):
            o["route_config"] = t["rds"]["route_config_name"] if "rds" in t else t["route_config"]["name"]
        if t.get("@type", "").endswith("TcpProxy"):
            if "weighted_clusters" in t:
                o["clusters"] = [{"name": c["name"], "weight": c.get("weight", 0), "request": [], "response": []}
                                 for c in t["weighted_clusters"].get("clusters") or []]
            else:
                o["clusters"] = [{"name": t.get("cluster", "")}]
    return o


def listener(l):
    a = l["address"]
    a = a.get("socket_address") or {"address": a.get("pipe", {}).get("path", ""), "port_value": 0}
    names = [f["name"] for f in l.get("listener_filters") or []]
    o = {"address": a["address"], "port": a.get("port_value", 0), "bound": l.get("bind_to_port") is not False,
         "tls_inspector": "envoy.filters.listener.tls_inspector" in names, "http_inspector": "envoy.filters.listener.http_inspector" in names,
         "chains": [chain(c) for c in l.get("filter_chains") or []]}
    if l.get("default_filter_chain"):
        o["default"] = chain(l["default_filter_chain"])
    return o


def wanted(x):
    return {"listeners": {l["name"]: listener(l) for l in x["Listeners"] or []},
            "route_configs": {r["name"]: route_config(r) for r in x["Routes"] or []},
            "clusters": sorted(c["name"] for c in x["Clusters"] or [])}


def ours(x):
    """The same without what the other side leaves out."""
    for rc in x["route_configs"].values():
        for v in rc:
            for r in v["routes"]:
                r["headers"] = sorted(r["headers"])
                r["query"] = sorted(r["query"])
    for l in x["listeners"].values():
        for c in l["chains"] + ([l["default"]] if "default" in l else []):
            for w in c.get("clusters") or []:
                w.pop("host_rewrite", None)
    return x


def outbound(x):
    x["listeners"] = {k: v for k, v in x["listeners"].items() if k != "virtualInbound"}
    used = {c["route_config"] for l in x["listeners"].values()
            for c in l["chains"] + ([l["default"]] if "default" in l else []) if "route_config" in c}
    # Asked for by two listeners (pods of a headless service), a sniffed one is
    # made twice over there, and the second time it has lost its host.
    asked = [c["route_config"] for l in x["listeners"].values() for c in l["chains"] if "route_config" in c]
    x["route_configs"] = {k: v for k, v in x["route_configs"].items()
                          if k in used and k != "allow_any_dynamic_dns" and not (":" in k and asked.count(k) > 1)}
    # without a port, and so without a name in the list of what was asked
    x["clusters"] = [c for c in x["clusters"] if not c.startswith("inbound|")]
    return x


def differences(want, have, at=""):
    if isinstance(want, dict) and isinstance(have, dict):
        for k in sorted(set(want) | set(have)):
            if k not in want:
                yield "%s/%s: unwanted %s" % (at, k, json.dumps(have[k])[:300])
            elif k not in have:
                yield "%s/%s: missing %s" % (at, k, json.dumps(want[k])[:300])
            else:
                yield from differences(want[k], have[k], at + "/" + k)
    elif isinstance(want, list) and isinstance(have, list) and len(want) == len(have):
        for i, (a, b) in enumerate(zip(want, have)):
            name = a.get("name") if isinstance(a, dict) else None
            yield from differences(a, b, "%s[%s]" % (at, name or i))
    elif want != have:
        yield "%s: want %s have %s" % (at, json.dumps(want)[:400], json.dumps(have)[:400])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--show", type=int, default=5)
    ap.add_argument("--only", default="")
    ap.add_argument("--oracle", required=True)
    ap.add_argument("dump")
    ap.add_argument("meshes", nargs="+")
    args = ap.parse_args()
    total = good = 0
    for mesh in args.meshes:
        out = subprocess.run([args.dump, "-d", os.path.join(mesh, "mesh.yaml")], stdout=subprocess.PIPE)
        if out.returncode != 0:
            print("%s: %s ended with %d" % (mesh, args.dump, out.returncode))
            total += 1
            continue
        for name, have in sorted(json.loads(out.stdout)["proxies"].items()):
            if args.only not in name:
                continue
            o = subprocess.run([args.oracle, "xds", mesh, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            if o.returncode != 0:
                print("%s %s: no answer: %s" % (mesh, name, o.stderr.decode()[-200:].strip()))
                continue
            have = outbound(ours(have))
            want = outbound(wanted(json.loads(o.stdout)))
            diffs = list(differences(want, have))
            total += 1
            good += not diffs
            for d in diffs[:args.show]:
                print("%s %s %s" % (os.path.basename(mesh.rstrip("/")), name, d))
    print("%d of %d proxies agree" % (good, total))
    sys.exit(good != total)


if __name__ == "__main__":
    main()
