/*
 * outbound.h - the outbound side of a sidecar, between its files.
 */
#ifndef MW_ISTIOD_OUTBOUND_H
#define MW_ISTIOD_OUTBOUND_H

#include "istiod/builder.h"

#define MW_WILDCARD_ADDRESS "0.0.0.0"

/* ---- outbound-index.c: one egress listener, made easy to ask */

/* Positions in egress->virtual_services, ascending. */
struct mw_positions {
	size_t *v;
	size_t n, cap;
};

struct mw_out_port {			/* a service that has a port */
	const struct mw_service *service;
	const struct mw_service_port_info *port;
	size_t at;			/* in egress->services */
};
struct mw_out_ports {
	struct mw_out_port *v;
	size_t n, cap;
};

struct mw_out_names {
	const char **v;
	size_t n, cap;
};

struct mw_out_domains;

struct mw_out_egress {
	const struct mw_egress *egress;
	struct mw_vs_index *index;
	struct mw_map *by_port;		/* "80" to struct mw_out_ports */
	struct mw_map *tables;		/* outbound-http.c: vhosts by port */
	/* by position: it made something; it was filtered out somewhere */
	bool *used, *filtered;
	struct mw_out_names *served;	/* by position, made on demand */
	/* of services, made on demand; without :port forms */
	const struct mw_out_domains **domains;
};

struct mw_out_egress mw_out_egress_new(struct mw_builder *b,
    const struct mw_egress *e);
/* Those with a host that covers HOST or is covered by it, as written or in
 * lower case. */
struct mw_positions mw_out_overlapping(struct mw_builder *b,
    const struct mw_out_egress *e, const char *host);
/* R134: the position of the most specific one for HOST; SIZE_MAX for none. */
size_t mw_out_most_specific(const struct mw_out_egress *e, const char *host);
/* Names of services whose most specific one stands at POSITION. */
const struct mw_out_names *mw_out_served(struct mw_builder *b,
    struct mw_out_egress *e, size_t position);
/* Services with port P, in order; P 0: every service once. */
const struct mw_out_ports *mw_out_with_port(struct mw_builder *b,
    struct mw_out_egress *e, int64_t port);

/* ---- outbound-listener.c: entries, and how they are merged (R129-R131) */

struct mw_out_chain {
	const char *const *sni;
	size_t n_sni;
	const char *const *cidrs;
	size_t n_cidrs;
	bool inspected;			/* plaintext HTTP only */
	const struct mw_http_manager *http;
	const struct mw_tcp_proxy *tcp;
	struct mw_origin origin;
};
struct mw_out_chains {
	struct mw_out_chain *v;
	size_t n, cap;
};

/* A route configuration that some listener asks for. */
struct mw_out_table {
	const char *name;		/* "80", "host:80" */
	int64_t port;
	const char *host;		/* sniffed service, or NULL */
};

struct mw_out_entry {
	const char *name, *bind;
	int64_t port;
	bool bound, locked;
	enum mw_protocol protocol;
	struct mw_out_chains chains;
	struct mw_map *keys;		/* what chains match, made on demand */
	const struct mw_service *service;	/* the first */
	struct mw_origin origin;
};

struct mw_out {
	struct mw_builder *b;
	struct mw_out_egress *egress;
	size_t n_egress;
	struct mw_map *entries;		/* by name */
	struct mw_map *managers;	/* by name of their table */
	const char *unknown_cluster;	/* where unknown traffic goes (R132) */
	const struct mw_filter_chain *passthrough;
	int64_t listen_port, inbound_port;
};

/* What is being added: one service port, and where it listens. */
struct mw_out_request {
	struct mw_out_egress *egress;
	const struct mw_service *service;
	const char *bind;		/* NULL: not said */
	bool bound;
	int64_t port;
	enum mw_protocol protocol;
	const char *const *cidrs;
	size_t n_cidrs;
	const struct mw_node *node;
};

void mw_out_add(struct mw_out *o, struct mw_out_request rq);

/* ---- outbound-chain.c */

/* What C matches, as text. */
const char *mw_out_chain_key(struct mw_arena *a, const struct mw_out_chain *c);
bool mw_out_matches_all(const struct mw_out_chain *c);
struct mw_filter_chain mw_out_filter_chain(struct mw_arena *a,
    const struct mw_out_chain *c);
/* Why Envoy refuses the chains of L together; NULL when it does not. */
const char *mw_out_overlap(struct mw_arena *a, const struct mw_listener *l);

/* ---- outbound-finish.c */

/* Listeners of all entries; TABLES gets what they ask for. */
struct mw_out_tables {
	const struct mw_out_table **v;
	size_t n, cap;
};
void mw_out_finish(struct mw_out *o, struct mw_out_tables *tables);

/* ---- outbound-tcp.c: chains of a TCP or TLS port (R144a-R144g) */

void mw_out_tcp_chains(struct mw_out *o, const struct mw_out_request *rq,
    struct mw_out_chains *out);
/* VirtualServices whose rules are of the wrong kind for the port. */
void mw_out_omit_kinds(struct mw_out *o, const struct mw_out_request *rq);

/* The listener for everything else (R132). */
void mw_out_virtual_listener(struct mw_out *o);

/* ---- outbound-domain.c: R136 */

struct mw_out_domains {
	const char **v;
	bool *alternative;		/* a short form of the name */
	size_t n;
};
/* WITH_PORT 0: no :port forms (IgnorePortInHostMatching). */
struct mw_out_domains mw_out_service_domains(struct mw_builder *b,
    const struct mw_service *s, int64_t with_port);
/* A host as a domain: IPv6 addresses in brackets. */
const char *mw_out_domain(struct mw_arena *a, const char *host);
/* "host:port". */
const char *mw_out_domain_port(struct mw_arena *a, const char *host,
    int64_t port);

/* ---- outbound-http.c: route configurations (R130, R133-R142) */

/* A part of it; true: more to do. */
bool mw_out_build_table(struct mw_out *o, const struct mw_out_table *t);
/* R140. */
struct mw_virtual_host mw_out_catch_all(struct mw_out *o);

#endif
