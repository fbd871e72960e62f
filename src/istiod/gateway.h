/*
 * gateway.h - what the files about gateways share.
 */
#ifndef MW_ISTIOD_GATEWAY_H
#define MW_ISTIOD_GATEWAY_H

#include "istiod/builder.h"
#include "mesh/gwapi.h"

/* A server of a Gateway that this pod gets, or a listener (G23). */
struct mw_gw_server {
	const struct mw_object *object;		/* the Gateway, ListenerSet */
	const struct mw_server *spec;
	const char *gateway;			/* "ns/name" */
	const char *const *hosts;		/* R38 */
	size_t n_hosts;
	enum mw_protocol protocol;
	int64_t port;				/* as written, R37 */
	const char *bind;			/* "" for every address */
	uint32_t listen;			/* R36 */
	const char *route;			/* R37; "" for none */
	const char *const *sni;			/* R62a, sorted; tls only */
	size_t n_sni;
};

/* Servers that share filter chains or, of TLS, one kind of them. */
struct mw_gw_port {
	uint32_t number;			/* that is listened on */
	const char *protocol;			/* as written */
	const char *bind;
	const char *route;			/* HTTP */
	MW_VEC(const struct mw_gw_server *) servers;
};

/* Servers of one route configuration. */
struct mw_gw_route {
	const char *name;
	MW_VEC(const struct mw_gw_server *) servers;
};

struct mw_gw {
	MW_VEC(struct mw_gw_port *) ports;	/* in order of appearance */
	struct mw_map *routes;			/* struct mw_gw_route by name */
	MW_VEC(const char *) gateways;	/* "ns/name" (R33, R35) */
	bool auto_passthrough;
	unsigned char *use;		/* enum mw_gw_use by order of object */
};

/* ---- gateway-servers.c */

/* All Gateways for this pod as one, made on first use. */
const struct mw_gw *mw_gateway_merged(struct mw_builder *b);
/* SIMPLE, MUTUAL...: TLS ends here. */
bool mw_gw_terminates(const struct mw_gw_server *s);
bool mw_gw_is_https(const struct mw_gw_server *s);	/* and it ends here */

/* ---- gateway-listeners.c: those of the Gateway API */

struct mw_gw_listeners {
	struct mw_gw_listener {
		const struct mw_gwapi_listener *listener;
		int64_t listen;		/* port of the pod (G17) */
	} *v;
	size_t n, cap;
};
/* Those for this pod, in R14 order. */
void mw_gw_find_listeners(struct mw_builder *b, struct mw_gw_listeners *out);
/* G22: beside listeners of a managed Gateway, Gateways of other namespaces do
 * not count. */
bool mw_gw_is_shut_out(const struct mw_gw_listeners *l,
    const struct mw_object *gateway);
bool mw_gw_is_listener(const struct mw_gw_server *s);
/* "server 80/HTTP of Gateway shop/web", "listener http of Gateway shop/web" */
const char *mw_gw_title(struct mw_builder *b, const struct mw_gw_server *s);
/* Routes that name a Gateway of this pod, and are refused or have faults. */
void mw_gw_route_omissions(struct mw_builder *b);

/* ---- gateway-hosts.c: which VirtualServices fit which server */

/* Hosts that the server and VS share, lower case (R50); *n is set. */
const char *const *mw_gw_shared_hosts(struct mw_builder *b,
    const struct mw_gw_server *s, const struct mw_vs *vs, size_t *n);
/* For TCP and TLS: some host of one overlaps one of the other (R62c). */
bool mw_gw_hosts_overlap(const struct mw_gw_server *s, const struct mw_vs *vs);
/* How far a VirtualService has come; what never comes to USED is told at the
 * end. */
enum mw_gw_use {
	MW_GW_HOST_FITS = 1,
	MW_GW_USED = 2
};
void mw_gw_mark(struct mw_builder *b, const struct mw_vs *vs,
    enum mw_gw_use use);
void mw_gw_omissions(struct mw_builder *b);

/* ---- gateway-http.c */

/* The route configuration NAME (R46-R58). */
void mw_gw_routes(struct mw_builder *b, const struct mw_gw_route *r);

/* ---- gateway-tls.c */

struct mw_gw_chains {
	struct mw_filter_chain *v;
	size_t n, cap;
};

/* Names that passthrough chains match already, by port and bind (R62d). */
struct mw_gw_sni {
	struct mw_map *taken;
};

/* What a server that is not HTTP, or whose HTTP does not end here, adds. */
void mw_gw_tcp_chains(struct mw_builder *b, const struct mw_gw_server *s,
    struct mw_gw_sni *sni, struct mw_gw_chains *out);
struct mw_downstream_tls mw_gw_tls(struct mw_builder *b,
    const struct mw_gw_server *s);
/* The match of a chain for these server names ("*": every name). */
struct mw_chain_match mw_gw_match(struct mw_builder *b,
    const char *const *names, size_t n);

#endif
