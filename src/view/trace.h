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
};

struct mw_tries;

struct mw_trace {
	struct mw_arena *request_arena, *answer_arena;
	const struct mw_request *request;
	const char *note;		/* what was guessed, or NULL */
	const struct mw_answer *answer;
	const struct mw_secrets *secrets;	/* of the answer */
	/* not NULL: the answer is of files that have changed since */
	const struct mw_mesh *old_mesh;
	struct mw_session *old_session;
	size_t branch;
	struct mw_trace_row *v;		/* in the answer's arena */
	size_t n, cap;
	size_t n_steps, decided;	/* row that decided */
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
