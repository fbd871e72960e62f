/*
 * suggest.h - the smallest changes of the documents that let a request pass.
 *
 * What the answer says (the fields of a rule that did not fit, the policy that
 * refused, the mode that asked for mutual TLS) gives reason for a bounded
 * number of changes.  Each is laid over a copy of the mesh and the request is
 * sent again: only what did pass is told, with how many other callers of the
 * destination it lets in or shuts out.
 *
 * A search lives in its arena and borrows the session and the request.
 */
#ifndef MW_WHATIF_SUGGEST_H
#define MW_WHATIF_SUGGEST_H

#include "whatif/whatif.h"

struct mw_suggestion {
	const struct mw_object *object;
	const char *text;	/* its text; NULL: the object is off */
	const char *words;	/* "add GET to spec.rules[0].to[0]..." */
	const char *result;	/* "200 from shop/web port 80" */
	size_t size;		/* edits */
	size_t gain, lose;	/* other callers that may do more, or less */
	bool cut;		/* not all of them were asked */
};

struct mw_suggest;
/* OPTIONS: how the mesh of S was loaded.  NULL: nothing is to be found (it
 * passes, or nobody refused it). */
struct mw_suggest *mw_suggest_new(struct mw_session *s,
    const struct mw_mesh_options *options, const struct mw_request *r,
    struct mw_arena *arena);
/* One more change is tried; false when all were. */
bool mw_suggest_step(struct mw_suggest *s);
/* Those found so far, the smallest first. */
const struct mw_suggestion *mw_suggest_found(const struct mw_suggest *s,
    size_t *n);
/* The mesh is so large that not all were tried. */
bool mw_suggest_was_cut(const struct mw_suggest *s);
/* "AuthorizationPolicy shop/web: add GET to ..." */
void mw_suggest_print(const struct mw_suggestion *s, struct mw_buf *out);
/* "no other caller is let in", "2 other callers are let in" */
void mw_suggest_effect(const struct mw_suggestion *s, struct mw_buf *out);
/* Makes it a change of W: one step.  False when W changes the object already,
 * or its text cannot be taken. */
bool mw_suggest_apply(struct mw_whatif *w, const struct mw_suggestion *s);

#endif
