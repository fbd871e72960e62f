/*
 * loop.h - the screen on a terminal: the one event loop.
 */
#ifndef MW_TUI_LOOP_H
#define MW_TUI_LOOP_H

#include "mesh/mesh.h"
#include "tui/term.h"

struct mw_loop_options {
	const char *const *paths;
	size_t n_paths;
	const struct mw_mesh_options *mesh;
	const char *title;
	const struct mw_config *config;	/* borrowed; term.config is it too */
	struct mw_term_options term;
};

/* Runs until the user quits; false when there is no terminal. */
bool mw_loop_run(const struct mw_loop_options *options);

#endif
