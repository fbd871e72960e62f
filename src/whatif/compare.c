/*
 * compare.c - two answers to one request, laid beside each other.
 *
 * Branches are paired by the cluster they end at, hops by proxy and direction,
 * steps by stage and by the object behind them: one step more does not shift
 * the others.
 */
#include "whatif/whatif.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

/* ---- verdicts ------------------------------------------------------------ */

const char *
mw_compare_word(const struct mw_outcome *o)
{
	if (o->delivered != NULL && o->failure == NULL && o->status < 400)
		return "ALLOWED";
	for (size_t i = 0; i < o->n_hops; i++) {
		if (o->hops[i].policy != NULL)
			return "DENIED";
	}
	if (o->status == 401 || o->status == 403)
		return "DENIED";
	if (o->status > 0 && o->status < 400)
		return "ANSWERED";	/* by a proxy: a redirect, say */
	return "FAILED";
}

/* All branches are answered alike, by one pod each. */
static bool
is_plain_split(const struct mw_answer *a)
{
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		if (o->delivered == NULL || o->failure != NULL ||
		    o->of == 0 || o->status != a->outcomes[0].status)
			return false;
	}
	return a->n_outcomes > 1;
}

/* "ALLOWED 200 from 90 % shop/web-v1, 10 % shop/web-v2". */
static void
print_split(const struct mw_answer *a, struct mw_buf *out)
{
	const struct mw_outcome *first = &a->outcomes[0];

	mw_buf_printf(out, "%s ", mw_compare_word(first));
	if (first->status != 0)
		mw_buf_printf(out, "%u ", first->status);
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		mw_buf_printf(out, "%s%.4g %% %s", i > 0 ? ", " : "from ",
		    100.0 * (double)o->weight / (double)o->of,
		    o->delivered->pod);
	}
}

void
mw_compare_verdict(const struct mw_answer *a, struct mw_buf *out)
{
	if (a->error != NULL) {
		mw_buf_printf(out, "UNDECIDED %s", a->error);
		return;
	}
	if (is_plain_split(a)) {
		print_split(a, out);
		return;
	}
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		if (a->n_outcomes > 1)
			mw_buf_printf(out, "%s%.4g %% ", i > 0 ? "; " : "",
			    o->of > 0 ? 100.0 * (double)o->weight /
			    (double)o->of : 100.0);
		mw_buf_printf(out, "%s ", mw_compare_word(o));
		mw_outcome_summary(o, out);
	}
	if (a->n_outcomes == 0)
		mw_buf_adds(out, "no outcome");
}

static bool
ends_alike(const struct mw_outcome *a, const struct mw_outcome *b)
{
	return a->status == b->status && strcmp(mw_compare_word(a),
	    mw_compare_word(b)) == 0;
}

/* Of all branches that end as branch I does; false when one before it does. */
static bool
share_of(const struct mw_answer *a, size_t i, double *percent)
{
	const struct mw_outcome *o = &a->outcomes[i];

	*percent = 0;
	for (size_t k = 0; k < a->n_outcomes; k++) {
		const struct mw_outcome *x = &a->outcomes[k];

		if (!ends_alike(o, x))
			continue;
		if (k < i)
			return false;
		*percent += x->of > 0 ? 100.0 * (double)x->weight /
		    (double)x->of : 100.0;
	}
	return true;
}

void
mw_compare_brief(const struct mw_answer *a, struct mw_buf *out)
{
	bool alike = true;
	double percent;

	for (size_t i = 1; i < a->n_outcomes; i++)
		alike = alike && ends_alike(&a->outcomes[0], &a->outcomes[i]);
	for (size_t i = 0; i < (alike && a->n_outcomes > 0 ? 1
	     : a->n_outcomes); i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		if (!share_of(a, i, &percent))
			continue;
		if (!alike)
			mw_buf_printf(out, "%s%.4g %% ", i > 0 ? ", " : "",
			    percent);
		mw_buf_adds(out, mw_compare_word(o));
		if (o->status > 0)
			mw_buf_printf(out, " %u", o->status);
	}
}

/* ---- pairing ------------------------------------------------------------- */

/* Two sequences of NA and NB things; what is paired with what. */
struct align {
	size_t n[2];
	bool (*same)(const void *ctx, size_t i, size_t j);
	/* not the same, but the one took the place of the other */
	bool (*instead)(const void *ctx, size_t i, size_t j);
	const void *ctx;
	struct mw_arena *arena;
	struct pair {
		size_t at[2];		/* SIZE_MAX: none */
	} *v;
	size_t n_pairs, cap;
};

enum { CELLS_MAX = 1 << 20 };	/* more are paired from both ends only */

static void
pair(struct align *a, size_t i, size_t j)
{
	struct { struct pair *v; size_t n, cap; } v = { a->v, a->n_pairs,
		a->cap };
	const struct pair p = { { i, j } };

	mw_vec_push(a->arena, &v, p);
	a->v = v.v;
	a->n_pairs = v.n;
	a->cap = v.cap;
}

/* Nothing in [i0, i1) and [j0, j1) is the same. */
static void
pair_gap(struct align *a, size_t i0, size_t i1, size_t j0, size_t j1)
{
	size_t j = j0;

	for (size_t i = i0; i < i1; i++) {
		size_t k = j;

		while (k < j1 && !a->instead(a->ctx, i, k))
			k++;
		if (k == j1) {
			pair(a, i, SIZE_MAX);
			continue;
		}
		for (; j < k; j++)
			pair(a, SIZE_MAX, j);
		pair(a, i, j++);
	}
	for (; j < j1; j++)
		pair(a, SIZE_MAX, j);
}

/* The longest common subsequence of what is between the common ends. */
static void
pair_middle(struct align *a, size_t from, size_t ni, size_t nj)
{
	size_t wide = nj + 1, i = 0, j = 0, i0 = 0, j0 = 0;
	uint32_t *len;

	if (ni == 0 || nj == 0 || ni > CELLS_MAX / wide) {
		pair_gap(a, from, from + ni, from, from + nj);
		return;
	}
	len = MW_NEW_ARRAY(a->arena, uint32_t, (ni + 1) * wide);
	for (size_t x = ni; x-- > 0;) {
		for (size_t y = nj; y-- > 0;) {
			uint32_t down = len[(x + 1) * wide + y];
			uint32_t on = len[x * wide + y + 1];

			if (a->same(a->ctx, from + x, from + y))
				len[x * wide + y] = 1 +
				    len[(x + 1) * wide + y + 1];
			else
				len[x * wide + y] = down > on ? down : on;
		}
	}
	while (i < ni && j < nj) {
		if (a->same(a->ctx, from + i, from + j)) {
			pair_gap(a, from + i0, from + i, from + j0, from + j);
			pair(a, from + i++, from + j++);
			i0 = i;
			j0 = j;
		} else if (len[(i + 1) * wide + j] >= len[i * wide + j + 1]) {
			i++;
		} else {
			j++;
		}
	}
	pair_gap(a, from + i0, from + ni, from + j0, from + nj);
}

static void
align(struct align *a)
{
	size_t head = 0, tail = 0;
	size_t least = a->n[0] < a->n[1] ? a->n[0] : a->n[1];

	while (head < least && a->same(a->ctx, head, head))
		head++;
	while (tail < least - head && a->same(a->ctx, a->n[0] - 1 - tail,
	    a->n[1] - 1 - tail))
		tail++;
	for (size_t i = 0; i < head; i++)
		pair(a, i, i);
	pair_middle(a, head, a->n[0] - head - tail, a->n[1] - head - tail);
	for (size_t i = tail; i > 0; i--)
		pair(a, a->n[0] - i, a->n[1] - i);
}

/* ---- rows ---------------------------------------------------------------- */

struct making {
	struct mw_comparison *c;
	struct mw_arena *arena;
	const struct mw_outcome *outcome[2];
	const struct mw_hop *hop[2];
	/* steps of the hops, without clauses */
	struct steps {
		size_t *v;
		size_t n, cap;
	} steps[2];
};

static struct mw_compare_row *
add(struct making *m, enum mw_compare_what what, bool differs)
{
	struct mw_comparison *c = m->c;
	struct mw_compare_row r = { .what = what, .differs = differs,
		.outcome = { m->outcome[0], m->outcome[1] },
		.hop = { m->hop[0], m->hop[1] },
		.step = { SIZE_MAX, SIZE_MAX } };

	if (differs) {
		if (c->first == SIZE_MAX)
			c->first = c->n;
		c->n_differences++;
	}
	mw_vec_push(m->arena, c, r);
	return &c->v[c->n - 1];
}

/* ---- steps --------------------------------------------------------------- */

static const struct mw_step *
step_at(const struct making *m, int side, size_t i)
{
	return &m->hop[side]->steps->v[m->steps[side].v[i]];
}

static bool
same_object(const struct mw_object *a, const struct mw_object *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->kind == b->kind && mw_str_eq(a->kind_name, b->kind_name) &&
	    mw_str_eq(a->ns, b->ns) && mw_str_eq(a->name, b->name);
}

static bool
same_step(const void *ctx, size_t i, size_t j)
{
	const struct making *m = ctx;
	const struct mw_step *a = step_at(m, 0, i), *b = step_at(m, 1, j);

	return a->stage == b->stage && a->verdict == b->verdict &&
	    mw_str_eq(a->text, b->text) &&
	    same_object(a->origin.object, b->origin.object);
}

static bool
instead_step(const void *ctx, size_t i, size_t j)
{
	const struct making *m = ctx;

	return step_at(m, 0, i)->stage == step_at(m, 1, j)->stage;
}

/* What is below two steps with the same words. */
static bool
same_clauses(const struct making *m, size_t i, size_t j)
{
	const struct mw_steps *a = m->hop[0]->steps, *b = m->hop[1]->steps;
	size_t x = m->steps[0].v[i] + 1, y = m->steps[1].v[j] + 1;

	for (;; x++, y++) {
		bool more = x < a->n && a->v[x].depth > 0;

		if (more != (y < b->n && b->v[y].depth > 0))
			return false;
		if (!more)
			return true;
		if (a->v[x].verdict != b->v[y].verdict ||
		    !mw_str_eq(a->v[x].text, b->v[y].text) ||
		    !mw_str_eq(a->v[x].field, b->v[y].field) ||
		    !mw_str_eq(a->v[x].want, b->v[y].want) ||
		    !mw_str_eq(a->v[x].have, b->v[y].have))
			return false;
	}
}

static void
list_steps(struct making *m, int side)
{
	const struct mw_hop *h = m->hop[side];

	m->steps[side].n = 0;
	for (size_t i = 0; h != NULL && h->steps != NULL && i < h->steps->n;
	     i++) {
		if (h->steps->v[i].depth == 0)
			mw_vec_push(m->arena, &m->steps[side], i);
	}
}

static void
put_steps(struct making *m)
{
	struct align a = { .same = same_step, .instead = instead_step,
		.ctx = m, .arena = m->arena };

	for (int side = 0; side < 2; side++) {
		list_steps(m, side);
		a.n[side] = m->steps[side].n;
	}
	align(&a);
	for (size_t k = 0; k < a.n_pairs; k++) {
		size_t i = a.v[k].at[0], j = a.v[k].at[1];
		bool both = i != SIZE_MAX && j != SIZE_MAX;
		struct mw_compare_row *r = add(m, MW_COMPARE_STEP, !both ||
		    !same_step(m, i, j) || !same_clauses(m, i, j));

		for (int side = 0; side < 2; side++) {
			size_t at = a.v[k].at[side];

			if (at == SIZE_MAX)
				continue;
			r->step[side] = m->steps[side].v[at];
			r->text[side] = mw_str_or_empty(step_at(m, side,
			    at)->text);
		}
	}
}

/* ---- hops ---------------------------------------------------------------- */

static bool
same_hop(const void *ctx, size_t i, size_t j)
{
	const struct making *m = ctx;
	const struct mw_hop *a = &m->outcome[0]->hops[i];
	const struct mw_hop *b = &m->outcome[1]->hops[j];

	return a->direction == b->direction && mw_str_eq(a->name, b->name);
}

static bool
instead_hop(const void *ctx, size_t i, size_t j)
{
	const struct making *m = ctx;

	return m->outcome[0]->hops[i].direction ==
	    m->outcome[1]->hops[j].direction;
}

static const char *
hop_text(struct making *m, const struct mw_hop *h)
{
	return h == NULL ? NULL : mw_arena_printf(m->arena, "%s %s", h->name,
	    mw_direction_name(h->direction));
}

static const char *
end_text(struct making *m, const struct mw_outcome *o)
{
	struct mw_buf b = { 0 };
	const char *text;

	if (o == NULL)
		return NULL;
	mw_buf_printf(&b, "%s ", mw_compare_word(o));
	mw_outcome_summary(o, &b);
	text = mw_arena_text(m->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static void
put_hops(struct making *m)
{
	struct align a = { .same = same_hop, .instead = instead_hop,
		.ctx = m, .arena = m->arena };
	struct mw_compare_row *r;

	for (int side = 0; side < 2; side++)
		a.n[side] = m->outcome[side] != NULL ? m->outcome[side]->n_hops
						     : 0;
	align(&a);
	for (size_t k = 0; k < a.n_pairs; k++) {
		for (int side = 0; side < 2; side++)
			m->hop[side] = a.v[k].at[side] != SIZE_MAX
			    ? &m->outcome[side]->hops[a.v[k].at[side]] : NULL;
		r = add(m, MW_COMPARE_HOP, m->hop[0] == NULL ||
		    m->hop[1] == NULL || !mw_str_eq(m->hop[0]->name,
		    m->hop[1]->name));
		r->text[0] = hop_text(m, m->hop[0]);
		r->text[1] = hop_text(m, m->hop[1]);
		put_steps(m);
	}
	m->hop[0] = m->hop[1] = NULL;
	r = add(m, MW_COMPARE_END, false);
	r->text[0] = end_text(m, m->outcome[0]);
	r->text[1] = end_text(m, m->outcome[1]);
	if (mw_str_eq(r->text[0], r->text[1]))
		return;
	r->differs = true;
	m->c->n_differences++;
	if (m->c->first == SIZE_MAX)
		m->c->first = m->c->n - 1;
}

/* ---- branches ------------------------------------------------------------ */

static const char *
last_cluster(const struct mw_outcome *o)
{
	const char *name = "";

	for (size_t i = 0; i < o->n_hops; i++) {
		if (o->hops[i].direction == MW_OUTBOUND &&
		    o->hops[i].cluster != NULL)
			name = o->hops[i].cluster;
	}
	return name;
}

static const char *
branch_text(struct making *m, const struct mw_outcome *o)
{
	return o == NULL ? NULL : mw_arena_printf(m->arena, "%.4g %% %s",
	    o->of > 0 ? 100.0 * (double)o->weight / (double)o->of : 100.0,
	    last_cluster(o));
}

static void
put_branch(struct making *m, const struct mw_outcome *a,
    const struct mw_outcome *b, bool named)
{
	struct mw_compare_row *r;
	const char *text[2];

	m->outcome[0] = a;
	m->outcome[1] = b;
	if (named) {
		text[0] = branch_text(m, a);
		text[1] = branch_text(m, b);
		r = add(m, MW_COMPARE_BRANCH, !mw_str_eq(text[0], text[1]));
		r->text[0] = text[0];
		r->text[1] = text[1];
		/* one that is not there has no steps to lay beside these */
		if (a == NULL || b == NULL)
			return;
	}
	put_hops(m);
}

/* The first that ends at CLUSTER (NULL: any), which is used then. */
static size_t
unused_branch(const struct mw_answer *b, bool *used, const char *cluster)
{
	for (size_t j = 0; j < b->n_outcomes; j++) {
		if (used[j] || (cluster != NULL && !mw_str_eq(cluster,
		    last_cluster(&b->outcomes[j]))))
			continue;
		used[j] = true;
		return j;
	}
	return SIZE_MAX;
}

static void
put_branches(struct making *m, const struct mw_answer *a,
    const struct mw_answer *b)
{
	bool *used = MW_NEW_ARRAY(m->arena, bool, b->n_outcomes + 1);
	size_t *with = MW_NEW_ARRAY(m->arena, size_t, a->n_outcomes + 1);
	bool named = a->n_outcomes > 1 || b->n_outcomes > 1;

	/* one on each side is the same branch, wherever it goes */
	if (!named && a->n_outcomes == 1 && b->n_outcomes == 1) {
		put_branch(m, &a->outcomes[0], &b->outcomes[0], false);
		return;
	}
	for (size_t i = 0; i < a->n_outcomes; i++)
		with[i] = unused_branch(b, used, last_cluster(
		    &a->outcomes[i]));
	/* what is left takes the place of each other, in order */
	for (size_t i = 0; i < a->n_outcomes; i++) {
		if (with[i] == SIZE_MAX)
			with[i] = unused_branch(b, used, NULL);
		put_branch(m, &a->outcomes[i], with[i] != SIZE_MAX
		    ? &b->outcomes[with[i]] : NULL, named);
	}
	for (size_t j = 0; j < b->n_outcomes; j++) {
		if (!used[j])
			put_branch(m, NULL, &b->outcomes[j], named);
	}
}

const struct mw_comparison *
mw_compare_answers(const struct mw_answer *before,
    const struct mw_answer *after, struct mw_arena *arena)
{
	struct mw_comparison *c = MW_NEW(arena, struct mw_comparison);
	struct making m = { .c = c, .arena = arena };
	const struct mw_answer *const both[] = { before, after };

	c->first = SIZE_MAX;
	for (int side = 0; side < 2; side++) {
		struct mw_buf b = { 0 };

		mw_compare_verdict(both[side], &b);
		c->verdict[side] = mw_arena_text(arena, mw_buf_text(&b),
		    b.len);
		c->good[side] = both[side]->error == NULL &&
		    mw_answer_is_good(both[side]);
		mw_buf_release(&b);
	}
	c->verdict_differs = !mw_str_eq(c->verdict[0], c->verdict[1]);
	put_branches(&m, before, after);
	return c;
}
