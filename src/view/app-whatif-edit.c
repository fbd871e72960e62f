/*
 * app-whatif-edit.c - E: another value, typed or chosen in the message row;
 * another text of what is more than a value, and A: another document, from the
 * editor.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "yaml/node.h"

/* ---- the whole text ------------------------------------------------------ */

static void
print_identity(const struct mw_object *o, struct mw_buf *out)
{
	mw_buf_printf(out, "%s %s%s%s %zu", o->kind_name, o->ns,
	    *o->ns != '\0' ? "/" : "", o->name, o->variant);
}

/* The draft is about O. */
static bool
is_draft(const struct mw_compare *c, const struct mw_object *o)
{
	struct mw_buf b = { 0 };
	bool same;

	print_identity(o, &b);
	same = c->draft.len > 0 && mw_str_eq(mw_buf_text(&b),
	    mw_buf_text(&c->draft_of));
	mw_buf_release(&b);
	return same;
}

static void
change_text(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *n)
{
	struct mw_compare *c = a->compare;
	struct mw_buf text = { 0 };
	struct mw_effect *e;
	unsigned first = 1, line;

	if (!mw_whatif_text(c->whatif, o, &text, &first)) {
		mw_app_alarm(a, "%s %s shares its lines with others: E on one "
		    "value of it, or e edits the file", o->kind_name, o->name);
		mw_buf_release(&text);
		return;
	}
	line = n != NULL ? mw_node_span(n).line : first;
	e = mw_app_effect(a, MW_EFFECT_EDIT_TEXT, is_draft(c, o)
	    ? mw_buf_text(&c->draft) : mw_buf_text(&text));
	e->line = is_draft(c, o) ? c->draft_line : line > first ? line -
	    first + 1 : 1;
	e->column = 1;
	c->object = o;
	mw_app_say(a, "editing a copy of %s %s%s%s in $EDITOR; save and leave "
	    "to try it", o->kind_name, o->ns, *o->ns != '\0' ? "/" :
	    "", o->name);
	mw_buf_release(&text);
}

void
mw_compare_keep_draft(struct mw_compare *c, const char *text, size_t len,
    const char *error)
{
	unsigned line = 0;

	mw_buf_clear(&c->draft);
	mw_buf_add(&c->draft, text, len);
	mw_buf_clear(&c->draft_of);
	if (c->object != NULL)
		print_identity(c->object, &c->draft_of);
	if (strncmp(error, "line ", 5) == 0) {
		for (const char *s = error + 5; *s >= '0' && *s <= '9' && line <
		     100000000; s++)
			line = line * 10 + (unsigned)(*s - '0');
	}
	c->draft_line = line > 0 ? line : 1;
}

/* ---- another document ---------------------------------------------------- */

static const char skeleton[] =
    "# a new document for the end of %s; left as it is, nothing is added\n"
    "apiVersion: \n"
    "kind: \n"
    "metadata:\n"
    "  name: \n"
    "  namespace: %s\n"
    "spec:\n";

static const char *
new_text(struct mw_app *a, const char *file, const char *ns)
{
	const struct mw_compare *c = a->compare;

	/* one that came back with a mistake */
	if (c->draft.len > 0 && mw_str_eq(mw_buf_text(&c->draft_of), file))
		return mw_buf_text(&c->draft);
	return mw_app_text(a, skeleton, file, ns);
}

void
mw_compare_add(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	struct mw_subject s;
	struct mw_span at;
	const char *file = mw_app_place(a, &at) ? at.file : NULL;

	if (file == NULL && a->mesh->load->n_sources > 0)
		file = a->mesh->load->sources[0]->name;
	if (file == NULL || mw_page_source(a->mesh, file) == NULL) {
		mw_app_alarm(a, "no file is loaded to which a document could "
		    "be added");
		return;
	}
	mw_app_subject(a, &s);
	mw_buf_clear(&c->adding);
	mw_buf_adds(&c->adding, file);
	mw_buf_clear(&c->ns);
	mw_buf_adds(&c->ns, s.object != NULL && *s.object->ns != '\0'
	    ? s.object->ns : "default");
	c->object = NULL;
	c->again = NULL;
	mw_app_effect(a, MW_EFFECT_EDIT_TEXT, new_text(a, file, mw_buf_text(
	    &c->ns)))->line = 2;
	mw_app_say(a, "writing a new document for the end of %s in $EDITOR; "
	    "left as it is, nothing is added", file);
}

static void
added(struct mw_app *a, const char *text, size_t len)
{
	struct mw_compare *c = a->compare;
	struct mw_arena *arena = mw_arena_new();
	const char *file = mw_arena_strdup(arena, mw_buf_text(&c->adding));
	const char *error;
	struct mw_buf b = { 0 };

	mw_buf_clear(&c->adding);
	if (strspn(text, " \t\r\n") == len || strcmp(text, mw_arena_printf(
	    arena, skeleton, file, mw_buf_text(&c->ns))) == 0) {
		mw_app_say(a, "nothing was added");
	} else if ((error = mw_whatif_add(c->whatif, file, text, len,
	    arena)) != NULL) {
		mw_buf_clear(&c->draft);
		mw_buf_add(&c->draft, text, len);
		mw_buf_clear(&c->draft_of);
		mw_buf_adds(&c->draft_of, file);
		mw_app_alarm(a, "%s. Nothing was added; %s edits the text "
		    "again.", error, mw_app_key_of(a, MW_DO_ADD));
	} else {
		mw_buf_clear(&c->draft);
		mw_whatif_print(mw_whatif_at(c->whatif, mw_compare_changes(a) -
		    1), &b);
		mw_compare_changed(a, mw_buf_text(&b));
		mw_buf_release(&b);
	}
	mw_arena_free(arena);
}

/* ---- what came back ------------------------------------------------------ */

/* "changed: 3 lines more, 1 less" than in the file */
static const char *
replaced(struct mw_app *a, const struct mw_object *o)
{
	struct mw_buf b = { 0 };
	size_t n[2] = { 0, 0 };
	const char *at;

	mw_whatif_patch_of(a->compare->whatif, a->mesh, o, &b);
	for (at = mw_buf_text(&b); *at != '\0'; at += *at == '\n') {
		n[0] += *at == '+' && strncmp(at, "+++ ", 4) != 0;
		n[1] += *at == '-' && strncmp(at, "--- ", 4) != 0;
		at += strcspn(at, "\n");
	}
	mw_buf_release(&b);
	return mw_app_text(a, "replaced: +%zu -%zu line%s", n[0], n[1],
	    mw_str_s(n[0] + n[1]));
}

void
mw_app_edited(struct mw_app *a, const char *text, size_t len)
{
	struct mw_compare *c = a->compare;
	const struct mw_object *o = c->object;
	struct mw_arena *arena;
	struct mw_buf before = { 0 };
	const char *error;
	unsigned line;

	if (c->adding.len > 0 && memchr(text, '\0', len) == NULL) {
		added(a, text, len);
		return;
	}
	if (c->again != NULL && o == NULL && memchr(text, '\0', len) == NULL) {
		mw_compare_edited_again(a, text, len);
		return;
	}
	mw_buf_clear(&c->adding);
	if (o == NULL || !mw_whatif_text(c->whatif, o, &before, &line))
		return;
	arena = mw_arena_new();
	if (memchr(text, '\0', len) != NULL) {
		mw_app_alarm(a, "the text has bytes that YAML cannot have: "
		    "nothing was changed");
	} else if (strcmp(mw_buf_text(&before), text) == 0) {
		mw_app_say(a, "%s %s%s%s is unchanged", o->kind_name, o->ns,
		    *o->ns != '\0' ? "/" : "", o->name);
	} else if ((error = mw_whatif_replace(c->whatif, o, text, len, NULL,
	    arena)) != NULL) {
		mw_compare_keep_draft(c, text, len, error);
		mw_app_alarm(a, "%s. Nothing was changed; E edits the text "
		    "again.", error);
	} else {
		mw_buf_clear(&c->draft);
		mw_compare_changed(a, mw_arena_printf(arena, "%s %s%s%s is %s",
		    o->kind_name, o->ns, *o->ns != '\0' ? "/" : "", o->name,
		    mw_whatif_replaces(c->whatif, o) != NULL ? replaced(a, o)
		    : "as in the file"));
	}
	mw_arena_free(arena);
	mw_buf_release(&before);
}

/* ---- one value ----------------------------------------------------------- */

void
mw_compare_change(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	const struct mw_whatif_change *now = mw_compare_addition(a);
	const struct mw_object *o;
	const struct mw_node *n;
	struct mw_subject s;
	const char *why;

	if (now != NULL) {
		mw_compare_edit_again(a, now);
		return;
	}
	o = mw_compare_object(a, &s);
	n = s.node;
	if (o == NULL)
		return;
	now = mw_whatif_of(c->whatif, o, NULL);
	if (now != NULL && now->kind == MW_WHATIF_DISABLE) {
		mw_app_alarm(a, "%s %s is off in the what-if: %s brings it "
		    "back, then it can be changed", o->kind_name, o->name,
		    mw_app_key_of(a, MW_DO_DISABLE));
		return;
	}
	/* a share of a route is its weight; what has one value is that value */
	if (n != NULL && mw_node_is(n, MW_NODE_MAP) &&
	    mw_node_get(n, "destination") != NULL &&
	    mw_node_get(n, "weight") != NULL)
		n = mw_node_get(n, "weight");
	for (int i = 0; i < 16 && n != o->root && mw_node_count(n) == 1; i++)
		n = mw_node_first(n);
	if (n == NULL || n == o->root || mw_node_is(n, MW_NODE_MAP) ||
	    mw_node_is(n, MW_NODE_LIST) || mw_whatif_replaces(c->whatif, o) !=
	    NULL || is_draft(c, o)) {
		change_text(a, o, n);
		return;
	}
	why = mw_whatif_refuses(o, n);
	if (why != NULL) {
		mw_app_alarm(a, "%s", why);
		return;
	}
	c->object = o;
	c->node = n;
	mw_buf_clear(&c->label);
	mw_node_path(o->root, n, &c->label);
	mw_arena_free(c->choice_arena);
	c->choice_arena = mw_arena_new();
	c->choices = mw_object_choices(c->choice_arena, o, n, &c->n_choices);
	now = mw_whatif_of(c->whatif, o, n);
	mw_edit_set(&a->typed, c->refused_at == n ? mw_buf_text(&c->refused)
	    : now != NULL ? now->value : mw_str_or_empty(mw_node_text(n)));
	a->typed.whole = c->n_choices > 0;
	a->prompt = MW_PROMPT_VALUE;
}

/* The next of what it may be; a weight goes by tens. */
void
mw_compare_choose(struct mw_app *a, int by)
{
	const struct mw_compare *c = a->compare;
	size_t n = c->n_choices, i = 0;
	int rest, sum;
	long v;

	while (i < n && strcmp(c->choices[i], mw_edit_text(&a->typed)) != 0)
		i++;
	if (n > 0) {
		i = i == n ? (by > 0 ? 0 : n - 1) : (i + n + (size_t)(by > 0
		    ? 1 : n - 1)) % n;
		mw_edit_set(&a->typed, c->choices[i]);
		a->typed.whole = true;
		return;
	}
	mw_compare_other_weight(a, c->object, c->node, mw_edit_text(&a->typed),
	    &rest, &sum);
	if (sum < 0)
		return;
	v = strtol(mw_edit_text(&a->typed), NULL, 10) - 10 * by;
	mw_edit_set(&a->typed, mw_app_text(a, "%ld", v < 0 ? 0 : v > 100 ? 100
	    : v));
}

/* "= 80 (was 90)", and what becomes of the other weights of the route. */
static void
say_value(struct mw_app *a, const char *value, const struct mw_node *other,
    int rest, int sum, struct mw_buf *out)
{
	const struct mw_compare *c = a->compare;

	mw_buf_printf(out, "%s = %s (was %s)", mw_buf_text(&c->label), value,
	    mw_str_or_empty(mw_node_text(c->node)));
	if (other != NULL)
		mw_buf_printf(out, ", the other = %d", rest);
	else if (sum >= 0 && sum != 100)
		mw_buf_printf(out, "; the weights make %d, not 100", sum);
}

void
mw_compare_take_value(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	const struct mw_object *o = c->object;
	const char *value = mw_app_text(a, "%s", mw_edit_text(&a->typed));
	int rest = 0, sum = -1;
	const struct mw_node *nodes[2] = { c->node, mw_compare_other_weight(a,
	    o, c->node, value, &rest, &sum) };
	const char *values[2] = { value, mw_app_text(a, "%d", rest) };
	struct mw_buf b = { 0 };

	a->prompt = MW_PROMPT_NONE;
	if (mw_compare_refuses(a, value))
		return;
	c->refused_at = NULL;
	if (!mw_whatif_values(c->whatif, o, nodes, values, nodes[1] != NULL ? 2
	    : 1)) {
		mw_app_say(a, "the value is the same: nothing was changed");
		return;
	}
	if (mw_whatif_of(c->whatif, o, c->node) != NULL)
		say_value(a, value, nodes[1], rest, sum, &b);
	else
		mw_buf_printf(&b, "%s is as in the file", mw_buf_text(
		    &c->label));
	mw_compare_changed(a, mw_buf_text(&b));
	mw_buf_release(&b);
}
