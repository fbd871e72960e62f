/*
 * lint.h - findings: what is wrong with a mesh.
 *
 * A finding carries a rule: a code of diag.def ("MW0301") or, where Istio's
 * analyzers or admission say the same, Istio's own ("IST0101").  Rules come in
 * families, one file each, and are listed in registry.c.
 */
#ifndef MW_LINT_LINT_H
#define MW_LINT_LINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "mesh/mesh.h"
#include "yaml/node.h"

struct mw_finding {
	const char *rule;		/* "IST0101", "MW0204" */
	enum mw_severity severity;
	const struct mw_object *object;	/* NULL: none, or no object at all */
	const char *kind, *ns, *name;	/* of the object; "" for none */
	struct mw_span span;
	size_t document;		/* 0-based in its file */
	const char *path;		/* spec.http[0].match; or NULL */
	const char *text;
	const char *hint;		/* NULL for none */
	/* Two with one text and one line are one: the line that counts, when
	 * it is not that of the place. */
	uint32_t counts_at;
};
#define MW_FINDING_WHOLE UINT32_MAX	/* of the object, whatever the line */

struct mw_lint_world;

struct mw_findings {
	struct mw_arena *arena;
	const struct mw_mesh *mesh;
	const struct mw_lint_world *world;	/* the mesh as rules see it */
	struct mw_finding *v;
	size_t n, cap;
};

/*
 * Adds one about NODE of O (NULL: the object as such).  Gives it for a hint.
 */
struct mw_finding *mw_finding_add(struct mw_findings *f, const char *rule,
    enum mw_severity severity, const struct mw_object *o,
    const struct mw_node *node, const char *fmt, ...) MW_PRINTF(6, 7);

/*
 * What takes long goes in steps, so that a screen can be drawn between them:
 * step is called for each of 0 to N - 1, again while it says that it is not
 * done with I.
 */
struct mw_lint_steps {
	const char *what;		/* is counted: "objects" */
	/* State of its own, in the arena of F, or NULL; *n is set. */
	void *(*begin)(struct mw_findings *f, size_t *n);
	bool (*step)(struct mw_findings *f, void *state, size_t i);
	/* After the last step; DONE false: there will be none.  May be NULL. */
	void (*end)(struct mw_findings *f, void *state, bool done);
};

struct mw_lint_family {
	const char *name;		/* "admission", "analyzers", ... */
	const char *about;
	void (*run)(struct mw_findings *f);	/* at once, or NULL: */
	const struct mw_lint_steps *steps;
};
/* Ended by an entry without name. */
extern const struct mw_lint_family mw_lint_families[];

/*
 * Everything that all families find, with what loading found, by file, line,
 * column, rule.  What says the same of the same place is there once.
 * Everything lives in ARENA and points into M.
 */
const struct mw_findings *mw_lint_run(struct mw_arena *arena,
    const struct mw_mesh *m);

/* The same a bit at a time. */
struct mw_lint_pass;
struct mw_lint_pass *mw_lint_begin(struct mw_arena *arena,
    const struct mw_mesh *m);
/* Goes on for a little; the longest bit is to compile a proxy.  False when
 * there is no more to do. */
bool mw_lint_step(struct mw_lint_pass *p);
/* "3,200 of 20,000 objects": of the family that is at work. */
struct mw_lint_progress {
	const char *what;
	size_t done, all;
};
struct mw_lint_progress mw_lint_progress(const struct mw_lint_pass *p);
/* What was found until now: first of all what loading found.  In order, and
 * all of it, after the last step. */
const struct mw_findings *mw_lint_found(const struct mw_lint_pass *p);
/* To be called for every pass, also one that is given up before its end. */
void mw_lint_end(struct mw_lint_pass *p);

/* By file, line, column, rule, text: as strcmp does it. */
int mw_finding_by_place(const struct mw_finding *a,
    const struct mw_finding *b);
/* What loading found (diagnostics), as findings. */
void mw_lint_loading(struct mw_findings *f);

/* Title, why and fix of a rule; NULL for an unknown one. */
struct mw_rule_info {
	const char *rule;
	enum mw_severity severity;
	const char *title, *why, *fix;
	bool whole;		/* all count as MW_FINDING_WHOLE */
};
const struct mw_rule_info *mw_lint_rule(const char *rule);
/* All rules with one of Istio's codes, and those of walk.def. */
const struct mw_rule_info *mw_lint_rules(size_t *n);

#endif
