/*
 * regex.c - RE2's regular expressions on PCRE2.
 *
 * Istio takes a pattern that Go's RE2 takes as UTF-8; Envoy then matches by
 * Latin-1: a character is a byte, in the pattern and in the text.
 *
 * re2.c translates the pattern; each is then compiled twice: anchored at both
 * ends and with JIT for full matches (routes, policies), plain for searching
 * and replacing.  RE2 takes linear time whatever the pattern is; PCRE2 is
 * stopped by a match limit, and the full match is then asked of its DFA
 * matcher, which does not backtrack.
 *
 * A match allocates nothing: PCRE2's own memory is taken from the stack.
 */
#include "base/regex.h"

#include "base/limits.h"
#include "base/re2.h"
#include "base/xalloc.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAX_GROUPS = 10,		/* \0 to \9 */
	NEST_LIMIT = 4000,		/* re2.c has bounded it already */
	STACK_BYTES = 1024,
	DFA_INTS = 4096
};

struct mw_regex {
	char *pattern;
	pcre2_code *full, *search;
	pcre2_match_context *limits;
	uint32_t n_groups;		/* beside \0 */
};

/* ---- memory -------------------------------------------------------------- */

/* What pcre2_match_data_create needs, without the heap. */
struct stack {
	union {
		long double align;
		char bytes[STACK_BYTES];
	} u;
	size_t used;
};

static void *
stack_alloc(size_t size, void *data)
{
	struct stack *st = data;
	size_t at = (st->used + 15) & ~(size_t)15;

	if (size > sizeof(st->u.bytes) || at > sizeof(st->u.bytes) - size)
		return malloc(size);
	st->used = at + size;
	return st->u.bytes + at;
}

static void
stack_free(void *p, void *data)
{
	struct stack *st = data;
	uintptr_t at = (uintptr_t)p, base = (uintptr_t)st->u.bytes;

	if (p != NULL && (at < base || at >= base + sizeof(st->u.bytes)))
		free(p);
}

static pcre2_match_data *
match_data(struct stack *st, uint32_t pairs)
{
	pcre2_general_context *gc;
	pcre2_match_data *md;

	st->used = 0;
	gc = pcre2_general_context_create(stack_alloc, stack_free, st);
	md = gc != NULL ? pcre2_match_data_create(pairs, gc) : NULL;
	if (md == NULL)
		mw_out_of_memory();
	return md;
}

/* ---- compiling ----------------------------------------------------------- */

static void
regex_free(void *p)
{
	struct mw_regex *re = p;

	pcre2_code_free(re->full);
	pcre2_code_free(re->search);
	pcre2_match_context_free(re->limits);
	free(re->pattern);
	free(re);
}

static pcre2_code *
compile(const struct mw_buf *text, uint32_t options, struct mw_arena *arena,
    const char **error)
{
	pcre2_compile_context *cc = pcre2_compile_context_create(NULL);
	pcre2_code *code;
	unsigned char why[128];
	size_t at;
	int err;

	if (cc == NULL)
		mw_out_of_memory();
	pcre2_set_newline(cc, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(cc, NEST_LIMIT);
	code = pcre2_compile((PCRE2_SPTR)mw_buf_text(text), text->len,
	    PCRE2_DOTALL | options, &err, &at, cc);
	pcre2_compile_context_free(cc);
	if (code == NULL && error != NULL) {
		if (pcre2_get_error_message(err, why, sizeof(why)) < 0)
			why[0] = '\0';
		*error = mw_arena_strdup(arena, (const char *)why);
	}
	return code;
}

static bool
compile_both(struct mw_regex *re, const struct mw_buf *text,
    struct mw_arena *arena, const char **error)
{
	re->full = compile(text, PCRE2_ANCHORED | PCRE2_ENDANCHORED |
	    PCRE2_NO_AUTO_CAPTURE, arena, error);
	if (re->full == NULL)
		return false;
	re->search = compile(text, 0, arena, error);
	if (re->search == NULL)
		return false;
	/* Without JIT (\C, hardened systems) it is only slower. */
	(void)pcre2_jit_compile(re->full, PCRE2_JIT_COMPLETE);
	pcre2_pattern_info(re->search, PCRE2_INFO_CAPTURECOUNT, &re->n_groups);
	re->limits = pcre2_match_context_create(NULL);
	if (re->limits == NULL)
		mw_out_of_memory();
	pcre2_set_match_limit(re->limits, MW_LIMIT_REGEX_STEPS);
	return true;
}

struct mw_regex *
mw_regex_compile(struct mw_arena *arena, const char *pattern,
    const char **error)
{
	struct mw_regex *re = NULL;
	struct mw_buf text = { 0 };
	const char *why = mw_regex_check(pattern);

	if (why == NULL)
		why = mw_re2_translate(pattern, strlen(pattern),
		    MW_RE2_LATIN1, &text);
	if (why != NULL) {
		if (error != NULL)
			*error = why;
	} else {
		re = mw_xcalloc(1, sizeof(*re));
		if (compile_both(re, &text, arena, error)) {
			re->pattern = mw_xstrdup(pattern);
			mw_arena_defer(arena, regex_free, re);
		} else {
			regex_free(re);
			re = NULL;
		}
	}
	mw_buf_release(&text);
	return re;
}

const char *
mw_regex_check(const char *pattern)
{
	struct mw_buf text = { 0 };
	const char *why = mw_re2_translate(pattern, strlen(pattern),
	    MW_RE2_UTF8, &text);

	mw_buf_release(&text);
	return why;
}

const char *
mw_regex_pattern(const struct mw_regex *re)
{
	return re->pattern;
}

/* ---- matching ------------------------------------------------------------ */

static bool
full_by_dfa(const struct mw_regex *re, const char *s, size_t len)
{
	int space[DFA_INTS], rc;
	struct stack st;
	pcre2_match_data *md = match_data(&st, 1);

	rc = pcre2_dfa_match(re->full, (PCRE2_SPTR)s, len, 0, 0, md,
	    re->limits, space, DFA_INTS);
	pcre2_match_data_free(md);
	return rc >= 0;
}

bool
mw_regex_full(const struct mw_regex *re, const char *s, size_t len)
{
	struct stack st;
	pcre2_match_data *md = match_data(&st, 1);
	int rc;

	rc = pcre2_match(re->full, (PCRE2_SPTR)s, len, 0, 0, md, re->limits);
	pcre2_match_data_free(md);
	if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_JIT_STACKLIMIT ||
	    rc == PCRE2_ERROR_DEPTHLIMIT || rc == PCRE2_ERROR_HEAPLIMIT)
		return full_by_dfa(re, s, len);
	return rc >= 0;
}

/* Partial matching does not go with PCRE2_ENDANCHORED.  NULL: too large. */
static pcre2_code *
for_beginnings(const struct mw_regex *re)
{
	struct mw_buf text = { 0 };
	pcre2_code *code = NULL;

	mw_buf_adds(&text, "(?:");
	if (mw_re2_translate(re->pattern, strlen(re->pattern), MW_RE2_LATIN1,
	    &text) == NULL) {
		mw_buf_adds(&text, ")\\z");
		code = compile(&text, PCRE2_ANCHORED | PCRE2_NO_AUTO_CAPTURE,
		    NULL, NULL);
	}
	mw_buf_release(&text);
	return code;
}

static bool
begins(const struct mw_regex *re, const pcre2_code *code, const char *s,
    size_t len)
{
	struct stack st;
	pcre2_match_data *md = match_data(&st, 1);
	int rc;

	rc = pcre2_match(code, (PCRE2_SPTR)s, len, 0, PCRE2_PARTIAL_HARD, md,
	    re->limits);
	pcre2_match_data_free(md);
	return rc != PCRE2_ERROR_NOMATCH;
}

bool
mw_regex_begins(const struct mw_regex *re, const char *s, size_t len)
{
	pcre2_code *code = for_beginnings(re);
	bool yes = code == NULL || begins(re, code, s, len);

	pcre2_code_free(code);
	return yes;
}

/* It is compiled for bytes, so that all first letters can be tried. */
bool
mw_regex_is_void(const struct mw_regex *re)
{
	pcre2_code *code = for_beginnings(re);
	bool none = code != NULL && !mw_regex_full(re, "", 0);

	for (int i = 0; none && i < 256; i++) {
		char c = (char)i;

		none = !begins(re, code, &c, 1);
	}
	pcre2_code_free(code);
	return none;
}

static bool
search_at(const struct mw_regex *re, const char *s, size_t len, size_t from,
    pcre2_match_data *md)
{
	return pcre2_match(re->search, (PCRE2_SPTR)s, len, from, 0, md,
	    re->limits) >= 0;
}

bool
mw_regex_search(const struct mw_regex *re, const char *s, size_t len)
{
	struct stack st;
	pcre2_match_data *md = match_data(&st, 1);
	bool found = search_at(re, s, len, 0, md);

	pcre2_match_data_free(md);
	return found;
}

/* ---- replacing ----------------------------------------------------------- */

static unsigned
highest_group(const char *with)
{
	unsigned max = 0;

	for (; *with != '\0'; with++) {
		if (*with != '\\' || *++with == '\0') {
			if (*with == '\0')
				break;
			continue;
		}
		if (*with >= '0' && *with <= '9' &&
		    (unsigned)(*with - '0') > max)
			max = (unsigned)(*with - '0');
	}
	return max;
}

/* RE2 stops silently at a backslash that is followed by something else. */
static void
add_substitution(struct mw_buf *out, const char *with, const char *s,
    const size_t *ov)
{
	for (; *with != '\0'; with++) {
		if (*with != '\\') {
			mw_buf_addc(out, *with);
			continue;
		}
		with++;
		if (*with >= '0' && *with <= '9') {
			const size_t *pair = ov + 2 * (size_t)(*with - '0');

			if (pair[0] != PCRE2_UNSET && pair[1] > pair[0])
				mw_buf_add(out, s + pair[0], pair[1] - pair[0]);
		} else if (*with == '\\') {
			mw_buf_addc(out, '\\');
		} else {
			return;
		}
	}
}

bool
mw_regex_replace(const struct mw_regex *re, const char *s, size_t len,
    const char *with, struct mw_buf *out)
{
	struct stack st;
	pcre2_match_data *md;
	size_t at = 0, last = SIZE_MAX;

	if (highest_group(with) > re->n_groups) {
		mw_buf_add(out, s, len);
		return false;
	}
	md = match_data(&st, MAX_GROUPS);
	while (at <= len && search_at(re, s, len, at, md)) {
		const size_t *ov = pcre2_get_ovector_pointer(md);

		mw_buf_add(out, s + at, ov[0] - at);
		if (ov[0] == ov[1] && ov[0] == last) {
			/* No empty match right behind another one. */
			if (at < len)
				mw_buf_addc(out, s[at]);
			at++;
			continue;
		}
		add_substitution(out, with, s, ov);
		at = last = ov[1];
	}
	if (at < len)
		mw_buf_add(out, s + at, len - at);
	pcre2_match_data_free(md);
	return true;
}
