/*
 * compare-rows.c - which rows of the comparison are seen: what differs, and a
 * little around it; a run of others is one row, until it is opened.
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "view/compare.h"
#include "view/trace.h"

/* ---- numbers ------------------------------------------------------------- */

/* Steps of one side are counted as the trace of that branch counts them. */
struct counter {
	const struct mw_outcome *outcome;
	const struct mw_hop *hop;
	size_t next;			/* first step that NUMBER is not of */
	size_t number;
};

static size_t
number(struct counter *n, const struct mw_compare_row *r, int side)
{
	const struct mw_hop *h = r->hop[side];
	size_t step = r->step[side];

	if (h == NULL || step == SIZE_MAX)
		return 0;
	if (n->outcome != r->outcome[side]) {
		n->outcome = r->outcome[side];
		n->number = 0;
		n->hop = NULL;
	}
	if (n->hop == h && step < n->next)
		return n->number;
	n->hop = h;
	n->number++;
	n->next = step + 1;
	while (mw_trace_joins(h, step, n->next))
		n->next++;
	return n->number;
}

void
mw_compare_number(struct mw_compare *c)
{
	struct counter n[2] = { { 0 }, { 0 } };

	for (size_t i = 0; i < c->rows->n; i++) {
		for (int side = 0; side < 2; side++)
			c->shown[i].number[side] = number(&n[side],
			    &c->rows->v[i], side);
	}
}

/* ---- folds --------------------------------------------------------------- */

static bool
is_route(const struct mw_compare_row *r)
{
	const struct mw_step *s = &r->hop[0]->steps->v[r->step[0]];

	return s->stage == MW_STAGE_ROUTE && s->verdict == MW_STEP_CHOSEN;
}

/* Something differs before the next proxy. */
static bool
has_difference(const struct mw_comparison *c, size_t hop)
{
	for (size_t i = hop; i < c->n && (i == hop || c->v[i].what ==
	     MW_COMPARE_STEP); i++) {
		if (c->v[i].differs)
			return true;
	}
	return false;
}

static bool
stays(const struct mw_comparison *c, size_t i)
{
	const struct mw_compare_row *r = &c->v[i];

	if (r->differs)
		return true;
	switch (r->what) {
	case MW_COMPARE_BRANCH:
	case MW_COMPARE_END:
		return true;
	case MW_COMPARE_HOP:
		return has_difference(c, i);
	case MW_COMPARE_STEP:
		break;
	}
	/* and what came before the first difference of its kind */
	return is_route(r) || (i + 1 < c->n && c->v[i + 1].differs &&
	    c->v[i + 1].what == MW_COMPARE_STEP);
}

void
mw_compare_fold(struct mw_compare *c)
{
	size_t n = c->rows->n, i = 0, end;

	c->n_seen = 0;
	if (c->seen == NULL) {
		c->seen = MW_NEW_ARRAY(c->arena, struct mw_compare_seen,
		    n + 1);
		c->opened = MW_NEW_ARRAY(c->arena, bool, n + 1);
	}
	for (; i < n; i = end) {
		end = i + 1;
		while (!stays(c->rows, i) && end < n && !stays(c->rows, end))
			end++;
		if (c->unfolded || c->opened[i] || end - i < 2) {
			for (size_t k = i; k < end; k++)
				c->seen[c->n_seen++] =
				    (struct mw_compare_seen){ k, 1 };
		} else {
			c->seen[c->n_seen++] = (struct mw_compare_seen){ i,
			    end - i };
		}
	}
	c->list.n = c->n_seen;
}

size_t
mw_compare_seen_at(const struct mw_compare *c, size_t row)
{
	size_t i = 0;

	while (i + 1 < c->n_seen && c->seen[i + 1].row <= row)
		i++;
	return i;
}

void
mw_compare_unfold(struct mw_compare *c, bool all)
{
	size_t row = c->list.selected < c->n_seen
	    ? c->seen[c->list.selected].row : 0;

	c->unfolded = all;
	if (!all)
		memset(c->opened, 0, sizeof(*c->opened) * (c->rows->n + 1));
	mw_compare_fold(c);
	c->list.selected = mw_compare_seen_at(c, row);
}

bool
mw_compare_open(struct mw_compare *c)
{
	const struct mw_compare_seen *x = c->list.selected < c->n_seen
	    ? &c->seen[c->list.selected] : NULL;

	if (x == NULL || x->n < 2)
		return false;
	c->opened[x->row] = true;
	mw_compare_fold(c);
	return true;
}

/* "9 steps the same: listener, chain, vhost" */
void
mw_compare_print_fold(const struct mw_compare *c,
    const struct mw_compare_seen *x, struct mw_buf *out)
{
	const char *last = "";
	size_t n = 0;

	for (size_t i = x->row; i < x->row + x->n; i++)
		n += c->rows->v[i].what == MW_COMPARE_STEP;
	mw_buf_printf(out, "%zu step%s the same", n, mw_str_s(n));
	for (size_t i = x->row; i < x->row + x->n; i++) {
		const struct mw_compare_row *r = &c->rows->v[i];
		const char *stage;

		if (r->what != MW_COMPARE_STEP)
			continue;
		stage = mw_stage_name(r->hop[0]->steps->v[r->step[0]].stage);
		if (strcmp(stage, last) != 0)
			mw_buf_printf(out, "%s%s", *last == '\0' ? ": "
			    : ", ", stage);
		last = stage;
	}
}
