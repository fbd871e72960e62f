/*
 * admit-security.c - RequestAuthentication and PeerAuthentication (D9).
 */
#include "lint/admit-check.h"

#include <jansson.h>
#include <string.h>

#include "base/str.h"

/* ---- key sets -------------------------------------------------------- */

static const struct key_type {
	const char *kty;
	bool secret;		/* is private by its nature */
	const char *members[4];	/* text that has to be there */
} key_types[] = {
	{ "RSA", false, { "e", "n" } },
	{ "EC", false, { "crv", "x", "y" } },
	{ "OKP", false, { "crv", "x" } },
	{ "oct", true, { "k" } },
};

static const char *
key_fault(struct mw_arena *arena, const json_t *key, bool *private)
{
	const char *kty = json_string_value(json_object_get(key, "kty"));

	if (!json_is_object(key))
		return "a key is not an object";
	for (size_t i = 0; i < MW_LEN(key_types); i++) {
		const struct key_type *t = &key_types[i];

		if (!mw_str_eq(kty, t->kty))
			continue;
		for (size_t j = 0; j < MW_LEN(t->members) &&
		    t->members[j] != NULL; j++)
			if (!json_is_string(json_object_get(key,
			    t->members[j])))
				return mw_arena_printf(arena,
				    "a key of type %s has no '%s'", kty,
				    t->members[j]);
		if (t->secret || json_object_get(key, "d") != NULL)
			*private = true;
		return NULL;
	}
	return kty == NULL ? "a key has no type ('kty')" :
	    mw_arena_printf(arena, "'%s' is not a type of keys", kty);
}

static const char *
set_fault(struct mw_arena *arena, const json_t *set, bool *private)
{
	const json_t *keys = json_object_get(set, "keys");
	const char *fault;

	if (!json_is_object(set))
		return "it is not an object";
	if (keys == NULL)
		return key_fault(arena, set, private);
	if (json_is_null(keys))
		return NULL;
	if (!json_is_array(keys))
		return "'keys' is not a list";
	for (size_t i = 0; i < json_array_size(keys); i++) {
		fault = key_fault(arena, json_array_get(keys, i), private);
		if (fault != NULL)
			return fault;
	}
	return NULL;
}

const char *
mw_admit_jwks_fault(struct mw_arena *arena, const char *jwks, bool *has_private)
{
	json_error_t e;
	json_t *set = json_loads(jwks, JSON_DECODE_ANY, &e);
	const char *fault;

	*has_private = false;
	if (set == NULL)
		return mw_arena_printf(arena, "it is not JSON: %s", e.text);
	fault = set_fault(arena, set, has_private);
	json_decref(set);
	return fault;
}

/* ---- rules ----------------------------------------------------------- */

static void
check_filled(struct mw_admit *a, const struct mw_strings *l, const char *what)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].s[0] == '\0')
			mw_admit_error(a, l->v[i].node, "an empty text in %s",
			    what);
}

static void
check_keys(struct mw_admit *a, const struct mw_jwt_rule *r)
{
	const char *fault, *scheme;
	bool private;

	if (mw_str_empty(r->issuer.s) && mw_str_empty(r->jwks_uri.s))
		mw_admit_error(a, r->node,
		    "a rule needs an issuer or a jwksUri");
	if (!mw_str_empty(r->jwks_uri.s)) {
		if (!mw_admit_parse_url(a->arena, r->jwks_uri.s, &scheme))
			mw_admit_error(a, r->jwks_uri.node,
			    "'%s' is not a URL", r->jwks_uri.s);
		else if (strcmp(scheme, "http") != 0 &&
		    strcmp(scheme, "https") != 0)
			mw_admit_error(a, r->jwks_uri.node, "'%s' begins "
			    "neither with http:// nor with https://",
			    r->jwks_uri.s);
	}
	if (mw_str_empty(r->jwks.s))
		return;
	fault = mw_admit_jwks_fault(a->arena, r->jwks.s, &private);
	if (fault != NULL)
		mw_admit_error(a, r->jwks.node,
		    "the key set cannot be read: %s", fault);
	else if (private)
		mw_admit_warn(a, r->jwks.node, "the key set holds a private "
		    "key, and only public ones are needed");
}

static bool
is_strict_header(const char *s)
{
	return *s != '\0' && s[strspn(s, "-_abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")] == '\0';
}

static void
check_jwt(struct mw_admit *a, const struct mw_jwt_rule *r)
{
	check_filled(a, &r->audiences, "audiences");
	check_keys(a, r);
	for (size_t i = 0; i < r->from_headers.n; i++)
		if (mw_str_empty(r->from_headers.v[i].name.s))
			mw_admit_error(a, r->from_headers.v[i].node,
			    "an entry of fromHeaders needs a name");
	check_filled(a, &r->from_params, "fromParams");
	check_filled(a, &r->from_cookies, "fromCookies");
	for (size_t i = 0; i < r->output_claim_to_headers.n; i++) {
		const struct mw_claim_to_header *c =
		    &r->output_claim_to_headers.v[i];

		if (mw_str_empty(c->claim.s) || mw_str_empty(c->header.s))
			mw_admit_error(a, c->node, "an entry of "
			    "outputClaimToHeaders needs a claim and a header");
		else if (!is_strict_header(c->header.s))
			mw_admit_error(a, c->header.node, "'%s' is not the "
			    "name of a header here: letters, digits, '-' and "
			    "'_'", c->header.s);
	}
	mw_admit_duration(a, &r->timeout);
}

void
mw_admit_request_authentication(struct mw_admit *a)
{
	const struct mw_request_authentication *r =
	    MW_SPEC(a->object, request_authentication);

	mw_admit_attachment(a, r->selector, r->target_ref, &r->target_refs);
	for (size_t i = 0; i < r->jwt_rules.n; i++)
		check_jwt(a, &r->jwt_rules.v[i]);
}

void
mw_admit_peer_authentication(struct mw_admit *a)
{
	const struct mw_peer_authentication *p =
	    MW_SPEC(a->object, peer_authentication);
	const struct mw_mtls_map *ports = &p->port_level_mtls;

	if (ports->n > 0 && (p->selector == NULL ||
	    p->selector->match_labels.n == 0))
		mw_admit_error(a, ports->node, "portLevelMtls needs a selector "
		    "with labels: not for a namespace, nor for the mesh");
	a->beyond = true;
	if (ports->node != NULL && ports->n == 0)
		mw_admit_error(a, ports->node, "portLevelMtls is empty");
	a->beyond = false;
	for (size_t i = 0; i < ports->n; i++) {
		long long port;

		if (!mw_str_to_int(ports->v[i].key.s, &port) || port < 1 ||
		    port > 65535)
			mw_admit_error(a, ports->v[i].value.node,
			    "port %s is not between 1 and 65535",
			    ports->v[i].key.s);
	}
	mw_admit_selector(a, p->selector);
}
