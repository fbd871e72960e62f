/*
 * requests-write.c - a request into a file of requests: at its end, or an
 * expectation into the request that is there.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/str.h"
#include "journey/secret.h"
#include "whatif/requests.h"
#include "yaml/scalar.h"

/* ---- a name -------------------------------------------------------------- */

/* A word of letters, digits and '-', behind a '-' when it is not the first. */
static void
add_word(struct mw_buf *b, const char *s, size_t len)
{
	bool dash = b->len > 0;

	for (size_t i = 0; i < len && b->len < 60; i++) {
		if (!isalnum((unsigned char)s[i])) {
			dash = b->len > 0;
			continue;
		}
		if (dash)
			mw_buf_addc(b, '-');
		dash = false;
		mw_buf_addc(b, (char)tolower((unsigned char)s[i]));
	}
}

static bool
is_taken(const struct mw_kept_list *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->v[i].name, name) == 0)
			return true;
	}
	return false;
}

const char *
mw_kept_new_name(const struct mw_kept_list *l, const struct mw_request *r,
    struct mw_arena *arena)
{
	const char *from = mw_str_or_empty(r->from);
	const char *slash = strrchr(from, '/');
	const char *host = !mw_str_empty(r->host) ? r->host : r->to;
	bool inside = slash != NULL;
	struct mw_buf b = { 0 };
	const char *name;

	from = inside ? slash + 1 : from;
	add_word(&b, from, strlen(from));
	if (strcmp(mw_str_or_empty(r->method), "GET") != 0 && r->scheme <=
	    MW_SCHEME_HTTPS)
		add_word(&b, r->method, strlen(r->method));
	/* in the mesh, the first part of a host says which service it is */
	add_word(&b, inside ? r->to : host, strcspn(inside ? r->to : host,
	    inside ? "." : ":"));
	add_word(&b, r->path, strcspn(r->path, "?#"));
	name = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	for (unsigned i = 2; is_taken(l, name); i++)
		name = mw_arena_printf(arena, "%.*s-%u", (int)(i > 2
		    ? (size_t)(strrchr(name, '-') - name) : strlen(name)),
		    name, i);
	return name;
}

bool
mw_kept_has_secret(const struct mw_request *r)
{
	for (size_t i = 0; i < r->n_headers; i++) {
		if (mw_secret_header(NULL, r->headers[i].name) &&
		    strcmp(r->headers[i].value, "Bearer claims") != 0)
			return true;
	}
	return false;
}

/* ---- as YAML ------------------------------------------------------------- */

static void
put_scalar(struct mw_buf *b, const char *s)
{
	size_t len = strlen(s);
	json_t *j;
	char *dump;

	if (len > 0 && (isalpha((unsigned char)*s) || *s == '/') &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_./ ") == len && s[len - 1] != ' ' &&
	    mw_scalar_resolve(s, len) == MW_SCALAR_STRING) {
		mw_buf_adds(b, s);
		return;
	}
	/* a JSON string is one of YAML */
	j = json_string(s);
	dump = j != NULL ? json_dumps(j, JSON_ENCODE_ANY) : NULL;
	mw_buf_adds(b, dump != NULL ? dump : "\"\"");
	free(dump);
	json_decref(j);
}

static void
put_field(struct mw_buf *b, const char *indent, const char *key,
    const char *value)
{
	if (value == NULL)
		return;
	mw_buf_printf(b, "%s%s: ", indent, key);
	put_scalar(b, value);
	mw_buf_addc(b, '\n');
}

static void
put_request(struct mw_buf *b, const char *indent, const struct mw_request *r)
{
	bool http = r->scheme == MW_SCHEME_HTTP || r->scheme ==
	    MW_SCHEME_HTTPS, tls = r->scheme == MW_SCHEME_HTTPS ||
	    r->scheme == MW_SCHEME_TLS;
	struct mw_buf usual = { 0 };

	put_field(b, indent, "from", r->from);
	put_field(b, indent, "source", r->source);
	put_field(b, indent, "to", r->to);
	mw_buf_printf(b, "%sport: %u\n", indent, r->port);
	if (r->scheme != MW_SCHEME_HTTP)
		put_field(b, indent, "scheme", mw_scheme_name(r->scheme));
	if (http && strcmp(r->method, "GET") != 0)
		put_field(b, indent, "method", r->method);
	mw_buf_printf(&usual, r->port == 80 || r->port == 443 ? "%s" : "%s:%u",
	    r->to, r->port);
	if (strcmp(mw_buf_text(&usual), r->host) != 0)
		put_field(b, indent, "host", r->host);
	mw_buf_release(&usual);
	if (http)
		put_field(b, indent, "path", r->path);
	if (r->n_headers > 0)
		mw_buf_printf(b, "%sheaders:\n", indent);
	for (size_t i = 0; i < r->n_headers; i++) {
		mw_buf_printf(b, "%s- [", indent);
		put_scalar(b, r->headers[i].name);
		mw_buf_adds(b, ", ");
		put_scalar(b, r->headers[i].value);
		mw_buf_adds(b, "]\n");
	}
	if (!mw_request_sni_is_usual(r))
		put_field(b, indent, "sni", r->sni);
	if (r->http2)
		mw_buf_printf(b, "%shttp: 2\n", indent);
	if (r->http2 && r->h2_scheme == NULL && tls)
		put_field(b, indent, "h2_scheme", "https");
	else if (r->http2 && !mw_str_eq(r->h2_scheme, "http"))
		put_field(b, indent, "h2_scheme", r->h2_scheme);
	put_field(b, indent, "client_cert", r->client_cert);
	put_field(b, indent, "identity", r->identity);
	if (r->claims != NULL)	/* JSON is YAML, on one line */
		mw_buf_printf(b, "%sclaims: %s\n", indent, r->claims);
	if (r->bad_signature)
		put_field(b, indent, "signature", "bad");
}

static void
put_expect(struct mw_buf *b, const char *indent, const struct mw_kept *k)
{
	if (!k->expects)
		return;
	mw_buf_printf(b, "%sexpect:\n", indent);
	for (size_t i = 0; i < k->n_expect; i++) {
		const struct mw_expect *e = &k->expect[i];
		bool numbers = e->what == MW_EXPECT_STATUS;

		mw_buf_printf(b, "%s  %s:", indent, mw_expect_name(e->what));
		if (e->n != 1 || e->v[0].share >= 0)
			mw_buf_addc(b, '\n');
		for (size_t j = 0; j < e->n; j++) {
			const struct mw_expect_value *v = &e->v[j];

			if (e->n == 1 && v->share < 0)
				mw_buf_addc(b, ' ');
			else
				mw_buf_printf(b, "%s  %s", indent, v->share < 0
				    ? "- " : "  ");
			if (numbers && isdigit((unsigned char)*v->text))
				mw_buf_adds(b, v->text);
			else
				put_scalar(b, v->text);
			if (v->share >= 0)
				mw_buf_printf(b, ": %.4g", v->share);
			mw_buf_addc(b, '\n');
		}
	}
}

/* ---- into the file ------------------------------------------------------- */

/* Columns before the '-' of the first item: others stand below it. */
static size_t
list_indent(const char *text, const struct mw_kept_list *l)
{
	const char *at = text;

	for (unsigned line = 1; l->n > 0 && line < l->v[0].span.line &&
	     at != NULL; line++) {
		at = strchr(at, '\n');
		at = at != NULL ? at + 1 : NULL;
	}
	if (at == NULL || at[strspn(at, " ")] != '-')
		return 0;
	return strspn(at, " ");
}

static const char *
add_item(const char *text, const struct mw_kept_list *l,
    const struct mw_kept *k, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	size_t len = strlen(text), indent = list_indent(text, l);
	const char *lead = mw_arena_printf(arena, "%*s", (int)indent + 2, "");
	const char *out;

	mw_buf_adds(&b, text);
	if (len == 0)
		mw_buf_adds(&b, "# Requests for this mesh: meshwalk test runs "
		    "those that expect something.\n");
	else if (text[len - 1] != '\n')
		mw_buf_addc(&b, '\n');
	mw_buf_printf(&b, "%*s- id: ", (int)indent, "");
	put_scalar(&b, k->name);
	mw_buf_addc(&b, '\n');
	put_request(&b, lead, k->request);
	put_expect(&b, lead, k);
	out = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return out;
}

/* The expectation below the last line of the item SAME. */
static const char *
add_expect(const char *text, const struct mw_kept *same,
    const struct mw_kept *k, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	const char *at = text, *out;
	unsigned last = same->span.end_line;

	/* a block ends at the beginning of the line behind it */
	if (same->span.end_column <= 1 && last > same->span.line)
		last--;
	for (unsigned line = 0; line < last && *at != '\0'; line++) {
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	mw_buf_add(&b, text, (size_t)(at - text));
	if (b.len > 0 && mw_buf_text(&b)[b.len - 1] != '\n')
		mw_buf_addc(&b, '\n');
	put_expect(&b, mw_arena_printf(arena, "%*s",
	    (int)same->span.column - 1, ""), k);
	mw_buf_adds(&b, at);
	out = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return out;
}

/* The new text is read again: it must say what the old one did, and K. */
static bool
is_whole(const char *text, const struct mw_kept_list *old,
    const struct mw_kept *k, size_t n, struct mw_arena *arena)
{
	const struct mw_kept_list *l = mw_kept_read(arena, "", text,
	    strlen(text));
	const struct mw_kept *same = mw_kept_same(l, k->request);

	if (l->n != n || l->errors.n > 0 || same == NULL)
		return false;
	for (size_t i = 0; i < old->n; i++) {
		if (strcmp(old->v[i].name, l->v[i].name) != 0)
			return false;
	}
	return !k->expects || same->n_expect == k->n_expect;
}

const char *
mw_kept_add(const char *text, size_t len, const struct mw_kept *k,
    struct mw_arena *arena, const char **why)
{
	const struct mw_kept_list *old = mw_kept_read(arena, "", text, len);
	const struct mw_kept *same = mw_kept_same(old, k->request);
	const char *copy = mw_arena_text(arena, text, len), *out;

	if (old->errors.n > 0) {
		*why = "the file has an error: nothing was written";
		return NULL;
	}
	if (same != NULL && (same->expects || !k->expects)) {
		*why = mw_arena_printf(arena, "it is there already, as '%s'",
		    same->name);
		return NULL;
	}
	if (same == NULL && is_taken(old, k->name)) {
		*why = mw_arena_printf(arena, "another request is called '%s'",
		    k->name);
		return NULL;
	}
	out = same != NULL ? add_expect(copy, same, k, arena)
			   : add_item(copy, old, k, arena);
	if (!is_whole(out, old, k, old->n + (same == NULL), arena)) {
		*why = "the file is not a plain list: nothing was written";
		return NULL;
	}
	return out;
}
