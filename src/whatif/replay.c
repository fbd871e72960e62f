/*
 * replay.c - lines of access logs, one after the other: counted, and those
 * that tell the same put together.
 */
#include "whatif/replay-case.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "journey/secret.h"
#include "journey/trace.h"

enum { GROUPS_MAX = 1000 };

struct mw_replay *
mw_replay_new(struct mw_session *s, const struct mw_workload *from,
    struct mw_arena *arena)
{
	struct mw_replay *r = MW_NEW(arena, struct mw_replay);

	r->session = s;
	r->arena = arena;
	r->from = from;
	r->by_key = mw_map_new(arena);
	return r;
}

/* ---- groups -------------------------------------------------------------- */

static void
count(struct mw_replay *r, struct mw_replay_group *g)
{
	g->n++;
	if (g->end == MW_REPLAY_DIFFERS)
		r->differ++;
	else
		r->unjudged++;
}

static struct mw_replay_group *
new_group(struct mw_replay *r, const char *key, enum mw_replay_end end)
{
	struct mw_replay_group *g = MW_NEW(r->arena, struct mw_replay_group);

	g->end = end;
	g->line = r->number;
	mw_map_put(r->by_key, key, g);
	mw_vec_push(r->arena, &r->groups, g);
	return g;
}

/* Of all lines that cannot be judged for the same reason. */
static struct mw_replay_group *
excuse_group(struct mw_replay *r, const char *why)
{
	struct mw_buf key = { 0 };
	struct mw_replay_group *g;

	if (r->groups.n >= GROUPS_MAX)
		why = "there are too many sorts of lines before it";
	mw_buf_printf(&key, "? %s", why);
	g = mw_map_get(r->by_key, mw_buf_text(&key));
	if (g == NULL) {
		g = new_group(r, mw_buf_text(&key), MW_REPLAY_UNJUDGED);
		g->why = mw_arena_strdup(r->arena, why);
	}
	mw_buf_release(&key);
	return g;
}

static void
cannot_judge(struct mw_replay *r, const char *why)
{
	count(r, excuse_group(r, why));
}

/* What is the same for all lines of one cause. */
static void
key_of(const struct mw_replay_case *c, const struct mw_replay_verdict *v,
    struct mw_buf *out)
{
	mw_buf_printf(out, "%s/%s %d %s", c->proxy->ns, c->proxy->name,
	    (int)c->direction, mw_str_or_empty(c->line.authority));
	for (size_t i = 0; i < v->n_rows; i++)
		mw_buf_printf(out, "\n%s %s\n%s", v->rows[i].what,
		    v->rows[i].logged, v->rows[i].predicted);
}

static const char *
hidden(const struct mw_secrets *s, const char *text, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	const char *out;

	mw_secrets_hide(s, text, &b);
	out = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return out;
}

/* The step that makes it so here. */
static void
tell_decided(struct mw_replay *r, const struct mw_replay_case *c,
    struct mw_replay_group *g)
{
	const struct mw_answer *a = mw_session_send(r->session, &c->request,
	    c->arena, true);
	const struct mw_secrets *secrets = mw_secrets_of(a, c->arena);

	for (size_t i = 0; a->error == NULL && i < a->n_outcomes; i++) {
		size_t step;
		const struct mw_hop *h = mw_trace_decider(&a->outcomes[i],
		    &step);
		const struct mw_step *s;

		if (h == NULL)
			continue;
		s = &h->steps->v[step];
		g->origin = *mw_trace_origin(h, step);
		g->why = hidden(secrets, mw_arena_printf(c->arena, "%s: %s",
		    mw_stage_name(s->stage), s->text), r->arena);
		return;
	}
}

static void
describe(struct mw_replay *r, const struct mw_replay_case *c,
    struct mw_replay_group *g)
{
	struct mw_buf b = { 0 };

	mw_request_print_line(&c->request, &b);
	g->request = mw_arena_strdup(r->arena, mw_buf_text(&b));
	g->proxy = mw_arena_printf(r->arena, "%s/%s", c->proxy->ns,
	    c->proxy->name);
	g->direction = c->direction;
	mw_buf_release(&b);
}

/* Once for each cause it is worth asking whether something explains it. */
static void
difference(struct mw_replay *r, const struct mw_replay_case *c,
    const struct mw_replay_verdict *v)
{
	struct mw_buf key = { 0 };
	struct mw_replay_group *g;
	const char *excuse;

	key_of(c, v, &key);
	g = mw_map_get(r->by_key, mw_buf_text(&key));
	if (g == NULL && r->groups.n >= GROUPS_MAX) {
		mw_buf_release(&key);
		cannot_judge(r, "");
		return;
	}
	if (g == NULL) {
		excuse = mw_replay_excuse(c, r->session, v);
		if (excuse != NULL) {
			g = excuse_group(r, excuse);
			mw_map_put(r->by_key, mw_buf_text(&key), g);
			count(r, g);
			mw_buf_release(&key);
			return;
		}
		g = new_group(r, mw_buf_text(&key), MW_REPLAY_DIFFERS);
		describe(r, c, g);
		tell_decided(r, c, g);
		for (size_t i = 0; i < v->n_rows; i++)
			g->rows[g->n_rows++] = (struct mw_replay_row){
				v->rows[i].what,
				mw_arena_strdup(r->arena, v->rows[i].logged),
				mw_arena_strdup(r->arena,
				v->rows[i].predicted) };
	}
	count(r, g);
	mw_buf_release(&key);
}

/* ---- lines --------------------------------------------------------------- */

static bool
is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (strchr(" \t\r", s[i]) == NULL || s[i] == '\0')
			return false;
	}
	return true;
}

static struct mw_replay_verdict
judge_request(struct mw_replay *r, const struct mw_replay_case *c)
{
	return mw_replay_judge(c, mw_session_send(r->session, &c->request,
	    c->arena, false));
}

/* A log does not say whether the client had a certificate: where a gateway
 * asks for one and answered, it had. */
static bool
lacks_certificate(const struct mw_replay_case *c,
    const struct mw_replay_verdict *v)
{
	for (size_t i = 0; v->outcome != NULL && i < v->outcome->n_hops; i++) {
		const struct mw_hop *h = &v->outcome->hops[i];

		if (h->direction == MW_GATEWAY && h->accept != NULL &&
		    h->accept->result == MW_ACCEPT_NO_CERT)
			return c->line.code != 0;
	}
	return false;
}

static struct mw_replay_verdict
judge(struct mw_replay *r, struct mw_replay_case *c)
{
	struct mw_replay_verdict v = judge_request(r, c), second;
	const struct mw_request first = c->request;

	if (v.end != MW_REPLAY_DIFFERS)
		return v;
	if (lacks_certificate(c, &v)) {
		c->request.client_cert = "client.example.com";
		return judge_request(r, c);
	}
	if (!c->has_other)
		return v;
	c->request = c->other;
	second = judge_request(r, c);
	if (second.end != MW_REPLAY_DIFFERS || (v.hop == NULL && second.hop !=
	    NULL))
		return second;
	c->request = first;
	return v;
}

void
mw_replay_line(struct mw_replay *r, const char *line, size_t len)
{
	struct mw_replay_case c = { .mesh = mw_session_mesh(r->session) };
	struct mw_replay_verdict v;
	const char *why;

	r->number++;
	if (is_blank(line, len))
		return;
	r->lines++;
	c.arena = mw_arena_new();
	if (!mw_log_line_parse(c.arena, line, len, &c.line)) {
		cannot_judge(r, "no line of an access log");
	} else if ((why = mw_replay_case(&c, r->from)) != NULL) {
		cannot_judge(r, why);
	} else {
		v = judge(r, &c);
		if (v.end == MW_REPLAY_AGREES)
			r->agree++;
		else if (v.end == MW_REPLAY_UNJUDGED)
			cannot_judge(r, v.why);
		else
			difference(r, &c, &v);
	}
	mw_arena_free(c.arena);
}
