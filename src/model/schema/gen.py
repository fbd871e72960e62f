#!/usr/bin/env python3
"""gen.py - writes kinds.h and kinds.c from the field tables beside it.

Run it from src/model after a change of schema/*.tsv and commit the result:
the build itself needs no Python.  Structs of the same fields become one type;
NAMES gives those people meet often a name of their own.  A table of fields is
made for every place that asks for something else (bounds, required fields).
"""
import collections, csv, os, re

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.dirname(HERE)

# (kind, path) of one place where the shape occurs -> its name in C
NAMES = {
    ("VirtualService", "spec.http[]"): "http_route",
    ("VirtualService", "spec.http[].match[]"): "http_match",
    ("VirtualService", "spec.http[].match[].uri"): "string_match",
    ("VirtualService", "spec.http[].mirror"): "destination",
    ("VirtualService", "spec.http[].mirror.port"): "port_selector",
    ("VirtualService", "spec.http[].mirrorPercentage"): "percent",
    ("VirtualService", "spec.http[].mirrors[]"): "http_mirror",
    ("VirtualService", "spec.http[].route[]"): "http_destination",
    ("VirtualService", "spec.http[].headers"): "headers",
    ("VirtualService", "spec.http[].headers.request"): "header_operations",
    ("VirtualService", "spec.http[].fault"): "fault",
    ("VirtualService", "spec.http[].fault.abort"): "fault_abort",
    ("VirtualService", "spec.http[].fault.delay"): "fault_delay",
    ("VirtualService", "spec.http[].corsPolicy"): "cors_policy",
    ("VirtualService", "spec.http[].redirect"): "http_redirect",
    ("VirtualService", "spec.http[].rewrite"): "http_rewrite",
    ("VirtualService", "spec.http[].rewrite.uriRegexRewrite"): "regex_rewrite",
    ("VirtualService", "spec.http[].retries"): "http_retry",
    ("VirtualService", "spec.http[].delegate"): "delegate",
    ("VirtualService", "spec.http[].directResponse"): "direct_response",
    ("VirtualService", "spec.http[].directResponse.body"): "response_body",
    ("VirtualService", "spec.tcp[]"): "tcp_route",
    ("VirtualService", "spec.tcp[].match[]"): "l4_match",
    ("VirtualService", "spec.tcp[].route[]"): "route_destination",
    ("VirtualService", "spec.tls[]"): "tls_route",
    ("VirtualService", "spec.tls[].match[]"): "tls_match",
    ("DestinationRule", "spec.trafficPolicy"): "traffic_policy",
    ("DestinationRule", "spec.subsets[]"): "subset",
    ("DestinationRule", "spec.trafficPolicy.portLevelSettings[]"): "port_traffic_policy",
    ("DestinationRule", "spec.trafficPolicy.loadBalancer"): "load_balancer",
    ("DestinationRule", "spec.trafficPolicy.loadBalancer.consistentHash"): "consistent_hash",
    ("DestinationRule", "spec.trafficPolicy.loadBalancer.consistentHash.httpCookie"): "hash_cookie",
    ("DestinationRule", "spec.trafficPolicy.loadBalancer.localityLbSetting"): "locality_lb",
    ("DestinationRule", "spec.trafficPolicy.connectionPool"): "connection_pool",
    ("DestinationRule", "spec.trafficPolicy.connectionPool.tcp"): "pool_tcp",
    ("DestinationRule", "spec.trafficPolicy.connectionPool.http"): "pool_http",
    ("DestinationRule", "spec.trafficPolicy.outlierDetection"): "outlier_detection",
    ("DestinationRule", "spec.trafficPolicy.tls"): "client_tls",
    ("DestinationRule", "spec.trafficPolicy.tunnel"): "tunnel",
    ("DestinationRule", "spec.workloadSelector"): "label_selector",
    ("Sidecar", "spec.workloadSelector"): "workload_selector",
    ("Sidecar", "spec.egress[]"): "egress_listener",
    ("Sidecar", "spec.ingress[]"): "ingress_listener",
    ("Sidecar", "spec.outboundTrafficPolicy"): "outbound_policy",
    ("Gateway", "spec.servers[]"): "server",
    ("Gateway", "spec.servers[].port"): "server_port",
    ("Gateway", "spec.servers[].tls"): "server_tls",
    ("ServiceEntry", "spec.endpoints[]"): "workload_entry",
    ("ServiceEntry", "spec.ports[]"): "service_port",
    ("PeerAuthentication", "spec.mtls"): "mtls",
    ("RequestAuthentication", "spec.jwtRules[]"): "jwt_rule",
    ("RequestAuthentication", "spec.jwtRules[].fromHeaders[]"): "jwt_header",
    ("RequestAuthentication", "spec.jwtRules[].outputClaimToHeaders[]"): "claim_to_header",
    ("RequestAuthentication", "spec.targetRef"): "target_ref",
    ("AuthorizationPolicy", "spec.rules[]"): "authz_rule",
    ("AuthorizationPolicy", "spec.rules[].from[]"): "authz_from",
    ("AuthorizationPolicy", "spec.rules[].from[].source"): "authz_source",
    ("AuthorizationPolicy", "spec.rules[].to[]"): "authz_to",
    ("AuthorizationPolicy", "spec.rules[].to[].operation"): "authz_operation",
    ("AuthorizationPolicy", "spec.rules[].when[]"): "authz_condition",
    ("AuthorizationPolicy", "spec.provider"): "authz_provider",
    ("Service", "spec.ports[]"): "k8s_service_port",
    ("Pod", "spec"): "pod_spec",
    ("Pod", "spec.containers[]"): "container",
    ("Pod", "spec.containers[].ports[]"): "container_port",
    ("Pod", "spec.containers[].env[]"): "env_var",
    ("Deployment", "spec.selector"): "k8s_label_selector",
    ("Deployment", "spec.selector.matchExpressions[]"): "label_requirement",
    ("Deployment", "spec.template"): "pod_template",
    ("Deployment", "spec.template.metadata"): "pod_metadata",
}
KEYWORDS = set("default int long short char float double if else for while do switch case enum struct union "
               "static const return break continue goto register signed unsigned void volatile auto extern".split())
# kinds whose struct holds the whole document (beside metadata), and their tables are not complete
CORE = ["Namespace", "Service", "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob",
        "ServiceAccount", "Secret", "ConfigMap", "Endpoints", "EndpointSlice", "Ingress", "IngressClass", "Node",
        "NetworkPolicy", "MutatingWebhookConfiguration", "CustomResourceDefinition", "ServiceImport", "ServiceExport"]
CLUSTER_SCOPED = {"Namespace", "Node", "GatewayClass", "IngressClass", "MutatingWebhookConfiguration", "CustomResourceDefinition"}


def is_alias(f):
    """a second spelling that only the CRD has: the decoder reads it as another field's proto name"""
    return f.row.get("in") == "crd" and "_" in f.name


def rows(name):
    with open(os.path.join(HERE, name), newline="") as f:
        lines = [l.rstrip("\n").split("\t") for l in f]
    head = lines[0]
    return [dict(zip(head, l + [""] * (len(head) - len(l)))) for l in lines[1:]]


def snake(s):
    s = re.sub(r"[^A-Za-z0-9]", "_", s).replace("IPs", "Ips")
    s = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", s)
    s = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", s)
    s = s.lower()
    return s + "_" if s in KEYWORDS else s


class Field:
    def __init__(self, name):
        self.name, self.alias, self.type, self.row = name, None, "object", {}
        self.kids = collections.OrderedDict()   # of an object
        self.elem = None                        # of a list or map
        self.path = ""
        self.own = ""                           # of this kind only, whatever the fields


def tokens(path):
    return re.findall(r"\[\]|\{\}|[^.\[\]{}]+", path)


def insert(root, path, row):
    f, here = root, ""
    for t in tokens(path):
        if t in ("[]", "{}"):
            here += t
            if f.type == "object" and not f.kids:
                f.type = "list" if t == "[]" else "map"
            if f.elem is None:
                f.elem = Field(t)
                f.elem.path = here
            f = f.elem
        else:
            here += ("." if here else "") + t
            if t not in f.kids:
                f.kids[t] = Field(t)
                f.kids[t].path = here
            f = f.kids[t]
    # of a field that differs between versions the form of v1 counts
    if not f.row or "v1" in row.get("versions", "").split(","):
        f.row, f.type = row, row.get("type") or f.type
    f.alias = row.get("proto") or None
    return f


def istio_kinds():
    kinds = collections.OrderedDict()
    for r in rows("fields.tsv"):
        p = r["path"]
        if p == "status" or p.startswith("status.") or p.startswith("status["):
            continue
        key = (r["kind"], r["group"])
        root = kinds.setdefault(key, [Field(""), r["versions"]])
        insert(root[0], p, r)
    return kinds


LABEL_SELECTOR = (("matchLabels", "map"), ("matchLabels{}", "string"), ("matchExpressions", "list"),
                  ("matchExpressions[].key", "string"), ("matchExpressions[].operator", "string"),
                  ("matchExpressions[].values", "list"), ("matchExpressions[].values[]", "string"))


def selector_of(path, type):
    """the path of the label selector that this row is part of, or None"""
    m = re.fullmatch(r"(.*[sS]elector)\.match(Labels|Expressions).*", path)
    if m:
        return m.group(1)
    return path if type == "object" and path.endswith("Selector") else None


def core_kinds():
    table = [dict(r) for r in rows("kubernetes.tsv")]
    by = collections.defaultdict(list)
    for r in table:
        by[r["kind"]].append(r)
    out = collections.OrderedDict()
    def add(root, base, kind):
        for r in by[kind]:
            p = r["path"]
            if p.startswith("metadata") or re.search(r"\{[^}]+\}", p):
                continue
            t = r["type"]
            full = base + ("." if base and p else "") + p
            if t in ("(podspec)", "(podtemplate)"):
                insert(root, full, {"type": "object"})
                if t == "(podtemplate)":
                    for name in ("labels", "annotations"):
                        insert(root, full + ".metadata." + name, {"type": "map"})
                        insert(root, full + ".metadata." + name + "{}", {"type": "string"})
                add(root, full, t)
            elif kind == "Pod" and p == "spec":
                insert(root, full, {"type": "object"})
                add(root, full, "(podspec)")
            else:
                selector = selector_of(full, t)
                if selector:
                    for what, leaf_type in LABEL_SELECTOR:
                        insert(root, selector + "." + what, {"type": leaf_type})
                    continue
                # "A|B": all values; other texts there are for people
                words = r.get("values", "")
                insert(root, full, {"type": t, "enum": words if re.fullmatch(r"\w+(\|\w+)+", words) else ""})
    for k in CORE:
        root = Field("")
        root.own = k
        add(root, "", k)
        group = {r["apiVersion"] for r in by[k] if r["apiVersion"]}
        names = sorted(group)[0].split(",") if group else ["v1"]
        g = names[0].rpartition("/")[0]
        out[(k, g)] = [root, ",".join(n.rpartition("/")[2] for n in names)]
    mesh = Field("")
    for r in rows("meshconfig.tsv"):
        if r["kind"] == "MeshConfig":
            f = insert(mesh, r["path"], {"type": {"bool": "boolean", "bool?": "boolean", "uint32": "int64", "uint32?": "int64", "int32?": "int32",
                                     "int64?": "int64", "double": "number", "double?": "number", "enum": "string"}.get(r["type"], r["type"]),
                                 "enumNumbers": r["enumNumbers"], "deprecated": r["deprecated"], "proto": r["proto"]})
    out[("MeshConfig", "istio.io")] = [mesh, "v1alpha1"]
    op = Field("")
    for p, t in (("spec.profile", "string"), ("spec.hub", "string"), ("spec.tag", "any"), ("spec.namespace", "string"), ("spec.revision", "string"),
                 ("spec.meshConfig", "any"), ("spec.components", "any"), ("spec.values", "any")):
        insert(op, p, {"type": t})
    out[("IstioOperator", "install.istio.io")] = [op, "v1alpha1"]
    return out


shapes = collections.OrderedDict()      # signature -> Shape
by_name = {}
enums = collections.OrderedDict()       # numbers text -> C name


class Shape:
    pass


def leaf(f):
    t = f.type
    if t in ("string", "date-time", "bytes"):
        return "enum:" + f.row["enumNumbers"] if f.row.get("enumNumbers") else "string"
    if t in ("int32", "int64", "uint32", "uint64"):
        return "int"
    return {"boolean": "bool", "number": "number", "duration": "duration", "int-or-string": "int_or_string"}.get(t, t)


def signature(f):
    t = leaf(f)
    if t == "object":
        # an object without known fields is any YAML
        return ("any",) if not f.kids else ("object", f.own) + tuple((n, signature(k)) for n, k in sorted(f.kids.items()))
    if t in ("list", "map"):
        return (t, signature(f.elem)) if f.elem else (t, ("any",))
    return (t,)


named_signatures = {}
reserved = set()


def collect_names(kind, f):
    if (kind, f.path) in NAMES and signature(f)[0] == "object":
        named_signatures.setdefault(signature(f), NAMES[kind, f.path])
    for k in f.kids.values():
        collect_names(kind, k)
    if f.elem:
        collect_names(kind, f.elem)


def shape_of(prefix, f):
    """the shape of an object field; makes it, its children first"""
    sig = signature(f)
    if sig in shapes:
        return shapes[sig]
    for k in f.kids.values():
        visit(prefix, k)
    s = Shape()
    s.fields = list(f.kids.values())
    name = named_signatures.get(sig)
    if not name:
        parts = [snake(t) for t in tokens(f.path) if t not in ("[]", "{}") and t != "spec"]
        if not parts and f.path:
            parts = ["spec"]
        n = 1
        name = "_".join([prefix] + parts[-n:]) if parts else prefix
        while name in by_name or name in reserved:
            n += 1
            if n > len(parts):
                name += "_x"
            else:
                name = "_".join([prefix] + parts[-n:])
    assert name not in by_name, (name, f.path, sig, by_name[name].sig)
    s.name, s.sig = name, sig
    by_name[name] = s
    shapes[sig] = s
    return s


def visit(prefix, f):
    t = signature(f)
    if t[0] == "object":
        shape_of(prefix, f)
    if f.elem is not None:
        visit(prefix, f.elem)


def enum_of(f):
    text = f.row["enumNumbers"]
    if text not in enums:
        enums[text] = "enum_%d" % len(enums)
    return enums[text]


def ctype(f):
    sig = signature(f)
    t = sig[0]
    if t == "any":
        return "const struct mw_node *", "ANY", None
    if t == "object":
        return "const struct mw_%s *" % shapes[sig].name, "OBJECT", shapes[sig]
    if t == "list":
        e = sig[1][0]
        if e == "object":
            return "struct mw_%s_list " % shapes[sig[1]].name, "OBJECT_LIST", shapes[sig[1]]
        if e == "string" or e.startswith("enum:"):
            return "struct mw_strings ", "STRING_LIST", None
        if e == "int":
            return "struct mw_ints ", "INT_LIST", None
        return "const struct mw_node *", "ANY", None
    if t == "map":
        e = sig[1][0]
        if e == "object":
            return "struct mw_%s_map " % shapes[sig[1]].name, "OBJECT_MAP", shapes[sig[1]]
        if e == "string":
            return "struct mw_string_map ", "STRING_MAP", None
        if e == "int":
            return "struct mw_int_map ", "INT_MAP", None
        return "const struct mw_node *", "ANY", None
    if t.startswith("enum:"):
        return "struct mw_enum ", "ENUM", None
    m = {"string": ("struct mw_string ", "STRING"), "int": ("struct mw_int ", "INT"), "bool": ("struct mw_bool ", "BOOL"),
         "number": ("struct mw_number ", "NUMBER"), "duration": ("struct mw_duration ", "DURATION"),
         "int_or_string": ("struct mw_int_or_string ", "INT_OR_STRING")}
    return m[t][0], m[t][1], None


def cstr(s):
    out = ""
    for ch in s:
        out += {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}.get(ch, ch)
    return '"%s"' % out


def unescape(s):
    return s.replace("\\\\", "\0").replace("\\t", "\t").replace("\\n", "\n").replace("\0", "\\")


# Members of a proto oneof in the order of the proto: of several that are
# written, the decoder keeps the last.
ONE_OF = [
    ("exact", "prefix", "regex"),
    ("simple", "consistentHash"),
    ("httpHeaderName", "httpCookie", "useSourceIp", "httpQueryParameterName"),
    ("ringHash", "maglev"),
    ("listener", "routeConfiguration", "cluster", "waypoint"),
    ("metric", "customMetric"),
    ("literal", "environment", "header", "formatter"),
    ("wasm", "lua"),
    ("string", "bytes"),
    ("httpStatus", "grpcStatus", "http2Error"),
    ("fixedDelay", "exponentialDelay"),
    ("port", "derivePort"),
    ("httpGet", "tcpSocket", "exec", "grpc"),
    ("provider",),
]
LIMITS = (("min", "min"), ("max", "max"), ("minItems", "min_items"), ("maxItems", "max_items"),
          ("minLength", "min_length"), ("maxLength", "max_length"),
          ("minProperties", "min_properties"), ("maxProperties", "max_properties"))
ELEM_LIMITS = (("minLength", "elem_min_length"), ("maxLength", "elem_max_length"), ("min", "elem_min"), ("max", "elem_max"))
FLAGS = (("required", "REQUIRED"), ("nullable", "NULLABLE"), ("deprecated", "DEPRECATED"))
# the only map of the API whose keys are numbers
INT_KEYS = {"portLevelMtls"}


def limits_text(f):
    out = []
    def add(row, table):
        for col, name in table:
            if row.get(col):
                v = row[col] + (".0" if re.fullmatch(r"-?\d+", row[col]) else "")
                out.append(".%s = %s, .has_%s = 1" % (name, v, name))
    r = f.row
    add(r, LIMITS)
    if r.get("pattern"):
        out.append(".pattern = %s" % cstr(unescape(r["pattern"])))
    if r.get("default"):
        out.append(".default_json = %s" % cstr(unescape(r["default"])))
    if r.get("listType") and r["listType"] != "atomic":
        out.append(".list_type = %s" % cstr(r["listType"]))
    if f.elem is not None:
        add(f.elem.row, ELEM_LIMITS)
        if f.elem.row.get("pattern"):
            out.append(".elem_pattern = %s" % cstr(unescape(f.elem.row["pattern"])))
    return ", ".join(out)


def flags_text(f):
    r = f.row
    flags = ["MW_FIELD_" + flag for col, flag in FLAGS if r.get(col) == "yes"]
    if r.get("channel") == "experimental":
        flags.append("MW_FIELD_EXPERIMENTAL")
    if is_alias(f):
        flags.append("MW_FIELD_SECOND_NAME")
    if f.name in INT_KEYS:
        flags.append("MW_FIELD_INT_KEYS")
    t = (f.elem.row if f.elem is not None else r)
    proto = t.get("protoType") or t.get("type", "")
    if proto.startswith("uint"):
        flags.append("MW_FIELD_UNSIGNED")
    if re.match("u?int32", proto):
        flags.append("MW_FIELD_INT32")
    return " | ".join(flags)


def one_of(f, parent):
    text = f.row.get("oneof", "")
    if not text:
        return None
    path, _, group = text.partition("#")
    assert re.fullmatch(r"\d+", group), text
    assert f.path == path + "." + f.name, (f.path, path)
    for order in ONE_OF:
        if f.name in order and {k.name for k in parent.kids.values() if k.row.get("oneof") == text} <= set(order):
            return int(group), order.index(f.name) + 1
    assert False, (f.path, "no order of declaration known")


class Tables:
    """field tables: one for every distinct combination of struct and facts"""
    def __init__(self):
        self.of_text = {}
        self.count = collections.Counter()
        self.lines = []

    def shape(self, f, public=None):
        s = shapes[signature(f)]
        text = "".join("\t{ %s },\n" % self.field(s, f, k) for k in sorted(f.kids.values(), key=lambda k: k.name))
        required = sum(1 for k in f.kids.values() if k.row.get("required") == "yes")
        key = (s.name, text)
        if key in self.of_text and not public:
            return self.of_text[key]
        self.count[s.name] += 1
        n = self.count[s.name]
        name = s.name if n == 1 else "%s_%d" % (s.name, n)
        symbol = "mw_shape_" + public if public else "shape_" + name
        self.lines.append("static const struct mw_field fields_%s[] = {\n%s};" % (name, text))
        self.lines.append("%sconst struct mw_shape %s = {\n\t.name = \"%s\", .fields = fields_%s, .n = MW_LEN(fields_%s),\n"
                          "\t.size = sizeof(struct mw_%s), .required = %d,\n};\n"
                          % ("" if public else "static ", symbol, s.name, name, name, s.name, required))
        self.of_text[key] = symbol
        return symbol

    def field(self, s, parent, f):
        t, ty, sh = ctype(f)
        parts = [".name = %s" % cstr(f.name)]
        if f.alias and f.alias != f.name:
            parts.append(".alias = %s" % cstr(f.alias))
        member = f
        if is_alias(f):
            member = next(k for k in parent.kids.values() if k.alias == f.name)
            parts = parts[:1]
        parts.append(".type = MW_FIELD_%s" % ty)
        parts.append(".offset = offsetof(struct mw_%s, %s)" % (s.name, snake(member.name)))
        if sh:
            parts.append(".shape = &%s" % self.shape(f if ty == "OBJECT" else f.elem))
        if ty == "OBJECT_MAP":
            parts.append(".size = sizeof(struct mw_%s_entry), .value_offset = offsetof(struct mw_%s_entry, value)" % (sh.name, sh.name))
        if ty == "ENUM":
            parts.append(".values = %s" % enum_of(f))
        elem = f.elem.row if f.elem is not None and ty == "STRING_LIST" else f.row
        if elem.get("enum") and ty in ("STRING", "STRING_LIST"):
            parts.append(".choices = %s" % cstr(elem["enum"]))
        for name, text in (("flags", flags_text(f)), ("limits", limits_text(f))):
            if text:
                parts.append(".%s = " % name + ("&(const struct mw_field_limits){ %s }" % text if name == "limits" else text))
        group = one_of(f, parent)
        if group:
            parts.append(".one_of = %d, .one_of_rank = %d" % group)
        return ", ".join(parts)


ISTIO = ("networking.istio.io", "security.istio.io", "telemetry.istio.io", "extensions.istio.io")


def kind_text(kind, group, versions, spec, at, symbol):
    flags = []
    if group not in ISTIO and group != "gateway.networking.k8s.io":
        flags.append("MW_KIND_PARTIAL")
    if kind in CLUSTER_SCOPED:
        flags.append("MW_KIND_CLUSTER_SCOPED")
    if group in ISTIO or group.endswith("istio.io"):
        flags.append("MW_KIND_PROTO")
    if at and spec.row.get("required") == "yes":
        flags.append("MW_KIND_SPEC_REQUIRED")
    return '.name = "%s", .group = "%s", .versions = "%s", .shape = %s, .at = "%s", .flags = %s' % (
        kind, group, versions, "&" + symbol if symbol else "NULL", at, " | ".join(flags) or "0")


# shapes that are used by name
PUBLIC = {"MeshConfig": "mesh_config", "WorkloadEntry": "workload_entry"}


def write_tables(kinds, prefixes):
    tables = Tables()
    rows = ['\t[MW_KIND_UNKNOWN] = { .name = "", .group = "", .versions = "" },']
    for kind, group, versions, spec, at in kinds:
        symbol = tables.shape(spec, PUBLIC.get(kind)) if signature(spec)[0] == "object" else None
        rows.append("\t[MW_KIND_%s] = { %s }," % (prefixes[kind, group].upper(), kind_text(kind, group, versions, spec, at, symbol)))
    c = ["/*", " * kinds.c - the field tables: made by schema/gen.py from tables.",
         " * Do not edit: change the tables or the script.", " */",
         '#include "model/kinds.h"', "", '#include "model/object.h"', '#include "model/schema.h"', "", "#include <stddef.h>", ""]
    for text, name in enums.items():
        c.append("static const struct mw_enum_value %s[] = {" % name)
        for part in text.split("|"):
            n, _, v = part.partition("=")
            c.append("\t{ %s, %s }," % (cstr(n), v))
        c.append("\t{ NULL, 0 },\n};")
    c += [""] + tables.lines + ["const struct mw_kind_info mw_kinds[MW_KIND_COUNT] = {"] + rows + ["};", ""]
    with open(os.path.join(OUT, "kinds.c"), "w") as f:
        f.write("\n".join(c))
    print(len(tables.of_text), "tables,", len(enums), "enums")


# groups whose kinds carry k8s_ in front of their names: Istio has a Gateway too
PLAIN_GATEWAY_API = {"BackendTLSPolicy", "GatewayClass", "ListenerSet", "ReferenceGrant"}


def c_name(kind, group):
    name = snake(re.sub("Route$", "_Route", kind))
    if group.endswith("istio.io") or kind in PLAIN_GATEWAY_API:
        return name
    return "k8s_" + name


def all_kinds():
    """(kind, group, versions, field tree of what is read, where that stands)"""
    kinds = []
    for (kind, group), (root, versions) in istio_kinds().items():
        spec = root.kids.get("spec")
        kinds.append((kind, group, versions, spec or root, "spec" if spec else ""))
    for (kind, group), (root, versions) in core_kinds().items():
        spec = root.kids["spec"] if kind == "IstioOperator" else root
        kinds.append((kind, group, versions, spec, "spec" if spec is not root else ""))
    return kinds


def name_structs(kinds):
    names = {}
    for kind, group, versions, spec, at in kinds:
        names[kind, group] = c_name(kind, group)
        # the whole spec of a kind carries the kind's name, shared or not
        if signature(spec)[0] == "object":
            named_signatures.setdefault(signature(spec), names[kind, group])
    for kind, group, versions, spec, at in kinds:
        collect_names(kind, spec)
    reserved.update(named_signatures.values())
    for kind, group, versions, spec, at in kinds:
        visit(names[kind, group], spec)
    return names


def struct_text(s, has_list, has_map):
    lines = ["struct mw_%s {" % s.name, "\tconst struct mw_node *node;"]
    for f in s.fields:
        if is_alias(f):
            continue
        c, t, sh = ctype(f)
        note = ""
        if t == "ENUM":
            note = "\t/* %s */" % f.row["enumNumbers"].replace("|", " ")
        elif f.row.get("deprecated") == "yes":
            note = "\t/* deprecated */"
        lines.append("\t%s%s;%s" % (c, snake(f.name), note))
    lines.append("};")
    many = "struct mw_%s_%s {\n\tconst struct mw_node *node;\n\tsize_t n;\n\tconst struct mw_%s *v;\n};"
    if has_list:
        lines.append(many % (s.name, "list", s.name))
    if has_map:
        lines.append("struct mw_%s_entry {\n\tstruct mw_string key;\n\tstruct mw_%s value;\n};" % (s.name, s.name))
        lines.append(many % (s.name, "map", s.name + "_entry"))
    return lines + [""]


def write_structs(kinds, names):
    used = collections.defaultdict(set)
    for s in shapes.values():
        for f in s.fields:
            c, t, sh = ctype(f)
            if sh:
                used[t].add(sh.name)
    h = ["/*", " * kinds.h - every kind as a struct: made by schema/gen.py from tables.", " *",
         " * Absent things are NULL or have a NULL node; see value.h for the leaves.",
         " * Do not edit: change the tables or the script.", " */",
         "#ifndef MW_MODEL_KINDS_H", "#define MW_MODEL_KINDS_H", "", '#include "model/value.h"', "",
         "enum mw_kind {", "\tMW_KIND_UNKNOWN,"]
    for kind, group, versions, spec, at in kinds:
        h.append("\tMW_KIND_%s,\t/* %s %s */" % (names[kind, group].upper(), group or "core", kind))
    h += ["\tMW_KIND_COUNT", "};", ""]
    for s in shapes.values():
        h += struct_text(s, s.name in used["OBJECT_LIST"], s.name in used["OBJECT_MAP"])
    h += ["#endif", ""]
    with open(os.path.join(OUT, "kinds.h"), "w") as f:
        f.write("\n".join(h))
    print(len(shapes), "structs,", len(kinds), "kinds")


def main():
    kinds = all_kinds()
    names = name_structs(kinds)
    write_structs(kinds, names)
    write_tables(kinds, names)


main()
