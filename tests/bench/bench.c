/*
 * bench.c - the budgets, measured: compile time of a proxy, decisions a second
 * for small and large tables, time to first frame, lint of a large mesh.
 *
 *	bench [SERVICES]
 *
 * Makes its own meshes as text.  Figures are the best of a few runs, of CPU
 * time, but for the first frame, which is wall time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "envoy/envoy.h"
#include "istiod/istiod.h"
#include "journey/journey.h"
#include "lint/lint.h"
#include "view/app.h"

static double
now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- meshes ------------------------------------------------------------- */

static void
add_head(struct mw_buf *b)
{
	mw_buf_adds(b, "apiVersion: v1\nkind: Namespace\nmetadata:\n"
	    "  name: b\n  labels:\n    istio-injection: enabled\n---\n"
	    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: client\n"
	    "  namespace: b\n---\n");
}

static void
add_service(struct mw_buf *b, unsigned i)
{
	mw_buf_printf(b, "apiVersion: v1\nkind: Service\nmetadata:\n"
	    "  name: s%u\n  namespace: b\nspec:\n  selector:\n    app: s%u\n"
	    "  ports:\n  - name: http\n    port: 80\n---\n"
	    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: s%u\n"
	    "  namespace: b\n  labels:\n    app: s%u\n---\n", i, i, i, i);
}

static void
add_routes(struct mw_buf *b, unsigned service, unsigned routes)
{
	mw_buf_printf(b, "apiVersion: networking.istio.io/v1\n"
	    "kind: VirtualService\nmetadata:\n  name: s%u\n  namespace: b\n"
	    "spec:\n  hosts:\n  - s%u\n  http:\n", service, service);
	for (unsigned i = 0; i + 1 < routes; i++)
		mw_buf_printf(b, "  - name: r%u\n    match:\n    - uri:\n"
		    "        prefix: /api/v1/part%u/\n    route:\n"
		    "    - destination:\n        host: s%u\n", i, i, service);
	mw_buf_printf(b, "  - name: last\n    route:\n    - destination:\n"
	    "        host: s%u\n---\n", service);
}

static const struct mw_mesh *
make_mesh(unsigned services, unsigned routes, size_t *bytes)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m;
	struct mw_buf b = { 0 };

	options.limits.document_bytes = (size_t)1 << 30;
	add_head(&b);
	for (unsigned i = 0; i < services; i++)
		add_service(&b, i);
	add_routes(&b, 0, routes);
	m = mw_mesh_load_text("bench.yaml", mw_buf_text(&b), b.len, &options);
	*bytes = b.len;
	mw_buf_release(&b);
	return m;
}

/* ---- decisions ---------------------------------------------------------- */

static struct mw_request
request(const char *host, const char *path)
{
	return (struct mw_request){ .id = "1", .from = "b/client", .to = host,
		.port = 80, .method = "GET", .host = host, .path = path };
}

/* Seconds of one whole journey. */
static double
time_journey(struct mw_session *s, const struct mw_request *r, bool trace,
    unsigned rounds)
{
	double best = 1e9;

	for (int run = 0; run < 3; run++) {
		double start = now(CLOCK_PROCESS_CPUTIME_ID), t;

		for (unsigned i = 0; i < rounds; i++) {
			struct mw_arena *a = mw_arena_new();

			mw_session_send(s, r, a, trace);
			mw_arena_free(a);
		}
		t = (now(CLOCK_PROCESS_CPUTIME_ID) - start) / rounds;
		if (t < best)
			best = t;
	}
	return best;
}

/* Seconds of the client's proxy alone: listener chosen already. */
static double
time_decision(const struct mw_proxy *p, const char *host, const char *path,
    unsigned rounds)
{
	const struct mw_route_config *rc = mw_proxy_routes(p, "80");
	const struct mw_listener *l = mw_proxy_listener(p, "0.0.0.0_80");
	const struct mw_http_manager *manager = NULL;
	struct mw_http http = { .method = "GET", .scheme = "http",
		.authority = host, .path = path };
	struct mw_connection c = { .source_ip = "10.0.0.1",
		.dial_ip = "10.96.0.1", .dial_port = 80 };
	struct mw_accept accept = { .listener = l };
	struct mw_http_input in = { .connection = &c, .accept = &accept,
		.request = &http, .local_ip = "10.0.0.1", .local_port = 80 };
	double best = 1e9;

	for (size_t i = 0; l != NULL && i < l->n_chains; i++) {
		if (l->chains[i].http != NULL) {
			manager = l->chains[i].http;
			accept.chain = &l->chains[i];
		}
	}
	if (rc == NULL || manager == NULL)
		return 0;
	for (int run = 0; run < 3; run++) {
		double start = now(CLOCK_PROCESS_CPUTIME_ID), t;
		struct mw_arena *a = mw_arena_new();

		for (unsigned i = 0; i < rounds; i++) {
			struct mw_http_decision d;

			mw_envoy_http(p, manager, MW_OUTBOUND, &in, a, NULL,
			    &d);
			if (i % 256 == 255) {
				mw_arena_free(a);
				a = mw_arena_new();
			}
		}
		t = (now(CLOCK_PROCESS_CPUTIME_ID) - start) / rounds;
		mw_arena_free(a);
		if (t < best)
			best = t;
	}
	return best;
}

static void
decisions(unsigned services, unsigned routes, const char *host,
    const char *what)
{
	size_t bytes;
	const struct mw_mesh *m = make_mesh(services, routes, &bytes);
	struct mw_session *s = mw_session_new(m, NULL);
	const struct mw_workload *client = mw_mesh_workload(m, "b", "client");
	const struct mw_proxy *p = mw_session_proxy(s, client);
	struct mw_request r = request(host, "/other");
	unsigned rounds = routes > 1000 ? 200 : 20000;
	double t = time_decision(p, host, "/other", rounds);

	printf("%-34s %9.3f us  %10.0f/s   journey %8.2f us, traced %8.2f us\n",
	    what, t * 1e6, t > 0 ? 1 / t : 0,
	    time_journey(s, &r, false, rounds / 20 + 1) * 1e6,
	    time_journey(s, &r, true, rounds / 20 + 1) * 1e6);
	mw_session_free(s);
	mw_mesh_free(m);
}

static void
compile_time(unsigned services)
{
	size_t bytes;
	const struct mw_mesh *m = make_mesh(services, 20, &bytes);
	const struct mw_workload *w = mw_mesh_workload(m, "b", "client");
	double best = 1e9, second = 1e9;

	for (int run = 0; run < 3; run++) {
		double start = now(CLOCK_PROCESS_CPUTIME_ID);
		struct mw_proxy *p = mw_istiod_compile(m, w);
		double t = now(CLOCK_PROCESS_CPUTIME_ID) - start;

		if (run == 0)
			best = t;
		else if (t < second)
			second = t;
		mw_proxy_free(p);
	}
	printf("compile one sidecar, %u services: %.1f ms, again %.1f ms "
	    "(budget 100 ms)\n", services, best * 1e3, second * 1e3);
	mw_mesh_free(m);
}

static void
first_frame(unsigned documents)
{
	size_t bytes;
	double start = now(CLOCK_MONOTONIC);
	const struct mw_mesh *m = make_mesh(documents / 2, 20, &bytes);
	double loaded = now(CLOCK_MONOTONIC);
	struct mw_app_options options = { .rows = 24, .columns = 80,
		.title = "bench" };
	struct mw_app *a = mw_app_new(m, &options);

	mw_app_frame(a);
	printf("first frame, %u documents: %.1f ms (budget 50 ms), of it load "
	    "%.1f ms\n", documents, (now(CLOCK_MONOTONIC) - start) * 1e3,
	    (loaded - start) * 1e3);
	mw_app_free(a);
}

/* ---- lint --------------------------------------------------------------- */

/* CPU seconds of `istioctl analyze --use-kube=false` for 10,000 services with
 * a VirtualService and a DestinationRule each, 35.7 MB, on the machine of the
 * budgets. */
#define ANALYZE_SECONDS 55.9

static void
add_linted(struct mw_buf *b, unsigned i)
{
	unsigned ns = i % 100;

	mw_buf_printf(b, "apiVersion: v1\nkind: Service\nmetadata:\n"
	    "  name: s%05u\n  namespace: ns-%03u\nspec:\n  selector:\n"
	    "    app: s%05u\n  ports:\n  - name: http\n    port: 8080\n"
	    "    protocol: TCP\n---\n", i, ns, i);
	mw_buf_printf(b, "apiVersion: networking.istio.io/v1\n"
	    "kind: DestinationRule\nmetadata:\n  name: s%05u\n"
	    "  namespace: ns-%03u\nspec:\n"
	    "  host: s%05u.ns-%03u.svc.cluster.local\n  trafficPolicy:\n"
	    "    outlierDetection:\n      consecutive5xxErrors: 5\n"
	    "  subsets:\n  - name: v1\n    labels:\n      version: v1\n"
	    "  - name: v2\n    labels:\n      version: v2\n---\n", i, ns, i,
	    ns);
	mw_buf_printf(b, "apiVersion: networking.istio.io/v1\n"
	    "kind: VirtualService\nmetadata:\n  name: s%05u\n"
	    "  namespace: ns-%03u\nspec:\n  hosts:\n"
	    "  - s%05u.ns-%03u.svc.cluster.local\n  http:\n", i, ns, i, ns);
	for (unsigned r = 0; r < 10; r++)
		mw_buf_printf(b, "  - name: rule-%u\n    match:\n"
		    "    - uri:\n        prefix: /api/v%u/\n      headers:\n"
		    "        x-tenant:\n          exact: tenant-%u\n"
		    "    route:\n    - destination:\n"
		    "        host: s%05u.ns-%03u.svc.cluster.local\n"
		    "        subset: v%u\n        port:\n"
		    "          number: 8080\n", r, r, r, i, ns, r % 2 + 1);
	mw_buf_adds(b, "---\n");
}

/* One pod in each namespace, so that there are proxies to compile. */
static double
lint_time(unsigned services, double *cpu, size_t *bytes, size_t *findings)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_buf b = { 0 };
	struct mw_arena *a = mw_arena_new();
	double wall = now(CLOCK_MONOTONIC);
	const struct mw_mesh *m;

	options.limits.document_bytes = (size_t)1 << 30;
	for (unsigned i = 0; i < 100; i++)
		mw_buf_printf(&b, "apiVersion: v1\nkind: Namespace\n"
		    "metadata:\n  name: ns-%03u\n  labels:\n"
		    "    istio-injection: enabled\n---\napiVersion: v1\n"
		    "kind: Pod\nmetadata:\n  name: pod\n"
		    "  namespace: ns-%03u\n  labels:\n    version: v%u\n"
		    "---\n", i, i, i % 2 + 1);
	for (unsigned i = 0; i < services; i++)
		add_linted(&b, i);
	wall = now(CLOCK_MONOTONIC);
	*cpu = now(CLOCK_PROCESS_CPUTIME_ID);
	m = mw_mesh_load_text("lint.yaml", mw_buf_text(&b), b.len, &options);
	*findings = mw_lint_run(a, m)->n;
	*cpu = now(CLOCK_PROCESS_CPUTIME_ID) - *cpu;
	wall = now(CLOCK_MONOTONIC) - wall;
	*bytes = b.len;
	mw_mesh_free(m);
	mw_arena_free(a);
	mw_buf_release(&b);
	return wall;
}

static void
lint(unsigned services)
{
	double half, cpu, wall;
	size_t bytes, findings;

	lint_time(services / 2, &half, &bytes, &findings);
	wall = lint_time(services, &cpu, &bytes, &findings);
	printf("load and lint %u services with rules, %.1f MB: %.2f s wall, "
	    "%.2f s CPU, %zu findings; %.1f times the CPU of half of it\n",
	    services, (double)bytes / 1e6, wall, cpu, findings, cpu / half);
	if (services == 10000)
		printf("  istioctl analyze needs %.1f s CPU for such a mesh: "
		    "%.0f times as much\n", ANALYZE_SECONDS,
		    ANALYZE_SECONDS / cpu);
}

int
main(int argc, char **argv)
{
	unsigned services = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10)
	    : 10000;

	decisions(10, 20, "s0", "20 routes, last one hit");
	decisions(10, 1000, "s0", "1,000 routes, last one hit");
	decisions(10, 10000, "s0", "10,000 routes, last one hit");
	decisions(10000, 20, "s9999", "10,000 hosts, default route");
	compile_time(services);
	first_frame(1000);
	lint(services);
	return 0;
}
