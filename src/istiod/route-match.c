/*
 * route-match.c - one match of an http entry (R66, R69-R79).
 */
#include "istiod/route.h"

#include "base/str.h"

#include <string.h>

/* ---- what is decided now (R66) */

static bool
names_gateway(const struct mw_route_source *src, const struct mw_strings *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const char *g = mw_gateway_resolve(src->b->arena,
		    mw_str_or_empty(list->v[i].s), src->http->ns);

		if (strcmp(g, src->rc->gateway) == 0)
			return true;
	}
	return false;
}

static const char *
joined(struct mw_arena *a, const char *so_far, const char *key,
    const char *value)
{
	return mw_arena_printf(a, "%s%s%s=%s", so_far, *so_far != '\0' ? ", " :
	    "", key, value);
}

/* What LABELS has of those that WANTED asks for, and what it asks. */
static void
compare_labels(struct mw_arena *a, const struct mw_string_map *wanted,
    const struct mw_string_map *labels, struct mw_omission_clause *out)
{
	const char *have = "", *want = "";

	for (size_t i = 0; i < wanted->n; i++) {
		const char *key = mw_str_or_empty(wanted->v[i].key.s);
		const char *value = mw_labels_get(labels, key);

		want = joined(a, want, key,
		    mw_str_or_empty(wanted->v[i].value.s));
		if (value != NULL)
			have = joined(a, have, key, value);
	}
	out->field = "sourceLabels";
	out->want = want;
	out->have = *have != '\0' ? have : NULL;
}

static const char *
list_of(struct mw_arena *a, const struct mw_strings *l)
{
	const char *text = "";

	for (size_t i = 0; i < l->n; i++)
		text = mw_arena_printf(a, "%s%s%s", text, i > 0 ? ", " : "",
		    mw_str_or_empty(l->v[i].s));
	return text;
}

static bool
source_refuses(const struct mw_route_source *src,
    const struct mw_http_match *match, struct mw_route_refusal *out)
{
	const struct mw_workload *w = src->b->workload;
	struct mw_arena *a = src->b->arena;

	out->reason = MW_OMIT_SOURCE_MISMATCH;
	if (!mw_labels_match(&match->source_labels, w->labels)) {
		out->node = match->source_labels.node;
		out->why = mw_arena_printf(a, "its sourceLabels are not those "
		    "of %s/%s", w->ns, w->name);
		compare_labels(a, &match->source_labels, w->labels,
		    &out->clause);
		return true;
	}
	if (mw_str_empty(match->source_namespace.s) ||
	    strcmp(match->source_namespace.s, w->ns) == 0)
		return false;
	out->node = match->source_namespace.node;
	out->why = mw_arena_printf(a, "it asks for clients of namespace %s",
	    match->source_namespace.s);
	out->clause = (struct mw_omission_clause){ .field = "sourceNamespace",
	    .want = match->source_namespace.s, .have = w->ns };
	return true;
}

bool
mw_route_filter(const struct mw_route_source *src,
    const struct mw_http_match *match, struct mw_route_refusal *out)
{
	struct mw_arena *a = src->b->arena;

	*out = (struct mw_route_refusal){ 0 };
	if (match->port.v != 0)
		*src->port_counts = true;
	if (match->port.v != 0 && match->port.v != src->rc->port) {
		out->reason = MW_OMIT_PORT_MISMATCH;
		out->node = match->port.node;
		out->why = mw_arena_printf(a, "it asks for port %lld",
		    (long long)match->port.v);
		out->clause.field = "port";
		out->clause.want = mw_arena_printf(a, "%lld",
		    (long long)match->port.v);
		out->clause.have = mw_arena_printf(a, "%lld",
		    (long long)src->rc->port);
		out->clause.port = (uint32_t)src->rc->port;
		return true;
	}
	if (match->gateways.n == 0)
		return source_refuses(src, match, out);
	if (names_gateway(src, &match->gateways))
		return false;
	out->reason = MW_OMIT_MATCH_GATEWAYS;
	out->node = match->gateways.node;
	out->why = "its gateways do not name this one";
	out->clause.field = "gateways";
	out->clause.want = list_of(a, &match->gateways);
	out->clause.have = src->rc->gateway;
	return true;
}

/* ---- what Envoy decides later */

struct mw_matcher
mw_route_matcher(struct mw_builder *b, const struct mw_string_match *m)
{
	struct mw_matcher out = { .kind = MW_MATCH_PRESENT, .text = "" };

	if (m == NULL)
		return out;
	out.node = m->node;
	if (m->exact.s != NULL) {
		out.kind = MW_MATCH_EXACT;
		out.text = m->exact.s;
	} else if (m->prefix.s != NULL) {
		out.kind = MW_MATCH_PREFIX;
		out.text = m->prefix.s;
	} else if (m->regex.s != NULL && strcmp(m->regex.s, "*") != 0) {
		/* R72: "*" alone is no expression, but "it is there" */
		out.kind = MW_MATCH_REGEX;
		out.text = m->regex.s;
		out.regex = mw_route_regex(b, out.text);
	}
	out.len = strlen(out.text);
	return out;
}

/* Their sizes are known, or nearly: there are many, and memory is time. */
struct lists {
	struct mw_header_match *headers;
	size_t n_headers;
	struct mw_query_match *query;
	size_t n_query;
	MW_VEC(struct mw_claim_match) claims;
};

#define CLAIMS "@request.auth.claims"

/*
 * R75: the path behind a key like @request.auth.claims.a.b or [a][b]; NULL
 * when the key is an ordinary header name.
 */
static const char *const *
claim_path(struct mw_arena *a, const char *key, size_t *n)
{
	MW_VEC(const char *) path = { 0 };
	const char *s, *separator = ".", *end;

	if (!mw_str_case_prefix(key, CLAIMS))
		return NULL;
	s = key + strlen(CLAIMS);
	end = s + strlen(s);
	if (s[0] == '[' && end[-1] == ']' && end - s > 2) {
		separator = "][";
		end--;
	} else if (s[0] != '.' || end - s < 2) {
		return NULL;
	}
	for (s++;;) {
		const char *next = strstr(s, separator);

		if (next == NULL || next >= end)
			next = end;
		mw_vec_push(a, &path,
		    mw_arena_text(a, s, (size_t)(next - s)));
		if (next == end)
			break;
		s = next + strlen(separator);
	}
	*n = path.n;
	return path.v;
}

static void
add_header(const struct mw_route_source *src, struct lists *l,
    const char *name, const struct mw_string_match *m, bool invert)
{
	struct mw_header_match h = {
		.name = mw_arena_lower(src->b->arena, name),
		.value = mw_route_matcher(src->b, m),
		.invert = invert,
		.origin = mw_route_origin(src, m->node),
	};

	/* the name that Envoy knows it by (R77) */
	if (strcmp(h.name, "host") == 0)
		h.name = ":authority";
	h.missing_as_empty = invert && h.value.kind != MW_MATCH_PRESENT;
	l->headers[l->n_headers++] = h;
}

static void
add_headers(const struct mw_route_source *src, struct lists *l,
    const struct mw_string_match_map *map, bool invert)
{
	struct mw_arena *a = src->b->arena;

	for (size_t i = 0; i < map->n; i++) {
		const struct mw_string_match *m = &map->v[i].value;
		struct mw_claim_match c = { .invert = invert };

		c.path = claim_path(a, mw_str_or_empty(map->v[i].key.s),
		    &c.n_path);
		if (c.path == NULL) {
			add_header(src, l, mw_str_or_empty(map->v[i].key.s), m,
			    invert);
			continue;
		}
		c.value = mw_route_matcher(src->b, m);
		c.origin = mw_route_origin(src, m->node);
		mw_vec_push(a, &l->claims, c);
	}
}

static void
add_query(const struct mw_route_source *src, struct lists *l,
    const struct mw_string_match_map *map)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct mw_string_match *m = &map->v[i].value;
		struct mw_query_match q = {
			.name = mw_str_or_empty(map->v[i].key.s),
			.value = mw_route_matcher(src->b, m),
			.origin = mw_route_origin(src, m->node),
		};

		l->query[l->n_query++] = q;
	}
}

static void
set_elements(struct mw_builder *b, struct mw_route_entry *r)
{
	size_t len = strlen(r->path);

	r->path_kind = MW_PATH_SEPARATED_PREFIX;
	if (len > 0 && r->path[len - 1] == '/')
		r->path = mw_arena_text(b->arena, r->path, len - 1);
}

/* R69; a prefix of the Gateway API is one of whole elements (G67). */
static void
set_path(const struct mw_route_source *src, const struct mw_string_match *uri,
    struct mw_route_entry *r)
{
	struct mw_builder *b = src->b;

	r->path_kind = MW_PATH_PREFIX;
	r->path = "/";
	if (uri != NULL && uri->exact.s != NULL) {
		r->path_kind = MW_PATH_EXACT;
		r->path = uri->exact.s;
	} else if (uri != NULL && uri->prefix.s != NULL) {
		r->path = uri->prefix.s;
		if (src->vs->gateway_api && strcmp(r->path, "/") != 0)
			set_elements(b, r);
	} else if (uri != NULL && uri->regex.s != NULL) {
		r->path_kind = MW_PATH_REGEX;
		r->path = uri->regex.s;
		r->path_regex = mw_route_regex(b, r->path);
	}
	r->path_len = strlen(r->path);
}

/* R64. */
static bool
is_catch_all(const struct mw_route_entry *r)
{
	if (r->n_headers > 0 || r->n_query > 0 || r->n_claims > 0)
		return false;
	if (r->path_kind == MW_PATH_PREFIX)
		return strcmp(r->path, "/") == 0;
	return r->path_kind == MW_PATH_REGEX && strcmp(r->path, ".*") == 0;
}

static void
set_conditions(const struct mw_route_source *src,
    const struct mw_http_match *match, struct lists *l)
{
	struct mw_arena *a = src->b->arena;
	size_t headers = match->headers.n + match->without_headers.n +
	    (match->method != NULL) + (match->authority != NULL) +
	    (match->scheme != NULL);

	if (headers > 0)
		l->headers = MW_NEW_ARRAY(a, struct mw_header_match, headers);
	if (match->query_params.n > 0)
		l->query = MW_NEW_ARRAY(a, struct mw_query_match,
		    match->query_params.n);
	add_headers(src, l, &match->headers, false);
	add_headers(src, l, &match->without_headers, true);
	if (match->method != NULL)
		add_header(src, l, ":method", match->method, false);
	if (match->authority != NULL)
		add_header(src, l, ":authority", match->authority, false);
	if (match->scheme != NULL)
		add_header(src, l, ":scheme", match->scheme, false);
	add_query(src, l, &match->query_params);
}

void
mw_route_set_match(const struct mw_route_source *src,
    const struct mw_http_match *match, struct mw_route_entry *r)
{
	struct lists l = { 0 };

	set_path(src, match != NULL ? match->uri : NULL, r);
	if (match != NULL) {
		r->path_node = match->uri != NULL ? match->uri->node : NULL;
		r->ignore_case = match->ignore_uri_case.v;
		r->match_origin = mw_route_origin(src, match->node);
		set_conditions(src, match, &l);
	}
	r->headers = l.headers;
	r->n_headers = l.n_headers;
	r->query = l.query;
	r->n_query = l.n_query;
	r->claims = l.claims.v;
	r->n_claims = l.claims.n;
	r->catch_all = is_catch_all(r);
}
