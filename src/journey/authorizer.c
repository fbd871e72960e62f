/*
 * authorizer.c - what a proxy's external authorizers would answer.
 *
 * What the authorizer itself thinks is not known, but the way to it is: its
 * pod may have a sidecar that refuses the question, or nobody may be there.
 * So the question is sent like any other request, without leaving a trace.
 */
#include "journey/walk.h"

#include "base/str.h"

/* The request that Envoy makes of the one it asks about. */
static void
make_check(struct mw_walk *w, const struct mw_ext_authz *e,
    const struct mw_http *http, struct mw_http *check)
{
	*check = *http;
	check->headers = (struct mw_headers_list){ 0 };
	check->http2 = !e->http;
	if (e->http)
		return;
	check->method = "POST";
	check->path = "/envoy.service.auth.v3.Authorization/Check";
	mw_header_add(&check->headers, w->arena, "content-type",
	    "application/grpc");
}

/* An answer of an authorizer's own says nothing; 5xx counts as none. */
static struct mw_authorizer
judge(const struct mw_reply *reply, bool reached)
{
	struct mw_authorizer a = { .verdict = MW_AUTHORIZER_UNKNOWN };

	if (reached)
		return a;
	if (reply->end != MW_END_ANSWERED || reply->status == 0 ||
	    reply->status >= 500) {
		a.verdict = MW_AUTHORIZER_FAILS;
	} else if (reply->status != 200) {
		a.verdict = MW_AUTHORIZER_REFUSES;
		a.status = reply->status;
		a.body = reply->body;
	}
	return a;
}

static struct mw_authorizer
ask(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_ext_authz *e, const struct mw_connection *down,
    const struct mw_accept *accept, const struct mw_http *http)
{
	const struct mw_cluster *cluster = e->bad != NULL ? NULL :
	    mw_proxy_cluster(p, mw_str_or_empty(e->cluster));
	struct mw_reply reply = { .end = MW_END_REFUSED };
	struct mw_http check;
	bool before = w->mirror, reached;
	size_t copies = w->mirrors.n;

	if (cluster == NULL)
		return (struct mw_authorizer){ 0 };
	make_check(w, e, http, &check);
	w->mirror = true;
	(void)mw_walk_connect(w, p, cluster, down, accept, &check, NULL,
	    &reply);
	w->mirror = before;
	reached = w->mirrors.n > copies;
	w->mirrors.n = copies;
	return judge(&reply, reached);
}

const struct mw_authorizer *
mw_walk_authorizers(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_connection *down, const struct mw_accept *accept,
    const struct mw_http *http)
{
	const struct mw_http_manager *m = accept->chain->http;
	struct mw_authorizer *all;

	if (m->n_ext_authz == 0)
		return NULL;
	all = MW_NEW_ARRAY(w->arena, struct mw_authorizer, m->n_ext_authz);
	for (size_t i = 0; i < m->n_ext_authz; i++)
		all[i] = ask(w, p, &m->ext_authz[i], down, accept, http);
	return all;
}
