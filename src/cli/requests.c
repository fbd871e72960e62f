/*
 * requests.c - files of requests on the command line: found and read.
 */
#include "cli/requests.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/str.h"

/* A file of requests among the paths, whatever it is called. */
static bool
is_requests(struct mw_args *a, const char *path)
{
	struct mw_buf text = { 0 };
	struct stat st;
	bool found;

	if (strcmp(path, "-") == 0 || stat(path, &st) != 0 ||
	    !S_ISREG(st.st_mode) || !mw_file_read(path,
	    a->mesh.limits.file_bytes, &text)) {
		mw_buf_release(&text);
		return false;
	}
	found = mw_kept_looks_so(mw_buf_text(&text), text.len);
	mw_buf_release(&text);
	return found;
}

void
mw_args_sort_requests(struct mw_args *a, struct mw_texts *files)
{
	for (size_t i = 0; i < a->words.n; i++) {
		const char *word = a->words.v[i];

		if (is_requests(a, word))
			mw_vec_push(a->arena, files, word);
		else
			mw_vec_push(a->arena, &a->paths, word);
	}
	if (a->paths.n > 0 || a->words.n == 0)
		return;
	for (size_t i = 0; i < a->words.n; i++) {
		const char *slash = strrchr(a->words.v[i], '/');

		mw_vec_push(a->arena, &a->paths, slash == NULL ? "."
		    : mw_arena_text(a->arena, a->words.v[i], slash >
		    a->words.v[i] ? (size_t)(slash - a->words.v[i]) : 1));
	}
}

void
mw_args_saved_requests(struct mw_args *a, const struct mw_mesh *m,
    struct mw_texts *files)
{
	const char *last = NULL;

	if (files->n > 0)
		return;
	for (size_t i = 0; i < m->load->n_requests; i++)
		mw_vec_push(a->arena, files, m->load->requests[i]);
	for (size_t i = 0; i < m->load->n_documents; i++) {
		const struct mw_document *d = &m->load->documents[i];

		if (d->source->path == NULL || mw_str_eq(last,
		    d->source->path) || !mw_mesh_is_test_cases(d->root))
			continue;
		last = d->source->path;
		mw_vec_push(a->arena, files, last);
	}
}

void
mw_args_add_error(struct mw_args *a, const struct mw_span *at,
    const char *text, struct mw_texts *errors)
{
	if (at->file != NULL)
		text = at->line == 0 ? mw_arena_printf(a->arena, "%s: %s",
		    at->file, text) : mw_arena_printf(a->arena, "%s:%u: %s",
		    at->file, at->line, text);
	mw_vec_push(a->arena, errors, text);
}

void
mw_args_load_errors(struct mw_args *a, const struct mw_mesh *m,
    struct mw_texts *errors)
{
	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];

		if (d->severity == MW_ERROR)
			mw_args_add_error(a, &d->span, d->text, errors);
	}
	if (errors->n == 0)
		mw_args_add_error(a, &(struct mw_span){ 0 }, "there is no "
		    "object in the input", errors);
}

const struct mw_kept_list *
mw_args_read_requests(struct mw_args *a, const char *name,
    struct mw_texts *errors)
{
	struct mw_buf text = { 0 };
	const struct mw_kept_list *l = NULL;
	const char *why;

	if (mw_file_read(name, a->mesh.limits.file_bytes, &text)) {
		l = mw_kept_read(a->arena, name, mw_buf_text(&text),
		    text.len);
	} else {
		why = mw_arena_printf(a->arena, "%s: %s", name,
		    strerror(errno));
		fprintf(stderr, "meshwalk: %s\n", why);
		mw_vec_push(a->arena, errors, why);
	}
	mw_buf_release(&text);
	for (size_t i = 0; l != NULL && i < l->errors.n; i++) {
		mw_print_kept_error(&l->errors.v[i]);
		mw_args_add_error(a, &l->errors.v[i].span,
		    l->errors.v[i].text, errors);
	}
	return l;
}
