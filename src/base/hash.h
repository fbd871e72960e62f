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
	return h ^ (h >> 29);
}

static inline uint32_t
mw_hash(const char *s, size_t len)
{
	uint64_t h = mw_hash_mix(len + 1), w;

	for (; len >= sizeof(w); s += sizeof(w), len -= sizeof(w)) {
		memcpy(&w, s, sizeof(w));
		h = mw_hash_mix(h ^ w);
	}
	for (w = 0; len > 0; len--)
		w = w << 8 | (unsigned char)*s++;
	h = mw_hash_mix(h ^ w);
	return (uint32_t)(h ^ (h >> 32));
}

#endif
