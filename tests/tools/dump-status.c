/*
 * dump-status.c - what Istio would write into the status of Gateway API
 * objects, one mesh a line.
 *
 * usage: dump-status FOLDER...
 *
 * A line is {"file": FOLDER, "status": [[kind, "ns/name", "parent's ns/name",
 * listener, condition, "True" or "False", reason]...], "attached":
 * {"Kind ns/name listener": routes}}.  What is not known is left out.
 */
#include "base/str.h"
#include "mesh/gwapi.h"

#include <stdio.h>

#include <jansson.h>

struct out {
	json_t *status, *attached;
};

static const char *
kind_of(const struct mw_object *o)
{
	return mw_kind_info(o->kind)->name;
}

static void
put(struct out *out, const struct mw_object *o, const char *parent,
    const char *listener, const char *condition, bool yes, const char *reason)
{
	char name[600];

	snprintf(name, sizeof(name), "%s/%s", o->ns, o->name);
	json_array_append_new(out->status, json_pack("[s,s,s,s,s,s,s]",
	    kind_of(o), name, parent, listener, condition,
	    yes ? "True" : "False", reason));
}

static void
put_verdict(struct out *out, const struct mw_object *o, const char *parent,
    const char *listener, const char *condition,
    const struct mw_gwapi_verdict *v, const char *good)
{
	bool yes = v->reason == MW_GWAPI_OK;

	put(out, o, parent, listener, condition, yes, yes ? good :
	    mw_gwapi_reason_word(v->reason));
}

static void
put_route(struct out *out, const struct mw_gwapi_route *r)
{
	for (size_t i = 0; i < r->n_parents; i++) {
		const struct mw_gwapi_parent *p = &r->parents[i];
		const char *section = mw_str_or_empty(p->ref->section_name.s);
		char parent[600];

		/* G43: of such a parent nothing is written */
		if (mw_gwapi_reason_word(p->accepted.reason)[0] == '\0')
			continue;
		snprintf(parent, sizeof(parent), "%s/%s",
		    mw_str_empty(p->ref->namespace.s) ? r->object->ns :
		    p->ref->namespace.s, mw_str_or_empty(p->ref->name.s));
		put_verdict(out, r->object, parent, section, "Accepted",
		    &p->accepted, "Accepted");
		put_verdict(out, r->object, parent, section, "ResolvedRefs",
		    &r->resolved[p->mesh], "ResolvedRefs");
	}
}

static void
put_listener(struct out *out, const struct mw_gwapi_listener *li)
{
	const char *name = mw_str_or_empty(li->spec->name.s);
	const struct mw_object *o = li->owner;
	struct mw_gwapi_verdict programmed = li->conflicted ? li->accepted :
	    li->programmed;
	char key[900];

	put_verdict(out, o, "", name, "Accepted", &li->accepted, "Accepted");
	put_verdict(out, o, "", name, "ResolvedRefs", &li->resolved,
	    "ResolvedRefs");
	put_verdict(out, o, "", name, "Programmed", &programmed,
	    "Programmed");
	put(out, o, "", name, "Conflicted", li->conflicted, li->conflicted ?
	    mw_gwapi_reason_word(li->accepted.reason) : "NoConflicts");
	snprintf(key, sizeof(key), "%s %s/%s %s", kind_of(o), o->ns, o->name,
	    name);
	json_object_set_new(out->attached, key,
	    json_integer((json_int_t)li->routes.n));
}

/* G136: of Gateways whose pods run. */
static void
put_gateway(struct out *out, const struct mw_mesh *m,
    const struct mw_gwapi_gateway *g)
{
	bool some = false, all = true;

	for (size_t i = 0; i < g->n_listeners; i++) {
		if (g->listeners[i]->owner != g->object)
			continue;
		some = some || g->listeners[i]->valid;
		all = all && g->listeners[i]->valid;
	}
	put(out, g->object, "", "", "Accepted", g->accepted.reason ==
	    MW_GWAPI_OK, g->accepted.reason != MW_GWAPI_OK ?
	    mw_gwapi_reason_word(g->accepted.reason) : some && !all ?
	    "ListenersNotValid" : "Accepted");
	if (g->n_services == 0)
		put(out, g->object, "", "", "Programmed", false,
		    "UnsupportedAddress");
	else
		put(out, g->object, "", "", "Programmed",
		    mw_gwapi_pod(m, g) != NULL, mw_gwapi_pod(m, g) != NULL ?
		    "Programmed" : "AddressNotUsable");
	put(out, g->object, "", "", "ResolvedRefs", true, "ResolvedRefs");
}

static void
dump(const char *folder)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load(&folder, 1, &options);
	const struct mw_gateway_api *api = mw_mesh_gateway_api(m);
	struct out out = { json_array(), json_object() };
	json_t *line = json_object();

	for (size_t i = 0; i < api->n_routes; i++)
		put_route(&out, api->routes[i]);
	for (size_t i = 0; i < api->n_listeners; i++)
		put_listener(&out, api->listeners[i]);
	for (size_t i = 0; i < api->n_gateways; i++)
		put_gateway(&out, m, api->gateways[i]);
	for (size_t i = 0; i < api->n_sets; i++) {
		const struct mw_gwapi_set *s = api->sets[i];

		put_verdict(&out, s->object, "", "", "Accepted", &s->accepted,
		    "Accepted");
		put_verdict(&out, s->object, "", "", "Programmed",
		    &s->accepted, "Programmed");
	}
	json_object_set_new(line, "file", json_string_nocheck(folder));
	json_object_set_new(line, "status", out.status);
	json_object_set_new(line, "attached", out.attached);
	json_dumpf(line, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
	putchar('\n');
	json_decref(line);
	mw_mesh_free(m);
}

int
main(int argc, char *argv[])
{
	for (int i = 1; i < argc; i++)
		dump(argv[i]);
	return 0;
}
