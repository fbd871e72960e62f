/*
 * suggest-token.c - a token that a RequestAuthentication does not take: its
 * issuer and audience are let in.
 */
#include <string.h>

#include <jansson.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/flip-search.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

/* The rule of the step that refused, or NULL. */
static const struct mw_step *
refused(const struct mw_hop *h)
{
	for (size_t i = 0; h->steps != NULL && i < h->steps->n; i++) {
		const struct mw_step *s = &h->steps->v[i];

		if (s->stage == MW_STAGE_JWT && s->origin.object != NULL &&
		    s->origin.object->kind == MW_KIND_REQUEST_AUTHENTICATION &&
		    (s->verdict == MW_STEP_FAIL || s->verdict ==
		    MW_STEP_REJECTED))
			return s;
	}
	return NULL;
}

static void
audience(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *rule, const char *aud)
{
	const struct mw_node *list = mw_node_get(rule, "audiences");
	struct mw_lay_edits e = { .arena = c->arena };

	if (aud != NULL && mw_list_add(&e, o, list, aud))
		mw_candidate_edits(c, o, &e, 10, mw_arena_printf(c->arena,
		    "add %s to %s", aud, mw_candidate_path(c, o, list)));
	mw_candidate_drop(c, o, list, 13);
}

const char *
mw_reasons_principal(const struct mw_hop *h, struct mw_arena *arena)
{
	json_t *claims = h->http != NULL && h->http->payload_json != NULL ?
	    json_loads(h->http->payload_json, 0, NULL) : NULL;
	const char *iss = json_string_value(json_object_get(claims, "iss"));
	const char *sub = json_string_value(json_object_get(claims, "sub"));
	const char *text = mw_str_empty(iss) || mw_str_empty(sub) ? NULL :
	    mw_arena_printf(arena, "%s/%s", iss, sub);

	json_decref(claims);
	return text;
}

void
mw_reasons_token(const struct mw_reasons *c)
{
	const struct mw_hop *h = mw_flip_refusal(c->answer);
	const struct mw_step *s = h != NULL && mw_str_has_prefix(h->details,
	    "jwt_authn") ? refused(h) : NULL;
	const struct mw_node *rule;
	const char *text, *iss, *aud;
	json_t *claims, *v;

	if (s == NULL || !mw_candidate_can(s->origin.object))
		return;
	text = mw_edit_claims(mw_search_filter(h), c->answer->request,
	    c->arena);
	claims = text != NULL ? json_loads(text, 0, NULL) : NULL;
	v = json_object_get(claims, "aud");
	iss = json_string_value(json_object_get(claims, "iss"));
	aud = json_string_value(json_is_array(v) ? json_array_get(v, 0) : v);
	rule = mw_node_get(s->origin.node, "issuer") != NULL ? s->origin.node
	    : mw_node_find(s->origin.object->root, "spec.jwtRules[0]");
	if (!mw_str_empty(iss))
		mw_candidate_set(c, s->origin.object, mw_node_get(rule,
		    "issuer"), iss, 12);
	audience(c, s->origin.object, rule, aud);
	json_decref(claims);
}
