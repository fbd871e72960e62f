/*
 * reply.c - answers that a proxy writes itself, plain or as gRPC.
 */
#include "envoy/reply.h"

#include "base/attr.h"
#include "base/str.h"

#include <string.h>

bool
mw_is_grpc(const struct mw_http *request)
{
	static const char grpc[] = "application/grpc";
	const char *type = mw_header_get(&request->headers, "content-type");

	if (type == NULL || !mw_str_has_prefix(type, grpc))
		return false;
	type += sizeof(grpc) - 1;
	return *type == '\0' || *type == '+' || *type == ';';
}

static const char *
grpc_status(uint32_t http)
{
	static const struct {
		uint32_t http;
		const char *grpc;
	} table[] = {
		{ 400, "13" }, { 401, "16" }, { 403, "7" }, { 404, "12" },
		{ 429, "14" }, { 502, "14" }, { 503, "14" }, { 504, "14" },
	};

	for (size_t i = 0; i < MW_LEN(table); i++) {
		if (table[i].http == http)
			return table[i].grpc;
	}
	return "2";
}

/* grpc-message escapes what is not printable ASCII, and the percent sign. */
static const char *
grpc_message(struct mw_arena *arena, const char *body)
{
	static const char hex[] = "0123456789ABCDEF";
	char *to = mw_arena_array(arena, strlen(body) + 1, 3), *p = to;

	for (; *body != '\0'; body++) {
		unsigned char c = (unsigned char)*body;

		if (c >= 0x20 && c < 0x7f && c != '%') {
			*p++ = (char)c;
			continue;
		}
		*p++ = '%';
		*p++ = hex[c >> 4];
		*p++ = hex[c & 15];
	}
	*p = '\0';
	return to;
}

static void
grpc_reply(struct mw_http_decision *out, struct mw_arena *arena,
    uint32_t status, const char *body)
{
	out->status = 200;
	out->body = NULL;
	mw_header_set(&out->response, arena, "content-type",
	    "application/grpc");
	mw_header_set(&out->response, arena, "grpc-status",
	    grpc_status(status));
	if (!mw_str_empty(body))
		mw_header_set(&out->response, arena, "grpc-message",
		    grpc_message(arena, body));
}

static void
plain_reply(struct mw_http_decision *out, const struct mw_http *request,
    struct mw_arena *arena, uint32_t status, const char *body)
{
	bool head = mw_str_eq(request->method, "HEAD");

	out->status = status;
	out->body = NULL;
	if (mw_str_empty(body))
		return;
	if (!head)
		out->body = body;
	mw_header_set(&out->response, arena, "content-length",
	    mw_arena_printf(arena, "%zu", strlen(body)));
	mw_header_set(&out->response, arena, "content-type", "text/plain");
}

void
mw_local_reply(struct mw_http_decision *out, const struct mw_http *request,
    struct mw_arena *arena, uint32_t status, const char *body,
    const char *details, const char *flags)
{
	out->forwarded = false;
	out->details = details;
	out->flags = flags;
	if (mw_is_grpc(request))
		grpc_reply(out, arena, status, body);
	else
		plain_reply(out, request, arena, status, body);
	out->code = out->status;
}
