/*
 * suggest.h - the smallest changes of the documents that let a request pass.
 *
 * What the answer says (the fields of a rule that did not fit, the policy that
 * refused, the route that lost, the subset that is missing, the Sidecar that
 * hides a host) gives reason for a bounded number of changes.  Each is laid
 * over a copy of the mesh and the request is sent again: only what did pass is
 * told, with what it does to other callers and requests of the destination.
 * Where one change leads to the next failure, what that gives reason for is
 * tried on top.
 *
 * A search lives in its arena and borrows the session and the request.
 */
#ifndef MW_WHATIF_SUGGEST_H
#define MW_WHATIF_SUGGEST_H

#include "whatif/whatif.h"

/* Of one object. */
struct mw_suggest_edit {
	const struct mw_object *object;
	const char *text;	/* its text; NULL: the object is off */
	const char *words;	/* "add GET to spec.rules[0].to[0]..." */
	/* a document that is new behind the object's, which stays as it is:
	 * TEXT has both, WORDS tell it alone; or NULL */
	const char *added;
};

enum { MW_SUGGEST_EDITS = 3 };

struct mw_suggestion {
	struct mw_suggest_edit edits[MW_SUGGEST_EDITS];	/* one at least */
	size_t n;
	const char *result;	/* "200 from shop/web port 80" */
	size_t size;		/* the smaller the better */
	size_t gain, lose;	/* other callers that may do more, or less */
	/* requests of the same caller, and such as pass before and after, that
	 * end otherwise */
	size_t moved;
	const char *example;	/* one of those that change, or NULL */
	bool cut;		/* not all of them were asked */
};

struct mw_suggest;
/* OPTIONS: how the mesh of S was loaded.  NULL: nothing is to be found (it
 * passes, or nothing gives reason for a change). */
struct mw_suggest *mw_suggest_new(struct mw_session *s,
    const struct mw_mesh_options *options, const struct mw_request *r,
    struct mw_arena *arena);
/* Between two calls it may hold a mesh; NULL is fine. */
void mw_suggest_end(struct mw_suggest *s);
/* A few milliseconds of work; false when all was tried. */
bool mw_suggest_step(struct mw_suggest *s);
/* Those found so far, the smallest first. */
const struct mw_suggestion *mw_suggest_found(const struct mw_suggest *s,
    size_t *n);
/* The mesh is so large that not all were tried. */
bool mw_suggest_was_cut(const struct mw_suggest *s);
/* It takes a whole object away. */
bool mw_suggest_is_off(const struct mw_suggestion *s);
/* "AuthorizationPolicy shop/web: add GET to ..." */
void mw_suggest_print(const struct mw_suggestion *s, struct mw_buf *out);
/* "no other caller gets through; 2 other requests change" */
void mw_suggest_effect(const struct mw_suggestion *s, struct mw_buf *out);
/* Makes it a change of W: a step for each edit.  False when W changes one of
 * the objects already, or its text cannot be taken. */
bool mw_suggest_apply(struct mw_whatif *w, const struct mw_suggestion *s);

#endif
