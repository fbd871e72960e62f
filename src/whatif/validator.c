/*
 * validator.c - test files of istio-config-validator, read as requests.
 */
#include "whatif/validator.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/guess.h"
#include "journey/secret.h"
#include "yaml/node.h"

enum { COMBINATIONS_MAX = 10000 };

/* What a case may say of the route; the names are those of a VirtualService. */
static const char *const asserted[] = { "route", "redirect", "rewrite",
	"fault", "headers", "delegate" };

struct reading {
	struct mw_arena *arena;
	struct mw_kept_list *list;
	size_t number;		/* of the case, from 1 */
};

static struct mw_kept_error *
wrong(struct reading *r, const struct mw_node *at, const char *text)
{
	struct mw_kept_error e = { mw_node_key(at) != NULL
	    ? mw_node_key_span(at) : mw_node_span(at), text, NULL };

	mw_vec_push(r->arena, &r->list->errors, e);
	return &r->list->errors.v[r->list->errors.n - 1];
}

static bool
is_one_of(const char *key, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (mw_str_case_eq(key, v[i]))
			return true;
	}
	return false;
}

/* Keys are read without case there. */
static const struct mw_node *
get(const struct mw_node *map, const char *key)
{
	for (const struct mw_node *c = mw_node_first(map); c != NULL &&
	     mw_node_key(c) != NULL; c = mw_node_next(c)) {
		if (mw_str_case_eq(mw_node_key(c), key))
			return c;
	}
	return NULL;
}

/* A key that means nothing would make a case assert less than it says. */
static bool
knows_keys(struct reading *r, const struct mw_node *map,
    const char *const *known, size_t n, const char *what)
{
	for (const struct mw_node *c = mw_node_first(map); c != NULL;
	     c = mw_node_next(c)) {
		const char *near;

		if (mw_node_key(c) == NULL || is_one_of(mw_node_key(c), known,
		    n))
			continue;
		near = mw_str_nearest(mw_node_key(c), known, n);
		wrong(r, c, mw_arena_printf(r->arena, "%s has no field '%s'",
		    what, mw_node_key(c)))->hint = near != NULL
		    ? mw_arena_printf(r->arena, "did you mean '%s'?", near)
		    : NULL;
		return false;
	}
	return true;
}

/* ---- requests ------------------------------------------------------------ */

static const char *
path_of(struct reading *r, const char *uri, const struct mw_node *query)
{
	struct mw_buf b = { 0 };
	const char *text;

	mw_buf_adds(&b, *uri == '/' ? "" : "/");
	mw_buf_adds(&b, uri);
	for (const struct mw_node *q = mw_node_first(query); q != NULL;
	     q = mw_node_next(q))
		mw_buf_printf(&b, "%c%s=%s", strchr(mw_buf_text(&b), '?') ==
		    NULL ? '?' : '&', mw_str_or_empty(mw_node_key(q)),
		    mw_str_or_empty(mw_node_text(q)));
	text = mw_arena_text(r->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static void
add_headers(struct reading *r, const struct mw_node *headers,
    struct mw_request *out)
{
	MW_VEC(struct mw_request_header) v = { 0 };

	for (const struct mw_node *h = mw_node_first(headers); h != NULL;
	     h = mw_node_next(h)) {
		const struct mw_request_header one = { mw_node_key(h),
			mw_arena_strdup(r->arena, mw_str_or_empty(
			mw_node_text(h))) };

		if (one.name != NULL)
			mw_vec_push(r->arena, &v, one);
	}
	out->headers = v.v;
	out->n_headers = v.n;
}

/* One combination; who sends it is found with the mesh. */
static void
add(struct reading *r, const struct mw_validator_case *of, const char *uri,
    const char *authority, const char *method)
{
	const struct mw_node *request = get(of->node, "request");
	const char *description = mw_node_text(get(of->node, "description"));
	struct mw_request *q = MW_NEW(r->arena, struct mw_request);
	struct mw_kept k = { .request = q, .span = mw_node_span(of->node),
		.expects = true, .validator = of };
	const char *error;
	bool tls = mw_str_eq(mw_node_text(get(request, "scheme")), "https");

	if (!mw_request_set_url(r->arena, q, mw_arena_printf(r->arena,
	    "%s://%s", tls ? "https" : "http", authority), &error)) {
		wrong(r, get(request, "authority"), mw_arena_printf(r->arena,
		    "'%s': %s", authority, error));
		return;
	}
	q->method = mw_arena_strdup(r->arena, method);
	q->path = path_of(r, uri, get(request, "queryParams"));
	q->host = mw_arena_strdup(r->arena, authority);
	add_headers(r, get(request, "headers"), q);
	mw_request_complete(r->arena, q);
	q->id = k.name = mw_arena_printf(r->arena, "%s: %s %s%s",
	    description != NULL ? description : mw_arena_printf(r->arena,
	    "case %zu", r->number), q->method, q->host, q->path);
	mw_vec_push(r->arena, r->list, k);
}

/* A list with something in it. */
static const struct mw_node *
list(struct reading *r, const struct mw_node *request, const char *key)
{
	const struct mw_node *n = get(request, key);

	if (mw_node_is(n, MW_NODE_LIST) && mw_node_count(n) > 0)
		return n;
	wrong(r, n != NULL ? n : request, mw_arena_printf(r->arena, "'%s' of "
	    "a request is a list, and not empty", key));
	return NULL;
}

static void
add_all(struct reading *r, const struct mw_validator_case *of,
    const struct mw_node *request)
{
	const struct mw_node *uris = list(r, request, "uri"),
	    *hosts = list(r, request, "authority"),
	    *verbs = list(r, request, "method");

	if (uris == NULL || hosts == NULL || verbs == NULL)
		return;
	for (const struct mw_node *u = mw_node_first(uris); u != NULL;
	     u = mw_node_next(u)) {
		for (const struct mw_node *h = mw_node_first(hosts); h != NULL;
		     h = mw_node_next(h)) {
			for (const struct mw_node *v = mw_node_first(verbs);
			     v != NULL && r->list->n < COMBINATIONS_MAX;
			     v = mw_node_next(v))
				add(r, of, mw_str_or_empty(mw_node_text(u)),
				    mw_str_or_empty(mw_node_text(h)),
				    mw_str_or_empty(mw_node_text(v)));
		}
	}
}

/* ---- cases --------------------------------------------------------------- */

static void
read_case(struct reading *r, const struct mw_node *node)
{
	static const char *const known[] = { "description", "wantMatch",
		"request", "route", "redirect", "rewrite", "fault", "headers",
		"delegate" };
	static const char *const fields[] = { "authority", "method", "uri",
		"headers", "scheme", "queryParams" };
	struct mw_validator_case *of = MW_NEW(r->arena,
	    struct mw_validator_case);
	const struct mw_node *request = get(node, "request");

	r->number++;
	if (!mw_node_is(node, MW_NODE_MAP) || !mw_node_is(request,
	    MW_NODE_MAP)) {
		wrong(r, node, "a test case has a 'request'");
		return;
	}
	if (!knows_keys(r, node, known, MW_LEN(known), "a test case") ||
	    !knows_keys(r, request, fields, MW_LEN(fields), "the request of a "
	    "test case"))
		return;
	of->node = node;
	of->want = mw_node_bool(get(node, "wantMatch"));
	add_all(r, of, request);
}

bool
mw_validator_read(struct mw_arena *arena, const struct mw_load *load,
    struct mw_kept_list *into)
{
	struct reading r = { .arena = arena, .list = into };
	bool found = false;

	for (size_t i = 0; i < load->n_documents; i++) {
		const struct mw_node *cases;

		if (!mw_mesh_is_test_cases(load->documents[i].root))
			continue;
		found = true;
		cases = get(load->documents[i].root, "testCases");
		for (const struct mw_node *n = mw_node_first(cases); n != NULL;
		     n = mw_node_next(n))
			read_case(&r, n);
	}
	return found;
}

/* ---- who sends it -------------------------------------------------------- */

const struct mw_request *
mw_kept_request(const struct mw_kept *k, const struct mw_mesh *m,
    struct mw_arena *arena)
{
	struct mw_request *r;
	const char *note;

	if (k->validator == NULL)
		return k->request;
	r = MW_NEW(arena, struct mw_request);
	*r = *k->request;
	r->from = r->sni = NULL;
	/* a gateway may have a server for it on the port of https alone */
	if (r->port == 80 && mw_guess_ingress(m, arena, r->to, 80) == NULL &&
	    mw_guess_ingress(m, arena, r->to, 443) != NULL) {
		r->port = 443;
		r->scheme = MW_SCHEME_HTTPS;
	}
	mw_guess_client(m, arena, r, NULL, &note);
	mw_request_complete(arena, r);
	return r;
}

/* ---- what came of it ----------------------------------------------------- */

/* As numbers compare: 100 is 100.0. */
static json_t *
same_numbers(json_t *j)
{
	const char *key;
	size_t i;
	json_t *v;
	void *next;

	if (json_is_integer(j)) {
		v = json_real((double)json_integer_value(j));
		json_decref(j);
		return v;
	}
	json_array_foreach(j, i, v)
		json_array_set_new(j, i, same_numbers(json_incref(v)));
	json_object_foreach_safe(j, next, key, v)
		json_object_set_new(j, key, same_numbers(json_incref(v)));
	return j;
}

static bool
is_same(const struct mw_node *a, const struct mw_node *b)
{
	json_t *x, *y;
	bool same;

	if (a == NULL || b == NULL)
		return a == b;
	x = same_numbers(mw_kept_node_json(a, true));
	y = same_numbers(mw_kept_node_json(b, true));
	same = json_equal(x, y);
	json_decref(x);
	json_decref(y);
	return same;
}

/* Values of headers that are secrets. */
static void
hide(json_t *j)
{
	const char *key;
	size_t i;
	json_t *v;
	void *next;

	json_array_foreach(j, i, v)
		hide(v);
	json_object_foreach_safe(j, next, key, v)
	{
		if (json_is_string(v) && mw_secret_header(NULL, key))
			json_object_set_new(j, key, json_string("***"));
		else
			hide(v);
	}
}

static const char *
as_text(const struct mw_node *n, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	json_t *j;
	char *dump;
	const char *text;

	if (n == NULL || mw_node_is(n, MW_NODE_NULL))
		return "none";
	j = mw_kept_node_json(n, true);
	hide(j);
	dump = json_dumps(j, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY |
	    JSON_REAL_PRECISION(12));
	mw_secrets_hide(NULL, mw_str_or_empty(dump), &b);
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	free(dump);
	json_decref(j);
	return text;
}

/* What the route says under KEY; a delegate's has what the root's has beside
 * (R113). */
static const struct mw_node *
said(const struct mw_route_entry *e, const char *key)
{
	const struct mw_node *n;

	if (e == NULL || e->origin.object == NULL || e->origin.object->kind !=
	    MW_KIND_VIRTUAL_SERVICE)
		return NULL;
	if (strcmp(key, "delegate") == 0)
		return mw_node_get(e->root.node, key);
	n = mw_node_get(e->origin.node, key);
	return n != NULL ? n : mw_node_get(e->root.node, key);
}

/* The route of the first proxy that is no server's sidecar. */
static const struct mw_route_entry *
taken(const struct mw_answer *a)
{
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		for (size_t k = 0; k < o->n_hops; k++) {
			if (o->hops[k].http != NULL && o->hops[k].direction !=
			    MW_INBOUND)
				return o->hops[k].http->route;
		}
	}
	return NULL;
}

size_t
mw_validator_check(const struct mw_kept *k, const struct mw_answer *a,
    struct mw_arena *arena, const struct mw_miss **out)
{
	MW_VEC(struct mw_miss) misses = { 0 };
	const struct mw_route_entry *route = taken(a);

	for (size_t i = 0; i < MW_LEN(asserted); i++) {
		const struct mw_node *want = get(k->validator->node,
		    asserted[i]);
		const struct mw_node *has = said(route, asserted[i]);
		struct mw_miss m = { .what = asserted[i] };

		if (want == NULL || (a->error == NULL && is_same(want, has) ==
		    k->validator->want))
			continue;
		m.want = mw_arena_printf(arena, "%s%s", k->validator->want
		    ? "" : "not ", as_text(want, arena));
		m.got = a->error != NULL ? mw_arena_printf(arena,
		    "undecided: %s", a->error) : as_text(has, arena);
		mw_vec_push(arena, &misses, m);
	}
	*out = misses.v;
	return misses.n;
}
