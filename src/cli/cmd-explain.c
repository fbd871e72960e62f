/*
 * cmd-explain.c - meshwalk explain: a code in words.
 */
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/code.h"

static void
wrap(const char *text, FILE *out)
{
	size_t column = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " \n");

		if (column > 0 && column + 1 + len > 78) {
			fputc('\n', out);
			column = 0;
		}
		if (column > 0)
			column += (size_t)(fputc(' ', out) != EOF);
		fwrite(text, 1, len, out);
		column += len;
		text += len;
		text += *text != '\0';
	}
	fputc('\n', out);
}

static int
explain(struct mw_args *a, const char *word)
{
	size_t n = mw_code_count();
	const char **codes = MW_NEW_ARRAY(a->arena, const char *, n);
	const char *near;

	for (size_t i = 0; i < n; i++) {
		struct mw_code c = mw_code_at(i);

		codes[i] = c.code;
		if (!mw_str_case_eq(c.code, word))
			continue;
		printf("%s  %s  %s\n\n", c.code,
		    mw_severity_name(c.severity), c.title);
		wrap(c.why, stdout);
		fputc('\n', stdout);
		wrap(c.fix, stdout);
		return MW_EXIT_OK;
	}
	near = mw_str_nearest(word, codes, n);
	if (near != NULL)
		return mw_usage_error(a, "no such code '%s': did you mean '%s'?",
		    word, near);
	return mw_usage_error(a, "no such code '%s'; 'meshwalk explain' lists "
	    "them all", word);
}

static int
run(struct mw_args *a)
{
	int worst = MW_EXIT_OK;

	for (size_t i = 0; a->words.n == 0 && i < mw_code_count(); i++) {
		struct mw_code c = mw_code_at(i);

		printf("%-7s  %-7s  %s\n", c.code,
		    mw_severity_name(c.severity), c.title);
	}
	for (size_t i = 0; i < a->words.n; i++) {
		int code = explain(a, a->words.v[i]);

		if (i + 1 < a->words.n)
			fputc('\n', stdout);
		if (code > worst)
			worst = code;
	}
	return worst;
}

const struct mw_command mw_cmd_explain = {
	.name = "explain",
	.usage = "[CODE...]",
	.summary = "Say what a code means, why it hurts and what to do; without CODE, list all",
	.run = run,
};
