/*
 * findings.c - collecting findings, and those of loading.
 */
#include "lint/lint.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

struct mw_finding *
mw_finding_add(struct mw_findings *f, const char *rule,
    enum mw_severity severity, const struct mw_object *o,
    const struct mw_node *node, const char *fmt, ...)
{
	struct mw_finding x = { .rule = rule, .severity = severity,
		.object = o, .kind = "", .ns = "", .name = "" };
	struct mw_buf path = { 0 };
	va_list ap;

	if (o != NULL) {
		x.kind = o->kind_name;
		x.ns = o->ns;
		x.name = o->name;
		x.span = mw_node_span(node != NULL ? node : o->root);
		if (o->document != NULL)
			x.document = o->document->index;
		if (node != NULL && mw_node_path(o->root, node, &path))
			x.path = mw_arena_strdup(f->arena, mw_buf_text(&path));
	}
	mw_buf_release(&path);
	va_start(ap, fmt);
	x.text = mw_arena_vprintf(f->arena, fmt, ap);
	va_end(ap);
	mw_vec_push(f->arena, f, x);
	return &f->v[f->n - 1];
}

/* The map holds what it is given; whoever takes it out gives back its const. */
static void *
as_value(const struct mw_object *o)
{
	union {
		const void *in;
		void *out;
	} u = { o };

	return u.out;
}

/* ---- of loading -------------------------------------------------------- */

static const struct mw_object *
object_of(const struct mw_map *titles, const struct mw_diag *d)
{
	return d->object != NULL ? mw_map_get(titles, d->object) : NULL;
}

/* The last document of the file that begins at or before LINE. */
static size_t
document_at(const struct mw_mesh *m, const char *file, unsigned line)
{
	size_t found = 0;

	for (size_t i = 0; m->load != NULL && i < m->load->n_documents; i++) {
		const struct mw_document *d = &m->load->documents[i];

		if (mw_str_eq(d->span.file, file) && d->span.line <= line)
			found = d->index;
	}
	return found;
}

void
mw_lint_loading(struct mw_findings *f)
{
	struct mw_map *titles = mw_map_new(f->arena);
	const struct mw_mesh *m = f->mesh;

	for (size_t i = 0; i < m->all.n; i++)
		mw_map_put(titles, mw_object_title(f->arena, m->all.v[i]),
		    as_value(m->all.v[i]));
	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];
		const struct mw_object *o = object_of(titles, d);
		struct mw_finding x = { .rule = mw_diag_info(d->id)->code,
			.severity = d->severity, .object = o, .kind = "",
			.ns = "", .name = "", .span = d->span,
			.text = d->text, .hint = d->hint };

		if (o != NULL) {
			x.kind = o->kind_name;
			x.ns = o->ns;
			x.name = o->name;
		}
		x.document = document_at(m, d->span.file, d->span.line);
		mw_vec_push(f->arena, f, x);
	}
}

/* ---- all --------------------------------------------------------------- */

static int
by_place(const void *x, const void *y)
{
	const struct mw_finding *a = x, *b = y;
	int c = strcmp(mw_str_or_empty(a->span.file),
	    mw_str_or_empty(b->span.file));

	if (c != 0)
		return c;
	if (a->span.line != b->span.line)
		return a->span.line < b->span.line ? -1 : 1;
	if (a->span.column != b->span.column)
		return a->span.column < b->span.column ? -1 : 1;
	c = strcmp(a->rule, b->rule);
	return c != 0 ? c : strcmp(a->text, b->text);
}

/* Of the words of loading, those that a rule repeats. */
static bool
is_istios(const struct mw_finding *x)
{
	return mw_str_has_prefix(x->rule, "IST");
}

static const char *
place_key(struct mw_arena *a, const struct mw_finding *x)
{
	return mw_arena_printf(a, "%s:%u:%u", mw_str_or_empty(x->span.file),
	    x->span.line, x->span.column);
}

/* Two findings of Istio are one when they read alike: code, object, line and
 * text (A7). */
static const char *
same_key(struct mw_arena *a, const struct mw_finding *x)
{
	const struct mw_rule_info *info = mw_lint_rule(x->rule);
	uint32_t line = x->counts_at;

	if (info != NULL && info->whole)
		line = MW_FINDING_WHOLE;
	return mw_arena_printf(a, "%s %s %s/%s %u %s", x->rule, x->kind,
	    x->ns, x->name, line != 0 ? line : x->span.line, x->text);
}

/* MW_DIAG_MISSING_REFERENCE is what IST codes say in more detail. */
static bool
may_be_repeated(const struct mw_finding *x)
{
	return strcmp(x->rule,
	    mw_diag_info(MW_DIAG_MISSING_REFERENCE)->code) == 0;
}

/* A8: the annotation that silences codes, all of them with a '*'. */
static bool
is_suppressed(const struct mw_finding *x)
{
	const char *list = x->object != NULL ? mw_labels_get(
	    &x->object->annotations, "galley.istio.io/analyze-suppress")
	    : NULL;
	size_t len = strlen(x->rule);

	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		if ((n == 1 && *list == '*') ||
		    (n == len && strncmp(list, x->rule, n) == 0))
			return true;
		list += n + (list[n] == ',');
	}
	return false;
}

static void
drop_repeated(struct mw_findings *f)
{
	struct mw_map *places = mw_map_new(f->arena);
	struct mw_map *seen = mw_map_new(f->arena);
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (is_istios(&f->v[i]))
			mw_map_put(places, place_key(f->arena, &f->v[i]),
			    &f->v[i]);
	/* a hint is too good to go */
	for (size_t i = 0; i < f->n; i++) {
		struct mw_finding *x = &f->v[i], *of_istio;

		if (!may_be_repeated(x))
			continue;
		of_istio = mw_map_get(places, place_key(f->arena, x));
		if (of_istio != NULL && of_istio->hint == NULL)
			of_istio->hint = x->hint;
		if (of_istio != NULL)
			x->text = NULL;
	}
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].text != NULL && (!is_istios(&f->v[i]) ||
		    (!is_suppressed(&f->v[i]) && mw_map_put(seen,
		    same_key(f->arena, &f->v[i]), f) == NULL)))
			f->v[n++] = f->v[i];
	f->n = n;
}

const struct mw_findings *
mw_lint_run(struct mw_arena *arena, const struct mw_mesh *m)
{
	struct mw_findings *f = MW_NEW(arena, struct mw_findings);

	f->arena = arena;
	f->mesh = m;
	f->world = mw_lint_world_new(arena, m);
	mw_lint_loading(f);
	for (size_t i = 0; mw_lint_families[i].name != NULL; i++)
		mw_lint_families[i].run(f);
	if (f->n > 1)
		qsort(f->v, f->n, sizeof(*f->v), by_place);
	drop_repeated(f);
	return f;
}
