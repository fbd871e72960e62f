/*
 * annotation.c - reading the values of annotations, with the words of Go.
 */
#include "lint/annotation.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/str.h"
#include "model/object.h"
#include "yaml/load.h"

const char *
mw_annotation_any(struct mw_arena *a, const char *value)
{
	(void)a;
	(void)value;
	return NULL;
}

const char *
mw_annotation_interception(struct mw_arena *a, const char *value)
{
	if (strcmp(value, "REDIRECT") == 0 || strcmp(value, "TPROXY") == 0 ||
	    strcmp(value, "NONE") == 0)
		return NULL;
	return mw_arena_printf(a, "interceptionMode invalid, use "
	    "REDIRECT,TPROXY,NONE: %s", value);
}

/* ---- numbers ----------------------------------------------------------- */

/* Digits only, up to MAX; NULL when it is one. */
static const char *
unsigned_number(struct mw_arena *a, const char *s, unsigned long long max)
{
	unsigned long long v = 0;
	const char *why = *s == '\0' ? "invalid syntax" : NULL;

	for (const char *p = s; *p != '\0' && why == NULL; p++) {
		if (*p < '0' || *p > '9')
			why = "invalid syntax";
		else if ((v = v * 10 + (unsigned long long)(*p - '0')) > max)
			why = "value out of range";
	}
	return why == NULL ? NULL : mw_arena_printf(a,
	    "strconv.ParseUint: parsing \"%s\": %s", s, why);
}

const char *
mw_annotation_uint32(struct mw_arena *a, const char *value)
{
	return unsigned_number(a, value, UINT32_MAX);
}

static const char *
trimmed(struct mw_arena *a, const char *s, size_t len)
{
	while (len > 0 && strchr(" \t\r\n", s[len - 1]) != NULL)
		len--;
	while (len > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		len--;
	}
	return mw_arena_text(a, s, len);
}

static const char *
port(struct mw_arena *a, const char *s, size_t len)
{
	const char *why = unsigned_number(a, trimmed(a, s, len), UINT16_MAX);

	return why == NULL ? NULL : mw_arena_printf(a,
	    "failed parsing port '%.*s': %s", (int)len, s, why);
}

const char *
mw_annotation_status_port(struct mw_arena *a, const char *value)
{
	const char *why = port(a, value, strlen(value));

	return why == NULL ? NULL : mw_arena_printf(a,
	    "excludeInboundPorts invalid: %s", why);
}

static const char *
ports(struct mw_arena *a, const char *what, const char *value)
{
	value = trimmed(a, value, strlen(value));
	while (*value != '\0') {
		size_t len = strcspn(value, ",");
		const char *why = port(a, value, len);

		if (why != NULL)
			return mw_arena_printf(a, "%s invalid: failed parsing "
			    "port '%.*s': %s", what, (int)len, value, why);
		if (value[len] == '\0')
			break;
		value += len + 1;
		/* a comma at the end leaves an empty one behind */
		if (*value == '\0')
			return mw_arena_printf(a, "%s invalid: failed parsing "
			    "port '': %s", what, port(a, "", 0));
	}
	return NULL;
}

const char *
mw_annotation_include_inbound(struct mw_arena *a, const char *value)
{
	return strcmp(value, "*") == 0 ? NULL
	    : ports(a, "includeInboundPorts", value);
}

const char *
mw_annotation_exclude_inbound(struct mw_arena *a, const char *value)
{
	return ports(a, "excludeInboundPorts", value);
}

const char *
mw_annotation_exclude_outbound(struct mw_arena *a, const char *value)
{
	return ports(a, "excludeOutboundPorts", value);
}

/* ---- addresses --------------------------------------------------------- */

static const char *
prefix_problem(struct mw_arena *a, const char *cidr)
{
	unsigned char buf[16];
	const char *slash = strrchr(cidr, '/'), *address;
	long long bits;
	bool v4;

	if (slash == NULL)
		return "no '/'";
	address = mw_arena_text(a, cidr, (size_t)(slash - cidr));
	v4 = inet_pton(AF_INET, address, buf) == 1;
	if (!v4 && inet_pton(AF_INET6, address, buf) != 1)
		return "unable to parse IP";
	if (slash[1] < '0' || slash[1] > '9' ||
	    (slash[1] == '0' && slash[2] != '\0') ||
	    !mw_str_to_int(slash + 1, &bits))
		return "bad bits after slash";
	return bits > (v4 ? 32 : 128) ? "prefix length out of range" : NULL;
}

static const char *
ranges(struct mw_arena *a, const char *what, const char *value)
{
	while (*value != '\0') {
		size_t len = strcspn(value, ",");
		const char *cidr = mw_arena_text(a, value, len);
		const char *why = prefix_problem(a, cidr);

		if (why == NULL && value[len] == ',' && value[len + 1] == '\0')
			why = prefix_problem(a, cidr = "");
		if (why != NULL)
			return mw_arena_printf(a, "%s invalid: failed parsing "
			    "cidr '%s': netip.ParsePrefix(\"%s\"): %s", what,
			    cidr, cidr, why);
		value += len + (value[len] == ',');
	}
	return NULL;
}

const char *
mw_annotation_include_ranges(struct mw_arena *a, const char *value)
{
	return strcmp(value, "*") == 0 ? NULL
	    : ranges(a, "includeIPRanges", value);
}

const char *
mw_annotation_exclude_ranges(struct mw_arena *a, const char *value)
{
	return ranges(a, "excludeIPRanges", value);
}

enum { LONGEST_INTERFACE = 15 };

const char *
mw_annotation_interfaces(struct mw_arena *a, const char *value)
{
	while (*value != '\0') {
		size_t len = strcspn(value, ",");
		const char *name = trimmed(a, value, len);

		if (*name == '\0' ||
		    (value[len] == ',' && value[len + 1] == '\0'))
			return "empty interface name";
		if (strlen(name) > LONGEST_INTERFACE)
			return mw_arena_printf(a, "interface name \"%s\" too "
			    "long (max 15 chars)", name);
		if (!((*name >= 'a' && *name <= 'z') ||
		    (*name >= 'A' && *name <= 'Z')) ||
		    name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")] != '\0')
			return mw_arena_printf(a, "interface name \"%s\" "
			    "contains invalid characters", name);
		value += len + (value[len] == ',');
	}
	return NULL;
}

/* ---- others ------------------------------------------------------------ */

const char *
mw_annotation_boolean(struct mw_arena *a, const char *value)
{
	static const char *const words[] = { "1", "t", "T", "TRUE", "true",
		"True", "0", "f", "F", "FALSE", "false", "False" };

	for (size_t i = 0; i < MW_LEN(words); i++)
		if (strcmp(value, words[i]) == 0)
			return NULL;
	return mw_arena_printf(a, "strconv.ParseBool: parsing \"%s\": invalid "
	    "syntax", value);
}

/* The proxy part of a mesh configuration. */
static const struct mw_shape *
proxy_shape(void)
{
	const struct mw_shape *s = &mw_shape_mesh_config;

	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->fields[i].name, "defaultConfig") == 0)
			return s->fields[i].shape;
	return NULL;
}

const char *
mw_annotation_proxy_config(struct mw_arena *a, const char *value)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	const struct mw_shape *shape = proxy_shape();
	const struct mw_load *l;
	struct mw_diags diags;
	struct mw_decode d;

	mw_diags_init(&diags, a);
	l = mw_yaml_load_text(a, "annotation", value, strlen(value), &limits,
	    &diags);
	if (diags.n == 0 && l != NULL && l->n_documents > 0 && shape != NULL) {
		mw_decode_init(&d, a, &diags, "default");
		(void)mw_decode_shape(&d, shape, l->documents[0].root, NULL,
		    false);
	}
	for (size_t i = 0; i < diags.n; i++)
		if (diags.v[i].severity == MW_ERROR)
			return mw_arena_printf(a, "failed to convert to apply "
			    "proxy config: %s", diags.v[i].text);
	return NULL;
}

const char *
mw_annotation_quantity(struct mw_arena *a, const char *value)
{
	static const char *const suffixes[] = { "", "n", "u", "m", "k", "M",
		"G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" };
	const char *p = value;
	size_t digits = 0;

	(void)a;
	for (const char *c = value; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return "value contains control characters";
	p += *p == '+' || *p == '-';
	for (; *p >= '0' && *p <= '9'; p++)
		digits++;
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9'; p++)
			digits++;
	for (size_t i = 0; digits > 0 && i < MW_LEN(suffixes); i++)
		if (strcmp(p, suffixes[i]) == 0)
			return NULL;
	if (digits > 0 && (*p == 'e' || *p == 'E')) {
		p++;
		p += *p == '+' || *p == '-';
		if (*p != '\0' && p[strspn(p, "0123456789")] == '\0')
			return NULL;
	}
	return "quantities must match the regular expression "
	    "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
}
