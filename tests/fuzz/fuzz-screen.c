/*
 * fuzz-screen.c - bytes as keys, texts, pastes, clicks, sizes, reloads and
 * ticks on a small mesh: whatever they are, each frame keeps what
 * tests/tools/screen-drive.c promises.  A find can be replayed there.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../tools/screen-drive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS = 300 };		/* more of them find nothing else, slowly */

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *at = data, *end = data + size;
	struct drive d;

	if (size < 2)
		return 0;
	drive_begin(&d, NULL, 24, 80, *at++ % 2 == 0);
	for (int i = 0; i < EVENTS && at < end; i++) {
		if (!drive_bytes(&d, &at, end)) {
			drive_print_log(&d);
			fprintf(stderr, "%s\n", d.fault);
			abort();
		}
	}
	drive_end(&d);
	return 0;
}
