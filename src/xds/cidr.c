/*
 * cidr.c - address ranges.
 */
#include "xds/xds.h"

#include "base/str.h"

#include <arpa/inet.h>
#include <string.h>

static bool
parse_address(const char *s, uint8_t addr[16], bool *v6)
{
	*v6 = strchr(s, ':') != NULL;
	return inet_pton(*v6 ? AF_INET6 : AF_INET, s, addr) == 1;
}

/* Bits behind the prefix do not count: 10.1.2.3/8 is 10.0.0.0/8. */
static void
mask(struct mw_cidr *c)
{
	for (unsigned i = 0; i < sizeof(c->addr); i++) {
		unsigned first = i * 8;

		if (first >= c->bits)
			c->addr[i] = 0;
		else if (first + 8 > c->bits)
			c->addr[i] &= (uint8_t)(0xffu << (first + 8 - c->bits));
	}
}

bool
mw_cidr_parse(const char *s, struct mw_cidr *out)
{
	struct mw_cidr c = { .text = s };
	char address[64];
	const char *slash;
	size_t len;
	long long bits;

	if (s == NULL)
		return false;
	slash = strchr(s, '/');
	len = slash != NULL ? (size_t)(slash - s) : strlen(s);
	if (len >= sizeof(address))
		return false;
	memcpy(address, s, len);
	address[len] = '\0';
	if (!parse_address(address, c.addr, &c.v6))
		return false;
	bits = c.v6 ? 128 : 32;
	if (slash != NULL) {
		long long n;

		if (slash[1] < '0' || slash[1] > '9' ||
		    !mw_str_to_int(slash + 1, &n) || n > bits)
			return false;
		bits = n;
	}
	c.bits = (uint8_t)bits;
	mask(&c);
	*out = c;
	return true;
}

bool
mw_cidr_contains(const struct mw_cidr *c, const char *ip)
{
	struct mw_cidr other = { .bits = c->bits };

	if (ip == NULL || !parse_address(ip, other.addr, &other.v6) ||
	    other.v6 != c->v6)
		return false;
	mask(&other);
	return memcmp(c->addr, other.addr, sizeof(c->addr)) == 0;
}
