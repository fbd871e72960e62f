/*
 * form-choices.c - what is offered for a field: names from the mesh first.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "view/form.h"

/* One pass gives those that begin with the text, a second the others that
 * have it, a third (nothing typed) all. */
struct offer {
	struct mw_app *a;
	const char *typed;
	int pass;		/* 0: begins, 1: has */
};

static bool
is_full(const struct mw_form *f)
{
	return f->n_choices == MW_CHOICES;
}

/* The choice that was added, or NULL. */
static struct mw_choice *
offer(struct offer *o, const char *text, const char *note)
{
	struct mw_form *f = o->a->form;
	bool begins = mw_str_case_prefix(text, o->typed);
	struct mw_choice *c;

	if (is_full(f) || *text == '\0' || (o->pass == 0 ? !begins : begins ||
	    !mw_text_has(text, o->typed)))
		return NULL;
	for (size_t i = 0; i < f->n_choices; i++) {
		if (strcmp(f->choices[i].text, text) == 0)
			return NULL;
	}
	c = &f->choices[f->n_choices++];
	*c = (struct mw_choice){
		.text = mw_arena_strdup(f->choice_arena, text),
		.note = mw_arena_strdup(f->choice_arena,
		    mw_str_or_empty(note)),
	};
	return c;
}

static bool
may_fit(const struct offer *o, const char *text)
{
	return *o->typed == '\0' || mw_str_case_prefix(text, o->typed) ||
	    mw_text_has(text, o->typed);
}

/* ---- From ---------------------------------------------------------------- */

static void
offer_clients(struct offer *o)
{
	const struct mw_mesh *m = o->a->mesh;
	char name[600];

	offer(o, "outside", "a client outside the mesh");
	for (size_t i = 0; i < m->n_workloads && !is_full(o->a->form); i++) {
		const struct mw_workload *w = m->workloads[i];
		char note[300];

		snprintf(name, sizeof(name), "%s/%s", w->ns, w->name);
		if (!may_fit(o, name))
			continue;
		snprintf(note, sizeof(note), "%s, sa/%s",
		    mw_proxy_word(w->proxy), w->service_account);
		offer(o, name, note);
	}
}

/* ---- To ------------------------------------------------------------------ */

static void
offer_gateway_hosts(struct offer *o)
{
	const struct mw_objects *all =
	    &o->a->mesh->of_kind[MW_KIND_VIRTUAL_SERVICE];

	for (size_t i = 0; i < all->n && !is_full(o->a->form); i++) {
		const struct mw_virtual_service *v = MW_SPEC(all->v[i],
		    virtual_service);

		for (size_t j = 0; v != NULL && v->gateways.n > 0 &&
		     j < v->hosts.n; j++) {
			const char *h = mw_str_or_empty(v->hosts.v[j].s);

			if (*h != '*' && strchr(h, '.') != NULL &&
			    may_fit(o, h))
				offer(o, h, "through a gateway");
		}
	}
}

/* "reviews", below the long name: what it is for the caller. */
static void
offer_short(struct offer *o, const struct mw_service *s, const char *ns)
{
	struct mw_form *f = o->a->form;
	const struct mw_service *seen;
	struct mw_choice *c;
	char note[400];

	/* nobody looks for it in a list of all */
	if (*o->typed == '\0' || !s->kubernetes || !may_fit(o, s->name))
		return;
	seen = *ns == '\0' ? NULL : mw_form_seen(o->a, s->name, ns,
	    f->choice_arena);
	snprintf(note, sizeof(note), "%-12s  %s%s", "short name",
	    *ns == '\0' ? "in the caller's namespace" : seen == NULL
	    ? "not visible from " : "", seen != NULL ? seen->ns : ns);
	c = offer(o, s->name, note);
	if (c != NULL)
		c->brief = true;
}

static void
offer_hosts(struct offer *o)
{
	const struct mw_mesh *m = o->a->mesh;
	const char *ns = mw_form_namespace(o->a, o->a->form->choice_arena);
	char note[700];

	offer_gateway_hosts(o);
	for (size_t i = 0; i < m->n_services && !is_full(o->a->form); i++) {
		const struct mw_service *s = m->services[i];
		bool hidden;

		if (*s->hostname == '*' || !may_fit(o, s->hostname))
			continue;
		hidden = *ns != '\0' && mw_mesh_service(m, s->hostname, ns) ==
		    NULL;
		snprintf(note, sizeof(note), "%-12s  %s%s%s", s->kubernetes
		    ? "Service" : "ServiceEntry", hidden ? "not visible from "
		    : "", hidden ? ns : s->ns, s->assumed ? ", assumed" : "");
		offer(o, s->hostname, note);
		offer_short(o, s, ns);
	}
}

/* ---- Path, Port, Headers ------------------------------------------------- */

static void
offer_match(struct offer *o, const struct mw_http_match *m, bool headers)
{
	char text[600];

	if (!headers && m->uri != NULL) {
		if (m->uri->exact.s != NULL)
			offer(o, m->uri->exact.s, "exact, of a route");
		if (m->uri->prefix.s != NULL)
			offer(o, m->uri->prefix.s, "prefix, of a route");
	}
	for (size_t i = 0; headers && i < m->headers.n; i++) {
		const struct mw_string_match *v = &m->headers.v[i].value;
		const char *value = v->exact.s != NULL ? v->exact.s
		    : mw_str_or_empty(v->prefix.s);

		snprintf(text, sizeof(text), "%s: %s", m->headers.v[i].key.s,
		    value);
		offer(o, text, "of a route");
	}
}

static void
offer_from_routes(struct offer *o, bool headers)
{
	const struct mw_objects *all =
	    &o->a->mesh->of_kind[MW_KIND_VIRTUAL_SERVICE];
	const struct mw_service *s = mw_form_service(o->a);
	struct mw_arena *tmp = mw_arena_new();
	const char *to = s != NULL ? s->hostname : mw_form_host(o->a, tmp);

	for (size_t i = 0; i < all->n && !is_full(o->a->form); i++) {
		const struct mw_virtual_service *v = MW_SPEC(all->v[i],
		    virtual_service);
		bool covers = false;

		for (size_t j = 0; v != NULL && j < v->hosts.n && !covers;
		     j++) {
			const char *h = mw_str_or_empty(v->hosts.v[j].s);

			/* a short name is the beginning of the long one */
			covers = (*h == '*' || mw_str_has_prefix(to, h)) &&
			    mw_host_covers(mw_host_expand(tmp, o->a->mesh, h,
			    all->v[i]->ns), to);
		}
		for (size_t j = 0; covers && j < v->http.n; j++) {
			for (size_t k = 0; k < v->http.v[j].match.n; k++)
				offer_match(o, &v->http.v[j].match.v[k],
				    headers);
		}
	}
	mw_arena_free(tmp);
}

static void
offer_ports(struct offer *o)
{
	const struct mw_service *s = mw_form_service(o->a);
	char text[32];

	for (size_t i = 0; s != NULL && i < s->n_ports; i++) {
		snprintf(text, sizeof(text), "%lld",
		    (long long)s->ports[i].number);
		offer(o, text, mw_protocol_name(s->ports[i].protocol));
	}
	if (s == NULL) {
		offer(o, "80", "http");
		offer(o, "443", "https");
	}
}

static void
offer_headers(struct offer *o)
{
	static const char *const common[] = { "authorization: Bearer ",
		"cookie: ", "origin: https://", "x-forwarded-for: ",
		"x-request-id: ", "user-agent: ", "content-type: " };

	offer_from_routes(o, true);
	for (size_t i = 0; i < MW_LEN(common); i++)
		offer(o, common[i], "");
}

static void
offer_claims(struct offer *o)
{
	const struct mw_objects *all =
	    &o->a->mesh->of_kind[MW_KIND_REQUEST_AUTHENTICATION];
	char text[600];

	for (size_t i = 0; i < all->n && !is_full(o->a->form); i++) {
		const struct mw_request_authentication *r = MW_SPEC(all->v[i],
		    request_authentication);

		for (size_t j = 0; r != NULL && j < r->jwt_rules.n; j++) {
			const struct mw_jwt_rule *rule = &r->jwt_rules.v[j];

			snprintf(text, sizeof(text), "iss=%s%s%s sub=someone",
			    mw_str_or_empty(rule->issuer.s),
			    rule->audiences.n > 0 ? " aud=" : "",
			    rule->audiences.n > 0 ? mw_str_or_empty(
			    rule->audiences.v[0].s) : "");
			offer(o, text, all->v[i]->name);
		}
	}
}

/* Accounts of workloads with a sidecar: those that could show it. */
static void
offer_identities(struct offer *o)
{
	const struct mw_mesh *m = o->a->mesh;
	char note[600];

	offer(o, MW_IDENTITY_NONE, "no mTLS on the first hop");
	for (size_t i = 0; i < m->n_workloads && !is_full(o->a->form); i++) {
		const struct mw_workload *w = m->workloads[i];
		const char *s = mw_form_principal(w->identity);

		if (w->proxy != MW_PROXY_SIDECAR || !may_fit(o, s))
			continue;
		snprintf(note, sizeof(note), "%s/%s", w->ns, w->name);
		offer(o, s, note);
	}
}

static void
offer_words(struct offer *o, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		offer(o, v[i], "");
}

static void
one_pass(struct offer *o, int field)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "DELETE",
		"PATCH", "HEAD", "OPTIONS" };
	static const char *const schemes[] = { "http", "https", "tcp", "tls" };
	static const char *const versions[] = { "1.1", "2" };

	switch (field) {
	case MW_FIELD_FROM:
		offer_clients(o);
		break;
	case MW_FIELD_TO:
		offer_hosts(o);
		break;
	case MW_FIELD_PATH:
		offer_from_routes(o, false);
		break;
	case MW_FIELD_PORT:
		offer_ports(o);
		break;
	case MW_FIELD_METHOD:
		offer_words(o, methods, MW_LEN(methods));
		break;
	case MW_FIELD_SCHEME:
		offer_words(o, schemes, MW_LEN(schemes));
		break;
	case MW_FIELD_HTTP:
		offer_words(o, versions, MW_LEN(versions));
		break;
	case MW_FIELD_IDENTITY:
		offer_identities(o);
		break;
	case MW_FIELD_CLAIMS:
		offer_claims(o);
		break;
	case MW_FIELD_HOST:
	case MW_FIELD_SNI:
		offer_gateway_hosts(o);
		break;
	default:
		if (field >= MW_FIELD_HEADER && field <= MW_FIELD_HEADER_LAST)
			offer_headers(o);
		break;
	}
}

void
mw_form_choose(struct mw_app *a)
{
	struct mw_form *f = a->form;
	struct mw_edit *v = &f->v[f->at];
	/* a word that is chosen is no beginning of a text */
	bool word = mw_form_radio(f->at) != NULL &&
	    !mw_form_radio_has_text(a, f->at);
	struct offer o = { a, v->whole || word ? "" : mw_edit_text(v), 0 };

	mw_arena_free(f->choice_arena);
	f->choice_arena = mw_arena_new();
	f->n_choices = 0;
	f->chosen = -1;
	f->taken = false;
	one_pass(&o, f->at);
	if (*o.typed != '\0') {
		o.pass = 1;
		one_pass(&o, f->at);
	}
	f->n_fitting = 0;
	for (size_t i = 0; i < f->n_choices; i++)
		f->n_fitting += !f->choices[i].brief;
}

bool
mw_form_is_choice(int field)
{
	return field == MW_FIELD_METHOD || field == MW_FIELD_SCHEME ||
	    field == MW_FIELD_HTTP;
}

const char *
mw_form_choice_noun(int field, size_t n)
{
	static const struct {
		const char *one, *many;
	} nouns[MW_FIELD_COUNT] = {
		[MW_FIELD_FROM] = { "caller", "callers" },
		[MW_FIELD_TO] = { "host", "hosts" },
		[MW_FIELD_PATH] = { "path", "paths" },
		[MW_FIELD_PORT] = { "port", "ports" },
		[MW_FIELD_METHOD] = { "method", "methods" },
		[MW_FIELD_HEADER] = { "header", "headers" },
		[MW_FIELD_HOST] = { "host", "hosts" },
		[MW_FIELD_IDENTITY] = { "identity", "identities" },
		[MW_FIELD_CLAIMS] = { "issuer", "issuers" },
		[MW_FIELD_SNI] = { "name", "names" },
		[MW_FIELD_SCHEME] = { "scheme", "schemes" },
		[MW_FIELD_HTTP] = { "version", "versions" },
	};

	if (field > MW_FIELD_HEADER && field <= MW_FIELD_HEADER_LAST)
		field = MW_FIELD_HEADER;
	return mw_str_or_empty(n == 1 ? nouns[field].one : nouns[field].many);
}
