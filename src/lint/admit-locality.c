/*
 * admit-locality.c - load balancing by locality (D3).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"

static const char *const topology[] = {
	"topology.kubernetes.io/region", "topology.kubernetes.io/zone",
	"topology.istio.io/subzone",
};

static bool
is_topology(const char *label)
{
	for (size_t i = 0; i < MW_LEN(topology); i++)
		if (strcmp(topology[i], label) == 0)
			return true;
	return false;
}

/* "region", "region/zone", "region/zone/subzone" */
static bool
has_empty_part(const char *s)
{
	for (size_t parts = 0; parts < 3; parts++) {
		size_t n = parts < 2 ? strcspn(s, "/") : strlen(s);

		if (n == 0)
			return true;
		if (s[n] == '\0')
			return false;
		s += n + 1;
	}
	return false;
}

static size_t
depth_of(const char *s)
{
	size_t n = 0;

	for (; *s != '\0' && n < 2; s++)
		n += *s == '/';
	return n;
}

/* The first PARTS parts of S. */
static const char *
head(struct mw_arena *arena, const char *s, size_t parts)
{
	const char *p = s;

	for (size_t i = 0; i < parts; i++) {
		p += strcspn(p, "/");
		if (i + 1 < parts)
			p++;
	}
	return mw_arena_text(arena, s, (size_t)(p - s));
}

/*
 * WHOLE holds what was named, with all below of it; PART holds what has
 * something named below of it.  False when S meets one of those; all zones of a
 * region after one of them are let pass, as Istio does.
 */
static bool
claim(struct mw_arena *arena, const char *s, struct mw_map *whole,
    struct mw_map *part)
{
	size_t depth = depth_of(s);

	if (mw_map_get(whole, "*") != NULL)
		return false;
	for (size_t i = 1; i <= depth; i++) {
		const char *up = head(arena, s, i);

		if (mw_map_get(whole, up) != NULL || mw_map_get(whole,
		    mw_arena_printf(arena, "%s/*", up)) != NULL)
			return false;
	}
	if (mw_map_get(whole, s) != NULL ||
	    (depth < 2 && mw_map_get(part, s) != NULL))
		return false;
	for (size_t i = 1; i <= depth; i++)
		mw_map_put(part, head(arena, s, i), part);
	mw_map_put(whole, s, whole);
	return true;
}

struct places {
	struct mw_map *whole, *part;
	bool broken;		/* nothing more is said */
};

static void
check_place(struct mw_admit *a, struct places *p, const char *s,
    const struct mw_node *node)
{
	const char *star = strchr(s, '*');

	if (p->broken)
		return;
	p->broken = true;
	if (star != NULL && star[1] != '\0')
		mw_admit_error(a, node,
		    "locality '%s': '*' can only stand once, at the end", s);
	else if (has_empty_part(s))
		mw_admit_error(a, node,
		    "locality '%s' has an empty region, zone or subzone", s);
	else if (!claim(a->arena, s, p->whole, p->part))
		mw_admit_error(a, node,
		    "locality '%s' overlaps with one that stands above", s);
	else
		p->broken = false;
}

static struct places
new_places(struct mw_arena *arena)
{
	return (struct places){ mw_map_new(arena), mw_map_new(arena), false };
}

/* False: nothing else is looked at. */
static bool
check_weights(struct mw_admit *a,
    const struct mw_destination_rule_distribute *d)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < d->to.n; i++) {
		int64_t w = d->to.v[i].value.v;

		if (w <= 0 || w > 100) {
			mw_admit_error(a, d->to.v[i].value.node,
			    "the weight of a locality is from 1 to 100");
			return false;
		}
		sum += (uint64_t)w;
	}
	if (sum == 100)
		return true;
	mw_admit_error(a, d->to.node != NULL ? d->to.node : d->node,
	    "the weights add up to %llu, not to 100",
	    (unsigned long long)sum);
	return false;
}

static bool
check_distribute(struct mw_admit *a,
    const struct mw_destination_rule_distribute_list *l)
{
	struct places from = new_places(a->arena);

	for (size_t i = 0; i < l->n; i++) {
		struct places to = new_places(a->arena);

		if (!check_weights(a, &l->v[i]))
			return false;
		for (size_t j = 0; j < l->v[i].to.n; j++)
			check_place(a, &to, l->v[i].to.v[j].key.s,
			    l->v[i].to.v[j].value.node);
	}
	for (size_t i = 0; i < l->n; i++)
		check_place(a, &from, mw_str_or_empty(l->v[i].from.s),
		    l->v[i].from.node != NULL ? l->v[i].from.node :
		    l->v[i].node);
	return true;
}

static void
check_failover(struct mw_admit *a,
    const struct mw_destination_rule_failover_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *from = mw_str_or_empty(l->v[i].from.s);
		const char *to = mw_str_or_empty(l->v[i].to.s);

		if (strcmp(from, to) == 0)
			mw_admit_error(a, l->v[i].node, "failover goes from a "
			    "region to the same one: '%s'", from);
		if (strchr(from, '/') != NULL || strchr(to, '/') != NULL)
			mw_admit_error(a, l->v[i].node,
			    "failover names regions only, without '/'");
		if (strchr(from, '*') != NULL || strchr(to, '*') != NULL)
			mw_admit_error(a, l->v[i].node,
			    "failover cannot have '*'");
	}
}

static void
want_outlier(struct mw_admit *a,
    const struct mw_destination_rule_failover_list *failover,
    const struct mw_strings *priority, bool outlier)
{
	if ((failover->n > 0 || priority->n > 0) && !outlier)
		mw_admit_warn(a, failover->n > 0 ? failover->node :
		    priority->node, "failover does nothing without "
		    "outlierDetection beside it");
}

void
mw_admit_locality(struct mw_admit *a, const struct mw_locality_lb *l,
    bool outlier)
{
	if (l == NULL)
		return;
	if (l->distribute.n > 0 && l->failover.n > 0) {
		mw_admit_error(a, l->failover.node,
		    "distribute and failover exclude each other");
		return;
	}
	for (size_t i = 0; l->failover.n > 0 && i < l->failover_priority.n;
	    i++)
		if (is_topology(l->failover_priority.v[i].s)) {
			mw_admit_error(a, l->failover_priority.v[i].node,
			    "with failover, failoverPriority cannot name '%s'",
			    l->failover_priority.v[i].s);
			return;
		}
	if (!check_distribute(a, &l->distribute))
		return;
	want_outlier(a, &l->failover, &l->failover_priority, outlier);
	check_failover(a, &l->failover);
}

void
mw_admit_zone_aware(struct mw_admit *a,
    const struct mw_destination_rule_zone_aware_lb_setting *l, bool outlier)
{
	if (l == NULL)
		return;
	for (size_t i = 0; i < l->failover_priority.n; i++)
		if (is_topology(l->failover_priority.v[i].s))
			mw_admit_error(a, l->failover_priority.v[i].node,
			    "failoverPriority cannot name '%s' here",
			    l->failover_priority.v[i].s);
	want_outlier(a, &l->failover, &l->failover_priority, outlier);
	check_failover(a, &l->failover);
}
