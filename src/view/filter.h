/*
 * filter.h - the words of a filter: all of them must fit.
 *
 * "deny" looks in the texts, "!deny" must not be there; ns: kind: host: file:
 * is:error is:unused narrow.
 */
#ifndef MW_VIEW_FILTER_H
#define MW_VIEW_FILTER_H

#include <stdbool.h>

struct mw_filter_facts {
	const char *text[3];	/* each may be NULL */
	const char *ns, *kind, *host, *file;
	bool error, warning, unused;
};

bool mw_filter_fits(const char *filter, const struct mw_filter_facts *facts);

/* "VS" for VirtualService, where there is little room; else KIND itself. */
const char *mw_short_kind(const char *kind);

#endif
