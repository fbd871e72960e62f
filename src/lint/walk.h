/*
 * walk.h - findings that come from what proxies are told; for src/lint only.
 *
 * Each distinct proxy is compiled once, looked at, and freed.  Looking at it
 * blames things, and clears what is as it should be: a route may be out of
 * reach on one port and be reached on another.  What was blamed and never
 * cleared is found.
 *
 * world.h cannot be used beside this: both have rules, of different sorts.
 */
#ifndef MW_LINT_WALK_H
#define MW_LINT_WALK_H

#include "base/map.h"
#include "lint/lint.h"
#include "xds/xds.h"

enum mw_walk_rule {
	MW_WALK_ROUTE,
	MW_WALK_MATCH,
	MW_WALK_LOST,
	MW_WALK_UNSEEN,
	MW_WALK_CLIENTS,
	MW_WALK_MERGED,
	MW_WALK_SUBSET,
	MW_WALK_TCP_FIELD,
	MW_WALK_NOBODY,
	MW_WALK_PLAIN,
	MW_WALK_NO_MTLS,
	MW_WALK_NO_PROXY,
	MW_WALK_CLAIM,
	MW_WALK_REGEX,
	MW_WALK_WEIGHT,
	MW_WALK_SERVER,
	MW_WALK_CREDENTIAL,
	MW_WALK_SLASHES,
	MW_WALK_MIRROR,
	MW_WALK_HIDDEN,
	MW_WALK_CALLER,
	MW_WALK_VOID,
	MW_WALK_METHOD,
	MW_WALK_COUNT
};

struct mw_walk_fact {
	const void *key;
	const struct mw_object *object;
	const struct mw_node *node;
	const char *text;	/* what is said against it, or NULL */
	bool fine;		/* cleared */
	bool info;		/* not surely wrong */
	size_t count;		/* for whoever set it */
	const struct mw_node *of;	/* the route of a match */
	struct {			/* names of what comes before it */
		const char **v;
		size_t n, cap;
	} by;
};

/* In the order of coming (walk-facts.c). */
struct mw_walk_facts {
	struct mw_walk_fact **v;
	size_t n, cap;
	uint32_t *table;
	size_t size;
};

struct mw_walk {
	struct mw_findings *f;
	const struct mw_mesh *mesh;
	struct mw_arena *arena;
	struct mw_walk_facts facts[MW_WALK_COUNT];	/* by node or object */
	struct mw_map *seen;	/* route tables that were looked at */
	struct mw_map *identities;	/* walk-policy.c's own */
	struct mw_map *strict;		/* likewise, by namespace */
	struct mw_walk_callers *callers;	/* walk-hidden.c's own */
	struct mw_walk_verbs *verbs;		/* walk-method.c's own */
	bool *refused;		/* by order: the cluster would not take it */
	bool *used;		/* by order: some proxy has something of it */
	/* findings of other families, those of one object as a chain of
	 * places plus one */
	size_t *last_said, *said_before;
	bool guessed;		/* services and workloads are assumed */
	size_t n_proxies, n_distinct;
	size_t budget;		/* of steps that might grow without bound */
};

/* ---- walk.c, walk-facts.c */

/* The fact about NODE of O, or about O when that is NULL; made when new. */
struct mw_walk_fact *mw_walk_fact(struct mw_walk *w, enum mw_walk_rule rule,
    const struct mw_object *o, const struct mw_node *node);
/* The same, with words against it, unless it has some already. */
struct mw_walk_fact *mw_walk_blame(struct mw_walk *w, enum mw_walk_rule rule,
    const struct mw_object *o, const struct mw_node *node, const char *fmt,
    ...) MW_PRINTF(5, 6);
/* It is as it should be, here; looks no further when nothing is against it. */
void mw_walk_clear(struct mw_walk *w, enum mw_walk_rule rule,
    const struct mw_object *o, const struct mw_node *node);
/* A finding of RULE stands inside NODE of O already. */
bool mw_walk_is_said(const struct mw_walk *w, const char *rule,
    const struct mw_object *o, const struct mw_node *node);
/* "VirtualService shop/web", or "spec.http[0]" within OF. */
const char *mw_walk_name(struct mw_walk *w, const struct mw_origin *x,
    const struct mw_object *of);

/* ---- what is looked at in each proxy; and once, at the end (P NULL) */

void mw_walk_use(struct mw_walk *w, const struct mw_proxy *p);
void mw_walk_routes(struct mw_walk *w, const struct mw_proxy *p);
void mw_walk_clusters(struct mw_walk *w, const struct mw_proxy *p);
void mw_walk_policies(struct mw_walk *w, const struct mw_proxy *p);
void mw_walk_gateway(struct mw_walk *w, const struct mw_proxy *p);
void mw_walk_hidden(struct mw_walk *w, const struct mw_proxy *p);
void mw_walk_methods(struct mw_walk *w, const struct mw_proxy *p);

/* The identity TEXT is let in by NODE of POLICY, which is for X. */
void mw_walk_caller(struct mw_walk *w, const char *text,
    const struct mw_object *policy, const struct mw_node *node,
    const struct mw_workload *x);
/* The method TEXT is spoken of likewise. */
void mw_walk_method(struct mw_walk *w, const char *text,
    const struct mw_object *policy, const struct mw_node *node,
    const struct mw_workload *x);

/* walk-cover.c: every request that B takes, A takes as well. */
bool mw_walk_covers(const struct mw_route_entry *a,
    const struct mw_route_entry *b);
/* The same of their paths alone. */
bool mw_walk_path_covers(const struct mw_route_entry *a,
    const struct mw_route_entry *b);
/* *OUT: A without the conditions that hold for all that B takes.  False when
 * its path or its claims leave some of that out. */
bool mw_walk_reduce(struct mw_arena *arena, const struct mw_route_entry *a,
    const struct mw_route_entry *b, struct mw_route_entry *out);

/* walk-words.c: the texts of a regular expression that has few of them. */
struct mw_walk_word {
	const char *text;
	bool open;		/* and whatever begins with it */
};
struct mw_walk_words {
	struct mw_walk_word *v;
	size_t n, cap;
};
/* False when it has too many, or is too hard to read. */
bool mw_walk_words(struct mw_arena *arena, const char *regex,
    struct mw_walk_words *out);

/* walk-union.c: routes, earlier ones first, in a list. */
struct mw_walk_routes {
	const struct mw_route_entry **v;
	size_t n, cap;
};
/*
 * Every request that R takes, one of EARLIER takes as well; BY: which of them.
 * A "no" may be wrong, a "yes" never is.  Without any in BY no request can
 * fit R.
 */
bool mw_walk_union(struct mw_walk *w, const struct mw_walk_routes *earlier,
    const struct mw_route_entry *r, struct mw_walk_routes *by);
/* walk-shadow.c: routes of one virtual host. */
void mw_walk_shadows(struct mw_walk *w, const struct mw_virtual_host *vh);

/* walk-names.c: needs no proxy. */
void mw_walk_names(struct mw_findings *f);

/* The family. */
extern const struct mw_lint_steps mw_lint_walk_steps;

#endif
