/*
 * template.h - path templates of AuthorizationPolicies: {*} and {**} (S142).
 */
#ifndef MW_ENVOY_TEMPLATE_H
#define MW_ENVOY_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The whole of PATH (without query) is what TEMPLATE describes: {*} is one or
 * more characters of a segment, {**} any number of them and of slashes.
 */
bool mw_template_match(const char *template, size_t template_len,
    const char *path, size_t len);

#endif
