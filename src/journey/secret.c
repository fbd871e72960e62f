/*
 * secret.c - tokens, passwords and cookies stay out of what people read.
 */
#include "journey/secret.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

enum { SHORTEST = 4 };	/* what is shorter hides nothing and spoils texts */

struct mw_secrets {
	MW_VEC(const char *) values;
	MW_VEC(const char *) headers;	/* beside the usual ones */
};

static const char *const usual[] = { "authorization", "proxy-authorization",
	"cookie", "set-cookie", "x-api-key" };

bool
mw_secret_header(const struct mw_secrets *s, const char *name)
{
	for (size_t i = 0; i < MW_LEN(usual); i++) {
		if (mw_str_case_eq(name, usual[i]))
			return true;
	}
	for (size_t i = 0; s != NULL && i < s->headers.n; i++) {
		if (mw_str_case_eq(name, s->headers.v[i]))
			return true;
	}
	return false;
}

/* ---- what is secret -------------------------------------------------------- */

static void
add(struct mw_secrets *s, struct mw_arena *a, const char *text, size_t len)
{
	if (len >= SHORTEST && strncmp(text, "claims", len) != 0)
		mw_vec_push(a, &s->values, mw_arena_text(a, text, len));
}

/* "Bearer abc": the word stays. */
static void
add_credentials(struct mw_secrets *s, struct mw_arena *a, const char *value)
{
	const char *space = strchr(value, ' ');

	if (space != NULL)
		value = space + 1;
	add(s, a, value, strlen(value));
}

/* "a=1; b=2": the names stay, but not where all of it is one value. */
static void
add_cookies(struct mw_secrets *s, struct mw_arena *a, const char *value)
{
	add(s, a, value, strlen(value));
	while (*value != '\0') {
		size_t len = strcspn(value, ";");
		const char *eq = memchr(value, '=', len);

		if (eq != NULL)
			add(s, a, eq + 1, len - (size_t)(eq + 1 - value));
		value += len;
		value += strspn(value, "; ");
	}
}

static void
add_param(struct mw_secrets *s, struct mw_arena *a, const char *path,
    const char *name)
{
	size_t len = strlen(name);
	const char *p = strchr(path, '?');

	while (p != NULL) {
		p++;
		if (strncmp(p, name, len) == 0 && p[len] == '=')
			add(s, a, p + len + 1, strcspn(p + len + 1, "&#"));
		p = strchr(p, '&');
	}
}

static void
add_places(struct mw_secrets *s, struct mw_arena *a,
    const struct mw_request *r, const struct mw_jwt_filter *f)
{
	for (size_t i = 0; f != NULL && i < f->n_providers; i++) {
		const struct mw_jwt_provider *p = &f->providers[i];

		for (size_t j = 0; j < p->n_headers; j++)
			mw_vec_push(a, &s->headers, p->headers[j].name);
		for (size_t j = 0; j < p->n_params; j++)
			add_param(s, a, r->path, p->params[j]);
	}
}

static void
add_answer(struct mw_secrets *s, struct mw_arena *arena,
    const struct mw_answer *answer)
{
	const struct mw_request *r = answer->request;

	for (size_t i = 0; i < answer->n_outcomes; i++) {
		const struct mw_outcome *o = &answer->outcomes[i];

		for (size_t j = 0; j < o->n_hops; j++) {
			const struct mw_accept *at = o->hops[j].accept;

			if (at != NULL && at->chain != NULL &&
			    at->chain->http != NULL)
				add_places(s, arena, r, at->chain->http->jwt);
		}
	}
	add_param(s, arena, mw_str_or_empty(r->path), "access_token");
	for (size_t i = 0; i < r->n_headers; i++) {
		const char *name = r->headers[i].name;

		if (mw_str_case_eq(name, "cookie"))
			add_cookies(s, arena, r->headers[i].value);
		else if (mw_secret_header(s, name))
			add_credentials(s, arena, r->headers[i].value);
	}
}

const struct mw_secrets *
mw_secrets_both(const struct mw_answer *a, const struct mw_answer *b,
    struct mw_arena *arena)
{
	struct mw_secrets *s = MW_NEW(arena, struct mw_secrets);

	add_answer(s, arena, a);
	if (b != NULL)
		add_answer(s, arena, b);
	return s;
}

const struct mw_secrets *
mw_secrets_of(const struct mw_answer *answer, struct mw_arena *arena)
{
	return mw_secrets_both(answer, NULL, arena);
}

/* ---- hiding ------------------------------------------------------------------ */

static bool
is_token_char(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.' ||
	    c == '=';
}

/* Length of a token at TEXT ("eyJ...." with a dot in it), or 0. */
static size_t
token_at(const char *text)
{
	size_t len = 0;
	bool dot = false;

	if (strncmp(text, "eyJ", 3) != 0)
		return 0;
	while (is_token_char(text[len])) {
		dot = dot || text[len] == '.';
		len++;
	}
	return dot ? len : 0;
}

static size_t
secret_at(const struct mw_secrets *s, const char *text)
{
	size_t best = token_at(text);

	for (size_t i = 0; s != NULL && i < s->values.n; i++) {
		const char *v = s->values.v[i];
		size_t len = strlen(v);

		if (len > best && strncmp(text, v, len) == 0)
			best = len;
	}
	return best;
}

void
mw_secrets_hide(const struct mw_secrets *s, const char *text,
    struct mw_buf *out)
{
	while (*text != '\0') {
		size_t len = secret_at(s, text);

		if (len > 0) {
			mw_buf_adds(out, "***");
			text += len;
		} else {
			mw_buf_addc(out, *text++);
		}
	}
}
