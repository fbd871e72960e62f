/*
 * dr-index.c - the DestinationRules of a namespace, merged (R149, R151).
 *
 * There are three pools: the one that proxies of the namespace ask, the one for
 * everybody else, and, of private rules, the one that only proxies of the root
 * namespace ask.  Each is made when it is asked first.  Merging happens in each
 * by itself, so one rule can stand alone in one and be absorbed in another.
 */
#include "istiod/dr.h"

#include "base/str.h"
#include "mesh/gwapi.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

/* A rule, or what stands for one: policies of the Gateway API (G124). */
struct written {
	const struct mw_object *object;
	const struct mw_destination_rule *spec;
};

/* What a namespace holds. */
struct space {
	MW_VEC(struct written) rules;		/* R15 */
	struct mw_dr_pool pools[3];		/* by enum mw_dr_kind */
};

struct mw_dr_index {
	struct mw_map *spaces;
};

/* A rule on its way into the pools. */
struct rule {
	const struct mw_object *object;
	const struct mw_destination_rule *spec;
	const char *host;
	const char *const *export_to;
	size_t n_export_to;
};

static const struct mw_destination_rule *
spec_of(const struct mw_object *o)
{
	return MW_SPEC(o, destination_rule);
}

static void
put(struct mw_builder *b, struct mw_dr_index *ix, const struct mw_object *o,
    const struct mw_destination_rule *spec)
{
	const struct written w = { o, spec };
	struct space *s = mw_map_get(ix->spaces, o->ns);

	if (s == NULL) {
		s = MW_NEW(b->arena, struct space);
		mw_map_put(ix->spaces, o->ns, s);
	}
	mw_vec_push(b->arena, &s->rules, w);
}

struct mw_dr_index *
mw_dr_index_new(struct mw_builder *b)
{
	const struct mw_objects *all =
	    &b->mesh->of_kind[MW_KIND_DESTINATION_RULE];
	const struct mw_gateway_api *api = mw_mesh_gateway_api(b->mesh);
	struct mw_dr_index *ix = MW_NEW(b->arena, struct mw_dr_index);

	ix->spaces = mw_map_new(b->arena);
	/* R15: those with a selector first, each half in R14 order. */
	for (int half = 0; half < 2; half++) {
		/* those of policies have no date: they are the oldest */
		for (size_t i = 0; half == 1 && i < api->n_destination_rules;
		    i++)
			put(b, ix, api->destination_rules[i]->object,
			    api->destination_rules[i]->spec);
		for (size_t i = 0; i < all->n; i++) {
			const struct mw_object *o = all->v[i];

			if (o->spec == NULL || o->superseded_by != NULL ||
			    mw_str_empty(spec_of(o)->host.s) ||
			    (spec_of(o)->workload_selector == NULL) !=
			    (half == 1))
				continue;
			put(b, ix, o, spec_of(o));
		}
	}
	return ix;
}

static int
compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
holds(const char *const *set, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(set[i], word) == 0)
			return true;
	}
	return false;
}

bool
mw_dr_exports(const struct mw_dr_entry *e, const char *word)
{
	return holds(e->export_to, e->n_export_to, word);
}

/* The words as a sorted set; R20: a selector makes the rule private. */
static void
fill_export_to(struct mw_builder *b, struct rule *r)
{
	const struct mw_strings *words = &r->spec->export_to;
	static const char *const own[] = { "." };
	const char **set;
	size_t n = 0;

	if (r->spec->workload_selector != NULL) {
		r->export_to = own;
		r->n_export_to = 1;
		return;
	}
	set = MW_NEW_ARRAY(b->arena, const char *, words->n);
	for (size_t i = 0; i < words->n; i++) {
		const char *w = mw_str_or_empty(words->v[i].s);

		if (!holds(set, n, w))
			set[n++] = w;
	}
	if (n > 1)
		qsort(set, n, sizeof(*set), compare_words);
	r->export_to = set;
	r->n_export_to = n;
}

/* Every word of A is in B. */
static bool
subset_of(const char *const *a, size_t na, const char *const *b, size_t nb)
{
	for (size_t i = 0; i < na; i++) {
		if (!holds(b, nb, a[i]))
			return false;
	}
	return true;
}

static bool
same_selector(const struct mw_label_selector *a,
    const struct mw_label_selector *b)
{
	return a->match_labels.n == b->match_labels.n &&
	    mw_labels_match(&a->match_labels, &b->match_labels);
}

static void
lose(struct mw_builder *b, struct mw_dr_entry *e,
    enum mw_omission_reason reason, const struct rule *r,
    const struct mw_node *node, const char *what)
{
	const struct mw_dr_loss loss = { .reason = reason,
		.object = r->object, .node = node, .what = what };

	mw_vec_push(b->arena, &e->losses, loss);
}

/* A few names are compared, many are looked up. */
static bool
has_subset(struct mw_builder *b, struct mw_dr_entry *e, const char *name)
{
	enum { FEW = 16 };

	if (e->subsets.n <= FEW) {
		for (size_t i = 0; i < e->subsets.n; i++) {
			if (mw_str_eq(e->subsets.v[i].subset->name.s, name))
				return true;
		}
		return false;
	}
	if (e->names == NULL)
		e->names = mw_map_new(b->arena);
	for (size_t i = mw_map_count(e->names); i < e->subsets.n; i++)
		mw_map_put(e->names, mw_str_or_empty(
		    e->subsets.v[i].subset->name.s), e);
	return mw_map_get(e->names, name) != NULL;
}

/* Appends those with a new name. */
static void
add_subsets(struct mw_builder *b, struct mw_dr_entry *e, const struct rule *r)
{
	const struct mw_subset_list *subsets = &r->spec->subsets;

	for (size_t i = 0; i < subsets->n; i++) {
		const struct mw_dr_subset s = { .subset = &subsets->v[i],
			.object = r->object };
		const char *name = mw_str_or_empty(s.subset->name.s);

		if (has_subset(b, e, name))
			lose(b, e, MW_OMIT_DUPLICATE_SUBSET, r,
			    s.subset->node, name);
		else
			mw_vec_push(b->arena, &e->subsets, s);
	}
}

static struct mw_dr_entry *
new_entry(struct mw_builder *b, const struct rule *r)
{
	struct mw_dr_entry *e = MW_NEW(b->arena, struct mw_dr_entry);

	e->host = r->host;
	e->dr.object = r->object;
	e->dr.selects = r->spec->workload_selector != NULL;
	if (r->object->kind == MW_KIND_BACKEND_TLS_POLICY)
		e->dr.backend_policy = r->object;
	e->selector = r->spec->workload_selector;
	e->export_to = r->export_to;
	e->n_export_to = r->n_export_to;
	if (r->spec->traffic_policy != NULL) {
		e->dr.policy = r->spec->traffic_policy;
		e->dr.policy_object = r->object;
	}
	add_subsets(b, e, r);
	mw_vec_push(b->arena, &e->from, r->object);
	return e;
}

/* ---- rules beside policies of the Gateway API (G128) ---------------- */

/* What the user wrote wins; a port of the policy that the user left alone
 * stays, and so do its TLS settings. */
static struct mw_port_traffic_policy_list
join_ports(struct mw_builder *b, const struct mw_traffic_policy *user,
    const struct mw_traffic_policy *policy)
{
	const struct mw_port_traffic_policy_list *u =
	    &user->port_level_settings, *p = &policy->port_level_settings;
	struct mw_port_traffic_policy *v = MW_NEW_ARRAY(b->arena,
	    struct mw_port_traffic_policy, u->n + p->n);
	struct mw_port_traffic_policy_list out = { u->node, u->n, v };

	if (u->n > 0)
		memcpy(v, u->v, u->n * sizeof(*v));
	for (size_t i = 0; i < p->n; i++) {
		size_t at = 0;

		while (at < u->n && (v[at].port == NULL ||
		    v[at].port->number.v != p->v[i].port->number.v))
			at++;
		if (at == u->n)
			v[out.n++] = p->v[i];
		else if (v[at].tls == NULL)
			v[at].tls = p->v[i].tls;
	}
	return out;
}

static void
join_policy(struct mw_builder *b, struct mw_dr_entry *e, const struct rule *r)
{
	const struct mw_traffic_policy *user = r->spec->traffic_policy;
	struct mw_traffic_policy *out;

	if (user == NULL)
		return;
	out = MW_NEW(b->arena, struct mw_traffic_policy);
	*out = *user;
	if (out->connection_pool == NULL)
		out->connection_pool = e->dr.policy->connection_pool;
	if (out->load_balancer == NULL)
		out->load_balancer = e->dr.policy->load_balancer;
	if (out->outlier_detection == NULL)
		out->outlier_detection = e->dr.policy->outlier_detection;
	if (out->tls == NULL)
		out->tls = e->dr.policy->tls;
	out->port_level_settings = join_ports(b, user, e->dr.policy);
	e->dr.policy = out;
	e->dr.policy_object = r->object;
}

/* R149: new subsets are appended, a policy is taken only where none is. */
static void
absorb(struct mw_builder *b, struct mw_dr_entry *e, const struct rule *r)
{
	add_subsets(b, e, r);
	if (e->dr.backend_policy != NULL) {
		join_policy(b, e, r);
	} else if (r->spec->traffic_policy != NULL) {
		if (e->dr.policy == NULL) {
			e->dr.policy = r->spec->traffic_policy;
			e->dr.policy_object = r->object;
		} else {
			lose(b, e, MW_OMIT_POLICY_IGNORED, r,
			    r->spec->traffic_policy->node, NULL);
		}
	}
	mw_vec_push(b->arena, &e->from, r->object);
}

enum candidate { CANDIDATE_NO, CANDIDATE_EQUAL, CANDIDATE_WIDER };

static enum candidate
candidate(const struct mw_dr_entry *e, const struct rule *r)
{
	bool within = subset_of(e->export_to, e->n_export_to, r->export_to,
	    r->n_export_to);

	if (within && e->n_export_to == r->n_export_to)
		return CANDIDATE_EQUAL;
	return within && e->n_export_to > 0 ? CANDIDATE_WIDER : CANDIDATE_NO;
}

/* R149, R151, step for step: the last entry looked at decides whether the
 * rule is kept by itself. */
static void
merge(struct mw_builder *b, struct mw_dr_list *list, const struct rule *r)
{
	const struct mw_label_selector *sel = r->spec->workload_selector;
	bool keep = true;

	for (size_t i = 0; i < list->n; i++) {
		struct mw_dr_entry *e = list->v[i];
		enum candidate c = candidate(e, r);
		bool both = e->selector != NULL && sel != NULL;

		keep = c != CANDIDATE_EQUAL;
		if (c == CANDIDATE_NO)
			continue;
		if (both && !same_selector(e->selector, sel)) {
			keep = true;
			continue;
		}
		if (both || (e->selector == NULL && sel == NULL))
			keep = false;
		absorb(b, e, r);
		if (!keep)
			lose(b, e, MW_OMIT_MERGED, r, r->object->root, NULL);
	}
	if (keep)
		mw_vec_push(b->arena, list, new_entry(b, r));
}

static void
add(struct mw_builder *b, struct mw_dr_pool *p, const struct rule *r)
{
	struct mw_dr_list *list = mw_map_get(p->by_host, r->host);

	if (list == NULL) {
		list = MW_NEW(b->arena, struct mw_dr_list);
		list->host = r->host;
		mw_map_put(p->by_host, r->host, list);
		if (r->host[0] == '*') {
			p->wildcards = true;
			if (r->host[1] != '.' && r->host[1] != '\0')
				mw_vec_push(b->arena, &p->odd, list);
		}
	}
	merge(b, list, r);
}

/* R148 */
static bool
private_only(const struct mw_builder *b, const struct rule *r)
{
	const struct mw_strings *defaults = &b->mesh->settings.export_dr;

	if (r->n_export_to == 1)
		return strcmp(r->export_to[0], ".") == 0 ||
		    strcmp(r->export_to[0], r->object->ns) == 0;
	if (r->n_export_to > 1)
		return false;
	for (size_t i = 0; i < defaults->n; i++) {
		if (mw_str_eq(defaults->v[i].s, "."))
			return true;
	}
	return false;
}

static bool
belongs(const struct mw_builder *b, const struct rule *r, enum mw_dr_kind kind)
{
	switch (kind) {
	case MW_DR_LOCAL:
		return r->n_export_to == 0 ||
		    holds(r->export_to, r->n_export_to, "*") ||
		    holds(r->export_to, r->n_export_to, ".") ||
		    holds(r->export_to, r->n_export_to, r->object->ns);
	case MW_DR_EXPORTED:
		return !private_only(b, r);
	case MW_DR_OWN:
		return private_only(b, r);
	}
	return false;
}

static void
build_pool(struct mw_builder *b, const struct space *s, enum mw_dr_kind kind,
    struct mw_dr_pool *p)
{
	p->built = true;
	p->by_host = mw_map_new(b->arena);
	for (size_t i = 0; i < s->rules.n; i++) {
		const struct mw_object *o = s->rules.v[i].object;
		struct rule r = { .object = o, .spec = s->rules.v[i].spec };

		fill_export_to(b, &r);
		if (!belongs(b, &r, kind))
			continue;
		r.host = mw_host_expand(b->arena, b->mesh, r.spec->host.s,
		    o->ns);
		add(b, p, &r);
	}
	for (size_t i = 0; i < mw_map_count(p->by_host); i++) {
		struct mw_dr_list *list = mw_map_value(p->by_host, i);

		for (size_t j = 0; j < list->n; j++) {
			struct mw_dr_entry *e = list->v[j];

			e->dr.subsets = e->subsets.v;
			e->dr.n_subsets = e->subsets.n;
		}
	}
}

const struct mw_dr_pool *
mw_dr_pool(struct mw_builder *b, struct mw_dr_index *ix, const char *ns,
    enum mw_dr_kind kind)
{
	struct space *s = mw_map_get(ix->spaces, ns);

	if (s == NULL)
		return NULL;
	if (!s->pools[kind].built)
		build_pool(b, s, kind, &s->pools[kind]);
	return &s->pools[kind];
}

/* "*x" covers what ends in x. */
static const struct mw_dr_list *
find_odd(const struct mw_dr_pool *p, const char *tail)
{
	const struct mw_dr_list *best = NULL;

	for (size_t i = 0; i < p->odd.n; i++) {
		const struct mw_dr_list *l = p->odd.v[i];

		if (mw_str_has_suffix(tail, l->host + 1) &&
		    (best == NULL || strlen(l->host) > strlen(best->host)))
			best = l;
	}
	return best;
}

/* "*.x" for each dot of TAIL, the longest first. */
static const struct mw_dr_list *
find_label(const struct mw_dr_pool *p, const char *tail)
{
	char key[256];
	size_t len = strlen(tail);

	key[0] = '*';
	for (const char *dot = strchr(tail, '.'); dot != NULL;
	    dot = strchr(dot + 1, '.')) {
		size_t rest = len - (size_t)(dot - tail);
		const struct mw_dr_list *l;

		if (rest >= sizeof(key))
			continue;
		memcpy(key + 1, dot, rest);
		l = mw_map_getn(p->by_host, key, rest + 1);
		if (l != NULL)
			return l;
	}
	return mw_map_get(p->by_host, "*");
}

const struct mw_dr_list *
mw_dr_find(const struct mw_dr_pool *p, const char *host)
{
	const struct mw_dr_list *found, *odd;
	const char *tail = host[0] == '*' ? host + 1 : host;

	found = mw_map_get(p->by_host, host);
	if (found != NULL || !p->wildcards)
		return found;
	found = find_label(p, tail);
	odd = p->odd.n > 0 ? find_odd(p, tail) : NULL;
	if (odd != NULL &&
	    (found == NULL || strlen(odd->host) > strlen(found->host)))
		return odd;
	return found;
}
