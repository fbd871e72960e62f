/*
 * lint-json.c - findings as JSON, and as workflow commands of GitHub.
 */
#include "cli/lint.h"

#include <stdlib.h>

#include "base/str.h"
#include "cli/answer.h"

static json_t *
finding_json(const struct mw_lint_item *item)
{
	const struct mw_finding *x = item->x;
	json_t *j = json_object();

	json_object_set_new(j, "rule", json_string(x->rule));
	json_object_set_new(j, "severity",
	    json_string(mw_severity_name(x->severity)));
	if (item->change != MW_LINT_PLAIN)
		json_object_set_new(j, "change",
		    json_string(mw_lint_change_name(item->change)));
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

json_t *
mw_lint_json(const struct mw_lint_list *l)
{
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++)
		json_array_append_new(list, finding_json(&l->v[i]));
	return list;
}

void
mw_lint_print_json(const struct mw_lint_list *l, FILE *out)
{
	json_t *list = mw_lint_json(l);

	json_dumpf(list, out, JSON_INDENT(2));
	fputc('\n', out);
	json_decref(list);
}

/* Workflow commands want these three characters escaped, and two more within
 * a property. */
static void
github_text(const char *s, bool property, FILE *out)
{
	for (; *s != '\0'; s++) {
		if (*s == '%' || *s == '\n' || *s == '\r' ||
		    (property && (*s == ':' || *s == ',')))
			fprintf(out, "%%%02X", (unsigned)(unsigned char)*s);
		else
			fputc(*s, out);
	}
}

void
mw_lint_print_github(const struct mw_lint_list *l, FILE *out)
{
	static const char *const names[] = { "notice", "warning", "error" };

	for (size_t i = 0; i < l->n; i++) {
		const struct mw_finding *x = l->v[i].x;

		if (l->v[i].change == MW_LINT_FIXED)
			continue;
		fprintf(out, "::%s ", names[x->severity]);
		if (x->span.file != NULL) {
			fputs("file=", out);
			github_text(x->span.file, true, out);
			fputc(',', out);
		}
		if (x->span.line > 0)
			fprintf(out, "line=%u,col=%u,", x->span.line,
			    x->span.column);
		fprintf(out, "title=%s::", x->rule);
		github_text(x->text, false, out);
		if (x->hint != NULL) {
			fputs("%0A", out);
			github_text(x->hint, false, out);
		}
		fputc('\n', out);
	}
}
