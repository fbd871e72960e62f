/*
 * test-keep.c - the history as text, and files replaced in one step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "view/history.h"

static void
add(struct mw_buf *text, enum mw_history_kind kind, const char *key,
    const char *extra)
{
	struct mw_buf line = { 0 }, out = { 0 };

	mw_history_line(&line, kind, key, extra);
	mw_history_add(mw_buf_text(text), text->len, mw_buf_text(&line), &out);
	mw_buf_release(&line);
	mw_buf_release(text);
	*text = out;
}

static void
test_no_entry_twice(void **state)
{
	struct mw_buf b = { 0 };

	(void)state;
	add(&b, MW_HISTORY_SEARCH, "a", NULL);
	add(&b, MW_HISTORY_FILTER, "a", NULL);
	add(&b, MW_HISTORY_REQUEST, "{\"to\":\"x\"}", "DENIED GET x");
	add(&b, MW_HISTORY_SEARCH, "b", NULL);
	add(&b, MW_HISTORY_SEARCH, "a", NULL);
	add(&b, MW_HISTORY_REQUEST, "{\"to\":\"x\"}", "ALLOWED GET x");
	assert_string_equal(mw_buf_text(&b), "filter\ta\nsearch\tb\n"
	    "search\ta\nrequest\t{\"to\":\"x\"}\tALLOWED GET x\n");
	/* a line stays one whatever is in it */
	add(&b, MW_HISTORY_PALETTE, "x\ty\nsearch\tz", NULL);
	assert_non_null(strstr(mw_buf_text(&b), "palette\tx y search z\n"));
	mw_buf_release(&b);
}

struct seen {
	size_t n[MW_HISTORY_KINDS];
	char first[16], last[16];
};

static void
see(void *ctx, enum mw_history_kind kind, const char *key, const char *extra)
{
	struct seen *s = ctx;

	(void)extra;
	if (kind == MW_HISTORY_SEARCH && s->n[kind] == 0)
		snprintf(s->first, sizeof(s->first), "%s", key);
	if (kind == MW_HISTORY_SEARCH)
		snprintf(s->last, sizeof(s->last), "%s", key);
	s->n[kind]++;
}

static void
test_so_many_of_each(void **state)
{
	struct mw_buf b = { 0 }, out = { 0 };
	struct seen s = { 0 };

	(void)state;
	mw_history_line(&b, MW_HISTORY_PALETTE, "kept", NULL);
	for (int i = 0; i < 600; i++) {
		char key[16];

		snprintf(key, sizeof(key), "%d", i);
		mw_history_line(&b, MW_HISTORY_SEARCH, key, NULL);
	}
	mw_history_add(mw_buf_text(&b), b.len, "search\tnew\n", &out);
	mw_history_each(mw_buf_text(&out), out.len, see, &s);
	assert_int_equal(s.n[MW_HISTORY_SEARCH], MW_HISTORY_ENTRIES);
	assert_int_equal(s.n[MW_HISTORY_PALETTE], 1);
	assert_string_equal(s.first, "101");
	assert_string_equal(s.last, "new");
	mw_buf_release(&b);
	mw_buf_release(&out);
}

static void
test_any_bytes(void **state)
{
	static const char text[] = "search\n\t\n\0\xff\nnothing\tx\nsearch\t\n"
	    "search\tgood\trest\tmore\nfilter\tlast";
	struct seen s = { 0 };
	struct mw_buf out = { 0 };

	(void)state;
	mw_history_each(text, sizeof(text) - 1, see, &s);
	assert_int_equal(s.n[MW_HISTORY_SEARCH], 1);
	assert_int_equal(s.n[MW_HISTORY_FILTER], 1);
	assert_string_equal(s.last, "good");
	mw_history_add(text, sizeof(text) - 1, "no line", &out);
	assert_string_equal(mw_buf_text(&out), "search\tgood\trest more\n"
	    "filter\tlast\n");
	mw_buf_release(&out);
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void
test_replaces(void **state)
{
	char dir[] = "/tmp/mw-keep-XXXXXX", way[80], file[96], link[96];
	struct mw_buf b = { 0 };

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(way, sizeof(way), "%s/a", dir);
	snprintf(file, sizeof(file), "%s/b/file", way);
	snprintf(link, sizeof(link), "%s/link", dir);
	assert_false(mw_file_replace(file, "x", 1, 0600));
	assert_true(mw_file_make_way(file));
	assert_true(mw_file_make_way(file));	/* again is fine */
	assert_int_equal(mode_of(way), 0700);
	assert_true(mw_file_replace(file, "one", 3, 0600));
	assert_int_equal(mode_of(file), 0600);
	assert_int_equal(chmod(file, 0640), 0);
	assert_int_equal(symlink(file, link), 0);
	assert_true(mw_file_replace(link, "two\n", 4, 0600));
	assert_int_equal(mode_of(file), 0640);
	assert_true(mw_file_read(file, 100, &b));
	assert_string_equal(mw_buf_text(&b), "two\n");
	assert_false(mw_file_read(file, 3, &b));	/* too large */
	assert_false(mw_file_read(dir, 100, &b));
	mw_buf_release(&b);
	unlink(link);
	unlink(file);
	snprintf(file, sizeof(file), "%s/b", way);
	assert_int_equal(rmdir(file), 0);	/* nothing is left beside */
	rmdir(way);
	rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_entry_twice),
		cmocka_unit_test(test_so_many_of_each),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_replaces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
