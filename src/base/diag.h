/*
 * diag.h - diagnostics as data: what was found, where, how bad, what to do.
 *
 * Every code stands in diag.def once, with severity, short text and the long
 * words for `meshwalk explain`.  Text grammar: no capital at the start, no full
 * stop, what is wrong first, the subject in single quotes.
 */
#ifndef MW_BASE_DIAG_H
#define MW_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/span.h"

enum mw_severity { MW_INFO, MW_WARNING, MW_ERROR };

enum mw_diag_code {
#define MW_DIAG(id, code, severity, title, why, fix) MW_DIAG_##id,
#include "base/diag.def"
#undef MW_DIAG
	MW_DIAG_COUNT
};

struct mw_diag_info {
	const char *code;	/* "MW0101" */
	enum mw_severity severity;
	const char *title;	/* one line, no subject */
	const char *why;	/* a paragraph: what it means and why it hurts */
	const char *fix;	/* a paragraph: what to do */
};

struct mw_diag {
	enum mw_diag_code id;
	enum mw_severity severity;
	struct mw_span span;
	const char *object;	/* "VirtualService shop/web", or NULL */
	const char *text;
	const char *hint;	/* NULL for none */
};

/* A growing list; V, N are to be read, in the order of adding. */
struct mw_diags {
	struct mw_arena *arena;
	struct mw_diag *v;
	size_t n, cap;
};

const struct mw_diag_info *mw_diag_info(enum mw_diag_code id);
/* By "MW0101", without case; NULL when there is none. */
const struct mw_diag_info *mw_diag_find(const char *code);
const char *mw_severity_name(enum mw_severity s);

void mw_diags_init(struct mw_diags *d, struct mw_arena *arena);
/*
 * Adds one with the severity of its code.  SPAN and OBJECT may be NULL; the
 * text and the span's file name are copied.  The result may be given a hint.
 */
struct mw_diag *mw_diag_add(struct mw_diags *d, enum mw_diag_code id,
    const struct mw_span *span, const char *object, const char *fmt, ...)
    MW_PRINTF(5, 6);
/* By file, line, column, then order of adding. */
void mw_diags_sort(struct mw_diags *d);
size_t mw_diags_count(const struct mw_diags *d, enum mw_severity at_least);

#endif
