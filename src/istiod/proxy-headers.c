/*
 * proxy-headers.c - what defaultConfig.proxyHeaders of the mesh changes.
 */
#include "istiod/proxy-headers.h"

#include "base/str.h"

static const struct mw_mesh_config_proxy_headers *
headers(const struct mw_builder *b)
{
	const struct mw_mesh_config_default_config *d =
	    b->mesh->settings.config->default_config;

	return d != NULL ? d->proxy_headers : NULL;
}

bool
mw_proxy_headers_attempts(const struct mw_builder *b)
{
	const struct mw_mesh_config_proxy_headers *h = headers(b);

	return h == NULL || h->attempt_count == NULL ||
	    !h->attempt_count->disabled.v;
}

const char *
mw_proxy_headers_server(const struct mw_builder *b, const char *usual)
{
	const struct mw_mesh_config_proxy_headers *h = headers(b);

	if (h == NULL || h->server == NULL)
		return usual;
	if (h->server->disabled.v)
		return NULL;
	return mw_str_empty(h->server->value.s) ? usual : h->server->value.s;
}

/* The numbers that the mesh configuration gives to its words. */
enum { SANITIZE = 1, FORWARD_ONLY, APPEND_FORWARD, SANITIZE_SET,
    ALWAYS_FORWARD_ONLY };

int
mw_proxy_headers_cert(const struct mw_builder *b)
{
	const struct mw_mesh_config_proxy_headers *h = headers(b);

	return h != NULL ? h->forwarded_client_cert.v : 0;
}

void
mw_proxy_headers_xfcc(struct mw_http_manager *m, int number)
{
	switch (number) {
	case SANITIZE:
		m->xfcc = MW_XFCC_SANITIZE;
		break;
	case FORWARD_ONLY:
		m->xfcc = MW_XFCC_FORWARD_ONLY;
		break;
	case APPEND_FORWARD:
		m->xfcc = MW_XFCC_APPEND_FORWARD;
		break;
	case SANITIZE_SET:
		m->xfcc = MW_XFCC_SANITIZE_SET;
		break;
	case ALWAYS_FORWARD_ONLY:
		m->xfcc = MW_XFCC_ALWAYS_FORWARD_ONLY;
		break;
	default:
		break;
	}
}
