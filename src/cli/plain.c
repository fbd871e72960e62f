/*
 * plain.c - --plain: the text of a command without drawing or padding.
 *
 * The command writes to a file that nobody sees; from there each line goes
 * out with one tab where it was padded, and a tree's lines with their level
 * as a number.
 */
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/cli.h"

bool
mw_plain_begin(struct mw_plain *p)
{
	p->out = -1;
	p->text = tmpfile();
	if (p->text == NULL || fflush(stdout) != 0)
		return false;
	p->out = dup(STDOUT_FILENO);
	return p->out >= 0 && dup2(fileno(p->text), STDOUT_FILENO) >= 0;
}

/* Past one piece of a drawn branch; NULL when there is none. */
static const char *
past_branch(const char *s, bool *last)
{
	static const struct {
		const char *text;
		bool last;
	} pieces[] = {
		{ "   ", false },
		{ "|  ", false },
		{ "\xe2\x94\x82  ", false },
		{ "|- ", true },
		{ "`- ", true },
		{ "\xe2\x94\x9c\xe2\x94\x80 ", true },
		{ "\xe2\x94\x94\xe2\x94\x80 ", true },
	};

	for (size_t i = 0; i < MW_LEN(pieces); i++) {
		if (!mw_str_has_prefix(s, pieces[i].text))
			continue;
		*last = pieces[i].last;
		return s + strlen(pieces[i].text);
	}
	return NULL;
}

static const char *
put_level(const char *s)
{
	const char *next;
	bool last = false;
	int level = 1;

	while (!last && (next = past_branch(s, &last)) != NULL) {
		s = next;
		level++;
	}
	printf("level %d: ", level);
	return s;
}

static void
put_line(const char *s, bool tree)
{
	size_t indent = strspn(s, " ");

	if (tree && *s != '\0')
		s = put_level(s);
	else
		for (s += indent; indent > 1; indent -= 2)
			putchar('\t');
	while (*s != '\0') {
		size_t blanks = strspn(s, " ");

		if (blanks > 1 && s[blanks] != '\0')
			putchar('\t');
		else if (blanks == 1)
			putchar(' ');
		s += blanks;
		if (*s != '\0' && *s != ' ')
			putchar(*s++);
	}
	putchar('\n');
}

void
mw_plain_end(struct mw_plain *p, bool as_it_is, bool tree)
{
	struct mw_buf line = { 0 };
	int c;

	fflush(stdout);
	if (p->out >= 0) {
		dup2(p->out, STDOUT_FILENO);
		close(p->out);
	}
	if (p->text == NULL)
		return;
	rewind(p->text);
	while ((c = getc(p->text)) != EOF) {
		if (as_it_is) {
			putchar(c);
		} else if (c == '\n') {
			put_line(mw_buf_text(&line), tree);
			mw_buf_clear(&line);
		} else {
			mw_buf_addc(&line, (char)c);
		}
	}
	if (line.len > 0)
		put_line(mw_buf_text(&line), tree);
	mw_buf_release(&line);
	fclose(p->text);
}
