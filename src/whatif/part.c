/*
 * part.c - an object without one of its parts, as a change of a what-if.
 */
#include <string.h>

#include "base/str.h"
#include "whatif/lay.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

const char *
mw_whatif_part(const struct mw_object *o, const struct mw_node *n,
    struct mw_arena *arena)
{
	struct mw_buf path = { 0 };
	const char *out = NULL;

	switch (o->kind) {
	case MW_KIND_K8S_HTTP_ROUTE:
	case MW_KIND_K8S_GRPC_ROUTE:
	case MW_KIND_K8S_TLS_ROUTE:
	case MW_KIND_K8S_TCP_ROUTE:
		break;
	default:
		return NULL;
	}
	if (n != NULL && o->root != NULL && mw_node_path(o->root, n, &path) &&
	    mw_str_has_prefix(mw_buf_text(&path), "spec.rules[") &&
	    path.data[path.len - 1] == ']')
		out = mw_arena_text(arena, mw_buf_text(&path), path.len);
	mw_buf_release(&path);
	return out;
}

/* The list that the part at PATH is an item of. */
static const struct mw_node *
list_of(const struct mw_object *o, const char *path, struct mw_arena *arena)
{
	const char *end = strrchr(path, '[');

	return end == NULL ? NULL : mw_node_find(o->root, mw_arena_text(arena,
	    path, (size_t)(end - path)));
}

const char *
mw_whatif_without(struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *n, bool *on, struct mw_arena *arena)
{
	const char *path = mw_str_or_empty(mw_whatif_part(o, n, arena));
	const char *note = mw_arena_printf(arena, "without %s", path);
	const struct mw_whatif_change *before = mw_whatif_replaces(w, o);
	struct mw_lay_edits e = { .arena = arena };
	struct mw_buf text = { 0 };
	struct mw_lay_region r;
	const char *wrong;

	if (before == NULL ? mw_whatif_touches(w, o) :
	    !mw_str_eq(before->note, note))
		return "it is changed already: undo that, or edit its text";
	if (!mw_lay_region(o, &r))
		return "it shares its lines with other objects";
	*on = before != NULL;
	if (!*on && !mw_list_remove(&e, o, list_of(o, path, arena), n) &&
	    !mw_node_drop(&e, o, n))
		return "its text is written in a way that cannot be cut";
	mw_lay_apply(&r, &e, &text);
	wrong = mw_whatif_replace(w, o, mw_buf_text(&text), text.len, note,
	    arena);
	mw_buf_release(&text);
	return wrong;
}
