/*
 * replay-judge.c - what a proxy does beside what its log says that it did.
 */
#include "whatif/replay-case.h"

#include <string.h>

#include "base/str.h"
#include "whatif/flip.h"

enum { FLIPS_MAX = 4 };

/* ---- flags --------------------------------------------------------------- */

/* What only a running mesh knows: whether an upstream answers, and in time. */
static const char *const at_run_time[] = { "UF", "UH", "URX", "UC", "UT", "LR",
	"UR", "UO", "DC", "SI", "DT", "UMSDR", "UPE", "DPE", "OM", "LH", "RL",
	"RLSE", "IH", "DF", "NFCF", "DO", "DR" };

static bool
has_flag(const char *flags, const char *flag)
{
	size_t len = strlen(flag);

	for (const char *at = mw_str_or_empty(flags); *at != '\0';) {
		size_t n = strcspn(at, ",");

		if (n == len && strncmp(at, flag, n) == 0)
			return true;
		at += n + (at[n] == ',');
	}
	return false;
}

static bool
is_run_time(const char *flag)
{
	for (size_t i = 0; i < MW_LEN(at_run_time); i++) {
		if (strcmp(at_run_time[i], flag) == 0)
			return true;
	}
	return false;
}

/* The first flag of LOGGED that is of running, and not predicted; or NULL. */
static const char *
run_time_flag(const char *logged, const char *predicted)
{
	for (size_t i = 0; i < MW_LEN(at_run_time); i++) {
		if (has_flag(logged, at_run_time[i]) && !has_flag(predicted,
		    at_run_time[i]))
			return at_run_time[i];
	}
	return NULL;
}

/* All of A are in B.  A fault of some requests sets a flag or does not; of a
 * connection, how it ended is no matter of the manifests. */
static bool
flags_within(const char *a, const char *b, const struct mw_fault_filter *f,
    bool http)
{
	for (const char *at = mw_str_or_empty(a); *at != '\0';) {
		size_t n = strcspn(at, ",");
		char flag[16];

		if (n < sizeof(flag)) {
			memcpy(flag, at, n);
			flag[n] = '\0';
			if (!has_flag(b, flag) && (http ||
			    !is_run_time(flag)) && (f == NULL ||
			    (strcmp(flag, "FI") != 0 && strcmp(flag, "DI") !=
			    0)))
				return false;
		}
		at += n + (at[n] == ',');
	}
	return true;
}

/* ---- one hop ------------------------------------------------------------- */

static void
differ(struct mw_replay_verdict *v, const char *what, const char *logged,
    const char *predicted)
{
	const struct mw_replay_row row = { what, logged != NULL ? logged : "-",
		predicted != NULL ? predicted : "-" };

	v->end = MW_REPLAY_DIFFERS;
	if (v->n_rows < MW_REPLAY_ROWS)
		v->rows[v->n_rows++] = row;
}

static bool
is_local(const char *details)
{
	return details != NULL && strcmp(details, "via_upstream") != 0;
}

static bool
is_rbac(const char *details)
{
	return mw_str_has_prefix(details, "rbac_access_denied");
}

/* "403 rbac_access_denied_matched_policy[none]" */
static const char *
code_text(struct mw_arena *a, uint32_t code, const char *details)
{
	if (code == 0)
		return details;
	return is_local(details) ? mw_arena_printf(a, "%u %s", code, details)
				 : mw_arena_printf(a, "%u", code);
}

static const struct mw_fault_filter *
fault_of(const struct mw_hop *h)
{
	const struct mw_fault_filter *f = h->http != NULL &&
	    h->http->route != NULL ? h->http->route->fault : NULL;

	return f != NULL && ((f->abort && f->abort_fraction.per_million <
	    1000000) || (f->delay && f->delay_fraction.per_million < 1000000))
	    ? f : NULL;
}

/* The code, where the mesh has a say in it: not the application's own. */
static void
judge_code(struct mw_replay_verdict *v, const struct mw_replay_case *c,
    const struct mw_outcome *o, const struct mw_hop *h)
{
	const struct mw_log_line *l = &c->line;
	const struct mw_fault_filter *f = fault_of(h);
	bool local = is_local(h->details);
	bool same = l->code == h->code;

	if (f != NULL && f->abort && has_flag(l->flags, "FI") && (f->abort_grpc
	    || l->code == f->abort_status))
		return;
	/* the application may answer as it likes; without details an answer
	 * of its own looks like that of a proxy */
	if (!local && o->delivered != NULL && (!is_local(l->details) ||
	    l->code < 400))
		return;
	if (l->details != NULL && local != is_local(l->details))
		same = false;
	if (is_rbac(l->details) && is_rbac(h->details) &&
	    strchr(l->details, '[') != NULL)
		same = same && strcmp(l->details, h->details) == 0;
	if (!same)
		differ(v, l->code == 0 && h->code == 0 ? "details" :
		    "response", code_text(c->arena, l->code, l->details),
		    code_text(c->arena, h->code, h->details));
}

/* A connection that ended in its handshake: no request is told of. */
static bool
ends_in_handshake(const struct mw_log_line *l, const struct mw_hop *h)
{
	return l->method == NULL && l->code == 0 && l->cluster == NULL &&
	    l->flags == NULL && h->accept != NULL && h->accept->result !=
	    MW_ACCEPT_OK;
}

static struct mw_replay_verdict
judge_hop(const struct mw_replay_case *c, const struct mw_outcome *o,
    const struct mw_hop *h)
{
	struct mw_replay_verdict v = { .outcome = o, .hop = h };
	const struct mw_log_line *l = &c->line;
	const char *route = mw_str_empty(h->route) ? NULL : h->route;
	const char *flag = run_time_flag(l->flags, h->flags);

	if (ends_in_handshake(l, h))
		return v;
	if (l->has_cluster && l->method != NULL && !mw_str_eq(l->route, route))
		differ(&v, "route", l->route, route);
	if (l->has_cluster && !mw_str_eq(l->cluster, h->cluster))
		differ(&v, "cluster", l->cluster, h->cluster);
	if (flag != NULL) {
		/* it went the same way until something failed */
		if (v.end == MW_REPLAY_AGREES) {
			v.end = MW_REPLAY_UNJUDGED;
			v.why = mw_arena_printf(c->arena, "%s: that is known "
			    "only when the mesh runs", flag);
		}
		return v;
	}
	if (!flags_within(l->flags, h->flags, fault_of(h), l->method != NULL)
	    || !flags_within(h->flags, l->flags, NULL, l->method != NULL))
		differ(&v, "flags", l->flags, h->flags);
	judge_code(&v, c, o, h);
	return v;
}

/* ---- an answer ----------------------------------------------------------- */

/* That proxy, or another of the endpoints which would do as well. */
static bool
is_there(const struct mw_replay_case *c, const struct mw_outcome *o,
    const struct mw_hop *h)
{
	const char *name;

	if (h->direction != c->direction || h->workload == NULL)
		return false;
	if (h->workload == c->proxy)
		return true;
	if (c->direction != MW_INBOUND)
		return false;
	name = mw_arena_printf(c->arena, "%s/%s", c->proxy->ns,
	    c->proxy->name);
	for (size_t i = 0; i < o->n_endpoints; i++) {
		if (strcmp(o->endpoints[i], name) == 0)
			return true;
	}
	return false;
}

static struct mw_replay_verdict
unjudged(const char *why)
{
	return (struct mw_replay_verdict){ .end = MW_REPLAY_UNJUDGED,
		.why = why };
}

/* The branch that agrees best. */
static bool
is_better(const struct mw_replay_verdict *a, const struct mw_replay_verdict *b)
{
	static const int rank[] = { [MW_REPLAY_AGREES] = 0,
		[MW_REPLAY_UNJUDGED] = 1, [MW_REPLAY_DIFFERS] = 2 };

	return rank[a->end] != rank[b->end] ? rank[a->end] < rank[b->end]
	    : a->n_rows < b->n_rows;
}

struct mw_replay_verdict
mw_replay_judge(const struct mw_replay_case *c, const struct mw_answer *a)
{
	struct mw_replay_verdict best = { 0 };
	struct mw_buf b = { 0 };
	bool found = false;

	if (a->error != NULL)
		return unjudged(mw_arena_strdup(c->arena, a->error));
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		for (size_t k = 0; k < o->n_hops; k++) {
			struct mw_replay_verdict v;

			if (!is_there(c, o, &o->hops[k]))
				continue;
			v = judge_hop(c, o, &o->hops[k]);
			if (!found || is_better(&v, &best))
				best = v;
			found = true;
		}
	}
	if (!found) {
		best.outcome = &a->outcomes[0];
		mw_outcome_summary(best.outcome, &b);
		differ(&best, "way", "it comes here", mw_arena_printf(c->arena,
		    "it does not: %s", mw_buf_text(&b)));
		mw_buf_release(&b);
	}
	if (best.end == MW_REPLAY_DIFFERS && a->n_not_modelled > 0)
		return unjudged(mw_arena_printf(c->arena, "not modelled: %s",
		    a->not_modelled[0]));
	return best;
}

/* ---- what no log holds --------------------------------------------------- */

static bool
agrees_with(const struct mw_replay_case *c, struct mw_session *s,
    const struct mw_request *r)
{
	const struct mw_answer *a = mw_session_send(s, r, c->arena, false);

	return mw_replay_judge(c, a).end != MW_REPLAY_DIFFERS;
}

/* What of E's conditions no log holds: "header x"; NULL when it holds all. */
static const char *
unlogged_condition(const struct mw_route_entry *e, struct mw_arena *arena)
{
	for (size_t i = 0; i < e->n_headers; i++) {
		const char *name = e->headers[i].name;

		if (name[0] != ':' && strcmp(name, "user-agent") != 0)
			return mw_arena_printf(arena, "header %s", name);
	}
	return e->n_claims > 0 ? "a token" : NULL;
}

/* E takes the request as far as the log tells. */
static bool
may_take(const struct mw_replay_case *c, const struct mw_route_entry *e)
{
	const struct mw_request *r = &c->request;
	struct mw_route_entry known = *e;
	struct mw_header_match *h = MW_NEW_ARRAY(c->arena,
	    struct mw_header_match, e->n_headers + 1);
	const struct mw_virtual_host alone = { .routes = &known,
		.n_routes = 1 };
	struct mw_http http = { .method = r->method, .authority = r->host,
		.path = r->path, .scheme = r->scheme == MW_SCHEME_HTTPS
		? "https" : "http" };

	known.headers = h;
	known.n_headers = known.n_claims = 0;
	for (size_t i = 0; i < e->n_headers; i++) {
		if (e->headers[i].name[0] == ':')
			h[known.n_headers++] = e->headers[i];
	}
	return mw_route_match(&alone, &http, NULL, c->arena, NULL) != NULL;
}

/* The line is what E would make of the request: its name and one of its
 * clusters; of a line at the server, it leads there. */
static bool
explains(const struct mw_replay_case *c, const struct mw_hop *at,
    const struct mw_route_entry *e, bool here)
{
	if (here && strcmp(mw_str_or_empty(e->name), mw_str_or_empty(
	    c->line.route)) != 0)
		return false;
	if (here && c->line.cluster == NULL)
		return true;
	for (size_t i = 0; i < e->n_clusters; i++) {
		const struct mw_cluster *x = mw_proxy_cluster(at->proxy,
		    e->clusters[i].name);

		if (here && mw_str_eq(e->clusters[i].name, c->line.cluster))
			return true;
		for (size_t k = 0; !here && x != NULL && k <
		     c->proxy->n_services; k++) {
			if (x->service == c->proxy->services[k])
				return true;
		}
	}
	return false;
}

/* The first hop of O that read HTTP, or NULL. */
static const struct mw_hop *
first_http(const struct mw_outcome *o)
{
	for (size_t i = 0; i < o->n_hops; i++) {
		if (o->hops[i].http != NULL)
			return &o->hops[i];
	}
	return NULL;
}

/* That of the answer, or, where no route took the request, that of its host. */
static const struct mw_virtual_host *
vhost_at(const struct mw_replay_case *c, const struct mw_hop *h)
{
	const struct mw_http_decision *d = h != NULL ? h->http : NULL;
	const struct mw_route_config *rc = d == NULL ? NULL : d->routes;
	const char *domain;
	size_t len = strcspn(c->request.host, ":");
	char *host;

	if (d != NULL && d->vhost != NULL)
		return d->vhost;
	if (rc == NULL && h != NULL && h->accept != NULL && h->accept->chain
	    != NULL && h->accept->chain->http != NULL)
		rc = h->accept->chain->http->routes;
	if (rc == NULL || rc->index == NULL)
		return NULL;
	host = mw_str_lower(mw_arena_text(c->arena, c->request.host, len));
	return mw_domain_find(rc->index, host, len, &domain);
}

/*
 * Which route takes the request may hang on what no log holds: all that might
 * are looked at, up to the first that surely does.
 */
static const char *
other_route(const struct mw_replay_case *c,
    const struct mw_replay_verdict *v)
{
	bool here = v->hop != NULL;
	const struct mw_hop *at = here ? v->hop : first_http(v->outcome);
	const struct mw_virtual_host *vh = vhost_at(c, at);
	const char *first = NULL, *name = "";
	bool differs = !here;
	size_t i = 0;

	for (size_t k = 0; k < v->n_rows; k++)
		differs = differs || strcmp(v->rows[k].what, "route") == 0 ||
		    strcmp(v->rows[k].what, "cluster") == 0;
	if (!differs)
		return NULL;

	for (; vh != NULL && i < vh->n_routes; i++) {
		const struct mw_route_entry *e = &vh->routes[i];
		const char *why;

		if (!may_take(c, e))
			continue;
		why = unlogged_condition(e, c->arena);
		if (first == NULL && why != NULL) {
			first = why;
			name = mw_str_or_empty(e->name);
		}
		if (first != NULL && explains(c, at, e, here))
			break;
		if (why == NULL)
			return NULL;
	}
	/* none took it: so it may be, too */
	if (first == NULL || (i == vh->n_routes && !has_flag(c->line.flags,
	    "NR")))
		return NULL;
	return mw_arena_printf(c->arena, "route %s asks for %s, which the log "
	    "does not hold", *name != '\0' ? name : "without name", first);
}

/* All but headers, tokens and certificates is the same. */
static bool
only_unlogged(const struct mw_request *a, const struct mw_request *b)
{
	return mw_str_eq(a->from, b->from) && mw_str_eq(a->source, b->source)
	    && mw_str_eq(a->to, b->to) && a->port == b->port &&
	    a->scheme == b->scheme && mw_str_eq(a->method, b->method) &&
	    mw_str_eq(a->host, b->host) && mw_str_eq(a->path, b->path) &&
	    mw_str_eq(a->sni, b->sni);
}

/* Refused here, and not there: a header or a token would make it pass. */
static const char *
passing(const struct mw_replay_case *c, struct mw_session *s)
{
	size_t n;
	const struct mw_flip *f = mw_flip_search(s, &c->request, c->arena, &n);

	for (size_t i = 0; i < n && i < FLIPS_MAX; i++) {
		if (only_unlogged(&c->request, &f[i].request) && agrees_with(c,
		    s, &f[i].request))
			return mw_arena_printf(c->arena, "it would pass %s, "
			    "which the log does not hold", f[i].text);
	}
	return NULL;
}

static bool
looks_at_unlogged(const struct mw_rule *r, int depth)
{
	if (r->kind == MW_RULE_CLAIM || r->kind == MW_RULE_METADATA ||
	    (r->kind == MW_RULE_HEADER && r->name[0] != ':'))
		return true;
	for (size_t i = 0; depth < 32 && i < r->n_children; i++) {
		if (looks_at_unlogged(&r->children[i], depth + 1))
			return true;
	}
	return false;
}

static bool
asks_for_token(const struct mw_outcome *o)
{
	for (size_t i = 0; i < o->n_hops; i++) {
		const struct mw_accept *a = o->hops[i].accept;

		if (a != NULL && a->chain != NULL && a->chain->http != NULL &&
		    a->chain->http->jwt != NULL)
			return true;
	}
	return false;
}

/* Refused there, and not here: by a rule that looks at headers or tokens. */
static const char *
refusing(const struct mw_replay_case *c, const struct mw_replay_verdict *v)
{
	const struct mw_http_manager *m = v->hop != NULL && v->hop->accept !=
	    NULL && v->hop->accept->chain != NULL ?
	    v->hop->accept->chain->http : NULL;
	const char *details = mw_str_or_empty(c->line.details);

	if ((c->line.code == 401 || mw_str_has_prefix(details, "jwt_authn")) &&
	    asks_for_token(v->outcome))
		return "the token was refused, and the log does not hold it";
	if (strcmp(details, "cors_response") == 0)
		return "a preflight has header origin, which the log does not "
		    "hold";
	if (m == NULL)
		return NULL;
	for (size_t i = 0; i < m->n_rbac; i++) {
		for (size_t k = 0; k < m->rbac[i].n_policies; k++) {
			const struct mw_rbac_policy *p =
			    &m->rbac[i].policies[k];

			if (strstr(details, p->key) != NULL &&
			    looks_at_unlogged(&p->rule, 0))
				return mw_arena_printf(c->arena, "rule %s "
				    "looks at headers or a token, which the "
				    "log does not hold", p->short_key);
		}
	}
	return NULL;
}

const char *
mw_replay_excuse(const struct mw_replay_case *c, struct mw_session *s,
    const struct mw_replay_verdict *v)
{
	const char *why = other_route(c, v);

	if (why == NULL)
		why = passing(c, s);
	return why != NULL ? why : refusing(c, v);
}
