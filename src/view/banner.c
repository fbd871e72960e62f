/*
 * banner.c - the verdict in a line: what came out, what was asked, and why, as
 * far as there is room.
 */
#include <limits.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/trace.h"

/* ---- what was asked ------------------------------------------------------ */

/* NAME without the end that all names of the mesh have. */
static void
add_name(const char *name, const char *domain, struct mw_buf *out)
{
	const char *end = strstr(name, ".svc.");

	if (end != NULL && mw_str_eq(end + strlen(".svc."), domain))
		mw_buf_add(out, name, (size_t)(end - name));
	else
		mw_buf_adds(out, name);
}

/* As one types it: "GET reviews.shop:9080/reviews/1"; the name asked for where
 * another is dialled, as at a gateway. */
static void
brief(const struct mw_request *r, const char *line, const char *domain,
    struct mw_buf *out)
{
	bool http = r->scheme == MW_SCHEME_HTTP || r->scheme ==
	    MW_SCHEME_HTTPS;

	if (http)
		mw_buf_printf(out, "%s ", r->method);
	if (r->scheme != MW_SCHEME_HTTP)
		mw_buf_printf(out, "%s://", mw_scheme_name(r->scheme));
	if (strstr(line, " (Host: ") != NULL) {
		mw_buf_adds(out, mw_str_or_empty(r->host));
	} else {
		add_name(r->to, domain, out);
		mw_buf_printf(out, ":%u", r->port);
	}
	if (http)
		mw_secrets_hide(NULL, r->path, out);
}

/* The same with the caller, in few words. */
static void
brief_and_caller(struct mw_app *a, const struct mw_request *r,
    const struct mw_secrets *secrets, bool caller, struct mw_buf *out)
{
	struct mw_buf line = { 0 }, full = { 0 }, raw = { 0 };

	mw_request_print_line(r, &line);
	mw_secrets_hide(secrets, mw_buf_text(&line), &full);
	brief(r, mw_buf_text(&full), mw_str_or_empty(
	    a->mesh->settings.domain), &raw);
	if (caller)
		mw_buf_printf(&raw, " from %s", r->from);
	mw_secrets_hide(secrets, mw_buf_text(&raw), out);
	mw_buf_release(&line);
	mw_buf_release(&full);
	mw_buf_release(&raw);
}

void
mw_banner_request(struct mw_app *a, const struct mw_request *r,
    const struct mw_secrets *secrets, int width, struct mw_buf *out)
{
	struct mw_buf raw = { 0 }, b = { 0 };

	mw_request_print_line(r, &raw);
	mw_secrets_hide(secrets, mw_buf_text(&raw), &b);
	for (int caller = 1; caller >= 0 && mw_draw_columns(mw_buf_text(&b)) >
	     width; caller--) {
		mw_buf_clear(&b);
		brief_and_caller(a, r, secrets, caller == 1, &b);
	}
	mw_shorten(out, mw_buf_text(&b), width);
	mw_buf_release(&raw);
	mw_buf_release(&b);
}

/* ---- what came of it ----------------------------------------------------- */

/* "403" of "403, server sidecar of ...", "connection closed" of such, and the
 * rest of it. */
static const char *
split_status(const char *summary, size_t *status)
{
	*status = strspn(summary, "0123456789");
	if (*status == 0 && mw_str_has_prefix(summary, "connection "))
		*status = strcspn(summary, ",");
	return summary + *status + strspn(summary + *status, ", ");
}

/* REASON with what it can do without left out. */
static void
in_short(const char *reason, struct mw_buf *out)
{
	static const char none[] = "no ALLOW policy matches";
	const char *port = strstr(reason, " port ");

	if (mw_str_has_prefix(reason, none))
		mw_buf_adds(out, "no ALLOW rule");
	else if (mw_str_has_prefix(reason, "by ") && port != NULL)
		mw_buf_add(out, reason, (size_t)(port - reason));
	else
		mw_buf_adds(out, reason);
}

/* The first cells of TEXT: it begins with what matters. */
static void
head_of(const char *text, int width, struct mw_buf *out)
{
	struct mw_buf b = { 0 };
	size_t at = 0;
	int cells = 0, w;

	if (mw_draw_columns(text) <= width) {
		mw_buf_adds(out, text);
		return;
	}
	mw_utf8_printable(&b, text, strlen(text));
	while (at < b.len) {
		size_t n = mw_utf8_grapheme(b.data + at, b.len - at, &w);

		if (cells + w > width - 1)
			break;
		cells += w;
		at += n;
	}
	mw_buf_add(out, mw_buf_text(&b), at);
	mw_buf_addc(out, '~');
	mw_buf_release(&b);
}

/*
 * As much of the reason as ROOM cells hold: which branch it is goes first, as
 * the title of the steps says that too; then that a what-if changes nothing;
 * then who said it; and in the end it is cut.
 */
static void
why(const struct mw_app *a, const struct mw_outcome *o, const char *summary,
    int room, struct mw_buf *out)
{
	const struct mw_trace *t = a->trace;
	struct mw_buf core = { 0 }, b = { 0 }, safe = { 0 };
	const char *tail;

	/* "from" is the caller here */
	mw_buf_printf(&core, "%s%s", mw_str_has_prefix(summary, "from ")
	    ? "by " : "", summary + (mw_str_has_prefix(summary, "from ")
	    ? strlen("from ") : 0));
	tail = strstr(mw_buf_text(&core), ": ");
	tail = tail != NULL ? tail + 2 : mw_buf_text(&core);
	for (int less = 0; less < 5; less++) {
		mw_buf_clear(&b);
		if (less == 4)
			in_short(tail, &b);
		else
			mw_buf_adds(&b, less < 3 ? mw_buf_text(&core) : tail);
		if (less < 2 && mw_compare_is_same(a))
			mw_buf_adds(&b, "; what-if: the same");
		if (less < 1 && t->answer->n_outcomes > 1)
			mw_buf_printf(&b, "   branch %zu of %zu, %.4g %%",
			    t->branch + 1, t->answer->n_outcomes, o->of > 0
			    ? 100.0 * (double)o->weight / (double)o->of
			    : 100.0);
		mw_buf_clear(&safe);
		mw_secrets_hide(t->secrets, mw_buf_text(&b), &safe);
		if (mw_draw_columns(mw_buf_text(&safe)) <= room)
			break;
	}
	head_of(mw_buf_text(&safe), room, out);
	mw_buf_release(&core);
	mw_buf_release(&b);
	mw_buf_release(&safe);
}

enum { REASON_MIN = 10 };	/* cells: less of it tells nothing */

/* The verdict is in TEXT.  The request is what the reader knows it by, and
 * with the caller it goes last; the reason has what they leave. */
static void
put_both(struct mw_app *a, const struct mw_outcome *o, const char *summary,
    struct mw_buf *text)
{
	const struct mw_trace *t = a->trace;
	const char *gap = a->frame->columns >= 60 ? "  " : " ";
	int room = a->frame->columns - 2 - mw_draw_columns(mw_buf_text(text)) -
	    (int)strlen(gap);
	struct mw_buf all = { 0 }, least = { 0 }, b = { 0 };
	int share;

	why(a, o, summary, INT_MAX / 2, &all);
	brief_and_caller(a, t->request, t->secrets, true, &least);
	share = room - 3 - mw_draw_columns(mw_buf_text(&all));
	if (share < mw_draw_columns(mw_buf_text(&least)))
		share = mw_draw_columns(mw_buf_text(&least));
	mw_banner_request(a, t->request, t->secrets, share < room ? share
	    : room, &b);
	mw_buf_printf(text, "%s%s", gap, mw_buf_text(&b));
	room -= mw_draw_columns(mw_buf_text(&b)) + 3;
	if (room >= REASON_MIN) {
		mw_buf_adds(text, "   ");
		why(a, o, summary, room, text);
	}
	mw_buf_release(&all);
	mw_buf_release(&least);
	mw_buf_release(&b);
}

/* Another verdict in the what-if: who asks why is sent to where both are. */
static bool
put_beside(struct mw_app *a, struct mw_buf *text)
{
	int room = a->frame->columns - 2;

	if (!mw_compare_beside(a, text))
		return false;
	room -= mw_draw_columns(mw_buf_text(text)) + 2;
	if (room > 10) {
		mw_buf_adds(text, "  ");
		mw_banner_request(a, a->trace->request, a->trace->secrets,
		    room, text);
	}
	return true;
}

/* One row for the whole screen: a place follows. */
static void
put_reason(struct mw_app *a, const struct mw_outcome *o, const char *summary,
    struct mw_buf *text)
{
	int room = a->frame->columns - 2 - mw_draw_columns(mw_buf_text(text));
	struct mw_buf b = { 0 };

	why(a, o, summary, room > 1 ? room : 1, &b);
	mw_buf_printf(text, "%s%s", mw_str_has_prefix(mw_buf_text(&b), "by ")
	    ? " " : ", ", mw_buf_text(&b));
	mw_buf_release(&b);
}

bool
mw_trace_banner(struct mw_app *a, struct mw_buf *text, enum mw_role *role)
{
	const struct mw_trace *t = a->trace;
	const struct mw_outcome *o = mw_trace_outcome(a);
	struct mw_buf summary = { 0 };
	const char *rest;
	size_t status;

	*role = MW_ROLE_DIM;
	if (t->answer == NULL) {
		mw_buf_adds(text, t->comes ? "Compiling the proxies on the way"
		    : "Nothing was sent yet");
		return false;
	}
	if (t->answer->error != NULL) {
		mw_buf_printf(text, "UNDECIDED  %s", t->answer->error);
		*role = MW_ROLE_WARN;
		return true;
	}
	if (o == NULL)
		return false;
	if (put_beside(a, text)) {
		mw_outcome_word(o, role);
		return true;
	}
	mw_buf_adds(text, mw_outcome_word(o, role));
	mw_outcome_summary(o, &summary);
	rest = split_status(mw_buf_text(&summary), &status);
	if (status > 0)
		mw_buf_printf(text, " %.*s", (int)status,
		    mw_buf_text(&summary));
	if (a->layout.tiny)
		put_reason(a, o, rest, text);
	else
		put_both(a, o, rest, text);
	mw_buf_release(&summary);
	return true;
}
