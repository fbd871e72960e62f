/*
 * suggest-node.c - nodes put into a text and taken out of it, so that all
 * other lines, comments too, stay as they are.
 */
#include "whatif/suggest-node.h"

#include <string.h>

#include "base/str.h"
#include "yaml/node.h"

enum { DEEP = 40 };

/* ---- on one line --------------------------------------------------------- */

static bool
is_collection(const struct mw_node *n)
{
	return mw_node_is(n, MW_NODE_MAP) || mw_node_is(n, MW_NODE_LIST);
}

static void
put_scalar(const struct mw_node *n, struct mw_arena *arena, struct mw_buf *out)
{
	const char *text = mw_node_text(n);

	if (text == NULL)
		mw_buf_adds(out, "null");
	else if (mw_node_is(n, MW_NODE_STRING) || mw_node_quoted(n))
		mw_buf_adds(out, mw_lay_string(arena, text));
	else
		mw_buf_adds(out, text);
}

struct copy {
	const struct mw_copy_rule *rules;
	size_t n;
	struct mw_arena *arena;
	struct mw_buf *out;
};

static const struct mw_copy_rule *
rule_of(const struct copy *c, const struct mw_node *n)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->rules[i].node == n)
			return &c->rules[i];
	}
	return NULL;
}

static void
put_flow(const struct copy *c, const struct mw_node *n, int depth)
{
	const struct mw_copy_rule *rule = rule_of(c, n);
	bool map = mw_node_is(n, MW_NODE_MAP), first = true;

	if (rule != NULL) {
		mw_buf_adds(c->out, rule->flow);
		return;
	}
	if (!is_collection(n)) {
		put_scalar(n, c->arena, c->out);
		return;
	}
	mw_buf_addc(c->out, map ? '{' : '[');
	for (const struct mw_node *k = mw_node_first(n); k != NULL && depth <
	     DEEP; k = mw_node_next(k)) {
		rule = rule_of(c, k);
		if (rule != NULL && rule->flow == NULL)
			continue;
		if (!first)
			mw_buf_adds(c->out, ", ");
		first = false;
		if (map)
			mw_buf_printf(c->out, "%s: ", mw_lay_string(c->arena,
			    mw_node_key(k)));
		put_flow(c, k, depth + 1);
	}
	mw_buf_addc(c->out, map ? '}' : ']');
}

void
mw_node_flow(const struct mw_node *n, const struct mw_copy_rule *rules,
    size_t n_rules, struct mw_arena *arena, struct mw_buf *out)
{
	const struct copy c = { rules, n_rules, arena, out };

	put_flow(&c, n, 0);
}

/* ---- in lines ------------------------------------------------------------ */

static void
put_lines(const struct mw_node *n, int indent, bool begun,
    struct mw_arena *arena, struct mw_buf *out)
{
	bool map = mw_node_is(n, MW_NODE_MAP);

	for (const struct mw_node *k = mw_node_first(n); k != NULL && indent <
	     2 * DEEP; k = mw_node_next(k), begun = false) {
		mw_buf_printf(out, "%*s", begun ? 0 : indent, "");
		if (map)
			mw_buf_printf(out, "%s:", mw_lay_string(arena,
			    mw_node_key(k)));
		else
			mw_buf_addc(out, '-');
		if (is_collection(k) && mw_node_count(k) > 0) {
			mw_buf_adds(out, map ? "\n" : " ");
			put_lines(k, indent + 2, !map, arena, out);
			continue;
		}
		mw_buf_addc(out, ' ');
		mw_node_flow(k, NULL, 0, arena, out);
		mw_buf_addc(out, '\n');
	}
}

/* "- item" or "key: value" as lines, the last without its end; NULL when FLOW
 * is no YAML. */
static const char *
as_lines(struct mw_arena *arena, const char *key, const char *flow, int indent)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_buf b = { 0 };
	struct mw_diags diags;
	struct mw_load *load;
	const char *text;

	if (key != NULL)
		mw_buf_printf(&b, "{%s: %s}", mw_lay_string(arena, key), flow);
	else
		mw_buf_printf(&b, "[%s]", flow);
	mw_diags_init(&diags, arena);
	load = mw_yaml_load_text(arena, "new", mw_buf_text(&b), b.len, &limits,
	    &diags);
	mw_buf_clear(&b);
	if (load->n_documents == 1)
		put_lines(load->documents[0].root, indent, false, arena, &b);
	text = b.len > 0 ? mw_arena_text(arena, mw_buf_text(&b), b.len - 1)
			 : NULL;
	mw_buf_release(&b);
	return text;
}

/* ---- places -------------------------------------------------------------- */

static bool
is_flow(const struct mw_source *s, const struct mw_node *n)
{
	size_t from, to;

	return mw_lay_bytes(s, n, &from, &to) && from < to &&
	    strchr("[{", s->text[from]) != NULL;
}

/* Behind the last word of it: the end of a block is far behind that. */
static bool
end_of(const struct mw_source *s, const struct mw_node *n, size_t *end)
{
	size_t from;

	while (is_collection(n) && mw_node_count(n) > 0 && !is_flow(s, n))
		n = mw_node_last(n);
	if (!mw_lay_bytes(s, n, &from, end))
		return false;
	while (*end > from && strchr(" \t\r\n", s->text[*end - 1]) != NULL)
		--*end;
	return true;
}

static bool
key_at(const struct mw_source *s, const struct mw_node *child, size_t *at)
{
	struct mw_span span = mw_node_key_span(child);

	return mw_str_eq(span.file, s->name) && mw_lay_offset(s, span.line,
	    span.column, at);
}

/* The dash before an item; false when more is between them. */
static bool
dash_at(const struct mw_source *s, const struct mw_node *item, size_t *at)
{
	size_t to, start;

	/* a map begins at its first key, behind an anchor */
	if (!mw_lay_bytes(s, item, at, &to))
		return false;
	start = mw_lay_line_start(s, *at);
	while (*at > start && s->text[*at - 1] == ' ')
		--*at;
	if (*at == start || s->text[*at - 1] != '-')
		return false;
	--*at;
	return true;
}

static bool
is_blank(const struct mw_source *s, size_t from, size_t to)
{
	while (from < to && s->text[from] == ' ')
		from++;
	return from == to;
}

/* ---- in ------------------------------------------------------------------ */

/* Before the bracket that closes N, or in the place of an empty one. */
static bool
into_flow(struct mw_lay_edits *e, const struct mw_source *s,
    const struct mw_node *n, const char *text)
{
	size_t from, to, end;

	if (!mw_lay_bytes(s, n, &from, &to) || to < from + 2 ||
	    strchr("]}", s->text[to - 1]) == NULL)
		return false;
	if (mw_node_count(n) == 0) {
		mw_lay_put(e, s, from + 1, to - 1, text);
		return true;
	}
	if (!end_of(s, mw_node_last(n), &end))
		return false;
	mw_lay_put(e, s, end, end, mw_arena_printf(e->arena, ", %s", text));
	return true;
}

/* As lines behind what ends at END. */
static bool
behind(struct mw_lay_edits *e, const struct mw_source *s, size_t end,
    const char *lines)
{
	size_t at = mw_lay_line_end(s, end);

	if (lines == NULL)
		return false;
	while (at > end && s->text[at - 1] == '\r')
		at--;
	mw_lay_put(e, s, at, at, mw_arena_printf(e->arena, "\n%s", lines));
	return true;
}

bool
mw_item_insert(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, size_t at, const char *flow)
{
	const struct mw_source *s = o->document->source;
	const struct mw_node *next = at < mw_node_count(list) ?
	    mw_node_at(list, at) : NULL;
	size_t dash, end, from, to;
	const char *lines;

	if (!mw_node_is(list, MW_NODE_LIST))
		return false;
	if (is_flow(s, list)) {
		if (next == NULL)
			return into_flow(e, s, list, flow);
		if (!mw_lay_bytes(s, next, &from, &to))
			return false;
		mw_lay_put(e, s, from, from, mw_arena_printf(e->arena, "%s, ",
		    flow));
		return true;
	}
	if (mw_node_count(list) == 0 || !dash_at(s, next != NULL ? next :
	    mw_node_first(list), &dash))
		return false;
	from = mw_lay_line_start(s, dash);
	lines = as_lines(e->arena, NULL, flow, (int)(dash - from));
	if (next == NULL)
		return end_of(s, list, &end) && behind(e, s, end, lines);
	if (lines == NULL || !is_blank(s, from, dash))
		return false;
	mw_lay_put(e, s, from, from, mw_arena_printf(e->arena, "%s\n", lines));
	return true;
}

bool
mw_map_add(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *map, const char *key, const char *flow)
{
	const struct mw_source *s = o->document->source;
	size_t at, end;

	if (!mw_node_is(map, MW_NODE_MAP) || mw_node_get(map, key) != NULL)
		return false;
	if (is_flow(s, map))
		return into_flow(e, s, map, mw_arena_printf(e->arena,
		    "%s: %s", mw_lay_string(e->arena, key), flow));
	return mw_node_count(map) > 0 && key_at(s, mw_node_first(map), &at) &&
	    end_of(s, map, &end) && behind(e, s, end, as_lines(e->arena, key,
	    flow, (int)(at - mw_lay_line_start(s, at))));
}

/* Another value in the place of N, on one line. */
static bool
put_over(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *n, const char *flow)
{
	const struct mw_source *s = o->document->source;
	size_t from, to, end;

	if (!mw_lay_bytes(s, n, &from, &to) || from == to || !end_of(s, n,
	    &end) || end < from || strchr("&!*|>", s->text[from]) != NULL)
		return false;
	mw_lay_put(e, s, from, end, flow);
	return true;
}

bool
mw_path_put(struct mw_lay_edits *e, const struct mw_object *o,
    const char *path, const char *flow)
{
	const struct mw_node *n = mw_node_find(o->root, path);
	const char *up = path;

	if (n != NULL)
		return put_over(e, o, n, flow);
	for (;;) {
		const char *dot = strrchr(up, '.'), *key;

		if (dot == NULL)
			return false;
		key = mw_arena_strdup(e->arena, dot + 1);
		up = mw_arena_text(e->arena, up, (size_t)(dot - up));
		n = mw_node_find(o->root, up);
		if (n != NULL && is_collection(n))
			return mw_map_add(e, o, n, key, flow);
		flow = mw_arena_printf(e->arena, "{%s: %s}", key, flow);
		if (n != NULL)
			return put_over(e, o, n, flow);
	}
}

/* ---- out ----------------------------------------------------------------- */

static const struct mw_node *
parent_of(const struct mw_node *n, const struct mw_node *child, int depth)
{
	for (const struct mw_node *k = mw_node_first(n); k != NULL && depth <
	     DEEP; k = mw_node_next(k)) {
		const struct mw_node *p = k == child ? n :
		    parent_of(k, child, depth + 1);

		if (p != NULL)
			return p;
	}
	return NULL;
}

static bool
begin_of(const struct mw_source *s, const struct mw_node *child, bool list,
    size_t *at)
{
	size_t to;

	if (!list)
		return key_at(s, child, at);
	return is_flow(s, child) || !dash_at(s, child, at) ?
	    mw_lay_bytes(s, child, at, &to) : true;
}

/* One of several on a line: with the comma on one of its sides. */
static bool
out_of_flow(struct mw_lay_edits *e, const struct mw_source *s, size_t from,
    size_t to)
{
	size_t next = to + strspn(s->text + to, " \t\r\n");

	if (s->text[next] == ',') {
		next++;
		mw_lay_put(e, s, from, next + strspn(s->text + next, " "), "");
		return true;
	}
	while (from > 0 && strchr(" \t\r\n", s->text[from - 1]) != NULL)
		from--;
	if (from == 0 || s->text[from - 1] != ',')
		return false;
	mw_lay_put(e, s, from - 1, to, "");
	return true;
}

bool
mw_node_drop(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *n)
{
	const struct mw_source *s = o->document->source;
	const struct mw_node *p = parent_of(o->root, n, 0), *next;
	bool list = mw_node_is(p, MW_NODE_LIST);
	size_t from, to, start;

	while (p != NULL && mw_node_count(p) == 1 &&
	    !mw_str_eq(mw_node_key(p), "spec")) {
		n = p;
		p = parent_of(o->root, n, 0);
		list = mw_node_is(p, MW_NODE_LIST);
	}
	if (p == NULL || p == o->root || !end_of(s, n, &to))
		return false;
	if (is_flow(s, p)) {
		if (!(list ? mw_lay_bytes(s, n, &from, &start) : key_at(s, n,
		    &from)))
			return false;
		if (mw_node_count(p) > 1)
			return out_of_flow(e, s, from, to);
		mw_lay_put(e, s, from, to, "");
		return true;
	}
	if (mw_node_count(p) == 1 || !begin_of(s, n, list, &from))
		return false;
	start = mw_lay_line_start(s, from);
	if (is_blank(s, start, from)) {
		to = mw_lay_line_end(s, to);
		mw_lay_put(e, s, start, to + (to < s->len), "");
		return true;
	}
	/* the first key behind a dash: the next one takes its place */
	next = mw_node_next(n);
	if (list || next == NULL || !key_at(s, next, &to))
		return false;
	mw_lay_put(e, s, from, to, "");
	return true;
}
