/*
 * fuzz-model.c - any text, read as YAML and decoded: as what it says it is,
 * and as every other kind as well.
 *
 * What is decoded is also put into words, since that walks the structs.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/object.h"
#include "yaml/load.h"
#include "yaml/node.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
describe(const struct mw_object *o)
{
	struct mw_buf out = { 0 };

	mw_object_describe(o, &out);
	if (out.len == 0)
		__builtin_trap();
	mw_buf_release(&out);
}

static void
as_every_kind(const struct mw_decode *d, const struct mw_node *root)
{
	const struct mw_node *spec = mw_node_get(root, "spec");

	for (int k = MW_KIND_UNKNOWN + 1; k < MW_KIND_COUNT; k++) {
		const struct mw_kind_info *info = mw_kind_info((enum mw_kind)k);
		const struct mw_node *at = info->at[0] != '\0' ? spec : root;
		struct mw_object o = {
			.kind = (enum mw_kind)k, .api_version = "",
			.kind_name = info->name, .ns = "", .name = "",
			.root = root,
		};

		if (info->shape == NULL)
			continue;
		o.spec = mw_decode_shape(d, info->shape, at, info->name,
		    k % 2 == 0);
		describe(&o);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_diags diags;
	struct mw_decode d;
	struct mw_load *load;

	mw_diags_init(&diags, arena);
	mw_decode_init(&d, arena, &diags, "default");
	load = mw_yaml_load_text(arena, "fuzz.yaml", (const char *)data, size,
	    &limits, &diags);
	for (size_t i = 0; i < load->n_documents; i++) {
		const struct mw_document *doc = &load->documents[i];
		struct mw_object *o = mw_object_decode(&d, doc, doc->root);

		if (o != NULL)
			describe(o);
		as_every_kind(&d, doc->root);
	}
	mw_diags_sort(&diags);
	mw_arena_free(arena);
	return 0;
}
