/*
 * flip-search.h - inside whatif: a search for changes of a request, one
 * simulation after the other.
 */
#ifndef MW_WHATIF_FLIP_SEARCH_H
#define MW_WHATIF_FLIP_SEARCH_H

#include "whatif/flip-edit.h"
#include "whatif/flip.h"

enum {
	MW_SEARCH_SIMULATIONS = 400,
	MW_FOUND_PARTS = 12,
	MW_SEARCH_ONWARD = 3
};

/* Changes that were tried together. */
struct mw_found {
	const struct mw_change *parts[MW_FOUND_PARTS];
	size_t n;
	enum mw_flip_grade grade;
	unsigned cost;
	size_t order;
	const char *result;
};

struct mw_search {
	struct mw_session *session;
	const struct mw_request *base;
	const struct mw_workload *server;	/* that refused */
	struct mw_collect collect;
	struct mw_arena *arena;
	size_t simulations;
	bool any_good;
	bool inside;		/* it asks for a service of the mesh */
	/* the first change after which another proxy refuses */
	struct mw_found further;
	/* of one that nobody refused: how it fails, and first changes after
	 * which it fails otherwise */
	const char *failure;
	struct mw_found onward[MW_SEARCH_ONWARD];
	size_t n_onward;
	struct mw_changes singles;
	struct mw_change_sets sets;
	size_t at;
	struct {
		struct mw_found *v;
		size_t n, cap;
	} found;
};

/* ---- flip-search.c ------------------------------------------------------- */

/* The request with F. */
void mw_search_changed(const struct mw_search *s, const struct mw_found *f,
    struct mw_arena *arena, struct mw_request *r);
/* Sends it; *result in the arena of the search. */
enum mw_flip_grade mw_search_simulate(struct mw_search *s,
    const struct mw_found *f, const char **result);
/* Keeps it when it passes. */
bool mw_search_try(struct mw_search *s, struct mw_found *f);
/* The same for several changes, without those that are not needed. */
void mw_search_try_set(struct mw_search *s, struct mw_found *f);
/* The policies of W were asked. */
bool mw_search_goes_through(const struct mw_answer *answer,
    const struct mw_workload *w);
const struct mw_jwt_filter *mw_search_filter(const struct mw_hop *h);
/* Where an answer ends, so that two failures can be told apart. */
const char *mw_search_failure(const struct mw_answer *answer,
    struct mw_arena *arena);
/* What is told of all that was found. */
const struct mw_flip *mw_search_finish(struct mw_search *s, size_t *n);

/* ---- flip-onward.c ------------------------------------------------------- */

/* For a request that nobody refused: BEGIN, STEP until it says that nothing is
 * left. */
void mw_search_begin_failed(struct mw_search *s);
bool mw_search_step_failed(struct mw_search *s);

#endif
