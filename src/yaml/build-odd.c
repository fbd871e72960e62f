/*
 * build-odd.c - scalars that are not simply plain, and what breaks a document.
 *
 * Apart from build.c, since this is what hardly ever runs.
 */
#include "yaml/build.h"

#include "yaml/syntax.h"

#include <stdarg.h>
#include <string.h>

enum { REPORTS_MAX = 50 }; /* of one document */

bool
mw_build_may_report(struct mw_build *b)
{
	return b->reports++ < REPORTS_MAX;
}

void
mw_build_report(struct mw_build *b, enum mw_diag_code id, size_t from,
    size_t to, const char *hint, const char *fmt, ...)
{
	struct mw_diags *d = &b->part->diags;
	struct mw_span span;
	va_list ap;
	char *text;

	b->broken = true;
	if (!mw_build_may_report(b))
		return;
	span = mw_tree_span(b->part->home, from, to);
	va_start(ap, fmt);
	text = mw_arena_vprintf(d->arena, fmt, ap);
	va_end(ap);
	mw_diag_add(d, id, &span, NULL, "%s", text)->hint = hint;
}

void
mw_build_report_limit(struct mw_build *b, size_t from, const char *what,
    size_t most, const char *option)
{
	struct mw_span span = mw_tree_span(b->part->home, from, from);
	struct mw_diags *d = &b->part->diags;

	b->broken = true;
	mw_diag_add(d, MW_DIAG_LIMIT, &span, NULL, "%s (limit %zu)", what, most)
	    ->hint = mw_arena_printf(
	    d->arena, "if this is meant, raise the limit with %s", option);
}

/* '{{ name }}' is the usual reason. */
void
mw_build_report_key(
    struct mw_build *b, size_t from, size_t to, const char *what)
{
	if (b->broken)
		return; /* one such finding tells it all */
	if (mw_syntax_report_template(
		&b->part->diags, b->part->home, from, from)) {
		b->broken = b->is_template = true;
		return;
	}
	mw_build_report(b, MW_DIAG_BAD_KEY, from, to,
	    "write the key as text, with quotes where needed", "%s", what);
}

/* yyyy-m-d and perhaps a time: near enough to what Go accepts. */
static bool
is_timestamp(const char *s)
{
	size_t year = strspn(s, "0123456789"), month, day;

	if (year != 4 || s[4] != '-')
		return false;
	month = strspn(s + 5, "0123456789");
	if (month < 1 || month > 2 || s[5 + month] != '-')
		return false;
	day = strspn(s + 6 + month, "0123456789");
	s += 6 + month + day;
	return day >= 1 && day <= 2 &&
	       (*s == '\0' || *s == 'T' || *s == 't' || *s == ' ');
}

/* The meaning that a tag asks for; false when the value does not fit. */
static bool
resolve_tagged(
    const char *tag, const char *s, size_t len, enum mw_scalar *meaning)
{
	enum mw_scalar plain = mw_scalar_resolve(s, len);

	*meaning = MW_SCALAR_STRING;
	if (strncmp(tag, MW_BUILD_TAG, strlen(MW_BUILD_TAG)) != 0)
		return true;
	tag += strlen(MW_BUILD_TAG);
	if (strcmp(tag, "timestamp") == 0)
		return is_timestamp(s);
	if (strcmp(tag, "int") != 0 && strcmp(tag, "float") != 0 &&
	    strcmp(tag, "bool") != 0 && strcmp(tag, "null") != 0)
		return true;
	*meaning = plain;
	switch (plain) {
	case MW_SCALAR_NULL:
		return *tag == 'n';
	case MW_SCALAR_TRUE:
	case MW_SCALAR_FALSE:
		return *tag == 'b';
	case MW_SCALAR_INT:
		if (*tag == 'f')
			*meaning = MW_SCALAR_FLOAT;
		return *tag == 'i' || *tag == 'f';
	case MW_SCALAR_FLOAT:
	case MW_SCALAR_NOT_FINITE:
		return *tag == 'f';
	case MW_SCALAR_STRING:
		break;
	}
	return false;
}

/* '\/' is right in JSON and wrong in YAML 1.1; libyaml takes it anywhere. */
static bool
escapes_slash(struct mw_build *b, const yaml_event_t *e, size_t from, size_t to)
{
	const char *text = b->part->source->text;

	if (e->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
	    to - from == e->data.scalar.length + 2 || b->json)
		return false;
	for (; from + 1 < to; from++) {
		if (text[from] != '\\')
			continue;
		if (text[from + 1] == '/')
			return true;
		from++;
	}
	return false;
}

enum mw_scalar
mw_build_odd_meaning(struct mw_build *b, const yaml_event_t *e, bool is_key,
    size_t from, size_t to)
{
	const char *s = (const char *)e->data.scalar.value;
	const char *tag = (const char *)e->data.scalar.tag;
	size_t len = e->data.scalar.length;
	enum mw_scalar meaning = MW_SCALAR_STRING;

	if (tag != NULL) {
		if (!resolve_tagged(tag, s, len, &meaning))
			mw_build_report(b, MW_DIAG_BAD_TAG, from, to, NULL,
			    "'!!%s' does not fit the value",
			    tag + strlen(MW_BUILD_TAG));
	} else if (e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
		meaning = mw_scalar_resolve(s, len);
	} else if (escapes_slash(b, e, from, to)) {
		mw_build_report(b, MW_DIAG_YAML_SYNTAX, from, to,
		    "write '/' alone",
		    "an unknown escape '\\/' in double quotes");
	}
	/* As a key it becomes text. */
	if (meaning == MW_SCALAR_NOT_FINITE && !is_key)
		mw_build_report(b, MW_DIAG_NOT_FINITE, from, to,
		    "put it in quotes if it is meant as text",
		    "'%s' is no number that JSON has", s);
	return meaning;
}

void
mw_build_set_binary(
    struct mw_build *b, struct mw_value *v, const char *s, size_t len)
{
	struct mw_buf bytes = { 0 };

	if (!mw_scalar_base64(s, len, &bytes))
		mw_build_report(b, MW_DIAG_BAD_TAG, v->offset,
		    (size_t)v->offset + v->size, NULL,
		    "the !!binary value is no base64");
	v->ref = mw_store_text(b->w->store, mw_buf_text(&bytes), bytes.len);
	v->len = (uint32_t)bytes.len;
	mw_buf_release(&bytes);
}

/* A number as a key, as JSON has it. */
static uint32_t
number_key(
    struct mw_build *b, enum mw_node_kind kind, const char *s, size_t len)
{
	struct mw_buf text = { 0 };
	uint32_t key;

	if (kind == MW_NODE_INT)
		mw_buf_printf(&text, "%lld", (long long)mw_scalar_int(s, len));
	else
		mw_scalar_float_key(mw_scalar_float(s, len), &text);
	key = mw_names_key(b->w->names, mw_buf_text(&text), text.len);
	mw_buf_release(&text);
	return key;
}

uint32_t
mw_build_key_of(
    struct mw_build *b, const struct mw_value *v, size_t from, size_t to)
{
	enum mw_node_kind kind = v->bits & MW_NODE_KIND_MASK;
	const char *s = mw_store_at(b->w->store, v->ref);

	switch (kind) {
	case MW_NODE_STRING:
		if (!v->odd)
			return mw_names_key(b->w->names, s, v->len);
		mw_build_report_key(
		    b, from, to, "a key with a NUL character in it");
		return 0;
	case MW_NODE_BOOL:
		s = (v->bits & MW_NODE_TRUE) != 0 ? "true" : "false";
		return mw_names_key(b->w->names, s, strlen(s));
	case MW_NODE_INT:
		if (mw_scalar_int_fits(s, v->len))
			return number_key(b, kind, s, v->len);
		mw_build_report_key(
		    b, from, to, "a number too large for a key");
		return 0;
	case MW_NODE_FLOAT:
		return number_key(b, kind, s, v->len);
	case MW_NODE_NULL:
		mw_build_report_key(b, from, to, "a key that is null");
		return 0;
	case MW_NODE_LIST:
	case MW_NODE_MAP:
		break;
	}
	mw_build_report_key(b, from, to, "a key that is a list or a mapping");
	return 0;
}
