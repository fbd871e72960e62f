/*
 * flip-search.c - changes of a request tried, kept and put in order.
 */
#include "whatif/flip-search.h"

#include "base/str.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_ALIKE = 3 };		/* of one kind that are told */

/* ---- simulations --------------------------------------------------------- */

const struct mw_jwt_filter *
mw_search_filter(const struct mw_hop *h)
{
	const struct mw_filter_chain *c = h->accept != NULL ?
	    h->accept->chain : NULL;

	return c != NULL && c->http != NULL ? c->http->jwt : NULL;
}

/* Of one that nobody refused: all of it arrives, in the mesh if that is what it
 * asks for, and is answered well. */
static enum mw_flip_grade
judge_failed(const struct mw_search *s, const struct mw_answer *answer)
{
	bool good = answer->error == NULL && answer->n_outcomes > 0 &&
	    mw_answer_is_good(answer);

	for (size_t i = 0; good && i < answer->n_outcomes; i++)
		good = answer->outcomes[i].delivered != NULL && (!s->inside ||
		    answer->outcomes[i].delivered->workload != NULL);
	return good ? MW_FLIP_GOOD : MW_FLIP_REFUSED;
}

void
mw_search_changed(const struct mw_search *s, const struct mw_found *f,
    struct mw_arena *arena, struct mw_request *r)
{
	*r = *s->base;
	for (size_t i = 0; i < f->n; i++) {
		for (size_t j = 0; j < f->parts[i]->n; j++)
			mw_edit_apply(&f->parts[i]->edits[j],
			    s->collect.filter, arena, r);
	}
}

/* Where it ends, so that two failures can be told apart. */
const char *
mw_search_failure(const struct mw_answer *answer, struct mw_arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < answer->n_outcomes; i++) {
		const struct mw_outcome *o = &answer->outcomes[i];
		const struct mw_hop *h = o->n_hops > 0 ?
		    &o->hops[o->n_hops - 1] : NULL;

		text = mw_arena_printf(arena, "%s%u %s %s %s\n", text,
		    o->status, mw_str_or_empty(o->failure), h != NULL ?
		    h->name : "", h != NULL ? mw_str_or_empty(h->details)
		    : "");
	}
	return text;
}

/* It got somewhere else, by a change of what is sent and not of who asks. */
static void
note_onward(struct mw_search *s, const struct mw_found *f,
    const struct mw_answer *answer, struct mw_arena *arena)
{
	if (s->failure != NULL && f->n == 1 && s->n_onward < MW_SEARCH_ONWARD &&
	    f->parts[0]->edits[0].kind != MW_EDIT_FROM &&
	    answer->error == NULL && !mw_str_eq(mw_search_failure(answer,
	    arena), s->failure))
		s->onward[s->n_onward++] = *f;
}

/* The policies of the hop were asked: bytes that are no HTTP end before. */
static bool
is_asked(const struct mw_hop *h)
{
	if (h->direction == MW_OUTBOUND)
		return false;
	return h->http != NULL ? h->http->filtered : h->tcp != NULL;
}

bool
mw_search_goes_through(const struct mw_answer *answer,
    const struct mw_workload *w)
{
	for (size_t i = 0; i < answer->n_outcomes; i++) {
		const struct mw_outcome *o = &answer->outcomes[i];

		for (size_t j = 0; j < o->n_hops; j++) {
			if (o->hops[j].workload == w && is_asked(&o->hops[j]))
				return true;
		}
	}
	return false;
}

/* Sends the changed request; *result in the arena of the search. */
enum mw_flip_grade
mw_search_simulate(struct mw_search *s, const struct mw_found *f,
    const char **result)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_answer *answer;
	const struct mw_hop *refusal;
	struct mw_buf b = { 0 };
	struct mw_request r;
	enum mw_flip_grade grade;

	s->simulations++;
	mw_search_changed(s, f, arena, &r);
	answer = mw_session_send(s->session, &r, arena, false);
	refusal = s->server != NULL ? mw_flip_refusal(answer) : NULL;
	if (refusal != NULL && refusal->workload != s->server &&
	    s->further.n == 0 && mw_search_goes_through(answer, s->server))
		s->further = *f;
	grade = s->server != NULL ? mw_flip_judge(answer, s->server) :
	    judge_failed(s, answer);
	if (grade == MW_FLIP_REFUSED)
		note_onward(s, f, answer, arena);
	if (grade != MW_FLIP_REFUSED) {
		mw_outcome_summary(&answer->outcomes[0], &b);
		*result = mw_arena_strdup(s->arena, mw_buf_text(&b));
		mw_buf_release(&b);
	}
	mw_arena_free(arena);
	return grade;
}

static unsigned
cost(const struct mw_found *f)
{
	unsigned sum = 0;

	for (size_t i = 0; i < f->n; i++)
		sum += 100 + (unsigned)f->parts[i]->edits[0].kind +
		    5 * (unsigned)(f->parts[i]->n - 1);
	return sum;
}

bool
mw_search_try(struct mw_search *s, struct mw_found *f)
{
	if (s->simulations >= MW_SEARCH_SIMULATIONS)
		return false;
	f->grade = mw_search_simulate(s, f, &f->result);
	if (f->grade == MW_FLIP_REFUSED)
		return false;
	f->cost = cost(f);
	f->order = s->found.n;
	mw_vec_push(s->arena, &s->found, *f);
	s->any_good = s->any_good || f->grade == MW_FLIP_GOOD;
	return true;
}

/* ---- several ------------------------------------------------------------- */

/* What is met without a change is left out, one after the other. */
static void
shrink(struct mw_search *s, struct mw_found *f)
{
	const char *result;

	for (size_t i = 0; i < f->n && f->n > 1 &&
	     s->simulations < MW_SEARCH_SIMULATIONS;) {
		struct mw_found less = *f;
		enum mw_flip_grade grade;

		memmove(&less.parts[i], &less.parts[i + 1],
		    (less.n - i - 1) * sizeof(less.parts[0]));
		less.n--;
		grade = mw_search_simulate(s, &less, &result);
		if (grade >= f->grade) {
			less.grade = grade;
			less.result = result;
			*f = less;
		} else {
			i++;
		}
	}
}

/* Has F all of the changes of one that was found before? */
static bool
is_known(const struct mw_search *s, const struct mw_found *f)
{
	for (size_t i = 0; i < s->found.n; i++) {
		const struct mw_found *k = &s->found.v[i];
		size_t both = 0;

		for (size_t j = 0; j < k->n; j++) {
			for (size_t m = 0; m < f->n; m++) {
				if (mw_change_same(k->parts[j], f->parts[m])) {
					both++;
					break;
				}
			}
		}
		if (both == k->n && k->grade >= f->grade)
			return true;
	}
	return false;
}

void
mw_search_try_set(struct mw_search *s, struct mw_found *f)
{
	if (s->simulations >= MW_SEARCH_SIMULATIONS)
		return;
	f->grade = mw_search_simulate(s, f, &f->result);
	if (f->grade == MW_FLIP_REFUSED)
		return;
	shrink(s, f);
	if (is_known(s, f))
		return;
	f->cost = cost(f);
	f->order = s->found.n;
	mw_vec_push(s->arena, &s->found, *f);
	s->any_good = s->any_good || f->grade == MW_FLIP_GOOD;
}

/* ---- the result ------------------------------------------------------------------------ */

static int
compare(const void *a, const void *b)
{
	const struct mw_found *x = a, *y = b;

	if (x->grade != y->grade)
		return x->grade > y->grade ? -1 : 1;
	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static bool
same_kinds(const struct mw_found *a, const struct mw_found *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (a->parts[i]->edits[0].kind != b->parts[i]->edits[0].kind)
			return false;
	}
	return true;
}

/* For reading: what is sent before who sends it. */
static struct mw_found
in_order(const struct mw_found *f)
{
	struct mw_found out = *f;

	for (size_t i = 1; i < out.n; i++) {
		for (size_t j = i; j > 0 && out.parts[j]->edits[0].kind <
		     out.parts[j - 1]->edits[0].kind; j--) {
			const struct mw_change *t = out.parts[j];

			out.parts[j] = out.parts[j - 1];
			out.parts[j - 1] = t;
		}
	}
	return out;
}

static void
print(const struct mw_search *s, const struct mw_found *f, struct mw_buf *b)
{
	bool token = mw_edit_has_token(s->collect.filter, s->base);
	bool first = true;

	mw_buf_clear(b);
	for (size_t i = 0; i < f->n; i++) {
		for (size_t j = 0; j < f->parts[i]->n; j++) {
			const struct mw_edit *e = &f->parts[i]->edits[j];

			if (!first)
				mw_buf_adds(b, " and ");
			if (e->kind == MW_EDIT_CLAIM && !token) {
				mw_buf_adds(b, "with a token ");
				token = true;
			}
			mw_edit_print(e, b);
			first = false;
		}
	}
}

const struct mw_flip *
mw_search_finish(struct mw_search *s, size_t *n)
{
	struct { struct mw_flip *v; size_t n, cap; } out = { 0 };
	struct mw_buf b = { 0 };

	if (s->found.n > 1)
		qsort(s->found.v, s->found.n, sizeof(*s->found.v), compare);
	for (size_t i = 0; i < s->found.n; i++) {
		const struct mw_found *f = &s->found.v[i];
		struct mw_flip flip = { .result = f->result,
		    .n_changes = f->n, .good = f->grade == MW_FLIP_GOOD };
		struct mw_found shown;
		size_t alike = 0;

		if (s->any_good && f->grade != MW_FLIP_GOOD)
			continue;
		/* more changes than needed are no help */
		if (f->n > s->found.v[0].n + 1)
			break;
		for (size_t j = 0; j < i; j++)
			alike += same_kinds(&s->found.v[j], f);
		if (alike >= MAX_ALIKE)
			continue;
		shown = in_order(f);
		mw_search_changed(s, f, s->arena, &flip.request);
		print(s, &shown, &b);
		flip.text = mw_arena_strdup(s->arena, mw_buf_text(&b));
		mw_vec_push(s->arena, &out, flip);
	}
	mw_buf_release(&b);
	*n = out.n;
	return out.v;
}
