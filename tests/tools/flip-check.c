/*
 * flip-check.c - which of many changes of refused requests let them pass.
 *
 * usage: flip-check MESH < REQUESTS
 *
 * A request file in blocks: a request that is refused, whose id has no '#',
 * then changes of it under ids with one.  A line comes out for each request
 * that is refused ("R id pod changes-of-the-search grade"; grades are G good,
 * P past the policies, N nothing) and for each change that lets it pass the
 * proxy that refused ("G id" or "P id").  Only the judgement of an answer is
 * shared with the search: the changes come from outside.
 *
 * The last field of an R line says what three-valued logic proves from the
 * rules of the proxy that refused.  What a change can touch is taken as
 * unknown, everything else is as in the request; where the filters refuse all
 * the same, no such change helps:
 *
 *	always	whatever is unknown: the refusal has no condition
 *	proved	for each of method, path, host, a header, the token alone
 *	open	for some of them it is not proved
 *
 * Behind another proxy, whose routes might rewrite the rest, "-behind" follows.
 */
#include "base/arena.h"
#include "base/vec.h"
#include "base/str.h"
#include "envoy/rbac.h"
#include "journey/journey.h"
#include "mesh/mesh.h"
#include "whatif/flip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- proofs ------------------------------------------------------------- */

enum truth { NO, YES, UNKNOWN };

/* What one change touches. */
struct touch {
	enum { ALL, METHOD, PATH, HOST, HEADER, TOKEN } what;
	const char *header;
};

static bool
touches_header(const struct touch *t, const struct mw_rule *leaf)
{
	if (strcmp(leaf->name, ":method") == 0)
		return t->what == METHOD;
	if (strcmp(leaf->name, ":path") == 0)
		return t->what == PATH;
	if (strcmp(leaf->name, ":authority") == 0 ||
	    strcmp(leaf->name, "host") == 0)
		return t->what == HOST;
	return t->what == HEADER && mw_str_case_eq(t->header, leaf->name);
}

static bool
touches(const struct touch *t, const struct mw_rule *leaf)
{
	if (t->what == ALL)
		return leaf->kind != MW_RULE_NEVER &&
		    leaf->kind != MW_RULE_METADATA;
	switch (leaf->kind) {
	case MW_RULE_HEADER:
		return touches_header(t, leaf);
	case MW_RULE_PATH:
	case MW_RULE_PATH_TEMPLATE:
		return t->what == PATH;
	case MW_RULE_CLAIM:
		return t->what == TOKEN;
	case MW_RULE_REMOTE_IP:
		return t->what == HEADER &&
		    strcmp(t->header, "x-forwarded-for") == 0;
	case MW_RULE_SNI:
		return t->what == HOST;
	case MW_RULE_DESTINATION_IP:
	case MW_RULE_DESTINATION_PORT:
	case MW_RULE_SOURCE_IP:
	case MW_RULE_IDENTITY:
	case MW_RULE_ANY:
	case MW_RULE_AND:
	case MW_RULE_OR:
	case MW_RULE_NOT:
	case MW_RULE_METADATA:
	case MW_RULE_NEVER:
		break;
	}
	return false;
}

/* "*" of what every request has. */
static bool
is_always_there(const struct mw_rule *leaf)
{
	return leaf->value.kind == MW_MATCH_PRESENT &&
	    (leaf->kind == MW_RULE_PATH || (leaf->kind == MW_RULE_HEADER &&
	    leaf->name[0] == ':'));
}

static enum truth
decide(const struct mw_rule *r, const struct touch *t,
    struct mw_rbac_subject *s)
{
	bool all = r->kind == MW_RULE_AND;
	enum truth sum = all ? YES : NO;

	switch (r->kind) {
	case MW_RULE_ANY:
		return YES;
	case MW_RULE_NOT:
		sum = decide(&r->children[0], t, s);
		return sum == UNKNOWN ? UNKNOWN : sum == YES ? NO : YES;
	case MW_RULE_AND:
	case MW_RULE_OR:
		for (size_t i = 0; i < r->n_children; i++) {
			enum truth one = decide(&r->children[i], t, s);

			if (one == (all ? NO : YES))
				return one;
			if (one == UNKNOWN)
				sum = UNKNOWN;
		}
		return sum;
	case MW_RULE_HEADER:
	case MW_RULE_PATH:
	case MW_RULE_PATH_TEMPLATE:
	case MW_RULE_DESTINATION_IP:
	case MW_RULE_DESTINATION_PORT:
	case MW_RULE_SOURCE_IP:
	case MW_RULE_REMOTE_IP:
	case MW_RULE_IDENTITY:
	case MW_RULE_SNI:
	case MW_RULE_CLAIM:
	case MW_RULE_METADATA:
	case MW_RULE_NEVER:
		break;
	}
	if (touches(t, r))
		return is_always_there(r) ? YES : UNKNOWN;
	return mw_rule_matches(r, s) ? YES : NO;
}

static enum truth
any_matches(const struct mw_rbac_policy *p, size_t n, const struct touch *t,
    struct mw_rbac_subject *s)
{
	enum truth sum = NO;

	for (size_t i = 0; i < n; i++) {
		enum truth one = decide(&p[i].rule, t, s);

		if (one == YES)
			return YES;
		if (one == UNKNOWN)
			sum = UNKNOWN;
	}
	return sum;
}

struct filters {
	const struct mw_rbac *rbac;
	size_t n_rbac;
	const struct mw_ext_authz *custom;
	size_t n_custom;
	struct mw_rbac_subject subject;
};

/* Some filter refuses for sure. */
static bool
refuses(struct filters *f, const struct touch *t)
{
	for (size_t i = 0; i < f->n_custom; i++) {
		if (f->custom[i].bad != NULL && any_matches(
		    f->custom[i].policies, f->custom[i].n_policies, t,
		    &f->subject) == YES)
			return true;
	}
	for (size_t i = 0; i < f->n_rbac; i++) {
		const struct mw_rbac *r = &f->rbac[i];
		enum truth hit = any_matches(r->policies, r->n_policies, t,
		    &f->subject);

		if (r->enforced && ((r->action == MW_RBAC_ALLOW &&
		    hit == NO) || (r->action == MW_RBAC_DENY && hit == YES)))
			return true;
	}
	return false;
}

/* Each header that a leaf looks at, alone. */
static bool
refuses_headers(struct filters *f, const struct mw_rule *r)
{
	const struct touch t = { HEADER, r->kind == MW_RULE_REMOTE_IP ?
		"x-forwarded-for" : r->name };

	for (size_t i = 0; i < r->n_children; i++) {
		if (!refuses_headers(f, &r->children[i]))
			return false;
	}
	return (r->kind != MW_RULE_HEADER && r->kind != MW_RULE_REMOTE_IP) ||
	    refuses(f, &t);
}

static bool
refuses_open(struct filters *f)
{
	static const struct touch one[] = { { METHOD, "" }, { PATH, "" },
		{ HOST, "" }, { TOKEN, "" } };

	for (size_t i = 0; i < MW_LEN(one); i++) {
		if (!refuses(f, &one[i]))
			return false;
	}
	for (size_t i = 0; i < f->n_rbac; i++) {
		for (size_t j = 0; j < f->rbac[i].n_policies; j++) {
			if (!refuses_headers(f, &f->rbac[i].policies[j].rule))
				return false;
		}
	}
	return true;
}

/* A token was refused: only another one, or none, can help, and then the
 * policies are asked.  A preflight needs none; claims may become headers. */
static bool
refuses_tokens(struct filters *f, const struct mw_hop *h)
{
	static const struct touch token = { TOKEN, "" };
	const struct mw_jwt_filter *jwt = h->accept->chain->http->jwt;

	for (size_t i = 0; i < jwt->n_providers; i++) {
		if (jwt->providers[i].n_claim_headers > 0 ||
		    jwt->providers[i].payload_header != NULL)
			return false;
	}
	return mw_header_get(&h->http->upstream.headers,
	    "access-control-request-method") == NULL && refuses(f, &token);
}

/* Of the hop that refused; FIRST: no other proxy was before. */
static const char *
prove(const struct mw_hop *h, bool first, struct mw_arena *arena)
{
	static const struct touch everything = { ALL, "" };
	struct mw_http_input in = { .connection = h->connection,
		.accept = h->accept, .local_port = h->connection != NULL ?
		h->connection->dial_port : 0, .local_ip =
		h->workload->n_ips > 0 ? h->workload->ips[0] : "" };
	const struct mw_filter_chain *c = h->accept->chain;
	struct filters f = { 0 };
	bool token = mw_str_has_prefix(mw_str_or_empty(h->details),
	    "jwt_authn");
	const char *proof = "open";

	if (c == NULL || (h->policy == NULL && !token))
		return "open";
	if (c->http != NULL && h->http != NULL) {
		f = (struct filters){ .rbac = c->http->rbac,
			.n_rbac = c->http->n_rbac, .custom = c->http->ext_authz,
			.n_custom = c->http->n_ext_authz };
		mw_rbac_subject_init(&f.subject, &in, &h->http->upstream,
		    h->http->remote_ip, h->http->payload_json, arena);
	} else if (c->tcp != NULL) {
		f = (struct filters){ .rbac = c->tcp->rbac,
			.n_rbac = c->tcp->n_rbac, .custom = c->tcp->ext_authz,
			.n_custom = c->tcp->n_ext_authz };
		mw_rbac_subject_init(&f.subject, &in, NULL,
		    h->connection->source_ip, NULL, arena);
	}
	if (refuses(&f, &everything))
		proof = "always";
	else if (token ? refuses_tokens(&f, h) : refuses_open(&f))
		proof = first ? "proved" : "proved-behind";
	mw_rbac_subject_fini(&f.subject);
	return proof;
}

static bool
is_first(const struct mw_answer *answer, const struct mw_hop *hop)
{
	for (size_t i = 0; i < answer->n_outcomes; i++) {
		if (answer->outcomes[i].n_hops > 0 &&
		    &answer->outcomes[i].hops[0] == hop)
			return true;
	}
	return false;
}

/* ---- requests ----------------------------------------------------------- */

/* Says what the search found; the pod that refused, or NULL. */
static const struct mw_workload *
begin(struct mw_session *s, const struct mw_request *r, struct mw_arena *arena)
{
	const struct mw_answer *answer = mw_session_send(s, r, arena, false);
	const struct mw_hop *hop = mw_flip_refusal(answer);
	const struct mw_flip *flips;
	size_t n;

	if (hop == NULL || hop->workload == NULL)
		return NULL;
	flips = mw_flip_search(s, r, arena, &n);
	printf("R\t%s\t%s\t%zu\t%s\t%s\t%s\n", r->id, hop->name,
	    n > 0 ? flips[0].n_changes : 0,
	    n == 0 ? "N" : flips[0].good ? "G" : "P",
	    n > 0 ? flips[0].text : "",
	    hop->accept == NULL ? "open" : prove(hop, is_first(answer, hop),
	    arena));
	return hop->workload;
}

static void
attempt(struct mw_session *s, const struct mw_request *r,
    const struct mw_workload *server, struct mw_arena *arena)
{
	const struct mw_answer *answer = mw_session_send(s, r, arena, false);

	switch (mw_flip_judge(answer, server)) {
	case MW_FLIP_GOOD:
		printf("G\t%s\n", r->id);
		break;
	case MW_FLIP_PASSES:
		printf("P\t%s\n", r->id);
		break;
	case MW_FLIP_REFUSED:
		break;
	}
}

static void
read_requests(struct mw_session *s)
{
	const struct mw_workload *server = NULL;
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	while ((len = getline(&line, &cap, stdin)) > 0) {
		struct mw_arena *arena = mw_arena_new();
		const char *error;
		const struct mw_request *r = mw_request_parse(arena, line,
		    (size_t)len, &error);

		if (r == NULL || r->id == NULL)
			fprintf(stderr, "%s", line);
		else if (strchr(r->id, '#') == NULL)
			server = begin(s, r, arena);
		else if (server != NULL)
			attempt(s, r, server, arena);
		mw_arena_free(arena);
	}
	free(line);
}

int
main(int argc, char **argv)
{
	const char *paths[] = { argc == 2 ? argv[1] : NULL };
	const struct mw_mesh *mesh;
	struct mw_session *s;

	if (argc != 2)
		return 2;
	mesh = mw_mesh_load(paths, 1, NULL);
	s = mw_session_new(mesh, NULL);
	read_requests(s);
	mw_session_free(s);
	mw_mesh_free(mesh);
	return 0;
}
