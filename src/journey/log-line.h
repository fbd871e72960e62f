/*
 * log-line.h - a line of an Envoy access log, as Istio has it by default.
 *
 * Text and JSON; what `kubectl logs --prefix` writes before a line is read,
 * too.  Any bytes may come: what is no such line is told to be none.
 */
#ifndef MW_JOURNEY_LOG_LINE_H
#define MW_JOURNEY_LOG_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Texts are NULL where the log has "-" or nothing. */
struct mw_log_line {
	const char *pod;		/* of the prefix: a bare name */
	const char *method, *path, *protocol, *authority;
	uint32_t code;			/* 0: none, as of a connection */
	const char *flags, *details;
	const char *forwarded_for, *user_agent;
	const char *upstream_host, *cluster;
	const char *local, *remote;	/* "10.0.0.1:80": of the connection as
					 * it came, and of its client */
	const char *sni, *route;
	bool has_cluster;		/* the format has cluster, addresses,
					 * server name and route at all */
};

/* LINE without its end.  Texts are in ARENA. */
bool mw_log_line_parse(struct mw_arena *arena, const char *line, size_t len,
    struct mw_log_line *out);
/* The address of "10.0.0.1:80" and "[::1]:80", and the port; NULL and 0 when
 * it is neither. */
const char *mw_log_address(struct mw_arena *arena, const char *text,
    uint32_t *port);

#endif
