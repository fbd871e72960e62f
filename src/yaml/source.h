/*
 * source.h - bytes of inputs: files, folders, standard input, memory.
 */
#ifndef MW_YAML_SOURCE_H
#define MW_YAML_SOURCE_H

#include "yaml/tree.h"

/* The sources of a load, as they are found. */
struct mw_sources {
	struct mw_arena *arena;
	const struct mw_limits *limits;
	struct mw_diags *diags;
	struct mw_source **v;
	size_t n, cap;
	size_t bytes;
	size_t files;		/* seen, also those that could not be read */
	bool unreadable;
	struct {
		const char **v;
		size_t n, cap;
	} requests;		/* files of requests */
	struct {
		struct mw_stamp *v;
		size_t n, cap;
	} stamps;
	struct mw_map *seen;	/* "device:inode" of files read */
};

/* Takes the LEN bytes at TEXT, of the arena and with a NUL behind them, as a
 * source: cuts the byte order mark, converts UTF-16, refuses binary files. */
void mw_sources_add(struct mw_sources *s, const char *name, const char *path,
    const char *text, size_t len);
/* Reads one file; "-" is standard input. */
void mw_sources_read(struct mw_sources *s, const char *name);
/* The files at PATHS and below those that are folders (walk.c), one entry a
 * step: false when there is no more; *FILE is a file to be read, or NULL.  Its
 * name lives as long as the walk. */
struct mw_walk;
struct mw_walk *mw_walk_new(struct mw_sources *s, const char *const *paths,
    size_t n);
bool mw_walk_step(struct mw_walk *w, const char **file);
void mw_walk_free(struct mw_walk *w);
/* Remembers how PATH is; ST may be NULL: not there.  NAMES: of a folder. */
struct stat;
void mw_sources_stamp(struct mw_sources *s, const char *path,
    const struct stat *st, uint64_t names);
/* Of the names in the folder that a walk might read; 0 when it cannot be read
 * (walk.c). */
uint64_t mw_folder_names(const char *path);
/* One diagnostic about a whole file. */
struct mw_diag *mw_sources_report(struct mw_sources *s, enum mw_diag_code id,
    const char *name, const char *text);
/* One if there is no document and nothing since BEFORE says why. */
void mw_sources_report_none(struct mw_sources *s, const struct mw_load *load,
    size_t before, const char *name);

#endif
