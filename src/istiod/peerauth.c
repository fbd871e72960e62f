/*
 * peerauth.c - which mutual TLS mode a port has, and whose word that is.
 *
 * Three levels: mesh (root namespace, no selector), namespace (no selector),
 * workload (selector, outside the root namespace).  At each level the oldest
 * policy alone counts; a mode that is not set is taken from the level above
 * (S22-S28).
 */
#include "istiod/builder.h"
#include "istiod/inbound.h"

#include "base/str.h"
#include "model/object.h"

/* The survivor of each level; NULL where there is none. */
struct levels {
	const struct mw_object *mesh, *ns, *workload;
};

static const struct mw_peer_authentication *
spec_of(const struct mw_object *o)
{
	return MW_SPEC(o, peer_authentication);
}

/* An empty selector is none (S23, S24). */
static bool
has_selector(const struct mw_peer_authentication *pa)
{
	return pa->selector != NULL && pa->selector->match_labels.n > 0;
}

/* O takes the place at its level that is still free; it is of the root
 * namespace or of the workload's.  LABELS NULL: no workload level. */
static void
consider(struct levels *l, const struct mw_object *o, bool is_root,
    const struct mw_string_map *labels)
{
	if (!has_selector(spec_of(o))) {
		if (is_root && l->mesh == NULL)
			l->mesh = o;
		else if (!is_root && l->ns == NULL)
			l->ns = o;
	} else if (!is_root && l->workload == NULL && labels != NULL &&
	    mw_labels_match(&spec_of(o)->selector->match_labels, labels)) {
		l->workload = o;
	}
}

static struct levels
find_levels(const struct mw_mesh *m, const char *ns,
    const struct mw_string_map *labels)
{
	const struct mw_objects *all = &m->of_kind[MW_KIND_PEER_AUTHENTICATION];
	const char *root = m->settings.root_namespace;
	struct levels l = { 0 };

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		bool is_root = mw_str_eq(o->ns, root);

		if (o->spec != NULL && (is_root || mw_str_eq(o->ns, ns)))
			consider(&l, o, is_root, labels);
	}
	return l;
}

/* The numbers of the API are those of enum mw_mtls_mode; 0 inherits. */
static enum mw_mtls_mode
written(const struct mw_mtls *mtls)
{
	if (mtls == NULL)
		return MW_MTLS_UNKNOWN;
	switch (mtls->mode.v) {
	case 1:
		return MW_MTLS_DISABLE;
	case 2:
		return MW_MTLS_PERMISSIVE;
	case 3:
		return MW_MTLS_STRICT;
	default:
		return MW_MTLS_UNKNOWN;
	}
}

static void
take(const struct mw_object *o, const struct mw_mtls *mtls,
    enum mw_mtls_mode *mode, struct mw_origin *origin)
{
	if (o == NULL || written(mtls) == MW_MTLS_UNKNOWN)
		return;
	*mode = written(mtls);
	*origin = (struct mw_origin){ .object = o, .node = mtls->mode.node };
}

/* S25: mesh, then namespace, then workload, each where it says something. */
static enum mw_mtls_mode
compose(const struct levels *l, struct mw_origin *origin)
{
	const struct mw_object *const order[] = { l->mesh, l->ns, l->workload };
	enum mw_mtls_mode mode = MW_MTLS_PERMISSIVE;

	*origin = (struct mw_origin){
		.note = "default: no PeerAuthentication sets a mode",
	};
	for (size_t i = 0; i < MW_LEN(order); i++)
		take(order[i], order[i] != NULL ? spec_of(order[i])->mtls :
		    NULL, &mode, origin);
	return mode;
}

static const struct mw_mtls_entry *
port_entry(const struct mw_object *workload, int64_t port)
{
	const struct mw_mtls_map *map;
	long long number;

	if (workload == NULL)
		return NULL;
	map = &spec_of(workload)->port_level_mtls;
	for (size_t i = 0; i < map->n; i++) {
		if (mw_str_to_int(map->v[i].key.s, &number) && number == port)
			return &map->v[i];
	}
	return NULL;
}

const char *
mw_mtls_mode_name(enum mw_mtls_mode m)
{
	switch (m) {
	case MW_MTLS_UNKNOWN:
		return "UNKNOWN";
	case MW_MTLS_DISABLE:
		return "DISABLE";
	case MW_MTLS_PERMISSIVE:
		return "PERMISSIVE";
	case MW_MTLS_STRICT:
		return "STRICT";
	}
	return "UNKNOWN";
}

/* S26, S28: a port without an entry has the mode of the workload. */
static enum mw_mtls_mode
at_port(const struct levels *l, int64_t port, struct mw_origin *origin)
{
	const struct mw_mtls_entry *entry = port_entry(l->workload, port);
	struct mw_origin from;
	enum mw_mtls_mode mode = compose(l, &from);

	if (entry != NULL)
		take(l->workload, &entry->value, &mode, &from);
	if (origin != NULL)
		*origin = from;
	return mode;
}

enum mw_mtls_mode
mw_peerauth_port(const struct mw_mesh *m, const char *ns,
    const struct mw_string_map *labels, int64_t port, struct mw_origin *origin)
{
	struct levels l = find_levels(m, ns, labels);

	return at_port(&l, port, origin);
}

/* ---- by namespace, for one compilation ----------------------------------- */

struct objects {
	const struct mw_object **v;
	size_t n, cap;
};

static struct mw_map *
index_new(struct mw_builder *b)
{
	const struct mw_objects *all =
	    &b->mesh->of_kind[MW_KIND_PEER_AUTHENTICATION];
	struct mw_map *index = mw_map_new(b->arena);

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		struct objects *list = mw_map_get(index, o->ns);

		if (o->spec == NULL)
			continue;
		if (list == NULL) {
			list = MW_NEW(b->arena, struct objects);
			mw_map_put(index, o->ns, list);
		}
		mw_vec_push(b->arena, list, o);
	}
	return index;
}

static void
consider_all(struct levels *l, const struct objects *list, bool is_root,
    const struct mw_string_map *labels)
{
	for (size_t i = 0; list != NULL && i < list->n; i++)
		consider(l, list->v[i], is_root, labels);
}

enum mw_mtls_mode
mw_build_peerauth_port(struct mw_builder *b, const char *ns,
    const struct mw_string_map *labels, int64_t port, struct mw_origin *origin)
{
	const char *root = b->mesh->settings.root_namespace;
	struct levels l = { 0 };

	if (b->peerauth_cache == NULL)
		b->peerauth_cache = index_new(b);
	consider_all(&l, mw_map_get(b->peerauth_cache, root), true, labels);
	if (!mw_str_eq(root, ns))
		consider_all(&l, mw_map_get(b->peerauth_cache, ns), false,
		    labels);
	return at_port(&l, port, origin);
}

/* ---- by namespace and labels -------------------------------------------- */

const struct mw_mtls_map *
mw_peerauth_ports(const struct mw_mesh *m, const char *ns,
    const struct mw_string_map *labels)
{
	struct levels l = find_levels(m, ns, labels);

	return l.workload != NULL ? &spec_of(l.workload)->port_level_mtls :
	    NULL;
}

enum mw_mtls_mode
mw_peerauth_namespace(const struct mw_mesh *m, const char *ns,
    struct mw_origin *origin)
{
	struct levels l = find_levels(m, ns, NULL);
	struct mw_origin from;
	enum mw_mtls_mode mode = compose(&l, &from);

	if (origin != NULL)
		*origin = from;
	return mode;
}

/* ---- what was written and does not count ------------------------------- */

static void
omit_by_level(struct mw_builder *b, const struct mw_object *o,
    const struct mw_object *survivor, const struct mw_object *decides)
{
	const struct mw_peer_authentication *pa = spec_of(o);

	if (o != survivor)
		mw_build_omit(b, MW_OMIT_POLICY_AGE, o, o->root, survivor,
		    "PeerAuthentication %s/%s is newer than %s/%s, and only "
		    "the oldest of a scope counts", o->ns, o->name,
		    survivor->ns, survivor->name);
	else if (decides != NULL && decides != o &&
	    written(pa->mtls) != MW_MTLS_UNKNOWN)
		mw_build_omit(b, MW_OMIT_POLICY_SCOPE, o, pa->mtls->mode.node,
		    decides, "mode %s of PeerAuthentication %s/%s gives way "
		    "to %s of %s/%s", mw_mtls_mode_name(written(pa->mtls)),
		    o->ns, o->name,
		    mw_mtls_mode_name(written(spec_of(decides)->mtls)),
		    decides->ns, decides->name);
	if (pa->port_level_mtls.n > 0 && !has_selector(pa))
		mw_build_omit(b, MW_OMIT_IGNORED_FIELD, o,
		    pa->port_level_mtls.node, NULL, "portLevelMtls of "
		    "PeerAuthentication %s/%s counts only beside a selector",
		    o->ns, o->name);
}

static void
omit_one(struct mw_builder *b, const struct mw_object *o,
    const struct levels *l, const struct mw_object *decides)
{
	const struct mw_workload *w = b->workload;
	const struct mw_peer_authentication *pa = spec_of(o);
	bool is_root = mw_str_eq(o->ns, b->mesh->settings.root_namespace);
	bool own = is_root || mw_str_eq(o->ns, w->ns);
	bool selected = has_selector(pa) &&
	    mw_labels_match(&pa->selector->match_labels, w->labels);

	if (!own) {
		if (selected)
			mw_build_omit(b, MW_OMIT_OTHER_NAMESPACE, o,
			    pa->selector->node, NULL, "PeerAuthentication "
			    "%s/%s would select %s/%s if it were in its "
			    "namespace", o->ns, o->name, w->ns, w->name);
	} else if (has_selector(pa) && !selected) {
		mw_build_omit(b, MW_OMIT_SELECTOR, o, pa->selector->node, NULL,
		    "PeerAuthentication %s/%s selects other labels than those "
		    "of %s/%s", o->ns, o->name, w->ns, w->name);
	} else if (has_selector(pa) && is_root) {
		mw_build_omit(b, MW_OMIT_ROOT_SELECTOR, o, pa->selector->node,
		    NULL, "PeerAuthentication %s/%s has a selector, which the "
		    "root namespace may not", o->ns, o->name);
	} else {
		omit_by_level(b, o, has_selector(pa) ? l->workload :
		    is_root ? l->mesh : l->ns, decides);
	}
}

void
mw_peerauth_omissions(struct mw_builder *b)
{
	const struct mw_objects *all =
	    &b->mesh->of_kind[MW_KIND_PEER_AUTHENTICATION];
	struct levels l = find_levels(b->mesh, b->workload->ns,
	    b->workload->labels);
	struct mw_origin decides;

	(void)compose(&l, &decides);
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i]->spec != NULL)
			omit_one(b, all->v[i], &l, decides.object);
	}
}
