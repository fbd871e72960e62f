/*
 * describe-proxy.c - what is done to proxies themselves, in words.
 */
#include "model/describe.h"

#include "base/str.h"

#include <string.h>

void
mw_describe_envoy_filter(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_envoy_filter *ef = MW_SPEC(o, envoy_filter);
	const char *before = NULL;
	size_t n = 0;

	mw_buf_adds(out, "Changes Envoy's configuration by ");
	mw_buf_printf(out, "%zu %s", ef->config_patches.n,
	    ef->config_patches.n == 1 ? "patch" : "patches");
	for (size_t i = 0; i < ef->config_patches.n; i++) {
		const char *what = ef->config_patches.v[i].apply_to.name;

		if (what == NULL || mw_str_eq(what, before))
			continue;
		mw_buf_printf(out, "%s%s", n++ > 0 ? ", " : " of ", what);
		before = what;
	}
	mw_buf_adds(out, ", in ");
	if (ef->target_refs.n > 0)
		mw_say_target(out, o, NULL, NULL, &ef->target_refs);
	else
		mw_say_workloads(out, o, ef->workload_selector != NULL ?
		    &ef->workload_selector->labels : NULL);
	mw_buf_adds(out, "; what that does is not modelled.");
}

void
mw_describe_wasm_plugin(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_wasm_plugin *w = MW_SPEC(o, wasm_plugin);

	mw_buf_printf(out, "Runs %s", w->url.s != NULL ? w->url.s :
	    "nothing");
	if (w->phase.v != 0)
		mw_buf_printf(out, " in phase %s", w->phase.name);
	mw_buf_adds(out, " in the proxies of ");
	mw_say_target(out, o, w->selector, w->target_ref, &w->target_refs);
	mw_buf_printf(out, "; if it cannot be loaded, requests %s.",
	    mw_str_eq(w->fail_strategy.name, "FAIL_OPEN") ? "pass" :
	    "fail");
}

void
mw_describe_traffic_extension(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_traffic_extension *t = MW_SPEC(o, traffic_extension);

	if (t->wasm != NULL)
		mw_buf_printf(out, "Runs %s", mw_str_or_empty(t->wasm->url.s));
	else
		mw_buf_adds(out, "Runs a Lua script");
	if (t->phase.v != 0)
		mw_buf_printf(out, " in phase %s", t->phase.name);
	mw_buf_adds(out, " in the proxies of ");
	mw_say_target(out, o, t->selector, NULL, &t->target_refs);
	mw_buf_addc(out, '.');
}

/* One of several things that are done: the first begins the sentence. */
static void
say_verb(struct mw_buf *out, size_t *n, const char *first, const char *later)
{
	mw_buf_printf(out, "%s%s", *n > 0 ? ", " : "", *n > 0 ? later : first);
	(*n)++;
}

static void
say_providers(struct mw_buf *out, const struct mw_authz_provider_list *p)
{
	for (size_t i = 0; i < p->n; i++)
		mw_buf_printf(out, "%s%s", i > 0 ? ", " : " to ",
		    mw_str_or_empty(p->v[i].name.s));
}

void
mw_describe_telemetry(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_telemetry *t = MW_SPEC(o, telemetry);
	size_t n = 0;

	for (size_t i = 0; i < t->access_logging.n; i++) {
		if (t->access_logging.v[i].disabled.v)
			say_verb(out, &n, "Stops access logs",
			    "stops access logs");
		else
			say_verb(out, &n, "Writes access logs",
			    "writes access logs");
		say_providers(out, &t->access_logging.v[i].providers);
	}
	for (size_t i = 0; i < t->tracing.n; i++) {
		const struct mw_telemetry_tracing *tr = &t->tracing.v[i];

		if (tr->disable_span_reporting.v)
			say_verb(out, &n, "Stops traces", "stops traces");
		else
			say_verb(out, &n, "Sends traces", "sends traces");
		say_providers(out, &tr->providers);
		if (tr->random_sampling_percentage.node != NULL)
			mw_buf_printf(out, " of %.4g %% of requests",
			    tr->random_sampling_percentage.v);
	}
	for (size_t i = 0; i < t->metrics.n; i++) {
		say_verb(out, &n, "Sets metrics", "sets metrics");
		say_providers(out, &t->metrics.v[i].providers);
	}
	mw_buf_adds(out, n > 0 ? ", for " : "Sets nothing for ");
	mw_say_target(out, o, t->selector, t->target_ref, &t->target_refs);
	mw_buf_addc(out, '.');
}

void
mw_describe_proxy_config(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_proxy_config *p = MW_SPEC(o, proxy_config);
	size_t n = 0;

	mw_buf_adds(out, "Gives the proxies of ");
	mw_say_workloads(out, o, p->selector != NULL ?
	    &p->selector->match_labels : NULL);
	if (p->concurrency.node != NULL) {
		mw_buf_printf(out, " %lld worker threads",
		    (long long)p->concurrency.v);
		n++;
	}
	if (p->environment_variables.n > 0) {
		mw_buf_adds(out, n++ > 0 ? " and " : " ");
		mw_say_count(out, p->environment_variables.n,
		    "environment variable");
	}
	if (p->image != NULL && p->image->image_type.s != NULL)
		mw_buf_printf(out, "%s image %s", n++ > 0 ? " and the" :
		    " the", p->image->image_type.s);
	mw_buf_adds(out, n > 0 ? " from their next start on." : " nothing.");
}

void
mw_describe_mesh_config(const struct mw_object *o, struct mw_buf *out)
{
	(void)o;
	mw_buf_adds(out, "The settings of the whole mesh.");
}

void
mw_describe_istio_operator(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_istio_operator *op = MW_SPEC(o, istio_operator);

	mw_buf_printf(out, "Installs Istio by profile %s",
	    op->profile.s != NULL ? op->profile.s : "default");
	if (op->revision.s != NULL)
		mw_buf_printf(out, ", revision %s", op->revision.s);
	if (op->mesh_config != NULL)
		mw_buf_adds(out, ", with mesh settings of its own");
	mw_buf_adds(out, ". End of life: the operator that watched this kind "
	    "was removed in Istio 1.24; istioctl install still reads it from a "
	    "file.");
}
