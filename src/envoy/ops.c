/*
 * ops.c - header operations and the %...% in their values (R99).
 *
 * Envoy removes, works out all values, overwrites, and then appends.  What a
 * proxy cannot know without running (times, chosen hosts) stays as written.
 */
#include "envoy/stages.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/str.h"
#include "envoy/values.h"

#include <stdlib.h>
#include <string.h>

/* ---- substitutions ------------------------------------------------------- */

static const char *
request_value(const struct mw_substitution *s, const char *name)
{
	if (name[0] == ':' || strcmp(name, "host") == 0) {
		struct mw_values v = mw_header_values(s->arena, s->request,
		    name);

		return v.n > 0 ? v.v[0] : NULL;
	}
	return mw_header_get(&s->request->headers, name);
}

/* REQ(X?Y) and RESP(X?Y). */
static const char *
header_value(const struct mw_substitution *s, const char *args, bool response)
{
	size_t n = strcspn(args, "?");
	const char *value, *name = mw_str_lower(
	    mw_arena_text(s->arena, args, n));

	if (response && s->response == NULL)
		return "";
	value = response ? mw_header_get(s->response, name) :
	    request_value(s, name);
	if (value == NULL && args[n] == '?')
		return header_value(s, args + n + 1, response);
	return mw_str_or_empty(value);
}

enum known {
	KNOWN_REQ, KNOWN_RESP, KNOWN_PROTOCOL, KNOWN_CODE, KNOWN_FLAGS,
	KNOWN_ROUTE, KNOWN_CLUSTER, KNOWN_REMOTE, KNOWN_PEER, KNOWN_LOCAL,
	KNOWN_LOCAL_PORT, KNOWN_LOCAL_BOTH, KNOWN_PEER_URI, KNOWN_LOCAL_URI,
	KNOWN_SNI, KNOWN_HOSTNAME, KNOWN_DETAILS
};

static const struct {
	const char *name;
	enum known what;
} commands[] = {
	{ "REQ", KNOWN_REQ },
	{ "RESP", KNOWN_RESP },
	{ "PROTOCOL", KNOWN_PROTOCOL },
	{ "RESPONSE_CODE", KNOWN_CODE },
	{ "RESPONSE_CODE_DETAILS", KNOWN_DETAILS },
	{ "RESPONSE_FLAGS", KNOWN_FLAGS },
	{ "ROUTE_NAME", KNOWN_ROUTE },
	{ "UPSTREAM_CLUSTER", KNOWN_CLUSTER },
	{ "UPSTREAM_CLUSTER_RAW", KNOWN_CLUSTER },
	{ "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT", KNOWN_REMOTE },
	{ "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT", KNOWN_PEER },
	{ "DOWNSTREAM_LOCAL_ADDRESS", KNOWN_LOCAL_BOTH },
	{ "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT", KNOWN_LOCAL },
	{ "DOWNSTREAM_LOCAL_PORT", KNOWN_LOCAL_PORT },
	{ "DOWNSTREAM_PEER_URI_SAN", KNOWN_PEER_URI },
	{ "DOWNSTREAM_LOCAL_URI_SAN", KNOWN_LOCAL_URI },
	{ "REQUESTED_SERVER_NAME", KNOWN_SNI },
	{ "HOSTNAME", KNOWN_HOSTNAME },
};

static const char *
of_connection(const struct mw_substitution *s, enum known what)
{
	const struct mw_connection *c = s->d->connection;

	if (c == NULL)
		return "";
	if (what == KNOWN_PEER)
		return mw_str_or_empty(c->source_ip);
	if (what == KNOWN_LOCAL)
		return mw_str_or_empty(c->dial_ip);
	if (what == KNOWN_LOCAL_PORT)
		return mw_arena_printf(s->arena, "%u", c->dial_port);
	return mw_arena_printf(s->arena, "%s:%u", mw_str_or_empty(c->dial_ip),
	    c->dial_port);
}

static const char *
value_of(const struct mw_substitution *s, enum known what, const char *args)
{
	const struct mw_http_decision *d = s->d;
	const struct mw_accept *a = d->accept;
	bool tls = a != NULL && a->terminated;

	switch (what) {
	case KNOWN_REQ:
		return header_value(s, args, false);
	case KNOWN_RESP:
		return header_value(s, args, true);
	case KNOWN_PROTOCOL:
		return s->request->http2 ? "HTTP/2" : "HTTP/1.1";
	case KNOWN_CODE:
		/* an answer of the proxy itself has no code yet */
		return s->response == NULL ? "" :
		    mw_arena_printf(s->arena, "%u", d->forwarded ? d->code : 0);
	case KNOWN_DETAILS:
		return s->response != NULL && d->forwarded ? "via_upstream" :
		    mw_str_or_empty(d->details);
	case KNOWN_FLAGS:
		return d->flags != NULL ? d->flags : "-";
	case KNOWN_ROUTE:
		return d->route != NULL ? mw_str_or_empty(d->route->name) : "";
	case KNOWN_CLUSTER:
		return mw_str_eq(d->details, "cluster_not_found") ? "" :
		    mw_str_or_empty(d->cluster_name);
	case KNOWN_REMOTE:
		return mw_str_or_empty(d->remote_ip);
	case KNOWN_PEER:
	case KNOWN_LOCAL:
	case KNOWN_LOCAL_PORT:
	case KNOWN_LOCAL_BOTH:
		return of_connection(s, what);
	case KNOWN_PEER_URI:
		return tls ? mw_str_or_empty(a->peer) : "";
	case KNOWN_LOCAL_URI:
		return tls && s->p != NULL && a->chain != NULL &&
		    a->chain->tls.kind == MW_DOWNSTREAM_MESH ?
		    mw_str_or_empty(s->p->workload->identity) : "";
	case KNOWN_SNI:
		return a != NULL ? mw_str_or_empty(a->sni) : "";
	case KNOWN_HOSTNAME:
		return s->p != NULL ? s->p->workload->name : "";
	}
	return "";
}

/* "COMMAND(args):max%" at AT, behind its percent sign; the bytes that it has,
 * or 0 when it is left as it is. */
static size_t
expand(const struct mw_substitution *s, const char *at, struct mw_buf *out)
{
	size_t name = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
	const char *rest = at + name, *args = "", *value, *close;
	unsigned long max = 0;
	size_t len;

	if (*rest == '(') {
		close = strchr(rest, ')');
		if (close == NULL)
			return 0;
		args = mw_arena_text(s->arena, rest + 1,
		    (size_t)(close - rest) - 1);
		rest = close + 1;
	}
	if (*rest == ':') {
		char *end;

		max = strtoul(rest + 1, &end, 10);
		rest = end;
	}
	if (name == 0 || *rest != '%')
		return 0;
	for (size_t i = 0; i < MW_LEN(commands); i++) {
		if (strlen(commands[i].name) != name ||
		    memcmp(commands[i].name, at, name) != 0)
			continue;
		value = value_of(s, commands[i].what, args);
		len = strlen(value);
		mw_buf_add(out, value, max > 0 && max < len ? max : len);
		return (size_t)(rest - at) + 1;
	}
	return 0;
}

const char *
mw_substitute(const struct mw_substitution *s, const char *text)
{
	struct mw_buf b = { 0 };
	const char *percent, *result;
	size_t n;

	if (strchr(text, '%') == NULL)
		return text;
	while ((percent = strchr(text, '%')) != NULL) {
		mw_buf_add(&b, text, (size_t)(percent - text));
		text = percent + 1;
		if (*text == '%') {
			mw_buf_addc(&b, '%');
			text++;
			continue;
		}
		n = expand(s, text, &b);
		if (n == 0)
			mw_buf_addc(&b, '%');
		text += n;
	}
	mw_buf_adds(&b, text);
	result = mw_arena_text(s->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return result;
}

/* ---- operations ---------------------------------------------------------- */

static void
log_op(const struct mw_substitution *s, const struct mw_header_value *v,
    const char *value, const char *had)
{
	bool nothing = value[0] == '\0';

	mw_step_add(s->log, MW_STAGE_HEADERS, nothing ? MW_STEP_SKIPPED
	    : MW_STEP_INFO, &v->origin, "%s header '%s': %s '%s'%s%s%s",
	    s->what, v->name, v->action == MW_HEADER_APPEND ? "add" : "set",
	    value, nothing ? ": an empty value changes nothing"
	    : had != NULL ? ", it was '" : "",
	    nothing || had == NULL ? "" : had,
	    nothing || had == NULL ? "" : "'");
}

/* Values are worked out before any of them is in the list. */
static const char **
work_out(const struct mw_header_ops *ops, const struct mw_substitution *s)
{
	const char **values = MW_NEW_ARRAY(s->arena, const char *, ops->n_set);

	for (size_t i = 0; i < ops->n_set; i++)
		values[i] = mw_substitute(s, ops->set[i].value);
	return values;
}

/* White space around a value does not survive the way to the next reader. */
static const char *
trimmed(struct mw_arena *a, const char *value)
{
	size_t len = strlen(value), lead = strspn(value, " \t");

	while (len > lead && (value[len - 1] == ' ' || value[len - 1] == '\t'))
		len--;
	return lead == 0 && value[len] == '\0' ? value :
	    mw_arena_text(a, value + lead, len - lead);
}

static void
append(struct mw_headers_list *headers, struct mw_arena *a, const char *name,
    const char *value)
{
	const char *had = mw_header_is_inline(name) ?
	    mw_header_get(headers, name) : NULL;

	if (had != NULL)
		mw_header_set(headers, a, name,
		    mw_arena_printf(a, "%s,%s", had, value));
	else
		mw_header_add(headers, a, name, value);
}

void
mw_header_ops_apply(const struct mw_header_ops *ops,
    struct mw_headers_list *headers, const struct mw_substitution *s)
{
	const char **values;

	if (ops->n_set == 0 && ops->n_remove == 0)
		return;
	for (size_t i = 0; i < ops->n_remove; i++) {
		if (mw_header_remove(headers, ops->remove[i]))
			mw_step_add(s->log, MW_STAGE_HEADERS, MW_STEP_INFO,
			    NULL, "%s header '%s': remove", s->what,
			    ops->remove[i]);
	}
	values = work_out(ops, s);
	for (int append_turn = 0; append_turn < 2; append_turn++) {
		for (size_t i = 0; i < ops->n_set; i++) {
			const struct mw_header_value *v = &ops->set[i];

			if ((v->action == MW_HEADER_APPEND) != append_turn)
				continue;
			if (s->log != NULL)
				log_op(s, v, values[i],
				    mw_header_get(headers, v->name));
			if (values[i][0] == '\0')
				continue;
			if (append_turn)
				append(headers, s->arena, v->name, values[i]);
			else
				mw_header_set(headers, s->arena, v->name,
				    values[i]);
		}
	}
	for (size_t i = 0; i < headers->n; i++)
		headers->v[i].value = trimmed(s->arena, headers->v[i].value);
}
