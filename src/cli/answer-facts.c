/*
 * answer-facts.c - the route and the cluster of an answer as JSON, with Envoy's
 * and Istio's own names.
 */
#include <string.h>

#include "base/str.h"
#include "cli/answer.h"

/* 50, 0.5: whole numbers without a point. */
static json_t *
percent(struct mw_fraction f)
{
	if (f.per_million % 10000 == 0)
		return json_integer((json_int_t)(f.per_million / 10000));
	return json_real((double)f.per_million / 10000.0);
}

static json_t *
redirect_json(const struct mw_redirect_action *r)
{
	static const struct {
		uint32_t code;
		const char *name;
	} codes[] = { { 302, "FOUND" }, { 303, "SEE_OTHER" },
		{ 307, "TEMPORARY_REDIRECT" }, { 308, "PERMANENT_REDIRECT" } };
	json_t *j = json_object();

	if (r->https)
		json_object_set_new(j, "https_redirect", json_true());
	mw_json_set(j, "scheme_redirect", r->scheme);
	mw_json_set(j, "host_redirect", r->host);
	mw_json_set_positive(j, "port_redirect", r->port);
	/* one of the two is always sent, an empty path too */
	if (r->prefix_rewrite != NULL)
		json_object_set_new(j, "prefix_rewrite",
		    mw_json_text(r->prefix_rewrite));
	else
		json_object_set_new(j, "path_redirect",
		    mw_json_text(mw_str_or_empty(r->path)));
	for (size_t i = 0; i < MW_LEN(codes); i++) {
		if (codes[i].code == r->code)
			mw_json_set(j, "response_code", codes[i].name);
	}
	return j;
}

static json_t *
fault_json(const struct mw_fault_filter *f)
{
	json_t *j = json_object();

	if (f->abort) {
		json_t *a = json_object();

		mw_json_set_int(a, "status", f->abort_grpc ? 0 : f->abort_status);
		json_object_set_new(a, "percent", percent(f->abort_fraction));
		json_object_set_new(j, "abort", a);
	}
	if (f->delay) {
		json_t *d = json_object();

		mw_json_set_duration(d, "time", f->delay_ns);
		json_object_set_new(d, "percent", percent(f->delay_fraction));
		json_object_set_new(j, "delay", d);
	}
	return j;
}

static json_t *
retries_json(const struct mw_retry_policy *r)
{
	json_t *j = json_object();

	mw_json_set_int(j, "attempts", r->attempts);
	if (r->per_try_timeout_ns > 0)
		mw_json_set_duration(j, "per_try_timeout", r->per_try_timeout_ns);
	mw_json_set(j, "retry_on", r->retry_on);
	if (r->n_status_codes > 0) {
		json_t *list = json_array();

		for (size_t i = 0; i < r->n_status_codes; i++)
			json_array_append_new(list,
			    json_integer((json_int_t)r->status_codes[i]));
		json_object_set_new(j, "status_codes", list);
	}
	return j;
}

static json_t *
hash_json(const struct mw_hash_policy *h)
{
	switch (h->kind) {
	case MW_HASH_HEADER:
		return json_sprintf("header:%s", mw_str_or_empty(h->name));
	case MW_HASH_COOKIE:
		return json_sprintf("cookie:%s", mw_str_or_empty(h->name));
	case MW_HASH_QUERY:
		return json_sprintf("query_parameter:%s",
		    mw_str_or_empty(h->name));
	case MW_HASH_SOURCE_IP:
		return json_string("source_ip");
	}
	return json_null();
}

static json_t *
route_mirrors_json(const struct mw_route_entry *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n_mirrors; i++) {
		json_t *m = json_object();

		mw_json_set(m, "cluster", r->mirrors[i].cluster);
		json_object_set_new(m, "percent",
		    percent(r->mirrors[i].fraction));
		json_array_append_new(list, m);
	}
	return list;
}

static json_t *
forward_json(const struct mw_route_entry *r)
{
	json_t *j = json_object();

	mw_json_set_duration(j, "timeout", r->timeout_ns);
	if (r->retry != NULL)
		json_object_set_new(j, "retries", retries_json(r->retry));
	if (r->n_mirrors > 0)
		json_object_set_new(j, "mirrors", route_mirrors_json(r));
	if (r->fault != NULL)
		json_object_set_new(j, "fault", fault_json(r->fault));
	if (r->cors != NULL)
		json_object_set_new(j, "cors", json_true());
	if (r->prefix_rewrite != NULL)
		json_object_set_new(j, "prefix_rewrite",
		    mw_json_text(r->prefix_rewrite));
	if (r->regex_rewrite != NULL)
		json_object_set_new(j, "regex_rewrite", json_pack("[s,s]",
		    mw_regex_pattern(r->regex_rewrite),
		    mw_str_or_empty(r->regex_substitution)));
	if (r->host_rewrite != NULL)
		json_object_set_new(j, "host_rewrite_literal",
		    mw_json_text(r->host_rewrite));
	if (r->n_hash > 0) {
		json_t *list = json_array();

		for (size_t i = 0; i < r->n_hash; i++)
			json_array_append_new(list, hash_json(&r->hash[i]));
		json_object_set_new(j, "hash_policy", list);
	}
	return j;
}

json_t *
mw_route_facts_json(const struct mw_route_entry *r)
{
	json_t *j = json_object(), *d;

	switch (r->action) {
	case MW_ACTION_REDIRECT:
		json_object_set_new(j, "redirect", redirect_json(r->redirect));
		return j;
	case MW_ACTION_DIRECT_RESPONSE:
		d = json_object();
		mw_json_set_int(d, "status", r->direct_response->status);
		if (!r->direct_response->bytes)
			mw_json_set(d, "body", r->direct_response->body);
		json_object_set_new(j, "direct_response", d);
		return j;
	case MW_ACTION_ROUTE:
		break;
	}
	json_decref(j);
	return forward_json(r);
}

static void
set_known(json_t *o, const char *key, int64_t value)
{
	if (value >= 0)
		mw_json_set_int(o, key, value);
}

static json_t *
outlier_json(const struct mw_outlier *o)
{
	json_t *j = json_object();

	set_known(j, "consecutive_5xx", o->consecutive_5xx);
	set_known(j, "consecutive_gateway_failure",
	    o->consecutive_gateway_failure);
	set_known(j, "enforcing_consecutive_5xx", o->enforcing_consecutive_5xx);
	set_known(j, "enforcing_consecutive_gateway_failure",
	    o->enforcing_consecutive_gateway);
	set_known(j, "enforcing_success_rate", o->enforcing_success_rate);
	if (o->interval_ns >= 0)
		mw_json_set_duration(j, "interval", o->interval_ns);
	if (o->base_ejection_ns >= 0)
		mw_json_set_duration(j, "base_ejection_time", o->base_ejection_ns);
	set_known(j, "max_ejection_percent", o->max_ejection_percent);
	if (o->split_local)
		json_object_set_new(j,
		    "split_external_local_origin_errors", json_true());
	set_known(j, "consecutive_local_origin_failure", o->consecutive_local);
	set_known(j, "enforcing_consecutive_local_origin_failure",
	    o->enforcing_local);
	set_known(j, "enforcing_local_origin_success_rate",
	    o->enforcing_local_success_rate);
	return j;
}

static void
tls_facts(json_t *j, const struct mw_cluster *c)
{
	const struct mw_upstream_tls *t = &c->tls;
	bool used = !t->automatic ||
	    (c->n_endpoints > 0 && c->endpoints[0].mtls);

	if (t->automatic)
		json_object_set_new(j, "auto", json_true());
	mw_json_set(j, "tls", mw_upstream_tls_name(used ? t->kind : MW_UPSTREAM_PLAIN));
	if (used && t->kind != MW_UPSTREAM_PLAIN)
		mw_json_set(j, "sni", t->sni);
}

json_t *
mw_cluster_facts_json(const struct mw_cluster *c)
{
	json_t *j = json_object();

	mw_json_set(j, "name", c->name);
	mw_json_set(j, "type", mw_cluster_type_name(c->type));
	mw_json_set(j, "lb_policy", mw_lb_policy_name(c->lb));
	mw_json_set(j, "subset", c->subset);
	tls_facts(j, c);
	mw_json_set_positive(j, "max_connections", c->max_connections);
	mw_json_set_positive(j, "max_pending_requests", c->max_pending);
	mw_json_set_positive(j, "max_requests", c->max_requests);
	mw_json_set_positive(j, "max_retries", c->max_retries);
	if (c->outlier != NULL)
		json_object_set_new(j, "outlier_detection",
		    outlier_json(c->outlier));
	if (c->connect_timeout_ns > 0 &&
	    c->connect_timeout_ns != INT64_C(10000000000))
		mw_json_set_duration(j, "connect_timeout", c->connect_timeout_ns);
	if (c->http2)
		json_object_set_new(j, "http2", json_true());
	mw_json_set_positive(j, "max_requests_per_connection",
	    c->max_requests_per_connection);
	return j;
}
