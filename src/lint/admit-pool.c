/*
 * admit-pool.c - connection pools, of DestinationRules and Sidecars (D0).
 */
#include "lint/admit-check.h"

enum { DEFAULT_POLICY, DO_NOT_UPGRADE, UPGRADE };

#define NS_PER_MS INT64_C(1000000)

static void
check_keep_alive(struct mw_admit *a,
    const struct mw_destination_rule_http2_keep_alive *k)
{
	if (k == NULL)
		return;
	if (k->interval.node == NULL)
		mw_admit_error(a, k->node, "http2KeepAlive needs an interval");
	if (k->timeout.node == NULL)
		mw_admit_error(a, k->node, "http2KeepAlive needs a timeout");
	mw_admit_duration(a, &k->interval);
	mw_admit_duration(a, &k->timeout);
}

static void
check_http(struct mw_admit *a, const struct mw_pool_http *h)
{
	if (h == NULL)
		return;
	mw_admit_not_negative(a, &h->http1_max_pending_requests,
	    "http1MaxPendingRequests");
	mw_admit_not_negative(a, &h->http2_max_requests, "http2MaxRequests");
	mw_admit_not_negative(a, &h->max_requests_per_connection,
	    "maxRequestsPerConnection");
	mw_admit_not_negative(a, &h->max_retries, "maxRetries");
	mw_admit_duration(a, &h->idle_timeout);
	if (h->h2_upgrade_policy.v == UPGRADE && h->use_client_protocol.v)
		mw_admit_error(a, h->use_client_protocol.node,
		    "useClientProtocol and an h2UpgradePolicy of UPGRADE "
		    "contradict each other");
	mw_admit_not_negative(a, &h->max_concurrent_streams,
	    "maxConcurrentStreams");
	check_keep_alive(a, h->http2_keep_alive);
}

static void
check_tcp(struct mw_admit *a, const struct mw_pool_tcp *t)
{
	if (t == NULL)
		return;
	mw_admit_not_negative(a, &t->max_connections, "maxConnections");
	mw_admit_duration(a, &t->connect_timeout);
	mw_admit_duration(a, &t->max_connection_duration);
	/* none at all switches the timeout off */
	if (t->idle_timeout.ns / NS_PER_MS != 0)
		mw_admit_duration(a, &t->idle_timeout);
	if (t->tcp_keepalive != NULL) {
		mw_admit_duration(a, &t->tcp_keepalive->time);
		mw_admit_duration(a, &t->tcp_keepalive->interval);
	}
}

void
mw_admit_pool(struct mw_admit *a, const struct mw_connection_pool *p)
{
	if (p == NULL)
		return;
	if (p->http == NULL && p->tcp == NULL)
		mw_admit_error(a, p->node,
		    "a connectionPool needs http or tcp");
	check_http(a, p->http);
	check_tcp(a, p->tcp);
}
