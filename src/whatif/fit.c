/*
 * fit.c - texts that fit a matcher: what a request could hold.
 */
#include "whatif/fit.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"

enum { SAMPLES = MW_FIT_PATHS };

static const char *
sample(const struct mw_regex *re, unsigned n, const char *lead,
    struct mw_arena *a)
{
	struct mw_buf b = { 0 };
	const char *text = NULL;

	if (re != NULL && mw_regex_sample(re, n, &b)) {
		text = mw_arena_printf(a, "%s%s", lead, mw_buf_text(&b));
		if (!mw_regex_full(re, text, strlen(text)))
			text = NULL;
	}
	mw_buf_release(&b);
	return text;
}

const char *
mw_fit(const struct mw_matcher *m, struct mw_arena *a)
{
	const char *text = NULL;

	switch (m->kind) {
	case MW_MATCH_PREFIX:
		if (m->len > 0 && isalnum((unsigned char)m->text[m->len - 1]))
			return mw_arena_text(a, m->text, m->len);
		return mw_arena_printf(a, "%.*sx", (int)m->len, m->text);
	case MW_MATCH_EXACT:
	case MW_MATCH_CONTAINS:
		return mw_arena_text(a, m->text, m->len);
	case MW_MATCH_SUFFIX:
		return mw_arena_printf(a, "x%.*s", (int)m->len, m->text);
	case MW_MATCH_PRESENT:
		return "x";
	case MW_MATCH_REGEX:
		/* an empty value is the last that anybody would send */
		for (unsigned i = 0; i < SAMPLES && mw_str_empty(text); i++) {
			const char *other = sample(m->regex, i, "", a);

			text = other != NULL ? other : text;
		}
		return text;
	}
	return NULL;
}

const char *
mw_fit_other(const struct mw_matcher *m, unsigned n, struct mw_arena *a)
{
	const char *text = mw_fit(m, a);

	if (n == 0 || text == NULL)
		return text;
	switch (m->kind) {
	case MW_MATCH_PREFIX:
	case MW_MATCH_CONTAINS:
	case MW_MATCH_PRESENT:
		return n > 2 ? NULL : mw_arena_printf(a, "%s%s", text, n == 1
		    ? "2" : "-other");
	case MW_MATCH_SUFFIX:
		return n > 1 ? NULL : mw_arena_printf(a, "2%s", text);
	case MW_MATCH_REGEX:
		return n >= SAMPLES ? NULL : sample(m->regex, n, "", a);
	case MW_MATCH_EXACT:
		break;
	}
	return NULL;
}

const char *
mw_fit_path(const struct mw_route_entry *r, unsigned n, struct mw_arena *a)
{
	static const char *const tails[] = { "", "x", "/x", "/other" };
	bool slash = r->path_len > 0 && r->path[r->path_len - 1] == '/';
	const char *text = NULL;

	switch (r->path_kind) {
	case MW_PATH_EXACT:
		return n > 0 ? NULL : mw_arena_text(a, r->path, r->path_len);
	case MW_PATH_PREFIX:
	case MW_PATH_SEPARATED_PREFIX:
		if (n >= MW_LEN(tails))
			return NULL;
		/* "x" alone would go on with the same word */
		if (r->path_kind == MW_PATH_SEPARATED_PREFIX && n == 1)
			n = 2;
		return mw_arena_printf(a, "%s%s", r->path_len == 0 ? "/"
		    : mw_arena_text(a, r->path, r->path_len), tails[n] +
		    (slash && *tails[n] == '/'));
	case MW_PATH_REGEX:
		for (; text == NULL && n < 2 * SAMPLES; n += SAMPLES) {
			text = sample(r->path_regex, n % SAMPLES, n < SAMPLES
			    ? "" : "/", a);
			if (text != NULL && *text != '/')
				text = NULL;
		}
		return text;
	}
	return NULL;
}

const char *
mw_fit_host(const char *pattern, struct mw_arena *a)
{
	const char *slash = strchr(pattern, '/');
	size_t len;

	if (slash != NULL)
		pattern = slash + 1;
	if (strcmp(pattern, "*") == 0 || *pattern == '\0')
		return "any.example.com";
	len = strlen(pattern);
	if (*pattern == '*')
		return mw_arena_printf(a, "any%s", pattern + 1);
	if (pattern[len - 1] == '*')
		return mw_arena_printf(a, "%.*sany", (int)len - 1, pattern);
	return pattern;
}
