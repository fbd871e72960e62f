/*
 * request.h - a request as a value: read, printed, compared.
 *
 * The JSON form is that of the request files (one object a line): id, from,
 * source, to, port, scheme, method, host, path, headers, sni, http,
 * client_cert, identity, claims, signature.
 */
#ifndef MW_JOURNEY_REQUEST_H
#define MW_JOURNEY_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum mw_scheme { MW_SCHEME_HTTP, MW_SCHEME_HTTPS, MW_SCHEME_TCP, MW_SCHEME_TLS };
const char *mw_scheme_name(enum mw_scheme s);

/* In the place of a token it stands for one with the claims of the request. */
#define MW_TOKEN_STAND_IN "claims"

#define MW_IDENTITY_NONE "none"
#define MW_IDENTITY_OWN "workload"

struct mw_request_header {
	const char *name, *value;	/* as written */
};

struct mw_request {
	const char *id;
	const char *from;	/* "namespace/pod" or "outside" */
	const char *source;	/* address of an outside client; NULL: default */
	const char *to;		/* name or address that is dialled */
	uint32_t port;
	enum mw_scheme scheme;
	const char *method;	/* "GET" */
	const char *host;	/* authority */
	const char *path;	/* with query, "/" */
	struct mw_request_header *headers;
	size_t n_headers;
	const char *sni;	/* NULL: host without port; "none": nothing */
	bool http2;
	/* :scheme that an HTTP/2 client names; NULL: that of SCHEME.  The one
	 * that request files speak of says "http" in TLS too. */
	const char *h2_scheme;
	const char *client_cert;	/* DNS name, or NULL */
	/* who the caller's sidecar says it is on the first hop, if that has
	 * mesh TLS: "cluster.local/ns/x/sa/y"; MW_IDENTITY_NONE: the hop has
	 * none; NULL: the caller's own */
	const char *identity;
	const char *claims;	/* JSON object, or NULL */
	bool bad_signature;
};

/* Fills what was left out (method, host, path, source, sni) by its default. */
void mw_request_complete(struct mw_arena *a, struct mw_request *r);

/* The server name needs no telling: no TLS, or that of the host. */
bool mw_request_sni_is_usual(const struct mw_request *r);

/*
 * One line of a request file.  NULL with a reason in *error (in ARENA) when it
 * is no request.
 */
struct mw_request *mw_request_parse(struct mw_arena *a, const char *json,
    size_t len, const char **error);

/*
 * The identity that WORD means (request-identity.c): a principal with or
 * without spiffe://, "none", or "workload" and nothing, which are the caller's
 * own.  False with a reason when it is none of them.
 */
bool mw_request_set_identity(struct mw_arena *a, struct mw_request *r,
    const char *word, const char **error);

/* As one line of a request file, without newline. */
void mw_request_print_json(const struct mw_request *r, struct mw_buf *out);
/* As a curl command, and as the `meshwalk send` that asks the same; secrets
 * (secret.h) read ***. */
void mw_request_print_curl(const struct mw_request *r, struct mw_buf *out);
void mw_request_print_send(const struct mw_request *r, struct mw_buf *out);
/* "GET http://reviews:9080/x from shop/web": one line for people. */
void mw_request_print_line(const struct mw_request *r, struct mw_buf *out);
/* The same with the secrets in it. */
void mw_request_print_whole_line(const struct mw_request *r,
    struct mw_buf *out);

#endif
