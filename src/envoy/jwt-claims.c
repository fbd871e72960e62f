/*
 * jwt-claims.c - what a verified token gives to others.
 */
#include "envoy/jwt-claims.h"

#include "base/attr.h"
#include "base/buf.h"
#include "envoy/jwt-token.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 100 };	/* payloads are not deeper: jwt-token.c */

/* ---- JSON as protobuf writes it ------------------------------------------ */

static void
write_text(struct mw_buf *out, const char *s)
{
	mw_buf_addc(out, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			mw_buf_printf(out, "\\%c", c);
		else if (c == '\n')
			mw_buf_adds(out, "\\n");
		else if (c == '\r')
			mw_buf_adds(out, "\\r");
		else if (c == '\t')
			mw_buf_adds(out, "\\t");
		else if (c < 0x20 || c == 0x7f || c == '<' || c == '>')
			mw_buf_printf(out, "\\u%04x", c);
		else
			mw_buf_addc(out, (char)c);
	}
	mw_buf_addc(out, '"');
}

/* The shortest that reads back as the same number. */
static void
write_number(struct mw_buf *out, double d)
{
	char text[40];

	for (int digits = 15; digits <= 17; digits += 2) {
		(void)snprintf(text, sizeof(text), "%.*g", digits, d);
		if (strtod(text, NULL) >= d && strtod(text, NULL) <= d)
			break;
	}
	mw_buf_adds(out, text);
}

struct member {
	const char *key;
	json_t *value;
};

static void
write_json(struct mw_buf *out, json_t *v, struct mw_arena *arena, int depth);

/*
 * Envoy's order of members is that of a hash table; seen is the reverse of
 * that in the token.
 */
static void
write_object(struct mw_buf *out, json_t *v, struct mw_arena *arena, int depth)
{
	size_t n = json_object_size(v), i = n;
	struct member *all = MW_NEW_ARRAY(arena, struct member, n);
	const char *key;
	json_t *value;

	json_object_foreach(v, key, value) {
		i--;
		all[i].key = key;
		all[i].value = value;
	}
	mw_buf_addc(out, '{');
	for (i = 0; i < n; i++) {
		if (i > 0)
			mw_buf_addc(out, ',');
		write_text(out, all[i].key);
		mw_buf_addc(out, ':');
		write_json(out, all[i].value, arena, depth + 1);
	}
	mw_buf_addc(out, '}');
}

static void
write_json(struct mw_buf *out, json_t *v, struct mw_arena *arena, int depth)
{
	if (depth > MAX_DEPTH)
		return;
	switch (json_typeof(v)) {
	case JSON_OBJECT:
		write_object(out, v, arena, depth);
		break;
	case JSON_ARRAY:
		mw_buf_addc(out, '[');
		for (size_t i = 0; i < json_array_size(v); i++) {
			if (i > 0)
				mw_buf_addc(out, ',');
			write_json(out, json_array_get(v, i), arena,
			    depth + 1);
		}
		mw_buf_addc(out, ']');
		break;
	case JSON_STRING:
		write_text(out, json_string_value(v));
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		write_number(out, json_number_value(v));
		break;
	case JSON_TRUE:
		mw_buf_adds(out, "true");
		break;
	case JSON_FALSE:
		mw_buf_adds(out, "false");
		break;
	case JSON_NULL:
		mw_buf_adds(out, "null");
		break;
	}
}

/* ---- claims as headers --------------------------------------------------- */

static json_t *
find_claim(json_t *payload, const char *name, struct mw_arena *arena)
{
	json_t *at = payload;

	for (;;) {
		size_t len = strcspn(name, ".");

		if (!json_is_object(at))
			return NULL;
		at = json_object_get(at, mw_arena_text(arena, name, len));
		if (name[len] == '\0')
			return at;
		name += len + 1;
	}
}

/* S98: whole numbers that are not negative are written as such. */
static const char *
number_text(double d, struct mw_arena *arena)
{
	if (d < 0 || d >= 18446744073709551615.0 ||
	    (double)(uint64_t)d < d)
		return mw_arena_printf(arena, "%f", d);
	return mw_arena_printf(arena, "%.0f", d);
}

const char *
mw_jwt_claim_text(json_t *payload, const char *name,
    struct mw_arena *arena)
{
	json_t *v = find_claim(payload, name, arena);
	struct mw_buf json = { 0 };
	const char *text = NULL;

	if (v == NULL)
		return NULL;
	switch (json_typeof(v)) {
	case JSON_STRING:
		text = json_string_value(v);
		return *text == '\0' ? NULL : mw_arena_strdup(arena, text);
	case JSON_INTEGER:
	case JSON_REAL:
		return number_text(json_number_value(v), arena);
	case JSON_TRUE:
		return "true";
	case JSON_FALSE:
		return "false";
	case JSON_OBJECT:
	case JSON_ARRAY:
		write_json(&json, v, arena, 0);
		text = mw_base64_encode(arena, mw_buf_text(&json), json.len);
		mw_buf_release(&json);
		return text;
	case JSON_NULL:
		break;
	}
	return NULL;
}

/* ---- the stored payload -------------------------------------------------- */

static void
split_claim(json_t *payload, const char *name)
{
	const json_t *v = json_object_get(payload, name);
	json_t *words;

	if (!json_is_string(v))
		return;
	words = json_array();
	for (const char *s = json_string_value(v); *s != '\0';) {
		size_t len = strcspn(s, " ");

		if (len > 0)
			json_array_append_new(words, json_stringn(s, len));
		s += len;
		s += strspn(s, " ");
	}
	if (json_array_size(words) > 0)
		json_object_set(payload, name, words);
	json_decref(words);
}

const char *
mw_jwt_stored_payload(json_t *payload,
    const struct mw_jwt_provider *provider, struct mw_arena *arena)
{
	json_t *copy = json_copy(payload);
	const char *stored = "{}";
	char *text;

	split_claim(copy, "scope");
	split_claim(copy, "permission");
	for (size_t i = 0; i < provider->n_space_delimited; i++)
		split_claim(copy, provider->space_delimited[i]);
	text = json_dumps(copy, JSON_COMPACT);
	if (text != NULL)
		stored = mw_arena_strdup(arena, text);
	free(text);
	json_decref(copy);
	return stored;
}
