/*
 * detail-workload.c - what there is to say about a workload and a host.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/mesh.h"
#include "istiod/builder.h"
#include "view/state.h"
#include "yaml/node.h"

const char *
mw_proxy_word(enum mw_proxy_kind k)
{
	static const char *const words[] = {
		[MW_PROXY_NONE] = "no proxy",
		[MW_PROXY_SIDECAR] = "sidecar",
		[MW_PROXY_GATEWAY] = "gateway",
		[MW_PROXY_WAYPOINT] = "waypoint",
		[MW_PROXY_ZTUNNEL] = "ambient",
	};

	return k < MW_LEN(words) ? words[k] : "";
}

/* ---- workloads ----------------------------------------------------------- */

static void
labels(struct mw_page *p, const struct mw_string_map *map)
{
	struct mw_buf b = { 0 };

	for (size_t i = 0; map != NULL && i < map->n; i++)
		mw_buf_printf(&b, "%s%s=%s", i > 0 ? "  " : "",
		    map->v[i].key.s, mw_str_or_empty(map->v[i].value.s));
	if (b.len > 0)
		mw_page_fact(p, "Labels", MW_ROLE_TEXT, "%s", mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
services(struct mw_page *p, const struct mw_workload *w)
{
	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service *s = w->services[i];
		struct mw_buf b = { 0 };

		for (size_t j = 0; j < s->n_ports; j++)
			mw_buf_printf(&b, " %lld to %lld",
			    (long long)s->ports[j].number,
			    (long long)mw_target_port(w, &s->ports[j]));
		if (s->object != NULL)
			mw_page_link(p, i == 0 ? "Services" : "", s->object,
			    NULL, "port%s", mw_buf_text(&b));
		else
			mw_page_fact(p, i == 0 ? "Services" : "",
			    MW_ROLE_TEXT, "%s, assumed; port%s", s->hostname,
			    mw_buf_text(&b));
		mw_buf_release(&b);
	}
	if (w->n_services == 0)
		mw_page_fact(p, "Services", MW_ROLE_WARN, "none selects it: "
		    "it is reached by its address only");
}

/* S22-S28; a port may have its own. */
static void
mtls(struct mw_app *a, struct mw_page *p, const struct mw_workload *w)
{
	struct mw_origin from = { 0 };
	enum mw_mtls_mode mode;

	if (w->proxy == MW_PROXY_NONE)
		return;
	mode = mw_peerauth_port(a->mesh, w->ns, w->labels, 0, &from);
	if (from.object != NULL)
		mw_page_link(p, "mTLS", from.object, from.node, "%s",
		    mw_mtls_mode_name(mode));
	else
		mw_page_fact(p, "mTLS", MW_ROLE_TEXT, "%s, since no "
		    "PeerAuthentication applies", mw_mtls_mode_name(mode));
}

static void
policies(struct mw_app *a, struct mw_page *p, const struct mw_workload *w)
{
	static const enum mw_kind kinds[] = { MW_KIND_PEER_AUTHENTICATION,
		MW_KIND_REQUEST_AUTHENTICATION, MW_KIND_AUTHORIZATION_POLICY,
		MW_KIND_SIDECAR };
	const char *root = a->mesh->settings.root_namespace;
	size_t n = 0;

	for (size_t k = 0; k < MW_LEN(kinds); k++) {
		const struct mw_objects *all = &a->mesh->of_kind[kinds[k]];

		for (size_t i = 0; i < all->n; i++) {
			const struct mw_object *o = all->v[i];
			const struct mw_string_map *s = mw_object_selector(o);

			if (strcmp(o->ns, w->ns) != 0 &&
			    strcmp(o->ns, root) != 0)
				continue;
			if (s != NULL && !mw_labels_match(s, w->labels))
				continue;
			if (n++ < 12)
				mw_page_link(p, n == 1 ? "Applies" : "", o,
				    NULL, "%s", s == NULL || s->n == 0
				    ? "to the whole namespace" : "by selector");
		}
	}
	if (n > 12)
		mw_page_fact(p, "", MW_ROLE_DIM, "and %zu more", n - 12);
	if (n == 0)
		mw_page_fact(p, "Applies", MW_ROLE_DIM, "no policy");
}

void
mw_detail_workload(struct mw_app *a, struct mw_page *p,
    const struct mw_workload *w)
{
	struct mw_buf ips = { 0 };
	const char *kind = w->object != NULL ? w->object->kind_name : "Pod";

	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, mw_arena_printf(p->arena,
	    "%s %s of namespace %s %s%s.", kind, w->name, w->ns,
	    w->proxy == MW_PROXY_NONE ? "has no proxy: the mesh does nothing "
	    "for it" : w->proxy == MW_PROXY_SIDECAR ? "has a sidecar"
	    : w->proxy == MW_PROXY_GATEWAY ? "is a gateway"
	    : w->proxy == MW_PROXY_WAYPOINT ? "is a waypoint"
	    : "is in the ambient mesh", w->ready ? "" : " and is not ready"));
	mw_page_line(p);
	mw_page_fact(p, "Proxy", MW_ROLE_TEXT, "%s, because: %s",
	    mw_proxy_word(w->proxy), mw_proxy_reason_text(w->reason));
	p->v[p->n - 1].object = w->reason_object;
	p->v[p->n - 1].node = w->reason_node;
	if (w->assumed)
		mw_page_fact(p, "Assumed", MW_ROLE_NOTE, "no manifest has it");
	mw_page_fact(p, "Identity", MW_ROLE_TEXT, "%s", w->identity != NULL
	    ? w->identity : "none");
	for (size_t i = 0; i < w->n_ips; i++)
		mw_buf_printf(&ips, "%s%s", i > 0 ? " " : "", w->ips[i]);
	mw_page_fact(p, "Address", MW_ROLE_TEXT, "%s%s", mw_buf_text(&ips),
	    w->invented_ip ? " (made up: the manifests give none)" : "");
	mw_buf_release(&ips);
	labels(p, w->labels);
	services(p, w);
	mtls(a, p, w);
	policies(a, p, w);
}

/* ---- hosts --------------------------------------------------------------- */

static void
ports(struct mw_page *p, const struct mw_service *s)
{
	for (size_t i = 0; i < s->n_ports; i++)
		mw_page_fact(p, i == 0 ? "Ports" : "", MW_ROLE_TEXT,
		    "%lld %s%s%s", (long long)s->ports[i].number,
		    mw_protocol_name(s->ports[i].protocol),
		    *s->ports[i].name != '\0' ? ", named " : "",
		    s->ports[i].name);
}

static void
endpoints(struct mw_page *p, const struct mw_service *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s->endpoints[i];

		if (n++ >= 12)
			continue;
		mw_page_fact(p, n == 1 ? "Endpoints" : "", e->ready
		    ? MW_ROLE_TEXT : MW_ROLE_WARN, "%s:%lld  %s%s%s",
		    e->address, (long long)e->port, e->workload != NULL
		    ? e->workload->ns : "", e->workload != NULL ? "/" : "",
		    e->workload != NULL ? e->workload->name : "");
		if (!e->ready)
			mw_page_add(p, MW_ROLE_WARN, "  not ready");
		p->v[p->n - 1].object = e->object;
		p->v[p->n - 1].node = e->node;
	}
	if (n > 12)
		mw_page_fact(p, "", MW_ROLE_DIM, "and %zu more", n - 12);
	if (n == 0)
		mw_page_fact(p, "Endpoints", MW_ROLE_WARN, "none: requests get "
		    "503");
}

void
mw_detail_service(struct mw_app *a, struct mw_page *p,
    const struct mw_service *s)
{
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, mw_arena_printf(p->arena,
	    "%s %s, %s%s.", s->kubernetes ? "The Service" : "The host",
	    s->hostname, s->external ? "outside the mesh" : "in the mesh",
	    s->assumed ? "; no manifest has it, it is taken to exist" : ""));
	mw_page_line(p);
	ports(p, s);
	endpoints(p, s);
	if (s->alias_of != NULL)
		mw_page_fact(p, "Alias of", MW_ROLE_TEXT, "%s",
		    s->alias_of->hostname);
	if (!s->public) {
		struct mw_buf b = { 0 };

		for (size_t i = 0; i < s->n_visible_in; i++)
			mw_buf_printf(&b, " %s", s->visible_in[i]);
		mw_page_fact(p, "Seen from", MW_ROLE_TEXT, "%s",
		    b.len > 0 ? mw_buf_text(&b) : "nowhere");
		mw_buf_release(&b);
	}
	if (s->object != NULL)
		mw_detail_object(a, p, s->object);
}
