/*
 * bench-screen.c - the screen's budgets, measured: first frame, key to frame
 * on every screen, simulation, what-if; and with the program on a terminal of
 * its own, bytes sent for a moved row and wake-ups while nothing happens.
 *
 *	bench-screen [-f FILE] [MESHWALK]
 *
 * A key waits for nothing, and the first frame for the load alone, so their
 * time is that of the CPU: what else runs on the machine does not count.  Each
 * line with a budget says whether it was held.
 *
 * FILE is measured, too: the mesh of mesh.awk, whose trees have twenty times
 * the rows.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "view/app.h"

static double
ms_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double
now_ms(void)
{
	return ms_of(CLOCK_MONOTONIC);
}

static double
cpu_ms(void)
{
	return ms_of(CLOCK_PROCESS_CPUTIME_ID);
}

static uint64_t
clock_ms(void)
{
	return (uint64_t)now_ms();
}

static void
print(const char *what, double ms, double budget)
{
	printf("%-48s %9.2f ms", what, ms);
	if (budget > 0)
		printf("   budget %g ms   %s", budget, ms > budget ? "MISSED"
		    : "held");
	putchar('\n');
}

/* ---- meshes: five objects a service -------------------------------------- */

static void
add_service(struct mw_buf *b, unsigned i)
{
	unsigned ns = i % 20;

	mw_buf_printf(b, "apiVersion: v1\nkind: Service\nmetadata: {name: s%u,"
	    " namespace: n%u}\nspec: {selector: {app: s%u}, ports: [{name: "
	    "http, port: 80}]}\n---\n", i, ns, i);
	mw_buf_printf(b, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p%u\n"
	    "  namespace: n%u\n  labels: {app: s%u, version: v1,\n    "
	    "sidecar.istio.io/inject: \"true\"}\n---\n", i, ns, i);
	mw_buf_printf(b, "apiVersion: networking.istio.io/v1\nkind: "
	    "VirtualService\nmetadata: {name: s%u, namespace: n%u}\nspec:\n"
	    "  hosts: [s%u]\n  http:\n  - match: [{uri: {prefix: /a}}]\n"
	    "    route: [{destination: {host: s%u, subset: v1}}]\n"
	    "  - route: [{destination: {host: s%u%s}}]\n---\n", i, ns, i, i, i,
	    i % 10 == 5 ? ", subset: gone" : "");
	mw_buf_printf(b, "apiVersion: networking.istio.io/v1\nkind: "
	    "DestinationRule\nmetadata: {name: s%u, namespace: n%u}\nspec:\n"
	    "  host: s%u\n  subsets: [{name: v1, labels: {version: v1}}]\n"
	    "---\n", i, ns, i);
	mw_buf_printf(b, "apiVersion: security.istio.io/v1\nkind: "
	    "AuthorizationPolicy\nmetadata: {name: s%u, namespace: n%u}\n"
	    "spec:\n  selector: {matchLabels: {app: s%u}}\n  rules:\n"
	    "  - to: [{operation: {paths: [\"/a*\"]}}]\n---\n", i, ns, i);
}

static struct mw_mesh_options mesh_options = MW_MESH_OPTIONS_DEFAULT;

static void
make_text(unsigned objects, struct mw_buf *b)
{
	for (unsigned i = 0; i < objects / 5; i++)
		add_service(b, i);
}

struct bench {
	struct mw_app *app;
	double *v;			/* milliseconds of the keys */
	size_t n, cap;
	double worst;
	char worst_key[16];
};

/* Gives the milliseconds to the first frame. */
static double
show(struct bench *b, const struct mw_mesh *m)
{
	struct mw_app_options o = { .rows = 36, .columns = 120, .title =
		"bench", .mesh_options = &mesh_options, .clock_ms = clock_ms };
	double start = cpu_ms();

	memset(b, 0, sizeof(*b));
	b->app = mw_app_new(m, &o);
	mw_app_frame(b->app);
	return cpu_ms() - start;
}

static double
begin(struct bench *b, unsigned objects, double *load)
{
	struct mw_buf text = { 0 };
	const struct mw_mesh *m;
	double start;

	make_text(objects, &text);
	mesh_options.limits.document_bytes = (size_t)1 << 30;
	start = now_ms();
	m = mw_mesh_load_text("bench.yaml", mw_buf_text(&text), text.len,
	    &mesh_options);
	*load = now_ms() - start;
	mw_buf_release(&text);
	return show(b, m);
}

static double
begin_file(struct bench *b, const char *file, double *load)
{
	double start = now_ms();
	const struct mw_mesh *m = mw_mesh_load(&file, 1, &mesh_options);

	*load = now_ms() - start;
	return show(b, m);
}

static void
end(struct bench *b)
{
	mw_app_free(b->app);
	free(b->v);
}

/* What is found between keys is found, as when somebody reads. */
static void
settle(struct bench *b)
{
	while (mw_app_work(b->app, 8))
		continue;
	mw_app_frame(b->app);
}

static double
give(struct bench *b, struct mw_event *e, const char *name)
{
	double start = cpu_ms(), took;

	e->now_ms = (int64_t)now_ms();
	mw_app_handle(b->app, e);
	mw_app_frame(b->app);
	took = cpu_ms() - start;
	if (b->n == b->cap) {
		double *v = realloc(b->v, (b->cap = b->cap * 2 + 256) *
		    sizeof(*v));

		if (v == NULL)
			exit(3);
		b->v = v;
	}
	b->v[b->n++] = took;
	if (took > b->worst) {
		b->worst = took;
		snprintf(b->worst_key, sizeof(b->worst_key), "%s", name);
	}
	return took;
}

/* One character is one key: \t \n \033 and capitals as typed, ^D is \004. */
static double
type(struct bench *b, const char *keys)
{
	double took = 0;

	for (; *keys != '\0'; keys++) {
		struct mw_event e = { .kind = MW_EVENT_KEY };
		char name[8];

		e.key = *keys == '\t' ? MW_KEY_TAB : *keys == '\n'
		    ? MW_KEY_ENTER : *keys == '\033' ? MW_KEY_ESCAPE
		    : MW_KEY_CHAR;
		e.cp = (unsigned char)*keys;
		snprintf(name, sizeof(name), "%c", *keys);
		if (*keys == '\033')
			snprintf(name, sizeof(name), "Esc");
		else if (*keys == '\n' || *keys == '\t')
			snprintf(name, sizeof(name), *keys == '\n' ? "Enter"
			    : "Tab");
		else if (*keys < ' ') {
			e.cp = (uint32_t)*keys + 'a' - 1;
			e.mods = MW_MOD_CTRL;
			snprintf(name, sizeof(name), "C-%c", (char)e.cp);
		}
		took = give(b, &e, name);
	}
	return took;
}

static int
by_size(const void *x, const void *y)
{
	const double *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

/* A figure of something that did not happen is none. */
static void
must_show(struct bench *b, const char *text)
{
	struct mw_buf frame = { 0 };

	mw_frame_dump(mw_app_frame(b->app), &frame, NULL);
	if (strstr(mw_buf_text(&frame), text) == NULL) {
		printf("bench-screen: no '%s' on the screen:\n%s", text,
		    mw_buf_text(&frame));
		exit(3);
	}
	mw_buf_release(&frame);
}

/* The keys since the last time: the median, the 99th percentile, and the
 * slowest, which may be the first of its kind. */
static void
told(struct bench *b, const char *screen, unsigned objects)
{
	char what[64];

	qsort(b->v, b->n, sizeof(*b->v), by_size);
	snprintf(what, sizeof(what), "%s, %u objects: median of %zu keys",
	    screen, objects, b->n);
	print(what, b->v[b->n / 2], 16);
	print("  99th percentile", b->v[b->n * 99 / 100], 16);
	snprintf(what, sizeof(what), "  the slowest: %s", b->worst_key);
	print(what, b->worst, 16);
	b->n = 0;
	b->worst = 0;
}

static void
keys_of(struct bench *b, unsigned objects, const char *screen,
    const char *open, const char *keys)
{
	type(b, open);
	settle(b);
	b->n = 0;
	b->worst = 0;
	for (int i = 0; i < 3; i++)
		type(b, keys);
	told(b, screen, objects);
	type(b, "\033\033\033\033");
}

/* What a key begins and the work between keys ends: until the answer is there,
 * and the longest time in which no key would be answered. */
static void
answer(struct bench *b, const char *what, const char *keys, const char *shown)
{
	double start, slice, worst, took;
	bool more = true;

	settle(b);
	worst = took = type(b, keys);
	start = cpu_ms();
	while (more) {
		slice = cpu_ms();
		more = mw_app_work(b->app, 8);
		mw_app_frame(b->app);
		slice = cpu_ms() - slice;
		worst = slice > worst ? slice : worst;
	}
	took += cpu_ms() - start;
	must_show(b, shown);
	print(what, took, 0);
	print("  the key, or the longest slice after it", worst, 16);
}

/* What goes through all rows, on the tree of each order. */
static void
orders(struct bench *b, unsigned objects)
{
	static const char *const names[] = { "by traffic", "by namespace",
	    "by host", "by workload" };

	for (int i = 0; i < 4; i++) {
		keys_of(b, objects, names[i], "1", "zRGggzMz2z9G\004zMzRgg"
		    "/s99\nnNnN\033/99\nNN\033/qqq\n\033/http\nn\033");
		keys_of(b, objects, "  filter", "1zM", "\\s77\n\033\\ns:"
		    "n3 kind:vs !s7\nGgg\033\\is:unused\n\033\\is:err\n"
		    "\033\\file:be\nzRzM\033\\host:s12\n\033");
		keys_of(b, objects, "  going", "1zMG", "LHhgrgrgrgdgdgvgaga"
		    "<<<>>ma'aGgagsgtgr<<'a''yYzRLHggJJlllgrga");
		type(b, "1v");
	}
}

static void
answers(struct bench *b)
{
	type(b, "\033\033" "1zM");
	answer(b, "a search that finds nothing", "/qqq\n", "nothing here has");
	answer(b, "a filter that all rows fit", "\\s\n", "\\ s ");
	type(b, "\033\033gggs");
	answer(b, "a search through the source", "/qqq\n", "nothing here has");
	type(b, "\033\033" "1");
}

static void
requests(struct bench *b, unsigned objects)
{
	char what[64];
	double took;

	type(b, "2n1/p1\ts2.n2\t/b");
	snprintf(what, sizeof(what), "%u objects: a request, the first",
	    objects);
	answer(b, what, "\n", "DENIED 403");
	type(b, "\033\033" "1vzM/VirtualService\n");
	settle(b);
	snprintf(what, sizeof(what), "%u objects: a request for a route, the "
	    "first", objects);
	answer(b, what, "s", "takes this route");
	type(b, "\033" "1vvv");
	print("  the same again: simulation and frame", type(b, "."), 5);
	keys_of(b, objects, "request", "2", "n1/p1\ts7\t\b\025\033" "2");
	keys_of(b, objects, "trace", "3", "jjjkkGggnnN\tjjk\t/s2\n\033"
	    "gsgtgd<<<gaga<<");
	type(b, "\033\033" "1zM/AuthorizationPolicy\n\033");
	type(b, "3");
	took = type(b, "x");
	must_show(b, "WHAT-IF 1");
	snprintf(what, sizeof(what), "%u objects: what-if, rebuilt and "
	    "compared", objects);
	print(what, took, objects == 5000 ? 300 : 0);
	keys_of(b, objects, "compare", "5", "jjjGggnN\tjk\t/s2\n\033");
	print("  undone", type(b, "u"), 16);
}

static void
screens(struct bench *b, unsigned objects, double load, double first,
    double budget)
{
	char what[64];
	double took;

	snprintf(what, sizeof(what), "%u objects: load", objects);
	print(what, load, 0);
	snprintf(what, sizeof(what), "%u objects: first frame", objects);
	print(what, first, budget);
	took = type(b, "zR");
	snprintf(what, sizeof(what), "%u objects: load and all rows", objects);
	print(what, load + first + took, objects == 5000 ? 500 : 0);
	keys_of(b, objects, "tree", "1zM", "vvvvjjjjlljjhhGkkkgg\004\004\025"
	    "jJKzRGggzM/s99\nnnN\033\\s77\n\033");
	orders(b, objects);
	answers(b);
	keys_of(b, objects, "problems", "4", "jjjGggoo\004\025\\s7\n\033oo"
	    "/s99\nnN\033\\ns:n3 is:warn\n\033\\qq\n\033ggjgsgtga");
	keys_of(b, objects, "source", "1gggs", "jjjGgg\004}{/p99\nnN\033]["
	    "/qqq\n\033G/apiVer\nN\033gdgrga1gggs");
	keys_of(b, objects, "help", "?", "poli\025\033?");
	keys_of(b, objects, "palette", ":", "s77\025s\025virt s9\025zq\025"
	    "5\033:");
}

static void
small(unsigned objects)
{
	double load, first;
	struct bench b;

	first = begin(&b, objects, &load);
	screens(&b, objects, load, first, 50);
	requests(&b, objects);
	end(&b);
	first = begin(&b, objects, &load);
	type(&b, "vvvv");
	told(&b, "v at once", objects);
	end(&b);
}

static void
large(const char *file)
{
	struct bench b;
	double load, first;

	first = begin_file(&b, file, &load);
	screens(&b, 20000, load, first, 0);
	end(&b);
}

/* ---- on a terminal ------------------------------------------------------- */

struct tty {
	int fd;
	pid_t pid;
};

static bool
start(struct tty *t, const char *program, const char *file, const char *config)
{
	struct winsize size = { .ws_row = 36, .ws_col = 120 };

	t->fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (t->fd < 0 || grantpt(t->fd) != 0 || unlockpt(t->fd) != 0)
		return false;
	ioctl(t->fd, TIOCSWINSZ, &size);
	t->pid = fork();
	if (t->pid == 0) {
		int slave;

		setsid();
		slave = open(ptsname(t->fd), O_RDWR);
		for (int i = 0; i < 3; i++)
			dup2(slave, i);
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execl(program, program, config, file, (char *)NULL);
		_exit(127);
	}
	return t->pid > 0;
}

/* Bytes that come until nothing does for QUIET milliseconds. */
static size_t
drain(struct tty *t, int quiet)
{
	struct pollfd p = { .fd = t->fd, .events = POLLIN };
	char bytes[65536];
	size_t sum = 0;

	while (poll(&p, 1, quiet) > 0) {
		ssize_t n = read(t->fd, bytes, sizeof(bytes));

		if (n <= 0)
			break;
		sum += (size_t)n;
	}
	return sum;
}

static void
bytes_of(struct tty *t, const char *what, const char *key)
{
	size_t worst = 0, sum = 0;

	for (int i = 0; i < 20; i++) {
		size_t n;

		if (write(t->fd, key, strlen(key)) < 0)
			return;
		n = drain(t, 60);
		sum += n;
		worst = n > worst ? n : worst;
	}
	printf("%-48s %9zu bytes, at most %zu   budget 4096 bytes   %s\n",
	    what, sum / 20, worst, worst > 4096 ? "MISSED" : "held");
}

/* How often it woke up of its own will. */
static long
wakes(pid_t pid)
{
	char name[64], line[256];
	long n = -1;
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%ld/status", (long)pid);
	f = fopen(name, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		sscanf(line, "voluntary_ctxt_switches: %ld", &n);
	if (f != NULL)
		fclose(f);
	return n;
}

static void
terminal(const char *program)
{
	static const char file[] = "bench-screen.yaml";
	static const char quiet[] = "bench-screen-config.yaml";
	struct mw_buf text = { 0 };
	FILE *f = fopen(file, "w");
	struct tty t;
	char option[64];

	make_text(200, &text);
	if (f == NULL || fwrite(mw_buf_text(&text), 1, text.len, f) !=
	    text.len || fclose(f) != 0 || (f = fopen(quiet, "w")) == NULL)
		return;
	fputs("reload: false\n", f);
	fclose(f);
	snprintf(option, sizeof(option), "--config=%s", quiet);
	for (int i = 0; i < 2; i++) {
		long before;

		if (!start(&t, program, file, i == 0 ? "--no-config" : option))
			return;
		drain(&t, 1500);
		if (i == 0) {
			bytes_of(&t, "a moved row of the tree, 120x36", "j");
			bytes_of(&t, "a page of it", "\006");
		}
		drain(&t, 1500);
		before = wakes(t.pid);
		drain(&t, 10000);
		before = wakes(t.pid) - before;
		printf("%-48s %9ld in 10 s   budget %d   %s\n", i == 0
		    ? "wake-ups while idle" : "wake-ups with 'reload: false'",
		    before, i == 0 ? 5 : 0, before > (i == 0 ? 5 : 0)
		    ? "MISSED" : "held");
		kill(t.pid, SIGTERM);
		drain(&t, 300);
		close(t.fd);
		waitpid(t.pid, NULL, 0);
	}
	unlink(file);
	unlink(quiet);
	mw_buf_release(&text);
}

int
main(int argc, char **argv)
{
	struct bench b;
	double load, first = begin(&b, 40, &load);
	int i = 1;

	print("40 objects: load and first frame", load + first, 50);
	end(&b);
	small(5000);
	small(20000);
	if (argc > 2 && strcmp(argv[1], "-f") == 0) {
		printf("%s:\n", argv[2]);
		large(argv[2]);
		i = 3;
	}
	if (i < argc)
		terminal(argv[i]);
	return 0;
}
