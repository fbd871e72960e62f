/*
 * cmd-explain.c - meshwalk explain: a code in words.
 */
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"

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
explain(struct mw_args *a, const char *code)
{
	const struct mw_diag_info *d = mw_diag_find(code);
	const char *codes[MW_DIAG_COUNT];
	const char *near;

	if (d != NULL) {
		printf("%s  %s  %s\n\n", d->code,
		    mw_severity_name(d->severity), d->title);
		wrap(d->why, stdout);
		fputc('\n', stdout);
		wrap(d->fix, stdout);
		return MW_EXIT_OK;
	}
	for (int i = 0; i < MW_DIAG_COUNT; i++)
		codes[i] = mw_diag_info((enum mw_diag_code)i)->code;
	near = mw_str_nearest(code, codes, MW_DIAG_COUNT);
	if (near != NULL)
		return mw_usage_error(a, "no such code '%s': did you mean '%s'?",
		    code, near);
	return mw_usage_error(a, "no such code '%s'; 'meshwalk explain' lists "
	    "them all", code);
}

static int
run(struct mw_args *a)
{
	int worst = MW_EXIT_OK;

	if (a->words.n == 0) {
		for (int i = 0; i < MW_DIAG_COUNT; i++) {
			const struct mw_diag_info *d =
			    mw_diag_info((enum mw_diag_code)i);

			printf("%s  %-7s  %s\n", d->code,
			    mw_severity_name(d->severity), d->title);
		}
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
