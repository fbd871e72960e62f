/*
 * chain.c - the filter chain of a connection.
 *
 * Envoy keeps the chains of a listener in maps inside maps, one level for each
 * property.  On each level the most specific entry that fits is taken and the
 * others are forgotten, even if it turns out to hold nothing that fits on the
 * next level (R144h).  Here the levels narrow one list of candidates.
 */
#include "envoy/chain.h"

#include "base/buf.h"
#include "base/str.h"

#include <string.h>

/* ---- inspection ---------------------------------------------------------- */

/* A chain that can only be told by looking into the first bytes for TLS. */
static bool
asks_for_tls(const struct mw_chain_match *m)
{
	return mw_str_eq(m->transport, "tls") || (m->transport == NULL &&
	    m->n_server_names + m->n_alpn > 0);
}

/*
 * Of an inbound listener the inspector is switched off for ports none of whose
 * chains is for TLS: there TLS counts as raw bytes (S40).  Ports without
 * chains of their own are treated as the chains for any port are.
 */
static bool
port_needs_tls_inspector(const struct mw_listener *l, uint32_t port)
{
	bool own = false, needed = false, needed_by_any = false;

	for (size_t i = 0; i < l->n_chains; i++) {
		const struct mw_chain_match *m = &l->chains[i].match;

		if (m->destination_port == 0) {
			needed_by_any = needed_by_any || asks_for_tls(m);
		} else if (m->destination_port == port) {
			own = true;
			needed = needed || asks_for_tls(m);
		}
	}
	return own ? needed : needed_by_any;
}

/* Envoy adds the TLS inspector itself where a chain needs it. */
static bool
needs_tls_inspector(const struct mw_listener *l, uint32_t port)
{
	if (l->direction == MW_INBOUND)
		return port_needs_tls_inspector(l, port);
	if (l->tls_inspector)
		return true;
	for (size_t i = 0; i < l->n_chains; i++) {
		if (asks_for_tls(&l->chains[i].match))
			return true;
	}
	return false;
}

void
mw_inspect(const struct mw_listener *l, const struct mw_connection *c,
    struct mw_inspected *out)
{
	static const char *const http1[] = { "http/1.1" };
	static const char *const h2c[] = { "h2c" };

	*out = (struct mw_inspected){ .port = c->dial_port, .ip = c->dial_ip,
		.server_name = "", .transport = "raw_buffer" };
	if (c->tls) {
		if (!needs_tls_inspector(l, c->dial_port))
			return;
		out->transport = "tls";
		out->server_name = mw_str_or_empty(c->sni);
		out->alpn = c->alpn;
		out->n_alpn = c->n_alpn;
		return;
	}
	if (!l->http_inspector || (c->payload != MW_PAYLOAD_HTTP1 &&
	    c->payload != MW_PAYLOAD_HTTP2))
		return;
	out->alpn = c->payload == MW_PAYLOAD_HTTP1 ? http1 : h2c;
	out->n_alpn = 1;
}

/* ---- levels -------------------------------------------------------------- */

/*
 * How well a chain fits on one level: -1 not at all, 0 it does not care,
 * more is more specific.
 */
typedef long (*fit_fn)(const struct mw_chain_match *m,
    const struct mw_inspected *in);

static long
fit_port(const struct mw_chain_match *m, const struct mw_inspected *in)
{
	if (m->destination_port == 0)
		return 0;
	return m->destination_port == in->port ? 1 : -1;
}

static long
fit_address(const struct mw_chain_match *m, const struct mw_inspected *in)
{
	long best = m->n_prefixes == 0 ? 0 : -1;

	for (size_t i = 0; i < m->n_prefixes; i++) {
		if (mw_cidr_contains(&m->prefixes[i], in->ip) &&
		    m->prefixes[i].bits > best)
			best = m->prefixes[i].bits;
	}
	return best;
}

/* R186: exact before the longest "*.suffix". */
static long
fit_server_name(const struct mw_chain_match *m, const struct mw_inspected *in)
{
	long best = m->n_server_names == 0 ? 0 : -1;
	size_t len = strlen(in->server_name);

	for (size_t i = 0; i < m->n_server_names; i++) {
		const char *want = m->server_names[i];
		size_t n = strlen(want);
		long fit = -1;

		if (mw_str_case_eq(want, in->server_name))
			fit = 100000;
		else if (strcmp(want, "*") == 0)
			fit = 0;
		else if (want[0] == '*' && len > n - 1 &&
		    mw_str_case_eq(want + 1, in->server_name + len - (n - 1)))
			fit = (long)n;
		if (fit > best)
			best = fit;
	}
	return best;
}

static long
fit_transport(const struct mw_chain_match *m, const struct mw_inspected *in)
{
	if (mw_str_empty(m->transport))
		return 0;
	return strcmp(m->transport, in->transport) == 0 ? 1 : -1;
}

/* The first that the client offers and any chain knows wins. */
static long
fit_alpn(const struct mw_chain_match *m, const struct mw_inspected *in)
{
	if (m->n_alpn == 0)
		return 0;
	for (size_t i = 0; i < in->n_alpn; i++) {
		for (size_t j = 0; j < m->n_alpn; j++) {
			if (mw_str_eq(in->alpn[i], m->alpn[j]))
				return (long)(in->n_alpn - i);
		}
	}
	return -1;
}

enum level {
	LEVEL_PORT,
	LEVEL_ADDRESS,
	LEVEL_SERVER_NAME,
	LEVEL_TRANSPORT,
	LEVEL_ALPN,
	LEVELS
};

static const struct {
	const char *field;
	fit_fn fit;
} levels[LEVELS] = {
	[LEVEL_PORT] = { "destination port", fit_port },
	[LEVEL_ADDRESS] = { "destination address", fit_address },
	[LEVEL_SERVER_NAME] = { "server name", fit_server_name },
	[LEVEL_TRANSPORT] = { "transport protocol", fit_transport },
	[LEVEL_ALPN] = { "application protocol", fit_alpn },
};

/* ---- explanation --------------------------------------------------------- */

static void
add_list(struct mw_buf *b, const char *const *v, size_t n, const char *none)
{
	if (n == 0)
		mw_buf_adds(b, none);
	for (size_t i = 0; i < n; i++)
		mw_buf_printf(b, "%s%s", i > 0 ? ", " : "", v[i]);
}

static void
want_text(struct mw_buf *b, const struct mw_chain_match *m, enum level level)
{
	switch (level) {
	case LEVEL_PORT:
		if (m->destination_port == 0)
			mw_buf_adds(b, "any");
		else
			mw_buf_printf(b, "%u", (unsigned)m->destination_port);
		break;
	case LEVEL_ADDRESS:
		if (m->n_prefixes == 0)
			mw_buf_adds(b, "any");
		for (size_t i = 0; i < m->n_prefixes; i++)
			mw_buf_printf(b, "%s%s", i > 0 ? ", " : "",
			    mw_str_or_empty(m->prefixes[i].text));
		break;
	case LEVEL_SERVER_NAME:
		add_list(b, m->server_names, m->n_server_names, "any");
		break;
	case LEVEL_TRANSPORT:
		mw_buf_adds(b, m->transport == NULL ? "any" : m->transport);
		break;
	case LEVEL_ALPN:
		add_list(b, m->alpn, m->n_alpn, "any");
		break;
	case LEVELS:
		break;
	}
}

static void
have_text(struct mw_buf *b, const struct mw_inspected *in, enum level level)
{
	switch (level) {
	case LEVEL_PORT:
		mw_buf_printf(b, "%u", (unsigned)in->port);
		break;
	case LEVEL_ADDRESS:
		mw_buf_adds(b, mw_str_or_empty(in->ip));
		break;
	case LEVEL_SERVER_NAME:
		mw_buf_adds(b, *in->server_name == '\0' ? "none" :
		    in->server_name);
		break;
	case LEVEL_TRANSPORT:
		mw_buf_adds(b, in->transport);
		break;
	case LEVEL_ALPN:
		add_list(b, in->alpn, in->n_alpn, "none");
		break;
	case LEVELS:
		break;
	}
}

/* Chains of outbound listeners and gateways often have no name. */
static void
explain_chain(const struct mw_listener *l, const struct mw_filter_chain *chain,
    enum mw_verdict verdict, struct mw_steps *log)
{
	const char *kind = chain == l->fallback ? "default filter chain" :
	    "filter chain";

	if (mw_str_empty(chain->name))
		mw_step_add(log, MW_STAGE_CHAIN, verdict, &chain->origin,
		    "%s of %s", kind, l->name);
	else
		mw_step_add(log, MW_STAGE_CHAIN, verdict, &chain->origin,
		    "%s %s", kind, chain->name);
}

static void
explain_loser(const struct mw_listener *l, const struct mw_filter_chain *chain,
    const struct mw_inspected *in, enum level level, struct mw_steps *log)
{
	struct mw_buf want = { 0 }, have = { 0 };

	want_text(&want, &chain->match, level);
	have_text(&have, in, level);
	explain_chain(l, chain, MW_STEP_REJECTED, log);
	mw_step_clause(log, MW_STAGE_CHAIN, MW_STEP_REJECTED, &chain->origin,
	    1, levels[level].field, mw_buf_text(&want), mw_buf_text(&have));
	mw_buf_release(&want);
	mw_buf_release(&have);
}

/* ---- choice -------------------------------------------------------------- */

struct candidates {
	const struct mw_filter_chain **v;
	size_t n;
};

/*
 * Leaves those that fit best.  On the level of the port all chains of the
 * listener are asked; a hundred ports need not be explained, so those that
 * are for other ports are passed over silently.
 */
static void
narrow(const struct mw_listener *l, struct candidates *c, enum level level,
    const struct mw_inspected *in, struct mw_steps *log)
{
	long best = -1;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		long fit = levels[level].fit(&c->v[i]->match, in);

		if (fit > best)
			best = fit;
	}
	for (size_t i = 0; i < c->n; i++) {
		long fit = levels[level].fit(&c->v[i]->match, in);

		if (fit >= 0 && fit == best)
			c->v[n++] = c->v[i];
		else if (log != NULL && level != LEVEL_PORT)
			explain_loser(l, c->v[i], in, level, log);
	}
	c->n = n;
}

/* The chain for mutual TLS of the mesh at the port of IN, or NULL. */
static const struct mw_filter_chain *
mesh_chain(const struct mw_listener *l, const struct mw_inspected *in)
{
	const struct mw_filter_chain *any = NULL;

	for (size_t i = 0; i < l->n_chains; i++) {
		const struct mw_filter_chain *c = &l->chains[i];

		if (c->tls.kind != MW_DOWNSTREAM_MESH)
			continue;
		if (c->match.destination_port == in->port)
			return c;
		if (c->match.destination_port == 0 && any == NULL)
			any = c;
	}
	return any;
}

static void
explain_nothing(const struct mw_listener *l, const struct mw_inspected *in,
    struct mw_steps *log)
{
	const struct mw_filter_chain *mesh = mesh_chain(l, in);

	if (mesh != NULL && strcmp(in->transport, "raw_buffer") == 0)
		mw_step_add(log, MW_STAGE_CHAIN, MW_STEP_FAIL,
		    &mesh->tls.origin, "the client speaks plaintext, and port "
		    "%u takes mutual TLS only: the connection is closed",
		    (unsigned)in->port);
	else
		mw_step_add(log, MW_STAGE_CHAIN, MW_STEP_FAIL, &l->origin,
		    "no filter chain of %s fits: the connection is closed",
		    l->name);
}

const struct mw_filter_chain *
mw_chain_choose(const struct mw_listener *l, const struct mw_inspected *in,
    struct mw_arena *arena, struct mw_steps *log)
{
	struct candidates c = { .n = l->n_chains };

	c.v = MW_NEW_ARRAY(arena, const struct mw_filter_chain *, l->n_chains);
	for (size_t i = 0; i < l->n_chains; i++)
		c.v[i] = &l->chains[i];
	for (enum level level = LEVEL_PORT; level < LEVELS && c.n > 0; level++)
		narrow(l, &c, level, in, log);
	if (c.n > 0) {
		explain_chain(l, c.v[0], MW_STEP_CHOSEN, log);
		return c.v[0];
	}
	if (l->fallback != NULL)
		explain_chain(l, l->fallback, MW_STEP_CHOSEN, log);
	else
		explain_nothing(l, in, log);
	return l->fallback;
}
