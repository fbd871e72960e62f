/*
 * istiod.h - what the control plane tells a proxy.
 *
 * mw_istiod_compile is the only way in.  Inside, each part adds to a builder
 * (istiod/builder.h); what it leaves out it records as an omission.
 */
#ifndef MW_ISTIOD_ISTIOD_H
#define MW_ISTIOD_ISTIOD_H

#include "mesh/mesh.h"
#include "xds/xds.h"

/*
 * The configuration of the proxy of W (sidecar, gateway or waypoint).  A
 * workload without an Envoy gives one without listeners.  Free it with
 * mw_proxy_free before the mesh.
 */
struct mw_proxy *mw_istiod_compile(const struct mw_mesh *m,
    const struct mw_workload *w);

#endif
