/*
 * request.c - requests: defaults, JSON in and out, as curl, as words.
 */
#include "journey/request.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "journey/secret.h"

const char *
mw_scheme_name(enum mw_scheme s)
{
	static const char *const names[] = { "http", "https", "tcp", "tls" };

	return names[s];
}

void
mw_request_complete(struct mw_arena *a, struct mw_request *r)
{
	if (r->from == NULL)
		r->from = "outside";
	if (mw_str_empty(r->method))
		r->method = "GET";
	if (mw_str_empty(r->path))
		r->path = "/";
	if (mw_str_empty(r->host)) {
		r->host = mw_str_or_empty(r->to);
		if (r->port != 80 && r->port != 443)
			r->host = mw_arena_printf(a, "%s:%u", r->host, r->port);
	}
	if (mw_str_empty(r->sni)) {
		size_t len = strcspn(r->host, ":");

		r->sni = mw_arena_text(a, r->host, len);
	}
}

/* ---- JSON ------------------------------------------------------------------- */

static const char *
text_of(struct mw_arena *a, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_string(v))
		return NULL;
	return mw_arena_text(a, json_string_value(v), json_string_length(v));
}

static bool
read_scheme(const char *word, enum mw_scheme *out)
{
	if (word == NULL) {
		*out = MW_SCHEME_HTTP;
		return true;
	}
	for (int i = MW_SCHEME_HTTP; i <= MW_SCHEME_TLS; i++) {
		if (strcmp(word, mw_scheme_name((enum mw_scheme)i)) == 0) {
			*out = (enum mw_scheme)i;
			return true;
		}
	}
	return false;
}

struct headers {
	struct mw_request_header *v;
	size_t n, cap;
};

static bool
add_header(struct mw_arena *a, struct headers *h, const char *name,
    const json_t *value)
{
	struct mw_request_header one;

	if (name == NULL || !json_is_string(value))
		return false;
	one.name = mw_arena_strdup(a, name);
	one.value = mw_arena_strdup(a, json_string_value(value));
	mw_vec_push(a, h, one);
	return true;
}

/* A list of [name, value], or {name: value} where each has one. */
static bool
read_headers(struct mw_arena *a, json_t *j, struct mw_request *r)
{
	struct headers h = { 0 };
	bool good = true;
	const char *name;
	size_t i;
	json_t *v;

	json_array_foreach(j, i, v)
		good = good && add_header(a, &h, json_string_value(
		    json_array_get(v, 0)), json_array_get(v, 1));
	json_object_foreach(j, name, v)
		good = good && add_header(a, &h, name, v);
	r->headers = h.v;
	r->n_headers = h.n;
	return good;
}

static const char *
fill_from_json(struct mw_arena *a, const json_t *o, struct mw_request *r)
{
	const json_t *port = json_object_get(o, "port");
	const json_t *claims = json_object_get(o, "claims");
	json_int_t number = 80;
	const char *wrong;
	const json_t *id = json_object_get(o, "id");

	if (json_is_integer(port))
		number = json_integer_value(port);
	else if (json_is_real(port))
		number = json_real_value(port) >= 1 &&
		    json_real_value(port) < 65536 ?
		    (json_int_t)json_real_value(port) : 0;
	r->id = json_is_integer(id) ? mw_arena_printf(a, "%lld",
	    (long long)json_integer_value(id)) : text_of(a, o, "id");
	r->from = text_of(a, o, "from");
	r->source = text_of(a, o, "source");
	r->to = text_of(a, o, "to");
	r->method = text_of(a, o, "method");
	r->host = text_of(a, o, "host");
	r->path = text_of(a, o, "path");
	r->sni = text_of(a, o, "sni");
	r->client_cert = text_of(a, o, "client_cert");
	if (!mw_request_set_identity(a, r, text_of(a, o, "identity"), &wrong))
		return wrong;
	r->bad_signature = mw_str_eq(text_of(a, o, "signature"), "bad");
	r->http2 = mw_str_eq(text_of(a, o, "http"), "2");
	r->h2_scheme = text_of(a, o, "h2_scheme");
	if (r->http2 && r->h2_scheme == NULL)
		r->h2_scheme = "http";
	if (r->to == NULL)
		return "\"to\" is missing";
	if (number < 1 || number > 65535)
		return "\"port\" is not between 1 and 65535";
	r->port = (uint32_t)number;
	if (!read_scheme(text_of(a, o, "scheme"), &r->scheme))
		return "\"scheme\" is none of http, https, tcp, tls";
	if (!read_headers(a, json_object_get(o, "headers"), r))
		return "\"headers\" is not a list of [name, value]";
	if (json_is_object(claims)) {
		char *dump = json_dumps(claims, JSON_COMPACT);

		if (dump != NULL)
			r->claims = mw_arena_strdup(a, dump);
		free(dump);
	}
	return NULL;
}

struct mw_request *
mw_request_parse(struct mw_arena *a, const char *json, size_t len,
    const char **error)
{
	json_error_t why;
	struct mw_request *r;
	json_t *o = json_loadb(json, len, 0, &why);
	const char *wrong;

	if (o == NULL)	/* claims may have numbers without end */
		o = json_loadb(json, len, JSON_DECODE_INT_AS_REAL, &why);
	if (o == NULL) {
		*error = mw_arena_printf(a, "not JSON: %s", why.text);
		return NULL;
	}
	r = MW_NEW(a, struct mw_request);
	wrong = json_is_object(o) ? fill_from_json(a, o, r) : "not an object";
	json_decref(o);
	if (wrong != NULL) {
		*error = wrong;
		return NULL;
	}
	mw_request_complete(a, r);
	return r;
}

static void
set_text(json_t *o, const char *key, const char *value)
{
	if (value != NULL)
		json_object_set_new(o, key, json_string(value));
}

void
mw_request_print_json(const struct mw_request *r, struct mw_buf *out)
{
	json_t *o = json_object();
	char *dump;

	set_text(o, "id", r->id);
	set_text(o, "from", r->from);
	set_text(o, "source", r->source);
	set_text(o, "to", r->to);
	json_object_set_new(o, "port", json_integer((json_int_t)r->port));
	if (r->scheme != MW_SCHEME_HTTP)
		set_text(o, "scheme", mw_scheme_name(r->scheme));
	set_text(o, "method", r->method);
	set_text(o, "host", r->host);
	set_text(o, "path", r->path);
	if (r->n_headers > 0) {
		json_t *list = json_array();

		for (size_t i = 0; i < r->n_headers; i++) {
			json_array_append_new(list, json_pack("[s,s]",
			    r->headers[i].name, r->headers[i].value));
		}
		json_object_set_new(o, "headers", list);
	}
	if (r->scheme == MW_SCHEME_HTTPS || r->scheme == MW_SCHEME_TLS)
		set_text(o, "sni", r->sni);
	if (r->http2) {
		set_text(o, "http", "2");
		if (r->h2_scheme == NULL && r->scheme == MW_SCHEME_HTTPS)
			set_text(o, "h2_scheme", "https");
		else if (!mw_str_eq(r->h2_scheme, "http"))
			set_text(o, "h2_scheme", r->h2_scheme);
	}
	set_text(o, "client_cert", r->client_cert);
	set_text(o, "identity", r->identity);
	if (r->claims != NULL)
		json_object_set_new(o, "claims", json_loads(r->claims, 0, NULL));
	if (r->bad_signature)
		set_text(o, "signature", "bad");
	dump = json_dumps(o, JSON_COMPACT);
	mw_buf_adds(out, dump != NULL ? dump : "{}");
	free(dump);
	json_decref(o);
}

bool
mw_request_sni_is_usual(const struct mw_request *r)
{
	size_t len = strcspn(r->host, ":");

	return (r->scheme != MW_SCHEME_HTTPS && r->scheme != MW_SCHEME_TLS) ||
	    (strlen(r->sni) == len && strncmp(r->sni, r->host, len) == 0);
}

/* ---- words and commands ------------------------------------------------------ */

/* S as one word of a POSIX shell. */
static void
shell_word(struct mw_buf *out, const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,";

	if (*s != '\0' && strspn(s, plain) == strlen(s)) {
		mw_buf_adds(out, s);
		return;
	}
	mw_buf_addc(out, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			mw_buf_adds(out, "'\\''");
		else
			mw_buf_addc(out, *s);
	}
	mw_buf_addc(out, '\'');
}

static void
add_url(const struct mw_request *r, struct mw_buf *out)
{
	struct mw_buf url = { 0 };
	bool usual = (r->scheme == MW_SCHEME_HTTP && r->port == 80) ||
	    (r->scheme == MW_SCHEME_HTTPS && r->port == 443);

	mw_buf_printf(&url, "%s://%s", mw_scheme_name(r->scheme), r->to);
	if (!usual)
		mw_buf_printf(&url, ":%u", r->port);
	if (r->scheme == MW_SCHEME_HTTP || r->scheme == MW_SCHEME_HTTPS)
		mw_secrets_hide(NULL, r->path, &url);
	shell_word(out, mw_buf_text(&url));
	mw_buf_release(&url);
}

static bool
host_is_implied(const struct mw_request *r)
{
	struct mw_buf b = { 0 };
	bool same;

	mw_buf_adds(&b, r->to);
	if (r->port != 80 && r->port != 443)
		mw_buf_printf(&b, ":%u", r->port);
	same = mw_str_eq(mw_buf_text(&b), r->host);
	mw_buf_release(&b);
	return same;
}

static void
add_common(const struct mw_request *r, struct mw_buf *out)
{
	if (!mw_str_eq(r->method, "GET")) {
		mw_buf_adds(out, " -X ");
		shell_word(out, r->method);
	}
	if (r->http2)
		mw_buf_adds(out, " --http2");
	if (!host_is_implied(r)) {
		struct mw_buf h = { 0 };

		mw_buf_printf(&h, "Host: %s", r->host);
		mw_buf_adds(out, " -H ");
		shell_word(out, mw_buf_text(&h));
		mw_buf_release(&h);
	}
	for (size_t i = 0; i < r->n_headers; i++) {
		struct mw_buf h = { 0 };

		mw_buf_printf(&h, "%s: ", r->headers[i].name);
		if (mw_secret_header(NULL, r->headers[i].name))
			mw_buf_adds(&h, "***");
		else
			mw_secrets_hide(NULL, r->headers[i].value, &h);
		mw_buf_adds(out, " -H ");
		shell_word(out, mw_buf_text(&h));
		mw_buf_release(&h);
	}
}

void
mw_request_print_curl(const struct mw_request *r, struct mw_buf *out)
{
	mw_buf_adds(out, "curl -i");
	add_common(r, out);
	mw_buf_addc(out, ' ');
	add_url(r, out);
}

static void
add_option(struct mw_buf *out, const char *option, const char *value)
{
	if (value == NULL)
		return;
	mw_buf_printf(out, " %s ", option);
	shell_word(out, value);
}

void
mw_request_print_send(const struct mw_request *r, struct mw_buf *out)
{
	mw_buf_adds(out, "meshwalk send");
	/* left out, a client would be guessed */
	add_option(out, "--from", r->from);
	add_option(out, "--source", r->source);
	add_option(out, "--identity", r->identity);
	add_common(r, out);
	if (!mw_request_sni_is_usual(r))
		add_option(out, "--sni", r->sni);
	add_option(out, "--cert", r->client_cert);
	add_option(out, "--claims", r->claims);
	mw_buf_addc(out, ' ');
	add_url(r, out);
}

static void
print_line(const struct mw_request *r, bool hide, struct mw_buf *out)
{
	bool http = r->scheme == MW_SCHEME_HTTP || r->scheme == MW_SCHEME_HTTPS;
	struct mw_buf b = { 0 };

	if (http)
		mw_buf_printf(&b, "%s ", r->method);
	mw_buf_printf(&b, "%s://%s:%u", mw_scheme_name(r->scheme), r->to,
	    r->port);
	if (hide && http)
		mw_secrets_hide(NULL, r->path, &b);
	else if (http)
		mw_buf_adds(&b, r->path);
	if (!host_is_implied(r))
		mw_buf_printf(&b, " (Host: %s)", r->host);
	mw_buf_printf(&b, " from %s", r->from);
	if (r->source != NULL)
		mw_buf_printf(&b, " at %s", r->source);
	if (mw_str_eq(r->identity, MW_IDENTITY_NONE))
		mw_buf_adds(&b, " without mTLS");
	else if (r->identity != NULL)
		mw_buf_printf(&b, " as %s", r->identity);
	mw_utf8_printable(out, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
}

void
mw_request_print_line(const struct mw_request *r, struct mw_buf *out)
{
	print_line(r, true, out);
}

void
mw_request_print_whole_line(const struct mw_request *r, struct mw_buf *out)
{
	print_line(r, false, out);
}
