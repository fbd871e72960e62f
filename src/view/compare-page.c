/*
 * compare-page.c - below the comparison: the step on both sides, the changes
 * as a patch, what else they change.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "view/compare.h"
#include "view/trace.h"
#include "yaml/node.h"

enum { ABOUT_LINES = 16 };	/* of a change, among other details */

static void
side_text(struct mw_page *p, const struct mw_app *a,
    const struct mw_compare_row *r, int side)
{
	size_t number = a->compare->shown[r - a->compare->rows->v].number[
	    side];
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
	mw_page_fact(p, label, role, "%s %zu %s: %s", word, number,
	    mw_stage_name(s->stage), mw_trace_text(s));
	clause = mw_trace_clause(r->hop[side], r->step[side]);
	if (clause != NULL && clause->want != NULL)
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

/* Lines as in the file, with their numbers, of "@@ -12,3 +12,4 @@" on. */
struct numbers {
	unsigned line[2];	/* of the next line before and after */
	bool in_hunk;
	bool brief;		/* what changes alone */
	size_t files;
};

static void
numbered(struct mw_page *p, struct numbers *n, const char *line, int len)
{
	if (sscanf(line, "@@ -%u%*[,0-9] +%u", &n->line[0], &n->line[1]) ==
	    2) {
		if (n->in_hunk && !n->brief)
			mw_page_put(p, MW_ROLE_DIM, "    ...");
		n->in_hunk = true;
	} else if (strncmp(line, "--- ", 4) == 0) {
		n->in_hunk = false;
		if (n->brief && n->files++ == 0)
			return;
		mw_page_put(p, MW_ROLE_TEXT, "%.*s", len - (line[4] == 'a' ? 6
		    : 4), line + (line[4] == 'a' ? 6 : 4));
	} else if (line[0] == '-' && n->in_hunk) {
		mw_page_put(p, MW_ROLE_DIFF_DEL, "  - %4u   %.*s",
		    n->line[0]++, len - 1, line + 1);
	} else if (line[0] == '+' && n->in_hunk) {
		mw_page_put(p, MW_ROLE_DIFF_ADD, "  + %4u   %.*s",
		    n->line[1]++, len - 1, line + 1);
	} else if (line[0] == ' ' && n->in_hunk) {
		if (!n->brief)
			mw_page_put(p, MW_ROLE_TEXT, "    %4u   %.*s",
			    n->line[1], len - 1, line + 1);
		n->line[0]++;
		n->line[1]++;
	} else if (strncmp(line, "+++ ", 4) != 0) {
		mw_page_put(p, MW_ROLE_DIM, "    %.*s", len, line);
	}
}

enum patch_form { PATCH_WRITTEN, PATCH_LINES, PATCH_BRIEF };

/* AT, which is a patch: as it is written; as the file has the lines; or of
 * these only what changes.  No more than MOST lines come of it. */
static void
put_patch(struct mw_page *p, const char *at, enum patch_form form, size_t most)
{
	struct numbers n = { .brief = form == PATCH_BRIEF };
	size_t first = p->n;
	const char *end;

	for (; *at != '\0'; at = *end != '\0' ? end + 1 : end) {
		end = at + strcspn(at, "\n");
		if (p->n - first >= most) {
			mw_page_put(p, MW_ROLE_DIM, "    ...");
			return;
		}
		if (form == PATCH_WRITTEN)
			mw_page_put(p, patch_role(at), "%.*s", (int)(end - at),
			    at);
		else
			numbered(p, &n, at, (int)(end - at));
	}
}

static void
patch(struct mw_app *a, struct mw_page *p, enum patch_form form, size_t most)
{
	struct mw_buf b = { 0 };

	mw_whatif_patch(a->compare->whatif, a->mesh, &b);
	put_patch(p, mw_buf_text(&b), form, most);
	mw_buf_release(&b);
}

void
mw_compare_about(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o)
{
	const struct mw_whatif *w = mw_compare_whatif(a);
	struct mw_buf b = { 0 };

	if (!mw_whatif_touches(w, o))
		return;
	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		if (!mw_whatif_is_about(c, o))
			continue;
		mw_buf_clear(&b);
		mw_whatif_print(c, &b);
		mw_page_fact(p, "* What-if", MW_ROLE_WARN, "%s",
		    mw_buf_text(&b));
	}
	mw_buf_clear(&b);
	mw_whatif_patch_of(w, a->mesh, o, &b);
	if (b.len > 0)
		put_patch(p, mw_buf_text(&b), PATCH_LINES, ABOUT_LINES);
	mw_buf_release(&b);
}

/* Why change I has nothing to do with the request; NULL when it has. */
static const char *
unmet(struct mw_app *a, size_t i, struct mw_arena *arena)
{
	const struct mw_compare *c = a->compare;
	const struct mw_mesh *const m[2] = { a->mesh, c->mesh };

	if (c->rows == NULL || c->rows->n_differences > 0)
		return NULL;
	return mw_compare_unmet(mw_whatif_at(c->whatif, i),
	    mw_trace_request(a), m, c->answer, arena);
}

bool
mw_compare_none_met(struct mw_app *a)
{
	struct mw_arena *arena = mw_arena_new();
	size_t n = mw_compare_changes(a), i = 0;

	while (i < n && unmet(a, i, arena) != NULL)
		i++;
	mw_arena_free(arena);
	return n > 0 && i == n;
}

/* The request ends as before: then it is told who does not, and whether it
 * comes by a change. */
static void
outcome(struct mw_app *a, struct mw_page *p)
{
	const struct mw_comparison *c = a->compare->rows;
	size_t n = mw_compare_changes(a);
	struct mw_buf b = { 0 };

	if (c == NULL || c->verdict_differs)
		return;
	mw_compare_print_same(a, &b);
	if (c->n_differences > 0)
		mw_buf_printf(&b, "; it goes another way: %zu row%s differ%s",
		    c->n_differences, mw_str_s(c->n_differences),
		    c->n_differences == 1 ? "s" : "");
	else if (!mw_compare_none_met(a))
		mw_buf_adds(&b, "; every step of it is the same");
	else if (n == 1)
		mw_buf_adds(&b, "; it does not meet the change");
	else
		mw_buf_printf(&b, "; it meets none of the %zu changes", n);
	mw_buf_addc(&b, '.');
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TITLE, 0, mw_buf_text(&b));
	mw_buf_release(&b);
}

/* What a change is, in what one line holds: the lines of it are below. */
static void
one_line(struct mw_page *p, enum mw_role role, size_t number,
    const char *what)
{
	struct mw_buf b = { 0 };

	if (number > 0)
		mw_page_add(p, MW_ROLE_DIM, "%zu ", number);
	mw_shorten(&b, what, p->width - (number > 0 ? 3 : 0));
	mw_page_add(p, role, "%s", mw_buf_text(&b));
	mw_buf_release(&b);
}

/* The line is change I: E, x and the like on it are about what is changed. */
static void
stand_for(const struct mw_app *a, struct mw_page_line *l, size_t i)
{
	const struct mw_whatif_change *c = mw_whatif_at(a->compare->whatif, i);

	l->tag = MW_COMPARE_TAG + i;
	for (size_t k = 0; l->object == NULL && k < a->mesh->all.n; k++) {
		if (mw_whatif_is_about(c, a->mesh->all.v[k]) && c->kind !=
		    MW_WHATIF_ADD)
			l->object = a->mesh->all.v[k];
	}
	if (l->object != NULL && c->kind == MW_WHATIF_VALUE)
		l->node = mw_node_find(l->object->root, c->path);
}

static void
changes(struct mw_app *a, struct mw_page *p)
{
	struct mw_compare *c = a->compare;
	size_t n = mw_compare_changes(a);

	for (size_t i = 0; i < n; i++) {
		struct mw_buf b = { 0 };
		bool fits = mw_whatif_fits(c->whatif, a->mesh, i);
		const char *why = fits ? unmet(a, i, p->arena) : NULL;

		mw_whatif_print(mw_whatif_at(c->whatif, i), &b);
		stand_for(a, mw_page_line(p), i);
		if (mw_app_page_is_short(a))
			one_line(p, fits ? MW_ROLE_TITLE : MW_ROLE_WARN, n > 1
			    ? i + 1 : 0, mw_buf_text(&b));
		else
			mw_page_add(p, MW_ROLE_DIM, "Change %zu of %zu  ",
			    i + 1, n);
		if (!mw_app_page_is_short(a))
			mw_page_wrap(p, fits ? MW_ROLE_TITLE : MW_ROLE_WARN, 2,
			    mw_buf_text(&b));
		if (!fits)
			mw_page_add(p, MW_ROLE_WARN,
			    "  fits nothing in the files any more");
		if (why != NULL) {
			mw_page_line(p);
			mw_page_add(p, MW_ROLE_NOTE, "  not met: ");
			mw_page_wrap(p, MW_ROLE_NOTE, 11, why);
		}
		mw_buf_release(&b);
	}
}

enum { STEPS_SHOWN = 12 };

/* Where undo and redo lead, when that is more than the changes in force. */
static void
steps(struct mw_app *a, struct mw_page *p)
{
	const struct mw_whatif *w = a->compare->whatif;
	size_t n = mw_whatif_steps(w), at = mw_whatif_step(w), i = 0;

	if (n < 3)
		return;
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Steps until now");
	mw_page_add(p, MW_ROLE_DIM, "  %s on one goes to it", mw_app_key_of(a,
	    MW_DO_ENTER));
	if (n > STEPS_SHOWN && at > STEPS_SHOWN / 2)
		i = at + STEPS_SHOWN / 2 < n ? at - STEPS_SHOWN / 2 : n -
		    STEPS_SHOWN;
	for (size_t shown = 0; i < n && shown < STEPS_SHOWN; i++, shown++) {
		struct mw_buf b = { 0 };

		if (i == 0)
			mw_buf_adds(&b, "the files on disk");
		else
			mw_whatif_print_step(w, i, &b);
		mw_page_put(p, i == at ? MW_ROLE_WARN : MW_ROLE_DIM,
		    "%s%3zu  %s%s", i == at ? " =>" : "   ", i,
		    mw_buf_text(&b), i > at ? "  (undone)" : "");
		p->v[p->n - 1].tag = i + 1;
		mw_buf_release(&b);
	}
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
	mw_page_fact(p, "A", MW_ROLE_TEXT, "adds a document");
	mw_page_fact(p, "u  C-r  D", MW_ROLE_TEXT, "undo, redo, drop all");
	mw_page_fact(p, "w", MW_ROLE_TEXT, "shows the changes as a patch, to "
	    "copy or to write: in place, too, after a question");
}

enum { SMALL_LINES = 14 };

static bool
is_small(const struct mw_app *a)
{
	struct mw_buf b = { 0 };
	size_t n = 0;

	mw_whatif_patch(a->compare->whatif, a->mesh, &b);
	for (const char *s = mw_buf_text(&b); *s != '\0'; s++)
		n += *s == '\n';
	mw_buf_release(&b);
	return n <= SMALL_LINES;
}

/* The row that is selected, where it differs. */
static void
both_sides(struct mw_app *a, struct mw_page *p, const struct mw_compare_row *r)
{
	if (r == NULL || r->what != MW_COMPARE_STEP || !r->differs)
		return;
	if (p->n > 0)
		mw_page_line(p);
	side_text(p, a, r, 0);
	side_text(p, a, r, 1);
	if (a->compare->moved)
		mw_page_line(p);
}

enum { BRIEF_LINES = 4 };

/* The lines of the objects that are there with other text. */
static void
brief_patch(struct mw_app *a, struct mw_page *p)
{
	const struct mw_whatif *w = a->compare->whatif;
	struct mw_buf b = { 0 };
	size_t most = BRIEF_LINES;

	for (size_t i = 0; i < a->mesh->all.n && most > 0; i++) {
		size_t first = p->n;

		if (!mw_whatif_touches(w, a->mesh->all.v[i]))
			continue;
		mw_buf_clear(&b);
		mw_whatif_patch_of(w, a->mesh, a->mesh->all.v[i], &b);
		put_patch(p, mw_buf_text(&b), PATCH_BRIEF, most);
		most = p->n - first < most ? most - (p->n - first) : 0;
	}
	mw_buf_release(&b);
}

/* A branch ends at an address of which the mesh knows nothing. */
static bool
leaves(const struct mw_answer *x)
{
	for (size_t i = 0; i < x->n_outcomes; i++) {
		const struct mw_delivery *d = x->outcomes[i].delivered;

		if (d != NULL && d->workload == NULL && mw_str_has_prefix(
		    mw_str_or_empty(d->pod), "external:"))
			return true;
	}
	return false;
}

/* What was called is not there any more: no name of a Service, no gateway. */
static bool
is_gone(const struct mw_app *a, struct mw_arena *arena)
{
	const struct mw_compare *c = a->compare;
	size_t n;

	mw_mesh_services(c->mesh, mw_host_expand(arena, c->mesh,
	    mw_trace_request(a)->to, ""), &n);
	return n == 0 && leaves(c->answer[1]) && !leaves(c->answer[0]);
}

bool
mw_compare_assumes(const struct mw_app *a, struct mw_page *p)
{
	const struct mw_answer *const *x = a->compare->answer;
	size_t n = 0;

	for (size_t i = 0; a->compare->rows != NULL && i <
	     x[1]->n_assumptions; i++) {
		size_t k = 0;

		while (k < x[0]->n_assumptions && !mw_str_eq(
		    x[0]->assumptions[k], x[1]->assumptions[i]))
			k++;
		if (k < x[0]->n_assumptions)
			continue;
		if (p != NULL)
			mw_page_fact(p, n == 0 ? "Assumed" : "",
			    MW_ROLE_WARN, "after the change, %s",
			    x[1]->assumptions[i]);
		n++;
	}
	if (n == 0 && a->compare->rows != NULL && is_gone(a,
	    a->compare->arena)) {
		if (p != NULL)
			mw_page_fact(p, "Assumed", MW_ROLE_WARN, "after the "
			    "change, %s has an address outside the mesh: "
			    "nothing in it has that name", mw_trace_request(a)->
			    to);
		n++;
	}
	return n > 0;
}

/* What was changed, and what comes of it. */
static void
overview(struct mw_app *a, struct mw_page *p)
{
	outcome(a, p);
	mw_compare_assumes(a, p);
	changes(a, p);
	/* a short one is read with the rest, a long one keeps it away */
	if (mw_app_page_is_short(a))
		brief_patch(a, p);
	else if (is_small(a))
		patch(a, p, PATCH_LINES, SIZE_MAX);
	mw_compare_saved(a, p);
	mw_compare_others(a, p);
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
		steps(a, p);
		return;
	}
	a->compare->moved = a->compare->moved || (a->compare->rows != NULL &&
	    a->compare->list.selected != a->compare->opened_at);
	if (mw_compare_alone(a)) {	/* the patch is what is looked for */
		outcome(a, p);
		changes(a, p);
		patch(a, p, PATCH_WRITTEN, SIZE_MAX);
		steps(a, p);
		mw_compare_saved(a, p);
		mw_compare_others(a, p);
		return;
	}
	/* who goes through the rows wants to know about each of them */
	if (a->compare->moved)
		both_sides(a, p, r);
	overview(a, p);
	if (!a->compare->moved)
		both_sides(a, p, r);
	steps(a, p);
	if (!is_small(a)) {
		mw_page_line(p);
		patch(a, p, PATCH_LINES, SIZE_MAX);
	}
}
