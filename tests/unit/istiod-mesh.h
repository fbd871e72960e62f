/*
 * istiod-mesh.h - small meshes for tests of the security side of istiod.
 *
 * The proxy of pod foo/b is compiled; service b leads to its port 8080.
 */
#ifndef MW_TESTS_ISTIOD_MESH_H
#define MW_TESTS_ISTIOD_MESH_H

#include "istiod/istiod.h"
#include "mesh/mesh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NAMESPACES                                                             \
	"apiVersion: v1\n"                                                     \
	"kind: Namespace\n"                                                    \
	"metadata: {name: foo, labels: {istio-injection: enabled}}\n"          \
	"---\n"

#define POD(name)                                                              \
	"apiVersion: v1\n"                                                     \
	"kind: Pod\n"                                                          \
	"metadata: {name: " name ", namespace: foo, labels: {app: " name       \
	"}}\n"                                                                 \
	"spec: {serviceAccountName: " name ", containers: [{name: c, image: "  \
	"x, ports: [{containerPort: 8080}]}]}\n"                               \
	"status: {podIP: 10.1.1.1, podIPs: [{ip: 10.1.1.1}]}\n"                \
	"---\n"

#define SERVICE(name, ports)                                                   \
	"apiVersion: v1\n"                                                     \
	"kind: Service\n"                                                      \
	"metadata: {name: " name ", namespace: foo}\n"                         \
	"spec: {selector: {app: b}, ports: [" ports "]}\n"                     \
	"---\n"

#define HTTP_PORT "{name: http, port: 80, targetPort: 8080}"

#define OBJECT(kind, name, ns, spec)                                           \
	"apiVersion: security.istio.io/v1\n"                                   \
	"kind: " kind "\n"                                                     \
	"metadata: {name: " name ", namespace: " ns "}\n"                      \
	"spec: " spec "\n"                                                     \
	"---\n"

#define PEER(name, ns, spec) OBJECT("PeerAuthentication", name, ns, spec)
#define POLICY(name, ns, spec) OBJECT("AuthorizationPolicy", name, ns, spec)

#define MESH_CONFIG(text)                                                      \
	"apiVersion: v1\n"                                                     \
	"kind: ConfigMap\n"                                                    \
	"metadata: {name: istio, namespace: istio-system}\n"                   \
	"data:\n  mesh: |\n" text "---\n"

#define SELECT "selector: {matchLabels: {app: b}}"

#define BASE NAMESPACES POD("b") SERVICE("b", HTTP_PORT)

struct world {
	const struct mw_mesh *mesh;
	struct mw_proxy *proxy;
};

static const struct mw_mesh *
load(const char *text)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	return mw_mesh_load_text("test.yaml", text, strlen(text), &options);
}

static struct world
world(const char *text)
{
	struct world w = { .mesh = load(text) };
	const struct mw_workload *b = mw_mesh_workload(w.mesh, "foo", "b");

	assert_non_null(b);
	assert_int_equal(b->proxy, MW_PROXY_SIDECAR);
	w.proxy = mw_istiod_compile(w.mesh, b);
	return w;
}

static void
end(struct world *w)
{
	mw_proxy_free(w->proxy);
	mw_mesh_free(w->mesh);
}

static bool
omitted(const struct world *w, enum mw_omission_reason reason,
    const char *name)
{
	for (size_t i = 0; i < w->proxy->n_omissions; i++) {
		const struct mw_omission *o = &w->proxy->omissions[i];

		if (o->reason == reason && o->what.object != NULL &&
		    strcmp(o->what.object->name, name) == 0)
			return true;
	}
	return false;
}

#endif
