/*
 * application.c - the applications at the end of a walk.
 *
 * Every application here answers in plain text and in TLS on every port that
 * its pod declares; its certificate is none of the mesh, and inside the mesh it
 * names no host.
 */
#include "journey/walk.h"

#include <string.h>

#include "base/str.h"

/* Does anything in a pod without proxy listen on PORT? */
bool
mw_walk_listens(const struct mw_walk *w, const struct mw_workload *pod,
    uint32_t port)
{
	size_t known = 0;

	/* whoever dials a port of this very pod means it */
	if (port == w->dial.port && pod->n_ips > 0 &&
	    mw_str_eq(w->dial.ip, pod->ips[0]))
		return true;
	for (size_t i = 0; i < pod->n_services; i++) {
		const struct mw_service *s = pod->services[i];

		/* a ServiceEntry says where to go, not who listens there */
		if (!s->kubernetes)
			continue;
		for (size_t j = 0; j < s->n_ports; j++, known++) {
			if (mw_target_port(pod, &s->ports[j]) == (int64_t)port)
				return true;
		}
	}
	for (size_t i = 0; pod->pod != NULL && i < pod->pod->containers.n;
	     i++) {
		const struct mw_container *c = &pod->pod->containers.v[i];

		for (size_t j = 0; j < c->ports.n; j++, known++) {
			if (c->ports.v[j].container_port.v == (int64_t)port)
				return true;
		}
	}
	return known == 0;
}

/* A request target that no server takes. */
bool
mw_is_bad_target(const char *path)
{
	return *path != '/' && strcmp(path, "*") != 0 &&
	    strstr(path, "://") == NULL;
}

/* A percent sign in the path that escapes nothing: servers refuse it. */
static bool
has_bad_escape(const char *path)
{
	size_t len = strcspn(path, "?");

	for (size_t i = 0; i < len; i++) {
		if (path[i] == '%' && strspn(path + i + 1,
		    "0123456789abcdefABCDEF") < 2)
			return true;
	}
	return false;
}

/* How many layers of TLS are inside that of C. */
int
mw_tls_layers(const struct mw_connection *c)
{
	int n = 0;

	for (c = c->inner; c != NULL; c = c->inner)
		n += c->tls;
	return n;
}

static void
fail_tls(struct mw_reply *reply, int layer)
{
	reply->end = MW_END_TLS;
	reply->tls_layer = layer;
}

bool
mw_application_refuses(const struct mw_connection *c, bool inside)
{
	return c->tls && c->verifies && (c->expects_mesh_ca ||
	    (c->n_expected_sans > 0 && inside));
}

void
mw_walk_application(struct mw_walk *w, const struct mw_connection *c,
    const char *pod, const struct mw_workload *workload, uint32_t port,
    const struct mw_http *http, struct mw_reply *reply)
{
	bool tls = c->tls, http2 = c->payload == MW_PAYLOAD_HTTP2;
	struct mw_delivery d;

	if (w->silent)
		return;
	if (mw_application_refuses(c, workload != NULL)) {
		fail_tls(reply, mw_tls_layers(c));
		reply->tls_error = "CERTIFICATE_VERIFY_FAILED";
		return;
	}
	for (const struct mw_connection *in = c->inner; in != NULL;
	     in = in->inner) {
		if (in->tls && tls) {	/* it opens one layer, not two */
			fail_tls(reply, mw_tls_layers(in));
			return;
		}
		tls = tls || in->tls;
		http2 = in->payload == MW_PAYLOAD_HTTP2;
	}
	if (w->request->scheme == MW_SCHEME_TCP ||
	    w->request->scheme == MW_SCHEME_TLS)
		http = NULL;
	if (http != NULL && (mw_is_bad_target(http->path) ||
	    has_bad_escape(http->path))) {
		reply->end = MW_END_ANSWERED;
		reply->status = 400;
		reply->body = "400 Bad Request";
		return;
	}
	d = mw_deliver(w, pod, workload, port, tls, http2, http);
	if (w->mirror) {
		mw_vec_push(w->arena, &w->mirrors, d);
	} else if (w->outcome->delivered == NULL) {
		struct mw_delivery *kept = MW_NEW(w->arena, struct mw_delivery);

		*kept = d;
		w->outcome->delivered = kept;
	}
	reply->end = MW_END_ANSWERED;
	reply->status = http != NULL ? 200 : 0;
}

const char *
mw_walk_pod_name(struct mw_walk *w, const struct mw_workload *workload)
{
	/* what a WorkloadEntry stands for is no pod */
	if (workload->object != NULL && workload->n_ips > 0 &&
	    workload->object->kind == MW_KIND_WORKLOAD_ENTRY)
		return mw_arena_printf(w->arena, "external:%s",
		    workload->ips[0]);
	return mw_arena_printf(w->arena, "%s/%s", workload->ns,
	    workload->name);
}
