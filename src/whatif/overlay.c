/*
 * overlay.c - the list of changes, with undo and redo.
 *
 * Every step makes a new list and keeps those before it; the changes in them
 * are shared and never change.
 */
#include "whatif/lay.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/xalloc.h"
#include "yaml/node.h"

struct state {
	const struct mw_whatif_change **v;
	size_t n, cap;
};

struct mw_whatif {
	struct mw_arena *arena;
	MW_VEC(struct state) states;
	size_t at;		/* the one in force */
};

struct mw_whatif *
mw_whatif_new(void)
{
	struct mw_whatif *w = mw_xcalloc(1, sizeof(*w));
	struct state none = { 0 };

	w->arena = mw_arena_new();
	mw_vec_push(w->arena, &w->states, none);
	return w;
}

void
mw_whatif_free(struct mw_whatif *w)
{
	if (w == NULL)
		return;
	mw_arena_free(w->arena);
	free(w);
}

size_t
mw_whatif_count(const struct mw_whatif *w)
{
	return w->states.v[w->at].n;
}

const struct mw_whatif_change *
mw_whatif_at(const struct mw_whatif *w, size_t i)
{
	return w->states.v[w->at].v[i];
}

/* ---- steps --------------------------------------------------------------- */

static void
force(struct mw_whatif *w, struct state next)
{
	w->states.n = w->at + 1;	/* what was undone is gone */
	mw_vec_push(w->arena, &w->states, next);
	w->at++;
}

/* The list in force without LEAVE_OUT and with ADD (each may be NULL). */
static void
step(struct mw_whatif *w, const struct mw_whatif_change *leave_out,
    const struct mw_whatif_change *add)
{
	const struct state now = w->states.v[w->at];
	struct state next = { 0 };

	for (size_t i = 0; i < now.n; i++) {
		if (now.v[i] != leave_out)
			mw_vec_push(w->arena, &next, now.v[i]);
	}
	if (add != NULL)
		mw_vec_push(w->arena, &next, add);
	force(w, next);
}

static const char *
copy_text(struct mw_whatif *w, const char *s)
{
	return s != NULL ? mw_arena_strdup(w->arena, s) : NULL;
}

void
mw_whatif_force(struct mw_whatif *w, const struct mw_whatif_change *v,
    size_t n)
{
	struct state next = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct mw_whatif_change *c = MW_NEW(w->arena,
		    struct mw_whatif_change);

		*c = v[i];
		c->kind_name = copy_text(w, v[i].kind_name);
		c->ns = copy_text(w, v[i].ns);
		c->name = copy_text(w, v[i].name);
		c->path = copy_text(w, v[i].path);
		c->value = copy_text(w, v[i].value);
		c->before = copy_text(w, v[i].before);
		c->note = copy_text(w, v[i].note);
		mw_vec_push(w->arena, &next,
		    (const struct mw_whatif_change *)c);
	}
	force(w, next);
}

void
mw_whatif_begin(struct mw_whatif *w, const struct mw_whatif_change *const *v,
    size_t n)
{
	struct state next = { 0 };

	for (size_t i = 0; i < n; i++)
		mw_vec_push(w->arena, &next, v[i]);
	w->at = 0;
	w->states.v[0] = next;
	w->states.n = 1;
}

void
mw_whatif_drop(struct mw_whatif *w)
{
	const struct state none = { 0 };

	force(w, none);
}

bool
mw_whatif_can_undo(const struct mw_whatif *w)
{
	return w->at > 0;
}

bool
mw_whatif_can_redo(const struct mw_whatif *w)
{
	return w->at + 1 < w->states.n;
}

bool
mw_whatif_undo(struct mw_whatif *w)
{
	if (!mw_whatif_can_undo(w))
		return false;
	w->at--;
	return true;
}

bool
mw_whatif_redo(struct mw_whatif *w)
{
	if (!mw_whatif_can_redo(w))
		return false;
	w->at++;
	return true;
}

void
mw_whatif_join(struct mw_whatif *w, size_t step)
{
	if (w->at <= step + 1)
		return;
	w->states.v[step + 1] = w->states.v[w->at];
	w->at = step + 1;
	w->states.n = w->at + 1;
}

/* ---- finding ------------------------------------------------------------- */

static bool
is_about(const struct mw_whatif_change *c, const struct mw_object *o)
{
	return mw_str_eq(c->kind_name, o->kind_name) &&
	    mw_str_eq(c->ns, o->ns) && mw_str_eq(c->name, o->name);
}

/* Of one variant, unless it is about which one is in force. */
bool
mw_whatif_is_about(const struct mw_whatif_change *c, const struct mw_object *o)
{
	return c->kind != MW_WHATIF_ADD && is_about(c, o) &&
	    (c->variant == o->variant || c->kind == MW_WHATIF_VARIANT);
}

static const char *
path_of(struct mw_buf *b, const struct mw_object *o, const struct mw_node *n)
{
	mw_buf_clear(b);
	if (o->root == NULL || !mw_node_path(o->root, n, b))
		return NULL;
	return mw_buf_text(b);
}

static const struct mw_whatif_change *
find(const struct mw_whatif *w, enum mw_whatif_kind kind,
    const struct mw_object *o, const char *path)
{
	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		if (c->kind == kind && is_about(c, o) && c->variant ==
		    o->variant && mw_str_eq(c->path, path))
			return c;
	}
	return NULL;
}

const struct mw_whatif_change *
mw_whatif_of(const struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *n)
{
	const struct mw_whatif_change *c;
	struct mw_buf b = { 0 };

	if (o == NULL || mw_whatif_count(w) == 0)
		return NULL;
	if (n != NULL && n != o->root) {
		const char *path = path_of(&b, o, n);

		c = path != NULL ? find(w, MW_WHATIF_VALUE, o, path) : NULL;
	} else {
		c = find(w, MW_WHATIF_DISABLE, o, NULL);
		if (c == NULL)
			c = find(w, MW_WHATIF_VARIANT, o, NULL);
		if (c == NULL)
			c = find(w, MW_WHATIF_REPLACE, o, NULL);
	}
	mw_buf_release(&b);
	return c;
}

const struct mw_whatif_change *
mw_whatif_replaces(const struct mw_whatif *w, const struct mw_object *o)
{
	return find(w, MW_WHATIF_REPLACE, o, NULL);
}

bool
mw_whatif_touches(const struct mw_whatif *w, const struct mw_object *o)
{
	for (size_t i = 0; o != NULL && i < mw_whatif_count(w); i++) {
		if (mw_whatif_is_about(mw_whatif_at(w, i), o))
			return true;
	}
	return false;
}

/* ---- changes ------------------------------------------------------------- */

static struct mw_whatif_change *
make(struct mw_whatif *w, enum mw_whatif_kind kind, const struct mw_object *o)
{
	struct mw_whatif_change *c = MW_NEW(w->arena, struct mw_whatif_change);

	c->kind = kind;
	c->kind_name = mw_arena_strdup(w->arena, o->kind_name);
	c->ns = mw_arena_strdup(w->arena, o->ns);
	c->name = mw_arena_strdup(w->arena, o->name);
	c->variant = o->variant;
	return c;
}

bool
mw_whatif_disable(struct mw_whatif *w, const struct mw_object *o)
{
	const struct mw_whatif_change *c = find(w, MW_WHATIF_DISABLE, o, NULL);

	step(w, c, c == NULL ? make(w, MW_WHATIF_DISABLE, o) : NULL);
	return c == NULL;
}

bool
mw_whatif_choose(struct mw_whatif *w, const struct mw_object *o)
{
	const struct mw_whatif_change *same = NULL;

	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		if (c->kind == MW_WHATIF_VARIANT && is_about(c, o))
			same = c;
	}
	if (same != NULL && same->variant == o->variant) {
		step(w, same, NULL);
		return false;
	}
	step(w, same, make(w, MW_WHATIF_VARIANT, o));
	return true;
}

const char *
mw_whatif_refuses(const struct mw_object *o, const struct mw_node *n)
{
	struct mw_buf b = { 0 };
	const char *why = NULL;

	if (o == NULL || o->root == NULL || o->document == NULL ||
	    o->document->source == NULL)
		why = "no file has it";
	else if (n == NULL || n == o->root || mw_node_is(n, MW_NODE_MAP) ||
	    mw_node_is(n, MW_NODE_LIST))
		why = "only a single value can be changed: go to one";
	else if (path_of(&b, o, n) == NULL)
		why = "that value is not in the document of the object";
	mw_buf_release(&b);
	return why;
}

/* The change of one value into NEXT; false when it stays as it is. */
static bool
put_value(struct mw_whatif *w, struct state *next, const struct mw_object *o,
    const struct mw_node *n, const char *value)
{
	const char *disk = mw_str_or_empty(mw_node_text(n));
	struct mw_whatif_change *made;
	struct mw_buf b = { 0 };
	const char *path = path_of(&b, o, n);
	const struct mw_whatif_change *c = path != NULL ? find(w,
	    MW_WHATIF_VALUE, o, path) : NULL;
	bool same = mw_str_eq(value, disk), differs = path != NULL &&
	    !mw_str_eq(value, c != NULL ? c->value : disk);
	size_t kept = 0;

	for (size_t i = 0; c != NULL && differs && i < next->n; i++) {
		if (next->v[i] != c)
			next->v[kept++] = next->v[i];
	}
	if (c != NULL && differs)
		next->n = kept;
	if (differs && !same) {
		made = make(w, MW_WHATIF_VALUE, o);
		made->path = mw_arena_strdup(w->arena, path);
		made->value = mw_arena_strdup(w->arena, value);
		made->before = mw_arena_strdup(w->arena, disk);
		mw_vec_push(w->arena, next, (const struct mw_whatif_change *)
		    made);
	}
	mw_buf_release(&b);
	return differs;
}

bool
mw_whatif_values(struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *const *nodes, const char *const *values, size_t n)
{
	const struct state now = w->states.v[w->at];
	struct state next = { 0 };
	bool differs = false;

	for (size_t i = 0; i < now.n; i++)
		mw_vec_push(w->arena, &next, now.v[i]);
	for (size_t i = 0; i < n; i++)
		differs = put_value(w, &next, o, nodes[i], values[i]) ||
		    differs;
	if (differs)
		force(w, next);
	return differs;
}

bool
mw_whatif_value(struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *n, const char *value)
{
	mw_whatif_values(w, o, &n, &value, 1);
	return mw_whatif_of(w, o, n) != NULL;
}

/* The object that the documents of TEXT begin with; all of its names. */
static struct mw_whatif_change *
addition(struct mw_whatif *w, const char *file, const char *text)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_whatif_change *c = MW_NEW(w->arena, struct mw_whatif_change);
	const struct mw_node *root, *meta;
	struct mw_diags diags;
	struct mw_load *load;

	mw_diags_init(&diags, w->arena);
	load = mw_yaml_load_text(w->arena, "", text, strlen(text), &limits,
	    &diags);
	root = load->n_documents > 0 ? load->documents[0].root : NULL;
	meta = mw_node_get(root, "metadata");
	c->kind = MW_WHATIF_ADD;
	c->kind_name = mw_str_or_empty(mw_node_text(mw_node_get(root,
	    "kind")));
	c->ns = mw_str_or_empty(mw_node_text(mw_node_get(meta, "namespace")));
	c->name = mw_str_or_empty(mw_node_text(mw_node_get(meta, "name")));
	c->path = mw_arena_strdup(w->arena, file);
	c->value = text;
	return c;
}

/* TEXT as what stands behind other documents, checked; NULL: it is wrong, and
 * *error says how. */
static const char *
documents(struct mw_whatif *w, const char *text, size_t len,
    struct mw_arena *arena, const char **error)
{
	struct mw_buf b = { 0 };
	size_t first;

	*error = mw_lay_check(text, len, &first, arena);
	if (*error != NULL)
		return NULL;
	if (strncmp(text, "---", 3) != 0)
		mw_buf_adds(&b, "---\n");
	mw_buf_add(&b, text, len);
	if (text[len - 1] != '\n')
		mw_buf_addc(&b, '\n');
	text = mw_arena_text(w->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

const char *
mw_whatif_add(struct mw_whatif *w, const char *file, const char *text,
    size_t len, struct mw_arena *arena)
{
	const struct state now = w->states.v[w->at];
	struct state next = { 0 };
	const char *error, *kept = documents(w, text, len, arena, &error);

	if (kept == NULL)
		return error;
	for (size_t i = 0; i < now.n; i++)
		mw_vec_push(w->arena, &next, now.v[i]);
	mw_vec_push(w->arena, &next, (const struct mw_whatif_change *)addition(
	    w, file, kept));
	force(w, next);
	return NULL;
}

const char *
mw_whatif_readd(struct mw_whatif *w, const struct mw_whatif_change *c,
    const char *text, size_t len, struct mw_arena *arena)
{
	const struct state now = w->states.v[w->at];
	struct state next = { 0 };
	const char *error, *kept = NULL;

	if (strspn(text, " \t\r\n") < len && (kept = documents(w, text, len,
	    arena, &error)) == NULL)
		return error;
	for (size_t i = 0; i < now.n; i++) {
		if (now.v[i] != c)
			mw_vec_push(w->arena, &next, now.v[i]);
		else if (kept != NULL)
			mw_vec_push(w->arena, &next,
			    (const struct mw_whatif_change *)addition(w,
			    c->path, kept));
	}
	force(w, next);
	return NULL;
}

static bool
has_document(const char *text, const struct mw_object *o)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_diags diags;
	struct mw_load *load;
	bool found = false;

	mw_diags_init(&diags, arena);
	load = mw_yaml_load_text(arena, "", text, strlen(text), &limits,
	    &diags);
	for (size_t i = 0; !found && i < load->n_documents; i++) {
		const struct mw_node *root = load->documents[i].root;
		const struct mw_node *meta = mw_node_get(root, "metadata");
		const char *ns = mw_node_text(mw_node_get(meta, "namespace"));

		found = mw_str_eq(mw_node_text(mw_node_get(root, "kind")),
		    o->kind_name) && mw_str_eq(mw_node_text(mw_node_get(meta,
		    "name")), o->name) && (mw_str_empty(ns) || mw_str_eq(ns,
		    o->ns));
	}
	mw_arena_free(arena);
	return found;
}

const struct mw_whatif_change *
mw_whatif_addition_of(const struct mw_whatif *w, const struct mw_object *o)
{
	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		if (c->kind == MW_WHATIF_ADD && has_document(c->value, o))
			return c;
	}
	return NULL;
}

const char *
mw_whatif_replace(struct mw_whatif *w, const struct mw_object *o,
    const char *text, size_t len, const char *note, struct mw_arena *arena)
{
	const struct state now = w->states.v[w->at];
	struct state next = { 0 };
	struct mw_whatif_change *c;
	struct mw_lay_region r;
	struct mw_buf b = { 0 };
	const char *error;
	size_t first;

	if (strncmp(text, "---\n", 4) == 0) {
		text += 4;
		len -= 4;
	}
	if (!mw_lay_region(o, &r))
		return "that object shares its lines with others";
	error = mw_lay_check(text, len, &first, arena);
	if (error != NULL)
		return error;
	for (size_t i = 0; i < now.n; i++) {
		if (!mw_whatif_is_about(now.v[i], o) || (now.v[i]->kind !=
		    MW_WHATIF_VALUE && now.v[i]->kind != MW_WHATIF_REPLACE))
			mw_vec_push(w->arena, &next, now.v[i]);
	}
	mw_lay_outdent(&r, r.source->text + r.from, r.to - r.from, &b);
	c = make(w, MW_WHATIF_REPLACE, o);
	c->before = mw_arena_strdup(w->arena, mw_buf_text(&b));
	c->value = mw_arena_text(w->arena, text, first);
	c->note = note != NULL ? mw_arena_strdup(w->arena, note) : NULL;
	mw_buf_release(&b);
	if (!mw_str_eq(c->before, c->value))
		mw_vec_push(w->arena, &next, (const struct mw_whatif_change *)
		    c);
	if (first < len)
		mw_vec_push(w->arena, &next, (const struct mw_whatif_change *)
		    addition(w, o->document->source->name, mw_arena_text(
		    w->arena, text + first, len - first)));
	force(w, next);
	return NULL;
}

void
mw_whatif_print(const struct mw_whatif_change *c, struct mw_buf *out)
{
	mw_buf_printf(out, "%s %s%s%s", c->kind_name, c->ns,
	    *c->ns != '\0' ? "/" : "", c->name);
	switch (c->kind) {
	case MW_WHATIF_DISABLE:
		mw_buf_adds(out, " is off");
		break;
	case MW_WHATIF_VARIANT:
		mw_buf_printf(out, ": variant %zu is in force", c->variant);
		break;
	case MW_WHATIF_VALUE:
		mw_buf_printf(out, ": %s = %s (was %s)", c->path, c->value,
		    c->before);
		break;
	case MW_WHATIF_REPLACE:
		if (c->note != NULL)
			mw_buf_printf(out, ": %s", c->note);
		else
			mw_buf_adds(out, " is replaced");
		break;
	case MW_WHATIF_ADD:
		mw_buf_printf(out, " is added to %s", c->path);
		break;
	}
}

/* ---- steps, one by one --------------------------------------------------- */

size_t
mw_whatif_steps(const struct mw_whatif *w)
{
	return w->states.n;
}

size_t
mw_whatif_step(const struct mw_whatif *w)
{
	return w->at;
}

void
mw_whatif_go(struct mw_whatif *w, size_t step)
{
	if (step < w->states.n)
		w->at = step;
}

static bool
has(const struct state *s, const struct mw_whatif_change *c)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i] == c)
			return true;
	}
	return false;
}

void
mw_whatif_print_step(const struct mw_whatif *w, size_t step,
    struct mw_buf *out)
{
	const struct state *was = &w->states.v[step - 1];
	const struct state *now = &w->states.v[step];
	size_t n = 0;

	for (size_t i = 0; i < now->n; i++) {
		if (has(was, now->v[i]))
			continue;
		mw_buf_adds(out, n++ > 0 ? "; " : "");
		mw_whatif_print(now->v[i], out);
	}
	if (n > 0)
		return;
	if (now->n == 0 && was->n != 1) {
		mw_buf_printf(out, "%zu changes dropped", was->n);
		return;
	}
	for (size_t i = 0; i < was->n; i++) {
		if (has(now, was->v[i]))
			continue;
		mw_buf_adds(out, n++ > 0 ? "; taken back: " : "taken back: ");
		mw_whatif_print(was->v[i], out);
	}
}
