/*
 * proxy-trust.c - meshwalk proxy ... policies: the certificates and the trust
 * that meet on each hop to and from a proxy.
 *
 * What ends alike is told together: one row, with the peers of it below.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/proxy-rows.h"
#include "journey/meet.h"

/* Meetings that are told as one. */
struct group {
	const struct mw_meeting *like;
	MW_VEC(const char *) peers;
};

struct groups {
	struct mw_arena *arena;
	MW_VEC(struct group) v;
};

static const struct mw_origin *
client_origin(const struct mw_meeting *x)
{
	return x->cluster != NULL ? &x->cluster->tls.origin : NULL;
}

static const struct mw_origin *
server_origin(const struct mw_meeting *x)
{
	return x->tls != NULL ? &x->tls->origin : NULL;
}

/* What the client starts, as its rule would call it. */
static const char *
mode_text(const struct mw_meeting *x)
{
	const struct mw_connection *c = x->connection;
	bool automatic = x->cluster != NULL && x->cluster->tls.automatic;

	if (x->client->proxy == MW_PROXY_NONE)
		return c->tls ? "TLS of an application without a proxy" :
		    "plaintext, no proxy";
	if (!c->tls)
		return automatic ? "plaintext (automatic)" : "plaintext";
	if (c->cert == MW_CERT_MESH)
		return automatic ? "ISTIO_MUTUAL (automatic)" : "ISTIO_MUTUAL";
	if (x->cluster->tls.kind == MW_UPSTREAM_PLAIN || automatic)
		return "TLS of the application";
	return c->cert == MW_CERT_EXTERNAL ? "MUTUAL" : "SIMPLE";
}

/* ---- groups -------------------------------------------------------------- */

static bool
same_node(const struct mw_origin *a, const struct mw_origin *b)
{
	return (a != NULL ? a->node : NULL) == (b != NULL ? b->node : NULL);
}

/* Incoming ones by the port, others by nothing but how they end. */
static bool
same_group(const struct mw_meeting *a, const struct mw_meeting *b,
    bool incoming)
{
	return (!incoming || a->port == b->port) && a->text == b->text &&
	    a->good == b->good && strcmp(mode_text(a), mode_text(b)) == 0 &&
	    same_node(client_origin(a), client_origin(b)) &&
	    (a->good || same_node(server_origin(a), server_origin(b)));
}

static const char *
peer_name(const struct mw_meeting *x, bool incoming, struct mw_arena *arena)
{
	if (incoming)
		return mw_arena_printf(arena, "%s/%s", x->client->ns,
		    x->client->name);
	return mw_arena_printf(arena, "%s:%u", x->service->hostname,
	    (unsigned)x->service_port);
}

static void
add_peer(struct groups *g, struct group *to, const char *name)
{
	for (size_t i = to->peers.n; i-- > 0;) {
		if (strcmp(to->peers.v[i], name) == 0)
			return;
	}
	mw_vec_push(g->arena, &to->peers, name);
}

static struct groups
group_all(const struct mw_meetings *all, bool incoming, struct mw_arena *arena)
{
	struct groups g = { .arena = arena };

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_meeting *x = &all->v[i];
		struct group *to = NULL;

		for (size_t j = 0; j < g.v.n && to == NULL; j++) {
			if (same_group(g.v.v[j].like, x, incoming))
				to = &g.v.v[j];
		}
		if (to == NULL) {
			struct group fresh = { .like = x };

			mw_vec_push(arena, &g.v, fresh);
			to = &g.v.v[g.v.n - 1];
		}
		add_peer(&g, to, peer_name(x, incoming, arena));
	}
	return g;
}

/* ---- text ---------------------------------------------------------------- */

static void
names_text(struct mw_rows *o, const char *label, const struct group *g)
{
	size_t most = o->wide ? g->peers.n : 6;
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < g->peers.n && i < most; i++)
		mw_buf_printf(&b, "%s%s", i > 0 ? ", " : "", g->peers.v[i]);
	if (g->peers.n > most)
		mw_buf_printf(&b, " and %zu more", g->peers.n - most);
	mw_row(o, 2, NULL, "%-8s %s", label, mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
expects_text(struct mw_rows *o, const struct mw_connection *c)
{
	struct mw_buf b = { 0 };

	if (!c->tls || c->cert != MW_CERT_MESH)
		return;
	for (size_t i = 0; i < c->n_expected_sans && i < 3; i++)
		mw_buf_printf(&b, "%s%s", i > 0 ? " or " : "",
		    c->expected_sans[i]);
	if (c->n_expected_sans > 3)
		mw_buf_printf(&b, " or %zu more", c->n_expected_sans - 3);
	mw_row(o, 2, NULL, "%-8s %s", "expects", c->n_expected_sans > 0 ?
	    mw_buf_text(&b) : "any name that the mesh's authority signed");
	mw_buf_release(&b);
}

/* Who is at the other end, where the two do not meet. */
static void
server_text(struct mw_rows *o, const struct mw_meeting *x)
{
	if (x->server == NULL)
		return;
	mw_row(o, 2, server_origin(x), "%-8s %s/%s port %u%s%s", "server",
	    x->server->ns, x->server->name, (unsigned)x->port,
	    x->tls != NULL ? " takes " : ", no proxy", x->tls != NULL ?
	    mw_downstream_tls_name(x->tls->kind) : "");
	if (x->tls != NULL && x->tls->kind == MW_DOWNSTREAM_MESH &&
	    x->connection->tls)
		mw_row(o, 2, NULL, "%-8s %s", "shows", mw_str_or_empty(
		    x->server->identity));
}

static void
group_text(struct mw_rows *o, const struct group *g, bool incoming)
{
	const struct mw_meeting *x = g->like;
	const struct mw_connection *c = x->connection;
	char port[24] = "";

	if (incoming)
		snprintf(port, sizeof(port), "port %u  ", (unsigned)x->port);
	mw_row(o, 1, client_origin(x), "%s%s: %s%s", port, mode_text(x),
	    x->good ? "" : "FAILS, ", x->text);
	names_text(o, incoming ? "from" : "to", g);
	expects_text(o, c);
	if (!x->good && incoming && c->cert == MW_CERT_MESH)
		mw_row(o, 2, NULL, "%-8s %s", "sends",
		    mw_str_or_empty(c->uri_san));
	if (!x->good)
		server_text(o, x);
}

static void
groups_text(struct mw_rows *o, const struct mw_meetings *all, bool incoming)
{
	struct mw_arena *arena = mw_arena_new();
	struct groups g = group_all(all, incoming, arena);

	if (all->n > 0)
		mw_row_heading(o, incoming ? "Callers: what meets here" :
		    "Calls: what meets there");
	for (int good = 0; good < 2; good++) {
		for (size_t i = 0; i < g.v.n; i++) {
			if (g.v.v[i].like->good == (good == 1))
				group_text(o, &g.v.v[i], incoming);
		}
	}
	if (all->left_out > 0)
		mw_row(o, 1, NULL, "%zu more %s not looked at", all->left_out,
		    incoming ? "clients were" : "connections were");
	mw_arena_free(arena);
}

/* Trust domains that some chain of the proxy accepts (S45). */
static const struct mw_downstream_tls *
mesh_tls(const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_listeners; i++) {
		for (size_t j = 0; j < p->listeners[i].n_chains; j++) {
			const struct mw_downstream_tls *t =
			    &p->listeners[i].chains[j].tls;

			if (t->kind == MW_DOWNSTREAM_MESH)
				return t;
		}
	}
	return NULL;
}

static void
own_text(struct mw_rows *o, const struct mw_proxy *p)
{
	const struct mw_downstream_tls *t = mesh_tls(p);
	struct mw_buf b = { 0 };

	if (mw_str_empty(p->workload->identity))
		return;
	mw_row_heading(o, "Certificate and trust");
	mw_row(o, 1, NULL, "shows %s, signed by the mesh's authority",
	    p->workload->identity);
	for (size_t i = 0; t != NULL && i < t->n_trust_domains; i++)
		mw_buf_printf(&b, "%s%s", i > 0 ? " or " : "",
		    t->trust_domains[i]);
	if (b.len > 0)
		mw_row(o, 1, NULL, "takes what that authority signed for trust "
		    "domain %s", mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_trust_text(struct mw_rows *o, const struct mw_proxy *p)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_meetings in = mw_meetings_in(o->session, p->workload, arena);
	struct mw_meetings out = mw_meetings_out(o->session, p->workload,
	    arena);

	own_text(o, p);
	groups_text(o, &in, true);
	groups_text(o, &out, false);
	mw_arena_free(arena);
}

/* ---- JSON ---------------------------------------------------------------- */

static void
set_workload(json_t *j, const char *name, const struct mw_workload *w)
{
	if (w != NULL)
		json_object_set_new(j, name, json_sprintf("%s/%s", w->ns,
		    w->name));
}

static json_t *
meeting_json(const struct mw_meeting *x)
{
	const struct mw_connection *c = x->connection;
	json_t *j = json_object();

	set_workload(j, "client", x->client);
	set_workload(j, "server", x->server);
	json_object_set_new(j, "host", mw_json_text(x->service->hostname));
	json_object_set_new(j, "service_port", json_integer(x->service_port));
	json_object_set_new(j, "port", json_integer(x->port));
	json_object_set_new(j, "mode", json_string(mode_text(x)));
	if (c->tls && !mw_str_empty(c->sni))
		json_object_set_new(j, "sni", mw_json_text(c->sni));
	if (c->cert == MW_CERT_MESH) {
		json_object_set_new(j, "client_identity", mw_json_text(
		    mw_str_or_empty(c->uri_san)));
		json_object_set_new(j, "expects", mw_json_texts(c->expected_sans,
		    c->n_expected_sans));
	}
	if (x->tls != NULL)
		json_object_set_new(j, "takes", json_string(
		    mw_downstream_tls_name(x->tls->kind)));
	if (x->tls != NULL && c->tls && x->tls->kind == MW_DOWNSTREAM_MESH)
		json_object_set_new(j, "server_identity", mw_json_text(
		    mw_str_or_empty(x->server->identity)));
	json_object_set_new(j, "meets", json_boolean(x->good));
	json_object_set_new(j, "text", json_string(x->text));
	mw_json_set_origin(j, "client_origin", client_origin(x));
	mw_json_set_origin(j, "server_origin", server_origin(x));
	return j;
}

static json_t *
meetings_json(const struct mw_meetings *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->n; i++)
		json_array_append_new(list, meeting_json(&all->v[i]));
	return list;
}

json_t *
mw_trust_json(const struct mw_rows *o, const struct mw_proxy *p)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_meetings in = mw_meetings_in(o->session, p->workload, arena);
	struct mw_meetings out = mw_meetings_out(o->session, p->workload,
	    arena);
	const struct mw_downstream_tls *t = mesh_tls(p);
	json_t *j = json_object();

	json_object_set_new(j, "identity", mw_json_text(mw_str_or_empty(
	    p->workload->identity)));
	if (t != NULL)
		json_object_set_new(j, "trust_domains", mw_json_texts(
		    t->trust_domains, t->n_trust_domains));
	json_object_set_new(j, "callers", meetings_json(&in));
	json_object_set_new(j, "calls", meetings_json(&out));
	if (in.left_out > 0)
		json_object_set_new(j, "clients_left_out", json_integer(
		    (json_int_t)in.left_out));
	mw_arena_free(arena);
	return j;
}
