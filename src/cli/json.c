/*
 * json.c - small values of JSON: absent things are left out, durations are
 * written as protobuf does.
 */
#include "cli/json.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "model/object.h"
#include "yaml/node.h"

/* Text from files may be no UTF-8: JSON wants it clean. */
json_t *
mw_json_text(const char *s)
{
	json_t *t = json_string(s);

	if (t == NULL) {
		struct mw_buf b = { 0 };

		mw_utf8_printable(&b, s, strlen(s));
		t = json_string(mw_buf_text(&b));
		mw_buf_release(&b);
	}
	return t;
}

void
mw_json_set(json_t *o, const char *key, const char *value)
{
	if (!mw_str_empty(value))
		json_object_set_new(o, key, mw_json_text(value));
}

void
mw_json_set_int(json_t *o, const char *key, int64_t value)
{
	json_object_set_new(o, key, json_integer((json_int_t)value));
}

void
mw_json_set_positive(json_t *o, const char *key, int64_t value)
{
	if (value > 0)
		mw_json_set_int(o, key, value);
}

void
mw_json_set_duration(json_t *o, const char *key, int64_t ns)
{
	struct mw_buf b = { 0 };

	mw_duration_print(&b, ns);
	json_object_set_new(o, key, json_string(mw_buf_text(&b)));
	mw_buf_release(&b);
}

json_t *
mw_json_texts(const char *const *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, mw_json_text(v[i]));
	return list;
}

bool
mw_origin_print(const struct mw_origin *o, struct mw_buf *out)
{
	struct mw_span s;

	if (o == NULL)
		return false;
	if (o->node == NULL && (o->object == NULL || o->object->root == NULL)) {
		if (o->note == NULL)
			return false;
		mw_buf_adds(out, o->note);
		return true;
	}
	s = mw_node_span(o->node != NULL ? o->node : o->object->root);
	if (s.line == 0 || s.file == NULL)
		return false;
	mw_utf8_printable(out, s.file, strlen(s.file));
	mw_buf_printf(out, ":%u", s.line);
	return true;
}

json_t *
mw_origin_json(const struct mw_origin *o)
{
	const struct mw_node *at;
	json_t *j;

	if (o == NULL || (o->object == NULL && o->node == NULL &&
	    o->note == NULL))
		return NULL;
	j = json_object();
	if (o->object != NULL) {
		struct mw_buf b = { 0 };

		mw_buf_printf(&b, "%s %s%s%s", o->object->kind_name,
		    o->object->ns, *o->object->ns != '\0' ? "/" : "",
		    o->object->name);
		mw_json_set(j, "object", mw_buf_text(&b));
		mw_buf_clear(&b);
		if (o->node != NULL && mw_node_path(o->object->root, o->node,
		    &b))
			mw_json_set(j, "path", mw_buf_text(&b));
		mw_buf_release(&b);
	}
	at = o->node != NULL ? o->node
	    : o->object != NULL ? o->object->root : NULL;
	if (at != NULL) {
		struct mw_span s = mw_node_span(at);

		mw_json_set(j, "file", s.file);
		mw_json_set_positive(j, "line", s.line);
		mw_json_set_positive(j, "column", s.column);
	}
	mw_json_set(j, "note", o->note);
	return j;
}

void
mw_json_set_origin(json_t *o, const char *key, const struct mw_origin *origin)
{
	json_t *place = mw_origin_json(origin);

	if (place != NULL)
		json_object_set_new(o, key, place);
}
