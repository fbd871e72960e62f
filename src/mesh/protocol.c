/*
 * protocol.c - what a port speaks: by word, by name, by number (R24, R25).
 */
#include "mesh/mesh.h"

#include <string.h>

#include "base/attr.h"
#include "base/str.h"

enum {
	HTTP = 1 << 0,
	H2 = 1 << 1,
	TLS = 1 << 2,
	TCP = 1 << 3
};

static const struct protocol {
	const char *name;	/* Istio's way to write it; parsed in any case */
	unsigned families;
} protocols[] = {
	[MW_PROTO_AUTO] = { "auto", 0 },
	[MW_PROTO_HTTP] = { "HTTP", HTTP },
	[MW_PROTO_HTTP2] = { "HTTP2", HTTP | H2 },
	[MW_PROTO_GRPC] = { "GRPC", HTTP | H2 },
	[MW_PROTO_GRPC_WEB] = { "GRPC-Web", HTTP | H2 },
	[MW_PROTO_HTTP_PROXY] = { "HTTP_PROXY", HTTP },
	[MW_PROTO_HTTPS] = { "HTTPS", TLS | TCP },
	[MW_PROTO_TLS] = { "TLS", TLS | TCP },
	[MW_PROTO_TCP] = { "TCP", TCP },
	[MW_PROTO_MONGO] = { "Mongo", TCP },
	[MW_PROTO_REDIS] = { "Redis", TCP },
	[MW_PROTO_MYSQL] = { "MySQL", TCP },
	[MW_PROTO_UDP] = { "UDP", 0 },
};

static enum mw_protocol
parse(const char *word, size_t len)
{
	char text[16];

	if (len >= sizeof(text))
		return MW_PROTO_AUTO;
	memcpy(text, word, len);
	text[len] = '\0';
	for (size_t i = 0; i < MW_LEN(protocols); i++)
		if (mw_str_case_eq(protocols[i].name, text))
			return (enum mw_protocol)i;
	return MW_PROTO_AUTO;
}

enum mw_protocol
mw_protocol_parse(const char *word)
{
	return word == NULL ? MW_PROTO_AUTO : parse(word, strlen(word));
}

enum mw_protocol
mw_protocol_of_port(const char *name, const char *app_protocol, int64_t number)
{
	static const struct {
		const char *name;
		enum mw_protocol protocol;
	} standard[] = {
		{ "kubernetes.io/h2c", MW_PROTO_HTTP2 },
		{ "kubernetes.io/ws", MW_PROTO_HTTP },
		{ "kubernetes.io/wss", MW_PROTO_HTTPS },
	};
	enum mw_protocol p;

	for (size_t i = 0; i < MW_LEN(standard); i++)
		if (mw_str_eq(app_protocol, standard[i].name))
			return standard[i].protocol;
	if (app_protocol != NULL)
		name = app_protocol;
	name = mw_str_or_empty(name);
	if (mw_str_case_prefix(name, "grpc-web"))
		return MW_PROTO_GRPC_WEB;
	p = parse(name, strcspn(name, "-"));
	if (p == MW_PROTO_AUTO && (number == 25 || number == 53 ||
	    number == 3306 || number == 27017))
		return MW_PROTO_TCP;
	return p;
}

const char *
mw_protocol_name(enum mw_protocol p)
{
	return protocols[p].name;
}

bool
mw_protocol_is_http(enum mw_protocol p)
{
	return (protocols[p].families & HTTP) != 0;
}

bool
mw_protocol_is_http2(enum mw_protocol p)
{
	return (protocols[p].families & H2) != 0;
}

bool
mw_protocol_is_tls(enum mw_protocol p)
{
	return (protocols[p].families & TLS) != 0;
}

bool
mw_protocol_is_tcp(enum mw_protocol p)
{
	return (protocols[p].families & TCP) != 0;
}
