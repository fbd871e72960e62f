/*
 * route-target.c - the cluster that a destination means, and how requests to
 * it are hashed (R90, R94-R96, R109).
 */
#include "istiod/route.h"

#include "base/str.h"

#include <string.h>

/* The destination that was looked at last: rules name the same few hosts
 * again and again. */
struct last_host {
	const char *host, *ns;		/* as written, and where */
	const struct mw_vs *vs;
	const struct mw_route_context *rc;
	int64_t rc_port;
	const char *name;		/* expanded */
	const struct mw_service *service;	/* in scope */
	const struct mw_service *found;		/* by the context (R95) */
	struct last_target {
		struct mw_route_target t;	/* cluster NULL: free */
		const char *subset;
		int64_t port;		/* as written; 0: not */
	} targets[4];			/* the last ones of it */
	size_t next;
};

const char *
mw_cluster_name(struct mw_arena *a, const char *direction, int64_t port,
    const char *subset, const char *host)
{
	char text[512], digits[24];
	size_t d = strlen(direction), s = strlen(subset), h = strlen(host);
	size_t n = sizeof(digits);
	uint64_t left = port < 0 ? 0 : (uint64_t)port;
	char *at = text;

	if (d + s + h > sizeof(text) - 32 || port < 0)
		return mw_arena_printf(a, "%s|%lld|%s|%s", direction,
		    (long long)port, subset, host);
	memcpy(at, direction, d);
	at += d;
	/* tens of thousands of names: no printf */
	do {
		digits[--n] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	*at++ = '|';
	memcpy(at, digits + n, sizeof(digits) - n);
	at += sizeof(digits) - n;
	*at++ = '|';
	memcpy(at, subset, s);
	at += s;
	*at++ = '|';
	memcpy(at, host, h);
	return mw_arena_text(a, text, (size_t)(at - text) + h);
}

const char *
mw_destination_cluster(struct mw_builder *b, const struct mw_destination *d,
    const char *ns, const struct mw_route_context *rc)
{
	const struct mw_service *s;
	int64_t port = rc->port;
	const char *host;

	if (d == NULL || mw_str_empty(d->host.s))
		return "UnknownService";
	host = mw_host_expand(b->arena, b->mesh, d->host.s, ns);
	s = rc->find(rc->find_ctx, host);
	if (d->port != NULL)
		port = d->port->number.v;
	else if (s != NULL && s->n_ports == 1)
		port = s->ports[0].number;
	if (s != NULL && !mw_str_empty(s->external_name))
		host = s->external_name;
	return mw_cluster_name(b->arena, "outbound", port,
	    mw_str_or_empty(d->subset.s), host);
}

static struct last_host *
look_up(const struct mw_route_source *src, const char *host)
{
	struct last_host *l = src->b->target_cache;

	if (l == NULL)
		l = src->b->target_cache = MW_NEW(src->b->arena,
		    struct last_host);
	if (l->host != NULL && l->vs == src->vs && l->rc == src->rc &&
	    l->rc_port == src->rc->port && strcmp(l->host, host) == 0 &&
	    strcmp(l->ns, src->http->ns) == 0)
		return l;
	memset(l, 0, sizeof(*l));
	l->host = host;
	l->ns = src->http->ns;
	l->vs = src->vs;
	l->rc = src->rc;
	l->rc_port = src->rc->port;
	l->name = mw_host_expand(src->b->arena, src->b->mesh, host, l->ns);
	l->service = mw_scope_service(src->b, l->name);
	l->found = src->rc->find(src->rc->find_ctx, l->name);
	return l;
}

static struct mw_route_target
make_target(const struct mw_route_source *src, const struct last_host *l,
    int64_t port, const char *subset)
{
	struct mw_route_target t = { .hash = NULL };
	const struct mw_service *s = l->found;
	const char *host = l->name;

	if (l->service != NULL)
		t.hash = mw_build_hash(src->b, l->service, subset, port,
		    &t.hash_object);
	if (port == 0)
		port = s != NULL && s->n_ports == 1 ? s->ports[0].number :
		    src->rc->port;
	if (s != NULL && !mw_str_empty(s->external_name))
		host = s->external_name;
	t.cluster = mw_cluster_name(src->b->arena, "outbound", port, subset,
	    host);
	return t;
}

struct mw_route_target
mw_route_target(const struct mw_route_source *src,
    const struct mw_destination *d)
{
	struct last_target *t;
	struct last_host *l;
	const char *subset;
	int64_t port;

	if (d == NULL || mw_str_empty(d->host.s))
		return (struct mw_route_target){ .cluster = "UnknownService" };
	l = look_up(src, d->host.s);
	subset = mw_str_or_empty(d->subset.s);
	port = d->port != NULL ? d->port->number.v : 0;
	/* a service, and what an alias stands for, is found on its ports
	 * only (R95, R96) */
	if (port == 0 || (l->service != NULL &&
	    !mw_str_empty(l->service->external_name)))
		*src->port_counts = true;
	for (size_t i = 0; i < MW_LEN(l->targets); i++) {
		t = &l->targets[i];
		if (t->t.cluster != NULL && t->port == port &&
		    strcmp(t->subset, subset) == 0)
			return t->t;
	}
	t = &l->targets[l->next++ % MW_LEN(l->targets)];
	t->port = port;
	t->subset = subset;
	t->t = make_target(src, l, port, subset);
	return t->t;
}
