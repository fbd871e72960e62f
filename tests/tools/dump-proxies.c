/*
 * dump-proxies.c - outlines of all proxies of some meshes, one mesh a line.
 *
 * usage: dump-proxies [-o] [-r] FILE...
 *
 * Each FILE is a mesh of its own.  A line is {"file": FILE, "proxies":
 * {"namespace/pod": outline}}; -o adds what was left out, -r the facts of
 * every route by route configuration and virtual host.
 */
#include "base/str.h"
#include "istiod/istiod.h"
#include "mesh/mesh.h"
#include "xds/print.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
print_string(const char *s)
{
	putchar('"');
	for (s = mw_str_or_empty(s); *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			putchar('\\');
		if ((unsigned char)*s < 0x20)
			printf("\\u%04x", (unsigned char)*s);
		else
			putchar(*s);
	}
	putchar('"');
}

static void
print_omissions(const struct mw_proxy *p)
{
	printf(",\"omissions\":[");
	for (size_t i = 0; i < p->n_omissions; i++) {
		if (i > 0)
			putchar(',');
		print_string(p->omissions[i].text);
	}
	putchar(']');
}

static void
print_clusters(const struct mw_route_entry *r)
{
	printf("\"clusters\":[");
	for (size_t i = 0; i < r->n_clusters; i++) {
		printf("%s[", i > 0 ? "," : "");
		print_string(r->clusters[i].name);
		printf(",%llu]", (unsigned long long)r->clusters[i].weight);
	}
	putchar(']');
}

static void
print_route(const struct mw_route_entry *r)
{
	printf("{\"name\":");
	print_string(r->name);
	printf(",\"path\":");
	print_string(r->path);
	putchar(',');
	print_clusters(r);
	if (r->timeout_ns != 0)
		printf(",\"timeout_ns\":%lld", (long long)r->timeout_ns);
	if (r->retry != NULL)
		printf(",\"attempts\":%lld", (long long)r->retry->attempts);
	putchar('}');
}

static void
print_routes(const struct mw_proxy *p)
{
	printf(",\"routes\":{");
	for (size_t i = 0; i < p->n_routes; i++) {
		const struct mw_route_config *rc = &p->routes[i];

		printf("%s", i > 0 ? "," : "");
		print_string(rc->name);
		printf(":{");
		for (size_t j = 0; j < rc->n_vhosts; j++) {
			const struct mw_virtual_host *vh = &rc->vhosts[j];

			printf("%s", j > 0 ? "," : "");
			print_string(vh->name);
			printf(":[");
			for (size_t k = 0; k < vh->n_routes; k++) {
				printf("%s", k > 0 ? "," : "");
				print_route(&vh->routes[k]);
			}
			putchar(']');
		}
		putchar('}');
	}
	putchar('}');
}

static void
dump(const char *file, bool omissions, bool routes)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load(&file, 1, &options);
	bool first = true;

	printf("{\"file\":");
	print_string(file);
	printf(",\"proxies\":{");
	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_workload *w = m->workloads[i];
		struct mw_buf out = { 0 };
		struct mw_proxy *p;

		if (w->proxy != MW_PROXY_SIDECAR &&
		    w->proxy != MW_PROXY_GATEWAY &&
		    w->proxy != MW_PROXY_WAYPOINT)
			continue;
		p = mw_istiod_compile(m, w);
		mw_proxy_outline(p, &out);
		printf("%s\"%s/%s\":%.*s", first ? "" : ",", w->ns, w->name,
		    (int)out.len - 1, mw_buf_text(&out));
		if (omissions)
			print_omissions(p);
		if (routes)
			print_routes(p);
		putchar('}');
		first = false;
		mw_buf_release(&out);
		mw_proxy_free(p);
	}
	printf("}}\n");
	mw_mesh_free(m);
}

int
main(int argc, char **argv)
{
	bool omissions = false, routes = false;
	int c;

	while ((c = getopt(argc, argv, "or")) != -1) {
		if (c == 'o')
			omissions = true;
		else if (c == 'r')
			routes = true;
		else
			return 2;
	}
	for (; optind < argc; optind++)
		dump(argv[optind], omissions, routes);
	return 0;
}
