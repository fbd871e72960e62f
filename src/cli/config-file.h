/*
 * config-file.h - inside cli: where the configuration of the screen is.
 */
#ifndef MW_CLI_CONFIG_FILE_H
#define MW_CLI_CONFIG_FILE_H

#include "view/config.h"

/*
 * The configuration in FILE, which has to be there; NULL: in the usual place,
 * where there may be none.
 */
struct mw_config *mw_config_file(struct mw_arena *arena, const char *file);

#endif
