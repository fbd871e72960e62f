/*
 * walk.c - proxies compiled one after the other, and what came of it.
 */
#include "lint/walk.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "istiod/istiod.h"

enum {
	MAX_PROXIES = 200,
	MAX_WORK = 100000,	/* objects, times proxies that see them */
	MAX_STEPS = 20000000
};

/* What a rule needs to be sure. */
enum { NEEDS_WORLD = 1, NEEDS_ALL = 2 };

static const struct {
	const char *code;
	unsigned needs;
} table[MW_WALK_COUNT] = {
	[MW_WALK_ROUTE] = { "MW0701", 0 },
	[MW_WALK_MATCH] = { "MW0701", 0 },
	[MW_WALK_LOST] = { "MW0702", NEEDS_WORLD | NEEDS_ALL },
	[MW_WALK_UNSEEN] = { "MW0703", NEEDS_WORLD | NEEDS_ALL },
	[MW_WALK_CLIENTS] = { "MW0704", NEEDS_WORLD | NEEDS_ALL },
	[MW_WALK_MERGED] = { "MW0705", NEEDS_WORLD },
	[MW_WALK_SUBSET] = { "MW0706", NEEDS_WORLD },
	[MW_WALK_TCP_FIELD] = { "MW0707", NEEDS_WORLD },
	[MW_WALK_NOBODY] = { "MW0708", 0 },
	[MW_WALK_PLAIN] = { "MW0709", NEEDS_WORLD },
	[MW_WALK_NO_MTLS] = { "MW0710", NEEDS_WORLD | NEEDS_ALL },
	[MW_WALK_NO_PROXY] = { "MW0711", NEEDS_WORLD },
	[MW_WALK_CLAIM] = { "MW0712", NEEDS_WORLD | NEEDS_ALL },
	[MW_WALK_REGEX] = { "MW0713", 0 },
	[MW_WALK_WEIGHT] = { "MW0714", 0 },
	[MW_WALK_SERVER] = { "MW0715", NEEDS_ALL },
	[MW_WALK_CREDENTIAL] = { "MW0716", 0 },
	[MW_WALK_SLASHES] = { "MW0717", 0 },
	[MW_WALK_MIRROR] = { "MW0718", NEEDS_WORLD },
	[MW_WALK_HIDDEN] = { "MW0719", NEEDS_WORLD },
	[MW_WALK_CALLER] = { "MW0719", NEEDS_WORLD | NEEDS_ALL },
	[MW_WALK_VOID] = { "MW0721", 0 },
	[MW_WALK_METHOD] = { "MW0722", NEEDS_WORLD | NEEDS_ALL },
};

/* ---- names -------------------------------------------------------------- */

static bool
within(const struct mw_span *x, const struct mw_span *outer)
{
	return mw_str_eq(x->file, outer->file) && x->line >= outer->line &&
	    (x->line < outer->end_line || (x->line == outer->end_line &&
	    x->column < outer->end_column) || x->line == outer->line);
}

bool
mw_walk_is_said(const struct mw_walk *w, const char *rule,
    const struct mw_object *o, const struct mw_node *node)
{
	struct mw_span outer = mw_node_span(node != NULL ? node : o->root);

	if (o->assumed)
		return false;
	for (size_t i = w->last_said[o->order]; i > 0; i = w->said_before[i]) {
		const struct mw_finding *x = &w->f->v[i - 1];

		if (mw_str_has_prefix(x->rule, rule) &&
		    within(&x->span, &outer))
			return true;
	}
	return false;
}

const char *
mw_walk_name(struct mw_walk *w, const struct mw_origin *x,
    const struct mw_object *of)
{
	struct mw_buf path = { 0 };
	const char *name;

	if (x->object == NULL)
		return x->note != NULL ? x->note : "the mesh";
	if (x->node == NULL || !mw_node_path(x->object->root, x->node, &path))
		name = mw_object_title(w->arena, x->object);
	else if (x->object == of)
		name = mw_arena_printf(w->arena, "'%s'", mw_buf_text(&path));
	else
		name = mw_arena_printf(w->arena, "'%s' of %s",
		    mw_buf_text(&path), mw_object_title(w->arena, x->object));
	mw_buf_release(&path);
	return name;
}

/* ---- what is said ------------------------------------------------------- */

static void
say(struct mw_walk *w, enum mw_walk_rule rule, const struct mw_walk_fact *x)
{
	const struct mw_rule_info *info = mw_lint_rule(table[rule].code);
	bool whole = w->n_proxies == w->n_distinct;
	enum mw_severity severity = info->severity;

	if (x->text == NULL || x->fine ||
	    (x->object != NULL && (x->object->assumed ||
	    w->refused[x->object->order])))
		return;
	if (x->info || w->guessed || !whole)
		severity = MW_INFO;
	mw_finding_add(w->f, info->rule, severity, x->object, x->node, "%s",
	    x->text);
}

static void
say_all(struct mw_walk *w)
{
	bool whole = w->n_proxies == w->n_distinct;

	for (int rule = 0; rule < MW_WALK_COUNT; rule++) {
		const struct mw_walk_facts *facts = &w->facts[rule];

		if ((w->guessed && (table[rule].needs & NEEDS_WORLD) != 0) ||
		    (!whole && (table[rule].needs & NEEDS_ALL) != 0))
			continue;
		for (size_t i = 0; i < facts->n; i++)
			say(w, (enum mw_walk_rule)rule, facts->v[i]);
	}
	if (!whole)
		mw_finding_add(w->f, "MW0720", MW_INFO, NULL, NULL, "%zu of "
		    "%zu different proxies were compiled for this; what holds "
		    "for every proxy is not said", w->n_proxies,
		    w->n_distinct);
}

/* ---- which proxies ------------------------------------------------------ */

struct proxies {
	const struct mw_workload **v;
	size_t n, cap;
};

static void
add_labels(struct mw_buf *b, const struct mw_string_map *m)
{
	for (size_t i = 0; m != NULL && i < m->n; i++)
		mw_buf_printf(b, " %s=%s", mw_str_or_empty(m->v[i].key.s),
		    mw_str_or_empty(m->v[i].value.s));
}

/* Workloads with one key are told the same, but for their addresses. */
static const char *
key_of(struct mw_walk *w, const struct mw_workload *x)
{
	struct mw_buf b = { 0 };
	const char *key;

	mw_buf_printf(&b, "%d %s %s", (int)x->proxy, x->ns,
	    mw_str_or_empty(x->service_account));
	add_labels(&b, x->labels);
	for (size_t i = 0; i < x->n_services; i++)
		mw_buf_printf(&b, " %s", x->services[i]->hostname);
	key = mw_arena_strdup(w->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return key;
}

/* Gateways, then one of each namespace, then the others. */
static int
rank_of(struct mw_walk *w, struct mw_map *namespaces,
    const struct mw_workload *x)
{
	if (x->proxy != MW_PROXY_SIDECAR)
		return 0;
	return mw_map_put(namespaces, x->ns, w) == NULL ? 1 : 2;
}

static struct proxies
choose(struct mw_walk *w)
{
	struct mw_map *distinct = mw_map_new(w->arena);
	struct mw_map *namespaces = mw_map_new(w->arena);
	struct proxies ranks[3] = { { 0 } }, all = { 0 };

	for (size_t i = 0; i < w->mesh->n_workloads; i++) {
		const struct mw_workload *x = w->mesh->workloads[i];
		struct proxies *rank;

		if (x->proxy == MW_PROXY_NONE || x->proxy == MW_PROXY_ZTUNNEL ||
		    mw_map_put(distinct, key_of(w, x), distinct) != NULL)
			continue;
		rank = &ranks[rank_of(w, namespaces, x)];
		mw_vec_push(w->arena, rank, x);
	}
	for (size_t r = 0; r < MW_LEN(ranks); r++)
		for (size_t i = 0; i < ranks[r].n; i++)
			mw_vec_push(w->arena, &all, ranks[r].v[i]);
	return all;
}

/* ---- the family --------------------------------------------------------- */

/* A cluster gave it: whoever would refuse it now has let it pass. */
static bool
is_stored(const struct mw_object *o)
{
	return mw_node_find(o->root, "metadata.resourceVersion") != NULL;
}

/* What is refused is not in force, whatever else could be said of it. */
static void
read_findings(struct mw_walk *w)
{
	w->last_said = MW_NEW_ARRAY(w->arena, size_t, w->mesh->all.n + 1);
	w->said_before = MW_NEW_ARRAY(w->arena, size_t, w->f->n + 1);
	w->refused = MW_NEW_ARRAY(w->arena, bool, w->mesh->all.n + 1);
	w->used = MW_NEW_ARRAY(w->arena, bool, w->mesh->all.n + 1);
	for (size_t i = 0; i < w->f->n; i++) {
		const struct mw_finding *x = &w->f->v[i];

		if (x->object == NULL || x->object->assumed)
			continue;
		w->said_before[i + 1] = w->last_said[x->object->order];
		w->last_said[x->object->order] = i + 1;
		if (x->severity == MW_ERROR && !is_stored(x->object) && (
		    strcmp(x->rule, "IST0106") == 0 ||
		    mw_str_has_prefix(x->rule, "MW02") ||
		    mw_str_has_prefix(x->rule, "MW06")))
			w->refused[x->object->order] = true;
	}
}

static bool
is_guessed(const struct mw_mesh *m)
{
	for (size_t i = 0; i < m->n_workloads; i++)
		if (m->workloads[i]->assumed &&
		    m->workloads[i]->proxy != MW_PROXY_GATEWAY)
			return true;
	return false;
}

struct state {
	struct mw_walk w;
	struct proxies all;
	struct mw_proxy *p;	/* compiled, and being looked at */
	size_t look;		/* what it is looked at for next */
};

/* How many of them are compiled. */
static size_t
enough_of(const struct mw_mesh *m, size_t n)
{
	size_t work = m->n_services + m->of_kind[MW_KIND_VIRTUAL_SERVICE].n +
	    m->of_kind[MW_KIND_DESTINATION_RULE].n + 1;
	size_t most = (MAX_WORK + work - 1) / work;

	n = n < MAX_PROXIES ? n : MAX_PROXIES;
	return n < most ? n : most;
}

static void *
begin(struct mw_findings *f, size_t *n)
{
	struct state *s = MW_NEW(f->arena, struct state);
	struct mw_walk *w = &s->w;

	w->f = f;
	w->mesh = f->mesh;
	w->arena = f->arena;
	w->guessed = is_guessed(f->mesh);
	w->budget = MAX_STEPS;
	w->seen = mw_map_new(w->arena);
	w->strict = mw_map_new(w->arena);
	mw_walk_names(f);
	read_findings(w);
	s->all = choose(w);
	w->n_distinct = s->all.n;
	w->n_proxies = *n = enough_of(f->mesh, s->all.n);
	return s;
}

static void (*const looks[])(struct mw_walk *w, const struct mw_proxy *p) = {
	mw_walk_use, mw_walk_routes, mw_walk_clusters, mw_walk_policies,
	mw_walk_gateway, mw_walk_hidden, mw_walk_methods,
};

static bool
step(struct mw_findings *f, void *state, size_t i)
{
	struct state *s = state;

	if (s->p == NULL) {
		s->p = mw_istiod_compile(f->mesh, s->all.v[i]);
		s->look = 0;
		return false;
	}
	if (s->look < MW_LEN(looks)) {
		looks[s->look++](&s->w, s->p);
		return false;
	}
	mw_proxy_free(s->p);
	s->p = NULL;
	return true;
}

static void
end(struct mw_findings *f, void *state, bool done)
{
	struct state *s = state;

	(void)f;
	mw_proxy_free(s->p);
	s->p = NULL;
	for (size_t i = 0; done && s->all.n > 0 && i < MW_LEN(looks); i++)
		looks[i](&s->w, NULL);
	if (done)
		say_all(&s->w);
}

const struct mw_lint_steps mw_lint_walk_steps = { "proxies", begin, step,
	end };
