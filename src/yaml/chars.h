/*
 * chars.h - what can be said of YAML text without parsing it.
 */
#ifndef MW_YAML_CHARS_H
#define MW_YAML_CHARS_H

#include <stdbool.h>
#include <stddef.h>

/* The first byte in [FROM, TO) of a character that YAML refuses; else TO. */
size_t mw_chars_bad(const char *text, size_t from, size_t to);

/*
 * A line '---' at the left edge begins a document whatever stands around it,
 * also inside of quotes and block scalars: these functions find such lines.
 */
bool mw_chars_is_document(const char *text, size_t at, size_t end);
/* The first such line in [FROM, END); else END.  FROM may be inside a line. */
size_t mw_chars_next_document(const char *text, size_t from, size_t end);
/* The last such line in [BEGIN, AT]; else BEGIN. */
size_t mw_chars_document_before(const char *text, size_t begin, size_t at,
    size_t end);

#endif
