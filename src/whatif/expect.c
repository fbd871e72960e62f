/*
 * expect.c - an answer laid beside what was expected, and put in its terms.
 */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/trace.h"
#include "whatif/validator.h"
#include "whatif/whatif.h"

/* ---- what there is ------------------------------------------------------- */

/* The policy that refused, or the object of what decided. */
static const char *
decider(const struct mw_outcome *o, struct mw_arena *arena)
{
	const struct mw_hop *h;
	const struct mw_object *by;
	size_t step;

	for (size_t i = o->n_hops; i-- > 0;) {
		const char *policy = o->hops[i].policy;

		if (policy != NULL && strcmp(policy, "none") != 0)
			return mw_arena_printf(arena,
			    "AuthorizationPolicy %s", policy);
		if (policy != NULL)
			return policy;
	}
	h = mw_trace_decider(o, &step);
	by = h != NULL ? mw_trace_origin(h, step)->object : NULL;
	return by != NULL ? mw_arena_printf(arena, "%s %s/%s", by->kind_name,
	    by->ns, by->name) : "none";
}

static const char *
flags(const struct mw_outcome *o)
{
	for (size_t i = o->n_hops; i-- > 0;) {
		if (o->hops[i].flags != NULL)
			return o->hops[i].flags;
	}
	return "none";
}

static const char *
one_value(const struct mw_outcome *o, enum mw_expect_what w,
    struct mw_arena *arena)
{
	const struct mw_delivery *d = o->delivered;
	const char *s = NULL;

	switch (w) {
	case MW_EXPECT_VERDICT:
		return mw_arena_lower(arena, mw_compare_word(o));
	case MW_EXPECT_STATUS:
		return o->status > 0 ? mw_arena_printf(arena, "%u", o->status)
				     : "none";
	case MW_EXPECT_FAILURE:
		s = o->failure;
		break;
	case MW_EXPECT_BY:
		return decider(o, arena);
	case MW_EXPECT_FLAGS:
		return flags(o);
	case MW_EXPECT_DESTINATION:
		s = d != NULL ? d->pod : NULL;
		break;
	case MW_EXPECT_PATH:
		s = d != NULL ? d->path : NULL;
		break;
	case MW_EXPECT_HOST:
		s = d != NULL ? d->host : NULL;
		break;
	case MW_EXPECT_MIRROR:
	case MW_EXPECT_COUNT:
		break;
	}
	return s != NULL ? s : "none";
}

static void
put(struct mw_expect *e, const char *text, double share,
    struct mw_arena *arena)
{
	const struct mw_expect_value v = { text, share };

	for (size_t i = 0; i < e->n; i++) {
		if (strcmp(e->v[i].text, text) == 0) {
			e->v[i].share += share;
			return;
		}
	}
	mw_vec_push(arena, e, v);
}

/* All values of one sort, those that are the same once, with their share. */
static void
values_of(const struct mw_answer *a, enum mw_expect_what w,
    struct mw_arena *arena, struct mw_expect *out)
{
	out->what = w;
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];
		double share = o->of > 0 ? 100.0 * (double)o->weight /
		    (double)o->of : 100.0;

		for (size_t k = 0; w == MW_EXPECT_MIRROR && k < o->n_mirrors;
		     k++)
			put(out, o->mirrors[k].pod, share, arena);
		if (w != MW_EXPECT_MIRROR)
			put(out, one_value(o, w, arena), share, arena);
	}
	if (out->n == 0)
		put(out, "none", 100, arena);
}

/* ---- does it fit? -------------------------------------------------------- */

static size_t
run_of_alnum(const char *s)
{
	size_t n = 0;

	while (islower((unsigned char)s[n]) || isdigit((unsigned char)s[n]))
		n++;
	return n;
}

/* Behind the name of a Deployment or its like, what is added for its pods:
 * "-6d5f7c9b8-x2k4p", "-x2k4p" or "-0". */
static bool
is_pod_suffix(const char *s)
{
	size_t n;

	if (*s++ != '-')
		return false;
	if (*s != '\0' && s[strspn(s, "0123456789")] == '\0')
		return true;
	n = run_of_alnum(s);
	if (n >= 6 && n <= 10 && s[n] == '-') {
		s += n + 1;
		n = run_of_alnum(s);
	}
	return n == 5 && s[n] == '\0';
}

static bool
fits(enum mw_expect_what w, const char *want, const char *got)
{
	size_t len = strlen(want);
	const char *blank;

	switch (w) {
	case MW_EXPECT_VERDICT:
		return mw_str_case_eq(want, got);
	case MW_EXPECT_BY:
		/* "shop/no-admin" of "AuthorizationPolicy shop/no-admin/0" */
		blank = strchr(got, ' ');
		if (strchr(want, ' ') == NULL && blank != NULL)
			got = blank + 1;
		return strncmp(want, got, len) == 0 && (got[len] == '\0' ||
		    got[len] == '/');
	case MW_EXPECT_DESTINATION:
	case MW_EXPECT_MIRROR:
		return strcmp(want, got) == 0 || (strncmp(want, got, len) == 0
		    && is_pod_suffix(got + len));
	case MW_EXPECT_STATUS:
	case MW_EXPECT_FAILURE:
	case MW_EXPECT_FLAGS:
	case MW_EXPECT_PATH:
	case MW_EXPECT_HOST:
	case MW_EXPECT_COUNT:
		break;
	}
	return strcmp(want, got) == 0;
}

static bool
is_met(const struct mw_expect *want, const struct mw_expect *got)
{
	size_t covered = 0;

	for (size_t i = 0; i < want->n; i++) {
		const struct mw_expect_value *w = &want->v[i];
		double share = 0;
		size_t n = 0;

		for (size_t k = 0; k < got->n; k++) {
			if (!fits(want->what, w->text, got->v[k].text))
				continue;
			share += got->v[k].share;
			n++;
		}
		covered += n;
		if (n == 0 || (w->share >= 0 && (share - w->share > 0.05 ||
		    w->share - share > 0.05)))
			return false;
	}
	return covered >= got->n;
}

/* ---- in words ------------------------------------------------------------ */

static const char *
as_text(const struct mw_expect *e, bool shares, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < e->n; i++) {
		mw_buf_printf(&b, "%s%s", i > 0 ? ", " : "", e->v[i].text);
		if (shares && e->v[i].share >= 0)
			mw_buf_printf(&b, " %.4g %%", e->v[i].share);
	}
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

size_t
mw_expect_check(const struct mw_kept *k, const struct mw_answer *a,
    struct mw_arena *arena, const struct mw_miss **out)
{
	MW_VEC(struct mw_miss) misses = { 0 };

	if (k->validator != NULL)
		return mw_validator_check(k, a, arena, out);
	for (size_t i = 0; i < k->n_expect; i++) {
		const struct mw_expect *want = &k->expect[i];
		struct mw_expect got = { 0 };
		bool shares = false;
		struct mw_miss m = { .what = mw_expect_name(want->what) };

		if (a->error == NULL)
			values_of(a, want->what, arena, &got);
		if (a->error == NULL && is_met(want, &got))
			continue;
		for (size_t j = 0; j < want->n; j++)
			shares = shares || want->v[j].share >= 0;
		m.want = as_text(want, true, arena);
		m.got = a->error != NULL ? mw_arena_printf(arena,
		    "undecided: %s", a->error) : as_text(&got, shares ||
		    got.n > 1, arena);
		mw_vec_push(arena, &misses, m);
	}
	*out = misses.v;
	return misses.n;
}

/* ---- an answer as an expectation ----------------------------------------- */

/* A pod of a Deployment has another name tomorrow. */
const char *
mw_lasting_name(const char *pod, struct mw_arena *arena)
{
	const char *dash = strrchr(pod, '-');

	if (dash == NULL)
		return pod;
	while (dash > pod && dash[-1] != '-')
		dash--;
	if (dash > pod && is_pod_suffix(dash - 1) &&
	    strchr(dash, '-') != NULL)
		return mw_arena_text(arena, pod, (size_t)(dash - 1 - pod));
	return pod;
}

static void
expect_values(const struct mw_answer *a, enum mw_expect_what w,
    struct mw_arena *arena, struct mw_kept *out)
{
	struct {
		struct mw_expect *v;
		size_t n, cap;
	} all = { out->expect, out->n_expect, out->expect_cap };
	struct mw_expect raw = { 0 }, e = { .what = w };

	values_of(a, w, arena, &raw);
	for (size_t i = 0; i < raw.n; i++) {
		const char *text = raw.v[i].text;

		if (w == MW_EXPECT_DESTINATION || w == MW_EXPECT_MIRROR)
			text = mw_lasting_name(text, arena);
		/* the rule's number goes when a rule comes */
		if (w == MW_EXPECT_BY && strchr(text, '/') !=
		    strrchr(text, '/'))
			text = mw_arena_text(arena, text,
			    (size_t)(strrchr(text, '/') - text));
		put(&e, text, raw.v[i].share, arena);
	}
	for (size_t i = 0; i < e.n; i++) {
		if (e.n == 1 || w != MW_EXPECT_DESTINATION)
			e.v[i].share = -1;
	}
	mw_vec_push(arena, &all, e);
	out->expect = all.v;
	out->n_expect = all.n;
	out->expect_cap = all.cap;
}

void
mw_expect_of(const struct mw_answer *a, struct mw_arena *arena,
    struct mw_kept *out)
{
	bool status = false, failure = false, delivered = false, flag = false,
	    refused = false, mirrored = false;

	out->expects = true;
	out->expect = NULL;
	out->n_expect = out->expect_cap = 0;
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		status = status || o->status > 0;
		failure = failure || o->failure != NULL;
		delivered = delivered || o->delivered != NULL;
		mirrored = mirrored || o->n_mirrors > 0;
		flag = flag || strcmp(flags(o), "none") != 0;
		refused = refused || o->delivered == NULL;
	}
	if (status)
		expect_values(a, MW_EXPECT_STATUS, arena, out);
	if (failure)
		expect_values(a, MW_EXPECT_FAILURE, arena, out);
	if (!status && !failure)
		expect_values(a, MW_EXPECT_VERDICT, arena, out);
	if (refused)
		expect_values(a, MW_EXPECT_BY, arena, out);
	if (flag)
		expect_values(a, MW_EXPECT_FLAGS, arena, out);
	if (delivered)
		expect_values(a, MW_EXPECT_DESTINATION, arena, out);
	if (mirrored)
		expect_values(a, MW_EXPECT_MIRROR, arena, out);
}
