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
	/* The configuration as it is written now, in ARENA: asked for at the
	 * start, and with each reload. */
	const struct mw_config *(*config)(void *args, struct mw_arena *arena);
	void *config_args;
	struct mw_term_options term;	/* without config */
};

/* Runs until the user quits; false when there is no terminal. */
bool mw_loop_run(const struct mw_loop_options *options);

#endif
