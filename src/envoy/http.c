/*
 * http.c - the HTTP side of a filter chain, from the bytes of the request line
 * to the choice of the cluster (S73, R110, R191).
 *
 * Envoy chooses the route before it runs the filters, so that a request which
 * they refuse has route and cluster in the access log, and the route's header
 * operations in its response.  A JWT filter of a gateway makes it choose again
 * (S100).  The trace tells the choice that counts, where it counts.
 */
#include "envoy/envoy.h"

#include "base/str.h"
#include "base/vec.h"
#include "envoy/filters.h"
#include "envoy/reply.h"
#include "envoy/stages.h"

#include <string.h>

enum { SPARE = 10 };	/* room for the headers that a proxy adds */

/* HTTP/1 has no blanks around a value. */
static const char *
trimmed(struct mw_arena *arena, const char *value)
{
	size_t len = strlen(value), from = 0;

	while (len > 0 && (value[len - 1] == ' ' || value[len - 1] == '\t'))
		len--;
	while (from < len && (value[from] == ' ' || value[from] == '\t'))
		from++;
	return value[len] == '\0' ? value + from :
	    mw_arena_text(arena, value + from, len - from);
}

/* A copy of the input's request, with repeated lines joined where Envoy has
 * one slot only (R73). */
static void
take_request(struct mw_exchange *x)
{
	const struct mw_http *from = x->in->request;
	struct mw_http *to = x->request;
	struct mw_headers_list *h = &to->headers;
	size_t n = 0, j;

	*to = *from;
	to->http2 = x->in->connection->payload == MW_PAYLOAD_HTTP2;
	if (!to->http2) {
		to->scheme = NULL;	/* not on the wire */
		if (to->authority != NULL)
			to->authority = trimmed(x->arena, to->authority);
	}
	mw_headers_copy(h, x->arena, &from->headers, SPARE);
	for (size_t i = 0; i < h->n; i++) {
		const char *name = h->v[i].name;

		if (!to->http2)
			h->v[i].value = trimmed(x->arena, h->v[i].value);
		for (j = 0; j < n; j++) {
			if (h->v[j].name[0] == name[0] &&
			    strcmp(h->v[j].name, name) == 0)
				break;
		}
		if (j < n && to->http2 && strcmp(name, "cookie") == 0)
			h->v[j].value = mw_arena_printf(x->arena, "%s; %s",
			    h->v[j].value, h->v[i].value);
		else if (j < n && mw_header_is_inline(name))
			h->v[j].value = mw_arena_printf(x->arena, "%s,%s",
			    h->v[j].value, h->v[i].value);
		else
			h->v[n++] = h->v[i];
	}
	h->n = n;
}

static bool
has_filters(const struct mw_http_manager *m)
{
	return m->n_ext_authz > 0 || m->jwt != NULL || m->n_rbac > 0;
}

static void
append_steps(struct mw_steps *log, const struct mw_steps *more)
{
	if (log == NULL)
		return;
	for (size_t i = 0; i < more->n; i++)
		mw_vec_push(log->arena, log, more->v[i]);
}

/* A token that was verified makes the route be chosen again, at the latest
 * when the answer of a later filter asks which it is (S100). */
static bool
forgets_route(const struct mw_exchange *x)
{
	return x->m->jwt != NULL && x->m->jwt->clear_route_cache &&
	    x->out->payload_json != NULL;
}

/*
 * Route and security filters; false when a filter answered.  The steps of the
 * choice come behind those of the filters.
 */
static bool
route_and_filters(struct mw_exchange *x, enum mw_choice *choice)
{
	struct mw_steps steps = { 0 }, *kept = NULL;

	if (!has_filters(x->m)) {
		*choice = mw_stage_choose(x, x->log);
		return true;
	}
	if (x->log != NULL) {
		steps.arena = x->log->arena;
		kept = &steps;
	}
	*choice = mw_stage_choose(x, kept);
	if (mw_filter_security(x->p, x->m, x->direction, x->in, x->request,
	    x->arena, x->log, x->out) == MW_FILTER_STOP) {
		if (x->out->policy != NULL && forgets_route(x))
			mw_stage_choose(x, NULL);
		return false;
	}
	if (x->m->jwt != NULL && x->m->jwt->clear_route_cache)
		*choice = mw_stage_choose(x, x->log);
	else
		append_steps(x->log, &steps);
	return true;
}

static void
note_opaque(struct mw_exchange *x)
{
	for (size_t i = 0; i < x->m->n_opaque; i++)
		mw_note_add(x->arena, &x->out->not_modelled,
		    &x->out->n_not_modelled, x->m->opaque[i].what);
}

/* Envoy's word for an upgrade that is answered by anything but 101, as it is
 * by every application here. */
static void
note_upgrade(struct mw_exchange *x)
{
	const char *upgrade = mw_header_get(&x->request->headers, "upgrade");

	if (upgrade != NULL && mw_str_case_eq(upgrade, "websocket"))
		x->out->details = "websocket_handshake_unsuccessful";
}

static void
act(struct mw_exchange *x)
{
	/* a redirect can have a fault too, by way of a delegate (R113) */
	if (!mw_stage_fault(x))
		return;
	switch (x->out->route->action) {
	case MW_ACTION_REDIRECT:
		mw_answer_redirect(x);
		return;
	case MW_ACTION_DIRECT_RESPONSE:
		mw_answer_direct(x);
		return;
	case MW_ACTION_ROUTE:
		break;
	}
	if (!mw_stage_cors(x))
		return;
	mw_stage_router(x);
	if (x->out->forwarded)
		note_upgrade(x);
}

void
mw_envoy_http(const struct mw_proxy *p, const struct mw_http_manager *manager,
    enum mw_direction direction, const struct mw_http_input *in,
    struct mw_arena *arena, struct mw_steps *log, struct mw_http_decision *out)
{
	struct mw_exchange x = {
		.p = p,
		.m = manager,
		.direction = direction,
		.in = in,
		.request = &out->upstream,
		.arena = arena,
		.log = log,
		.out = out,
	};
	enum mw_choice choice;

	*out = (struct mw_http_decision){
		.n_branches = 1,
		.connection = in->connection,
		.accept = in->accept,
	};
	take_request(&x);
	if (!mw_stage_check(&x))
		return;
	out->filtered = true;
	mw_stage_headers(&x);
	note_opaque(&x);
	if (!route_and_filters(&x, &choice))
		return;
	switch (choice) {
	case MW_CHOICE_NONE:
		mw_local_reply(out, x.request, arena, 404, NULL,
		    "route_not_found", "NR");
		break;
	case MW_CHOICE_TLS:
		mw_answer_tls_redirect(&x);
		break;
	case MW_CHOICE_ROUTE:
		act(&x);
		break;
	}
}
