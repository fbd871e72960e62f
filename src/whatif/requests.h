/*
 * requests.h - files of requests, with what is expected of them.
 *
 * A file is a list in YAML, each item a request with the fields of request.h
 * and perhaps `expect`; or one JSON object a line, with the same fields; or
 * test cases of istio-config-validator (validator.h).
 * Saving adds to the text of a file; what is there stays as it is.
 */
#ifndef MW_WHATIF_REQUESTS_H
#define MW_WHATIF_REQUESTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"
#include "journey/journey.h"

/* ---- requests-read.c: text to requests ----------------------------------- */

enum mw_expect_what {
	MW_EXPECT_VERDICT,	/* allowed, denied, answered, failed */
	MW_EXPECT_STATUS,
	MW_EXPECT_FAILURE,	/* refused, tls, closed, timeout */
	MW_EXPECT_BY,		/* policy, or object, that decided */
	MW_EXPECT_FLAGS,	/* Envoy's response flags */
	MW_EXPECT_DESTINATION,	/* workloads that it reaches */
	MW_EXPECT_MIRROR,	/* workloads that get copies */
	MW_EXPECT_PATH,		/* as the application gets it */
	MW_EXPECT_HOST,
	MW_EXPECT_COUNT
};
const char *mw_expect_name(enum mw_expect_what w);

struct mw_expect {
	enum mw_expect_what what;
	/* all of these and no other; "none" stands for nothing */
	struct mw_expect_value {
		const char *text;
		double share;		/* per cent; below 0: any */
	} *v;
	size_t n, cap;
};

struct mw_kept {
	const char *name;		/* its id, or "request 3" */
	const struct mw_request *request;
	struct mw_span span;		/* of the item; line 0: unknown */
	bool expects;			/* has `expect` */
	struct mw_expect *expect;
	size_t n_expect, expect_cap;
	/* of a test case of istio-config-validator, else NULL: who sends it
	 * depends on the mesh, mw_kept_request says */
	const struct mw_validator_case *validator;
};

struct mw_kept_error {
	struct mw_span span;
	const char *text, *hint;	/* hint NULL for none */
};

struct mw_kept_list {
	struct mw_kept *v;
	size_t n, cap;
	struct {
		struct mw_kept_error *v;
		size_t n, cap;
	} errors;
};

/* The text of a file that is called NAME; everything lives in ARENA.  What is
 * wrong is among the errors and left out. */
struct mw_kept_list *mw_kept_read(struct mw_arena *arena, const char *name,
    const char *text, size_t len);
/* What K asks in M: its request, or a copy in ARENA with a client. */
const struct mw_request *mw_kept_request(const struct mw_kept *k,
    const struct mw_mesh *m, struct mw_arena *arena);
/* Does the text look like a file of requests, rather than of manifests? */
bool mw_kept_looks_so(const char *text, size_t len);
/* The one that asks the same as R, whatever its name; NULL for none. */
const struct mw_kept *mw_kept_same(const struct mw_kept_list *l,
    const struct mw_request *r);

/* ---- expect.c: what came of it ------------------------------------------- */

struct mw_miss {
	const char *what;		/* "status", or of a test case "route" */
	const char *want, *got;
};
/* What is not as expected, in ARENA; the answer has a trace where `by` is to
 * be told.  An answer that could not be decided misses everything. */
size_t mw_expect_check(const struct mw_kept *k, const struct mw_answer *a,
    struct mw_arena *arena, const struct mw_miss **out);
/* What the answer is, as an expectation that it meets. */
void mw_expect_of(const struct mw_answer *a, struct mw_arena *arena,
    struct mw_kept *out);

/* Of the name of a pod, what its Deployment or its like is called. */
const char *mw_lasting_name(const char *pod, struct mw_arena *arena);

/* ---- requests-write.c: a request into a file ----------------------------- */

/* A short name for R that none of L has: "web-post-payments-charge". */
const char *mw_kept_new_name(const struct mw_kept_list *l,
    const struct mw_request *r, struct mw_arena *arena);
/* The value of some header is a secret that a file must not hold. */
bool mw_kept_has_secret(const struct mw_request *r);
/*
 * TEXT with K at its end, or, when TEXT has the same request without
 * expectation, with that of K added to it.  TEXT may be empty.  NULL when that
 * cannot be done, with a reason in *why.
 */
const char *mw_kept_add(const char *text, size_t len, const struct mw_kept *k,
    struct mw_arena *arena, const char **why);

#endif
