/*
 * rule-conflict.c - several objects that claim one host in one scope:
 * VirtualServices for the mesh (B9), and ServiceEntries whose protocols differ
 * (B19).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

/* What one scope has under one name. */
struct claim {
	const char *scope, *host, *key;
	int64_t port;
	struct mw_lint_objects by;
	struct mw_lint_words protocols;
};

struct claims {
	struct mw_findings *f;
	struct mw_map *map;		/* "scope/key": claim */
	const struct mw_object *o;	/* whose turn it is */
	const char *host, *key, *protocol;
	int64_t port;
};

static const char *
scoped(struct mw_arena *a, const char *scope, const char *key)
{
	return mw_arena_printf(a, "%s/%s", scope, key);
}

static void
claim(void *ctx, const char *scope)
{
	struct claims *c = ctx;
	struct mw_arena *a = c->f->arena;
	const char *name = scoped(a, scope, c->key);
	struct claim *x = mw_map_get(c->map, name);

	if (x == NULL) {
		x = MW_NEW(a, struct claim);
		x->scope = mw_arena_strdup(a, scope);
		x->host = c->host;
		x->key = c->key;
		x->port = c->port;
		mw_map_put(c->map, name, x);
	}
	mw_vec_push(a, &x->by, c->o);
	mw_vec_push(a, &x->protocols, c->protocol);
}

static void
append(struct mw_arena *a, struct claim *to, const struct claim *from)
{
	for (size_t i = 0; i < from->by.n; i++) {
		mw_vec_push(a, &to->by, from->by.v[i]);
		mw_vec_push(a, &to->protocols, from->protocols.v[i]);
	}
}

/* True the first time. */
static bool
first(struct mw_map *reported, const struct mw_object *o, struct mw_arena *a)
{
	return mw_map_put(reported, mw_lint_full_name(a, o), reported) == NULL;
}

/* ---- VirtualServices --------------------------------------------------- */

static bool
for_the_mesh(const struct mw_virtual_service *vs)
{
	for (size_t i = 0; i < vs->gateways.n; i++)
		if (mw_str_eq(vs->gateways.v[i].s, "mesh"))
			return true;
	return vs->gateways.n == 0;
}

static void
claim_hosts(struct claims *c)
{
	const struct mw_objects *list =
	    &c->f->world->of_kind[MW_KIND_VIRTUAL_SERVICE];

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_virtual_service *vs =
		    MW_SPEC(list->v[i], virtual_service);

		if (!for_the_mesh(vs))
			continue;
		c->o = list->v[i];
		for (size_t k = 0; k < vs->hosts.n; k++) {
			c->host = mw_lint_fqdn(c->f->arena, c->o->ns,
			    vs->hosts.v[k].s);
			c->key = c->host;
			mw_lint_each_scope(c->f->arena, &vs->export_to,
			    c->o->ns, claim, c);
		}
	}
}

/* The claims of everybody that overlap that of one namespace. */
static void
add_public(struct claims *c, struct claim *x)
{
	struct mw_arena *a = c->f->arena;
	const struct claim *same = mw_map_get(c->map, scoped(a, "*", x->key));

	if (same != NULL)
		append(a, x, same);
	for (size_t i = 0; i < mw_map_count(c->map); i++) {
		const struct claim *y = mw_map_value(c->map, i);

		if (y == same || strcmp(y->scope, "*") != 0 ||
		    (y->host[0] != '*' && x->host[0] != '*'))
			continue;
		if (mw_host_overlaps(x->host, y->host))
			append(a, x, y);
	}
}

static void
report_hosts(struct claims *c, const struct claim *x, struct mw_map *reported)
{
	struct mw_arena *a = c->f->arena;
	struct mw_lint_words names = { 0 };

	for (size_t i = 0; i < x->by.n; i++)
		mw_vec_push(a, &names, mw_lint_full_name(a, x->by.v[i]));
	mw_lint_sort(&names);
	for (size_t i = 0; i < x->by.n; i++)
		if (first(reported, x->by.v[i], a))
			mw_lint_say(c->f, MW_RULE_IST0109, x->by.v[i],
			    mw_lint_name_node(x->by.v[i]),
			    "The VirtualServices %s associated with mesh "
			    "gateway define the same host %s/%s which can lead "
			    "to undefined behavior. This can be fixed by "
			    "merging the conflicting VirtualServices into a "
			    "single resource.", mw_lint_join(a, &names, ","),
			    x->scope, x->host);
}

static void
check_hosts(struct mw_findings *f)
{
	struct claims c = { .f = f, .map = mw_map_new(f->arena) };
	struct mw_map *reported = mw_map_new(f->arena);
	struct claim x;

	claim_hosts(&c);
	for (size_t i = 0; i < mw_map_count(c.map); i++) {
		struct claim all = { 0 };

		x = *(const struct claim *)mw_map_value(c.map, i);
		if (strcmp(x.scope, "*") != 0) {
			append(f->arena, &all, &x);
			x.by = all.by;
			x.protocols = all.protocols;
			add_public(&c, &x);
		}
		if (x.by.n > 1)
			report_hosts(&c, &x, reported);
	}
}

/* ---- ServiceEntries ---------------------------------------------------- */

static const char *
upper(struct mw_arena *a, const char *word)
{
	char *copy = mw_arena_strdup(a, mw_str_or_empty(word));

	for (char *p = copy; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return copy;
}

static void
claim_ports(struct claims *c)
{
	const struct mw_objects *list =
	    &c->f->world->of_kind[MW_KIND_SERVICE_ENTRY];

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_service_entry *se =
		    MW_SPEC(list->v[i], service_entry);

		c->o = list->v[i];
		for (size_t h = 0; h < se->hosts.n; h++)
			for (size_t k = 0; k < se->ports.n; k++) {
				c->host = mw_str_or_empty(se->hosts.v[h].s);
				c->port = se->ports.v[k].number.v;
				c->key = mw_arena_printf(c->f->arena, "%s %lld",
				    c->host, (long long)c->port);
				c->protocol = upper(c->f->arena,
				    se->ports.v[k].protocol.s);
				mw_lint_each_scope(c->f->arena,
				    &se->export_to, c->o->ns, claim, c);
			}
	}
}

static void
distinct(struct mw_arena *a, const struct mw_lint_words *in,
    struct mw_lint_words *out)
{
	for (size_t i = 0; i < in->n; i++)
		if (!mw_lint_has_word(out, in->v[i]))
			mw_vec_push(a, out, in->v[i]);
	mw_lint_sort(out);
}

static void
report_ports(struct claims *c, const struct claim *x, struct mw_map *reported)
{
	struct mw_arena *a = c->f->arena;
	struct mw_lint_words all = { 0 }, names = { 0 }, protocols = { 0 };

	distinct(a, &x->protocols, &protocols);
	if (protocols.n < 2)
		return;
	for (size_t i = 0; i < x->by.n; i++)
		mw_vec_push(a, &all, mw_lint_full_name(a, x->by.v[i]));
	distinct(a, &all, &names);
	for (size_t i = 0; i < x->by.n; i++)
		if (first(reported, x->by.v[i], a))
			mw_lint_say(c->f, MW_RULE_IST0177, x->by.v[i],
			    mw_lint_name_node(x->by.v[i]),
			    "Multiple ServiceEntries (%s) define the same host "
			    "\"%s\" and port %lld with conflicting protocols "
			    "(%s).", mw_lint_join(a, &names, ", "), x->host,
			    (long long)x->port,
			    mw_lint_join(a, &protocols, ", "));
}

static void
check_protocols(struct mw_findings *f)
{
	struct claims c = { .f = f, .map = mw_map_new(f->arena) };
	struct mw_map *reported = mw_map_new(f->arena);

	claim_ports(&c);
	for (size_t i = 0; i < mw_map_count(c.map); i++) {
		const struct claim *x = mw_map_value(c.map, i), *public;
		struct claim all = *x;

		all.by = (struct mw_lint_objects){ 0 };
		all.protocols = (struct mw_lint_words){ 0 };
		append(f->arena, &all, x);
		public = strcmp(x->scope, "*") == 0 ? NULL
		    : mw_map_get(c.map, scoped(f->arena, "*", x->key));
		if (public != NULL)
			append(f->arena, &all, public);
		report_ports(&c, &all, reported);
	}
}

void
mw_lint_conflict(struct mw_findings *f)
{
	check_hosts(f);
	check_protocols(f);
}
