/*
 * hosts.c - who answers to a host name, as the analyzers look it up (A9, A11).
 */
#include "lint/world.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

const char *
mw_lint_fqdn(struct mw_arena *a, const char *ns, const char *host)
{
	host = mw_str_or_empty(host);
	if (host[0] == '*' || strchr(host, '.') != NULL)
		return host;
	return mw_arena_printf(a, "%s.%s.svc.cluster.local", host, ns);
}

bool
mw_lint_exported_to_all(const struct mw_strings *export_to)
{
	for (size_t i = 0; i < export_to->n; i++)
		if (mw_str_eq(export_to->v[i].s, "*"))
			return true;
	return export_to->n == 0;
}

void
mw_lint_each_scope(struct mw_arena *a, const struct mw_strings *export_to,
    const char *ns, void (*fn)(void *ctx, const char *scope), void *ctx)
{
	struct mw_lint_words seen = { 0 };

	if (mw_lint_exported_to_all(export_to)) {
		fn(ctx, "*");
		return;
	}
	for (size_t i = 0; i < export_to->n; i++) {
		const char *scope = mw_str_or_empty(export_to->v[i].s);

		if (strcmp(scope, ".") == 0)
			scope = ns;
		if (mw_lint_has_word(&seen, scope))
			continue;
		mw_vec_push(a, &seen, scope);
		fn(ctx, scope);
	}
}

/* ---- the table --------------------------------------------------------- */

static void
put(struct mw_lint_world *w, const char *scope, const char *ns,
    const char *host, const struct mw_lint_host *entry)
{
	struct mw_lint_host *h = MW_NEW(w->arena, struct mw_lint_host);
	const char *fqdn = mw_lint_fqdn(w->arena, ns, host);

	*h = *entry;
	h->scope = scope;
	h->fqdn = fqdn;
	mw_map_put(w->hosts, mw_arena_printf(w->arena, "%s/%s", scope, fqdn),
	    h);
}

static void
put_entry(struct mw_lint_world *w, const struct mw_object *o)
{
	const struct mw_service_entry *se = MW_SPEC(o, service_entry);
	struct mw_lint_host h = { .object = o, .n_ports = se->ports.n };
	int64_t *ports = MW_NEW_ARRAY(w->arena, int64_t, se->ports.n + 1);
	bool all = mw_lint_exported_to_all(&se->export_to);

	for (size_t i = 0; i < se->ports.n; i++)
		ports[i] = se->ports.v[i].number.v;
	h.ports = ports;
	if (se->workload_selector != NULL)
		h.selector = &se->workload_selector->labels;
	for (size_t i = 0; i < se->hosts.n; i++) {
		const char *host = se->hosts.v[i].s;

		if (all) {
			put(w, "*", o->ns, host, &h);
			continue;
		}
		for (size_t k = 0; k < se->export_to.n; k++) {
			const char *scope =
			    mw_str_or_empty(se->export_to.v[k].s);

			put(w, strcmp(scope, ".") == 0 ? o->ns : scope, o->ns,
			    host, &h);
		}
	}
}

static void
put_service(struct mw_lint_world *w, const struct mw_object *o)
{
	const struct mw_k8s_service_spec *s = MW_SPEC(o, k8s_service)->spec;
	const char *list = mw_labels_get(&o->annotations,
	    "networking.istio.io/exportTo");
	struct mw_lint_host h = { .object = o };
	size_t n = s != NULL ? s->ports.n : 0;
	int64_t *ports = MW_NEW_ARRAY(w->arena, int64_t, n + 1);

	for (size_t i = 0; i < n; i++)
		ports[i] = s->ports.v[i].port.v;
	h.ports = ports;
	h.n_ports = n;
	if (mw_str_empty(list)) {
		put(w, "*", o->ns, o->name, &h);
		return;
	}
	for (;;) {
		size_t len = strcspn(list, ","), from = strspn(list, " \t");
		size_t to = len;
		const char *scope;

		while (to > from && (list[to - 1] == ' ' ||
		    list[to - 1] == '\t'))
			to--;
		scope = mw_arena_text(w->arena, list + (from < to ? from : to),
		    from < to ? to - from : 0);
		put(w, strcmp(scope, ".") == 0 ? o->ns : scope, o->ns, o->name,
		    &h);
		if (list[len] == '\0')
			return;
		list += len + 1;
	}
}

void
mw_lint_hosts_init(struct mw_lint_world *w)
{
	const struct mw_objects *entries = &w->of_kind[MW_KIND_SERVICE_ENTRY];
	const struct mw_objects *services = &w->of_kind[MW_KIND_K8S_SERVICE];

	w->hosts = mw_map_new(w->arena);
	for (size_t i = 0; i < entries->n; i++)
		put_entry(w, entries->v[i]);
	/* one that somebody wrote is better than the one everybody has */
	for (size_t i = 0; i < services->n; i++)
		if (!services->v[i]->assumed || mw_lint_find(w,
		    MW_KIND_K8S_SERVICE, services->v[i]->ns,
		    services->v[i]->name) == NULL)
			put_service(w, services->v[i]);
	for (size_t i = 0; i < mw_map_count(w->hosts); i++) {
		const struct mw_lint_host *h = mw_map_value(w->hosts, i);

		if (h->fqdn[0] == '*')
			mw_vec_push(w->arena, &w->wildcards, h);
	}
}

static const struct mw_lint_host *
in_scope(const struct mw_lint_world *w, const char *scope, const char *fqdn)
{
	struct mw_buf key = { 0 };
	const struct mw_lint_host *h;

	mw_buf_printf(&key, "%s/%s", scope, fqdn);
	h = mw_map_get(w->hosts, mw_buf_text(&key));
	mw_buf_release(&key);
	return h;
}

const struct mw_lint_host *
mw_lint_host_find(const struct mw_lint_world *w, const char *ns,
    const struct mw_strings *export_to, const char *host)
{
	const char *fqdn = mw_lint_fqdn(w->arena, ns, host);
	const struct mw_lint_host *h = in_scope(w, "*", fqdn);

	if (h == NULL && export_to->n == 0)
		h = in_scope(w, ns, fqdn);
	for (size_t i = 0; h == NULL && i < export_to->n; i++) {
		const char *scope = mw_str_or_empty(export_to->v[i].s);

		h = in_scope(w, strcmp(scope, ".") == 0 ? ns : scope, fqdn);
	}
	if (h != NULL)
		return h;
	host = mw_str_or_empty(host);
	host += host[0] == '*';
	for (size_t i = 0; i < w->wildcards.n; i++) {
		h = w->wildcards.v[i];
		if ((strcmp(h->scope, "*") == 0 || strcmp(h->scope, ns) == 0) &&
		    mw_str_has_suffix(host, h->fqdn + 1))
			return h;
	}
	return NULL;
}
