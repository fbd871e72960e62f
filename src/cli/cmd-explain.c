/*
 * cmd-explain.c - meshwalk explain: a code in words, with an example.
 */
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/explain.h"
#include "lint/code.h"
#include "lint/example.h"

enum {
	OPT_EXAMPLE = 256,
	OPT_REPAIRED,
	WIDTH = 78,
	INDENT = 4
};

static const struct mw_cli_option options[] = {
	{ OPT_EXAMPLE, "example", NULL, "print the example alone, for 'meshwalk lint -'" },
	{ OPT_REPAIRED, "repaired", NULL, "print the repaired example alone" },
};

static bool
take(struct mw_args *a, int id, const char *value)
{
	int *side = MW_NEW(a->arena, int);

	(void)value;
	*side = id;
	a->own = side;
	return true;
}

/* ---- text --------------------------------------------------------------- */

static void
wrap(const char *text, FILE *out)
{
	size_t column = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " \n");

		if (column > 0 && column + 1 + len > WIDTH) {
			fputc('\n', out);
			column = 0;
		}
		fprintf(out, "%*s", column > 0 ? 1 : INDENT, "");
		column += column > 0 ? 1 : INDENT;
		fwrite(text, 1, len, out);
		column += len;
		text += len;
		text += *text != '\0';
	}
	fputc('\n', out);
}

static void
heading(const char *text, bool color)
{
	printf("\n%s%s%s\n", mw_sgr(color, "\033[1m"), text,
	    mw_sgr(color, "\033[0m"));
}

static void
section(const char *name, const char *text, bool color)
{
	heading(name, color);
	wrap(text, stdout);
}

/* Certificates are longer than any line. */
static void
put_line(const char *mark, const char *text)
{
	size_t len = strlen(text), most = 100;

	if (len > most)
		printf("%s%.*s...\n", mark, (int)(most - 3), text);
	else
		printf(*text != '\0' ? "%s%s\n" : "%.3s\n", mark, text);
}

static void
print_example(const struct mw_example *e, bool color)
{
	heading(e->options != NULL ? "Example, with" : "Example", color);
	if (e->options != NULL)
		printf("    %s\n\n", e->options);
	for (size_t i = 0; i < e->n; i++)
		if (mw_example_has(&e->v[i], false))
			put_line(e->v[i].here ? "  > " : "    ", e->v[i].text);
	if (e->also != NULL || e->bytes)
		fputc('\n', stdout);
	if (e->also != NULL)
		printf("    It has %s as well.\n", e->also);
	if (e->bytes)
		puts("    \\xNN stands for one byte, NN in hexadecimal.");
}

static void
print_repair(const struct mw_example *e, bool color)
{
	bool gap = false;

	fputc('\n', stdout);
	for (size_t i = 0; i < e->n; i++) {
		const struct mw_example_line *l = &e->v[i];
		const char *hue = l->change == '-' ? "\033[31m"
		    : l->change == '+' ? "\033[32m" : "";

		if (!mw_example_near(e, i)) {
			gap = true;
			continue;
		}
		if (gap)
			puts("    ...");
		gap = false;
		fputs(mw_sgr(color, hue), stdout);
		put_line(l->change == '-' ? "  - " : l->change == '+' ? "  + "
		    : "    ", l->text);
		if (*hue != '\0')
			fputs(mw_sgr(color, "\033[0m"), stdout);
	}
}

static void
print_text(struct mw_args *a, const struct mw_code *c)
{
	const struct mw_example *e = mw_example(a->arena, c->code);
	bool color = mw_use_color(a, stdout);

	printf("%s%s%s  %s\n", mw_sgr(color, "\033[1m"), c->code,
	    mw_sgr(color, "\033[0m"), mw_severity_name(c->severity));
	section("What", c->title, color);
	section("Why it hurts", c->why, color);
	if (e != NULL)
		print_example(e, color);
	else
		section("Example", "None: meshwalk never gives it.", color);
	section("Repair", c->fix, color);
	if (e == NULL)
		return;
	print_repair(e, color);
	section("To silence", mw_code_silence(a->arena, c->code), color);
}

/* ---- the input alone ---------------------------------------------------- */

/* Some hold what a terminal should not see. */
static void
print_side(struct mw_args *a, const struct mw_code *c, bool repaired)
{
	const struct mw_example *e = mw_example(a->arena, c->code);
	struct mw_buf b = { 0 };

	if (e == NULL)
		return;
	mw_example_text(e, repaired, &b);
	if (e->bytes && isatty(STDOUT_FILENO)) {
		for (size_t i = 0; i < e->n; i++)
			if (mw_example_has(&e->v[i], repaired))
				puts(e->v[i].text);
	} else {
		fwrite(mw_buf_text(&b), 1, b.len, stdout);
	}
	mw_buf_release(&b);
}

/* ---- which codes -------------------------------------------------------- */

static int
unknown(const struct mw_args *a, const char *word)
{
	size_t n = mw_code_count();
	const char **codes = MW_NEW_ARRAY(a->arena, const char *, n);
	const char *near;

	for (size_t i = 0; i < n; i++)
		codes[i] = mw_code_at(i).code;
	near = mw_str_nearest(word, codes, n);
	if (near != NULL)
		return mw_usage_error(a, "no such code '%s': did you mean '%s'?",
		    word, near);
	return mw_usage_error(a, "no such code '%s'; 'meshwalk explain' lists "
	    "them all", word);
}

static void
print_row(const struct mw_code *c)
{
	printf("%-7s  %-7s  %s\n", c->code, mw_severity_name(c->severity),
	    c->title);
}

struct codes {
	struct mw_code *v;
	size_t n, cap;
};

/* Those that WORD names, which may be a pattern; false: none. */
static bool
choose(struct mw_args *a, const char *word, struct codes *all)
{
	size_t before = all->n;

	for (size_t i = 0; i < mw_code_count(); i++) {
		struct mw_code c = mw_code_at(i);

		if (mw_lint_is_code(word, c.code))
			mw_vec_push(a->arena, all, c);
	}
	return all->n > before;
}

/* A word that no code is may be how some begin. */
static bool
choose_prefix(struct mw_args *a, const char *word, struct codes *all)
{
	return strlen(word) > 1 &&
	    choose(a, mw_arena_printf(a->arena, "%s*", word), all);
}

static void
print(struct mw_args *a, const struct codes *all, bool rows)
{
	const int *side = a->own;

	if (strcmp(a->output, "json") == 0) {
		mw_explain_print_json(a->arena, all->v, all->n, stdout);
		return;
	}
	for (size_t i = 0; i < all->n; i++) {
		if (side != NULL) {
			print_side(a, &all->v[i], *side == OPT_REPAIRED);
		} else if (rows) {
			print_row(&all->v[i]);
		} else {
			if (i > 0)
				fputs("\n\n", stdout);
			print_text(a, &all->v[i]);
		}
	}
}

/* A pattern gives a list: the long words are for one at a time. */
static int
run(struct mw_args *a)
{
	struct codes all = { 0 };
	int worst = MW_EXIT_OK;
	bool rows = a->words.n == 0;

	if (!mw_args_output(a, "text|json"))
		return MW_EXIT_USAGE;
	if (a->own != NULL && a->words.n != 1)
		return mw_usage_error(a, "--example and --repaired want one "
		    "code");
	if (a->words.n == 0)
		choose(a, "*", &all);
	for (size_t i = 0; i < a->words.n; i++) {
		rows |= strpbrk(a->words.v[i], "*?") != NULL;
		if (choose(a, a->words.v[i], &all))
			continue;
		if (choose_prefix(a, a->words.v[i], &all))
			rows = true;
		else
			worst = unknown(a, a->words.v[i]);
	}
	if (worst == MW_EXIT_OK || all.n > 0)
		print(a, &all, rows);
	return worst;
}

const struct mw_command mw_cmd_explain = {
	.name = "explain",
	.usage = "[CODE...]",
	.summary = "Say what a code means, why it hurts and what to do; without CODE, list all",
	.help = "CODE may be the beginning of several, or a pattern, as "
	    "'MW07*': then they are listed.\nWhat --example prints has the code, and what --repaired "
	    "prints has not:\n'meshwalk explain --example MW0701 | meshwalk lint "
	    "-'.",
	.options = options,
	.n_options = MW_LEN(options),
	.option = take,
	.run = run,
};
