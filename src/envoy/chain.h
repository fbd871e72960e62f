/*
 * chain.h - inside accept: the filter chain of a connection, and its TLS.
 */
#ifndef MW_ENVOY_CHAIN_H
#define MW_ENVOY_CHAIN_H

#include <stdbool.h>

#include "base/arena.h"
#include "envoy/envoy.h"
#include "xds/step.h"
#include "xds/xds.h"

/* What the inspectors of a listener find out before a chain is chosen. */
struct mw_inspected {
	uint32_t port;			/* original destination */
	const char *ip;
	const char *server_name;	/* "" without TLS or SNI */
	const char *transport;		/* "tls", "raw_buffer" */
	const char *const *alpn;	/* offered, or sniffed */
	size_t n_alpn;
};

void mw_inspect(const struct mw_listener *l, const struct mw_connection *c,
    struct mw_inspected *out);

/*
 * The chain by R144h: port, address, server name, transport, application
 * protocol, each time the most specific and never back.  The listener's
 * default chain where a step finds none; NULL without one.
 */
const struct mw_filter_chain *mw_chain_choose(const struct mw_listener *l,
    const struct mw_inspected *in, struct mw_arena *arena,
    struct mw_steps *log);

/*
 * The handshake at the chosen chain, where there is one: result, peer, ALPN
 * and what the filters read (tls.c).  out->chain is set already.
 */
void mw_handshake(const struct mw_proxy *p, const struct mw_connection *c,
    struct mw_steps *log, struct mw_accept *out);

#endif
