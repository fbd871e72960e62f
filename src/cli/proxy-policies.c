/*
 * proxy-policies.c - meshwalk proxy ... policies: the mode of mutual TLS of
 * each port, and the policies in the order in which they are asked.
 *
 * Both text and JSON print one small value that is made from the compiled
 * chains: what holds for several ports alike is told once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/proxy-rows.h"
#include "envoy/rbac.h"

/* A port; 0 is every other one. */
struct port {
	uint32_t number;
	bool http, tcp;
	bool mesh, plain, own;	/* how connections may come: own is TLS of a
				 * Gateway's or Sidecar's certificate */
	struct mw_origin origin;
};

/* The filters of a chain, without what differs from port to port. */
struct filters {
	bool http;
	const struct mw_ext_authz *custom;
	size_t n_custom;
	const struct mw_jwt_filter *jwt;
	const struct mw_rbac *rbac;
	size_t n_rbac;
	const struct mw_opaque_filter *opaque;
	size_t n_opaque;
	MW_VEC(uint32_t) ports;
};

struct summary {
	struct mw_arena *arena;
	MW_VEC(struct port) ports;
	MW_VEC(struct filters) filters;
};

/* ---- what the chains say ---------------------------------------------------- */

/* Keeps connections to the sidecar's own ports away: no policy's business. */
static bool
is_blackhole(const struct mw_filter_chain *c)
{
	return mw_str_has_suffix(mw_str_or_empty(c->name), "-blackhole");
}

static void
add_port(struct summary *s, uint32_t number, const struct mw_filter_chain *c)
{
	struct port *p = NULL;

	for (size_t i = 0; i < s->ports.n; i++) {
		if (s->ports.v[i].number == number)
			p = &s->ports.v[i];
	}
	if (p == NULL) {
		struct port fresh = { .number = number,
			.origin = c->tls.origin };

		mw_vec_push(s->arena, &s->ports, fresh);
		p = &s->ports.v[s->ports.n - 1];
	}
	p->http = p->http || c->http != NULL;
	p->tcp = p->tcp || c->tcp != NULL;
	p->mesh = p->mesh || c->tls.kind == MW_DOWNSTREAM_MESH;
	p->plain = p->plain || c->tls.kind == MW_DOWNSTREAM_NONE;
	p->own = p->own || (c->tls.kind != MW_DOWNSTREAM_MESH &&
	    c->tls.kind != MW_DOWNSTREAM_NONE);
}

static struct filters
filters_of(const struct mw_filter_chain *c)
{
	const struct mw_http_manager *h = c->http;
	const struct mw_tcp_proxy *t = c->tcp;

	if (h != NULL)
		return (struct filters){ .http = true, .custom = h->ext_authz,
		    .n_custom = h->n_ext_authz, .jwt = h->jwt,
		    .rbac = h->rbac, .n_rbac = h->n_rbac,
		    .opaque = h->opaque, .n_opaque = h->n_opaque };
	if (t != NULL)
		return (struct filters){ .custom = t->ext_authz,
		    .n_custom = t->n_ext_authz, .rbac = t->rbac,
		    .n_rbac = t->n_rbac, .opaque = t->opaque,
		    .n_opaque = t->n_opaque };
	return (struct filters){ 0 };
}

/* Same rules under the same keys: as good as the same list. */
static bool
same_policies(const struct mw_rbac_policy *a, size_t n,
    const struct mw_rbac_policy *b, size_t m)
{
	if (n != m)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(a[i].key, b[i].key) != 0)
			return false;
	}
	return true;
}

static bool
same_rbac(const struct filters *a, const struct filters *b)
{
	if (a->n_rbac != b->n_rbac)
		return false;
	for (size_t i = 0; i < a->n_rbac; i++) {
		const struct mw_rbac *x = &a->rbac[i], *y = &b->rbac[i];

		if (x->action != y->action || x->enforced != y->enforced ||
		    !same_policies(x->policies, x->n_policies, y->policies,
		    y->n_policies) || !same_policies(x->shadow, x->n_shadow,
		    y->shadow, y->n_shadow))
			return false;
	}
	return true;
}

static bool
same_filters(const struct filters *a, const struct filters *b)
{
	if (a->http != b->http || a->jwt != b->jwt ||
	    a->n_custom != b->n_custom || a->n_opaque != b->n_opaque ||
	    !same_rbac(a, b))
		return false;
	for (size_t i = 0; i < a->n_custom; i++) {
		if (!mw_str_eq(a->custom[i].provider, b->custom[i].provider))
			return false;
	}
	for (size_t i = 0; i < a->n_opaque; i++) {
		if (!mw_str_eq(a->opaque[i].what, b->opaque[i].what))
			return false;
	}
	return true;
}

static void
add_filters(struct summary *s, uint32_t port, const struct mw_filter_chain *c)
{
	struct filters f = filters_of(c), *to = NULL;

	if (c->http == NULL && c->tcp == NULL)
		return;
	for (size_t i = 0; i < s->filters.n && to == NULL; i++) {
		if (same_filters(&s->filters.v[i], &f))
			to = &s->filters.v[i];
	}
	if (to == NULL) {
		mw_vec_push(s->arena, &s->filters, f);
		to = &s->filters.v[s->filters.n - 1];
	}
	for (size_t i = 0; i < to->ports.n; i++) {
		if (to->ports.v[i] == port)
			return;
	}
	mw_vec_push(s->arena, &to->ports, port);
}

/* Ports by number, the others last. */
static int
by_number(const void *a, const void *b)
{
	uint32_t x = ((const struct port *)a)->number - 1;
	uint32_t y = ((const struct port *)b)->number - 1;

	return (x > y) - (x < y);
}

static int
by_port(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a - 1, y = *(const uint32_t *)b - 1;

	return (x > y) - (x < y);
}

static struct summary
summary_of(const struct mw_proxy *p)
{
	struct summary s = { .arena = mw_arena_new() };

	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		if (l->direction == MW_OUTBOUND)
			continue;
		for (size_t j = 0; j < l->n_chains; j++) {
			const struct mw_filter_chain *c = &l->chains[j];
			uint32_t port = c->match.destination_port;

			if (is_blackhole(c))
				continue;
			if (port == 0 && strcmp(l->name, "virtualInbound") != 0)
				port = l->port;
			add_port(&s, port, c);
			add_filters(&s, port, c);
		}
	}
	if (s.ports.n > 1)
		qsort(s.ports.v, s.ports.n, sizeof(*s.ports.v), by_number);
	for (size_t i = 0; i < s.filters.n; i++)
		qsort(s.filters.v[i].ports.v, s.filters.v[i].ports.n,
		    sizeof(*s.filters.v[i].ports.v), by_port);
	return s;
}

static const char *
mode_of(const struct port *p)
{
	if (p->own)
		return p->plain ? "TLS or plaintext" : "TLS";
	if (p->mesh)
		return p->plain ? "PERMISSIVE" : "STRICT";
	return "DISABLE";
}

static const char *
protocol_of(const struct port *p)
{
	return p->http && p->tcp ? "HTTP or TCP" : p->http ? "HTTP" : "TCP";
}

/* ---- rules ----------------------------------------------------------------------- */

static bool
is_list(const struct mw_rule *r)
{
	return r->kind == MW_RULE_OR && r->field == NULL;
}

/* "from" or "to": by the first field in it. */
static const char *
list_name(const struct mw_rule *r)
{
	static const char *const operation[] = { "hosts", "notHosts",
		"methods", "notMethods", "paths", "notPaths", "ports",
		"notPorts" };

	for (size_t i = 0; i < r->n_children; i++) {
		const struct mw_rule *alt = &r->children[i];
		const char *field = alt->n_children > 0 ?
		    mw_str_or_empty(alt->children[0].field) : NULL;

		if (field == NULL)
			continue;
		for (size_t j = 0; j < MW_LEN(operation); j++) {
			if (strcmp(field, operation[j]) == 0)
				return "to";
		}
		return "from";
	}
	return "any";
}

/* A field NOT carries its name above the negation, which says "not:". */
static const char *
want_text(const struct mw_rule *r, struct mw_buf *b)
{
	mw_buf_clear(b);
	mw_rule_want(r, b);
	return mw_buf_text(b);
}

static void
field_text(struct mw_rows *o, int depth, const char *before,
    const struct mw_rule *r)
{
	struct mw_buf b = { 0 };

	mw_row(o, depth, &r->origin, "%s%s %s", before,
	    mw_str_or_empty(r->field), want_text(r, &b));
	mw_buf_release(&b);
}

static void
alternative_text(struct mw_rows *o, int depth, const char *name,
    const struct mw_rule *alt)
{
	char before[16];

	snprintf(before, sizeof(before), "%-6s", name);
	if (alt->n_children == 0) {
		mw_row(o, depth, &alt->origin, "%sanything", before);
		return;
	}
	for (size_t i = 0; i < alt->n_children; i++)
		field_text(o, depth, i == 0 ? before : "      ",
		    &alt->children[i]);
}

static void
rule_text(struct mw_rows *o, int depth, const struct mw_rule *rule)
{
	if (rule->n_children == 0)
		mw_row(o, depth, NULL, "%s", rule->kind == MW_RULE_NEVER ?
		    "nothing" : "everything");
	for (size_t i = 0; i < rule->n_children; i++) {
		const struct mw_rule *r = &rule->children[i];

		if (!is_list(r)) {
			field_text(o, depth, "when  ", r);
			continue;
		}
		for (size_t j = 0; j < r->n_children; j++)
			alternative_text(o, depth, j > 0 ? "or" :
			    list_name(r), &r->children[j]);
	}
}

static json_t *
field_json(const struct mw_rule *r)
{
	json_t *j = json_object();
	struct mw_buf b = { 0 };

	json_object_set_new(j, "field", mw_json_text(
	    mw_str_or_empty(r->field)));
	json_object_set_new(j, "wants", mw_json_text(want_text(r, &b)));
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

		if (is_list(r))
			json_object_set_new(j, list_name(r),
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

/* ---- filters in text ---------------------------------------------------------------- */

static void
policies_of(struct mw_rows *o, const struct mw_rbac_policy *v, size_t n,
    const char *note)
{
	for (size_t i = 0; i < n; i++) {
		mw_row(o, 2, &v[i].origin, "%s%s", v[i].short_key, note);
		rule_text(o, 3, &v[i].rule);
	}
}

static void
custom_text(struct mw_rows *o, int number, const struct mw_ext_authz *e)
{
	mw_row(o, 1, &e->origin, "%d CUSTOM: %s is asked, for what one of "
	    "these rules matches%s%s", number, e->provider,
	    e->bad != NULL ? "; all of it is refused: " : "",
	    mw_str_or_empty(e->bad));
	policies_of(o, e->policies, e->n_policies, "");
}

static void
places_text(const struct mw_jwt_provider *p, struct mw_buf *b)
{
	if (p->n_headers + p->n_params + p->n_cookies == 0)
		mw_buf_adds(b, ", from header authorization or query "
		    "parameter access_token");
	for (size_t i = 0; i < p->n_headers; i++)
		mw_buf_printf(b, ", from header %s", p->headers[i].name);
	for (size_t i = 0; i < p->n_params; i++)
		mw_buf_printf(b, ", from query parameter %s", p->params[i]);
	for (size_t i = 0; i < p->n_cookies; i++)
		mw_buf_printf(b, ", from cookie %s", p->cookies[i]);
	for (size_t i = 0; i < p->n_audiences; i++)
		mw_buf_printf(b, "%s%s", i > 0 ? " or " : ", for audience ",
		    p->audiences[i]);
}

static void
jwt_text(struct mw_rows *o, int number, const struct mw_jwt_filter *f)
{
	struct mw_buf b = { 0 };

	mw_row(o, 1, NULL, "%d JWT: a token of these issuers must be valid; "
	    "none is needed", number);
	for (size_t i = 0; i < f->n_providers; i++) {
		const struct mw_jwt_provider *p = &f->providers[i];

		mw_buf_clear(&b);
		places_text(p, &b);
		mw_row(o, 2, &p->origin, "%s, %s%s", mw_str_empty(p->issuer) ?
		    "any issuer" : p->issuer, p->jwks != NULL ? "inline keys" :
		    mw_str_or_empty(p->jwks_uri), mw_buf_text(&b));
	}
	mw_buf_release(&b);
}

static const char *
action_text(const struct mw_rbac *r)
{
	if (!r->enforced)
		return "dry run only";
	switch (r->action) {
	case MW_RBAC_ALLOW:
		return r->n_policies > 0 ? "only what a rule matches passes"
		    : "no rule is left: nothing passes";
	case MW_RBAC_DENY:
		return "what a rule matches is refused";
	case MW_RBAC_LOG:
		return "what a rule matches is marked";
	}
	return "";
}

static const char *
action_name(const struct mw_rbac *r)
{
	static const char *const names[] = { "ALLOW", "DENY", "AUDIT" };

	return names[r->action];
}

static void
heading_of(struct mw_rows *o, const struct filters *f)
{
	struct mw_buf b = { 0 };

	mw_buf_adds(&b, f->http ? "HTTP on " : "TCP on ");
	for (size_t i = 0; i < f->ports.n; i++) {
		if (f->ports.v[i] > 0)
			mw_buf_printf(&b, "%s%u", i == 0 ? "port " : ", ",
			    (unsigned)f->ports.v[i]);
		else
			mw_buf_adds(&b, i == 0 ? "all other ports"
			    : " and all others");
	}
	mw_row_heading(o, mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
filters_text(struct mw_rows *o, const struct filters *f)
{
	int number = 0;

	heading_of(o, f);
	for (size_t i = 0; i < f->n_custom; i++)
		custom_text(o, ++number, &f->custom[i]);
	if (f->jwt != NULL)
		jwt_text(o, ++number, f->jwt);
	for (size_t i = 0; i < f->n_rbac; i++) {
		mw_row(o, 1, NULL, "%d %s: %s", ++number,
		    action_name(&f->rbac[i]), action_text(&f->rbac[i]));
		policies_of(o, f->rbac[i].policies, f->rbac[i].n_policies, "");
		policies_of(o, f->rbac[i].shadow, f->rbac[i].n_shadow,
		    "  dry run");
	}
	for (size_t i = 0; i < f->n_opaque; i++)
		mw_row(o, 1, &f->opaque[i].origin, "%s %s (not modelled)",
		    f->opaque[i].what, f->opaque[i].phase);
	if (number == 0)
		mw_row(o, 1, NULL, "no policy: everything passes");
}

void
mw_policies_text(struct mw_rows *o, const struct mw_proxy *p)
{
	struct summary s = summary_of(p);

	if (p->mtls_mode != NULL) {
		mw_row(o, 0, &p->mtls_origin, "mTLS mode %s", p->mtls_mode);
		for (size_t i = 0; i < s.ports.n; i++) {
			const struct port *x = &s.ports.v[i];

			if (x->number == 0)
				mw_row(o, 1, &x->origin, "other ports  %s",
				    mode_of(x));
			else
				mw_row(o, 1, &x->origin, "port %u  %s  %s",
				    (unsigned)x->number, protocol_of(x),
				    mode_of(x));
		}
	}
	for (size_t i = 0; i < s.filters.n; i++)
		filters_text(o, &s.filters.v[i]);
	mw_trust_text(o, p);
	mw_arena_free(s.arena);
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void
add_origin(json_t *j, const struct mw_origin *origin)
{
	json_t *o = mw_origin_json(origin);

	if (o != NULL)
		json_object_set_new(j, "origin", o);
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
names_json(const char *const *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, mw_json_text(v[i]));
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
	json_object_set_new(j, "audiences", names_json(p->audiences,
	    p->n_audiences));
	for (size_t i = 0; i < p->n_headers; i++)
		json_array_append_new(headers, mw_json_text(
		    p->headers[i].name));
	json_object_set_new(j, "headers", headers);
	json_object_set_new(j, "params", names_json(p->params, p->n_params));
	json_object_set_new(j, "cookies", names_json(p->cookies,
	    p->n_cookies));
	add_origin(j, &p->origin);
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
steps_json(const struct filters *f)
{
	json_t *steps = json_array();

	for (size_t i = 0; i < f->n_custom; i++) {
		const struct mw_ext_authz *e = &f->custom[i];
		json_t *j = json_object();

		json_object_set_new(j, "action", json_string("CUSTOM"));
		json_object_set_new(j, "provider", mw_json_text(e->provider));
		json_object_set_new(j, "rules", policies_list(e->policies,
		    e->n_policies, NULL, 0));
		add_origin(j, &e->origin);
		json_array_append_new(steps, j);
	}
	if (f->jwt != NULL)
		json_array_append_new(steps, jwt_json(f->jwt));
	for (size_t i = 0; i < f->n_rbac; i++) {
		const struct mw_rbac *r = &f->rbac[i];
		json_t *j = json_object();

		json_object_set_new(j, "action", json_string(action_name(r)));
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
		add_origin(j, &f->opaque[i].origin);
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
mtls_json(const struct summary *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->ports.n; i++) {
		json_t *j = json_object();

		json_object_set_new(j, "port", port_json(s->ports.v[i].number));
		json_object_set_new(j, "protocol", json_string(
		    protocol_of(&s->ports.v[i])));
		json_object_set_new(j, "mode", json_string(
		    mode_of(&s->ports.v[i])));
		add_origin(j, &s->ports.v[i].origin);
		json_array_append_new(list, j);
	}
	return list;
}

json_t *
mw_policies_json(const struct mw_rows *o, const struct mw_proxy *p)
{
	struct summary s = summary_of(p);
	json_t *j = json_object(), *filters = json_array();

	if (p->mtls_mode != NULL) {
		json_object_set_new(j, "mtls_mode", json_string(p->mtls_mode));
		add_origin(j, &p->mtls_origin);
	}
	json_object_set_new(j, "ports", mtls_json(&s));
	for (size_t i = 0; i < s.filters.n; i++) {
		const struct filters *f = &s.filters.v[i];
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
