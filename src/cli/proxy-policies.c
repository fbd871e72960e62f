/*
 * proxy-policies.c - meshwalk proxy ... policies: the mode of mutual TLS of
 * each port, and the policies in the order in which they are asked.
 */
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/proxy-rows.h"
#include "cli/proxy-summary.h"

/* ---- rules ----------------------------------------------------------------------- */

static void
field_text(struct mw_rows *o, int depth, const char *before,
    const struct mw_rule *r)
{
	struct mw_buf b = { 0 };

	mw_row(o, depth, &r->origin, "%s%s %s", before,
	    mw_str_or_empty(r->field), mw_rule_want_text(r, &b));
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

		if (!mw_rule_is_list(r)) {
			field_text(o, depth, "when  ", r);
			continue;
		}
		for (size_t j = 0; j < r->n_children; j++)
			alternative_text(o, depth, j > 0 ? "or" :
			    mw_rule_list_name(r), &r->children[j]);
	}
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

static void
heading_of(struct mw_rows *o, const struct mw_chain_summary *f)
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
filters_text(struct mw_rows *o, const struct mw_chain_summary *f)
{
	int number = 0;

	heading_of(o, f);
	for (size_t i = 0; i < f->n_custom; i++)
		custom_text(o, ++number, &f->custom[i]);
	if (f->jwt != NULL)
		jwt_text(o, ++number, f->jwt);
	for (size_t i = 0; i < f->n_rbac; i++) {
		mw_row(o, 1, NULL, "%d %s: %s", ++number,
		    mw_rbac_action_name(&f->rbac[i]), action_text(&f->rbac[i]));
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
	struct mw_summary s = mw_summary_of(p);

	if (p->mtls_mode != NULL) {
		mw_row(o, 0, &p->mtls_origin, "mTLS mode %s", p->mtls_mode);
		for (size_t i = 0; i < s.ports.n; i++) {
			const struct mw_port_summary *x = &s.ports.v[i];

			if (x->number == 0)
				mw_row(o, 1, &x->origin, "other ports  %s",
				    mw_port_mode(x));
			else
				mw_row(o, 1, &x->origin, "port %u  %s  %s",
				    (unsigned)x->number, mw_port_protocol(x),
				    mw_port_mode(x));
		}
	}
	for (size_t i = 0; i < s.filters.n; i++)
		filters_text(o, &s.filters.v[i]);
	mw_trust_text(o, p);
	mw_arena_free(s.arena);
}
