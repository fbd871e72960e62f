/*
 * source-notes.c - what is known of the lines of one file: problems, the
 * conditions of the last trace, and whom a selector selects.
 */
#include "view/source-notes.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/xalloc.h"
#include "view/problems.h"
#include "view/trace.h"
#include "whatif/whatif.h"
#include "yaml/node.h"

enum {
	NAMES = 4,		/* workloads of a selector that are named */
	AROUND = 1000		/* lines, beyond those that are asked for */
};

struct mw_source_notes {
	struct mw_arena *arena;
	MW_VEC(struct mw_source_note) all;
	const struct mw_source *source;
	/* what they were made of */
	const void *found, *answer;
	unsigned generation;
	size_t branch;
	size_t changes, step;		/* of the what-if */
	unsigned from, to;		/* lines */
};

struct mw_source_notes *
mw_source_notes_new(void)
{
	return mw_xcalloc(1, sizeof(struct mw_source_notes));
}

void
mw_source_notes_free(struct mw_source_notes *n)
{
	mw_arena_free(n->arena);
	free(n);
}

static unsigned
end_of(const struct mw_span *s)
{
	return s->end_line == s->line && s->end_column > s->column
	    ? s->end_column : 0;
}

static void
add(struct mw_source_notes *n, struct mw_source_note note)
{
	if (note.line < n->from || note.line > n->to)
		return;
	for (size_t i = n->all.n; i-- > 0 && note.mark == MW_NOTE_PLAIN;) {
		const struct mw_source_note *b = &n->all.v[i];

		/* each hop may have asked the same */
		if (b->line == note.line && strcmp(b->text, note.text) == 0)
			return;
	}
	mw_vec_push(n->arena, &n->all, note);
}

static void
problems(struct mw_app *a, struct mw_source_notes *n)
{
	const struct mw_findings *f = mw_problems_known(a);

	for (size_t i = 0; i < f->n; i++) {
		const struct mw_finding *d = &f->v[i];

		if (d->span.line < n->from || d->span.line > n->to ||
		    !mw_str_eq(d->span.file, n->source->name))
			continue;
		add(n, (struct mw_source_note){ d->span.line, d->span.column,
		    end_of(&d->span), (int)d->severity,
		    d->severity == MW_ERROR ? MW_ROLE_ERROR : MW_ROLE_WARN,
		    mw_arena_printf(n->arena, "%s %s", d->rule, d->text) });
	}
}

/* ---- the trace ----------------------------------------------------------- */

static const char *
words(const struct mw_hop *h, const struct mw_step *s, size_t number,
    struct mw_arena *arena, enum mw_role *role)
{
	const char *word = mw_trace_word(h, s, role);

	if (s->depth == 0)
		return mw_arena_printf(arena, "step %zu %s: %s", number, word,
		    mw_trace_text(s));
	if (s->verdict == MW_STEP_PASS || s->verdict == MW_STEP_CHOSEN)
		return mw_arena_printf(arena, "step %zu: match", number);
	if (s->verdict != MW_STEP_FAIL && s->verdict != MW_STEP_REJECTED)
		return NULL;
	return mw_arena_printf(arena, "step %zu: no match%s%s", number,
	    s->have != NULL ? ", have " : "", mw_str_or_empty(s->have));
}

static void
step(struct mw_app *a, struct mw_source_notes *n,
    const struct mw_trace_row *r, const struct mw_step *s)
{
	struct mw_span at;
	struct mw_buf safe = { 0 };
	enum mw_role role;
	const char *text;

	if (s->origin.node == NULL || s->origin.object == NULL ||
	    s->origin.object->document == NULL ||
	    s->origin.object->document->source != n->source)
		return;
	/* of an object as a whole, its first line would say nothing */
	if (s->origin.node == s->origin.object->root && s->depth > 0)
		return;
	text = words(r->hop, s, r->number, n->arena, &role);
	if (text == NULL)
		return;
	at = mw_node_key(s->origin.node) != NULL
	    ? mw_node_key_span(s->origin.node) : mw_node_span(s->origin.node);
	mw_secrets_hide(a->trace->secrets, text, &safe);
	add(n, (struct mw_source_note){ at.line, at.column,
	    end_of(&at), MW_NOTE_PLAIN, role,
	    mw_arena_strdup(n->arena, mw_buf_text(&safe)) });
	mw_buf_release(&safe);
}

static void
trace(struct mw_app *a, struct mw_source_notes *n)
{
	const struct mw_trace *t = a->trace;

	if (t->answer == NULL || mw_trace_is_old(a))
		return;
	for (size_t i = 0; i < t->all.n; i++) {
		const struct mw_trace_row *r = &t->all.v[i];
		size_t end;

		if (r->kind != MW_TRACE_STEP || r->hop == NULL)
			continue;
		end = i + 1 < t->all.n && r[1].kind == MW_TRACE_STEP &&
		    r[1].hop == r->hop ? r[1].step : r->hop->steps->n;
		for (size_t k = r->step; k < end; k++)
			step(a, n, r, &r->hop->steps->v[k]);
	}
}

/* ---- selectors ----------------------------------------------------------- */

/* "-> 2 workloads: reviews-v1 reviews-v2", at the words that select. */
static void
selector(struct mw_app *a, struct mw_source_notes *n,
    const struct mw_object *o)
{
	struct mw_ref_list refs = mw_refs_from(a->mesh, o);
	size_t selected = 0;
	const struct mw_node *node = NULL;
	struct mw_buf b = { 0 };
	struct mw_span at;

	for (size_t i = 0; i < refs.n; i++) {
		struct mw_ref r = mw_ref_at(&refs, i);

		if (strcmp(r.what, "workload") != 0 || r.missing ||
		    r.node == NULL || (node != NULL && r.node != node))
			continue;
		node = r.node;
		selected++;
		if (selected <= NAMES)
			mw_buf_printf(&b, " %s", r.to != NULL ? r.to->name
			    : r.text);
	}
	if (selected > 0) {
		at = mw_node_key(node) != NULL ? mw_node_key_span(node)
		    : mw_node_span(node);
		add(n, (struct mw_source_note){ at.line, at.column,
		    end_of(&at), MW_NOTE_PLAIN,
		    MW_ROLE_LINK, mw_arena_printf(n->arena,
		    "-> %zu workload%s:%s%s", selected, mw_str_s(selected),
		    mw_buf_text(&b), selected > NAMES ? " ..." : "") });
	}
	mw_buf_release(&b);
}

static void
selectors(struct mw_app *a, struct mw_source_notes *n)
{
	size_t count;
	const struct mw_object *const *v = mw_source_objects(a, n->from,
	    n->to, &count);

	for (size_t i = 0; i < count; i++)
		selector(a, n, v[i]);
}

/* ---- the what-if --------------------------------------------------------- */

/* A line of a patch about a line of this file. */
static void
change(struct mw_source_notes *n, unsigned line, enum mw_role role,
    const char *what, const char *text, size_t len)
{
	const char *s = mw_arena_text(n->arena, text, len < 2000 ? len : 2000);

	if (line >= n->from && line <= n->to)
		add(n, (struct mw_source_note){ line, 1, 0, MW_NOTE_CHANGED,
		    role, mw_arena_printf(n->arena, "what-if: %s%s", what,
		    s + strspn(s, " ")) });
}

static const char *
next_line(const char *at)
{
	at += strcspn(at, "\n");
	return at + (*at != '\0');
}

/* Lines of a hunk that go, from LINE of the file on, and those that come in
 * their place: what comes is told once.  Gives what follows. */
static const char *
replaced(struct mw_source_notes *n, const char *at, unsigned *line)
{
	unsigned first = *line;
	const char *come;

	for (; *at == '-'; at = next_line(at))
		(*line)++;
	for (come = at; *at == '+'; at = next_line(at))
		continue;
	if (first == *line)
		change(n, first > 1 ? first - 1 : 1, MW_ROLE_DIFF_ADD,
		    "adds ", come + 1, strcspn(come + 1, "\n"));
	else if (come < at)
		change(n, first++, MW_ROLE_DIFF_ADD, "becomes ", come + 1,
		    strcspn(come + 1, "\n"));
	for (; first < *line; first++)
		change(n, first, MW_ROLE_DIFF_DEL, "gone", "", 0);
	return at;
}

/* The lines of this file that are others in the what-if. */
static void
whatif(struct mw_app *a, struct mw_source_notes *n)
{
	struct mw_buf b = { 0 }, head = { 0 };
	bool here = false, in_hunk = false;
	const char *at;
	unsigned line = 0;

	if (mw_compare_changes(a) > 0)
		mw_whatif_patch(mw_compare_whatif(a), a->mesh, &b);
	mw_buf_adds(&head, "--- ");
	mw_whatif_patch_name(a->mesh, n->source, 'a', &head);
	mw_buf_addc(&head, '\n');
	for (at = mw_buf_text(&b); *at != '\0';) {
		if (sscanf(at, "@@ -%u", &line) == 1) {
			in_hunk = true;
			at = next_line(at);
		} else if (strncmp(at, "--- ", 4) == 0 && strncmp(next_line(
		    at), "+++ ", 4) == 0) {
			here = mw_str_has_prefix(at, mw_buf_text(&head));
			in_hunk = false;
			at = next_line(at);
		} else if (here && in_hunk && (*at == '-' || *at == '+')) {
			at = replaced(n, at, &line);
		} else {
			line += *at == ' ';
			at = next_line(at);
		}
	}
	mw_buf_release(&b);
	mw_buf_release(&head);
}

/* ---- all ----------------------------------------------------------------- */

static int
by_line(const void *x, const void *y)
{
	const struct mw_source_note *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->mark != b->mark)
		return a->mark > b->mark ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return strcmp(a->text, b->text);
}

void
mw_source_notes_make(struct mw_app *a, struct mw_source_notes *n,
    const struct mw_source *s, unsigned from, unsigned to)
{
	const struct mw_whatif *w = mw_compare_whatif(a);
	size_t step = w != NULL ? mw_whatif_step(w) : 0;

	if (n->arena != NULL && n->source == s && n->from <= from &&
	    to <= n->to && n->changes == mw_compare_changes(a) &&
	    n->step == step && n->generation == a->generation &&
	    n->found == mw_problems_known(a) &&
	    n->answer == a->trace->answer && n->branch == a->trace->branch)
		return;
	mw_arena_free(n->arena);
	memset(n, 0, sizeof(*n));
	n->arena = mw_arena_new();
	n->source = s;
	n->from = from > AROUND ? from - AROUND : 1;
	n->to = to < UINT_MAX - AROUND ? to + AROUND : UINT_MAX;
	n->changes = mw_compare_changes(a);
	n->step = step;
	n->generation = a->generation;
	n->found = mw_problems_known(a);
	n->answer = a->trace->answer;
	n->branch = a->trace->branch;
	problems(a, n);
	trace(a, n);
	selectors(a, n);
	whatif(a, n);
	if (n->all.n > 1)
		qsort(n->all.v, n->all.n, sizeof(*n->all.v), by_line);
}

/* The first note of a line that is not before LINE. */
static size_t
lower(const struct mw_source_notes *n, unsigned line)
{
	size_t from = 0, to = n->all.n;

	while (from < to) {
		size_t half = from + (to - from) / 2;

		if (n->all.v[half].line < line)
			from = half + 1;
		else
			to = half;
	}
	return from;
}

const struct mw_source_note *
mw_source_notes_at(const struct mw_source_notes *n, unsigned line,
    size_t *count)
{
	size_t i = lower(n, line);

	for (*count = 0; i + *count < n->all.n &&
	     n->all.v[i + *count].line == line; (*count)++)
		continue;
	return *count > 0 ? &n->all.v[i] : NULL;
}

unsigned
mw_source_notes_next(const struct mw_source_notes *n, unsigned line,
    bool forward)
{
	size_t i = lower(n, forward ? line + 1 : line);

	if (forward)
		return i < n->all.n ? n->all.v[i].line : 0;
	return i > 0 ? n->all.v[i - 1].line : 0;
}
