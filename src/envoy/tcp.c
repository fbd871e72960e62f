/*
 * tcp.c - the TCP side of a chain: authorization, then the cluster.
 */
#include "envoy/envoy.h"

#include "envoy/extauthz.h"
#include "envoy/filters.h"
#include "envoy/rbac.h"

/* S221: only gRPC authorizers are asked; a bad one closes (S217). */
static bool
run_custom(const struct mw_proxy *p, const struct mw_tcp_proxy *t,
    struct mw_rbac_subject *s, struct mw_steps *log,
    struct mw_tcp_decision *out)
{
	for (size_t i = 0; i < t->n_ext_authz; i++) {
		const struct mw_ext_authz *e = &t->ext_authz[i];
		const struct mw_rbac_policy *policy;

		if (e->http && e->bad == NULL)
			continue;
		switch (mw_ext_authz_run(p, e, NULL, s, log, &policy)) {
		case MW_EXT_AUTHZ_GO_ON:
			break;
		case MW_EXT_AUTHZ_UNANSWERED:
			mw_note_add(s->arena, &out->not_modelled,
			    &out->n_not_modelled,
			    mw_ext_authz_note(e, s->arena));
			break;
		case MW_EXT_AUTHZ_BAD:
			out->policy = policy->short_key;
			return false;
		case MW_EXT_AUTHZ_REFUSED:
		case MW_EXT_AUTHZ_ERROR:
			out->flags = "UAEX";
			return false;
		}
	}
	return true;
}

static bool
run_rbac(const struct mw_tcp_proxy *t, struct mw_rbac_subject *s,
    struct mw_steps *log, struct mw_tcp_decision *out)
{
	for (size_t i = 0; i < t->n_rbac; i++) {
		struct mw_rbac_verdict v = mw_rbac_run(&t->rbac[i], s, log);

		if (v.denied) {
			out->policy = v.policy != NULL ?
			    v.policy->short_key : "none";
			return false;
		}
	}
	return true;
}

/* The branch of a split: weights of 0 take nothing and are none. */
static const struct mw_weighted_cluster *
choose(const struct mw_tcp_proxy *t, size_t branch,
    struct mw_tcp_decision *out)
{
	const struct mw_weighted_cluster *chosen = NULL;

	for (size_t i = 0; i < t->n_clusters; i++) {
		const struct mw_weighted_cluster *c = &t->clusters[i];

		if (t->weighted && c->weight == 0)
			continue;
		if (chosen == NULL || out->n_branches == branch)
			chosen = c;
		out->n_branches++;
		if (!t->weighted)
			break;
	}
	if (chosen != NULL && t->weighted) {
		out->weight = chosen->weight;
		out->of = t->total_weight;
	}
	return chosen;
}

static bool
run_policies(const struct mw_proxy *p, const struct mw_tcp_proxy *t,
    const struct mw_http_input *in, struct mw_arena *arena,
    struct mw_steps *log, struct mw_tcp_decision *out)
{
	struct mw_rbac_subject s;
	bool passed;

	/* S180: the remote address is that of the peer. */
	mw_rbac_subject_init(&s, in, NULL, in->connection->source_ip, NULL,
	    arena);
	passed = run_custom(p, t, &s, log, out) && run_rbac(t, &s, log, out);
	mw_rbac_subject_fini(&s);
	return passed;
}

void
mw_envoy_tcp(const struct mw_proxy *p, const struct mw_tcp_proxy *t,
    const struct mw_http_input *in, struct mw_arena *arena,
    struct mw_steps *log, struct mw_tcp_decision *out)
{
	const struct mw_weighted_cluster *c;

	*out = (struct mw_tcp_decision){ .origin = t->origin };
	for (size_t i = 0; i < t->n_opaque; i++)
		mw_note_add(arena, &out->not_modelled, &out->n_not_modelled,
		    t->opaque[i].what);
	c = choose(t, in->branch, out);
	out->cluster = c == NULL ? NULL : mw_proxy_cluster(p, c->name);
	/* the proxy looks for its cluster as soon as the connection is
	 * there, the policies wait for its first bytes */
	if ((c == NULL || out->cluster != NULL) &&
	    !run_policies(p, t, in, arena, log, out)) {
		out->cluster = NULL;
		out->weight = out->of = 0;
		out->n_branches = 0;
		/* the log of a refused connection names its cluster too */
		if (t->n_clusters > 0 && !t->weighted)
			out->cluster_name = t->clusters[0].name;
		return;
	}
	if (c == NULL)
		return;
	out->cluster_name = c->name;
	out->origin = c->origin;
	out->forwarded = out->cluster != NULL;
	if (out->cluster == NULL)
		out->flags = "NC";
	mw_step_add(log, MW_STAGE_CLUSTER, out->forwarded ? MW_STEP_CHOSEN :
	    MW_STEP_FAIL, &c->origin, out->forwarded ? "cluster %s" :
	    "cluster %s does not exist", c->name);
}
