/*
 * scalar.h - what a scalar means, as Kubernetes reads YAML (semantics yaml).
 */
#ifndef MW_YAML_SCALAR_H
#define MW_YAML_SCALAR_H

#include "yaml/node.h"

enum mw_scalar {
	MW_SCALAR_NULL,
	MW_SCALAR_TRUE,
	MW_SCALAR_FALSE,
	MW_SCALAR_INT,
	MW_SCALAR_FLOAT,
	MW_SCALAR_STRING,
	MW_SCALAR_NOT_FINITE	/* .inf, .nan: JSON has none */
};

/* A plain scalar without a tag; S has a NUL behind it. */
enum mw_scalar mw_scalar_resolve(const char *s, size_t len);
/* The values of an INT (one above the range gives the nearest) and of a
 * FLOAT or INT. */
int64_t mw_scalar_int(const char *s, size_t len);
double mw_scalar_float(const char *s, size_t len);
/* Whether an INT fits; Kubernetes takes no key that does not. */
bool mw_scalar_int_fits(const char *s, size_t len);
/* What a FLOAT is as a key: the shortest text, as a 32-bit number. */
void mw_scalar_float_key(double d, struct mw_buf *out);
/* Appends what the base64 text holds; false when it is broken. */
bool mw_scalar_base64(const char *s, size_t len, struct mw_buf *out);

#endif
