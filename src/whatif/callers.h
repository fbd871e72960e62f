/*
 * callers.h - what else a change does, among the callers of a destination.
 *
 * A bounded number of requests is made: from one workload of each account of
 * the mesh, with each method and path that the documents give reason for at
 * that destination.  Whoever asks sends them, as slowly as it likes.
 */
#ifndef MW_WHATIF_CALLERS_H
#define MW_WHATIF_CALLERS_H

#include "whatif/whatif.h"

struct mw_probe {
	const struct mw_request *request;
	bool own;			/* it is the one they are made for */
	bool good[2];			/* before and after */
	const char *verdict[2];		/* NULL: not sent yet */
};

struct mw_probes {
	struct mw_arena *arena;
	struct mw_probe *v;		/* those of a caller side by side */
	size_t n, cap;
	size_t n_callers;
	bool cut;			/* there would be more */
};

/* For the destination of R in M; nothing is sent.  All lives in ARENA. */
struct mw_probes *mw_probes_of(const struct mw_mesh *m,
    const struct mw_request *r, struct mw_arena *arena);
/* Side 0 or 1 of one; the verdict in KEEP. */
void mw_probe_send(struct mw_probe *p, int side, struct mw_session *s,
    struct mw_arena *keep);
/* How many callers but BUT may do more, and less, than before. */
void mw_probes_count(const struct mw_probes *p, const char *but, size_t *gain,
    size_t *lose);
/* How many requests end otherwise, of those who are not counted there: of BUT
 * itself, and where one passes as it did or did not.  *example tells the first,
 * or is NULL. */
size_t mw_probes_moved(const struct mw_probes *p, const char *but,
    struct mw_arena *arena, const char **example);

#endif
