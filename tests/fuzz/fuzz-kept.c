/*
 * fuzz-kept.c - what comes from files that the program keeps: a file of
 * requests, added to and checked; a history; a what-if.  No bytes may crash
 * it, and adding leaves what was there.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "view/history.h"
#include "whatif/requests.h"
#include "whatif/whatif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"
    "  labels:\n    istio-injection: enabled\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n"
    "  namespace: shop\nspec:\n  selector:\n    app: web\n"
    "  ports:\n  - name: http\n    port: 80\n---\n"
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n"
    "  namespace: shop\n  labels:\n    app: web\n";

static void
requests(struct mw_session *s, const char *bytes, size_t size)
{
	struct mw_arena *a = mw_arena_new();
	const struct mw_kept_list *l = mw_kept_read(a, "r.yaml", bytes, size);
	struct mw_request r = { .from = "shop/web", .to = "web", .port = 80 };
	struct mw_kept k = { .request = &r };
	const char *why = NULL, *out;
	const struct mw_miss *misses;

	mw_kept_looks_so(mw_arena_text(a, bytes, size), size);
	for (size_t i = 0; i < l->n && i < 20; i++)
		mw_expect_check(&l->v[i], mw_session_send(s, mw_kept_request(
		    &l->v[i], mw_session_mesh(s), a), a, true), a, &misses);
	mw_request_complete(a, &r);
	k.name = mw_kept_new_name(l, &r, a);
	mw_expect_of(mw_session_send(s, &r, a, true), a, &k);
	out = mw_kept_add(bytes, size, &k, a, &why);
	if (out == NULL && why == NULL)
		abort();
	if (out != NULL && mw_kept_read(a, "", out, strlen(out))->n < l->n)
		abort();
	mw_arena_free(a);
}

static void
one(void *ctx, enum mw_history_kind kind, const char *key, const char *extra)
{
	struct mw_buf *b = ctx;

	mw_history_line(b, kind, key, extra);
}

static void
history(const char *bytes, size_t size)
{
	struct mw_buf b = { 0 }, again = { 0 }, out = { 0 };

	mw_history_each(bytes, size, one, &b);
	mw_history_add(mw_buf_text(&b), b.len, "", &again);
	/* what was written is read as it is */
	mw_history_add(mw_buf_text(&again), again.len, "", &out);
	if (strcmp(mw_buf_text(&again), mw_buf_text(&out)) != 0)
		abort();
	mw_buf_release(&b);
	mw_buf_release(&again);
	mw_buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct mw_mesh *m;
	static struct mw_session *s;
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_whatif *w = mw_whatif_new();
	struct mw_buf b = { 0 };
	size_t lost;

	if (m == NULL) {
		m = mw_mesh_load_text("mesh.yaml", text, sizeof(text) - 1,
		    &options);
		s = mw_session_new(m, NULL);
	}
	requests(s, (const char *)data, size);
	history((const char *)data, size);
	if (mw_whatif_read_json(w, (const char *)data, size) > 0) {
		mw_mesh_free(mw_whatif_mesh(w, m, &options, &lost));
		mw_whatif_patch(w, m, &b);
	}
	mw_buf_release(&b);
	mw_whatif_free(w);
	return 0;
}
