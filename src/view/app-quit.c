/*
 * app-quit.c - the end: a what-if that nobody has written is asked about, and
 * one that was cut off is offered again.
 */
#include <string.h>

#include "view/compare.h"
#include "whatif/whatif.h"

/* ---- what is not written ------------------------------------------------- */

void
mw_compare_written(struct mw_app *a)
{
	struct mw_compare *c = a->compare;

	mw_buf_clear(&c->written);
	mw_whatif_print_json(c->whatif, &c->written);
}

bool
mw_app_whatif(const struct mw_app *a, struct mw_buf *out)
{
	const struct mw_compare *c = a->compare;
	struct mw_buf now = { 0 };
	bool unsaved = mw_compare_changes(a) > 0;

	mw_whatif_print_json(c->whatif, &now);
	unsaved = unsaved && strcmp(mw_buf_text(&now), mw_buf_text(
	    &c->written)) != 0;
	if (unsaved)
		mw_buf_adds(out, mw_buf_text(&now));
	mw_buf_release(&now);
	return unsaved;
}

/* ---- leaving ------------------------------------------------------------- */

void
mw_app_quit(struct mw_app *a)
{
	struct mw_buf b = { 0 };

	if (mw_app_whatif(a, &b))
		a->prompt = MW_PROMPT_QUIT;
	else
		mw_app_effect(a, MW_EFFECT_QUIT, NULL);
	mw_buf_release(&b);
}

static bool
is_ctrl_c(const struct mw_event *e)
{
	return e->key == MW_KEY_CHAR && e->cp == 'c' &&
	    (e->mods & MW_MOD_CTRL) != 0;
}

/* ---- coming back --------------------------------------------------------- */

void
mw_app_offer_whatif(struct mw_app *a, const char *text)
{
	struct mw_compare *c = a->compare;

	mw_buf_clear(&c->offered);
	mw_buf_adds(&c->offered, text);
	a->prompt = MW_PROMPT_RESUME;
}

static void
resume(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	size_t n = mw_whatif_read_json(c->whatif, mw_buf_text(&c->offered),
	    c->offered.len), lost = 0;

	for (size_t i = 0; i < n; i++)
		lost += !mw_whatif_fits(c->whatif, a->mesh, i);
	if (n == 0)
		mw_app_alarm(a, "what was kept is no what-if");
	else if (lost > 0)
		mw_app_alarm(a, "the what-if is back; %zu of %zu changes fit "
		    "nothing any more", lost, n);
	else
		mw_app_say(a, "the what-if is back: %zu change%s; %s shows "
		    "%s, %s undoes", n, n == 1 ? "" : "s",
		    mw_app_key_of(a, MW_DO_COMPARE), n == 1 ? "it" : "them",
		    mw_app_key_of(a, MW_DO_UNDO));
}

void
mw_app_quit_prompt(const struct mw_app *a, struct mw_buf *label)
{
	size_t n = mw_compare_changes(a);

	if (a->prompt == MW_PROMPT_QUIT)
		mw_buf_printf(label, "quit and drop %zu change%s? y/n ", n,
		    n == 1 ? "" : "s");
	else
		mw_buf_adds(label, "meshwalk was ended with a what-if: take "
		    "it up again? y/n ");
}

void
mw_app_quit_prompt_event(struct mw_app *a, const struct mw_event *e)
{
	enum mw_prompt asked = a->prompt;
	bool yes = e->key == MW_KEY_CHAR && e->mods == 0 && e->cp == 'y';
	bool no = e->key == MW_KEY_CHAR && e->mods == 0 && e->cp == 'n';

	if (e->kind != MW_EVENT_KEY)
		return;
	a->prompt = MW_PROMPT_NONE;
	if (asked == MW_PROMPT_QUIT) {
		/* who presses C-c again means it */
		if (yes || is_ctrl_c(e))
			mw_app_effect(a, MW_EFFECT_QUIT, NULL);
		else
			mw_app_say(a, "the what-if is still here: %s shows it, "
			    "%s writes it", mw_app_key_of(a, MW_DO_COMPARE),
			    mw_app_key_of(a, MW_DO_WRITE));
		return;
	}
	if (yes)
		resume(a);
	if (yes || no)
		mw_app_effect(a, MW_EFFECT_FORGET, NULL);
	else if (e->key != MW_KEY_ESCAPE)
		mw_app_key(a, e);	/* asked again the next time */
	if (no)
		mw_app_say(a, "dropped");
}
