/*
 * view-driver.h - the app without a terminal: typing, and what it shows.
 */
#ifndef MW_TESTS_VIEW_DRIVER_H
#define MW_TESTS_VIEW_DRIVER_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "view/app.h"

static inline void
key(struct mw_app *a, enum mw_key k, uint32_t cp, unsigned mods)
{
	struct mw_event e = { .kind = MW_EVENT_KEY, .key = k, .cp = cp,
		.mods = mods };

	mw_app_handle(a, &e);
}

/* A newline is Enter, a tab Tab, an escape Esc. */
static inline void
type(struct mw_app *a, const char *s)
{
	for (; *s != '\0'; s++)
		key(a, *s == '\n' ? MW_KEY_ENTER : *s == '\t' ? MW_KEY_TAB :
		    *s == '\033' ? MW_KEY_ESCAPE : MW_KEY_CHAR,
		    (unsigned char)*s, 0);
}

static inline bool
shows(struct mw_app *a, const char *text)
{
	struct mw_buf b = { 0 };
	bool found;

	mw_frame_dump(mw_app_frame(a), &b, NULL);
	found = strstr(mw_buf_text(&b), text) != NULL;
	mw_buf_release(&b);
	return found;
}

/* The effect of that kind that the last event had, or NULL. */
static inline const struct mw_effect *
effect(const struct mw_app *a, enum mw_effect_kind kind)
{
	size_t n;
	const struct mw_effect *e = mw_app_effects(a, &n);

	for (size_t i = 0; i < n; i++) {
		if (e[i].kind == kind)
			return &e[i];
	}
	return NULL;
}

#endif
