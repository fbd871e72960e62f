/*
 * load.h - bytes to documents.
 *
 * A load reads sources (files, folders, standard input, memory) in a fixed
 * order and cuts them into documents.  A broken document is reported and lost;
 * the others are kept.  `List` objects are not opened here.
 */
#ifndef MW_YAML_LOAD_H
#define MW_YAML_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "yaml/node.h"

struct mw_lines;

/* One input, kept for showing lines of it. */
struct mw_source {
	const char *name;	/* as the user gave it; "-" is standard input */
	const char *path;	/* to open again; NULL for stdin and memory */
	const char *text;	/* UTF-8, without BOM; NUL behind it */
	size_t len;
	size_t index;		/* its place in the order of reading */
	const struct mw_lines *lines;	/* for mw_source_line */
};

/*
 * A root may also be a list or a scalar: the loader does not judge that
 * (MW_DIAG_NOT_AN_OBJECT is for those who want objects).
 */
struct mw_document {
	const struct mw_source *source;
	const struct mw_node *root;	/* never NULL: empty ones are skipped */
	size_t index;			/* 0-based among all of its source, the
					 * broken ones too */
	struct mw_span span;		/* whole document */
};

/* Requests that belong to a mesh stand beside its manifests under this name;
 * no file of that name is read as a manifest. */
#define MW_REQUESTS_FILE "meshwalk-requests.yaml"

/* A file or folder as it was when it was read. */
struct mw_stamp {
	const char *path;
	uint64_t stat;		/* of its size, time and inode; 0: not there */
	uint64_t names;		/* of a folder: of what might be read in it */
};

struct mw_load {
	struct mw_source *const *sources;
	size_t n_sources;
	struct mw_document *documents;	/* sources in order, then file order */
	size_t n_documents;
	size_t bytes;			/* of all sources */
	bool unreadable;		/* some input could not be opened */
	const char **requests;		/* files of that name that were met */
	size_t n_requests;
	const struct mw_stamp *stamps;
	size_t n_stamps;
};

/*
 * Reads PATHS.  A folder is walked recursively, entries sorted by bytes,
 * files ending in .yaml .yml .json, hidden entries left out; "-" is
 * standard input.  Everything lives in ARENA (several threads may fill parts
 * of it inside).  What goes wrong is added to DIAGS.
 *
 * PROGRESS may be NULL; it is called now and then from the calling thread.
 */
struct mw_load *mw_yaml_load(struct mw_arena *arena, const char *const *paths,
    size_t n, const struct mw_limits *limits, struct mw_diags *diags,
    void (*progress)(void *ctx, size_t done, size_t all), void *ctx);

/*
 * The same in steps of a millisecond or so, on one thread: BEGIN, STEP until
 * it says that nothing is left, END (or DROP, which leaves ARENA with what has
 * been read).  Standard input and pipes are read in BEGIN.  PATHS, LIMITS and DIAGS are
 * borrowed until the end.
 */
struct mw_yaml_steps;
struct mw_yaml_steps *mw_yaml_begin(struct mw_arena *arena,
    const char *const *paths, size_t n, const struct mw_limits *limits,
    struct mw_diags *diags);
/* Of texts in memory, which are borrowed until the end too. */
struct mw_named_text;
struct mw_yaml_steps *mw_yaml_begin_texts(struct mw_arena *arena,
    const struct mw_named_text *texts, size_t n,
    const struct mw_limits *limits, struct mw_diags *diags);
bool mw_yaml_step(struct mw_yaml_steps *y);
struct mw_load_progress {
	bool found;		/* all files: before, all_files still grows */
	size_t files, all_files;	/* read; to be read */
	size_t bytes, all_bytes;	/* parsed; of the files read */
	size_t documents;
};
void mw_yaml_progress(const struct mw_yaml_steps *y,
    struct mw_load_progress *p);
/* What the files read so far hold, in ARENA but for texts and nodes: those go
 * with the arena of BEGIN, or in DROP. */
struct mw_load *mw_yaml_so_far(const struct mw_yaml_steps *y,
    struct mw_arena *arena, struct mw_diags *diags);
struct mw_load *mw_yaml_end(struct mw_yaml_steps *y);
void mw_yaml_drop(struct mw_yaml_steps *y);	/* NULL is fine */

/* The same for text in memory (tests, mesh configuration inside a ConfigMap,
 * what-if edits).  NAME is what spans show. */
struct mw_load *mw_yaml_load_text(struct mw_arena *arena, const char *name,
    const char *text, size_t len, const struct mw_limits *limits,
    struct mw_diags *diags);

/* The same for several, in their order: PATH may be NULL. */
struct mw_named_text {
	const char *name, *path;
	const char *text;
	size_t len;
};
struct mw_load *mw_yaml_load_texts(struct mw_arena *arena,
    const struct mw_named_text *texts, size_t n,
    const struct mw_limits *limits, struct mw_diags *diags);

/*
 * One document of text that sits in a scalar of another file: its spans are
 * moved so that they point into that file (line BASE is the line of the first
 * line of TEXT, INDENT the columns cut off).  NULL when broken or empty.
 */
const struct mw_node *mw_yaml_embedded(struct mw_arena *arena,
    const struct mw_span *base, size_t indent, const char *text, size_t len,
    const struct mw_limits *limits, struct mw_diags *diags);

/* What can be read once only: standard input, a pipe. */
bool mw_path_is_stream(const char *path);
/* Files and folders are as they were; what came from memory always is. */
bool mw_load_is_current(const struct mw_load *load);

/* Line LINE (1-based) of a source without its line end; false past the end. */
size_t mw_source_lines(const struct mw_source *s);	/* how many */
bool mw_source_line(const struct mw_source *s, unsigned line, const char **text,
    size_t *len);

#endif
