/*
 * fuzz-host.c - virtual host lookup beside a slow one that follows R167 word by
 * word.  The input is lines: domains, and last the host that is looked up.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "xds/xds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 32 };

/* How well DOMAIN takes HOST: 0 not at all. */
static size_t
fit(const char *domain, const char *host)
{
	size_t d = strlen(domain), h = strlen(host);

	if (strcmp(domain, "*") == 0)
		return 1;
	if (domain[0] == '*')		/* a suffix, whatever its end */
		return d > 1 && h > d - 1 &&
		    strcmp(host + h - (d - 1), domain + 1) == 0
		    ? 2000000 + d : 0;
	if (d > 1 && domain[d - 1] == '*')
		return h > d - 1 && strncmp(host, domain, d - 1) == 0
		    ? 1000000 + d : 0;
	return strcmp(domain, host) == 0 ? 3000000 : 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mw_arena *a = mw_arena_new();
	char *text = mw_arena_text(a, (const char *)data, size), *save = NULL;
	const char *domains[MOST], *host = NULL, *hit;
	struct mw_virtual_host vhosts[MOST];
	const struct mw_domain_index *ix;
	const struct mw_virtual_host *found;
	size_t n = 0, best = 0, score = 0;

	for (char *line = strtok_r(text, "\n", &save); line != NULL && n < MOST;
	     line = strtok_r(NULL, "\n", &save)) {
		for (char *c = line; *c != '\0'; c++) {
			if (*c >= 'A' && *c <= 'Z')
				*c = (char)(*c - 'A' + 'a');
		}
		if (host != NULL)
			domains[n++] = host;
		host = line;
	}
	memset(vhosts, 0, sizeof(vhosts));
	for (size_t i = 0; i < n; i++) {
		size_t s = fit(domains[i], host);

		vhosts[i].name = domains[i];
		vhosts[i].domains = &domains[i];
		vhosts[i].n_domains = 1;
		if (s > score) {
			score = s;
			best = i;
		}
	}
	ix = mw_domain_index_new(a, vhosts, n);
	if (host != NULL) {
		found = mw_domain_find(ix, host, strlen(host), &hit);
		if (found != (score > 0 ? &vhosts[best] : NULL))
			abort();
	}
	mw_arena_free(a);
	return 0;
}
