/*
 * client.c - the two ends of a walk at the client: the connection that it makes
 * and the outcome that it sees.
 */
#include "journey/walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/*
 * What a sidecar's inspector takes for HTTP/1.1: a target with a slash or a
 * scheme, of plain bytes.  Other requests run as TCP (R174).
 */
static bool
inspector_sees_http(const struct mw_request *r)
{
	if (mw_is_bad_target(r->path) && !mw_str_eq(r->method, "CONNECT"))
		return false;
	for (const char *c = r->path; *c != '\0'; c++) {
		if ((unsigned char)*c > 127)
			return false;
	}
	return true;
}

static void
client_connection(struct mw_walk *w, const struct mw_dial *dial,
    struct mw_connection *c)
{
	static const char *const h2[] = { "h2" };
	const struct mw_request *r = w->request;
	bool http = r->scheme == MW_SCHEME_HTTP || r->scheme == MW_SCHEME_HTTPS;

	*c = (struct mw_connection){ .dial_ip = dial->ip,
		.dial_port = dial->port };
	if (w->from != NULL && w->from->n_ips > 0)
		c->source_ip = w->from->ips[0];
	else
		c->source_ip = r->source != NULL ? r->source : "127.30.0.1";
	if (dial->captured && r->identity != NULL)
		c->shown_as = mw_str_eq(r->identity, MW_IDENTITY_NONE) ? ""
		    : mw_arena_printf(w->arena, "spiffe://%s", r->identity);
	c->payload = !http || (dial->captured && !r->http2 &&
	    !inspector_sees_http(r)) ? MW_PAYLOAD_TCP
	    : r->http2 ? MW_PAYLOAD_HTTP2 : MW_PAYLOAD_HTTP1;
	if (r->scheme != MW_SCHEME_HTTPS && r->scheme != MW_SCHEME_TLS)
		return;
	c->tls = true;
	if (!mw_str_eq(r->sni, "none"))
		c->sni = r->sni;
	if (r->http2) {
		c->alpn = h2;
		c->n_alpn = 1;
	}
	if (r->client_cert != NULL) {
		c->cert = MW_CERT_EXTERNAL;
		c->dns_san = r->client_cert;
	}
}

bool
mw_walk_has_token(const struct mw_request *r)
{
	bool found = strstr(r->path, "eyJ") != NULL;

	for (size_t i = 0; i < r->n_headers; i++)
		found = found || strstr(r->headers[i].value, "eyJ") != NULL;
	return found;
}

/* The word is there by itself, at the end of a header or a parameter. */
static bool
has_stand_in(const char *s)
{
	const char *at = s;

	while ((at = strstr(at, MW_TOKEN_STAND_IN)) != NULL) {
		const char *end = at + strlen(MW_TOKEN_STAND_IN);

		if ((at == s || at[-1] == ' ' || at[-1] == '=') &&
		    (*end == '\0' || *end == '&' || *end == ';'))
			return true;
		at = end;
	}
	return false;
}

/* A token is written out: a bearer's, what begins as tokens do, or the word
 * for one. */
static bool
has_token(const struct mw_request *r)
{
	if (mw_walk_has_token(r))
		return true;
	for (size_t i = 0; i < r->n_headers; i++) {
		const struct mw_request_header *h = &r->headers[i];

		if ((mw_str_case_eq(h->name, "authorization") &&
		    strstr(h->value, "Bearer ") != NULL) ||
		    has_stand_in(h->value))
			return true;
	}
	return has_stand_in(r->path);
}

static struct mw_http *
client_http(struct mw_walk *w)
{
	const struct mw_request *r = w->request;
	struct mw_http *h = MW_NEW(w->arena, struct mw_http);

	h->method = r->method;
	h->scheme = r->h2_scheme != NULL && r->http2 ? r->h2_scheme
	    : r->scheme == MW_SCHEME_HTTPS ? "https" : "http";
	h->authority = r->host;
	h->path = r->path;
	h->http2 = r->http2;
	h->carries_claims = r->claims != NULL && !has_token(r);
	for (size_t i = 0; i < r->n_headers; i++) {
		char *name = mw_arena_strdup(w->arena, r->headers[i].name);

		mw_str_lower(name);
		/* a second Host line of HTTP/1 is read as one list */
		if (strcmp(name, "host") == 0 && !r->http2) {
			h->authority = mw_arena_printf(w->arena, "%s,%s",
			    h->authority, r->headers[i].value);
			continue;
		}
		mw_header_add(&h->headers, w->arena, name,
		    r->headers[i].value);
	}
	return h;
}

static int
compare_mirrors(const void *a, const void *b)
{
	const struct mw_delivery *x = a, *y = b;
	int c = strcmp(x->pod, y->pod);

	if (c == 0)
		c = strcmp(mw_str_or_empty(x->host), mw_str_or_empty(y->host));
	if (c == 0)
		c = strcmp(mw_str_or_empty(x->path), mw_str_or_empty(y->path));
	return c;
}

static void
finish(struct mw_walk *w, const struct mw_reply *reply)
{
	struct mw_outcome *o = w->outcome;
	bool http = false;
	bool tls = w->request->scheme == MW_SCHEME_HTTPS ||
	    w->request->scheme == MW_SCHEME_TLS;

	o->hops = w->hops.v;
	o->n_hops = w->hops.n;
	for (size_t i = 0; i < o->n_hops; i++)
		http = http || o->hops[i].protocol == MW_HOP_HTTP;
	if (w->mirrors.n > 1)
		qsort(w->mirrors.v, w->mirrors.n, sizeof(*w->mirrors.v),
		    compare_mirrors);
	o->mirrors = w->mirrors.v;
	o->n_mirrors = w->mirrors.n;
	switch (reply->end) {
	case MW_END_ANSWERED:
		o->status = reply->status;
		o->response = reply->headers;
		o->body = reply->body;
		break;
	case MW_END_REFUSED:
		o->failure = "refused";
		break;
	case MW_END_TLS:
	case MW_END_CLOSED:
		/* whether an alert or a reset reaches a client is chance */
		o->failure = tls && !http ? "tls" : "closed";
		break;
	}
}

/* ---- an identity that is typed ------------------------------------------- */

void
mw_walk_show_identity(struct mw_walk *w, const struct mw_connection *up,
    struct mw_steps *log)
{
	bool shown = up->cert == MW_CERT_MESH;

	w->identity_shown = w->identity_shown || (shown && !w->mirror);
	if (shown)
		mw_step_add(log, MW_STAGE_TLS, MW_STEP_INFO, NULL, "identity "
		    "typed in the request: %s", w->request->identity);
	else if (mw_str_eq(w->request->identity, MW_IDENTITY_NONE))
		mw_step_add(log, MW_STAGE_TLS, MW_STEP_INFO, NULL, "identity "
		    "typed in the request: none, so no mesh TLS");
	else
		mw_step_add(log, MW_STAGE_TLS, MW_STEP_INFO, NULL, "identity "
		    "typed in the request is not shown: no mesh TLS here");
}

static void
tell_identity(struct mw_walk *w)
{
	const char *identity = w->request->identity;

	if (identity == NULL)
		return;
	if (mw_str_eq(identity, MW_IDENTITY_NONE)) {
		/* whoever has no sidecar sends like this anyway */
		if (w->dial.captured)
			mw_walk_assume(w, "the caller's first hop has no mesh "
			    "TLS: identity none is typed in the request");
		return;
	}
	mw_walk_assume(w, mw_arena_printf(w->arena, w->identity_shown
	    ? "the caller is %s: the identity is typed in the request"
	    : "identity %s, typed in the request, which has no effect: no "
	    "sidecar of the caller wraps the first hop in mesh TLS",
	    identity));
}

/* ---- all of it ----------------------------------------------------------- */

void
mw_walk_start(struct mw_walk *w)
{
	struct mw_connection *c = MW_NEW(w->arena, struct mw_connection);
	struct mw_reply reply = { 0 };

	mw_dial(mw_session_mesh(w->session), w->request, w->from, w->arena,
	    &w->dial);
	w->outside = w->request->to;
	if (w->dial.assumed != NULL)
		mw_walk_assume(w, w->dial.assumed);
	if (w->dial.error != NULL) {
		reply.end = MW_END_REFUSED;
		finish(w, &reply);
		w->outcome->reason = w->dial.error;
		return;
	}
	w->outcome->dial = mw_arena_printf(w->arena, "%s:%u", w->dial.ip,
	    w->dial.port);
	client_connection(w, &w->dial, c);
	if (w->dial.captured)
		mw_walk_through(w, w->from, MW_OUTBOUND, c, client_http(w),
		    &reply);
	else
		mw_walk_arrive(w, c, client_http(w), &reply);
	tell_identity(w);
	finish(w, &reply);
}
