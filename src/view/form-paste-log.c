/*
 * form-paste-log.c - a pasted line of Envoy's access log fills the form.
 *
 * Istio writes it as text in the order of its default format, or as JSON with
 * the names of that format.  Who called is known by the address.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/form.h"

/* What a line says of the request; NULL where it does not. */
struct line {
	const char *method, *path, *protocol, *authority, *cluster, *local,
	    *remote, *sni;
};

/* ---- text ---------------------------------------------------------------- */

enum { WORDS = 24 };

/* The words of a line, "quoted" ones as one; gives how many. */
static size_t
split(struct mw_arena *arena, const char *s, const char **words)
{
	size_t n = 0;

	while (n < WORDS && *(s += strspn(s, " \t\r\n")) != '\0') {
		bool quoted = *s == '"';
		size_t len = strcspn(s + quoted, quoted ? "\"" : " \t\r\n");

		words[n++] = mw_arena_text(arena, s + quoted, len);
		s += quoted + len;
		s += quoted && *s == '"';
	}
	return n;
}

/* [time] "METHOD PATH PROTOCOL" code flags details termination "failure"
 * received sent duration upstream "forwarded" "agent" "id" "AUTHORITY"
 * "upstream" CLUSTER from LOCAL REMOTE SNI route */
static bool
read_text(struct mw_arena *arena, const char *s, struct line *l)
{
	const char *w[WORDS], *first[3];
	size_t n = split(arena, s, w);

	if (n < 21 || w[0][0] != '[' || split(arena, w[1], first) < 3 ||
	    !mw_str_has_prefix(first[2], "HTTP/"))
		return false;
	*l = (struct line){ first[0], first[1], first[2], w[14], w[16], w[18],
		w[19], w[20] };
	return true;
}

/* ---- JSON ---------------------------------------------------------------- */

static const char *
member(struct mw_arena *arena, const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s != NULL ? mw_arena_strdup(arena, s) : NULL;
}

static bool
read_json(struct mw_arena *arena, const char *s, struct line *l)
{
	json_t *o = json_loads(s, 0, NULL);

	*l = (struct line){
		.method = member(arena, o, "method"),
		.path = member(arena, o, "path"),
		.protocol = member(arena, o, "protocol"),
		.authority = member(arena, o, "authority"),
		.cluster = member(arena, o, "upstream_cluster"),
		.local = member(arena, o, "downstream_local_address"),
		.remote = member(arena, o, "downstream_remote_address"),
		.sni = member(arena, o, "requested_server_name"),
	};
	json_decref(o);
	return l->method != NULL && l->path != NULL && l->authority != NULL;
}

/* ---- into the fields ----------------------------------------------------- */

static bool
said(const char *s)
{
	return !mw_str_empty(s) && strcmp(s, "-") != 0;
}

static void
set(struct mw_app *a, enum mw_form_field f, const char *text)
{
	mw_edit_set(&a->form->v[f], text);
}

/* "host:80", "[::1]:80": where the port begins; NULL without one. */
static const char *
port_in(const char *s)
{
	const char *colon = strrchr(s, ':');

	return colon != NULL && strchr(colon, ']') == NULL &&
	    (*s == '[' || strchr(s, ':') == colon) && said(colon + 1)
	    ? colon + 1 : NULL;
}

/* What was asked for: the authority's port, that of "outbound|80||host", or
 * where the connection arrived. */
static const char *
port_of(struct mw_arena *arena, const struct line *l)
{
	const char *s = port_in(l->authority);

	if (s != NULL)
		return s;
	if (said(l->cluster) && mw_str_has_prefix(l->cluster, "outbound|"))
		return mw_arena_text(arena, l->cluster + 9, strcspn(
		    l->cluster + 9, "|"));
	return NULL;
}

static void
set_caller(struct mw_app *a, struct mw_arena *arena, const char *remote)
{
	const char *port = port_in(remote);
	const char *ip = mw_arena_text(arena, remote, port != NULL
	    ? (size_t)(port - remote) - 1 : strlen(remote));
	const struct mw_workload *w = mw_mesh_workload_by_ip(a->mesh, ip);

	if (w == NULL) {		/* no pod of the mesh */
		set(a, MW_FIELD_FROM, "outside");
		set(a, MW_FIELD_SOURCE, ip);
	} else if (w->proxy != MW_PROXY_GATEWAY) {
		set(a, MW_FIELD_FROM, mw_arena_printf(arena, "%s/%s", w->ns,
		    w->name));
	}
}

static void
fill(struct mw_app *a, struct mw_arena *arena, const struct line *l)
{
	const char *port = port_of(arena, l);
	const char *in = port_in(l->authority);
	bool tls = said(l->sni) && !mw_str_has_prefix(l->sni, "outbound_");

	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		if (i != MW_FIELD_FROM)
			set(a, (enum mw_form_field)i, "");
	}
	set(a, MW_FIELD_TO, mw_arena_text(arena, l->authority, in != NULL
	    ? (size_t)(in - l->authority) - 1 : strlen(l->authority)));
	if (port != NULL && !tls)
		set(a, MW_FIELD_PORT, port);
	if (tls)
		set(a, MW_FIELD_SCHEME, "https");
	set(a, MW_FIELD_PATH, l->path);
	if (strcmp(l->method, "GET") != 0)
		set(a, MW_FIELD_METHOD, l->method);
	if (l->protocol != NULL && strcmp(l->protocol, "HTTP/2") == 0)
		set(a, MW_FIELD_HTTP, "2");
	if (said(l->remote))
		set_caller(a, arena, l->remote);
}

bool
mw_form_paste_log(struct mw_app *a, const char *text, size_t len)
{
	struct mw_arena *arena = mw_arena_new();
	const char *s = mw_arena_text(arena, text, len);
	struct line l;
	bool found;

	s += strspn(s, " \t\r\n");
	found = *s == '[' ? read_text(arena, s, &l) : *s == '{' &&
	    read_json(arena, s, &l);
	found = found && said(l.authority) && said(l.method) && said(l.path);
	if (found)
		fill(a, arena, &l);
	mw_arena_free(arena);
	return found;
}
