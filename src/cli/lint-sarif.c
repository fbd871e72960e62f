/*
 * lint-sarif.c - findings in the format of code scanners: SARIF 2.1.0.
 */
#include "cli/lint.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "cli/answer.h"
#include "lint/code.h"

static const char *
level_name(enum mw_severity s)
{
	static const char *const names[] = { "note", "warning", "error" };

	return names[s];
}

static json_t *
text_json(const char *text)
{
	json_t *j = json_object();

	json_object_set_new(j, "text", mw_json_text(text));
	return j;
}

/* ---- rules -------------------------------------------------------------- */

static json_t *
rule_json(struct mw_arena *a, const char *rule)
{
	json_t *j = json_object(), *help, *level = json_object();
	struct mw_code c = { rule, rule, "", "", MW_WARNING };

	(void)mw_code_find(rule, &c);
	json_object_set_new(j, "id", json_string(rule));
	json_object_set_new(j, "shortDescription", text_json(c.title));
	json_object_set_new(j, "fullDescription",
	    text_json(*c.why != '\0' ? c.why : c.title));
	help = text_json(mw_arena_printf(a, "%s\n\n%s", c.why, c.fix));
	json_object_set_new(help, "markdown", mw_json_text(
	    mw_arena_printf(a, "%s\n\n**What to do.** %s", c.why, c.fix)));
	json_object_set_new(j, "help", help);
	json_object_set_new(level, "level",
	    json_string(level_name(c.severity)));
	json_object_set_new(j, "defaultConfiguration", level);
	return j;
}

/* The rules that are needed, each once; INDEX finds its place plus one. */
static json_t *
rules_json(struct mw_arena *a, const struct mw_lint_list *l,
    struct mw_map *index)
{
	json_t *rules = json_array();

	for (size_t i = 0; i < l->n; i++) {
		const char *rule = l->v[i].x->rule;
		size_t *at;

		if (mw_map_get(index, rule) != NULL)
			continue;
		at = MW_NEW(a, size_t);
		*at = json_array_size(rules);
		mw_map_put(index, rule, at);
		json_array_append_new(rules, rule_json(a, rule));
	}
	return rules;
}

/* ---- results ------------------------------------------------------------ */

/* A path as a URI reference: relative ones stay so. */
static json_t *
uri_json(const char *path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
	struct mw_buf b = { 0 };
	json_t *j;

	if (strcmp(path, "-") == 0)
		path = "stdin";
	if (*path == '/')
		mw_buf_adds(&b, "file://");
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	for (; *path != '\0'; path++) {
		if (strchr(plain, *path) != NULL)
			mw_buf_addc(&b, *path);
		else
			mw_buf_printf(&b, "%%%02X",
			    (unsigned)(unsigned char)*path);
	}
	j = json_string(mw_buf_text(&b));
	mw_buf_release(&b);
	return j;
}

/* Columns count code points, as the run says; both ends are as SARIF has
 * them. */
static json_t *
region_json(const struct mw_span *s)
{
	json_t *j = json_object();
	bool end = s->end_line > s->line ||
	    (s->end_line == s->line && s->end_column > s->column);

	json_object_set_new(j, "startLine", json_integer(s->line));
	if (s->column > 0)
		json_object_set_new(j, "startColumn",
		    json_integer(s->column));
	if (end && s->end_column > 0) {
		json_object_set_new(j, "endLine", json_integer(s->end_line));
		json_object_set_new(j, "endColumn",
		    json_integer(s->end_column));
	}
	return j;
}

static json_t *
location_json(struct mw_arena *a, const struct mw_finding *x)
{
	json_t *j = json_object(), *physical, *file, *logical, *list;

	if (x->span.file != NULL) {
		physical = json_object();
		file = json_object();
		json_object_set_new(file, "uri", uri_json(x->span.file));
		json_object_set_new(physical, "artifactLocation", file);
		if (x->span.line > 0)
			json_object_set_new(physical, "region",
			    region_json(&x->span));
		json_object_set_new(j, "physicalLocation", physical);
	}
	if (*x->name != '\0') {
		logical = json_object();
		json_object_set_new(logical, "name", mw_json_text(x->name));
		json_object_set_new(logical, "fullyQualifiedName",
		    mw_json_text(x->path == NULL ? mw_lint_title(a, x) :
		    mw_arena_printf(a, "%s %s", mw_lint_title(a, x),
		    x->path)));
		json_object_set_new(logical, "kind", json_string("resource"));
		list = json_array();
		json_array_append_new(list, logical);
		json_object_set_new(j, "logicalLocations", list);
	}
	return j;
}

/* Stays the same when lines move. */
static json_t *
fingerprint_json(struct mw_arena *a, const struct mw_finding *x)
{
	const char *s = mw_arena_printf(a, "%s\n%s\n%s\n%s", x->rule,
	    mw_lint_title(a, x), mw_str_or_empty(x->path), x->text);
	uint64_t hash = UINT64_C(0xcbf29ce484222325);	/* FNV-1a */
	json_t *j = json_object();

	for (; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) *
		    UINT64_C(0x100000001b3);
	json_object_set_new(j, "findingHash/v1", json_string(
	    mw_arena_printf(a, "%016llx", (unsigned long long)hash)));
	return j;
}

static json_t *
result_json(struct mw_arena *a, const struct mw_lint_item *item,
    const struct mw_map *index)
{
	static const char *const states[] = { NULL, "new", "unchanged",
		"absent" };
	const struct mw_finding *x = item->x;
	const size_t *at = mw_map_get(index, x->rule);
	json_t *j = json_object(), *locations = json_array();

	json_object_set_new(j, "ruleId", json_string(x->rule));
	json_object_set_new(j, "ruleIndex", json_integer((json_int_t)*at));
	json_object_set_new(j, "level",
	    json_string(level_name(x->severity)));
	json_object_set_new(j, "message", text_json(x->hint == NULL ? x->text :
	    mw_arena_printf(a, "%s (%s)", x->text, x->hint)));
	if (x->span.file != NULL || *x->name != '\0')
		json_array_append_new(locations, location_json(a, x));
	json_object_set_new(j, "locations", locations);
	json_object_set_new(j, "partialFingerprints", fingerprint_json(a, x));
	if (states[item->change] != NULL)
		json_object_set_new(j, "baselineState",
		    json_string(states[item->change]));
	return j;
}

/* ---- the run ------------------------------------------------------------ */

/* What kept it from doing its work. */
static json_t *
notifications_json(struct mw_arena *a, const struct mw_lint_list *l)
{
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++) {
		const struct mw_finding *x = l->v[i].x;
		json_t *j, *descriptor, *locations;

		if (!mw_str_has_prefix(x->rule, "MW01"))
			continue;
		j = json_object();
		descriptor = json_object();
		locations = json_array();
		json_object_set_new(descriptor, "id", json_string(x->rule));
		json_object_set_new(j, "descriptor", descriptor);
		json_object_set_new(j, "level",
		    json_string(level_name(x->severity)));
		json_object_set_new(j, "message", text_json(x->text));
		if (x->span.file != NULL)
			json_array_append_new(locations, location_json(a, x));
		json_object_set_new(j, "locations", locations);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *
invocations_json(struct mw_arena *a, const struct mw_lint_list *l, int code)
{
	json_t *list = json_array(), *j = json_object();

	json_object_set_new(j, "executionSuccessful",
	    json_boolean(code == MW_EXIT_OK));
	if (code != MW_EXIT_OK) {
		json_object_set_new(j, "exitCode", json_integer(code));
		json_object_set_new(j, "toolExecutionNotifications",
		    notifications_json(a, l));
	}
	json_array_append_new(list, j);
	return list;
}

void
mw_lint_print_sarif(const struct mw_lint_list *l, int code, FILE *out)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_map *index = mw_map_new(a);
	json_t *log = json_object(), *runs = json_array(),
	    *run = json_object(), *tool = json_object(),
	    *driver = json_object(), *results = json_array();

	json_object_set_new(log, "$schema",
	    json_string("https://json.schemastore.org/sarif-2.1.0.json"));
	json_object_set_new(log, "version", json_string("2.1.0"));
	json_object_set_new(driver, "name", json_string("meshwalk"));
	json_object_set_new(driver, "version", json_string(MW_VERSION));
	json_object_set_new(driver, "rules", rules_json(a, l, index));
	json_object_set_new(tool, "driver", driver);
	json_object_set_new(run, "tool", tool);
	json_object_set_new(run, "invocations", invocations_json(a, l, code));
	json_object_set_new(run, "columnKind",
	    json_string("unicodeCodePoints"));
	for (size_t i = 0; i < l->n; i++)
		json_array_append_new(results,
		    result_json(a, &l->v[i], index));
	json_object_set_new(run, "results", results);
	json_array_append_new(runs, run);
	json_object_set_new(log, "runs", runs);
	json_dumpf(log, out, JSON_INDENT(2));
	fputc('\n', out);
	json_decref(log);
	mw_arena_free(a);
}
