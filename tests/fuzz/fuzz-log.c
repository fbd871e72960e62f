/*
 * fuzz-log.c - lines of access logs, replayed in a small mesh: no bytes may
 * crash the reader, the walk of what a line asks or the judgement.
 *
 * Besides the input as it is, it is tried as the end of a line that begins
 * well: few inputs get past the first fields by themselves.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "whatif/replay.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char mesh_text[] =
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"
    "  labels:\n    istio-injection: enabled\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n"
    "  namespace: shop\nspec:\n  clusterIP: 10.1.0.1\n  selector:\n"
    "    app: web\n"
    "  ports:\n  - name: http\n    port: 80\n---\n"
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n"
    "  namespace: shop\n  labels:\n    app: web\n"
    "spec:\n  containers:\n  - name: app\n"
    "status:\n  podIP: 10.0.0.2\n---\n"
    "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n"
    "  name: web\n  namespace: shop\nspec:\n  hosts:\n  - web\n  http:\n"
    "  - name: a\n    match:\n    - uri:\n        prefix: /a\n"
    "    route:\n    - destination:\n        host: web\n"
    "  - route:\n    - destination:\n        host: web\n";

/* Istio's default format as far as the flags, and as JSON. */
static const char *const begun[] = {
	"",
	"[2026-01-01T00:00:00.000Z] \"GET /a HTTP/1.1\" 200 ",
	"[pod/web/istio-proxy] [2026-01-01T00:00:00.000Z] "
	"\"GET /a HTTP/1.1\" 404 NR route_not_found - \"-\" 0 0 0 - \"-\" ",
	"{\"method\":\"GET\",\"path\":\"/a\",\"authority\":\"web\","
	"\"protocol\":\"HTTP/1.1\",\"response_code\":200,",
};

static void
replay(struct mw_session *s, const struct mw_workload *from,
    const char *text, size_t len)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_replay *r = mw_replay_new(s, from, a);
	const char *end = text + len;

	while (text < end) {
		const char *nl = memchr(text, '\n', (size_t)(end - text));

		mw_replay_line(r, text,
		    (size_t)((nl != NULL ? nl : end) - text));
		text = nl != NULL ? nl + 1 : end;
	}
	if (r->agree + r->differ + r->unjudged != r->lines)
		abort();
	mw_arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct mw_mesh *m;
	static const struct mw_workload *web;
	static struct mw_session *s;
	static struct mw_arena *kept;
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	if (m == NULL) {
		m = mw_mesh_load_text("mesh.yaml", mesh_text,
		    sizeof(mesh_text) - 1, &options);
		s = mw_session_new(m, NULL);
		kept = mw_arena_new();
		web = mw_replay_workload(m, "shop/web", kept);
		if (web == NULL)
			abort();
	}
	for (size_t i = 0; i < sizeof(begun) / sizeof(begun[0]); i++) {
		struct mw_buf b = { 0 };

		mw_buf_add(&b, begun[i], strlen(begun[i]));
		mw_buf_add(&b, (const char *)data, size);
		replay(s, NULL, mw_buf_text(&b), b.len);
		replay(s, web, mw_buf_text(&b), b.len);
		mw_buf_release(&b);
	}
	return 0;
}
