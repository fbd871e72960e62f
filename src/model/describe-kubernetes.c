/*
 * describe-kubernetes.c - the kinds of Kubernetes, as the mesh sees them.
 */
#include "model/describe.h"

#include "base/str.h"

#include <string.h>

static bool
label_is(const struct mw_object *o, const char *key, const char *value)
{
	return mw_str_eq(mw_labels_get(&o->labels, key), value);
}

/* Which proxies the pods of a namespace get (S6 to S13). */
void
mw_describe_namespace(const struct mw_object *o, struct mw_buf *out)
{
	const char *revision = mw_labels_get(&o->labels, "istio.io/rev");

	if (label_is(o, "istio-injection", "disabled"))
		mw_buf_adds(out, "Its pods get no sidecar");
	else if (label_is(o, "istio-injection", "enabled"))
		mw_buf_adds(out, "Each of its pods gets a sidecar");
	else if (revision != NULL)
		mw_buf_printf(out, "Each of its pods gets a sidecar of "
		    "revision %s", revision);
	else if (label_is(o, "istio.io/dataplane-mode", "ambient"))
		mw_buf_adds(out, "Its pods are in the ambient mesh");
	else
		mw_buf_adds(out, "Its pods get no proxy unless they ask for "
		    "one");
	if (mw_labels_get(&o->labels, "istio.io/use-waypoint") != NULL)
		mw_buf_printf(out, ", and use waypoint %s",
		    mw_labels_get(&o->labels, "istio.io/use-waypoint"));
	mw_buf_addc(out, '.');
}

static void
say_service_ports(struct mw_buf *out, const struct mw_k8s_service_port_list *p)
{
	size_t shown = p->n > MW_SAY_FEW ? MW_SAY_FEW : p->n;

	mw_buf_adds(out, p->n == 1 ? "port " : "ports ");
	for (size_t i = 0; i < shown; i++) {
		const struct mw_k8s_service_port *v = &p->v[i];

		mw_say_joint(out, i, shown < p->n ? p->n : shown, " and ");
		mw_buf_printf(out, "%lld", (long long)v->port.v);
		if (v->name.s != NULL)
			mw_buf_printf(out, " (%s)", v->name.s);
		if (v->target_port.node != NULL && (!v->target_port.is_int ||
		    v->target_port.v != v->port.v))
			mw_buf_printf(out, " to %s", v->target_port.s);
	}
	if (shown < p->n)
		mw_buf_printf(out, " and %zu more", p->n - shown);
}

void
mw_describe_service(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_service_spec *s = MW_SPEC(o, k8s_service)->spec;

	if (s == NULL) {
		mw_buf_adds(out, "A Service without a spec.");
		return;
	}
	if (mw_str_eq(s->type.s, "ExternalName")) {
		mw_buf_printf(out, "Another name for %s.",
		    mw_str_or_empty(s->external_name.s));
		return;
	}
	mw_buf_adds(out, mw_str_eq(s->cluster_ip.s, "None") ?
	    "Headless: names the pods" : "Leads to pods");
	if (s->selector.n > 0) {
		mw_buf_adds(out, " with ");
		mw_say_labels(out, &s->selector);
	} else {
		mw_buf_adds(out, " that its Endpoints list");
	}
	if (s->ports.n > 0) {
		mw_buf_adds(out, ", on ");
		say_service_ports(out, &s->ports);
	}
	mw_buf_addc(out, '.');
}

static void
say_containers(struct mw_buf *out, const struct mw_pod_spec *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->containers.n; i++) {
		const struct mw_container *c = &p->containers.v[i];

		mw_say_joint(out, i, p->containers.n, " and ");
		mw_buf_adds(out, mw_str_or_empty(c->name.s));
		for (size_t k = 0; k < c->ports.n; k++)
			mw_buf_printf(out, "%s%lld%s",
			    k > 0 ? ", " : " (port ",
			    (long long)c->ports.v[k].container_port.v,
			    k + 1 == c->ports.n ? ")" : "");
	}
	if (p->service_account_name.s != NULL)
		mw_buf_printf(out, ", as service account %s",
		    p->service_account_name.s);
	if (p->host_network.v)
		mw_buf_adds(out, ", on the network of its node");
}

void
mw_describe_pod(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_pod *p = MW_SPEC(o, k8s_pod);

	mw_buf_adds(out, "Runs ");
	say_containers(out, p->spec);
	if (p->status != NULL && p->status->pod_ip.s != NULL)
		mw_buf_printf(out, ", at %s", p->status->pod_ip.s);
	mw_buf_addc(out, '.');
}

/* What keeps COUNT copies of a pod running. */
static void
say_pods(struct mw_buf *out, const char *count,
    const struct mw_pod_template *t)
{
	mw_buf_printf(out, "Keeps %s running", count);
	if (t == NULL) {
		mw_buf_addc(out, '.');
		return;
	}
	if (t->metadata != NULL && t->metadata->labels.n > 0) {
		mw_buf_adds(out, " with ");
		mw_say_labels(out, &t->metadata->labels);
	}
	if (t->spec != NULL && t->spec->containers.n > 0) {
		mw_buf_adds(out, ": ");
		say_containers(out, t->spec);
	}
	mw_buf_addc(out, '.');
}

static void
say_replicas(struct mw_buf *out, const struct mw_int *replicas,
    const struct mw_pod_template *t)
{
	struct mw_buf count = { 0 };
	int64_t n = replicas->node != NULL ? replicas->v : 1;

	mw_say_count(&count, n > 0 ? (size_t)n : 0, "pod");
	say_pods(out, mw_buf_text(&count), t);
	mw_buf_release(&count);
}

/* Of ReplicaSets too: the structs are the same. */
void
mw_describe_deployment(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_deployment_spec *s =
	    o->kind == MW_KIND_K8S_REPLICA_SET ?
	    MW_SPEC(o, k8s_replica_set)->spec :
	    MW_SPEC(o, k8s_deployment)->spec;

	if (s == NULL)
		mw_buf_adds(out, "It has no spec.");
	else
		say_replicas(out, &s->replicas, s->template);
}

void
mw_describe_stateful_set(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_stateful_set_spec *s =
	    MW_SPEC(o, k8s_stateful_set)->spec;

	if (s == NULL)
		mw_buf_adds(out, "It has no spec.");
	else
		say_replicas(out, &s->replicas, s->template);
}

void
mw_describe_daemon_set(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_daemon_set_spec *s =
	    MW_SPEC(o, k8s_daemon_set)->spec;

	say_pods(out, "a pod on each node", s != NULL ? s->template : NULL);
}

void
mw_describe_job(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_job_spec *s = MW_SPEC(o, k8s_job)->spec;

	mw_buf_adds(out, "Runs to its end: ");
	say_containers(out, s != NULL && s->template != NULL ?
	    s->template->spec : NULL);
	mw_buf_addc(out, '.');
}

void
mw_describe_cron_job(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_cron_job_spec *s = MW_SPEC(o, k8s_cron_job)->spec;

	mw_buf_printf(out, "Starts a job at the times %s.",
	    s != NULL ? mw_str_or_empty(s->schedule.s) : "(none)");
}

void
mw_describe_service_account(const struct mw_object *o, struct mw_buf *out)
{
	mw_buf_printf(out, "The identity ns/%s/sa/%s of the pods that run as "
	    "it.", o->ns, o->name);
}

static bool
has_key(const struct mw_k8s_secret *s, const char *key)
{
	return mw_labels_get(&s->data, key) != NULL ||
	    mw_labels_get(&s->string_data, key) != NULL;
}

void
mw_describe_secret(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_secret *s = MW_SPEC(o, k8s_secret);
	bool pair = (has_key(s, "tls.crt") && has_key(s, "tls.key")) ||
	    (has_key(s, "cert") && has_key(s, "key"));
	bool ca = has_key(s, "ca.crt") || has_key(s, "cacert");

	if (pair)
		mw_buf_printf(out, "Holds a certificate and its key%s.",
		    ca ? ", and a CA to check clients by" : "");
	else if (ca)
		mw_buf_adds(out, "Holds the certificate of a CA.");
	else
		mw_buf_printf(out, "Holds %zu secret values.",
		    s->data.n + s->string_data.n);
}

void
mw_describe_config_map(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_config_map *c = MW_SPEC(o, k8s_config_map);

	if (mw_labels_get(&c->data, "mesh") != NULL) {
		mw_buf_adds(out, "Holds the settings of the whole mesh.");
		return;
	}
	mw_buf_adds(out, "Holds ");
	mw_say_count(out, c->data.n + c->binary_data.n, "value");
	mw_buf_adds(out, ", none of the mesh's settings.");
}

void
mw_describe_endpoints(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_endpoints *e = MW_SPEC(o, k8s_endpoints);
	size_t n = 0;

	for (size_t i = 0; i < e->subsets.n; i++)
		n += e->subsets.v[i].addresses.n;
	mw_buf_printf(out, "Service %s is served by ", o->name);
	mw_buf_printf(out, "%zu %s", n, n == 1 ? "address" : "addresses");
	mw_buf_addc(out, '.');
}

void
mw_describe_endpoint_slice(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_endpoint_slice *e = MW_SPEC(o, k8s_endpoint_slice);
	const char *service = mw_labels_get(&o->labels,
	    "kubernetes.io/service-name");

	mw_buf_printf(out, "Service %s is served by ",
	    service != NULL ? service : "(not named)");
	mw_say_count(out, e->endpoints.n, "endpoint");
	mw_buf_addc(out, '.');
}

static void
say_backend(struct mw_buf *out, const struct mw_k8s_ingress_service *s)
{
	mw_buf_adds(out, s != NULL ? mw_str_or_empty(s->name.s) : "(nothing)");
	if (s == NULL || s->port == NULL)
		return;
	if (s->port->number.node != NULL)
		mw_buf_printf(out, ":%lld", (long long)s->port->number.v);
	else
		mw_buf_printf(out, ":%s", mw_str_or_empty(s->port->name.s));
}

void
mw_describe_ingress(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_ingress_spec *s = MW_SPEC(o, k8s_ingress)->spec;
	size_t n = 0;

	mw_buf_adds(out, "From outside");
	for (size_t i = 0; s != NULL && i < s->rules.n; i++) {
		const struct mw_k8s_ingress_rules *r = &s->rules.v[i];

		for (size_t k = 0; r->http != NULL && k < r->http->paths.n;
		    k++) {
			const struct mw_k8s_ingress_paths *p =
			    &r->http->paths.v[k];

			if (n++ >= MW_SAY_FEW)
				continue;
			mw_buf_printf(out, "%s%s%s to ", n > 1 ? ", " : ": ",
			    r->host.s != NULL ? r->host.s : "any host",
			    p->path.s != NULL ? p->path.s : "/");
			say_backend(out, p->backend != NULL ?
			    p->backend->service : NULL);
		}
	}
	if (n > MW_SAY_FEW)
		mw_buf_printf(out, ", and %zu more", n - MW_SAY_FEW);
	if (s != NULL && s->default_backend != NULL) {
		mw_buf_adds(out, n > 0 ? "; everything else to " :
		    ": everything to ");
		say_backend(out, s->default_backend->service);
	}
	mw_buf_addc(out, '.');
}

void
mw_describe_ingress_class(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_ingress_class_spec *s =
	    MW_SPEC(o, k8s_ingress_class)->spec;

	mw_buf_printf(out, "Ingresses of class %s are run by %s.", o->name,
	    s != NULL ? mw_str_or_empty(s->controller.s) : "nobody");
}

void
mw_describe_node(const struct mw_object *o, struct mw_buf *out)
{
	const char *region = mw_labels_get(&o->labels,
	    "topology.kubernetes.io/region");
	const char *zone = mw_labels_get(&o->labels,
	    "topology.kubernetes.io/zone");

	mw_buf_printf(out, "A machine for pods%s%s%s%s.",
	    region != NULL ? " in " : "", mw_str_or_empty(region),
	    zone != NULL ? "/" : "", mw_str_or_empty(zone));
}

void
mw_describe_network_policy(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_network_policy_spec *s =
	    MW_SPEC(o, k8s_network_policy)->spec;

	mw_buf_adds(out, "The network itself decides, before any proxy, who "
	    "reaches ");
	mw_say_workloads(out, o, s != NULL && s->pod_selector != NULL ?
	    &s->pod_selector->match_labels : NULL);
	mw_buf_adds(out, "; that is not modelled.");
}

void
mw_describe_webhook(const struct mw_object *o, struct mw_buf *out)
{
	const char *revision = mw_labels_get(&o->labels, "istio.io/rev");

	mw_buf_adds(out, "Changes objects on their way into the cluster");
	if (revision != NULL)
		mw_buf_printf(out, ": puts sidecars of revision %s into pods",
		    revision);
	mw_buf_addc(out, '.');
}

void
mw_describe_custom_resource(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_custom_resource_definition_spec *s =
	    MW_SPEC(o, k8s_custom_resource_definition)->spec;

	mw_buf_printf(out, "Makes the kind %s of %s known to the cluster.",
	    s != NULL && s->names != NULL ? mw_str_or_empty(s->names->kind.s) :
	    "(none)", s != NULL ? mw_str_or_empty(s->group.s) : "");
}

void
mw_describe_service_import(const struct mw_object *o, struct mw_buf *out)
{
	mw_buf_printf(out, "Service %s, as all clusters together serve it.",
	    o->name);
}

void
mw_describe_service_export(const struct mw_object *o, struct mw_buf *out)
{
	mw_buf_printf(out, "Service %s is served to other clusters too.",
	    o->name);
}
