/*
 * form-simulate.c - the form filled from what is selected: what one would ask
 * about it.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "mesh/mesh.h"
#include "view/form.h"

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

/* The server of a Gateway that the selected row is below, or of it. */
static const struct mw_server *
server_above(struct mw_app *a)
{
	const struct mw_row *r = a->screen == MW_SCREEN_TREE
	    ? mw_treeview_row(mw_app_tree(a)) : NULL;

	for (; r != NULL; r = r->parent) {
		const struct mw_gateway *g;

		if (r->object == NULL || r->object->kind != MW_KIND_GATEWAY ||
		    r->object->spec == NULL)
			continue;
		g = MW_SPEC(r->object, gateway);
		for (size_t i = 0; i < g->servers.n; i++) {
			if (g->servers.v[i].node == r->node || r->parent ==
			    NULL)
				return &g->servers.v[i];
		}
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
through(struct mw_app *a, const struct mw_server *s)
{
	set(a, MW_FIELD_FROM, "outside");
	if (s->port != NULL) {
		const char *p = mw_str_or_empty(s->port->protocol.s);

		set_number(a, MW_FIELD_PORT, (long long)s->port->number.v);
		if (mw_str_case_eq(p, "HTTPS"))
			set(a, MW_FIELD_SCHEME, "https");
		else if (mw_str_case_eq(p, "TLS"))
			set(a, MW_FIELD_SCHEME, "tls");
		else if (mw_str_case_eq(p, "TCP"))
			set(a, MW_FIELD_SCHEME, "tcp");
	}
	if (s->hosts.n > 0)
		set_host(a, mw_str_or_empty(s->hosts.v[0].s));
}

/* Path, method and headers that a route asks for. */
static void
as_match(struct mw_app *a, const struct mw_http_match *m)
{
	int h = MW_FIELD_HEADER;
	char text[600];

	if (m->uri != NULL)
		set(a, MW_FIELD_PATH, m->uri->exact.s != NULL ? m->uri->exact.s
		    : m->uri->prefix.s);
	if (m->method != NULL)
		set(a, MW_FIELD_METHOD, m->method->exact.s);
	for (size_t i = 0; i < m->headers.n && h <= MW_FIELD_HEADER_LAST;
	     i++) {
		const struct mw_string_match *v = &m->headers.v[i].value;

		snprintf(text, sizeof(text), "%s: %s", m->headers.v[i].key.s,
		    v->exact.s != NULL ? v->exact.s
		    : mw_str_or_empty(v->prefix.s));
		set(a, (enum mw_form_field)h++, text);
	}
}

static bool
holds(const struct mw_node *outer, const struct mw_node *inner)
{
	struct mw_span o = mw_node_span(outer), i = mw_node_span(inner);

	return o.line <= i.line && o.end_line >= i.end_line;
}

static void
to_virtual_service(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *node)
{
	const struct mw_virtual_service *v = MW_SPEC(o, virtual_service);
	const struct mw_http_route *route = NULL;
	const struct mw_service *s;
	struct mw_arena *tmp;

	if (v == NULL)
		return;
	for (size_t i = 0; i < v->http.n; i++) {
		if (node != NULL && node != o->root && holds(v->http.v[i].node,
		    node))
			route = &v->http.v[i];
	}
	if (v->hosts.n > 0 && *mw_str_or_empty(v->hosts.v[0].s) != '*') {
		tmp = mw_arena_new();
		set(a, MW_FIELD_TO, mw_host_expand(tmp, a->mesh,
		    mw_str_or_empty(v->hosts.v[0].s), o->ns));
		mw_arena_free(tmp);
		s = mw_form_service(a);
		if (s != NULL && mw_form_text(a, MW_FIELD_PORT)[0] == '\0')
			to_service(a, s);
	}
	if (route != NULL && route->match.n > 0)
		as_match(a, &route->match.v[0]);
}

/* A policy: the first workload it selects is asked. */
static void
to_selected(struct mw_app *a, const struct mw_object *o)
{
	const struct mw_string_map *want = mw_object_selector(o);

	for (size_t i = 0; i < a->mesh->n_workloads; i++) {
		const struct mw_workload *w = a->mesh->workloads[i];

		if (strcmp(w->ns, o->ns) != 0 || w->n_services == 0 ||
		    (want != NULL && !mw_labels_match(want, w->labels)))
			continue;
		to_service(a, w->services[0]);
		return;
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
fill(struct mw_app *a, const struct mw_subject *s)
{
	const struct mw_server *server = server_above(a);

	if (s->workload != NULL) {
		from_workload(a, s->workload);
		return;
	}
	if (server != NULL)
		through(a, server);
	if (s->object != NULL && s->object->kind == MW_KIND_VIRTUAL_SERVICE)
		to_virtual_service(a, s->object, s->node);
	else if (s->service != NULL && server == NULL)
		to_service(a, s->service);
	else if (s->object != NULL && server == NULL)
		to_selected(a, s->object);
}

void
mw_form_simulate(struct mw_app *a)
{
	struct mw_subject s;

	mw_app_subject(a, &s);
	mw_app_leave(a);
	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		/* a caller goes with the host that was chosen before */
		if (s.workload == NULL || i == MW_FIELD_FROM)
			set(a, (enum mw_form_field)i, "");
	}
	fill(a, &s);
	mw_app_screen(a, MW_SCREEN_FORM);
	mw_form_focus(a, mw_form_text(a, MW_FIELD_TO)[0] == '\0'
	    ? MW_FIELD_TO : mw_form_text(a, MW_FIELD_FROM)[0] == '\0'
	    ? MW_FIELD_FROM : MW_FIELD_PATH);
	mw_app_say(a, "Filled from the selected row. Enter runs it.");
}
