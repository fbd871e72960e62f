/*
 * flip-edit.c - one change of a request: made, and in words.
 */
#include "whatif/flip-edit.h"

#include "base/str.h"
#include "base/vec.h"

#include <string.h>

/* The query stays: no policy looks at it. */
static const char *
path_with_query(struct mw_arena *a, const char *path, const char *old)
{
	const char *query = strchr(old, '?');

	return query == NULL ? path : mw_arena_printf(a, "%s%s", path, query);
}

static void
set_header(struct mw_arena *a, struct mw_request *r, const char *name,
    const char *value)
{
	MW_VEC(struct mw_request_header) v = { 0 };
	struct mw_request_header h = { name, value };

	for (size_t i = 0; i < r->n_headers; i++) {
		if (!mw_str_case_eq(r->headers[i].name, name))
			mw_vec_push(a, &v, r->headers[i]);
	}
	if (value != NULL)
		mw_vec_push(a, &v, h);
	r->headers = v.v;
	r->n_headers = v.n;
}

/* A host that says the same as the address follows it. */
static void
set_port(struct mw_arena *a, struct mw_request *r, uint32_t port)
{
	struct mw_request plain = { .to = r->to, .port = r->port };
	bool implied;

	mw_request_complete(a, &plain);
	implied = mw_str_eq(plain.host, r->host);
	r->port = port;
	if (!implied)
		return;
	r->host = NULL;
	mw_request_complete(a, r);
}

void
mw_edit_apply(const struct mw_edit *e, const struct mw_jwt_filter *filter,
    struct mw_arena *arena, struct mw_request *r)
{
	switch (e->kind) {
	case MW_EDIT_METHOD:
		r->method = e->value;
		break;
	case MW_EDIT_PATH:
		r->path = path_with_query(arena, e->value, r->path);
		break;
	case MW_EDIT_HEADER:
	case MW_EDIT_NO_HEADER:
		set_header(arena, r, e->name, e->value);
		break;
	case MW_EDIT_HOST:
		r->host = e->value;
		break;
	case MW_EDIT_PORT:
		set_port(arena, r, e->port);
		break;
	case MW_EDIT_SNI:
		r->sni = e->value;
		break;
	case MW_EDIT_TO:
		r->to = e->value;
		break;
	case MW_EDIT_SCHEME:
		r->scheme = e->scheme;
		break;
	case MW_EDIT_CERT:
	case MW_EDIT_NO_CERT:
		r->client_cert = e->value;
		break;
	case MW_EDIT_SOURCE:
		r->source = e->value;
		break;
	case MW_EDIT_FROM:
		r->from = e->value;
		r->source = NULL;
		r->client_cert = NULL;
		r->identity = NULL;
		break;
	case MW_EDIT_CLAIM:
	case MW_EDIT_NO_CLAIM:
	case MW_EDIT_TOKEN:
	case MW_EDIT_NO_TOKEN:
		mw_edit_token(e, filter, arena, r);
		break;
	}
}

static void
print_claim(const struct mw_edit *e, struct mw_buf *out)
{
	mw_buf_adds(out, e->kind == MW_EDIT_CLAIM ? "with claim "
						  : "without claim ");
	for (size_t i = 0; i < e->n_path; i++)
		mw_buf_printf(out, i > 0 ? "[%s]" : "%s", e->path[i]);
	if (e->kind == MW_EDIT_CLAIM)
		mw_buf_printf(out, " = %s", e->value);
}

static void
print_token(const struct mw_edit *e, struct mw_buf *out)
{
	struct mw_token_place at;

	mw_buf_adds(out, "with a valid token");
	if (!mw_str_empty(e->provider->issuer))
		mw_buf_printf(out, " of %s", e->provider->issuer);
	if (e->place == 0 || !mw_edit_place(e->provider, e->place, &at))
		return;
	mw_buf_printf(out, " in %s %s", at.header != NULL ? "header" :
	    at.param != NULL ? "query parameter" : "cookie",
	    at.header != NULL ? at.header : at.param != NULL ? at.param :
	    at.cookie);
}

static const char *
scheme_text(enum mw_scheme s)
{
	static const char *const names[] = { "HTTP", "HTTPS", "TCP", "TLS" };

	return names[s];
}

void
mw_edit_print(const struct mw_edit *e, struct mw_buf *out)
{
	switch (e->kind) {
	case MW_EDIT_METHOD:
		mw_buf_printf(out, "with method %s", e->value);
		break;
	case MW_EDIT_PATH:
		mw_buf_printf(out, "with path %s", e->value);
		break;
	case MW_EDIT_HEADER:
		mw_buf_printf(out, "with header %s: %s", e->name, e->value);
		break;
	case MW_EDIT_NO_HEADER:
		mw_buf_printf(out, "without header %s", e->name);
		break;
	case MW_EDIT_HOST:
		mw_buf_printf(out, "with host %s", e->value);
		break;
	case MW_EDIT_PORT:
		mw_buf_printf(out, "to port %u", (unsigned)e->port);
		break;
	case MW_EDIT_SNI:
		if (strcmp(e->value, "none") == 0)
			mw_buf_adds(out, "without a server name");
		else
			mw_buf_printf(out, "with server name %s", e->value);
		break;
	case MW_EDIT_TO:
		mw_buf_printf(out, "to %s", e->value);
		break;
	case MW_EDIT_SCHEME:
		mw_buf_printf(out, "as %s", scheme_text(e->scheme));
		break;
	case MW_EDIT_CERT:
		mw_buf_printf(out, "with client certificate %s", e->value);
		break;
	case MW_EDIT_NO_CERT:
		mw_buf_adds(out, "without the client certificate");
		break;
	case MW_EDIT_SOURCE:
		mw_buf_printf(out, "from address %s", e->value);
		break;
	case MW_EDIT_FROM:
		mw_buf_printf(out, "from %s", e->value);
		break;
	case MW_EDIT_CLAIM:
	case MW_EDIT_NO_CLAIM:
		print_claim(e, out);
		break;
	case MW_EDIT_TOKEN:
		print_token(e, out);
		break;
	case MW_EDIT_NO_TOKEN:
		mw_buf_adds(out, "without the token");
		break;
	}
}

static bool
same_edit(const struct mw_edit *a, const struct mw_edit *b)
{
	if (a->kind != b->kind || a->port != b->port ||
	    a->scheme != b->scheme || a->place != b->place ||
	    a->provider != b->provider || a->n_path != b->n_path ||
	    !mw_str_eq(a->name, b->name) || !mw_str_eq(a->value, b->value))
		return false;
	for (size_t i = 0; i < a->n_path; i++) {
		if (strcmp(a->path[i], b->path[i]) != 0)
			return false;
	}
	return true;
}

bool
mw_change_same(const struct mw_change *a, const struct mw_change *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (!same_edit(&a->edits[i], &b->edits[i]))
			return false;
	}
	return true;
}
