/*
 * fuzz-template.c - any path template on any path: template, NUL, path.  A
 * template without operators must match itself and only itself.
 */
#include "envoy/template.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *template = (const char *)data;
	const uint8_t *nul = size > 0 ? memchr(data, 0, size) : NULL;
	size_t n = nul != NULL ? (size_t)(nul - data) : size;
	const char *path = template + (nul != NULL ? n + 1 : n);
	size_t len = size - (size_t)(path - template);
	bool match;

	if (n > 1024)
		return 0;
	match = mw_template_match(template, n, path, len);
	if (n == 0 || memchr(template, '{', n) == NULL) {
		bool same = n == len && (n == 0 ||
		    memcmp(template, path, n) == 0);

		if (match != same)
			abort();
	}
	return 0;
}
