/*
 * gwapi-match.c - matches, and which of them come first (G62, G67 to G73).
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

enum { RANK_REGEX = 1, RANK_PREFIX = 2, RANK_EXACT = 3 };

static void
reject(struct mw_gwapi_rules *c, const struct mw_node *node, const char *what,
    const char *type)
{
	mw_gwapi_note(c, mw_gwapi_fault(c->k, MW_GWAPI_INVALID_CONFIGURATION,
	    node, "'%s' is no type of a %s match", type, what), true);
}

static void
set_uri(struct mw_gwapi_maker *k, struct mw_gwapi_piece *p,
    struct mw_http_match *out, int rank, const char *text,
    const struct mw_node *node)
{
	struct mw_string_match *m = MW_NEW(k->arena, struct mw_string_match);
	struct mw_string *s = rank == RANK_EXACT ? &m->exact :
	    rank == RANK_PREFIX ? &m->prefix : &m->regex;

	m->node = node;
	s->s = text;
	s->node = node;
	out->uri = m;
	p->rank = rank;
	p->len = strlen(text);
}

/* G67: a '/' at the end of a prefix does not count. */
static void
prefix(struct mw_gwapi_maker *k, struct mw_gwapi_piece *p,
    struct mw_http_match *out, const char *s, const struct mw_node *node)
{
	size_t len = strlen(s);

	if (len > 1 && s[len - 1] == '/')
		s = mw_arena_text(k->arena, s, len - 1);
	set_uri(k, p, out, RANK_PREFIX, s, node);
}

static void
http_path(struct mw_gwapi_rules *c, const struct mw_k8s_gateway_addresses *in,
    struct mw_gwapi_piece *p, struct mw_http_match *out)
{
	const char *type = in != NULL ? mw_str_or_empty(in->type.s) : "";
	const char *value = in != NULL && in->value.node != NULL ?
	    mw_str_or_empty(in->value.s) : "/";
	const struct mw_node *node = in != NULL ? in->node : out->node;

	if (type[0] == '\0' || strcmp(type, "PathPrefix") == 0)
		prefix(c->k, p, out, value, node);
	else if (strcmp(type, "Exact") == 0)
		set_uri(c->k, p, out, RANK_EXACT, value, node);
	else if (strcmp(type, "RegularExpression") == 0)
		set_uri(c->k, p, out, RANK_REGEX, value, node);
	else
		reject(c, in->type.node, "path", type);
}

/* G71, G72: of names that are spelled the same the last one counts. */
static struct mw_string_match_map
pairs(struct mw_gwapi_rules *c, const struct mw_k8s_grpc_route_headers_list *l,
    const char *what)
{
	struct mw_string_match_entry *v = MW_NEW_ARRAY(c->k->arena,
	    struct mw_string_match_entry, l->n);
	struct mw_string_match_map out = { .node = l->node, .v = v };
	struct mw_map *seen = mw_map_new(c->k->l->scratch);

	for (size_t i = 0; i < l->n; i++) {
		const struct mw_k8s_grpc_route_headers *h = &l->v[i];
		const char *name = mw_str_or_empty(h->name.s);
		const char *type = mw_str_or_empty(h->type.s);
		struct mw_string_match_entry *e = mw_map_get(seen, name);

		if (e == NULL) {
			e = &v[out.n++];
			mw_map_put(seen, name, e);
		}
		memset(e, 0, sizeof(*e));
		e->key.s = name;
		e->key.node = e->value.node = h->node;
		if (type[0] == '\0' || strcmp(type, "Exact") == 0)
			e->value.exact.s = mw_str_or_empty(h->value.s);
		else if (strcmp(type, "RegularExpression") == 0)
			e->value.regex.s = mw_str_or_empty(h->value.s);
		else
			reject(c, h->type.node, what, type);
	}
	return out;
}

static struct mw_http_match *
new_match(struct mw_gwapi_rules *c, struct mw_gwapi_piece *p,
    const struct mw_node *node)
{
	struct mw_http_match *m = MW_NEW(c->k->arena, struct mw_http_match);

	m->node = node;
	p->http->match.node = node;
	p->http->match.v = m;
	p->http->match.n = 1;
	return m;
}

void
mw_gwapi_http_match(struct mw_gwapi_rules *c,
    const struct mw_k8s_http_route_matches *in, struct mw_gwapi_piece *p)
{
	struct mw_http_match *m = new_match(c, p, in != NULL ? in->node :
	    p->origin.node);

	http_path(c, in != NULL ? in->path : NULL, p, m);
	if (in == NULL)
		return;
	m->headers = pairs(c, &in->headers, "header");
	m->query_params = pairs(c, &in->query_params, "query");
	p->headers = m->headers.n;
	p->query = m->query_params.n;
	if (in->method.node != NULL) {
		struct mw_string_match *s = MW_NEW(c->k->arena,
		    struct mw_string_match);

		s->node = in->method.node;
		s->exact = in->method;
		m->method = s;
		p->method = true;
	}
}

/* G73 */
static void
grpc_path(struct mw_gwapi_rules *c, const struct mw_k8s_grpc_route_method *in,
    struct mw_gwapi_piece *p, struct mw_http_match *out)
{
	const char *type = mw_str_or_empty(in->type.s);
	const char *service = mw_str_or_empty(in->service.s);
	const char *method = mw_str_or_empty(in->method.s);
	bool exact = type[0] == '\0' || strcmp(type, "Exact") == 0;
	bool has_service = in->service.node != NULL;
	bool has_method = in->method.node != NULL;
	struct mw_arena *a = c->k->arena;

	if (!exact && strcmp(type, "RegularExpression") != 0)
		reject(c, in->type.node, "method", type);
	else if (!has_service && !has_method)
		reject(c, in->node, "method", "neither service nor method");
	else if (!has_service)
		set_uri(c->k, p, out, RANK_REGEX, mw_arena_printf(a,
		    "/[^/]+/%s", method), in->node);
	else if (!has_method && exact)
		set_uri(c->k, p, out, RANK_PREFIX, mw_arena_printf(a, "/%s/",
		    service), in->node);
	else if (!has_method)
		set_uri(c->k, p, out, RANK_REGEX, mw_arena_printf(a,
		    "/%s/.+", service), in->node);
	else
		set_uri(c->k, p, out, exact ? RANK_EXACT : RANK_REGEX,
		    mw_arena_printf(a, "/%s/%s", service, method), in->node);
}

void
mw_gwapi_grpc_match(struct mw_gwapi_rules *c,
    const struct mw_k8s_grpc_route_matches *in, struct mw_gwapi_piece *p)
{
	struct mw_http_match *m;

	p->any = in == NULL;
	if (in == NULL)
		return;
	m = new_match(c, p, in->node);
	p->rank = -1;
	if (in->method != NULL)
		grpc_path(c, in->method, p, m);
	m->headers = pairs(c, &in->headers, "header");
	p->headers = m->headers.n;
}

/* ---- order (G62) ---------------------------------------------------- */

static int
more(size_t a, size_t b)
{
	return a > b ? -1 : a < b;
}

static int
precedes(const struct mw_gwapi_piece *a, const struct mw_gwapi_piece *b)
{
	int d;

	if (a->any || b->any)
		return (int)a->any - (int)b->any;
	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	if ((d = more(a->len, b->len)) != 0)
		return d;
	if ((d = more(a->method, b->method)) != 0)
		return d;
	if ((d = more(a->headers, b->headers)) != 0)
		return d;
	return more(a->query, b->query);
}

struct numbered {
	struct mw_gwapi_piece piece;	/* first */
	size_t at;
};

static int
compare(const void *x, const void *y)
{
	const struct numbered *a = x, *b = y;
	int d = precedes(&a->piece, &b->piece);

	return d != 0 ? d : a->at < b->at ? -1 : a->at > b->at;
}

void
mw_gwapi_sort(struct mw_gwapi_piece *v, size_t n)
{
	struct mw_arena *a;
	struct numbered *all;

	if (n < 2)
		return;
	a = mw_arena_new();
	all = MW_NEW_ARRAY(a, struct numbered, n);
	for (size_t i = 0; i < n; i++) {
		all[i].piece = v[i];
		all[i].at = i;
	}
	qsort(all, n, sizeof(*all), compare);
	for (size_t i = 0; i < n; i++)
		v[i] = all[i].piece;
	mw_arena_free(a);
}
