/*
 * load.c - the mesh that a command works on, and what loading had to say.
 */
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "whatif/requests.h"
#include "yaml/load.h"

bool
mw_use_color(const struct mw_args *a, FILE *out)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (a->color != MW_COLOR_AUTO)
		return a->color == MW_COLOR_ALWAYS;
	if (no != NULL && *no != '\0')
		return false;
	return isatty(fileno(out)) && term != NULL && strcmp(term, "dumb") != 0;
}

bool
mw_use_ascii(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

const char *
mw_sgr(bool c, const char *code)
{
	return c ? code : "";
}

void
mw_put_printable(const char *s, FILE *out)
{
	struct mw_buf b = { 0 };

	mw_utf8_printable(&b, s, strlen(s));
	fputs(mw_buf_text(&b), out);
	mw_buf_release(&b);
}

static const struct mw_source *
find_source(const struct mw_mesh *m, const char *file)
{
	for (size_t i = 0; m->load != NULL && i < m->load->n_sources; i++) {
		if (mw_str_eq(m->load->sources[i]->name, file))
			return m->load->sources[i];
	}
	return NULL;
}

/* The line, and a caret below the column. */
static void
print_source(const struct mw_mesh *m, const struct mw_message *d, FILE *out,
    bool color)
{
	const struct mw_source *s = find_source(m, d->span.file);
	struct mw_buf line = { 0 };
	const char *text;
	size_t len, column = 1, at = 0;

	if (s == NULL || !mw_source_line(s, d->span.line, &text, &len))
		return;
	fprintf(out, " %5u | ", d->span.line);
	while (at < len && column < d->span.column) {
		uint32_t cp;

		at += mw_utf8_decode(text + at, len - at, &cp);
		column++;
	}
	mw_utf8_printable(&line, text, at);
	column = mw_utf8_columns(mw_buf_text(&line), line.len);
	mw_utf8_printable(&line, text + at, len - at);
	fprintf(out, "%s\n       | %*s%s^%s\n", mw_buf_text(&line), (int)column,
	    "", mw_sgr(color, "\033[1;32m"), mw_sgr(color, "\033[0m"));
	mw_buf_release(&line);
}

void
mw_print_message(const struct mw_mesh *m, const struct mw_message *d,
    FILE *out, bool color)
{
	bool source = m != NULL && (isatty(fileno(out)) != 0 || color);
	static const char *const hue[] = { "\033[1;36m", "\033[1;33m",
		"\033[1;31m" };
	struct mw_buf b = { 0 };

	if (d->span.file != NULL)
		mw_utf8_printable(&b, d->span.file, strlen(d->span.file));
	if (d->span.line > 0)
		mw_buf_printf(&b, ":%u:%u", d->span.line, d->span.column);
	if (b.len > 0)
		mw_buf_adds(&b, ": ");
	fprintf(out, "%s%s%s%s: ", mw_buf_text(&b),
	    mw_sgr(color, hue[d->severity]), mw_severity_name(d->severity),
	    mw_sgr(color, "\033[0m"));
	mw_buf_clear(&b);
	mw_utf8_printable(&b, d->text, strlen(d->text));
	fprintf(out, "%s [%s]\n", mw_buf_text(&b), d->code);
	if (source)
		print_source(m, d, out, color);
	if (d->hint != NULL) {
		mw_buf_clear(&b);
		mw_utf8_printable(&b, d->hint, strlen(d->hint));
		fprintf(out, "%shint: %s\n", source ? "       = " : "  ",
		    mw_buf_text(&b));
	}
	mw_buf_release(&b);
}

void
mw_print_diags(const struct mw_mesh *m, FILE *out, bool color,
    enum mw_severity least)
{
	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];
		struct mw_message x = { mw_diag_info(d->id)->code, d->severity,
			d->span, d->text, d->hint };

		if (d->severity >= least)
			mw_print_message(m, &x, out, color);
	}
}

const struct mw_mesh *
mw_args_load_any(struct mw_args *a, int *exit_code)
{
	const char *here = ".";
	const struct mw_mesh *m;

	a->mesh.variants = a->variants.v;
	a->mesh.n_variants = a->variants.n;
	m = mw_mesh_load(a->paths.n > 0 ? a->paths.v : &here,
	    a->paths.n > 0 ? a->paths.n : 1, &a->mesh);
	if (!a->quiet)
		mw_print_diags(m, stderr, mw_use_color(a, stderr),
		    a->verbose > 0 ? MW_INFO : MW_ERROR);
	*exit_code = MW_EXIT_OK;
	if (m->all.n == 0) {	/* whatever it has to say matters now */
		if (a->quiet || mw_diags_count(&m->diags, MW_ERROR) == 0)
			mw_print_diags(m, stderr, mw_use_color(a, stderr),
			    mw_diags_count(&m->diags, MW_ERROR) > 0 ? MW_ERROR
								    : MW_INFO);
		if (m->diags.n == 0)
			fputs("meshwalk: there is no object in the input\n",
			    stderr);
		*exit_code = MW_EXIT_INPUT;
	}
	return m;
}

const struct mw_mesh *
mw_args_load(struct mw_args *a, int *exit_code)
{
	const struct mw_mesh *m = mw_args_load_any(a, exit_code);

	if (*exit_code == MW_EXIT_OK)
		return m;
	mw_mesh_free(m);
	return NULL;
}

void
mw_print_kept_error(const struct mw_kept_error *e)
{
	struct mw_buf b = { 0 };

	if (e->span.file != NULL)
		mw_utf8_printable(&b, e->span.file, strlen(e->span.file));
	if (e->span.line > 0)
		mw_buf_printf(&b, ":%u", e->span.line);
	if (e->span.column > 1)
		mw_buf_printf(&b, ":%u", e->span.column);
	mw_buf_adds(&b, ": error: ");
	mw_utf8_printable(&b, e->text, strlen(e->text));
	if (e->hint != NULL)
		mw_buf_adds(&b, "\n  hint: ");
	mw_utf8_printable(&b, mw_str_or_empty(e->hint), strlen(
	    mw_str_or_empty(e->hint)));
	fprintf(stderr, "%s\n", mw_buf_text(&b));
	mw_buf_release(&b);
}
