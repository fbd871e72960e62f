/*
 * matcher.c - one value against one pattern, and the pattern in words.
 */
#include "xds/xds.h"

#include "base/buf.h"

#include <string.h>
#include <strings.h>

static bool
equal(const struct mw_matcher *m, const char *s)
{
	if (m->len == 0)
		return true;
	if (m->ignore_case)
		return strncasecmp(s, m->text, m->len) == 0;
	return memcmp(s, m->text, m->len) == 0;
}

static bool
contains(const struct mw_matcher *m, const char *s, size_t len)
{
	for (size_t i = 0; i + m->len <= len; i++) {
		if (equal(m, s + i))
			return true;
	}
	return false;
}

bool
mw_matcher_test(const struct mw_matcher *m, const char *s, size_t len)
{
	if (s == NULL)
		return false;
	switch (m->kind) {
	case MW_MATCH_PRESENT:
		return true;
	case MW_MATCH_EXACT:
		return len == m->len && equal(m, s);
	case MW_MATCH_PREFIX:
		return len >= m->len && equal(m, s);
	case MW_MATCH_SUFFIX:
		return len >= m->len && equal(m, s + len - m->len);
	case MW_MATCH_CONTAINS:
		return contains(m, s, len);
	case MW_MATCH_REGEX:
		return m->regex != NULL && mw_regex_full(m->regex, s, len);
	}
	return false;
}

void
mw_matcher_print(const struct mw_matcher *m, struct mw_buf *out)
{
	const char *verb = NULL;

	switch (m->kind) {
	case MW_MATCH_PRESENT:
		mw_buf_adds(out, "is there");
		return;
	case MW_MATCH_EXACT:
		if (m->len == 0) {
			mw_buf_adds(out, "is empty");
			return;
		}
		verb = "is";
		break;
	case MW_MATCH_PREFIX:
		verb = "begins with";
		break;
	case MW_MATCH_SUFFIX:
		verb = "ends with";
		break;
	case MW_MATCH_CONTAINS:
		verb = "contains";
		break;
	case MW_MATCH_REGEX:
		verb = "matches";
		break;
	}
	mw_buf_printf(out, "%s '", verb);
	mw_buf_add(out, m->text, m->len);
	mw_buf_adds(out, m->ignore_case ? "' in any case of letters" : "'");
}
