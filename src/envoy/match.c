/*
 * match.c - which route of a virtual host takes a request (R69-R80).
 *
 * Routes are asked in their order; the first of which every clause holds wins.
 * A clause that fails ends the question, and is what the trace tells: the
 * texts of a trace are made only when there is one.
 */
#include "envoy/stages.h"

#include "base/buf.h"
#include "base/str.h"
#include "envoy/values.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

struct match {
	const struct mw_virtual_host *vh;
	const struct mw_http *request;
	size_t path_len;
	const char *payload_json;
	json_t *payload;
	bool parsed;
	struct mw_arena *arena;
	struct mw_steps *log;
	/* the clause that failed, or is told */
	const char *field, *want, *have;
	const struct mw_origin *origin;
};

/* ---- path (R69, R70) ----------------------------------------------------- */

static bool
prefix_holds(const struct mw_route_entry *r, const char *path)
{
	return r->ignore_case ? strncasecmp(path, r->path, r->path_len) == 0 :
	    memcmp(path, r->path, r->path_len) == 0;
}

static bool
path_holds(const struct mw_route_entry *r, const char *path, size_t len)
{
	switch (r->path_kind) {
	case MW_PATH_PREFIX:
		return len >= r->path_len && prefix_holds(r, path);
	case MW_PATH_EXACT:
		return len == r->path_len && prefix_holds(r, path);
	case MW_PATH_SEPARATED_PREFIX:
		return len >= r->path_len && prefix_holds(r, path) &&
		    (len == r->path_len || path[r->path_len] == '/');
	case MW_PATH_REGEX:
		return r->path_regex != NULL &&
		    mw_regex_full(r->path_regex, path, len);
	}
	return false;
}

static const char *
path_words(struct mw_arena *a, const struct mw_route_entry *r)
{
	const char *verb = NULL;

	switch (r->path_kind) {
	case MW_PATH_PREFIX:
		verb = "begins with";
		break;
	case MW_PATH_EXACT:
		verb = "is";
		break;
	case MW_PATH_SEPARATED_PREFIX:
		verb = "is or is below";
		break;
	case MW_PATH_REGEX:
		verb = "matches";
		break;
	}
	return mw_arena_printf(a, "%s '%s'%s", verb, r->path,
	    r->ignore_case ? " in any case of letters" : "");
}

/* ---- words for the trace ------------------------------------------------- */

static const char *
words(struct match *m, const struct mw_matcher *matcher, bool invert)
{
	struct mw_buf b = { 0 };
	const char *text;

	if (invert)
		mw_buf_adds(&b, "not: ");
	mw_matcher_print(matcher, &b);
	text = mw_arena_text(m->log->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static void
tell(struct match *m, const char *kind, const char *name,
    const struct mw_matcher *matcher, bool invert, const char *have,
    const struct mw_origin *origin)
{
	if (m->log == NULL)
		return;
	m->field = name == NULL ? kind :
	    mw_arena_printf(m->log->arena, "%s %s", kind, name);
	m->want = words(m, matcher, invert);
	m->have = have;
	m->origin = origin;
}

/* ---- headers (R71-R74, R76, R77) ----------------------------------------- */

static const char *
pseudo(const struct mw_http *rq, const char *name)
{
	if (strcmp(name, ":method") == 0)
		return rq->method;
	if (strcmp(name, ":path") == 0)
		return rq->path;
	if (strcmp(name, ":authority") == 0 || strcmp(name, "host") == 0)
		return rq->authority;
	if (strcmp(name, ":scheme") == 0)
		return rq->scheme;
	return NULL;
}

static bool
test(const struct mw_matcher *matcher, const char *value)
{
	return mw_matcher_test(matcher, value, strlen(value));
}

/* How many lines of NAME there are, whether one of them fits, and the first. */
static size_t
count_lines(struct match *m, const struct mw_header_match *hm, bool *fits,
    const char **first)
{
	const struct mw_headers_list *h = &m->request->headers;
	size_t n = 0;

	*fits = false;
	*first = NULL;
	if (hm->name[0] == ':' || hm->name[0] == 'h') {
		*first = pseudo(m->request, hm->name);
		if (*first != NULL) {
			*fits = test(&hm->value, *first);
			return 1;
		}
	}
	for (size_t i = 0; i < h->n; i++) {
		if (h->v[i].name[0] != hm->name[0] ||
		    strcmp(h->v[i].name, hm->name) != 0)
			continue;
		if (n++ == 0)
			*first = h->v[i].value;
		*fits = *fits || test(&hm->value, h->v[i].value);
	}
	if (n > 1 && mw_header_is_inline(hm->name)) {
		*first = mw_header_values(m->arena, m->request,
		    hm->name).v[0];
		*fits = test(&hm->value, *first);
		n = 1;
	}
	return n;
}

static bool
header_holds(struct match *m, const struct mw_header_match *hm,
    const char **have)
{
	bool fits;

	if (count_lines(m, hm, &fits, have) > 0)
		return fits != hm->invert;
	if (hm->missing_as_empty)
		return test(&hm->value, "") != hm->invert;
	return hm->invert && hm->value.kind == MW_MATCH_PRESENT;
}

static const char *
header_kind(const char *name)
{
	return strcmp(name, ":method") == 0 ? "method" :
	    strcmp(name, ":authority") == 0 ? "authority" :
	    strcmp(name, ":scheme") == 0 ? "scheme" : NULL;
}

static bool
headers_hold(struct match *m, const struct mw_route_entry *r)
{
	const char *have;

	for (size_t i = 0; i < r->n_headers; i++) {
		const struct mw_header_match *hm = &r->headers[i];
		const char *kind;

		if (header_holds(m, hm, &have))
			continue;
		kind = header_kind(hm->name);
		tell(m, kind != NULL ? kind : "header",
		    kind != NULL ? NULL : hm->name, &hm->value, hm->invert,
		    have, &hm->origin);
		return false;
	}
	return true;
}

/* ---- query parameters (R78) ---------------------------------------------- */

/* The first value of NAME, raw; false when there is none. */
static bool
query_value(const char *path, const char *name, const char **value,
    size_t *len)
{
	size_t name_len = strlen(name);
	const char *s = strchr(path, '?');

	while (s != NULL && *++s != '\0') {
		size_t n = strcspn(s, "&"), key = strcspn(s, "=&");

		if (key == name_len && memcmp(s, name, key) == 0) {
			*value = key < n ? s + key + 1 : "";
			*len = key < n ? n - key - 1 : 0;
			return true;
		}
		s = s[n] == '&' ? s + n : NULL;
	}
	return false;
}

static bool
query_holds(struct match *m, const struct mw_route_entry *r)
{
	for (size_t i = 0; i < r->n_query; i++) {
		const struct mw_query_match *q = &r->query[i];
		const char *value = NULL;
		size_t len = 0;

		if (query_value(m->request->path, q->name, &value, &len) &&
		    mw_matcher_test(&q->value, value, len))
			continue;
		tell(m, "query parameter", q->name, &q->value, false,
		    value != NULL && m->log != NULL ?
		    mw_arena_text(m->log->arena, value, len) : NULL,
		    &q->origin);
		return false;
	}
	return true;
}

/* ---- claims (R75, S101, S102) -------------------------------------------- */

static const json_t *
claim_at(struct match *m, const struct mw_claim_match *c)
{
	const json_t *at;

	if (!m->parsed && m->payload_json != NULL)
		m->payload = json_loads(m->payload_json, 0, NULL);
	m->parsed = true;
	at = m->payload;
	for (size_t i = 0; i < c->n_path && at != NULL; i++)
		at = json_object_get(at, c->path[i]);
	return at;
}

static bool
is_string_that(const json_t *v, const struct mw_matcher *matcher)
{
	return json_is_string(v) && mw_matcher_test(matcher,
	    json_string_value(v), json_string_length(v));
}

static bool
claim_fits(const json_t *v, const struct mw_matcher *matcher)
{
	if (is_string_that(v, matcher))
		return true;
	for (size_t i = 0; i < json_array_size(v); i++) {
		if (is_string_that(json_array_get(v, i), matcher))
			return true;
	}
	return false;
}

static const char *
claim_words(struct match *m, const json_t *v)
{
	const char *text;
	char *s;

	if (v == NULL || m->log == NULL)
		return NULL;
	s = json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT);
	text = s != NULL ? mw_arena_strdup(m->log->arena, s) : NULL;
	free(s);
	return text;
}

static const char *
claim_name(struct match *m, const struct mw_claim_match *c)
{
	const char *name = "";

	for (size_t i = 0; i < c->n_path && m->log != NULL; i++)
		name = mw_arena_printf(m->log->arena, "%s%s%s", name,
		    i > 0 ? "." : "", c->path[i]);
	return name;
}

static bool
claims_hold(struct match *m, const struct mw_route_entry *r)
{
	for (size_t i = 0; i < r->n_claims; i++) {
		const struct mw_claim_match *c = &r->claims[i];
		const json_t *v = claim_at(m, c);

		if (claim_fits(v, &c->value) != c->invert)
			continue;
		tell(m, "claim", claim_name(m, c), &c->value, c->invert,
		    claim_words(m, v), &c->origin);
		return false;
	}
	return true;
}

/* ---- routes -------------------------------------------------------------- */

const char *
mw_route_label(struct mw_steps *log, const struct mw_virtual_host *vh,
    const struct mw_route_entry *r)
{
	if (log == NULL)
		return "";
	if (!mw_str_empty(r->name))
		return mw_arena_printf(log->arena, "route '%s'", r->name);
	return mw_arena_printf(log->arena, "route %zu",
	    (size_t)(r - vh->routes) + 1);
}

static const struct mw_origin *
match_origin(const struct mw_route_entry *r)
{
	return r->match_origin.node != NULL || r->match_origin.object != NULL ?
	    &r->match_origin : &r->origin;
}

static void
log_loser(struct match *m, const struct mw_route_entry *r)
{
	const struct mw_origin *o = m->origin;
	struct mw_step *step;

	if (o == NULL || o->node == NULL)
		o = match_origin(r);
	step = mw_step_add(m->log, MW_STAGE_ROUTE, MW_STEP_REJECTED, o, "%s",
	    mw_route_label(m->log, m->vh, r));
	step->field = m->field;
	step->want = m->want;
	step->have = m->have;
}

static bool
route_holds(struct match *m, const struct mw_route_entry *r)
{
	if (!path_holds(r, m->request->path, m->path_len)) {
		if (m->log != NULL) {
			m->field = "path";
			m->want = path_words(m->log->arena, r);
			m->have = mw_arena_text(m->log->arena,
			    m->request->path, m->path_len);
			m->origin = NULL;
		}
		return false;
	}
	return (r->n_headers == 0 || headers_hold(m, r)) &&
	    (r->n_query == 0 || query_holds(m, r)) &&
	    (r->n_claims == 0 || claims_hold(m, r));
}

/* Every clause of the winner, below it. */
static void
log_clauses(struct match *m, const struct mw_route_entry *r)
{
	const char *have, *kind, *value = NULL;
	size_t len;

	mw_step_clause(m->log, MW_STAGE_ROUTE, MW_STEP_PASS, match_origin(r),
	    1, "path", path_words(m->log->arena, r),
	    mw_arena_text(m->log->arena, m->request->path, m->path_len));
	for (size_t i = 0; i < r->n_headers; i++) {
		const struct mw_header_match *hm = &r->headers[i];

		(void)header_holds(m, hm, &have);
		kind = header_kind(hm->name);
		tell(m, kind != NULL ? kind : "header",
		    kind != NULL ? NULL : hm->name, &hm->value, hm->invert,
		    have, &hm->origin);
		mw_step_clause(m->log, MW_STAGE_ROUTE, MW_STEP_PASS,
		    &hm->origin, 1, m->field, m->want, m->have);
	}
	for (size_t i = 0; i < r->n_query; i++) {
		const struct mw_query_match *q = &r->query[i];

		if (!query_value(m->request->path, q->name, &value, &len))
			continue;
		tell(m, "query parameter", q->name, &q->value, false,
		    mw_arena_text(m->log->arena, value, len), &q->origin);
		mw_step_clause(m->log, MW_STAGE_ROUTE, MW_STEP_PASS,
		    &q->origin, 1, m->field, m->want, m->have);
	}
	for (size_t i = 0; i < r->n_claims; i++) {
		const struct mw_claim_match *c = &r->claims[i];

		tell(m, "claim", claim_name(m, c), &c->value, c->invert,
		    claim_words(m, claim_at(m, c)), &c->origin);
		mw_step_clause(m->log, MW_STAGE_ROUTE, MW_STEP_PASS,
		    &c->origin, 1, m->field, m->want, m->have);
	}
}

static void
log_winner(struct match *m, const struct mw_route_entry *r)
{
	size_t rest = m->vh->n_routes - (size_t)(r - m->vh->routes) - 1;

	mw_step_add(m->log, MW_STAGE_ROUTE, MW_STEP_CHOSEN, match_origin(r),
	    "%s", mw_route_label(m->log, m->vh, r));
	log_clauses(m, r);
	if (rest > 0)
		mw_step_add(m->log, MW_STAGE_ROUTE, MW_STEP_SKIPPED, NULL,
		    "%zu later route%s not asked", rest,
		    rest > 1 ? "s are" : " is");
}

const struct mw_route_entry *
mw_route_match(const struct mw_virtual_host *vh, const struct mw_http *request,
    const char *payload_json, struct mw_arena *arena, struct mw_steps *log)
{
	const struct mw_route_entry *found = NULL;
	struct match m = {
		.vh = vh,
		.request = request,
		.path_len = mw_path_length(request->path),
		.payload_json = payload_json,
		.arena = arena,
		.log = log,
	};

	for (size_t i = 0; i < vh->n_routes && found == NULL; i++) {
		if (route_holds(&m, &vh->routes[i]))
			found = &vh->routes[i];
		else if (log != NULL)
			log_loser(&m, &vh->routes[i]);
	}
	if (found != NULL && log != NULL)
		log_winner(&m, found);
	json_decref(m.payload);
	return found;
}
