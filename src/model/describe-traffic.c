/*
 * describe-traffic.c - in words: what clients do with a host, and what the
 * mesh knows of hosts, ports and workloads.
 */
#include "model/describe.h"

#include "base/str.h"

#include <string.h>

/* ---- DestinationRule ---------------------------------------------------- */

static void
part(struct mw_buf *out, size_t *n)
{
	mw_buf_adds(out, (*n)++ > 0 ? ", " : "");
}

static void
say_hash(const struct mw_consistent_hash *h, struct mw_buf *out)
{
	mw_buf_adds(out, "keeps a client at one pod by its ");
	if (h->http_header_name.s != NULL)
		mw_buf_printf(out, "header %s", h->http_header_name.s);
	else if (h->http_cookie != NULL)
		mw_buf_printf(out, "cookie %s",
		    mw_str_or_empty(h->http_cookie->name.s));
	else if (h->http_query_parameter_name.s != NULL)
		mw_buf_printf(out, "query parameter %s",
		    h->http_query_parameter_name.s);
	else
		mw_buf_adds(out, "address");
}

static void
say_balancing(const struct mw_load_balancer *lb, struct mw_buf *out, size_t *n)
{
	if (lb->consistent_hash != NULL) {
		part(out, n);
		say_hash(lb->consistent_hash, out);
	} else if (mw_str_eq(lb->simple.name, "LEAST_CONN")) {
		part(out, n);
		mw_buf_adds(out, "balances by LEAST_REQUEST (LEAST_CONN is its "
		    "old name)");
	} else if (lb->simple.v != 0) {
		part(out, n);
		mw_buf_printf(out, "balances by %s", lb->simple.name);
	}
}

static void
limit(struct mw_buf *out, const struct mw_int *v, const char *what, size_t *n)
{
	if (v->node == NULL)
		return;
	part(out, n);
	mw_buf_adds(out, "at most ");
	mw_say_count(out, v->v > 0 ? (size_t)v->v : 0, what);
}

static void
say_pool(const struct mw_connection_pool *p, struct mw_buf *out, size_t *n)
{
	if (p->tcp != NULL)
		limit(out, &p->tcp->max_connections, "connection", n);
	if (p->http == NULL)
		return;
	limit(out, &p->http->http1_max_pending_requests, "waiting request", n);
	limit(out, &p->http->http2_max_requests, "concurrent request", n);
	if (p->http->max_requests_per_connection.node != NULL) {
		part(out, n);
		mw_buf_printf(out, "a new connection after %lld requests",
		    (long long)p->http->max_requests_per_connection.v);
	}
	limit(out, &p->http->max_retries, "retrying request", n);
}

/* Envoy's own values are said when nothing is written (R160). */
static void
say_outlier(const struct mw_outlier_detection *d, struct mw_buf *out, size_t *n)
{
	const struct mw_int *errors = &d->consecutive5xx_errors;
	const char *what = "server error";

	if (errors->node == NULL &&
	    d->consecutive_gateway_errors.node != NULL) {
		errors = &d->consecutive_gateway_errors;
		what = "gateway error";
	}
	part(out, n);
	mw_buf_adds(out, "puts a pod aside after ");
	mw_say_count(out, errors->node != NULL ? (size_t)errors->v : 5, what);
	mw_buf_adds(out, " in a row");
	if (d->base_ejection_time.node != NULL) {
		mw_buf_adds(out, ", for ");
		mw_say_duration(out, d->base_ejection_time.ns);
	}
}

static void
say_client_tls(const struct mw_client_tls *t, struct mw_buf *out, size_t *n)
{
	static const char *const words[] = {
		"speaks plain text", "speaks TLS",
		"speaks mutual TLS with a certificate of its own",
		"speaks the mesh's mutual TLS",
	};

	part(out, n);
	mw_buf_adds(out, t->mode.v >= 0 && (size_t)t->mode.v < MW_LEN(words) ?
	    words[t->mode.v] : "speaks TLS");
	if (t->sni.s != NULL)
		mw_buf_printf(out, " (SNI %s)", t->sni.s);
}

static size_t
say_policy(const struct mw_traffic_policy *p, struct mw_buf *out)
{
	size_t n = 0;

	if (p == NULL)
		return 0;
	if (p->load_balancer != NULL)
		say_balancing(p->load_balancer, out, &n);
	if (p->connection_pool != NULL)
		say_pool(p->connection_pool, out, &n);
	if (p->outlier_detection != NULL)
		say_outlier(p->outlier_detection, out, &n);
	if (p->tls != NULL)
		say_client_tls(p->tls, out, &n);
	if (p->port_level_settings.n > 0) {
		part(out, &n);
		mw_buf_adds(out, "with other settings for ");
		mw_say_count(out, p->port_level_settings.n, "port");
	}
	return n;
}

static void
say_subsets(const struct mw_subset_list *list, struct mw_buf *out)
{
	size_t shown = list->n > 2 * MW_SAY_FEW ? 2 * MW_SAY_FEW : list->n;

	mw_buf_printf(out, "%s ", list->n == 1 ? "subset" : "subsets");
	for (size_t i = 0; i < shown; i++) {
		mw_say_joint(out, i, shown, " and ");
		mw_buf_adds(out, mw_str_or_empty(list->v[i].name.s));
		if (list->v[i].labels.n > 0) {
			mw_buf_adds(out, " (");
			mw_say_labels(out, &list->v[i].labels);
			mw_buf_addc(out, ')');
		}
	}
	if (shown < list->n)
		mw_buf_printf(out, " and %zu more", list->n - shown);
}

void
mw_describe_destination_rule(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_destination_rule *dr = MW_SPEC(o, destination_rule);
	size_t n;

	mw_buf_printf(out, "For %s: ", mw_str_or_empty(dr->host.s));
	n = say_policy(dr->traffic_policy, out);
	if (dr->subsets.n > 0) {
		mw_buf_adds(out, n > 0 ? "; " : "");
		say_subsets(&dr->subsets, out);
	} else if (n == 0) {
		mw_buf_adds(out, "nothing but the defaults");
	}
	if (dr->workload_selector != NULL &&
	    dr->workload_selector->match_labels.n > 0) {
		mw_buf_adds(out, "; only for clients with ");
		mw_say_labels(out, &dr->workload_selector->match_labels);
	}
	mw_buf_addc(out, '.');
}

/* ---- Gateway ------------------------------------------------------------ */

static void
say_server_tls(const struct mw_server_tls *t, struct mw_buf *out)
{
	if (t->https_redirect.v) {
		mw_buf_adds(out, " (sends everybody to HTTPS)");
		return;
	}
	mw_buf_printf(out, " (%s", t->mode.name != NULL ? t->mode.name :
	    "PASSTHROUGH");
	if (t->credential_name.s != NULL)
		mw_buf_printf(out, ", secret %s", t->credential_name.s);
	else if (t->credential_names.n > 0) {
		mw_buf_adds(out, ", secrets ");
		mw_say_strings(out, &t->credential_names, " and ");
	}
	mw_buf_addc(out, ')');
}

static void
say_server(const struct mw_server *s, struct mw_buf *out)
{
	if (s->port != NULL)
		mw_buf_printf(out, "%s on port %lld",
		    mw_str_or_empty(s->port->protocol.s),
		    (long long)s->port->number.v);
	if (s->tls != NULL)
		say_server_tls(s->tls, out);
	if (s->hosts.n > 0) {
		mw_buf_adds(out, " for ");
		mw_say_strings(out, &s->hosts, " and ");
	}
}

void
mw_describe_gateway(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_gateway *g = MW_SPEC(o, gateway);
	size_t shown = g->servers.n > 2 * MW_SAY_FEW ? 2 * MW_SAY_FEW :
	    g->servers.n;

	mw_buf_adds(out, "Opens ");
	if (g->servers.n == 0)
		mw_buf_adds(out, "nothing");
	for (size_t i = 0; i < shown; i++) {
		mw_buf_adds(out, i > 0 ? "; " : "");
		say_server(&g->servers.v[i], out);
	}
	if (shown < g->servers.n)
		mw_buf_printf(out, "; and %zu more", g->servers.n - shown);
	/* without a selector every gateway pod takes it */
	mw_buf_adds(out, "; on ");
	if (g->selector.n > 0) {
		mw_buf_adds(out, "pods with ");
		mw_say_labels(out, &g->selector);
	} else {
		mw_buf_adds(out, "every gateway pod");
	}
	mw_buf_addc(out, '.');
}

/* ---- ServiceEntry, WorkloadEntry, WorkloadGroup ------------------------- */

void
mw_describe_service_entry(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_service_entry *se = MW_SPEC(o, service_entry);
	size_t shown = se->ports.n > MW_SAY_FEW ? MW_SAY_FEW : se->ports.n;

	mw_buf_adds(out, se->hosts.n == 0 ? "Makes nothing" : "Makes ");
	mw_say_strings(out, &se->hosts, " and ");
	mw_buf_printf(out, " known to the mesh, as something %s it",
	    mw_str_eq(se->location.name, "MESH_INTERNAL") ? "inside" :
	    "outside of");
	for (size_t i = 0; i < shown; i++)
		mw_buf_printf(out, "%s%s %lld", i > 0 ? ", " : ": ",
		    mw_str_or_empty(se->ports.v[i].protocol.s),
		    (long long)se->ports.v[i].number.v);
	mw_buf_printf(out, "; found by %s", se->resolution.v == 0 ?
	    "the address that the client dials" :
	    mw_str_eq(se->resolution.name, "STATIC") ? "fixed addresses" :
	    "DNS");
	if (se->workload_selector != NULL) {
		mw_buf_adds(out, " of workloads with ");
		mw_say_labels(out, &se->workload_selector->labels);
	} else if (se->endpoints.n > 0) {
		mw_buf_adds(out, " (");
		mw_say_count(out, se->endpoints.n, "endpoint");
		mw_buf_addc(out, ')');
	}
	mw_buf_addc(out, '.');
}

void
mw_describe_workload_entry(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_workload_entry *we = MW_SPEC(o, workload_entry);

	mw_buf_printf(out, "A workload outside of Kubernetes at %s",
	    we->address.s != NULL ? we->address.s : "an unknown address");
	if (we->labels.n > 0) {
		mw_buf_adds(out, ", with ");
		mw_say_labels(out, &we->labels);
	}
	if (we->service_account.s != NULL)
		mw_buf_printf(out, ", as service account %s",
		    we->service_account.s);
	mw_buf_addc(out, '.');
}

void
mw_describe_workload_group(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_workload_group *wg = MW_SPEC(o, workload_group);

	mw_buf_adds(out, "The template for workloads that register themselves");
	if (wg->template != NULL && wg->template->service_account.s != NULL)
		mw_buf_printf(out, ", as service account %s",
		    wg->template->service_account.s);
	if (wg->metadata != NULL && wg->metadata->labels.n > 0) {
		mw_buf_adds(out, ", with ");
		mw_say_labels(out, &wg->metadata->labels);
	}
	mw_buf_addc(out, '.');
}

/* ---- Sidecar ------------------------------------------------------------ */

void
mw_describe_sidecar(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_sidecar *s = MW_SPEC(o, sidecar);
	const struct mw_outbound_policy *policy = s->outbound_traffic_policy;

	mw_buf_adds(out, "The proxies of ");
	mw_say_workloads(out, o, s->workload_selector != NULL ?
	    &s->workload_selector->labels : NULL);
	if (s->egress.n > 0) {
		mw_buf_adds(out, " know only ");
		for (size_t i = 0; i < s->egress.n; i++) {
			mw_say_joint(out, i, s->egress.n, " and ");
			mw_say_strings(out, &s->egress.v[i].hosts, ", ");
		}
	} else {
		mw_buf_adds(out, " know every host");
	}
	if (policy != NULL)
		mw_buf_adds(out, policy->mode.v == 0 ?
		    "; unknown destinations are refused" :
		    "; unknown destinations are let through");
	if (s->ingress.n > 0) {
		mw_buf_adds(out, "; requests come in on ");
		for (size_t i = 0; i < s->ingress.n; i++) {
			mw_say_joint(out, i, s->ingress.n, " and ");
			mw_buf_printf(out, "port %lld", s->ingress.v[i].port !=
			    NULL ? (long long)s->ingress.v[i].port->number.v :
			    0);
		}
	}
	mw_buf_addc(out, '.');
}
