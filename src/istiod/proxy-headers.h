/*
 * proxy-headers.h - what defaultConfig.proxyHeaders of the mesh changes.
 */
#ifndef MW_ISTIOD_PROXY_HEADERS_H
#define MW_ISTIOD_PROXY_HEADERS_H

#include "istiod/builder.h"

/* x-envoy-attempt-count is added. */
bool mw_proxy_headers_attempts(const struct mw_builder *b);
/* The server header, USUAL unless the mesh says otherwise; NULL passes the
 * application's through. */
const char *mw_proxy_headers_server(const struct mw_builder *b,
    const char *usual);
/* forwardedClientCert as a number, for the next; 0 when it is not given. */
int mw_proxy_headers_cert(const struct mw_builder *b);
/* A word of ForwardClientCertDetails by its number into M; 0 and unknown ones
 * change nothing. */
void mw_proxy_headers_xfcc(struct mw_http_manager *m, int number);

#endif
