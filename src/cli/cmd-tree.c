/*
 * cmd-tree.c - meshwalk tree: the mesh as a tree, once.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "view/outline.h"
#include "yaml/node.h"

enum { OPT_BY = 256, OPT_DEPTH, OPT_ASCII };

static const struct mw_cli_option options[] = {
	{ OPT_BY, "by", "ORDER", "traffic (default), namespace, host or workload" },
	{ OPT_DEPTH, "depth", "N", "only N levels" },
	{ OPT_ASCII, "ascii", NULL, "draw with ASCII" },
};

struct own {
	enum mw_outline_order order;
	long long depth;
	bool ascii;
};

static struct own *
own(struct mw_args *a)
{
	if (a->own == NULL) {
		struct own *o = MW_NEW(a->arena, struct own);

		o->depth = 1000;
		a->own = o;
	}
	return a->own;
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	static const char *const orders[] = { "traffic", "namespace", "host",
		"workload" };

	switch (id) {
	case OPT_DEPTH:
		if (mw_str_to_int(value, &own(a)->depth) && own(a)->depth > 0)
			return true;
		mw_usage_error(a, "--depth wants a positive number");
		return false;
	case OPT_ASCII:
		own(a)->ascii = true;
		return true;
	default:
		break;
	}
	for (size_t i = 0; i < MW_LEN(orders); i++) {
		if (strcmp(value, orders[i]) == 0) {
			own(a)->order = (enum mw_outline_order)i;
			return true;
		}
	}
	mw_usage_error(a, "no such order '%s'", value);
	return false;
}

/* ---- text ------------------------------------------------------------------------- */

struct out {
	bool color, ascii;
	long long depth;
};

static void
print_row(const struct out *o, const struct mw_row *r, const char *lead)
{
	struct mw_buf b = { 0 };
	const struct mw_node *at = r->node;
	size_t used;

	mw_buf_adds(&b, lead);
	if (r->parent != NULL)
		mw_buf_adds(&b, o->ascii ? (r->next != NULL ? "|- " : "`- ")
		    : r->next != NULL ? "\u251c\u2500 " : "\u2514\u2500 ");
	fputs(mw_buf_text(&b), stdout);
	used = mw_utf8_columns(mw_buf_text(&b), b.len);
	mw_buf_clear(&b);
	mw_utf8_printable(&b, r->label, strlen(r->label));
	printf("%s%s%s", mw_sgr(o->color, r->parent == NULL ? "\033[1m" : ""),
	    mw_buf_text(&b), mw_sgr(o->color, "\033[0m"));
	used += mw_utf8_columns(mw_buf_text(&b), b.len);
	mw_buf_clear(&b);
	if (r->fact != NULL) {
		mw_utf8_printable(&b, r->fact, strlen(r->fact));
		printf("  %s%s%s", mw_sgr(o->color, r->missing ? "\033[31m"
		    : "\033[36m"), mw_buf_text(&b), mw_sgr(o->color,
		    "\033[0m"));
		used += 2 + mw_utf8_columns(mw_buf_text(&b), b.len);
	}
	if (r->assumed)
		used += (size_t)printf("  (assumed)");
	if (r->problem >= MW_WARNING && r->first == NULL)
		used += (size_t)printf("  %s", r->problem == MW_ERROR ? "x"
								      : "!");
	if (at == NULL && r->object != NULL)
		at = r->object->root;
	if (at != NULL && r->workload == NULL) {
		struct mw_span s = mw_node_span(at);

		mw_buf_clear(&b);
		mw_utf8_printable(&b, mw_str_or_empty(s.file),
		    strlen(mw_str_or_empty(s.file)));
		if (s.line > 0)
			printf("%*s%s%s:%u%s", used < 70 ? (int)(72 - used) : 2,
			    "", mw_sgr(o->color, "\033[2m"), mw_buf_text(&b),
			    s.line, mw_sgr(o->color, "\033[0m"));
	}
	putchar('\n');
	mw_buf_release(&b);
}

static void
print_rows(const struct out *o, const struct mw_row *first, const char *lead)
{
	for (const struct mw_row *r = first; r != NULL; r = r->next) {
		struct mw_buf below = { 0 };

		print_row(o, r, lead);
		if (r->depth + 1 >= o->depth)
			continue;
		mw_buf_adds(&below, lead);
		if (r->parent != NULL)
			mw_buf_adds(&below, r->next == NULL ? "   "
			    : o->ascii ? "|  " : "\u2502  ");
		print_rows(o, r->first, mw_buf_text(&below));
		mw_buf_release(&below);
	}
}

/* ---- JSON -------------------------------------------------------------------------- */

static json_t *
rows_json(const struct mw_row *first, long long depth)
{
	json_t *list = json_array();

	for (const struct mw_row *r = first; r != NULL; r = r->next) {
		json_t *j = json_object();

		json_object_set_new(j, "label", json_string(r->label));
		if (r->fact != NULL)
			json_object_set_new(j, "fact", json_string(r->fact));
		if (r->object != NULL) {
			json_object_set_new(j, "kind",
			    json_string(r->object->kind_name));
			json_object_set_new(j, "namespace",
			    json_string(r->object->ns));
			json_object_set_new(j, "name",
			    json_string(r->object->name));
		}
		if (r->node != NULL) {
			struct mw_span s = mw_node_span(r->node);

			json_object_set_new(j, "file", json_string(
			    mw_str_or_empty(s.file)));
			json_object_set_new(j, "line",
			    json_integer((json_int_t)s.line));
		}
		if (r->assumed)
			json_object_set_new(j, "assumed", json_true());
		if (r->missing)
			json_object_set_new(j, "missing", json_true());
		if (r->first != NULL && r->depth + 1 < depth)
			json_object_set_new(j, "children",
			    rows_json(r->first, depth));
		json_array_append_new(list, j);
	}
	return list;
}

static int
run(struct mw_args *a)
{
	struct own *o = own(a);
	const struct mw_outline *outline;
	const struct mw_mesh *m;
	int code;

	if (!mw_args_output(a, "text|json"))
		return MW_EXIT_USAGE;
	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	m = mw_args_load(a, &code);
	if (m == NULL)
		return code;
	outline = mw_outline_new(a->arena, m, o->order);
	if (strcmp(a->output, "json") == 0) {
		json_t *j = rows_json(outline->first, o->depth);
		char *dump = json_dumps(j, JSON_INDENT(2));

		puts(dump != NULL ? dump : "[]");
		free(dump);
		json_decref(j);
	} else {
		struct out out = { mw_use_color(a, stdout),
			o->ascii || mw_use_ascii(), o->depth };

		print_rows(&out, outline->first, "");
	}
	mw_mesh_free(m);
	return MW_EXIT_OK;
}

const struct mw_command mw_cmd_tree = {
	.name = "tree",
	.usage = "[PATH...]",
	.summary = "Print the mesh as a tree",
	.options = options,
	.n_options = MW_LEN(options),
	.option = take,
	.run = run,
};
