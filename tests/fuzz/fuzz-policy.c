/*
 * fuzz-policy.c - any manifest, beside a pod that its policies may select:
 * every proxy of it is compiled.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "istiod/istiod.h"
#include "mesh/mesh.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char around[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: foo, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: b, namespace: foo, labels: {app: b}}\n"
    "spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: b, namespace: foo}\n"
    "spec: {selector: {app: b}, ports: [{name: http, port: 80}, "
    "{name: tcp, port: 90}]}\n"
    "---\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m;
	struct mw_buf text = { 0 };

	mw_buf_adds(&text, around);
	mw_buf_add(&text, data, size);
	options.default_namespace = "foo";
	m = mw_mesh_load_text("fuzz", text.data, text.len, &options);
	for (size_t i = 0; i < m->n_workloads; i++)
		mw_proxy_free(mw_istiod_compile(m, m->workloads[i]));
	mw_mesh_free(m);
	mw_buf_release(&text);
	return 0;
}
