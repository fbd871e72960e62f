/*
 * form-simulate.c - the form filled from what is selected: what one would ask
 * about it.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "mesh/mesh.h"
#include "view/form.h"
#include "whatif/ask.h"

static void
set(struct mw_app *a, enum mw_form_field f, const char *text)
{
	mw_edit_set(&a->form->v[f], mw_str_or_empty(text));
}

static void
set_number(struct mw_app *a, enum mw_form_field f, long long n)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", n);
	set(a, f, text);
}

static void
to_service(struct mw_app *a, const struct mw_service *s)
{
	set(a, MW_FIELD_TO, s->hostname);
	if (s->n_ports > 0)
		set_number(a, MW_FIELD_PORT, (long long)s->ports[0].number);
}

/* The server of Gateway O that NODE is in, or its first. */
static const struct mw_server *
server_at(const struct mw_object *o, const struct mw_node *node)
{
	const struct mw_gateway *g = o->kind == MW_KIND_GATEWAY ? MW_SPEC(o,
	    gateway) : NULL;

	if (g == NULL || g->servers.n == 0)
		return NULL;
	for (size_t i = 0; node != NULL && i < g->servers.n; i++) {
		if (mw_node_holds(g->servers.v[i].node, node))
			return &g->servers.v[i];
	}
	return &g->servers.v[0];
}

/* The server that the selected row is of, or below. */
static const struct mw_server *
server_of(struct mw_app *a, const struct mw_subject *s)
{
	const struct mw_row *r = a->screen == MW_SCREEN_TREE
	    ? mw_treeview_row(mw_app_tree(a)) : NULL;

	for (; r != NULL; r = r->parent) {
		const struct mw_server *at = r->object == NULL ? NULL
		    : server_at(r->object, r->node);

		if (at != NULL)
			return at;
	}
	return s->object != NULL ? server_at(s->object, s->node) : NULL;
}

/* The listener or server that the selected row is below, or NULL. */
static const struct mw_node *
listener_of(struct mw_app *a)
{
	const struct mw_row *r = a->screen == MW_SCREEN_TREE
	    ? mw_treeview_row(mw_app_tree(a)) : NULL;

	for (; r != NULL; r = r->parent) {
		if (r->object != NULL && r->node != NULL &&
		    (r->object->kind == MW_KIND_GATEWAY || r->object->kind ==
		    MW_KIND_K8S_GATEWAY || r->object->kind ==
		    MW_KIND_LISTENER_SET))
			return r->node;
	}
	return NULL;
}

/* "*.example.com" is asked as "any.example.com". */
static void
set_host(struct mw_app *a, const char *host)
{
	const char *slash = strchr(host, '/');
	char text[300];

	if (slash != NULL)
		host = slash + 1;
	if (strcmp(host, "*") == 0)
		snprintf(text, sizeof(text), "example.com");
	else if (*host == '*')
		snprintf(text, sizeof(text), "any%s", host + 1);
	else
		snprintf(text, sizeof(text), "%s", host);
	set(a, MW_FIELD_TO, text);
}

static void
through(struct mw_app *a, const char *protocol, int64_t port, const char *host)
{
	static const char *const words[] = { "https", "tls", "tcp" };

	set(a, MW_FIELD_FROM, "outside");
	if (port > 0)
		set_number(a, MW_FIELD_PORT, (long long)port);
	for (size_t i = 0; i < MW_LEN(words); i++) {
		if (mw_str_case_eq(mw_str_or_empty(protocol), words[i]))
			set(a, MW_FIELD_SCHEME, words[i]);
	}
	if (!mw_str_empty(host))
		set_host(a, host);
}

static void
through_server(struct mw_app *a, const struct mw_server *s)
{
	through(a, s->port != NULL ? s->port->protocol.s : NULL,
	    s->port != NULL ? s->port->number.v : 0,
	    s->hosts.n > 0 ? s->hosts.v[0].s : NULL);
}

/* The listener that NODE is in, or the first. */
static void
through_listener(struct mw_app *a, const struct mw_k8s_gateway *g,
    const struct mw_node *node)
{
	const struct mw_k8s_gateway_listeners *l = &g->listeners.v[0];

	for (size_t i = 0; node != NULL && i < g->listeners.n; i++) {
		if (mw_node_holds(g->listeners.v[i].node, node)) {
			l = &g->listeners.v[i];
			break;
		}
	}
	through(a, l->protocol.s, l->port.v, l->hostname.s);
}

/* A host that is written in namespace NS. */
static bool
to_host(struct mw_app *a, const char *host, const char *ns)
{
	const struct mw_service *s;
	struct mw_arena *tmp;

	if (mw_str_empty(host) || *host == '*')
		return false;
	tmp = mw_arena_new();
	set(a, MW_FIELD_TO, mw_host_expand(tmp, a->mesh, host, ns));
	mw_arena_free(tmp);
	s = mw_form_service(a);
	if (s != NULL)
		to_service(a, s);
	return true;
}

static bool
is_route(const struct mw_object *o)
{
	return o->kind == MW_KIND_VIRTUAL_SERVICE ||
	    o->kind == MW_KIND_K8S_HTTP_ROUTE ||
	    o->kind == MW_KIND_K8S_GRPC_ROUTE;
}

/* Where something is missing, or else the path. */
static void
focus(struct mw_app *a)
{
	mw_form_focus(a, mw_form_text(a, MW_FIELD_TO)[0] == '\0'
	    ? MW_FIELD_TO : mw_form_text(a, MW_FIELD_FROM)[0] == '\0'
	    ? MW_FIELD_FROM : MW_FIELD_PATH);
}

/* ---- a route: a request that takes it ------------------------------------ */

/* Says how that went. */
static void
found(struct mw_app *a, const struct mw_object *o, const struct mw_ask *ask)
{
	const struct mw_virtual_service *v = o->kind ==
	    MW_KIND_VIRTUAL_SERVICE ? MW_SPEC(o, virtual_service) : NULL;

	if (ask->request == NULL) {
		if (v != NULL && v->hosts.n > 0)
			to_host(a, v->hosts.v[0].s, o->ns);
		mw_app_alarm(a, "No request takes it: %s", ask->otherwise !=
		    NULL ? ask->otherwise : "no proxy has this route");
		return;
	}
	mw_form_fill(a, ask->request);
	if (ask->takes)
		mw_app_say(a, "Filled so that it takes this route. Enter runs "
		    "it.");
	else
		mw_app_alarm(a, "It does not take this route: %s",
		    mw_str_or_empty(ask->otherwise));
}

/* True when it is done. */
static bool
look(struct mw_app *a)
{
	const struct mw_object *o = a->form->asked;
	struct mw_arena *tmp;
	struct mw_ask ask;
	bool missed;

	if (mw_session_compile(a->session))
		return false;
	tmp = mw_arena_new();
	mw_session_try(a->session);
	ask = mw_ask_route(a->session, o, a->form->asked_node,
	    a->form->asked_at, tmp);
	missed = mw_session_missed(a->session);
	if (!missed) {
		mw_form_ask_no_more(a);
		found(a, o, &ask);
		focus(a);
	}
	mw_arena_free(tmp);
	return !missed;
}

bool
mw_form_asks(const struct mw_app *a)
{
	return a->form->asked != NULL;
}

void
mw_form_ask_no_more(struct mw_app *a)
{
	a->form->asked = NULL;
}

bool
mw_form_work(struct mw_app *a, int64_t until)
{
	while (mw_form_asks(a) && (a->options.clock_ms == NULL ||
	    mw_app_now(a) < until)) {
		if (look(a))
			a->drawn = false;
	}
	return mw_form_asks(a);
}

static void
to_route(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *node, const struct mw_node *at)
{
	a->form->asked = o;
	a->form->asked_node = node;
	a->form->asked_at = at;
	if (mw_form_work(a, mw_app_now(a) + MW_KEY_MS))
		mw_app_say(a, "A request that takes this route is looked for: "
		    "the proxies are compiled first.");
}

/* ---- other rows ---------------------------------------------------------- */

/* A policy: the first workload it selects is asked. */
static bool
to_selected(struct mw_app *a, const struct mw_object *o)
{
	const struct mw_string_map *want = mw_object_selector(o);
	bool root = strcmp(o->ns, a->mesh->settings.root_namespace) == 0;

	for (size_t i = 0; i < a->mesh->n_workloads; i++) {
		const struct mw_workload *w = a->mesh->workloads[i];

		if ((!root && strcmp(w->ns, o->ns) != 0) ||
		    w->n_services == 0 || w->proxy == MW_PROXY_GATEWAY ||
		    (want != NULL && !mw_labels_match(want, w->labels)))
			continue;
		to_service(a, w->services[0]);
		return true;
	}
	return false;
}

/* Whatever else an object is about. */
static bool
to_object(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *node)
{
	const struct mw_destination_rule *d;
	const struct mw_service_entry *e;
	const struct mw_k8s_gateway *g;

	switch (o->kind) {
	case MW_KIND_DESTINATION_RULE:
		d = MW_SPEC(o, destination_rule);
		return d != NULL && to_host(a, d->host.s, o->ns);
	case MW_KIND_SERVICE_ENTRY:
		e = MW_SPEC(o, service_entry);
		return e != NULL && e->hosts.n > 0 && to_host(a,
		    e->hosts.v[0].s, o->ns);
	case MW_KIND_K8S_GATEWAY:
		g = MW_SPEC(o, k8s_gateway);
		if (g == NULL || g->listeners.n == 0)
			return false;
		through_listener(a, g, node);
		return true;
	default:
		return to_selected(a, o);
	}
}

static void
from_workload(struct mw_app *a, const struct mw_workload *w)
{
	char text[600];

	if (w->proxy == MW_PROXY_GATEWAY) {
		set(a, MW_FIELD_FROM, "outside");
		return;
	}
	snprintf(text, sizeof(text), "%s/%s", w->ns, w->name);
	set(a, MW_FIELD_FROM, text);
}

static void
fill(struct mw_app *a, const struct mw_subject *s,
    const struct mw_server *server, const struct mw_node *at)
{
	mw_app_say(a, "Filled from the selected row. Enter runs it.");
	if (s->workload != NULL) {
		from_workload(a, s->workload);
		return;
	}
	if (server != NULL)
		through_server(a, server);
	if (s->object != NULL && is_route(s->object))
		to_route(a, s->object, s->node, at);
	else if (s->service != NULL && server == NULL)
		to_service(a, s->service);
	else if (s->object != NULL && server == NULL && !to_object(a, s->object,
	    s->node))
		mw_app_alarm(a, "Nothing is filled: this leads to no host.");
}

void
mw_form_simulate(struct mw_app *a)
{
	const struct mw_server *server;
	const struct mw_node *at;
	struct mw_subject s;

	mw_app_subject(a, &s);
	server = server_of(a, &s);
	at = listener_of(a);
	mw_app_leave(a);
	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		/* a caller goes with the host that was chosen before */
		if (s.workload == NULL || i == MW_FIELD_FROM)
			set(a, (enum mw_form_field)i, "");
	}
	mw_app_screen(a, MW_SCREEN_FORM);
	fill(a, &s, server, at);
	focus(a);
}
