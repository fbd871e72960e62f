/*
 * accept.c - a connection reaches a proxy: listener, filter chain, handshake.
 */
#include "base/str.h"
#include "envoy/chain.h"
#include "envoy/envoy.h"

#include <string.h>

/* A listener that Envoy refused is not there. */
static const struct mw_listener *
usable(const struct mw_listener *l)
{
	return l != NULL && l->nack == NULL ? l : NULL;
}

static const struct mw_listener *
find_named(const struct mw_proxy *p, const char *ip, uint32_t port,
    struct mw_arena *arena)
{
	const struct mw_listener *l = mw_proxy_listener(p,
	    mw_arena_printf(arena, "%s_%u", ip, (unsigned)port));

	if (l == NULL || l->direction != MW_OUTBOUND || l->bound)
		return NULL;
	return usable(l);
}

/* R128: exactly this address, else any address, else the catch-all. */
static const struct mw_listener *
find_outbound(const struct mw_proxy *p, const struct mw_connection *c,
    struct mw_arena *arena)
{
	const struct mw_listener *l = find_named(p, c->dial_ip, c->dial_port,
	    arena);

	if (l == NULL)
		l = find_named(p, strchr(c->dial_ip, ':') != NULL ? "::" :
		    "0.0.0.0", c->dial_port, arena);
	if (l == NULL)
		l = usable(mw_proxy_listener(p, "virtualOutbound"));
	return l;
}

static bool
is_any(const char *address)
{
	return mw_str_empty(address) || strcmp(address, "0.0.0.0") == 0 ||
	    strcmp(address, "::") == 0;
}

static const struct mw_listener *
find_gateway(const struct mw_proxy *p, const struct mw_connection *c)
{
	const struct mw_listener *any = NULL;

	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		if (l->direction != MW_GATEWAY || l->port != c->dial_port ||
		    l->nack != NULL)
			continue;
		if (mw_str_eq(l->address, c->dial_ip))
			return l;
		if (any == NULL && is_any(l->address))
			any = l;
	}
	return any;
}

static void
take(const struct mw_proxy *p, const struct mw_listener *l,
    const struct mw_connection *c, struct mw_arena *arena,
    struct mw_steps *log, struct mw_accept *out)
{
	struct mw_inspected in;

	*out = (struct mw_accept){ .listener = l };
	if (l == NULL) {
		out->result = MW_ACCEPT_REFUSED;
		mw_step_add(log, MW_STAGE_LISTENER, MW_STEP_FAIL, NULL,
		    "nobody listens on port %u", (unsigned)c->dial_port);
		return;
	}
	mw_step_add(log, MW_STAGE_LISTENER, MW_STEP_CHOSEN, &l->origin,
	    "listener %s for %s:%u", l->name, c->dial_ip,
	    (unsigned)c->dial_port);
	mw_inspect(l, c, &in);
	if (*in.server_name != '\0')
		out->sni = in.server_name;
	out->payload = c->tls ? MW_PAYLOAD_TLS : c->payload;
	out->chain = mw_chain_choose(l, &in, arena, log);
	if (out->chain == NULL)
		out->result = MW_ACCEPT_NO_CHAIN;
	else
		mw_handshake(p, c, log, out);
}

void
mw_envoy_accept_outbound(const struct mw_proxy *p,
    const struct mw_connection *c, struct mw_arena *arena,
    struct mw_steps *log, struct mw_accept *out)
{
	take(p, find_outbound(p, c, arena), c, arena, log, out);
}

void
mw_envoy_accept_inbound(const struct mw_proxy *p,
    const struct mw_connection *c, struct mw_arena *arena,
    struct mw_steps *log, struct mw_accept *out)
{
	take(p, usable(mw_proxy_listener(p, "virtualInbound")), c, arena, log,
	    out);
}

void
mw_envoy_accept_gateway(const struct mw_proxy *p,
    const struct mw_connection *c, struct mw_arena *arena,
    struct mw_steps *log, struct mw_accept *out)
{
	take(p, find_gateway(p, c), c, arena, log, out);
}

bool
mw_accept_is_no_http(const struct mw_accept *accept)
{
	if (accept->chain == NULL || accept->chain->http == NULL)
		return false;
	if (accept->result == MW_ACCEPT_NOT_TLS)
		return true;
	return accept->result == MW_ACCEPT_OK &&
	    (accept->payload == MW_PAYLOAD_TCP ||
	    accept->payload == MW_PAYLOAD_TLS);
}
