/*
 * answer-flips.c - what would make a refused request pass, as JSON.
 */
#include <string.h>

#include "base/str.h"
#include "cli/answer.h"

/* A word that stands for a token with the claims beside it is no secret. */
static void
hide_headers(json_t *request, const struct mw_secrets *secrets)
{
	size_t i;
	json_t *pair;

	json_array_foreach(json_object_get(request, "headers"), i, pair)
	{
		const char *name = json_string_value(json_array_get(pair, 0));
		const char *value = json_string_value(json_array_get(pair, 1));

		if (name != NULL && value != NULL &&
		    mw_secret_header(secrets, name) &&
		    !mw_str_has_suffix(value, "claims"))
			json_array_set_new(pair, 1, json_string("***"));
	}
}

static json_t *
request_json(const struct mw_request *r, const struct mw_secrets *secrets)
{
	struct mw_request shown = *r;
	struct mw_buf b = { 0 }, path = { 0 };
	json_t *j;

	if (secrets != NULL) {
		mw_secrets_hide(secrets, r->path, &path);
		shown.path = mw_buf_text(&path);
	}
	mw_request_print_json(&shown, &b);
	j = json_loads(mw_buf_text(&b), 0, NULL);
	if (j == NULL)
		j = json_object();
	if (secrets != NULL)
		hide_headers(j, secrets);
	mw_buf_release(&b);
	mw_buf_release(&path);
	return j;
}

json_t *
mw_flips_json(const struct mw_flip *flips, size_t n,
    const struct mw_secrets *secrets)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *j = json_object();

		json_object_set_new(j, "change", mw_json_text(flips[i].text));
		json_object_set_new(j, "result", mw_json_text(flips[i].result));
		/* past the policies, but no good answer for other reasons */
		if (!flips[i].good)
			json_object_set_new(j, "only_policies", json_true());
		json_object_set_new(j, "request", request_json(
		    &flips[i].request, secrets));
		json_array_append_new(list, j);
	}
	return list;
}

/* "changes", "removes" or "adds", with the document as it would be. */
static json_t *
edits_json(const struct mw_suggestion *s, const struct mw_secrets *secrets)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->n; i++) {
		const struct mw_suggest_edit *e = &s->edits[i];
		const struct mw_object *o = e->object;
		json_t *j = json_object();

		json_object_set_new(j, e->added != NULL ? "adds_behind"
		    : e->text != NULL ? "changes" : "removes",
		    json_sprintf("%s %s%s%s", o->kind_name, o->ns,
		    *o->ns != '\0' ? "/" : "", o->name));
		if (e->text != NULL)
			json_object_set_new(j, "document", mw_json_hidden(
			    e->added != NULL ? e->added : e->text, secrets));
		json_array_append_new(list, j);
	}
	return list;
}

json_t *
mw_suggestions_json(const struct mw_suggestion *v, size_t n,
    const struct mw_secrets *secrets)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *j = json_object();
		struct mw_buf b = { 0 };

		mw_suggest_print(&v[i], &b);
		json_object_set_new(j, "change", mw_json_hidden(mw_buf_text(&b),
		    secrets));
		mw_buf_release(&b);
		json_object_set_new(j, "result", mw_json_hidden(v[i].result,
		    secrets));
		json_object_set_new(j, "edits", edits_json(&v[i], secrets));
		json_object_set_new(j, "callers_let_in", json_integer(
		    (json_int_t)v[i].gain));
		json_object_set_new(j, "callers_shut_out", json_integer(
		    (json_int_t)v[i].lose));
		json_object_set_new(j, "other_requests_changed", json_integer(
		    (json_int_t)v[i].moved));
		if (v[i].example != NULL)
			json_object_set_new(j, "for_example", mw_json_hidden(
			    v[i].example, secrets));
		json_array_append_new(list, j);
	}
	return list;
}
