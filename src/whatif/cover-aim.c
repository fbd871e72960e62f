/*
 * cover-aim.c - a request that comes to one route of one proxy.
 *
 * Host, port and conditions are those of the compiled route; what an earlier
 * route of the virtual host would take is varied until the proxy's own
 * matching chooses this one.  Sending it then proves it, or not.
 */
#include "whatif/cover-find.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/guess.h"
#include "mesh/gwapi.h"
#include "whatif/fit.h"
#include "yaml/node.h"

enum { TRIES = 8, SENDS = 3 };

#define CLIENT_NAME "client.example.com"

static const char *const methods[] = { "GET", "POST", "PUT", "DELETE",
	"PATCH", "HEAD", "OPTIONS" };

/* What is tried on the virtual host, before it becomes a request. */
struct draft {
	const struct mw_cover_aim *aim;
	struct mw_arena *arena;
	const char *method, *authority, *path, *query, *claims;
	const char *scheme;
	struct mw_headers_list headers;
};

/* ---- the conditions of the route ----------------------------------------- */

static bool
takes(const struct mw_matcher *m, const char *s)
{
	return mw_matcher_test(m, s, strlen(s));
}

/* Of the methods that a proxy knows. */
static const char *
fit_method(const struct mw_matcher *m, struct mw_arena *a)
{
	for (size_t i = 0; i < MW_LEN(methods); i++) {
		if (takes(m, methods[i]))
			return methods[i];
	}
	return mw_fit(m, a);
}

/* Of those that lead to the virtual host, perhaps with a port. */
static const char *
fit_authority(const struct draft *d, const struct mw_matcher *m)
{
	const struct mw_virtual_host *vh = d->aim->vhost;

	for (size_t i = 0; !takes(m, d->authority) && i < vh->n_domains; i++) {
		const char *x = mw_fit_host(vh->domains[i], d->arena);
		const char *port = mw_arena_printf(d->arena, "%s:%u", x,
		    d->aim->listener->port);

		if (takes(m, x))
			return x;
		if (takes(m, port))
			return port;
	}
	return takes(m, d->authority) ? d->authority : mw_fit(m, d->arena);
}

static void
meet_headers(struct draft *d)
{
	const struct mw_route_entry *r = d->aim->route;

	for (size_t i = 0; i < r->n_headers; i++) {
		const struct mw_header_match *h = &r->headers[i];
		const char *fit = h->invert ? NULL : mw_fit(&h->value,
		    d->arena);

		if (fit == NULL)
			continue;
		if (strcmp(h->name, ":method") == 0)
			d->method = fit_method(&h->value, d->arena);
		else if (strcmp(h->name, ":authority") == 0)
			d->authority = fit_authority(d, &h->value);
		else if (h->name[0] != ':')
			mw_header_set(&d->headers, d->arena, h->name, fit);
	}
}

static void
meet_query(struct draft *d)
{
	const struct mw_route_entry *r = d->aim->route;
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < r->n_query; i++) {
		const char *fit = mw_fit(&r->query[i].value, d->arena);

		mw_buf_printf(&b, "%s%s=%s", i == 0 ? "?" : "&",
		    r->query[i].name, mw_str_or_empty(fit));
	}
	d->query = mw_arena_text(d->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
}

/* ---- what earlier routes would take -------------------------------------- */

static const struct mw_route_entry *
winner(const struct draft *d, const struct mw_virtual_host *vh)
{
	const struct mw_http http = { .method = d->method,
		.scheme = d->scheme, .authority = d->authority,
		.path = mw_arena_printf(d->arena, "%s%s", d->path, d->query),
		.headers = d->headers };

	return mw_route_match(vh, &http, d->claims, d->arena, NULL);
}

/* The route alone, without those before it. */
static bool
fits(const struct draft *d)
{
	const struct mw_virtual_host alone = { .routes = d->aim->route,
		.n_routes = 1 };

	return winner(d, &alone) != NULL;
}

/* Does D, changed, still fit the route, and E no longer?  AT_ONCE: nor any
 * other that comes first. */
static bool
leaves(const struct draft *d, const struct mw_route_entry *e, bool at_once)
{
	const struct mw_virtual_host other = { .routes = e, .n_routes = 1 };

	if (at_once)
		return winner(d, d->aim->vhost) == d->aim->route;
	return fits(d) && winner(d, &other) == NULL;
}

static const struct mw_matcher *
own_matcher(const struct mw_route_entry *r, const char *name)
{
	for (size_t i = 0; i < r->n_headers; i++) {
		if (!r->headers[i].invert && strcmp(r->headers[i].name,
		    name) == 0)
			return &r->headers[i].value;
	}
	return NULL;
}

/* Another value of a header that E asks for, or one that E must not see. */
static bool
change_header(struct draft *d, const struct mw_route_entry *e,
    const struct mw_header_match *h)
{
	const struct mw_matcher *own = own_matcher(d->aim->route, h->name);
	const struct draft before = *d;
	const char *value;

	if (h->name[0] == ':')
		return false;
	for (unsigned n = 0; n < MW_FIT_PATHS; n++) {
		*d = before;
		d->headers = (struct mw_headers_list){ 0 };
		for (size_t i = 0; i < before.headers.n; i++)
			mw_header_add(&d->headers, d->arena,
			    before.headers.v[i].name,
			    before.headers.v[i].value);
		value = own != NULL ? mw_fit_other(own, n, d->arena)
		    : h->invert ? mw_fit_other(&h->value, n, d->arena) : NULL;
		if (value == NULL)
			continue;
		mw_header_set(&d->headers, d->arena, h->name, value);
		if (leaves(d, e, false))
			return true;
	}
	*d = before;
	return false;
}

static bool
change_method(struct draft *d, const struct mw_route_entry *e)
{
	const char *before = d->method;

	for (size_t i = 0; i < 2 * MW_LEN(methods); i++) {
		d->method = methods[i % MW_LEN(methods)];
		if (leaves(d, e, i < MW_LEN(methods)))
			return true;
	}
	d->method = before;
	return false;
}

/* Other names of the same host; a port behind one makes it another text. */
static bool
change_authority(struct draft *d, const struct mw_route_entry *e)
{
	const struct mw_virtual_host *vh = d->aim->vhost;
	const char *before = d->authority;

	for (size_t i = 0; i < 4 * vh->n_domains; i++) {
		const char *x = mw_fit_host(vh->domains[i / 2 %
		    vh->n_domains], d->arena);

		d->authority = i % 2 == 0 ? x : mw_arena_printf(d->arena,
		    "%s:%u", x, d->aim->listener->port);
		if (leaves(d, e, i < 2 * vh->n_domains))
			return true;
	}
	d->authority = before;
	return false;
}

static bool
change(struct draft *d, const struct mw_route_entry *e,
    const struct mw_header_match *h)
{
	if (strcmp(h->name, ":method") == 0)
		return change_method(d, e);
	if (strcmp(h->name, ":authority") == 0)
		return change_authority(d, e);
	return change_header(d, e, h);
}

/* Changes D so that E, which comes first, does not take it. */
static bool
dodge(struct draft *d, const struct mw_route_entry *e)
{
	for (size_t i = 0; i < e->n_headers; i++) {
		if (change(d, e, &e->headers[i]))
			return true;
	}
	return false;
}

/* With one path; false when earlier routes take all that was tried. */
static bool
aim_path(struct draft *d, const char *path)
{
	const struct mw_cover_aim *aim = d->aim;

	d->path = path;
	if (!fits(d))
		return false;
	for (int i = 0; i < TRIES; i++) {
		const struct mw_route_entry *e = winner(d, aim->vhost);

		if (e == NULL || e == aim->route)
			return e != NULL;
		if (!dodge(d, e))
			return false;
	}
	return false;
}

/* ---- where it is sent ---------------------------------------------------- */

/* From outside, by a Service of the gateway. */
static void
to_gateway(struct mw_arena *arena, const struct mw_cover_aim *aim,
    struct mw_request *r)
{
	const struct mw_workload *w = aim->proxy->workload;
	const struct mw_downstream_tls *tls = &aim->chain->tls;

	r->from = "outside";
	r->to = w->n_ips > 0 ? w->ips[0] : NULL;
	r->port = aim->listener->port;
	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service *x = w->services[i];

		for (size_t k = 0; k < x->n_ports; k++) {
			if (mw_target_port(w, &x->ports[k]) !=
			    (int64_t)aim->listener->port)
				continue;
			r->to = mw_arena_printf(arena, "%s.%s", x->name,
			    x->ns);
			r->port = (uint32_t)x->ports[k].number;
			i = w->n_services - 1;
			break;
		}
	}
	if (tls->kind == MW_DOWNSTREAM_MUTUAL)
		r->client_cert = tls->n_subject_alt_names > 0
		    ? tls->subject_alt_names[0] : CLIENT_NAME;
}

static void
to_mesh(struct mw_arena *arena, const struct mw_cover_aim *aim,
    const char *host, struct mw_request *r)
{
	const struct mw_workload *w = aim->proxy->workload;

	r->from = mw_arena_printf(arena, "%s/%s", w->ns, w->name);
	r->to = host;
	r->port = aim->listener->port;
}

static bool
is_tls(const struct mw_filter_chain *c)
{
	return c->tls.kind != MW_DOWNSTREAM_NONE;
}

/* A token for the claims that the route asks for. */
static void
add_claims(const struct draft *d, struct mw_request *r)
{
	const struct mw_jwt_filter *filter = d->aim->chain->http->jwt;
	const struct mw_route_entry *e = d->aim->route;

	for (size_t i = 0; i < e->n_claims; i++) {
		const struct mw_edit edit = { .kind = MW_EDIT_CLAIM,
			.path = e->claims[i].path,
			.n_path = e->claims[i].n_path,
			.value = mw_fit(&e->claims[i].value, d->arena) };

		if (!e->claims[i].invert && edit.value != NULL)
			mw_edit_apply(&edit, filter, d->arena, r);
	}
}

/* False when its gateway has no address. */
static bool
make_request(const struct draft *d, const char *host, struct mw_request *r)
{
	MW_VEC(struct mw_request_header) headers = { 0 };

	*r = (struct mw_request){ .id = "", .method = d->method,
		.host = d->authority };
	if (d->aim->listener->direction == MW_GATEWAY)
		to_gateway(d->arena, d->aim, r);
	else
		to_mesh(d->arena, d->aim, host, r);
	if (r->to == host && d->authority == host)
		r->host = NULL;		/* follows, with its port */
	if (r->to == NULL)
		return false;
	r->scheme = is_tls(d->aim->chain) ? MW_SCHEME_HTTPS : MW_SCHEME_HTTP;
	if (r->scheme == MW_SCHEME_HTTPS)
		r->sni = host;
	r->path = mw_arena_printf(d->arena, "%s%s", d->path, d->query);
	for (size_t i = 0; i < d->headers.n; i++) {
		const struct mw_request_header h = { d->headers.v[i].name,
			d->headers.v[i].value };

		mw_vec_push(d->arena, &headers, h);
	}
	r->headers = headers.v;
	r->n_headers = headers.n;
	mw_request_complete(d->arena, r);
	add_claims(d, r);
	return true;
}

/* Claims as the proxy's matching reads them: of a request with the token. */
static const char *
payload(const struct draft *d)
{
	struct mw_request r = { .to = "x", .port = 80 };

	if (d->aim->route->n_claims == 0)
		return NULL;
	mw_request_complete(d->arena, &r);
	add_claims(d, &r);
	return r.claims;
}

static const char *
first_domain(const struct mw_virtual_host *vh, struct mw_arena *a)
{
	const char *best = NULL;

	for (size_t i = 0; i < vh->n_domains; i++) {
		const char *x = vh->domains[i];

		if (best == NULL || (strchr(best, '*') != NULL &&
		    strchr(x, '*') == NULL))
			best = x;
	}
	return best == NULL ? NULL : mw_fit_host(best, a);
}

bool
mw_cover_aim_request(const struct mw_cover_aim *aim, unsigned n, bool past,
    struct mw_arena *arena, struct mw_request *out)
{
	const char *host = first_domain(aim->vhost, arena);
	const char *path = mw_fit_path(aim->route, n, arena);
	struct draft d = { .aim = aim, .arena = arena, .method = "GET",
		.authority = host, .scheme = is_tls(aim->chain) ? "https"
		: "http" };

	if (host == NULL || path == NULL)
		return false;
	meet_headers(&d);
	meet_query(&d);
	d.claims = payload(&d);
	if (!aim_path(&d, path) && past)
		return false;
	return make_request(&d, host, out);
}

void
mw_cover_aim_http(struct mw_cover_search *s, const struct mw_cover_aim *aim)
{
	int sends = 0;

	for (unsigned n = 0; n < MW_FIT_PATHS && sends < SENDS; n++) {
		struct mw_request r;

		if (!mw_cover_aim_request(aim, n, true, s->arena, &r))
			continue;
		mw_cover_send(s, &r);
		sends++;
		if (!mw_cover_wants(s->cover, aim->route->origin.node) &&
		    !mw_cover_wants(s->cover, aim->route->match_origin.node))
			return;
	}
}

/* ---- connections, servers ------------------------------------------------ */

void
mw_cover_aim_tcp(struct mw_cover_search *s, const struct mw_cover_aim *aim)
{
	const struct mw_chain_match *m = &aim->chain->match;
	const char *name = m->n_server_names > 0 ? mw_fit_host(
	    m->server_names[0], s->arena) : NULL;
	const char *address = m->n_prefixes > 0 ? m->prefixes[0].text :
	    aim->listener->address;
	struct mw_request r = { .id = "", .sni = name, .scheme = name != NULL ||
	    is_tls(aim->chain) ? MW_SCHEME_TLS : MW_SCHEME_TCP };
	const char *to[2] = { name, NULL };

	if (address != NULL && strcmp(address, "0.0.0.0") != 0)
		to[1] = mw_arena_text(s->arena, address, strcspn(address,
		    "/"));
	if (aim->listener->direction == MW_GATEWAY) {
		to_gateway(s->arena, aim, &r);
		r.host = name;
		to[0] = r.to;
		to[1] = NULL;
	}
	for (size_t i = 0; i < MW_LEN(to); i++) {
		struct mw_request x = r;

		if (to[i] == NULL)
			continue;
		if (aim->listener->direction != MW_GATEWAY)
			to_mesh(s->arena, aim, to[i], &x);
		x.to = to[i];
		if (m->destination_port != 0)
			x.port = m->destination_port;
		mw_request_complete(s->arena, &x);
		mw_cover_send(s, &x);
	}
}

/* From outside, to TO, which serves HOST at PORT. */
static void
aim_at(struct mw_cover_search *s, const char *to, const char *host,
    int64_t port, enum mw_protocol protocol, const char *mode)
{
	struct mw_request r = { .id = "", .from = "outside", .host = host,
		.to = to, .port = (uint32_t)port };

	if (to == NULL)
		return;
	if (protocol == MW_PROTO_HTTPS && !mw_str_case_eq(
	    mw_str_or_empty(mode), "PASSTHROUGH"))
		r.scheme = MW_SCHEME_HTTPS;
	else if (mw_protocol_is_tls(protocol))
		r.scheme = MW_SCHEME_TLS;
	else if (mw_protocol_is_tcp(protocol))
		r.scheme = MW_SCHEME_TCP;
	if (mw_str_eq(mode, "MUTUAL"))
		r.client_cert = CLIENT_NAME;
	mw_request_complete(s->arena, &r);
	mw_cover_send(s, &r);
}

static uint32_t
port_at(const struct mw_node *n)
{
	int64_t port = n != NULL ? mw_node_int(n) : 0;

	return port < 1 || port > 65535 ? 0 : (uint32_t)port;
}

void
mw_cover_aim_server(struct mw_cover_search *s, const struct mw_cover_item *x)
{
	const struct mw_node *first = mw_node_first(mw_node_get(x->node,
	    "hosts"));
	const char *host = mw_fit_host(mw_str_or_empty(mw_node_text(first)),
	    s->arena);
	uint32_t port = port_at(mw_node_find(x->node, "port.number"));

	if (MW_SPEC(x->object, gateway) == NULL || port == 0)
		return;
	aim_at(s, mw_guess_ingress(s->mesh, s->arena, host, port), host, port,
	    mw_protocol_parse(mw_str_or_empty(mw_node_text(mw_node_find(
	    x->node, "port.protocol")))), mw_node_text(mw_node_find(x->node,
	    "tls.mode")));
}

/* No route need be there: the Gateway's own Service is asked. */
void
mw_cover_aim_listener(struct mw_cover_search *s, const struct mw_cover_item *x)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(s->mesh);

	for (size_t i = 0; i < api->n_listeners; i++) {
		const struct mw_gwapi_listener *li = api->listeners[i];
		const struct mw_k8s_gateway_listeners *spec = li->spec;

		if (spec->node != x->node || li->port < 1 || li->port > 65535
		    || li->gateway->n_services == 0)
			continue;
		aim_at(s, li->gateway->services[0], mw_fit_host(
		    li->hostname[0] != '\0' ? li->hostname : "*", s->arena),
		    li->port, mw_protocol_parse(mw_str_or_empty(
		    spec->protocol.s)), spec->tls == NULL ? NULL :
		    spec->tls->mode.s);
	}
}
