/*
 * compare-saved.c - on Compare: saved requests, and which of them end
 * otherwise: in the what-if, or since the files changed.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/compare.h"
#include "view/saved.h"

enum { NAME_MAX = 26, WIDE = 90 };

/* NAME filled up to WIDTH cells, for texts behind it to stand below each
 * other. */
static void
name(struct mw_page *p, enum mw_role role, const char *text, int width)
{
	struct mw_buf b = { 0 };
	int used;

	mw_utf8_printable(&b, text, strlen(text));
	used = (int)mw_utf8_columns(mw_buf_text(&b), b.len);
	mw_page_add(p, role, "%s%*s", mw_buf_text(&b), width > used ? width -
	    used : 0, "");
	mw_buf_release(&b);
}

static int
name_width(const struct mw_saved *s)
{
	int width = 0;

	for (size_t i = 0; i < s->n; i++) {
		int w = (int)mw_utf8_columns(s->v[i].kept->name,
		    strlen(s->v[i].kept->name));

		width = w > width ? w : width;
	}
	return width < NAME_MAX ? width : NAME_MAX;
}

static void
row(struct mw_page *p, const struct mw_saved_row *r,
    const struct mw_saved_end *was, const struct mw_saved_end *now, int width)
{
	bool differs = mw_saved_differs(was, now);
	struct mw_buf b = { 0 };

	mw_page_put(p, MW_ROLE_WARN, differs ? " * " : "   ");
	name(p, differs ? MW_ROLE_TEXT : MW_ROLE_DIM, r->kept->name, width);
	if (p->width >= WIDE) {
		mw_request_print_line(r->kept->request, &b);
		mw_page_add(p, MW_ROLE_DIM, "  ");
		name(p, MW_ROLE_DIM, mw_buf_text(&b), p->width / 2);
		mw_buf_release(&b);
	}
	if (was->text == NULL || now->text == NULL) {
		mw_page_add(p, MW_ROLE_DIM, "  being sent");
		return;
	}
	if (!differs) {
		mw_page_add(p, MW_ROLE_DIM, "  %-9s same", was->word);
	} else {
		mw_page_add(p, was->good ? MW_ROLE_ALLOW : MW_ROLE_DENY,
		    "  was %s", was->word);
		mw_page_add(p, now->good ? MW_ROLE_ALLOW : MW_ROLE_DENY,
		    "  now %s", now->word);
	}
	if (now->otherwise)
		mw_page_add(p, MW_ROLE_WARN, "  not as expected");
	if (!differs || !mw_str_eq(was->word, now->word))
		return;
	/* the words are the same: what differs is told */
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_DIM, "     ");
	mw_page_wrap(p, MW_ROLE_DIM, 5, was->text);
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_DIM, "     -> ");
	mw_page_wrap(p, MW_ROLE_DIM, 8, now->text);
}

/* Those that differ come first: there may be many. */
static void
rows(struct mw_app *a, struct mw_page *p, bool whatif)
{
	const struct mw_saved *s = a->saved;
	int width = name_width(s);

	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < s->n; i++) {
			const struct mw_saved_row *r = &s->v[i];
			const struct mw_saved_end *was = whatif ? &r->now
			    : &r->was, *now = whatif ? &r->after : &r->now;

			if (turn > 0 && mw_app_page_is_short(a))
				return;	/* there is no room for the same */
			if (mw_saved_differs(was, now) == (turn == 0))
				row(p, r, was, now, width);
		}
	}
}

void
mw_compare_saved(struct mw_app *a, struct mw_page *p)
{
	const struct mw_saved *s = a->saved;
	bool whatif = mw_compare_changes(a) > 0;
	size_t n = 0;

	if (s->n == 0)
		return;
	for (size_t i = 0; i < s->n; i++)
		n += mw_saved_differs(whatif ? &s->v[i].now : &s->v[i].was,
		    whatif ? &s->v[i].after : &s->v[i].now);
	if (!whatif && n == 0)
		return;
	if (p->n > 0 && !mw_app_page_is_short(a))
		mw_page_line(p);
	if (whatif)
		mw_page_put(p, MW_ROLE_TITLE, "Saved requests: %zu of %zu "
		    "change%s", n, s->n, n == 1 ? "s" : "");
	else
		mw_page_put(p, MW_ROLE_TITLE, "Saved requests: %zu of %zu "
		    "end%s otherwise since the files were loaded again", n,
		    s->n, n == 1 ? "s" : "");
	rows(a, p, whatif);
}
