/*
 * test-whatif.c - changes laid over a mesh, the patch, two answers compared.
 */
#include "whatif/whatif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "yaml/node.h"

static const char world[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: api, namespace: shop}\n"
    "spec: {clusterIP: 10.9.0.1, selector: {app: api}, ports: [{name: http, "
    "port: 80, targetPort: 8080}]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: api, namespace: shop, labels: {app: api}}\n"
    "spec: {containers: [{name: c, image: x, ports: [{containerPort: "
    "8080}]}]}\n"
    "status: {podIP: 10.1.0.1}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: web, namespace: shop, labels: {app: web}}\n"
    "spec: {containers: [{name: c, image: x}]}\n"
    "status: {podIP: 10.1.0.2}\n"
    "---\n"
    "# who may\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata:\n"
    "  name: deny\n"
    "  namespace: shop\n"
    "spec:\n"
    "  action: DENY\n"
    "  rules:\n"
    "  - to:\n"
    "    - operation: {paths: ['/a*', \"/b\"], ports: [\"8080\"]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: List\n"
    "items:\n"
    "- apiVersion: security.istio.io/v1\n"
    "  kind: PeerAuthentication\n"
    "  metadata: {name: default, namespace: shop}\n"
    "  spec:\n"
    "    mtls:\n"
    "      mode: STRICT\n"
    "- {apiVersion: v1, kind: Namespace, metadata: {name: other}}\n";

struct fixture {
	const struct mw_mesh *mesh;
	struct mw_whatif *w;
	struct mw_mesh_options options;
};

static int
setup(void **state)
{
	static struct fixture f;
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	f.options = options;
	f.mesh = mw_mesh_load_text("w.yaml", world, strlen(world), &options);
	f.w = mw_whatif_new();
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	mw_whatif_free(f->w);
	mw_mesh_free(f->mesh);
	return 0;
}

static const struct mw_object *
object(const struct mw_mesh *m, const char *kind, const char *name)
{
	for (size_t i = 0; i < m->all.n; i++) {
		if (strcmp(m->all.v[i]->kind_name, kind) == 0 &&
		    strcmp(m->all.v[i]->name, name) == 0)
			return m->all.v[i];
	}
	return NULL;
}

static const struct mw_mesh *
laid(const struct fixture *f)
{
	size_t lost;
	const struct mw_mesh *m = mw_whatif_mesh(f->w, f->mesh, &f->options,
	    &lost);

	assert_int_equal(lost, 0);
	return m;
}

static void
test_disable(void **state)
{
	struct fixture *f = *state;
	const struct mw_object *deny = object(f->mesh, "AuthorizationPolicy",
	    "deny");
	const struct mw_object *pa = object(f->mesh, "PeerAuthentication",
	    "default");
	const struct mw_mesh *m;

	assert_true(mw_whatif_disable(f->w, deny));
	m = laid(f);
	assert_null(object(m, "AuthorizationPolicy", "deny"));
	assert_int_equal(m->all.n, f->mesh->all.n - 1);
	/* what is behind it stays on its lines */
	assert_int_equal(mw_node_span(object(m, "PeerAuthentication",
	    "default")->root).line, mw_node_span(pa->root).line);
	assert_string_equal(mw_node_span(object(m, "Pod", "web")->root).file,
	    "w.yaml");
	mw_mesh_free(m);

	/* an item of a list */
	assert_true(mw_whatif_disable(f->w, pa));
	m = laid(f);
	assert_null(object(m, "PeerAuthentication", "default"));
	assert_non_null(object(m, "Namespace", "other"));
	assert_int_equal(m->diags.n, f->mesh->diags.n);
	mw_mesh_free(m);

	assert_false(mw_whatif_disable(f->w, deny));
	assert_int_equal(mw_whatif_count(f->w), 1);
	m = laid(f);
	assert_non_null(object(m, "AuthorizationPolicy", "deny"));
	mw_mesh_free(m);
}

/* Files with absolute names are told from the folder they have in common. */
static void
test_patch_names(void **state)
{
	static const char one[] = "apiVersion: v1\nkind: Namespace\n"
	    "metadata: {name: one}\n";
	static const char two[] = "apiVersion: v1\nkind: Namespace\n"
	    "metadata: {name: two}\n";
	const struct mw_named_text texts[] = {
		{ .name = "/w/x/one.yaml", .text = one,
		    .len = sizeof(one) - 1 },
		{ .name = "/w/x/more/two.yaml", .text = two,
		    .len = sizeof(two) - 1 },
	};
	const struct mw_mesh *m = mw_mesh_load_sources(texts, 2, NULL);
	struct mw_whatif *w = mw_whatif_new();
	struct mw_buf b = { 0 };

	(void)state;
	mw_whatif_disable(w, object(m, "Namespace", "two"));
	mw_whatif_patch(w, m, &b);
	assert_non_null(strstr(mw_buf_text(&b),
	    "--- a/more/two.yaml\n+++ b/more/two.yaml\n"));
	mw_buf_release(&b);
	mw_whatif_free(w);
	mw_mesh_free(m);
}

/* Done at once, undone at once. */
static void
test_join(void **state)
{
	struct fixture *f = *state;
	const struct mw_object *deny = object(f->mesh, "AuthorizationPolicy",
	    "deny");
	const struct mw_object *pa = object(f->mesh, "PeerAuthentication",
	    "default");
	struct mw_buf b = { 0 };
	size_t step;

	mw_whatif_drop(f->w);
	step = mw_whatif_step(f->w);
	mw_whatif_join(f->w, step);		/* nothing yet */
	assert_int_equal(mw_whatif_step(f->w), step);
	mw_whatif_disable(f->w, deny);
	mw_whatif_disable(f->w, pa);
	mw_whatif_join(f->w, step);
	assert_int_equal(mw_whatif_step(f->w), step + 1);
	assert_int_equal(mw_whatif_count(f->w), 2);
	mw_whatif_print_step(f->w, step + 1, &b);
	assert_non_null(strstr(mw_buf_text(&b), "; PeerAuthentication"));
	assert_true(mw_whatif_undo(f->w));
	assert_int_equal(mw_whatif_count(f->w), 0);
	assert_true(mw_whatif_redo(f->w));
	assert_int_equal(mw_whatif_count(f->w), 2);
	mw_buf_release(&b);
}

static void
test_undo(void **state)
{
	struct fixture *f = *state;
	const struct mw_object *deny = object(f->mesh, "AuthorizationPolicy",
	    "deny");

	assert_false(mw_whatif_undo(f->w));
	mw_whatif_disable(f->w, deny);
	mw_whatif_drop(f->w);
	assert_int_equal(mw_whatif_count(f->w), 0);
	assert_true(mw_whatif_undo(f->w));
	assert_int_equal(mw_whatif_count(f->w), 1);
	assert_true(mw_whatif_touches(f->w, deny));
	assert_true(mw_whatif_undo(f->w));
	assert_false(mw_whatif_touches(f->w, deny));
	assert_true(mw_whatif_redo(f->w));
	assert_true(mw_whatif_redo(f->w));
	assert_false(mw_whatif_redo(f->w));
	assert_int_equal(mw_whatif_count(f->w), 0);
}

static void
test_values(void **state)
{
	static const struct {
		const char *kind, *name, *path, *value;
		enum mw_node_kind reads_as;
	} rows[] = {
		{ "AuthorizationPolicy", "deny", "spec.action", "ALLOW",
		    MW_NODE_STRING },
		{ "AuthorizationPolicy", "deny",
		    "spec.rules[0].to[0].operation.paths[0]", "/it's \"x\"",
		    MW_NODE_STRING },
		{ "AuthorizationPolicy", "deny",
		    "spec.rules[0].to[0].operation.paths[1]", "/q\"\\, ]: #",
		    MW_NODE_STRING },
		{ "AuthorizationPolicy", "deny",
		    "spec.rules[0].to[0].operation.ports[0]", "9090",
		    MW_NODE_STRING },
		/* a text stays a text, a number a number */
		{ "AuthorizationPolicy", "deny", "spec.action", "true",
		    MW_NODE_STRING },
		{ "AuthorizationPolicy", "deny", "spec.action", "",
		    MW_NODE_STRING },
		{ "AuthorizationPolicy", "deny", "spec.action", "&a *b !c",
		    MW_NODE_STRING },
		{ "Service", "api", "spec.ports[0].port", "81", MW_NODE_INT },
		{ "Service", "api", "spec.ports[0].name", "a, b: c}",
		    MW_NODE_STRING },
		{ "PeerAuthentication", "default", "spec.mtls.mode",
		    "PERMISSIVE", MW_NODE_STRING },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct mw_object *o = object(f->mesh, rows[i].kind,
		    rows[i].name);
		const struct mw_node *n = mw_node_find(o->root, rows[i].path);
		const struct mw_mesh *m;

		assert_null(mw_whatif_refuses(o, n));
		assert_true(mw_whatif_value(f->w, o, n, rows[i].value));
		m = laid(f);
		o = object(m, rows[i].kind, rows[i].name);
		assert_non_null(o);
		n = mw_node_find(o->root, rows[i].path);
		assert_string_equal(mw_node_text(n), rows[i].value);
		assert_int_equal(mw_node_kind(n), rows[i].reads_as);
		mw_mesh_free(m);
		mw_whatif_drop(f->w);
	}
}

static void
test_value_back(void **state)
{
	struct fixture *f = *state;
	const struct mw_object *o = object(f->mesh, "PeerAuthentication",
	    "default");
	const struct mw_node *n = mw_node_find(o->root, "spec.mtls.mode");

	assert_false(mw_whatif_value(f->w, o, n, "STRICT"));
	assert_true(mw_whatif_value(f->w, o, n, "DISABLE"));
	assert_true(mw_whatif_value(f->w, o, n, "PERMISSIVE"));
	assert_int_equal(mw_whatif_count(f->w), 1);
	assert_false(mw_whatif_value(f->w, o, n, "STRICT"));
	assert_int_equal(mw_whatif_count(f->w), 0);
	assert_non_null(mw_whatif_refuses(o, mw_node_find(o->root,
	    "spec.mtls")));
	assert_non_null(mw_whatif_refuses(o, NULL));
}

static void
test_patch(void **state)
{
	struct fixture *f = *state;
	struct mw_buf b = { 0 };
	const struct mw_object *pa = object(f->mesh, "PeerAuthentication",
	    "default");

	mw_whatif_disable(f->w, object(f->mesh, "AuthorizationPolicy",
	    "deny"));
	mw_whatif_value(f->w, pa, mw_node_find(pa->root, "spec.mtls.mode"),
	    "PERMISSIVE");
	mw_whatif_patch(f->w, f->mesh, &b);
	assert_string_equal(mw_buf_text(&b),
	    "--- a/w.yaml\n"
	    "+++ b/w.yaml\n"
	    "@@ -20,16 +20,6 @@\n"
	    " status: {podIP: 10.1.0.2}\n"
	    " ---\n"
	    " # who may\n"
	    "-apiVersion: security.istio.io/v1\n"
	    "-kind: AuthorizationPolicy\n"
	    "-metadata:\n"
	    "-  name: deny\n"
	    "-  namespace: shop\n"
	    "-spec:\n"
	    "-  action: DENY\n"
	    "-  rules:\n"
	    "-  - to:\n"
	    "-    - operation: {paths: ['/a*', \"/b\"], ports: [\"8080\"]}\n"
	    " ---\n"
	    " apiVersion: v1\n"
	    " kind: List\n"
	    "@@ -39,5 +29,5 @@\n"
	    "   metadata: {name: default, namespace: shop}\n"
	    "   spec:\n"
	    "     mtls:\n"
	    "-      mode: STRICT\n"
	    "+      mode: PERMISSIVE\n"
	    " - {apiVersion: v1, kind: Namespace, metadata: {name: other}}\n");
	mw_buf_release(&b);
}

/* A whole text: comments too, one step, only its lines in the patch. */
static void
test_replace(void **state)
{
	struct fixture *f = *state;
	const struct mw_object *o = object(f->mesh, "AuthorizationPolicy",
	    "deny");
	const struct mw_node *action = mw_node_find(o->root, "spec.action");
	struct mw_arena *arena = mw_arena_new();
	const struct mw_mesh *m;
	struct mw_buf b = { 0 }, patch = { 0 };
	unsigned line;
	char *at;

	/* what was tried before is in the text, and goes into it */
	assert_true(mw_whatif_value(f->w, o, action, "AUDIT"));
	assert_true(mw_whatif_text(f->w, o, &b, &line));
	assert_int_equal(line, 22);
	assert_memory_equal(mw_buf_text(&b), "# who may\napiVersion:", 21);
	at = strstr(b.data, "AUDIT");
	assert_non_null(at);
	memcpy(at, "ALLOW", 5);
	mw_buf_adds(&b, "  - {}\n");
	assert_null(mw_whatif_replace(f->w, o, mw_buf_text(&b), b.len, NULL,
	    arena));
	assert_int_equal(mw_whatif_count(f->w), 1);
	m = laid(f);
	o = object(m, "AuthorizationPolicy", "deny");
	assert_string_equal(mw_node_text(mw_node_find(o->root, "spec.action")),
	    "ALLOW");
	assert_int_equal(mw_node_count(mw_node_find(o->root, "spec.rules")),
	    2);
	assert_non_null(object(m, "PeerAuthentication", "default"));
	mw_mesh_free(m);
	mw_whatif_patch(f->w, f->mesh, &patch);
	assert_string_equal(mw_buf_text(&patch),
	    "--- a/w.yaml\n"
	    "+++ b/w.yaml\n"
	    "@@ -26,7 +26,7 @@\n"
	    "   name: deny\n"
	    "   namespace: shop\n"
	    " spec:\n"
	    "-  action: DENY\n"
	    "+  action: ALLOW\n"
	    "   rules:\n"
	    "   - to:\n"
	    "     - operation: {paths: ['/a*', \"/b\"], ports: [\"8080\"]}\n"
	    "@@ -33,3 +33,4 @@\n"
	    "+  - {}\n"
	    " ---\n"
	    " apiVersion: v1\n"
	    " kind: List\n");
	mw_whatif_undo(f->w);
	assert_int_equal(mw_whatif_at(f->w, 0)->kind, MW_WHATIF_VALUE);
	mw_whatif_undo(f->w);
	assert_int_equal(mw_whatif_count(f->w), 0);
	mw_buf_release(&b);
	mw_buf_release(&patch);
	mw_arena_free(arena);
}

/* An item of a list keeps its indent; more documents go to the end. */
static void
test_replace_item(void **state)
{
	static const char text[] =
	    "apiVersion: security.istio.io/v1\n"
	    "kind: PeerAuthentication\n"
	    "metadata: {name: default, namespace: shop}\n"
	    "spec: {mtls: {mode: DISABLE}}\n"
	    "---\n"
	    "apiVersion: v1\n"
	    "kind: Namespace\n"
	    "metadata: {name: new}\n";
	struct fixture *f = *state;
	const struct mw_object *o = object(f->mesh, "PeerAuthentication",
	    "default");
	struct mw_arena *arena = mw_arena_new();
	const struct mw_mesh *m;
	struct mw_buf b = { 0 };
	unsigned line;

	assert_true(mw_whatif_text(f->w, o, &b, &line));
	assert_string_equal(mw_buf_text(&b),
	    "apiVersion: security.istio.io/v1\n"
	    "kind: PeerAuthentication\n"
	    "metadata: {name: default, namespace: shop}\n"
	    "spec:\n  mtls:\n    mode: STRICT\n");
	assert_null(mw_whatif_replace(f->w, o, text, strlen(text), NULL,
	    arena));
	assert_int_equal(mw_whatif_count(f->w), 2);
	m = laid(f);
	o = object(m, "PeerAuthentication", "default");
	assert_string_equal(mw_node_text(mw_node_find(o->root,
	    "spec.mtls.mode")), "DISABLE");
	assert_non_null(object(m, "Namespace", "other"));
	assert_non_null(object(m, "Namespace", "new"));
	assert_int_equal(m->diags.n, f->mesh->diags.n);
	mw_mesh_free(m);
	/* both are one step */
	mw_whatif_undo(f->w);
	assert_int_equal(mw_whatif_count(f->w), 0);
	mw_buf_release(&b);
	mw_arena_free(arena);
}

static void
test_replace_refused(void **state)
{
	static const struct {
		const char *text, *error;
	} rows[] = {
		{ "", "no document" },
		{ "# nothing\n", "no document" },
		{ "a: [1,\n", "line " },
		{ "kind: X\n b: c\n", "line 2" },
		{ "- 1\n", "no kind" },
		{ "a: b\n", "no kind" },
		{ "kind: X\n---\n- 2\n", "line 3" },
	};
	struct fixture *f = *state;
	const struct mw_object *o = object(f->mesh, "AuthorizationPolicy",
	    "deny");
	struct mw_arena *arena = mw_arena_new();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *error = mw_whatif_replace(f->w, o, rows[i].text,
		    strlen(rows[i].text), NULL, arena);

		assert_non_null(error);
		if (strstr(error, rows[i].error) == NULL)
			fail_msg("%s: %s", rows[i].text, error);
		assert_int_equal(mw_whatif_count(f->w), 0);
	}
	mw_arena_free(arena);
}

/* The file says something else meanwhile: nothing is written over it. */
static void
test_replace_lost(void **state)
{
	static const char text[] = "kind: AuthorizationPolicy\n";
	struct fixture *f = *state;
	const struct mw_object *o = object(f->mesh, "AuthorizationPolicy",
	    "deny");
	struct mw_arena *arena = mw_arena_new();
	char changed[sizeof(world)];
	const struct mw_mesh *other;

	assert_null(mw_whatif_replace(f->w, o, text, strlen(text), NULL,
	    arena));
	memcpy(changed, world, sizeof(world));
	memcpy(strstr(changed, "action: DENY"), "action: DENZ", 12);
	other = mw_mesh_load_text("w.yaml", changed, strlen(changed),
	    &f->options);
	assert_false(mw_whatif_fits(f->w, other, 0));
	assert_true(mw_whatif_fits(f->w, f->mesh, 0));
	mw_mesh_free(other);
	mw_arena_free(arena);
}

/* Over files that were loaded again, what does not fit is told. */
static void
test_lost(void **state)
{
	struct fixture *f = *state;
	const struct mw_mesh *other = mw_mesh_load_text("w.yaml", world, 120,
	    &f->options), *m;
	size_t lost;

	mw_whatif_disable(f->w, object(f->mesh, "AuthorizationPolicy",
	    "deny"));
	m = mw_whatif_mesh(f->w, other, &f->options, &lost);
	assert_int_equal(lost, 1);
	assert_false(mw_whatif_fits(f->w, other, 0));
	assert_true(mw_whatif_fits(f->w, f->mesh, 0));
	mw_mesh_free(m);
	mw_mesh_free(other);
}

/* Two documents of one name: the other one in force, and back. */
static void
test_variant(void **state)
{
	static const char twice[] =
	    "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: "
	    "{x: one}}\n---\n"
	    "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: "
	    "{x: two}}\n";
	struct fixture *f = *state;
	const struct mw_mesh *m = mw_mesh_load_text("v.yaml", twice,
	    strlen(twice), &f->options), *made;
	const struct mw_object *o = m->all.v[0];
	size_t lost;

	assert_non_null(o->superseded_by);
	assert_true(mw_whatif_choose(f->w, o));
	made = mw_whatif_mesh(f->w, m, &f->options, &lost);
	assert_int_equal(lost, 0);
	assert_null(made->all.v[0]->superseded_by);
	assert_non_null(made->all.v[1]->superseded_by);
	assert_ptr_equal(mw_whatif_same_object(m, made->all.v[0]), o);
	mw_mesh_free(made);
	assert_false(mw_whatif_choose(f->w, o));
	assert_int_equal(mw_whatif_count(f->w), 0);
	mw_mesh_free(m);
}

static void
test_compare(void **state)
{
	struct fixture *f = *state;
	struct mw_arena *arena = mw_arena_new();
	struct mw_request r = { .id = "1", .from = "shop/web", .to = "api",
		.port = 80, .path = "/a/1" };
	const struct mw_mesh *m;
	struct mw_session *s[2];
	const struct mw_answer *a[2];
	const struct mw_comparison *c;
	bool authz = false;

	mw_request_complete(arena, &r);
	mw_whatif_disable(f->w, object(f->mesh, "AuthorizationPolicy",
	    "deny"));
	m = laid(f);
	s[0] = mw_session_new(f->mesh, NULL);
	s[1] = mw_session_new(m, NULL);
	for (int i = 0; i < 2; i++)
		a[i] = mw_session_send(s[i], &r, arena, true);
	c = mw_compare_answers(a[0], a[0], arena);
	assert_int_equal(c->n_differences, 0);
	assert_false(c->verdict_differs);
	assert_int_equal(c->first, SIZE_MAX);

	c = mw_compare_answers(a[0], a[1], arena);
	assert_true(c->verdict_differs);
	assert_false(c->good[0]);
	assert_true(c->good[1]);
	assert_memory_equal(c->verdict[0], "DENIED", 6);
	assert_memory_equal(c->verdict[1], "ALLOWED", 7);
	assert_true(c->first < c->n && c->v[c->first].differs);
	for (size_t i = 0; i < c->n; i++) {
		const struct mw_compare_row *row = &c->v[i];

		if (row->what != MW_COMPARE_STEP || !row->differs)
			continue;
		assert_true(i >= c->first);
		for (int k = 0; k < 2; k++) {
			if (row->text[k] != NULL && row->hop[k]->steps->v[
			    row->step[k]].stage == MW_STAGE_AUTHZ)
				authz = true;
		}
	}
	assert_true(authz);
	for (int i = 0; i < 2; i++)
		mw_session_free(s[i]);
	mw_mesh_free(m);
	mw_arena_free(arena);
}

static void
test_witnesses(void **state)
{
	struct fixture *f = *state;
	struct mw_arena *arena = mw_arena_new();
	const struct mw_request *const *v;
	size_t n;
	bool path = false;

	v = mw_witnesses(f->mesh, arena, &n);
	assert_true(n >= 2);
	for (size_t i = 0; i < n; i++)
		path = path || strcmp(v[i]->path, "/ax") == 0;
	assert_true(path);
	mw_arena_free(arena);
}

/* Kept as text and taken up again, it is the same list. */
static void
test_kept(void **state)
{
	struct mw_whatif *w = mw_whatif_new(), *again = mw_whatif_new();
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load_text("mesh.yaml", world,
	    strlen(world), &options);
	const struct mw_object *o = mw_mesh_find(m,
	    MW_KIND_AUTHORIZATION_POLICY, "shop", "deny");
	struct mw_buf text = { 0 }, other = { 0 };

	(void)state;
	assert_non_null(o);
	assert_true(mw_whatif_disable(w, o));
	o = mw_mesh_find(m, MW_KIND_PEER_AUTHENTICATION, "shop", "default");
	assert_true(mw_whatif_value(w, o, mw_node_find(o->root,
	    "spec.mtls.mode"), "PERMISSIVE"));
	mw_whatif_print_json(w, &text);
	assert_int_equal(mw_whatif_read_json(again, mw_buf_text(&text),
	    text.len), 2);
	mw_whatif_print_json(again, &other);
	assert_string_equal(mw_buf_text(&text), mw_buf_text(&other));
	assert_true(mw_whatif_fits(again, m, 0) && mw_whatif_fits(again, m,
	    1));
	assert_true(mw_whatif_undo(again));
	assert_int_equal(mw_whatif_count(again), 0);
	/* other texts are no list, and break nothing */
	assert_int_equal(mw_whatif_read_json(again, "", 0), 0);
	assert_int_equal(mw_whatif_read_json(again, "[1,{}]", 6), 0);
	assert_int_equal(mw_whatif_read_json(again,
	    "[{\"change\":\"value\"}]", 20), 0);
	mw_buf_release(&text);
	mw_buf_release(&other);
	mw_whatif_free(w);
	mw_whatif_free(again);
	mw_mesh_free(m);
}

/* ---- into files ---------------------------------------------------------- */

static void
check_file(const char *path, const char *text)
{
	struct mw_buf b = { 0 };

	assert_true(mw_file_read(path, 1 << 20, &b));
	assert_string_equal(mw_buf_text(&b), text);
	mw_buf_release(&b);
}

static void
test_write(void **state)
{
	static const char text[] = "\xef\xbb\xbf# first\n"
	    "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}  # a\n"
	    "---\n"
	    "# second\napiVersion: v1\nkind: Namespace\nmetadata:\n"
	    "  name: b\n  labels: {x: one}   # stays\n";
	static const char after[] = "\xef\xbb\xbf# first\n"
	    "---\n"
	    "# second\napiVersion: v1\nkind: Namespace\nmetadata:\n"
	    "  name: b\n  labels: {x: two}   # stays\n";
	struct fixture *f = *state;
	struct mw_arena *arena = mw_arena_new();
	char dir[] = "/tmp/meshwalk-write-XXXXXX", path[64], copy[160], new[160];
	const char *const paths[] = { path };
	const struct mw_whatif_file *files;
	struct mw_buf why = { 0 };
	const struct mw_object *b;
	const struct mw_mesh *m;
	bool there;
	size_t n;

	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/m.yaml", dir);
	snprintf(copy, sizeof(copy), "%s~", path);
	assert_true(mw_file_replace(path, text, strlen(text), 0644));
	m = mw_mesh_load(paths, 1, &f->options);
	b = object(m, "Namespace", "b");
	mw_whatif_disable(f->w, object(m, "Namespace", "a"));
	mw_whatif_value(f->w, b, mw_node_find(b->root, "metadata.labels.x"),
	    "two");
	files = mw_whatif_files(f->w, m, false, arena, &n);
	assert_int_equal(n, 1);
	/* only what is asked for changes; the copy is what was there */
	assert_true(mw_whatif_write(files, n, true, &why));
	check_file(path, after);
	check_file(copy, text);
	/* the file says something else now: it is not written over */
	assert_false(mw_whatif_write(files, n, false, &why));
	assert_non_null(strstr(mw_buf_text(&why), "has changed"));
	check_file(path, after);
	/* below a folder, only what is new */
	mw_buf_clear(&why);
	snprintf(new, sizeof(new), "%s/new", dir);
	assert_true(mw_whatif_write_folder(files, n, new, false, &there,
	    &why));
	assert_false(there);
	snprintf(new, sizeof(new), "%s/new%s", dir, path);
	check_file(new, after + 3);
	snprintf(new, sizeof(new), "%s/new", dir);
	/* what is there is named, and nothing is written until it may go */
	assert_false(mw_whatif_write_folder(files, n, new, false, &there,
	    &why));
	assert_true(there);
	assert_non_null(strstr(mw_buf_text(&why), "/m.yaml"));
	mw_buf_clear(&why);
	snprintf(copy, sizeof(copy), "%s/new%s", dir, path);
	assert_true(mw_file_replace(copy, "mine\n", 5, 0644));
	assert_true(mw_whatif_write_folder(files, n, new, true, &there,
	    &why));
	assert_false(there);
	check_file(copy, after + 3);
	/* what is written is no what-if any more */
	mw_whatif_settle(f->w, m);
	assert_int_equal(mw_whatif_count(f->w), 0);
	assert_false(mw_whatif_undo(f->w));
	mw_buf_release(&why);
	mw_mesh_free(m);
	mw_arena_free(arena);
	snprintf(new, sizeof(new), "rm -rf '%s'", dir);
	assert_int_equal(system(new), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kept),
		cmocka_unit_test_setup_teardown(test_disable, setup, teardown),
		cmocka_unit_test_setup_teardown(test_undo, setup, teardown),
		cmocka_unit_test_setup_teardown(test_join, setup, teardown),
		cmocka_unit_test(test_patch_names),
		cmocka_unit_test_setup_teardown(test_values, setup, teardown),
		cmocka_unit_test_setup_teardown(test_value_back, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_patch, setup, teardown),
		cmocka_unit_test_setup_teardown(test_replace, setup, teardown),
		cmocka_unit_test_setup_teardown(test_replace_item, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_replace_refused, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_replace_lost, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_lost, setup, teardown),
		cmocka_unit_test_setup_teardown(test_variant, setup, teardown),
		cmocka_unit_test_setup_teardown(test_compare, setup, teardown),
		cmocka_unit_test_setup_teardown(test_write, setup, teardown),
		cmocka_unit_test_setup_teardown(test_witnesses, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
