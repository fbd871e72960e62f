/*
 * cluster-locality.c - near endpoints first (R159).
 *
 * Members are grouped by locality.  `distribute` keeps the groups that it
 * names; `failoverPriority` splits groups by labels; failover ranks what is
 * left by region, zone and subzone.  Ranks are then numbered without gaps.
 * Shares by weight are not kept: which locality gets a request is chance.
 */
#include "istiod/cluster.h"

#include "base/str.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

/* What counts for one cluster. */
struct setting {
	bool off;
	const struct mw_destination_rule_distribute_list *distribute;
	const struct mw_destination_rule_failover_list *failover;
	const char *const *labels;	/* failoverPriority */
	size_t n_labels;
	bool force;		/* without outlier detection too */
	bool regions;		/* zone aware: regions only */
};

/* A region/zone/subzone in pieces; parts that are missing are empty. */
struct locality {
	const char *part[3];
	size_t len[3];
};

static struct locality
split(const char *s)
{
	struct locality l = { .part = { "", "", "" } };

	for (size_t i = 0; i < 3; i++) {
		size_t n = i < 2 ? strcspn(s, "/") : strlen(s);

		l.part[i] = s;
		l.len[i] = n;
		s += n;
		if (*s == '\0')
			break;
		s++;
	}
	return l;
}

static bool
same_part(const struct locality *a, const struct locality *b, size_t i)
{
	return a->len[i] == b->len[i] &&
	    memcmp(a->part[i], b->part[i], a->len[i]) == 0;
}

/* RULE may hold "*" or leave out zone and subzone. */
static bool
locality_match(const char *have, const char *rule)
{
	struct locality h = split(have), r = split(rule);

	for (size_t i = 0; i < 3; i++) {
		if (r.len[i] == 1 && r.part[i][0] == '*')
			continue;
		if (i > 0 && r.len[i] == 0)
			continue;
		if (!same_part(&h, &r, i))
			return false;
	}
	return true;
}

const struct mw_k8s_service_spec *
mw_service_spec(const struct mw_service *s)
{
	if (!s->kubernetes || s->object == NULL || s->object->spec == NULL ||
	    s->object->kind != MW_KIND_K8S_SERVICE)
		return NULL;
	return MW_SPEC(s->object, k8s_service)->spec;
}

/* A service that prefers near endpoints by itself: how near, or NULL. */
static const char *
distribution(const struct mw_service *s)
{
	const struct mw_k8s_service_spec *spec = mw_service_spec(s);
	const char *v;

	if (s->object == NULL)
		return NULL;
	v = mw_labels_get(&s->object->annotations,
	    "networking.istio.io/traffic-distribution");
	if (v == NULL && spec != NULL)
		v = spec->traffic_distribution.s;
	if (mw_str_empty(v))
		return NULL;
	if (mw_str_case_eq(v, "PreferSameNode"))
		return "node";
	if (mw_str_case_eq(v, "PreferClose") ||
	    mw_str_case_eq(v, "PreferSameZone"))
		return "zone";
	return NULL;
}

bool
mw_service_prefers_near(const struct mw_service *s)
{
	return distribution(s) != NULL;
}

static const char *const near_labels[] = { "topology.istio.io/network",
	"topology.kubernetes.io/region", "topology.kubernetes.io/zone",
	"topology.istio.io/subzone", "kubernetes.io/hostname" };

static void
from_strings(struct mw_builder *b, const struct mw_strings *words,
    struct setting *s)
{
	const char **v = MW_NEW_ARRAY(b->arena, const char *, words->n);

	for (size_t i = 0; i < words->n; i++)
		v[i] = mw_str_or_empty(words->v[i].s);
	s->labels = v;
	s->n_labels = words->n;
}

static struct setting
from_locality(struct mw_builder *b, const struct mw_locality_lb *l)
{
	struct setting s = { 0 };

	if (l->enabled.node != NULL && !l->enabled.v) {
		s.off = true;
		return s;
	}
	if (l->distribute.node != NULL && l->distribute.n > 0)
		s.distribute = &l->distribute;
	s.failover = &l->failover;
	from_strings(b, &l->failover_priority, &s);
	return s;
}

static struct setting
from_zone(struct mw_builder *b,
    const struct mw_destination_rule_zone_aware_lb_setting *z)
{
	struct setting s = { .regions = true, .force = true,
		.off = z->enabled.node != NULL && !z->enabled.v };

	s.failover = &z->failover;
	from_strings(b, &z->failover_priority, &s);
	return s;
}

/* Rule before Service before mesh; in each, zone aware before locality. */
static struct setting
effective(struct mw_builder *b, const struct mw_cluster_plan *plan)
{
	const struct mw_load_balancer *lb = plan->written.lb;
	const struct mw_mesh_config *config = b->mesh->settings.config;
	const char *near = distribution(plan->service);

	if (lb != NULL && lb->zone_aware_lb_setting != NULL)
		return from_zone(b, lb->zone_aware_lb_setting);
	if (lb != NULL && lb->locality_lb_setting != NULL)
		return from_locality(b, lb->locality_lb_setting);
	if (near != NULL)
		return (struct setting){ .labels = near_labels, .force = true,
			.n_labels = strcmp(near, "node") == 0 ? 5 : 3 };
	if (config->zone_aware_lb_setting != NULL)
		return from_zone(b, config->zone_aware_lb_setting);
	if (config->locality_lb_setting != NULL)
		return from_locality(b, config->locality_lb_setting);
	return (struct setting){ .off = !b->mesh->settings.locality_lb };
}

/* Keeps what the first fitting `from` sends somewhere. */
static size_t
distribute(const struct setting *s, const char *here, struct mw_place *v,
    size_t n)
{
	const struct mw_destination_rule_distribute *d = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < s->distribute->n && d == NULL; i++) {
		if (locality_match(here,
		    mw_str_or_empty(s->distribute->v[i].from.s)))
			d = &s->distribute->v[i];
	}
	if (d == NULL)
		return n;
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < d->to.n; j++) {
			if (!locality_match(v[i].locality,
			    mw_str_or_empty(d->to.v[j].key.s)))
				continue;
			v[kept++] = v[i];
			break;
		}
	}
	return kept;
}

static const char *
label(const struct mw_string_map *labels, const char *key, size_t len,
    struct mw_arena *a)
{
	const char *v = labels == NULL ? NULL :
	    mw_labels_get(labels, mw_arena_text(a, key, len));

	return mw_str_or_empty(v);
}

/* How far an endpoint agrees with the wished labels, in their order; "key=v"
 * wishes for v instead of what the client has. */
static uint32_t
by_labels(struct mw_builder *b, const struct setting *s,
    const struct mw_endpoint_info *e)
{
	size_t n = s->n_labels;
	bool network = n > 0 && strcmp(s->labels[0], near_labels[0]) == 0;
	uint32_t adjust = 0;

	for (size_t i = 0; i < n; i++) {
		const char *key = s->labels[i];
		const char *eq = strchr(key, '=');
		size_t len = eq != NULL ? (size_t)(eq - key) : strlen(key);
		const char *want = eq != NULL ? eq + 1 :
		    label(b->workload->labels, key, len, b->arena);

		if (strcmp(want, label(e->labels, key, len, b->arena)) == 0)
			continue;
		if (i == 0 && network) {
			adjust = (uint32_t)n;
			continue;
		}
		return (uint32_t)(n - i) + adjust;
	}
	return adjust;
}

static uint32_t
by_place(const struct setting *s, const struct locality *here,
    const char *where)
{
	struct locality l = split(where);
	uint32_t far = s->regions ? 1 : 3;

	if (same_part(here, &l, 0)) {
		if (s->regions)
			return 0;
		if (!same_part(here, &l, 1))
			return 2;
		return same_part(here, &l, 2) ? 0 : 1;
	}
	for (size_t i = 0; s->failover != NULL && i < s->failover->n; i++) {
		const struct mw_destination_rule_failover *f =
		    &s->failover->v[i];
		struct locality from = split(mw_str_or_empty(f->from.s));
		struct locality to = split(mw_str_or_empty(f->to.s));

		if (same_part(here, &from, 0))
			return same_part(&l, &to, 0) ? far : far + 1;
	}
	return s->regions ? far + 1 : far;
}

/* By group; in a group as before. */
static int
compare(const void *pa, const void *pb)
{
	const struct mw_place *a = pa, *b = pb;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static void
rank(struct mw_builder *b, const struct setting *s, struct mw_place *v,
    size_t n)
{
	struct locality here = split(mw_str_or_empty(b->workload->locality));
	bool places = s->regions || s->n_labels == 0 ||
	    (s->failover != NULL && s->failover->n > 0);

	for (size_t i = 0; i < n; i++) {
		uint32_t g = s->n_labels > 0 ?
		    by_labels(b, s, v[i].endpoint.info) : 0;

		/* 8 leaves room for every rank by place */
		v[i].group = g * 8 +
		    (places ? by_place(s, &here, v[i].locality) : 0);
	}
}

size_t
mw_cluster_place(struct mw_builder *b, const struct mw_cluster_plan *plan,
    bool failover, struct mw_place *v, size_t n)
{
	struct setting s;
	uint32_t priority = 0;

	if (n == 0)
		return 0;
	s = effective(b, plan);
	if (s.off)
		return n;
	if (s.distribute != NULL)
		return distribute(&s, mw_str_or_empty(b->workload->locality),
		    v, n);
	if (!failover && !s.force)
		return n;
	rank(b, &s, v, n);
	qsort(v, n, sizeof(*v), compare);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && v[i].group != v[i - 1].group)
			priority++;
		v[i].endpoint.priority = priority;
	}
	return n;
}
