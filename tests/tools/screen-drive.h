/*
 * screen-drive.h - the screen driven by bytes: events made of them, and what
 * must hold after each event.
 *
 * The property test gives it random bytes from fixed seeds, the fuzzer its
 * own; so a find of one is a case of the other.
 */
#ifndef MW_TESTS_SCREEN_DRIVE_H
#define MW_TESTS_SCREEN_DRIVE_H

#include "view/state.h"

enum { DRIVE_LOG = 40, DRIVE_NAME = 32, DRIVE_FAULT = 300 };

struct drive {
	struct mw_app *app;
	struct mw_mesh_options options;
	const char *path;		/* what is loaded; NULL: a mesh inside */
	char fault[DRIVE_FAULT];	/* "" while all holds */
	char log[DRIVE_LOG][DRIVE_NAME];	/* the last events */
	size_t events;
	struct mw_cell *before;		/* a copy of the last frame */
	size_t n_before;
};

void drive_begin(struct drive *d, const char *path, int rows, int columns,
    bool ascii);
void drive_end(struct drive *d);
/* A key by its name in keys.def, or a text; false when something is wrong. */
bool drive_key(struct drive *d, const char *name);
bool drive_type(struct drive *d, const char *text);
bool drive_resize(struct drive *d, int rows, int columns);
/* An event made of the bytes at *AT, which moves on; false: see fault. */
bool drive_bytes(struct drive *d, const uint8_t **at, const uint8_t *end);
/* The last events in a line, for a report. */
void drive_print_log(const struct drive *d);

/* NULL, or what is wrong with the frame for the present state. */
const char *drive_check(struct drive *d);
bool drive_same(const struct mw_frame *f, const struct mw_cell *cells,
    int but_row);
/* A copy of the frame, to be freed. */
struct mw_cell *drive_copy(const struct mw_frame *f);

#endif
