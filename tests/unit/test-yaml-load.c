/*
 * test-yaml-load.c - what is wrong, what is too much, and where it comes from.
 */
#include "yaml-case.h"

#include "base/attr.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- errors ------------------------------------------------------------- */

/* Loads TEXT; the first finding is ID at LINE:COLUMN; KEPT documents stay. */
static void
expect_diag(const char *text, enum mw_diag_code id, unsigned line,
    unsigned column, size_t kept)
{
	struct mw_load *l = load(text);

	if (diags.n == 0)
		fail_msg("nothing found in: %s", text);
	if (diags.v[0].id != id || diags.v[0].span.line != line ||
	    diags.v[0].span.column != column || l->n_documents != kept)
		fail_msg("%s\n%u:%u: %s [%s], %zu kept", text,
		    diags.v[0].span.line, diags.v[0].span.column,
		    diags.v[0].text, mw_diag_info(diags.v[0].id)->code,
		    l->n_documents);
	assert_string_equal(diags.v[0].span.file, "t.yaml");
}

static void
test_errors(void **state)
{
	(void)state;
	expect_diag("a: b: c\n", MW_DIAG_YAML_SYNTAX, 1, 5, 0);
	expect_diag("a:\n\tb: c\n", MW_DIAG_YAML_SYNTAX, 2, 1, 0);
	assert_string_equal(diags.v[0].text, "a tab in the indentation");
	expect_diag("a: @x\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: `x\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: %x\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: \"\\/\"\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: \"\\q\"\n", MW_DIAG_YAML_SYNTAX, 1, 5, 0);
	expect_diag("%YAML 1.2\n---\na: 1\n---\nb: 1\n", MW_DIAG_YAML_SYNTAX,
	    1, 1, 1);
	expect_diag("a: 1\na: 2\n", MW_DIAG_DUPLICATE_KEY, 2, 1, 1);
	expect_diag("a: *x\n", MW_DIAG_UNKNOWN_ANCHOR, 1, 4, 0);
	expect_diag("a: &x 1\n---\nb: *x\n", MW_DIAG_UNKNOWN_ANCHOR, 3, 4, 1);
	expect_diag("a: &x {b: *x }\n", MW_DIAG_ALIAS_LOOP, 1, 11, 0);
	expect_diag("? [a]\n: 1\n", MW_DIAG_BAD_KEY, 1, 3, 0);
	expect_diag("~: 1\n", MW_DIAG_BAD_KEY, 1, 1, 0);
	expect_diag("{a: {[b]: c}}\n", MW_DIAG_BAD_KEY, 1, 6, 0);
	expect_diag("18446744073709551615: 1\n", MW_DIAG_BAD_KEY, 1, 1, 0);
	expect_diag("\"a\\0\": 1\n", MW_DIAG_BAD_KEY, 1, 1, 0);
	expect_diag("a: .inf\n", MW_DIAG_NOT_FINITE, 1, 4, 0);
}

static void
test_recovery(void **state)
{
	(void)state;
	expect_diag("a: [1\n---\nb: 2\n", MW_DIAG_YAML_SYNTAX, 2, 1, 1);
	expect_diag("a: 'x\n---\nb: 2\n", MW_DIAG_YAML_SYNTAX, 2, 1, 1);
	expect_diag("a: 1\n b: 2\n--- \nc: 3\n", MW_DIAG_YAML_SYNTAX, 2, 3, 1);
	expect_diag("--- @\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 1, 5, 1);
	expect_diag("---\n---\n@\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 3, 1, 1);
	expect_diag("a: 1\n---\n}\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 3, 1, 2);
	expect_diag("%FOO\n---\nb: 1\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 1, 5,
	    2);
	expect_diag("a: 1\n...\nb: 2\n---\nc: 3\n", MW_DIAG_DROPPED_TEXT, 3, 1,
	    2);
	expect_diag("a: [1\n----\n---x\n ---\n---\nc: 3\n",
	    MW_DIAG_YAML_SYNTAX, 5, 1, 1);
	expect_diag("a: \xff\n---\nb: 2\n", MW_DIAG_ENCODING, 1, 4, 1);
	expect_diag("a: 1\n---\nb: x\x1b[31m\n---\nc: 3\n",
	    MW_DIAG_CONTROL_CHARACTER, 3, 5, 2);
	expect_diag("a: 1\nb: \xef\xbb\xbf\n---\nc: 3\n",
	    MW_DIAG_CONTROL_CHARACTER, 2, 4, 1);
	/* Every document broken in its own way, and one that is not. */
	load("a: [\n---\nb: *x\n---\nc: \x01\n---\nd: .inf\n---\ne: 1\n---\n"
	    "f: 'x\n");
	assert_int_equal(diags.n, 5);
	assert_int_equal(diags.v[4].span.line, 12);
}

static void
test_templates(void **state)
{
	(void)state;
	expect_diag("a: {{ .Values.x }}\n---\nb: 1\n", MW_DIAG_TEMPLATE, 1, 4,
	    1);
	expect_diag("a: 1\n{{- if .x }}\nb: 2\n{{- end }}\n---\nb: 1\n",
	    MW_DIAG_TEMPLATE, 2, 1, 1);
	expect_diag("name: {{ .Release.Name }}-web\nx: y\n", MW_DIAG_TEMPLATE,
	    1, 7, 0);
	assert_int_equal(diags.n, 1);
	expect("a: \"{{ x }}\"\n", "{a: \"{{ x }}\"}");
	assert_int_equal(diags.n, 0);
}

static void
test_duplicates(void **state)
{
	struct mw_buf text = { 0 };

	(void)state;
	expect("a: 1\nb: 2\na: 3\n", "{b: 2, a: 3}");
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.v[0].text, "duplicate key 'a'");
	assert_int_equal(diags.v[0].span.line, 3);
	expect("a: 1\na: 2\na: 3\n", "{a: 3}");
	assert_int_equal(diags.n, 2);
	expect("{1: a, \"1\": b, yes: c, on: d}\n", "{1: \"b\", true: \"d\"}");
	assert_int_equal(diags.n, 2);
	/* Many keys go another way than few. */
	for (int i = 0; i < 300; i++)
		mw_buf_printf(&text, "k%d: %d\n", i % 299, i);
	load_bytes(text.data, text.len);
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.v[0].text, "duplicate key 'k0'");
	mw_buf_release(&text);
}

static void
test_binary(void **state)
{
	struct mw_load *l = load_bytes("\x7f" "ELF\0\0", 6);

	(void)state;
	assert_true(l->unreadable);
	assert_int_equal(diags.v[0].id, MW_DIAG_BINARY);
	assert_int_equal(l->n_documents, 0);
}

/* ---- limits ------------------------------------------------------------- */

static void
test_depth(void **state)
{
	struct mw_buf text = { 0 };
	const char *opens[] = { "[", "{a: ", "- " };

	(void)state;
	for (size_t k = 0; k < MW_LEN(opens); k++) {
		mw_buf_clear(&text);
		for (int i = 0; i < 100000; i++)
			mw_buf_adds(&text, opens[k]);
		mw_buf_adds(&text, "\n---\nb: 1\n");
		assert_int_equal(load_bytes(text.data, text.len)->n_documents,
		    1);
		assert_int_equal(diags.n, 1);
		assert_true(diags.v[0].id == MW_DIAG_LIMIT ||
		    diags.v[0].id == MW_DIAG_YAML_SYNTAX);
	}
	limits.depth = 3;
	expect("[[[1]]]\n", "[[[1]]]");
	expect("[[[[1]]]]\n", "");
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	/* An alias may not go deeper either. */
	expect("a: &x [[1]]\nb: *x\n", "{a: [[1]], b: [[1]]}");
	expect("a: &x [[1]]\nb: [*x ]\n", "");
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	limits.depth = SIZE_MAX;
	mw_buf_clear(&text);
	for (int i = 0; i < 20000; i++)
		mw_buf_adds(&text, "[");
	load_bytes(text.data, text.len);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	mw_buf_release(&text);
}

static void
test_laughs(void **state)
{
	(void)state;
	assert_int_equal(load(
	    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	    "b: &b [*a , *a , *a , *a , *a , *a , *a , *a , *a , *a ]\n"
	    "c: &c [*b , *b , *b , *b , *b , *b , *b , *b , *b , *b ]\n"
	    "d: &d [*c , *c , *c , *c , *c , *c , *c , *c , *c , *c ]\n"
	    "e: &e [*d , *d , *d , *d , *d , *d , *d , *d , *d , *d ]\n"
	    "---\nok: 1\n")->n_documents, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	assert_true(strstr(diags.v[0].hint, "--limit-aliases") != NULL);
	load("a: &a {a: 1, b: 2, c: 3}\nb: &b {<<: [*a , *a , *a ]}\n");
	assert_int_equal(diags.n, 0);
}

static void
test_sizes(void **state)
{
	(void)state;
	limits.document_bytes = 20;
	expect("a: 1\n---\nb: 0123456789012345678901234\n---\nc: 3\n",
	    "{a: 1}\n{c: 3}");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	limits.objects = 2;
	expect("a: 1\n---\nb: 1\n---\nc: 3\n", "{a: 1}\n{b: 1}");
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
}

/* No more findings than anybody reads, from one document and from all. */
static void
test_many_findings(void **state)
{
	struct mw_buf text = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		mw_buf_printf(&text, "k%d: *x\n", i);
	load_bytes(text.data, text.len);
	assert_in_range(diags.n, 1, 100);
	mw_buf_clear(&text);
	for (int i = 0; i < MW_LIMIT_DIAGS + 5; i++)
		mw_buf_adds(&text, "a: *x\n---\n");
	load_bytes(text.data, text.len);
	assert_int_equal(diags.n, MW_LIMIT_DIAGS);
	mw_buf_release(&text);
}

/* ---- files -------------------------------------------------------------- */

static char folder[64];

static const char *
write_file(const char *name, const char *text)
{
	static char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return path;
}

static int
make_folder(void **state)
{
	char path[256];

	setup(state);
	strncpy(folder, "/tmp/mw-test-XXXXXX", sizeof(folder) - 1);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/sub", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.git", folder);
	mkdir(path, 0700);
	return 0;
}

static int
remove_folder(void **state)
{
	char command[256];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
	return teardown(state);
}

static struct mw_load *
load_paths(const char *a, const char *b)
{
	const char *paths[] = { a, b };

	diags.n = 0;
	return mw_yaml_load(arena, paths, b != NULL ? 2 : 1, &limits, &diags,
	    NULL, NULL);
}

/* In steps; what is there so far is looked at after each. */
static struct mw_load *
load_in_steps(size_t *steps, size_t *grown)
{
	const char *paths[] = { folder };
	struct mw_yaml_steps *y;
	size_t before = 0;

	diags.n = 0;
	*steps = *grown = 0;
	y = mw_yaml_begin(arena, paths, 1, &limits, &diags);
	while (mw_yaml_step(y)) {
		struct mw_arena *a = mw_arena_new();
		struct mw_diags d;
		struct mw_load *l;

		mw_diags_init(&d, a);
		l = mw_yaml_so_far(y, a, &d);
		assert_true(l->n_documents >= before);
		for (size_t i = 0; i < l->n_documents; i++)
			assert_non_null(mw_node_first(l->documents[i].root));
		*grown += l->n_documents > before;
		before = l->n_documents;
		(*steps)++;
		mw_arena_free(a);
	}
	return mw_yaml_end(y);
}

static void
test_steps(void **state)
{
	struct mw_load *whole, *l;
	struct mw_buf b = { 0 };
	size_t n, steps, grown;

	(void)state;
	write_file("a.yaml", "a: 1\n---\na: [\n---\na: 3\n");
	for (int i = 0; i < 3000; i++)	/* one document, many events */
		mw_buf_printf(&b, "- {k%d: v}\n", i % 7);
	mw_buf_adds(&b, "---\nlast: 1\n");
	write_file("sub/b.yaml", mw_buf_text(&b));
	write_file("sub/c.yaml", "c: 1\n");
	whole = load_paths(folder, NULL);
	n = diags.n;
	l = load_in_steps(&steps, &grown);
	assert_int_equal(diags.n, n);
	assert_int_equal(l->n_documents, whole->n_documents);
	assert_int_equal(l->n_documents, 5);
	for (size_t i = 0; i < l->n_documents; i++) {
		const struct mw_document *x = &l->documents[i],
		    *y = &whole->documents[i];

		assert_string_equal(x->source->name, y->source->name);
		assert_int_equal(x->index, y->index);
		assert_int_equal(x->span.line, y->span.line);
		assert_int_equal(mw_node_count(x->root),
		    mw_node_count(y->root));
	}
	assert_in_range(steps, 10, 1000);
	assert_in_range(grown, 3, 5);
	mw_buf_release(&b);
}

static void
test_stopped_steps(void **state)
{
	const char *paths[] = { folder };
	struct mw_load_progress p;
	struct mw_yaml_steps *y;

	(void)state;
	write_file("a.yaml", "a: {b: 1}\n");
	write_file("b.yaml", "b: 1\n");
	for (size_t most = 0; most < 12; most++) {
		y = mw_yaml_begin(arena, paths, 1, &limits, &diags);
		for (size_t i = 0; i < most; i++)
			mw_yaml_step(y);
		mw_yaml_progress(y, &p);
		assert_true(p.files <= p.all_files && p.all_files <= 2);
		mw_yaml_drop(y);
	}
}

static void
test_stamps(void **state)
{
	struct mw_load *l;
	char path[256];

	(void)state;
	write_file("a.yaml", "a: 1\n");
	write_file("sub/b.yaml", "b: 1\n");
	l = load_paths(folder, NULL);
	assert_true(mw_load_is_current(l));
	/* what an editor leaves for a while is nobody's business */
	write_file("sub/.b.yaml.swp", "x\n");
	write_file(MW_REQUESTS_FILE, "requests: []\n");
	assert_true(mw_load_is_current(l));
	write_file("sub/c.yaml", "c: 1\n");
	assert_false(mw_load_is_current(l));
	l = load_paths(folder, NULL);
	assert_true(mw_load_is_current(l));
	write_file("a.yaml", "a: 123\n");
	assert_false(mw_load_is_current(l));
	l = load_paths(folder, NULL);
	snprintf(path, sizeof(path), "%s/a.yaml", folder);
	assert_int_equal(unlink(path), 0);
	assert_false(mw_load_is_current(l));
}

static const char *
base_name(const char *path)
{
	return path + strlen(folder) + 1;
}

static void
test_folder(void **state)
{
	struct mw_load *l;
	char link[256], file[256];

	(void)state;
	l = load_paths(folder, NULL);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_NO_INPUT);
	write_file("b.yml", "b: 1\n");
	write_file("a.yaml", "a: 1\n---\na: 2\n");
	write_file("sub/c.json", "{\"c\": 1}\n");
	write_file("notes.txt", "x: [\n");
	write_file(".hidden.yaml", "x: [\n");
	write_file(".git/x.yaml", "x: [\n");
	write_file("B.yaml", "B: 1\n");
	snprintf(link, sizeof(link), "%s/sub/loop", folder);
	assert_int_equal(symlink("..", link), 0);
	l = load_paths(folder, NULL);
	assert_int_equal(diags.n, 0);
	assert_int_equal(l->n_sources, 4);
	assert_string_equal(base_name(l->sources[0]->name), "B.yaml");
	assert_string_equal(base_name(l->sources[1]->name), "a.yaml");
	assert_string_equal(base_name(l->sources[2]->name), "b.yml");
	assert_string_equal(base_name(l->sources[3]->name), "sub/c.json");
	assert_int_equal(l->n_documents, 5);
	assert_int_equal(l->documents[2].index, 1);
	assert_int_equal(l->sources[3]->index, 3);
	/* A file that is named as well is read once, where it is first. */
	snprintf(file, sizeof(file), "%s/b.yml", folder);
	l = load_paths(file, folder);
	assert_int_equal(l->n_sources, 4);
	assert_string_equal(base_name(l->sources[0]->name), "b.yml");
	limits.files = 2;
	l = load_paths(folder, NULL);
	assert_int_equal(l->n_sources, 2);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
}

/* In a folder a pipe is left out; named itself it is read, as long as there
 * is somebody who writes. */
static void
test_named_pipes(void **state)
{
	static const char text[] = "a: 1\n---\nb: 2\n";
	struct mw_load *l;
	char path[256];
	pid_t pid;
	int status;

	(void)state;
	write_file("a.yaml", "a: 1\n");
	snprintf(path, sizeof(path), "%s/b.yaml", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	l = load_paths(folder, NULL);
	assert_int_equal(l->n_sources, 1);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_SKIPPED);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		FILE *f;

		usleep(200000);		/* not there at once */
		f = fopen(path, "w");
		_exit(f == NULL || fputs(text, f) < 0 || fclose(f) != 0);
	}
	l = load_paths(path, NULL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(diags.n, 0);
	assert_int_equal(l->n_documents, 2);
	assert_null(l->sources[0]->path);
	/* nobody */
	l = load_paths(path, NULL);
	assert_true(l->unreadable);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_UNREADABLE);
}

static void
test_files(void **state)
{
	struct mw_load *l;
	char path[256];

	(void)state;
	l = load_paths("/nonexistent/x.yaml", write_file("a", "a: 1\n"));
	assert_true(l->unreadable);
	assert_int_equal(diags.v[0].id, MW_DIAG_UNREADABLE);
	assert_string_equal(diags.v[0].span.file, "/nonexistent/x.yaml");
	assert_int_equal(l->n_documents, 1);
	l = load_paths(write_file("empty.yaml", "# nothing\n"), NULL);
	assert_int_equal(diags.v[0].id, MW_DIAG_NO_INPUT);
	l = load_paths(write_file("zero.yaml", ""), NULL);
	assert_int_equal(l->n_documents, 0);
	limits.file_bytes = 3;
	l = load_paths(write_file("big.yaml", "a: 12345\n"), NULL);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	assert_int_equal(l->n_sources, 0);
	limits.file_bytes = 1000;
	snprintf(path, sizeof(path), "%s/gone", folder);
	l = load_paths(path, NULL);
	assert_true(l->unreadable);
	/* A folder with only a link to nowhere. */
	snprintf(path, sizeof(path), "%s/sub/dead.yaml", folder);
	assert_int_equal(symlink("nowhere", path), 0);
	snprintf(path, sizeof(path), "%s/sub", folder);
	l = load_paths(path, NULL);
	assert_int_equal(diags.v[0].id, MW_DIAG_UNREADABLE);
}

static void
test_pipe(void **state)
{
	struct mw_load *l;
	char path[64], text[100001];
	int fds[2], saved;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "a: 1\n---\nb: 2\n", 14), 14);
	close(fds[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", fds[0]);
	l = load_paths(path, NULL);
	close(fds[0]);
	assert_int_equal(l->n_documents, 2);
	assert_null(l->sources[0]->path);
	/* Standard input, larger than one read. */
	memset(text, 'x', sizeof(text) - 1);
	memcpy(text, "a: ", 3);
	text[sizeof(text) - 1] = '\0';
	saved = dup(STDIN_FILENO);
	assert_non_null(freopen(write_file("in", text), "r", stdin));
	l = load_paths("-", NULL);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_int_equal(l->n_documents, 1);
	assert_string_equal(l->sources[0]->name, "-");
	assert_int_equal(mw_node_len(mw_node_get(l->documents[0].root, "a")),
	    100000 - 3);
}

/* ---- much --------------------------------------------------------------- */

struct seen {
	size_t calls, last, all;
};

static void
progress(void *ctx, size_t done, size_t all)
{
	struct seen *s = ctx;

	assert_true(done >= s->last && done <= all);
	s->calls++;
	s->last = done;
	s->all = all;
}

/* Enough for several threads: nothing may depend on who read what. */
static void
test_large(void **state)
{
	struct mw_buf text = { 0 };
	const char *path, *name = NULL;
	struct seen seen = { 0 };
	struct mw_load *l;
	size_t n = 20000;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		mw_buf_printf(&text, "%s---\nkind: K%zu\nmetadata:\n"
		    "  name: n%zu\n  unique%zu: \xc3\xa9\n  list: [a, b]\n",
		    i % 1000 == 999 ? "%YAML 1.1\n" : "", i % 7, i, i);
		/* Not every document is right. */
		if (i % 500 == 3)
			mw_buf_adds(&text, "broken: [\n");
		if (i % 1000 == 998)
			mw_buf_adds(&text, "...\n");
		mw_buf_adds(&text, "# padding padding padding padding padding "
		    "padding padding padding padding padding\n");
	}
	path = write_file("large.yaml", text.data);
	l = mw_yaml_load(arena, &path, 1, &limits, &diags, progress, &seen);
	assert_int_equal(diags.n, n / 500);
	assert_int_equal(l->n_documents, n - n / 500);
	assert_int_equal(l->bytes, text.len);
	assert_true(seen.calls >= 1);
	assert_int_equal(seen.last, text.len);
	for (size_t i = 0; i < l->n_documents; i++) {
		const struct mw_document *d = &l->documents[i];
		const struct mw_node *meta = mw_node_get(d->root, "metadata");
		char want[32];

		snprintf(want, sizeof(want), "n%zu", d->index);
		assert_string_equal(mw_node_text(mw_node_get(meta, "name")),
		    want);
		snprintf(want, sizeof(want), "unique%zu", d->index);
		assert_string_equal(mw_node_key(mw_node_at(meta, 1)), want);
		if (name == NULL)
			name = mw_node_key(meta);
		assert_ptr_equal(mw_node_key(meta), name);
		if (i > 0)
			assert_true(d[-1].index < d->index &&
			    d[-1].span.line < d->span.line);
	}
	for (size_t i = 0; i < diags.n; i++)
		assert_true(diags.v[i].span.line > 0);
	mw_buf_release(&text);
}

static void
test_embedded(void **state)
{
	const struct mw_node *outer = load("data:\n  mesh: |-\n    a: 1\n"
	    "    b:\n    - x\n    c: *no\n")->documents[0].root;
	const struct mw_node *text = mw_node_find(outer, "data.mesh"), *inner;
	struct mw_span base = mw_node_span(text);

	(void)state;
	base.line++;	/* the text begins below the '|' */
	inner = mw_yaml_embedded(arena, &base, 4, mw_node_text(text),
	    mw_node_len(text), &limits, &diags);
	assert_null(inner);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].span.line, 6);
	assert_int_equal(diags.v[0].span.column, 8);
	inner = mw_yaml_embedded(arena, &base, 4, "a: 1\nb:\n- x\n", 12,
	    &limits, &diags);
	expect_span(mw_node_span(mw_node_find(inner, "b[0]")), 5, 7, 5, 8);
	expect_span(mw_node_key_span(mw_node_find(inner, "b")), 4, 5, 4, 6);
	assert_null(mw_yaml_embedded(arena, &base, 4, "", 0, &limits, &diags));
	assert_int_equal(diags.n, 1);
}

#define FILE_CASE(name)                                                        \
	cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_errors),
		CASE(test_recovery),
		CASE(test_templates),
		CASE(test_duplicates),
		CASE(test_binary),
		CASE(test_depth),
		CASE(test_laughs),
		CASE(test_sizes),
		CASE(test_many_findings),
		CASE(test_embedded),
		FILE_CASE(test_folder),
		FILE_CASE(test_files),
		FILE_CASE(test_steps),
		FILE_CASE(test_stopped_steps),
		FILE_CASE(test_stamps),
		FILE_CASE(test_pipe),
		FILE_CASE(test_named_pipes),
		FILE_CASE(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
