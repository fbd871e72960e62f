/*
 * parts.c - sources cut into parts, and the parts put together again.
 *
 * A part is about a megabyte and always ends before a line '---'.
 */
#include "yaml/parts.h"

#include "base/str.h"
#include "base/vec.h"
#include "yaml/chars.h"

#include <stdlib.h>
#include <string.h>

enum { PART_BYTES = 1 << 20 };

/* Whether the lines before AT are directives that belong to what follows. */
static bool
has_directive(const char *text, size_t begin, size_t at)
{
	while (at > begin) {
		size_t line = at - 1;

		while (line > begin && text[line - 1] != '\n')
			line--;
		if (text[line] == '%')
			return true;
		if (strchr("#\r\n", text[line]) == NULL)
			return false;
		at = line;
	}
	return false;
}

/* Where the part that begins at BEGIN ends. */
static size_t
part_end(const struct mw_source *s, size_t begin)
{
	size_t at;

	if (s->len - begin < PART_BYTES + PART_BYTES / 2)
		return s->len;
	at = mw_chars_next_document(s->text, begin + PART_BYTES, s->len);
	while (at < s->len && has_directive(s->text, begin, at))
		at = mw_chars_next_document(s->text, at + 1, s->len);
	return at;
}

void
mw_parts_cut(struct mw_arena *a, struct mw_parts *parts,
    const struct mw_source *s)
{
	struct mw_home *home = MW_NEW(a, struct mw_home);

	home->file = s->name;
	home->lines = s->lines;
	for (size_t at = 0; at < s->len;) {
		struct mw_part p = { .source = s, .home = home, .begin = at };

		p.end = at = part_end(s, at);
		mw_vec_push(a, parts, p);
	}
}

void
mw_parts_diags(struct mw_diags *to, const struct mw_diags *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct mw_diag *d = &from->v[i];
		struct mw_diag *copy;

		if (to->n >= MW_LIMIT_DIAGS)
			return;
		copy = mw_diag_add(to, d->id, &d->span, d->object, "%s",
		    d->text);
		copy->severity = d->severity;
		if (d->hint != NULL)
			copy->hint = mw_arena_strdup(to->arena, d->hint);
	}
}

/* The documents of the parts, numbered within their sources. */
static void
collect(struct mw_load *load, struct mw_arena *arena,
    const struct mw_parts *parts, const struct mw_limits *limits,
    struct mw_diags *diags)
{
	const struct mw_source *source = NULL;
	size_t before = 0, all = 0;

	for (size_t i = 0; i < parts->n; i++)
		all += parts->v[i].documents.n;
	if (all > limits->objects) {
		mw_diag_add(diags, MW_DIAG_LIMIT, NULL, NULL,
		    "more than %zu document%s: the rest is left out",
		    limits->objects, mw_str_s(limits->objects))->hint =
		    "if this is meant, raise the limit with --limit-objects";
		all = limits->objects;
	}
	load->documents = MW_NEW_ARRAY(arena, struct mw_document, all);
	for (size_t i = 0; i < parts->n; i++) {
		const struct mw_part *p = &parts->v[i];

		if (p->source != source)
			before = 0;
		source = p->source;
		for (size_t k = 0; k < p->documents.n; k++) {
			struct mw_document d = p->documents.v[k];

			if (load->n_documents == all)
				break;
			d.index += before;
			load->documents[load->n_documents++] = d;
		}
		before += p->count;
		mw_parts_diags(diags, &p->diags);
	}
}

struct mw_load *
mw_parts_load(struct mw_arena *arena, const struct mw_parts *parts,
    const struct mw_sources *s, struct mw_diags *diags)
{
	struct mw_load *load = MW_NEW(arena, struct mw_load);

	load->sources = s->v;
	load->n_sources = s->n;
	load->bytes = s->bytes;
	load->unreadable = s->unreadable;
	load->requests = s->requests.v;
	load->n_requests = s->requests.n;
	load->stamps = s->stamps.v;
	load->n_stamps = s->stamps.n;
	collect(load, arena, parts, s->limits, diags);
	return load;
}

void
mw_parts_fini(struct mw_parts *parts)
{
	for (size_t i = 0; i < parts->n; i++)
		free(parts->v[i].documents.v);
	parts->n = 0;
}
