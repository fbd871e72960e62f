/*
 * filter.h - the words of a filter: all of them must fit.
 *
 * "deny" looks in the texts, "!deny" must not be there; ns: kind: host: file:
 * is:error is:unused narrow.
 */
#ifndef MW_VIEW_FILTER_H
#define MW_VIEW_FILTER_H

#include <stdbool.h>
#include <stddef.h>

struct mw_filter_facts {
	const char *text[3];	/* each may be NULL */
	const char *ns, *kind, *host, *file;
	bool error, warning, unused;
};

/* Read once, for many subjects; mw_filter_end frees what it has. */
struct mw_filter {
	struct mw_filter_word *v;
	size_t n, cap;
	bool asks_unused, asks_file;	/* facts that take time to find */
};
void mw_filter_begin(struct mw_filter *f, const char *text);
bool mw_filter_has(const struct mw_filter *f,
    const struct mw_filter_facts *facts);
void mw_filter_end(struct mw_filter *f);

/* All of it at once. */
bool mw_filter_fits(const char *filter, const struct mw_filter_facts *facts);

/* "VS" for VirtualService, where there is little room; else KIND itself. */
const char *mw_short_kind(const char *kind);

#endif
