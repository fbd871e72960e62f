/*
 * admit.c - who judges what, and the verdicts as findings.
 *
 * The order is that of a cluster: the decoder's faults (which loading has
 * found), the rules of the schema, the webhook.  Where the first finds faults
 * of types, the others do not get to their rules: what they would say of the
 * rest is of no use.
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

/* ---- saying it ------------------------------------------------------- */

static void add(struct mw_admit *a, enum mw_severity severity,
    const struct mw_node *node, const char *fmt, va_list ap) MW_PRINTF(4, 0);

static void
add(struct mw_admit *a, enum mw_severity severity, const struct mw_node *node,
    const char *fmt, va_list ap)
{
	struct mw_admit_issue x = { severity, node,
		mw_arena_vprintf(a->arena, fmt, ap), a->beyond };

	mw_vec_push(a->arena, a->out, x);
}

void
mw_admit_error(struct mw_admit *a, const struct mw_node *node,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(a, MW_ERROR, node, fmt, ap);
	va_end(ap);
	a->errors++;
}

void
mw_admit_warn(struct mw_admit *a, const struct mw_node *node,
    const char *fmt, ...)
{
	va_list ap;

	if (a->quiet)
		return;
	va_start(ap, fmt);
	add(a, MW_WARNING, node, fmt, ap);
	va_end(ap);
}

const struct mw_node *
mw_admit_node(const struct mw_admit *a, const struct mw_node *node)
{
	if (node == NULL)
		node = mw_node_get(a->object->root, "spec");
	return node != NULL ? node : a->object->root;
}

/* ---- the webhook ----------------------------------------------------- */

static const struct {
	enum mw_kind kind;
	void (*check)(struct mw_admit *a);
} validators[] = {
	{ MW_KIND_VIRTUAL_SERVICE, mw_admit_virtual_service },
	{ MW_KIND_DESTINATION_RULE, mw_admit_destination_rule },
	{ MW_KIND_GATEWAY, mw_admit_gateway },
	{ MW_KIND_SERVICE_ENTRY, mw_admit_service_entry },
	{ MW_KIND_WORKLOAD_ENTRY, mw_admit_workload_entry },
	{ MW_KIND_WORKLOAD_GROUP, mw_admit_workload_group },
	{ MW_KIND_SIDECAR, mw_admit_sidecar },
	{ MW_KIND_AUTHORIZATION_POLICY, mw_admit_authorization },
	{ MW_KIND_REQUEST_AUTHENTICATION, mw_admit_request_authentication },
	{ MW_KIND_PEER_AUTHENTICATION, mw_admit_peer_authentication },
	{ MW_KIND_TELEMETRY, mw_admit_telemetry },
	{ MW_KIND_WASM_PLUGIN, mw_admit_wasm_plugin },
	{ MW_KIND_TRAFFIC_EXTENSION, mw_admit_traffic_extension },
	{ MW_KIND_PROXY_CONFIG, mw_admit_proxy_config },
	{ MW_KIND_ENVOY_FILTER, mw_admit_envoy_filter },
};

#define DRY_RUN "istio.io/dry-run"

static bool
is_go_bool(const char *s)
{
	static const char *const words[] = {
		"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE",
		"false", "False",
	};

	for (size_t i = 0; i < MW_LEN(words); i++)
		if (strcmp(words[i], s) == 0)
			return true;
	return false;
}

/* D1 */
static void
check_annotation(struct mw_admit *a, const struct mw_string *key,
    const struct mw_string *value)
{
	static const char *const internal[] = {
		"internal.istio.io/webhook-always-reject",
		"internal.istio.io/parent-namespace",
		"internal.istio.io/parents",
	};
	enum { ALLOW, DENY };
	const struct mw_object *o = a->object;

	for (size_t i = 0; i < MW_LEN(internal); i++)
		if (strcmp(internal[i], key->s) == 0)
			mw_admit_error(a, value->node,
			    "the annotation '%s' is not for users", key->s);
	if (strcmp(key->s, DRY_RUN) != 0)
		return;
	if (o->kind != MW_KIND_AUTHORIZATION_POLICY)
		mw_admit_error(a, value->node, "only an AuthorizationPolicy "
		    "can have the annotation '%s'", key->s);
	else if (MW_SPEC(o, authorization_policy)->action.v != ALLOW &&
	    MW_SPEC(o, authorization_policy)->action.v != DENY)
		mw_admit_error(a, value->node, "the annotation '%s' goes with "
		    "action ALLOW or DENY only", key->s);
	else if (!is_go_bool(value->s))
		mw_admit_error(a, value->node,
		    "the annotation '%s' is true or false", key->s);
}

bool
mw_admit_webhook(struct mw_arena *arena, const struct mw_object *o,
    struct mw_admit_issues *out)
{
	struct mw_admit a = { .arena = arena, .object = o, .out = out };
	size_t i = 0;

	while (i < MW_LEN(validators) && validators[i].kind != o->kind)
		i++;
	if (i == MW_LEN(validators) || o->spec == NULL)
		return true;
	a.beyond = true;
	for (size_t j = 0; j < o->annotations.n; j++)
		check_annotation(&a, &o->annotations.v[j].key,
		    &o->annotations.v[j].value);
	a.beyond = false;
	validators[i].check(&a);
	return a.errors == 0;
}

/* ---- faults of decoding ---------------------------------------------- */

unsigned
mw_admit_faults_of(const struct mw_diag *d)
{
	switch (d->id) {
	case MW_DIAG_WRONG_TYPE:
	case MW_DIAG_SURPRISING_SCALAR:
	case MW_DIAG_UNKNOWN_VERSION:
		return MW_ADMIT_UNREAD | MW_ADMIT_UNFIT;
	case MW_DIAG_BAD_ENUM:
		/* numbers are fine with Istio */
		return strstr(d->text, "wants a word") != NULL ? MW_ADMIT_UNFIT :
		    MW_ADMIT_UNREAD | MW_ADMIT_UNFIT;
	case MW_DIAG_BAD_FORMAT:
		return strstr(d->text, "is not a duration") != NULL ?
		    MW_ADMIT_UNREAD | MW_ADMIT_UNFIT : 0;
	case MW_DIAG_OUT_OF_RANGE:
	case MW_DIAG_MISSING_FIELD:
		return MW_ADMIT_UNFIT;
	default:
		return 0;
	}
}

/* Objects of one title. */
struct titled {
	const struct mw_object **v;
	size_t n, cap;
};

/* Those titles alone that something is said of. */
static struct mw_map *
index_titles(struct mw_arena *a, const struct mw_mesh *m)
{
	struct mw_map *titles = mw_map_new(a);
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];

		if (d->object != NULL && mw_admit_faults_of(d) != 0 &&
		    mw_map_get(titles, d->object) == NULL)
			mw_map_put(titles, d->object, MW_NEW(a,
			    struct titled));
	}
	for (size_t i = 0; mw_map_count(titles) > 0 && i < m->all.n; i++) {
		struct titled *t;

		mw_buf_clear(&b);
		mw_object_put_title(&b, m->all.v[i]);
		t = mw_map_getn(titles, mw_buf_text(&b), b.len);
		if (t != NULL)
			mw_vec_push(a, t, m->all.v[i]);
	}
	mw_buf_release(&b);
	return titles;
}

/* By order of the object. */
static unsigned char *
all_faults(struct mw_arena *arena, const struct mw_mesh *m)
{
	unsigned char *faults = mw_arena_array(arena, m->all.n + 1, 1);
	struct mw_map *titles = index_titles(arena, m);

	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];
		const struct titled *t = d->object == NULL ? NULL :
		    mw_map_get(titles, d->object);

		for (size_t k = 0; t != NULL && mw_admit_faults_of(d) != 0 && k < t->n;
		     k++) {
			const struct mw_object *o = t->v[k];
			struct mw_span s = mw_node_span(o->root);

			if (o->order < m->all.n &&
			    mw_str_eq(s.file, d->span.file) &&
			    d->span.line >= s.line &&
			    d->span.line <= s.end_line)
				faults[o->order] |=
				    (unsigned char)mw_admit_faults_of(d);
		}
	}
	return faults;
}

/* ---- the family ------------------------------------------------------ */

const char *
mw_admit_rule(const struct mw_admit_issue *x)
{
	static const char *const of_istio[] = {
		[MW_INFO] = "IST0133", [MW_WARNING] = "IST0133",
		[MW_ERROR] = "IST0106",
	};
	static const char *const beyond[] = {
		[MW_INFO] = "MW0622", [MW_WARNING] = "MW0622",
		[MW_ERROR] = "MW0621",
	};

	return (x->beyond ? beyond : of_istio)[x->severity];
}

static void
judge(struct mw_findings *f, const struct mw_object *o, unsigned faults)
{
	struct mw_admit_issues schema = { 0 }, webhook = { 0 };

	if ((faults & MW_ADMIT_UNFIT) == 0)
		mw_admit_schema(f->arena, o, &schema);
	if ((faults & MW_ADMIT_UNREAD) == 0)
		mw_admit_webhook(f->arena, o, &webhook);
	for (size_t i = 0; i < schema.n; i++)
		mw_finding_add(f, mw_diag_info(MW_DIAG_SCHEMA_RULE)->code,
		    MW_ERROR, o, schema.v[i].node, "%s", schema.v[i].text);
	for (size_t i = 0; i < webhook.n; i++)
		mw_finding_add(f, mw_admit_rule(&webhook.v[i]),
		    webhook.v[i].severity, o, webhook.v[i].node, "%s",
		    webhook.v[i].text);
}

/* The state: what is wrong with each object already. */
static void *
begin(struct mw_findings *f, size_t *n)
{
	*n = f->mesh->all.n;
	return all_faults(f->arena, f->mesh);
}

static bool
step(struct mw_findings *f, void *state, size_t i)
{
	const struct mw_object *o = f->mesh->all.v[i];
	const unsigned char *faults = state;

	if (!o->assumed && o->order < f->mesh->all.n)
		judge(f, o, faults[o->order]);
	return true;
}

const struct mw_lint_steps mw_lint_admission_steps = { "objects", begin, step,
	NULL };
