/*
 * marks.c - marks of another day: kept for each folder.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/recall.h"

/* "a /home/me/deploy" */
static const char *
key_of(struct mw_app *a, uint32_t mark)
{
	return mw_arena_printf(a->effect_arena, "%c %s", (int)mark,
	    mw_str_or_empty(a->options.place));
}

void
mw_app_keep_mark(struct mw_app *a, uint32_t mark)
{
	const struct mw_spot *s = &a->marks[mark];
	json_t *o = json_object();
	char *dump;

	json_object_set_new(o, "screen", json_integer(s->screen));
	json_object_set_new(o, "order", json_integer(s->order));
	if (s->row != NULL)
		json_object_set_new(o, "row", json_string(s->row));
	if (s->file != NULL)
		json_object_set_new(o, "file", json_string(s->file));
	json_object_set_new(o, "line", json_integer((json_int_t)s->line));
	dump = json_dumps(o, JSON_COMPACT);
	if (dump != NULL)
		mw_recall_keep(a, MW_HISTORY_MARK, key_of(a, mark), dump);
	free(dump);
	json_decref(o);
}

static const char *
text_of(struct mw_app *a, const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL ? mw_arena_strdup(a->arena, s) : NULL;
}

void
mw_app_mark_kept(struct mw_app *a, const char *key, const char *extra)
{
	json_t *o = json_loads(extra, 0, NULL);
	json_int_t screen = json_integer_value(json_object_get(o, "screen"));
	json_int_t order = json_integer_value(json_object_get(o, "order"));
	json_int_t line = json_integer_value(json_object_get(o, "line"));
	unsigned char mark = (unsigned char)key[0];
	struct mw_spot *s;

	if (json_is_object(o) && mark < MW_MARKS && key[1] == ' ' &&
	    strcmp(key + 2, mw_str_or_empty(a->options.place)) == 0 &&
	    screen >= 0 && screen < MW_SCREEN_HELP && order >= 0 && order <
	    MW_BY_COUNT && line > 0) {
		s = &a->marks[mark];
		memset(s, 0, sizeof(*s));
		s->screen = (enum mw_screen)screen;
		s->order = (enum mw_outline_order)order;
		s->row = text_of(a, o, "row");
		s->file = text_of(a, o, "file");
		s->line = (size_t)line;
	}
	json_decref(o);
}
