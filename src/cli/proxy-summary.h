/*
 * proxy-summary.h - the inbound side of a proxy, as `meshwalk proxy ...
 * policies` tells it in text and in JSON.
 */
#ifndef MW_CLI_PROXY_SUMMARY_H
#define MW_CLI_PROXY_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "xds/xds.h"

/* A port; 0 is every other one. */
struct mw_port_summary {
	uint32_t number;
	bool http, tcp;
	bool mesh, plain, own;	/* how connections may come: own is TLS of a
				 * Gateway's or Sidecar's certificate */
	struct mw_origin origin;
};

/* The filters of a chain, without what differs from port to port. */
struct mw_chain_summary {
	bool http;
	const struct mw_ext_authz *custom;
	size_t n_custom;
	const struct mw_jwt_filter *jwt;
	const struct mw_rbac *rbac;
	size_t n_rbac;
	const struct mw_opaque_filter *opaque;
	size_t n_opaque;
	MW_VEC(uint32_t) ports;
};

struct mw_summary {
	struct mw_arena *arena;
	MW_VEC(struct mw_port_summary) ports;
	MW_VEC(struct mw_chain_summary) filters;
};

/* The caller frees the arena in it. */
struct mw_summary mw_summary_of(const struct mw_proxy *p);
/* STRICT, PERMISSIVE...; and what is spoken there. */
const char *mw_port_mode(const struct mw_port_summary *p);
const char *mw_port_protocol(const struct mw_port_summary *p);

/* A list of alternatives, and whether of from or to. */
bool mw_rule_is_list(const struct mw_rule *r);
const char *mw_rule_list_name(const struct mw_rule *r);
/* What a field wants, in B. */
const char *mw_rule_want_text(const struct mw_rule *r, struct mw_buf *b);
const char *mw_rbac_action_name(const struct mw_rbac *r);

#endif
