/*
 * parse.c - a stretch of a source to documents.
 *
 * libyaml stops for good at the first error.  Since a line '---' begins a
 * document whatever stands before it, we start a new parser at the next such
 * line, so that an error costs one document.  Characters that libyaml would
 * refuse are looked for first: it reads ahead, and would stop in the middle
 * of an earlier document.
 *
 * The marks of libyaml count code points; nodes hold bytes.
 */
#include "yaml/parse.h"

#include "base/xalloc.h"
#include "yaml/build.h"
#include "yaml/chars.h"
#include "yaml/syntax.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum {
	DEPTH_MAX = 10000,	/* what the C stack bears, whatever is asked */
	ALIASES_MAX = 10000000	/* what memory bears */
};

struct parser {
	struct mw_part *part;
	const char *text;
	struct mw_build build;
	bool ascii;		/* code points are bytes */
	size_t from;		/* the stream begins here */
	size_t point, byte;	/* the cursor: the same place in both units */
	size_t document;	/* begin of the document, or of what is next */
	bool open;		/* inside of a document */
	bool ended;		/* the last event ended one with '...' */
};

/* A part, and how far it is done. */
struct mw_parsing {
	struct parser p;
	size_t from, to;	/* parsed now: nothing there that is refused */
	size_t at;		/* the rest of the part */
	size_t bad;		/* a refused character between them */
	bool report;		/* it is to be reported */
	bool streaming;		/* Y is in use */
	yaml_parser_t y;
};

void
mw_worker_init(struct mw_worker *w, struct mw_keys *keys,
    const struct mw_limits *limits, size_t size_hint)
{
	*w = (struct mw_worker){
		.arena = mw_arena_new(),
		.limits = *limits,
	};
	if (w->limits.depth > DEPTH_MAX)
		w->limits.depth = DEPTH_MAX;
	if (w->limits.alias_nodes > ALIASES_MAX)
		w->limits.alias_nodes = ALIASES_MAX;
	w->store = mw_store_new(w->arena, keys);
	w->names = mw_names_new(keys, w->store, size_hint);
}

void
mw_worker_fini(struct mw_worker *w)
{
	mw_names_free(w->names);
	free(w->values);
	free(w->frames);
}

/* The byte of the code point INDEX of the stream. */
static size_t
find_byte(struct parser *p, size_t index)
{
	const char *text = p->text;

	if (index < p->point) {
		/* Only errors look back. */
		p->point = 0;
		p->byte = p->from;
	}
	for (; p->point < index && p->byte < p->part->end; p->point++) {
		p->byte++;
		while (((unsigned char)text[p->byte] & 0xc0) == 0x80)
			p->byte++;
	}
	return p->byte;
}

static inline size_t
byte_of(struct parser *p, size_t index)
{
	return p->ascii ? p->from + index : find_byte(p, index);
}

/* Where to go on after an error at AT: never before it, always forward. */
static size_t
resume(const struct parser *p, size_t at, size_t to)
{
	size_t next = p->document;

	if (p->open || mw_chars_is_document(p->text, next, to))
		next++;
	next = mw_chars_next_document(p->text, next, to);
	/* The error may be in a document that had no event yet. */
	if (!p->open && next < at)
		next = mw_chars_next_document(p->text, next + 1, to);
	return next;
}

static size_t
failed(struct parser *p, const yaml_parser_t *y, size_t to)
{
	size_t at, since;

	if (y->error == YAML_MEMORY_ERROR)
		mw_out_of_memory();
	at = byte_of(p, y->problem_mark.index);
	since = y->context != NULL ? byte_of(p, y->context_mark.index) : at;
	if (!p->open || !p->build.is_template)
		mw_syntax_report(&p->part->diags, p->part->home,
		    y->problem != NULL ? y->problem : "not valid YAML", at,
		    y->context, since);
	p->part->count++;
	return resume(p, at, to);
}

static void
begin_document(struct parser *p, const yaml_event_t *e, size_t from)
{
	size_t i = from;

	p->document = from;
	p->open = true;
	if (mw_chars_is_document(p->text, i, p->part->end))
		i += 3;
	while (i < p->part->end && strchr(" \t\r\n", p->text[i]) != NULL &&
	    p->text[i] != '\0')
		i++;
	mw_build_begin(&p->build, p->text[i] == '{');
	if (e->data.document_start.version_directive != NULL &&
	    e->data.document_start.version_directive->minor != 1) {
		struct mw_span span = mw_tree_span(p->part->home, from, from);

		p->build.broken = true;
		mw_diag_add(&p->part->diags, MW_DIAG_YAML_SYNTAX, &span, NULL,
		    "'%%YAML' of another version than 1.1")->hint =
		    "Kubernetes reads YAML 1.1 only: leave the line out";
	}
}

/* More than references can tell apart: gigabytes of text or of keys. */
static void
report_full(struct parser *p)
{
	struct mw_span span = mw_tree_span(p->part->home, p->document,
	    p->document);

	mw_diag_add(&p->part->diags, MW_DIAG_LIMIT, &span, NULL,
	    "too much text or too many different keys in one load")->hint =
	    "load less at a time";
}

static void
add_document(struct mw_part *p, struct mw_document d)
{
	if (p->documents.n == p->documents.cap) {
		p->documents.cap = p->documents.cap > 0 ?
		    p->documents.cap * 2 : 4;
		p->documents.v = mw_xrealloc(p->documents.v, p->documents.cap,
		    sizeof(*p->documents.v));
	}
	p->documents.v[p->documents.n++] = d;
}

static void
end_document(struct parser *p, size_t to)
{
	const struct mw_node *root = mw_build_end(&p->build);
	struct mw_document d;

	p->open = false;
	if (p->build.w->store->full) {
		report_full(p);
		root = NULL;
	}
	if (root == NULL) {
		p->part->count++;
	} else if (!mw_node_is(root, MW_NODE_NULL)) {
		d = (struct mw_document){
			.source = p->part->source,
			.root = root,
			.index = p->part->count++,
		};
		d.span = mw_tree_span(p->part->home, p->document,
		    p->build.root_end);
		add_document(p->part, d);
	}
	p->document = to;
}

/* Whether the document has grown too large by the byte AT. */
static bool
is_too_large(struct parser *p, size_t at)
{
	size_t most = p->build.w->limits.document_bytes;
	struct mw_span span;

	if (at - p->document <= most || !p->open)
		return false;
	span = mw_tree_span(p->part->home, p->document, p->document);
	mw_diag_add(&p->part->diags, MW_DIAG_LIMIT, &span, NULL,
	    "the document is larger than %zu bytes", most)->hint =
	    "if this is meant, raise the limit with --limit-document";
	return true;
}

/* Block scalars end with their last line, not with what comes next. */
static size_t
scalar_end(const struct parser *p, const yaml_event_t *e, size_t from,
    size_t to)
{
	if (e->data.scalar.style >= YAML_LITERAL_SCALAR_STYLE)
		while (to > from && strchr(" \t\r\n", p->text[to - 1]) != NULL)
			to--;
	return to;
}

/* One event; false: give the document up. */
static inline bool
handle(struct parser *p, const yaml_event_t *e)
{
	size_t from = byte_of(p, e->start_mark.index);
	size_t to = byte_of(p, e->end_mark.index);
	struct mw_build *b = &p->build;

	switch (e->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
		break;
	case YAML_DOCUMENT_START_EVENT:
		begin_document(p, e, from);
		break;
	case YAML_DOCUMENT_END_EVENT:
		end_document(p, to);
		p->ended = !e->data.document_end.implicit;
		break;
	case YAML_ALIAS_EVENT:
		if (!mw_build_alias(b, (const char *)e->data.alias.anchor,
		    from, to))
			return false;
		break;
	case YAML_SCALAR_EVENT:
		mw_build_scalar(b, e, from, scalar_end(p, e, from, to));
		break;
	case YAML_SEQUENCE_START_EVENT:
		if (!mw_build_open(b, MW_NODE_LIST,
		    (const char *)e->data.sequence_start.anchor, from))
			return false;
		break;
	case YAML_MAPPING_START_EVENT:
		if (!mw_build_open(b, MW_NODE_MAP,
		    (const char *)e->data.mapping_start.anchor, from))
			return false;
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		mw_build_close(b, to > from ? to : 0);
		break;
	}
	return !is_too_large(p, to);
}

/*
 * A document ended with '...' at AT.  What comes before the next '---' is
 * read by nobody, but for directives; comments are no loss.
 */
static size_t
after_end(struct parser *p, size_t at, size_t to)
{
	size_t next = mw_chars_next_document(p->text, at, to);
	struct mw_span span;

	for (size_t i = at; i < next;) {
		size_t end = mw_lines_end(p->part->home->lines, i);
		size_t word = i + strspn(p->text + i, " \t\r\n.");

		if (word >= next)
			break;
		if (word < end && p->text[word] == '%')
			return word;
		if (word < end && p->text[word] != '#') {
			span = mw_tree_span(p->part->home, word,
			    end < next ? end : next);
			mw_diag_add(&p->part->diags, MW_DIAG_DROPPED_TEXT,
			    &span, NULL, "text after '...' is not read")->hint =
			    "put a line '---' in front of it";
			break;
		}
		i = word < end ? end : word;
	}
	return next;
}

/* ---- a stretch without what libyaml refuses ------------------------------ */

static void
open_stream(struct mw_parsing *g)
{
	struct parser *p = &g->p;

	if (yaml_parser_initialize(&g->y) == 0)
		mw_out_of_memory();
	yaml_parser_set_encoding(&g->y, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&g->y,
	    (const unsigned char *)p->text + g->from, g->to - g->from);
	p->from = p->byte = p->document = g->from;
	p->point = 0;
	p->open = p->ended = false;
	g->streaming = true;
}

static void
close_stream(struct mw_parsing *g)
{
	yaml_parser_delete(&g->y);
	mw_build_end(&g->p.build);
	g->streaming = false;
}

/* Up to MOST events, to the first error or the end; then FROM goes on. */
static void
parse_stream(struct mw_parsing *g, size_t most)
{
	struct parser *p = &g->p;
	yaml_event_t e;
	size_t next = g->from;

	for (; next == g->from && most > 0; most--) {
		if (yaml_parser_parse(&g->y, &e) == 0) {
			next = failed(p, &g->y, g->to);
			break;
		}
		if (!handle(p, &e)) {
			p->part->count++;
			next = resume(p, p->document, g->to);
		} else if (p->ended) {
			next = after_end(p, p->document, g->to);
		} else if (e.type == YAML_STREAM_END_EVENT) {
			next = g->to;
		}
		yaml_event_delete(&e);
	}
	if (next == g->from)
		return;
	close_stream(g);
	g->from = next;
}

/* ---- a part --------------------------------------------------------------- */

/* A byte order mark at the begin of a document: files were put together. */
static bool
is_inner_mark(const char *text, size_t begin, size_t at, size_t end)
{
	size_t line = at;

	if (end - at < 3 || memcmp(text + at, "\xef\xbb\xbf", 3) != 0)
		return false;
	while (line > begin && strchr(" \t\r\n", text[line - 1]) != NULL)
		line--;
	return line >= begin + 3 && line != at &&
	    (line == begin + 3 || text[line - 4] == '\n') &&
	    memcmp(text + line - 3, "---", 3) == 0;
}

struct mw_parsing *
mw_parse_begin(struct mw_worker *w, struct mw_part *part)
{
	struct mw_parsing *g = mw_xcalloc(1, sizeof(*g));

	g->p = (struct parser){
		.part = part,
		.text = part->source->text,
		.build = { .w = w, .part = part },
		.ascii = part->home->lines->ascii,
	};
	g->at = g->from = g->to = part->begin;
	mw_diags_init(&part->diags, w->arena);
	mw_yaml_tree_init(&g->p.build.tree, w->store, part->home);
	return g;
}

/* The next stretch [FROM, TO), and what is to be done behind it. */
static void
next_range(struct mw_parsing *g)
{
	struct mw_part *part = g->p.part;
	size_t end = part->end;

	g->from = g->at;
	g->bad = part->home->lines->clean ? end :
	    mw_chars_bad(g->p.text, g->at, end);
	if (g->bad == end)
		g->to = g->at = end;
	else if (is_inner_mark(g->p.text, g->at, g->bad, end)) {
		g->to = g->bad;
		g->at = g->bad + 3;
	} else {
		g->to = mw_chars_document_before(g->p.text, g->at, g->bad,
		    end);
		g->at = mw_chars_next_document(g->p.text, g->bad, end);
		g->report = true;
	}
}

bool
mw_parse_step(struct mw_parsing *g, size_t most)
{
	struct mw_part *part = g->p.part;

	if (g->streaming) {
		parse_stream(g, most);
	} else if (g->from < g->to) {
		open_stream(g);
	} else if (g->report) {
		mw_syntax_report_character(&part->diags, part->home, g->bad);
		part->count++;
		g->report = false;
	} else if (g->at < part->end) {
		next_range(g);
	} else {
		return false;
	}
	return true;
}

void
mw_parse_end(struct mw_parsing *g)
{
	if (g == NULL)
		return;
	if (g->streaming)
		close_stream(g);
	free(g);
}

void
mw_parse_part(struct mw_worker *w, struct mw_part *part)
{
	struct mw_parsing *g = mw_parse_begin(w, part);

	while (mw_parse_step(g, SIZE_MAX))
		continue;
	mw_parse_end(g);
}
