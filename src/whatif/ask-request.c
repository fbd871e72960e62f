/*
 * ask-request.c - from a compiled route to a request that has all it asks for.
 */
#include "whatif/ask.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/kinds.h"

struct making {
	const struct mw_mesh *mesh;
	const struct mw_workload *client;	/* or the gateway */
	struct mw_arena *arena;
};

const char *
mw_ask_host(struct mw_arena *arena, const char *host)
{
	const char *slash = strchr(host, '/');

	if (slash != NULL)
		host = slash + 1;
	if (strcmp(host, "*") == 0)
		return "example.com";
	return *host == '*' ? mw_arena_printf(arena, "any%s", host + 1)
			    : host;
}

static const char *
example(struct making *x, const struct mw_matcher *m)
{
	struct mw_buf b = { 0 };
	const char *s = mw_matcher_example(m, &b) ? mw_arena_text(x->arena,
	    mw_buf_text(&b), b.len) : NULL;

	mw_buf_release(&b);
	return s;
}

static const char *
path_of(struct making *x, const struct mw_route_entry *r)
{
	struct mw_buf b = { 0 };
	const char *s = r->path;

	if (r->path_kind != MW_PATH_REGEX)
		return mw_str_empty(s) ? "/" : s;
	s = r->path_regex != NULL && mw_regex_example(r->path_regex, "/", &b)
	    ? mw_arena_text(x->arena, mw_buf_text(&b), b.len) : NULL;
	mw_buf_release(&b);
	return s;
}

/* One that codecs take, where there is one. */
static const char *
method_of(struct making *x, const struct mw_header_match *h)
{
	static const char *const known[] = { "GET", "POST", "PUT", "DELETE",
		"PATCH", "HEAD", "OPTIONS" };

	for (size_t i = 0; i < MW_LEN(known); i++) {
		if (mw_matcher_test(&h->value, known[i], strlen(known[i])) !=
		    h->invert)
			return known[i];
	}
	return h->invert ? NULL : example(x, &h->value);
}

static bool
is_authority(const char *name)
{
	return strcmp(name, ":authority") == 0 || strcmp(name, "host") == 0;
}

/* Its own parts of the request line are headers to a route. */
static bool
set_header(struct making *x, struct mw_request *r, const struct mw_header_match *h)
{
	const char *value;

	if (strcmp(h->name, ":method") == 0)
		return (r->method = method_of(x, h)) != NULL;
	if (h->invert || is_authority(h->name))
		return true;		/* not there; a host is chosen later */
	value = example(x, &h->value);
	if (value == NULL)
		return false;
	if (h->name[0] != ':') {
		r->headers[r->n_headers].name = h->name;
		r->headers[r->n_headers++].value = value;
	}
	return true;
}

static bool
set_query(struct making *x, struct mw_request *r, const struct mw_route_entry *e)
{
	for (size_t i = 0; i < e->n_query; i++) {
		const char *value = example(x, &e->query[i].value);

		if (value == NULL)
			return false;
		r->path = mw_arena_printf(x->arena, "%s%c%s=%s", r->path,
		    strchr(r->path, '?') == NULL ? '?' : '&',
		    e->query[i].name, value);
	}
	return true;
}

/* Whose tokens the proxy takes: the first that is written near it. */
static const char *
some_issuer(const struct making *x)
{
	const struct mw_objects *all =
	    &x->mesh->of_kind[MW_KIND_REQUEST_AUTHENTICATION];
	const char *issuer = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_request_authentication *a = MW_SPEC(all->v[i],
		    request_authentication);

		if (a == NULL || a->jwt_rules.n == 0 || (issuer != NULL &&
		    strcmp(all->v[i]->ns, x->client->ns) != 0))
			continue;
		issuer = a->jwt_rules.v[0].issuer.s;
	}
	return mw_str_or_empty(issuer);
}

/* Puts VALUE at PATH; false when that is no text for JSON. */
static bool
put_claim(json_t *top, const struct mw_claim_match *c, const char *value)
{
	json_t *at = top;

	for (size_t k = 0; k + 1 < c->n_path; k++) {
		json_t *next = json_object_get(at, c->path[k]);

		if (!json_is_object(next)) {
			next = json_object();
			/* a failure drops it, too */
			if (json_object_set_new(at, c->path[k], next) != 0)
				return false;
		}
		at = next;
	}
	return json_object_set_new(at, c->path[c->n_path - 1],
	    json_string(value)) == 0;
}

static bool
set_claims(struct making *x, struct mw_request *r,
    const struct mw_route_entry *e)
{
	json_t *top;
	char *dump;
	bool good;

	if (e->n_claims == 0)
		return true;
	top = json_pack("{s:s,s:s}", "iss", some_issuer(x), "sub", "someone");
	good = top != NULL;
	for (size_t i = 0; i < e->n_claims && good; i++) {
		const struct mw_claim_match *c = &e->claims[i];
		const char *value = c->invert ? NULL : example(x, &c->value);

		good = c->invert || (value != NULL && c->n_path > 0 &&
		    put_claim(top, c, value));
	}
	dump = good ? json_dumps(top, JSON_COMPACT) : NULL;
	if (dump != NULL) {
		r->claims = mw_arena_strdup(x->arena, dump);
		r->headers[r->n_headers].name = "authorization";
		r->headers[r->n_headers++].value = "Bearer "
		    MW_TOKEN_STAND_IN;
	}
	free(dump);
	json_decref(top);
	return good;
}

struct mw_request *
mw_ask_request(const struct mw_mesh *m, const struct mw_workload *client,
    const struct mw_route_entry *e, struct mw_arena *arena)
{
	struct making x = { m, client, arena };
	struct mw_request *r = MW_NEW(arena, struct mw_request);
	bool good;

	r->headers = MW_NEW_ARRAY(arena, struct mw_request_header,
	    e->n_headers + 1);
	r->path = path_of(&x, e);
	good = r->path != NULL;
	for (size_t i = 0; i < e->n_headers && good; i++)
		good = set_header(&x, r, &e->headers[i]);
	if (!good || !set_query(&x, r, e) || !set_claims(&x, r, e))
		return NULL;
	r->from = client->proxy == MW_PROXY_SIDECAR ? mw_arena_printf(arena,
	    "%s/%s", client->ns, client->name) : "outside";
	r->id = "";
	return r;
}

/* The authority, where the route asks for more than its virtual host does. */
const char *
mw_ask_authority(struct mw_arena *arena, const struct mw_route_entry *e,
    const char *to)
{
	struct making x = { NULL, NULL, arena };

	for (size_t i = 0; i < e->n_headers; i++) {
		const struct mw_header_match *h = &e->headers[i];

		if (is_authority(h->name) && !h->invert &&
		    !mw_matcher_test(&h->value, to, strlen(to)))
			return example(&x, &h->value);
	}
	return NULL;
}
