/*
 * missing.c - why a proxy cannot forward: a cluster that it was not given, or
 * one without endpoints; with the lines that ask for what is not there, and
 * those that would have it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "journey/walk.h"
#include "model/object.h"

/* "outbound|80|v1|reviews.shop.svc.cluster.local" */
struct wanted {
	int64_t port;
	const char *subset, *host;
};

static bool
parse(struct mw_arena *a, const char *name, struct wanted *out)
{
	const char *port = strchr(name, '|'), *subset, *host;

	subset = port != NULL ? strchr(port + 1, '|') : NULL;
	host = subset != NULL ? strchr(subset + 1, '|') : NULL;
	if (host == NULL || !mw_str_has_prefix(name, "outbound|"))
		return false;
	out->port = strtol(port + 1, NULL, 10);
	out->subset = mw_arena_text(a, subset + 1,
	    (size_t)(host - subset - 1));
	out->host = host + 1;
	return true;
}

static const char *
add_word(struct mw_arena *a, const char *so_far, const char *word)
{
	return so_far == NULL ? word : mw_arena_printf(a, "%s, %s", so_far,
	    word);
}

static struct mw_origin
part_of(const struct mw_object *o, const char *path)
{
	return (struct mw_origin){ .object = o,
	    .node = mw_node_find(o->root, path) };
}

static void
add_clause(struct mw_steps *log, const struct mw_origin *o, const char *field,
    const char *want, const char *have)
{
	mw_step_clause(log, log->v[log->n - 1].stage, MW_STEP_REJECTED, o, 1,
	    field, want, have);
}

/* The step points at the part of its destination that asks. */
static void
point_at(struct mw_steps *log, const char *path)
{
	struct mw_step *s = &log->v[log->n - 1];
	const struct mw_node *n = s->origin.node != NULL ?
	    mw_node_find(s->origin.node, path) : NULL;

	if (n != NULL)
		s->origin.node = n;
}

/* ---- a cluster that is not there ----------------------------------------- */

/* P has the host on this port: only the subset is missing. */
static void
no_subset(struct mw_walk *w, const struct mw_proxy *p,
    const struct wanted *wanted, const struct mw_cluster *whole,
    struct mw_steps *log)
{
	const struct mw_object *rule = whole->policy.object;
	const char *have = NULL;
	struct mw_origin o;

	for (size_t i = 0; i < p->n_clusters; i++) {
		const struct mw_cluster *c = &p->clusters[i];

		if (c->service == whole->service && c->port == whole->port &&
		    !mw_str_empty(c->subset) && c->origin.object != NULL) {
			have = add_word(w->arena, have, c->subset);
			rule = c->origin.object;
		}
	}
	point_at(log, "destination.subset");
	o = log->v[log->n - 1].origin;
	if (rule != NULL && rule->kind == MW_KIND_DESTINATION_RULE) {
		o = part_of(rule, "spec.subsets");
		if (o.node == NULL)
			o = part_of(rule, "spec.host");
	} else if (have == NULL) {
		have = "none, as no DestinationRule for the host is used";
	}
	add_clause(log, &o, "subset", wanted->subset, have);
}

static void
no_port(struct mw_walk *w, const struct mw_service *s,
    const struct wanted *wanted, struct mw_steps *log)
{
	const char *have = NULL;
	struct mw_origin o = { .object = s->object, .node = s->node };

	for (size_t i = 0; i < s->n_ports; i++)
		have = add_word(w->arena, have, mw_arena_printf(w->arena,
		    "%lld", (long long)s->ports[i].number));
	if (s->object != NULL)
		o = part_of(s->object, "spec.ports");
	point_at(log, "destination.port.number");
	add_clause(log, &o, "port", mw_arena_printf(w->arena, "%lld",
	    (long long)wanted->port), have);
}

static const struct mw_omission *
hidden_by(const struct mw_proxy *p, const struct mw_service *s)
{
	for (size_t i = 0; i < p->n_omissions; i++) {
		const struct mw_omission *o = &p->omissions[i];

		if (o->what.object == s->object && s->object != NULL &&
		    (o->reason == MW_OMIT_SIDECAR_SCOPE ||
		    o->reason == MW_OMIT_NOT_EXPORTED))
			return o;
	}
	return NULL;
}

static void
no_host(const struct mw_proxy *p, const struct mw_service *s,
    const struct wanted *wanted, struct mw_steps *log)
{
	const struct mw_omission *o = s != NULL ? hidden_by(p, s) : NULL;
	const struct mw_origin *at;

	point_at(log, "destination.host");
	at = &log->v[log->n - 1].origin;
	if (o == NULL) {
		add_clause(log, at, "host", wanted->host, s != NULL ?
		    "none that this proxy was given" :
		    "none, as no Service or ServiceEntry has it");
		return;
	}
	at = o->reason == MW_OMIT_SIDECAR_SCOPE ? &o->winner : &o->what;
	add_clause(log, at, NULL, NULL, NULL);
	log->v[log->n - 1].text = o->text;
}

void
mw_walk_no_cluster(struct mw_walk *w, const struct mw_proxy *p,
    const char *name, struct mw_steps *log)
{
	const struct mw_cluster *whole;
	const struct mw_service *s;
	struct wanted wanted;

	if (log == NULL || log->n == 0 || mw_str_empty(name) ||
	    log->v[log->n - 1].stage != MW_STAGE_CLUSTER ||
	    log->v[log->n - 1].verdict != MW_STEP_FAIL ||
	    !parse(w->arena, name, &wanted))
		return;
	whole = mw_proxy_cluster(p, mw_arena_printf(w->arena,
	    "outbound|%lld||%s", (long long)wanted.port, wanted.host));
	s = mw_mesh_service(p->mesh, wanted.host, p->workload->ns);
	if (whole != NULL)
		no_subset(w, p, &wanted, whole, log);
	else if (s != NULL && mw_service_port(s, wanted.port) == NULL)
		no_port(w, s, &wanted, log);
	else
		no_host(p, s, &wanted, log);
}

/* ---- a cluster without endpoints ----------------------------------------- */

static const char *
pairs(struct mw_arena *a, const struct mw_string_map *m)
{
	const char *text = NULL;

	for (size_t i = 0; m != NULL && i < m->n; i++)
		text = add_word(a, text, mw_arena_printf(a, "%s=%s",
		    mw_str_or_empty(m->v[i].key.s),
		    mw_str_or_empty(m->v[i].value.s)));
	return text;
}

enum { MOST = 3 };	/* pods whose labels are told */

/* What the pods of WHOLE have under the labels that LABELS asks for. */
static const char *
labels_there(struct mw_arena *a, const struct mw_cluster *whole,
    const struct mw_node *labels)
{
	const char *text = NULL;
	size_t told = 0;

	for (size_t i = 0; i < whole->n_endpoints && told < MOST; i++) {
		const struct mw_workload *pod =
		    whole->endpoints[i].info->workload;
		const char *one = NULL;

		if (pod == NULL)
			continue;
		for (const struct mw_node *n = mw_node_first(labels); n !=
		     NULL; n = mw_node_next(n)) {
			const char *key = mw_node_key(n);
			const char *value = mw_labels_get(pod->labels, key);

			one = add_word(a, one, value != NULL ?
			    mw_arena_printf(a, "%s=%s", key, value) :
			    mw_arena_printf(a, "no %s", key));
		}
		if (one == NULL)
			continue;
		told++;
		text = add_word(a, text, mw_arena_printf(a, "%s (%s/%s)", one,
		    pod->ns, pod->name));
	}
	return text;
}

static const char *
written_pairs(struct mw_arena *a, const struct mw_node *labels)
{
	const char *text = NULL;

	for (const struct mw_node *n = mw_node_first(labels); n != NULL;
	     n = mw_node_next(n))
		text = add_word(a, text, mw_arena_printf(a, "%s=%s",
		    mw_node_key(n), mw_str_or_empty(mw_node_text(n))));
	return text;
}

void
mw_walk_no_endpoint(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_cluster *c, struct mw_steps *log)
{
	const struct mw_service *s = c->service;
	const struct mw_cluster *whole;
	const struct mw_node *labels;
	struct mw_origin o = c->origin;

	if (log == NULL || log->n == 0 || s == NULL || c->n_endpoints > 0)
		return;
	whole = mw_proxy_cluster(p, mw_arena_printf(w->arena,
	    "outbound|%lld||%s", (long long)c->port, s->hostname));
	labels = !mw_str_empty(c->subset) && o.node != NULL ?
	    mw_node_find(o.node, "labels") : NULL;
	if (labels != NULL && whole != NULL && whole->n_endpoints > 0) {
		o.node = labels;
		add_clause(log, &o, mw_arena_printf(w->arena,
		    "labels of subset %s", c->subset),
		    written_pairs(w->arena, labels),
		    labels_there(w->arena, whole, labels));
	} else if (c->n_unready > 0) {
		add_clause(log, &o, "endpoints", "one that is ready",
		    mw_arena_printf(w->arena, "%zu, none of them ready",
		    c->n_unready));
	} else if (s->object != NULL && s->selector != NULL) {
		o = part_of(s->object, "spec.selector");
		add_clause(log, &o, "pods selected by", pairs(w->arena,
		    s->selector), NULL);
	} else if (s->object != NULL) {
		o = part_of(s->object, "spec.endpoints");
		if (o.node == NULL)
			o = part_of(s->object, "spec.resolution");
		if (o.node == NULL)
			o = (struct mw_origin){ s->object, s->node, NULL };
		add_clause(log, &o, "endpoints", "one at least", NULL);
	}
}

/* ---- what is not known --------------------------------------------------- */

void
mw_walk_unknown(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_connection *c, const struct mw_origin *why,
    struct mw_steps *log)
{
	const struct mw_service *s = w->depth > 1 ? NULL : mw_dial_service(
	    p->mesh, w->request->to, p->workload->ns, w->arena);
	struct wanted wanted = { .port = c->dial_port };
	struct mw_step *step;

	if (log == NULL || log->n == 0)
		return;
	step = &log->v[log->n - 1];
	step->origin = *why;
	step->text = mw_arena_printf(w->arena, "no service that this proxy "
	    "knows has %s:%u, and nobody may call what is not known "
	    "(REGISTRY_ONLY): the connection is closed", c->dial_ip,
	    c->dial_port);
	if (s == NULL)
		return;
	wanted.host = s->hostname;
	if (mw_service_port(s, c->dial_port) == NULL)
		no_port(w, s, &wanted, log);
	else if (hidden_by(p, s) != NULL)
		no_host(p, s, &wanted, log);
}
