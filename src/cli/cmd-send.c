/*
 * cmd-send.c - meshwalk send: a request, or a file of them, through the mesh.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "journey/guess.h"
#include "whatif/requests.h"

enum {
	OPT_FROM = 256,
	OPT_SOURCE,
	OPT_IDENTITY,
	OPT_REQUESTS,
	OPT_RESOLVE,
	OPT_HTTP2,
	OPT_CERT,
	OPT_CLAIMS,
	OPT_EXT_AUTHZ,
	OPT_SNI,
	OPT_ASCII,
	OPT_FLIPS,
	OPT_SHOW_SECRETS
};

static const struct mw_cli_option options[] = {
	{ OPT_FROM, "from", "NS/WORKLOAD", "the client: a workload, or outside" },
	{ OPT_SOURCE, "source", "IP", "address of a client outside" },
	{ OPT_IDENTITY, "identity", "IDENTITY", "of the client in mesh TLS: workload, none or a principal" },
	{ 'X', "request", "METHOD", "method" },
	{ 'H', "header", "LINE", "add a header 'Name: value' (repeat)" },
	{ 'd', "data", "DATA", "send a body: POST unless -X says otherwise" },
	{ 'I', "head", NULL, "HEAD" },
	{ 'k', "insecure", NULL, "accepted and without effect, as no certificate is checked" },
	{ 'u', "user", "NAME:PASS", "basic authorization" },
	{ OPT_RESOLVE, "resolve", "HOST:PORT:ADDR", "dial ADDR for HOST" },
	{ OPT_HTTP2, "http2", NULL, "HTTP/2" },
	{ OPT_CERT, "cert", "DNS-NAME", "client certificate for that name" },
	{ OPT_SNI, "sni", "NAME", "server name in TLS, or none" },
	{ OPT_CLAIMS, "claims", "JSON", "claims of the bearer token, taken as valid" },
	{ OPT_EXT_AUTHZ, "ext-authz", "VERDICT", "what external authorizers say: allow or deny" },
	{ OPT_REQUESTS, "requests", "FILE", "send every request of FILE: one JSON object a line, or a list in YAML" },
	{ OPT_FLIPS, "flips", NULL, "what would make a failed request pass, in files of requests and JSON too" },
	{ OPT_SHOW_SECRETS, "show-secrets", NULL, "do not hide tokens, passwords and cookies" },
	{ OPT_ASCII, "ascii", NULL, "draw with ASCII" },
};

struct own {
	struct mw_request request;
	MW_VEC(struct mw_request_header) headers;
	const char *requests;
	const char *resolve;
	struct mw_session_options session;
	bool ascii, flips, show_secrets;
};

static struct own *
own(struct mw_args *a)
{
	return a->own;
}

static bool
take_header(struct mw_args *a, const char *line)
{
	struct own *o = own(a);
	size_t len = strcspn(line, ":;");
	struct mw_request_header h;

	if (len == 0 || line[len] == '\0') {
		mw_usage_error(a, "'%s' is no header: write 'Name: value'",
		    line);
		return false;
	}
	if (strcspn(line, " \t") < len || line[strcspn(line, "\r\n")] != '\0') {
		mw_usage_error(a, "a header is one line, and its name has no "
		    "blank");
		return false;
	}
	h.name = mw_arena_text(a->arena, line, len);
	line += len + 1;
	h.value = line + strspn(line, " \t");
	if (mw_str_case_eq(h.name, "host"))
		o->request.host = h.value;
	else
		mw_vec_push(a->arena, &o->headers, h);
	return true;
}

static void
base64(struct mw_buf *out, const unsigned char *s, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		unsigned v = (unsigned)s[i] << 16;

		if (i + 1 < len)
			v |= (unsigned)s[i + 1] << 8;
		if (i + 2 < len)
			v |= s[i + 2];
		mw_buf_addc(out, digits[v >> 18]);
		mw_buf_addc(out, digits[v >> 12 & 63]);
		mw_buf_addc(out, i + 1 < len ? digits[v >> 6 & 63] : '=');
		mw_buf_addc(out, i + 2 < len ? digits[v & 63] : '=');
	}
}

static void
take_user(struct mw_args *a, const char *user)
{
	struct mw_buf b = { 0 };
	struct mw_request_header h = { .name = "authorization" };

	mw_buf_adds(&b, "Basic ");
	base64(&b, (const unsigned char *)user, strlen(user));
	h.value = mw_arena_strdup(a->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	mw_vec_push(a->arena, &own(a)->headers, h);
}

static bool
take_claims(struct mw_args *a, const char *value)
{
	json_t *j = json_loads(value, 0, NULL);
	bool good = json_is_object(j);

	json_decref(j);
	if (!good)
		mw_usage_error(a, "--claims wants a JSON object");
	own(a)->request.claims = value;
	return good;
}

static bool
take_source(struct mw_args *a, const char *value)
{
	unsigned char address[sizeof(struct in6_addr)];

	if (inet_pton(AF_INET, value, address) != 1 &&
	    inet_pton(AF_INET6, value, address) != 1) {
		mw_usage_error(a, "'%s' is no IP address", value);
		return false;
	}
	own(a)->request.source = value;
	return true;
}

static bool
take_identity(struct mw_args *a, const char *value)
{
	const char *error;

	if (mw_request_set_identity(a->arena, &own(a)->request, value, &error))
		return true;
	mw_usage_error(a, "%s", error);
	return false;
}

static bool
take_method(struct mw_args *a, const char *value)
{
	if (*value == '\0') {
		mw_usage_error(a, "a method is not empty");
		return false;
	}
	own(a)->request.method = value;
	return true;
}

/* HOST:PORT:ADDR, as curl has it. */
static bool
take_resolve(struct mw_args *a, const char *value)
{
	const char *port = strchr(value, ':');
	const char *address = port != NULL ? strchr(port + 1, ':') : NULL;

	if (address == NULL || address[1] == '\0') {
		mw_usage_error(a, "'%s' is not HOST:PORT:ADDRESS", value);
		return false;
	}
	own(a)->resolve = value;
	return true;
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	struct own *o = own(a);

	switch (id) {
	case OPT_FROM:
		o->request.from = value;
		break;
	case OPT_SOURCE:
		return take_source(a, value);
	case OPT_IDENTITY:
		return take_identity(a, value);
	case 'X':
		return take_method(a, value);
	case 'H':
		return take_header(a, value);
	case 'd':
		if (o->request.method == NULL)
			o->request.method = "POST";
		break;
	case 'I':
		o->request.method = "HEAD";
		break;
	case 'u':
		take_user(a, value);
		break;
	case OPT_RESOLVE:
		return take_resolve(a, value);
	case OPT_HTTP2:
		o->request.http2 = true;
		break;
	case OPT_CERT:
		o->request.client_cert = value;
		break;
	case OPT_SNI:
		o->request.sni = value;
		break;
	case OPT_CLAIMS:
		return take_claims(a, value);
	case OPT_EXT_AUTHZ:
		return mw_take_verdict(a, value, &o->session);
	case OPT_REQUESTS:
		o->requests = value;
		break;
	case OPT_FLIPS:
		o->flips = true;
		break;
	case OPT_SHOW_SECRETS:
		o->show_secrets = true;
		break;
	case OPT_ASCII:
		o->ascii = true;
		break;
	default:
		break;
	}
	return true;
}

/* Claims need a token to stand in; any will do. */
static void
add_token(struct mw_args *a)
{
	const struct mw_request_header h = { "authorization",
		"Bearer claims" };
	struct own *o = own(a);

	for (size_t i = 0; i < o->headers.n; i++) {
		if (mw_str_case_eq(o->headers.v[i].name, "authorization"))
			return;
	}
	mw_vec_push(a->arena, &o->headers, h);
}

/* ---- one request ------------------------------------------------------------------ */

/* HOST:PORT:ADDR for the host and port of the URL changes what is dialled. */
static void
apply_resolve(struct mw_args *a, struct mw_request *r, const char *resolve)
{
	size_t host = strcspn(resolve, ":");
	long long port;
	const char *colon;

	if (resolve[host] == '\0' || strlen(r->to) != host ||
	    strncmp(resolve, r->to, host) != 0)
		return;
	colon = strchr(resolve + host + 1, ':');
	if (colon == NULL || !mw_str_to_int(mw_arena_text(a->arena,
	    resolve + host + 1, (size_t)(colon - resolve) - host - 1), &port) ||
	    port != (long long)r->port)
		return;
	if (r->host == NULL)
		r->host = r->port == 80 || r->port == 443 ? r->to
		    : mw_arena_printf(a->arena, "%s:%u", r->to, r->port);
	r->to = colon + 1;
}

/* An answer with all that is told beside it. */
struct told {
	const struct mw_answer *answer;
	const struct mw_secrets *secrets;
	const struct mw_flip *flips;
	size_t n_flips;
	const struct mw_suggestion *suggestions;
	size_t n_suggestions;
};

/* What would make it pass in the manifests: each is a mesh of its own. */
static void
tell_suggestions(struct mw_args *a, struct mw_session *s, struct told *t,
    struct mw_arena *arena)
{
	struct mw_suggest *x = mw_suggest_new(s, &a->mesh, t->answer->request,
	    arena);

	while (x != NULL && mw_suggest_step(x))
		continue;
	mw_suggest_end(x);
	if (x != NULL)
		t->suggestions = mw_suggest_found(x, &t->n_suggestions);
}

static struct told
tell(const struct own *o, struct mw_session *s, const struct mw_answer *answer,
    struct mw_arena *arena, bool flips)
{
	struct told t = { .answer = answer };

	if (!o->show_secrets)
		t.secrets = mw_secrets_of(answer, arena);
	if (flips)
		t.flips = mw_flip_search(s, answer->request, arena,
		    &t.n_flips);
	return t;
}

static void
print_json(const struct told *t, bool steps, bool pretty)
{
	const struct mw_json_options shape = { .steps = steps,
		.secrets = t->secrets, .record = !pretty };
	json_t *j = mw_answer_json(t->answer, &shape);
	char *dump;

	if (t->n_flips > 0)
		json_object_set_new(j, "would_pass", mw_flips_json(t->flips,
		    t->n_flips, t->secrets));
	if (t->n_suggestions > 0)
		json_object_set_new(j, "would_pass_with", mw_suggestions_json(
		    t->suggestions, t->n_suggestions, t->secrets));
	dump = json_dumps(j, pretty ? JSON_INDENT(2) : JSON_COMPACT);
	puts(dump != NULL ? dump : "{}");
	free(dump);
	json_decref(j);
}

static void
print_text(struct mw_args *a, const struct told *t)
{
	const struct mw_text_options text = {
		.color = mw_use_color(a, stdout),
		.ascii = own(a)->ascii || mw_use_ascii(),
		.verbose = a->verbose,
		.secrets = t->secrets,
		.flips = t->flips,
		.n_flips = t->n_flips,
		.suggestions = t->suggestions,
		.n_suggestions = t->n_suggestions,
	};

	mw_answer_text(t->answer, &text, stdout);
}

static int
code_of(const struct mw_answer *answer)
{
	if (answer->error != NULL)
		return MW_EXIT_UNDECIDED;
	return mw_answer_is_good(answer) ? MW_EXIT_OK : MW_EXIT_FINDINGS;
}

static void
suggest_client(const struct mw_mesh *m, const char *from)
{
	size_t n = 0;
	const char **names = mw_xcalloc(m->n_workloads + 1, sizeof(*names));
	char **made = mw_xcalloc(m->n_workloads + 1, sizeof(*made));
	const char *near;

	for (size_t i = 0; i < m->n_workloads; i++) {
		struct mw_buf b = { 0 };

		mw_buf_printf(&b, "%s/%s", m->workloads[i]->ns,
		    m->workloads[i]->name);
		made[n] = mw_buf_steal(&b);
		names[n] = made[n];
		n++;
	}
	near = mw_str_nearest(from, names, n);
	if (near != NULL)
		fprintf(stderr, "  hint: did you mean '%s'?\n", near);
	for (size_t i = 0; i < n; i++)
		free(made[i]);
	free(made);
	free(names);
}

static int
send_one(struct mw_args *a, struct mw_session *s)
{
	struct own *o = own(a);
	bool json = strcmp(a->output, "text") != 0;
	const struct mw_answer *answer;
	const char *note;
	struct told t;

	mw_guess_client(mw_session_mesh(s), a->arena, &o->request, a->ns,
	    &note);
	mw_request_complete(a->arena, &o->request);
	answer = mw_session_send(s, &o->request, a->arena,
	    !json || a->verbose > 0);
	if (answer->error != NULL) {	/* --from names nobody */
		fprintf(stderr, "meshwalk: %s\n", answer->error);
		suggest_client(mw_session_mesh(s), o->request.from);
		return MW_EXIT_USAGE;
	}
	t = tell(o, s, answer, a->arena, !json || o->flips || a->verbose > 0);
	if (!json || o->flips || (strcmp(a->output, "json") == 0 &&
	    a->verbose > 0))
		tell_suggestions(a, s, &t, a->arena);
	if (json) {
		print_json(&t, a->verbose > 0, strcmp(a->output, "json") == 0);
	} else {
		if (note != NULL && !a->quiet)
			fprintf(stderr, "note: %s\n", note);
		print_text(a, &t);
	}
	return code_of(answer);
}

/* ---- a file of requests ------------------------------------------------------------ */

static int
send_listed(struct mw_args *a, struct mw_session *s,
    const struct mw_request *r, struct mw_arena *arena)
{
	struct own *o = own(a);
	bool json = strcmp(a->output, "text") != 0;
	const struct mw_answer *answer = mw_session_send(s, r, arena,
	    !json || a->verbose > 0);
	struct told t = tell(o, s, answer, arena, o->flips || (json &&
	    a->verbose > 0));

	if (o->flips)
		tell_suggestions(a, s, &t, arena);
	if (json)
		print_json(&t, a->verbose > 0, false);
	else
		print_text(a, &t);
	return code_of(answer);
}

static int
send_line(struct mw_args *a, struct mw_session *s, const char *line,
    size_t len, unsigned number)
{
	struct mw_arena *arena = mw_arena_new();
	const char *error;
	struct mw_request *r = mw_request_parse(arena, line, len, &error);
	int code = MW_EXIT_INPUT;

	if (r != NULL)
		code = send_listed(a, s, r, arena);
	else
		fprintf(stderr, "%s:%u: error: %s\n", own(a)->requests,
		    number, error);
	mw_arena_free(arena);
	return code;
}

/* One answer follows each line: a program may be waiting for it. */
static int
send_lines(struct mw_args *a, struct mw_session *s, FILE *f)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;
	unsigned number = 0;
	int worst = MW_EXIT_OK;

	while ((len = getline(&line, &cap, f)) >= 0) {
		int code;

		number++;
		if (strspn(line, " \t\r\n") == (size_t)len)
			continue;
		code = send_line(a, s, line, (size_t)len, number);
		if (code > worst)
			worst = code;
	}
	free(line);
	return worst;
}

static int
send_list(struct mw_args *a, struct mw_session *s, FILE *f)
{
	struct mw_buf text = { 0 };
	const struct mw_kept_list *l;
	char chunk[4096];
	int worst = MW_EXIT_OK;

	for (size_t n; (n = fread(chunk, 1, sizeof(chunk), f)) > 0 &&
	     text.len <= a->mesh.limits.file_bytes;)
		mw_buf_add(&text, chunk, n);
	l = mw_kept_read(a->arena, own(a)->requests, mw_buf_text(&text),
	    text.len);
	mw_buf_release(&text);
	for (size_t i = 0; i < l->errors.n; i++)
		mw_print_kept_error(&l->errors.v[i]);
	if (l->errors.n > 0)
		worst = MW_EXIT_INPUT;
	for (size_t i = 0; i < l->n; i++) {
		struct mw_arena *arena = mw_arena_new();
		int code = send_listed(a, s, mw_kept_request(&l->v[i],
		    mw_session_mesh(s), arena), arena);

		if (code > worst)
			worst = code;
		mw_arena_free(arena);
	}
	return worst;
}

static int
send_file(struct mw_args *a, struct mw_session *s)
{
	const char *name = own(a)->requests;
	bool standard = strcmp(name, "-") == 0;
	FILE *f = standard ? stdin : fopen(name, "r");
	int c, code;

	if (f == NULL) {
		fprintf(stderr, "meshwalk: %s: %s\n", name, strerror(errno));
		return MW_EXIT_INPUT;
	}
	c = getc(f);
	ungetc(c, f);
	/* a list in YAML begins with a '-', a comment or a key */
	code = c == '-' || c == '#' || c == '[' || isalpha(c)
	    ? send_list(a, s, f) : send_lines(a, s, f);
	if (!standard)
		fclose(f);
	return code;
}

/* The last word is the URL; a path there means that it was left out. */
static int
take_url(struct mw_args *a)
{
	struct own *o = own(a);
	const char *word, *error;
	struct stat st;

	if (a->words.n == 0)
		return mw_usage_error(a, "there is no URL");
	word = a->words.v[--a->words.n];
	if (strstr(word, "://") == NULL && stat(word, &st) == 0)
		return mw_usage_error(a, "'%s' is a path, and the URL comes "
		    "last", word);
	if (!mw_request_set_url(a->arena, &o->request, word, &error))
		return mw_usage_error(a, "'%s' is no URL: %s", word, error);
	o->request.id = "1";
	if (o->request.claims != NULL)
		add_token(a);
	o->request.headers = o->headers.v;
	o->request.n_headers = o->headers.n;
	if (o->resolve != NULL)
		apply_resolve(a, &o->request, o->resolve);
	return MW_EXIT_OK;
}

static int
run(struct mw_args *a)
{
	struct own *o = own(a);
	const struct mw_mesh *m;
	struct mw_session *s;
	int64_t port;
	int code;

	if (!mw_args_output(a, o->requests != NULL ? "jsonl|json|text"
	    : "text|json|jsonl"))
		return MW_EXIT_USAGE;
	code = o->requests == NULL ? take_url(a) : MW_EXIT_OK;
	if (code != MW_EXIT_OK)
		return code;
	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	port = (int64_t)o->request.port;
	if (port > 0) {		/* an assumed service has it */
		a->mesh.ports = &port;
		a->mesh.n_ports = 1;
	}
	m = mw_args_load(a, &code);
	if (m == NULL)
		return code;
	s = mw_session_new(m, &o->session);
	code = o->requests != NULL ? send_file(a, s) : send_one(a, s);
	mw_session_free(s);
	mw_mesh_free(m);
	return code;
}

const struct mw_command mw_cmd_send = {
	.name = "send",
	.usage = "[PATH...] URL",
	.summary = "Send a request through the mesh and say what happens to it and why",
	.help = "The options are those of curl where curl has them.  A URL is http, https, tcp\n"
	    "or tls.  Without --from, a host that a gateway serves is asked from outside,\n"
	    "and a host of the mesh from its first workload with a sidecar.",
	.options = options,
	.n_options = MW_LEN(options),
	.own = sizeof(struct own),
	.option = take,
	.run = run,
};
