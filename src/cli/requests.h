/*
 * requests.h - files of requests on the command line: found and read.
 */
#ifndef MW_CLI_REQUESTS_H
#define MW_CLI_REQUESTS_H

#include "cli/cli.h"
#include "whatif/requests.h"

struct mw_texts {
	const char **v;
	size_t n, cap;
};

/*
 * Operands that are files of requests go to FILES, the others are paths.  When
 * there are no others, the mesh is the folder in which the first stands.
 */
void mw_args_sort_requests(struct mw_args *a, struct mw_texts *files);
/* Without any file: those that loading found among the manifests. */
void mw_args_saved_requests(struct mw_args *a, const struct mw_mesh *m,
    struct mw_texts *files);
/*
 * What is in the file NAME ("-": standard input).  What is wrong is told on
 * standard error and added to ERRORS; NULL when it cannot be read at all.
 */
const struct mw_kept_list *mw_args_read_requests(struct mw_args *a,
    const char *name, struct mw_texts *errors);
/* "requests.yaml:3: a request has no field 'pth'" */
void mw_args_add_error(struct mw_args *a, const struct mw_span *at,
    const char *text, struct mw_texts *errors);
/* Why M, which has no object, has none. */
void mw_args_load_errors(struct mw_args *a, const struct mw_mesh *m,
    struct mw_texts *errors);

#endif
