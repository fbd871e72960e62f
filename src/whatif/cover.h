/*
 * cover.h - which routes, listeners, rules and subsets requests have met.
 *
 * What a mesh has of them is listed once; each answer is then counted where it
 * came by.  For what nothing met, a request is looked for that does: it is
 * told only when it was sent and came by.  Where every proxy was looked at and
 * none has a thing, no request can meet it, and the compiler's reason is told.
 */
#ifndef MW_WHATIF_COVER_H
#define MW_WHATIF_COVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "journey/journey.h"

enum mw_cover_what {
	MW_COVER_ROUTE,		/* of a VirtualService: http[i], tls[i], ...;
				 * of an HTTPRoute and its kin: rules[i] */
	MW_COVER_MATCH,		/* http[i].match[j], rules[i].matches[j] */
	MW_COVER_DESTINATION,	/* route[k], backendRefs[k], where there are
				 * several */
	MW_COVER_SERVER,	/* of a Gateway */
	MW_COVER_LISTENER,	/* of a Gateway of the Gateway API */
	MW_COVER_RULE,		/* of an AuthorizationPolicy: it decided, or
				 * let pass */
	MW_COVER_SUBSET		/* of a DestinationRule */
};
const char *mw_cover_word(enum mw_cover_what w);	/* "route" ... */

struct mw_cover_item {
	enum mw_cover_what what;
	const struct mw_object *object;
	const struct mw_node *node;
	const char *path;	/* "spec.http[0].match[1]" */
	const char *name;	/* as written; NULL for none */
	size_t met;		/* by so many requests */
	const char *by;		/* the name of the first of them */
	/* of what was not met: a request that does; else why none can, or, not
	 * surely, what is known about it.  All may be NULL. */
	const struct mw_request *witness;
	const char *never, *note;
	bool good;		/* the witness gets an answer below 400 */
	unsigned aims;		/* requests made to better a witness */
	bool compiled;		/* some proxy has it */
	size_t last;		/* number of the request that met it last */
};

struct mw_cover {
	const struct mw_mesh *mesh;
	struct mw_arena *arena;
	struct mw_cover_item *v;	/* an object's are side by side */
	size_t n, cap;
	size_t requests;		/* counted */
	bool whole;		/* the search looked at every proxy */
	bool cut;		/* it ended before it was through */
	struct mw_cover_item **by_node;	/* sorted by address */
	const struct mw_request *trying;	/* it is not counted */
	bool trying_good;
};

/* Everything of M, in the order of its files; nothing is met. */
struct mw_cover *mw_cover_new(const struct mw_mesh *m, struct mw_arena *arena);
/* Counts one; it must have a trace.  NAME is that of its request. */
void mw_cover_count(struct mw_cover *c, const struct mw_answer *a,
    const char *name);
/* Looks for witnesses of all that is not met, in a bounded number of
 * simulations. */
void mw_cover_search(struct mw_cover *c, struct mw_session *s);
/* The thing at NODE, or NULL. */
struct mw_cover_item *mw_cover_find(const struct mw_cover *c,
    const struct mw_node *node);

#endif
