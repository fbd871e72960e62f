/*
 * lint.h - findings on their way out: which ones, and in which form.
 */
#ifndef MW_CLI_LINT_H
#define MW_CLI_LINT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "cli/cli.h"
#include "lint/lint.h"

/* What became of a finding between two meshes. */
enum mw_lint_change {
	MW_LINT_PLAIN,		/* there was nothing to compare with */
	MW_LINT_INTRODUCED,
	MW_LINT_UNCHANGED,
	MW_LINT_FIXED		/* only the old mesh has it */
};
const char *mw_lint_change_name(enum mw_lint_change c);

struct mw_lint_item {
	const struct mw_finding *x;
	enum mw_lint_change change;
};

struct mw_lint_list {
	struct mw_lint_item *v;
	size_t n, cap;
};

struct mw_lint_globs {
	const char **v;
	size_t n, cap;
};

struct mw_lint_options {
	int fail_on;		/* a severity, or one past the last */
	enum mw_severity level;
	struct mw_lint_globs select, ignore, suppress;
	const char *baseline, *write_baseline, *diff;
	bool fix;
};

/* Fails the command: bad enough, and not just as it was. */
bool mw_lint_fails(const struct mw_lint_options *o,
    const struct mw_lint_item *item);
/* "VirtualService shop/web", or "" when it is about no object. */
const char *mw_lint_title(struct mw_arena *a, const struct mw_finding *x);

/* ---- lint-filter.c */

/* A comma list of codes, with '*' and '?', added to W; gives the first that
 * fits no code there is, or NULL. */
const char *mw_lint_add_codes(struct mw_arena *a, struct mw_lint_globs *w,
    const char *list);
/* PATTERN, without case, fits RULE; and a code of any origin. */
bool mw_lint_is_code(const char *pattern, const char *rule);
bool mw_lint_is_any_code(const char *pattern);
/* What --level, --select, --ignore and --suppress leave of F. */
struct mw_lint_list mw_lint_choose(struct mw_arena *a,
    const struct mw_findings *f, const struct mw_lint_options *o);

/* ---- lint-baseline.c: which findings are the same, wherever they stand */

struct mw_lint_keys;
struct mw_lint_keys *mw_lint_keys_new(struct mw_arena *a);
void mw_lint_keys_add(struct mw_lint_keys *k, const struct mw_finding *x);
/* One like X is in K: it is taken out. */
bool mw_lint_keys_take(struct mw_lint_keys *k, const struct mw_finding *x);
/* MW_EXIT_OK, or what went wrong (and was said). */
int mw_lint_read_baseline(const char *file, struct mw_lint_keys *k);
int mw_lint_write_baseline(const char *file, const struct mw_lint_list *l);

/* ---- writers: lint-json.c, lint-sarif.c, lint-junit.c */

json_t *mw_lint_json(const struct mw_lint_list *l);
void mw_lint_print_json(const struct mw_lint_list *l, FILE *out);
void mw_lint_print_github(const struct mw_lint_list *l, FILE *out);
/* CODE other than MW_EXIT_OK: input was missing, and the run says so. */
void mw_lint_print_sarif(const struct mw_lint_list *l, int code, FILE *out);
/* M says which files were read: one without findings is a test that passed. */
void mw_lint_print_junit(const struct mw_mesh *m,
    const struct mw_lint_options *o, const struct mw_lint_list *l, FILE *out);

/* ---- lint-fix.c, lint-patch.c */

/* Text that takes the place of bytes [from, to) of a source. */
struct mw_lint_edit {
	const struct mw_source *source;
	size_t from, to;
	const char *text;
};
struct mw_lint_edits {
	struct mw_lint_edit *v;
	size_t n, cap;
};

/* A patch for what can be mended without thinking; the number of edits. */
size_t mw_lint_print_fixes(struct mw_arena *a, const struct mw_mesh *m,
    const struct mw_mesh_options *options, const struct mw_lint_list *l,
    FILE *out);
/* S as it would be; edits are sorted, and those of S begin at E. */
char *mw_lint_patched(const struct mw_source *s,
    const struct mw_lint_edit *e, size_t n, size_t *len);
/* A unified diff of S and what E makes of it; no edit spans a line end. */
void mw_lint_print_patch(const struct mw_source *s,
    const struct mw_lint_edit *e, size_t n, FILE *out);

#endif
