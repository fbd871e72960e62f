/*
 * config-read.h - inside view: the parts of reading a configuration.
 */
#ifndef MW_VIEW_CONFIG_READ_H
#define MW_VIEW_CONFIG_READ_H

#include "view/config.h"
#include "yaml/node.h"

/* "roles" */
void mw_config_read_roles(struct mw_config *c, const struct mw_node *map);
/* "keys": once the settings are known (digits). */
void mw_config_read_keys(struct mw_config *c, const struct mw_node *map);
/* Keys of an action that the file does not name. */
const char *mw_config_default_keys(const struct mw_config *c,
    enum mw_action a);
/* "{file}", "{line}" or "{column}" at S, or NULL; *len is set. */
const char *mw_config_placeholder(const char *s, size_t *len);

/* Adds "'NAME' is WANT, not ...". */
void mw_config_wrong(struct mw_config *c, const struct mw_node *n,
    const char *name, const char *want);
/* Adds "unknown WHAT 'NAME'", with the nearest of CANDIDATES. */
void mw_config_unknown(struct mw_config *c, const struct mw_span *at,
    const char *what, const char *name, const char *const *candidates,
    size_t n);

#endif
