/*
 * requests-read.c - files of requests, in YAML and in JSON lines, read.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/validator.h"
#include "yaml/node.h"

static const char *const expect_names[] = { "verdict", "status", "failure",
	"by", "flags", "destination", "mirror", "path", "host" };

const char *
mw_expect_name(enum mw_expect_what w)
{
	return expect_names[w];
}

/* Where one item is, and where what is wrong with it goes. */
struct reading {
	struct mw_arena *arena;
	struct mw_kept_list *list;
	struct mw_span span;		/* of the item */
	const struct mw_node *item;	/* NULL: of a JSON line */
	size_t number;			/* of the item, from 1 */
};

static struct mw_kept_error *
wrong(struct reading *r, const struct mw_span *span, const char *text)
{
	struct mw_kept_error e = { *span, text, NULL };

	mw_vec_push(r->arena, &r->list->errors, e);
	return &r->list->errors.v[r->list->errors.n - 1];
}

/* The key PATH of the item, or all of it. */
static struct mw_span
place(const struct reading *r, const char *path)
{
	const struct mw_node *n = mw_node_find(r->item, path);

	if (n == NULL)
		return r->span;
	return mw_node_key(n) != NULL ? mw_node_key_span(n) : mw_node_span(n);
}

/* ---- YAML to JSON -------------------------------------------------------- */

static json_t *
text_json(const struct mw_node *n)
{
	json_t *j = json_stringn(mw_str_or_empty(mw_node_text(n)),
	    mw_node_len(n));

	return j != NULL ? j : json_string("");
}

/* Nesting is bounded by the loader. */
json_t *
mw_kept_node_json(const struct mw_node *n, bool typed)
{
	json_t *j;

	switch (mw_node_kind(n)) {
	case MW_NODE_NULL:
		return json_null();
	case MW_NODE_BOOL:
		return typed ? json_boolean(mw_node_bool(n)) : text_json(n);
	case MW_NODE_INT:
		return typed ? json_integer(mw_node_int(n)) : text_json(n);
	case MW_NODE_FLOAT:
		return typed ? json_real(mw_node_float(n)) : text_json(n);
	case MW_NODE_STRING:
		return text_json(n);
	case MW_NODE_LIST:
		j = json_array();
		for (const struct mw_node *c = mw_node_first(n); c != NULL;
		     c = mw_node_next(c))
			json_array_append_new(j, mw_kept_node_json(c, typed));
		return j;
	case MW_NODE_MAP:
		break;
	}
	j = json_object();
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	     c = mw_node_next(c))
		json_object_set_new(j, mw_node_key(c), mw_kept_node_json(c, typed));
	return j;
}

static json_t *
item_json(const struct mw_node *item)
{
	json_t *j = json_object();

	for (const struct mw_node *c = mw_node_first(item); c != NULL;
	     c = mw_node_next(c)) {
		const char *key = mw_node_key(c);

		if (!mw_node_is(c, MW_NODE_NULL))
			json_object_set_new(j, key, mw_kept_node_json(c,
			    strcmp(key, "port") == 0 ||
			    strcmp(key, "claims") == 0));
	}
	return j;
}

/* ---- expect -------------------------------------------------------------- */

static const char *
scalar(struct reading *r, const json_t *j)
{
	if (json_is_string(j))
		return mw_arena_strdup(r->arena, json_string_value(j));
	if (json_is_integer(j))
		return mw_arena_printf(r->arena, "%lld",
		    (long long)json_integer_value(j));
	return NULL;
}

/* "90", "90 %" */
static bool
read_share(const char *text, double *out)
{
	char number[32];
	size_t len = text != NULL ? strcspn(text, " %") : 0;

	if (len == 0 || len >= sizeof(number) ||
	    strspn(text + len, " %") != strlen(text + len))
		return false;
	memcpy(number, text, len);
	number[len] = '\0';
	return mw_str_to_double(number, out) && *out >= 0 && *out <= 100;
}

static bool
known_word(enum mw_expect_what w, const char *text)
{
	static const char *const words[][6] = {
		[MW_EXPECT_VERDICT] = { "allowed", "denied", "answered",
		    "failed" },
		[MW_EXPECT_FAILURE] = { "refused", "tls", "closed", "timeout",
		    "none" },
	};
	long long n;

	if (w == MW_EXPECT_STATUS)
		return strcmp(text, "none") == 0 ||
		    (mw_str_to_int(text, &n) && n >= 100 && n <= 599);
	if (w != MW_EXPECT_VERDICT && w != MW_EXPECT_FAILURE)
		return true;
	for (size_t i = 0; words[w][i] != NULL; i++) {
		if (mw_str_case_eq(words[w][i], text))
			return true;
	}
	return false;
}

static bool
add_value(struct reading *r, struct mw_expect *e, const char *text,
    double share)
{
	const struct mw_expect_value v = { text, share };

	if (text == NULL || !known_word(e->what, text))
		return false;
	mw_vec_push(r->arena, e, v);
	return true;
}

/* A value, a list of them, or (for workloads) each with its share. */
static bool
read_values(struct reading *r, json_t *j, struct mw_expect *e)
{
	bool good = true;
	size_t i;
	const char *key;
	json_t *v;

	if (json_is_array(j)) {
		json_array_foreach(j, i, v)
			good = good && add_value(r, e, scalar(r, v), -1);
		return good && e->n > 0;
	}
	if (!json_is_object(j))
		return add_value(r, e, scalar(r, j), -1);
	if (e->what != MW_EXPECT_DESTINATION)
		return false;
	json_object_foreach(j, key, v)
	{
		double share;

		good = good && read_share(scalar(r, v), &share) &&
		    add_value(r, e, mw_arena_strdup(r->arena, key), share);
	}
	return good && e->n > 0;
}

static void
read_expect(struct reading *r, json_t *j, struct mw_kept *k)
{
	static const char *const hints[MW_EXPECT_COUNT] = {
		[MW_EXPECT_VERDICT] = "it is allowed, denied, answered or "
		    "failed",
		[MW_EXPECT_STATUS] = "it is a number like 403, or none",
		[MW_EXPECT_FAILURE] = "it is refused, tls, closed, timeout "
		    "or none",
		[MW_EXPECT_DESTINATION] = "it is a workload as "
		    "namespace/name, a list of them, or each with its share "
		    "in per cent",
	};
	const char *key;
	json_t *v;
	struct {
		struct mw_expect *v;
		size_t n, cap;
	} all = { 0 };

	if (!json_is_object(j)) {
		struct mw_span at = place(r, "expect");

		wrong(r, &at, "'expect' says what must come of it: status, "
		    "by, destination ...");
		return;
	}
	k->expects = true;
	json_object_foreach(j, key, v)
	{
		struct mw_expect e = { 0 };
		const char *near;
		struct mw_span at = place(r, mw_arena_printf(r->arena,
		    "expect.%s", key));

		while (e.what < MW_EXPECT_COUNT && strcmp(expect_names[e.what],
		    key) != 0)
			e.what++;
		if (e.what == MW_EXPECT_COUNT) {
			near = mw_str_nearest(key, expect_names,
			    MW_EXPECT_COUNT);
			wrong(r, &at, mw_arena_printf(r->arena, "nothing is "
			    "known of '%s' to expect", key))->hint = near !=
			    NULL ? mw_arena_printf(r->arena,
			    "did you mean '%s'?", near) : NULL;
		} else if (!read_values(r, v, &e)) {
			wrong(r, &at, mw_arena_printf(r->arena, "'%s' cannot "
			    "be expected to be that", key))->hint =
			    hints[e.what];
		} else {
			mw_vec_push(r->arena, &all, e);
		}
	}
	k->expect = all.v;
	k->n_expect = all.n;
	k->expect_cap = all.cap;
}

/* ---- one item ------------------------------------------------------------ */

static void
unknown_fields(struct reading *r, json_t *item)
{
	static const char *const known[] = { "id", "from", "source", "to",
		"port", "scheme", "method", "host", "path", "headers", "sni",
		"http", "h2_scheme", "client_cert", "identity", "claims",
		"signature", "expect" };
	const char *key;
	json_t *v;

	json_object_foreach(item, key, v)
	{
		struct mw_span at;
		const char *near;
		size_t i = 0;

		while (i < MW_LEN(known) && strcmp(known[i], key) != 0)
			i++;
		if (i < MW_LEN(known))
			continue;
		at = place(r, key);
		near = mw_str_nearest(key, known, MW_LEN(known));
		wrong(r, &at, mw_arena_printf(r->arena, "a request has no "
		    "field '%s'", key))->hint = near != NULL
		    ? mw_arena_printf(r->arena, "did you mean '%s'?", near)
		    : NULL;
	}
}

static void
read_item(struct reading *r, json_t *item)
{
	struct mw_kept k = { .span = r->span };
	json_t *expect = json_object_get(item, "expect");
	const char *error = "a request has at least 'to'";
	const struct mw_request *request = NULL;
	size_t before = r->list->errors.n;
	char *dump;

	r->number++;
	if (json_is_object(item)) {
		unknown_fields(r, item);
		dump = json_dumps(item, JSON_COMPACT);
		request = mw_request_parse(r->arena, mw_str_or_empty(dump),
		    strlen(mw_str_or_empty(dump)), &error);
		free(dump);
	}
	if (request == NULL) {
		if (before == r->list->errors.n)
			wrong(r, &r->span, error);
		return;
	}
	k.request = request;
	k.name = !mw_str_empty(request->id) ? request->id : mw_arena_printf(
	    r->arena, "request %zu", r->number);
	if (expect != NULL)
		read_expect(r, expect, &k);
	/* one with an error is left out: it would ask something else */
	if (before == r->list->errors.n)
		mw_vec_push(r->arena, r->list, k);
}

/* ---- files --------------------------------------------------------------- */

static void
read_lines(struct reading *r, const char *name, const char *text, size_t len)
{
	unsigned line = 0;

	for (size_t at = 0, end; at < len; at = end + 1) {
		const char *nl = memchr(text + at, '\n', len - at);
		json_error_t why;
		json_t *j;

		end = nl != NULL ? (size_t)(nl - text) : len;
		line++;
		r->span = (struct mw_span){ name, line, 1, line, 1 };
		if (strspn(text + at, " \t\r\n") >= end - at)
			continue;
		j = json_loadb(text + at, end - at, 0, &why);
		if (j == NULL)
			wrong(r, &r->span, mw_arena_printf(r->arena,
			    "not JSON: %s", why.text));
		else
			read_item(r, j);
		json_decref(j);
	}
}

static void
read_document(struct reading *r, const struct mw_document *d)
{
	if (!mw_node_is(d->root, MW_NODE_LIST)) {
		wrong(r, &d->span, "a file of requests is a list")->hint =
		    "begin each request with '- to: HOST'";
		return;
	}
	for (const struct mw_node *n = mw_node_first(d->root); n != NULL;
	     n = mw_node_next(n)) {
		json_t *j;

		r->item = n;
		r->span = mw_node_span(n);
		j = mw_node_is(n, MW_NODE_MAP) ? item_json(n) : json_null();
		read_item(r, j);
		json_decref(j);
	}
}

static void
read_yaml(struct reading *r, const char *name, const char *text, size_t len)
{
	const struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_diags diags;
	const struct mw_load *load;

	mw_diags_init(&diags, r->arena);
	load = mw_yaml_load_text(r->arena, name, text, len, &limits, &diags);
	for (size_t i = 0; i < diags.n; i++) {
		if (diags.v[i].severity == MW_ERROR)
			wrong(r, &diags.v[i].span, diags.v[i].text)->hint =
			    diags.v[i].hint;
	}
	if (mw_validator_read(r->arena, load, r->list))
		return;
	for (size_t i = 0; i < load->n_documents; i++)
		read_document(r, &load->documents[i]);
}

struct mw_kept_list *
mw_kept_read(struct mw_arena *arena, const char *name, const char *text,
    size_t len)
{
	struct mw_kept_list *list = MW_NEW(arena, struct mw_kept_list);
	struct reading r = { .arena = arena, .list = list };
	const char *copy = mw_arena_text(arena, text, len);

	name = mw_arena_strdup(arena, name);
	if (copy[strspn(copy, " \t\r\n")] == '{')
		read_lines(&r, name, copy, len);
	else
		read_yaml(&r, name, copy, len);
	return list;
}

bool
mw_kept_looks_so(const char *text, size_t len)
{
	const struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_diags diags;
	const struct mw_load *load;
	const struct mw_node *root;
	bool found, cases = false;

	mw_diags_init(&diags, arena);
	/* JSON lines are a flow mapping, and then something that is none */
	if (text[strspn(text, " \t\r\n")] == '{' && memchr(text, '\n', len) !=
	    NULL)
		len = (size_t)((const char *)memchr(text, '\n', len) - text);
	load = mw_yaml_load_text(arena, "", text, len, &limits, &diags);
	root = load->n_documents > 0 ? load->documents[0].root : NULL;
	for (size_t i = 0; i < load->n_documents; i++)
		cases = cases || mw_mesh_is_test_cases(
		    load->documents[i].root);
	found = cases || (mw_node_get(mw_node_is(root, MW_NODE_LIST)
	    ? mw_node_first(root) : root, "to") != NULL &&
	    mw_node_get(root, "kind") == NULL);
	mw_arena_free(arena);
	return found;
}

/* What it asks, without its name. */
static void
asks(const struct mw_request *r, struct mw_buf *out)
{
	struct mw_request copy = *r;

	copy.id = NULL;
	mw_request_print_json(&copy, out);
}

const struct mw_kept *
mw_kept_same(const struct mw_kept_list *l, const struct mw_request *r)
{
	const struct mw_kept *found = NULL;
	struct mw_buf want = { 0 }, has = { 0 };

	asks(r, &want);
	for (size_t i = 0; i < l->n && found == NULL; i++) {
		mw_buf_clear(&has);
		asks(l->v[i].request, &has);
		if (strcmp(mw_buf_text(&has), mw_buf_text(&want)) == 0)
			found = &l->v[i];
	}
	mw_buf_release(&want);
	mw_buf_release(&has);
	return found;
}
