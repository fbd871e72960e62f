/*
 * page.c - lines of text with roles, wrapped to a width.
 */
#include "view/page.h"

#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "yaml/node.h"

void
mw_page_begin(struct mw_page *p, int width)
{
	mw_arena_free(p->arena);
	memset(p, 0, sizeof(*p));
	p->arena = mw_arena_new();
	p->width = width > 8 ? width : 8;
}

void
mw_page_release(struct mw_page *p)
{
	mw_arena_free(p->arena);
	memset(p, 0, sizeof(*p));
}

struct mw_page_line *
mw_page_line(struct mw_page *p)
{
	struct mw_page_line l = { 0 };

	mw_vec_push(p->arena, p, l);
	p->list.n = p->n;
	return &p->v[p->n - 1];
}

static void
add(struct mw_page *p, enum mw_role role, const char *text)
{
	struct mw_page_line *l = p->n > 0 ? &p->v[p->n - 1] : mw_page_line(p);
	struct mw_piece *piece = MW_NEW(p->arena, struct mw_piece);

	piece->role = role;
	piece->text = text;
	if (l->last != NULL)
		l->last->next = piece;
	else
		l->first = piece;
	l->last = piece;
}

static const char *
hidden(const struct mw_page *p, const char *text)
{
	struct mw_buf b = { 0 };

	if (!p->hides)
		return text;
	mw_secrets_hide(p->secrets, text, &b);
	text = mw_arena_strdup(p->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

void
mw_page_add(struct mw_page *p, enum mw_role role, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(p, role, hidden(p, mw_arena_vprintf(p->arena, fmt, ap)));
	va_end(ap);
}

struct mw_page_line *
mw_page_put(struct mw_page *p, enum mw_role role, const char *fmt, ...)
{
	va_list ap;

	mw_page_line(p);
	va_start(ap, fmt);
	add(p, role, hidden(p, mw_arena_vprintf(p->arena, fmt, ap)));
	va_end(ap);
	return &p->v[p->n - 1];
}

static int
columns(const char *s, size_t len)
{
	return (int)mw_utf8_columns(s, len);
}

static int
line_columns(const struct mw_page_line *l)
{
	int n = 0;

	for (const struct mw_piece *i = l->first; i != NULL; i = i->next)
		n += columns(i->text, strlen(i->text));
	return n;
}

/* Bytes of S that fit into ROOM cells, for a word that is too long. */
static size_t
bytes_in(const char *s, size_t len, int room)
{
	size_t at = 0;

	while (at < len) {
		int w;
		size_t n = mw_utf8_grapheme(s + at, len - at, &w);

		if (room < w)
			break;
		room -= w;
		at += n;
	}
	return at > 0 ? at : 1;
}

void
mw_page_wrap(struct mw_page *p, enum mw_role role, int indent,
    const char *text)
{
	struct mw_buf safe = { 0 }, out = { 0 };
	struct mw_page_line like = p->v[p->n - 1];
	int used = line_columns(&like);
	const char *s;
	bool empty = true;
	int blanks;

	text = hidden(p, text);
	mw_utf8_printable(&safe, text, strlen(text));
	s = mw_buf_text(&safe);
	if (indent > p->width - 8)
		indent = p->width > 16 ? 4 : 0;
	blanks = (int)strspn(s, " ");
	for (;;) {
		size_t len;
		int w;

		s += strspn(s, " ");
		len = strcspn(s, " ");
		if (len == 0)
			break;
		w = columns(s, len);
		if ((!empty && used + 1 + w > p->width) || (blanks > 0 &&
		    used + blanks + w > p->width)) {
			blanks = 0;
			add(p, role, mw_arena_strdup(p->arena,
			    mw_buf_text(&out)));
			mw_buf_clear(&out);
			mw_page_line(p);
			p->v[p->n - 1].object = like.object;
			p->v[p->n - 1].node = like.node;
			p->v[p->n - 1].tag = like.tag;
			mw_buf_printf(&out, "%*s", indent, "");
			used = indent;
			empty = true;
		}
		if (blanks > 0)
			mw_buf_printf(&out, "%*s", blanks, "");
		used += blanks;
		blanks = 0;
		if (w > p->width - used - !empty && w > p->width - indent) {
			len = bytes_in(s, len, p->width - used - !empty);
			w = columns(s, len);
		}
		if (!empty)
			mw_buf_addc(&out, ' ');
		used += w + !empty;
		mw_buf_add(&out, s, len);
		s += len;
		empty = false;
	}
	add(p, role, mw_arena_strdup(p->arena, mw_buf_text(&out)));
	mw_buf_release(&safe);
	mw_buf_release(&out);
}

void
mw_page_fact(struct mw_page *p, const char *label, enum mw_role role,
    const char *fmt, ...)
{
	va_list ap;

	mw_page_put(p, MW_ROLE_DIM, "%-*s", MW_LABEL_COLUMNS, label);
	va_start(ap, fmt);
	mw_page_wrap(p, role, MW_LABEL_COLUMNS,
	    mw_arena_vprintf(p->arena, fmt, ap));
	va_end(ap);
}

void
mw_page_link(struct mw_page *p, const char *label, const struct mw_object *o,
    const struct mw_node *n, const char *fmt, ...)
{
	struct mw_page_line *l = mw_page_put(p, MW_ROLE_DIM, "%-*s",
	    MW_LABEL_COLUMNS, label);
	va_list ap;

	l->object = o;
	l->node = n;
	mw_page_add(p, MW_ROLE_LINK, "%s", mw_object_title(p->arena, o));
	va_start(ap, fmt);
	mw_page_add(p, MW_ROLE_TEXT, "  ");
	mw_page_wrap(p, MW_ROLE_DIM, MW_LABEL_COLUMNS + 2, mw_arena_vprintf(
	    p->arena, fmt, ap));
	va_end(ap);
}

void
mw_page_text(const struct mw_page_line *l, struct mw_buf *out)
{
	for (const struct mw_piece *i = l->first; i != NULL; i = i->next)
		mw_buf_adds(out, i->text);
}

bool
mw_page_place(const struct mw_page_line *l, struct mw_span *out)
{
	memset(out, 0, sizeof(*out));
	if (l->source != NULL) {
		out->file = l->source->name;
		out->line = l->line;
		out->column = 1;
		return true;
	}
	if (l->node != NULL)
		*out = mw_node_span(l->node);
	else if (l->object != NULL && l->object->root != NULL)
		*out = mw_node_span(l->object->root);
	return out->line > 0;
}

void
mw_page_draw(struct mw_page *p, struct mw_frame *f, struct mw_rect at,
    bool focused, const char *needle)
{
	mw_list_fit(&p->list, at.rows);
	for (int i = 0; i < at.rows; i++) {
		size_t n = p->list.top + (size_t)i;
		int c = at.column + 1, end = at.column + at.columns;

		if (n >= p->n)
			break;
		for (const struct mw_piece *x = p->v[n].first; x != NULL &&
		     c < end; x = x->next)
			c += mw_frame_text(f, at.row + i, c, end - c, x->role,
			    x->text);
		if (needle != NULL)
			mw_draw_hits(f, at.row + i, at.column, at.columns,
			    needle);
		if (!focused || n != p->list.selected)
			continue;
		/* the mark is for those who do not see it reversed */
		mw_frame_text(f, at.row + i, at.column, 1, MW_ROLE_TITLE,
		    ">");
		mw_draw_current(f, at.row + i, at.column, at.columns, true);
	}
}
