/*
 * file.h - small files, whole: read, and replaced in one step.
 *
 * Manifests are read by src/yaml; this is for what the program keeps.
 */
#ifndef MW_BASE_FILE_H
#define MW_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"

/* Appends what is in PATH ("-": standard input), at most LIMIT bytes.  False
 * with errno set; EFBIG when there is more. */
bool mw_file_read(const char *path, size_t limit, struct mw_buf *out);
/*
 * Writes TEXT so that PATH has either all of it or what it had: beside it
 * first, then renamed.  A file that is there keeps its mode, a new one gets
 * MODE less the umask; a link stays one.  False with errno set.
 */
bool mw_file_replace(const char *path, const char *text, size_t len,
    mode_t mode);
/* Makes the folders on the way to PATH that are missing, for the owner only. */
bool mw_file_make_way(const char *path);

#endif
