/*
 * cells.c - methods and paths as policies (S63) and routes (R52) divide them.
 */
#include "whatif/cells.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

enum { PATHS_MAX = 8, METHODS_MAX = 4 };

struct making {
	struct mw_arena *arena;
	const char *to;
	struct mw_cells *methods, *paths;
	bool opaque;
};

static void
add(struct making *x, struct mw_cells *c, const char *label, size_t most)
{
	struct mw_class cell = { .label = label, .inside = SIZE_MAX };

	for (size_t i = 0; i < c->n; i++) {
		if (mw_str_eq(c->v[i].label, label))
			return;
	}
	if (c->n == most)
		x->opaque = true;
	else
		mw_vec_push(x->arena, c, cell);
}

static void
add_path(struct making *x, const char *s)
{
	size_t len = strlen(s), star = strcspn(s, "*");

	if (strcmp(s, "*") == 0)
		return;
	/* ends of paths and templates lie across the others */
	if (*s != '/' || strchr(s, '{') != NULL || star + 1 < len)
		x->opaque = true;
	else if (strcmp(s, "/*") != 0)
		add(x, x->paths, s, PATHS_MAX);
}

static void
add_texts(struct making *x, const struct mw_strings *s, bool path)
{
	for (size_t i = 0; i < s->n; i++) {
		if (path)
			add_path(x, s->v[i].s);
		else if (strchr(s->v[i].s, '*') == NULL)
			add(x, x->methods, s->v[i].s, METHODS_MAX);
		else if (strcmp(s->v[i].s, "*") != 0)
			x->opaque = true;
	}
}

static void
policy(struct making *x, const struct mw_authorization_policy *p)
{
	for (size_t i = 0; p != NULL && i < p->rules.n; i++) {
		const struct mw_authz_rule *r = &p->rules.v[i];

		for (size_t k = 0; k < r->to.n; k++) {
			const struct mw_authz_operation *o =
			    r->to.v[k].operation;

			if (o == NULL)
				continue;
			add_texts(x, &o->paths, true);
			add_texts(x, &o->not_paths, true);
			add_texts(x, &o->methods, false);
			add_texts(x, &o->not_methods, false);
		}
		for (size_t k = 0; k < r->when.n; k++) {
			if (mw_str_has_prefix(mw_str_or_empty(r->when.v[k].key.
			    s), "request.headers[:"))
				x->opaque = true;
		}
	}
}

static void
match(struct making *x, const struct mw_http_match *m)
{
	const struct mw_string_match *uri = m->uri, *method = m->method;

	if (m->ignore_uri_case.v || (uri != NULL && (uri->regex.s != NULL)) ||
	    (method != NULL && method->exact.s == NULL))
		x->opaque = true;
	for (size_t i = 0; i < m->headers.n; i++)
		x->opaque = x->opaque || m->headers.v[i].key.s[0] == ':';
	if (uri != NULL && uri->exact.s != NULL)
		add_path(x, uri->exact.s);
	else if (uri != NULL && uri->prefix.s != NULL &&
	    strcmp(uri->prefix.s, "/") != 0)
		add_path(x, mw_arena_printf(x->arena, "%s*", uri->prefix.s));
	if (method != NULL && method->exact.s != NULL)
		add(x, x->methods, method->exact.s, METHODS_MAX);
}

static void
routes(struct making *x, const struct mw_mesh *m, const struct mw_object *o)
{
	const struct mw_virtual_service *vs = MW_SPEC(o, virtual_service);
	bool covers = false;

	for (size_t i = 0; i < vs->hosts.n; i++)
		covers = covers || mw_host_covers(mw_host_expand(x->arena, m,
		    vs->hosts.v[i].s, o->ns), x->to);
	for (size_t i = 0; covers && i < vs->http.n; i++) {
		const struct mw_http_route *r = &vs->http.v[i];

		if (r->rewrite != NULL || r->delegate != NULL)
			x->opaque = true;
		for (size_t k = 0; k < r->match.n; k++)
			match(x, &r->match.v[k]);
	}
}

static void
gather(struct making *x, const struct mw_mesh *m)
{
	for (size_t i = 0; i < m->all.n; i++) {
		const struct mw_object *o = m->all.v[i];

		if (o->superseded_by != NULL || o->spec == NULL)
			continue;
		/* also those that select other workloads: one more border does
		 * no harm */
		if (o->kind == MW_KIND_AUTHORIZATION_POLICY)
			policy(x, MW_SPEC(o, authorization_policy));
		else if (o->kind == MW_KIND_VIRTUAL_SERVICE)
			routes(x, m, o);
		else if (mw_str_has_prefix(mw_str_or_empty(o->api_version),
		    "gateway.networking.k8s.io/") && mw_str_has_suffix(
		    o->kind_name, "Route"))
			x->opaque = true;
	}
}

/* ---- samples ------------------------------------------------------------- */

static bool
takes(const char *pattern, const char *path)
{
	size_t len = strlen(pattern);

	return len > 0 && pattern[len - 1] == '*' ? strncmp(pattern, path,
	    len - 1) == 0 : strcmp(pattern, path) == 0;
}

/* All that INNER takes, OUTER takes. */
static bool
is_inside(const char *inner, const char *outer)
{
	return strcmp(inner, outer) != 0 && outer[strlen(outer) - 1] == '*' &&
	    strncmp(inner, outer, strlen(outer) - 1) == 0;
}

/* The smallest cell that has it, or SIZE_MAX; the last one has all others. */
static size_t
cell_of(const struct mw_cells *c, const char *path)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].label != NULL && takes(c->v[i].label, path) &&
		    (best == SIZE_MAX || is_inside(c->v[i].label,
		    c->v[best].label)))
			best = i;
	}
	return best;
}

static void
sample_paths(struct making *x, const char *own)
{
	static const char *const ends[] = { "x", "other", "1", "zz-9",
		"y/z" };
	struct mw_cells *c = x->paths;
	struct mw_class rest = { .label = NULL, .inside = SIZE_MAX };
	size_t len = strcspn(own, "?#"), at;

	own = mw_arena_text(x->arena, own, len);
	mw_vec_push(x->arena, c, rest);
	for (size_t i = 0; i < c->n; i++) {
		const char *label = c->v[i].label;
		size_t stem = label == NULL ? 0 : strlen(label) - 1;

		if (label != NULL && label[stem] != '*')
			c->v[i].sample = label;
		for (size_t k = 0; c->v[i].sample == NULL && k < MW_LEN(ends);
		     k++) {
			const char *s = mw_arena_printf(x->arena, "%.*s%s",
			    label != NULL ? (int)stem : 1, label != NULL
			    ? label : "/", ends[k]);

			at = cell_of(c, s);
			if (at == i || (label == NULL && at == SIZE_MAX))
				c->v[i].sample = s;
		}
		x->opaque = x->opaque || c->v[i].sample == NULL;
		for (size_t k = 0; label != NULL && k < c->n; k++) {
			if (c->v[k].label != NULL && is_inside(label,
			    c->v[k].label) && (c->v[i].inside == SIZE_MAX ||
			    is_inside(c->v[k].label, c->v[c->v[i].inside].
			    label)))
				c->v[i].inside = k;
		}
	}
	at = cell_of(c, own);
	c->v[at == SIZE_MAX ? c->n - 1 : at].sample = own;
}

static void
sample_methods(struct making *x, const char *own)
{
	static const char *const words[] = { "GET", "POST", "PUT", "DELETE",
		"PATCH", "HEAD", "OPTIONS" };
	struct mw_class rest = { .label = NULL, .inside = SIZE_MAX };
	bool named = false;

	for (size_t i = 0; i < x->methods->n; i++) {
		x->methods->v[i].sample = x->methods->v[i].label;
		named = named || mw_str_eq(x->methods->v[i].label, own);
	}
	rest.sample = named ? NULL : own;
	for (size_t k = 0; rest.sample == NULL && k < MW_LEN(words); k++) {
		size_t i = 0;

		while (i < x->methods->n && !mw_str_eq(x->methods->v[i].label,
		    words[k]))
			i++;
		if (i == x->methods->n)
			rest.sample = words[k];
	}
	mw_vec_push(x->arena, x->methods, rest);
}

bool
mw_cells_of(const struct mw_mesh *const m[2], const struct mw_request *r,
    struct mw_arena *arena, struct mw_cells *methods, struct mw_cells *paths)
{
	struct making x = { .arena = arena, .methods = methods,
		.paths = paths, .to = mw_host_expand(arena, m[0], r->to, "") };

	if (r->scheme != MW_SCHEME_HTTP || mw_str_empty(r->path))
		return false;
	gather(&x, m[0]);
	gather(&x, m[1]);
	if (x.opaque)
		return false;
	sample_methods(&x, r->method);
	sample_paths(&x, r->path);
	return !x.opaque;
}
