/*
 * suggest-list.h - inside whatif: changes of the documents that are worth
 * trying for a request that did not pass.
 */
#ifndef MW_WHATIF_SUGGEST_LIST_H
#define MW_WHATIF_SUGGEST_LIST_H

#include "whatif/lay.h"
#include "whatif/suggest.h"

/* Things to try; of each only edits and size count. */
struct mw_candidates {
	struct mw_suggestion *v;
	size_t n, cap;
};

/* What is collected for one answer. */
struct mw_reasons {
	const struct mw_mesh *m;
	const struct mw_answer *answer;		/* with trace */
	const struct mw_outcome *outcome;	/* the first that is bad */
	/* what decided it, NULL and SIZE_MAX if there is nothing */
	const struct mw_hop *hop;
	size_t step;
	/* for the request there, or NULL */
	const struct mw_virtual_host *vhost;
	struct mw_arena *arena;
	struct mw_candidates *out;
};

/* ---- suggest-collect.c --------------------------------------------------- */

/* What the answer to R (with trace) gives reason for, the smallest first. */
void mw_suggest_collect(const struct mw_mesh *m, const struct mw_answer *answer,
    struct mw_arena *arena, struct mw_candidates *out);

/* The smallest first. */
void mw_suggest_sort(struct mw_candidates *c);

/* A file has it. */
bool mw_candidate_can(const struct mw_object *o);
/* How far the nearest of the names of hosts is from HOST, in letters; 9 and
 * no more. */
size_t mw_candidate_distance(const struct mw_strings *names, const char *host);
/* Without the object. */
void mw_candidate_off(const struct mw_reasons *c, const struct mw_object *o);
/* The object with the edits, as WORDS say; nothing when there is no edit.
 * False when it was not taken. */
bool mw_candidate_edits(const struct mw_reasons *c, const struct mw_object *o,
    struct mw_lay_edits *e, size_t size, const char *words);
/* As well, in the one that was added last. */
bool mw_candidate_also(const struct mw_reasons *c, const struct mw_object *o,
    struct mw_lay_edits *e, const char *words);
/* A new document behind that of O. */
void mw_candidate_add(const struct mw_reasons *c, const struct mw_object *o,
    const char *document, size_t size, const char *words);
/* Where N is in the document of O: "spec.http[0]". */
const char *mw_candidate_path(const struct mw_reasons *c,
    const struct mw_object *o, const struct mw_node *n);

/* Another text for a scalar: "set PATH to VALUE (OLD now)". */
bool mw_candidate_set(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *n, const char *value, size_t size);
/* Without a node: "take PATH away". */
bool mw_candidate_drop(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *n, size_t size);

/* ---- by what failed ------------------------------------------------------ */

/* suggest-policy.c: authorization and mutual TLS */
void mw_reasons_policy(const struct mw_reasons *c);
/* suggest-token.c: a token that is not taken */
void mw_reasons_token(const struct mw_reasons *c);
/* "ISSUER/SUBJECT" of the token that was taken at the hop, or NULL. */
const char *mw_reasons_principal(const struct mw_hop *h,
    struct mw_arena *arena);
/* suggest-route.c: no route takes the request, or one that ends it does */
void mw_reasons_route(const struct mw_reasons *c);
/* suggest-bind.c: host, gateway, VirtualService do not come together */
void mw_reasons_bind(const struct mw_reasons *c);
/* A gateway that has no virtual host, or no chain, or nobody who listens. */
struct mw_reasons_unknown {
	const struct mw_workload *pod;	/* of the gateway that was asked */
	const char *host;		/* that is asked for */
	int64_t port;			/* that was dialled */
	bool tls;
};
/* suggest-attach.c: the same of the Gateway API */
void mw_reasons_attach(const struct mw_reasons *c,
    const struct mw_reasons_unknown *u);
/* suggest-backend.c: backends of the Gateway API that are none */
void mw_reasons_backend(const struct mw_reasons *c);
/* One backend of R with a fault, or with a port that nobody has. */
struct mw_gwapi_route;
void mw_reasons_backend_of(const struct mw_reasons *c,
    const struct mw_gwapi_route *r, const struct mw_node *backend);
/* suggest-host.c: destinations, subsets and hosts that are not known */
void mw_reasons_host(const struct mw_reasons *c);
/* suggest-reach.c: nobody answers there, or not in that language */
void mw_reasons_reach(const struct mw_reasons *c);

/* ---- suggest-list.c: edits of a list ------------------------------------- */

/* VALUE as one more item of the list; false when it is written in a way that
 * cannot take one. */
bool mw_list_add(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, const char *value);
/* Without that item, which is not its only one. */
bool mw_list_remove(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, const struct mw_node *item);
/* Another text for a scalar. */
bool mw_scalar_set(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *n, const char *value);

#endif
