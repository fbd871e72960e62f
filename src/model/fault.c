/*
 * fault.c - saying what is wrong with a field, where, and what would be right.
 */
#include "model/decode.h"

#include "base/limits.h"
#include "base/str.h"

#include <stdarg.h>
#include <string.h>

static const struct mw_field *
known_anywhere(const struct mw_shape *s, const char *key)
{
	for (size_t i = 0; i < s->n; i++)
		if (mw_str_case_eq(s->fields[i].name, key))
			return &s->fields[i];
	return NULL;
}

static bool
is_plain(const char *key)
{
	return *key != '\0' && key[strspn(key, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/")] == '\0';
}

void
mw_place_print(const struct mw_place *at, struct mw_buf *out)
{
	if (at->up == NULL)
		return;
	/* as deep as the tables nest, so the stack is safe */
	mw_place_print(at->up, out);
	if (at->key == NULL)
		mw_buf_printf(out, "[%zu]", at->index);
	else if (is_plain(at->key))
		mw_buf_printf(out, "%s%s", out->len > 0 ? "." : "", at->key);
	else
		mw_buf_printf(out, "[%s]", at->key);
}

static const char *
title(struct mw_reader *r)
{
	if (r->where == NULL && r->object != NULL)
		r->where = mw_object_title(r->d->arena, r->object);
	return r->where;
}

static struct mw_diag *fault(struct mw_reader *r, const struct mw_span *span,
    enum mw_diag_code code, const char *fmt, va_list ap) MW_PRINTF(4, 0);

static struct mw_diag *
fault(struct mw_reader *r, const struct mw_span *span, enum mw_diag_code code,
    const char *fmt, va_list ap)
{
	struct mw_buf text = { 0 };
	struct mw_diag *d;

	if (r->d->diags->n >= MW_LIMIT_DIAGS)
		return NULL;
	mw_buf_vprintf(&text, fmt, ap);
	d = mw_diag_add(r->d->diags, code, span, title(r), "%s",
	    mw_buf_text(&text));
	mw_buf_release(&text);
	return d;
}

const char *
mw_place_text(struct mw_reader *r, const struct mw_place *at)
{
	struct mw_buf b = { 0 };
	const char *text;

	if (r->d->diags->n >= MW_LIMIT_DIAGS)
		return "";
	mw_place_print(at, &b);
	text = b.len == 0 ? "the document" :
	    mw_arena_printf(r->d->arena, "'%s'", mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

struct mw_diag *
mw_fault(struct mw_reader *r, const struct mw_place *at, enum mw_diag_code code,
    const char *fmt, ...)
{
	struct mw_span span = mw_node_span(at->node);
	struct mw_diag *d;
	va_list ap;

	va_start(ap, fmt);
	d = fault(r, &span, code, fmt, ap);
	va_end(ap);
	return d;
}

struct mw_diag *
mw_fault_key(struct mw_reader *r, const struct mw_place *at,
    enum mw_diag_code code, const char *fmt, ...)
{
	struct mw_span span = at->up != NULL && at->key != NULL ?
	    mw_node_key_span(at->node) : mw_node_span(at->node);
	struct mw_diag *d;
	va_list ap;

	va_start(ap, fmt);
	d = fault(r, &span, code, fmt, ap);
	va_end(ap);
	return d;
}

void
mw_fault_hint(struct mw_reader *r, struct mw_diag *d, const char *fmt, ...)
{
	va_list ap;

	if (d == NULL)
		return;
	va_start(ap, fmt);
	d->hint = mw_arena_vprintf(r->d->arena, fmt, ap);
	va_end(ap);
}

struct mw_diag *
mw_fault_type(struct mw_reader *r, const struct mw_place *at,
    const char *wanted)
{
	return mw_fault(r, at, MW_DIAG_WRONG_TYPE, "%s wants %s, not %s",
	    mw_place_text(r, at), wanted,
	    mw_node_kind_name(mw_node_kind(at->node)));
}

/* The path of AT without numbers: "spec.http[].route[]". */
static void
print_pattern(const struct mw_place *at, struct mw_buf *out)
{
	if (at->up == NULL)
		return;
	print_pattern(at->up, out);
	mw_buf_printf(out, "%s%s", at->key == NULL ? "[]" :
	    out->len > 0 ? "." : "", mw_str_or_empty(at->key));
}

/* Another place of the same kind that knows this name, for a hint. */
static void
hint_home(struct mw_reader *r, struct mw_diag *d, const struct mw_place *at)
{
	struct mw_buf here = { 0 };
	const char *home;

	if (d == NULL || r->object == NULL)
		return;
	print_pattern(at->up, &here);
	home = mw_home_of_stray(r->d->arena, r->object->kind, at->key,
	    mw_buf_text(&here));
	mw_buf_release(&here);
	if (home != NULL)
		mw_fault_hint(r, d, "'%s' belongs into '%s'", at->key, home);
}

/*
 * A right word in the wrong case or place is likelier than a misspelt one;
 * what remains is a guess by letters.
 */
void
mw_fault_unknown(struct mw_reader *r, const struct mw_place *at,
    const struct mw_shape *s)
{
	enum { NAMES = 128 };
	const char *names[NAMES];
	const struct mw_field *f = known_anywhere(s, at->key);
	const char *near;
	struct mw_diag *d;
	size_t n = 0;

	d = mw_fault_key(r, at, MW_DIAG_UNKNOWN_FIELD, "unknown field %s",
	    mw_place_text(r, at));
	if (f != NULL) {
		mw_fault_hint(r, d, "did you mean '%s'?", f->name);
		return;
	}
	hint_home(r, d, at);
	if (d == NULL || d->hint != NULL)
		return;
	for (size_t i = 0; i < s->n && n < NAMES; i++)
		if (!(s->fields[i].flags & MW_FIELD_SECOND_NAME))
			names[n++] = s->fields[i].name;
	near = mw_str_nearest(at->key, names, n);
	if (near != NULL)
		mw_fault_hint(r, d, "did you mean '%s'?", near);
}
