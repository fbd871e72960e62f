/*
 * annotation.h - how the values of annotations are read; for src/lint only.
 */
#ifndef MW_LINT_ANNOTATION_H
#define MW_LINT_ANNOTATION_H

#include "base/arena.h"

/* NULL, or what is wrong with VALUE. */
typedef const char *mw_annotation_check(struct mw_arena *a, const char *value);

mw_annotation_check mw_annotation_any;
mw_annotation_check mw_annotation_interception;
mw_annotation_check mw_annotation_status_port;
mw_annotation_check mw_annotation_uint32;
mw_annotation_check mw_annotation_include_ranges;
mw_annotation_check mw_annotation_exclude_ranges;
mw_annotation_check mw_annotation_include_inbound;
mw_annotation_check mw_annotation_exclude_inbound;
mw_annotation_check mw_annotation_exclude_outbound;
mw_annotation_check mw_annotation_interfaces;
mw_annotation_check mw_annotation_boolean;
mw_annotation_check mw_annotation_proxy_config;
mw_annotation_check mw_annotation_quantity;

#endif
