/*
 * form-facts.c - what is behind the text of a field, told right of it.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "journey/guess.h"
#include "journey/journey.h"
#include "view/form.h"

/* ---- what the fields name ------------------------------------------------ */

const char *
mw_form_namespace(const struct mw_app *a, struct mw_arena *arena)
{
	const char *from = mw_form_text(a, MW_FIELD_FROM);
	const char *slash = strchr(from, '/');

	return slash == NULL ? "" : mw_arena_text(arena, from,
	    (size_t)(slash - from));
}

const struct mw_workload *
mw_form_client(struct mw_app *a)
{
	const char *from = mw_form_text(a, MW_FIELD_FROM);
	const char *slash = strchr(from, '/');
	struct mw_arena *tmp;
	const struct mw_workload *w;

	if (slash == NULL)
		return NULL;
	tmp = mw_arena_new();
	w = mw_mesh_workload(a->mesh, mw_form_namespace(a, tmp), slash + 1);
	mw_arena_free(tmp);
	return w;
}

const char *
mw_form_host(const struct mw_app *a, struct mw_arena *arena)
{
	struct mw_request r = { 0 };
	const char *to = mw_form_text(a, MW_FIELD_TO), *error;

	to += strspn(to, " ");
	to = mw_arena_text(arena, to, strcspn(to, " "));
	return *to != '\0' && strpbrk(to, ":/[") != NULL &&
	    mw_request_set_url(arena, &r, to, &error) ? r.to : to;
}

const struct mw_service *
mw_form_seen(const struct mw_app *a, const char *host, const char *ns,
    struct mw_arena *arena)
{
	const struct mw_mesh *m = a->mesh;
	const struct mw_service *s = mw_mesh_service(m, host, ns);

	if (s == NULL && (s = mw_dial_service(m, host, ns, arena)) != NULL)
		s = mw_mesh_service(m, s->hostname, ns);
	return s != NULL ? s : mw_mesh_service(m, mw_host_expand(arena, m,
	    host, ns), ns);
}

/* The service of TO, a host, whether or not the caller sees it: "reviews" of
 * whatever namespace, "reviews.shop". */
static const struct mw_service *
named(const struct mw_mesh *m, const char *to)
{
	for (size_t i = 0; i < m->n_services; i++) {
		const struct mw_service *x = m->services[i];
		const char *rest = x->hostname;

		if (strcmp(x->name, to) == 0)
			return x;
		if (!mw_str_has_prefix(rest, to))
			continue;
		rest += strlen(to);
		if (*rest == '\0' || mw_str_has_prefix(rest, ".svc."))
			return x;
	}
	return NULL;
}

/* *seen: the caller sees it; nobody in particular sees all of them. */
static const struct mw_service *
service(struct mw_app *a, bool *seen)
{
	struct mw_arena *tmp = mw_arena_new();
	const char *ns = mw_form_namespace(a, tmp);
	const char *host = mw_form_host(a, tmp);
	const struct mw_service *s = *host == '\0' ? NULL : mw_form_seen(a,
	    host, *ns != '\0' ? ns : "default", tmp);

	*seen = s != NULL || *ns == '\0';
	if (s == NULL && *host != '\0')
		s = named(a->mesh, host);
	mw_arena_free(tmp);
	return s;
}

const struct mw_service *
mw_form_service(struct mw_app *a)
{
	bool seen;

	return service(a, &seen);
}

bool
mw_form_scheme(const char *text, enum mw_scheme *out)
{
	for (int i = MW_SCHEME_HTTP; i <= MW_SCHEME_TLS; i++) {
		if (strcmp(mw_scheme_name((enum mw_scheme)i), text) != 0)
			continue;
		*out = (enum mw_scheme)i;
		return true;
	}
	return *text == '\0';
}

uint32_t
mw_form_usual_port(struct mw_app *a)
{
	const char *to = mw_form_text(a, MW_FIELD_TO), *error;
	const struct mw_service *s;
	struct mw_request r = { 0 };
	struct mw_arena *tmp = mw_arena_new();
	bool ok;

	to += strspn(to, " ");
	mw_form_scheme(mw_form_text(a, MW_FIELD_SCHEME), &r.scheme);
	ok = mw_request_set_url(tmp, &r, to, &error);
	mw_arena_free(tmp);
	if (!ok)
		return 0;
	s = strchr(to, ':') != NULL ? NULL : mw_form_service(a);
	return s != NULL && s->n_ports > 0 ? (uint32_t)s->ports[0].number
	    : r.port;
}

/* ---- in a few words ------------------------------------------------------ */

static enum mw_role
client_fact(struct mw_app *a, struct mw_buf *out)
{
	const char *from = mw_form_text(a, MW_FIELD_FROM);
	const struct mw_form *f = a->form;
	const struct mw_workload *w = mw_form_client(a);

	if (*from == '\0') {
		mw_buf_adds(out, "one that fits is taken");
	} else if (strcmp(from, "outside") == 0) {
		mw_buf_adds(out, "outside the mesh");
	} else if (w != NULL) {
		mw_buf_printf(out, "%s, sa/%s", mw_proxy_word(w->proxy),
		    w->service_account);
	} else if (f->at == MW_FIELD_FROM && f->n_choices > 0 &&
	    !f->v[f->at].whole) {
		mw_buf_adds(out, "namespace/workload, or outside");
	} else {
		mw_buf_adds(out, "no such workload");
		return MW_ROLE_WARN;
	}
	return MW_ROLE_DIM;
}

/* An address of a workload or of a service. */
static const char *
owner(const struct mw_mesh *m, const char *ip, struct mw_arena *arena)
{
	const struct mw_workload *w = mw_mesh_workload_by_ip(m, ip);

	if (w != NULL)
		return mw_arena_printf(arena, "%s/%s", w->ns, w->name);
	for (size_t i = 0; i < m->n_services; i++) {
		const struct mw_service *s = m->services[i];

		if (mw_str_eq(s->address, ip))
			return mw_arena_printf(arena, "%s %s/%s",
			    s->kubernetes ? "Service" : "ServiceEntry", s->ns,
			    s->name);
	}
	return NULL;
}

/* A host that no service has. */
static enum mw_role
other_host_fact(struct mw_app *a, const char *host, struct mw_arena *tmp,
    struct mw_buf *out)
{
	const struct mw_form *f = a->form;
	const char *from = mw_form_text(a, MW_FIELD_FROM), *ingress = NULL;
	bool address = mw_is_ip(host);

	/* whoever is inside dials it without the gateway */
	if (*from == '\0' || strcmp(from, "outside") == 0) {
		ingress = mw_guess_ingress(a->mesh, tmp, host, 80);
		if (ingress == NULL)
			ingress = mw_guess_ingress(a->mesh, tmp, host, 443);
	}
	if (ingress != NULL) {
		mw_buf_printf(out, "through %s", ingress);
		return MW_ROLE_DIM;
	}
	if (address && owner(a->mesh, host, tmp) != NULL) {
		mw_buf_adds(out, owner(a->mesh, host, tmp));
		return MW_ROLE_DIM;
	}
	/* it is being typed */
	if (f->at == MW_FIELD_TO && f->n_choices > 0 && !f->v[f->at].whole) {
		mw_buf_adds(out, "host, address or URL");
		return MW_ROLE_DIM;
	}
	mw_buf_adds(out, address ? "unknown address" : "unknown host");
	return MW_ROLE_WARN;
}

static enum mw_role
server_fact(struct mw_app *a, struct mw_buf *out)
{
	struct mw_arena *tmp;
	bool seen;
	const struct mw_service *s = service(a, &seen);
	const char *host, *ns;
	enum mw_role role = MW_ROLE_DIM;

	tmp = mw_arena_new();
	host = mw_form_host(a, tmp);
	ns = mw_form_namespace(a, tmp);
	if (*host == '\0') {
		mw_buf_adds(out, "host, address or URL");
	} else if (s != NULL && !seen) {
		mw_buf_printf(out, "not visible from %s", ns);
		role = MW_ROLE_WARN;
	} else if (s != NULL) {
		mw_buf_printf(out, "%s%s, %zu endpoint%s", s->kubernetes
		    ? "Service" : "ServiceEntry", s->assumed ? ", assumed"
		    : "", s->n_endpoints, mw_str_s(s->n_endpoints));
	} else if (strchr(host, '/') != NULL) {
		mw_buf_adds(out, "a URL");	/* that is not yet one */
	} else {
		role = other_host_fact(a, host, tmp, out);
	}
	mw_arena_free(tmp);
	return role;
}

/* The protocol is that of the Service; a port that it does not have is told. */
static enum mw_role
port_fact(struct mw_app *a, int room, struct mw_buf *out)
{
	const char *text = mw_form_text(a, MW_FIELD_PORT);
	const struct mw_service *s = mw_form_service(a);
	const struct mw_service_port_info *p;
	const char *kind;
	long long n = mw_form_usual_port(a);

	if (s == NULL || s->n_ports == 0 || (*text != '\0' &&
	    !mw_str_to_int(text, &n)))
		return MW_ROLE_DIM;
	p = mw_service_port(s, n);
	kind = s->kubernetes ? "Service" : "ServiceEntry";
	if (p == NULL)
		mw_buf_printf(out, room < 12 ? "no port"
		    : "not a port of the %s", kind);
	else if (room < 12)
		mw_buf_adds(out, mw_protocol_name(p->protocol));
	else
		mw_buf_printf(out, "%s, from the %s",
		    mw_protocol_name(p->protocol), kind);
	return p == NULL ? MW_ROLE_WARN : MW_ROLE_DIM;
}

/* Nobody but a sidecar shows an identity. */
static void
identity_fact(struct mw_app *a, struct mw_buf *out)
{
	const struct mw_workload *w = mw_form_client(a);
	const char *from = mw_form_text(a, MW_FIELD_FROM);
	bool own = mw_form_radio_on(a, MW_FIELD_IDENTITY) == 0;

	if (w == NULL && strcmp(from, "outside") != 0)
		return;
	if (w == NULL || w->proxy != MW_PROXY_SIDECAR)
		mw_buf_adds(out, own ? "it has none" :
		    "no effect: no sidecar");
	else if (own)
		mw_buf_adds(out, mw_form_principal(w->identity));
}

enum mw_role
mw_form_fact(struct mw_app *a, int field, int room, struct mw_buf *out)
{
	switch (field) {
	case MW_FIELD_FROM:
		return client_fact(a, out);
	case MW_FIELD_TO:
		return server_fact(a, out);
	case MW_FIELD_PORT:
		return port_fact(a, room, out);
	case MW_FIELD_IDENTITY:
		identity_fact(a, out);
		return MW_ROLE_DIM;
	default:
		return MW_ROLE_DIM;
	}
}
