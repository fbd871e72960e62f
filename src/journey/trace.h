/*
 * trace.h - of the steps of an outcome: which one decided, and what is behind
 * a step.
 */
#ifndef MW_JOURNEY_TRACE_H
#define MW_JOURNEY_TRACE_H

#include "journey/journey.h"

/* The clause below a step that settled it, or NULL. */
const struct mw_step *mw_trace_clause(const struct mw_hop *h, size_t step);
/* A step that ends the request because nothing before it in its stage did
 * fit: those say why. */
bool mw_trace_asks_others(const struct mw_step *s);
/* The candidate before STEP that the same stage refused, or SIZE_MAX. */
size_t mw_trace_candidate(const struct mw_hop *h, size_t step);
/*
 * What a step has to show: what settled it; of one that says that nothing
 * fitted, what settled the candidate that is nearest.
 */
const struct mw_origin *mw_trace_origin(const struct mw_hop *h, size_t step);
/*
 * The hop and the step that made the outcome what it is: what failed; else the
 * rule of an ALLOW policy that let it pass, the last one on the way; else the
 * external authorizer that did; else the route that was taken first, or of TCP
 * the cluster.  NULL when there is none, or no trace.
 */
const struct mw_hop *mw_trace_decider(const struct mw_outcome *o,
    size_t *step);

#endif
