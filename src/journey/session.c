/*
 * session.c - a mesh with its compiled proxies; requests sent through them.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "istiod/istiod.h"
#include "journey/walk.h"

struct mw_session {
	const struct mw_mesh *mesh;
	struct mw_session_options options;
	/* one slot a workload, in the order of mesh->workloads */
	struct mw_proxy **proxies;
	size_t n_compiled, ever_compiled;
	bool trying;
	const struct mw_workload *missing;	/* the first one; or NULL */
	MW_VEC(struct mw_proxy *) blanks;	/* in place of those missing */
	struct mw_arena *tried;			/* of BLANKS */
	struct mw_compiling *making;		/* NULL, or the proxy of MISSING */
};

struct mw_session *
mw_session_new(const struct mw_mesh *m,
    const struct mw_session_options *options)
{
	struct mw_session *s = mw_xcalloc(1, sizeof(*s));

	s->mesh = m;
	if (options != NULL)
		s->options = *options;
	if (s->options.now == 0)
		s->options.now = (int64_t)time(NULL);
	s->proxies = mw_xcalloc(m->n_workloads + 1, sizeof(*s->proxies));
	return s;
}

struct mw_session *
mw_session_like(const struct mw_session *s)
{
	return mw_session_new(s->mesh, &s->options);
}

size_t
mw_session_compiled(const struct mw_session *s)
{
	return s->ever_compiled;
}

void
mw_session_trim(struct mw_session *s, size_t most,
    const struct mw_workload *but)
{
	if (s->n_compiled <= most)
		return;
	s->n_compiled = 0;
	for (size_t i = 0; i < s->mesh->n_workloads; i++) {
		if (s->proxies[i] == NULL)
			continue;
		if (s->mesh->workloads[i] == but) {
			s->n_compiled++;
			continue;
		}
		mw_proxy_free(s->proxies[i]);
		s->proxies[i] = NULL;
	}
}

static void
drop_blanks(struct mw_session *s)
{
	for (size_t i = 0; i < s->blanks.n; i++)
		mw_proxy_free(s->blanks.v[i]);
	memset(&s->blanks, 0, sizeof(s->blanks));
	mw_arena_free(s->tried);
	s->tried = NULL;
}

void
mw_session_free(struct mw_session *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->mesh->n_workloads; i++) {
		if (s->proxies[i] != NULL)
			mw_proxy_free(s->proxies[i]);
	}
	drop_blanks(s);
	mw_istiod_drop(s->making);
	free(s->proxies);
	free(s);
}

const struct mw_mesh *
mw_session_mesh(const struct mw_session *s)
{
	return s->mesh;
}

/* Workloads are sorted by namespace and name. */
static size_t
slot_of(const struct mw_mesh *m, const struct mw_workload *w)
{
	size_t low = 0, high = m->n_workloads;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct mw_workload *at = m->workloads[mid];

		if (mw_compare_joined(at->ns, at->name, w->ns, w->name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	while (low < m->n_workloads && m->workloads[low] != w)
		low++;
	return low;
}

static const struct mw_proxy *
blank(struct mw_session *s, const struct mw_workload *w)
{
	struct mw_proxy *p = mw_istiod_blank(s->mesh, w);

	if (s->missing == NULL)
		s->missing = w;
	mw_vec_push(s->tried, &s->blanks, p);
	return p;
}

const struct mw_proxy *
mw_session_proxy(struct mw_session *s, const struct mw_workload *w)
{
	size_t slot = slot_of(s->mesh, w);

	if (slot >= s->mesh->n_workloads)
		MW_BUG("a workload that is not of this mesh");
	if (s->proxies[slot] != NULL)
		return s->proxies[slot];
	if (s->trying)
		return blank(s, w);
	if (s->making != NULL && s->missing == w) {
		s->proxies[slot] = mw_istiod_end(s->making);
		s->making = NULL;
		s->missing = NULL;
	} else {
		s->proxies[slot] = mw_istiod_compile(s->mesh, w);
	}
	s->n_compiled++;
	s->ever_compiled++;
	return s->proxies[slot];
}

/* ---- without waiting for it ----------------------------------------- */

void
mw_session_try(struct mw_session *s)
{
	s->trying = true;
	s->tried = mw_arena_new();
	mw_istiod_drop(s->making);
	s->making = NULL;
	s->missing = NULL;
}

bool
mw_session_missed(struct mw_session *s)
{
	s->trying = false;
	drop_blanks(s);
	return s->missing != NULL;
}

bool
mw_session_compile(struct mw_session *s)
{
	if (s->missing == NULL)
		return false;
	if (s->making == NULL)
		s->making = mw_istiod_begin(s->mesh, s->missing);
	if (!mw_istiod_step(s->making))
		mw_session_proxy(s, s->missing);
	return true;
}

/* ---- sending -------------------------------------------------------- */

void
mw_session_fill(const struct mw_session *s, struct mw_http_input *in)
{
	in->ext_authz = (int)s->options.ext_authz;
	in->now = s->options.now;
}

/* "ns/name", or a bare name when only one workload has it. */
static const struct mw_workload *
find_client(const struct mw_mesh *m, const char *from)
{
	const char *slash = strchr(from, '/');
	char ns[256];

	if (slash != NULL && (size_t)(slash - from) < sizeof(ns)) {
		memcpy(ns, from, (size_t)(slash - from));
		ns[slash - from] = '\0';
		return mw_mesh_workload(m, ns, slash + 1);
	}
	for (size_t i = 0; i < m->n_workloads; i++) {
		if (strcmp(m->workloads[i]->name, from) == 0)
			return m->workloads[i];
	}
	return NULL;
}

static void
find_facts(struct mw_answer *a)
{
	const struct mw_outcome *o = &a->outcomes[0];
	const struct mw_hop *h;

	for (size_t i = 0; i < o->n_hops; i++) {
		h = &o->hops[i];
		if (h->http != NULL && h->http->route != NULL) {
			if (h->direction != MW_INBOUND)
				a->route = h->http->route;
			break;
		}
	}
	if (o->n_hops == 0)
		return;
	h = &o->hops[0];
	if (h->direction == MW_INBOUND || h->cluster == NULL ||
	    !mw_str_has_prefix(h->cluster, "outbound|"))
		return;
	a->cluster = mw_proxy_cluster(h->proxy, h->cluster);
	a->cluster_proxy = h->proxy;
}

static void
keep_notes(struct mw_answer *a, struct mw_walk *w)
{
	if (w->assumptions.n > a->n_assumptions) {
		a->assumptions = w->assumptions.v;
		a->n_assumptions = w->assumptions.n;
	}
	if (w->not_modelled.n > a->n_not_modelled) {
		a->not_modelled = w->not_modelled.v;
		a->n_not_modelled = w->not_modelled.n;
	}
}

const struct mw_answer *
mw_session_send(struct mw_session *s, const struct mw_request *r,
    struct mw_arena *arena, bool trace)
{
	struct mw_answer *a = MW_NEW(arena, struct mw_answer);
	MW_VEC(struct mw_outcome) outcomes = { 0 };
	const struct mw_workload *from = NULL;
	size_t branches = 1;

	a->request = r;
	if (!mw_str_eq(r->from, "outside")) {
		from = find_client(s->mesh, r->from);
		if (from == NULL) {
			a->error = mw_arena_printf(arena,
			    "no workload '%s' to send from", r->from);
			return a;
		}
	}
	for (size_t i = 0; i < branches; i++) {
		struct mw_outcome o = { 0 };
		struct mw_walk w = { .session = s, .request = r,
			.arena = arena, .trace = trace, .branch = i,
			.from = from, .outcome = &o, .n_branches = 1 };

		mw_walk_start(&w);
		if (i == 0)
			branches = w.n_branches > 0 ? w.n_branches : 1;
		keep_notes(a, &w);
		mw_vec_push(arena, &outcomes, o);
	}
	a->outcomes = outcomes.v;
	a->n_outcomes = outcomes.n;
	find_facts(a);
	return a;
}

const struct mw_answer *
mw_session_attempt(struct mw_session *s, const struct mw_request *r,
    struct mw_arena *arena, bool trace)
{
	const struct mw_answer *a;

	if (mw_session_compile(s))
		return NULL;
	mw_session_try(s);
	a = mw_session_send(s, r, arena, trace);
	return mw_session_missed(s) ? NULL : a;
}
