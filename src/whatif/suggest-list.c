/*
 * suggest-list.c - one more item in a list of a file, or one less, written as
 * those beside it are.
 */
#include "whatif/suggest-list.h"

#include <string.h>

#include "base/str.h"
#include "yaml/node.h"

/* Where the dash of a block item is; false when more is on its line. */
static bool
dash_of(const struct mw_source *s, size_t from, size_t *dash)
{
	size_t start = mw_lay_line_start(s, from);

	for (*dash = from; *dash > start && s->text[*dash - 1] != '-';)
		--*dash;
	if (*dash == start)
		return false;
	--*dash;
	for (size_t i = *dash + 1; i < from; i++) {
		if (s->text[i] != ' ')
			return false;
	}
	return true;
}

bool
mw_list_add(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, const char *value)
{
	const struct mw_source *s = o->document->source;
	const struct mw_node *last = mw_node_last(list);
	size_t from, to, dash, end;
	bool flow;

	if (!mw_node_is(list, MW_NODE_LIST) || !mw_lay_bytes(s, list, &from,
	    &to) || from == to || last == NULL)
		return false;
	flow = s->text[from] == '[';
	if (!mw_lay_bytes(s, last, &from, &to) || from == to)
		return false;
	value = mw_lay_written(e->arena, last, s->text[from], value);
	if (flow) {
		mw_lay_put(e, s, to, to, mw_arena_printf(e->arena, ", %s", value));
		return true;
	}
	if (!dash_of(s, from, &dash))
		return false;
	end = mw_lay_line_end(s, to);
	end += end < s->len;
	mw_lay_put(e, s, end, end, mw_arena_printf(e->arena, "%s%*s- %s\n",
	    end > 0 && s->text[end - 1] != '\n' ? "\n" : "",
	    (int)(dash - mw_lay_line_start(s, dash)), "", value));
	return true;
}

bool
mw_list_remove(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, const struct mw_node *item)
{
	const struct mw_source *s = o->document->source;
	size_t from, to, dash;
	bool flow;

	if (mw_node_count(list) < 2 || !mw_lay_bytes(s, list, &from, &to) ||
	    from == to)
		return false;
	flow = s->text[from] == '[';
	if (!mw_lay_bytes(s, item, &from, &to) || from == to)
		return false;
	if (flow) {
		size_t behind = to + strspn(s->text + to, " \t\r\n");

		if (s->text[behind] == ',') {
			behind++;
			behind += strspn(s->text + behind, " ");
			mw_lay_put(e, s, from, behind, "");
			return true;
		}
		while (from > 0 && strchr(" \t\r\n", s->text[from - 1]) != NULL)
			from--;
		if (from == 0 || s->text[from - 1] != ',')
			return false;
		mw_lay_put(e, s, from - 1, to, "");
		return true;
	}
	while (to > from && strchr(" \t\r\n", s->text[to - 1]) != NULL)
		to--;
	if (!dash_of(s, from, &dash))
		return false;
	for (size_t i = mw_lay_line_start(s, dash); i < dash; i++) {
		if (s->text[i] != ' ')
			return false;
	}
	to = mw_lay_line_end(s, to);
	to += to < s->len;
	mw_lay_put(e, s, mw_lay_line_start(s, dash), to, "");
	return true;
}

bool
mw_scalar_set(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *n, const char *value)
{
	const struct mw_source *s = o->document->source;
	size_t from, to;

	if (mw_node_text(n) == NULL || !mw_lay_bytes(s, n, &from, &to) ||
	    from == to || strchr("&!*|>", s->text[from]) != NULL)
		return false;
	mw_lay_put(e, s, from, to, mw_lay_written(e->arena, n, s->text[from],
	    value));
	return true;
}
