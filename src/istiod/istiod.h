/*
 * istiod.h - what the control plane tells a proxy.
 *
 * mw_istiod_compile, at once or in steps, is the only way in.  Inside, each part adds to a builder
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

/*
 * The same in steps of a millisecond or so, for those who wait for keys
 * meanwhile (a few take longer in a very large mesh): BEGIN, STEP while it says
 * that there is more, END.
 */
struct mw_compiling;
struct mw_compiling *mw_istiod_begin(const struct mw_mesh *m,
    const struct mw_workload *w);
bool mw_istiod_step(struct mw_compiling *c);
struct mw_proxy *mw_istiod_end(struct mw_compiling *c);
void mw_istiod_drop(struct mw_compiling *c);	/* NULL is fine */

/* The proxy of W as if nobody had told it anything. */
struct mw_proxy *mw_istiod_blank(const struct mw_mesh *m,
    const struct mw_workload *w);

#endif
