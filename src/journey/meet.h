/*
 * meet.h - the certificates and the trust that meet where proxies connect.
 *
 * A meeting is one connection that a client's cluster makes to one pod, or
 * that a client without a proxy makes in plaintext, and how the pod takes it:
 * made by the same connecting and accepting as a walk, so "why does mTLS
 * fail" has the answer that a request would get.
 */
#ifndef MW_JOURNEY_MEET_H
#define MW_JOURNEY_MEET_H

#include "journey/journey.h"

struct mw_meeting {
	const struct mw_workload *client;
	const struct mw_workload *server;	/* NULL: outside the mesh */
	const struct mw_cluster *cluster;	/* NULL: the client has no proxy */
	const struct mw_service *service;
	uint32_t service_port;
	uint32_t port;			/* of the server */
	const struct mw_connection *connection;
	/* what the server's proxy asks for at that port; NULL without one */
	const struct mw_downstream_tls *tls;
	bool terminated;		/* TLS ends there */
	bool good;
	const char *text;		/* how it ends, in words; static */
};

struct mw_meetings {
	const struct mw_meeting *v;
	size_t n;
	size_t left_out;	/* clients beyond MW_LIMIT_CALLERS, or rows
				 * beyond MW_LIMIT_MEETINGS */
};

/* What connects to the services of W; clients of its namespace first. */
struct mw_meetings mw_meetings_in(struct mw_session *s,
    const struct mw_workload *w, struct mw_arena *arena);
/* What W connects to; nothing when it has no proxy. */
struct mw_meetings mw_meetings_out(struct mw_session *s,
    const struct mw_workload *w, struct mw_arena *arena);

#endif
