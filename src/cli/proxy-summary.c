/*
 * proxy-summary.c - what the chains of a proxy say of its ports and policies:
 * what holds for several ports alike is there once.
 */
#include "cli/proxy-summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "envoy/rbac.h"

/* Keeps connections to the sidecar's own ports away: no policy's business. */
static bool
is_blackhole(const struct mw_filter_chain *c)
{
	return mw_str_has_suffix(mw_str_or_empty(c->name), "-blackhole");
}

static void
add_port(struct mw_summary *s, uint32_t number, const struct mw_filter_chain *c)
{
	struct mw_port_summary *p = NULL;

	for (size_t i = 0; i < s->ports.n; i++) {
		if (s->ports.v[i].number == number)
			p = &s->ports.v[i];
	}
	if (p == NULL) {
		struct mw_port_summary fresh = { .number = number,
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

static struct mw_chain_summary
filters_of(const struct mw_filter_chain *c)
{
	const struct mw_http_manager *h = c->http;
	const struct mw_tcp_proxy *t = c->tcp;

	if (h != NULL)
		return (struct mw_chain_summary){ .http = true, .custom = h->ext_authz,
		    .n_custom = h->n_ext_authz, .jwt = h->jwt,
		    .rbac = h->rbac, .n_rbac = h->n_rbac,
		    .opaque = h->opaque, .n_opaque = h->n_opaque };
	if (t != NULL)
		return (struct mw_chain_summary){ .custom = t->ext_authz,
		    .n_custom = t->n_ext_authz, .rbac = t->rbac,
		    .n_rbac = t->n_rbac, .opaque = t->opaque,
		    .n_opaque = t->n_opaque };
	return (struct mw_chain_summary){ 0 };
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
same_rbac(const struct mw_chain_summary *a, const struct mw_chain_summary *b)
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
same_filters(const struct mw_chain_summary *a, const struct mw_chain_summary *b)
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
add_filters(struct mw_summary *s, uint32_t port,
    const struct mw_filter_chain *c)
{
	struct mw_chain_summary f = filters_of(c), *to = NULL;

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
	uint32_t x = ((const struct mw_port_summary *)a)->number - 1;
	uint32_t y = ((const struct mw_port_summary *)b)->number - 1;

	return (x > y) - (x < y);
}

static int
by_port(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a - 1, y = *(const uint32_t *)b - 1;

	return (x > y) - (x < y);
}

struct mw_summary
mw_summary_of(const struct mw_proxy *p)
{
	struct mw_summary s = { .arena = mw_arena_new() };

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

const char *
mw_port_mode(const struct mw_port_summary *p)
{
	if (p->own)
		return p->plain ? "TLS or plaintext" : "TLS";
	if (p->mesh)
		return p->plain ? "PERMISSIVE" : "STRICT";
	return "DISABLE";
}

const char *
mw_port_protocol(const struct mw_port_summary *p)
{
	return p->http && p->tcp ? "HTTP or TCP" : p->http ? "HTTP" : "TCP";
}

/* ---- rules --------------------------------------------------------------- */

bool
mw_rule_is_list(const struct mw_rule *r)
{
	return r->kind == MW_RULE_OR && r->field == NULL;
}

/* "from" or "to": by the first field in it. */
const char *
mw_rule_list_name(const struct mw_rule *r)
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
const char *
mw_rule_want_text(const struct mw_rule *r, struct mw_buf *b)
{
	mw_buf_clear(b);
	mw_rule_want(r, b);
	return mw_buf_text(b);
}

const char *
mw_rbac_action_name(const struct mw_rbac *r)
{
	static const char *const names[] = { "ALLOW", "DENY", "AUDIT" };

	return names[r->action];
}
