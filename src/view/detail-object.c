/*
 * detail-object.c - what there is to say about an object.
 */
#include <string.h>

#include "base/str.h"
#include "istiod/builder.h"
#include "mesh/mesh.h"
#include "view/problems.h"
#include "view/state.h"
#include "whatif/whatif.h"
#include "yaml/node.h"

enum { MANY = 12 };		/* names and links of one sort that are shown */

/* ---- who is selected ----------------------------------------------------- */

/* One that targetRefs names; at a Service it is the waypoint that obeys. */
static bool
put_target(const struct mw_node *ref, struct mw_buf *names)
{
	const char *kind = mw_node_text(mw_node_get(ref, "kind"));
	const char *name = mw_node_text(mw_node_get(ref, "name"));

	if (!mw_str_eq(kind, "Service") && !mw_str_eq(kind, "ServiceEntry"))
		return false;
	mw_buf_printf(names, "%s%s %s", names->len > 0 ? ", " : "", kind,
	    mw_str_or_empty(name));
	return true;
}

/* What is asked of a Service or ServiceEntry: false when nothing is. */
static bool
targets(struct mw_page *p, const struct mw_object *o)
{
	const struct mw_node *spec = mw_node_get(o->root, "spec");
	const struct mw_node *n = mw_node_first(mw_node_get(spec,
	    "targetRefs"));
	struct mw_buf names = { 0 };
	bool any;

	any = put_target(mw_node_get(spec, "targetRef"), &names);
	for (; n != NULL; n = mw_node_next(n))
		any = put_target(n, &names) || any;
	if (any)
		mw_page_fact(p, "Selects", MW_ROLE_TEXT, "requests for %s, at "
		    "the waypoint", mw_buf_text(&names));
	mw_buf_release(&names);
	return any;
}

static void
selected(struct mw_app *a, struct mw_page *p, const struct mw_object *o)
{
	struct mw_buf names = { 0 };
	size_t n = 0;
	bool service;

	if (!mw_object_selects_any(o))
		return;
	service = targets(p, o);
	for (size_t i = 0; i < a->mesh->n_workloads; i++) {
		const struct mw_workload *w = a->mesh->workloads[i];

		if (!mw_policy_reaches(a->mesh, o, w))
			continue;
		if (n++ >= MANY)
			continue;
		mw_buf_printf(&names, " %s%s%s (%s)", strcmp(w->ns, o->ns) !=
		    0 ? w->ns : "", strcmp(w->ns, o->ns) != 0 ? "/" : "",
		    w->name, mw_proxy_word(w->proxy));
	}
	if (n > MANY)
		mw_buf_printf(&names, " and %zu more", n - MANY);
	if (n > 0 || !service)
		mw_page_fact(p, service ? "" : "Selects", n == 0
		    ? MW_ROLE_WARN : MW_ROLE_TEXT, "%zu workload%s%s%s", n,
		    mw_str_s(n), n > 0 ? ":" : "", mw_buf_text(&names));
	mw_buf_release(&names);
}

/* ---- references ---------------------------------------------------------- */

static void
one_ref(struct mw_app *a, struct mw_page *p, const char *label,
    const struct mw_ref *r)
{
	/* what is missing may be in the next file */
	const char *missing = a->load.part ? ": not read yet" : ": is missing";

	if (r->to != NULL) {
		mw_page_link(p, label, r->to, NULL, "by %s %s", r->what,
		    mw_str_or_empty(r->text));
		return;
	}
	mw_page_fact(p, label, r->missing && !r->assumed ? MW_ROLE_ERROR
	    : MW_ROLE_TEXT, "%s %s%s", r->what, mw_str_or_empty(r->text),
	    r->assumed ? ": assumed to exist" : r->missing ? missing : "");
	p->v[p->n - 1].object = r->from;
	p->v[p->n - 1].node = r->node;
}

static void
references(struct mw_app *a, struct mw_page *p, const struct mw_object *o)
{
	struct mw_ref_list refs = mw_refs_from(a->mesh, o);
	size_t n, shown = 0;

	for (size_t i = 0; i < refs.n && shown < MANY; i++) {
		struct mw_ref r = mw_ref_at(&refs, i);
		bool twice = false;

		for (size_t j = 0; j < i && !twice; j++) {
			struct mw_ref other = mw_ref_at(&refs, j);

			twice = other.to == r.to &&
			    mw_str_eq(other.text, r.text);
		}
		if (!twice)
			one_ref(a, p, shown++ == 0 ? "Refers to" : "", &r);
	}
	if (shown == MANY)
		mw_page_fact(p, "", MW_ROLE_DIM, "and more");
	refs = mw_refs_to(a->mesh, o);
	n = refs.n;
	for (size_t i = 0; i < n && i < MANY; i++) {
		struct mw_ref r = mw_ref_at(&refs, i);

		mw_page_link(p, i == 0 ? "Used by" : "", r.from, r.node,
		    "as %s", r.what);
	}
	if (n > MANY)
		mw_page_fact(p, "", MW_ROLE_DIM, "and %zu more", n - MANY);
	if (n == 0)
		mw_page_fact(p, "Used by", MW_ROLE_DIM, "nothing refers to "
		    "it by name");
}

/* ---- problems and variants ----------------------------------------------- */

/* Variants have one title: what is said of one is not said of the others. */
static bool
is_about(const struct mw_finding *d, const struct mw_object *o)
{
	struct mw_span s;

	if (*d->kind == '\0' || strcmp(d->kind, o->kind_name) != 0 ||
	    strcmp(d->name, o->name) != 0 || strcmp(d->ns, o->ns) != 0)
		return false;
	if (o->variants < 2 || o->root == NULL || d->span.line == 0)
		return true;
	s = mw_node_span(o->root);
	return mw_str_eq(s.file, d->span.file) && d->span.line >= s.line &&
	    d->span.line <= s.end_line;
}

static void
problems(struct mw_app *a, struct mw_page *p, const struct mw_object *o)
{
	const struct mw_findings *f = mw_problems_known(a);
	bool changed = mw_whatif_touches(mw_compare_whatif(a), o);
	size_t n = 0;

	for (size_t i = 0; i < f->n && n < MANY; i++) {
		const struct mw_finding *d = &f->v[i];

		if (!is_about(d, o))
			continue;
		mw_page_fact(p, n++ == 0 ? "Problems" : "",
		    d->severity == MW_ERROR ? MW_ROLE_ERROR
		    : d->severity == MW_WARNING ? MW_ROLE_WARN : MW_ROLE_NOTE,
		    "%s %s: %s (line %u)", mw_severity_name(d->severity),
		    d->rule, d->text, d->span.line);
		p->v[p->n - 1].source = mw_page_source(a->mesh, d->span.file);
		p->v[p->n - 1].line = d->span.line;
	}
	if (n == 0)
		mw_page_fact(p, "Problems", MW_ROLE_DIM, "none%s", !changed
		    ? "" : mw_app_text(a, " on disk; %s tells those of the "
		    "what-if", mw_app_key_of(a, MW_DO_PROBLEMS)));
}

/* It is off: all else on the page is of the files. */
static bool
off(struct mw_app *a, struct mw_page *p, const struct mw_object *o)
{
	const struct mw_whatif_change *c = mw_whatif_of(mw_compare_whatif(a),
	    o, NULL);

	if (c == NULL || c->kind != MW_WHATIF_DISABLE)
		return false;
	if (p->n > 0 && p->v[p->n - 1].first != NULL)
		mw_page_line(p);
	mw_page_put(p, MW_ROLE_WARN, "* Off in the what-if");
	mw_page_wrap(p, MW_ROLE_DIM, 2, mw_app_text(a, "; %s brings it back. "
	    "What follows is of the files on disk.", mw_app_key_of(a,
	    MW_DO_DISABLE)));
	return true;
}

static void
variants(struct mw_app *a, struct mw_page *p, const struct mw_object *o)
{
	if (o->variants < 2)
		return;
	mw_page_fact(p, "Variant", MW_ROLE_WARN, "%zu of %zu documents with "
	    "this kind and name; %s. gv goes to the next one, x puts it in "
	    "force in a what-if.", o->variant,
	    o->variants, o->superseded_by != NULL
	    ? "it is not in force, a later one is" : "it is in force");
	for (size_t i = 0; i < a->mesh->all.n; i++) {
		const struct mw_object *x = a->mesh->all.v[i];
		struct mw_span at;

		if (x == o || x->kind != o->kind || strcmp(x->name, o->name) !=
		    0 || strcmp(x->ns, o->ns) != 0 || x->root == NULL)
			continue;
		at = mw_node_span(x->root);
		mw_page_link(p, "", x, NULL, "%s:%u%s",
		    mw_str_or_empty(at.file), at.line, x->superseded_by == NULL
		    ? ", in force" : "");
	}
}

void
mw_detail_object(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o)
{
	struct mw_buf b = { 0 };
	bool is_off = off(a, p, o);

	mw_object_describe(o, &b);
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, mw_buf_text(&b));
	mw_buf_release(&b);
	if (!mw_app_page_is_short(a))
		mw_page_line(p);
	if (o->assumed)
		mw_page_fact(p, "Assumed", MW_ROLE_NOTE, "no manifest has it; "
		    "it is taken to exist because something names it");
	variants(a, p, o);
	if (!is_off)
		mw_compare_about(a, p, o);
	selected(a, p, o);
	mw_detail_policy(a, p, o);
	mw_detail_gateway_api(a, p, o);
	references(a, p, o);
	problems(a, p, o);
}
