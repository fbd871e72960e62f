/*
 * arena.c - bump allocation in blocks.
 *
 * An arena is a list of blocks; the newest is filled, the others are full.
 * Aligned objects grow from the front of a block and text from its back, so
 * that text needs no padding.  A request that is large beside the block size
 * gets a block of its own, and the current block stays current.
 *
 * Blocks come zeroed and memory is handed out once, so nothing is cleared
 * here.  Large blocks come from the system itself, and what nobody touches of
 * them takes no memory.  Large pages are not asked for: where memory is in
 * pieces, the system stops to put it together, for longer than a load takes.
 * With AddressSanitizer what is not handed out is poisoned, and a gap is left
 * behind every object.
 */
#include "base/arena.h"

#include "base/str.h"
#include "base/xalloc.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MW_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define MW_ASAN 1
#endif

#ifdef MW_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { GAP = 16 };
/* The leak check does not look into memory that was mapped. */
#define MAPPED_FROM SIZE_MAX
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#define MAPPED_FROM ((size_t)1 << 20)
#endif
#ifdef MW_SEAL_PROTECT
#undef MAPPED_FROM
#define MAPPED_FROM 1
#endif

enum {
	ALIGN = 16,
	FIRST_BLOCK = 4096,	/* a journey often fits into one */
	LAST_BLOCK = 1 << 23,
	LARGE_PIECE = 1 << 19
};

struct block {
	struct block *next;
	size_t size;		/* of data */
	size_t front;		/* first free byte */
	size_t back;		/* one past the last free byte */
	_Alignas(ALIGN) char data[];
};

struct cleanup {
	struct cleanup *next;
	void (*fn)(void *arg);
	void *arg;
};

struct mw_arena {
	struct block *blocks;	/* the first one is filled */
	struct cleanup *cleanups;
	size_t next_size;
	size_t used;
	bool sealed;
};

static bool
is_mapped(size_t size)
{
	return size >= MAPPED_FROM;
}

/* *SIZE bytes of data and a head, rounded up to whole pages. */
static struct block *
map_block(size_t *size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t all = (sizeof(struct block) + *size + page - 1) / page * page;
	char *p = mmap(NULL, all, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	void *b = p;

	if (b == MAP_FAILED)
		mw_out_of_memory();
	*size = all - sizeof(struct block);
	return b;
}

static struct block *
block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX / 2)
		mw_out_of_memory();
	b = is_mapped(size) ? map_block(&size) :
	    mw_xcalloc(1, sizeof(*b) + size);
	b->size = size;
	b->back = size;
	POISON(b->data, size);
	return b;
}

static void
block_free(struct block *b)
{
	UNPOISON(b->data, b->size);
	if (is_mapped(b->size))
		munmap(b, sizeof(*b) + b->size);
	else
		free(b);
}

struct mw_arena *
mw_arena_new(void)
{
	struct mw_arena *a = mw_xcalloc(1, sizeof(*a));

	a->next_size = FIRST_BLOCK - sizeof(struct block);
	return a;
}

void
mw_arena_free(struct mw_arena *a)
{
	if (a == NULL)
		return;
	for (struct cleanup *c = a->cleanups; c != NULL; c = c->next)
		c->fn(c->arg);
	while (a->blocks != NULL) {
		struct block *b = a->blocks;

		a->blocks = b->next;
		block_free(b);
	}
	free(a);
}

/* A block with room for SIZE; the block that is current afterwards. */
static struct block *
block_for(struct mw_arena *a, size_t size)
{
	struct block *b = a->blocks;

	if (a->sealed)
		MW_BUG("allocation in a sealed arena");
	if (b != NULL && b->back - b->front >= size)
		return b;
	/* What comes in large pieces gets blocks for several of them. */
	if (size >= LARGE_PIECE && size <= LAST_BLOCK / 4)
		a->next_size = LAST_BLOCK;
	if (b != NULL && size > a->next_size / 4) {
		/* Behind the current one, which keeps its free space. */
		struct block *big = block_new(size);

		big->next = b->next;
		b->next = big;
		return big;
	}
	b = block_new(size > a->next_size ? size : a->next_size);
	b->next = a->blocks;
	a->blocks = b;
	if (a->next_size < LAST_BLOCK)
		a->next_size = a->next_size * 2 + sizeof(*b);
	return b;
}

void *
mw_arena_alloc(struct mw_arena *a, size_t size)
{
	struct block *b;
	size_t need;
	char *p;

	if (size > SIZE_MAX - ALIGN - GAP)
		mw_out_of_memory();
	/* Not 0: two objects never share an address. */
	need = ((size > 0 ? size : 1) + GAP + ALIGN - 1) / ALIGN * ALIGN;
	b = block_for(a, need);
	p = b->data + b->front;
	b->front += need;
	a->used += need - GAP;
	UNPOISON(p, size);
	return p;
}

void *
mw_arena_array(struct mw_arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		mw_out_of_memory();
	return mw_arena_alloc(a, n * size);
}

/* LEN bytes without alignment, from the back of a block. */
static char *
text_alloc(struct mw_arena *a, size_t len)
{
	struct block *b;

	if (len > SIZE_MAX - GAP)
		mw_out_of_memory();
	b = block_for(a, len + GAP);
	b->back -= len + GAP;
	a->used += len;
	UNPOISON(b->data + b->back, len);
	return b->data + b->back;
}

char *
mw_arena_room(struct mw_arena *a, size_t len)
{
	char *room;

	if (len == SIZE_MAX)
		mw_out_of_memory();
	room = text_alloc(a, len + 1);
	room[len] = '\0';
	return room;
}

char *
mw_arena_text(struct mw_arena *a, const char *s, size_t len)
{
	char *copy = mw_arena_room(a, len);

	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

char *
mw_arena_strdup(struct mw_arena *a, const char *s)
{
	return mw_arena_text(a, s, strlen(s));
}

const char *
mw_arena_lower(struct mw_arena *a, const char *s)
{
	for (const char *c = s; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			return mw_str_lower(mw_arena_strdup(a, s));
	return s;
}

const char *
mw_arena_reverse(struct mw_arena *a, const char *s)
{
	size_t len = strlen(s);
	char *out = mw_arena_text(a, s, len);

	for (size_t i = 0; i < len; i++)
		out[i] = s[len - 1 - i];
	return out;
}

char *
mw_arena_printf(struct mw_arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = mw_arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

char *
mw_arena_vprintf(struct mw_arena *a, const char *fmt, va_list ap)
{
	char small[256];
	va_list again;
	char *s;
	int len;

	va_copy(again, ap);
	len = vsnprintf(small, sizeof(small), fmt, ap);
	if (len < 0) {
		/* Only a wide character or a result over 2 GB gets here. */
		s = mw_arena_text(a, "", 0);
	} else if ((size_t)len < sizeof(small)) {
		s = mw_arena_text(a, small, (size_t)len);
	} else {
		s = text_alloc(a, (size_t)len + 1);
		vsnprintf(s, (size_t)len + 1, fmt, again);
	}
	va_end(again);
	return s;
}

void
mw_arena_defer(struct mw_arena *a, void (*fn)(void *p), void *p)
{
	struct cleanup *c = MW_NEW(a, struct cleanup);

	*c = (struct cleanup){ .next = a->cleanups, .fn = fn, .arg = p };
	a->cleanups = c;
}

void
mw_arena_adopt(struct mw_arena *a, struct mw_arena *from)
{
	struct cleanup **last = &from->cleanups;
	struct block **tail;

	if (a->sealed || from->sealed)
		MW_BUG("adoption by or of a sealed arena");
	if (a->blocks == NULL) {
		a->blocks = from->blocks;
	} else if (from->blocks != NULL) {
		for (tail = &from->blocks; *tail != NULL;
		    tail = &(*tail)->next)
			continue;
		*tail = a->blocks->next;
		a->blocks->next = from->blocks;
	}
	while (*last != NULL)
		last = &(*last)->next;
	*last = a->cleanups;
	a->cleanups = from->cleanups;
	a->used += from->used;
	from->blocks = NULL;
	from->cleanups = NULL;
	mw_arena_free(from);
}

size_t
mw_arena_used(const struct mw_arena *a)
{
	return a->used;
}

void
mw_arena_seal(struct mw_arena *a)
{
	a->sealed = true;
#ifdef MW_SEAL_PROTECT
	for (struct block *b = a->blocks, *next; b != NULL; b = next) {
		next = b->next;
		if (mprotect(b, sizeof(*b) + b->size, PROT_READ) != 0)
			MW_BUG("mprotect failed");
	}
#endif
}
