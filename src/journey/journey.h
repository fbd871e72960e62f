/*
 * journey.h - a request's whole way: client, gateway, sidecars, application.
 *
 * A session holds a mesh and the proxies compiled so far.  Sending a request
 * gives an answer: one outcome for each branch of a weighted route, each with
 * its hops, what was delivered, mirrors and the response.
 *
 * An answer lives in the arena it was made in and points into the session; it
 * must be dropped before the session, and the session before the mesh.
 */
#ifndef MW_JOURNEY_JOURNEY_H
#define MW_JOURNEY_JOURNEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "envoy/envoy.h"
#include "journey/request.h"
#include "mesh/mesh.h"
#include "xds/step.h"
#include "xds/xds.h"

enum mw_verdict_given { MW_EXT_AUTHZ_UNKNOWN, MW_EXT_AUTHZ_ALLOW,
    MW_EXT_AUTHZ_DENY };

struct mw_session_options {
	enum mw_verdict_given ext_authz;	/* --ext-authz */
	int64_t now;		/* seconds for token times; 0: the clock */
};

struct mw_session;
struct mw_session *mw_session_new(const struct mw_mesh *m,
    const struct mw_session_options *options);	/* NULL: defaults */
void mw_session_free(struct mw_session *s);
/* Another one, with the same mesh and options. */
struct mw_session *mw_session_like(const struct mw_session *s);
/* How many proxies were compiled, those that were forgotten as well. */
size_t mw_session_compiled(const struct mw_session *s);
/* Forgets the compiled proxies when there are more than MOST, but that of BUT
 * (or NULL); no answer, hop or proxy of this session may be in use. */
void mw_session_trim(struct mw_session *s, size_t most,
    const struct mw_workload *but);
const struct mw_mesh *mw_session_mesh(const struct mw_session *s);
/* The compiled proxy of W; made on first use. */
const struct mw_proxy *mw_session_proxy(struct mw_session *s,
    const struct mw_workload *w);

/*
 * Proxies are compiled when a request meets them, which takes long in a large
 * mesh.  Whoever has keys to answer meanwhile tries first: from TRY to MISSED
 * nothing is compiled, and a proxy that is not there is like one that knows
 * nothing.  What is found out so is worth nothing if MISSED says that there was
 * one.  COMPILE makes it, in steps of a millisecond or so: true if there was
 * something to do.  Then the same is tried again.
 */
void mw_session_try(struct mw_session *s);
bool mw_session_missed(struct mw_session *s);
bool mw_session_compile(struct mw_session *s);

enum mw_hop_protocol {
	MW_HOP_LISTENER,	/* no filter chain was entered */
	MW_HOP_HTTP,
	MW_HOP_TCP
};
const char *mw_hop_protocol_name(enum mw_hop_protocol p);
const char *mw_direction_name(enum mw_direction d);

struct mw_hop {
	const struct mw_workload *workload;
	const struct mw_proxy *proxy;
	const char *name;		/* "namespace/pod" */
	enum mw_direction direction;
	enum mw_hop_protocol protocol;
	const struct mw_connection *connection;	/* as it arrived */
	const struct mw_accept *accept;
	/* names as Envoy gives them; NULL where there is none */
	const char *listener, *chain, *route_config, *vhost, *route, *cluster;
	uint32_t code;			/* 0 for TCP */
	bool has_code;
	const char *details, *flags, *peer, *policy;
	uint32_t attempts;		/* when more than one, else 0 */
	const struct mw_http_decision *http;	/* NULL for others */
	const struct mw_tcp_decision *tcp;
	const struct mw_steps *steps;	/* NULL without trace */
	/* The other proxy's handshake failed before this one could say which
	 * connection it was: no access log shows the two as one request. */
	bool unlogged;
};

struct mw_delivery {
	const char *pod;		/* or "external:..." */
	uint32_t port;
	bool tcp;			/* not HTTP */
	bool tls;			/* the application itself got TLS */
	const struct mw_workload *workload;	/* NULL: outside */
	const char *method, *host, *path;
	struct mw_headers_list headers;	/* all that arrived */
	/* those that the client did not send or with another value, joined,
	 * sorted by name; and those that it sent and did not arrive */
	struct mw_headers_list changed;
	const char **removed;
	size_t n_removed;
};

struct mw_outcome {
	uint64_t weight, of;		/* of 0: no split */
	uint32_t status;		/* 0: none */
	const char *failure;		/* "refused", "tls", "closed", "timeout" */
	const char *reason;		/* no connection was made: why; or NULL */
	struct mw_hop *hops;
	size_t n_hops;
	const struct mw_delivery *delivered;	/* NULL: nowhere */
	const char **endpoints;		/* of the last outbound cluster */
	size_t n_endpoints;
	const struct mw_delivery *mirrors;	/* sorted by pod, host, path */
	size_t n_mirrors;
	struct mw_headers_list response;
	const char *body;		/* when a proxy wrote it; else NULL */
	const char *dial;		/* "10.0.0.1:80": where the client went */
};

struct mw_answer {
	const struct mw_request *request;
	struct mw_outcome *outcomes;
	size_t n_outcomes;
	/* facts of the first proxy that is no server's sidecar */
	const struct mw_route_entry *route;
	const struct mw_cluster *cluster;
	const struct mw_proxy *cluster_proxy;
	const char *const *assumptions;
	size_t n_assumptions;
	const char *const *not_modelled;
	size_t n_not_modelled;
	const char *error;	/* it cannot be decided: why; or NULL */
};

/* Send R.  With TRACE every hop keeps its steps. */
const struct mw_answer *mw_session_send(struct mw_session *s,
    const struct mw_request *r, struct mw_arena *arena, bool trace);
/* The same as a step of a millisecond or so: NULL while proxies on the way are
 * being compiled.  ARENA may keep a little of what was tried. */
const struct mw_answer *mw_session_attempt(struct mw_session *s,
    const struct mw_request *r, struct mw_arena *arena, bool trace);

/* The Service that NAME means for a client in namespace NS, as its resolver's
 * search list has it; NULL when it is none. */
const struct mw_service *mw_dial_service(const struct mw_mesh *m,
    const char *name, const char *ns, struct mw_arena *arena);

/*
 * The verdict in a few words, for one line: "200 from shop/reviews-v1",
 * "403 by shop/deny-admin rule 0", "503 NC: no cluster ...".
 */
void mw_outcome_summary(const struct mw_outcome *o, struct mw_buf *out);
/* Every outcome answered below 400 (or was delivered, for TCP). */
bool mw_answer_is_good(const struct mw_answer *a);

#endif
