/*
 * request-identity.c - the identity of the caller, as it is typed.
 */
#include <string.h>

#include "base/str.h"
#include "journey/request.h"

/* TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT: what Istio's certificates name. */
static bool
is_principal(const char *s)
{
	static const char *const between[] = { "/ns/", "/sa/", "" };

	for (size_t i = 0; i < MW_LEN(between); i++) {
		size_t len = strcspn(s, "/");

		if (len == 0 || strcspn(s, " \t*") < len ||
		    !mw_str_has_prefix(s + len, between[i]))
			return false;
		s += len + strlen(between[i]);
	}
	return *s == '\0';
}

bool
mw_request_set_identity(struct mw_arena *a, struct mw_request *r,
    const char *word, const char **error)
{
	static const char scheme[] = "spiffe://";

	r->identity = NULL;
	if (mw_str_empty(word) || strcmp(word, MW_IDENTITY_OWN) == 0)
		return true;
	if (mw_str_has_prefix(word, scheme))
		word += strlen(scheme);
	if (strcmp(word, MW_IDENTITY_NONE) != 0 && !is_principal(word)) {
		*error = "an identity is none, workload or a principal: "
		    "cluster.local/ns/NAMESPACE/sa/ACCOUNT";
		return false;
	}
	r->identity = mw_arena_strdup(a, word);
	return true;
}
