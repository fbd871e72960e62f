/*
 * form.h - inside view: the request form.
 */
#ifndef MW_VIEW_FORM_H
#define MW_VIEW_FORM_H

#include "view/history.h"
#include "view/state.h"

enum mw_form_field {
	MW_FIELD_FROM,
	MW_FIELD_TO,
	MW_FIELD_PATH,
	MW_FIELD_PORT,
	MW_FIELD_METHOD,
	MW_FIELD_HEADER,	/* and those behind it */
	MW_FIELD_HEADER_LAST = MW_FIELD_HEADER + 7,
	MW_FIELD_HOST,
	MW_FIELD_IDENTITY,
	MW_FIELD_CLAIMS,
	MW_FIELD_GROUPS,	/* of the claims; with them only */
	MW_FIELD_SOURCE,
	MW_FIELD_SNI,
	MW_FIELD_SCHEME,
	MW_FIELD_HTTP,
	MW_FIELD_CERT,
	MW_FIELD_COUNT,
	/* Tab goes on to these */
	MW_BUTTON_RUN = MW_FIELD_COUNT,
	MW_BUTTON_SAVE,
	MW_BUTTON_CURL,
	MW_BUTTON_CLEAR,
	MW_FORM_STOPS
};

enum { MW_CHOICES = 64 };

struct mw_choice {
	const char *text, *note;
	bool brief;		/* another name of one that is offered */
};

struct mw_form {
	struct mw_edit v[MW_FORM_STOPS];	/* those of buttons stay empty */
	int at;				/* the field or button with the focus */
	/* what is offered for it; in CHOICE_ARENA */
	struct mw_arena *choice_arena;
	struct mw_choice choices[MW_CHOICES];
	size_t n_choices;
	size_t n_fitting;		/* without other names of the same */
	/* -1: none; behind the choices come saved requests, and behind those
	 * that were sent, the latest first */
	int chosen;
	bool taken;			/* the text is a choice as it was */
	int first_row;			/* shown, when not all fit */
	/* requests sent: texts of the fields, and what came of them */
	struct mw_past {
		const char *text[MW_FIELD_COUNT];
		const char *line, *result;
	} past[MW_HISTORY_ENTRIES];
	size_t n_past, in_past;		/* in_past == n: the present one */
	bool remembers;			/* what is sent, when it is answered */
	/* NULL, or the route that a request is being looked for */
	const struct mw_object *asked;
	const struct mw_node *asked_node, *asked_at;
};

const char *mw_form_text(const struct mw_app *a, enum mw_form_field f);
/* Headers shown: those filled in and one empty. */
int mw_form_headers(const struct mw_app *a);
/* Is the field one of those that are there now? */
bool mw_form_shown(const struct mw_app *a, int field);
void mw_form_focus(struct mw_app *a, int field);
const char *mw_form_label(int field);
/* The field with the focus counted among those shown, from 1, and all. */
void mw_form_count(const struct mw_app *a, int *at, int *all);

/* form-buttons.c */
const char *mw_form_button(int button);
void mw_form_press(struct mw_app *a, int button);
void mw_form_copy_curl(struct mw_app *a);
void mw_form_clear(struct mw_app *a);
/* A key while a button has the focus. */
bool mw_form_button_event(struct mw_app *a, const struct mw_event *e);
void mw_form_draw_buttons(struct mw_app *a, struct mw_frame *f,
    struct mw_rect at, int row);
/* The button in this column of their row, or -1. */
int mw_form_button_at(struct mw_rect at, int column);

/* form-radio.c: fields whose text is one of a few words, or a text of one's
 * own; which it is follows from the text. */
struct mw_radio {
	const char *words[3], *brief[3];
	int n;
	bool open;	/* the field for a text is always there */
};
const struct mw_radio *mw_form_radio(int field);	/* NULL: it is none */
int mw_form_radio_on(const struct mw_app *a, int field);
void mw_form_radio_set(struct mw_app *a, int field, int which);
/* Left, Right and blanks that go from word to word. */
bool mw_form_radio_event(struct mw_app *a, const struct mw_event *e);
/* An identity as policies write it, without spiffe://; "" for NULL. */
const char *mw_form_principal(const char *identity);
/* The field for a text is shown. */
bool mw_form_radio_has_text(const struct mw_app *a, int field);
/* The words at C; gives the column behind them.  *mark is that of the mark of
 * the one that is on. */
int mw_form_draw_radio(struct mw_app *a, struct mw_frame *f, int row, int c,
    int end, int field, int *mark);
/* The word in this column, or -1; C and END as drawn. */
int mw_form_radio_at(const struct mw_app *a, int c, int end, int field,
    int column);

/* form-choices.c */
void mw_form_choose(struct mw_app *a);		/* makes the choices anew */
/* "host", "hosts": what the choices of a field are, one or N of them. */
bool mw_form_is_choice(int field);		/* of a few words */
const char *mw_form_choice_noun(int field, size_t n);

/* form-facts.c */
/* What is behind the text of a field, in a few words for ROOM cells; ""
 * nothing.  A warning when it names what is not there. */
enum mw_role mw_form_fact(struct mw_app *a, int field, int room,
    struct mw_buf *out);
/* "https"; "" leaves *out.  False for what is none. */
bool mw_form_scheme(const char *text, enum mw_scheme *out);
/* The port that is meant when none is typed; 0: not yet known. */
uint32_t mw_form_usual_port(struct mw_app *a);
/* The service that To names, the workload that From names, or NULL. */
const struct mw_service *mw_form_service(struct mw_app *a);
const struct mw_workload *mw_form_client(struct mw_app *a);
/* The namespace in From; "" for none. */
const char *mw_form_namespace(const struct mw_app *a, struct mw_arena *arena);
/* The host in To, which may be a URL; "" for none. */
const char *mw_form_host(const struct mw_app *a, struct mw_arena *arena);
/* The service that HOST is for a client in namespace NS, or NULL. */
const struct mw_service *mw_form_seen(const struct mw_app *a, const char *host,
    const char *ns, struct mw_arena *arena);

/* form-request.c */
/* The request of the fields, in ARENA.  NULL with a reason and the field that
 * is wrong. */
struct mw_request *mw_form_request(struct mw_app *a, struct mw_arena *arena,
    const char **error, int *field, const char **note);
void mw_form_run(struct mw_app *a);
/* R was sent: it is remembered, now or when its answer has come. */
void mw_form_sent(struct mw_app *a, const struct mw_request *r);

/* form-past.c */
/* The request of the fields was sent. */
void mw_form_remember(struct mw_app *a, const struct mw_request *r);
/* One that was kept from another day. */
void mw_form_past_kept(struct mw_app *a, const char *key, const char *extra);
/* The fields as they were then. */
void mw_form_take_past(struct mw_app *a, size_t i);
void mw_form_walk_past(struct mw_app *a, int by);
/* The one that is shown with this number. */
void mw_form_take_recent(struct mw_app *a, size_t number);
/* "+2 headers jwt": what its line leaves out. */
void mw_form_request_more(const struct mw_request *r, struct mw_buf *out);
void mw_form_past_more(const struct mw_past *p, struct mw_buf *out);

/* form-fill.c: the fields as R has them */
void mw_form_fill(struct mw_app *a, const struct mw_request *r);

/* form-paste.c: what it was ("curl command"), when it fills the form; else
 * NULL, and nothing was done */
const char *mw_form_paste(struct mw_app *a, const char *text, size_t len);
/* form-paste-log.c: the same for a line of an access log */
bool mw_form_paste_log(struct mw_app *a, const char *text, size_t len);

/* form-draw.c */
void mw_form_draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    bool focused);
/* One row: the field with the focus. */
void mw_form_draw_tiny(struct mw_app *a, struct mw_frame *f);
/* The field or button there, or -1. */
int mw_form_stop_at(const struct mw_app *a, struct mw_rect at, int row,
    int column);

/* The word of a field in this column of its row, or -1. */
int mw_form_word_at(const struct mw_app *a, struct mw_rect at, int field,
    int column);

/* form-page.c */
void mw_form_page(struct mw_app *a, struct mw_page *p);
/* Choices, saved requests and those that were sent: all that Up and Down
 * reach. */
size_t mw_form_n_listed(const struct mw_app *a);
/* The choice is among the requests below, where digits are no text. */
bool mw_form_in_requests(const struct mw_app *a);
/* To the first of the list after (BY > 0) or before that of the choice. */
void mw_form_list(struct mw_app *a, int by);
/* Fills the form when a request is chosen; false when none is. */
bool mw_form_take_listed(struct mw_app *a);

#endif
