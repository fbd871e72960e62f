/*
 * admit-extension.c - WasmPlugin, TrafficExtension, ProxyConfig (D10).
 */
#include "lint/admit-check.h"

#include <inttypes.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

enum {
	SHA_LENGTH = 64,
	SECRET_MAX = 253,
	NAME_MAX_LENGTH = 256,
	LUA_MAX = 65536
};

/* What a WasmPlugin and the wasm of a TrafficExtension have in common. */
struct wasm {
	const struct mw_node *node;
	const struct mw_string *url, *sha256, *secret, *name;
	const struct mw_traffic_extension_vm_config *vm;
};

static void
check_url(struct mw_admit *a, const struct wasm *w)
{
	static const char *const schemes[] = {
		"", "file", "http", "https", "oci",
	};
	const char *scheme, *url = mw_str_or_empty(w->url->s);

	if (*url == '\0') {
		mw_admit_error(a, w->url->node != NULL ? w->url->node :
		    w->node, "a url is needed");
		return;
	}
	if (!mw_admit_is_request_uri(a->arena, url)) {
		url = mw_arena_printf(a->arena, "http://%s", url);
		if (!mw_admit_is_request_uri(a->arena, url)) {
			mw_admit_error(a, w->url->node, "'%s' is not a URL",
			    w->url->s);
			return;
		}
	}
	if (!mw_admit_parse_url(a->arena, url, &scheme)) {
		mw_admit_error(a, w->url->node, "'%s' is not a URL",
		    w->url->s);
		return;
	}
	for (size_t i = 0; i < MW_LEN(schemes); i++)
		if (strcmp(schemes[i], scheme) == 0)
			return;
	mw_admit_error(a, w->url->node, "a url begins with file, http, https "
	    "or oci, not with '%s'", scheme);
}

static void
check_sha(struct mw_admit *a, const struct mw_string *s)
{
	if (mw_str_empty(s->s))
		return;
	if (strlen(s->s) != SHA_LENGTH ||
	    strspn(s->s, "abcdef0123456789") != SHA_LENGTH)
		mw_admit_error(a, s->node, "sha256 is made of %d hexadecimal "
		    "digits in lower case", SHA_LENGTH);
}

static void
check_length(struct mw_admit *a, const struct mw_string *s, size_t max,
    const char *what)
{
	if (strlen(mw_str_or_empty(s->s)) > max)
		mw_admit_error(a, s->node, "%s is longer than %zu bytes", what,
		    max);
}

/* The first fault ends it. */
static void
check_env(struct mw_admit *a, const struct mw_traffic_extension_vm_config *vm)
{
	struct mw_map *seen = mw_map_new(a->arena);

	for (size_t i = 0; vm != NULL && i < vm->env.n; i++) {
		const struct mw_traffic_extension_env *e = &vm->env.v[i];
		const char *name = mw_str_or_empty(e->name.s);
		const char *fault = NULL;

		if (*name == '\0')
			fault = "a variable needs a name";
		else if (strlen(name) > NAME_MAX_LENGTH)
			fault = "the name of a variable is too long";
		else if (mw_map_put(seen, name, seen) != NULL)
			fault = "a variable is given twice";
		else if (e->value_from.v != 0 && !mw_str_empty(e->value.s))
			fault = "a value goes with valueFrom INLINE only";
		if (fault != NULL) {
			mw_admit_error(a, e->node, "%s", fault);
			return;
		}
	}
}

static void
check_wasm(struct mw_admit *a, const struct wasm *w)
{
	check_url(a, w);
	check_sha(a, w->sha256);
	check_length(a, w->secret, SECRET_MAX, "imagePullSecret");
	check_length(a, w->name, NAME_MAX_LENGTH, "pluginName");
	check_env(a, w->vm);
}

static void
check_match(struct mw_admit *a, const struct mw_traffic_extension_match_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t j = 0; j < l->v[i].ports.n; j++) {
			const struct mw_port_selector *p =
			    &l->v[i].ports.v[j];

			mw_admit_port(a, &p->number, p->node, "port");
		}
}

void
mw_admit_wasm_plugin(struct mw_admit *a)
{
	const struct mw_wasm_plugin *p = MW_SPEC(a->object, wasm_plugin);
	const struct wasm w = { mw_admit_node(a, NULL), &p->url, &p->sha256,
		&p->image_pull_secret, &p->plugin_name, p->vm_config };

	mw_admit_attachment(a, p->selector, p->target_ref, &p->target_refs);
	check_wasm(a, &w);
	check_match(a, &p->match);
}

static void
check_lua(struct mw_admit *a, const struct mw_traffic_extension_lua *l)
{
	size_t len = mw_node_len(l->inline_code.node);

	if (len == 0)
		mw_admit_error(a, l->node, "lua needs inlineCode");
	else if (len > LUA_MAX)
		mw_admit_error(a, l->inline_code.node,
		    "inlineCode is larger than 64 KiB");
}

void
mw_admit_traffic_extension(struct mw_admit *a)
{
	const struct mw_traffic_extension *e =
	    MW_SPEC(a->object, traffic_extension);

	if ((e->wasm != NULL) == (e->lua != NULL))
		mw_admit_error(a, mw_admit_node(a, NULL),
		    "exactly one of wasm and lua is needed");
	mw_admit_attachment(a, e->selector, NULL, &e->target_refs);
	if (e->lua != NULL)
		check_lua(a, e->lua);
	if (e->wasm != NULL) {
		const struct wasm w = { e->wasm->node, &e->wasm->url,
			&e->wasm->sha256, &e->wasm->image_pull_secret,
			&e->wasm->plugin_name, e->wasm->vm_config };

		check_wasm(a, &w);
	}
	check_match(a, &e->match);
}

void
mw_admit_proxy_config(struct mw_admit *a)
{
	const struct mw_proxy_config *p = MW_SPEC(a->object, proxy_config);

	mw_admit_selector(a, p->selector);
	mw_admit_not_negative(a, &p->concurrency, "concurrency");
}
