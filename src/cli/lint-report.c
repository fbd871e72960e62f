/*
 * lint-report.c - findings as JSON, SARIF, JUnit and workflow commands.
 */
#include "cli/lint-report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/answer.h"
#include "cli/code.h"

/* ---- JSON --------------------------------------------------------------- */

static void
put(json_t *j, FILE *out)
{
	char *dump = json_dumps(j, JSON_INDENT(2));

	fprintf(out, "%s\n", dump != NULL ? dump : "[]");
	free(dump);
	json_decref(j);
}

static json_t *
finding_json(const struct mw_finding *x)
{
	json_t *j = json_object();

	json_object_set_new(j, "rule", json_string(x->rule));
	json_object_set_new(j, "severity",
	    json_string(mw_severity_name(x->severity)));
	json_object_set_new(j, "kind", mw_json_text(x->kind));
	json_object_set_new(j, "namespace", mw_json_text(x->ns));
	json_object_set_new(j, "name", mw_json_text(x->name));
	if (x->span.file != NULL)
		json_object_set_new(j, "file", mw_json_text(x->span.file));
	if (x->span.line > 0) {
		json_object_set_new(j, "line",
		    json_integer((json_int_t)x->span.line));
		json_object_set_new(j, "column",
		    json_integer((json_int_t)x->span.column));
	}
	json_object_set_new(j, "document",
	    json_integer((json_int_t)x->document));
	if (x->path != NULL)
		json_object_set_new(j, "path", mw_json_text(x->path));
	json_object_set_new(j, "message", mw_json_text(x->text));
	if (x->hint != NULL)
		json_object_set_new(j, "hint", mw_json_text(x->hint));
	return j;
}

void
mw_lint_json(const struct mw_findings *f, enum mw_severity level, FILE *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].severity >= level)
			json_array_append_new(list, finding_json(&f->v[i]));
	put(list, out);
}

/* ---- workflow commands -------------------------------------------------- */

/* They want these three characters escaped, and two more in properties. */
static void
github_text(const char *s, const char *escaped, FILE *out)
{
	for (; *s != '\0'; s++) {
		if (strchr(escaped, *s) != NULL)
			fprintf(out, "%%%02X", (unsigned)(unsigned char)*s);
		else
			fputc(*s, out);
	}
}

void
mw_lint_github(const struct mw_findings *f, enum mw_severity level, FILE *out)
{
	static const char *const names[] = { "notice", "warning", "error" };

	for (size_t i = 0; i < f->n; i++) {
		const struct mw_finding *x = &f->v[i];

		if (x->severity < level)
			continue;
		fprintf(out, "::%s file=", names[x->severity]);
		github_text(mw_str_or_empty(x->span.file), "%\n\r:,", out);
		fprintf(out, ",line=%u,col=%u,title=%s::", x->span.line,
		    x->span.column, x->rule);
		github_text(x->text, "%\n\r", out);
		fputc('\n', out);
	}
}

/* ---- SARIF -------------------------------------------------------------- */

static const char *const sarif_levels[] = { "note", "warning", "error" };

static json_t *
sarif_text(const char *s)
{
	return json_pack("{s:o}", "text", mw_json_text(s));
}

/* The codes that occur, each once. */
static json_t *
sarif_rules(const struct mw_findings *f, enum mw_severity level)
{
	json_t *list = json_array(), *seen = json_object();
	struct mw_code c;

	for (size_t i = 0; i < f->n; i++) {
		const char *rule = f->v[i].rule;

		if (f->v[i].severity < level ||
		    json_object_get(seen, rule) != NULL ||
		    !mw_code_find(rule, &c))
			continue;
		json_object_set_new(seen, rule, json_true());
		json_array_append_new(list, json_pack(
		    "{s:s, s:o, s:o, s:o, s:{s:s}}", "id", c.code,
		    "shortDescription", sarif_text(c.title),
		    "fullDescription", sarif_text(c.why),
		    "help", sarif_text(c.fix), "defaultConfiguration",
		    "level", sarif_levels[c.severity]));
	}
	json_decref(seen);
	return list;
}

/* A path as a reference of RFC 3986. */
static json_t *
sarif_uri(const char *path)
{
	struct mw_buf b = { 0 };
	json_t *j;

	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (c <= ' ' || c >= 0x7f || strchr("\"%<>\\^`{|}#?[]", c) !=
		    NULL)
			mw_buf_printf(&b, "%%%02X", c);
		else
			mw_buf_addc(&b, *path);
	}
	j = json_string(mw_buf_text(&b));
	mw_buf_release(&b);
	return j;
}

static json_t *
sarif_location(const struct mw_finding *x)
{
	json_t *place = json_object(), *location;

	json_object_set_new(place, "artifactLocation", json_pack("{s:o}",
	    "uri", sarif_uri(mw_str_or_empty(x->span.file))));
	if (x->span.line > 0)
		json_object_set_new(place, "region", json_pack(
		    "{s:I, s:I, s:I, s:I}", "startLine",
		    (json_int_t)x->span.line, "startColumn",
		    (json_int_t)x->span.column, "endLine",
		    (json_int_t)x->span.end_line, "endColumn",
		    (json_int_t)x->span.end_column));
	location = json_pack("{s:o}", "physicalLocation", place);
	if (*x->kind != '\0') {
		struct mw_buf b = { 0 };

		mw_buf_printf(&b, "%s %s%s%s", x->kind, x->ns,
		    *x->ns != '\0' ? "/" : "", x->name);
		json_object_set_new(location, "logicalLocations", json_pack(
		    "[{s:o}]", "fullyQualifiedName",
		    mw_json_text(mw_buf_text(&b))));
		mw_buf_release(&b);
	}
	return location;
}

void
mw_lint_sarif(const struct mw_findings *f, enum mw_severity level, FILE *out)
{
	json_t *results = json_array();

	for (size_t i = 0; i < f->n; i++) {
		const struct mw_finding *x = &f->v[i];

		if (x->severity < level)
			continue;
		json_array_append_new(results, json_pack(
		    "{s:s, s:s, s:o, s:[o]}", "ruleId", x->rule, "level",
		    sarif_levels[x->severity], "message", sarif_text(x->text),
		    "locations", sarif_location(x)));
	}
	put(json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:s, s:o}]}",
	    "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
	    "version", "2.1.0", "runs", "tool", "driver", "name", "meshwalk",
	    "version", MW_VERSION, "rules", sarif_rules(f, level),
	    "columnKind", "unicodeCodePoints", "results", results), out);
}

/* ---- JUnit -------------------------------------------------------------- */

static void
xml_text(const char *s, FILE *out)
{
	struct mw_buf b = { 0 };

	mw_utf8_printable(&b, s, strlen(s));
	for (const char *p = mw_buf_text(&b); *p != '\0'; p++) {
		if (*p == '&')
			fputs("&amp;", out);
		else if (*p == '<')
			fputs("&lt;", out);
		else if (*p == '>')
			fputs("&gt;", out);
		else if (*p == '"')
			fputs("&quot;", out);
		else
			fputc(*p, out);
	}
	mw_buf_release(&b);
}

static void
junit_case(const struct mw_finding *x, FILE *out)
{
	fputs("    <testcase classname=\"", out);
	xml_text(mw_str_or_empty(x->span.file), out);
	fprintf(out, "\" name=\"%s ", x->rule);
	xml_text(x->kind, out);
	fputc(' ', out);
	xml_text(x->ns, out);
	fputc('/', out);
	xml_text(x->name, out);
	fprintf(out, " line %u\">\n      <failure type=\"%s\" message=\"",
	    x->span.line, mw_severity_name(x->severity));
	xml_text(x->text, out);
	fputs("\">", out);
	xml_text(mw_str_or_empty(x->span.file), out);
	fprintf(out, ":%u:%u: ", x->span.line, x->span.column);
	xml_text(x->text, out);
	fputs("</failure>\n    </testcase>\n", out);
}

void
mw_lint_junit(const struct mw_findings *f, enum mw_severity level, FILE *out)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->v[i].severity >= level;
	/* a suite without any case counts as broken with some tools */
	fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites>\n  <testsuite name=\"meshwalk lint\" tests=\"%zu\" "
	    "failures=\"%zu\" errors=\"0\">\n", n > 0 ? n : 1, n);
	if (n == 0)
		fputs("    <testcase classname=\"meshwalk\" name=\"lint\"/>\n",
		    out);
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].severity >= level)
			junit_case(&f->v[i], out);
	fputs("  </testsuite>\n</testsuites>\n", out);
}
