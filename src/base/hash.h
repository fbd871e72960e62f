/*
 * hash.h - the hash of the tables in this program: fast on short text.
 *
 * It is the same on every run, since nothing may depend on chance; the order
 * of what is hashed never shows anywhere.
 */
#ifndef MW_BASE_HASH_H
#define MW_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t
mw_hash_mix(uint64_t h)
{
	h *= UINT64_C(0x9e3779b97f4a7c15);
	return h ^ (h >> 32);
}

/* The last word overlaps the one before: there is no tail to go through. */
static inline uint32_t
mw_hash(const char *s, size_t len)
{
	uint64_t h = mw_hash_mix(len + 1), w = 0;
	uint32_t low, high;

	if (len >= sizeof(w)) {
		for (size_t i = 0; i < len - sizeof(w); i += sizeof(w)) {
			memcpy(&w, s + i, sizeof(w));
			h = mw_hash_mix(h ^ w);
		}
		memcpy(&w, s + len - sizeof(w), sizeof(w));
	} else if (len >= sizeof(low)) {
		memcpy(&low, s, sizeof(low));
		memcpy(&high, s + len - sizeof(high), sizeof(high));
		w = (uint64_t)high << 32 | low;
	} else if (len > 0) {
		w = (uint64_t)(unsigned char)s[0] << 16 |
		    (uint64_t)(unsigned char)s[len / 2] << 8 |
		    (unsigned char)s[len - 1];
	}
	/* The second round brings the last letters, which are the upper bits
	 * here, down to the lower ones, by which tables are looked up. */
	return (uint32_t)(mw_hash_mix(mw_hash_mix(h ^ w)) >> 32);
}

#endif
