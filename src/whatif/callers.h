/*
 * callers.h - what else a change does, among the callers of a destination.
 *
 * A bounded number of requests is made: from one workload of each account of
 * the mesh, with each method and path that the documents give reason for at
 * that destination.  Whoever asks sends them, as slowly as it likes.
 */
#ifndef MW_WHATIF_CALLERS_H
#define MW_WHATIF_CALLERS_H

#include "whatif/cells.h"
#include "whatif/whatif.h"

struct mw_probe {
	const struct mw_request *request;
	bool own;			/* it is the one they are made for */
	size_t method, path;		/* cells; SIZE_MAX: in none */
	bool good[2];			/* before and after */
	bool assumed[2];		/* it takes something to be there */
	const char *verdict[2];		/* NULL: not sent yet */
};

struct mw_probes {
	struct mw_arena *arena;
	struct mw_probe *v;		/* those of a caller side by side */
	size_t n, cap;
	size_t n_callers;
	bool cut;			/* there would be more */
	struct mw_cells methods, paths;	/* n 0: it is not told in patterns */
};

/* For the destination of R in M; nothing is sent.  All lives in ARENA. */
struct mw_probes *mw_probes_of(const struct mw_mesh *m,
    const struct mw_request *r, struct mw_arena *arena);
/* The same for two meshes; if the files allow, one of each cell of methods and
 * paths, so that what changes can be told in patterns. */
struct mw_probes *mw_probes_in_cells(const struct mw_mesh *const m[2],
    const struct mw_request *r, struct mw_arena *arena);
/* What the caller of the probes [I, END) gains (side 1) or loses (side 0):
 * "GET /x, /y"; nothing for nothing. */
void mw_probes_print(const struct mw_probes *p, size_t i, size_t end, int side,
    struct mw_buf *out);
/* The hosts of services that the changes of W are about, in the meshes before
 * and after; *n is set. */
const char *const *mw_touched_hosts(const struct mw_whatif *w,
    const struct mw_mesh *const m[2], struct mw_arena *arena, size_t *n);
/* Side 0 or 1 of one; the verdict in KEEP.  False: not yet, a proxy on the way
 * is being compiled. */
bool mw_probe_send(struct mw_probe *p, int side, struct mw_session *s,
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
