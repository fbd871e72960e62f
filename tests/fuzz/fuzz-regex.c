/*
 * fuzz-regex.c - any pattern on any text: pattern, NUL, subject, NUL,
 * substitution.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/regex.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The text up to a NUL or the end; moves on behind it. */
static const char *
cut(struct mw_arena *arena, const uint8_t **data, size_t *size)
{
	const uint8_t *nul = *size > 0 ? memchr(*data, 0, *size) : NULL;
	size_t len = nul != NULL ? (size_t)(nul - *data) : *size;
	const char *s = mw_arena_text(arena, (const char *)*data, len);

	*data += len;
	*size -= len;
	if (*size > 0) {
		(*data)++;
		(*size)--;
	}
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mw_arena *arena = mw_arena_new();
	const char *pattern = cut(arena, &data, &size);
	const char *subject = cut(arena, &data, &size);
	const char *with = cut(arena, &data, &size);
	const char *error = NULL;
	struct mw_regex *re = mw_regex_compile(arena, pattern, &error);
	struct mw_buf out = { 0 };
	size_t len = strlen(subject);

	if (re == NULL && error == NULL)
		__builtin_trap();
	if (re != NULL) {
		if (mw_regex_check(pattern) != NULL)
			__builtin_trap();
		(void)mw_regex_full(re, subject, len);
		(void)mw_regex_search(re, subject, len);
		(void)mw_regex_replace(re, subject, len, with, &out);
	}
	mw_buf_release(&out);
	mw_arena_free(arena);
	return 0;
}
