/*
 * file.c - small files, whole: read, and replaced in one step.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
mw_file_read(const char *path, size_t limit, struct mw_buf *out)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC |
	    O_NOCTTY);
	size_t before = out->len;
	ssize_t n = -1;
	int error;

	while (fd >= 0) {
		char chunk[16384];

		n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (out->len - before + (size_t)n > limit) {
			errno = EFBIG;
			n = -1;
			break;
		}
		mw_buf_add(out, chunk, (size_t)n);
	}
	error = errno;
	if (fd >= 0 && !standard)
		close(fd);
	errno = error;
	return fd >= 0 && n == 0;
}

static bool
write_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

/* The name to rename to: where a link leads. */
static void
resolve(const char *path, struct mw_buf *out)
{
	char *real = realpath(path, NULL);

	mw_buf_adds(out, real != NULL ? real : path);
	free(real);
}

bool
mw_file_replace(const char *path, const char *text, size_t len, mode_t mode)
{
	struct mw_buf target = { 0 }, beside = { 0 };
	struct stat st;
	bool good = false, made;
	int fd, error;

	resolve(path, &target);
	mw_buf_printf(&beside, "%s.XXXXXX", mw_buf_text(&target));
	fd = mkstemp(beside.data);
	made = fd >= 0;
	if (stat(path, &st) == 0) {
		mode = st.st_mode & 07777;
	} else {
		mode_t mask = umask(0);

		umask(mask);
		mode &= ~mask;
	}
	if (made)
		good = fchmod(fd, mode) == 0 && write_all(fd, text, len) &&
		    fsync(fd) == 0;
	if (made && close(fd) != 0)
		good = false;
	good = good && rename(mw_buf_text(&beside), mw_buf_text(&target)) == 0;
	error = errno;
	if (made && !good)
		unlink(mw_buf_text(&beside));
	mw_buf_release(&beside);
	mw_buf_release(&target);
	errno = error;
	return good;
}

bool
mw_file_make_way(const char *path)
{
	char way[PATH_MAX];
	size_t len = strlen(path);

	if (len >= sizeof(way)) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(way, path, len + 1);
	for (char *s = way + 1; *s != '\0'; s++) {
		bool made;

		if (*s != '/')
			continue;
		*s = '\0';
		made = mkdir(way, 0700) == 0 || errno == EEXIST;
		*s = '/';
		if (!made)
			return false;
	}
	return true;
}
