/*
 * guess.h - what a person leaves out of a request, filled in sensibly.
 */
#ifndef MW_JOURNEY_GUESS_H
#define MW_JOURNEY_GUESS_H

#include "base/arena.h"
#include "journey/request.h"
#include "mesh/mesh.h"

/*
 * A URL into the request: to, port, scheme, host, path.  "reviews:9080/x" is
 * http.  False with a reason in *error.
 */
bool mw_request_set_url(struct mw_arena *a, struct mw_request *r,
    const char *url, const char **error);

/*
 * The address a client outside would dial for HOST and PORT: the Service of
 * the gateway pod whose servers have that host and port, as "name.namespace".
 * NULL when no gateway serves it.
 */
const char *mw_guess_ingress(const struct mw_mesh *m, struct mw_arena *a,
    const char *host, uint32_t port);

/*
 * Fills R->from (and R->to for a request from outside) when they were not
 * given: a host that a gateway serves comes from outside through it; a host of
 * the mesh comes from the first workload with a sidecar in namespace NS, or
 * anywhere.  *note says what was taken, or is NULL.
 */
void mw_guess_client(const struct mw_mesh *m, struct mw_arena *a,
    struct mw_request *r, const char *ns, const char **note);

#endif
