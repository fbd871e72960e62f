/*
 * detail-policy.c - among which others an AuthorizationPolicy is evaluated:
 * CUSTOM, DENY, ALLOW, and what becomes of the rest (S114).
 */
#include "base/str.h"
#include "istiod/builder.h"
#include "view/state.h"

enum {
	LOOK = 400,	/* workloads that are looked at */
	NAMES = 3,	/* workloads of a policy that are named */
	SHOWN = 6	/* policies of an action that are listed */
};

/* The actions of an AuthorizationPolicy, as they are numbered. */
enum { ALLOW, DENY, AUDIT, CUSTOM };

struct company {
	struct mw_app *a;
	struct mw_page *p;
	const struct mw_object *self;
	const struct mw_workload *w[LOOK];	/* those SELF is for */
	bool allow[LOOK];	/* an ALLOW policy is for it too */
	size_t n, left;		/* LEFT were not looked at */
	size_t at;		/* policies that were numbered */
};

static void
collect(struct company *c)
{
	const struct mw_mesh *m = c->a->mesh;

	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_workload *w = m->workloads[i];

		if (w->proxy == MW_PROXY_NONE ||
		    !mw_policy_reaches(m, c->self, w))
			continue;
		if (c->n < LOOK)
			c->w[c->n++] = w;
		else
			c->left++;
	}
}

/* How many of them POLICY is for; NAMES of the first ones. */
static size_t
shared(struct company *c, const struct mw_object *policy, bool allows,
    struct mw_buf *names)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (!mw_policy_reaches(c->a->mesh, policy, c->w[i]))
			continue;
		if (n++ < NAMES)
			mw_buf_printf(names, "%s%s", n > 1 ? ", " : "",
			    c->w[i]->name);
		c->allow[i] |= allows;
	}
	if (n > NAMES)
		mw_buf_printf(names, " +%zu", n - NAMES);
	return n;
}

static void
one(struct company *c, const char *word, const struct mw_object *policy,
    const char *whom)
{
	struct mw_page *p = c->p;
	bool self = policy == c->self;

	mw_page_put(p, MW_ROLE_TEXT, "  %zu %-7s ", ++c->at, word);
	p->v[p->n - 1].object = policy;
	mw_page_add(p, self ? MW_ROLE_TITLE : MW_ROLE_LINK, "%s/%s",
	    policy->ns, policy->name);
	mw_page_add(p, MW_ROLE_TEXT, "  ");
	mw_page_wrap(p, MW_ROLE_DIM, MW_LABEL_COLUMNS + 2, mw_arena_printf(
	    p->arena, "%s%s%s", self ? "this one" : whom,
	    mw_policy_dry_run(policy) ? "; a dry run" : "",
	    self && MW_SPEC(policy, authorization_policy)->action.v == AUDIT
	    ? "; it decides nothing" : ""));
}

static void
of_action(struct company *c, int action, const char *word)
{
	const struct mw_objects *all =
	    &c->a->mesh->of_kind[MW_KIND_AUTHORIZATION_POLICY];
	size_t n = 0, more = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		struct mw_buf whom = { 0 };
		size_t met;

		if (o->spec == NULL ||
		    MW_SPEC(o, authorization_policy)->action.v != action)
			continue;
		met = shared(c, o, action == ALLOW && !mw_policy_dry_run(o),
		    &whom);
		if (met == c->n) {
			mw_buf_clear(&whom);
			mw_buf_adds(&whom, c->n > 1 ? "on all of them" : "");
		}
		if (met > 0 && (n < SHOWN || o == c->self)) {
			one(c, word, o, mw_buf_text(&whom));
			n++;
		} else if (met > 0) {
			more++;
		}
		mw_buf_release(&whom);
	}
	if (n == 0 && action != AUDIT)
		mw_page_put(c->p, MW_ROLE_DIM, "  %zu %-7s none", ++c->at,
		    word);
	if (more > 0)
		mw_page_put(c->p, MW_ROLE_DIM, "    %-7s +%zu", word, more);
	c->at += more;
}

/* Where an ALLOW policy is, what none of them lets in is denied. */
static void
otherwise(struct company *c)
{
	struct mw_page *p = c->p;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += c->allow[i];
	mw_page_put(p, MW_ROLE_TEXT, "    %-7s ", "else");
	if (n == 0)
		mw_page_wrap(p, MW_ROLE_TEXT, MW_LABEL_COLUMNS,
		    "allowed: no ALLOW policy selects them");
	else if (n == c->n)
		mw_page_wrap(p, MW_ROLE_TEXT, MW_LABEL_COLUMNS, c->n > 1
		    ? "denied on all of them" : "denied");
	else
		mw_page_wrap(p, MW_ROLE_TEXT, MW_LABEL_COLUMNS,
		    mw_arena_printf(p->arena, "denied on the %zu that an ALLOW "
		    "policy selects, allowed on the other %zu", n, c->n - n));
	if (c->left > 0)
		mw_page_put(p, MW_ROLE_DIM, "    of the first %zu workloads, "
		    "+%zu", c->n, c->left);
}

/* All of it in one line. */
static void
in_a_line(struct company *c)
{
	static const int actions[] = { CUSTOM, DENY, ALLOW };
	static const char *const words[] = { "CUSTOM", "DENY", "ALLOW" };
	const struct mw_objects *all =
	    &c->a->mesh->of_kind[MW_KIND_AUTHORIZATION_POLICY];
	struct mw_buf b = { 0 };
	size_t allowed = 0;

	for (size_t k = 0; k < MW_LEN(actions); k++) {
		size_t n = 0;

		mw_buf_printf(&b, "%s%s", k > 0 ? " > " : "", words[k]);
		for (size_t i = 0; i < all->n; i++) {
			const struct mw_object *o = all->v[i];
			struct mw_buf whom = { 0 };

			if (o->spec != NULL && MW_SPEC(o,
			    authorization_policy)->action.v == actions[k] &&
			    shared(c, o, actions[k] == ALLOW &&
			    !mw_policy_dry_run(o), &whom) > 0 && n++ < NAMES)
				mw_buf_printf(&b, "%s %s", n > 1 ? "," : "",
				    o->name);
			mw_buf_release(&whom);
		}
		if (n == 0)
			mw_buf_adds(&b, " none");
		if (n > NAMES)
			mw_buf_printf(&b, " +%zu", n - NAMES);
	}
	for (size_t i = 0; i < c->n; i++)
		allowed += c->allow[i];
	mw_buf_adds(&b, allowed == 0 ? " > else allowed" : " > else denied");
	if (allowed > 0 && allowed < c->n)
		mw_buf_printf(&b, " on %zu of %zu", allowed, c->n);
	mw_page_fact(c->p, "In order", MW_ROLE_TEXT, "%s", mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_detail_policy(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o)
{
	struct company c = { .a = a, .p = p, .self = o };

	if (o->kind != MW_KIND_AUTHORIZATION_POLICY || o->spec == NULL ||
	    o->superseded_by != NULL)
		return;
	collect(&c);
	if (c.n == 0)
		return;
	if (mw_app_page_is_short(a)) {
		in_a_line(&c);
		return;
	}
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Evaluated with, in order");
	of_action(&c, CUSTOM, "CUSTOM");
	if (MW_SPEC(o, authorization_policy)->action.v == AUDIT)
		of_action(&c, AUDIT, "AUDIT");
	of_action(&c, DENY, "DENY");
	of_action(&c, ALLOW, "ALLOW");
	otherwise(&c);
	mw_page_line(p);
}
