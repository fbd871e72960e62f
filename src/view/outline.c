/*
 * outline.c - making rows, numbering them, finding them again.
 */
#include "view/outline-build.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "yaml/node.h"

const char *
mw_outline_order_name(enum mw_outline_order o)
{
	static const char *const names[] = { "by traffic", "by namespace",
		"by host", "by workload" };

	return o < MW_BY_COUNT ? names[o] : "";
}

struct mw_row *
mw_row_add(struct mw_outline_build *b, struct mw_row *parent,
    const char *fmt, ...)
{
	const char *label;
	va_list ap;

	va_start(ap, fmt);
	label = mw_arena_vprintf(b->arena, fmt, ap);
	va_end(ap);
	return mw_row_put(b, parent, label);
}

const char *
mw_row_words(struct mw_outline_build *b, const char *const *words, size_t n)
{
	size_t len = 0;
	char *s, *to;

	for (size_t i = 0; i < n; i++)
		len += strlen(words[i]);
	s = to = mw_arena_room(b->arena, len);
	for (size_t i = 0; i < n; i++) {
		size_t part = strlen(words[i]);

		memcpy(to, words[i], part);
		to += part;
	}
	return s;
}

struct mw_row *
mw_row_put(struct mw_outline_build *b, struct mw_row *parent,
    const char *label)
{
	struct mw_row *r = MW_NEW(b->arena, struct mw_row);

	r->label = label;
	r->problem = -1;
	r->parent = parent;
	if (parent != NULL) {
		r->depth = parent->depth + 1;
		if (parent->last != NULL)
			parent->last->next = r;
		else
			parent->first = r;
		parent->last = r;
	} else {
		if (b->outline->last != NULL)
			b->outline->last->next = r;
		else
			b->outline->first = r;
		b->outline->last = r;
	}
	r->number = (uint32_t)b->outline->n_rows++;
	if (r->depth < MW_OUTLINE_DEPTHS)
		b->outline->at_depth[r->depth]++;
	return r;
}

void
mw_row_fact(struct mw_outline_build *b, struct mw_row *row, const char *fmt,
    ...)
{
	va_list ap;

	va_start(ap, fmt);
	row->fact = mw_arena_vprintf(b->arena, fmt, ap);
	va_end(ap);
}

static const char *
enum_or(const struct mw_enum *e, const char *otherwise)
{
	return e->name != NULL ? e->name : otherwise;
}

/* "9080 http, 80" */
static const char *
ports_of(struct mw_arena *a, const struct mw_object *o)
{
	const struct mw_node *n = mw_node_first(mw_node_find(o->root,
	    "spec.ports"));
	struct mw_buf b = { 0 };
	const char *text;

	for (size_t i = 0; n != NULL && i < 3; n = mw_node_next(n), i++) {
		const char *port = mw_node_text(mw_node_get(n, "port"));
		const char *name = mw_node_text(mw_node_get(n, "name"));

		mw_buf_printf(&b, "%s%s%s%s", i > 0 ? ", " : "",
		    mw_str_or_empty(port), name != NULL ? " " : "",
		    mw_str_or_empty(name));
	}
	if (n != NULL)
		mw_buf_adds(&b, " ...");
	text = b.len > 0 ? mw_arena_text(a, mw_buf_text(&b), b.len) : NULL;
	mw_buf_release(&b);
	return text;
}

static const char *
account_of(struct mw_arena *a, const struct mw_object *o, const char *path)
{
	const char *name = mw_node_text(mw_node_find(o->root, path));

	return mw_arena_printf(a, "sa/%s", name != NULL ? name : "default");
}

/* Of what Istio only refers to. */
static const char *
fact_of_other(struct mw_arena *a, const struct mw_object *o)
{
	switch (o->kind) {
	case MW_KIND_K8S_SERVICE:
		return ports_of(a, o);
	case MW_KIND_K8S_POD:
		return account_of(a, o, "spec.serviceAccountName");
	case MW_KIND_K8S_DEPLOYMENT:
	case MW_KIND_K8S_STATEFUL_SET:
	case MW_KIND_K8S_DAEMON_SET:
		return account_of(a, o,
		    "spec.template.spec.serviceAccountName");
	case MW_KIND_REQUEST_AUTHENTICATION:
		return mw_node_text(mw_node_find(o->root,
		    "spec.jwtRules[0].issuer"));
	default:
		return NULL;
	}
}

/* One fact that tells an object from its neighbours. */
static const char *
fact_of(struct mw_arena *a, const struct mw_object *o)
{
	if (o->spec == NULL)
		return NULL;
	if (o->kind == MW_KIND_VIRTUAL_SERVICE) {
		const struct mw_virtual_service *v = MW_SPEC(o,
		    virtual_service);
		size_t n = v->http.n + v->tcp.n + v->tls.n;

		return mw_arena_printf(a, "%zu route%s", n, mw_str_s(n));
	}
	if (o->kind == MW_KIND_DESTINATION_RULE) {
		const struct mw_destination_rule *d = MW_SPEC(o,
		    destination_rule);

		return mw_arena_printf(a, "%s, %zu subset%s",
		    mw_str_or_empty(d->host.s), d->subsets.n,
		    mw_str_s(d->subsets.n));
	}
	if (o->kind == MW_KIND_PEER_AUTHENTICATION) {
		const struct mw_peer_authentication *p = MW_SPEC(o,
		    peer_authentication);

		return p->mtls != NULL ? enum_or(&p->mtls->mode, "UNSET")
				       : "UNSET";
	}
	if (o->kind == MW_KIND_AUTHORIZATION_POLICY) {
		const struct mw_authorization_policy *p = MW_SPEC(o,
		    authorization_policy);

		return mw_arena_printf(a, "%s, %zu rule%s",
		    enum_or(&p->action, "ALLOW"), p->rules.n,
		    mw_str_s(p->rules.n));
	}
	if (o->kind == MW_KIND_GATEWAY) {
		const struct mw_gateway *g = MW_SPEC(o, gateway);

		return mw_arena_printf(a, "%zu server%s", g->servers.n,
		    mw_str_s(g->servers.n));
	}
	if (o->kind == MW_KIND_SERVICE_ENTRY) {
		const struct mw_service_entry *s = MW_SPEC(o, service_entry);

		return s->hosts.n > 0 ? s->hosts.v[0].s : NULL;
	}
	return fact_of_other(a, o);
}

struct mw_row *
mw_row_object(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *o)
{
	struct mw_row *r = mw_row_put(b, parent, mw_row_words(b,
	    (const char *const[]){ o->kind_name, " ", o->name }, 3));

	r->object = o;
	r->node = o->root;
	r->fact = fact_of(b->arena, o);
	r->assumed = o->assumed;
	mw_row_problem(r, mw_outline_worst(b, o));
	if (o->variants > 1)
		mw_row_fact(b, r, "%s%svariant %zu of %zu%s",
		    mw_str_or_empty(r->fact), r->fact != NULL ? ", " : "",
		    o->variant, o->variants,
		    o->superseded_by != NULL ? ", not in force" : ", in force");
	return r;
}

static const char *
proxy_word(enum mw_proxy_kind k)
{
	switch (k) {
	case MW_PROXY_NONE:
		return "no proxy";
	case MW_PROXY_SIDECAR:
		return "sidecar";
	case MW_PROXY_GATEWAY:
		return "gateway";
	case MW_PROXY_WAYPOINT:
		return "waypoint";
	case MW_PROXY_ZTUNNEL:
		return "ambient";
	}
	return "";
}

struct mw_row *
mw_row_workload(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_workload *w)
{
	struct mw_row *r = mw_row_add(b, parent, "%s", w->name);

	r->workload = w;
	r->object = w->object;
	r->assumed = w->assumed;
	mw_row_fact(b, r, "%s, sa/%s%s: %s", proxy_word(w->proxy),
	    w->service_account, w->ready ? "" : ", not ready",
	    mw_proxy_reason_text(w->reason));
	return r;
}

/* The children of one node as rows. */
static void
yaml_level(struct mw_outline_build *b, struct mw_row *parent)
{
	size_t i = 0;

	for (const struct mw_node *c = mw_node_first(parent->node); c != NULL;
	     c = mw_node_next(c), i++) {
		const char *key = mw_node_key(c);
		const char *text = mw_node_text(c);
		struct mw_row *r;

		if (key != NULL)
			r = mw_row_add(b, parent, "%s:%s%s", key,
			    text != NULL ? " " : "", mw_str_or_empty(text));
		else
			r = mw_row_add(b, parent, "[%zu]%s%s", i,
			    text != NULL ? " " : "", mw_str_or_empty(text));
		r->object = parent->object;
		r->node = c;
		r->yaml = true;
		mw_row_yaml(b, r);
	}
}

void
mw_row_yaml(struct mw_outline_build *b, struct mw_row *parent)
{
	if (mw_node_count(parent->node) == 0 || parent->depth > 110)
		return;
	if (b->lazy)
		parent->closed = true;
	else
		yaml_level(b, parent);
}

void
mw_outline_open(struct mw_outline *o, const struct mw_row *r)
{
	struct mw_row *own;

	if (!r->closed)
		return;
	/* rows are const for those who look at them, and ours to complete */
	own = r->parent != NULL ? r->parent->first : o->first;
	while (own != NULL && own != r)
		own = own->next;
	if (own == NULL)
		return;
	own->closed = false;
	yaml_level(o->build, own);
}

/* ---- finding again ------------------------------------------------------- */

/* What tells a row from its siblings; values may change over a reload. */
static void
part(const struct mw_row *r, struct mw_buf *out)
{
	if (r->object != NULL && r->node == r->object->root && !r->yaml)
		mw_buf_printf(out, "%s %s/%s", r->object->kind_name,
		    r->object->ns, r->object->name);
	else if (r->workload != NULL)
		mw_buf_printf(out, "%s/%s", r->workload->ns,
		    r->workload->name);
	else if (r->yaml)
		mw_buf_add(out, r->label, strcspn(r->label, ": "));
	else
		mw_buf_adds(out, r->label);
}

static void
whole_id(const struct mw_row *r, struct mw_buf *out)
{
	if (r->parent != NULL)
		whole_id(r->parent, out);
	part(r, out);
	mw_buf_addc(out, '\x1f');
}

const char *
mw_row_id(struct mw_arena *a, const struct mw_row *r)
{
	struct mw_buf b = { 0 };
	const char *id;

	whole_id(r, &b);
	id = mw_arena_strdup(a, mw_buf_text(&b));
	mw_buf_release(&b);
	return id;
}

const struct mw_row *
mw_outline_find(struct mw_outline *o, const char *id)
{
	const struct mw_row *at = NULL, *r = o->first;
	struct mw_buf b = { 0 };

	while (r != NULL && *id != '\0') {
		mw_buf_clear(&b);
		part(r, &b);
		if (strncmp(id, mw_buf_text(&b), b.len) != 0 ||
		    id[b.len] != '\x1f') {
			r = r->next;
			continue;
		}
		id += b.len + 1;
		at = r;
		if (*id != '\0')
			mw_outline_open(o, r);
		r = r->first;
	}
	mw_buf_release(&b);
	return at;
}

const struct mw_row *
mw_outline_object(const struct mw_outline *o, const struct mw_object *object)
{
	const struct mw_row *any = NULL;

	for (const struct mw_row *r = o->first; r != NULL;
	     r = mw_row_next(r, true)) {
		if (r->object != object)
			continue;
		if (r->node == object->root && !r->yaml)
			return r;
		if (any == NULL)
			any = r;
	}
	return any;
}
