/*
 * app-go.c - going to objects, sources and screens.
 */
#include <string.h>

#include "base/str.h"
#include "view/state.h"
#include "yaml/node.h"

void
mw_app_subject(struct mw_app *a, struct mw_subject *s)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);

	memset(s, 0, sizeof(*s));
	if (mw_app_in_page(a)) {
		const struct mw_page *p = mw_app_page(a);

		if (p->n > 0 && p->v[p->list.selected].object != NULL) {
			s->object = p->v[p->list.selected].object;
			s->node = p->v[p->list.selected].node;
		}
	}
	if (s->object == NULL && ops->subject != NULL)
		ops->subject(a, s);
	if (a->screen == MW_SCREEN_TRACE && mw_trace_is_old(a))
		mw_trace_renew_subject(a, s);
}

bool
mw_app_span(const struct mw_object *o, const struct mw_node *n,
    struct mw_span *at)
{
	if (n != NULL && mw_node_key(n) != NULL)
		*at = mw_node_key_span(n);
	else if (n != NULL)
		*at = mw_node_span(n);
	else if (o != NULL && o->root != NULL)
		*at = mw_node_span(o->root);
	return at->line > 0;
}

bool
mw_app_place(struct mw_app *a, struct mw_span *at)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);

	memset(at, 0, sizeof(*at));
	if (mw_app_in_page(a)) {
		const struct mw_page *p = mw_app_page(a);

		if (p->n > 0 && mw_page_place(&p->v[p->list.selected], at))
			return at->file != NULL;
	}
	return ops->place != NULL && ops->place(a, at) && at->line > 0 &&
	    at->file != NULL;
}

/* ---- screens ------------------------------------------------------------- */

void
mw_app_screen(struct mw_app *a, enum mw_screen s)
{
	a->n_under = 0;
	if (s != MW_SCREEN_TREE)
		a->under[a->n_under++] = MW_SCREEN_TREE;
	if (a->screen != s && s == MW_SCREEN_FORM &&
	    a->screen == MW_SCREEN_TRACE)
		a->under[a->n_under++] = MW_SCREEN_TRACE;
	if (a->screen != s) {
		a->zoom = 0;
		mw_app_clear_search(a);	/* n is of the new screen */
	}
	if (a->screen != s && s == MW_SCREEN_COMPARE)
		mw_compare_entered(a);
	a->screen = s;
	mw_app_layout(a);
}

void
mw_app_close(struct mw_app *a)
{
	a->zoom = 0;
	a->screen = a->n_under > 0 ? a->under[--a->n_under] : MW_SCREEN_TREE;
	mw_app_layout(a);
}

/* ---- objects ------------------------------------------------------------- */

/* The row of NODE, or of what it is in, below the row of the object. */
static const struct mw_row *
row_of_node(struct mw_treeview *t, const struct mw_row *r,
    const struct mw_node *node)
{
	struct mw_span want = mw_node_span(node);
	const struct mw_row *best = r, *end;

	if (node == NULL)
		return r;
	for (;;) {
		const struct mw_row *next = NULL;

		if (best->closed)
			mw_outline_open(t->outline, best);
		end = mw_row_next(best, false);
		for (const struct mw_row *c = best->first; c != NULL &&
		     c != end; c = c->next) {
			struct mw_span s = mw_node_span(c->node);

			if (c->node == node)
				return c;
			if (c->object == r->object && c->node != NULL &&
			    (s.line < want.line || (s.line == want.line &&
			    s.column <= want.column)) &&
			    (s.end_line > want.line ||
			    (s.end_line == want.line &&
			    s.end_column > want.column)))
				next = c;
		}
		if (next == NULL)
			return best;
		best = next;
	}
}

void
mw_app_to_object(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *n)
{
	struct mw_treeview *t = mw_app_tree(a);
	const struct mw_row *r;

	if (o == NULL) {
		mw_app_alarm(a, "it is not in the files any more");
		return;
	}
	r = mw_outline_object(t->outline, o);
	mw_app_leave(a);
	if (r == NULL || n != NULL) {
		/* every object is there by namespace, with its YAML */
		enum mw_outline_order before = a->order;

		if (r == NULL || r->node != o->root || n != NULL) {
			a->order = MW_BY_NAMESPACE;
			t = mw_app_tree(a);
			r = mw_outline_object(t->outline, o);
		}
		if (r == NULL)
			a->order = before;
	}
	if (r == NULL) {
		mw_app_alarm(a, "it is not in the tree");
		return;
	}
	mw_app_screen(a, MW_SCREEN_TREE);
	a->focus[MW_SCREEN_TREE] = 0;
	mw_treeview_select(t, row_of_node(t, r, n));
}

void
mw_app_to_source(struct mw_app *a, const struct mw_span *at)
{
	struct mw_span place = *at;

	mw_app_leave(a);
	if (!mw_source_open(a, place.file, place.line)) {
		mw_app_alarm(a, "the text of '%s' is not at hand", place.file);
		return;
	}
	if (a->screen != MW_SCREEN_SOURCE && a->n_under < MW_STACK)
		a->under[a->n_under++] = a->screen;
	a->screen = MW_SCREEN_SOURCE;
	a->zoom = 0;
	mw_app_layout(a);
}

/* ---- references ---------------------------------------------------------- */

/* The reference that the selected words make: the first one in the node. */
static bool
reference_at(struct mw_app *a, const struct mw_subject *s,
    struct mw_ref *found)
{
	struct mw_ref_list refs = mw_refs_from(a->mesh, s->object);
	bool any = false;

	for (size_t i = 0; i < refs.n; i++) {
		struct mw_ref r = mw_ref_at(&refs, i);

		if (s->node != NULL && s->node != s->object->root &&
		    !mw_node_holds(s->node, r.node))
			continue;
		if (r.to != NULL || !any)
			*found = r;
		if (r.to != NULL)
			return true;
		any = true;
	}
	return any;
}

void
mw_app_follow(struct mw_app *a)
{
	struct mw_subject s;
	struct mw_ref r;

	mw_app_subject(a, &s);
	if (mw_app_in_page(a) && s.object != NULL) {
		const struct mw_page *p = mw_app_page(a);

		/* a line of the page is the link itself */
		if (p->v[p->list.selected].object != NULL &&
		    p->v[p->list.selected].source == NULL) {
			mw_app_to_object(a, s.object, s.node);
			return;
		}
	}
	if (s.object == NULL && s.service != NULL)
		s.object = s.service->object;
	if (s.object == NULL) {
		mw_app_alarm(a, "no object is behind this row");
		return;
	}
	if (!reference_at(a, &s, &r))
		mw_app_say(a, "it refers to nothing");
	else if (r.to == NULL)
		mw_app_alarm(a, "%s '%s' is not there", r.what, r.text);
	else
		mw_app_to_object(a, r.to, NULL);
}

void
mw_app_referrers(struct mw_app *a)
{
	struct mw_ref_list refs = mw_refs_to(a->mesh, a->referred);
	struct mw_subject s;
	struct mw_ref r;
	size_t n;

	mw_app_subject(a, &s);
	if (a->referred == NULL || (s.object != NULL && a->referrer > 0 &&
	    mw_ref_at(&refs, a->referrer - 1).from != s.object)) {
		a->referred = s.object;
		a->referrer = 0;
	}
	if (a->referred == NULL) {
		mw_app_alarm(a, "no object is behind this row");
		return;
	}
	refs = mw_refs_to(a->mesh, a->referred);
	n = refs.n;
	if (n == 0) {
		mw_app_say(a, "nothing refers to %s %s/%s",
		    a->referred->kind_name, a->referred->ns,
		    a->referred->name);
		a->referred = NULL;
		return;
	}
	if (a->referrer >= n)
		a->referrer = 0;
	r = mw_ref_at(&refs, a->referrer);
	mw_app_to_object(a, r.from, r.node);
	a->referrer++;
	mw_app_say(a, "%zu of %zu that refer to %s %s/%s%s", a->referrer, n,
	    a->referred->kind_name, a->referred->ns, a->referred->name,
	    n > 1 ? "; gr: the next" : "");
}

/* The workload that a subject is, or one that it selects or is behind. */
static const struct mw_workload *
workload_of(struct mw_app *a, const struct mw_subject *s)
{
	struct mw_ref_list refs;

	if (s->workload != NULL)
		return s->workload;
	for (size_t i = 0; i < a->mesh->n_workloads; i++) {
		const struct mw_workload *w = a->mesh->workloads[i];

		if (s->object != NULL && w->object == s->object)
			return w;
		for (size_t k = 0; k < w->n_services; k++)
			if (w->services[k] == s->service ||
			    (s->object != NULL &&
			    w->services[k]->object == s->object))
				return w;
	}
	refs = mw_refs_from(a->mesh, s->object);
	for (size_t i = 0; i < refs.n; i++) {
		struct mw_ref r = mw_ref_at(&refs, i);
		struct mw_subject to = { .object = r.to };

		if (strcmp(r.what, "workload") == 0 && to.object != NULL)
			return workload_of(a, &to);
	}
	return NULL;
}

void
mw_app_applies(struct mw_app *a)
{
	struct mw_subject s;
	const struct mw_workload *w;
	const struct mw_row *r;

	mw_app_subject(a, &s);
	w = workload_of(a, &s);
	if (w == NULL) {
		mw_app_alarm(a, "no workload is behind this row");
		return;
	}
	mw_app_leave(a);
	a->order = MW_BY_WORKLOAD;
	mw_app_screen(a, MW_SCREEN_TREE);
	a->focus[MW_SCREEN_TREE] = 0;
	for (r = mw_app_tree(a)->outline->first; r != NULL;
	     r = mw_row_next(r, r->depth == 0)) {
		if (r->depth != 1 || r->workload != w)
			continue;
		mw_treeview_select(mw_app_tree(a), r);
		mw_treeview_fold(mw_app_tree(a), r, true, false);
		mw_app_say(a, "what applies to %s/%s, in the order of "
		    "evaluation", w->ns, w->name);
		return;
	}
}

void
mw_app_variant(struct mw_app *a)
{
	struct mw_subject s;
	const struct mw_object *first = NULL, *next = NULL;
	bool passed = false;

	mw_app_subject(a, &s);
	if (s.object == NULL || s.object->variants < 2) {
		mw_app_say(a, "no other document has this kind and name");
		return;
	}
	for (size_t i = 0; i < a->mesh->all.n && next == NULL; i++) {
		const struct mw_object *o = a->mesh->all.v[i];

		if (o->kind != s.object->kind ||
		    strcmp(o->name, s.object->name) != 0 ||
		    strcmp(o->ns, s.object->ns) != 0)
			continue;
		if (first == NULL)
			first = o;
		if (passed)
			next = o;
		passed = passed || o == s.object;
	}
	next = next != NULL ? next : first;
	mw_app_to_object(a, next, NULL);
	mw_app_say(a, "variant %zu of %zu%s", next->variant, next->variants,
	    next->superseded_by != NULL ? "; not in force" : "; in force");
}
