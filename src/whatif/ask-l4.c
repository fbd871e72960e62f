/*
 * ask-l4.c - a connection that asks for a tls or tcp route of a VirtualService.
 */
#include <string.h>

#include "base/str.h"
#include "model/kinds.h"
#include "whatif/ask.h"
#include "whatif/fit.h"
#include "yaml/node.h"

/* What a route asks for, of either kind. */
struct l4 {
	const struct mw_node *node;
	const char *host;
	int64_t port;
	enum mw_scheme scheme;
};

static bool
chosen(const struct mw_node *route, const struct mw_node *match,
    const struct mw_node *node, const struct mw_node *root, bool first)
{
	if (node == NULL || node == root || !mw_node_holds(root, node))
		return first;
	return match != NULL ? mw_node_holds(match, node)
	    : mw_node_holds(route, node);
}

/* The route that NODE is in, or the first. */
static bool
find(const struct mw_object *o, const struct mw_virtual_service *v,
    const struct mw_node *node, struct l4 *out)
{
	const char *host = v->hosts.n > 0 ? mw_str_or_empty(v->hosts.v[0].s)
					  : "";
	bool first = v->http.n == 0;

	for (size_t i = 0; i < v->tls.n; i++) {
		const struct mw_tls_route *r = &v->tls.v[i];
		const struct mw_tls_match *m = r->match.n > 0 ? &r->match.v[0]
							      : NULL;

		for (size_t j = 0; j < r->match.n; j++) {
			if (chosen(r->node, r->match.v[j].node, node, o->root,
			    false))
				m = &r->match.v[j];
		}
		if (!chosen(r->node, NULL, node, o->root, first && i == 0))
			continue;
		*out = (struct l4){ r->node, m != NULL && m->sni_hosts.n
			> 0 ? mw_str_or_empty(m->sni_hosts.v[0].s) : host, m !=
			NULL && m->port.v > 0 ? m->port.v : 443,
			MW_SCHEME_TLS };
		return true;
	}
	for (size_t i = 0; i < v->tcp.n; i++) {
		const struct mw_tcp_route *r = &v->tcp.v[i];

		if (!chosen(r->node, NULL, node, o->root, first && v->tls.n ==
		    0 && i == 0))
			continue;
		*out = (struct l4){ r->node, host, r->match.n > 0 ?
			r->match.v[0].port.v : 0, MW_SCHEME_TCP };
		return true;
	}
	return false;
}

static bool
takes(const struct mw_answer *a, const struct mw_object *o,
    const struct mw_node *route)
{
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *x = &a->outcomes[i];

		for (size_t j = 0; j < x->n_hops; j++) {
			const struct mw_tcp_decision *d = x->hops[j].tcp;

			if (d != NULL && d->origin.object == o &&
			    d->origin.node != NULL &&
			    mw_node_holds(route, d->origin.node))
				return true;
		}
	}
	return false;
}

/* The port of a route that names none: the first of its service. */
static int64_t
usual_port(const struct mw_mesh *m, const struct mw_object *o,
    const char *host)
{
	const struct mw_service *s = mw_mesh_service(m, host, o->ns);

	return s != NULL && s->n_ports > 0 ? s->ports[0].number : 0;
}

struct mw_ask
mw_ask_l4(struct mw_session *s, const struct mw_object *o,
    const struct mw_node *node, struct mw_arena *arena)
{
	const struct mw_mesh *m = mw_session_mesh(s);
	const struct mw_virtual_service *v = o->kind ==
	    MW_KIND_VIRTUAL_SERVICE ? MW_SPEC(o, virtual_service) : NULL;
	struct mw_ask out = { NULL, false, NULL };
	struct mw_ask_proxies p = { .n = 0 };
	struct l4 want;

	if (v == NULL || !find(o, v, node, &want))
		return out;
	want.host = mw_host_expand(arena, m, mw_fit_host(want.host, arena),
	    o->ns);
	if (want.port == 0)
		want.port = usual_port(m, o, want.host);
	if (want.port < 1 || want.port > 65535)
		return out;
	mw_ask_clients(m, o, node, &p);
	for (size_t i = 0; i < p.n; i++) {
		struct mw_request *r = MW_NEW(arena, struct mw_request);
		const struct mw_request *sent;
		const struct mw_answer *a;

		r->id = "";
		r->from = p.v[i]->proxy == MW_PROXY_SIDECAR ? mw_arena_printf(
		    arena, "%s/%s", p.v[i]->ns, p.v[i]->name) : "outside";
		r->to = want.host;
		r->port = (uint32_t)want.port;
		r->scheme = want.scheme;
		sent = mw_ask_complete(m, p.v[i], r, arena);
		mw_request_complete(arena, r);
		a = mw_session_send(s, sent, arena, false);
		if (a->error == NULL && takes(a, o, want.node))
			return (struct mw_ask){ r, true, NULL };
		if (out.request == NULL) {
			struct mw_buf b = { 0 };

			if (a->error == NULL && a->n_outcomes > 0)
				mw_outcome_summary(&a->outcomes[0], &b);
			out = (struct mw_ask){ r, false, mw_arena_text(arena,
			    mw_buf_text(&b), b.len) };
			mw_buf_release(&b);
		}
	}
	return out;
}
