/*
 * form-past.c - requests that were sent: walked with C-p and C-n, and kept for
 * another day without what is secret in them.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "journey/secret.h"
#include "view/form.h"
#include "view/recall.h"
#include "view/trace.h"

/* As fields are called in the file; headers are a list. */
static const char *const names[MW_FIELD_COUNT] = {
	[MW_FIELD_FROM] = "from",
	[MW_FIELD_TO] = "to",
	[MW_FIELD_PATH] = "path",
	[MW_FIELD_PORT] = "port",
	[MW_FIELD_METHOD] = "method",
	[MW_FIELD_HOST] = "host",
	[MW_FIELD_IDENTITY] = "identity",
	[MW_FIELD_CLAIMS] = "claims",
	[MW_FIELD_GROUPS] = "groups",
	[MW_FIELD_SOURCE] = "source",
	[MW_FIELD_SCHEME] = "scheme",
	[MW_FIELD_HTTP] = "http",
	[MW_FIELD_SNI] = "sni",
	[MW_FIELD_CERT] = "client_cert",
};

/* ---- to and from JSON ---------------------------------------------------- */

static bool
is_secret(const struct mw_secrets *s, const char *name)
{
	return mw_secret_header(s, name) || mw_str_case_eq(name, "token") ||
	    (strlen(name) > 6 && mw_str_case_eq(name + strlen(name) - 6,
	    "-token"));
}

/* "authorization: Bearer x" without what must not be kept; claims are no
 * secret, and "Bearer claims" stands for them. */
static void
without_secret(const struct mw_secrets *s, const char *header,
    struct mw_buf *out)
{
	char name[64];
	size_t len = strcspn(header, ":"), end = len;
	const char *value = header + len + (header[len] == ':');

	while (end > 0 && header[end - 1] == ' ')
		end--;
	value += strspn(value, " ");
	if (end < sizeof(name)) {
		memcpy(name, header, end);
		name[end] = '\0';
	}
	if (end < sizeof(name) && is_secret(s, name) && *value != '\0' &&
	    strcmp(value, "Bearer claims") != 0)
		mw_buf_printf(out, "%s: ***", name);
	else
		mw_secrets_hide(s, header, out);
}

static void
hide(const struct mw_secrets *s, bool header, const char *text,
    struct mw_buf *out)
{
	if (header)
		without_secret(s, text, out);
	else
		mw_secrets_hide(s, text, out);
}

static void
put(const struct mw_app *a, json_t *o, int field, const char *text)
{
	struct mw_buf b = { 0 };
	bool header = field >= MW_FIELD_HEADER && field <=
	    MW_FIELD_HEADER_LAST;
	json_t *list, *value;

	if (*text == '\0')
		return;
	if (mw_app_keeps_secrets(a))
		mw_buf_adds(&b, text);
	else
		hide(a->trace->secrets, header, text, &b);
	value = json_string(mw_buf_text(&b));
	mw_buf_release(&b);
	if (value == NULL)
		return;
	if (!header) {
		json_object_set_new(o, names[field], value);
		return;
	}
	list = json_object_get(o, "headers");
	if (list == NULL) {
		list = json_array();
		json_object_set_new(o, "headers", list);
	}
	json_array_append_new(list, value);
}

static void
keep(struct mw_app *a, const struct mw_past *p)
{
	json_t *o = json_object();
	struct mw_buf b = { 0 };
	char *dump;

	for (int i = 0; i < MW_FIELD_COUNT; i++)
		put(a, o, i, p->text[i]);
	dump = json_dumps(o, JSON_COMPACT);
	/* the line is kept too: no mesh is asked for it at the next start */
	mw_buf_printf(&b, "%s %s", p->result, p->line);
	if (dump != NULL)
		mw_recall_keep(a, MW_HISTORY_REQUEST, dump, mw_buf_text(&b));
	mw_buf_release(&b);
	free(dump);
	json_decref(o);
}

/* ---- the list ------------------------------------------------------------ */

/* What is secret in them may differ: one of them may be of another day. */
static bool
is_same(const struct mw_past *p, const struct mw_past *q)
{
	struct mw_buf x = { 0 }, y = { 0 };
	bool same = strcmp(p->line, q->line) == 0;

	for (int i = 0; i < MW_FIELD_COUNT && same; i++) {
		bool header = i >= MW_FIELD_HEADER && i <=
		    MW_FIELD_HEADER_LAST;

		mw_buf_clear(&x);
		mw_buf_clear(&y);
		hide(NULL, header, p->text[i], &x);
		hide(NULL, header, q->text[i], &y);
		/* other words for the same line: names, defaults */
		same = (!header && i != MW_FIELD_CLAIMS && i !=
		    MW_FIELD_GROUPS && i != MW_FIELD_SNI && i !=
		    MW_FIELD_CERT && i != MW_FIELD_HTTP) || strcmp(mw_buf_text(&x),
		    mw_buf_text(&y)) == 0;
	}
	mw_buf_release(&x);
	mw_buf_release(&y);
	return same;
}

/* The same again is not remembered twice. */
static struct mw_past *
push(struct mw_app *a, const struct mw_past *p)
{
	struct mw_form *f = a->form;
	size_t drop = f->n_past;

	for (size_t i = 0; i < f->n_past && drop == f->n_past; i++) {
		if (is_same(&f->past[i], p))
			drop = i;
	}
	if (drop == f->n_past && f->n_past == MW_HISTORY_ENTRIES)
		drop = 0;
	if (drop < f->n_past) {
		memmove(&f->past[drop], &f->past[drop + 1],
		    (f->n_past - drop - 1) * sizeof(*f->past));
		f->n_past--;
	}
	f->in_past = f->n_past + 1;
	return &f->past[f->n_past++];
}

void
mw_form_past_kept(struct mw_app *a, const char *key, const char *extra)
{
	json_t *o = json_loads(key, 0, NULL), *headers;
	size_t word = strcspn(extra, " ");
	struct mw_past p = { .result = mw_arena_text(a->arena, extra, word),
		.line = mw_arena_strdup(a->arena, extra + word +
		    (extra[word] == ' ')) };

	headers = json_object_get(o, "headers");
	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		const json_t *v = i >= MW_FIELD_HEADER && i <=
		    MW_FIELD_HEADER_LAST ? json_array_get(headers, (size_t)(i -
		    MW_FIELD_HEADER)) : json_object_get(o, names[i]);
		const char *text = json_string_value(v);

		p.text[i] = text != NULL ? mw_arena_strdup(a->arena, text)
					 : "";
	}
	json_decref(o);
	if (*p.text[MW_FIELD_TO] != '\0' && *p.line != '\0')
		*push(a, &p) = p;
}

void
mw_form_remember(struct mw_app *a, const struct mw_request *r)
{
	struct mw_form *f = a->form;
	struct mw_past p;
	struct mw_buf b = { 0 };
	enum mw_role role;

	for (int i = 0; i < MW_FIELD_COUNT; i++)
		p.text[i] = mw_arena_strdup(a->arena, mw_edit_text(&f->v[i]));
	mw_trace_banner(a, &b, &role);
	p.result = mw_arena_text(a->arena, mw_buf_text(&b),
	    strcspn(mw_buf_text(&b), " "));
	mw_buf_clear(&b);
	mw_request_print_line(r, &b);
	p.line = mw_arena_text(a->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	*push(a, &p) = p;
	keep(a, &p);
}

void
mw_form_take_past(struct mw_app *a, size_t i)
{
	struct mw_form *f = a->form;
	bool hidden = false;

	f->in_past = i;
	for (int k = 0; k < MW_FIELD_COUNT; k++) {
		mw_edit_set(&f->v[k], f->past[i].text[k]);
		hidden = hidden || strstr(f->past[i].text[k], "***") != NULL;
	}
	/* the field stays, marked as a whole; Enter runs from a button too */
	mw_form_focus(a, f->at >= MW_FIELD_COUNT ? MW_BUTTON_RUN
	    : f->at > MW_FIELD_HEADER && f->at <= MW_FIELD_HEADER_LAST &&
	    f->v[f->at].text.len == 0 ? MW_FIELD_HEADER : f->at);
	if (hidden)
		mw_app_say(a, "*** stands for what was not kept: type it "
		    "again");
}

void
mw_form_walk_past(struct mw_app *a, int by)
{
	struct mw_form *f = a->form;

	if (by < 0 ? f->in_past == 0 : f->in_past + 1 >= f->n_past) {
		mw_app_say(a, f->n_past == 0 ? "nothing was sent yet"
		    : by < 0 ? "that is the oldest" : "that is the newest");
		return;
	}
	mw_form_take_past(a, by < 0 ? f->in_past - 1 : f->in_past + 1);
}

void
mw_form_take_recent(struct mw_app *a, size_t number)
{
	struct mw_form *f = a->form;

	if (number < 1 || number > f->n_past) {
		mw_app_say(a, f->n_past == 0 ? "nothing was sent yet"
		    : "there is no recent request of that number");
		return;
	}
	mw_app_say(a, "Filled from recent request %zu. Enter runs it.",
	    number);
	mw_form_take_past(a, f->n_past - number);
}

/* ---- what a line leaves out ---------------------------------------------- */

static void
more(size_t n_headers, bool token, struct mw_buf *out)
{
	if (n_headers > 0)
		mw_buf_printf(out, "+%zu header%s", n_headers,
		    mw_str_s(n_headers));
	if (token)
		mw_buf_adds(out, n_headers > 0 ? " jwt" : "jwt");
}

void
mw_form_request_more(const struct mw_request *r, struct mw_buf *out)
{
	bool token = r->claims != NULL;
	size_t n = 0;

	for (size_t i = 0; i < r->n_headers; i++) {
		bool is = mw_str_case_eq(r->headers[i].name, "authorization") &&
		    mw_str_case_prefix(r->headers[i].value, "bearer ");

		token = token || is;
		n += !is;
	}
	more(n, token, out);
}

void
mw_form_past_more(const struct mw_past *p, struct mw_buf *out)
{
	bool token = *p->text[MW_FIELD_CLAIMS] != '\0' ||
	    *p->text[MW_FIELD_GROUPS] != '\0';
	size_t n = 0;

	for (int i = MW_FIELD_HEADER; i <= MW_FIELD_HEADER_LAST; i++) {
		const char *s = p->text[i];
		bool is = mw_str_case_prefix(s, "authorization:") &&
		    mw_str_case_prefix(s + 14 + strspn(s + 14, " "),
		    "bearer ");

		/* what was not kept may have been one: it is a header */
		token = token || is;
		n += *s != '\0' && !is;
	}
	more(n, token, out);
}
