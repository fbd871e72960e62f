/*
 * lay.h - inside whatif: changes as edits of bytes of sources.
 */
#ifndef MW_WHATIF_LAY_H
#define MW_WHATIF_LAY_H

#include <stdint.h>

#include "whatif/whatif.h"

/* Bytes [from, to) of a source become TEXT; NULL: nothing, lines kept. */
struct mw_lay_edit {
	const struct mw_source *source;
	size_t from, to;
	const char *text;
	size_t order;		/* of those at one place */
};

struct mw_lay_edits {
	struct mw_arena *arena;
	struct mw_lay_edit *v;
	size_t n, cap;
	size_t lost;		/* changes that fit nothing */
};

/* overlay.c: another list in force, copied; one step of undo. */
void mw_whatif_force(struct mw_whatif *w, const struct mw_whatif_change *v,
    size_t n);

size_t mw_lay_line_start(const struct mw_source *s, size_t at);
size_t mw_lay_line_end(const struct mw_source *s, size_t at);
/* The byte at a place of a span; false past the end. */
bool mw_lay_offset(const struct mw_source *s, uint32_t line, uint32_t column,
    size_t *out);
/* The bytes of a node; false when it is of another source. */
bool mw_lay_bytes(const struct mw_source *s, const struct mw_node *n,
    size_t *from, size_t *to);
/* The lines of it have nothing else on them but the dash of a list. */
bool mw_lay_own_lines(const struct mw_source *s, size_t from, size_t to);

/* One more edit, behind those before it where they are at one place. */
void mw_lay_put(struct mw_lay_edits *e, const struct mw_source *s, size_t from,
    size_t to, const char *text);

/* VALUE as YAML, quoted as QUOTE says if need be, in the place of N. */
const char *mw_lay_written(struct mw_arena *arena, const struct mw_node *n,
    char quote, const char *value);

/* VALUE as a string of YAML, on one line and fit for a flow collection. */
const char *mw_lay_string(struct mw_arena *arena, const char *value);

/* overlay.c: the list has these alone, and nothing is to be undone. */
void mw_whatif_begin(struct mw_whatif *w,
    const struct mw_whatif_change *const *v, size_t n);

/* All changes of W, in order of place; what lies in another is left out. */
struct mw_lay_edits mw_lay_collect(const struct mw_whatif *w,
    const struct mw_mesh *m, struct mw_arena *arena);
bool mw_lay_is_edited(const struct mw_source *s, const struct mw_lay_edits *e);

/* ---- lay-text.c: an object as a text to edit ----------------------------- */

/*
 * Where the text of an object is: of a document all of it, comments too; of
 * an item of a list the item, of which later lines are INDENT deep.
 */
struct mw_lay_region {
	const struct mw_source *source;
	size_t from, to;
	size_t indent;
};
/* False: it shares its lines with others, or no file has it. */
bool mw_lay_region(const struct mw_object *o, struct mw_lay_region *r);
/* The text of the region, without its indent, with edits that lie in it. */
void mw_lay_apply(const struct mw_lay_region *r, struct mw_lay_edits *e,
    struct mw_buf *out);
/* TEXT (of a region) without its indent, and with it. */
void mw_lay_outdent(const struct mw_lay_region *r, const char *text, size_t len,
    struct mw_buf *out);
void mw_lay_indent(const struct mw_lay_region *r, const char *text,
    struct mw_buf *out);
/* The lines of the region that TEXT (not indented) changes, as edits. */
void mw_lay_lines(struct mw_lay_edits *e, const struct mw_lay_region *r,
    const char *text, size_t order);
/*
 * What was edited, checked: *first is the length of its first document, what
 * is behind it begins with a separator or is nothing.  NULL, or what is wrong.
 */
const char *mw_lay_check(const char *text, size_t len, size_t *first,
    struct mw_arena *arena);

#endif
