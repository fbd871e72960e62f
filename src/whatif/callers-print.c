/*
 * callers-print.c - what a caller gains or loses, in patterns of methods and
 * paths; the requests that were sent, where there are no patterns.
 */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "whatif/callers.h"

enum { REQUESTS_SHOWN = 4 };

struct table {
	const struct mw_probes *p;
	/* by path: a bit for each method that is gained */
	unsigned *gained;
	unsigned all;			/* methods */
};

/* What passes only as something that is gone is taken to be there is no gain. */
static bool
gains(const struct mw_probe *x, int side)
{
	return x->verdict[0] != NULL && x->verdict[1] != NULL &&
	    x->good[side] && !x->good[!side] && (!x->assumed[side] ||
	    x->assumed[!side]);
}

/* "GET ", "GET and POST ", "any method but GET ", nothing for all of them */
static void
put_methods(const struct table *t, unsigned mask, struct mw_buf *out)
{
	size_t rest = t->p->methods.n - 1, n = 0;
	bool but = (mask >> rest & 1) != 0;

	if (mask == t->all)
		return;
	if (but)
		mw_buf_adds(out, "any method but ");
	for (size_t i = 0; i < rest; i++) {
		if ((mask >> i & 1) == but)
			continue;
		mw_buf_printf(out, "%s%s", n++ > 0 ? "|" : "",
		    t->p->methods.v[i].label);
	}
	mw_buf_addc(out, ' ');
}

/* The cell is told with the one around it, or with all others. */
static size_t
around(const struct table *t, size_t i)
{
	const struct mw_cells *c = &t->p->paths;

	if (i + 1 == c->n)
		return SIZE_MAX;
	return c->v[i].inside != SIZE_MAX ? c->v[i].inside : c->n - 1;
}

/* The cell that I is told with. */
static size_t
teller(const struct table *t, size_t i)
{
	for (size_t up = around(t, i); up != SIZE_MAX && t->gained[up] ==
	     t->gained[i]; up = around(t, i))
		i = up;
	return i;
}

/* "/x", "any path", "any path but /x and /y" */
static void
put_path(const struct table *t, size_t i, struct mw_buf *out)
{
	const struct mw_cells *c = &t->p->paths;
	size_t n = 0;

	mw_buf_adds(out, c->v[i].label != NULL ? c->v[i].label : "any path");
	for (size_t k = 0; k < c->n; k++) {
		/* those inside that do not get all of it */
		if (around(t, k) != SIZE_MAX && teller(t, around(t, k)) == i &&
		    (t->gained[i] & ~t->gained[k]) != 0)
			mw_buf_printf(out, "%s%s", n++ == 0 ? " but "
			    : " and ", c->v[k].label);
	}
}

static void
put_table(const struct table *t, struct mw_buf *out)
{
	size_t n = t->p->paths.n, told = 0;

	for (size_t k = 0; k < n; k++) {
		/* the last one has all others, and comes first */
		size_t i = k == 0 ? n - 1 : k - 1, up = around(t, i);

		if (t->gained[i] == 0 || (up != SIZE_MAX && t->gained[up] ==
		    t->gained[i]))
			continue;
		mw_buf_adds(out, told++ > 0 ? ", " : "");
		put_methods(t, t->gained[i], out);
		put_path(t, i, out);
	}
}

/* Those that lie in no cell, as they were sent. */
static void
put_requests(const struct mw_probes *p, size_t i, size_t end, int side,
    struct mw_buf *out)
{
	size_t n = 0;
	bool first = out->len == 0;

	for (; i < end; i++) {
		const struct mw_probe *x = &p->v[i];

		if (!gains(x, side) || (p->paths.n > 0 && x->path != SIZE_MAX))
			continue;
		if (n++ < REQUESTS_SHOWN) {
			mw_buf_printf(out, "%s%s %s", first ? "" : ", ",
			    x->request->method, x->request->path);
			if (p->paths.n > 0)
				mw_buf_printf(out, " on port %u",
				    x->request->port);
		}
		first = false;
	}
	if (n > REQUESTS_SHOWN)
		mw_buf_printf(out, " and %zu more", n - REQUESTS_SHOWN);
}

void
mw_probes_print(const struct mw_probes *p, size_t i, size_t end, int side,
    struct mw_buf *out)
{
	struct table t = { .p = p };
	struct mw_buf b = { 0 };

	if (p->paths.n > 0) {
		t.gained = MW_NEW_ARRAY(p->arena, unsigned, p->paths.n);
		t.all = (1u << p->methods.n) - 1;
		for (size_t k = i; k < end; k++) {
			if (p->v[k].path != SIZE_MAX && gains(&p->v[k], side))
				t.gained[p->v[k].path] |= 1u <<
				    p->v[k].method;
		}
		put_table(&t, &b);
	}
	put_requests(p, i, end, side, &b);
	mw_buf_add(out, b.data, b.len);
	mw_buf_release(&b);
}
