/*
 * print.h - the outline of a compiled proxy as JSON: names and their order.
 */
#ifndef MW_XDS_PRINT_H
#define MW_XDS_PRINT_H

#include "base/buf.h"
#include "xds/xds.h"

/*
 * {"listeners": [name...], "route_configs": {name: [[virtual host, [domain...],
 * [route name...]]...]}, "clusters": [name...]} on one line without its end.
 * Route configurations inside inbound chains are left out.
 */
void mw_proxy_outline(const struct mw_proxy *p, struct mw_buf *out);

#endif
