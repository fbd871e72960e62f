/*
 * diag.c - the catalogue of diagnostics, and lists of them.
 */
#include "base/diag.h"

#include "base/str.h"
#include "base/vec.h"
#include "base/xalloc.h"

#include <stdlib.h>
#include <string.h>

#define MW_DIAG(id, code, severity, title, why, fix)                           \
	[MW_DIAG_##id] = { code, severity, title, why, fix },
static const struct mw_diag_info catalogue[MW_DIAG_COUNT] = {
#include "base/diag.def"
};
#undef MW_DIAG

const struct mw_diag_info *
mw_diag_info(enum mw_diag_code id)
{
	return &catalogue[id];
}

const struct mw_diag_info *
mw_diag_find(const char *code)
{
	for (size_t i = 0; i < MW_DIAG_COUNT; i++)
		if (mw_str_case_eq(catalogue[i].code, code))
			return &catalogue[i];
	return NULL;
}

const char *
mw_severity_name(enum mw_severity s)
{
	switch (s) {
	case MW_INFO:
		return "info";
	case MW_WARNING:
		return "warning";
	case MW_ERROR:
		return "error";
	}
	return "";
}

void
mw_diags_init(struct mw_diags *d, struct mw_arena *arena)
{
	*d = (struct mw_diags){ .arena = arena };
}

/* One file has many findings: the copy of its name is shared with the last. */
static const char *
file_name(struct mw_diags *d, const char *file)
{
	const char *last = d->n > 0 ? d->v[d->n - 1].span.file : NULL;

	if (file == NULL)
		return NULL;
	return mw_str_eq(last, file) ? last : mw_arena_strdup(d->arena, file);
}

struct mw_diag *
mw_diag_add(struct mw_diags *d, enum mw_diag_code id,
    const struct mw_span *span, const char *object, const char *fmt, ...)
{
	struct mw_diag diag = {
		.id = id,
		.severity = catalogue[id].severity,
	};
	va_list ap;

	if (span != NULL) {
		diag.span = *span;
		diag.span.file = file_name(d, span->file);
	}
	if (object != NULL)
		diag.object = mw_arena_strdup(d->arena, object);
	va_start(ap, fmt);
	diag.text = mw_arena_vprintf(d->arena, fmt, ap);
	va_end(ap);
	mw_vec_push(d->arena, d, diag);
	return &d->v[d->n - 1];
}

static int
compare_places(const struct mw_span *a, const struct mw_span *b)
{
	if (a->file != b->file) {
		int order;

		if (a->file == NULL || b->file == NULL)
			return a->file == NULL ? -1 : 1;
		order = strcmp(a->file, b->file);
		if (order != 0)
			return order;
	}
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

/* Merges two sorted halves; equal ones keep their order. */
static void
merge(struct mw_diag *to, const struct mw_diag *a, size_t n,
    const struct mw_diag *b, size_t m)
{
	while (n > 0 || m > 0) {
		if (m == 0 ||
		    (n > 0 && compare_places(&a->span, &b->span) <= 0)) {
			*to++ = *a++;
			n--;
		} else {
			*to++ = *b++;
			m--;
		}
	}
}

void
mw_diags_sort(struct mw_diags *d)
{
	struct mw_diag *from = d->v, *spare, *to;

	if (d->n < 2)
		return;
	spare = mw_xcalloc(d->n, sizeof(*spare));
	to = spare;
	for (size_t width = 1; width < d->n; width *= 2) {
		struct mw_diag *swap = from;

		for (size_t i = 0; i < d->n; i += 2 * width) {
			size_t left = d->n - i;
			size_t n = left < width ? left : width;
			size_t m = left - n < width ? left - n : width;

			merge(to + i, from + i, n, from + i + n, m);
		}
		from = to;
		to = swap;
	}
	if (from == spare)
		memcpy(d->v, spare, d->n * sizeof(*spare));
	free(spare);
}

size_t
mw_diags_count(const struct mw_diags *d, enum mw_severity at_least)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += d->v[i].severity >= at_least;
	return n;
}
