/*
 * form-fill.c - a request into the fields.
 */
#include <string.h>

#include "base/str.h"
#include "view/form.h"

static void
set(struct mw_app *a, int field, const char *text)
{
	mw_edit_set(&a->form->v[field], mw_str_or_empty(text));
}

/* What a field left empty stands for anyway. */
static void
set_unless(struct mw_app *a, int field, const char *text, const char *usual)
{
	if (!mw_str_eq(text, usual))
		set(a, field, text);
}

static void
headers(struct mw_app *a, const struct mw_request *r, struct mw_arena *arena)
{
	int field = MW_FIELD_HEADER;

	for (size_t i = 0; i < r->n_headers && field <= MW_FIELD_HEADER_LAST;
	     i++) {
		const struct mw_request_header *h = &r->headers[i];

		/* what stands for claims comes from them again */
		if (r->claims != NULL && mw_str_case_eq(h->name,
		    "authorization") && strcmp(h->value, "Bearer claims") == 0)
			continue;
		set(a, field++, mw_arena_printf(arena, "%s: %s", h->name,
		    h->value));
	}
}

void
mw_form_fill(struct mw_app *a, const struct mw_request *r)
{
	struct mw_arena *arena = mw_arena_new();
	bool http = r->scheme == MW_SCHEME_HTTP || r->scheme ==
	    MW_SCHEME_HTTPS, tls = r->scheme == MW_SCHEME_HTTPS ||
	    r->scheme == MW_SCHEME_TLS;

	for (int i = 0; i < MW_FIELD_COUNT; i++)
		set(a, i, "");
	set(a, MW_FIELD_FROM, r->from);
	set(a, MW_FIELD_TO, r->to);
	set(a, MW_FIELD_PORT, mw_arena_printf(arena, "%u", r->port));
	if (http)
		set(a, MW_FIELD_PATH, r->path);
	set_unless(a, MW_FIELD_METHOD, r->method, "GET");
	set_unless(a, MW_FIELD_HOST, r->host, r->port == 80 || r->port == 443
	    ? r->to : mw_arena_printf(arena, "%s:%u", r->to, r->port));
	set_unless(a, MW_FIELD_SCHEME, mw_scheme_name(r->scheme), "http");
	set(a, MW_FIELD_IDENTITY, r->identity);
	set(a, MW_FIELD_CLAIMS, r->claims);
	set(a, MW_FIELD_SOURCE, r->source);
	set(a, MW_FIELD_CERT, r->client_cert);
	if (r->http2)
		set(a, MW_FIELD_HTTP, "2");
	if (tls)
		set_unless(a, MW_FIELD_SNI, r->sni, mw_arena_text(arena,
		    r->host, strcspn(r->host, ":")));
	headers(a, r, arena);
	mw_arena_free(arena);
	mw_form_focus(a, a->form->at);
}
