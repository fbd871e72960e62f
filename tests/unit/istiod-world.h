/*
 * istiod-world.h - small meshes for the tests of gateways and clusters, and one
 * compiled proxy of each.
 */
#ifndef MW_TESTS_ISTIOD_WORLD_H
#define MW_TESTS_ISTIOD_WORLD_H

#include "base/buf.h"
#include "base/str.h"
#include "istiod/builder.h"
#include "istiod/istiod.h"
#include "mesh/mesh.h"
#include "model/object.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- meshes ------------------------------------------------------------- */

#define NAMESPACE(name)                                                        \
	"apiVersion: v1\nkind: Namespace\nmetadata: {name: " name              \
	", labels: {istio-injection: enabled}}\n---\n"
#define POD(ns, name, labels, ip, args)                                        \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: " name ", namespace: " ns \
	", labels: {" labels "}}\n"                                            \
	"spec: {serviceAccountName: " name ", containers: [{name: istio-proxy" \
	", image: x, args: [" args "]}, {name: c, image: x}]}\n"               \
	"status: {podIP: " ip "}\n---\n"
#define BARE_POD(ns, name, labels, ip)                                         \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: " name ", namespace: " ns \
	", labels: {sidecar.istio.io/inject: \"false\", " labels "}}\n"        \
	"spec: {containers: [{name: c, image: x}]}\n"                          \
	"status: {podIP: " ip "}\n---\n"
#define SERVICE(ns, name, spec)                                                \
	"apiVersion: v1\nkind: Service\nmetadata: {name: " name                \
	", namespace: " ns "}\nspec: {" spec "}\n---\n"
#define ISTIO(kind, ns, name, spec)                                            \
	"apiVersion: networking.istio.io/v1\nkind: " kind                      \
	"\nmetadata: {name: " name ", namespace: " ns "}\nspec: {" spec        \
	"}\n---\n"
#define GATEWAY(name, servers)                                                 \
	ISTIO("Gateway", "edge", name,                                         \
	    "selector: {istio: gw}, servers: [" servers "]")
#define SERVER(port, name, protocol, hosts, more)                              \
	"{port: {number: " port ", name: " name ", protocol: " protocol        \
	"}, hosts: [" hosts "]" more "}"
#define TLS(mode) ", tls: {mode: " mode ", credentialName: c}"
#define VS(name, hosts, rest)                                                  \
	ISTIO("VirtualService", "shop", name,                                  \
	    "gateways: [edge/a, edge/b], hosts: [" hosts "], " rest)
#define RULE(ns, name, host, rest)                                             \
	ISTIO("DestinationRule", ns, name, "host: " host rest)
#define TO(name, subset)                                                       \
	"route: [{destination: {host: web, subset: " subset "}}], name: " name

#define EDGE                                                                   \
	NAMESPACE("shop") NAMESPACE("edge")                                    \
	POD("edge", "gw", "istio: gw", "10.0.0.1", "proxy, router")            \
	SERVICE("edge", "gw", "clusterIP: 10.9.0.1, selector: {istio: gw}, "   \
	    "ports: [{name: http, port: 80, targetPort: 8080}, "               \
	    "{name: https, port: 443, targetPort: 8443}]")
#define WEB                                                                    \
	POD("shop", "client", "app: client", "10.0.0.2", "proxy, sidecar")     \
	POD("shop", "web-1", "\"app\": web, version: v1", "10.0.0.3",          \
	    "proxy, sidecar")                                                  \
	SERVICE("shop", "web", "clusterIP: 10.9.0.2, selector: {app: web}, "   \
	    "ports: [{name: http, port: 80, targetPort: 8080}]")

struct world {
	const struct mw_mesh *mesh;
	struct mw_proxy *proxy;
};

static inline struct world
world(const char *ns, const char *pod, const char *text)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct world w = { 0 };
	const struct mw_workload *load;

	w.mesh = mw_mesh_load_text("test.yaml", text, strlen(text), &options);
	load = mw_mesh_workload(w.mesh, ns, pod);
	assert_non_null(load);
	w.proxy = mw_istiod_compile(w.mesh, load);
	return w;
}

static inline void
end(struct world *w)
{
	mw_proxy_free(w->proxy);
	mw_mesh_free(w->mesh);
}

/* How many things were left out for REASON. */
static inline size_t
omitted(const struct world *w, enum mw_omission_reason reason)
{
	size_t n = 0;

	for (size_t i = 0; i < w->proxy->n_omissions; i++)
		n += w->proxy->omissions[i].reason == reason;
	return n;
}

#endif
