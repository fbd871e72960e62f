/*
 * saved-run.c - how saved requests end: in the files, in those before them,
 * and in the what-if; found in slices, while nobody waits.
 */
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "view/saved.h"
#include "whatif/whatif.h"

void
mw_saved_old_mesh(struct mw_app *a)
{
	struct mw_saved *s = a->saved;

	/* what was not found yet is compared with what came before it */
	for (size_t i = 0; i < s->n; i++) {
		struct mw_saved_end *e = s->v[i].now.text != NULL
		    ? &s->v[i].now : &s->v[i].was;

		if (e == &s->v[i].was && e->text != NULL && s->ends != NULL) {
			e->text = mw_arena_strdup(s->ends, e->text);
			e->word = mw_arena_strdup(s->ends, e->word);
		}
		s->v[i].was = *e;
		memset(&s->v[i].now, 0, sizeof(s->v[i].now));
	}
	mw_arena_free(s->old_ends);
	s->old_ends = s->ends;
	s->ends = mw_arena_new();
	mw_saved_drop_after(a);
}

void
mw_saved_new_mesh(struct mw_app *a)
{
	a->saved->reloaded = a->saved->n > 0;
}

void
mw_saved_drop_after(struct mw_app *a)
{
	struct mw_saved *s = a->saved;

	mw_arena_free(s->after_ends);
	s->after_ends = NULL;
	for (size_t i = 0; i < s->n; i++)
		memset(&s->v[i].after, 0, sizeof(s->v[i].after));
}

/* ---- one ----------------------------------------------------------------- */

static const char *
word_of(const struct mw_answer *answer, struct mw_arena *arena)
{
	const char *word;

	if (answer->error != NULL || answer->n_outcomes == 0)
		return "UNDECIDED";
	word = mw_compare_word(&answer->outcomes[0]);
	for (size_t i = 1; i < answer->n_outcomes; i++) {
		if (strcmp(word, mw_compare_word(&answer->outcomes[i])) != 0)
			return mw_arena_printf(arena, "%zu ways",
			    answer->n_outcomes);
	}
	return word;
}

/* Not yet, while proxies on its way are compiled. */
static void
send(struct mw_session *session, const struct mw_kept *k,
    struct mw_arena *arena, struct mw_saved_end *out)
{
	struct mw_arena *tmp = mw_arena_new();
	const struct mw_answer *answer = mw_session_attempt(session,
	    mw_kept_request(k, mw_session_mesh(session), tmp), tmp,
	    k->expects);
	const struct mw_miss *misses;
	struct mw_buf b = { 0 };

	if (answer == NULL) {
		mw_arena_free(tmp);
		return;
	}
	mw_compare_verdict(answer, &b);
	out->text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	out->word = mw_arena_strdup(arena, word_of(answer, tmp));
	out->good = mw_answer_is_good(answer);
	out->otherwise = mw_expect_check(k, answer, tmp, &misses) > 0;
	mw_buf_release(&b);
	mw_arena_free(tmp);
}

/* The next that is not known; false when all are. */
static bool
step(struct mw_app *a)
{
	struct mw_saved *s = a->saved;
	struct mw_compare *c = a->compare;
	bool whatif = mw_compare_changes(a) > 0 && c->session != NULL;

	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].now.text == NULL) {
			send(a->session, s->v[i].kept, s->ends, &s->v[i].now);
			return true;
		}
	}
	for (size_t i = 0; whatif && i < s->n; i++) {
		if (s->v[i].after.text != NULL)
			continue;
		if (s->after_ends == NULL)
			s->after_ends = mw_arena_new();
		send(c->session, s->v[i].kept, s->after_ends, &s->v[i].after);
		return true;
	}
	return false;
}

/* ---- all ----------------------------------------------------------------- */

bool
mw_saved_differs(const struct mw_saved_end *x, const struct mw_saved_end *y)
{
	return x->text != NULL && y->text != NULL && strcmp(x->text, y->text)
	    != 0;
}

size_t
mw_saved_changed(const struct mw_app *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->saved->n; i++)
		n += mw_saved_differs(&a->saved->v[i].was,
		    &a->saved->v[i].now);
	return n;
}

static void
tell(struct mw_app *a)
{
	size_t n = mw_saved_changed(a), all = a->saved->n;
	bool old = mw_trace_is_old(a);

	a->saved->reloaded = false;
	if (n > 0)
		mw_app_alarm(a, "%zu of %zu saved request%s end%s otherwise: "
		    "%s lists them%s%s%s", n, all, all == 1 ? "" : "s",
		    n == 1 ? "s" : "", mw_app_key_of(a, MW_DO_COMPARE), old
		    ? "; " : "", old ? mw_app_key_of(a, MW_DO_AGAIN) : "", old
		    ? " sends the trace again" : "");
}

/* In a large mesh one request may take longer than a key should wait. */
enum { LARGE = 2000 };

static bool
must_wait(const struct mw_app *a)
{
	return a->mesh->all.n > LARGE && !a->saved->idle &&
	    a->options.clock_ms != NULL && a->config->reload;
}

bool
mw_saved_work(struct mw_app *a, int64_t until)
{
	bool worked = false, more = true;

	if (must_wait(a))
		return false;	/* the next tick goes on */
	while (more && (!worked || a->options.clock_ms == NULL ||
	    mw_app_now(a) < until)) {
		more = step(a);
		worked = worked || more;
	}
	if (more)
		return true;
	if (worked) {
		a->about_width[MW_SCREEN_COMPARE] = -1;
		a->drawn = false;
	}
	if (worked && a->saved->reloaded)
		tell(a);
	return false;
}
