/*
 * print.c - the outline of a compiled proxy as JSON.
 */
#include "xds/print.h"

#include "base/str.h"

static void
print_string(struct mw_buf *out, const char *s)
{
	mw_buf_addc(out, '"');
	for (s = mw_str_or_empty(s); *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 0x20)
			mw_buf_printf(out, "\\u%04x", c);
		else if (c == '"' || c == '\\')
			mw_buf_printf(out, "\\%c", c);
		else
			mw_buf_addc(out, (char)c);
	}
	mw_buf_addc(out, '"');
}

static void
print_vhost(struct mw_buf *out, const struct mw_virtual_host *vh)
{
	mw_buf_addc(out, '[');
	print_string(out, vh->name);
	mw_buf_adds(out, ",[");
	for (size_t i = 0; i < vh->n_domains; i++) {
		if (i > 0)
			mw_buf_addc(out, ',');
		print_string(out, vh->domains[i]);
	}
	mw_buf_adds(out, "],[");
	for (size_t i = 0; i < vh->n_routes; i++) {
		if (i > 0)
			mw_buf_addc(out, ',');
		print_string(out, vh->routes[i].name);
	}
	mw_buf_adds(out, "]]");
}

static void
print_routes(struct mw_buf *out, const struct mw_route_config *rc)
{
	print_string(out, rc->name);
	mw_buf_adds(out, ":[");
	for (size_t i = 0; i < rc->n_vhosts; i++) {
		if (i > 0)
			mw_buf_addc(out, ',');
		print_vhost(out, &rc->vhosts[i]);
	}
	mw_buf_addc(out, ']');
}

/* Names of the configurations that sit inside inbound chains: those are not
 * sent on their own. */
static const struct mw_map *
inline_routes(struct mw_arena *a, const struct mw_proxy *p)
{
	struct mw_map *out = mw_map_new(a);

	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		for (size_t j = 0; l->direction == MW_INBOUND &&
		    j < l->n_chains; j++) {
			const struct mw_http_manager *m = l->chains[j].http;

			if (m != NULL && m->route_config != NULL)
				mw_map_put(out, m->route_config, out);
		}
	}
	return out;
}

static void
print_all_routes(struct mw_buf *out, const struct mw_proxy *p)
{
	struct mw_arena *a = mw_arena_new();
	const struct mw_map *skip = inline_routes(a, p);
	const char *comma = "";

	for (size_t i = 0; i < p->n_routes; i++) {
		if (mw_map_get(skip, p->routes[i].name) != NULL)
			continue;
		mw_buf_adds(out, comma);
		print_routes(out, &p->routes[i]);
		comma = ",";
	}
	mw_arena_free(a);
}

void
mw_proxy_outline(const struct mw_proxy *p, struct mw_buf *out)
{
	mw_buf_adds(out, "{\"listeners\":[");
	for (size_t i = 0; i < p->n_listeners; i++) {
		if (i > 0)
			mw_buf_addc(out, ',');
		print_string(out, p->listeners[i].name);
	}
	mw_buf_adds(out, "],\"route_configs\":{");
	print_all_routes(out, p);
	mw_buf_adds(out, "},\"clusters\":[");
	for (size_t i = 0; i < p->n_clusters; i++) {
		if (i > 0)
			mw_buf_addc(out, ',');
		print_string(out, p->clusters[i].name);
	}
	mw_buf_adds(out, "]}");
}
