/*
 * trace.h - inside view: the trace of one request as rows.
 */
#ifndef MW_VIEW_TRACE_H
#define MW_VIEW_TRACE_H

#include "journey/trace.h"
#include "view/state.h"

enum mw_trace_kind {
	MW_TRACE_BRANCH,
	MW_TRACE_HOP,
	MW_TRACE_STEP,
	MW_TRACE_RUN,			/* of steps that are plain ok */
	MW_TRACE_DELIVERY,
	MW_TRACE_MIRROR,
	MW_TRACE_RESPONSE,
	MW_TRACE_NOT_REACHED,
	MW_TRACE_ASSUMED,
	MW_TRACE_NOT_MODELLED,
	MW_TRACE_ERROR
};

struct mw_trace_row {
	enum mw_trace_kind kind;
	size_t index;			/* branch, mirror or note */
	const struct mw_hop *hop;
	size_t step;			/* first of hop->steps that it shows */
	size_t number;			/* of the step, 1-based */
	const char *word;		/* ok DENY FAIL info no skip ---- */
	enum mw_role role;
	const char *text;
	bool matters;
	size_t at;			/* of all rows; of a run the first */
	size_t n;			/* RUN: how many they are */
	bool plain;			/* may be one of a run */
	signed char fold;		/* asked for: 1 open, -1 closed, or 0 */
};

/* Whether runs are one row each, unless that is asked of one of them. */
enum mw_trace_folding {
	MW_TRACE_FOLD_BY_HEIGHT,
	MW_TRACE_FOLD_NONE,
	MW_TRACE_FOLD_ALL
};

struct mw_tries;

struct mw_trace {
	struct mw_arena *request_arena, *answer_arena;
	const struct mw_request *request;
	const char *note;		/* what was guessed, or NULL */
	const struct mw_answer *answer;
	bool comes;			/* ANSWER will be there */
	bool tells;			/* and what decided is then said */
	const struct mw_secrets *secrets;	/* of the answer */
	/* not NULL: the answer is of files that have changed since */
	const struct mw_mesh *old_mesh;
	struct mw_session *old_session;
	size_t branch;
	struct {
		struct mw_trace_row *v;	/* in the answer's arena */
		size_t n, cap;
	} all;
	/* those that are seen: a run of ALL may be one row */
	struct mw_trace_row *v;
	size_t n;
	size_t n_steps, decided;	/* row of ALL that decided */
	enum mw_trace_folding folding;
	bool is_short;			/* there is no room for all of them */
	bool fresh;			/* not drawn yet */
	struct mw_tries *tries;		/* of the answer; NULL: not looked for */
	struct mw_list list;
};

/* The branch that is shown, or NULL. */
const struct mw_outcome *mw_trace_outcome(const struct mw_app *a);
const struct mw_trace_row *mw_trace_row(const struct mw_app *a);
/* Of the answer: the files as they were when it was sent. */
const struct mw_mesh *mw_trace_mesh(const struct mw_app *a);
/* "ALLOWED", "DENIED", "FAILED" */
const char *mw_outcome_word(const struct mw_outcome *o, enum mw_role *role);
/* banner.c: a request in WIDTH cells, in brief where that is needed. */
void mw_banner_request(struct mw_app *a, const struct mw_request *r,
    const struct mw_secrets *secrets, int width, struct mw_buf *out);
/* trace-rows.c: the rows of the branch, the deciding one selected. */
void mw_trace_rows(struct mw_app *a);
/* "ok", "DENY", ...; and the text without the stage that stands before it. */
const char *mw_trace_word(const struct mw_hop *h, const struct mw_step *s,
    enum mw_role *role);
const char *mw_trace_text(const struct mw_step *s);
/* trace-folds.c: the rows that are seen, of ALL; the selection stays. */
void mw_trace_see(struct mw_app *a);
/* The text of a run of steps in WIDTH cells. */
void mw_trace_run_text(const struct mw_app *a, const struct mw_trace_row *r,
    int width, struct mw_buf *out);
/* The row that decided, or is in it; false when nothing was sent. */
bool mw_trace_is_decider(const struct mw_app *a,
    const struct mw_trace_row *r);
/* The row that is seen of row AT of all. */
size_t mw_trace_seen(const struct mw_app *a, size_t at);
/* One of the fold actions; false when it is none. */
bool mw_trace_fold_act(struct mw_app *a, enum mw_action action);
/* Any steps are not seen. */
bool mw_trace_has_folds(const struct mw_app *a);
/* Facts of one sort make one row: NEXT is shown with STEP. */
bool mw_trace_joins(const struct mw_hop *h, size_t step, size_t next);
/* trace-try.c: what would let it pass */
void mw_tries_drop(struct mw_app *a);
void mw_tries_page(struct mw_app *a, struct mw_page *p);
/* The same in few words, for where only few rows are seen. */
void mw_tries_line(struct mw_app *a, struct mw_page *p);
void mw_tries_do(struct mw_app *a, uint32_t letter);
/* trace-why.c */
void mw_trace_why(struct mw_app *a, struct mw_page *p);

#endif
