/*
 * rule-gateway.c - the pods and services of a Gateway (B11), and certificates
 * that two Gateways share (B14).
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

/* ---- ports (B11) ------------------------------------------------------- */

struct numbers {
	int64_t *v;
	size_t n, cap;
};

/* Whole, or nothing: Go's Atoi. */
static int64_t
target_number(const struct mw_int_or_string *t)
{
	long long v = 0;

	if (t->is_int)
		return t->v;
	return t->s != NULL && mw_str_to_int(t->s, &v) ? (int64_t)v : 0;
}

static void
add_ports(struct mw_findings *f, struct numbers *n,
    const struct mw_lint_pod *pod)
{
	const struct mw_lint_objects *services =
	    mw_lint_services_of(f->world, pod->ns);

	for (size_t i = 0; i < services->n; i++) {
		const struct mw_k8s_service_spec *s =
		    MW_SPEC(services->v[i], k8s_service)->spec;

		if (s == NULL || !mw_labels_match(&s->selector, pod->labels))
			continue;
		for (size_t k = 0; k < s->ports.n; k++) {
			const struct mw_k8s_service_port *p = &s->ports.v[k];
			int64_t target = target_number(&p->target_port);

			if (!mw_str_eq(p->protocol.s, "TCP"))
				continue;
			if (target != 0)
				mw_vec_push(f->arena, n, target);
			mw_vec_push(f->arena, n, p->port.v);
		}
	}
}

static bool
has_number(const struct numbers *n, int64_t v)
{
	for (size_t i = 0; i < n->n; i++)
		if (n->v[i] == v)
			return true;
	return false;
}

static void
check_ports(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_gateway *g = MW_SPEC(o, gateway);
	const struct mw_node *place = mw_lint_selector_node(&g->selector);
	const char *text = mw_lint_selector_text(f->arena, &g->selector);
	const struct mw_lint_pods *pods =
	    mw_lint_candidates(f->world, &g->selector);
	struct numbers n = { 0 };
	size_t matches = 0;

	for (size_t i = 0; i < pods->n; i++)
		if (mw_labels_match(&g->selector, pods->v[i]->labels)) {
			matches++;
			add_ports(f, &n, pods->v[i]);
		}
	if (matches == 0) {
		mw_lint_say(f, MW_RULE_IST0101, o, place,
		    "Referenced selector not found: \"%s\"", text);
		return;
	}
	for (size_t i = 0; i < g->servers.n; i++) {
		const struct mw_server_port *p = g->servers.v[i].port;

		if (p == NULL || has_number(&n, p->number.v))
			continue;
		mw_lint_say(f, MW_RULE_IST0162, o, p->number.node,
		    "The gateway is listening on a target port (port %lld) "
		    "that is not defined in the Service associated with its "
		    "workload instances (Pod selector %s). If you need to "
		    "access the gateway port through the gateway Service, it "
		    "will not be available.", (long long)p->number.v, text);
	}
}

/* ---- certificates (B14) ------------------------------------------------ */

static bool
same_certificate(const struct mw_server_tls *a, const struct mw_server_tls *b)
{
	bool name_a = !mw_str_empty(a->credential_name.s);
	bool name_b = !mw_str_empty(b->credential_name.s);

	if (name_a && name_b)
		return strcmp(a->credential_name.s, b->credential_name.s) == 0;
	return !name_a && !name_b && !mw_str_empty(a->server_certificate.s) &&
	    mw_str_eq(a->server_certificate.s, b->server_certificate.s) &&
	    !mw_str_empty(a->private_key.s) &&
	    mw_str_eq(a->private_key.s, b->private_key.s);
}

static const struct mw_node *
shared_certificate(const struct mw_gateway *a, const struct mw_gateway *b)
{
	for (size_t i = 0; i < a->servers.n; i++)
		for (size_t k = 0; k < b->servers.n; k++) {
			const struct mw_server_tls *x = a->servers.v[i].tls;
			const struct mw_server_tls *y = b->servers.v[k].tls;

			if (x == NULL || y == NULL || !same_certificate(x, y))
				continue;
			return x->credential_name.node != NULL
			    ? x->credential_name.node
			    : x->server_certificate.node;
		}
	return NULL;
}

static void
check_certificates(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_objects *list = &f->world->of_kind[MW_KIND_GATEWAY];
	const struct mw_gateway *g = MW_SPEC(o, gateway);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_gateway *other = MW_SPEC(list->v[i], gateway);
		const struct mw_node *place;

		if (list->v[i] == o ||
		    !mw_labels_match(&g->selector, &other->selector))
			continue;
		place = shared_certificate(g, other);
		if (place == NULL)
			continue;
		mw_lint_say(f, MW_RULE_IST0138, o, place,
		    "Duplicate certificate in multiple gateways [%s %s] may "
		    "cause 404s if clients re-use HTTP2 connections.",
		    mw_lint_full_name(f->arena, o),
		    mw_lint_full_name(f->arena, list->v[i]));
	}
}

static bool
has_tls(const struct mw_gateway *g)
{
	for (size_t i = 0; i < g->servers.n; i++)
		if (g->servers.v[i].tls != NULL)
			return true;
	return false;
}

void
mw_lint_gateway(struct mw_findings *f)
{
	const struct mw_objects *list = &f->world->of_kind[MW_KIND_GATEWAY];

	for (size_t i = 0; i < list->n; i++) {
		check_ports(f, list->v[i]);
		if (has_tls(MW_SPEC(list->v[i], gateway)))
			check_certificates(f, list->v[i]);
	}
}
