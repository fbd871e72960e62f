/*
 * fuzz-request.c - a line of a request file, and a URL, sent through a small
 * mesh: no bytes may crash the parser, the walk or the printers.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "journey/guess.h"
#include "journey/journey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"
    "  labels:\n    istio-injection: enabled\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n"
    "  namespace: shop\nspec:\n  selector:\n    app: web\n"
    "  ports:\n  - name: http\n    port: 80\n---\n"
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n"
    "  namespace: shop\n  labels:\n    app: web\n---\n"
    "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n"
    "  name: web\n  namespace: shop\nspec:\n  hosts:\n  - web\n  http:\n"
    "  - match:\n    - headers:\n        a:\n          regex: b+\n"
    "    rewrite:\n      uri: /x\n    route:\n    - destination:\n"
    "        host: web\n  - route:\n    - destination:\n        host: web\n";

static void
print_all(const struct mw_request *r)
{
	struct mw_buf b = { 0 };

	mw_request_print_json(r, &b);
	mw_request_print_curl(r, &b);
	mw_request_print_send(r, &b);
	mw_request_print_line(r, &b);
	mw_buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct mw_mesh *m;
	static struct mw_session *s;
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *a = mw_arena_new();
	struct mw_request *r, url = { .id = "u" };
	const char *error, *note;

	if (m == NULL) {
		m = mw_mesh_load_text("mesh.yaml", text, sizeof(text) - 1,
		    &options);
		s = mw_session_new(m, NULL);
	}
	r = mw_request_parse(a, (const char *)data, size, &error);
	if (r != NULL) {
		mw_session_send(s, r, a, true);
		print_all(r);
	}
	if (mw_request_set_url(a, &url, mw_arena_text(a, (const char *)data,
	    size), &error)) {
		mw_guess_client(m, a, &url, "shop", &note);
		mw_request_complete(a, &url);
		mw_session_send(s, &url, a, true);
		print_all(&url);
	}
	mw_arena_free(a);
	return 0;
}
