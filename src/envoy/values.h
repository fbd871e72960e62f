/*
 * values.h - what a matcher sees of a header: its values, and pseudo headers.
 */
#ifndef MW_ENVOY_VALUES_H
#define MW_ENVOY_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "envoy/envoy.h"

struct mw_values {
	const char **v;
	size_t n;
};

/*
 * The values of NAME (lower case; ":path", ":authority", "host", ":method",
 * ":scheme" as well).  Headers of which Envoy keeps one slot come joined by a
 * comma, all others one by one (R73, S147).
 */
struct mw_values mw_header_values(struct mw_arena *arena,
    const struct mw_http *request, const char *name);

/* Length of PATH up to its query or fragment. */
size_t mw_path_length(const char *path);

#endif
