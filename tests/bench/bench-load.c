/*
 * bench-load.c - loading beside a bare libyaml event loop on the same file.
 *
 *	bench-load FILE [RUNS]
 *
 * Each run happens in a process of its own, so that memory can be told; the
 * best of RUNS (5) counts.  Prints CPU time, wall time, and the largest
 * resident memory without what the empty process has, and their ratios to
 * the loop and to the size of the file.
 */
#include "mesh/mesh.h"
#include "yaml/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

struct cost {
	double cpu, wall;	/* seconds */
	double memory;		/* bytes */
};

static double
now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
nothing(const char *path)
{
	(void)path;
}

static void
loop(const char *path)
{
	FILE *f = fopen(path, "rb");
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;

	if (f == NULL || yaml_parser_initialize(&parser) == 0)
		exit(3);
	yaml_parser_set_input_file(&parser, f);
	do {
		if (yaml_parser_parse(&parser, &event) == 0)
			exit(3);
		type = event.type;
		yaml_event_delete(&event);
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
	fclose(f);
}

static void
load(const char *path)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_diags diags;
	struct mw_load *l;

	mw_diags_init(&diags, arena);
	l = mw_yaml_load(arena, &path, 1, &limits, &diags, NULL, NULL);
	if (l->n_documents == 0)
		exit(3);
	/* Freeing is left to the end of the process, as in the program. */
}

/* All ranks: documents, objects, services, references. */
static void
mesh(const char *path)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	if (mw_mesh_load(&path, 1, &options)->all.n == 0)
		exit(3);
}

static void
print(const char *what, struct cost c, struct cost bare, struct cost empty,
    double size)
{
	printf("  %-9s cpu %.3f s  wall %.3f s  memory %6.1f MB   ratio: cpu "
	    "%.2f  wall %.2f  memory %.2f x input\n", what, c.cpu, c.wall,
	    (c.memory - empty.memory) / 1e6, c.cpu / bare.cpu,
	    c.wall / bare.wall, (c.memory - empty.memory) / size);
}

static struct cost
run(void (*what)(const char *path), const char *path)
{
	struct rusage usage;
	struct cost c = { 0 };
	double start = now(CLOCK_MONOTONIC);
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		what(path);
		_exit(0);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0 || status != 0) {
		fputs("bench-load: a run failed\n", stderr);
		exit(3);
	}
	c.wall = now(CLOCK_MONOTONIC) - start;
	c.cpu = (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
	    (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
	c.memory = (double)usage.ru_maxrss * 1024;
	return c;
}

static void
better(struct cost *best, struct cost c)
{
	if (best->cpu <= 0 || c.cpu < best->cpu)
		best->cpu = c.cpu;
	if (best->wall <= 0 || c.wall < best->wall)
		best->wall = c.wall;
	if (best->memory <= 0 || c.memory < best->memory)
		best->memory = c.memory;
}

int
main(int argc, char **argv)
{
	struct cost empty = { 0 }, bare = { 0 }, ours = { 0 };
	struct cost all = { 0 };
	long runs = argc > 2 ? strtol(argv[2], NULL, 10) : 5;
	double size;
	FILE *f;

	if (argc < 2 || (f = fopen(argv[1], "rb")) == NULL) {
		fputs("usage: bench-load FILE [RUNS]\n", stderr);
		return 2;
	}
	fseek(f, 0, SEEK_END);
	size = (double)ftell(f);
	fclose(f);
	for (long i = 0; i < runs; i++) {
		better(&empty, run(nothing, argv[1]));
		better(&bare, run(loop, argv[1]));
		better(&ours, run(load, argv[1]));
		better(&all, run(mesh, argv[1]));
	}
	printf("load %s: %.1f MB\n", argv[1], size / 1e6);
	printf("  %-9s cpu %.3f s  wall %.3f s\n", "libyaml", bare.cpu,
	    bare.wall);
	print("documents", ours, bare, empty, size);
	print("mesh", all, bare, empty, size);
	puts("  budget: cpu 1.2, wall 0.7 with two cores, memory 3 x input");
	return 0;
}
