/*
 * proxy-json.c - what a proxy is told, as JSON.
 */
#include "base/str.h"
#include "cli/answer.h"
#include "cli/proxy-rows.h"

static json_t *
chain_json(const struct mw_filter_chain *c)
{
	json_t *j = json_object();

	mw_json_set(j, "name", c->name);
	if (c->match.destination_port > 0)
		json_object_set_new(j, "port", json_integer(
		    (json_int_t)c->match.destination_port));
	if (c->match.n_server_names > 0)
		json_object_set_new(j, "server_names", mw_json_texts(
		    c->match.server_names, c->match.n_server_names));
	mw_json_set(j, "transport", c->match.transport);
	if (c->match.n_alpn > 0)
		json_object_set_new(j, "alpn", mw_json_texts(c->match.alpn,
		    c->match.n_alpn));
	mw_json_set(j, "tls", mw_downstream_tls_name(c->tls.kind));
	if (c->http != NULL)
		mw_json_set(j, "route_config", c->http->route_config);
	if (c->tcp != NULL && c->tcp->n_clusters > 0) {
		json_t *list = json_array();

		for (size_t i = 0; i < c->tcp->n_clusters; i++)
			json_array_append_new(list,
			    json_string(c->tcp->clusters[i].name));
		json_object_set_new(j, "clusters", list);
	}
	mw_json_set_origin(j, "origin", &c->origin);
	return j;
}

json_t *
mw_listeners_json(const struct mw_rows *unused, const struct mw_proxy *p)
{
	json_t *list = json_array();

	(void)unused;
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];
		json_t *j = json_object(), *chains = json_array();

		mw_json_set(j, "name", l->name);
		mw_json_set(j, "nack", l->nack);
		for (size_t k = 0; k < l->n_chains; k++)
			json_array_append_new(chains,
			    chain_json(&l->chains[k]));
		json_object_set_new(j, "chains", chains);
		if (l->fallback != NULL)
			json_object_set_new(j, "default_chain",
			    chain_json(l->fallback));
		mw_json_set_origin(j, "origin", &l->origin);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *
vhost_json(const struct mw_virtual_host *v)
{
	json_t *j = json_object(), *routes = json_array();
	struct mw_buf b = { 0 };

	mw_json_set(j, "name", v->name);
	json_object_set_new(j, "domains", mw_json_texts(v->domains,
	    v->n_domains));
	if (v->require_tls)
		json_object_set_new(j, "require_tls", json_true());
	for (size_t k = 0; k < v->n_routes; k++) {
		json_t *r = json_object();

		json_object_set_new(r, "name", json_string(v->routes[k].name));
		mw_buf_clear(&b);
		mw_route_match_text(&v->routes[k], &b);
		mw_json_set(r, "match", mw_buf_text(&b));
		mw_buf_clear(&b);
		mw_route_action_text(&v->routes[k], &b);
		mw_json_set(r, "action", mw_buf_text(&b));
		mw_json_set_origin(r, "origin", v->routes[k].match_origin.node != NULL
		    ? &v->routes[k].match_origin : &v->routes[k].origin);
		json_array_append_new(routes, r);
	}
	json_object_set_new(j, "routes", routes);
	mw_json_set_origin(j, "origin", &v->origin);
	mw_buf_release(&b);
	return j;
}

json_t *
mw_routes_json(const struct mw_rows *unused, const struct mw_proxy *p)
{
	json_t *all = json_object();

	(void)unused;
	for (size_t i = 0; i < p->n_routes; i++) {
		json_t *list = json_array();

		for (size_t j = 0; j < p->routes[i].n_vhosts; j++)
			json_array_append_new(list,
			    vhost_json(&p->routes[i].vhosts[j]));
		json_object_set_new(all, p->routes[i].name, list);
	}
	return all;
}

static json_t *
clusters_json(const struct mw_proxy *p, bool endpoints)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->n_clusters; i++) {
		const struct mw_cluster *c = &p->clusters[i];
		json_t *j = json_object(), *members = json_array();

		mw_json_set(j, "name", c->name);
		mw_json_set(j, "type", mw_cluster_type_name(c->type));
		mw_json_set(j, "lb_policy", mw_lb_policy_name(c->lb));
		mw_json_set(j, "tls", mw_upstream_tls_name(c->tls.kind));
		if (c->tls.automatic)
			json_object_set_new(j, "auto", json_true());
		mw_json_set(j, "sni", c->tls.sni);
		for (size_t k = 0; endpoints && k < c->n_endpoints; k++) {
			const struct mw_endpoint_info *e = c->endpoints[k].info;

			json_array_append_new(members, json_sprintf("%s:%lld",
			    e->address, (long long)e->port));
		}
		if (endpoints)
			json_object_set(j, "endpoints", members);
		json_decref(members);
		mw_json_set_origin(j, "origin", c->policy.object != NULL ? &c->policy
						       : &c->origin);
		json_array_append_new(list, j);
	}
	return list;
}

json_t *
mw_omitted_json(const struct mw_rows *unused, const struct mw_proxy *p)
{
	json_t *list = json_array();

	(void)unused;
	for (size_t i = 0; i < p->n_omissions; i++) {
		const struct mw_omission *m = &p->omissions[i];
		json_t *j = json_object(), *w = mw_origin_json(&m->winner);

		mw_json_set(j, "reason", mw_omission_text(m->reason));
		mw_json_set(j, "text", m->text);
		mw_json_set_origin(j, "origin", &m->what);
		if (w != NULL)
			json_object_set_new(j, "winner", w);
		json_array_append_new(list, j);
	}
	return list;
}

json_t *
mw_endpoints_json(const struct mw_rows *unused, const struct mw_proxy *p)
{
	(void)unused;
	return clusters_json(p, true);
}

json_t *
mw_clusters_json(const struct mw_rows *unused, const struct mw_proxy *p)
{
	(void)unused;
	return clusters_json(p, false);
}
