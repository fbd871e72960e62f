/*
 * test-mesh.c - from documents to a sealed mesh: what is in force, settings,
 * services and their members, proxies, references, assumptions.
 */
#include "base/attr.h"
#include "base/buf.h"
#include "base/str.h"
#include "mesh/mesh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- documents ------------------------------------------------------ */

#define DOC(api, kind, ns, name, more)                                         \
	"apiVersion: " api "\nkind: " kind "\n"                                \
	"metadata: {name: " name ", namespace: " ns "}\n" more "\n---\n"
#define NAMESPACE(name, labels)                                                \
	"apiVersion: v1\nkind: Namespace\n"                                    \
	"metadata: {name: " name ", labels: {" labels "}}\n---\n"
#define POD(ns, name, labels, spec, status)                                    \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: " name ", namespace: "    \
	ns ", labels: {" labels "}}\nspec: {" spec "}\nstatus: {" status       \
	"}\n---\n"
#define SERVICE(ns, name, spec)                                                \
	DOC("v1", "Service", ns, name, "spec: {" spec "}")
#define ISTIO(kind, ns, name, spec)                                            \
	DOC("networking.istio.io/v1", kind, ns, name, "spec: {" spec "}")
#define HTTP80 "ports: [{name: http, port: 80, targetPort: 8080}]"

static const struct mw_mesh *mesh;

static int
teardown(void **state)
{
	(void)state;
	mw_mesh_free(mesh);
	mesh = NULL;
	return 0;
}

static const struct mw_mesh *
load_with(const struct mw_mesh_options *o, const char *text)
{
	mw_mesh_free(mesh);
	mesh = mw_mesh_load_text("t.yaml", text, strlen(text), o);
	return mesh;
}

static const struct mw_mesh *
load(const char *text)
{
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;

	o.strict = true;
	return load_with(&o, text);
}

static const struct mw_mesh *
load_lenient(const char *text)
{
	return load_with(NULL, text);
}

/* "address:port[name] pod tls", one a line. */
static void
expect_members(const char *host, const char *wanted)
{
	size_t n;
	const struct mw_service *const *s = mw_mesh_services(mesh, host, &n);
	struct mw_buf b = { 0 };

	assert_true(n > 0);
	for (size_t i = 0; i < s[0]->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s[0]->endpoints[i];

		mw_buf_printf(&b, "%s:%lld[%s] %s %s%s\n", e->address,
		    (long long)e->port, s[0]->ports[e->port_index].name,
		    e->workload != NULL ? e->workload->name : "-",
		    e->tls_mode, e->ready ? "" : " unready");
	}
	assert_string_equal(mw_buf_text(&b), wanted);
	mw_buf_release(&b);
}

static const struct mw_service *
service(const char *host)
{
	size_t n;
	const struct mw_service *const *s = mw_mesh_services(mesh, host, &n);

	assert_true(n > 0);
	return s[0];
}

static const struct mw_workload *
workload(const char *ns, const char *name)
{
	const struct mw_workload *w = mw_mesh_workload(mesh, ns, name);

	assert_non_null(w);
	return w;
}

static size_t
count_diags(enum mw_diag_code id)
{
	size_t n = 0;

	for (size_t i = 0; i < mesh->diags.n; i++)
		n += mesh->diags.v[i].id == id;
	return n;
}

/* ---- objects -------------------------------------------------------- */

static void
test_last_is_in_force(void **state)
{
	static const char text[] =
	    ISTIO("Gateway", "a", "g", "servers: []")
	    ISTIO("Gateway", "b", "g", "servers: []")
	    "apiVersion: networking.istio.io/v1beta1\nkind: Gateway\n"
	    "metadata: {name: g, namespace: a}\nspec: {selector: {x: z}}\n";
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;
	struct mw_variant_choice first = { "gateway", "a", "g", 1 };
	const struct mw_object *g;

	(void)state;
	load(text);
	assert_int_equal(mesh->all.n, 3);
	assert_int_equal(mesh->objects.n, 2);
	g = mw_mesh_find(mesh, MW_KIND_GATEWAY, "a", "g");
	assert_int_equal(g->order, 2);
	assert_int_equal(g->variants, 2);
	assert_int_equal(g->variant, 2);
	assert_ptr_equal(mesh->all.v[0]->superseded_by, g);
	assert_int_equal(count_diags(MW_DIAG_VARIANT), 1);

	o.variants = &first;
	o.n_variants = 1;
	load_with(&o, text);
	g = mw_mesh_find(mesh, MW_KIND_GATEWAY, "a", "g");
	assert_int_equal(g->order, 0);
	assert_ptr_equal(mesh->all.v[2]->superseded_by, g);
}

static void
test_lists_are_opened(void **state)
{
	(void)state;
	load("apiVersion: v1\nkind: List\nitems:\n"
	    "- {apiVersion: v1, kind: Service, metadata: {name: s}}\n"
	    "- {apiVersion: v1, kind: List, items: [{apiVersion: v1, "
	    "kind: Pod, metadata: {name: p}}]}\n");
	assert_int_equal(mesh->objects.n, 2);
	assert_non_null(mw_mesh_find(mesh, MW_KIND_K8S_POD, "default", "p"));
	assert_int_equal(mesh->n_namespaces, 1);
}

static void
test_order(void **state)
{
	static const char *const wanted[] = { "old", "a", "b", "b" };
	const struct mw_objects *all;

	(void)state;
	load(ISTIO("VirtualService", "n2", "b", "hosts: [x.y]")
	    ISTIO("VirtualService", "n1", "b", "hosts: [x.y]")
	    ISTIO("VirtualService", "n1", "a", "hosts: [x.y]")
	    "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
	    "metadata: {name: old, namespace: z, creationTimestamp: "
	    "'2020-01-01T00:00:00Z'}\nspec: {hosts: [x.y]}\n");
	all = &mesh->of_kind[MW_KIND_VIRTUAL_SERVICE];
	assert_int_equal(all->n, 4);
	for (size_t i = 0; i < all->n; i++)
		assert_string_equal(all->v[i]->name, wanted[i]);
	assert_string_equal(all->v[2]->ns, "n1");
}

/* ---- settings ------------------------------------------------------- */

static void
test_defaults(void **state)
{
	(void)state;
	load("");
	assert_non_null(mesh->settings.config);
	assert_null(mesh->settings.object);
	assert_string_equal(mesh->settings.root_namespace, "istio-system");
	assert_string_equal(mesh->settings.trust_domain, "cluster.local");
	assert_int_equal(mesh->settings.outbound, MW_OUTBOUND_ALLOW_ANY);
	assert_int_equal(mesh->settings.normalization, MW_NORMALIZE_BASE);
	assert_true(mesh->settings.auto_mtls);
	assert_true(mesh->settings.locality_lb);
	assert_true(mesh->settings.connect_timeout_ns == 10000000000);
}

static void
test_config_map(void **state)
{
	const struct mw_settings *s;
	struct mw_span span;

	(void)state;
	load("apiVersion: v1\nkind: ConfigMap\n"
	    "metadata: {name: istio, namespace: istio-system}\n"
	    "data:\n"
	    "  mesh: |-\n"
	    "    trustDomain: td.example\n"
	    "    outboundTrafficPolicy: {}\n"
	    "    enableAutoMtls: false\n"
	    "    pathNormalization: {normalization: MERGE_SLASHES}\n"
	    "    rootNamespace: mesh-root\n"
	    "    nonsense: 1\n");
	s = &mesh->settings;
	assert_string_equal(s->trust_domain, "td.example");
	assert_string_equal(s->root_namespace, "mesh-root");
	assert_string_equal(s->object->name, "istio");
	/* a block without its enum has the zero one (R13) */
	assert_int_equal(s->outbound, MW_OUTBOUND_REGISTRY_ONLY);
	assert_int_equal(s->normalization, MW_NORMALIZE_MERGE_SLASHES);
	assert_false(s->auto_mtls);
	/* places are those in the file around it */
	span = mw_node_span(s->config->trust_domain.node);
	assert_string_equal(span.file, "t.yaml");
	assert_int_equal(span.line, 6);
	assert_int_equal(span.column, 18);
	assert_int_equal(count_diags(MW_DIAG_UNKNOWN_FIELD), 1);
	for (size_t i = 0; i < mesh->diags.n; i++)
		if (mesh->diags.v[i].id == MW_DIAG_UNKNOWN_FIELD)
			assert_int_equal(mesh->diags.v[i].span.line, 11);
}

static void
test_operator(void **state)
{
	(void)state;
	load("apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n"
	    "metadata: {name: x}\nspec:\n  meshConfig:\n"
	    "    outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n");
	assert_int_equal(mesh->settings.outbound, MW_OUTBOUND_REGISTRY_ONLY);
}

/* ---- protocols and hosts -------------------------------------------- */

static void
test_protocols(void **state)
{
	static const struct {
		const char *name, *app;
		int64_t number;
		enum mw_protocol is;
	} ports[] = {
		{ "http", NULL, 80, MW_PROTO_HTTP },
		{ "http-web", NULL, 80, MW_PROTO_HTTP },
		{ "HTTP2-x", NULL, 80, MW_PROTO_HTTP2 },
		{ "grpc-web-x", NULL, 80, MW_PROTO_GRPC_WEB },
		{ "grpc", NULL, 80, MW_PROTO_GRPC },
		{ "httpx", NULL, 80, MW_PROTO_AUTO },
		{ "", NULL, 3306, MW_PROTO_TCP },
		{ "web", NULL, 53, MW_PROTO_TCP },
		{ "http", "tcp", 80, MW_PROTO_TCP },
		{ "tcp", "kubernetes.io/h2c", 80, MW_PROTO_HTTP2 },
		{ "tcp", "kubernetes.io/wss", 80, MW_PROTO_HTTPS },
		{ NULL, NULL, 8080, MW_PROTO_AUTO },
		{ "mongo", NULL, 1, MW_PROTO_MONGO },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(ports); i++)
		assert_int_equal(mw_protocol_of_port(ports[i].name,
		    ports[i].app, ports[i].number), ports[i].is);
	assert_int_equal(mw_protocol_parse("https"), MW_PROTO_HTTPS);
	assert_int_equal(mw_protocol_parse(""), MW_PROTO_AUTO);
	assert_true(mw_protocol_is_tcp(MW_PROTO_TLS));
	assert_false(mw_protocol_is_http(MW_PROTO_HTTPS));
	assert_true(mw_protocol_is_http2(MW_PROTO_GRPC));
}

static void
test_hosts(void **state)
{
	struct mw_arena *a = mw_arena_new();

	(void)state;
	load("");
	assert_string_equal(mw_host_expand(a, mesh, "x", "nn"),
	    "x.nn.svc.cluster.local");
	assert_string_equal(mw_host_expand(a, mesh, "x.n", "nn"), "x.n");
	assert_string_equal(mw_host_expand(a, mesh, "*", "nn"), "*");
	assert_string_equal(mw_host_expand(a, mesh, "::1", "nn"), "::1");
	assert_true(mw_host_covers("*", "a.b"));
	assert_true(mw_host_covers("*.b", "a.b"));
	assert_true(mw_host_covers("*.b", "*.a.b"));
	assert_false(mw_host_covers("*.b", "b"));
	assert_false(mw_host_covers("*.a.b", "*.b"));
	assert_false(mw_host_covers("a.b", "*.b"));
	assert_true(mw_host_overlaps("a.b", "*.b"));
	mw_arena_free(a);
}

/* ---- services ------------------------------------------------------- */

/* What is made up stays, though something is gone. */
static void
test_addresses_like_another_mesh(void **state)
{
	static const char world[] = SERVICE("nn", "a", HTTP80)
	    SERVICE("nn", "b", HTTP80) SERVICE("nn", "c", HTTP80);
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;
	const char *at = strstr(world, "name: b");
	const struct mw_mesh *other;
	const struct mw_service *b;
	struct mw_buf less = { 0 };

	(void)state;
	load(world);
	o.like = mesh;
	mw_buf_add(&less, world, (size_t)(at - world));
	mw_buf_printf(&less, "name: aa%s", at + strlen("name: b"));
	other = mw_mesh_load_text("like.yaml", mw_buf_text(&less), less.len,
	    &o);
	for (size_t i = 0; i < mesh->n_services; i++) {
		const struct mw_service *s = mesh->services[i];
		const struct mw_service *same = mw_mesh_service(other,
		    s->hostname, s->ns);

		assert_true(s->invented_address);
		if (same != NULL)
			assert_string_equal(same->address, s->address);
	}
	b = mw_mesh_service(other, "aa.nn.svc.cluster.local", "nn");
	assert_non_null(b);
	assert_true(b->invented_address);
	for (size_t i = 0; i < other->n_services; i++)
		assert_true(other->services[i] == b || strcmp(b->address,
		    other->services[i]->address) != 0);
	mw_mesh_free(other);
	mw_buf_release(&less);
}

static void
test_kubernetes_services(void **state)
{
	(void)state;
	load(SERVICE("nn", "plain", HTTP80)
	    SERVICE("nn", "other", HTTP80)
	    SERVICE("nn", "given", "clusterIP: 10.96.0.1, " HTTP80)
	    SERVICE("nn", "headless", "clusterIP: None, " HTTP80)
	    SERVICE("nn", "udp", "ports: [{name: dns, port: 53, protocol: UDP}]"));
	assert_int_equal(mesh->n_services, 5);
	assert_string_equal(service("given.nn.svc.cluster.local")->address,
	    "10.96.0.1");
	assert_true(service("plain.nn.svc.cluster.local")->invented_address);
	assert_string_not_equal(service("plain.nn.svc.cluster.local")->address,
	    service("other.nn.svc.cluster.local")->address);
	assert_string_not_equal(service("plain.nn.svc.cluster.local")->address,
	    "10.96.0.1");
	assert_true(service("headless.nn.svc.cluster.local")->headless);
	assert_int_equal(service("headless.nn.svc.cluster.local")->resolution,
	    MW_RESOLVE_PASSTHROUGH);
	assert_int_equal(service("udp.nn.svc.cluster.local")->ports[0].protocol,
	    MW_PROTO_UDP);
}

static void
test_service_entries(void **state)
{
	const struct mw_service *const *s;
	size_t n;

	(void)state;
	load(ISTIO("ServiceEntry", "nn", "e", "hosts: [b.com, '*.c.com'], "
	    "addresses: [1.2.3.4/32, 10.0.0.0/8, nonsense], resolution: NONE, "
	    "ports: [{number: 443, name: tls, protocol: TLS}]")
	    ISTIO("ServiceEntry", "nn", "d", "hosts: [d.com], resolution: DNS, "
	    "location: MESH_INTERNAL, exportTo: ['.', other], "
	    "ports: [{number: 80, name: x, protocol: HTTP, targetPort: 81}]")
	    ISTIO("ServiceEntry", "nn", "s", "hosts: [s.com], resolution: "
	    "STATIC, endpoints: [{address: 1.1.1.2, ports: {x: 9}}, "
	    "{address: 1.1.1.1, serviceAccount: sa, weight: 5}], "
	    "ports: [{number: 80, name: x, protocol: HTTP}]"));
	s = mw_mesh_services(mesh, "b.com", &n);
	assert_int_equal(n, 2);
	assert_string_equal(s[0]->address, "1.2.3.4");
	assert_string_equal(s[1]->address, "10.0.0.0/8");
	assert_true(s[0]->external);
	assert_int_equal(s[0]->n_endpoints, 0);
	assert_string_equal(service("d.com")->address, "0.0.0.0");
	assert_int_equal(service("d.com")->n_addresses, 0);
	assert_true(mw_service_visible(service("d.com"), "nn"));
	assert_true(mw_service_visible(service("d.com"), "other"));
	assert_false(mw_service_visible(service("d.com"), "third"));
	assert_null(mw_mesh_service(mesh, "d.com", "third"));
	expect_members("d.com", "d.com:81[x] - disabled\n");
	expect_members("s.com",
	    "1.1.1.1:80[x] - istio\n1.1.1.2:9[x] - disabled\n");
}

/* R21, R125 */
static void
test_same_host(void **state)
{
	(void)state;
	load(ISTIO("ServiceEntry", "a", "x", "hosts: [s.b.svc.cluster.local]")
	    SERVICE("b", "s", HTTP80)
	    ISTIO("ServiceEntry", "c", "yy", "hosts: [s.b.svc.cluster.local]"));
	assert_true(mw_mesh_service(mesh, "s.b.svc.cluster.local", "z")
	    ->kubernetes);
	assert_string_equal(mw_mesh_service(mesh, "s.b.svc.cluster.local",
	    "c")->name, "yy");
}

static void
test_aliases(void **state)
{
	const struct mw_service *end;

	(void)state;
	load(SERVICE("nn", "one", "type: ExternalName, "
	    "externalName: two.nn.svc.cluster.local")
	    SERVICE("nn", "two", "type: ExternalName, "
	    "externalName: end.nn.svc.cluster.local")
	    SERVICE("nn", "end", HTTP80)
	    SERVICE("nn", "loop", "type: ExternalName, "
	    "externalName: pool.nn.svc.cluster.local")
	    SERVICE("nn", "pool", "type: ExternalName, "
	    "externalName: loop.nn.svc.cluster.local")
	    SERVICE("nn", "self", "type: ExternalName, "
	    "externalName: self.nn.svc.cluster.local")
	    SERVICE("nn", "out", "type: ExternalName, externalName: a.com"));
	end = service("end.nn.svc.cluster.local");
	assert_int_equal(end->n_aliases, 2);
	assert_string_equal(end->aliases[0]->name, "one");
	assert_ptr_equal(service("one.nn.svc.cluster.local")->alias_of, end);
	assert_null(service("loop.nn.svc.cluster.local")->alias_of);
	assert_null(service("self.nn.svc.cluster.local")->alias_of);
	assert_null(service("out.nn.svc.cluster.local")->alias_of);
	assert_string_equal(service("out.nn.svc.cluster.local")->external_name,
	    "a.com");
}

/* ---- members -------------------------------------------------------- */

#define APP "containers: [{name: c, ports: [{name: web, containerPort: "

static void
test_selected(void **state)
{
	(void)state;
	load(NAMESPACE("nn", "istio-injection: enabled")
	    SERVICE("nn", "s", "selector: {app: x}, ports: [{name: http, "
	    "port: 80, targetPort: web}, {name: tcp, port: 9}]")
	    POD("nn", "b", "app: x", APP "81}]}]", "podIP: 10.0.0.1")
	    POD("nn", "a", "'app': x, v: '2'", APP "82}]}]", "podIP: 10.0.0.2")
	    POD("nn", "c", "app: z", APP "83}]}]", "podIP: 10.0.0.3")
	    POD("m", "d", "app: x", APP "84}]}]", "podIP: 10.0.0.4")
	    POD("nn", "e", "app: x, sidecar.istio.io/inject: 'false'",
	    APP "85}]}]", "podIP: 10.0.0.5, conditions: [{type: Ready, "
	    "status: 'False'}]")
	    POD("nn", "f", "app: x", APP "86}]}]", "podIP: 10.0.0.6, "
	    "phase: Succeeded"));
	expect_members("s.nn.svc.cluster.local",
	    "10.0.0.2:82[http] a istio\n10.0.0.2:9[tcp] a istio\n"
	    "10.0.0.1:81[http] b istio\n10.0.0.1:9[tcp] b istio\n"
	    "10.0.0.5:85[http] e disabled unready\n"
	    "10.0.0.5:9[tcp] e disabled unready\n");
	assert_int_equal(workload("nn", "a")->n_services, 1);
	assert_int_equal(workload("nn", "c")->n_services, 0);
	assert_ptr_equal(mw_mesh_workload_by_ip(mesh, "10.0.0.4"),
	    workload("m", "d"));
	assert_string_equal(workload("nn", "a")->identity,
	    "spiffe://cluster.local/ns/nn/sa/default");
}

static void
test_listed(void **state)
{
	(void)state;
	load(SERVICE("nn", "s", "selector: {app: x}, " HTTP80)
	    SERVICE("nn", "t", HTTP80)
	    POD("nn", "a", "app: x", "", "podIP: 10.0.0.1")
	    "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\n"
	    "metadata: {name: s-1, namespace: nn, labels: "
	    "{kubernetes.io/service-name: s}}\naddressType: IPv4\n"
	    "endpoints: [{addresses: [10.0.0.9], conditions: {ready: false}},"
	    " {addresses: [10.0.0.1], targetRef: {kind: Pod, name: a}}]\n"
	    "ports: [{name: http, port: 7}]\n---\n"
	    "apiVersion: v1\nkind: Endpoints\n"
	    "metadata: {name: t, namespace: nn}\nsubsets: [{addresses: "
	    "[{ip: 10.0.0.1}], ports: [{name: http, port: 8}]}]\n");
	expect_members("s.nn.svc.cluster.local",
	    "10.0.0.9:7[http] - disabled unready\n"
	    "10.0.0.1:7[http] a disabled\n");
	expect_members("t.nn.svc.cluster.local",
	    "10.0.0.1:8[http] a disabled\n");
}

static void
test_entries(void **state)
{
	(void)state;
	load(ISTIO("WorkloadEntry", "nn", "vm", "address: 9.9.9.9, labels: "
	    "{app: x}, serviceAccount: vm, ports: {http: 7000}")
	    POD("nn", "p", "app: x", "", "podIP: 9.9.9.8")
	    ISTIO("ServiceEntry", "nn", "s", "hosts: [x.com], resolution: "
	    "STATIC, location: MESH_INTERNAL, workloadSelector: {labels: "
	    "{app: x}}, ports: [{number: 80, name: http, protocol: HTTP}]")
	    SERVICE("nn", "k", "selector: {app: x}, " HTTP80));
	expect_members("x.com",
	    "9.9.9.9:7000[http] vm istio\n9.9.9.8:80[http] p disabled\n");
	expect_members("k.nn.svc.cluster.local",
	    "9.9.9.9:7000[http] vm istio\n9.9.9.8:8080[http] p disabled\n");
	assert_int_equal(workload("nn", "vm")->reason,
	    MW_PROXY_REASON_NOT_A_POD);
}

/* ---- workloads ------------------------------------------------------ */

#define DEPLOYMENT(name, app)                                                  \
	"apiVersion: apps/v1\nkind: Deployment\n"                              \
	"metadata: {name: " name ", namespace: nn}\n"                           \
	"spec: {replicas: 3, selector: {matchLabels: {app: " app "}}, "        \
	"template: {metadata: {labels: {app: " app "}}, spec: "                \
	"{serviceAccountName: sa, containers: [{name: c, image: i}]}}}\n---\n"

static void
test_templates(void **state)
{
	(void)state;
	load(DEPLOYMENT("alone", "alone") DEPLOYMENT("matched", "m")
	    DEPLOYMENT("owner", "other")
	    POD("nn", "m-1", "app: m", "", "")
	    "apiVersion: v1\nkind: Pod\nmetadata: {name: owner-5c-1, "
	    "namespace: nn, ownerReferences: [{apiVersion: apps/v1, kind: "
	    "ReplicaSet, name: owner-5c, uid: u}]}\nspec: {}\n---\n"
	    SERVICE("nn", "alone", "selector: {app: alone}, " HTTP80));
	assert_int_equal(mesh->n_workloads, 3);
	assert_int_equal(workload("nn", "alone")->replicas, 3);
	assert_true(workload("nn", "alone")->invented_ip);
	assert_string_equal(workload("nn", "alone")->service_account, "sa");
	/* the name of an owner finds its pod */
	assert_string_equal(workload("nn", "matched")->name, "m-1");
	assert_string_equal(workload("nn", "owner")->name, "owner-5c-1");
	assert_int_equal(service("alone.nn.svc.cluster.local")->n_endpoints, 1);
}

#define PROXY "containers: [{name: istio-proxy, args: [proxy, "

static void
test_proxies(void **state)
{
	static const struct {
		const char *ns, *name;
		enum mw_proxy_kind kind;
		enum mw_proxy_reason reason;
		const char *tls;
	} pods[] = {
#define P(ns, name, kind, reason, tls)                                         \
	{ ns, name, MW_PROXY_##kind, MW_PROXY_REASON_##reason, tls }
		P("inj", "plain", SIDECAR, NAMESPACE_ENABLED, "istio"),
		P("inj", "nope", NONE, POD_DISABLED, "disabled"),
		P("inj", "off-tls", SIDECAR, NAMESPACE_ENABLED, "disabled"),
		P("inj", "note", NONE, POD_ANNOTATION_DISABLED, "disabled"),
		P("inj", "host", NONE, HOST_NETWORK, "disabled"),
		P("inj", "gw", GATEWAY, ROUTER_CONTAINER, "disabled"),
		P("inj", "gt", GATEWAY, GATEWAY_TEMPLATE, "disabled"),
		P("dis", "yea", NONE, NAMESPACE_DISABLED, "disabled"),
		P("none", "plain", NONE, NAMESPACE_UNLABELLED, "disabled"),
		P("none", "yea", SIDECAR, POD_ENABLED, "istio"),
		P("none", "rev", SIDECAR, POD_REVISION, "istio"),
		P("none", "has", SIDECAR, INJECTED_ALREADY, "istio"),
		P("rev", "plain", SIDECAR, NAMESPACE_REVISION, "istio"),
		P("amb", "plain", ZTUNNEL, AMBIENT_NAMESPACE, "disabled"),
		P("amb", "out", NONE, AMBIENT_OPT_OUT, "disabled"),
		P("kube-system", "yea", NONE, SYSTEM_NAMESPACE, "disabled"),
#undef P
	};

	(void)state;
	load(NAMESPACE("inj", "istio-injection: enabled")
	    NAMESPACE("dis", "istio-injection: disabled")
	    NAMESPACE("none", "") NAMESPACE("rev", "istio.io/rev: r1")
	    NAMESPACE("amb", "istio.io/dataplane-mode: ambient")
	    POD("inj", "plain", "", "", "")
	    POD("inj", "nope", "sidecar.istio.io/inject: 'false'", "", "")
	    POD("inj", "off-tls", "security.istio.io/tlsMode: disabled", "", "")
	    "apiVersion: v1\nkind: Pod\nmetadata: {name: note, namespace: inj, "
	    "annotations: {sidecar.istio.io/inject: 'false'}}\n---\n"
	    POD("inj", "host", "", "hostNetwork: true", "")
	    POD("inj", "gw", "", PROXY "router]}]", "")
	    "apiVersion: v1\nkind: Pod\nmetadata: {name: gt, namespace: inj, "
	    "annotations: {inject.istio.io/templates: 'x, gateway'}}\n---\n"
	    POD("dis", "yea", "sidecar.istio.io/inject: 'true'", "", "")
	    POD("none", "plain", "", "", "")
	    POD("none", "yea", "sidecar.istio.io/inject: 'true'", "", "")
	    POD("none", "rev", "istio.io/rev: r1", "", "")
	    POD("none", "has", "", PROXY "sidecar]}]", "")
	    POD("rev", "plain", "", "", "")
	    POD("amb", "plain", "", "", "")
	    POD("amb", "out", "istio.io/dataplane-mode: none", "", "")
	    POD("kube-system", "yea", "sidecar.istio.io/inject: 'true'", "",
	    ""));
	for (size_t i = 0; i < MW_LEN(pods); i++) {
		const struct mw_workload *w = workload(pods[i].ns,
		    pods[i].name);

		assert_string_equal(mw_proxy_reason_text(w->reason),
		    mw_proxy_reason_text(pods[i].reason));
		assert_int_equal(w->proxy, pods[i].kind);
		assert_string_equal(w->tls_mode, pods[i].tls);
	}
	assert_non_null(workload("inj", "plain")->reason_node);
	assert_string_equal(workload("inj", "plain")->reason_object->name,
	    "inj");
}

static void
test_other_revision(void **state)
{
	(void)state;
	load("apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n"
	    "metadata: {name: x}\nspec: {revision: r2}\n---\n"
	    NAMESPACE("rev", "istio.io/rev: r1") POD("rev", "p", "", "", ""));
	assert_int_equal(workload("rev", "p")->reason,
	    MW_PROXY_REASON_OTHER_REVISION);
}

static void
test_locality(void **state)
{
	const struct mw_workload *w;

	(void)state;
	load("apiVersion: v1\nkind: Node\nmetadata: {name: n1, labels: "
	    "{topology.kubernetes.io/region: r, topology.kubernetes.io/zone: "
	    "z}}\n---\n" POD("nn", "p", "app: x", "nodeName: n1", ""));
	w = workload("nn", "p");
	assert_string_equal(w->locality, "r/z");
	assert_string_equal(mw_labels_get(w->topology_labels,
	    "topology.kubernetes.io/zone"), "z");
	assert_string_equal(mw_labels_get(w->topology_labels, "app"), "x");
	assert_null(mw_labels_get(w->labels, "topology.kubernetes.io/zone"));
}

/* ---- exportTo ------------------------------------------------------- */

static void
test_exported(void **state)
{
	struct mw_string star = { "*", NULL }, own = { ".", NULL },
	    none = { "~", NULL }, other = { "b", NULL };
	struct mw_strings all = { NULL, 1, &star }, mine = { NULL, 1, &own },
	    nobody = { NULL, 1, &none }, one = { NULL, 1, &other };

	(void)state;
	assert_true(mw_exported(NULL, NULL, "a", "z"));
	assert_true(mw_exported(NULL, &mine, "a", "a"));
	assert_false(mw_exported(NULL, &mine, "a", "z"));
	assert_true(mw_exported(&all, &mine, "a", "z"));
	assert_false(mw_exported(&nobody, NULL, "a", "a"));
	assert_true(mw_exported(&one, NULL, "a", "b"));
	assert_false(mw_exported(&one, NULL, "a", "a"));
}

/* ---- references ----------------------------------------------------- */

static const struct mw_ref *
ref_of(enum mw_kind kind, const char *ns, const char *name, const char *what)
{
	struct mw_ref_list l = mw_refs_from(mesh,
	    mw_mesh_find(mesh, kind, ns, name));
	static struct mw_ref r;

	for (size_t i = 0; i < l.n; i++) {
		r = mw_ref_at(&l, i);
		if (strcmp(r.what, what) == 0)
			return &r;
	}
	return NULL;
}

static void
test_references(void **state)
{
	const struct mw_ref *r;
	struct mw_ref_list to;

	(void)state;
	load(SERVICE("nn", "s", "selector: {app: x}, " HTTP80)
	    POD("nn", "p", "app: x", "", "")
	    POD("gw", "g", "istio: ingress", PROXY "router]}]", "")
	    ISTIO("Gateway", "gw", "g", "selector: {istio: ingress}, servers: "
	    "[{port: {number: 443, name: h, protocol: HTTPS}, hosts: ['*'], "
	    "tls: {mode: SIMPLE, credentialName: cert}}]")
	    ISTIO("VirtualService", "nn", "v", "hosts: [a.com], gateways: "
	    "[gw/g, gw/typo], http: [{route: [{destination: {host: s, subset: "
	    "one}}]}, {route: [{destination: {host: s, subset: two}}]}, "
	    "{route: [{destination: {host: ss}}]}, {delegate: {name: d}}]")
	    ISTIO("DestinationRule", "nn", "d", "host: s, subsets: [{name: one, "
	    "labels: {v: '1'}}]")
	    ISTIO("Sidecar", "nn", "sc", "workloadSelector: {labels: {app: z}}"));
	r = ref_of(MW_KIND_VIRTUAL_SERVICE, "nn", "v", "gateway");
	assert_string_equal(r->to->name, "g");
	assert_string_equal(r->text, "gw/g");
	r = ref_of(MW_KIND_VIRTUAL_SERVICE, "nn", "v", "subset");
	assert_int_equal(r->to->kind, MW_KIND_DESTINATION_RULE);
	r = ref_of(MW_KIND_VIRTUAL_SERVICE, "nn", "v", "delegate");
	assert_true(r->missing);
	r = ref_of(MW_KIND_GATEWAY, "gw", "g", "workload");
	assert_int_equal(r->to->kind, MW_KIND_K8S_POD);
	r = ref_of(MW_KIND_GATEWAY, "gw", "g", "secret");
	assert_true(r->missing && r->assumed);
	r = ref_of(MW_KIND_SIDECAR, "nn", "sc", "workload");
	assert_true(r->missing);
	/* the typo, subset two, host ss, the delegate, the Sidecar */
	assert_int_equal(count_diags(MW_DIAG_MISSING_REFERENCE), 5);
	to = mw_refs_to(mesh, mw_mesh_find(mesh, MW_KIND_K8S_SERVICE, "nn",
	    "s"));
	assert_int_equal(to.n, 3);
	assert_string_equal(mw_ref_at(&to, 0).what, "destination");
	assert_string_equal(mw_ref_at(&to, 2).from->kind_name,
	    "DestinationRule");
}

static void
test_hints(void **state)
{
	bool dotted = false, near = false, elsewhere = false;

	(void)state;
	load(SERVICE("prod", "reviews", HTTP80)
	    ISTIO("Gateway", "gw", "g", "servers: []")
	    ISTIO("VirtualService", "nn", "v", "hosts: [a.com], gateways: [g], "
	    "http: [{route: [{destination: {host: reviews.prod}}]}, {route: "
	    "[{destination: {host: review.prod.svc.cluster.local}}]}]"));
	for (size_t i = 0; i < mesh->diags.n; i++) {
		const char *hint = mw_str_or_empty(mesh->diags.v[i].hint);

		dotted = dotted || strstr(hint, "not expanded") != NULL;
		near = near || strstr(hint, "'reviews.prod.svc") != NULL;
		elsewhere = elsewhere || strstr(hint, "namespace 'gw'") != NULL;
	}
	assert_true(dotted);
	assert_true(near);
	assert_true(elsewhere);
}

/* ---- assumptions ---------------------------------------------------- */

static const char only_istio[] =
    ISTIO("VirtualService", "nn", "v", "hosts: [reviews], http: [{match: "
    "[{port: 9080}], route: [{destination: {host: reviews, subset: v1}}], "
    "mirror: {host: copy.other.svc.cluster.local}}, {route: [{destination: "
    "{host: ext.com}}]}]")
    ISTIO("DestinationRule", "nn", "d", "host: reviews, subsets: [{name: v1, "
    "labels: {version: v1}}, {name: all}, {name: v2, labels: {version: v2}}]")
    ISTIO("Gateway", "nn", "g", "selector: {istio: ingressgateway}, servers: "
    "[{port: {number: 8443, name: x, protocol: HTTP}, hosts: ['*']}]")
    DOC("security.istio.io/v1", "AuthorizationPolicy", "nn", "p", "spec: "
    "{selector: {matchLabels: {app: back, tier: t}}, rules: [{from: "
    "[{source: {principals: [cluster.local/ns/m/sa/front]}}]}]}");

static void
test_assumptions(void **state)
{
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;
	static const int64_t ports[] = { 8000 };
	const struct mw_workload *w;
	size_t n;

	(void)state;
	o.ports = ports;
	o.n_ports = 1;
	load_with(&o, only_istio);
	expect_members("reviews.nn.svc.cluster.local",
	    "10.244.0.4:9080[http-9080] reviews-v1 istio\n"
	    "10.244.0.5:9080[http-9080] reviews-v2 istio\n");
	assert_true(service("reviews.nn.svc.cluster.local")->assumed);
	/* no document says a port: the request's, and 80 */
	assert_int_equal(service("copy.other.svc.cluster.local")->n_ports, 2);
	mw_mesh_services(mesh, "ext.com", &n);
	assert_int_equal(n, 0);
	w = workload("istio-system", "istio-ingressgateway");
	assert_int_equal(w->proxy, MW_PROXY_GATEWAY);
	assert_int_equal(w->n_services, 1);
	assert_non_null(mw_service_port(w->services[0], 8443));
	assert_false(mw_service_visible(w->services[0], "nn"));
	w = workload("nn", "back");
	assert_int_equal(w->labels->n, 2);
	assert_int_equal(w->proxy, MW_PROXY_SIDECAR);
	assert_int_equal(w->reason, MW_PROXY_REASON_ASSUMED_SIDECAR);
	assert_string_equal(workload("m", "front")->identity,
	    "spiffe://cluster.local/ns/m/sa/front");
	mw_mesh_assumptions(mesh, &n);
	assert_int_equal(n, 10);
	assert_int_equal(count_diags(MW_DIAG_ASSUMED), 10);
}

static void
test_nothing_assumed(void **state)
{
	struct mw_buf b = { 0 };
	size_t n;

	(void)state;
	load(only_istio);
	assert_int_equal(mesh->n_services + mesh->n_workloads, 0);
	/* one Service is enough; the gateway is another matter */
	mw_buf_adds(&b, only_istio);
	mw_buf_adds(&b, SERVICE("nn", "x", HTTP80));
	load_lenient(mw_buf_text(&b));
	mw_mesh_assumptions(mesh, &n);
	assert_int_equal(n, 2);
	assert_int_equal(mesh->n_workloads, 1);
	/* and one gateway pod ends that too */
	mw_buf_adds(&b, POD("nn", "g", "istio: other", PROXY "router]}]", ""));
	load_lenient(mw_buf_text(&b));
	mw_mesh_assumptions(mesh, &n);
	assert_int_equal(n, 0);
	mw_buf_release(&b);
}

static void
test_nothing_at_all(void **state)
{
	size_t n;

	(void)state;
	load("{");
	assert_int_equal(mesh->all.n, 0);
	assert_true(mw_diags_count(&mesh->diags, MW_ERROR) > 0);
	assert_null(mw_mesh_find(mesh, MW_KIND_GATEWAY, "a", "b"));
	assert_null(mw_mesh_services(mesh, "x", &n));
	assert_int_equal(n, 0);
	assert_null(mw_mesh_workload_by_ip(mesh, "1.1.1.1"));
	assert_int_equal(mw_refs_from(mesh, NULL).n, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(test_##name, teardown)
	const struct CMUnitTest tests[] = {
		TEST(last_is_in_force),
		TEST(lists_are_opened),
		TEST(order),
		TEST(defaults),
		TEST(config_map),
		TEST(operator),
		TEST(protocols),
		TEST(hosts),
		TEST(kubernetes_services),
		TEST(addresses_like_another_mesh),
		TEST(service_entries),
		TEST(same_host),
		TEST(aliases),
		TEST(selected),
		TEST(listed),
		TEST(entries),
		TEST(templates),
		TEST(proxies),
		TEST(other_revision),
		TEST(locality),
		TEST(exported),
		TEST(references),
		TEST(hints),
		TEST(assumptions),
		TEST(nothing_assumed),
		TEST(nothing_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
