/*
 * form-paste-log.c - a pasted line of Envoy's access log fills the form.
 *
 * What a line says is read by journey/log-line.h; who called is known by the
 * address.
 */
#include <string.h>

#include "base/str.h"
#include "journey/log-line.h"
#include "view/form.h"

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
	    (*s == '[' || strchr(s, ':') == colon) && colon[1] != '\0'
	    ? colon + 1 : NULL;
}

/* What was asked for: the authority's port, that of "outbound|80||host", or
 * where the connection arrived. */
static const char *
port_of(struct mw_arena *arena, const struct mw_log_line *l)
{
	const char *s = port_in(l->authority);

	if (s != NULL)
		return s;
	if (mw_str_has_prefix(l->cluster, "outbound|"))
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
fill(struct mw_app *a, struct mw_arena *arena, const struct mw_log_line *l)
{
	const char *port = port_of(arena, l);
	const char *in = port_in(l->authority);
	bool tls = l->sni != NULL && !mw_str_has_prefix(l->sni, "outbound_");

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
	if (l->remote != NULL)
		set_caller(a, arena, l->remote);
}

bool
mw_form_paste_log(struct mw_app *a, const char *text, size_t len)
{
	struct mw_arena *arena = mw_arena_new();
	const char *s = mw_arena_text(arena, text, len);
	struct mw_log_line l;
	bool found;

	s += strspn(s, " \t\r\n");
	found = mw_log_line_parse(arena, s, strcspn(s, "\n"), &l) &&
	    l.authority != NULL && l.method != NULL && l.path != NULL;
	if (found)
		fill(a, arena, &l);
	mw_arena_free(arena);
	return found;
}
