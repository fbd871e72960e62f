/*
 * form-page.c - below the fields: what fits, saved requests, those that were
 * sent, and a note on the field.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/form.h"
#include "view/saved.h"

enum {
	ROOMY = 13,		/* rows: headings and blank lines have room */
	NAME_MAX = 26,
	RESULT = 14
};

/* ---- what is chosen ------------------------------------------------------ */

size_t
mw_form_n_listed(const struct mw_app *a)
{
	return a->form->n_choices + a->saved->n + a->form->n_past;
}

bool
mw_form_in_requests(const struct mw_app *a)
{
	return a->form->chosen >= 0 && (size_t)a->form->chosen >=
	    a->form->n_choices;
}

void
mw_form_list(struct mw_app *a, int by)
{
	struct mw_form *f = a->form;
	/* where each begins, the field itself first */
	const int starts[] = { -1, f->n_choices > 0 ? 0 : -1, a->saved->n > 0
		? (int)f->n_choices : -1, f->n_past > 0 ? (int)(f->n_choices +
		a->saved->n) : -1 };
	int to = f->chosen;

	for (size_t i = 0; i < MW_LEN(starts); i++) {
		if (by > 0 && starts[i] > f->chosen) {
			to = starts[i];
			break;
		}
		if (by < 0 && starts[i] < f->chosen)
			to = starts[i];
	}
	/* the field comes before all of them */
	if (by < 0 && f->chosen <= starts[1])
		to = -1;
	if (to == f->chosen)
		mw_app_say(a, by > 0 ? "there is no list below"
		    : "this is the field");
	f->chosen = to;
}

bool
mw_form_take_listed(struct mw_app *a)
{
	struct mw_form *f = a->form;
	size_t i = f->chosen < 0 ? 0 : (size_t)f->chosen;

	if (f->chosen < 0 || i < f->n_choices)
		return false;
	i -= f->n_choices;
	if (i < a->saved->n)
		mw_form_fill(a, a->saved->v[i].kept->request);
	else
		mw_form_take_past(a, f->n_past - 1 - (i - a->saved->n));
	return true;
}

/* ---- drawing ------------------------------------------------------------- */

/* The first of SHOW that are shown of a list in which AT is chosen. */
static size_t
first_shown(size_t n, size_t show, long at)
{
	if (at < 0 || (size_t)at >= n || (size_t)at < show)
		return 0;
	return (size_t)at - show + 1;
}

/* A piece of text in WIDTH cells, cut or filled up. */
static void
cell(struct mw_page *p, enum mw_role role, int width, const char *text)
{
	struct mw_buf b = { 0 }, out = { 0 };
	const char *s;
	int used = 0;

	mw_utf8_printable(&b, text, strlen(text));
	s = mw_buf_text(&b);
	while (*s != '\0') {
		int w;
		size_t n = mw_utf8_grapheme(s, strlen(s), &w);

		if (used + w > width - (s[n] != '\0'))
			break;
		mw_buf_add(&out, s, n);
		used += w;
		s += n;
	}
	if (*s != '\0') {
		mw_buf_addc(&out, '~');
		used++;
	}
	mw_page_add(p, role, "%s%*s", mw_buf_text(&out), width > used ? width -
	    used : 0, "");
	mw_buf_release(&b);
	mw_buf_release(&out);
}

/* Cells for the longest, as far as there is room for what it is. */
static int
choice_width(const struct mw_form *f, int columns)
{
	int width = 38;

	if (columns <= 60)
		return columns / 2;
	for (size_t i = 0; i < f->n_choices; i++) {
		const char *s = f->choices[i].text;
		int w = (int)mw_utf8_columns(s, strlen(s));

		width = w > width ? w : width;
	}
	return width < columns - 40 ? width : columns - 40;
}

static void
choices(struct mw_app *a, struct mw_page *p, size_t room)
{
	struct mw_form *f = a->form;
	size_t show = room > 1 ? room - 1 : 1, first;
	const char *label = mw_form_label(f->at > MW_FIELD_HEADER && f->at <=
	    MW_FIELD_HEADER_LAST ? MW_FIELD_HEADER : f->at);
	const struct mw_edit *v = &f->v[f->at];
	const char *noun;
	bool typed;
	int width;

	if (f->at >= MW_FIELD_COUNT)
		return;
	noun = mw_form_choice_noun(f->at, f->n_choices);
	typed = v->text.len > 0 && !v->whole && mw_form_radio_has_text(a,
	    f->at);
	/* a path may fit what is no text of it */
	if (f->n_choices == 0 && typed && f->at <= MW_FIELD_TO)
		mw_page_put(p, MW_ROLE_DIM, "%s: no known %s matches \"%s\": "
		    "it is taken as typed", label, mw_form_choice_noun(f->at,
		    1), mw_edit_text(v));
	else if (f->n_choices == 0)
		mw_page_put(p, MW_ROLE_DIM, "%s: taken as it is typed", label);
	if (f->n_choices == 0)
		return;
	first = first_shown(f->n_choices, show, f->chosen);
	mw_page_put(p, MW_ROLE_DIM, "%s: %zu%s known %s", label, f->n_choices,
	    f->n_choices == MW_CHOICES ? " and more" : "", noun);
	if (typed)
		mw_page_add(p, MW_ROLE_DIM, " match%s \"%s\"",
		    f->n_choices == 1 ? "es" : "", mw_edit_text(v));
	width = choice_width(f, p->width);
	for (size_t i = first; i < f->n_choices && i < first + show; i++) {
		bool chosen = (int)i == f->chosen;

		mw_page_put(p, MW_ROLE_TITLE, chosen ? "> " : "  ")->line =
		    (unsigned)i + 1;
		cell(p, chosen ? MW_ROLE_MATCH : MW_ROLE_TEXT, width,
		    f->choices[i].text);
		mw_page_add(p, MW_ROLE_DIM, "  %s", f->choices[i].note);
	}
}

static void
result(struct mw_page *p, const struct mw_saved_end *e)
{
	if (e->text == NULL)
		return;
	mw_page_add(p, e->good ? MW_ROLE_ALLOW : MW_ROLE_DENY, "  %s",
	    e->word);
	if (e->otherwise)
		mw_page_add(p, MW_ROLE_WARN, ", not as expected");
}

/* "GET http://reviews.shop.svc.cluster.local:9080/x from web/a" as "GET
 * reviews.shop:9080/x", MORE of it, and "from web/a" in a column of its own. */
static void
request(struct mw_page *p, enum mw_role role, int width, const char *line,
    const char *more)
{
	static const char *const left_out[] = { "http://",
		".svc.cluster.local" };
	struct mw_buf b = { 0 };
	const char *from = NULL;
	int from_width = width >= 50 ? width * 2 / 5 : 0;

	for (const char *s = line; (s = strstr(s, " from ")) != NULL; s++)
		from = s;
	for (const char *s = line; *s != '\0' && (s != from || from_width ==
	    0);) {
		size_t len = 0;

		for (size_t i = 0; i < MW_LEN(left_out) && len == 0; i++) {
			if (mw_str_has_prefix(s, left_out[i]))
				len = strlen(left_out[i]);
		}
		if (len == 0)
			mw_buf_addc(&b, *s);
		s += len > 0 ? len : 1;
	}
	if (*more != '\0')
		width -= (int)strlen(more) + 1;
	cell(p, role, width - from_width, mw_buf_text(&b));
	if (*more != '\0')
		mw_page_add(p, MW_ROLE_NOTE, "%s ", more);
	if (from_width > 0)
		cell(p, MW_ROLE_DIM, from_width, from != NULL ? from : "");
	mw_buf_release(&b);
}

static void
saved(struct mw_app *a, struct mw_page *p, size_t room)
{
	struct mw_saved *s = a->saved;
	long at = (long)a->form->chosen - (long)a->form->n_choices;
	size_t first = first_shown(s->n, room, at);
	int name = 0, width;

	for (size_t i = 0; i < s->n; i++) {
		int w = (int)mw_utf8_columns(s->v[i].kept->name,
		    strlen(s->v[i].kept->name));

		name = w > name ? w : name;
	}
	name = name < NAME_MAX ? name : NAME_MAX;
	width = p->width - 4 - name - 2 - RESULT;
	for (size_t i = first; i < s->n && i < first + room; i++) {
		const struct mw_saved_row *r = &s->v[i];
		bool chosen = (long)i == at;
		struct mw_buf b = { 0 }, more = { 0 };

		mw_page_put(p, MW_ROLE_TITLE, chosen ? ">" : " ")->line =
		    (unsigned)(a->form->n_choices + i) + 1;
		mw_page_add(p, MW_ROLE_WARN, mw_saved_differs(&r->was, &r->now)
		    ? "* " : "  ");
		cell(p, chosen ? MW_ROLE_MATCH : MW_ROLE_TEXT, name,
		    r->kept->name);
		mw_request_print_line(r->kept->request, &b);
		if (width > 20) {
			mw_page_add(p, MW_ROLE_TEXT, "  ");
			mw_form_request_more(r->kept->request, &more);
			request(p, MW_ROLE_DIM, width, mw_buf_text(&b),
			    mw_buf_text(&more));
		}
		mw_buf_release(&b);
		mw_buf_release(&more);
		result(p, &r->now);
	}
}

static void
past(struct mw_app *a, struct mw_page *p, size_t room)
{
	struct mw_form *f = a->form;
	long at = (long)f->chosen - (long)(f->n_choices + a->saved->n);
	size_t first = first_shown(f->n_past, room, at);

	for (size_t i = first; i < f->n_past && i < first + room; i++) {
		size_t k = f->n_past - 1 - i;
		bool chosen = (long)i == at || (f->chosen < 0 && k ==
		    f->in_past);
		struct mw_buf more = { 0 };

		mw_form_past_more(&f->past[k], &more);
		mw_page_put(p, MW_ROLE_TITLE, chosen ? ">" : " ")->line =
		    (unsigned)(f->n_choices + a->saved->n + i) + 1;
		mw_page_add(p, MW_ROLE_DIM, "%2zu ", i + 1);
		request(p, chosen ? MW_ROLE_MATCH : MW_ROLE_TEXT, p->width -
		    4 - RESULT, f->past[k].line, mw_buf_text(&more));
		mw_buf_release(&more);
		mw_page_add(p, strcmp(f->past[k].result, "ALLOWED") == 0
		    ? MW_ROLE_ALLOW : MW_ROLE_DENY, "  %s",
		    f->past[k].result);
	}
}

/* ---- notes --------------------------------------------------------------- */

static const char *
note_on(int field)
{
	static const char *const notes[MW_FIELD_COUNT] = {
		[MW_FIELD_FROM] = "A workload as namespace/name, or outside. "
		    "Left empty, one that fits is taken, and said. Digits are "
		    "text here: Esc first, then 1 to 5, shows another screen.",
		[MW_FIELD_TO] = "A short host name is looked up in the "
		    "caller's namespace. A URL will do too, and pasted: a curl "
		    "or meshwalk send command, a line of an access log.",
		[MW_FIELD_PATH] = "With its query. Left empty: /",
		[MW_FIELD_PORT] = "Left empty: the first of the Service.",
		[MW_FIELD_METHOD] = "Left empty: GET.",
		[MW_FIELD_HOST] = "The authority. Left empty: what is dialled.",
		[MW_FIELD_IDENTITY] = "Who the caller's sidecar says it is: "
		    "Right and Left choose. No mTLS: as a caller without a "
		    "sidecar sends it. A principal is "
		    "cluster.local/ns/NAMESPACE/sa/ACCOUNT.",
		[MW_FIELD_CLAIMS] = "Claims of a token that is taken as valid: "
		    "iss=... sub=... groups=a,b, or JSON. A real token goes "
		    "into a header.",
		[MW_FIELD_GROUPS] = "Groups of the token, with commas between: "
		    "the claim groups, a list.",
		[MW_FIELD_SOURCE] = "Of a client outside the mesh.",
		[MW_FIELD_SCHEME] = "http, https, tcp or tls. Left empty: http.",
		[MW_FIELD_HTTP] = "1.1 or 2.",
		[MW_FIELD_SNI] = "The server name in TLS. Left empty: the "
		    "host; none sends none.",
		[MW_FIELD_CERT] = "DNS name in the certificate of a client "
		    "outside.",
	};

	if (field >= MW_FIELD_HEADER && field <= MW_FIELD_HEADER_LAST)
		return "name: value. The next row comes when this one is "
		    "filled.";
	return field < MW_FIELD_COUNT ? notes[field] : NULL;
}

static void
notes(struct mw_app *a, struct mw_page *p)
{
	const char *note = note_on(a->form->at);

	if (note == NULL)
		return;
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Notes");
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, note);
}

/* ---- all ----------------------------------------------------------------- */

static void
heading(struct mw_page *p, bool roomy, bool first, const char *text,
    const char *taken)
{
	if (roomy)
		mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "%s", text);
	if (first && p->width > 60)
		mw_page_add(p, MW_ROLE_DIM, "   PgDn goes there, Enter runs, "
		    "%s", taken);
}

void
mw_form_page(struct mw_app *a, struct mw_page *p)
{
	struct mw_form *f = a->form;
	size_t rows = a->layout.pane[1].rows > 0
	    ? (size_t)a->layout.pane[1].rows : 6;
	bool roomy = rows >= ROOMY;
	size_t lists = (size_t)(a->saved->n > 0) + (size_t)(f->n_past > 0);
	size_t need = f->n_choices + 1, extra = roomy ? 2 : 1, room, part;

	p->hides = true;
	/* each list gets its share, and what others leave */
	room = rows > lists * extra + 2 ? rows - lists * extra : 2;
	part = lists == 0 ? room : room / (lists + 1);
	/* what is being typed comes first: two rows are left to each list */
	if (f->v[f->at].text.len > 0 && !f->v[f->at].whole && room > part +
	    2 * lists)
		part = room - 2 * lists;
	part = need < part ? need : part > 1 ? part : 2;
	choices(a, p, part);
	room = room > part ? room - part : 1;
	if (a->saved->n > 0) {
		part = f->n_past > 0 ? (room + 1) / 2 : room;
		part = a->saved->n < part ? a->saved->n : part;
		part = part > 0 ? part : 1;
		heading(p, roomy, true, roomy || f->n_past == 0 ? "Saved requests"
		    : "Saved", "Tab takes");
		saved(a, p, part);
		room = room > part ? room - part : 1;
	}
	if (f->n_past > 0) {
		part = roomy && room > 6 ? room - 3 : room;
		heading(p, roomy, true, roomy || a->saved->n == 0
		    ? "Recent requests" : "Recent", "Tab or 1 to 9 takes");
		past(a, p, part);
	}
	if (roomy && p->n + 3 <= rows)
		notes(a, p);
}
