/*
 * state.h - inside view: the state of the app, and what a screen is.
 */
#ifndef MW_VIEW_STATE_H
#define MW_VIEW_STATE_H

#include "journey/guess.h"
#include "journey/journey.h"
#include "view/app.h"
#include "view/draw.h"
#include "view/edit.h"
#include "view/keys.h"
#include "view/page.h"
#include "view/tree.h"

enum mw_screen {
	MW_SCREEN_TREE,
	MW_SCREEN_FORM,
	MW_SCREEN_TRACE,
	MW_SCREEN_PROBLEMS,
	MW_SCREEN_COMPARE,
	MW_SCREEN_SOURCE,	/* from here on: opened over the others */
	MW_SCREEN_HELP,
	MW_SCREEN_COUNT
};

/* What is selected, in terms of the mesh; every part may be NULL. */
struct mw_subject {
	const struct mw_object *object;
	const struct mw_node *node;
	const struct mw_workload *workload;
	const struct mw_service *service;
};

struct mw_screen_ops {
	const char *name, *short_name;
	char letter;			/* in keys.def */
	enum mw_split split;
	struct mw_list *(*list)(struct mw_app *a);	/* of the first pane */
	/* titles of the panes and a note at the right of the first */
	void (*title)(struct mw_app *a, struct mw_buf *title,
	    struct mw_buf *note);
	void (*page_title)(struct mw_app *a, struct mw_buf *title);
	void (*draw)(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
	    bool focused);
	/* The second pane is about this; it is made anew when it changes. */
	const void *(*about)(struct mw_app *a);
	void (*make)(struct mw_app *a, struct mw_page *p);
	/* What a third pane shows on a wide terminal; NULL: there is none. */
	void (*draw_side)(struct mw_app *a, struct mw_frame *f,
	    struct mw_rect at);
	/* True when done; the common actions come after it. */
	bool (*act)(struct mw_app *a, enum mw_action action);
	void (*crumb)(struct mw_app *a, struct mw_buf *path);
	bool (*place)(struct mw_app *a, struct mw_span *at);
	void (*subject)(struct mw_app *a, struct mw_subject *s);
	/* Text of row I, for searching and copying. */
	void (*text)(struct mw_app *a, size_t i, struct mw_buf *out);
	/* The row of the list that is drawn at ROW of the pane; NULL: each takes
	 * one.  The length of the list: none. */
	size_t (*row_at)(struct mw_app *a, int row);
	/* Events before the keys are looked up: for typing. */
	bool (*event)(struct mw_app *a, const struct mw_event *e);
};

enum mw_prompt {
	MW_PROMPT_NONE,
	MW_PROMPT_SEARCH,
	MW_PROMPT_FILTER,
	MW_PROMPT_SAVE,		/* the name of a request */
	MW_PROMPT_QUIT,		/* a what-if is not written */
	MW_PROMPT_RESUME,	/* one was kept */
	MW_PROMPT_VALUE,	/* from here on: of the what-if */
	MW_PROMPT_FILE,
	MW_PROMPT_PATCH,
	MW_PROMPT_SURE
};

enum { MW_SPOTS = 60, MW_EFFECTS = 8, MW_STACK = 8, MW_MARKS = 128,
    MW_HINTS = 40 };

/* A place to come back to. */
struct mw_spot {
	enum mw_screen screen;
	enum mw_screen under[MW_STACK];
	int n_under;
	enum mw_outline_order order;
	const char *row;	/* id of a tree row, or NULL */
	const char *file;	/* of the source screen, or NULL */
	size_t line, top;	/* of the list */
	size_t page_line, page_top;	/* of the second pane */
	int focus, zoom;
	size_t branch;		/* of a trace */
	int sort;		/* of problems */
	/* These are good for the mesh of this generation only. */
	unsigned generation;
	const char *filter;
	const struct mw_folds *folds;
};

/* A search that goes on: through the rows of the tree, or through lines. */
struct mw_hunt {
	bool on;
	bool rows, forward;
	bool accepted;			/* nobody types any more */
	struct mw_buf needle;
	struct mw_tree_search tree;
	size_t line_at, line_i;		/* where it began, how many are seen */
	size_t found;			/* line; SIZE_MAX: none */
	struct mw_buf line;
};

struct mw_compare;
struct mw_form;
struct mw_recall;
struct mw_saved;
struct mw_trace;
struct mw_problems;
struct mw_source_view;
struct mw_help;
struct mw_whatif;

struct mw_app {
	struct mw_arena *arena;		/* as long as the app */
	struct mw_app_options options;
	const struct mw_config *config;	/* never NULL */
	struct mw_frame *frame;
	struct mw_layout layout;
	bool drawn;			/* the frame shows the present state */

	const struct mw_mesh *mesh;
	struct mw_session *session;
	struct mw_arena *mesh_arena;	/* outlines and such: as long as it */
	unsigned generation;		/* of meshes */
	struct {
		bool going;		/* outside, now */
		bool part;		/* the mesh is not all of it */
		bool stopped;		/* it stays so until R */
		bool shown;		/* it takes long: progress is known */
		struct mw_load_progress progress;
	} load;

	enum mw_screen screen;
	enum mw_screen under[MW_STACK];	/* what it was opened over */
	int n_under;
	int focus[MW_SCREEN_COUNT];
	int zoom;
	struct mw_page pages[MW_SCREEN_COUNT];
	const void *about[MW_SCREEN_COUNT];	/* what the page shows */
	unsigned about_generation[MW_SCREEN_COUNT];
	int about_width[MW_SCREEN_COUNT];
	bool about_short[MW_SCREEN_COUNT];

	struct mw_treeview trees[MW_BY_COUNT];
	struct mw_outline *coming[MW_BY_COUNT];	/* not all of it is made */
	bool turning;			/* to the order TO, when it is made */
	enum mw_outline_order to;
	enum mw_outline_order order;

	struct mw_form *form;
	struct mw_recall *recall;
	struct mw_saved *saved;
	struct mw_trace *trace;
	struct mw_problems *problems;
	struct mw_source_view *source;
	struct mw_help *help;
	struct mw_compare *compare;

	/* of the header: its columns, and in them each tab; end 0: none */
	int tabs_at, tabs_end, tabs[MW_SCREEN_COMPARE + 1];
	/* of the last row: which columns a hint takes, [from, to) */
	struct mw_hint_at {
		int from, to;
		enum mw_action action;
	} hints[MW_HINTS];
	int n_hints;
	bool mouse;			/* clicks are for us */
	bool split_held;		/* the line between the panes */
	int columns_share, rows_share;	/* see layout.h */
	char pending[8];		/* the beginning of a sequence */
	int64_t pending_since;		/* of the app's clock */
	bool pending_shown;		/* with what may follow */
	int count;			/* typed before a key; 0: none */
	uint32_t arg;			/* the last character of one */
	enum mw_prompt prompt;
	struct mw_edit typed;
	struct mw_buf needle;		/* searched last; "" none */
	struct mw_spot before_search;
	struct mw_hunt hunt;
	size_t hits, hit;		/* how many, which */
	struct mw_buf message;
	bool alarm;			/* the message is bad news */
	bool message_stays;		/* over the reload that follows */

	const struct mw_folds *last_folds[MW_BY_COUNT];
	struct mw_spot spots[MW_SPOTS];
	size_t n_spots, spot;		/* spot: where forward begins */
	struct mw_spot marks[MW_MARKS];
	const struct mw_object *referred;	/* gr goes around it */
	size_t referrer;

	struct mw_arena *effect_arena;
	struct mw_effect effects[MW_EFFECTS];
	size_t n_effects;
};

extern const struct mw_screen_ops mw_screen_tree, mw_screen_form,
    mw_screen_trace, mw_screen_problems, mw_screen_compare, mw_screen_source,
    mw_screen_help;
const struct mw_screen_ops *mw_screen_of(enum mw_screen s);
const struct mw_screen_ops *mw_screen_now(const struct mw_app *a);

/* app.c */
int64_t mw_app_now(const struct mw_app *a);	/* ms; 0 without a clock */
/* So long the key that begins something may go on with it: what is done by then
 * needs no frame that says that it is not. */
enum { MW_KEY_MS = 5 };
/* Text for the present frame, gone with the next event. */
const char *mw_app_text(struct mw_app *a, const char *fmt, ...)
    MW_PRINTF(2, 3);
/* The key of an action as messages name it: the first one; "" for none. */
const char *mw_app_key_of(const struct mw_app *a, enum mw_action action);
void mw_app_say(struct mw_app *a, const char *fmt, ...) MW_PRINTF(2, 3);
void mw_app_alarm(struct mw_app *a, const char *fmt, ...) MW_PRINTF(2, 3);
struct mw_effect *mw_app_effect(struct mw_app *a, enum mw_effect_kind kind,
    const char *text);
struct mw_treeview *mw_app_tree(struct mw_app *a);
/* The list with the focus: the screen's own, or the page's. */
struct mw_list *mw_app_list(struct mw_app *a);
bool mw_app_in_page(const struct mw_app *a);
struct mw_page *mw_app_page(struct mw_app *a);
/* So few rows that the page begins with what matters most. */
bool mw_app_page_is_short(const struct mw_app *a);
/* The page of the screen, made anew when it is about something else. */
void mw_app_make_page(struct mw_app *a);

/* orders.c: the tree in its next order, as soon as that is made */
void mw_orders_next(struct mw_app *a);
/* More of a tree, about ROWS; false when it is there, whole.  What
 * makes the next order while nobody waits. */
bool mw_orders_make(struct mw_app *a, enum mw_outline_order order,
    size_t rows);
bool mw_orders_work(struct mw_app *a, int64_t until);
/* The tree in view has its problems, unless it is so large that the work has
 * to do it. */
void mw_orders_mark(struct mw_app *a);

/* app-load.c */
void mw_app_set_mesh(struct mw_app *a, const struct mw_mesh *m);
/* KEEP_TRACE: its answer outlives the files that it is of. */
void mw_app_drop_mesh(struct mw_app *a, bool keep_trace);
void mw_app_greet(struct mw_app *a);
bool mw_app_stop_load(struct mw_app *a);	/* false: none goes on */
/* "reading 120 of 640 files, 12,000 objects", nothing when there is none. */
void mw_app_load_progress(struct mw_app *a, struct mw_buf *out);
void mw_put_count(struct mw_buf *out, size_t n);	/* "12,000" */

/* app-plain.c: the screen without frames (config plain) */
void mw_app_plain_layout(struct mw_app *a, bool banner);
void mw_app_plain_draw(struct mw_app *a);

/* app-draw.c */
void mw_app_layout(struct mw_app *a);
void mw_app_draw(struct mw_app *a);

/* app-keys.c */
void mw_app_do(struct mw_app *a, enum mw_action action);
/* app-press.c */
void mw_app_key(struct mw_app *a, const struct mw_event *e);
void mw_app_mouse(struct mw_app *a, const struct mw_event *e);
void mw_app_tick(struct mw_app *a);

/* app-history.c: coming back */
void mw_app_leave(struct mw_app *a);	/* remember where we are */
void mw_app_back(struct mw_app *a, int by);
void mw_app_spot(struct mw_app *a, struct mw_spot *s);
void mw_app_go(struct mw_app *a, const struct mw_spot *s);

/* app-why.c: why the action would do nothing now; NULL: it would do. */
const char *mw_app_why_not(struct mw_app *a, enum mw_action action);

/* app-go.c: going somewhere */
void mw_app_subject(struct mw_app *a, struct mw_subject *s);
bool mw_app_place(struct mw_app *a, struct mw_span *at);
/* Where a node (its key, if it has one), or else an object, is written. */
bool mw_app_span(const struct mw_object *o, const struct mw_node *n,
    struct mw_span *at);
void mw_app_screen(struct mw_app *a, enum mw_screen s);
void mw_app_close(struct mw_app *a);
void mw_app_to_object(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *n);
void mw_app_to_source(struct mw_app *a, const struct mw_span *at);
void mw_app_follow(struct mw_app *a);
void mw_app_referrers(struct mw_app *a);
void mw_app_applies(struct mw_app *a);
void mw_app_variant(struct mw_app *a);

/* app-search.c */
void mw_app_prompt(struct mw_app *a, enum mw_prompt p);
bool mw_app_prompt_event(struct mw_app *a, const struct mw_event *e);
const char *mw_app_needle(const struct mw_app *a);	/* NULL: none */
void mw_app_clear_search(struct mw_app *a);

/* app-hunt.c: the needle, and a filter of what the screen shows */
void mw_app_search(struct mw_app *a, bool forward, bool self);
void mw_app_filter(struct mw_app *a, const char *text);
/* "a filter is on (3 of 41 shown): Esc clears it"; nothing without one. */
void mw_app_filter_words(struct mw_app *a, struct mw_buf *out);
/* What was typed stays: tells what came of it, now or when it is known. */
void mw_hunt_accept(struct mw_app *a);
bool mw_hunt_work(struct mw_app *a, int64_t until);	/* more to do */

/* detail.c */
void mw_detail_row(struct mw_app *a, struct mw_page *p,
    const struct mw_row *r);
/* detail-object.c, detail-workload.c: the parts of it */
void mw_detail_object(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o);
/* What became of a Gateway or route, in words of its status. */
void mw_detail_gateway_api(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o);
/* Among which others an AuthorizationPolicy is evaluated; of others nothing. */
void mw_detail_policy(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o);
void mw_detail_workload(struct mw_app *a, struct mw_page *p,
    const struct mw_workload *w);
void mw_detail_service(struct mw_app *a, struct mw_page *p,
    const struct mw_service *s);
const char *mw_proxy_word(enum mw_proxy_kind k);

/* Are requests and searches kept, with the secrets in them? */
bool mw_app_keeps_secrets(const struct mw_app *a);
/* marks.c: kept for another day, and of another day */
void mw_app_keep_mark(struct mw_app *a, uint32_t mark);
void mw_app_mark_kept(struct mw_app *a, const char *key, const char *extra);

/* form.c, form-run.c */
void mw_form_new(struct mw_app *a);
void mw_form_free(struct mw_app *a);
void mw_form_simulate(struct mw_app *a);	/* from what is selected */
/* A request for a route is looked for, while proxies are compiled. */
bool mw_form_asks(const struct mw_app *a);
bool mw_form_work(struct mw_app *a, int64_t until);	/* more to do */
void mw_form_ask_no_more(struct mw_app *a);
/* The answer is there that took longer than its key. */
void mw_form_answered(struct mw_app *a);
void mw_form_rows(struct mw_app *a, int *rows);
void mw_form_mouse(struct mw_app *a, const struct mw_event *e, int pane);
void mw_form_command(struct mw_app *a, struct mw_buf *out);

/* trace.c */
void mw_trace_new(struct mw_app *a);
void mw_trace_free(struct mw_app *a);
/* Sends it; the request is copied.  False when there is nothing to show. */
bool mw_trace_run(struct mw_app *a, const struct mw_request *r,
    const char *note);
bool mw_trace_again(struct mw_app *a);
/* It was sent, and proxies on its way are still being compiled. */
bool mw_trace_comes(const struct mw_app *a);
bool mw_trace_work(struct mw_app *a, int64_t until);	/* more to do */
void mw_trace_drop_answer(struct mw_app *a);
/* Other files come: true when the answer stays, and has taken over the
 * session and the mesh that it is of. */
bool mw_trace_outlives(struct mw_app *a);
bool mw_trace_is_old(const struct mw_app *a);
/* What an old answer speaks of, in the mesh that there is now. */
void mw_trace_renew_subject(const struct mw_app *a, struct mw_subject *s);
const struct mw_request *mw_trace_request(const struct mw_app *a);
void mw_trace_branch(struct mw_app *a, size_t branch);
bool mw_trace_has_branches(const struct mw_app *a);
/* Rows that there are, whether they are seen or in a fold; and whether ROWS
 * are enough for them: chooses the folds. */
size_t mw_trace_rows_all(const struct mw_app *a);
size_t mw_trace_fit(struct mw_app *a, int rows);
/* For coming back, whatever is folded then. */
void mw_trace_spot(const struct mw_app *a, struct mw_spot *s);
void mw_trace_go(struct mw_app *a, const struct mw_spot *s);
bool mw_trace_can_open(const struct mw_app *a);
/* banner.c */
bool mw_trace_banner(struct mw_app *a, struct mw_buf *text,
    enum mw_role *role);

/* app-quit.c */
void mw_app_quit(struct mw_app *a);	/* asks, when something is lost */
void mw_app_offer_whatif(struct mw_app *a, const char *text);
void mw_app_quit_prompt(const struct mw_app *a, struct mw_buf *label);
void mw_app_quit_prompt_event(struct mw_app *a, const struct mw_event *e);
/* The changes that are in force now are in a file. */
void mw_compare_written(struct mw_app *a);
/* trace-try.c: changes that would let the request pass; true: more to find */
bool mw_tries_work(struct mw_app *a, int64_t until);
bool mw_tries_any(const struct mw_app *a);
/* Their letters, each with what it does, in about WIDTH cells. */
void mw_tries_letters(struct mw_app *a, int width, struct mw_buf *out);

/* app-whatif.c, screen-compare.c */
void mw_compare_new(struct mw_app *a);
void mw_compare_free(struct mw_app *a);
void mw_compare_drop_answers(struct mw_app *a);	/* another request */
void mw_compare_drop_mesh(struct mw_app *a);	/* another mesh, or list */
void mw_compare_entered(struct mw_app *a);	/* from another screen */
size_t mw_compare_changes(const struct mw_app *a);
const struct mw_whatif *mw_compare_whatif(const struct mw_app *a);
bool mw_compare_act(struct mw_app *a, enum mw_action action);
void mw_compare_prompt(const struct mw_app *a, struct mw_buf *label,
    struct mw_buf *note);
void mw_compare_prompt_event(struct mw_app *a, const struct mw_event *e);
void mw_compare_rows(struct mw_app *a, int *rows);
/* What the what-if makes of O, among its details. */
void mw_compare_about(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o);
/* Tells of changes that fit nothing in new files. */
void mw_compare_reloaded(struct mw_app *a);
bool mw_compare_work(struct mw_app *a, int64_t until);	/* more to do */
bool mw_compare_on_addition(struct mw_app *a);	/* no file has what is here */
bool mw_compare_tell(struct mw_app *a);	/* nothing is left to do: false */
/* On the trace: "DENIED 403 on disk; what-if: ALLOWED 200 (5)" when the two
 * are known and differ; or are they known to be the same? */
bool mw_compare_beside(struct mw_app *a, struct mw_buf *out);
bool mw_compare_is_same(const struct mw_app *a);
bool mw_compare_banner(struct mw_app *a, struct mw_buf *text,
    enum mw_role *role);

/* problems.c */
void mw_problems_new(struct mw_app *a);
void mw_problems_free(struct mw_app *a);
void mw_problems_fill(struct mw_app *a);
void mw_problems_drop_mesh(struct mw_app *a);
bool mw_problems_filter(struct mw_app *a, const char *filter);
void mw_problems_spot(struct mw_app *a, struct mw_spot *s);
void mw_problems_go(struct mw_app *a, const struct mw_spot *s);
/* Of every severity, as the screen lists them without a filter. */
size_t mw_problems_count(const struct mw_app *a);
/* There is another trace, or none. */
void mw_problems_traced(struct mw_app *a);

/* screen-source.c */
void mw_source_new(struct mw_app *a);
void mw_source_free(struct mw_app *a);
bool mw_source_open(struct mw_app *a, const char *file, unsigned line);
const char *mw_source_file(const struct mw_app *a);
/* The objects that have lines FROM to TO of the file that is open. */
const struct mw_object *const *mw_source_objects(const struct mw_app *a,
    unsigned from, unsigned to, size_t *n);

/* screen-help.c */
void mw_help_new(struct mw_app *a);
void mw_help_free(struct mw_app *a);
void mw_help_open(struct mw_app *a, bool palette);
void mw_help_new_mesh(struct mw_app *a);

#endif
