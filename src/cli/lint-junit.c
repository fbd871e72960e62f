/*
 * lint-junit.c - findings as the report of a test run, for build servers.
 *
 * A suite is a file.  A finding is a test: it fails when it makes the command
 * fail, and is skipped otherwise.  A file without findings is one that passed.
 * The schema of Jenkins allows the file at the suite only, and no line; both
 * stand in the text.
 */
#include "cli/lint.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "cli/xml.h"
#include "lint/code.h"

/* ---- suites ------------------------------------------------------------- */

struct suite {
	const char *file;
	size_t failures, skipped;
	MW_VEC(const struct mw_lint_item *) items;
};

static struct suite *
suite_of(struct mw_arena *a, struct mw_map *suites, const char *file)
{
	struct suite *s = mw_map_get(suites, file);

	if (s == NULL) {
		s = MW_NEW(a, struct suite);
		s->file = file;
		mw_map_put(suites, file, s);
	}
	return s;
}

static struct mw_map *
make_suites(struct mw_arena *a, const struct mw_mesh *m,
    const struct mw_lint_options *o, const struct mw_lint_list *l)
{
	struct mw_map *suites = mw_map_new(a);

	for (size_t i = 0; m->load != NULL && i < m->load->n_sources; i++)
		suite_of(a, suites, m->load->sources[i]->name);
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_lint_item *item = &l->v[i];
		struct suite *s;

		if (item->change == MW_LINT_FIXED)
			continue;
		s = suite_of(a, suites, item->x->span.file != NULL ?
		    item->x->span.file : "mesh");
		mw_vec_push(a, &s->items, item);
		if (mw_lint_fails(o, item))
			s->failures++;
		else
			s->skipped++;
	}
	return suites;
}

/* ---- printing ----------------------------------------------------------- */

static void
print_details(const struct mw_finding *x, FILE *out)
{
	mw_xml_text(x->span.file != NULL ? x->span.file : "mesh", out);
	if (x->span.line > 0)
		fprintf(out, ":%u:%u", x->span.line, x->span.column);
	fprintf(out, ": %s: ", mw_severity_name(x->severity));
	mw_xml_text(x->text, out);
	fprintf(out, " [%s]", x->rule);
	if (x->hint != NULL) {
		fputs("\nhint: ", out);
		mw_xml_text(x->hint, out);
	}
}

static void
print_case(struct mw_arena *a, const struct mw_lint_options *o,
    const struct mw_lint_item *item, FILE *out)
{
	const struct mw_finding *x = item->x;
	const char *title = mw_lint_title(a, x);
	struct mw_code about = { x->rule, x->rule, "", "", x->severity };

	(void)mw_code_find(x->rule, &about);
	fputs("    <testcase", out);
	mw_xml_attribute("classname", x->rule, out);
	mw_xml_attribute("name", *title != '\0' ? mw_arena_printf(a, "%s: %s", title,
	    about.title) : about.title, out);
	fputs(">\n      ", out);
	if (mw_lint_fails(o, item)) {
		fputs("<failure", out);
		mw_xml_attribute("type", mw_severity_name(x->severity), out);
		mw_xml_attribute("message", x->text, out);
		fputc('>', out);
		print_details(x, out);
		fputs("</failure>\n", out);
	} else {
		fputs("<skipped", out);
		mw_xml_attribute("message", x->text, out);
		fputc('>', out);
		print_details(x, out);
		fputs("</skipped>\n", out);
	}
	fputs("    </testcase>\n", out);
}

static void
print_suite(struct mw_arena *a, const struct mw_lint_options *o,
    const struct suite *s, FILE *out)
{
	fputs("  <testsuite", out);
	mw_xml_attribute("name", s->file, out);
	mw_xml_attribute("file", s->file, out);
	fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
	    "skipped=\"%zu\">\n", s->items.n > 0 ? s->items.n : 1, s->failures,
	    s->skipped);
	for (size_t i = 0; i < s->items.n; i++)
		print_case(a, o, s->items.v[i], out);
	if (s->items.n == 0)
		fputs("    <testcase classname=\"meshwalk\" name=\"no "
		    "findings\"/>\n", out);
	fputs("  </testsuite>\n", out);
}

void
mw_lint_print_junit(const struct mw_mesh *m, const struct mw_lint_options *o,
    const struct mw_lint_list *l, FILE *out)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_map *suites = make_suites(a, m, o, l);
	size_t tests = 0, failures = 0;

	for (size_t i = 0; i < mw_map_count(suites); i++) {
		const struct suite *s = mw_map_value(suites, i);

		tests += s->items.n > 0 ? s->items.n : 1;
		failures += s->failures;
	}
	fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites name=\"meshwalk lint\" tests=\"%zu\" "
	    "failures=\"%zu\" errors=\"0\">\n", tests, failures);
	for (size_t i = 0; i < mw_map_count(suites); i++)
		print_suite(a, o, mw_map_value(suites, i), out);
	fputs("</testsuites>\n", out);
	mw_arena_free(a);
}
