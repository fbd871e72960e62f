/*
 * flip-leaf.c - what to change so that one leaf of a rule matches, or does
 * not.
 *
 * The values are those of the policy, completed where it gives only a part of
 * one; clients are workloads of the mesh.
 */
#include "whatif/flip-edit.h"

#include "base/str.h"
#include "base/vec.h"
#include "whatif/fit.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>

enum { MAX_CLIENTS = 12, MAX_HOSTS = 8, MAX_PROXIES = 4 };

#define CLIENT_NAME "client.example.com"	/* any name will do */

void
mw_collect_add(const struct mw_collect *c, struct mw_changes *out,
    struct mw_edit e)
{
	struct mw_change change = { .edits = { e }, .n = 1 };

	for (size_t i = 0; i < out->n; i++) {
		if (mw_change_same(&out->v[i], &change))
			return;
	}
	mw_vec_push(c->arena, out, change);
}

void
mw_collect_value(const struct mw_collect *c, struct mw_changes *out,
    enum mw_edit_kind kind, const char *value)
{
	mw_collect_add(c, out, (struct mw_edit){ .kind = kind,
	    .value = value });
}

static bool
matches(const struct mw_rule *leaf, const char *s)
{
	return mw_matcher_test(&leaf->value, s, strlen(s));
}

/* ---- paths, methods, hosts ------------------------------------------------- */

static void
filled_template(const struct mw_rule *leaf, struct mw_buf *b)
{
	const char *s = leaf->value.text, *end = s + leaf->value.len;

	while (s < end) {
		if (mw_str_has_prefix(s, "{*}")) {
			mw_buf_addc(b, 'x');
			s += 3;
		} else if (mw_str_has_prefix(s, "{**}")) {
			mw_buf_addc(b, 'x');
			s += 4;
		} else {
			mw_buf_addc(b, *s++);
		}
	}
}

static void
add_fitting_path(const struct mw_collect *c, const char *fit,
    struct mw_changes *out)
{
	while (fit[0] == '/' && fit[1] == '/')
		fit++;
	mw_collect_value(c, out, MW_EDIT_PATH, *fit == '/' ? fit :
	    mw_arena_printf(c->arena, "/%s", fit));
}

/* "/items" for a suffix, then "/x/items": a route may want a folder before. */
static void
add_wanted_path(const struct mw_collect *c, const struct mw_rule *leaf,
    struct mw_changes *out)
{
	const struct mw_matcher *m = &leaf->value;
	const char *fit = mw_fit(m, c->arena);

	if (fit == NULL)
		return;
	add_fitting_path(c, m->kind == MW_MATCH_SUFFIX && fit[1] == '/' ?
	    fit + 1 : fit, out);
	if (!c->more)
		return;
	add_fitting_path(c, fit, out);
	if (m->kind == MW_MATCH_PREFIX)
		add_fitting_path(c, mw_arena_printf(c->arena, "%.*sx",
		    (int)m->len, m->text), out);
}

static void
add_path(const struct mw_collect *c, const struct mw_rule *leaf, bool want,
    struct mw_changes *out)
{
	static const char *const other[] = { "/", "/x" };
	struct mw_buf b = { 0 };

	for (size_t i = 0; !want && i < MW_LEN(other); i++) {
		if (leaf->kind == MW_RULE_PATH_TEMPLATE ||
		    !matches(leaf, other[i]))
			mw_collect_value(c, out, MW_EDIT_PATH, other[i]);
	}
	if (!want)
		return;
	if (leaf->kind != MW_RULE_PATH_TEMPLATE) {
		add_wanted_path(c, leaf, out);
		return;
	}
	filled_template(leaf, &b);
	add_fitting_path(c, mw_arena_strdup(c->arena, mw_buf_text(&b)), out);
	mw_buf_release(&b);
}

static void
add_method(const struct mw_collect *c, const struct mw_rule *leaf, bool want,
    struct mw_changes *out)
{
	static const char *const usual[] = { "GET", "POST", "PUT", "DELETE" };
	size_t before = out->n;

	for (size_t i = 0; i < MW_LEN(usual); i++) {
		if (matches(leaf, usual[i]) == want)
			mw_collect_value(c, out, MW_EDIT_METHOD, usual[i]);
	}
	if (want && out->n == before && mw_fit(&leaf->value, c->arena) != NULL)
		mw_collect_value(c, out, MW_EDIT_METHOD, mw_fit(&leaf->value,
		    c->arena));
}

/* Hosts that reach the same proxy by another name. */
static void
add_other_hosts(const struct mw_collect *c, const struct mw_rule *leaf,
    struct mw_changes *out)
{
	const struct mw_route_config *rc = c->hop->http != NULL ?
	    c->hop->http->routes : NULL;
	const struct mw_workload *w = c->hop->workload;
	size_t most = out->n + MAX_HOSTS;

	for (size_t i = 0; w != NULL && i < w->n_services; i++) {
		const struct mw_service *s = w->services[i];

		if (!matches(leaf, s->hostname))
			mw_collect_value(c, out, MW_EDIT_HOST, s->hostname);
		if (s->name != NULL && !matches(leaf, s->name))
			mw_collect_value(c, out, MW_EDIT_HOST, s->name);
	}
	for (size_t i = 0; rc != NULL && i < rc->n_vhosts; i++) {
		for (size_t j = 0; j < rc->vhosts[i].n_domains &&
		     out->n < most; j++) {
			const char *d = rc->vhosts[i].domains[j];

			if (strcmp(d, "*") == 0)
				continue;
			if (d[0] == '*')
				d = mw_arena_printf(c->arena, "x%s", d + 1);
			if (!matches(leaf, d))
				mw_collect_value(c, out, MW_EDIT_HOST, d);
		}
	}
}

static bool
has_header(const struct mw_request *r, const char *name)
{
	for (size_t i = 0; i < r->n_headers; i++) {
		if (mw_str_case_eq(r->headers[i].name, name))
			return true;
	}
	return false;
}

static void
add_header(const struct mw_collect *c, const struct mw_rule *leaf, bool want,
    struct mw_changes *out)
{
	const char *fit = mw_fit(&leaf->value, c->arena);
	struct mw_edit e = { .kind = MW_EDIT_HEADER, .name = leaf->name,
	    .value = fit };

	if (strcmp(leaf->name, ":method") == 0) {
		add_method(c, leaf, want, out);
	} else if (strcmp(leaf->name, ":path") == 0) {
		add_path(c, leaf, want, out);
	} else if (strcmp(leaf->name, ":authority") == 0) {
		if (!want)
			add_other_hosts(c, leaf, out);
		else if (fit != NULL)
			mw_collect_value(c, out, MW_EDIT_HOST, fit);
	} else if (leaf->name[0] != ':') {
		if (want && fit == NULL)
			return;
		if (!want) {
			if (!has_header(c->request, leaf->name))
				return;
			e.kind = MW_EDIT_NO_HEADER;
			e.value = NULL;
		}
		mw_collect_add(c, out, e);
	}
}

/* ---- addresses and ports ----------------------------------------------------- */

static const char *
address_text(const struct mw_collect *c, const uint8_t *addr, bool v6)
{
	char text[INET6_ADDRSTRLEN];

	if (inet_ntop(v6 ? AF_INET6 : AF_INET, addr, text, sizeof(text)) ==
	    NULL)
		return NULL;
	return mw_arena_strdup(c->arena, text);
}

/* An address of the range, or the first behind it. */
static const char *
address_of(const struct mw_collect *c, const struct mw_cidr *cidr, bool inside)
{
	uint8_t addr[16];
	size_t len = cidr->v6 ? 16 : 4;
	size_t bits = cidr->bits;

	if (bits > len * 8)
		return NULL;
	memcpy(addr, cidr->addr, sizeof(addr));
	for (size_t i = bits; i < len * 8; i++)
		addr[i / 8] &= (uint8_t)~(0x80u >> (i % 8));
	if (!inside) {
		for (size_t i = bits; i-- > 0;) {
			addr[i / 8] ^= (uint8_t)(0x80u >> (i % 8));
			if ((addr[i / 8] & (0x80u >> (i % 8))) != 0)
				break;
		}
	}
	if (bits < len * 8)
		addr[len - 1] |= 1;
	return address_text(c, addr, cidr->v6);
}

static bool
client_at(const struct mw_rule *leaf, const struct mw_workload *w)
{
	return w->n_ips > 0 && mw_cidr_contains(&leaf->cidr, w->ips[0]);
}

static void
add_address(const struct mw_collect *c, const struct mw_rule *leaf, bool want,
    struct mw_changes *out)
{
	const char *address = address_of(c, &leaf->cidr, want);
	const char *list = address;

	if (address != NULL && leaf->kind == MW_RULE_REMOTE_IP)
		mw_collect_add(c, out, (struct mw_edit){
		    .kind = MW_EDIT_HEADER, .name = "x-forwarded-for",
		    .value = address });
	/* trusted proxies before this one have each added an entry (S176) */
	for (int i = 0; c->more && address != NULL && i < MAX_PROXIES &&
	     leaf->kind == MW_RULE_REMOTE_IP; i++) {
		list = mw_arena_printf(c->arena, "%s,%s", list, address);
		mw_collect_add(c, out, (struct mw_edit){
		    .kind = MW_EDIT_HEADER, .name = "x-forwarded-for",
		    .value = list });
	}
	if (address != NULL && strcmp(c->request->from, "outside") == 0)
		mw_collect_value(c, out, MW_EDIT_SOURCE, address);
	mw_collect_clients(c, out, client_at, leaf, want);
}

/* The server may have several addresses; its proxy sees the one dialled. */
static void
add_destination(const struct mw_collect *c, const struct mw_rule *leaf,
    bool want, struct mw_changes *out)
{
	const struct mw_workload *w = c->hop->workload;

	for (size_t i = 0; w != NULL && i < w->n_ips; i++) {
		if (mw_cidr_contains(&leaf->cidr, w->ips[i]) == want)
			mw_collect_value(c, out, MW_EDIT_TO, w->ips[i]);
	}
}

static void
add_port(const struct mw_collect *c, const struct mw_rule *leaf, bool want,
    struct mw_changes *out)
{
	const struct mw_workload *w = c->hop->workload;

	for (size_t i = 0; w != NULL && i < w->n_services; i++) {
		for (size_t j = 0; j < w->services[i]->n_ports; j++) {
			const struct mw_service_port_info *p =
			    &w->services[i]->ports[j];

			if ((mw_target_port(w, p) == (int64_t)leaf->port) !=
			    want || p->number <= 0 || p->number > 65535)
				continue;
			mw_collect_add(c, out, (struct mw_edit){
			    .kind = MW_EDIT_PORT,
			    .port = (uint32_t)p->number });
		}
	}
}

/* ---- who asks ------------------------------------------------------------------ */

static bool
client_is(const struct mw_rule *leaf, const struct mw_workload *w)
{
	return w->identity != NULL && w->proxy == MW_PROXY_SIDECAR &&
	    matches(leaf, w->identity);
}

/* A certificate of another authority has a name, but no mesh identity: only
 * "*" takes it (S261). */
static void
add_certificate(const struct mw_collect *c, const struct mw_rule *leaf,
    bool want, struct mw_changes *out)
{
	const struct mw_request *r = c->request;

	if (r->scheme != MW_SCHEME_HTTPS && r->scheme != MW_SCHEME_TLS)
		return;
	if (!want && r->client_cert != NULL)
		mw_collect_add(c, out, (struct mw_edit){
		    .kind = MW_EDIT_NO_CERT });
	if (want && leaf->value.kind == MW_MATCH_PRESENT)
		mw_collect_value(c, out, MW_EDIT_CERT, CLIENT_NAME);
}

void
mw_collect_certificates(const struct mw_collect *c, struct mw_changes *out)
{
	if (c->request->client_cert != NULL)
		mw_collect_add(c, out, (struct mw_edit){
		    .kind = MW_EDIT_NO_CERT });
	mw_collect_value(c, out, MW_EDIT_CERT, CLIENT_NAME);
}

static bool
same_service(const struct mw_workload *a, const struct mw_workload *b)
{
	return a->n_services > 0 && b->n_services > 0 &&
	    a->services[0] == b->services[0];
}

/* One workload of an account is as good as another. */
static bool
is_new(const struct mw_collect *c, const struct mw_changes *out, size_t from,
    const struct mw_workload *w)
{
	for (size_t i = from; i < out->n; i++) {
		const char *name = out->v[i].edits[0].value;
		const char *slash = strchr(name, '/');
		const struct mw_workload *other = slash == NULL ? NULL :
		    mw_mesh_workload(c->mesh, mw_arena_text(c->arena, name,
		    (size_t)(slash - name)), slash + 1);

		if (other != NULL && other->identity != NULL &&
		    other->proxy == w->proxy && mw_str_eq(other->identity,
		    w->identity))
			return false;
	}
	return true;
}

/* Two rounds: clients of the server's own namespace come first; the server
 * itself comes last of all, as it is seldom its own client. */
void
mw_collect_clients(const struct mw_collect *c, struct mw_changes *out,
    bool (*good)(const struct mw_rule *leaf, const struct mw_workload *w),
    const struct mw_rule *leaf, bool want)
{
	const struct mw_workload *server = c->hop->workload;
	struct mw_changes found = { 0 };

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < c->mesh->n_workloads &&
		     found.n < MAX_CLIENTS; i++) {
			const struct mw_workload *w = c->mesh->workloads[i];
			int turn = same_service(w, server) ? 2 :
			    strcmp(w->ns, server->ns) == 0 ? 0 : 1;

			if (turn != round || w == server ||
			    w->proxy == MW_PROXY_GATEWAY ||
			    good(leaf, w) != want || !is_new(c, &found, 0, w))
				continue;
			mw_collect_value(c, &found, MW_EDIT_FROM, mw_arena_printf(
			    c->arena, "%s/%s", w->ns, w->name));
		}
	}
	for (size_t i = 0; i < found.n; i++)
		mw_collect_add(c, out, found.v[i].edits[0]);
}

static void
add_claim(const struct mw_collect *c, const struct mw_rule *leaf, bool want,
    struct mw_changes *out)
{
	struct mw_edit e = { .kind = MW_EDIT_CLAIM, .path = leaf->path,
	    .n_path = leaf->n_path };

	if (c->filter == NULL)
		return;
	if (want) {
		e.value = mw_fit(&leaf->value, c->arena);
		if (e.value == NULL)
			return;
	} else {
		if (!mw_edit_has_token(c->filter, c->request))
			return;
		e.kind = MW_EDIT_NO_CLAIM;
	}
	mw_collect_add(c, out, e);
}

void
mw_collect_leaf(const struct mw_collect *c, const struct mw_rule *leaf,
    bool want, struct mw_changes *out)
{
	switch (leaf->kind) {
	case MW_RULE_HEADER:
		add_header(c, leaf, want, out);
		break;
	case MW_RULE_PATH:
	case MW_RULE_PATH_TEMPLATE:
		add_path(c, leaf, want, out);
		break;
	case MW_RULE_DESTINATION_PORT:
		add_port(c, leaf, want, out);
		break;
	case MW_RULE_SOURCE_IP:
	case MW_RULE_REMOTE_IP:
		add_address(c, leaf, want, out);
		break;
	case MW_RULE_IDENTITY:
		mw_collect_clients(c, out, client_is, leaf, want);
		add_certificate(c, leaf, want, out);
		break;
	case MW_RULE_SNI:
		if (want && mw_fit(&leaf->value, c->arena) != NULL)
			mw_collect_value(c, out, MW_EDIT_SNI, mw_fit(&leaf->value,
			    c->arena));
		break;
	case MW_RULE_CLAIM:
		add_claim(c, leaf, want, out);
		break;
	case MW_RULE_DESTINATION_IP:
		add_destination(c, leaf, want, out);
		break;
	case MW_RULE_ANY:
	case MW_RULE_AND:
	case MW_RULE_OR:
	case MW_RULE_NOT:
	case MW_RULE_METADATA:
	case MW_RULE_NEVER:
		break;
	}
}
