/*
 * json.h - what every command's JSON is made of.
 */
#ifndef MW_CLI_JSON_H
#define MW_CLI_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "xds/xds.h"

/* A string, made printable when it is no UTF-8. */
json_t *mw_json_text(const char *s);
json_t *mw_json_texts(const char *const *v, size_t n);
/* Members of O; empty texts, and numbers that are not positive, are left
 * out. */
void mw_json_set(json_t *o, const char *key, const char *value);
void mw_json_set_int(json_t *o, const char *key, int64_t value);
void mw_json_set_positive(json_t *o, const char *key, int64_t value);
void mw_json_set_duration(json_t *o, const char *key, int64_t ns);
void mw_json_set_origin(json_t *o, const char *key,
    const struct mw_origin *origin);
/* {object, file, line, column, path, note}; NULL for an empty origin. */
json_t *mw_origin_json(const struct mw_origin *o);
/* file:line of an origin's node, in words; false when it has no place. */
bool mw_origin_print(const struct mw_origin *o, struct mw_buf *out);

#endif
