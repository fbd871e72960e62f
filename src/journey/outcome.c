/*
 * outcome.c - an outcome in a few words; names of the small enums.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "journey/journey.h"

const char *
mw_hop_protocol_name(enum mw_hop_protocol p)
{
	switch (p) {
	case MW_HOP_LISTENER:
		return "listener";
	case MW_HOP_HTTP:
		return "http";
	case MW_HOP_TCP:
		return "tcp";
	}
	return "";
}

const char *
mw_direction_name(enum mw_direction d)
{
	switch (d) {
	case MW_OUTBOUND:
		return "outbound";
	case MW_INBOUND:
		return "inbound";
	case MW_GATEWAY:
		return "gateway";
	}
	return "";
}

/* The hop that ended the request, or NULL. */
static const struct mw_hop *
ending_hop(const struct mw_outcome *o)
{
	for (size_t i = o->n_hops; i-- > 0;) {
		const struct mw_hop *h = &o->hops[i];

		if (h->details != NULL || h->flags != NULL ||
		    h->policy != NULL || h->protocol == MW_HOP_LISTENER)
			return h;
	}
	return NULL;
}

static void
add_reason(const struct mw_hop *h, struct mw_buf *b)
{
	mw_buf_printf(b, ", %s %s", h->direction == MW_GATEWAY ? "gateway"
	    : h->direction == MW_INBOUND ? "server sidecar of"
	    : "client sidecar of", h->name);
	if (h->policy != NULL && strcmp(h->policy, "none") == 0)
		mw_buf_adds(b, ": no ALLOW policy matches");
	else if (h->policy != NULL)
		mw_buf_printf(b, ": policy %s", h->policy);
	else if (h->details != NULL)
		mw_buf_printf(b, ": %s", h->details);
	if (h->flags != NULL)
		mw_buf_printf(b, " (%s)", h->flags);
}

void
mw_outcome_summary(const struct mw_outcome *o, struct mw_buf *out)
{
	const struct mw_hop *h = ending_hop(o);
	struct mw_buf b = { 0 };

	if (o->reason != NULL)
		mw_buf_printf(&b, "no connection: %s", o->reason);
	else if (o->failure != NULL)
		mw_buf_printf(&b, "connection %s", strcmp(o->failure, "tls") == 0
		    ? "failed in TLS" : o->failure);
	else if (o->status != 0)
		mw_buf_printf(&b, "%u", o->status);
	else
		mw_buf_adds(&b, "answered");
	if (o->delivered != NULL)
		mw_buf_printf(&b, " from %s port %u", o->delivered->pod,
		    o->delivered->port);
	else if (h != NULL)
		add_reason(h, &b);
	mw_utf8_printable(out, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
}

bool
mw_answer_is_good(const struct mw_answer *a)
{
	if (a->error != NULL)
		return false;
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		if (o->failure != NULL || o->status >= 400)
			return false;
	}
	return true;
}
