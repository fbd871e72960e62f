/*
 * outbound-domain.c - the names that a service answers to (R136).
 */
#include "istiod/outbound.h"

#include "base/str.h"

#include <stdio.h>
#include <string.h>

const char *
mw_out_domain(struct mw_arena *a, const char *host)
{
	return strchr(host, ':') != NULL ? mw_arena_printf(a, "[%s]", host) :
	    host;
}

/* There are many: no printf for what is two texts in a row. */
static const char *
concat(struct mw_arena *a, const char *x, size_t len, const char *y)
{
	char text[512];
	size_t more = strlen(y);

	if (len + more > sizeof(text))
		return mw_arena_printf(a, "%.*s%s", (int)len, x, y);
	memcpy(text, x, len);
	memcpy(text + len, y, more);
	return mw_arena_text(a, text, len + more);
}

const char *
mw_out_domain_port(struct mw_arena *a, const char *host, int64_t port)
{
	char tail[32];

	if (strchr(host, ':') != NULL)
		return mw_arena_printf(a, "[%s]:%lld", host, (long long)port);
	snprintf(tail, sizeof(tail), ":%lld", (long long)port);
	return concat(a, host, strlen(host), tail);
}

struct list {
	struct mw_arena *arena;
	struct mw_out_domains d;
	int64_t port;
};

static void
add(struct list *l, const char *domain, bool alternative)
{
	l->d.alternative[l->d.n] = alternative;
	l->d.v[l->d.n++] = domain;
}

static void
add_host(struct list *l, const char *host, bool alternative)
{
	add(l, alternative ? host : mw_out_domain(l->arena, host),
	    alternative);
	if (l->port != 0)
		add(l, mw_out_domain_port(l->arena, host, l->port),
		    alternative);
}

static bool
is_address(const char *s)
{
	struct mw_cidr c;

	return strchr(s, '/') == NULL && mw_cidr_parse(s, &c);
}

/* The short forms of a name below SVC, ".svc.cluster.local". */
static void
add_short(struct list *l, const char *host, const char *svc, const char *ns)
{
	const char *dot = strchr(host, '.'), *end = strstr(host, ".svc.");
	const char *base, *long_form;

	if (!mw_str_has_suffix(host, svc) || end == NULL || end == host ||
	    dot + 1 > end)
		return;
	base = mw_arena_text(l->arena, host, (size_t)(end - host));
	long_form = mw_arena_text(l->arena, host,
	    (size_t)(end - host) + strlen(".svc"));
	if (strlen(ns) == (size_t)(end - dot - 1) &&
	    strncmp(dot + 1, ns, strlen(ns)) == 0) {
		add_host(l, mw_arena_text(l->arena, host,
		    (size_t)(dot - host)), true);
		add_host(l, long_form, true);
		add_host(l, base, true);
	} else {
		add_host(l, base, true);
		add_host(l, long_form, true);
	}
}

static void
add_name(struct mw_builder *b, struct list *l, const char *host,
    const char *svc)
{
	add_host(l, host, false);
	if (!is_address(host))
		add(l, concat(l->arena, host, strlen(host), "."), true);
	if (l->port != 0)
		add(l, mw_arena_printf(l->arena, "%s.:%lld", host,
		    (long long)l->port), true);
	add_short(l, host, svc, b->workload->ns);
}

struct mw_out_domains
mw_out_service_domains(struct mw_builder *b, const struct mw_service *s,
    int64_t with_port)
{
	/* a name, with a dot, and three short forms; a star; a port */
	size_t names = (s->n_aliases + 1) * (with_port != 0 ? 10 : 5);
	size_t most = names * 2 + s->n_addresses * 2, n;
	const char *svc = concat(b->arena, ".svc.", 5,
	    b->mesh->settings.domain);
	struct list l = { .arena = b->arena, .port = with_port };

	l.d.v = MW_NEW_ARRAY(b->arena, const char *, most);
	l.d.alternative = MW_NEW_ARRAY(b->arena, bool, most);
	add_name(b, &l, s->hostname, svc);
	for (size_t i = 0; i < s->n_aliases; i++)
		add_name(b, &l, s->aliases[i]->hostname, svc);
	n = l.d.n;
	for (size_t i = 0; s->kubernetes && i < n &&
	    s->resolution == MW_RESOLVE_PASSTHROUGH; i++)
		add(&l, concat(b->arena, "*.", 2, l.d.v[i]), false);
	for (size_t i = 0; i < s->n_addresses; i++) {
		const char *address = mw_str_or_empty(s->addresses[i]);

		if (address[0] != '\0' &&
		    strcmp(address, MW_WILDCARD_ADDRESS) != 0)
			add_host(&l, address, false);
	}
	return l.d;
}
