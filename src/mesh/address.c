/*
 * address.c - an address for everything that needs one.
 *
 * A cluster gives addresses when objects are applied, so manifests hold few.
 * Each pod gets its own, and so does each Service that is neither headless nor
 * an alias (R23): where two would share one, their ports would meet.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

enum {
	SERVICE_RANGE = 0x0a600000,	/* 10.96.0.0 */
	POD_RANGE = 0x0af40000		/* 10.244.0.0 */
};

struct pool {
	struct mw_map *taken;
	uint32_t next;
};

static const char *
invent(struct mw_loader *l, struct pool *p)
{
	const char *ip;
	uint32_t a;

	do {
		a = ++p->next;
		/* .0 and .255 look like networks */
		while ((a & 255) == 0 || (a & 255) == 255)
			a = ++p->next;
		ip = mw_arena_printf(l->arena, "%u.%u.%u.%u", a >> 24,
		    (a >> 16) & 255, (a >> 8) & 255, a & 255);
	} while (mw_map_get(p->taken, ip) != NULL);
	return ip;
}

static void
put_address(struct mw_map *by_ip, const struct mw_workload *w,
    struct mw_workload_slot *slot)
{
	for (size_t i = 0; i < w->n_ips; i++)
		if (mw_map_get(by_ip, w->ips[i]) == NULL)
			mw_map_put(by_ip, w->ips[i], slot);
}

/* Who answers at an address: a pod of its own, one on its node, an entry. */
static void
index_addresses(struct mw_loader *l, struct mw_map *by_ip)
{
	for (int turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < l->workloads.n; i++) {
			struct mw_workload_slot *slot = l->workloads.v[i];
			int own = slot->entry ? 2 : slot->host_network ? 1 : 0;

			if (own == turn && !slot->gone)
				put_address(by_ip, &slot->w, slot);
		}
}

static void
one_pod_address(struct mw_loader *l, struct pool *p,
    struct mw_workload_slot *slot, const char *ip)
{
	const char **ips = MW_NEW_ARRAY(l->arena, const char *, 1);

	ips[0] = ip;
	slot->w.ips = ips;
	slot->w.n_ips = 1;
	slot->w.invented_ip = true;
	mw_map_put(p->taken, ip, slot);
}

/* Those that were made up for the same workloads of another mesh. */
static void
known_pod_addresses(struct mw_loader *l, struct pool *p)
{
	const struct mw_mesh *like = l->options->like;

	for (size_t i = 0; like != NULL && i < l->workloads.n; i++) {
		struct mw_workload_slot *slot = l->workloads.v[i];
		const struct mw_workload *w = slot->w.n_ips == 0
		    ? mw_mesh_workload(like, slot->w.ns, slot->w.name) : NULL;

		if (w != NULL && w->invented_ip && w->n_ips == 1 &&
		    mw_map_get(p->taken, w->ips[0]) == NULL)
			one_pod_address(l, p, slot, mw_arena_strdup(l->arena,
			    w->ips[0]));
	}
}

static void
pod_addresses(struct mw_loader *l)
{
	struct mw_map *by_ip = mw_map_new(l->arena);
	struct pool p = { by_ip, POD_RANGE };

	index_addresses(l, by_ip);
	known_pod_addresses(l, &p);
	for (size_t i = 0; i < l->workloads.n; i++) {
		struct mw_workload_slot *slot = l->workloads.v[i];

		if (slot->w.n_ips == 0)
			one_pod_address(l, &p, slot, invent(l, &p));
	}
	l->registry->by_ip = by_ip;
}

static void
one_service_address(struct mw_loader *l, struct pool *p, struct mw_service *s,
    const char *ip)
{
	const char **v = MW_NEW_ARRAY(l->arena, const char *, 1);

	v[0] = ip;
	s->address = ip;
	s->addresses = v;
	s->n_addresses = 1;
	s->invented_address = true;
	mw_map_put(p->taken, ip, s);
}

static void
known_service_addresses(struct mw_loader *l, struct pool *p)
{
	const struct mw_mesh *like = l->options->like;

	for (size_t i = 0; like != NULL && i < l->services.n; i++) {
		struct mw_service *s = &l->services.v[i]->s;
		const struct mw_service *known = s->address == NULL
		    ? mw_mesh_service(like, s->hostname, s->ns) : NULL;

		if (known != NULL && known->invented_address &&
		    mw_str_eq(known->ns, s->ns) && mw_map_get(p->taken,
		    known->address) == NULL)
			one_service_address(l, p, s, mw_arena_strdup(l->arena,
			    known->address));
	}
}

static void
service_addresses(struct mw_loader *l)
{
	struct mw_map *taken = mw_map_new(l->scratch);
	struct pool p = { taken, SERVICE_RANGE };

	for (size_t i = 0; i < l->services.n; i++)
		if (l->services.v[i]->s.address != NULL)
			mw_map_put(taken, l->services.v[i]->s.address,
			    l->services.v[i]);
	known_service_addresses(l, &p);
	for (size_t i = 0; i < l->services.n; i++) {
		struct mw_service *s = &l->services.v[i]->s;

		if (s->address == NULL)
			one_service_address(l, &p, s, invent(l, &p));
	}
}

/* After sorting, so that the same mesh gives the same addresses whatever the
 * order of its files. */
void
mw_mesh_make_addresses(struct mw_loader *l)
{
	pod_addresses(l);
	service_addresses(l);
}
