/*
 * test-envoy-path.c - paths as Envoy normalises them (R170, R171, S161).
 *
 * A NULL stands for "400"; "=" for what the column before it has.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"
#include "envoy/envoy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *path, *none, *base, *merge, *decode;
};

static const struct row rows[] = {
	/* R171 */
	{ "/a/../b", "/a/../b", "/b", "=", "=" },
	{ "/a//b", "/a//b", "/a//b", "/a/b", "=" },
	{ "/a%2fb", "/a%2fb", "=", "=", "/a/b" },
	{ "/%61dmin", "/%61dmin", "/admin", "=", "=" },
	{ "/a#x?y=1", "/a", "=", "=", "=" },
	{ "/a\\b", "/a\\b", "/a/b", "=", "=" },
	{ "/a%5cb", "/a%5cb", "=", "=", "/a/b" },
	{ "/a/..%2fb", "/a/..%2fb", "=", "=", "/b" },
	{ "/..//b", "/..//b", "//b", "/b", "=" },
	{ "/a///", "/a///", "=", "/a/", "=" },
	{ "/%7euser", "/%7euser", "/~user", "=", "=" },
	{ "/%00", "/%00", NULL, NULL, NULL },
	/* S161 */
	{ "/app/../admin", "/app/../admin", "/admin", "=", "=" },
	{ "/app//", "/app//", "=", "/app/", "=" },
	{ "/app%2f/", "/app%2f/", "=", "=", "/app/" },
	{ "/app\\admin", "/app\\admin", "/app/admin", "=", "=" },
	{ "/app/%2E./admin", "/app/%2E./admin", "/admin", "=", "=" },
	{ "/xyz%30..//abc", "/xyz%30..//abc", "/xyz0..//abc", "/xyz0../abc",
	  "=" },
	{ "/app//../admin", "/app//../admin", "/app/admin", "=", "=" },
	{ "/app#foo", "/app", "=", "=", "=" },
	{ "/%252e%252e/admin", "/%252e%252e/admin", "=", "=", "=" },
	{ "/Admin", "/Admin", "=", "=", "=" },
	{ "/admin;a=b", "/admin;a=b", "=", "=", "=" },
	{ "/admin%00", "/admin%00", NULL, NULL, NULL },
	{ "//admin", "//admin", "=", "/admin", "=" },
	{ "/app/..%2fadmin", "/app/..%2fadmin", "=", "=", "/admin" },
	{ "/a%7Eb", "/a%7Eb", "/a~b", "=", "=" },
	{ "/a%20b", "/a%20b", "=", "=", "=" },
	{ "/a%c3%a9", "/a%c3%a9", "=", "=", "=" },
	{ "/app?x=/../y", "/app?x=/../y", "=", "=", "=" },
	{ "/../admin", "/../admin", "/admin", "=", "=" },
	{ "/%2e%2e/admin", "/%2e%2e/admin", "/admin", "=", "=" },
	/* once only; hex digits keep their case */
	{ "/%25%32%66", "/%25%32%66", "/%252f", "=", "=" },
	{ "/x/%2e%2e/b", "/x/%2e%2e/b", "/b", "=", "=" },
	{ "/a/b/..", "/a/b/..", "/a/", "=", "=" },
	{ "/../..", "/../..", "/", "=", "=" },
	{ "/a/.", "/a/.", "/a/", "=", "=" },
	{ "/a/%2e%2e", "/a/%2e%2e", "/", "=", "=" },
	/* parameters of dot segments */
	{ "/a/..;x/b", "/a/..;x/b", "/b", "=", "=" },
	{ "/.;x/b", "/.;x/b", "/b", "=", "=" },
	{ "/a/%2e%2e;q/b", "/a/%2e%2e;q/b", "/a/..;q/b", "=", "=" },
	{ "/a/.%2e;x/b", "/a/.%2e;x/b", "/a/..;x/b", "=", "=" },
	{ "/a/...;x/b", "/a/...;x/b", "=", "=", "=" },
	{ "/a\\..;x\\b", "/a\\..;x\\b", "/a/..;x/b", "=", "=" },
	{ "/a/..;%2fb", "/a/..;%2fb", "/", "=", "/b" },
	{ "/a/..;", "/a/..;", "/", "=", "=" },
	{ "/x;/..;y/z", "/x;/..;y/z", "/z", "=", "=" },
	{ "/;x/b", "/;x/b", "=", "=", "=" },
	{ "/a;x/../b", "/a;x/../b", "/b", "=", "=" },
	/* characters that are escaped */
	{ "/a\"b", "/a\"b", "/a%22b", "=", "=" },
	{ "/a<b>c", "/a<b>c", "/a%3Cb%3Ec", "=", "=" },
	{ "/a^b`c", "/a^b`c", "/a%5Eb%60c", "=", "=" },
	{ "/a{|}b", "/a{|}b", "/a%7B%7C%7Db", "=", "=" },
	{ "/a[b]'c", "/a[b]'c", "=", "=", "=" },
	{ "/a%01%7f", "/a%01%7f", "=", "=", "=" },
	/* a bare percent sign, and what decoding might make of it */
	{ "/a%", "/a%", "=", "=", "=" },
	{ "/a%2", "/a%2", "=", "=", "=" },
	{ "/a%zz", "/a%zz", "=", "=", "=" },
	{ "/%%35%63x", "/%%35%63x", "/%255cx", "=", "=" },
	{ "/%%35%35", "/%%35%35", "/%2555", "=", "=" },
	{ "/%2%35f", "/%2%35f", "/%2525f", "=", "=" },
	{ "/%5%63%5c", "/%5%63%5c", "/%255c%5c", "=", "/%255c/" },
	/* nothing but slashes */
	{ "/", "/", "=", "=", "=" },
	{ "//", "//", "=", "=", "=" },
	{ "///", "///", "=", "//", "=" },
	/* the query is left alone */
	{ "/a/..?x", "/a/..?x", "/?x", "=", "=" },
	{ "/a?//b/../c", "/a?//b/../c", "=", "=", "=" },
	{ "/a?x#y", "/a?x", "=", "=", "=" },
	{ "/a%2f..%2fb", "/a%2f..%2fb", "=", "=", "/b" },
	{ "/x%5C..%2fb", "/x%5C..%2fb", "=", "=", "/b" },
	{ "/a//..//b", "/a//..//b", "/a//b", "/a/b", "=" },
};

static void
check(struct mw_arena *arena, const char *path, enum mw_normalization mode,
    const char *want)
{
	const char *got = NULL;

	if (!mw_path_normalize(arena, path, mode, &got))
		got = NULL;
	if (!mw_str_eq(got, want))
		fail_msg("'%s' in mode %d gives '%s', not '%s'", path,
		    (int)mode, got != NULL ? got : "(400)",
		    want != NULL ? want : "(400)");
}

static void
test_normalize(void **state)
{
	struct mw_arena *arena = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(rows); i++) {
		const char *want[4] = { rows[i].none, rows[i].base,
			rows[i].merge, rows[i].decode };

		for (size_t j = 0; j < MW_LEN(want); j++) {
			if (want[j] != NULL && strcmp(want[j], "=") == 0)
				want[j] = want[j - 1];
			check(arena, rows[i].path,
			    (enum mw_normalization)((int)MW_NORMALIZE_NONE +
			    (int)j), want[j]);
		}
	}
	mw_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normalize),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
