/*
 * callers.c - what else a change does: requests of every caller of the same
 * destination, in the mesh as it is and with the change.
 */
#include "whatif/callers.h"

#include <stdint.h>
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
	size_t in_method, in_path;	/* cells */
};

struct whats {
	struct what *v;
	size_t n, cap;
};

static void
add_what(struct whats *w, struct mw_arena *arena, const struct mw_request *r)
{
	struct what x = { r->method, r->path, r->host, r->port, r->scheme,
		SIZE_MAX, SIZE_MAX };

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
		struct mw_probe probe = { .own = own && i == 0,
			.method = w->v[i].in_method, .path = w->v[i].in_path };

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

/* What the documents speak of there, but of another port: of all ports. */
static void
add_witnesses(struct mw_probes *p, struct whats *w, const struct mw_mesh *m,
    const struct mw_request *r, uint32_t but)
{
	const char *to = mw_host_expand(p->arena, m, r->to, "");
	const struct mw_request *const *v;
	size_t n, most = w->n + WHATS_MAX;

	v = mw_witnesses(m, p->arena, &n);
	for (size_t i = 0; i < n; i++) {
		if ((!mw_str_eq(v[i]->to, to) && !mw_str_eq(v[i]->to, r->to)) ||
		    v[i]->port == but)
			continue;
		if (w->n < most)
			add_what(w, p->arena, v[i]);
		else
			p->cut = true;
	}
}

static void
add_callers(struct mw_probes *p, const struct mw_mesh *m,
    const struct mw_request *r, const struct whats *w)
{
	struct mw_map *seen = mw_map_new(p->arena);

	add_probes(p, p->arena, r->from, r, w);
	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_workload *x = m->workloads[i];
		const char *from = client_of(x, p->arena);

		if (x->proxy == MW_PROXY_GATEWAY || mw_str_eq(from, r->from) ||
		    mw_map_put(seen, account(x, p->arena), p) != NULL)
			continue;
		if (p->n_callers < CALLERS_MAX)
			add_probes(p, p->arena, from, r, w);
		else
			p->cut = true;
	}
}

struct mw_probes *
mw_probes_of(const struct mw_mesh *m, const struct mw_request *r,
    struct mw_arena *arena)
{
	struct mw_probes *p = MW_NEW(arena, struct mw_probes);
	struct whats w = { 0 };

	p->arena = arena;
	add_what(&w, arena, r);
	add_witnesses(p, &w, m, r, 0);
	add_callers(p, m, r, &w);
	return p;
}

/* One of each cell, that of R first. */
static void
add_cells(struct mw_probes *p, struct whats *w, const struct mw_request *r)
{
	const char *path = mw_arena_text(p->arena, r->path, strcspn(r->path,
	    "?#"));

	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < p->paths.n * p->methods.n; i++) {
			size_t a = i / p->methods.n, b = i % p->methods.n;
			struct what x = { p->methods.v[b].sample,
				p->paths.v[a].sample, r->host, r->port,
				r->scheme, b, a };
			bool own = mw_str_eq(x.path, path) && mw_str_eq(
			    x.method, r->method);

			if (own)
				x.path = r->path;
			if (own == (turn == 0))
				mw_vec_push(p->arena, w, x);
		}
	}
}

struct mw_probes *
mw_probes_in_cells(const struct mw_mesh *const m[2],
    const struct mw_request *r, struct mw_arena *arena)
{
	struct mw_probes *p = MW_NEW(arena, struct mw_probes);
	struct whats w = { 0 };

	p->arena = arena;
	if (!mw_cells_of(m, r, arena, &p->methods, &p->paths)) {
		p->methods.n = p->paths.n = 0;
		return mw_probes_of(m[0], r, arena);
	}
	add_cells(p, &w, r);
	add_witnesses(p, &w, m[0], r, r->port);
	add_callers(p, m[0], r, &w);
	return p;
}

bool
mw_probe_send(struct mw_probe *p, int side, struct mw_session *s,
    struct mw_arena *keep)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_answer *a = mw_session_attempt(s, p->request, arena,
	    false);
	struct mw_buf b = { 0 };

	if (a == NULL) {
		mw_arena_free(arena);
		return false;
	}
	p->good[side] = a->error == NULL && mw_answer_is_good(a);
	p->assumed[side] = a->n_assumptions > 0;
	mw_compare_verdict(a, &b);
	p->verdict[side] = mw_arena_text(keep, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	mw_arena_free(arena);
	return true;
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
