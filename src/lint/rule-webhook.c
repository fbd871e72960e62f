/*
 * rule-webhook.c - injection webhooks that overlap or lead nowhere (B31), and
 * the addresses of an external control plane (B32).
 */
#include <arpa/inet.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/admit-check.h"
#include "lint/world.h"

#define WEBHOOK struct mw_k8s_mutating_webhook_configuration_webhooks

struct hook {
	const struct mw_object *o;
	const WEBHOOK *h;
	const char *title;		/* "configuration/webhook" */
};

struct hooks {
	struct hook *v;
	size_t n, cap;
	struct mw_lint_words revisions;
};

/* ---- which ------------------------------------------------------------- */

static void
add_revision(struct mw_arena *a, struct hooks *h, const char *revision,
    bool *any)
{
	*any = true;
	if (!mw_lint_has_word(&h->revisions, revision))
		mw_vec_push(a, &h->revisions, revision);
}

static void
revisions_of(struct mw_arena *a, struct hooks *h,
    const struct mw_k8s_label_selector *s, bool *any)
{
	const char *own;

	if (s == NULL)
		return;
	own = mw_labels_get(&s->match_labels, "istio.io/rev");
	if (own != NULL)
		add_revision(a, h, own, any);
	for (size_t i = 0; i < s->match_expressions.n; i++) {
		const struct mw_label_requirement *r =
		    &s->match_expressions.v[i];

		for (size_t k = 0; mw_str_eq(r->key.s, "istio.io/rev") &&
		    k < r->values.n; k++)
			add_revision(a, h, mw_str_or_empty(r->values.v[k].s),
			    any);
	}
}

static void
collect(struct mw_findings *f, struct hooks *h)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION];

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_object *o = list->v[i];
		const struct mw_k8s_mutating_webhook_configuration *c =
		    MW_SPEC(o, k8s_mutating_webhook_configuration);
		const char *own = mw_labels_get(&o->labels, "istio.io/rev");
		bool istio = false;

		if (own != NULL)
			add_revision(f->arena, h, own, &istio);
		for (size_t k = 0; k < c->webhooks.n; k++) {
			const WEBHOOK *x = &c->webhooks.v[k];

			revisions_of(f->arena, h, x->namespace_selector,
			    &istio);
			revisions_of(f->arena, h, x->object_selector, &istio);
			istio |= mw_str_has_suffix(mw_str_or_empty(x->name.s),
			    "istio.io");
		}
		for (size_t k = 0; istio && k < c->webhooks.n; k++) {
			struct hook x = { o, &c->webhooks.v[k],
				mw_arena_printf(f->arena, "%s/%s", o->name,
				mw_str_or_empty(c->webhooks.v[k].name.s)) };

			mw_vec_push(f->arena, h, x);
		}
	}
}

/* ---- overlaps ---------------------------------------------------------- */

/* The I-th set of labels: one of three values of KEY, and one of the revisions
 * or none. */
static struct mw_string_map
labels_at(struct mw_string_entry pair[2], const char *key,
    const char *const values[3], const struct mw_lint_words *revisions,
    size_t i)
{
	struct mw_string_map m = { .v = pair };
	const char *value = values[i % 3];

	if (value != NULL)
		pair[m.n++] = (struct mw_string_entry){ { key, NULL },
			{ value, NULL } };
	if (i >= 3)
		pair[m.n++] = (struct mw_string_entry){
			{ "istio.io/rev", NULL },
			{ revisions->v[i / 3 - 1], NULL } };
	return m;
}

static void
report(struct mw_findings *f, const struct hooks *h, const bool *matches)
{
	struct mw_lint_words titles = { 0 };

	for (size_t i = 0; i < h->n; i++)
		if (matches[i] && !mw_lint_has_word(&titles, h->v[i].title))
			mw_vec_push(f->arena, &titles, h->v[i].title);
	mw_lint_sort(&titles);
	for (size_t i = 0; titles.n > 1 && i < h->n; i++) {
		struct mw_lint_words others = { 0 };

		if (!matches[i])
			continue;
		for (size_t k = 0; k < titles.n; k++)
			if (strcmp(titles.v[k], h->v[i].title) != 0)
				mw_vec_push(f->arena, &others, titles.v[k]);
		mw_lint_say(f, MW_RULE_IST0139, h->v[i].o,
		    h->v[i].h->name.node, "Webhook overlaps with others: [%s]. "
		    "This may cause injection to occur twice.",
		    mw_lint_join(f->arena, &others, " "));
	}
}

static void
check_overlaps(struct mw_findings *f, const struct hooks *h)
{
	static const char *const injection[] = { NULL, "enabled", "disabled" };
	static const char *const inject[] = { NULL, "true", "false" };
	size_t sets = 3 * (h->revisions.n + 1);
	bool *matches = MW_NEW_ARRAY(f->arena, bool, h->n + 1);

	for (size_t i = 0; i < sets; i++)
		for (size_t k = 0; k < sets; k++) {
			struct mw_string_entry pairs[2][2];
			struct mw_string_map ns = labels_at(pairs[0],
			    "istio-injection", injection, &h->revisions, i);
			struct mw_string_map pod = labels_at(pairs[1],
			    "sidecar.istio.io/inject", inject, &h->revisions,
			    k);
			size_t n = 0;

			for (size_t j = 0; j < h->n; j++) {
				matches[j] = mw_lint_selector_matches(
				    h->v[j].h->namespace_selector, &ns) &&
				    mw_lint_selector_matches(
				    h->v[j].h->object_selector, &pod);
				n += matches[j];
			}
			if (n > 1)
				report(f, h, matches);
		}
}

static void
check_services(struct mw_findings *f, const struct hooks *h)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct mw_delegate *s = h->v[i].h->client_config != NULL
		    ? h->v[i].h->client_config->service : NULL;
		const char *ns, *name;
		const struct mw_lint_objects *list;
		bool found = false;

		if (s == NULL)
			continue;
		ns = mw_str_or_empty(s->namespace.s);
		name = mw_str_or_empty(s->name.s);
		list = mw_lint_services_of(f->world, ns);
		for (size_t k = 0; k < list->n; k++)
			found |= strcmp(list->v[k]->name, name) == 0;
		if (!found)
			mw_lint_say(f, MW_RULE_IST0139, h->v[i].o, s->node,
			    "Injector refers to a control plane service that "
			    "does not exist: %s/%s.", ns, name);
	}
}

/* ---- addresses (B32) --------------------------------------------------- */

/* The host of "//user@host:port"; false when it is none. */
static bool
read_host(const char *s, size_t len, const char **host, size_t *host_len)
{
	const char *at = memchr(s, '@', len), *end = s + len, *port;

	if (at != NULL)
		s = at + 1;
	if (s < end && *s == '[') {
		port = memchr(s, ']', (size_t)(end - s));
		if (port == NULL)
			return false;
		*host = s + 1;
		*host_len = (size_t)(port - s - 1);
		port++;
	} else {
		port = memchr(s, ':', (size_t)(end - s));
		if (port == NULL)
			port = end;
		*host = s;
		*host_len = (size_t)(port - s);
	}
	if (port < end && *port != ':')
		return false;
	for (const char *p = port + 1; p < end; p++)
		if (*p < '0' || *p > '9')
			return false;
	for (size_t i = 0; i < *host_len; i++)
		if (strchr(" \\^`{|}#?/", (*host)[i]) != NULL)
			return false;
	return mw_admit_url_escapes(*host, *host_len);
}

/* As Go reads an address: false when it does not. */
static bool
read_url(const char *url, const char **host, size_t *host_len)
{
	size_t i = 0, len = strlen(url), path;

	*host = "";
	*host_len = 0;
	for (size_t k = 0; k < len; k++)
		if ((unsigned char)url[k] < ' ' || url[k] == 0x7f)
			return false;
	if (len == 0 || url[0] == ':')
		return len == 0;
	while (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
	    url[i]) != NULL || (i > 0 && strchr("0123456789+-.", url[i]) !=
	    NULL)) {
		if (url[i] == '\0')
			break;
		i++;
	}
	if (i > 0 && url[i] == ':') {
		url += i + 1;
	} else {
		path = strcspn(url, "/?#");
		if (memchr(url, ':', path) != NULL)
			return false;
	}
	if (strncmp(url, "//", 2) == 0) {
		path = strcspn(url + 2, "/?#");
		if (!read_host(url + 2, path, host, host_len))
			return false;
		url += 2 + path;
	}
	return mw_admit_url_escapes(url, strcspn(url, "?#"));
}

static bool
is_address(struct mw_arena *a, const char *host, size_t len)
{
	unsigned char buf[16];
	const char *text = mw_arena_text(a, host, len);

	return inet_pton(AF_INET, text, buf) == 1 ||
	    inet_pton(AF_INET6, text, buf) == 1;
}

static void
check_address(struct mw_findings *f, const struct mw_object *o,
    const struct mw_node *hook)
{
	const char *name = mw_str_or_empty(mw_node_text(
	    mw_node_get(hook, "name"))), *host;
	const struct mw_node *config = mw_node_get(hook, "clientConfig");
	const struct mw_node *node = mw_node_get(config, "url");
	const char *url = mw_node_text(node), *problem = NULL;
	size_t len;

	if (url == NULL && mw_node_is(mw_node_get(config, "service"),
	    MW_NODE_MAP))
		return;
	if (url == NULL)
		problem = "is blank";
	else if (!read_url(url, &host, &len))
		problem = "was provided in an invalid format";
	if (problem != NULL)
		mw_lint_say(f, MW_RULE_IST0163, o, node != NULL ? node : hook,
		    "The hostname (%s) that was provided for the webhook (%s) "
		    "to reach the ingress gateway on the external control "
		    "plane cluster %s. Traffic may not flow properly.",
		    mw_str_or_empty(url), name, problem);
	else if (is_address(f->arena, host, len))
		mw_lint_say(f, MW_RULE_IST0164, o, node,
		    "The address (%s) that was provided for the webhook (%s) "
		    "to reach the ingress gateway on the external control "
		    "plane cluster is an IP address. This is not recommended "
		    "for a production environment.", url, name);
}

static bool
is_istios(const struct mw_object *o)
{
	if (mw_str_eq(o->kind_name, "ValidatingWebhookConfiguration"))
		return strcmp(o->name, "istiod-default-validator") == 0 ||
		    mw_str_has_prefix(o->name, "istio-validator");
	return mw_str_eq(o->kind_name, "MutatingWebhookConfiguration") &&
	    mw_str_has_prefix(o->name, "istio-sidecar-injector");
}

static void
check_addresses(struct mw_findings *f, enum mw_kind kind)
{
	const struct mw_objects *list = &f->world->of_kind[kind];

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_node *hook;

		if (!is_istios(list->v[i]))
			continue;
		hook = mw_node_first(mw_node_get(list->v[i]->root, "webhooks"));
		for (; hook != NULL; hook = mw_node_next(hook))
			check_address(f, list->v[i], hook);
	}
}

void
mw_lint_webhook(struct mw_findings *f)
{
	struct hooks h = { 0 };

	collect(f, &h);
	check_overlaps(f, &h);
	check_services(f, &h);
	/* ValidatingWebhookConfiguration is no kind that is decoded */
	check_addresses(f, MW_KIND_UNKNOWN);
	check_addresses(f, MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION);
}
