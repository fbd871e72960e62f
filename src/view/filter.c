/*
 * filter.c - one subject against the words of a filter.
 */
#include "view/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/xalloc.h"
#include "view/draw.h"

/* "authz" is what people write for AuthorizationPolicy. */
static const struct {
	const char *word, *kind, *brief;
} short_kinds[] = {
	{ "vs", "VirtualService", "VS" },
	{ "dr", "DestinationRule", "DR" },
	{ "gw", "Gateway", "GW" },
	{ "se", "ServiceEntry", "SE" },
	{ "we", "WorkloadEntry", "WE" },
	{ "ap", "AuthorizationPolicy", "AP" },
	{ "authz", "AuthorizationPolicy", "AP" },
	{ "pa", "PeerAuthentication", "PA" },
	{ "ra", "RequestAuthentication", "RA" },
	{ "svc", "Service", "Svc" },
};

const char *
mw_short_kind(const char *kind)
{
	for (size_t i = 0; i < MW_LEN(short_kinds); i++) {
		if (strcmp(kind, short_kinds[i].kind) == 0)
			return short_kinds[i].brief;
	}
	return kind;
}

enum about { TEXT, NS, KIND, HOST, FILE_NAME, IS };

static const struct {
	const char *prefix;
	enum about about;
} abouts[] = {
	{ "ns:", NS },
	{ "kind:", KIND },
	{ "host:", HOST },
	{ "file:", FILE_NAME },
	{ "is:", IS },
};

struct mw_filter_word {
	enum about about;
	bool negate;
	char *want;		/* without the prefix */
	const char *kind;	/* that it is short for, or NULL */
};

/* ---- reading ------------------------------------------------------------- */

static const char *
long_kind(const char *word)
{
	for (size_t i = 0; i < MW_LEN(short_kinds); i++) {
		if (mw_str_case_eq(word, short_kinds[i].word))
			return short_kinds[i].kind;
	}
	return NULL;
}

static void
add_word(struct mw_filter *f, const char *s, size_t len)
{
	struct mw_filter_word w = { .about = TEXT, .negate = *s == '!' };

	s += w.negate;
	len -= w.negate;
	if (len == 0)
		return;
	for (size_t i = 0; i < MW_LEN(abouts); i++) {
		size_t n = strlen(abouts[i].prefix);

		if (len >= n && memcmp(s, abouts[i].prefix, n) == 0) {
			w.about = abouts[i].about;
			s += n;
			len -= n;
			break;
		}
	}
	w.want = mw_xmalloc(len + 1);
	memcpy(w.want, s, len);
	w.want[len] = '\0';
	w.kind = w.about == KIND ? long_kind(w.want) : NULL;
	f->asks_file = f->asks_file || w.about == FILE_NAME;
	f->asks_unused = f->asks_unused || w.about == IS;
	if (f->n == f->cap) {
		f->cap = f->cap * 2 + 8;
		f->v = mw_xrealloc(f->v, f->cap, sizeof(*f->v));
	}
	f->v[f->n++] = w;
}

void
mw_filter_begin(struct mw_filter *f, const char *text)
{
	memset(f, 0, sizeof(*f));
	for (;;) {
		size_t len;

		text += strspn(text, " ");
		len = strcspn(text, " ");
		if (len == 0)
			return;
		add_word(f, text, len);
		text += len;
	}
}

void
mw_filter_end(struct mw_filter *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->v[i].want);
	free(f->v);
	memset(f, 0, sizeof(*f));
}

/* ---- fitting ------------------------------------------------------------- */

static bool
is_fits(const char *want, const struct mw_filter_facts *f)
{
	if (mw_str_has_prefix("error", want))
		return f->error;
	if (mw_str_has_prefix("warning", want))
		return f->warning || f->error;
	return mw_str_has_prefix("unused", want) && f->unused;
}

static bool
part_fits(const char *text, const char *want)
{
	return *want == '\0' || mw_text_has(text, want);
}

static bool
word_fits(const struct mw_filter_word *w, const struct mw_filter_facts *f)
{
	switch (w->about) {
	case NS:
		return mw_str_has_prefix(mw_str_or_empty(f->ns), w->want);
	case KIND:
		if (w->kind != NULL)
			return mw_str_eq(f->kind, w->kind);
		return mw_str_case_prefix(mw_str_or_empty(f->kind), w->want);
	case HOST:
		return part_fits(f->host, w->want);
	case FILE_NAME:
		return part_fits(f->file, w->want);
	case IS:
		return is_fits(w->want, f);
	case TEXT:
		break;
	}
	for (size_t i = 0; i < MW_LEN(f->text); i++) {
		if (mw_text_has(f->text[i], w->want))
			return true;
	}
	return false;
}

bool
mw_filter_has(const struct mw_filter *f, const struct mw_filter_facts *facts)
{
	for (size_t i = 0; i < f->n; i++) {
		if (word_fits(&f->v[i], facts) == f->v[i].negate)
			return false;
	}
	return true;
}

bool
mw_filter_fits(const char *filter, const struct mw_filter_facts *facts)
{
	struct mw_filter f;
	bool fits;

	mw_filter_begin(&f, filter);
	fits = mw_filter_has(&f, facts);
	mw_filter_end(&f);
	return fits;
}
