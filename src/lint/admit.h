/*
 * admit.h - what a cluster would say to a document that is applied to it.
 *
 * Two instances judge it, one after the other: the API server by the schema of
 * the kind (types and bounds, which the decoder of model checks, and rules
 * over several fields), then Istio's webhook by code of its own.  Both look at
 * the document alone.
 */
#ifndef MW_LINT_ADMIT_H
#define MW_LINT_ADMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "lint/lint.h"

struct mw_admit_issue {
	enum mw_severity severity;	/* MW_ERROR: refused; MW_WARNING */
	const struct mw_node *node;	/* NULL: the object as such */
	const char *text;
	/* By labels or annotations, or of how it is written: `istioctl
	 * analyze` does not see it. */
	bool beyond;
};

/* In the order of finding; all in the arena that was given. */
struct mw_admit_issues {
	struct mw_admit_issue *v;
	size_t n, cap;
};

/*
 * Istio's validators over O, which has to be decoded without a fault of types.
 * False when O is refused; kinds without a validator never are.
 */
bool mw_admit_webhook(struct mw_arena *arena, const struct mw_object *o,
    struct mw_admit_issues *out);
/* The rules over several fields of the API server's schema. */
bool mw_admit_schema(struct mw_arena *arena, const struct mw_object *o,
    struct mw_admit_issues *out);

/*
 * All of it for the documents of a text, which belongs to no mesh: spans are
 * those of the text.  ROOT is that of the first document, or NULL.
 */
struct mw_admit_faults {
	struct mw_admit_fault {
		const char *rule;
		enum mw_severity severity;
		struct mw_span span;
		const char *text, *hint;
		bool decoded;	/* the value as such cannot be there */
	} *v;
	size_t n, cap;
	const struct mw_node *root;
};
void mw_admit_documents(struct mw_arena *arena, const char *text, size_t len,
    struct mw_admit_faults *out);

/* The family. */
extern const struct mw_lint_steps mw_lint_admission_steps;

#endif
