/*
 * match.c - which route of a virtual host takes a request (R69-R80).
 *
 * Routes are asked in their order; the first of which every clause holds wins.
 * A clause that fails ends the question.  A trace tells every clause of each
 * route that was asked; its texts are made only when there is one.
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

static bool
headers_hold(struct match *m, const struct mw_route_entry *r)
{
	const char *have;

	for (size_t i = 0; i < r->n_headers; i++) {
		if (!header_holds(m, &r->headers[i], &have))
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
parameter_holds(struct match *m, const struct mw_query_match *q,
    const char **value, size_t *len)
{
	*value = NULL;
	return query_value(m->request->path, q->name, value, len) &&
	    mw_matcher_test(&q->value, *value, *len);
}

static bool
query_holds(struct match *m, const struct mw_route_entry *r)
{
	const char *value;
	size_t len;

	for (size_t i = 0; i < r->n_query; i++) {
		if (!parameter_holds(m, &r->query[i], &value, &len))
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

static bool
claim_holds(struct match *m, const struct mw_claim_match *c)
{
	return claim_fits(claim_at(m, c), &c->value) != c->invert;
}

static bool
claims_hold(struct match *m, const struct mw_route_entry *r)
{
	for (size_t i = 0; i < r->n_claims; i++) {
		if (!claim_holds(m, &r->claims[i]))
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
	if (r->label != NULL)
		return mw_arena_printf(log->arena, "route '%s', %s", r->name,
		    r->label);
	if (!mw_str_empty(r->name))
		return mw_arena_printf(log->arena, "route '%s'", r->name);
	return mw_arena_printf(log->arena, "route %zu",
	    (size_t)(r - vh->routes) + 1);
}

static bool
route_holds(struct match *m, const struct mw_route_entry *r)
{
	return path_holds(r, m->request->path, m->path_len) &&
	    (r->n_headers == 0 || headers_hold(m, r)) &&
	    (r->n_query == 0 || query_holds(m, r)) &&
	    (r->n_claims == 0 || claims_hold(m, r));
}

/* ---- the trace ----------------------------------------------------------- */

static const struct mw_origin *
match_origin(const struct mw_route_entry *r)
{
	return r->match_origin.node != NULL ? &r->match_origin : &r->origin;
}

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
log_clause(struct match *m, bool holds, const struct mw_origin *origin,
    const char *field, const char *want, const char *have)
{
	mw_step_clause(m->log, MW_STAGE_ROUTE, holds ? MW_STEP_PASS :
	    MW_STEP_REJECTED, origin, 1, field, want, have);
}

/* What nobody wrote is told when it is all that the route asks. */
static void
log_path(struct match *m, const struct mw_route_entry *r)
{
	struct mw_origin o = *match_origin(r);

	if (r->path_node != NULL)
		o.node = r->path_node;
	else if (r->catch_all) {
		log_clause(m, true, &o, "takes every request", NULL, NULL);
		return;
	} else if (r->n_headers + r->n_query + r->n_claims > 0 &&
	    path_holds(r, m->request->path, m->path_len))
		return;
	log_clause(m, path_holds(r, m->request->path, m->path_len), &o,
	    "path", path_words(m->log->arena, r), mw_arena_text(
	    m->log->arena, m->request->path, m->path_len));
}

static void
log_header(struct match *m, const struct mw_header_match *hm)
{
	const char *have, *field = strcmp(hm->name, ":method") == 0
	    ? "method" : strcmp(hm->name, ":authority") == 0 ? "authority" :
	    strcmp(hm->name, ":scheme") == 0 ? "scheme" :
	    mw_arena_printf(m->log->arena, "header %s", hm->name);
	bool holds = header_holds(m, hm, &have);

	log_clause(m, holds, &hm->origin, field, words(m, &hm->value,
	    hm->invert), have);
}

static void
log_parameter(struct match *m, const struct mw_query_match *q)
{
	const char *value;
	size_t len;
	bool holds = parameter_holds(m, q, &value, &len);

	log_clause(m, holds, &q->origin, mw_arena_printf(m->log->arena,
	    "query parameter %s", q->name), words(m, &q->value, false),
	    value != NULL ? mw_arena_text(m->log->arena, value, len) : NULL);
}

static void
log_claim(struct match *m, const struct mw_claim_match *c)
{
	const json_t *v = claim_at(m, c);
	char *s = v != NULL ? json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT)
	    : NULL;
	const char *field = "claim ";

	for (size_t i = 0; i < c->n_path; i++)
		field = mw_arena_printf(m->log->arena, "%s%s%s", field,
		    i > 0 ? "." : "", c->path[i]);
	log_clause(m, claim_holds(m, c), &c->origin, field, words(m,
	    &c->value, c->invert), s != NULL ? mw_arena_strdup(m->log->arena,
	    s) : NULL);
	free(s);
}

/* Every clause of R, below its step. */
static void
log_clauses(struct match *m, const struct mw_route_entry *r)
{
	log_path(m, r);
	for (size_t i = 0; i < r->n_headers; i++)
		log_header(m, &r->headers[i]);
	for (size_t i = 0; i < r->n_query; i++)
		log_parameter(m, &r->query[i]);
	for (size_t i = 0; i < r->n_claims; i++)
		log_claim(m, &r->claims[i]);
}

/* The step says which clause failed first, and where that is written. */
static void
log_loser(struct match *m, const struct mw_route_entry *r)
{
	size_t at = m->log->n;

	mw_step_add(m->log, MW_STAGE_ROUTE, MW_STEP_REJECTED, match_origin(r),
	    "%s", mw_route_label(m->log, m->vh, r));
	log_clauses(m, r);
	for (size_t i = at + 1; i < m->log->n; i++) {
		const struct mw_step *c = &m->log->v[i];

		if (c->verdict == MW_STEP_REJECTED) {
			mw_step_settle(&m->log->v[at], c);
			return;
		}
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
