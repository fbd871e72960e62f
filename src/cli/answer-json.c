/*
 * answer-json.c - the answer as JSON, with Envoy's and Istio's own names.
 *
 * Absent things are left out.  Durations are written as protobuf does.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/answer.h"
#include "journey/trace.h"
#include "model/object.h"
#include "yaml/node.h"

/* ---- hops ----------------------------------------------------------------------- */

json_t *
mw_json_hidden(const char *text, const struct mw_secrets *secrets)
{
	struct mw_buf b = { 0 };
	json_t *j;

	if (secrets == NULL)
		return mw_json_text(text);
	mw_secrets_hide(secrets, text, &b);
	j = mw_json_text(mw_buf_text(&b));
	mw_buf_release(&b);
	return j;
}

static void
set_hidden(json_t *j, const char *key, const char *value,
    const struct mw_secrets *secrets)
{
	if (!mw_str_empty(value))
		json_object_set_new(j, key, mw_json_hidden(value, secrets));
}

static json_t *
steps_json(const struct mw_steps *steps, size_t decides,
    const struct mw_secrets *secrets)
{
	json_t *list = json_array();

	for (size_t i = 0; i < steps->n; i++) {
		const struct mw_step *s = &steps->v[i];
		json_t *j = json_object(), *origin = mw_origin_json(&s->origin);

		mw_json_set(j, "stage", mw_stage_name(s->stage));
		mw_json_set(j, "verdict", mw_verdict_name(s->verdict));
		mw_json_set_positive(j, "depth", s->depth);
		set_hidden(j, "text", s->text, secrets);
		mw_json_set(j, "field", s->field);
		set_hidden(j, "want", s->want, secrets);
		set_hidden(j, "have", s->have, secrets);
		if (origin != NULL)
			json_object_set_new(j, "origin", origin);
		if (i == decides)
			json_object_set_new(j, "decides", json_true());
		json_array_append_new(list, j);
	}
	return list;
}

/* DECIDES: of the steps of H, or SIZE_MAX. */
static json_t *
hop_json(const struct mw_hop *h, bool steps, size_t decides,
    const struct mw_secrets *secrets)
{
	json_t *j = json_object();

	mw_json_set(j, "proxy", h->name);
	mw_json_set(j, "direction", mw_direction_name(h->direction));
	mw_json_set(j, "protocol", mw_hop_protocol_name(h->protocol));
	mw_json_set(j, "listener", h->listener);
	mw_json_set(j, "chain", h->chain);
	mw_json_set(j, "route_config", h->route_config);
	mw_json_set(j, "virtual_host", h->vhost);
	mw_json_set(j, "route", h->route);
	mw_json_set(j, "cluster", h->cluster);
	if (h->has_code && h->protocol != MW_HOP_LISTENER)
		mw_json_set_int(j, "code", h->code);
	mw_json_set(j, "details", h->details);
	mw_json_set(j, "flags", h->flags);
	mw_json_set(j, "peer", h->peer);
	mw_json_set(j, "policy", h->policy);
	mw_json_set_positive(j, "attempts", h->attempts);
	if (steps && h->steps != NULL)
		json_object_set_new(j, "steps", steps_json(h->steps,
		    decides, secrets));
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
	if (secrets != NULL && mw_secret_header(secrets, h->name))
		return json_string("***");
	return mw_json_hidden(h->value, secrets);
}

static json_t *
delivery_json(const struct mw_delivery *d, const struct mw_secrets *secrets)
{
	json_t *j = json_object();

	mw_json_set(j, "pod", d->pod);
	mw_json_set_int(j, "port", d->port);
	if (d->tls)
		json_object_set_new(j, "tls", json_true());
	if (d->tcp) {
		mw_json_set(j, "proto", "tcp");
		return j;
	}
	mw_json_set(j, "method", d->method);
	mw_json_set(j, "host", d->host);
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

		mw_json_set(j, "pod", o->mirrors[i].pod);
		mw_json_set(j, "host", o->mirrors[i].host);
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
	size_t step;
	const struct mw_hop *decider = mw_trace_decider(o, &step);

	if (o->of > 0) {
		mw_json_set_int(j, "weight", (int64_t)o->weight);
		mw_json_set_int(j, "of", (int64_t)o->of);
	}
	mw_json_set_positive(j, "status", o->status);
	mw_json_set(j, "failure", o->failure);
	mw_json_set(j, "reason", o->reason);
	for (size_t i = 0; i < o->n_hops; i++) {
		if (!o->hops[i].unlogged)
			json_array_append_new(hops,
			    hop_json(&o->hops[i], options->steps,
			    &o->hops[i] == decider ? step : SIZE_MAX,
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
			mw_json_set(j, "body", o->body);
	}
	return j;
}

/* ---- the whole --------------------------------------------------------------------- */

json_t *
mw_answer_json(const struct mw_answer *a,
    const struct mw_json_options *options)
{
	json_t *j = json_object(), *outcomes = json_array();

	mw_json_set(j, "id", a->request->id);
	mw_json_set(j, "error", a->error);
	for (size_t i = 0; i < a->n_outcomes; i++)
		json_array_append_new(outcomes, outcome_json(&a->outcomes[i],
		    a->request, options));
	json_object_set_new(j, "outcomes", outcomes);
	if (a->route != NULL)
		json_object_set_new(j, "route", mw_route_facts_json(a->route));
	if (a->cluster != NULL)
		json_object_set_new(j, "cluster", mw_cluster_facts_json(a->cluster));
	if (a->n_assumptions > 0)
		json_object_set_new(j, "assumptions",
		    mw_json_texts(a->assumptions, a->n_assumptions));
	if (a->n_not_modelled > 0)
		json_object_set_new(j, "not_modelled",
		    mw_json_texts(a->not_modelled, a->n_not_modelled));
	return j;
}
