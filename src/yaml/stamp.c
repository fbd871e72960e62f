/*
 * stamp.c - whether files are as they were when they were read.
 *
 * A folder's own time changes with every file that an editor puts there for a
 * while: then its names are compared.
 */
#include "yaml/source.h"

#include "base/vec.h"

#include <string.h>
#include <sys/stat.h>

static uint64_t
mix(uint64_t h, uint64_t v)
{
	h ^= v + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
	return h;
}

static uint64_t
stamp_of(const struct stat *st)
{
	uint64_t h = 1;

	if (st == NULL)
		return 0;
	h = mix(h, (uint64_t)st->st_mtim.tv_nsec);
	h = mix(h, (uint64_t)st->st_mtime);
	h = mix(h, (uint64_t)st->st_size);
	h = mix(h, (uint64_t)st->st_ino);
	return h;
}

void
mw_sources_stamp(struct mw_sources *s, const char *path,
    const struct stat *st, uint64_t names)
{
	struct mw_stamp stamp = {
		.path = mw_arena_strdup(s->arena, path),
		.stat = stamp_of(st),
		.names = names,
	};

	mw_vec_push(s->arena, &s->stamps, stamp);
}

bool
mw_path_is_stream(const char *path)
{
	struct stat st;

	return strcmp(path, "-") == 0 || (stat(path, &st) == 0 &&
	    !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode));
}

bool
mw_load_is_current(const struct mw_load *load)
{
	for (size_t i = 0; i < load->n_stamps; i++) {
		const struct mw_stamp *was = &load->stamps[i];
		struct stat st;
		uint64_t now = stamp_of(stat(was->path, &st) == 0 ? &st
		    : NULL);

		if (now != was->stat && (was->names == 0 ||
		    mw_folder_names(was->path) != was->names))
			return false;
	}
	return true;
}
