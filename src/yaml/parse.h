/*
 * parse.h - a stretch of a source to documents.
 */
#ifndef MW_YAML_PARSE_H
#define MW_YAML_PARSE_H

#include "yaml/intern.h"
#include "yaml/tree.h"

struct mw_frame;

/* What one thread needs and keeps from part to part. */
struct mw_worker {
	struct mw_arena *arena;		/* results */
	struct mw_store *store;
	struct mw_names *names;
	struct mw_limits limits;
	struct mw_value *values;	/* stack: they wait for their parent */
	size_t n_values, values_cap;
	struct mw_frame *frames;	/* stack: collections that are open */
	size_t n_frames, frames_cap;
};

/* Work to be done, and then the result of it. */
struct mw_part {
	const struct mw_source *source;
	const struct mw_home *home;
	size_t begin, end;		/* bytes of the source */
	struct {
		struct mw_document *v;	/* on the heap */
		size_t n, cap;
	} documents;			/* index counts within the part */
	size_t count;			/* documents, the broken ones too */
	struct mw_diags diags;
};

void mw_worker_init(struct mw_worker *w, struct mw_keys *keys,
    const struct mw_limits *limits, size_t size_hint);
/* Frees all but the arena. */
void mw_worker_fini(struct mw_worker *w);
void mw_parse_part(struct mw_worker *w, struct mw_part *part);
/* The same in steps of about MOST events; false: it is done.  The part's
 * documents are there as they end.  END may come before that: the document
 * that is open is lost then. */
struct mw_parsing;
struct mw_parsing *mw_parse_begin(struct mw_worker *w, struct mw_part *part);
bool mw_parse_step(struct mw_parsing *g, size_t most);
void mw_parse_end(struct mw_parsing *g);	/* NULL is fine */

#endif
