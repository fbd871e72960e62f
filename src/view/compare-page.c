/*
 * compare-page.c - below the comparison: the step on both sides, the changes
 * as a patch, what else they change.
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "view/compare.h"
#include "view/trace.h"

enum { WITNESS_OBJECTS = 200, WITNESSES_SHOWN = 12 };

static void
side_text(struct mw_page *p, const struct mw_compare_row *r, int side)
{
	const char *label = side == 0 ? "Before" : "After";
	const struct mw_step *s, *clause;
	const struct mw_origin *o;
	enum mw_role role = MW_ROLE_TEXT;
	const char *word;

	if (r->text[side] == NULL) {
		mw_page_fact(p, label, MW_ROLE_DIM, "not there");
		return;
	}
	s = &r->hop[side]->steps->v[r->step[side]];
	word = mw_trace_word(r->hop[side], s, &role);
	mw_page_fact(p, label, role, "%s %s: %s", word,
	    mw_stage_name(s->stage), mw_trace_text(s));
	clause = mw_trace_clause(r->hop[side], r->step[side]);
	if (clause != NULL && clause->field != NULL)
		mw_page_fact(p, "", MW_ROLE_TEXT, "%s  want %s  have %s",
		    clause->field, mw_str_or_empty(clause->want),
		    clause->have != NULL ? clause->have : "absent");
	o = mw_trace_origin(r->hop[side], r->step[side]);
	if (o->object == NULL && o->note != NULL)
		mw_page_fact(p, "", MW_ROLE_DIM, "%s", o->note);
	else if (o->object != NULL)
		mw_page_fact(p, "", MW_ROLE_DIM, "by %s %s/%s",
		    o->object->kind_name, o->object->ns, o->object->name);
}

static enum mw_role
patch_role(const char *line)
{
	if (strncmp(line, "---", 3) == 0 || strncmp(line, "+++", 3) == 0 ||
	    line[0] == '@' || line[0] == '\\')
		return MW_ROLE_DIM;
	if (line[0] == '-')
		return MW_ROLE_DIFF_DEL;
	return line[0] == '+' ? MW_ROLE_DIFF_ADD : MW_ROLE_TEXT;
}

static void
patch(struct mw_app *a, struct mw_page *p)
{
	struct mw_buf b = { 0 };
	const char *at, *end;

	mw_whatif_patch(a->compare->whatif, a->mesh, &b);
	for (at = mw_buf_text(&b); *at != '\0'; at = *end != '\0' ? end + 1
	     : end) {
		end = at + strcspn(at, "\n");
		mw_page_put(p, patch_role(at), "%.*s", (int)(end - at), at);
	}
	mw_buf_release(&b);
}

static void
changes(struct mw_app *a, struct mw_page *p)
{
	struct mw_compare *c = a->compare;
	size_t n = mw_compare_changes(a);

	for (size_t i = 0; i < n; i++) {
		struct mw_buf b = { 0 };
		bool fits = mw_whatif_fits(c->whatif, a->mesh, i);

		mw_whatif_print(mw_whatif_at(c->whatif, i), &b);
		mw_page_line(p);
		mw_page_add(p, MW_ROLE_DIM, "Change %zu of %zu  ", i + 1, n);
		mw_page_wrap(p, fits ? MW_ROLE_TITLE : MW_ROLE_WARN, 2,
		    mw_buf_text(&b));
		if (!fits)
			mw_page_add(p, MW_ROLE_WARN,
			    "  fits nothing in the files any more");
		mw_buf_release(&b);
	}
}

/* ---- what else ----------------------------------------------------------- */

static const char *
verdict(struct mw_session *s, const struct mw_request *r,
    struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	const char *text;

	mw_compare_verdict(mw_session_send(s, r, arena, false), &b);
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static void
one_witness(struct mw_page *p, const struct mw_request *r, const char *before,
    const char *after)
{
	struct mw_buf b = { 0 };

	mw_request_print_line(r, &b);
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_WARN, " * ");
	mw_page_wrap(p, MW_ROLE_TEXT, 5, mw_buf_text(&b));
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_DIM, "     %s -> %s", before, after);
	mw_buf_release(&b);
}

/* Requests that the documents give reason for, sent both ways. */
static void
find_else(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	const struct mw_request *const *v;
	struct {
		struct mw_compare_else *v;
		size_t n, cap;
	} found = { 0 };

	c->else_arena = mw_arena_new();
	v = mw_witnesses(a->mesh, c->else_arena, &c->n_sent);
	for (size_t i = 0; i < c->n_sent; i++) {
		struct mw_compare_else e = { v[i], {
		    verdict(a->session, v[i], c->else_arena),
		    verdict(c->session, v[i], c->else_arena) } };

		if (strcmp(e.verdict[0], e.verdict[1]) != 0)
			mw_vec_push(c->else_arena, &found, e);
	}
	c->else_v = found.v;
	c->n_else = found.n;
}

static void
witnesses(struct mw_app *a, struct mw_page *p)
{
	struct mw_compare *c = a->compare;

	if (c->session == NULL)
		return;
	if (a->mesh->all.n > WITNESS_OBJECTS) {	/* it would take too long */
		mw_page_put(p, MW_ROLE_DIM, "Which other requests change: "
		    "write the patch (w), and ask meshwalk diff");
		return;
	}
	if (c->else_arena == NULL)
		find_else(a);
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Of %zu requests that the files give "
	    "reason for, %zu change%s", c->n_sent, c->n_else, c->n_else == 1
	    ? "s" : "");
	for (size_t i = 0; i < c->n_else && i < WITNESSES_SHOWN; i++)
		one_witness(p, c->else_v[i].request, c->else_v[i].verdict[0],
		    c->else_v[i].verdict[1]);
	if (c->n_else > WITNESSES_SHOWN)
		mw_page_put(p, MW_ROLE_DIM, "   and %zu more: meshwalk diff "
		    "lists them", c->n_else - WITNESSES_SHOWN);
}

static void
nothing(struct mw_page *p)
{
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, "A what-if is a list of changes that "
	    "are tried on a copy of the mesh; files stay as they are.");
	mw_page_line(p);
	mw_page_fact(p, "x", MW_ROLE_TEXT, "takes the object of a row away, "
	    "or brings it back (tree, trace, source)");
	mw_page_fact(p, "E", MW_ROLE_TEXT, "tries another value: on a value in "
	    "the tree, or on the step that it decides; on an object or a list "
	    "another text, in $VISUAL or $EDITOR");
	mw_page_fact(p, "u  C-r  D", MW_ROLE_TEXT, "undo, redo, drop all");
	mw_page_fact(p, "w", MW_ROLE_TEXT, "shows the changes as a patch, to "
	    "copy or to write");
}

void
mw_compare_page(struct mw_app *a, struct mw_page *p)
{
	const struct mw_compare_row *r = mw_compare_row(a);

	p->hides = true;
	if (a->compare->rows != NULL)	/* of this mesh and request */
		p->secrets = mw_secrets_both(a->compare->answer[0],
		    a->compare->answer[1], p->arena);
	if (mw_compare_changes(a) == 0) {
		mw_compare_saved(a, p);
		nothing(p);
		return;
	}
	if (r != NULL && r->what == MW_COMPARE_STEP && r->differs &&
	    !mw_compare_alone(a)) {
		side_text(p, r, 0);
		side_text(p, r, 1);
		mw_page_line(p);
	}
	changes(a, p);
	/* a patch may be long: who looks for it has it first */
	if (!mw_compare_alone(a)) {
		mw_compare_saved(a, p);
		witnesses(a, p);
		mw_page_line(p);
	}
	patch(a, p);
	if (mw_compare_alone(a))
		witnesses(a, p);
}
