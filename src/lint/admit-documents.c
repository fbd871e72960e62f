/*
 * admit-documents.c - the same for a text that no mesh has: what a cluster would
 * say if it were applied, document by document.
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/object.h"
#include "yaml/load.h"

static void
put(struct mw_admit_faults *out, struct mw_arena *arena,
    struct mw_admit_fault f)
{
	mw_vec_push(arena, out, f);
}

/* What the decoder says; gives which of the judges it keeps away. */
static unsigned
decoded(struct mw_admit_faults *out, struct mw_arena *arena,
    const struct mw_diags *diags, size_t from)
{
	unsigned faults = 0;

	for (size_t i = from; i < diags->n; i++) {
		const struct mw_diag *d = &diags->v[i];

		faults |= mw_admit_faults_of(d);
		put(out, arena, (struct mw_admit_fault){
		    .rule = mw_diag_info(d->id)->code, .severity = d->severity,
		    .span = d->span, .text = d->text, .hint = d->hint,
		    .decoded = true });
	}
	return faults;
}

static void
issues(struct mw_admit_faults *out, struct mw_arena *arena,
    const struct mw_object *o, const struct mw_admit_issues *v, bool schema)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct mw_admit_issue *x = &v->v[i];

		put(out, arena, (struct mw_admit_fault){
		    .rule = schema ? mw_diag_info(MW_DIAG_SCHEMA_RULE)->code
		    : mw_admit_rule(x), .severity = schema ? MW_ERROR
		    : x->severity, .span = mw_node_span(x->node != NULL
		    ? x->node : o->root), .text = x->text });
	}
}

void
mw_admit_documents(struct mw_arena *arena, const char *text, size_t len,
    struct mw_admit_faults *out)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_diags diags;
	struct mw_decode d;
	struct mw_load *load;

	mw_diags_init(&diags, arena);
	load = mw_yaml_load_text(arena, "text", text, len, &limits, &diags);
	mw_decode_init(&d, arena, &diags, "default");
	out->root = load->n_documents > 0 ? load->documents[0].root : NULL;
	for (size_t i = 0; i < load->n_documents; i++) {
		struct mw_admit_issues schema = { 0 }, webhook = { 0 };
		size_t from = diags.n;
		const struct mw_object *o = mw_object_decode(&d,
		    &load->documents[i], load->documents[i].root);
		unsigned faults = decoded(out, arena, &diags, from);

		if (o == NULL)
			continue;
		if ((faults & MW_ADMIT_UNFIT) == 0)
			mw_admit_schema(arena, o, &schema);
		if ((faults & MW_ADMIT_UNREAD) == 0)
			mw_admit_webhook(arena, o, &webhook);
		issues(out, arena, o, &schema, true);
		issues(out, arena, o, &webhook, false);
	}
}
