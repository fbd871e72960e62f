/*
 * admit-attach.c - to whom something applies: selectors, target references,
 * exportTo, names of gateways, hosts with a namespace (D0).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"

/* ---- selectors ------------------------------------------------------- */

static void
check_labels(struct mw_admit *a, const struct mw_string_map *labels)
{
	for (size_t i = 0; i < labels->n; i++) {
		const char *key = labels->v[i].key.s;
		const char *value = labels->v[i].value.s;
		const struct mw_node *node = labels->v[i].value.node;

		if (*key == '\0')
			mw_admit_error(a, node,
			    "a selector cannot have an empty key");
		if (strchr(key, '*') != NULL || strchr(value, '*') != NULL)
			mw_admit_error(a, node, "a selector cannot have '*': "
			    "'%s: %s'", key, value);
	}
}

void
mw_admit_selector(struct mw_admit *a, const struct mw_label_selector *s)
{
	if (s == NULL)
		return;
	check_labels(a, &s->match_labels);
	if (s->match_labels.n == 0)
		mw_admit_warn(a, s->node, "the selector has no labels, so it "
		    "selects every workload");
}

bool
mw_admit_old_selector(struct mw_admit *a, const struct mw_workload_selector *s)
{
	size_t before = a->errors;

	if (s == NULL)
		return true;
	check_labels(a, &s->labels);
	if (a->errors > before)
		return false;
	if (s->labels.n == 0)
		mw_admit_warn(a, s->node, "the workloadSelector has no labels, "
		    "so it selects every workload of the namespace");
	return true;
}

/* ---- target references ----------------------------------------------- */

static const struct {
	const char *group, *kind;
} targets[] = {
	{ "", "Service" },
	{ "core", "Service" },
	{ "networking.istio.io", "ServiceEntry" },
	{ "gateway.networking.k8s.io", "Gateway" },
	{ "gateway.networking.k8s.io", "GatewayClass" },
};

static void
check_target(struct mw_admit *a, const struct mw_target_ref *t)
{
	const char *group = mw_str_or_empty(t->group.s);
	const char *kind = mw_str_or_empty(t->kind.s);

	if (mw_str_empty(t->name.s))
		mw_admit_error(a, t->name.node != NULL ? t->name.node :
		    t->node, "the target reference has no name");
	if (!mw_str_empty(t->namespace.s))
		mw_admit_error(a, t->namespace.node, "a target reference "
		    "cannot name a namespace: it is always the own one");
	for (size_t i = 0; i < MW_LEN(targets); i++)
		if (strcmp(targets[i].group, group) == 0 &&
		    strcmp(targets[i].kind, kind) == 0)
			return;
	mw_admit_error(a, t->kind.node != NULL ? t->kind.node : t->node,
	    "'%s' of group '%s' cannot be a target: only Service of the core, "
	    "ServiceEntry of networking.istio.io, Gateway and GatewayClass of "
	    "gateway.networking.k8s.io", kind, group);
}

void
mw_admit_attachment(struct mw_admit *a,
    const struct mw_label_selector *selector, const struct mw_target_ref *ref,
    const struct mw_target_ref_list *refs)
{
	if ((selector != NULL) + (ref != NULL) + (refs->n > 0) > 1)
		mw_admit_error(a, mw_admit_node(a, NULL),
		    "only one of selector, targetRef and targetRefs can be "
		    "there");
	mw_admit_selector(a, selector);
	if (ref != NULL)
		check_target(a, ref);
	for (size_t i = 0; i < refs->n; i++)
		check_target(a, &refs->v[i]);
}

/* ---- exportTo -------------------------------------------------------- */

static void
check_export(struct mw_admit *a, const struct mw_string *e, const char *key,
    enum mw_admit_export how, struct mw_map *seen)
{
	if (mw_map_get(seen, key) != NULL) {
		mw_admit_error(a, e->node, "exportTo repeats '%s'", e->s);
		return;
	}
	if (strcmp(key, "~") == 0 && how != MW_ADMIT_EXPORT_SERVICE) {
		mw_admit_error(a, e->node,
		    "only a ServiceEntry can be exported to '~'");
		return;
	}
	if (strcmp(key, "*") != 0 && strcmp(key, "~") != 0 &&
	    !mw_admit_is_label(key)) {
		mw_admit_error(a, e->node, "exportTo wants '.', '*' or a "
		    "namespace, not '%s'", e->s);
		return;
	}
	mw_map_put(seen, key, seen);
}

void
mw_admit_export_to(struct mw_admit *a, const struct mw_strings *list,
    enum mw_admit_export how)
{
	struct mw_map *seen = mw_map_new(a->arena);
	const char *ns = a->object->ns;

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_string *e = &list->v[i];

		check_export(a, e, strcmp(e->s, ".") == 0 ? ns : e->s, how,
		    seen);
	}
	if (how == MW_ADMIT_EXPORT_SELECTED && mw_map_count(seen) > 0 &&
	    (mw_map_get(seen, ns) == NULL || mw_map_count(seen) > 1))
		mw_admit_error(a, list->node, "with a workloadSelector, "
		    "exportTo can name the own namespace only");
	if (mw_map_get(seen, "*") != NULL && list->n > 1)
		mw_admit_error(a, list->node,
		    "exportTo has '*' and something else");
	if (mw_map_get(seen, "~") != NULL && list->n > 1)
		mw_admit_error(a, list->node,
		    "exportTo has '~' and something else");
}

/* ---- gateways and hosts ---------------------------------------------- */

/* False when the rest of the list is not looked at. */
static bool
check_gateway_name(struct mw_admit *a, const struct mw_string *name)
{
	const char *slash = strchr(name->s, '/');
	size_t ns = slash != NULL ? (size_t)(slash - name->s) : 0;

	if (slash == NULL) {
		const char *dot = strchr(name->s, '.');

		if (dot != NULL)
			mw_admit_warn(a, name->node, "gateway '%s' is named "
			    "the old way: write '%.*s/%.*s'", name->s,
			    (int)strcspn(dot + 1, "."), dot + 1,
			    (int)(dot - name->s), name->s);
		if (!mw_admit_is_fqdn(name->s))
			mw_admit_error(a, name->node,
			    "'%s' cannot be the name of a gateway", name->s);
		return false;
	}
	if (!mw_admit_is_label_n(name->s, ns))
		mw_admit_error(a, name->node, "gateway '%s': '%.*s' cannot be "
		    "a namespace", name->s, (int)ns, name->s);
	if (!mw_admit_is_label(slash + 1))
		mw_admit_error(a, name->node, "gateway '%s': '%s' cannot be "
		    "the name of a gateway", name->s, slash + 1);
	return true;
}

void
mw_admit_gateway_names(struct mw_admit *a, const struct mw_strings *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (!check_gateway_name(a, &list->v[i]))
			return;
}

/* Behind the slash: no short names, no '*' within a label. */
static void
check_host_part(struct mw_admit *a, const struct mw_string *s,
    const char *host, bool gateway)
{
	if (strcmp(host, "*") != 0 && strchr(host, '.') == NULL)
		mw_admit_error(a, s->node, "'%s': a short host name is not "
		    "allowed here", s->s);
	else if (!mw_admit_is_wildcard_host(host) &&
	    !(gateway && mw_admit_is_ip(host)))
		mw_admit_error(a, s->node, "'%s': '%s' is not a host name",
		    s->s, host);
	else if (mw_admit_is_partial_wildcard(host))
		mw_admit_error(a, s->node, "'%s': '*' can only be the whole "
		    "first part of a host name", s->s);
}

static bool
is_scope(const char *ns, size_t len, bool gateway)
{
	if (!gateway && len > 0 && ns[0] == '~') {
		ns++;
		len--;
		if (len == 0)
			return true;
	}
	if (len == 1 && (ns[0] == '*' || ns[0] == '.'))
		return true;
	return mw_admit_is_label_n(ns, len);
}

void
mw_admit_scoped_host(struct mw_admit *a, const struct mw_string *s,
    bool gateway)
{
	const char *slash = strchr(s->s, '/');

	if (slash == NULL) {
		if (gateway)
			check_host_part(a, s, s->s, true);
		else
			mw_admit_error(a, s->node, "'%s' has no namespace: "
			    "'namespace/host' is needed", s->s);
		return;
	}
	if (!is_scope(s->s, (size_t)(slash - s->s), gateway))
		mw_admit_error(a, s->node, "'%s': '%.*s' cannot be a namespace",
		    s->s, (int)(slash - s->s), s->s);
	check_host_part(a, s, slash + 1, gateway);
}
