/*
 * explain-json.c - codes in words, as JSON.
 */
#include "cli/explain.h"

#include "cli/json.h"
#include "lint/example.h"

static void
set_side(json_t *j, const char *key, const struct mw_example *e, bool repaired)
{
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < e->n; i++) {
		if (!mw_example_has(&e->v[i], repaired))
			continue;
		mw_buf_adds(&b, e->v[i].text);
		mw_buf_addc(&b, '\n');
	}
	mw_json_set(j, key, mw_buf_text(&b));
	mw_buf_release(&b);
}

static json_t *
code_json(struct mw_arena *a, const struct mw_code *c)
{
	const struct mw_example *e = mw_example(a, c->code);
	json_t *j = json_object();

	mw_json_set(j, "code", c->code);
	mw_json_set(j, "severity", mw_severity_name(c->severity));
	mw_json_set(j, "title", c->title);
	mw_json_set(j, "why", c->why);
	mw_json_set(j, "fix", c->fix);
	mw_json_set(j, "silence", mw_code_silence(a, c->code));
	if (e == NULL)
		return j;
	set_side(j, e->command ? "command" : "example", e, false);
	set_side(j, e->command ? "repairedCommand" : "repaired", e, true);
	if (e->bytes)
		json_object_set_new(j, "bytes", json_true());
	mw_json_set_positive(j, "line", (int64_t)mw_example_place(e));
	mw_json_set(j, "options", e->options);
	mw_json_set(j, "also", e->also);
	mw_json_set(j, "still", e->still);
	return j;
}

void
mw_explain_print_json(struct mw_arena *arena, const struct mw_code *v,
    size_t n, FILE *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, code_json(arena, &v[i]));
	json_dumpf(list, out, JSON_INDENT(2));
	fputc('\n', out);
	json_decref(list);
}
