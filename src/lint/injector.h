/*
 * injector.h - what the ConfigMap of the injector says; for src/lint only.
 */
#ifndef MW_LINT_INJECTOR_H
#define MW_LINT_INJECTOR_H

#include "lint/world.h"

/* The ConfigMap for a revision (NULL or "default": the one without), in any
 * namespace; NULL when there is none. */
const struct mw_object *mw_lint_injector(const struct mw_lint_world *w,
    const char *revision);
/* There is one, for whatever revision. */
bool mw_lint_has_injector(const struct mw_lint_world *w);
/* sidecarInjectorWebhook.enableNamespacesByDefault */
bool mw_lint_injects_by_default(const struct mw_object *config);
/* The image of the proxy; "" when it cannot be read. */
const char *mw_lint_injector_image(struct mw_arena *a,
    const struct mw_object *config);

#endif
