/*
 * answer-json.c - the answer as JSON, with Envoy's and Istio's own names.
 *
 * Absent things are left out.  Durations are written as protobuf does.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/answer.h"
#include "model/object.h"
#include "yaml/node.h"

/* Text from files may be no UTF-8: JSON wants it clean. */
json_t *
mw_json_text(const char *s)
{
	json_t *t = json_string(s);

	if (t == NULL) {
		struct mw_buf b = { 0 };

		mw_utf8_printable(&b, s, strlen(s));
		t = json_string(mw_buf_text(&b));
		mw_buf_release(&b);
	}
	return t;
}

static void
set(json_t *o, const char *key, const char *value)
{
	if (!mw_str_empty(value))
		json_object_set_new(o, key, mw_json_text(value));
}

static void
set_int(json_t *o, const char *key, int64_t value)
{
	json_object_set_new(o, key, json_integer((json_int_t)value));
}

static void
set_positive(json_t *o, const char *key, int64_t value)
{
	if (value > 0)
		set_int(o, key, value);
}

static void
set_duration(json_t *o, const char *key, int64_t ns)
{
	struct mw_buf b = { 0 };

	mw_duration_print(&b, ns);
	json_object_set_new(o, key, json_string(mw_buf_text(&b)));
	mw_buf_release(&b);
}

/* 50, 0.5: whole numbers without a point. */
static json_t *
percent(struct mw_fraction f)
{
	if (f.per_million % 10000 == 0)
		return json_integer((json_int_t)(f.per_million / 10000));
	return json_real((double)f.per_million / 10000.0);
}

bool
mw_origin_print(const struct mw_origin *o, struct mw_buf *out)
{
	struct mw_span s;

	if (o == NULL)
		return false;
	if (o->node == NULL && (o->object == NULL || o->object->root == NULL)) {
		if (o->note == NULL)
			return false;
		mw_buf_adds(out, o->note);
		return true;
	}
	s = mw_node_span(o->node != NULL ? o->node : o->object->root);
	if (s.line == 0 || s.file == NULL)
		return false;
	mw_utf8_printable(out, s.file, strlen(s.file));
	mw_buf_printf(out, ":%u", s.line);
	return true;
}

json_t *
mw_origin_json(const struct mw_origin *o)
{
	const struct mw_node *at;
	json_t *j;

	if (o == NULL || (o->object == NULL && o->node == NULL &&
	    o->note == NULL))
		return NULL;
	j = json_object();
	if (o->object != NULL) {
		struct mw_buf b = { 0 };

		mw_buf_printf(&b, "%s %s%s%s", o->object->kind_name,
		    o->object->ns, *o->object->ns != '\0' ? "/" : "",
		    o->object->name);
		set(j, "object", mw_buf_text(&b));
		mw_buf_clear(&b);
		if (o->node != NULL && mw_node_path(o->object->root, o->node,
		    &b))
			set(j, "path", mw_buf_text(&b));
		mw_buf_release(&b);
	}
	at = o->node != NULL ? o->node
	    : o->object != NULL ? o->object->root : NULL;
	if (at != NULL) {
		struct mw_span s = mw_node_span(at);

		set(j, "file", s.file);
		set_positive(j, "line", s.line);
		set_positive(j, "column", s.column);
	}
	set(j, "note", o->note);
	return j;
}

/* ---- hops ----------------------------------------------------------------------- */

static void
set_hidden(json_t *j, const char *key, const char *value,
    const struct mw_secrets *secrets)
{
	struct mw_buf b = { 0 };

	if (value == NULL || secrets == NULL) {
		set(j, key, value);
		return;
	}
	mw_secrets_hide(secrets, value, &b);
	set(j, key, mw_buf_text(&b));
	mw_buf_release(&b);
}

static json_t *
steps_json(const struct mw_steps *steps, const struct mw_secrets *secrets)
{
	json_t *list = json_array();

	for (size_t i = 0; i < steps->n; i++) {
		const struct mw_step *s = &steps->v[i];
		json_t *j = json_object(), *origin = mw_origin_json(&s->origin);

		set(j, "stage", mw_stage_name(s->stage));
		set(j, "verdict", mw_verdict_name(s->verdict));
		set_positive(j, "depth", s->depth);
		set_hidden(j, "text", s->text, secrets);
		set(j, "field", s->field);
		set_hidden(j, "want", s->want, secrets);
		set_hidden(j, "have", s->have, secrets);
		if (origin != NULL)
			json_object_set_new(j, "origin", origin);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *
hop_json(const struct mw_hop *h, bool steps,
    const struct mw_secrets *secrets)
{
	json_t *j = json_object();

	set(j, "proxy", h->name);
	set(j, "direction", mw_direction_name(h->direction));
	set(j, "protocol", mw_hop_protocol_name(h->protocol));
	set(j, "listener", h->listener);
	set(j, "chain", h->chain);
	set(j, "route_config", h->route_config);
	set(j, "virtual_host", h->vhost);
	set(j, "route", h->route);
	set(j, "cluster", h->cluster);
	if (h->has_code && h->protocol != MW_HOP_LISTENER)
		set_int(j, "code", h->code);
	set(j, "details", h->details);
	set(j, "flags", h->flags);
	set(j, "peer", h->peer);
	set(j, "policy", h->policy);
	set_positive(j, "attempts", h->attempts);
	if (steps && h->steps != NULL)
		json_object_set_new(j, "steps", steps_json(h->steps,
		    secrets));
	return j;
}

/* ---- deliveries ------------------------------------------------------------------- */

/* Of x-forwarded-client-cert only By= and URI= are told. */
static char *
cut_xfcc(const char *value)
{
	struct mw_buf b = { 0 };
	bool first = true;

	while (*value != '\0') {
		size_t len = strcspn(value, ";,");

		if (strncmp(value, "By=", 3) == 0 ||
		    strncmp(value, "URI=", 4) == 0) {
			if (!first)
				mw_buf_addc(&b, ';');
			mw_buf_add(&b, value, len);
			first = false;
		}
		if (value[len] == ',') {
			mw_buf_addc(&b, ',');
			first = true;
		}
		value += len + (value[len] != '\0');
	}
	if (b.data == NULL)
		mw_buf_adds(&b, "");
	return mw_buf_steal(&b);
}

/* A header's value as it may be shown. */
static json_t *
header_json(const struct mw_header *h, const struct mw_secrets *secrets)
{
	struct mw_buf b = { 0 };
	json_t *j;

	if (secrets == NULL)
		return mw_json_text(h->value);
	if (mw_secret_header(secrets, h->name))
		return json_string("***");
	mw_secrets_hide(secrets, h->value, &b);
	j = mw_json_text(mw_buf_text(&b));
	mw_buf_release(&b);
	return j;
}

static json_t *
delivery_json(const struct mw_delivery *d, const struct mw_secrets *secrets)
{
	json_t *j = json_object();

	set(j, "pod", d->pod);
	set_int(j, "port", d->port);
	if (d->tls)
		json_object_set_new(j, "tls", json_true());
	if (d->tcp) {
		set(j, "proto", "tcp");
		return j;
	}
	set(j, "method", d->method);
	set(j, "host", d->host);
	set_hidden(j, "path", d->path, secrets);
	if (d->changed.n > 0) {
		json_t *headers = json_object();

		for (size_t i = 0; i < d->changed.n; i++) {
			const struct mw_header *h = &d->changed.v[i];

			if (strcmp(h->name, "x-forwarded-client-cert") == 0) {
				char *cut = cut_xfcc(h->value);

				json_object_set_new(headers, h->name,
				    mw_json_text(cut));
				free(cut);
			} else {
				json_object_set_new(headers, h->name,
				    header_json(h, secrets));
			}
		}
		json_object_set_new(j, "headers", headers);
	}
	if (d->n_removed > 0) {
		json_t *removed = json_array();

		for (size_t i = 0; i < d->n_removed; i++)
			json_array_append_new(removed, mw_json_text(d->removed[i]));
		json_object_set_new(j, "removed", removed);
	}
	return j;
}

static json_t *
mirrors_json(const struct mw_outcome *o, const struct mw_secrets *secrets)
{
	json_t *list = json_array();

	for (size_t i = 0; i < o->n_mirrors; i++) {
		json_t *j = json_object();

		set(j, "pod", o->mirrors[i].pod);
		set(j, "host", o->mirrors[i].host);
		set_hidden(j, "path", o->mirrors[i].path, secrets);
		json_array_append_new(list, j);
	}
	return list;
}

/* ---- outcomes --------------------------------------------------------------------- */

static bool
skip_response_header(const char *name)
{
	static const char *const skip[] = { "date", "server", "content-type",
		"x-envoy-upstream-service-time" };

	for (size_t i = 0; i < MW_LEN(skip); i++) {
		if (strcmp(name, skip[i]) == 0)
			return true;
	}
	return mw_str_has_prefix(name, "x-envoy-decorator") ||
	    strcmp(name, "content-length") == 0 ||
	    strcmp(name, "connection") == 0;
}

static json_t *
response_json(const struct mw_headers_list *h,
    const struct mw_secrets *secrets)
{
	json_t *j = json_object();

	for (size_t i = 0; i < h->n; i++) {
		const char *name = h->v[i].name;
		const json_t *before;
		json_t *value;

		if (skip_response_header(name))
			continue;
		before = json_object_get(j, name);
		value = header_json(&h->v[i], secrets);
		if (before != NULL) {
			json_t *both = json_sprintf("%s,%s",
			    json_string_value(before),
			    json_string_value(value));

			json_decref(value);
			value = both;
		}
		json_object_set_new(j, name, value);
	}
	return j;
}

static json_t *
outcome_json(const struct mw_outcome *o, const struct mw_request *r,
    const struct mw_json_options *options)
{
	const struct mw_secrets *there = options->record ? NULL :
	    options->secrets;
	json_t *j = json_object(), *hops = json_array();

	if (o->of > 0) {
		set_int(j, "weight", (int64_t)o->weight);
		set_int(j, "of", (int64_t)o->of);
	}
	set_positive(j, "status", o->status);
	set(j, "failure", o->failure);
	for (size_t i = 0; i < o->n_hops; i++) {
		if (!o->hops[i].unlogged)
			json_array_append_new(hops,
			    hop_json(&o->hops[i], options->steps,
			    options->secrets));
	}
	json_object_set_new(j, "hops", hops);
	if (o->delivered != NULL)
		json_object_set_new(j, "delivered",
		    delivery_json(o->delivered, there));
	if (o->n_endpoints > 0) {
		json_t *list = json_array();

		for (size_t i = 0; i < o->n_endpoints; i++)
			json_array_append_new(list, mw_json_text(o->endpoints[i]));
		json_object_set_new(j, "endpoints", list);
	}
	if (o->n_mirrors > 0)
		json_object_set_new(j, "mirrors", mirrors_json(o, there));
	if (o->status > 0) {
		json_t *headers = response_json(&o->response, there);

		if (json_object_size(headers) > 0)
			json_object_set_new(j, "response_headers", headers);
		else
			json_decref(headers);
		if (!mw_str_eq(r->method, "HEAD"))
			set(j, "body", o->body);
	}
	return j;
}

/* ---- facts of route and cluster -------------------------------------------------- */

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
	set(j, "scheme_redirect", r->scheme);
	set(j, "host_redirect", r->host);
	set_positive(j, "port_redirect", r->port);
	/* one of the two is always sent, an empty path too */
	if (r->prefix_rewrite != NULL)
		json_object_set_new(j, "prefix_rewrite",
		    mw_json_text(r->prefix_rewrite));
	else
		json_object_set_new(j, "path_redirect",
		    mw_json_text(mw_str_or_empty(r->path)));
	for (size_t i = 0; i < MW_LEN(codes); i++) {
		if (codes[i].code == r->code)
			set(j, "response_code", codes[i].name);
	}
	return j;
}

static json_t *
fault_json(const struct mw_fault_filter *f)
{
	json_t *j = json_object();

	if (f->abort) {
		json_t *a = json_object();

		set_int(a, "status", f->abort_grpc ? 0 : f->abort_status);
		json_object_set_new(a, "percent", percent(f->abort_fraction));
		json_object_set_new(j, "abort", a);
	}
	if (f->delay) {
		json_t *d = json_object();

		set_duration(d, "time", f->delay_ns);
		json_object_set_new(d, "percent", percent(f->delay_fraction));
		json_object_set_new(j, "delay", d);
	}
	return j;
}

static json_t *
retries_json(const struct mw_retry_policy *r)
{
	json_t *j = json_object();

	set_int(j, "attempts", r->attempts);
	if (r->per_try_timeout_ns > 0)
		set_duration(j, "per_try_timeout", r->per_try_timeout_ns);
	set(j, "retry_on", r->retry_on);
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

		set(m, "cluster", r->mirrors[i].cluster);
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

	set_duration(j, "timeout", r->timeout_ns);
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

static json_t *
route_json(const struct mw_route_entry *r)
{
	json_t *j = json_object(), *d;

	switch (r->action) {
	case MW_ACTION_REDIRECT:
		json_object_set_new(j, "redirect", redirect_json(r->redirect));
		return j;
	case MW_ACTION_DIRECT_RESPONSE:
		d = json_object();
		set_int(d, "status", r->direct_response->status);
		if (!r->direct_response->bytes)
			set(d, "body", r->direct_response->body);
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
		set_int(o, key, value);
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
		set_duration(j, "interval", o->interval_ns);
	if (o->base_ejection_ns >= 0)
		set_duration(j, "base_ejection_time", o->base_ejection_ns);
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
	set(j, "tls", mw_upstream_tls_name(used ? t->kind : MW_UPSTREAM_PLAIN));
	if (used && t->kind != MW_UPSTREAM_PLAIN)
		set(j, "sni", t->sni);
}

static json_t *
cluster_json(const struct mw_cluster *c)
{
	json_t *j = json_object();

	set(j, "name", c->name);
	set(j, "type", mw_cluster_type_name(c->type));
	set(j, "lb_policy", mw_lb_policy_name(c->lb));
	set(j, "subset", c->subset);
	tls_facts(j, c);
	set_positive(j, "max_connections", c->max_connections);
	set_positive(j, "max_pending_requests", c->max_pending);
	set_positive(j, "max_requests", c->max_requests);
	set_positive(j, "max_retries", c->max_retries);
	if (c->outlier != NULL)
		json_object_set_new(j, "outlier_detection",
		    outlier_json(c->outlier));
	if (c->connect_timeout_ns > 0 &&
	    c->connect_timeout_ns != INT64_C(10000000000))
		set_duration(j, "connect_timeout", c->connect_timeout_ns);
	if (c->http2)
		json_object_set_new(j, "http2", json_true());
	set_positive(j, "max_requests_per_connection",
	    c->max_requests_per_connection);
	return j;
}

/* ---- the whole --------------------------------------------------------------------- */

static json_t *
texts(const char *const *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, mw_json_text(v[i]));
	return list;
}

json_t *
mw_answer_json(const struct mw_answer *a,
    const struct mw_json_options *options)
{
	json_t *j = json_object(), *outcomes = json_array();

	set(j, "id", a->request->id);
	set(j, "error", a->error);
	for (size_t i = 0; i < a->n_outcomes; i++)
		json_array_append_new(outcomes, outcome_json(&a->outcomes[i],
		    a->request, options));
	json_object_set_new(j, "outcomes", outcomes);
	if (a->route != NULL)
		json_object_set_new(j, "route", route_json(a->route));
	if (a->cluster != NULL)
		json_object_set_new(j, "cluster", cluster_json(a->cluster));
	if (a->n_assumptions > 0)
		json_object_set_new(j, "assumptions",
		    texts(a->assumptions, a->n_assumptions));
	if (a->n_not_modelled > 0)
		json_object_set_new(j, "not_modelled",
		    texts(a->not_modelled, a->n_not_modelled));
	return j;
}
