/*
 * help.h - inside view: the help and the palette, and what they list.
 */
#ifndef MW_VIEW_HELP_H
#define MW_VIEW_HELP_H

#include "view/state.h"

enum mw_help_kind {
	MW_HELP_HEADING,
	MW_HELP_ACTION,
	MW_HELP_OBJECT,
	MW_HELP_HOST,
	MW_HELP_FILE,
	MW_HELP_REQUEST,
	MW_HELP_SIGN,
	MW_HELP_PLACE
};

struct mw_help_entry {
	enum mw_help_kind kind;
	union {
		enum mw_action action;
		const struct mw_object *object;	/* of a place too */
		const struct mw_service *host;	/* it has an object */
		const struct mw_source *file;
		size_t request;		/* of the saved ones */
		const char *heading;	/* may be "" */
		size_t sign;		/* of those that are explained */
	};
	const struct mw_node *node;	/* of a place: in its object */
	bool own;			/* heading of the screen's own actions */
};

struct mw_help {
	bool palette;
	struct mw_edit typed;
	struct mw_list list;
	struct mw_help_entry *v;
	size_t cap;
	int name_columns;		/* of the requests listed */
	bool cut;			/* places were not all looked at */
	char letter;			/* of the screen below */
	const char *why_not[MW_DO_COUNT];	/* on the screen below */
};

/* help-list.c: what has the words that are typed; in the palette more than
 * actions, as soon as something is typed. */
void mw_help_fill(struct mw_app *a);
/* A sign of the screen, and what it means. */
const char *mw_help_sign(size_t i, const char **means);

#endif
