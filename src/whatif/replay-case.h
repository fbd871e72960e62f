/*
 * replay-case.h - inside replay: one line, whose it is, and what it asks.
 */
#ifndef MW_WHATIF_REPLAY_CASE_H
#define MW_WHATIF_REPLAY_CASE_H

#include "whatif/replay.h"

struct mw_replay_case {
	const struct mw_mesh *mesh;
	struct mw_arena *arena;		/* of the line */
	struct mw_log_line line;
	const struct mw_workload *proxy;	/* that wrote it */
	enum mw_direction direction;
	struct mw_request request;
	/* the log leaves it open: this may be what was asked, as well */
	struct mw_request other;
	bool has_other;
};

/* What a line is laid beside. */
struct mw_replay_verdict {
	enum mw_replay_end end;
	struct mw_replay_row rows[MW_REPLAY_ROWS];
	size_t n_rows;
	const char *why;		/* UNJUDGED */
	const struct mw_outcome *outcome;	/* that was compared */
	const struct mw_hop *hop;	/* NULL: it does not come there */
};

/* replay-case.c: fills C for its line; NULL, or why that cannot be. */
const char *mw_replay_case(struct mw_replay_case *c,
    const struct mw_workload *from);

/* replay-judge.c */
struct mw_replay_verdict mw_replay_judge(const struct mw_replay_case *c,
    const struct mw_answer *a);
/* The difference might be one of headers or tokens, which no log holds: of
 * which; or NULL. */
const char *mw_replay_excuse(const struct mw_replay_case *c,
    struct mw_session *s, const struct mw_replay_verdict *v);

#endif
