/*
 * page.h - text to read: details, reasons, explanations, lines of source.
 *
 * A page is made for one width, in its own arena, and shown with a cursor row.
 * A line may stand for an object, a node, or a line of a file: following and
 * copying work on it.
 */
#ifndef MW_VIEW_PAGE_H
#define MW_VIEW_PAGE_H

#include "base/vec.h"
#include "journey/secret.h"
#include "mesh/mesh.h"
#include "view/draw.h"

struct mw_piece {
	enum mw_role role;
	const char *text;
	struct mw_piece *next;
};

struct mw_page_line {
	struct mw_piece *first, *last;
	const struct mw_object *object;	/* a link; or what it stands for */
	const struct mw_node *node;
	const struct mw_source *source;	/* a line of it */
	unsigned line;
	bool mark;			/* the line all this is about */
	size_t tag;			/* of whoever made it; 0: none */
};

struct mw_page {
	struct mw_arena *arena;
	struct mw_page_line *v;
	size_t n, cap;
	int width;
	int digits;			/* of line numbers */
	bool hides;			/* tokens and the like, and SECRETS */
	const struct mw_secrets *secrets;
	struct mw_list list;
};

/* Empties it, for lines of WIDTH cells. */
void mw_page_begin(struct mw_page *p, int width);
void mw_page_release(struct mw_page *p);

/* A new line, empty; it moves when the next one is added. */
struct mw_page_line *mw_page_line(struct mw_page *p);
/* More text on the last line. */
void mw_page_add(struct mw_page *p, enum mw_role role, const char *fmt, ...)
    MW_PRINTF(3, 4);
/* A whole line. */
struct mw_page_line *mw_page_put(struct mw_page *p, enum mw_role role,
    const char *fmt, ...) MW_PRINTF(3, 4);
/* Words onto the last line, wrapped, later lines indented by INDENT.  A TEXT
 * that begins with blanks stands so far behind what the line has, or begins
 * the next line. */
void mw_page_wrap(struct mw_page *p, enum mw_role role, int indent,
    const char *text);
/* "label     text", the label LABEL_COLUMNS wide, the text wrapped. */
enum { MW_LABEL_COLUMNS = 12 };
void mw_page_fact(struct mw_page *p, const char *label, enum mw_role role,
    const char *fmt, ...) MW_PRINTF(4, 5);
/* "VirtualService shop/web" as a link. */
void mw_page_link(struct mw_page *p, const char *label,
    const struct mw_object *o, const struct mw_node *n, const char *fmt, ...)
    MW_PRINTF(5, 6);

/* The source of M with this name, or NULL. */
const struct mw_source *mw_page_source(const struct mw_mesh *m,
    const char *file);
/* The cells that TEXT takes before COLUMN, which counts characters from 1. */
size_t mw_page_cells(const char *text, uint32_t column);
/*
 * The file's name, then its lines FROM to TO, those of MARK (line 0: none)
 * marked, with a caret below a piece of one line.
 */
void mw_page_lines(struct mw_page *p, const struct mw_mesh *m,
    const struct mw_span *mark, unsigned from, unsigned to);
/* Lines around a node of an object: all of a small object. */
void mw_page_around(struct mw_page *p, const struct mw_mesh *m,
    const struct mw_object *o, const struct mw_node *n);
/* The same of few lines: at most LINES on either side of N. */
void mw_page_near(struct mw_page *p, const struct mw_mesh *m,
    const struct mw_object *o, const struct mw_node *n, unsigned lines);

/* The text of a line, pieces joined. */
void mw_page_text(const struct mw_page_line *l, struct mw_buf *out);
/* The place a line stands for; false when for none. */
bool mw_page_place(const struct mw_page_line *l, struct mw_span *out);

void mw_page_draw(struct mw_page *p, struct mw_frame *f, struct mw_rect at,
    bool focused, const char *needle);

#endif
