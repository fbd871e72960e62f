/*
 * write.c - a what-if into files: over those it was made of, as long as they
 * say what was loaded, or beside each other into another folder.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "whatif/whatif.h"

enum { FILE_MODE = 0644 };

static const char bom[] = "\xef\xbb\xbf";

/* Has the file what was loaded?  A byte order mark is none of the text. */
static bool
is_as_loaded(const struct mw_whatif_file *f, bool *mark, struct mw_buf *why)
{
	struct mw_buf now = { 0 };
	const char *text;
	size_t len;
	bool same;

	if (f->path == NULL) {
		mw_buf_printf(why, "%s is no file", f->name);
		return false;
	}
	if (!mw_file_read(f->path, f->before_len + sizeof(bom), &now) &&
	    errno != EFBIG) {
		mw_buf_printf(why, "%s: %s", f->name, strerror(errno));
		mw_buf_release(&now);
		return false;
	}
	text = mw_buf_text(&now);
	len = now.len;
	*mark = len >= 3 && memcmp(text, bom, 3) == 0;
	if (*mark) {
		text += 3;
		len -= 3;
	}
	same = len == f->before_len && memcmp(text, f->before, len) == 0;
	if (!same)
		mw_buf_printf(why, "%s has changed since it was loaded, or is "
		    "no UTF-8: nothing was written", f->name);
	mw_buf_release(&now);
	return same;
}

static bool
put(const struct mw_whatif_file *f, bool mark, bool backup, struct mw_buf *why)
{
	struct mw_buf text = { 0 }, name = { 0 };
	bool ok = true;

	mw_buf_printf(&name, "%s~", f->path);
	mw_buf_adds(&text, mark ? bom : "");
	if (backup) {
		mw_buf_add(&text, f->before, f->before_len);
		ok = mw_file_replace(mw_buf_text(&name), mw_buf_text(&text),
		    text.len, FILE_MODE);
		mw_buf_clear(&text);
		mw_buf_adds(&text, mark ? bom : "");
	}
	mw_buf_add(&text, f->text, f->len);
	ok = ok && mw_file_replace(f->path, mw_buf_text(&text), text.len,
	    FILE_MODE);
	if (!ok)
		mw_buf_printf(why, "%s: %s", f->name, strerror(errno));
	mw_buf_release(&text);
	mw_buf_release(&name);
	return ok;
}

bool
mw_whatif_write(const struct mw_whatif_file *f, size_t n, bool backup,
    struct mw_buf *why)
{
	bool mark;

	/* all or nothing, as far as that can be known before */
	for (size_t i = 0; i < n; i++) {
		if (!is_as_loaded(&f[i], &mark, why))
			return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (!is_as_loaded(&f[i], &mark, why) || !put(&f[i], mark,
		    backup, why)) {
			if (i > 0)
				mw_buf_printf(why, "; %zu of %zu files were "
				    "written", i, n);
			return false;
		}
	}
	return true;
}

/* ---- another folder ------------------------------------------------------ */

/* FOLDER and the name without what leads out of it. */
static void
place_in(const char *folder, const char *name, struct mw_buf *out)
{
	size_t len = strlen(folder);

	mw_buf_adds(out, folder);
	if (len > 0 && folder[len - 1] != '/')
		mw_buf_addc(out, '/');
	if (strcmp(name, "-") == 0)
		name = "stdin.yaml";
	while (*name != '\0') {
		size_t part = strcspn(name, "/");

		if (part > 0 && strncmp(name, ".", part) != 0 &&
		    (part != 2 || strncmp(name, "..", 2) != 0)) {
			mw_buf_add(out, name, part);
			if (name[part] == '/')
				mw_buf_addc(out, '/');
		}
		name += part + (name[part] == '/');
	}
}

static bool
write_new(const char *path, const char *text, size_t len)
{
	size_t done = 0;
	int fd;

	if (!mw_file_make_way(path))
		return false;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	while (fd >= 0 && done < len) {
		ssize_t n = write(fd, text + done, len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	return fd >= 0 && close(fd) == 0 && done == len;
}

/* The first that is there already, and how many more. */
static size_t
in_the_way(const struct mw_whatif_file *f, size_t n, const char *folder,
    struct mw_buf *out)
{
	struct mw_buf path = { 0 };
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		struct stat st;

		mw_buf_clear(&path);
		place_in(folder, f[i].name, &path);
		if (lstat(mw_buf_text(&path), &st) == 0 && found++ == 0)
			mw_buf_adds(out, mw_buf_text(&path));
	}
	if (found > 1)
		mw_buf_printf(out, " and %zu more", found - 1);
	mw_buf_release(&path);
	return found;
}

bool
mw_whatif_write_folder(const struct mw_whatif_file *f, size_t n,
    const char *folder, bool over, bool *there, struct mw_buf *why)
{
	struct mw_buf path = { 0 };
	bool ok = true;

	*there = !over && in_the_way(f, n, folder, why) > 0;
	if (*there)
		return false;
	for (size_t i = 0; ok && i < n; i++) {
		mw_buf_clear(&path);
		place_in(folder, f[i].name, &path);
		ok = over ? mw_file_make_way(mw_buf_text(&path)) &&
		    mw_file_replace(mw_buf_text(&path), f[i].text, f[i].len,
		    FILE_MODE) : write_new(mw_buf_text(&path), f[i].text,
		    f[i].len);
		if (!ok)
			mw_buf_printf(why, "%s: %s", mw_buf_text(&path),
			    strerror(errno));
	}
	mw_buf_release(&path);
	return ok;
}
