/*
 * admit-header.c - headers of routes: names, values, and matching text (D2).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/str.h"

/* ---- values with %EXPRESSIONS% --------------------------------------- */

enum state {
	LITERAL,
	NAME,			/* %NAME */
	ARGUMENTS,		/* %NAME( */
	STRING_START,		/* %NAME([ or behind a comma */
	STRING,
	DELIMITER,		/* behind a closing quote */
	ARGUMENTS_END,		/* behind ] */
	EXPRESSION_END		/* behind ) */
};

/* What Envoy's parser does at C; -1: it refuses. */
static int
step(enum state s, char c)
{
	bool blank = c == ' ';

	switch (s) {
	case LITERAL:
		return c == '%' ? NAME : LITERAL;
	case NAME:
		return c == '%' ? LITERAL : c == '(' ? ARGUMENTS : NAME;
	case ARGUMENTS:
		return c == '[' ? STRING_START : blank ? ARGUMENTS : STRING;
	case STRING_START:
		return c == '"' ? STRING : blank ? STRING_START : -1;
	case STRING:
		return c == ')' ? EXPRESSION_END : c == '"' ? DELIMITER :
		    STRING;
	case DELIMITER:
		return c == ',' ? STRING_START : c == ']' ? ARGUMENTS_END :
		    blank ? DELIMITER : -1;
	case ARGUMENTS_END:
		return c == ')' ? EXPRESSION_END : blank ? ARGUMENTS_END : -1;
	case EXPRESSION_END:
		return c == '%' ? LITERAL : blank ? EXPRESSION_END : -1;
	}
	return -1;
}

static bool
is_expression(const char *s)
{
	int state = LITERAL;

	for (; *s != '\0'; s++) {
		if (state == LITERAL && s[0] == '%' && s[1] == '%') {
			s++;
			continue;
		}
		if (state == STRING && *s == '\\') {
			if (s[1] == '\0')
				return false;
			s++;
			continue;
		}
		state = step((enum state)state, *s);
		if (state < 0)
			return false;
	}
	return state == LITERAL;
}

static void
check_value(struct mw_admit *a, const struct mw_string *v)
{
	for (const char *c = v->s; *c != '\0'; c++)
		if (((unsigned char)*c < 0x20 && *c != '\t') || *c == 0x7f) {
			mw_admit_error(a, v->node,
			    "a header cannot hold control characters");
			return;
		}
	if (!is_expression(v->s))
		mw_admit_error(a, v->node, "'%s' is not a header value: '%%' "
		    "opens an expression such as '%%HOSTNAME%%', and '%%%%' is "
		    "the character", v->s);
}

/* ---- names ----------------------------------------------------------- */

static bool
is_authority(const char *name)
{
	return mw_str_case_eq(name, ":authority") ||
	    mw_str_case_eq(name, "host");
}

/* Only in requests, and only by add and set, can the authority be changed. */
static void
check_name(struct mw_admit *a, const char *name, const struct mw_node *node,
    bool authority_ok)
{
	if (*name == '\0')
		mw_admit_error(a, node, "a header without name");
	else if (is_authority(name) && authority_ok)
		return;
	else if (mw_str_case_eq(name, "host"))
		mw_admit_error(a, node,
		    "the header 'host' cannot be changed here");
	else if (*name == ':')
		mw_admit_error(a, node,
		    "the header '%s' cannot be changed", name);
}

static void
check_map(struct mw_admit *a, const struct mw_string_map *m, bool request)
{
	for (size_t i = 0; i < m->n; i++) {
		check_name(a, m->v[i].key.s, m->v[i].value.node, request);
		check_value(a, &m->v[i].value);
	}
}

static void
check_operations(struct mw_admit *a, const struct mw_header_operations *o,
    bool request)
{
	if (o == NULL)
		return;
	check_map(a, &o->add, request);
	check_map(a, &o->set, request);
	for (size_t i = 0; i < o->remove.n; i++)
		check_name(a, o->remove.v[i].s, o->remove.v[i].node, false);
}

void
mw_admit_headers(struct mw_admit *a, const struct mw_headers *h)
{
	if (h == NULL)
		return;
	check_operations(a, h->request, true);
	check_operations(a, h->response, false);
}

/* ---- matching -------------------------------------------------------- */

#define CLAIM "@request.auth.claims"

bool
mw_admit_is_claim(const char *header)
{
	const char *name;

	if (!mw_str_case_prefix(header, CLAIM))
		return false;
	name = header + strlen(CLAIM);
	if (name[0] == '.')
		return name[1] != '\0';
	return name[0] == '[' && strlen(name) > 2 &&
	    mw_str_has_suffix(name, "]");
}

static void
check_match_name(struct mw_admit *a, const struct mw_string *name,
    const struct mw_node *node)
{
	static const char *const pseudo[] = {
		":method", ":scheme", ":authority", ":path", ":status",
	};

	if (mw_admit_is_claim(name->s) || mw_admit_is_token(name->s))
		return;
	for (size_t i = 0; i < MW_LEN(pseudo); i++)
		if (strcmp(pseudo[i], name->s) == 0)
			return;
	mw_admit_error(a, node, "'%s' is not the name of a header", name->s);
}

static void
check_text(struct mw_admit *a, const struct mw_string_match *m,
    bool prefix_may_be_empty)
{
	if (m == NULL)
		return;
	if (m->prefix.node != NULL && m->prefix.s[0] == '\0' &&
	    !prefix_may_be_empty)
		mw_admit_error(a, m->prefix.node, "an empty prefix matches "
		    "everything, and is refused");
	if (m->regex.node != NULL && m->regex.s[0] == '\0')
		mw_admit_error(a, m->regex.node,
		    "the regular expression is empty");
	mw_admit_regex(a, &m->regex);
}

static void
check_without(struct mw_admit *a, const struct mw_string_match_map *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mw_string_match *v = &m->v[i].value;

		check_match_name(a, &m->v[i].key, v->node);
		/* '*' stands for any value here */
		if (!mw_str_eq(v->regex.s, "*"))
			check_text(a, v, false);
	}
}

void
mw_admit_http_match(struct mw_admit *a, const struct mw_http_match *m)
{
	for (size_t i = 0; i < m->headers.n; i++) {
		const struct mw_string_match_entry *e = &m->headers.v[i];

		if (mw_node_is(e->value.node, MW_NODE_NULL))
			mw_admit_error(a, e->value.node, "the match of header "
			    "'%s' cannot be null: write '{}'", e->key.s);
		check_match_name(a, &e->key, e->value.node);
		check_text(a, &e->value, false);
	}
	check_without(a, &m->without_headers);
	check_text(a, m->uri, true);
	check_text(a, m->scheme, false);
	check_text(a, m->method, false);
	check_text(a, m->authority, false);
	for (size_t i = 0; i < m->query_params.n; i++)
		check_text(a, &m->query_params.v[i].value, false);
	if (m->port.v != 0)
		mw_admit_port(a, &m->port, m->node, "port");
	mw_admit_label_map(a, &m->source_labels);
	if (!mw_str_empty(m->source_namespace.s) &&
	    !mw_admit_is_label(m->source_namespace.s))
		mw_admit_error(a, m->source_namespace.node,
		    "'%s' cannot be a namespace", m->source_namespace.s);
}
