/*
 * compare-sum.c - in a few words, what else a what-if changes: in the banner,
 * in the message row, and first on the page.
 */
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "view/saved.h"

static size_t
saved_changed(const struct mw_app *a, bool *known)
{
	const struct mw_saved *s = a->saved;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		n += mw_saved_differs(&s->v[i].now, &s->v[i].after);
		*known = *known && s->v[i].now.text != NULL &&
		    s->v[i].after.text != NULL;
	}
	return n;
}

/* "2 saved requests and 3 callers change", or nothing when none does; false:
 * it is not all known yet. */
static bool
print_changed(const struct mw_app *a, bool brief, struct mw_buf *out)
{
	size_t n[3];
	bool known = mw_compare_count(a, &n[1], &n[2]), more = false;
	size_t sum;

	n[0] = saved_changed(a, &known);
	sum = n[0] + n[1] + n[2];
	if (sum == 0)
		return known;
	if (brief) {
		mw_buf_printf(out, "%zu other%s change%s", sum, mw_str_s(sum),
		    sum == 1 ? "s" : "");
		return known;
	}
	for (int i = 0; i < 3; i++) {
		static const char *const what[] = { "saved request", "caller",
			"other request" };

		if (n[i] == 0)
			continue;
		mw_buf_printf(out, "%s%zu %s%s", more ? i == 2 || n[2] == 0
		    ? " and " : ", " : "", n[i], what[i], mw_str_s(n[i]));
		more = true;
	}
	mw_buf_printf(out, " change%s", sum == 1 ? "s" : "");
	return known;
}

void
mw_compare_print_others(const struct mw_app *a, bool brief, struct mw_buf *out)
{
	struct mw_buf b = { 0 };

	print_changed(a, brief, &b);
	if (b.len > 0)
		mw_buf_printf(out, "; %s", mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_compare_print_same(const struct mw_app *a, struct mw_buf *out)
{
	struct mw_buf b = { 0 };
	bool known = print_changed(a, false, &b);

	mw_buf_adds(out, "The same for this request");
	if (b.len > 0)
		mw_buf_printf(out, "; %s", mw_buf_text(&b));
	else if (known)
		mw_buf_adds(out, ", and for all others that were tried");
	mw_buf_release(&b);
}

void
mw_compare_say(struct mw_app *a, const char *what)
{
	const struct mw_comparison *c = a->compare->rows;
	const char *undo = mw_app_key_of(a, MW_DO_UNDO);
	struct mw_buf b = { 0 }, said = { 0 };
	bool known = print_changed(a, false, &b);

	mw_buf_adds(&said, what);
	if (c != NULL && !c->verdict_differs)
		mw_buf_printf(&said, ": the same for this request%s",
		    known && b.len == 0 ? " and all others tried" : "");
	else if (c != NULL && known && b.len == 0)
		mw_buf_adds(&said, "; no other that was tried changes");
	if (b.len > 0)
		mw_buf_printf(&said, "; %s%s", mw_buf_text(&b), c != NULL &&
		    c->verdict_differs ? " too" : "");
	/* what does not fit is not begun */
	mw_buf_clear(&b);
	mw_buf_printf(&b, "; files are untouched, %s undoes", undo);
	if (mw_draw_columns(mw_buf_text(&said)) + mw_draw_columns(mw_buf_text(
	    &b)) <= a->frame->columns - 2)
		mw_buf_add(&said, b.data, b.len);
	mw_app_say(a, "%s", mw_buf_text(&said));
	mw_buf_release(&b);
	mw_buf_release(&a->compare->said);
	a->compare->said = said;
	if (known) {
		mw_buf_clear(&a->compare->told);
	} else if (mw_buf_text(&a->compare->told) != what) {
		mw_buf_clear(&a->compare->told);
		mw_buf_adds(&a->compare->told, what);
	}
}

bool
mw_compare_tell(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	size_t n[2];
	bool known = mw_compare_count(a, &n[0], &n[1]);

	saved_changed(a, &known);
	if (c->told.len == 0 || !known)
		return false;
	/* another message has come since */
	if (!a->alarm && mw_str_eq(mw_buf_text(&a->message), mw_buf_text(
	    &c->said)))
		mw_compare_say(a, mw_app_text(a, "%s", mw_buf_text(&c->told)));
	mw_buf_clear(&c->told);
	return false;
}
