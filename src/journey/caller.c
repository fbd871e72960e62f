/*
 * caller.c - why a connection comes in plaintext: a caller without a sidecar,
 * or a proxy that was told so; and why TLS comes to a pod that takes none.
 */
#include <string.h>

#include "base/str.h"
#include "journey/walk.h"
#include "model/object.h"

/* What decides that W has no sidecar; where nothing says so, where one would
 * say that it has. */
static struct mw_origin
reason_origin(const struct mw_workload *w)
{
	struct mw_origin o = { .object = w->reason_object,
	    .node = w->reason_node };

	if (o.object == NULL)
		return (struct mw_origin){ .object = w->object,
		    .node = w->labels != NULL ? w->labels->node : NULL };
	if (o.node == NULL)
		o.node = o.object->labels.node;
	if (o.node == NULL)
		o.node = mw_node_get(o.object->root, "metadata");
	return o;
}

static const char *
no_sidecar(struct mw_walk *w, const struct mw_workload *of)
{
	const char *why = mw_proxy_reason_text(of->reason);

	if (of->reason == MW_PROXY_REASON_NAMESPACE_UNLABELLED)
		why = mw_arena_printf(w->arena, "neither namespace %s nor the "
		    "pod asks for injection", of->ns);
	else if (of->reason == MW_PROXY_REASON_NAMESPACE_UNKNOWN)
		why = mw_arena_printf(w->arena, "no manifest has namespace "
		    "%s, and the pod does not ask for injection (--inject %s "
		    "takes it to)", of->ns, of->ns);
	return mw_arena_printf(w->arena, "%s/%s has no sidecar: %s", of->ns,
	    of->name, why);
}

void
mw_walk_no_sidecar(struct mw_walk *w, struct mw_steps *log)
{
	struct mw_origin o;

	if (log == NULL || w->hops.n > 0 || w->from == NULL ||
	    w->from->proxy != MW_PROXY_NONE)
		return;
	o = reason_origin(w->from);
	mw_step_add(log, MW_STAGE_DIAL, MW_STEP_INFO, &o, "the caller %s",
	    no_sidecar(w, w->from));
}

void
mw_walk_plaintext(struct mw_walk *w, struct mw_steps *log)
{
	struct mw_origin o = { 0 };
	struct mw_step *clause;
	const char *text;

	if (log == NULL || log->n == 0 || log->v[log->n - 1].stage !=
	    MW_STAGE_CHAIN || log->v[log->n - 1].verdict != MW_STEP_FAIL)
		return;
	if (w->hops.n > 1 && mw_str_eq(w->request->identity,
	    MW_IDENTITY_NONE)) {
		text = "the request says that its caller shows no identity";
	} else if (w->hops.n > 1) {
		/* as the cluster of the proxy before says */
		if (w->via != NULL && w->via->tls.kind == MW_UPSTREAM_PLAIN)
			o = w->via->tls.origin;
		text = mw_arena_printf(w->arena, "%s does not start TLS%s%s%s",
		    w->hops.v[w->hops.n - 2].name, o.object != NULL ? ", as "
		    : o.note != NULL ? ": " : "", o.object != NULL ?
		    mw_object_title(w->arena, o.object) :
		    mw_str_or_empty(o.note), o.object != NULL ? " says" : "");
	} else if (w->from == NULL) {
		text = "the caller is outside the mesh: it has no sidecar";
	} else if (w->from->proxy == MW_PROXY_NONE) {
		o = reason_origin(w->from);
		text = no_sidecar(w, w->from);
	} else {
		return;
	}
	clause = mw_step_clause(log, MW_STAGE_CHAIN, MW_STEP_INFO, &o, 1, NULL,
	    NULL, NULL);
	clause->text = text;
}

void
mw_walk_no_server_sidecar(struct mw_walk *w, const struct mw_cluster *c,
    struct mw_steps *log)
{
	const struct mw_workload *to = c->n_endpoints > 0 ?
	    c->endpoints[0].info->workload : NULL;
	struct mw_step *clause;
	struct mw_origin o;

	if (log == NULL || to == NULL || to->proxy != MW_PROXY_NONE ||
	    c->tls.automatic || c->tls.kind != MW_UPSTREAM_ISTIO_MUTUAL)
		return;
	clause = mw_step_clause(log, MW_STAGE_UPSTREAM, MW_STEP_INFO,
	    &c->tls.origin, 1, NULL, NULL, NULL);
	clause->text = mw_arena_printf(w->arena, "it is called in mutual TLS "
	    "of the mesh%s%s%s", c->tls.origin.object != NULL ? ", as " : "",
	    c->tls.origin.object != NULL ? mw_object_title(w->arena,
	    c->tls.origin.object) : "", c->tls.origin.object != NULL ?
	    " says" : "");
	o = reason_origin(to);
	clause = mw_step_clause(log, MW_STAGE_UPSTREAM, MW_STEP_INFO, &o, 1,
	    NULL, NULL, NULL);
	clause->text = no_sidecar(w, to);
}
