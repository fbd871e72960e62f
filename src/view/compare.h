/*
 * compare.h - inside view: the what-if, and what it makes of the request.
 */
#ifndef MW_VIEW_COMPARE_H
#define MW_VIEW_COMPARE_H

#include "view/state.h"
#include "whatif/whatif.h"

struct mw_compare_other;

struct mw_compare {
	struct mw_whatif *whatif;
	/* the mesh with the changes; NULL without changes or until needed */
	const struct mw_mesh *mesh;
	struct mw_session *session;
	size_t lost;			/* changes that fit nothing any more */
	/* the request of the trace in both; NULL without one */
	struct mw_arena *arena;
	const struct mw_answer *answer[2];
	const struct mw_comparison *rows;
	bool tried;			/* or there is nothing to compare */
	/* what is shown of the rows and of the verdicts: no tokens */
	const struct mw_secrets *secrets;
	struct mw_compare_shown {
		const char *text[2];	/* NULL: not there */
		size_t number[2];	/* as on the trace; 0: no step */
	} *shown;
	/* what the list has: rows, or runs of N that are the same */
	struct mw_compare_seen {
		size_t row, n;
	} *seen;
	size_t n_seen;
	bool *opened;			/* the run from this row on is open */
	bool unfolded;			/* all are */
	size_t opened_at;		/* row selected before anybody moved */
	bool moved;			/* somebody went through the list */
	const char *verdict[2];
	struct mw_list list;
	struct mw_spot from;		/* where it was opened */
	bool entered;			/* from is set */
	/* what else changes; NULL: not asked yet */
	struct mw_compare_other *other;
	/* what is being asked for in the message row */
	const struct mw_object *object;
	const struct mw_node *node;
	struct mw_arena *choice_arena;	/* what the value may be; or nothing */
	const char *const *choices;
	size_t n_choices;
	struct mw_buf adding;		/* the file that a text is for, or "" */
	const struct mw_whatif_change *again;	/* that the text is of, or NULL */
	struct mw_buf ns;		/* that its skeleton has */
	struct mw_buf label, file;
	struct mw_buf there;		/* what would be written over */
	enum mw_write_target { MW_TO_PATCH, MW_TO_FILES, MW_TO_FOLDER } target;
	/* lists of changes as text: what is in a file, what was kept */
	struct mw_buf written, offered;
	/* a value that was not taken, and where; what a cluster would refuse
	 * in the changes, as far as it was told */
	struct mw_buf refused;
	const struct mw_node *refused_at;
	struct mw_buf faults;
	/* a message that tells too little until all is known, and its start */
	struct mw_buf said, told;
	/* a text that came back with a mistake, to be edited again */
	struct mw_buf draft, draft_of;
	unsigned draft_line;
};

/* Makes what is not there: mesh, answers, rows.  False: nothing to compare. */
bool mw_compare_need(struct mw_app *a);
const struct mw_compare_row *mw_compare_row(struct mw_app *a);
/* compare-rows.c: the numbers of steps; the list anew; runs of it opened */
void mw_compare_number(struct mw_compare *c);
void mw_compare_fold(struct mw_compare *c);
void mw_compare_unfold(struct mw_compare *c, bool all);
bool mw_compare_open(struct mw_compare *c);	/* false: no run is selected */
/* Where in the list this row of the comparison is, or its run. */
size_t mw_compare_seen_at(const struct mw_compare *c, size_t row);
void mw_compare_print_fold(const struct mw_compare *c,
    const struct mw_compare_seen *x, struct mw_buf *out);
/* The page has the whole screen: it is about the changes alone. */
bool mw_compare_alone(const struct mw_app *a);
/* app-whatif.c: after a change, said in WHAT */
void mw_compare_changed(struct mw_app *a, const char *what);
/* Nothing is left to compare: leaves the screen for where it was opened. */
void mw_compare_go_home(struct mw_app *a);
/* What is selected as an object of a file, or NULL (said). */
const struct mw_object *mw_compare_object(struct mw_app *a,
    struct mw_subject *s);
void mw_compare_travel(struct mw_app *a, size_t step);
/* app-whatif-edit.c: E, and Enter behind it */
void mw_compare_change(struct mw_app *a);
void mw_compare_take_value(struct mw_app *a);
void mw_compare_choose(struct mw_app *a, int by);	/* the next value */
/* app-whatif-judge.c: the field of what is being changed cannot hold VALUE
 * (said); what a cluster would refuse, and was not told yet, or NULL */
bool mw_compare_refuses(struct mw_app *a, const char *value);
const char *mw_compare_fault(struct mw_app *a);
/* A: another document */
void mw_compare_add(struct mw_app *a);
/* app-whatif-split.c: the weights beside that of NODE, in the what-if.  The
 * only other one, when NODE were VALUE and both are to make 100: its node and
 * what it has to be, in *rest.  NULL: none; then *sum is what all make. */
const struct mw_node *mw_compare_other_weight(const struct mw_app *a,
    const struct mw_object *o, const struct mw_node *node, const char *value,
    int *rest, int *sum);
/* app-whatif-write.c: w, its questions and their answers */
void mw_compare_show_patch(struct mw_app *a);
void mw_compare_write_prompt(const struct mw_app *a, struct mw_buf *label);
void mw_compare_take_file(struct mw_app *a);
void mw_compare_write_answer(struct mw_app *a, const struct mw_event *e);
/* compare-else.c: other requests that change, and what was asked dropped */
void mw_compare_others(struct mw_app *a, struct mw_page *p);
void mw_compare_other_drop(struct mw_app *a);
/* Callers, and other requests, that change; false: more are to be sent. */
bool mw_compare_count(const struct mw_app *a, size_t *callers,
    size_t *requests);
/* compare-page.c: what is below the rows */
bool mw_compare_none_met(struct mw_app *a);	/* no change concerns it */
void mw_compare_page(struct mw_app *a, struct mw_page *p);
/* The answer after the change takes something to be there that the one before
 * does not; put on P unless that is NULL. */
bool mw_compare_assumes(const struct mw_app *a, struct mw_page *p);
enum { MW_COMPARE_TAG = 1 << 20 };	/* of its lines: of change I, plus I */
/* app-whatif-again.c: the addition that is selected, or NULL; E and x on it,
 * and what came back from the editor */
const struct mw_whatif_change *mw_compare_addition(struct mw_app *a);
void mw_compare_edit_again(struct mw_app *a,
    const struct mw_whatif_change *c);
void mw_compare_take_back(struct mw_app *a, const struct mw_whatif_change *c);
/* A text with a mistake, and the line that ERROR begins with. */
void mw_compare_keep_draft(struct mw_compare *c, const char *text, size_t len,
    const char *error);
void mw_compare_edited_again(struct mw_app *a, const char *text, size_t len);
/* screen-compare.c: what the second of two verdicts comes from, "shop/v2" of
 * "ALLOWED 200 from shop/v2", where both begin so; else NULL. */
const char *mw_compare_news(const char *const verdict[2]);
/* compare-sum.c: who else changes, of what was sent: "; 2 saved requests and 3
 * callers change"; and that in a sentence about a request that does not */
void mw_compare_print_others(const struct mw_app *a, bool brief,
    struct mw_buf *out);
void mw_compare_print_same(const struct mw_app *a, struct mw_buf *out);
/* In the message row, after the change WHAT; and again when all is known, which
 * mw_compare_tell does. */
void mw_compare_say(struct mw_app *a, const char *what);
/* compare-saved.c: saved requests that end otherwise */
void mw_compare_saved(struct mw_app *a, struct mw_page *p);

#endif
