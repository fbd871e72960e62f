/*
 * walk.h - inside journey: one sending of a request, hop by hop.
 */
#ifndef MW_JOURNEY_WALK_H
#define MW_JOURNEY_WALK_H

#include "base/vec.h"
#include "journey/journey.h"

/* Where a client dials, as its resolver and kube-proxy would have it. */
struct mw_dial {
	const char *ip;
	uint32_t port;
	bool captured;		/* by the sidecar of the client's pod */
	const char *error;	/* the name leads nowhere: why; else NULL */
	const char *assumed;	/* of the name, which no manifest has; or NULL */
};

/* What is behind an address on the network. */
struct mw_place {
	const struct mw_workload *workload;	/* a pod; else NULL */
	const char *ip;		/* of the pod, after kube-proxy */
	uint32_t port;
	bool nobody;		/* a service address without anybody behind it */
};

void mw_dial(const struct mw_mesh *m, const struct mw_request *r,
    const struct mw_workload *from, struct mw_arena *arena,
    struct mw_dial *out);
/* Follow IP:PORT to a pod, through service addresses; workload NULL: outside
 * the mesh. */
void mw_place_find(const struct mw_mesh *m, const char *ip, uint32_t port,
    struct mw_place *out);
/* The first gateway pod that G selects, or NULL. */
const struct mw_workload *mw_gateway_pod(const struct mw_mesh *m,
    const struct mw_gateway *g);

/* How a connection ended for the one who made it. */
enum mw_end {
	MW_END_ANSWERED,	/* HTTP status, or bytes for TCP */
	MW_END_REFUSED,
	MW_END_TLS,		/* handshake failed */
	MW_END_CLOSED		/* accepted, then closed without an answer */
};

struct mw_reply {
	enum mw_end end;
	uint32_t status;	/* 0: TCP bytes */
	struct mw_headers_list headers;
	const char *body;	/* written by a proxy; else NULL */
	const char *tls_error;
	int tls_layer;		/* END_TLS: how many more are inside the one
				 * that failed */
};

/* One sending: state that its hops share. */
struct mw_walk {
	struct mw_session *session;
	const struct mw_request *request;
	struct mw_arena *arena;
	bool trace;
	bool mirror;		/* this is a copy: no hops are kept */
	bool silent;		/* a connection over which nothing is sent */
	bool unsent;		/* ... for it could not be written: it is made,
				 * and its listener logs that */
	size_t branch;		/* of the first split on the way */
	bool split_seen;
	bool identity_shown;	/* that of the request, in mesh TLS */
	int depth;
	const struct mw_workload *from;
	const struct mw_cluster *via;	/* of the last proxy's connection */
	const char *outside;	/* name for what lies outside the mesh */
	struct mw_dial dial;
	struct mw_outcome *outcome;
	size_t n_branches;
	MW_VEC(struct mw_hop) hops;
	MW_VEC(struct mw_delivery) mirrors;
	MW_VEC(const char *) assumptions;
	MW_VEC(const char *) not_modelled;
};

/* What the options of the session say to a proxy: now, external verdicts. */
void mw_session_fill(const struct mw_session *s, struct mw_http_input *in);

/* What the answer rests on and no manifest has: told once. */
void mw_walk_assume(struct mw_walk *w, const char *text);
/* The client's own sending; fills W->outcome. */
void mw_walk_start(struct mw_walk *w);
/* client.c: the caller's sidecar made UP, with an identity that was typed. */
void mw_walk_show_identity(struct mw_walk *w, const struct mw_connection *up,
    struct mw_steps *log);
/* caller.c: that the caller has no sidecar, and why, in the first LOG; what
 * makes the last hop's connection plaintext, below the step that refuses it. */
void mw_walk_no_sidecar(struct mw_walk *w, struct mw_steps *log);
void mw_walk_plaintext(struct mw_walk *w, struct mw_steps *log);
/* caller.c: that C has mutual TLS for a pod without a sidecar, below the step
 * that says that the upstream failed. */
void mw_walk_no_server_sidecar(struct mw_walk *w, const struct mw_cluster *c,
    struct mw_steps *log);
/* missing.c: clauses of the last step, which says that P has no cluster NAME;
 * or that it cannot forward, if C has no endpoints. */
void mw_walk_no_cluster(struct mw_walk *w, const struct mw_proxy *p,
    const char *name, struct mw_steps *log);
void mw_walk_no_endpoint(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_cluster *c, struct mw_steps *log);
/* C leads to nothing that P knows, and WHY it is not let out. */
void mw_walk_unknown(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_connection *c, const struct mw_origin *why,
    struct mw_steps *log);
/* unused.c: steps for what is written for the host of AUTHORITY and is not
 * used by P. */
void mw_walk_unused(struct mw_walk *w, const struct mw_proxy *p,
    const char *authority, struct mw_steps *log);
/* Steps for its routes that are not for P, or not for PORT, before those that
 * were asked; after LOG has these. */
void mw_walk_left_out(struct mw_walk *w, const struct mw_proxy *p,
    const char *authority, uint32_t port, struct mw_steps *log);
/* A real token is written somewhere in the request. */
bool mw_walk_has_token(const struct mw_request *r);
/*
 * P connects to CLUSTER for what came by DOWN/ACCEPT; false without an
 * endpoint.
 */
bool mw_walk_connect(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_cluster *cluster, const struct mw_connection *down,
    const struct mw_accept *accept, const struct mw_http *http,
    struct mw_steps *log, struct mw_reply *reply);

/* C has come to the network; to the sidecar or gateway of WORKLOAD. */
void mw_walk_arrive(struct mw_walk *w, const struct mw_connection *c,
    const struct mw_http *http, struct mw_reply *reply);
void mw_walk_through(struct mw_walk *w, const struct mw_workload *workload,
    enum mw_direction dir, const struct mw_connection *c,
    const struct mw_http *http, struct mw_reply *reply);

/* application.c: POD ("external:..." outside the mesh) gets what C carries. */
void mw_walk_application(struct mw_walk *w, const struct mw_connection *c,
    const char *pod, const struct mw_workload *workload, uint32_t port,
    const struct mw_http *http, struct mw_reply *reply);
/* An application's certificate is not the one that C wants; INSIDE the mesh
 * it names no host. */
bool mw_application_refuses(const struct mw_connection *c, bool inside);
/* Does anything in a pod without proxy listen on PORT? */
bool mw_walk_listens(const struct mw_walk *w, const struct mw_workload *pod,
    uint32_t port);
const char *mw_walk_pod_name(struct mw_walk *w,
    const struct mw_workload *workload);
/* A request target that no server takes. */
bool mw_is_bad_target(const char *path);
/* How many layers of TLS are inside that of C. */
int mw_tls_layers(const struct mw_connection *c);

/* authorizer.c: what is known of the answers of a chain's external
 * authorizers, one each; NULL when it has none. */
const struct mw_authorizer *mw_walk_authorizers(struct mw_walk *w,
    const struct mw_proxy *p, const struct mw_connection *down,
    const struct mw_accept *accept, const struct mw_http *http);

/* deliver.c: what the application received, against what was sent. */
struct mw_delivery mw_deliver(struct mw_walk *w, const char *pod,
    const struct mw_workload *workload, uint32_t port, bool tls, bool http2,
    const struct mw_http *http);
/* Names that tell nothing of the mesh: request ids, tracing, lengths. */
bool mw_header_is_noise(const char *name);

#endif
