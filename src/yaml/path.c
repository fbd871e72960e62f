/*
 * path.c - paths of nodes: reading "spec.http[0].match" and writing it.
 */
#include "yaml/tree.h"

#include <ctype.h>
#include <string.h>

/* The end of the key in [...] that begins at S; NULL when it has none. */
static const char *
bracket_end(const char *s)
{
	return strchr(s, ']');
}

/* The child that [S, S + LEN) names: a number in a list, a key in a map. */
static const struct mw_node *
child(const struct mw_node *n, const char *s, size_t len)
{
	if (mw_node_is(n, MW_NODE_LIST)) {
		size_t i = 0;

		if (len == 0)
			return NULL;
		for (size_t k = 0; k < len; k++) {
			if (s[k] < '0' || s[k] > '9' || i > UINT32_MAX)
				return NULL;
			i = i * 10 + (size_t)(s[k] - '0');
		}
		return mw_node_at(n, i);
	}
	if (!mw_node_is(n, MW_NODE_MAP))
		return NULL;
	for (n = mw_node_first(n); n != NULL; n = mw_node_next(n)) {
		const char *key = mw_node_key(n);

		if (strncmp(key, s, len) == 0 && key[len] == '\0')
			return n;
	}
	return NULL;
}

const struct mw_node *
mw_node_find(const struct mw_node *n, const char *path)
{
	while (n != NULL && *path != '\0') {
		const char *end;

		if (*path == '[') {
			end = bracket_end(++path);
			if (end == NULL)
				return NULL;
			n = child(n, path, (size_t)(end - path));
			path = end + 1;
		} else {
			end = path + strcspn(path, ".[");
			n = child(n, path, (size_t)(end - path));
			path = end;
		}
		if (*path == '.')
			path++;
	}
	return n;
}

static bool
is_word(const char *key)
{
	if (*key == '\0')
		return false;
	for (; *key != '\0'; key++)
		if (!isalnum((unsigned char)*key) && *key != '_' &&
		    *key != '-' && *key != '/')
			return false;
	return true;
}

static void
step(const struct mw_node *n, size_t i, struct mw_buf *out)
{
	const char *key = mw_node_key(n);

	if (key == NULL)
		mw_buf_printf(out, "[%zu]", i);
	else if (is_word(key))
		mw_buf_printf(out, "%s%s", out->len > 0 ? "." : "", key);
	else
		mw_buf_printf(out, "[%s]", key);
}

/*
 * Nesting is bounded by the loader, and so is this.  BY_PLACE follows only
 * those that hold the place of TARGET in the file, which is quick and right
 * unless an alias put the node elsewhere.
 */
static bool
search(const struct mw_node *n, const struct mw_node *target, bool by_place,
    struct mw_buf *out)
{
	size_t i = 0, len = out->len;

	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c), i++) {
		const struct mw_node *after = mw_node_next(c);

		if (c != target && (mw_node_first(c) == NULL || (by_place &&
		    (c->offset > target->offset ||
		    (after != NULL && after->offset <= target->offset)))))
			continue;
		step(c, i, out);
		if (c == target || search(c, target, by_place, out))
			return true;
		out->len = len;
		out->data[len] = '\0';
	}
	return false;
}

bool
mw_node_path(const struct mw_node *root, const struct mw_node *target,
    struct mw_buf *out)
{
	struct mw_buf path = { 0 };
	bool found;

	if (root == NULL || target == NULL)
		return false;
	found = root == target || search(root, target, true, &path) ||
	    search(root, target, false, &path);
	if (found)
		mw_buf_add(out, path.data, path.len);
	mw_buf_release(&path);
	return found;
}
