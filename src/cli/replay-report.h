/*
 * replay-report.h - what `meshwalk replay` found, as text and JSON.
 */
#ifndef MW_CLI_REPLAY_REPORT_H
#define MW_CLI_REPLAY_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "whatif/replay.h"

struct mw_replay_style {
	bool color, quiet;
};

void mw_replay_text(const struct mw_replay *r,
    const struct mw_replay_style *s, FILE *out);
/* ERROR: the log could not be read; or NULL. */
void mw_replay_json(const struct mw_replay *r, const char *error, FILE *out);

#endif
