/*
 * words-gateway-api.c - rules of the Gateway API in a few words.
 */
#include <string.h>

#include "base/str.h"
#include "view/outline-build.h"
#include "yaml/node.h"

static const char *
text(const struct mw_node *n, const char *path)
{
	return mw_node_text(mw_node_find(n, path));
}

/* ---- matches ------------------------------------------------------------- */

static void
comma(struct mw_buf *b)
{
	mw_buf_adds(b, b->len > 0 ? ", " : "");
}

static void
pairs(const struct mw_node *list, const char *word, const char *sign,
    struct mw_buf *b)
{
	for (const struct mw_node *k = mw_node_first(list); k != NULL; k =
	     mw_node_next(k)) {
		comma(b);
		mw_buf_printf(b, "%s%s%s%s%s", word, mw_str_or_empty(text(k,
		    "name")), sign, mw_str_eq(text(k, "type"),
		    "RegularExpression") ? "regex " : "",
		    mw_str_or_empty(text(k, "value")));
	}
}

static void
method(const struct mw_node *m, struct mw_buf *b)
{
	const char *service = text(m, "service"), *name = text(m, "method");

	if (m == NULL)
		return;
	comma(b);
	if (mw_node_is(m, MW_NODE_MAP))
		mw_buf_printf(b, "method %s%s/%s", mw_str_eq(text(m, "type"),
		    "RegularExpression") ? "regex " : "", service != NULL ?
		    service : "*", name != NULL ? name : "*");
	else
		mw_buf_printf(b, "method %s", mw_str_or_empty(
		    mw_node_text(m)));
}

const char *
mw_row_match_words(struct mw_arena *a, const struct mw_node *m)
{
	const struct mw_node *path = mw_node_get(m, "path");
	const char *value = text(path, "value"), *type = text(path, "type");
	struct mw_buf b = { 0 };
	const char *out;

	if (value != NULL)
		mw_buf_printf(&b, "%s %s", mw_str_eq(type, "Exact") ? "exact" :
		    mw_str_eq(type, "RegularExpression") ? "regex" : "prefix",
		    value);
	method(mw_node_get(m, "method"), &b);
	pairs(mw_node_get(m, "headers"), "header ", ": ", &b);
	pairs(mw_node_get(m, "queryParams"), "query ", "=", &b);
	out = b.len > 0 ? mw_arena_text(a, mw_buf_text(&b), b.len) :
	    "everything";
	mw_buf_release(&b);
	return out;
}

/* ---- filters ------------------------------------------------------------- */

/* "rewrite prefix to /": what a filter does to the path. */
static void
path_words(const struct mw_node *n, struct mw_buf *b)
{
	const char *prefix = text(n, "path.replacePrefixMatch");
	const char *full = text(n, "path.replaceFullPath");

	if (prefix != NULL)
		mw_buf_printf(b, " prefix to %s", prefix);
	else if (full != NULL)
		mw_buf_printf(b, " path to %s", full);
}

static void
rewrite(const struct mw_node *n, struct mw_buf *b)
{
	const char *host = text(n, "hostname");

	mw_buf_adds(b, "rewrite");
	path_words(n, b);
	if (host != NULL)
		mw_buf_printf(b, "%s host to %s", mw_node_get(n, "path") !=
		    NULL ? "," : "", host);
}

static void
redirect(const struct mw_node *n, struct mw_buf *b)
{
	const char *code = text(n, "statusCode"), *scheme = text(n, "scheme");
	const char *host = text(n, "hostname"), *port = text(n, "port");

	mw_buf_printf(b, "redirect %s", code != NULL ? code : "302");
	if (scheme != NULL || host != NULL || port != NULL)
		mw_buf_printf(b, " to %s%s%s%s%s", mw_str_or_empty(scheme),
		    scheme != NULL && host != NULL ? "://" :
		    scheme != NULL && port != NULL ? " " : "",
		    mw_str_or_empty(host), port != NULL ? ":" : "",
		    mw_str_or_empty(port));
	if (mw_node_get(n, "path") != NULL)
		mw_buf_adds(b, ",");
	path_words(n, b);
}

/* "set a, add b, remove c" */
static void
headers(const struct mw_node *n, const char *whose, struct mw_buf *b)
{
	static const char *const keys[] = { "set", "add", "remove" };
	const char *before = ": ";

	mw_buf_printf(b, "%s headers", whose);
	for (size_t i = 0; i < MW_LEN(keys); i++) {
		for (const struct mw_node *k = mw_node_first(mw_node_get(n,
		     keys[i])); k != NULL; k = mw_node_next(k)) {
			const char *name = mw_node_text(k);

			if (name == NULL)
				name = text(k, "name");
			mw_buf_printf(b, "%s%s %s", before, keys[i],
			    mw_str_or_empty(name));
			before = ", ";
		}
	}
}

static void
filter(const struct mw_node *n, struct mw_buf *b)
{
	const struct mw_node *x;

	if ((x = mw_node_get(n, "urlRewrite")) != NULL)
		rewrite(x, b);
	else if ((x = mw_node_get(n, "requestRedirect")) != NULL)
		redirect(x, b);
	else if ((x = mw_node_get(n, "requestHeaderModifier")) != NULL)
		headers(x, "request", b);
	else if ((x = mw_node_get(n, "responseHeaderModifier")) != NULL)
		headers(x, "response", b);
	else
		mw_buf_adds(b, mw_str_or_empty(text(n, "type")));
}

const char *
mw_row_rule_words(struct mw_arena *a, const struct mw_node *rule)
{
	const char *request = text(rule, "timeouts.request");
	const char *backend = text(rule, "timeouts.backendRequest");
	struct mw_buf b = { 0 };
	const char *out;

	for (const struct mw_node *f = mw_node_first(mw_node_get(rule,
	     "filters")); f != NULL; f = mw_node_next(f)) {
		if (mw_node_find(f, "requestMirror.backendRef") != NULL)
			continue;
		mw_buf_adds(&b, b.len > 0 ? "; " : "");
		filter(f, &b);
	}
	if (request != NULL || backend != NULL)
		mw_buf_printf(&b, "%stimeout %s", b.len > 0 ? "; " : "",
		    request != NULL ? request : backend);
	out = mw_arena_strdup(a, mw_buf_text(&b));
	mw_buf_release(&b);
	return out;
}
