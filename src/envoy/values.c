/*
 * values.c - what a matcher sees of a header.
 */
#include "envoy/values.h"

#include "base/vec.h"
#include "envoy/stages.h"

#include <string.h>

static const char *
pseudo(const struct mw_http *r, const char *name)
{
	if (strcmp(name, ":authority") == 0 || strcmp(name, "host") == 0)
		return r->authority;
	if (strcmp(name, ":path") == 0)
		return r->path;
	if (strcmp(name, ":method") == 0)
		return r->method;
	if (strcmp(name, ":scheme") == 0)
		return r->scheme;
	return NULL;
}

static void
join(struct mw_arena *arena, struct mw_values *values)
{
	const char *all = values->v[0];

	for (size_t i = 1; i < values->n; i++)
		all = mw_arena_printf(arena, "%s,%s", all, values->v[i]);
	values->v[0] = all;
	values->n = 1;
}

struct mw_values
mw_header_values(struct mw_arena *arena, const struct mw_http *request,
    const char *name)
{
	MW_VEC(const char *) found = { 0 };
	struct mw_values values;
	const struct mw_headers_list *h = &request->headers;

	if (name[0] == ':' || strcmp(name, "host") == 0) {
		const char *value = pseudo(request, name);

		if (value != NULL)
			mw_vec_push(arena, &found, value);
	}
	for (size_t i = 0; i < h->n; i++) {
		if (strcmp(h->v[i].name, name) == 0)
			mw_vec_push(arena, &found, h->v[i].value);
	}
	values.v = found.v;
	values.n = found.n;
	if (values.n > 1 && mw_header_is_inline(name))
		join(arena, &values);
	return values;
}

size_t
mw_path_length(const char *path)
{
	return path == NULL ? 0 : strcspn(path, "?#");
}
