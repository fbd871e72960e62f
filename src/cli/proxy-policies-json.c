/*
 * proxy-policies-json.c - meshwalk proxy ... policies as JSON.
 */
#include "base/str.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/proxy-rows.h"
#include "cli/proxy-summary.h"

static json_t *
field_json(const struct mw_rule *r)
{
	json_t *j = json_object();
	struct mw_buf b = { 0 };

	json_object_set_new(j, "field", mw_json_text(
	    mw_str_or_empty(r->field)));
	json_object_set_new(j, "wants", mw_json_text(mw_rule_want_text(r, &b)));
	mw_buf_release(&b);
	return j;
}

static json_t *
alternatives_json(const struct mw_rule *list)
{
	json_t *all = json_array();

	for (size_t i = 0; i < list->n_children; i++) {
		const struct mw_rule *alt = &list->children[i];
		json_t *fields = json_array();

		for (size_t k = 0; k < alt->n_children; k++)
			json_array_append_new(fields,
			    field_json(&alt->children[k]));
		json_array_append_new(all, fields);
	}
	return all;
}

static json_t *
policy_json(const struct mw_rbac_policy *p, bool dry_run)
{
	json_t *j = json_object(), *when = json_array();
	json_t *origin = mw_origin_json(&p->origin);

	json_object_set_new(j, "rule", mw_json_text(p->short_key));
	if (dry_run)
		json_object_set_new(j, "dry_run", json_true());
	for (size_t i = 0; i < p->rule.n_children; i++) {
		const struct mw_rule *r = &p->rule.children[i];

		if (mw_rule_is_list(r))
			json_object_set_new(j, mw_rule_list_name(r),
			    alternatives_json(r));
		else
			json_array_append_new(when, field_json(r));
	}
	if (json_array_size(when) > 0)
		json_object_set(j, "when", when);
	json_decref(when);
	if (origin != NULL)
		json_object_set_new(j, "origin", origin);
	return j;
}

static json_t *
policies_list(const struct mw_rbac_policy *v, size_t n,
    const struct mw_rbac_policy *shadow, size_t n_shadow)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, policy_json(&v[i], false));
	for (size_t i = 0; i < n_shadow; i++)
		json_array_append_new(list, policy_json(&shadow[i], true));
	return list;
}

static json_t *
provider_json(const struct mw_jwt_provider *p)
{
	json_t *j = json_object(), *headers = json_array();

	json_object_set_new(j, "issuer", mw_json_text(
	    mw_str_or_empty(p->issuer)));
	json_object_set_new(j, "keys", mw_json_text(p->jwks != NULL ? "inline"
	    : mw_str_or_empty(p->jwks_uri)));
	json_object_set_new(j, "audiences", mw_json_texts(p->audiences,
	    p->n_audiences));
	for (size_t i = 0; i < p->n_headers; i++)
		json_array_append_new(headers, mw_json_text(
		    p->headers[i].name));
	json_object_set_new(j, "headers", headers);
	json_object_set_new(j, "params", mw_json_texts(p->params, p->n_params));
	json_object_set_new(j, "cookies", mw_json_texts(p->cookies,
	    p->n_cookies));
	mw_json_set_origin(j, "origin", &p->origin);
	return j;
}

static json_t *
jwt_json(const struct mw_jwt_filter *f)
{
	json_t *j = json_object(), *list = json_array();

	json_object_set_new(j, "action", json_string("JWT"));
	for (size_t i = 0; i < f->n_providers; i++)
		json_array_append_new(list, provider_json(&f->providers[i]));
	json_object_set_new(j, "providers", list);
	return j;
}

static json_t *
steps_json(const struct mw_chain_summary *f)
{
	json_t *steps = json_array();

	for (size_t i = 0; i < f->n_custom; i++) {
		const struct mw_ext_authz *e = &f->custom[i];
		json_t *j = json_object();

		json_object_set_new(j, "action", json_string("CUSTOM"));
		json_object_set_new(j, "provider", mw_json_text(e->provider));
		json_object_set_new(j, "rules", policies_list(e->policies,
		    e->n_policies, NULL, 0));
		mw_json_set_origin(j, "origin", &e->origin);
		json_array_append_new(steps, j);
	}
	if (f->jwt != NULL)
		json_array_append_new(steps, jwt_json(f->jwt));
	for (size_t i = 0; i < f->n_rbac; i++) {
		const struct mw_rbac *r = &f->rbac[i];
		json_t *j = json_object();

		json_object_set_new(j, "action", json_string(mw_rbac_action_name(r)));
		if (!r->enforced)
			json_object_set_new(j, "dry_run", json_true());
		json_object_set_new(j, "rules", policies_list(r->policies,
		    r->n_policies, r->shadow, r->n_shadow));
		json_array_append_new(steps, j);
	}
	for (size_t i = 0; i < f->n_opaque; i++) {
		json_t *j = json_object();

		json_object_set_new(j, "not_modelled", mw_json_text(
		    f->opaque[i].what));
		mw_json_set_origin(j, "origin", &f->opaque[i].origin);
		json_array_append_new(steps, j);
	}
	return steps;
}

static json_t *
port_json(uint32_t number)
{
	return number == 0 ? json_string("other")
	    : json_integer((json_int_t)number);
}

static json_t *
mtls_json(const struct mw_summary *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->ports.n; i++) {
		json_t *j = json_object();

		json_object_set_new(j, "port", port_json(s->ports.v[i].number));
		json_object_set_new(j, "protocol", json_string(
		    mw_port_protocol(&s->ports.v[i])));
		json_object_set_new(j, "mode", json_string(
		    mw_port_mode(&s->ports.v[i])));
		mw_json_set_origin(j, "origin", &s->ports.v[i].origin);
		json_array_append_new(list, j);
	}
	return list;
}

json_t *
mw_policies_json(const struct mw_rows *o, const struct mw_proxy *p)
{
	struct mw_summary s = mw_summary_of(p);
	json_t *j = json_object(), *filters = json_array();

	if (p->mtls_mode != NULL) {
		json_object_set_new(j, "mtls_mode", json_string(p->mtls_mode));
		mw_json_set_origin(j, "origin", &p->mtls_origin);
	}
	json_object_set_new(j, "ports", mtls_json(&s));
	for (size_t i = 0; i < s.filters.n; i++) {
		const struct mw_chain_summary *f = &s.filters.v[i];
		json_t *one = json_object(), *ports = json_array();

		for (size_t k = 0; k < f->ports.n; k++)
			json_array_append_new(ports, port_json(f->ports.v[k]));
		json_object_set_new(one, "protocol", json_string(f->http ?
		    "HTTP" : "TCP"));
		json_object_set_new(one, "ports", ports);
		json_object_set_new(one, "steps", steps_json(f));
		json_array_append_new(filters, one);
	}
	json_object_set_new(j, "policies", filters);
	json_object_set_new(j, "certificates", mw_trust_json(o, p));
	mw_arena_free(s.arena);
	return j;
}
