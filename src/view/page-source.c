/*
 * page-source.c - lines of source on a page.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/page.h"
#include "yaml/node.h"

enum {
	SMALL_OBJECT = 60,	/* lines: shown whole */
	LINES_BEFORE = 4,
	LINES_AFTER = 40
};

const struct mw_source *
mw_page_source(const struct mw_mesh *m, const char *file)
{
	if (m->load == NULL || file == NULL)
		return NULL;
	for (size_t i = 0; i < m->load->n_sources; i++) {
		if (m->load->sources[i]->name == file)
			return m->load->sources[i];
	}
	for (size_t i = 0; i < m->load->n_sources; i++) {
		if (strcmp(m->load->sources[i]->name, file) == 0)
			return m->load->sources[i];
	}
	return NULL;
}

/* Tabs are shown as one blank: columns stay what the loader counts. */
static const char *
line_text(struct mw_page *p, const char *s, size_t len)
{
	char *out;

	if (len > 2000)
		len = 2000;
	out = mw_arena_text(p->arena, s, len);
	for (char *c = out; *c != '\0'; c++) {
		if (*c == '\t')
			*c = ' ';
	}
	return out;
}

size_t
mw_page_cells(const char *text, uint32_t column)
{
	struct mw_buf b = { 0 };
	size_t at = 0, len = strlen(text), cells;

	for (uint32_t i = 1; i < column && at < len; i++) {
		uint32_t cp;

		at += mw_utf8_decode(text + at, len - at, &cp);
	}
	mw_utf8_printable(&b, text, at);
	cells = mw_utf8_columns(mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return cells;
}

static void
carets(struct mw_page *p, const struct mw_span *s, const char *text)
{
	size_t from = mw_page_cells(text, s->column);
	size_t to = mw_page_cells(text, s->end_column);
	char line[128];
	size_t n = to > from ? to - from : 1;

	if (n >= sizeof(line))
		n = sizeof(line) - 1;
	memset(line, '^', n);
	line[n] = '\0';
	mw_page_put(p, MW_ROLE_DIM, "%*s | ", p->digits + 1, "");
	mw_page_add(p, MW_ROLE_MATCH, "%*s%s", (int)from, "", line);
	/* the blanks before it are no match */
	p->v[p->n - 1].last->role = MW_ROLE_WARN;
}

void
mw_page_lines(struct mw_page *p, const struct mw_mesh *m,
    const struct mw_span *mark, unsigned from, unsigned to)
{
	const struct mw_source *s = mw_page_source(m, mark->file);
	unsigned last = mark->end_line;

	if (s == NULL)
		return;
	/* a block ends where the next thing begins */
	if (last > mark->line && mark->end_column <= 1)
		last--;
	mw_page_put(p, MW_ROLE_TITLE, "%s", s->name);
	p->v[p->n - 1].source = s;
	p->v[p->n - 1].line = mark->line > 0 ? mark->line : 1;
	p->digits = to > 99999 ? 7 : to > 9999 ? 5 : to > 999 ? 4 : 3;
	for (unsigned i = from > 0 ? from : 1; i <= to; i++) {
		bool first = i == mark->line;
		const char *text;
		size_t len;

		if (!mw_source_line(s, i, &text, &len))
			break;
		text = line_text(p, text, len);
		mw_page_put(p, first ? MW_ROLE_TITLE : MW_ROLE_DIM,
		    "%s%*u | ", first ? ">" : " ", p->digits, i);
		mw_page_add(p, i >= mark->line && i <= last ? MW_ROLE_TEXT
		    : MW_ROLE_DIM, "%s", text);
		p->v[p->n - 1].source = s;
		p->v[p->n - 1].line = i;
		p->v[p->n - 1].mark = first;
		if (first && last == i && mark->end_column > mark->column &&
		    mark->column > 1)
			carets(p, mark, text);
	}
}

/* That of N with its key; of O when N is NULL. */
static struct mw_span
mark_of(const struct mw_object *o, const struct mw_node *n)
{
	struct mw_span mark = mw_node_span(n != NULL ? n : o->root);

	if (n != NULL && mw_node_key(n) != NULL) {
		struct mw_span key = mw_node_key_span(n);

		mark.line = key.line;
		mark.column = key.column;
	}
	return mark;
}

void
mw_page_near(struct mw_page *p, const struct mw_mesh *m,
    const struct mw_object *o, const struct mw_node *n, unsigned lines)
{
	struct mw_span all, mark;
	unsigned from, to;

	if (o == NULL || o->root == NULL)
		return;
	all = mw_node_span(o->root);
	mark = mark_of(o, n);
	from = mark.line > all.line + lines ? mark.line - lines : all.line;
	to = mark.line + lines < all.end_line ? mark.line + lines
	    : all.end_line;
	mw_page_lines(p, m, &mark, from, to);
}

void
mw_page_around(struct mw_page *p, const struct mw_mesh *m,
    const struct mw_object *o, const struct mw_node *n)
{
	struct mw_span all, mark;
	unsigned from, to;

	if (o == NULL || o->root == NULL)
		return;
	all = mw_node_span(o->root);
	mark = mark_of(o, n);
	from = all.line;
	to = all.end_line;
	if (n != NULL && n != o->root && mark.line > from + SMALL_OBJECT / 6)
		from = mark.line - LINES_BEFORE;
	if (to > from + SMALL_OBJECT)
		to = (mark.line > from ? mark.line : from) + LINES_AFTER;
	if (to > all.end_line)
		to = all.end_line;
	mw_page_lines(p, m, &mark, from, to);
}
