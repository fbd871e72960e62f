/*
 * example.c - reading what examples/ holds.
 */
#include "lint/example.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

/* "% also IST0102". */
static void
read_fact(struct mw_arena *a, struct mw_example *e, const char *line)
{
	static const char *const names[] = { "options ", "also ", "still " };
	const char **const facts[] = { &e->options, &e->also, &e->still };

	if (strcmp(line, "bytes") == 0)
		e->bytes = true;
	if (strcmp(line, "command") == 0)
		e->command = true;
	for (size_t i = 0; i < MW_LEN(names); i++)
		if (mw_str_has_prefix(line, names[i]))
			*facts[i] = mw_arena_strdup(a, line +
			    strlen(names[i]));
}

static void
read_line(struct mw_arena *a, struct mw_example *e, const char *line)
{
	size_t len = strlen(line);
	struct mw_example_line x = { ' ', false, "" };

	if (mw_str_has_prefix(line, "% ")) {
		read_fact(a, e, line + 2);
		return;
	}
	if (len > 0)
		x.change = line[0];
	if (len > 1) {
		x.here = line[1] == '>';
		x.text = line + 2;
	}
	mw_vec_push(a, e, x);
}

const struct mw_example *
mw_example(struct mw_arena *a, const char *code)
{
	const struct mw_example_file *f = mw_example_files;
	struct mw_example *e;
	const char *s;

	while (f->code != NULL && !mw_str_case_eq(f->code, code))
		f++;
	if (f->code == NULL)
		return NULL;
	e = MW_NEW(a, struct mw_example);
	for (s = f->text; *s != '\0';) {
		size_t n = strcspn(s, "\n");

		read_line(a, e, mw_arena_text(a, s, n));
		s += n + (s[n] == '\n');
	}
	return e;
}

bool
mw_example_has(const struct mw_example_line *line, bool repaired)
{
	return line->change == ' ' || (line->change == '+') == repaired;
}

static int
hex(char c)
{
	const char *digits = "0123456789abcdef", *at = strchr(digits, c);

	return c != '\0' && at != NULL ? (int)(at - digits) : -1;
}

static void
add_bytes(struct mw_buf *out, const char *s)
{
	while (*s != '\0') {
		if (s[0] == '\\' && s[1] == 'x' && hex(s[2]) >= 0 &&
		    hex(s[3]) >= 0) {
			mw_buf_addc(out, (char)(hex(s[2]) * 16 + hex(s[3])));
			s += 4;
		} else {
			mw_buf_addc(out, *s++);
		}
	}
}

void
mw_example_text(const struct mw_example *e, bool repaired, struct mw_buf *out)
{
	for (size_t i = 0; i < e->n; i++) {
		if (!mw_example_has(&e->v[i], repaired))
			continue;
		if (e->bytes)
			add_bytes(out, e->v[i].text);
		else
			mw_buf_adds(out, e->v[i].text);
		mw_buf_addc(out, '\n');
	}
}

size_t
mw_example_place(const struct mw_example *e)
{
	size_t line = 0;

	for (size_t i = 0; i < e->n; i++) {
		line += mw_example_has(&e->v[i], false);
		if (e->v[i].here)
			return line;
	}
	return 0;
}

bool
mw_example_near(const struct mw_example *e, size_t i)
{
	return e->v[i].change != ' ' || (i > 0 && e->v[i - 1].change != ' ') ||
	    (i + 1 < e->n && e->v[i + 1].change != ' ');
}
