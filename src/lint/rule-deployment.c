/*
 * rule-deployment.c - Services that disagree about a Deployment (B21, B22), the
 * user of the proxy (B23), and keys that istiod fetches from anywhere (B24).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

/* ---- services of a deployment ------------------------------------------ */

/* One service port that leads to the Deployment. */
struct lead {
	const char *service;
	const char *protocol;
	const char *target;
	int64_t port;
};

struct leads {
	struct lead *v;
	size_t n, cap;
};

static void
add_service(struct mw_findings *f, struct leads *l, const struct mw_object *o)
{
	const struct mw_k8s_service_spec *s = MW_SPEC(o, k8s_service)->spec;

	for (size_t i = 0; i < s->ports.n; i++) {
		const struct mw_k8s_service_port *p = &s->ports.v[i];
		struct lead x = { mw_lint_full_name(f->arena, o),
			mw_str_empty(p->protocol.s) ? "TCP" : p->protocol.s,
			p->target_port.s, p->port.v };

		if (mw_str_empty(x.target) || strcmp(x.target, "0") == 0)
			x.target = mw_arena_printf(f->arena, "%lld",
			    (long long)x.port);
		mw_vec_push(f->arena, l, x);
	}
}

static void
find_services(struct mw_findings *f, struct leads *l,
    const struct mw_object *o, const struct mw_string_map *labels)
{
	const struct mw_lint_objects *list =
	    mw_lint_services_of(f->world, o->ns);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_k8s_service_spec *s =
		    MW_SPEC(list->v[i], k8s_service)->spec;

		if (list->v[i]->assumed && mw_lint_find(f->world,
		    MW_KIND_K8S_SERVICE, o->ns, list->v[i]->name) != NULL)
			continue;
		if (s != NULL && s->selector.n > 0 &&
		    mw_labels_match(&s->selector, labels))
			add_service(f, l, list->v[i]);
	}
}

static bool
first_of_port(const struct leads *l, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (l->v[k].port == l->v[i].port)
			return false;
	return true;
}

/* B21 */
static void
check_protocols(struct mw_findings *f, const struct mw_object *o,
    const struct leads *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct mw_lint_words names = { 0 };
		bool differ = false;

		if (!first_of_port(l, i))
			continue;
		for (size_t k = i; k < l->n; k++) {
			if (l->v[k].port != l->v[i].port)
				continue;
			mw_vec_push(f->arena, &names, l->v[k].service);
			differ |= strcmp(l->v[k].protocol,
			    l->v[i].protocol) != 0;
		}
		if (!differ)
			continue;
		mw_lint_sort(&names);
		mw_lint_say(f, MW_RULE_IST0116, o, mw_lint_name_node(o),
		    "This deployment %s is associated with multiple services "
		    "using port %lld but different protocols: [%s]", o->name,
		    (long long)l->v[i].port,
		    mw_lint_join(f->arena, &names, " "));
	}
}

/* The leads to one target, one a port, and the later of equal ones. */
static void
check_target(struct mw_findings *f, const struct mw_object *o,
    const struct leads *l, const char *target)
{
	struct leads ports = { 0 };
	struct mw_lint_words names = { 0 };
	struct mw_buf numbers = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		size_t k = 0;

		if (strcmp(l->v[i].target, target) != 0)
			continue;
		while (k < ports.n && ports.v[k].port != l->v[i].port)
			k++;
		if (k < ports.n)
			ports.v[k] = l->v[i];
		else
			mw_vec_push(f->arena, &ports, l->v[i]);
	}
	for (size_t i = 1; i < ports.n; i++)
		for (size_t k = i; k > 0 && ports.v[k].port <
		    ports.v[k - 1].port; k--) {
			struct lead x = ports.v[k];

			ports.v[k] = ports.v[k - 1];
			ports.v[k - 1] = x;
		}
	for (size_t i = 0; i < ports.n; i++) {
		mw_vec_push(f->arena, &names, ports.v[i].service);
		mw_buf_printf(&numbers, "%s%lld", i > 0 ? " " : "",
		    (long long)ports.v[i].port);
	}
	mw_lint_sort(&names);
	if (ports.n > 1)
		mw_lint_say(f, MW_RULE_IST0137, o, mw_lint_name_node(o),
		    "This deployment %s is associated with multiple services "
		    "[%s] using targetPort \"%s\" but different ports: [%s].",
		    o->name, mw_lint_join(f->arena, &names, " "), target,
		    mw_buf_text(&numbers));
	mw_buf_release(&numbers);
}

/* B22 */
static void
check_targets(struct mw_findings *f, const struct mw_object *o,
    const struct leads *l)
{
	struct mw_lint_words seen = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		if (mw_lint_has_word(&seen, l->v[i].target))
			continue;
		mw_vec_push(f->arena, &seen, l->v[i].target);
		check_target(f, o, l, l->v[i].target);
	}
}

static void
check_services(struct mw_findings *f, const struct mw_object *o)
{
	static const struct mw_string_map none;
	const struct mw_pod_template *t = mw_lint_template(o);
	const struct mw_string_map *labels, *annotations;
	struct leads l = { 0 };

	labels = t != NULL && t->metadata != NULL ? &t->metadata->labels
	    : &none;
	annotations = t != NULL && t->metadata != NULL
	    ? &t->metadata->annotations : &none;
	if (mw_str_eq(mw_labels_get(&o->labels, "gateway.istio.io/managed"),
	    "istio.io-mesh-controller") ||
	    !mw_lint_in_mesh(f->world, o->ns, labels, annotations,
	    t != NULL ? t->spec : NULL, false))
		return;
	find_services(f, &l, o, labels);
	check_protocols(f, o, &l);
	check_targets(f, o, &l);
}

/* ---- the user of the proxy (B23) --------------------------------------- */

enum { PROXY_USER = 1337 };

static bool
is_proxy_user(const struct mw_k8s_pod_security_context *c)
{
	return c != NULL && c->run_as_user.node != NULL &&
	    c->run_as_user.v == PROXY_USER;
}

static void
check_user(struct mw_findings *f, const struct mw_object *o,
    const struct mw_pod_spec *spec)
{
	static const char text[] =
	    "User ID (UID) 1337 is reserved for the sidecar proxy.";

	if (spec == NULL || mw_lint_is_control_plane(o))
		return;
	if (is_proxy_user(spec->security_context))
		mw_lint_say(f, MW_RULE_IST0144, o,
		    spec->security_context->run_as_user.node, "%s", text);
	for (size_t i = 0; i < spec->containers.n; i++) {
		const struct mw_container *c = &spec->containers.v[i];

		if (mw_str_eq(c->name.s, "istio-proxy") ||
		    mw_str_eq(c->name.s, "istio-operator") ||
		    !is_proxy_user(c->security_context))
			continue;
		mw_lint_say(f, MW_RULE_IST0144, o,
		    c->security_context->run_as_user.node, "%s", text);
	}
}

/* ---- keys from anywhere (B24) ------------------------------------------ */

static bool
blocks_addresses(const struct mw_pod_spec *spec)
{
	for (size_t i = 0; spec != NULL && i < spec->containers.n; i++) {
		const struct mw_env_var_list *env = &spec->containers.v[i].env;

		for (size_t k = 0; k < env->n; k++)
			if (mw_str_eq(env->v[k].name.s,
			    "BLOCKED_CIDRS_IN_JWKS_URIS") &&
			    !mw_str_empty(env->v[k].value.s))
				return true;
	}
	return false;
}

static void
check_istiod(struct mw_findings *f, const struct mw_object *o,
    const struct mw_pod_spec *spec)
{
	enum { SHOWN = 5 };
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_REQUEST_AUTHENTICATION];
	struct mw_lint_words names = { 0 };
	const char *text;

	if (list->n == 0 ||
	    !mw_str_eq(mw_labels_get(&o->labels, "app"), "istiod") ||
	    blocks_addresses(spec))
		return;
	for (size_t i = 0; i < list->n && i < SHOWN; i++)
		mw_vec_push(f->arena, &names,
		    mw_lint_full_name(f->arena, list->v[i]));
	text = mw_lint_join(f->arena, &names, ", ");
	if (list->n > SHOWN)
		text = mw_arena_printf(f->arena, "%s, and %zu more", text,
		    list->n - SHOWN);
	mw_lint_say(f, MW_RULE_IST0175, o, mw_lint_name_node(o),
	    "BLOCKED_CIDRS_IN_JWKS_URIS is not configured but %zu "
	    "RequestAuthentication resource(s) exist (%s). Consider "
	    "configuring it to restrict JWKS URI fetches to trusted networks.",
	    list->n, text);
}

void
mw_lint_deployment(struct mw_findings *f)
{
	const struct mw_objects *pods = &f->world->of_kind[MW_KIND_K8S_POD];
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_K8S_DEPLOYMENT];

	for (size_t i = 0; i < pods->n; i++)
		check_user(f, pods->v[i], MW_SPEC(pods->v[i], k8s_pod)->spec);
	for (size_t i = 0; i < list->n; i++) {
		const struct mw_pod_template *t = mw_lint_template(list->v[i]);
		const struct mw_pod_spec *spec = t != NULL ? t->spec : NULL;

		check_services(f, list->v[i]);
		check_user(f, list->v[i], spec);
		check_istiod(f, list->v[i], spec);
	}
}
