/*
 * flip.c - the search: single changes, then whole ALLOW rules without what is
 * met already, then pairs.
 */
#include "whatif/flip.h"

#include "base/str.h"
#include "base/vec.h"
#include "whatif/flip-edit.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_SIMULATIONS = 400,
	MAX_SINGLES = 200,
	MAX_PARTS = 12,
	MAX_ONWARD = 3,
	MAX_ALIKE = 3		/* of one kind that are told */
};

struct found {
	const struct mw_change *parts[MAX_PARTS];
	size_t n;
	enum mw_flip_grade grade;
	unsigned cost;
	size_t order;
	const char *result;
};

struct search {
	struct mw_session *session;
	const struct mw_request *base;
	const struct mw_workload *server;	/* that refused */
	struct mw_collect collect;
	struct mw_arena *arena;
	size_t simulations;
	bool any_good;
	bool inside;		/* it asks for a service of the mesh */
	/* the first change after which another proxy refuses */
	struct found further;
	/* of one that nobody refused: how it fails, and first changes after
	 * which it fails otherwise */
	const char *failure;
	struct found onward[MAX_ONWARD];
	size_t n_onward;
	struct {
		struct found *v;
		size_t n, cap;
	} found;
};

/* ---- refusals ------------------------------------------------------------------ */

static bool
is_refusal(const struct mw_hop *h)
{
	const char *d = mw_str_or_empty(h->details);

	if (h->policy != NULL || mw_str_has_prefix(d, "rbac_access_denied") ||
	    mw_str_has_prefix(d, "jwt_authn") ||
	    mw_str_has_prefix(d, "ext_authz"))
		return true;
	if (h->direction != MW_INBOUND || h->accept == NULL ||
	    h->connection == NULL)
		return false;
	/* plaintext, or TLS of the application's own, where the mesh's is
	 * asked */
	return h->accept->result == MW_ACCEPT_NO_CHAIN ||
	    h->accept->result == MW_ACCEPT_NO_CERT ||
	    h->accept->result == MW_ACCEPT_BAD_CERT;
}

const struct mw_hop *
mw_flip_refusal(const struct mw_answer *answer)
{
	if (answer->error != NULL)
		return NULL;
	for (size_t i = 0; i < answer->n_outcomes; i++) {
		const struct mw_outcome *o = &answer->outcomes[i];

		for (size_t j = o->n_hops; j-- > 0;) {
			if (is_refusal(&o->hops[j]))
				return &o->hops[j];
		}
	}
	return NULL;
}

static const struct mw_jwt_filter *
filter_of(const struct mw_hop *h)
{
	const struct mw_filter_chain *c = h->accept != NULL ?
	    h->accept->chain : NULL;

	return c != NULL && c->http != NULL ? c->http->jwt : NULL;
}

/* ---- simulations ------------------------------------------------------------------ */

/* The policies of the hop were asked: bytes that are no HTTP end before. */
static bool
is_asked(const struct mw_hop *h)
{
	if (h->direction == MW_OUTBOUND)
		return false;
	return h->http != NULL ? h->http->filtered : h->tcp != NULL;
}

static bool
goes_through(const struct mw_answer *answer, const struct mw_workload *w)
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

/* Of one that nobody refused: all of it arrives, in the mesh if that is what it
 * asks for, and is answered well. */
static enum mw_flip_grade
judge_failed(const struct search *s, const struct mw_answer *answer)
{
	bool good = answer->error == NULL && answer->n_outcomes > 0 &&
	    mw_answer_is_good(answer);

	for (size_t i = 0; good && i < answer->n_outcomes; i++)
		good = answer->outcomes[i].delivered != NULL && (!s->inside ||
		    answer->outcomes[i].delivered->workload != NULL);
	return good ? MW_FLIP_GOOD : MW_FLIP_REFUSED;
}

enum mw_flip_grade
mw_flip_judge(const struct mw_answer *answer, const struct mw_workload *server)
{
	if (answer->error != NULL || answer->n_outcomes == 0 ||
	    mw_flip_refusal(answer) != NULL || !goes_through(answer, server))
		return MW_FLIP_REFUSED;
	return mw_answer_is_good(answer) ? MW_FLIP_GOOD : MW_FLIP_PASSES;
}

static void
changed(const struct search *s, const struct found *f, struct mw_arena *arena,
    struct mw_request *r)
{
	*r = *s->base;
	for (size_t i = 0; i < f->n; i++) {
		for (size_t j = 0; j < f->parts[i]->n; j++)
			mw_edit_apply(&f->parts[i]->edits[j],
			    s->collect.filter, arena, r);
	}
}

/* Where it ends, so that two failures can be told apart. */
static const char *
failure_of(const struct mw_answer *answer, struct mw_arena *arena)
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
note_onward(struct search *s, const struct found *f,
    const struct mw_answer *answer, struct mw_arena *arena)
{
	if (s->failure != NULL && f->n == 1 && s->n_onward < MAX_ONWARD &&
	    f->parts[0]->edits[0].kind != MW_EDIT_FROM &&
	    answer->error == NULL && !mw_str_eq(failure_of(answer, arena),
	    s->failure))
		s->onward[s->n_onward++] = *f;
}

/* Sends the changed request; *result in the arena of the search. */
static enum mw_flip_grade
simulate(struct search *s, const struct found *f, const char **result)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_answer *answer;
	const struct mw_hop *refusal;
	struct mw_buf b = { 0 };
	struct mw_request r;
	enum mw_flip_grade grade;

	s->simulations++;
	changed(s, f, arena, &r);
	answer = mw_session_send(s->session, &r, arena, false);
	refusal = s->server != NULL ? mw_flip_refusal(answer) : NULL;
	if (refusal != NULL && refusal->workload != s->server &&
	    s->further.n == 0 && goes_through(answer, s->server))
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
cost(const struct found *f)
{
	unsigned sum = 0;

	for (size_t i = 0; i < f->n; i++)
		sum += 100 + (unsigned)f->parts[i]->edits[0].kind +
		    5 * (unsigned)(f->parts[i]->n - 1);
	return sum;
}

static bool
try(struct search *s, struct found *f)
{
	if (s->simulations >= MAX_SIMULATIONS)
		return false;
	f->grade = simulate(s, f, &f->result);
	if (f->grade == MW_FLIP_REFUSED)
		return false;
	f->cost = cost(f);
	f->order = s->found.n;
	mw_vec_push(s->arena, &s->found, *f);
	s->any_good = s->any_good || f->grade == MW_FLIP_GOOD;
	return true;
}

/* ---- single changes ------------------------------------------------------------------ */

static void
try_singles(struct search *s, const struct mw_changes *all)
{
	for (size_t i = 0; i < all->n && i < MAX_SINGLES; i++) {
		struct found f = { .parts = { &all->v[i] }, .n = 1 };

		try(s, &f);
	}
}

/* ---- whole rules ---------------------------------------------------------------------- */

/* What is met without a change is left out, one after the other. */
static void
shrink(struct search *s, struct found *f)
{
	const char *result;

	for (size_t i = 0; i < f->n && f->n > 1 &&
	     s->simulations < MAX_SIMULATIONS;) {
		struct found less = *f;
		enum mw_flip_grade grade;

		memmove(&less.parts[i], &less.parts[i + 1],
		    (less.n - i - 1) * sizeof(less.parts[0]));
		less.n--;
		grade = simulate(s, &less, &result);
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
is_known(const struct search *s, const struct found *f)
{
	for (size_t i = 0; i < s->found.n; i++) {
		const struct found *k = &s->found.v[i];
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

static void
try_set(struct search *s, struct found *f)
{
	if (s->simulations >= MAX_SIMULATIONS)
		return;
	f->grade = simulate(s, f, &f->result);
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

/* Rules of ALLOW, and each with a change that leaves the DENY that refused. */
static void
try_rules(struct search *s, const struct mw_changes *singles)
{
	struct mw_change_sets sets = mw_collect_sets(&s->collect);
	bool none = mw_str_eq(s->collect.hop->policy, "none");

	for (size_t i = 0; i < sets.n; i++) {
		struct found f = { .n = 0 };

		for (size_t j = 0; j < sets.v[i].n && f.n < MAX_PARTS - 1; j++)
			f.parts[f.n++] = &sets.v[i].v[j];
		try_set(s, &f);
		if (s->any_good || none)
			continue;
		for (size_t j = 0; j < singles->n && j < 6; j++) {
			struct found more = f;

			more.parts[more.n++] = &singles->v[j];
			try_set(s, &more);
		}
	}
}

/* ---- one proxy after the other -------------------------------------------------------- */

/* A change led past the first proxy, and a later one refused: what that one
 * asks for comes on top. */
static void
try_further(struct search *s)
{
	struct mw_request *r = MW_NEW(s->arena, struct mw_request);
	struct mw_collect c = s->collect;
	struct mw_changes more;
	const struct found first = s->further;

	if (first.n == 0 || first.n >= MAX_PARTS)
		return;
	changed(s, &first, s->arena, r);
	c.hop = mw_flip_refusal(mw_session_send(s->session, r, s->arena,
	    false));
	if (c.hop == NULL || c.hop->workload == NULL)
		return;
	c.request = r;
	c.filter = filter_of(c.hop);
	more = mw_collect_all(&c);
	if (s->collect.filter == NULL)
		s->collect.filter = c.filter;
	for (size_t i = 0; i < more.n; i++) {
		struct found f = first;

		f.parts[f.n++] = &more.v[i];
		try_set(s, &f);
	}
}

/* ---- what no policy asks for ------------------------------------------------------------ */

static bool
has_single(const struct search *s)
{
	for (size_t i = 0; i < s->found.n; i++) {
		if (s->found.v[i].n == 1 &&
		    s->found.v[i].grade == MW_FLIP_GOOD)
			return true;
	}
	return false;
}

static bool
is_among(const struct mw_changes *all, const struct mw_change *c)
{
	for (size_t i = 0; i < all->n; i++) {
		if (mw_change_same(&all->v[i], c))
			return true;
	}
	return false;
}

/* SINGLES were tried. */
static void
try_general(struct search *s, const struct mw_changes *singles)
{
	struct mw_changes general = { 0 };

	s->simulations = 0;
	mw_collect_general(&s->collect, &general);
	for (size_t i = 0; i < general.n; i++) {
		struct found f = { .parts = { &general.v[i] }, .n = 1 };

		if (!is_among(singles, &general.v[i]))
			try(s, &f);
	}
}

/* ---- pairs ----------------------------------------------------------------------------- */

static bool
same_kind(const struct mw_change *a, const struct mw_change *b)
{
	return a->edits[0].kind == b->edits[0].kind &&
	    mw_str_eq(a->edits[0].name, b->edits[0].name) &&
	    a->edits[0].kind != MW_EDIT_CLAIM;
}

/* Early candidates are tried with each other first. */
static void
try_pairs(struct search *s, const struct mw_changes *all)
{
	for (size_t sum = 1; sum + 1 < 2 * all->n; sum++) {
		for (size_t i = 0; 2 * i < sum; i++) {
			size_t j = sum - i;

			if (j >= all->n || same_kind(&all->v[i], &all->v[j]))
				continue;
			if (s->simulations >= MAX_SIMULATIONS)
				return;
			struct found f = { .parts = { &all->v[i],
			    &all->v[j] }, .n = 2 };

			try(s, &f);
		}
	}
}

/* ---- the result ------------------------------------------------------------------------ */

static int
compare(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->grade != y->grade)
		return x->grade > y->grade ? -1 : 1;
	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static bool
same_kinds(const struct found *a, const struct found *b)
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
static struct found
in_order(const struct found *f)
{
	struct found out = *f;

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
print(const struct search *s, const struct found *f, struct mw_buf *b)
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

static const struct mw_flip *
finish(struct search *s, size_t *n)
{
	struct { struct mw_flip *v; size_t n, cap; } out = { 0 };
	struct mw_buf b = { 0 };

	if (s->found.n > 1)
		qsort(s->found.v, s->found.n, sizeof(*s->found.v), compare);
	for (size_t i = 0; i < s->found.n; i++) {
		const struct found *f = &s->found.v[i];
		struct mw_flip flip = { .result = f->result,
		    .n_changes = f->n, .good = f->grade == MW_FLIP_GOOD };
		struct found shown;
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
		changed(s, f, s->arena, &flip.request);
		print(s, &shown, &b);
		flip.text = mw_arena_strdup(s->arena, mw_buf_text(&b));
		mw_vec_push(s->arena, &out, flip);
	}
	mw_buf_release(&b);
	*n = out.n;
	return out.v;
}

/* The last of the first bad outcome, or NULL. */
static const struct mw_hop *
last_hop(const struct mw_answer *answer)
{
	for (size_t i = 0; i < answer->n_outcomes; i++) {
		const struct mw_outcome *o = &answer->outcomes[i];

		if (o->n_hops > 0 && (o->failure != NULL || o->status >= 400))
			return &o->hops[o->n_hops - 1];
	}
	return NULL;
}

/* On top of FIRST: what the new failure, or a policy that refuses now, gives
 * reason for. */
static void
try_onward(struct search *s, const struct found *first)
{
	struct mw_request *r = MW_NEW(s->arena, struct mw_request);
	struct mw_collect c = s->collect;
	struct mw_changes more = { 0 };
	struct mw_change_sets sets = { 0 };

	changed(s, first, s->arena, r);
	c.request = r;
	c.answer = mw_session_send(s->session, r, s->arena, false);
	c.hop = mw_flip_refusal(c.answer);
	if (c.hop != NULL && c.hop->workload != NULL) {
		c.filter = filter_of(c.hop);
		if (s->collect.filter == NULL)
			s->collect.filter = c.filter;
		more = mw_collect_all(&c);
	} else {
		c.hop = last_hop(c.answer);
		mw_collect_failed(&c, &more, &sets);
	}
	for (size_t i = 0; i < more.n; i++) {
		struct found f = *first;

		f.parts[f.n++] = &more.v[i];
		try_set(s, &f);
	}
}

/* No policy refused it: what other routes, hosts and ports ask for. */
static const struct mw_flip *
search_failed(struct search *s, size_t *n)
{
	const struct mw_answer *answer = s->collect.answer;
	struct mw_changes singles = { 0 };
	struct mw_change_sets sets = { 0 };

	if (answer->error != NULL || mw_answer_is_good(answer))
		return NULL;
	s->collect.hop = last_hop(answer);
	s->failure = failure_of(answer, s->arena);
	s->inside = mw_collect_target(&s->collect) != NULL;
	mw_collect_failed(&s->collect, &singles, &sets);
	try_singles(s, &singles);
	for (size_t i = 0; i < sets.n; i++) {
		struct found f = { .n = 0 };

		for (size_t j = 0; j < sets.v[i].n && f.n < MAX_PARTS; j++)
			f.parts[f.n++] = &sets.v[i].v[j];
		try_set(s, &f);
	}
	for (size_t i = 0; i < s->n_onward && !s->any_good; i++)
		try_onward(s, &s->onward[i]);
	return finish(s, n);
}

const struct mw_flip *
mw_flip_search(struct mw_session *session, const struct mw_request *r,
    struct mw_arena *arena, size_t *n)
{
	const struct mw_answer *answer = mw_session_send(session, r, arena,
	    false);
	const struct mw_hop *hop = mw_flip_refusal(answer);
	struct search s = { .session = session, .base = r, .arena = arena };
	struct mw_changes all;

	*n = 0;
	s.collect = (struct mw_collect){ .mesh = mw_session_mesh(session),
	    .request = r, .answer = answer, .hop = hop, .arena = arena };
	if (hop == NULL || hop->workload == NULL)
		return search_failed(&s, n);
	s.server = hop->workload;
	s.collect.filter = filter_of(hop);
	all = mw_collect_all(&s.collect);
	try_singles(&s, &all);
	if (!s.any_good)
		try_rules(&s, &all);
	if (!s.any_good)
		try_further(&s);
	if (!has_single(&s))
		try_general(&s, &all);
	if (!s.any_good)
		try_pairs(&s, &all);
	return finish(&s, n);
}

const char *const *
mw_flip_lines(struct mw_session *session, const struct mw_request *r,
    size_t most, struct mw_arena *arena, size_t *n)
{
	const struct mw_flip *flips = mw_flip_search(session, r, arena, n);
	const char **lines;

	if (*n > most)
		*n = most;
	lines = MW_NEW_ARRAY(arena, const char *, *n);
	for (size_t i = 0; i < *n; i++)
		lines[i] = mw_arena_printf(arena, "%s%s: %s", flips[i].text,
		    flips[i].good ? "" : " policies let it pass",
		    flips[i].result);
	return lines;
}
