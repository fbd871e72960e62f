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

/* Where things are, for those who know no more than names. */
struct index {
	struct mw_map *titles;		/* objects; itself for none */
	struct mw_map *files;		/* the first document of each */
};

static struct index
make_index(struct mw_arena *scratch, const struct mw_mesh *m)
{
	struct index ix = { mw_map_new(scratch), mw_map_new(scratch) };
	const struct mw_load *l = m->load;
	struct mw_buf title = { 0 };

	for (size_t i = 0; i < m->diags.n; i++)
		if (m->diags.v[i].object != NULL)
			mw_map_put(ix.titles, m->diags.v[i].object, ix.titles);
	for (size_t i = 0; mw_map_count(ix.titles) > 0 && i < m->all.n; i++) {
		const struct mw_object *o = m->all.v[i];

		mw_buf_clear(&title);
		mw_object_put_title(&title, o);
		if (mw_map_get(ix.titles, mw_buf_text(&title)) != NULL)
			mw_map_put(ix.titles, mw_buf_text(&title),
			    as_value(o));
	}
	mw_buf_release(&title);
	for (size_t i = 0; l != NULL && i < l->n_documents; i++)
		if ((i == 0 || l->documents[i].source !=
		    l->documents[i - 1].source) &&
		    mw_map_get(ix.files, l->documents[i].span.file) == NULL)
			mw_map_put(ix.files, l->documents[i].span.file,
			    &l->documents[i]);
	return ix;
}

/* The last document of the file that begins at or before LINE. */
static size_t
document_at(const struct index *ix, const struct mw_mesh *m, const char *file,
    unsigned line)
{
	const struct mw_document *first = file != NULL ? mw_map_get(ix->files,
	    file) : NULL;
	size_t low = 0, high;

	if (first == NULL)
		return 0;
	/* those of a source stand together, in the order of its lines */
	high = m->load->n_documents - (size_t)(first - m->load->documents);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (first[middle].source == first->source &&
		    first[middle].span.line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? first[low - 1].index : 0;
}

void
mw_lint_loading(struct mw_findings *f)
{
	struct mw_arena *scratch = mw_arena_new();
	const struct mw_mesh *m = f->mesh;
	struct index ix = make_index(scratch, m);

	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];
		const void *at = d->object != NULL ? mw_map_get(ix.titles,
		    d->object) : NULL;
		const struct mw_object *o = at != ix.titles ? at : NULL;
		struct mw_finding x = { .rule = mw_diag_info(d->id)->code,
			.severity = d->severity, .object = o, .kind = "",
			.ns = "", .name = "", .span = d->span,
			.text = d->text, .hint = d->hint };

		if (o != NULL) {
			x.kind = o->kind_name;
			x.ns = o->ns;
			x.name = o->name;
		}
		/* where Istio's rules are silent, and the input need not be
		 * all there is */
		if (d->id == MW_DIAG_MISSING_REFERENCE && !m->strict)
			x.severity = MW_INFO;
		x.document = document_at(&ix, m, d->span.file, d->span.line);
		mw_vec_push(f->arena, f, x);
	}
	mw_arena_free(scratch);
}

/* ---- all --------------------------------------------------------------- */

int
mw_finding_by_place(const struct mw_finding *a, const struct mw_finding *b)
{
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

static int
by_place(const void *a, const void *b)
{
	return mw_finding_by_place(a, b);
}

static bool
is_istios(const struct mw_finding *x)
{
	return mw_str_has_prefix(x->rule, "IST");
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

/* What loading says, and the rules that say the same of the same place. */
static const struct {
	enum mw_diag_code diag;
	enum mw_rule rule;
	enum where {
		OVERLAP,
		LINE,		/* one stands at the key, one at the value */
		PLACE		/* they begin at the same character */
	} where;
} repeated[] = {
	{ MW_DIAG_MISSING_REFERENCE, MW_RULE_IST0101, OVERLAP },
	{ MW_DIAG_MISSING_REFERENCE, MW_RULE_IST0127, OVERLAP },
	{ MW_DIAG_MISSING_REFERENCE, MW_RULE_IST0165, OVERLAP },
	{ MW_DIAG_MISSING_REFERENCE, MW_RULE_IST0174, OVERLAP },
	{ MW_DIAG_ASSUMED, MW_RULE_IST0101, OVERLAP },
	{ MW_DIAG_ASSUMED, MW_RULE_IST0127, OVERLAP },
	{ MW_DIAG_ASSUMED, MW_RULE_IST0174, OVERLAP },
	{ MW_DIAG_DEPRECATED, MW_RULE_IST0002, LINE },
	{ MW_DIAG_DEPRECATED, MW_RULE_IST0133, LINE },
	{ MW_DIAG_SCHEMA_RULE, MW_RULE_IST0106, PLACE },
	{ MW_DIAG_OUT_OF_RANGE, MW_RULE_IST0106, PLACE },
	{ MW_DIAG_BAD_FORMAT, MW_RULE_IST0106, PLACE },
};

static bool
ends_before(const struct mw_span *a, const struct mw_span *b)
{
	return a->end_line < b->line ||
	    (a->end_line == b->line && a->end_column <= b->column);
}

static bool
meet(const struct mw_span *a, const struct mw_span *b, enum where where)
{
	if (!mw_str_eq(a->file, b->file))
		return false;
	switch (where) {
	case OVERLAP:
		return !ends_before(a, b) && !ends_before(b, a);
	case LINE:
		return a->line == b->line;
	case PLACE:
		return a->line == b->line && a->column == b->column;
	}
	return false;
}

static bool
says_the_same(const struct mw_finding *own, const struct mw_finding *istios)
{
	size_t n;
	const struct mw_rule_info *rules = mw_lint_rules(&n);

	for (size_t i = 0; i < MW_LEN(repeated); i++)
		if (strcmp(own->rule, mw_diag_info(repeated[i].diag)->code) ==
		    0 && strcmp(istios->rule, rules[repeated[i].rule].rule) ==
		    0 && meet(&own->span, &istios->span, repeated[i].where))
			return true;
	return false;
}

/* The findings of one object, Istio's only. */
struct of_object {
	struct mw_finding **v;
	size_t n, cap;
};

static const char *
object_key(struct mw_arena *a, const struct mw_finding *x)
{
	return mw_arena_printf(a, "%s %s/%s", x->kind, x->ns, x->name);
}

static struct mw_map *
istios_by_object(struct mw_findings *f)
{
	struct mw_map *map = mw_map_new(f->arena);

	for (size_t i = 0; i < f->n; i++) {
		const char *key = object_key(f->arena, &f->v[i]);
		struct of_object *list = mw_map_get(map, key);

		if (!is_istios(&f->v[i]))
			continue;
		if (list == NULL) {
			list = MW_NEW(f->arena, struct of_object);
			mw_map_put(map, key, list);
		}
		mw_vec_push(f->arena, list, &f->v[i]);
	}
	return map;
}

/* Takes the text of what a rule says in more detail; its hint is too good to
 * go. */
static void
mark_repeated(struct mw_findings *f)
{
	struct mw_map *map = istios_by_object(f);

	for (size_t i = 0; i < f->n; i++) {
		struct mw_finding *x = &f->v[i];
		struct of_object *list;

		if (is_istios(x))
			continue;
		list = mw_map_get(map, object_key(f->arena, x));
		for (size_t k = 0; list != NULL && k < list->n; k++) {
			struct mw_finding *y = list->v[k];

			if (!says_the_same(x, y))
				continue;
			if (y->hint == NULL)
				y->hint = x->hint;
			x->text = NULL;
			break;
		}
	}
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
	struct mw_map *seen = mw_map_new(f->arena);
	size_t n = 0;

	mark_repeated(f);
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].text != NULL && !is_suppressed(&f->v[i]) &&
		    (!is_istios(&f->v[i]) || mw_map_put(seen,
		    same_key(f->arena, &f->v[i]), f) == NULL))
			f->v[n++] = f->v[i];
	f->n = n;
}

void
mw_lint_settle(struct mw_findings *f)
{
	if (f->n > 1)
		qsort(f->v, f->n, sizeof(*f->v), by_place);
	drop_repeated(f);
	if (f->world != NULL)
		mw_lint_hints(f);
}
