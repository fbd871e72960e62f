/*
 * replay.h - lines of access logs sent through a mesh again.
 *
 * Each line becomes the request that it tells of, as its proxy met it; what
 * the compiled proxy does is laid beside what the log says it did: route,
 * cluster, response code and flags.  What only a running mesh knows (an
 * upstream that failed, the application's own status, headers that no log
 * holds) is no difference.  Lines that tell the same are told once.
 */
#ifndef MW_WHATIF_REPLAY_H
#define MW_WHATIF_REPLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "journey/journey.h"
#include "journey/log-line.h"

enum mw_replay_end {
	MW_REPLAY_AGREES,
	MW_REPLAY_DIFFERS,
	MW_REPLAY_UNJUDGED
};

/* "route": "everyone", "testers" */
struct mw_replay_row {
	const char *what, *logged, *predicted;
};

enum { MW_REPLAY_ROWS = 5 };

/* Lines with one cause. */
struct mw_replay_group {
	enum mw_replay_end end;		/* never AGREES */
	size_t n;
	size_t line;			/* number of the first */
	const char *proxy;		/* "shop/web", or NULL */
	enum mw_direction direction;
	const char *request;		/* of the first, for people; or NULL */
	struct mw_replay_row rows[MW_REPLAY_ROWS];
	size_t n_rows;			/* of a difference */
	/* why it cannot be judged; of a difference: "route: route testers",
	 * the step that decides it here, or NULL */
	const char *why;
	struct mw_origin origin;	/* of that step */
};

struct mw_replay {
	struct mw_session *session;
	struct mw_arena *arena;
	const struct mw_workload *from;	/* that wrote the log; NULL: it says */
	size_t number;			/* of the last line */
	size_t lines, agree, differ, unjudged;
	struct {
		struct mw_replay_group **v;
		size_t n, cap;
	} groups;			/* in the order of coming */
	struct mw_map *by_key;
};

/* All lives in ARENA, which grows with the groups, not with the lines. */
struct mw_replay *mw_replay_new(struct mw_session *s,
    const struct mw_workload *from, struct mw_arena *arena);
/* The next line, without its end; an empty one does not count. */
void mw_replay_line(struct mw_replay *r, const char *line, size_t len);
/* The workload that "namespace/pod", or a bare name, stands for: of a pod that
 * no manifest has, its Deployment; NULL for none. */
const struct mw_workload *mw_replay_workload(const struct mw_mesh *m,
    const char *name, struct mw_arena *arena);

#endif
