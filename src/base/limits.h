/*
 * limits.h - every bound on input, in one place, with its reason.
 *
 * Each can be raised by the option named behind it.
 */
#ifndef MW_BASE_LIMITS_H
#define MW_BASE_LIMITS_H

#include <stddef.h>

struct mw_limits {
	size_t file_bytes;	/* --limit-file: a file is held in memory */
	size_t document_bytes;	/* --limit-document: etcd refuses over 1.5 MB */
	size_t depth;		/* --limit-depth: our walks recurse this deep */
	size_t alias_nodes;	/* --limit-aliases: "billion laughs" */
	size_t objects;		/* --limit-objects */
	size_t files;		/* --limit-files: a folder given by mistake */
};

#define MW_LIMITS_DEFAULT                                                      \
	{                                                                      \
		.file_bytes = (size_t)512 << 20,                               \
		.document_bytes = (size_t)16 << 20,                            \
		.depth = 100,                                                  \
		.alias_nodes = 10000,                                          \
		.objects = 1000000,                                            \
		.files = 100000,                                               \
	}

/* Fixed bounds that no option moves. */
enum {
	MW_LIMIT_REGEX_STEPS = 1000000,	/* PCRE2 match limit: no endless match */
	MW_LIMIT_REGEX_LENGTH = 65536,
	MW_LIMIT_HOPS = 8,		/* proxies on one journey */
	MW_LIMIT_DELEGATES = 500,	/* delegates of one VirtualService */
	MW_LIMIT_HEADER_BYTES = 61440,	/* Envoy's max_request_headers_kb */
	MW_LIMIT_WRITER_MS = 3000,	/* a pipe waits this long for one */
	MW_LIMIT_DIAGS = 10000,		/* diagnostics kept for one load */
	MW_LIMIT_SELECTING = 200000000,	/* labels compared: all with all */
	MW_LIMIT_MEMBERS = 3000000,	/* of services; and references */
	MW_LIMIT_CALLERS = 50,		/* proxies compiled to say who calls */
	MW_LIMIT_MEETINGS = 5000,	/* connections told of one proxy */
	MW_LIMIT_GUESSES = 64		/* ports, subsets of an assumed service */
};

#endif
