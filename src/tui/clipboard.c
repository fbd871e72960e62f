/*
 * clipboard.c - what is copied, through the terminal or a command.
 */
#include "tui/clipboard.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "tui/term.h"

bool
mw_term_copy(const char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *s = (const unsigned char *)text;
	size_t len = strlen(text);
	char *out, *to;

	if (len > 55000)		/* 74,000 encoded, as terminals take */
		return false;
	out = mw_xmalloc(len / 3 * 4 + 32);
	to = out + snprintf(out, 16, "\033]52;c;");
	for (size_t i = 0; i < len; i += 3) {
		unsigned v = (unsigned)s[i] << 16;

		v |= i + 1 < len ? (unsigned)s[i + 1] << 8 : 0;
		v |= i + 2 < len ? (unsigned)s[i + 2] : 0;
		*to++ = digits[v >> 18];
		*to++ = digits[v >> 12 & 63];
		*to++ = i + 1 < len ? digits[v >> 6 & 63] : '=';
		*to++ = i + 2 < len ? digits[v & 63] : '=';
	}
	*to++ = '\007';
	*to = '\0';
	mw_term_put(out);
	free(out);
	return true;
}

/* ---- a command ----------------------------------------------------------- */

/* Its output has no place on the screen. */
static void
child(const char *command, const int fds[2])
{
	signal(SIGPIPE, SIG_DFL);
	dup2(fds[0], STDIN_FILENO);
	close(fds[0]);
	close(fds[1]);
	if (freopen("/dev/null", "w", stdout) == NULL ||
	    freopen("/dev/null", "w", stderr) == NULL)
		_exit(127);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

bool
mw_copy_command(const char *command, const char *text)
{
	size_t len = strlen(text), done = 0;
	int fds[2], status = -1;
	pid_t pid;

	if (pipe(fds) != 0)
		return false;
	pid = fork();
	if (pid == 0)
		child(command, fds);
	close(fds[0]);
	/* SIGPIPE is ignored: a command that reads nothing ends the loop */
	while (pid > 0 && done < len) {
		ssize_t n = write(fds[1], text + done, len - done);

		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	close(fds[1]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return pid > 0 && status == 0;
}
