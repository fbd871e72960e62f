/*
 * cmd-proxy.c - meshwalk proxy: what a proxy is told, and what it is not, with
 * the line behind each.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/proxy-rows.h"
#include "yaml/node.h"

/* ---- text ------------------------------------------------------------------------ */

void
mw_row(struct mw_rows *o, int depth, const struct mw_origin *origin, const char *fmt,
    ...)
{
	struct mw_buf raw = { 0 };
	size_t used;
	va_list ap;

	va_start(ap, fmt);
	mw_buf_vprintf(&raw, fmt, ap);
	va_end(ap);
	mw_buf_clear(&o->line);
	mw_buf_printf(&o->line, "%*s", depth * 2, "");
	mw_utf8_printable(&o->line, mw_buf_text(&raw), raw.len);
	used = mw_utf8_columns(mw_buf_text(&o->line), o->line.len);
	fputs(mw_buf_text(&o->line), stdout);
	mw_buf_clear(&raw);
	if (origin != NULL && mw_origin_print(origin, &raw))
		printf("%s%*s%s%s", mw_sgr(o->color, "\033[2m"),
		    used < 70 ? (int)(72 - used) : 2, "", mw_buf_text(&raw),
		    mw_sgr(o->color, "\033[0m"));
	putchar('\n');
	mw_buf_release(&raw);
}

void
mw_row_heading(const struct mw_rows *o, const char *text)
{
	printf("%s%s%s\n", mw_sgr(o->color, "\033[1m"), text,
	    mw_sgr(o->color, "\033[0m"));
}

static void
join(struct mw_buf *b, const char *const *v, size_t n, size_t most)
{
	for (size_t i = 0; i < n; i++) {
		if (i == most) {
			mw_buf_printf(b, " (+%zu)", n - i);
			return;
		}
		mw_buf_printf(b, "%s%s", i > 0 ? " " : "", v[i]);
	}
}

/* ---- listeners --------------------------------------------------------------------- */

const char *
mw_downstream_tls_name(enum mw_downstream_tls_kind k)
{
	static const char *const names[] = { "plaintext", "TLS", "mutual TLS",
		"optional mutual TLS", "mesh mTLS" };

	return names[k];
}

static void
chain_text(struct mw_rows *o, const struct mw_filter_chain *c, bool fallback)
{
	struct mw_buf b = { 0 };

	if (c->match.destination_port > 0)
		mw_buf_printf(&b, " port %u", c->match.destination_port);
	for (size_t i = 0; i < c->match.n_prefixes; i++)
		mw_buf_printf(&b, " to %s", c->match.prefixes[i].text);
	if (c->match.n_server_names > 0) {
		mw_buf_adds(&b, " SNI ");
		join(&b, c->match.server_names, c->match.n_server_names, 4);
	}
	if (c->match.transport != NULL)
		mw_buf_printf(&b, " %s", c->match.transport);
	if (c->match.n_alpn > 0) {
		mw_buf_adds(&b, " ALPN ");
		join(&b, c->match.alpn, c->match.n_alpn, 3);
	}
	mw_buf_printf(&b, "  %s  ", mw_downstream_tls_name(c->tls.kind));
	if (c->http != NULL)
		mw_buf_printf(&b, "HTTP, routes %s",
		    mw_str_or_empty(c->http->route_config));
	else if (c->tcp != NULL && c->tcp->n_clusters > 0)
		mw_buf_printf(&b, "TCP to %s%s", c->tcp->clusters[0].name,
		    c->tcp->n_clusters > 1 ? " ..." : "");
	mw_row(o, 1, &c->origin, "%s%s%s", fallback ? "otherwise " : "chain ",
	    mw_str_or_empty(c->name), mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
listeners_text(struct mw_rows *o, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		mw_row(o, 0, &l->origin, "%s%s%s", l->name,
		    l->nack != NULL ? "  REFUSED by Envoy: " : "",
		    mw_str_or_empty(l->nack));
		for (size_t j = 0; j < l->n_chains; j++)
			chain_text(o, &l->chains[j], false);
		if (l->fallback != NULL)
			chain_text(o, l->fallback, true);
	}
}

/* ---- routes ------------------------------------------------------------------------- */

void
mw_route_match_text(const struct mw_route_entry *r, struct mw_buf *b)
{
	static const char *const kinds[] = { "prefix", "exact", "regex",
		"path prefix" };

	mw_buf_printf(b, "%s %s", kinds[r->path_kind], r->path);
	for (size_t i = 0; i < r->n_headers; i++) {
		mw_buf_printf(b, ", %s%s ", r->headers[i].invert ? "not " : "",
		    r->headers[i].name);
		mw_matcher_print(&r->headers[i].value, b);
	}
	for (size_t i = 0; i < r->n_query; i++) {
		mw_buf_printf(b, ", query %s ", r->query[i].name);
		mw_matcher_print(&r->query[i].value, b);
	}
	for (size_t i = 0; i < r->n_claims; i++) {
		mw_buf_adds(b, r->claims[i].invert ? ", not claim "
						   : ", claim ");
		join(b, r->claims[i].path, r->claims[i].n_path, 8);
		mw_buf_addc(b, ' ');
		mw_matcher_print(&r->claims[i].value, b);
	}
}

void
mw_route_action_text(const struct mw_route_entry *r, struct mw_buf *b)
{
	switch (r->action) {
	case MW_ACTION_REDIRECT:
		mw_buf_printf(b, "redirect %u", r->redirect->code);
		return;
	case MW_ACTION_DIRECT_RESPONSE:
		mw_buf_printf(b, "answer %u", r->direct_response->status);
		return;
	case MW_ACTION_ROUTE:
		break;
	}
	for (size_t i = 0; i < r->n_clusters; i++) {
		if (i > 0)
			mw_buf_adds(b, ", ");
		if (r->weighted && r->total_weight > 0)
			mw_buf_printf(b, "%.4g %% ", 100.0 *
			    (double)r->clusters[i].weight /
			    (double)r->total_weight);
		mw_buf_adds(b, r->clusters[i].name);
	}
}

static void
routes_text(struct mw_rows *o, const struct mw_proxy *p)
{
	struct mw_buf match = { 0 }, action = { 0 }, domains = { 0 };

	for (size_t i = 0; i < p->n_routes; i++) {
		const struct mw_route_config *rc = &p->routes[i];

		mw_row_heading(o, rc->name);
		for (size_t j = 0; j < rc->n_vhosts; j++) {
			const struct mw_virtual_host *v = &rc->vhosts[j];

			mw_buf_clear(&domains);
			join(&domains, v->domains, v->n_domains,
			    o->wide ? 1000 : 4);
			mw_row(o, 1, &v->origin, "%s  [%s]%s", v->name,
			    mw_buf_text(&domains),
			    v->require_tls ? "  TLS required" : "");
			for (size_t k = 0; k < v->n_routes; k++) {
				mw_buf_clear(&match);
				mw_buf_clear(&action);
				mw_route_match_text(&v->routes[k], &match);
				mw_route_action_text(&v->routes[k], &action);
				mw_row(o, 2, v->routes[k].match_origin.node != NULL
				    ? &v->routes[k].match_origin
				    : &v->routes[k].origin, "%s%s%s => %s",
				    v->routes[k].name,
				    *v->routes[k].name != '\0' ? ": " : "",
				    mw_buf_text(&match), mw_buf_text(&action));
			}
		}
	}
	mw_buf_release(&match);
	mw_buf_release(&action);
	mw_buf_release(&domains);
}

/* ---- clusters and endpoints ---------------------------------------------------------- */

static void
clusters_text(struct mw_rows *o, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_clusters; i++) {
		const struct mw_cluster *c = &p->clusters[i];

		mw_row(o, 0, c->policy.object != NULL ? &c->policy : &c->origin,
		    "%s  %s %s  %s%s  %zu endpoint%s", c->name,
		    mw_cluster_type_name(c->type), mw_lb_policy_name(c->lb),
		    c->tls.automatic ? "auto " : "",
		    mw_upstream_tls_name(c->tls.kind), c->n_endpoints,
		    mw_str_s(c->n_endpoints));
	}
}

static void
endpoints_text(struct mw_rows *o, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_clusters; i++) {
		const struct mw_cluster *c = &p->clusters[i];

		if (c->n_endpoints == 0 && c->n_unready == 0 && !o->wide)
			continue;
		mw_row(o, 0, &c->origin, "%s", c->name);
		for (size_t j = 0; j < c->n_endpoints; j++) {
			const struct mw_endpoint_info *e = c->endpoints[j].info;
			struct mw_origin origin = { e->object, e->node, NULL };

			mw_row(o, 1, &origin, "%s:%lld  %s%s%s%s", e->address,
			    (long long)e->port,
			    e->workload != NULL ? e->workload->ns : "",
			    e->workload != NULL ? "/" : "",
			    e->workload != NULL ? e->workload->name : "",
			    c->endpoints[j].mtls ? "  mTLS" : "");
		}
		if (c->n_unready > 0)
			mw_row(o, 1, NULL, "%zu not ready", c->n_unready);
	}
}

/* ---- omissions -------------------------------------------------------------------------- */

static void
omitted_text(struct mw_rows *o, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_omissions; i++) {
		const struct mw_omission *m = &p->omissions[i];

		mw_row(o, 0, &m->what, "%s: %s", mw_omission_text(m->reason),
		    mw_str_or_empty(m->text));
	}
	if (p->n_omissions == 0)
		puts("nothing is left out");
}

/* ---- the command ------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	void (*text)(struct mw_rows *o, const struct mw_proxy *p);
	json_t *(*json)(const struct mw_rows *o, const struct mw_proxy *p);
} parts[] = {
	{ "listeners", listeners_text, mw_listeners_json },
	{ "routes", routes_text, mw_routes_json },
	{ "clusters", clusters_text, mw_clusters_json },
	{ "endpoints", endpoints_text, mw_endpoints_json },
	{ "policies", mw_policies_text, mw_policies_json },
	{ "omitted", omitted_text, mw_omitted_json },
};

static int
part_index(const char *word)
{
	for (size_t i = 0; i < MW_LEN(parts); i++) {
		if (strcmp(parts[i].name, word) == 0)
			return (int)i;
	}
	return -1;
}

/* What a part mistyped may be: the word before it looks like a proxy. */
static const char *
near_part(const struct mw_args *a)
{
	const char *names[MW_LEN(parts)], *word;
	struct stat st;

	if (a->words.n < 2)
		return NULL;
	word = a->words.v[a->words.n - 1];
	if (strchr(word, '/') != NULL || stat(word, &st) == 0)
		return NULL;
	for (size_t i = 0; i < MW_LEN(parts); i++)
		names[i] = parts[i].name;
	return mw_str_nearest(word, names, MW_LEN(parts));
}

static const struct mw_workload *
find_workload(const struct mw_mesh *m, const char *word)
{
	const char *slash = strchr(word, '/');
	const struct mw_workload *found = NULL;
	struct mw_buf b = { 0 };

	if (slash == NULL)
		return NULL;
	mw_buf_add(&b, word, (size_t)(slash - word));
	found = mw_mesh_workload(m, mw_buf_text(&b), slash + 1);
	mw_buf_release(&b);
	return found;
}

static void
show(struct mw_args *a, struct mw_session *s, const struct mw_proxy *p,
    int part)
{
	struct mw_rows o = { .color = mw_use_color(a, stdout),
		.wide = a->verbose > 0, .session = s };
	bool json = strcmp(a->output, "json") == 0;
	json_t *all = json_object();
	char *dump;

	for (size_t i = 0; i < MW_LEN(parts); i++) {
		if (part >= 0 && (int)i != part)
			continue;
		if (json) {
			json_object_set_new(all, parts[i].name,
			    parts[i].json(&o, p));
			continue;
		}
		if (part < 0)
			printf("%s%s%s%s\n", i > 0 ? "\n" : "",
			    mw_sgr(o.color, "\033[1;34m"), parts[i].name,
			    mw_sgr(o.color, "\033[0m"));
		parts[i].text(&o, p);
	}
	if (json) {
		dump = json_dumps(all, JSON_INDENT(2));
		puts(dump != NULL ? dump : "{}");
		free(dump);
	}
	json_decref(all);
	mw_buf_release(&o.line);
}

static int
no_such(struct mw_args *a, const struct mw_mesh *m, const char *word)
{
	fprintf(stderr, "meshwalk: no workload '%s'; there are:\n", word);
	for (size_t i = 0; i < m->n_workloads && (i < 20 || a->verbose > 0);
	     i++)
		fprintf(stderr, "  %s/%s\n", m->workloads[i]->ns,
		    m->workloads[i]->name);
	return MW_EXIT_USAGE;
}

static int
run(struct mw_args *a)
{
	const struct mw_mesh *m;
	const struct mw_workload *w;
	struct mw_session *s;
	const char *word;
	int code, part = -1;

	if (!mw_args_output(a, "text|json"))
		return MW_EXIT_USAGE;
	if (a->words.n > 0)
		part = part_index(a->words.v[a->words.n - 1]);
	if (part < 0 && near_part(a) != NULL)
		return mw_usage_error(a, "no such part '%s': did you mean "
		    "'%s'?", a->words.v[a->words.n - 1], near_part(a));
	if (part >= 0)
		a->words.n--;
	if (a->words.n == 0)
		return mw_usage_error(a, "which proxy? NAMESPACE/POD is "
		    "missing");
	word = a->words.v[--a->words.n];
	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	m = mw_args_load(a, &code);
	if (m == NULL)
		return code;
	w = find_workload(m, word);
	if (w == NULL) {
		code = no_such(a, m, word);
	} else if (w->proxy == MW_PROXY_NONE) {
		printf("%s/%s has no proxy: %s\n", w->ns, w->name,
		    mw_proxy_reason_text(w->reason));
		code = MW_EXIT_FINDINGS;
	} else {
		s = mw_session_new(m, NULL);
		show(a, s, mw_session_proxy(s, w), part);
		mw_session_free(s);
	}
	mw_mesh_free(m);
	return code;
}

const struct mw_command mw_cmd_proxy = {
	.name = "proxy",
	.usage = "[PATH...] NAMESPACE/POD [listeners|routes|clusters|endpoints|policies|omitted]",
	.summary = "Show what a proxy is told, and what was left out and why",
	.run = run,
};
