/*
 * fragment.c - documents that are a piece of something: what they mean.
 *
 * Examples on the web are printed in pieces ("add this:"), and some with words
 * of other products.  The field tables know the places of the first; the words
 * of the second are listed here.
 */
#include "model/decode.h"

#include <string.h>

enum { KEYS = 16, HOMES = 3 };

static const struct {
	const char *word, *meant;
} foreign[] = {
	{ "circuitBreaker", "outlierDetection and connectionPool, under "
	    "spec.trafficPolicy of a DestinationRule" },
	{ "circuitBreakers", "connectionPool, under spec.trafficPolicy of a "
	    "DestinationRule" },
	{ "rateLimit", "an EnvoyFilter: Istio has no kind for rate limits" },
	{ "rateLimits", "an EnvoyFilter: Istio has no kind for rate limits" },
	{ "retry", "retries, in an http route of a VirtualService" },
	{ "retryPolicy", "retries, in an http route of a VirtualService" },
	{ "timeouts", "timeout, in an http route of a VirtualService" },
	{ "loadBalancing", "loadBalancer, under spec.trafficPolicy of a "
	    "DestinationRule" },
	{ "faultInjection", "fault, in an http route of a VirtualService" },
	{ "mutualTls", "mtls, in the spec of a PeerAuthentication" },
};

static bool
hint_foreign(struct mw_reader *r, struct mw_diag *d, const struct mw_node *root)
{
	for (size_t i = 0; i < MW_LEN(foreign); i++)
		if (mw_node_get(root, foreign[i].word) != NULL) {
			mw_fault_hint(r, d, "'%s' is no field of Istio; what "
			    "is meant is %s", foreign[i].word,
			    foreign[i].meant);
			return true;
		}
	return false;
}

static bool
better(const struct mw_home *a, const struct mw_home *b)
{
	return a->score != b->score ? a->score > b->score :
	    a->depth < b->depth;
}

/* The best homes of all kinds, equal ones side by side; their number. */
static size_t
best_homes(struct mw_reader *r, const char *const *keys, size_t n,
    struct mw_home homes[HOMES])
{
	size_t found = 0;

	for (int k = MW_KIND_UNKNOWN + 1; k < MW_KIND_COUNT; k++) {
		struct mw_home home;

		if (!mw_home_of_keys(r->d->arena, (enum mw_kind)k, keys, n,
		    &home))
			continue;
		if (found > 0 && better(&home, &homes[0]))
			found = 0;
		if (found < HOMES &&
		    (found == 0 || !better(&homes[0], &home)))
			homes[found++] = home;
	}
	return found;
}

static void
hint_homes(struct mw_reader *r, struct mw_diag *d, const struct mw_node *root)
{
	const char *keys[KEYS];
	struct mw_home homes[HOMES];
	struct mw_buf b = { 0 };
	size_t n = 0, found;
	const struct mw_node *c = mw_node_first(root);

	for (; c != NULL && n < KEYS; c = mw_node_next(c))
		keys[n++] = mw_node_key(c);
	found = best_homes(r, keys, n, homes);
	/* one common word among many says nothing: a file of values */
	if (found == 0 || 2 * homes[0].score <= n)
		return;
	if (homes[0].score < n)
		mw_buf_adds(&b, "most of the keys belong into");
	else
		mw_buf_printf(&b, n == 1 ? "'%s' belongs into" :
		    "'%s' and the others belong into", keys[0]);
	for (size_t i = 0; i < found; i++) {
		mw_buf_printf(&b, "%s %s of kind %s", i == 0 ? "" :
		    i + 1 < found ? "," : " or",
		    homes[i].path[0] != '\0' ? homes[i].path : "the top level",
		    mw_kind_info(homes[i].kind)->name);
	}
	mw_fault_hint(r, d, "%s", mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_fault_fragment(struct mw_reader *r, const struct mw_place *root)
{
	struct mw_diag *d = mw_fault(r, root, MW_DIAG_FRAGMENT,
	    "neither apiVersion nor kind: a piece of configuration, not an "
	    "object");

	if (d == NULL || hint_foreign(r, d, root->node))
		return;
	hint_homes(r, d, root->node);
}
