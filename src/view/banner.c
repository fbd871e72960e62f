/*
 * banner.c - the verdict in a line: what came out, what was asked, and why, as
 * far as there is room.
 */
#include <string.h>

#include "base/str.h"
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

void
mw_banner_request(struct mw_app *a, const struct mw_request *r,
    const struct mw_secrets *secrets, int width, struct mw_buf *out)
{
	struct mw_buf raw = { 0 }, full = { 0 }, less = { 0 };
	struct mw_buf caller = { 0 };

	mw_request_print_line(r, &raw);
	mw_secrets_hide(secrets, mw_buf_text(&raw), &full);
	if (mw_draw_columns(mw_buf_text(&full)) <= width) {
		mw_buf_add(out, full.data, full.len);
	} else {
		mw_buf_clear(&raw);
		brief(r, mw_buf_text(&full), mw_str_or_empty(
		    a->mesh->settings.domain), &raw);
		mw_secrets_hide(secrets, mw_buf_text(&raw), &less);
		mw_buf_clear(&raw);
		mw_buf_printf(&raw, " from %s", r->from);
		mw_secrets_hide(secrets, mw_buf_text(&raw), &caller);
		/* the steps begin with the caller */
		if (mw_draw_columns(mw_buf_text(&less)) + mw_draw_columns(
		    mw_buf_text(&caller)) <= width)
			mw_buf_add(&less, caller.data, caller.len);
		mw_shorten(out, mw_buf_text(&less), width);
	}
	mw_buf_release(&raw);
	mw_buf_release(&full);
	mw_buf_release(&less);
	mw_buf_release(&caller);
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

static void
why(const struct mw_app *a, const struct mw_outcome *o, const char *summary,
    struct mw_buf *out)
{
	const struct mw_trace *t = a->trace;
	struct mw_buf b = { 0 };

	/* "from" is the caller here */
	if (mw_str_has_prefix(summary, "from ") && a->frame->columns >= 60)
		mw_buf_printf(&b, "by %s", summary + strlen("from "));
	else
		mw_buf_adds(&b, summary);
	if (mw_compare_is_same(a))
		mw_buf_adds(&b, "; what-if: the same");
	if (t->answer->n_outcomes > 1)
		mw_buf_printf(&b, "   branch %zu of %zu, %.4g %%",
		    t->branch + 1, t->answer->n_outcomes, o->of > 0 ? 100.0 *
		    (double)o->weight / (double)o->of : 100.0);
	mw_secrets_hide(t->secrets, mw_buf_text(&b), out);
	mw_buf_release(&b);
}

/* The request is what the reader knows it by: it has more than a half, or what
 * the reason leaves.  Of that, who said it goes first. */
static void
put_both(struct mw_app *a, const char *reason, struct mw_buf *text)
{
	const struct mw_trace *t = a->trace;
	int room = a->frame->columns - 2 - mw_draw_columns(mw_buf_text(text));
	int need = mw_draw_columns(reason), share = room - need - 5;
	struct mw_buf b = { 0 };

	if (share < room * 3 / 5)
		share = room * 3 / 5;
	mw_banner_request(a, t->request, t->secrets, share, &b);
	mw_buf_printf(text, "  %s   ", mw_buf_text(&b));
	room -= 5 + mw_draw_columns(mw_buf_text(&b));
	if (need > room && strstr(reason, ": ") != NULL)
		reason = strstr(reason, ": ") + 2;
	mw_buf_adds(text, reason);
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
	if (a->frame->columns >= 60 && room > 10) {
		mw_buf_adds(text, "  ");
		mw_banner_request(a, a->trace->request, a->trace->secrets,
		    room, text);
	}
	return true;
}

/* There is no room for the request, hardly for who said it. */
static void
put_reason(struct mw_app *a, const char *reason, struct mw_buf *text)
{
	int room = a->frame->columns - 4 - mw_draw_columns(mw_buf_text(text));

	if (mw_draw_columns(reason) > room && strstr(reason, ": ") != NULL)
		reason = strstr(reason, ": ") + 2;
	mw_buf_printf(text, "%s%s", mw_str_has_prefix(reason, "from ") ? " "
	    : ", ", reason);
}

bool
mw_trace_banner(struct mw_app *a, struct mw_buf *text, enum mw_role *role)
{
	const struct mw_trace *t = a->trace;
	const struct mw_outcome *o = mw_trace_outcome(a);
	struct mw_buf summary = { 0 }, reason = { 0 };
	const char *rest;
	size_t status;

	*role = MW_ROLE_DIM;
	if (t->answer == NULL) {
		mw_buf_adds(text, "Nothing was sent yet");
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
	why(a, o, rest, &reason);
	if (a->frame->columns >= 60)
		put_both(a, mw_buf_text(&reason), text);
	else
		put_reason(a, mw_buf_text(&reason), text);
	mw_buf_release(&summary);
	mw_buf_release(&reason);
	return true;
}
