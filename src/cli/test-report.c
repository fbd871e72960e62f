/*
 * test-report.c - what `meshwalk test` found, as text, TAP, JUnit and JSON.
 */
#include "cli/test-report.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/xml.h"

size_t
mw_test_count(const struct mw_test_run *r, enum mw_test_end end)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		for (size_t k = 0; k < r->v[i].results.n; k++)
			n += r->v[i].results.v[k].end == end;
	}
	return n;
}

static size_t
count_all(const struct mw_test_run *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->v[i].results.n;
	return n;
}

static void
put_line(const struct mw_test_result *x, FILE *out)
{
	struct mw_buf b = { 0 };

	mw_request_print_line(x->request, &b);
	mw_put_printable(mw_buf_text(&b), out);
	mw_buf_release(&b);
}

/* "mesh.yaml:148: authz: ..." */
static void
put_decided(const struct mw_test_result *x, FILE *out)
{
	struct mw_buf b = { 0 };

	if (mw_origin_print(x->origin, &b))
		fprintf(out, "%s: ", mw_buf_text(&b));
	mw_put_printable(x->decided, out);
	mw_buf_release(&b);
}

/* ---- text ---------------------------------------------------------------- */

static void
text_details(const struct mw_test_result *x, FILE *out)
{
	fputs("            ", out);
	put_line(x, out);
	fputc('\n', out);
	for (size_t i = 0; i < x->n_misses; i++) {
		fprintf(out, "            %s: expected ",
		    x->misses[i].what);
		mw_put_printable(x->misses[i].want, out);
		fputs(", got ", out);
		mw_put_printable(x->misses[i].got, out);
		fputc('\n', out);
	}
	if (x->decided != NULL) {
		fputs("            decided by ", out);
		put_decided(x, out);
		fputc('\n', out);
	}
	for (size_t i = 0; i < x->n_not_modelled; i++) {
		fputs("            not modelled: ", out);
		mw_put_printable(x->not_modelled[i], out);
		fputc('\n', out);
	}
}

static void
text_result(const struct mw_test_result *x, const struct mw_test_style *s,
    FILE *out)
{
	static const struct {
		const char *word, *sgr;
	} how[] = {
		[MW_TEST_OK] = { "ok", "\033[36m" },
		[MW_TEST_FAILED] = { "FAIL", "\033[1;33m" },
		[MW_TEST_UNDECIDED] = { "?", "\033[1;33m" },
		[MW_TEST_RAN] = { "ran", "\033[2m" },
		[MW_TEST_LEFT] = { "-", "\033[2m" },
	};
	bool bad = x->end == MW_TEST_FAILED || x->end == MW_TEST_UNDECIDED;

	if (s->quiet && !bad)
		return;
	fprintf(out, "  %s%-4s%s  ", mw_sgr(s->color, how[x->end].sgr),
	    how[x->end].word, mw_sgr(s->color, "\033[0m"));
	mw_put_printable(x->kept->name, out);
	if (x->end == MW_TEST_LEFT)
		fputs("  expects nothing", out);
	else if (x->end == MW_TEST_RAN || (x->end == MW_TEST_OK &&
	    s->verbose)) {
		fputs("  ", out);
		mw_put_printable(x->verdict, out);
	}
	fputc('\n', out);
	if (bad)
		text_details(x, out);
}

static void
text_sum(const struct mw_test_run *r, FILE *out)
{
	static const struct {
		enum mw_test_end end;
		const char *words;
	} parts[] = {
		{ MW_TEST_UNDECIDED, "undecided" },
		{ MW_TEST_RAN, "only run" },
		{ MW_TEST_LEFT, "without expectation (--all runs them)" },
	};
	size_t all = count_all(r);

	fprintf(out, "%zu request%s: %zu passed, %zu failed", all, all == 1
	    ? "" : "s", mw_test_count(r, MW_TEST_OK),
	    mw_test_count(r, MW_TEST_FAILED));
	for (size_t i = 0; i < MW_LEN(parts); i++) {
		size_t n = mw_test_count(r, parts[i].end);

		if (n > 0)
			fprintf(out, ", %zu %s", n, parts[i].words);
	}
	fputc('\n', out);
}

void
mw_test_text(const struct mw_test_run *r, const struct mw_test_style *s,
    FILE *out)
{
	for (size_t i = 0; i < r->n; i++) {
		if (!s->quiet) {
			mw_put_printable(r->v[i].name, out);
			fputc('\n', out);
		}
		for (size_t k = 0; k < r->v[i].results.n; k++)
			text_result(&r->v[i].results.v[k], s, out);
	}
	if (!s->quiet)
		text_sum(r, out);
}

/* ---- TAP ----------------------------------------------------------------- */

/* As a string of YAML. */
static void
tap_value(const char *key, const char *value, FILE *out)
{
	json_t *j = mw_json_text(value);
	char *dump = json_dumps(j, JSON_ENCODE_ANY);

	fprintf(out, "  %s: %s\n", key, dump != NULL ? dump : "\"\"");
	free(dump);
	json_decref(j);
}

static void
tap_details(const struct mw_test_result *x, FILE *out)
{
	struct mw_buf b = { 0 };

	fputs("  ---\n", out);
	mw_request_print_line(x->request, &b);
	tap_value("request", mw_buf_text(&b), out);
	for (size_t i = 0; i < x->n_misses; i++) {
		mw_buf_clear(&b);
		mw_buf_printf(&b, "expected %s, got %s", x->misses[i].want,
		    x->misses[i].got);
		tap_value(x->misses[i].what, mw_buf_text(&b),
		    out);
	}
	if (x->decided != NULL)
		tap_value("decided", x->decided, out);
	mw_buf_clear(&b);
	if (mw_origin_print(x->origin, &b))
		tap_value("at", mw_buf_text(&b), out);
	fputs("  ...\n", out);
	mw_buf_release(&b);
}

static void
tap_name(const char *s, FILE *out)
{
	struct mw_buf b = { 0 };

	mw_utf8_printable(&b, s, strlen(s));
	for (s = mw_buf_text(&b); *s != '\0'; s++) {
		if (*s == '#' || *s == '\\')	/* begins a directive */
			fputc('\\', out);
		fputc(*s, out);
	}
	mw_buf_release(&b);
}

void
mw_test_tap(const struct mw_test_run *r, FILE *out)
{
	size_t n = 0;

	fprintf(out, "TAP version 13\n1..%zu\n", r->errors.n +
	    count_all(r));
	for (size_t i = 0; i < r->errors.n; i++) {
		fprintf(out, "not ok %zu - input: ", ++n);
		tap_name(r->errors.v[i], out);
		fputc('\n', out);
	}
	for (size_t i = 0; i < r->n; i++) {
		for (size_t k = 0; k < r->v[i].results.n; k++) {
			const struct mw_test_result *x =
			    &r->v[i].results.v[k];
			bool bad = x->end == MW_TEST_FAILED ||
			    x->end == MW_TEST_UNDECIDED;

			fprintf(out, "%sok %zu - ", bad ? "not " : "", ++n);
			tap_name(x->kept->name, out);
			if (x->end == MW_TEST_LEFT || x->end == MW_TEST_RAN)
				fputs(" # SKIP expects nothing", out);
			fputc('\n', out);
			if (bad)
				tap_details(x, out);
		}
	}
}

/* ---- JUnit --------------------------------------------------------------- */

static void
junit_failure(const struct mw_test_result *x, FILE *out)
{
	const char *tag = x->end == MW_TEST_FAILED ? "failure" : "error";
	struct mw_buf b = { 0 };

	fprintf(out, "      <%s", tag);
	for (size_t i = 0; i < x->n_misses; i++)
		mw_buf_printf(&b, "%s%s: expected %s, got %s", i > 0 ? "; "
		    : "", x->misses[i].what,
		    x->misses[i].want, x->misses[i].got);
	mw_xml_attribute("message", b.len > 0 ? mw_buf_text(&b) : x->verdict,
	    out);
	fputc('>', out);
	mw_buf_clear(&b);
	if (x->kept->span.file != NULL)
		mw_buf_printf(&b, "%s:%u: ", x->kept->span.file,
		    x->kept->span.line);
	mw_request_print_line(x->request, &b);
	mw_buf_printf(&b, "\n%s\n", x->verdict);
	if (x->decided != NULL) {
		mw_buf_adds(&b, "decided by ");
		if (mw_origin_print(x->origin, &b))
			mw_buf_adds(&b, ": ");
		mw_buf_adds(&b, x->decided);
	}
	for (const char *at = mw_buf_text(&b); *at != '\0';) {
		size_t len = strcspn(at, "\n");
		struct mw_buf line = { 0 };

		mw_buf_add(&line, at, len);
		mw_xml_text(mw_buf_text(&line), out);
		mw_buf_release(&line);
		at += len;
		if (*at == '\n')
			fputc(*at++, out);
	}
	fprintf(out, "</%s>\n", tag);
	mw_buf_release(&b);
}

static void
junit_case(const struct mw_test_file *f, const struct mw_test_result *x,
    FILE *out)
{
	fputs("    <testcase", out);
	mw_xml_attribute("classname", f->name, out);
	mw_xml_attribute("name", x->kept->name, out);
	switch (x->end) {
	case MW_TEST_OK:
		fputs("/>\n", out);
		return;
	case MW_TEST_FAILED:
	case MW_TEST_UNDECIDED:
		fputs(">\n", out);
		junit_failure(x, out);
		break;
	case MW_TEST_RAN:
	case MW_TEST_LEFT:
		fputs(">\n      <skipped message=\"expects nothing\"/>\n",
		    out);
		break;
	}
	fputs("    </testcase>\n", out);
}

static void
junit_counts(const struct mw_test_run *r, FILE *out)
{
	fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"",
	    r->errors.n + count_all(r), mw_test_count(r, MW_TEST_FAILED),
	    r->errors.n + mw_test_count(r, MW_TEST_UNDECIDED));
}

static void
junit_errors(const struct mw_test_run *r, FILE *out)
{
	if (r->errors.n == 0)
		return;
	fprintf(out, "  <testsuite name=\"input\" tests=\"%zu\" "
	    "failures=\"0\" errors=\"%zu\" skipped=\"0\">\n", r->errors.n,
	    r->errors.n);
	for (size_t i = 0; i < r->errors.n; i++) {
		fprintf(out, "    <testcase classname=\"input\" "
		    "name=\"input %zu\">\n      <error", i + 1);
		mw_xml_attribute("message", r->errors.v[i], out);
		fputs("/>\n    </testcase>\n", out);
	}
	fputs("  </testsuite>\n", out);
}

/* As the schema of Jenkins has it: a case has no file nor line, its suite
 * has. */
void
mw_test_junit(const struct mw_test_run *r, FILE *out)
{
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
	    "name=\"meshwalk test\"", out);
	junit_counts(r, out);
	fputs(">\n", out);
	junit_errors(r, out);
	for (size_t i = 0; i < r->n; i++) {
		const struct mw_test_run one = { .v = &r->v[i], .n = 1 };

		fputs("  <testsuite", out);
		mw_xml_attribute("name", r->v[i].name, out);
		mw_xml_attribute("file", r->v[i].name, out);
		junit_counts(&one, out);
		fprintf(out, " skipped=\"%zu\">\n", mw_test_count(&one,
		    MW_TEST_RAN) + mw_test_count(&one, MW_TEST_LEFT));
		for (size_t k = 0; k < r->v[i].results.n; k++)
			junit_case(&r->v[i], &r->v[i].results.v[k], out);
		fputs("  </testsuite>\n", out);
	}
	fputs("</testsuites>\n", out);
}

/* ---- JSON ---------------------------------------------------------------- */

static json_t *
json_result(const struct mw_test_file *f, const struct mw_test_result *x)
{
	static const char *const words[] = { "passed", "failed", "undecided",
		"run", "skipped" };
	json_t *j = json_object(), *misses = json_array();
	struct mw_buf b = { 0 };

	mw_json_set(j, "file", f->name);
	if (x->kept->span.line > 0)
		mw_json_set_int(j, "line", x->kept->span.line);
	mw_json_set(j, "id", x->kept->name);
	mw_request_print_line(x->request, &b);
	mw_json_set(j, "request", mw_buf_text(&b));
	mw_buf_release(&b);
	mw_json_set(j, "result", words[x->end]);
	mw_json_set(j, "got", x->verdict);
	for (size_t i = 0; i < x->n_misses; i++) {
		json_t *m = json_object();

		mw_json_set(m, "what", x->misses[i].what);
		mw_json_set(m, "expected", x->misses[i].want);
		mw_json_set(m, "got", x->misses[i].got);
		json_array_append_new(misses, m);
	}
	if (x->n_misses > 0)
		json_object_set(j, "differences", misses);
	json_decref(misses);
	mw_json_set(j, "decided", x->decided);
	if (x->origin != NULL)
		mw_json_set_origin(j, "origin", x->origin);
	if (x->n_not_modelled > 0)
		json_object_set_new(j, "not_modelled", mw_json_texts(
		    x->not_modelled, x->n_not_modelled));
	return j;
}

void
mw_test_json(const struct mw_test_run *r, FILE *out)
{
	json_t *j = json_object(), *tests = json_array();
	char *dump;

	mw_json_set_int(j, "passed", (int64_t)mw_test_count(r, MW_TEST_OK));
	mw_json_set_int(j, "failed", (int64_t)mw_test_count(r,
	    MW_TEST_FAILED));
	mw_json_set_int(j, "undecided", (int64_t)mw_test_count(r,
	    MW_TEST_UNDECIDED));
	mw_json_set_int(j, "without_expectation", (int64_t)(mw_test_count(r,
	    MW_TEST_RAN) + mw_test_count(r, MW_TEST_LEFT)));
	for (size_t i = 0; i < r->n; i++) {
		for (size_t k = 0; k < r->v[i].results.n; k++)
			json_array_append_new(tests, json_result(&r->v[i],
			    &r->v[i].results.v[k]));
	}
	json_object_set_new(j, "tests", tests);
	if (r->errors.n > 0)
		json_object_set_new(j, "errors", mw_json_texts(r->errors.v,
		    r->errors.n));
	dump = json_dumps(j, JSON_INDENT(2));
	fprintf(out, "%s\n", dump != NULL ? dump : "{}");
	free(dump);
	json_decref(j);
}
