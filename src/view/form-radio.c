/*
 * form-radio.c - fields of which one chooses among a few words: whose identity
 * the caller shows, and whether there is a token.
 *
 * The text of the field is all there is: which word is on follows from it.
 */
#include <string.h>

#include "base/str.h"
#include "view/form.h"

enum { IDENTITY_OWN, IDENTITY_NONE, IDENTITY_TYPED };
enum { ROOMY = 100 };			/* columns of the form */

static const struct mw_radio by_identity = {
	.words = { "from the workload", "no mTLS", "typed principal" },
	.brief = { "workload", "no mTLS", "" },
	.n = 3,
};
static const struct mw_radio by_claims = {
	.words = { "none", "claims" },
	.brief = { "none", "claims" },
	.n = 2,
	.open = true,
};

const struct mw_radio *
mw_form_radio(int field)
{
	return field == MW_FIELD_IDENTITY ? &by_identity : field ==
	    MW_FIELD_CLAIMS ? &by_claims : NULL;
}

int
mw_form_radio_on(const struct mw_app *a, int field)
{
	const char *s = mw_form_text(a, (enum mw_form_field)field);

	s += strspn(s, " ");
	if (field == MW_FIELD_CLAIMS)
		return *s != '\0' || *mw_form_text(a, MW_FIELD_GROUPS) != '\0';
	if (*s == '\0' || strcmp(s, MW_IDENTITY_OWN) == 0)
		return IDENTITY_OWN;
	return strcmp(s, MW_IDENTITY_NONE) == 0 ? IDENTITY_NONE
						: IDENTITY_TYPED;
}

const char *
mw_form_principal(const char *identity)
{
	static const char scheme[] = "spiffe://";
	const char *s = mw_str_or_empty(identity);

	return mw_str_has_prefix(s, scheme) ? s + strlen(scheme) : s;
}

/* What a principal is begun with: that of the caller. */
static const char *
some_principal(struct mw_app *a)
{
	const struct mw_workload *w = mw_form_client(a);

	return w == NULL || mw_str_empty(w->identity)
	    ? "cluster.local/ns/default/sa/default"
	    : mw_form_principal(w->identity);
}

/* Those of an issuer that is known, when its field has the focus. */
static const char *
some_claims(struct mw_app *a)
{
	return a->form->at == MW_FIELD_CLAIMS && a->form->n_choices > 0
	    ? a->form->choices[0].text : "iss=issuer sub=someone";
}

static const char *
suggestion(struct mw_app *a, int field)
{
	return field == MW_FIELD_CLAIMS ? some_claims(a) : some_principal(a);
}

void
mw_form_radio_set(struct mw_app *a, int field, int which)
{
	struct mw_edit *v = &a->form->v[field];
	int on = mw_form_radio_on(a, field);

	if (which == on)
		return;
	mw_edit_set(v, which == 0 ? "" : which == mw_form_radio(field)->n - 1
	    ? suggestion(a, field) : MW_IDENTITY_NONE);
	if (field == MW_FIELD_CLAIMS && which == 0)
		mw_edit_set(&a->form->v[MW_FIELD_GROUPS], "");
	v->whole = which == mw_form_radio(field)->n - 1;
	mw_form_choose(a);
}

bool
mw_form_radio_event(struct mw_app *a, const struct mw_event *e)
{
	struct mw_form *f = a->form;
	const struct mw_radio *r = mw_form_radio(f->at);
	struct mw_edit *v = &f->v[f->at];
	int on;

	if (r == NULL || e->kind != MW_EVENT_KEY ||
	    (e->mods & (MW_MOD_CTRL | MW_MOD_ALT)) != 0)
		return false;
	on = mw_form_radio_on(a, f->at);
	/* back to the words, but not from a text of one's own */
	if (e->key == MW_KEY_LEFT && on > 0 && (on < r->n - 1 || (v->whole &&
	    strcmp(mw_edit_text(v), suggestion(a, f->at)) == 0))) {
		mw_form_radio_set(a, f->at, on - 1);
		return true;
	}
	if (on == r->n - 1)
		return false;		/* one edits */
	if (e->key == MW_KEY_RIGHT || (e->key == MW_KEY_CHAR && e->cp ==
	    ' ')) {
		mw_form_radio_set(a, f->at, on + 1);
		return true;
	}
	/* what is typed takes the place of the word */
	v->whole = v->text.len > 0;
	return false;
}

/* ---- drawing ------------------------------------------------------------- */

bool
mw_form_radio_has_text(const struct mw_app *a, int field)
{
	const struct mw_radio *r = mw_form_radio(field);
	const struct mw_form *f = a->form;

	return r == NULL || r->open || mw_form_radio_on(a, field) == r->n - 1 ||
	    (f->at == field && f->chosen >= 0 && (size_t)f->chosen <
	    f->n_choices);
}

/* The text of one's own needs the room. */
static const char *
word(const struct mw_app *a, int field, int i, int room)
{
	const struct mw_radio *r = mw_form_radio(field);

	return room < ROOMY - 11 && mw_form_radio_has_text(a, field)
	    ? r->brief[i] : r->words[i];
}

static int
gap(const struct mw_app *a, int field, int room)
{
	return room >= ROOMY - 11 ? 3 : mw_form_radio(field)->open ||
	    !mw_form_radio_has_text(a, field) ? 2 : 1;
}

int
mw_form_draw_radio(struct mw_app *a, struct mw_frame *f, int row, int c,
    int end, int field, int *mark)
{
	const struct mw_radio *r = mw_form_radio(field);
	int on = mw_form_radio_on(a, field), room = end - c;

	for (int i = 0; i < r->n; i++) {
		const char *s = word(a, field, i, room);

		if (c + 4 + (int)strlen(s) > end)
			break;
		if (i == on)
			*mark = c + 1;
		mw_frame_text(f, row, c, 4, i == on ? MW_ROLE_TITLE
		    : MW_ROLE_FRAME, i == on ? "(*) " : "( ) ");
		c += 4 + mw_frame_text(f, row, c + 4, end - c - 4, i == on
		    ? MW_ROLE_TITLE : MW_ROLE_TEXT, s);
		if (*s != '\0')
			c += gap(a, field, room);
	}
	return c;
}

int
mw_form_radio_at(const struct mw_app *a, int c, int end, int field, int column)
{
	const struct mw_radio *r = mw_form_radio(field);
	int room = end - c;

	for (int i = 0; r != NULL && i < r->n; i++) {
		int len = 4 + (int)strlen(word(a, field, i, room));

		if (column >= c && column < c + len)
			return i;
		c += len + gap(a, field, room);
	}
	return -1;
}
