/*
 * cover-report.c - what `meshwalk cover` found, as text, JSON, lcov, requests.
 */
#include "cli/cover-report.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "yaml/node.h"

enum { SORTS = MW_COVER_SUBSET + 1 };

size_t
mw_cover_met(const struct mw_cover *c, size_t *n)
{
	size_t met = 0;

	*n = c->n;
	for (size_t i = 0; i < c->n; i++)
		met += c->v[i].met > 0;
	return met;
}

unsigned
mw_cover_percent(size_t met, size_t n)
{
	return n == 0 ? 100 : (unsigned)(met * 100 / n);
}

/* The items of one object, from I on; *met of them were met. */
static size_t
count_object(const struct mw_cover *c, size_t i, size_t *met)
{
	size_t n = 0;

	*met = 0;
	for (; i + n < c->n && c->v[i + n].object == c->v[i].object; n++)
		*met += c->v[i + n].met > 0;
	return n;
}

static void
put_place(const struct mw_node *n, FILE *out)
{
	struct mw_span at = mw_node_span(n);

	mw_put_printable(mw_str_or_empty(at.file), out);
	fprintf(out, ":%u", at.line);
}

/* ---- text ---------------------------------------------------------------- */

static void
text_reason(const struct mw_cover_report *r, const struct mw_cover_item *x,
    FILE *out)
{
	const char *dim = mw_sgr(r->color, "\033[2m"),
	    *end = mw_sgr(r->color, "\033[0m");
	struct mw_buf b = { 0 };

	if (x->witness != NULL) {
		mw_buf_adds(&b, "met by: ");
		mw_request_print_send(x->witness, &b);
	} else if (x->never != NULL) {
		mw_buf_printf(&b, "no request can meet it: %s", x->never);
	} else {
		mw_buf_adds(&b, "no request was found that meets it");
		if (x->note != NULL)
			mw_buf_printf(&b, ": %s", x->note);
	}
	fprintf(out, "          %s", dim);
	mw_put_printable(mw_buf_text(&b), out);
	fprintf(out, "%s\n", end);
	mw_buf_release(&b);
}

static void
text_item(const struct mw_cover_report *r, const struct mw_cover_item *x,
    FILE *out)
{
	if (x->met > 0 && r->quiet)
		return;
	if (x->met > 0)
		fprintf(out, "  %s%5zu%s  ", mw_sgr(r->color, "\033[36m"),
		    x->met, mw_sgr(r->color, "\033[0m"));
	else
		fprintf(out, "  %s    -%s  ", mw_sgr(r->color, "\033[1;33m"),
		    mw_sgr(r->color, "\033[0m"));
	put_place(x->node, out);
	fprintf(out, "  %s ", mw_cover_word(x->what));
	mw_put_printable(x->path, out);
	if (x->name != NULL) {
		fputs(" (", out);
		mw_put_printable(x->name, out);
		fputc(')', out);
	}
	fputc('\n', out);
	if (x->met == 0)
		text_reason(r, x, out);
}

static void
text_object(const struct mw_cover_report *r, size_t from, size_t n,
    size_t met, FILE *out)
{
	const struct mw_object *o = r->cover->v[from].object;

	if (r->quiet && met == n)
		return;
	fputs(mw_sgr(r->color, "\033[1m"), out);
	mw_put_printable(o->kind_name, out);
	fputc(' ', out);
	mw_put_printable(o->ns, out);
	fputc('/', out);
	mw_put_printable(o->name, out);
	fprintf(out, "%s  ", mw_sgr(r->color, "\033[0m"));
	put_place(o->root, out);
	fprintf(out, "  %zu of %zu, %u %%\n", met, n, mw_cover_percent(met, n));
	for (size_t i = from; i < from + n; i++)
		text_item(r, &r->cover->v[i], out);
}

static void
text_sum(const struct mw_cover_report *r, FILE *out)
{
	static const char *const many[SORTS] = { "routes", "matches",
		"destinations", "servers", "listeners", "rules", "subsets" };
	const struct mw_cover *c = r->cover;
	size_t all[SORTS] = { 0 }, met[SORTS] = { 0 }, n, sum, shown = 0;
	size_t witness = 0, never = 0;

	sum = mw_cover_met(c, &n);
	for (size_t i = 0; i < c->n; i++) {
		all[c->v[i].what]++;
		met[c->v[i].what] += c->v[i].met > 0;
		witness += c->v[i].met == 0 && c->v[i].witness != NULL;
		never += c->v[i].never != NULL;
	}
	fprintf(out, "%zu request%s met %zu of %zu, %u %%", c->requests,
	    mw_str_s(c->requests), sum, n, mw_cover_percent(sum, n));
	for (size_t i = 0; i < SORTS; i++) {
		if (all[i] > 0)
			fprintf(out, "%s %zu of %zu %s", shown++ == 0 ? ":"
			    : ",", met[i], all[i], many[i]);
	}
	fputc('\n', out);
	if (sum < n)
		fprintf(out, "not met: %zu that a request above meets, %zu "
		    "that none can, %zu for which none was found%s\n",
		    witness, never, n - sum - witness - never, c->cut &&
		    n > sum + witness + never
		    ? " before the search was ended" : "");
}

void
mw_cover_text(const struct mw_cover_report *r, FILE *out)
{
	size_t n, met;

	for (size_t i = 0; i < r->cover->n; i += n) {
		n = count_object(r->cover, i, &met);
		text_object(r, i, n, met, out);
	}
	for (size_t i = 0; i < r->undecided.n; i++) {
		fputs("undecided: ", out);
		mw_put_printable(r->undecided.v[i], out);
		fputc('\n', out);
	}
	if (!r->quiet)
		text_sum(r, out);
}

/* ---- JSON ---------------------------------------------------------------- */

static void
set_count(json_t *j, size_t met, size_t n)
{
	mw_json_set_int(j, "met", (int64_t)met);
	mw_json_set_int(j, "all", (int64_t)n);
	mw_json_set_int(j, "percent", mw_cover_percent(met, n));
}

static void
set_place(json_t *j, const struct mw_node *n)
{
	struct mw_span at = mw_node_span(n);

	mw_json_set(j, "file", at.file);
	mw_json_set_int(j, "line", at.line);
}

/* What manifests keep secret stays out. */
static json_t *
witness_json(const struct mw_request *r)
{
	struct mw_buf b = { 0 };
	json_t *j = NULL;

	if (!mw_kept_has_secret(r)) {
		mw_request_print_json(r, &b);
		j = json_loadb(mw_buf_text(&b), b.len, 0, NULL);
		json_object_del(j, "id");
	}
	mw_buf_release(&b);
	return j;
}

static json_t *
item_json(const struct mw_cover_item *x)
{
	json_t *j = json_object(), *witness;
	struct mw_buf b = { 0 };

	mw_json_set(j, "what", mw_cover_word(x->what));
	mw_json_set(j, "path", x->path);
	mw_json_set(j, "name", x->name);
	set_place(j, x->node);
	mw_json_set_int(j, "met", (int64_t)x->met);
	mw_json_set(j, "by", x->by);
	if (x->met > 0)
		return j;
	if (x->witness != NULL) {
		mw_request_print_send(x->witness, &b);
		mw_json_set(j, "send", mw_buf_text(&b));
		witness = witness_json(x->witness);
		if (witness != NULL)
			json_object_set_new(j, "request", witness);
	}
	mw_json_set(j, "never", x->never);
	mw_json_set(j, "note", x->note);
	mw_buf_release(&b);
	return j;
}

static json_t *
object_json(const struct mw_cover *c, size_t from, size_t n, size_t met)
{
	const struct mw_object *o = c->v[from].object;
	json_t *j = json_object(), *items = json_array();

	mw_json_set(j, "kind", o->kind_name);
	mw_json_set(j, "namespace", o->ns);
	mw_json_set(j, "name", o->name);
	set_place(j, o->root);
	set_count(j, met, n);
	for (size_t i = from; i < from + n; i++)
		json_array_append_new(items, item_json(&c->v[i]));
	json_object_set_new(j, "items", items);
	return j;
}

void
mw_cover_json(const struct mw_cover_report *r, FILE *out)
{
	json_t *j = json_object(), *objects = json_array();
	size_t n = 0, met = 0;
	char *dump;

	if (r->cover != NULL) {
		met = mw_cover_met(r->cover, &n);
		mw_json_set_int(j, "requests", (int64_t)r->cover->requests);
		set_count(j, met, n);
	}
	for (size_t i = 0; r->cover != NULL && i < r->cover->n; i += n) {
		n = count_object(r->cover, i, &met);
		json_array_append_new(objects, object_json(r->cover, i, n,
		    met));
	}
	json_object_set_new(j, "objects", objects);
	if (r->undecided.n > 0)
		json_object_set_new(j, "undecided", mw_json_texts(
		    r->undecided.v, r->undecided.n));
	if (r->errors.n > 0)
		json_object_set_new(j, "errors", mw_json_texts(r->errors.v,
		    r->errors.n));
	dump = json_dumps(j, JSON_INDENT(2));
	fprintf(out, "%s\n", dump != NULL ? dump : "{}");
	free(dump);
	json_decref(j);
}

/* ---- lcov ---------------------------------------------------------------- */

struct line {
	unsigned line;
	size_t met;
};

struct file {
	MW_VEC(struct line) lines;
};

static int
by_line(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
	    : (x->met > y->met) - (x->met < y->met);
}

static void
lcov_file(const char *name, struct file *f, FILE *out)
{
	size_t found = 0, hit = 0;

	qsort(f->lines.v, f->lines.n, sizeof(*f->lines.v), by_line);
	fputs("TN:\nSF:", out);
	mw_put_printable(name, out);
	fputc('\n', out);
	for (size_t i = 0; i < f->lines.n; i++) {
		const struct line *x = &f->lines.v[i];

		if (i > 0 && x->line == x[-1].line)
			continue;
		fprintf(out, "DA:%u,%zu\n", x->line, x->met);
		found++;
		hit += x->met > 0;
	}
	fprintf(out, "LF:%zu\nLH:%zu\nend_of_record\n", found, hit);
}

void
mw_cover_lcov(const struct mw_cover_report *r, FILE *out)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_map *files = mw_map_new(a);

	for (size_t i = 0; r->cover != NULL && i < r->cover->n; i++) {
		struct mw_span at = mw_node_span(r->cover->v[i].node);
		struct file *f = mw_map_get(files, mw_str_or_empty(at.file));
		const struct line x = { at.line, r->cover->v[i].met };

		if (f == NULL) {
			f = MW_NEW(a, struct file);
			mw_map_put(files, mw_str_or_empty(at.file), f);
		}
		mw_vec_push(a, &f->lines, x);
	}
	for (size_t i = 0; i < mw_map_count(files); i++)
		lcov_file(mw_map_key(files, i), mw_map_value(files, i), out);
	mw_arena_free(a);
}

/* ---- requests ------------------------------------------------------------ */

void
mw_cover_requests(const struct mw_cover_report *r, FILE *out)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_map *seen = mw_map_new(a);
	struct mw_kept_list names = { 0 };
	struct mw_buf b = { 0 };

	for (size_t i = 0; r->cover != NULL && i < r->cover->n; i++) {
		const struct mw_request *w = r->cover->v[i].witness;
		struct mw_request copy;
		struct mw_kept k = { 0 };

		if (w == NULL || mw_kept_has_secret(w))
			continue;
		copy = *w;
		copy.id = NULL;
		mw_buf_clear(&b);
		mw_request_print_json(&copy, &b);
		if (mw_map_put(seen, mw_buf_text(&b), r->cover->v) != NULL)
			continue;
		copy.id = k.name = mw_kept_new_name(&names, w, a);
		k.request = w;
		mw_vec_push(a, &names, k);
		mw_buf_clear(&b);
		mw_request_print_json(&copy, &b);
		fprintf(out, "%s\n", mw_buf_text(&b));
	}
	mw_buf_release(&b);
	mw_arena_free(a);
}
