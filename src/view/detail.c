/*
 * detail.c - what there is to say about a row: one sentence, facts, what it
 * refers to and what refers to it, its problems, and its lines.
 */
#include <string.h>

#include "base/str.h"
#include "view/state.h"
#include "yaml/node.h"

/* A group: how many rows of which kind are in it. */
static void
group(struct mw_page *p, const struct mw_row *r)
{
	size_t n = 0, bad = 0;

	for (const struct mw_row *c = r->first; c != NULL; c = c->next) {
		n++;
		bad += c->problem >= MW_WARNING || c->missing;
	}
	mw_page_put(p, MW_ROLE_TEXT, "%s", r->label);
	if (r->fact != NULL && strspn(r->fact, "0123456789") !=
	    strlen(r->fact))
		mw_page_add(p, MW_ROLE_TEXT, ": %s", r->fact);
	mw_page_line(p);
	mw_page_fact(p, "Rows", MW_ROLE_TEXT, "%zu below it", n);
	if (bad > 0)
		mw_page_fact(p, "Problems", MW_ROLE_WARN, "on %zu of them",
		    bad);
	mw_page_line(p);
	for (const struct mw_row *c = r->first; c != NULL && n > 0;
	     c = c->next, n--) {
		struct mw_page_line *l = mw_page_put(p, c->object != NULL
		    ? MW_ROLE_LINK : MW_ROLE_TEXT, "%s", c->label);

		l->object = c->object;
		l->node = c->node;
		if (c->fact != NULL)
			mw_page_add(p, MW_ROLE_DIM, "  %s", c->fact);
	}
}

/* The part of an object that the row stands for. */
static void
part(struct mw_page *p, const struct mw_row *r)
{
	struct mw_buf path = { 0 };

	if (r->node == NULL || r->object == NULL ||
	    r->node == r->object->root)
		return;
	mw_page_put(p, MW_ROLE_TITLE, "%s", r->label);
	if (r->fact != NULL) {
		mw_page_add(p, MW_ROLE_TEXT, "  ");
		mw_page_wrap(p, r->missing ? MW_ROLE_ERROR : MW_ROLE_TEXT, 2,
		    r->fact);
	}
	if (mw_node_path(r->object->root, r->node, &path))
		mw_page_put(p, MW_ROLE_DIM, "%s", mw_buf_text(&path));
	mw_page_line(p);
	mw_buf_release(&path);
}

void
mw_detail_row(struct mw_app *a, struct mw_page *p, const struct mw_row *r)
{
	const struct mw_node *node = r->node;

	if (r->workload != NULL) {
		mw_detail_workload(a, p, r->workload);
		node = r->workload->reason_object == r->object
		    ? r->workload->reason_node : NULL;
		if (r->object != NULL)
			mw_compare_about(a, p, r->object);
	} else if (r->service != NULL && (r->object == NULL ||
	    r->service->object == r->object)) {
		mw_detail_service(a, p, r->service);
		node = NULL;
		/* that of an object tells it already */
		if (r->object != NULL && r->service->object != r->object)
			mw_compare_about(a, p, r->object);
	} else if (r->object != NULL) {
		part(p, r);
		mw_detail_object(a, p, r->object);
	} else {
		group(p, r);
		return;
	}
	if (r->object != NULL) {
		mw_page_line(p);
		mw_page_around(p, a->mesh, r->object, node);
	}
}
