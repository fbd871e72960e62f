/*
 * witness.c - requests that show what a mesh does, made of what it says.
 */
#include "whatif/whatif.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "journey/guess.h"
#include "mesh/gwapi.h"
#include "model/kinds.h"
#include "whatif/fit.h"
#include "yaml/node.h"

enum {
	WITNESSES_MAX = 400,
	CLIENTS_MAX = 4,	/* for one destination */
	PATHS_MAX = 12
};

struct witnesses {
	const struct mw_mesh *m;
	struct mw_arena *arena;
	struct mw_map *seen;
	const struct mw_request **v;
	size_t n, cap;
};

struct texts {
	const char **v;
	size_t n, cap;
};

static void
add_text(struct witnesses *w, struct texts *t, const char *s, size_t most)
{
	for (size_t i = 0; i < t->n; i++) {
		if (mw_str_eq(t->v[i], s))
			return;
	}
	if (t->n < most)
		mw_vec_push(w->arena, t, mw_arena_strdup(w->arena, s));
}

/* Sent by FROM (NULL: whoever would), with PATH and METHOD. */
static void
add(struct witnesses *w, const char *host, uint32_t port, const char *from,
    const char *method, const char *path)
{
	struct mw_request *r = MW_NEW(w->arena, struct mw_request);
	struct mw_buf b = { 0 };
	const char *error, *note;

	if (w->n >= WITNESSES_MAX)
		return;
	mw_buf_printf(&b, "%s://%s:%u%s", port == 443 ? "https" : "http", host,
	    port, path);
	if (mw_request_set_url(w->arena, r, mw_buf_text(&b), &error)) {
		r->from = from;
		r->method = method;
		mw_guess_client(w->m, w->arena, r, NULL, &note);
		mw_request_complete(w->arena, r);
		r->id = "";
		mw_buf_clear(&b);
		mw_request_print_json(r, &b);
		if (r->from != NULL && r->to != NULL && mw_map_put(w->seen,
		    mw_buf_text(&b), r) == NULL) {
			r->id = mw_arena_printf(w->arena, "%zu", w->n + 1);
			mw_vec_push(w->arena, w, (const struct mw_request *)r);
		}
	}
	mw_buf_release(&b);
}

/* "*.example.com" as somebody would ask for it; NULL for "*". */
static const char *
a_host(struct witnesses *w, const char *host)
{
	const char *slash = strchr(host, '/');

	if (slash != NULL)
		host = slash + 1;
	if (strcmp(host, "*") == 0 || *host == '\0')
		return NULL;
	return mw_fit_host(host, w->arena);
}

/* "/admin*", "/v1/{*}/x" as a path that fits. */
static const char *
a_path(struct witnesses *w, const char *s)
{
	struct mw_buf b = { 0 };
	const char *text;

	if (*s != '/')
		mw_buf_addc(&b, '/');
	while (*s != '\0') {
		if (*s == '{') {
			mw_buf_addc(&b, 'x');
			s += strcspn(s, "}");
			s += *s != '\0';
		} else if (*s == '*') {
			mw_buf_addc(&b, 'x');
			s++;
		} else {
			mw_buf_addc(&b, *s++);
		}
	}
	text = mw_arena_text(w->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

/* Values of every key that is one of KEYS, below N. */
static void
gather(struct witnesses *w, const struct mw_node *n, const char *const *keys,
    struct texts *out, int depth)
{
	for (const struct mw_node *c = mw_node_first(n); c != NULL && depth <
	     12; c = mw_node_next(c)) {
		for (size_t i = 0; mw_node_key(c) != NULL && keys[i] != NULL;
		     i++) {
			const struct mw_node *x = c;

			if (strcmp(mw_node_key(c), keys[i]) != 0)
				continue;
			if (mw_node_is(c, MW_NODE_LIST))
				x = mw_node_first(c);
			for (; x != NULL && mw_node_text(x) != NULL; x = x == c
			     ? NULL : mw_node_next(x))
				add_text(w, out, mw_node_text(x), PATHS_MAX);
		}
		gather(w, c, keys, out, depth + 1);
	}
}

static void
virtual_service(struct witnesses *w, const struct mw_object *o)
{
	static const char *const uri[] = { "exact", "prefix", NULL };
	struct texts paths = { 0 };
	const struct mw_node *spec = mw_node_get(o->root, "spec");
	const struct mw_node *http = mw_node_get(spec, "http");

	add_text(w, &paths, "/", PATHS_MAX);
	for (const struct mw_node *r = mw_node_first(http); r != NULL;
	     r = mw_node_next(r)) {
		const struct mw_node *match = mw_node_get(r, "match");

		for (const struct mw_node *c = mw_node_first(match);
		     c != NULL; c = mw_node_next(c))
			gather(w, mw_node_get(c, "uri"), uri, &paths, 0);
	}
	for (const struct mw_node *h = mw_node_first(mw_node_get(spec,
	     "hosts")); h != NULL; h = mw_node_next(h)) {
		const char *host = mw_node_text(h);

		host = host != NULL ? a_host(w, host) : NULL;
		if (host == NULL)
			continue;
		host = mw_host_expand(w->arena, w->m, host, o->ns);
		for (size_t i = 0; i < paths.n; i++)
			add(w, host, 80, NULL, "GET", a_path(w, paths.v[i]));
	}
}

static void
attached(struct witnesses *w, const struct mw_gwapi_attachment *at,
    const struct texts *paths)
{
	const struct mw_gwapi_listener *li = at->listener;

	if (li == NULL || li->port < 1 || li->port > 65535)
		return;
	for (size_t i = 0; i < at->n_hosts; i++) {
		const char *host = a_host(w, mw_str_or_empty(at->hosts[i].s));

		for (size_t k = 0; host != NULL && k < paths->n; k++)
			add(w, host, (uint32_t)li->port, NULL, "GET",
			    a_path(w, paths->v[k]));
	}
}

/* An HTTPRoute or GRPCRoute: its own hosts, or those of its parents. */
static void
gateway_route(struct witnesses *w, const struct mw_gwapi_route *r)
{
	static const char *const uri[] = { "value", NULL };
	struct texts paths = { 0 };
	const struct mw_node *rules = mw_node_find(r->object->root,
	    "spec.rules");

	add_text(w, &paths, "/", PATHS_MAX);
	for (const struct mw_node *x = mw_node_first(rules); x != NULL;
	     x = mw_node_next(x)) {
		const struct mw_node *matches = mw_node_get(x, "matches");

		for (const struct mw_node *c = mw_node_first(matches);
		     c != NULL; c = mw_node_next(c)) {
			const struct mw_node *path = mw_node_get(c, "path");

			if (!mw_str_eq(mw_node_text(mw_node_get(path, "type")),
			    "RegularExpression"))
				gather(w, path, uri, &paths, 0);
		}
	}
	for (size_t i = 0; i < r->n_parents; i++) {
		const struct mw_gwapi_parent *p = &r->parents[i];

		for (size_t k = 0; k < p->n_attachments; k++)
			attached(w, &p->attachments[k], &paths);
	}
}

/* One workload of each account, those of the namespace first. */
static void
clients(struct witnesses *w, const struct mw_service *s, struct texts *out)
{
	struct texts accounts = { 0 };

	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < w->m->n_workloads && out->n <
		     CLIENTS_MAX; i++) {
			const struct mw_workload *x = w->m->workloads[i];
			size_t before = accounts.n;

			if ((strcmp(x->ns, s->ns) == 0) != (round == 0) ||
			    x->proxy == MW_PROXY_GATEWAY)
				continue;
			add_text(w, &accounts, mw_arena_printf(w->arena,
			    "%s/%s/%d", x->ns, x->service_account,
			    (int)x->proxy), SIZE_MAX);
			if (accounts.n > before)
				add_text(w, out, mw_arena_printf(w->arena,
				    "%s/%s", x->ns, x->name), CLIENTS_MAX);
		}
	}
}

static bool
selects(const struct witnesses *w, const struct mw_object *policy,
    const struct mw_service *s)
{
	const struct mw_string_map *selector = mw_object_selector(policy);

	if (strcmp(policy->ns, s->ns) != 0 &&
	    strcmp(policy->ns, w->m->settings.root_namespace) != 0)
		return false;
	for (size_t i = 0; selector != NULL && i < s->n_endpoints; i++) {
		if (s->endpoints[i].labels != NULL &&
		    mw_labels_match(selector, s->endpoints[i].labels))
			return true;
	}
	return selector == NULL || s->n_endpoints == 0;
}

static void
service(struct witnesses *w, const struct mw_service *s)
{
	static const char *const path_keys[] = { "paths", NULL };
	static const char *const method_keys[] = { "methods", NULL };
	const struct mw_objects *p = &w->m->of_kind[
	    MW_KIND_AUTHORIZATION_POLICY];
	struct texts paths = { 0 }, methods = { 0 }, from = { 0 };
	int64_t port = 0;

	for (size_t i = 0; i < s->n_ports && port == 0; i++) {
		if (mw_protocol_is_http(s->ports[i].protocol) ||
		    s->ports[i].protocol == MW_PROTO_AUTO)
			port = s->ports[i].number;
	}
	if (port <= 0 || port > 65535 || s->hostname[0] == '*')
		return;
	add_text(w, &paths, "/", PATHS_MAX);
	add_text(w, &methods, "GET", 3);
	for (size_t i = 0; i < p->n; i++) {
		if (!selects(w, p->v[i], s))
			continue;
		gather(w, p->v[i]->root, path_keys, &paths, 0);
		gather(w, p->v[i]->root, method_keys, &methods, 0);
	}
	clients(w, s, &from);
	for (size_t i = 0; i < from.n; i++) {
		for (size_t j = 0; j < paths.n; j++) {
			for (size_t k = 0; k < methods.n && k < 3; k++)
				add(w, s->hostname, (uint32_t)port, from.v[i],
				    methods.v[k], a_path(w, paths.v[j]));
		}
	}
}

const struct mw_request *const *
mw_witnesses(const struct mw_mesh *m, struct mw_arena *arena, size_t *n)
{
	struct witnesses w = { .m = m, .arena = arena,
		.seen = mw_map_new(arena) };
	const struct mw_objects *vs = &m->of_kind[MW_KIND_VIRTUAL_SERVICE];
	const struct mw_gateway_api *api = mw_mesh_gateway_api(m);

	for (size_t i = 0; i < vs->n; i++)
		virtual_service(&w, vs->v[i]);
	for (size_t i = 0; i < api->n_routes; i++)
		gateway_route(&w, api->routes[i]);
	for (size_t i = 0; i < m->n_services && w.n < WITNESSES_MAX; i++)
		service(&w, m->services[i]);
	*n = w.n;
	return w.v;
}
