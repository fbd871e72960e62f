/*
 * filter.c - one subject against the words of a filter.
 */
#include "view/filter.h"

#include <stddef.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
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

static bool
kind_fits(const char *kind, const char *want)
{
	for (size_t i = 0; i < MW_LEN(short_kinds); i++) {
		if (mw_str_case_eq(want, short_kinds[i].word))
			return mw_str_eq(kind, short_kinds[i].kind);
	}
	return mw_str_case_prefix(mw_str_or_empty(kind), want);
}

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
word_fits(const char *w, const struct mw_filter_facts *f)
{
	if (mw_str_has_prefix(w, "ns:"))
		return mw_str_has_prefix(mw_str_or_empty(f->ns), w + 3);
	if (mw_str_has_prefix(w, "kind:"))
		return kind_fits(f->kind, w + 5);
	if (mw_str_has_prefix(w, "host:"))
		return w[5] == '\0' || mw_text_has(f->host, w + 5);
	if (mw_str_has_prefix(w, "file:"))
		return w[5] == '\0' || mw_text_has(f->file, w + 5);
	if (mw_str_has_prefix(w, "is:"))
		return is_fits(w + 3, f);
	for (size_t i = 0; i < MW_LEN(f->text); i++) {
		if (mw_text_has(f->text[i], w))
			return true;
	}
	return false;
}

bool
mw_filter_fits(const char *filter, const struct mw_filter_facts *facts)
{
	char w[256];

	for (;;) {
		size_t len;
		bool negate;

		filter += strspn(filter, " ");
		len = strcspn(filter, " ");
		if (len == 0)
			return true;
		memcpy(w, filter, len < sizeof(w) ? len : sizeof(w) - 1);
		w[len < sizeof(w) ? len : sizeof(w) - 1] = '\0';
		filter += len;
		negate = w[0] == '!';
		if (negate && w[1] == '\0')
			continue;
		if (word_fits(w + negate, facts) == negate)
			return false;
	}
}
