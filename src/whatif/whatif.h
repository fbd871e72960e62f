/*
 * whatif.h - changes laid over a loaded mesh, and what they make of a request.
 *
 * A what-if is a list of changes; the mesh that was loaded and its files stay
 * as they are.  Laying it over gives a second mesh, made from changed text.  A
 * change names its object by kind, namespace, name and variant and its value
 * by path, so that the list can be laid over files that were loaded again;
 * what does not fit then is told, not guessed.
 */
#ifndef MW_WHATIF_WHATIF_H
#define MW_WHATIF_WHATIF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "journey/journey.h"
#include "mesh/mesh.h"

/* ---- overlay.c: the list ------------------------------------------------- */

enum mw_whatif_kind {
	MW_WHATIF_DISABLE,	/* the object is not there */
	MW_WHATIF_VARIANT,	/* this document of several is in force */
	MW_WHATIF_VALUE,	/* the scalar at path reads value */
	MW_WHATIF_REPLACE,	/* value is the text of the object */
	MW_WHATIF_ADD		/* value stands at the end of the file path */
};

struct mw_whatif_change {
	enum mw_whatif_kind kind;
	const char *kind_name, *ns, *name;	/* of the object */
	size_t variant;
	const char *path;	/* "spec.mtls.mode"; the file; or NULL */
	const char *value;	/* as typed, or NULL */
	const char *before;	/* the value on disk, or NULL */
	const char *note;	/* what a replaced text is for, or NULL */
};

struct mw_whatif;
struct mw_whatif *mw_whatif_new(void);
void mw_whatif_free(struct mw_whatif *w);
/* The changes in force, oldest first. */
size_t mw_whatif_count(const struct mw_whatif *w);
const struct mw_whatif_change *mw_whatif_at(const struct mw_whatif *w,
    size_t i);
/*
 * Each is one step of undo.  Disabling what is disabled enables it, choosing
 * what is chosen takes the choice back, and a value that is the one on disk
 * takes its change away; the result says whether the change is in force now.
 */
bool mw_whatif_disable(struct mw_whatif *w, const struct mw_object *o);
bool mw_whatif_choose(struct mw_whatif *w, const struct mw_object *o);
bool mw_whatif_value(struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *n, const char *value);
/* Several values of O as one step; N nodes with a value each.  False when
 * nothing changed. */
bool mw_whatif_values(struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *const *nodes, const char *const *values, size_t n);
/*
 * Documents for the end of the file FILE (a source's name).  NULL when it was
 * done, else what is wrong with them, in ARENA.
 */
const char *mw_whatif_add(struct mw_whatif *w, const char *file,
    const char *text, size_t len, struct mw_arena *arena);
/* Other documents in the place of those that C, which is in force, adds; an
 * empty TEXT takes them back. */
const char *mw_whatif_readd(struct mw_whatif *w,
    const struct mw_whatif_change *c, const char *text, size_t len,
    struct mw_arena *arena);
/* The change that adds O, an object of the mesh with the changes; or NULL. */
const struct mw_whatif_change *mw_whatif_addition_of(const struct mw_whatif *w,
    const struct mw_object *o);
/*
 * The whole text of O (its document with comments, or its item of a list,
 * without the indent) is TEXT; documents behind the first are added to the
 * file.  It takes the place of other values that were tried in O.  NOTE: what
 * it is for, or NULL.  NULL when it was done (a text as on disk takes the
 * change away), else what is wrong with it, in ARENA: nothing is changed then.
 */
const char *mw_whatif_replace(struct mw_whatif *w, const struct mw_object *o,
    const char *text, size_t len, const char *note, struct mw_arena *arena);
/* The path of N where it is a part of O that can go alone: a rule of a route of
 * the Gateway API, a match, filter or backend of it; else NULL. */
const char *mw_whatif_part(const struct mw_object *o, const struct mw_node *n,
    struct mw_arena *arena);
/* Without that part, or with it again (then *on); NULL, or why not. */
const char *mw_whatif_without(struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *n, bool *on, struct mw_arena *arena);
/* Drops all changes: one step as well. */
void mw_whatif_drop(struct mw_whatif *w);
bool mw_whatif_can_undo(const struct mw_whatif *w);
bool mw_whatif_can_redo(const struct mw_whatif *w);
/* False when there is nothing to undo or redo. */
bool mw_whatif_undo(struct mw_whatif *w);
bool mw_whatif_redo(struct mw_whatif *w);

/*
 * The steps: 0 is the beginning, and each of the others made another list of
 * the one before it.  Those behind the one in force are undone.
 */
size_t mw_whatif_steps(const struct mw_whatif *w);
/* All that was done behind STEP becomes one. */
void mw_whatif_join(struct mw_whatif *w, size_t step);
size_t mw_whatif_step(const struct mw_whatif *w);	/* in force */
void mw_whatif_go(struct mw_whatif *w, size_t step);
/* What a step, other than 0, did: "PeerAuthentication shop/a is off". */
void mw_whatif_print_step(const struct mw_whatif *w, size_t step,
    struct mw_buf *out);

/* "AuthorizationPolicy shop/no-admin is off" */
void mw_whatif_print(const struct mw_whatif_change *c, struct mw_buf *out);
/* The change that is about this object as a whole, or about this node of it;
 * NULL for none. */
const struct mw_whatif_change *mw_whatif_of(const struct mw_whatif *w,
    const struct mw_object *o, const struct mw_node *n);
/* The change that replaces the text of the object, or NULL. */
const struct mw_whatif_change *mw_whatif_replaces(const struct mw_whatif *w,
    const struct mw_object *o);
bool mw_whatif_is_about(const struct mw_whatif_change *c,
    const struct mw_object *o);
/* Some change is about the object. */
bool mw_whatif_touches(const struct mw_whatif *w, const struct mw_object *o);
/* Why the value of N cannot be changed, or NULL. */
const char *mw_whatif_refuses(const struct mw_object *o,
    const struct mw_node *n);

/* "a/NAME", with SIDE 'a' or 'b', as S stands in the patch: where all files
 * have absolute names, from the folder that they have in common on. */
void mw_whatif_patch_name(const struct mw_mesh *m, const struct mw_source *s,
    char side, struct mw_buf *out);

/* keep.c: the changes in force as text, to be taken up another day.  Reading
 * is one step of undo; gives how many there are, and 0 for other texts. */
void mw_whatif_print_json(const struct mw_whatif *w, struct mw_buf *out);
size_t mw_whatif_read_json(struct mw_whatif *w, const char *text, size_t len);

/* ---- lay.c: laid over a mesh --------------------------------------------- */

/*
 * The mesh as it would be, loaded with OPTIONS.  File names and lines are
 * those of M.  *lost counts the changes that fit nothing in M.
 */
const struct mw_mesh *mw_whatif_mesh(const struct mw_whatif *w,
    const struct mw_mesh *m, const struct mw_mesh_options *options,
    size_t *lost);
/* The same in steps (mw_mesh_step, mw_mesh_end), which borrow ARENA. */
struct mw_mesh_steps *mw_whatif_mesh_begin(const struct mw_whatif *w,
    const struct mw_mesh *m, const struct mw_mesh_options *options,
    struct mw_arena *arena, size_t *lost);
/* The text of O as mw_whatif_replace takes it, with what was changed already;
 * *line is that of the file where it begins.  False when it cannot be taken
 * out of its file. */
bool mw_whatif_text(const struct mw_whatif *w, const struct mw_object *o,
    struct mw_buf *out, unsigned *line);
/* Does change I fit M? */
bool mw_whatif_fits(const struct mw_whatif *w, const struct mw_mesh *m,
    size_t i);
/* The object of M that has the same identity and variant as O of another
 * mesh; NULL when M has none. */
const struct mw_object *mw_whatif_same_object(const struct mw_mesh *m,
    const struct mw_object *o);
/* As a unified patch against the files; choices of variants are told in lines
 * before it that patch(1) skips. */
void mw_whatif_patch(const struct mw_whatif *w, const struct mw_mesh *m,
    struct mw_buf *out);
/* The part of it that is in the text of O; nothing when O is off. */
void mw_whatif_patch_of(const struct mw_whatif *w, const struct mw_mesh *m,
    const struct mw_object *o, struct mw_buf *out);

/* A source with the changes: as it was loaded, and as it would be. */
struct mw_whatif_file {
	const char *name, *path;	/* PATH: NULL when it is no file */
	const char *before, *text;
	size_t before_len, len;
};
/* Those that change, or ALL of M; in ARENA. */
const struct mw_whatif_file *mw_whatif_files(const struct mw_whatif *w,
    const struct mw_mesh *m, bool all, struct mw_arena *arena, size_t *n);
/* The changes that are in the files of M now leave the list, which begins
 * anew: what M has no file for, and what did not fit it, stays. */
void mw_whatif_settle(struct mw_whatif *w, const struct mw_mesh *m);

/* ---- write.c ------------------------------------------------------------- */

/* Over the files, only where each still has what was loaded; with BACKUP that
 * is kept in a file whose name ends in "~".  False: WHY. */
bool mw_whatif_write(const struct mw_whatif_file *f, size_t n, bool backup,
    struct mw_buf *why);
/* Below FOLDER, by name.  Unless OVER, nothing is written when one of them is
 * there: then WHY has its name, and *there is set. */
bool mw_whatif_write_folder(const struct mw_whatif_file *f, size_t n,
    const char *folder, bool over, bool *there, struct mw_buf *why);

/* ---- compare.c: two answers beside each other ---------------------------- */

enum mw_compare_what { MW_COMPARE_BRANCH, MW_COMPARE_HOP, MW_COMPARE_STEP,
    MW_COMPARE_END };
enum mw_compare_side { MW_COMPARE_BEFORE, MW_COMPARE_AFTER };

struct mw_compare_row {
	enum mw_compare_what what;
	bool differs;
	/* of the two sides; NULL or SIZE_MAX: not there */
	const struct mw_outcome *outcome[2];
	const struct mw_hop *hop[2];
	size_t step[2];
	const char *text[2];		/* NULL: not there */
};

struct mw_comparison {
	struct mw_compare_row *v;
	size_t n, cap;
	size_t first;			/* difference; SIZE_MAX: none */
	size_t n_differences;
	const char *verdict[2];		/* "DENIED 403 by ..." */
	bool good[2];
	bool verdict_differs;
};

/* The same request in two meshes; all lives in ARENA and points into the
 * answers. */
const struct mw_comparison *mw_compare_answers(const struct mw_answer *before,
    const struct mw_answer *after, struct mw_arena *arena);
/* "ALLOWED", "DENIED", "ANSWERED" (by a proxy, below 400), "FAILED" */
const char *mw_compare_word(const struct mw_outcome *o);
/* All branches in a line: "DENIED 403 by shop/x", "90 % ...; 10 % ...". */
void mw_compare_verdict(const struct mw_answer *a, struct mw_buf *out);
/* The same without who and why: "DENIED 403", "90 % DENIED 403, 10 % ALLOWED
 * 200" when the branches do not end alike. */
void mw_compare_brief(const struct mw_answer *a, struct mw_buf *out);

/* ---- met.c --------------------------------------------------------------- */

/*
 * Why a change, which makes no difference to the answers A in the meshes M
 * (before, after), has nothing to do with them: "it selects none of the
 * workloads on the way: ...", in ARENA.  NULL when it has, or nobody knows.
 */
const char *mw_compare_unmet(const struct mw_whatif_change *c,
    const struct mw_request *r, const struct mw_mesh *const m[2],
    const struct mw_answer *const a[2], struct mw_arena *arena);

/* ---- witness.c: requests that show what a mesh does ---------------------- */

/*
 * A bounded number of requests that the documents of M give reason for: hosts
 * and paths of VirtualServices, paths and methods of AuthorizationPolicies,
 * every service; in M's order, each with an id.
 */
const struct mw_request *const *mw_witnesses(const struct mw_mesh *m,
    struct mw_arena *arena, size_t *n);

#endif
