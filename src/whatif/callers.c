/*
 * callers.c - what else a change does: requests of every caller of the same
 * destination, in the mesh as it is and with the change.
 */
#include "whatif/callers.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

enum { CALLERS_MAX = 24, WHATS_MAX = 12 };

/* What is asked of the destination. */
struct what {
	const char *method, *path, *host;
	uint32_t port;
	enum mw_scheme scheme;
};

struct whats {
	struct what *v;
	size_t n, cap;
};

static void
add_what(struct whats *w, struct mw_arena *arena, const struct mw_request *r)
{
	struct what x = { r->method, r->path, r->host, r->port, r->scheme };

	for (size_t i = 0; i < w->n; i++) {
		if (mw_str_eq(w->v[i].method, x.method) &&
		    mw_str_eq(w->v[i].path, x.path) && w->v[i].port == x.port)
			return;
	}
	mw_vec_push(arena, w, x);
}

static const char *
client_of(const struct mw_workload *w, struct mw_arena *arena)
{
	return mw_arena_printf(arena, "%s/%s", w->ns, w->name);
}

static void
add_probes(struct mw_probes *p, struct mw_arena *arena, const char *from,
    const struct mw_request *r, const struct whats *w)
{
	bool own = mw_str_eq(from, r->from);

	p->n_callers++;
	for (size_t i = 0; i < w->n; i++) {
		struct mw_request *x = MW_NEW(arena, struct mw_request);
		struct mw_probe probe = { .own = own && i == 0 };

		*x = *r;
		x->id = "";
		x->from = from;
		if (!own)
			x->source = x->identity = NULL;
		x->method = w->v[i].method;
		x->path = w->v[i].path;
		x->host = w->v[i].host;
		x->port = w->v[i].port;
		x->scheme = w->v[i].scheme;
		probe.request = x;
		mw_vec_push(arena, p, probe);
	}
}

/* The account that it speaks for, and how. */
static const char *
account(const struct mw_workload *w, struct mw_arena *arena)
{
	return mw_arena_printf(arena, "%s/%s/%d", w->ns, w->service_account,
	    (int)w->proxy);
}

struct mw_probes *
mw_probes_of(const struct mw_mesh *m, const struct mw_request *r,
    struct mw_arena *arena)
{
	struct mw_probes *p = MW_NEW(arena, struct mw_probes);
	struct mw_map *seen = mw_map_new(arena);
	const char *to = mw_host_expand(arena, m, r->to, "");
	const struct mw_request *const *v;
	struct whats w = { 0 };
	size_t n;

	p->arena = arena;
	add_what(&w, arena, r);
	v = mw_witnesses(m, arena, &n);
	for (size_t i = 0; i < n; i++) {
		if (!mw_str_eq(v[i]->to, to) && !mw_str_eq(v[i]->to, r->to))
			continue;
		if (w.n < WHATS_MAX)
			add_what(&w, arena, v[i]);
		else
			p->cut = true;
	}
	add_probes(p, arena, r->from, r, &w);
	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_workload *x = m->workloads[i];
		const char *from = client_of(x, arena);

		if (x->proxy == MW_PROXY_GATEWAY || mw_str_eq(from, r->from) ||
		    mw_map_put(seen, account(x, arena), p) != NULL)
			continue;
		if (p->n_callers < CALLERS_MAX)
			add_probes(p, arena, from, r, &w);
		else
			p->cut = true;
	}
	return p;
}

void
mw_probe_send(struct mw_probe *p, int side, struct mw_session *s,
    struct mw_arena *keep)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_answer *a = mw_session_send(s, p->request, arena,
	    false);
	struct mw_buf b = { 0 };

	p->good[side] = a->error == NULL && mw_answer_is_good(a);
	mw_compare_verdict(a, &b);
	p->verdict[side] = mw_arena_text(keep, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	mw_arena_free(arena);
}

void
mw_probes_count(const struct mw_probes *p, const char *but, size_t *gain,
    size_t *lose)
{
	const char *gained = NULL, *lost = NULL;

	*gain = *lose = 0;
	/* those of one caller are side by side */
	for (size_t i = 0; i < p->n; i++) {
		const struct mw_probe *x = &p->v[i];

		if (mw_str_eq(x->request->from, but) || x->good[0] ==
		    x->good[1])
			continue;
		if (x->good[1] && !mw_str_eq(gained, x->request->from)) {
			gained = x->request->from;
			++*gain;
		} else if (x->good[0] && !mw_str_eq(lost, x->request->from)) {
			lost = x->request->from;
			++*lose;
		}
	}
}

size_t
mw_probes_moved(const struct mw_probes *p, const char *but,
    struct mw_arena *arena, const char **example)
{
	struct mw_buf b = { 0 };
	size_t n = 0;

	*example = NULL;
	for (size_t i = 0; i < p->n; i++) {
		const struct mw_probe *x = &p->v[i];

		if (x->own || mw_str_eq(x->verdict[0], x->verdict[1]) ||
		    (x->good[0] != x->good[1] && !mw_str_eq(x->request->from,
		    but)))
			continue;
		if (n++ > 0)
			continue;
		mw_request_print_line(x->request, &b);
		mw_buf_printf(&b, ": %s -> %s", x->verdict[0], x->verdict[1]);
		*example = mw_arena_text(arena, mw_buf_text(&b), b.len);
	}
	mw_buf_release(&b);
	return n;
}
