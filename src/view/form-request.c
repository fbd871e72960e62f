/*
 * form-request.c - from fields to a request, and from what is selected in the
 * mesh to fields.
 */
#include <string.h>

#include "base/str.h"
#include "view/form.h"

/* ---- parts --------------------------------------------------------------- */

static const char *
copy(struct mw_app *a, struct mw_arena *arena, enum mw_form_field f)
{
	const char *s = mw_form_text(a, f);
	size_t len;

	s += strspn(s, " ");
	len = strlen(s);
	while (len > 0 && s[len - 1] == ' ')
		len--;
	return len > 0 ? mw_arena_text(arena, s, len) : NULL;
}

static void
json_string(struct mw_buf *b, const char *s, size_t len)
{
	mw_buf_addc(b, '"');
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '"' || s[i] == '\\')
			mw_buf_addc(b, '\\');
		mw_buf_addc(b, s[i]);
	}
	mw_buf_addc(b, '"');
}

/* "iss=x sub=y groups=a,b" as JSON; text that begins with { is JSON already. */
static const char *
claims(struct mw_arena *arena, const char *s)
{
	struct mw_buf b = { 0 };
	const char *out, *comma = "";

	if (s == NULL || *s == '{')
		return s;
	mw_buf_addc(&b, '{');
	while (*(s += strspn(s, " ")) != '\0') {
		size_t len = strcspn(s, " "), key = strcspn(s, "=");
		const char *v = s + key + 1, *end = s + len;
		bool many;

		if (key >= len) {
			mw_buf_release(&b);
			return NULL;
		}
		mw_buf_adds(&b, comma);
		json_string(&b, s, key);
		mw_buf_addc(&b, ':');
		many = memchr(v, ',', (size_t)(end - v)) != NULL;
		if (many)
			mw_buf_addc(&b, '[');
		for (const char *e; v <= end; v = e + 1) {
			e = memchr(v, ',', (size_t)(end - v));
			if (e == NULL)
				e = end;
			json_string(&b, v, (size_t)(e - v));
			if (e < end)
				mw_buf_addc(&b, ',');
		}
		if (many)
			mw_buf_addc(&b, ']');
		comma = ",";
		s += len;
	}
	mw_buf_addc(&b, '}');
	out = mw_arena_strdup(arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return out;
}

/* CLAIMS with GROUPS, "a, b", as the last of them; a claim of that name in
 * CLAIMS gives way, as in any JSON.  What is no object is told elsewhere. */
static const char *
with_groups(struct mw_arena *arena, const char *claims, const char *groups)
{
	const char *base = claims != NULL ? claims : "{}", *comma = "";
	size_t len = strlen(base);
	struct mw_buf b = { 0 };
	const char *out;

	if (groups == NULL || len < 2 || base[len - 1] != '}')
		return claims;
	mw_buf_add(&b, base, len - 1);
	if (base[1 + strspn(base + 1, " ")] != '}')
		mw_buf_addc(&b, ',');
	mw_buf_adds(&b, "\"groups\":[");
	while (*(groups += strspn(groups, " ,")) != '\0') {
		size_t all = strcspn(groups, ","), n = all;

		while (n > 0 && groups[n - 1] == ' ')
			n--;
		mw_buf_adds(&b, comma);
		json_string(&b, groups, n);
		comma = ",";
		groups += all;
	}
	mw_buf_adds(&b, "]}");
	out = mw_arena_strdup(arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return out;
}

static bool
headers(struct mw_app *a, struct mw_arena *arena, struct mw_request *r,
    const char **error, int *field)
{
	bool token = false;

	r->headers = MW_NEW_ARRAY(arena, struct mw_request_header, 10);
	for (int i = MW_FIELD_HEADER; i <= MW_FIELD_HEADER_LAST; i++) {
		const char *s = copy(a, arena, (enum mw_form_field)i);
		const char *colon = s != NULL ? strchr(s, ':') : NULL;

		if (s == NULL)
			continue;
		if (colon == NULL || colon == s) {
			*error = "a header is 'name: value'";
			*field = i;
			return false;
		}
		r->headers[r->n_headers].name = mw_arena_text(arena, s,
		    (size_t)(colon - s));
		r->headers[r->n_headers].value = colon + 1 + strspn(colon + 1,
		    " ");
		token = token || mw_str_case_eq(
		    r->headers[r->n_headers].name, "authorization");
		r->n_headers++;
	}
	/* claims need a token to stand in; any will do */
	if (r->claims != NULL && !token) {
		r->headers[r->n_headers].name = "authorization";
		r->headers[r->n_headers].value = "Bearer claims";
		r->n_headers++;
	}
	return true;
}

/* The port: as typed, of the URL, of the service, of the scheme. */
static bool
port(struct mw_app *a, struct mw_arena *arena, struct mw_request *r)
{
	const char *s = copy(a, arena, MW_FIELD_PORT);
	long long n;

	if (s == NULL) {
		n = mw_form_usual_port(a);
		r->port = n > 0 ? (uint32_t)n : r->port;
		return true;
	}
	if (!mw_str_to_int(s, &n) || n < 1 || n > 65535)
		return false;
	r->port = (uint32_t)n;
	return true;
}

/* ---- all of it ----------------------------------------------------------- */

static bool
target(struct mw_app *a, struct mw_arena *arena, struct mw_request *r,
    const char **error, int *field)
{
	const char *to = copy(a, arena, MW_FIELD_TO);
	const char *path = copy(a, arena, MW_FIELD_PATH);

	*field = MW_FIELD_TO;
	if (to == NULL) {
		*error = "say where it goes: a host, an address or a URL";
		return false;
	}
	if (!mw_form_scheme(mw_str_or_empty(copy(a, arena, MW_FIELD_SCHEME)),
	    &r->scheme)) {
		*error = "the scheme is http, https, tcp or tls";
		*field = MW_FIELD_SCHEME;
		return false;
	}
	if (!mw_request_set_url(arena, r, to, error))
		return false;
	if (path != NULL)
		r->path = *path == '/' || *path == '*' ? path
		    : mw_arena_printf(arena, "/%s", path);
	if (!port(a, arena, r)) {
		*error = "the port is not between 1 and 65535";
		*field = MW_FIELD_PORT;
		return false;
	}
	return true;
}

struct mw_request *
mw_form_request(struct mw_app *a, struct mw_arena *arena, const char **error,
    int *field, const char **note)
{
	struct mw_request *r = MW_NEW(arena, struct mw_request);
	const char *text = copy(a, arena, MW_FIELD_CLAIMS);

	*note = NULL;
	r->from = copy(a, arena, MW_FIELD_FROM);
	if (!target(a, arena, r, error, field))
		return NULL;
	r->method = copy(a, arena, MW_FIELD_METHOD);
	r->host = copy(a, arena, MW_FIELD_HOST);
	r->sni = copy(a, arena, MW_FIELD_SNI);
	r->source = copy(a, arena, MW_FIELD_SOURCE);
	r->client_cert = copy(a, arena, MW_FIELD_CERT);
	r->http2 = mw_str_has_prefix(mw_form_text(a, MW_FIELD_HTTP), "2");
	if (!mw_request_set_identity(arena, r, copy(a, arena,
	    MW_FIELD_IDENTITY), error)) {
		*field = MW_FIELD_IDENTITY;
		return NULL;
	}
	r->claims = claims(arena, text);
	if (text != NULL && r->claims == NULL) {
		*error = "claims are 'iss=... sub=...' or a JSON object";
		*field = MW_FIELD_CLAIMS;
		return NULL;
	}
	r->claims = with_groups(arena, r->claims, copy(a, arena,
	    MW_FIELD_GROUPS));
	if (!headers(a, arena, r, error, field))
		return NULL;
	mw_guess_client(a->mesh, arena, r, NULL, note);
	mw_request_complete(arena, r);
	return r;
}

void
mw_form_command(struct mw_app *a, struct mw_buf *out)
{
	struct mw_arena *arena = mw_arena_new();
	const char *error, *note;
	int field;
	const struct mw_request *r = mw_form_request(a, arena, &error, &field,
	    &note);

	if (r != NULL)
		mw_request_print_send(r, out);
	else
		mw_buf_printf(out, "meshwalk send ...   (%s)", error);
	mw_arena_free(arena);
}

/* ---- running --------------------------------------------------------------- */

void
mw_form_run(struct mw_app *a)
{
	struct mw_arena *arena = mw_arena_new();
	const char *error = NULL, *note;
	int field = MW_FIELD_TO;
	struct mw_request *r = mw_form_request(a, arena, &error, &field,
	    &note);

	if (r == NULL) {
		mw_form_focus(a, field);
		mw_app_alarm(a, "%s", error);
	} else {
		mw_app_leave(a);
		if (mw_trace_run(a, r, note))
			mw_app_screen(a, MW_SCREEN_TRACE);
		mw_form_sent(a, r);
	}
	mw_arena_free(arena);
}

void
mw_form_sent(struct mw_app *a, const struct mw_request *r)
{
	if (mw_trace_comes(a))
		a->form->remembers = true;
	else
		mw_form_remember(a, r);
}

void
mw_form_answered(struct mw_app *a)
{
	if (a->form != NULL && a->form->remembers)
		mw_form_remember(a, mw_trace_request(a));
	if (a->form != NULL)
		a->form->remembers = false;
}
