/*
 * dr.h - DestinationRules of one namespace, merged and found by host.
 */
#ifndef MW_ISTIOD_DR_H
#define MW_ISTIOD_DR_H

#include "istiod/builder.h"

/* Something of a rule that its merging lost; told when the entry is used. */
struct mw_dr_loss {
	enum mw_omission_reason reason;
	const struct mw_object *object;
	const struct mw_node *node;
	const char *what;		/* "subset 'v1'", or NULL */
};

/* One rule, or several of one host as one (R149). */
struct mw_dr_entry {
	struct mw_dr dr;
	const char *host;
	const struct mw_label_selector *selector;	/* NULL for none */
	const char *const *export_to;	/* sorted set; n 0: not given */
	size_t n_export_to;
	MW_VEC(struct mw_dr_subset) subsets;
	struct mw_map *names;		/* of subsets, once there are many */
	MW_VEC(const struct mw_object *) from;
	MW_VEC(struct mw_dr_loss) losses;
	bool used;
};

/* Entries of one host, in the order of R15. */
struct mw_dr_list {
	const char *host;
	struct mw_dr_entry **v;
	size_t n, cap;
};

/* Rules by host: exact ones and wildcards are one table, since no host is
 * both.  "*" and "*.x" are found by cutting labels; others need a look at
 * each. */
struct mw_dr_pool {
	bool built;
	struct mw_map *by_host;
	bool wildcards;
	MW_VEC(const struct mw_dr_list *) odd;	/* "*x" */
};

/* Which rules of a namespace: for its own proxies, for others, and what it
 * keeps to itself. */
enum mw_dr_kind { MW_DR_LOCAL, MW_DR_EXPORTED, MW_DR_OWN };

/* ---- dr-index.c */

struct mw_dr_index;
struct mw_dr_index *mw_dr_index_new(struct mw_builder *b);
/* Rules of NS, merged on first use; NULL when it has none. */
const struct mw_dr_pool *mw_dr_pool(struct mw_builder *b,
    struct mw_dr_index *ix, const char *ns, enum mw_dr_kind kind);
/* The list of the most specific host that covers HOST (R146), or NULL. */
const struct mw_dr_list *mw_dr_find(const struct mw_dr_pool *p,
    const char *host);
/* exportTo holds WORD. */
bool mw_dr_exports(const struct mw_dr_entry *e, const char *word);

/* ---- dr.c */

/* The rule for a receiving proxy: workloadSelector never counts (R152). */
const struct mw_dr *mw_build_dr_inbound(struct mw_builder *b,
    const struct mw_service *s);
/* Rules that this proxy does not use, and why; once, at the end. */
void mw_dr_omissions(struct mw_builder *b);

#endif
