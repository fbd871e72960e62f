/*
 * test-spread.c - a mesh made by several threads is that of one.
 *
 * All manifests of the tests and samples, faulty ones too, at once and bit by
 * bit (which takes one thread); with SPREAD_FOLDER, those of a folder.
 */
#include "mesh/mesh.h"
#include "yaml/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *paths[2];
static size_t n_paths;

static const struct mw_mesh *
in_steps(const struct mw_mesh_options *o)
{
	struct mw_mesh_steps *s = mw_mesh_begin(paths, n_paths, o);

	while (mw_mesh_step(s))
		continue;
	return mw_mesh_end(s);
}

static void
same_span(struct mw_span a, struct mw_span b)
{
	if (a.file != NULL || b.file != NULL)
		assert_string_equal(a.file, b.file);
	assert_int_equal(a.line, b.line);
	assert_int_equal(a.column, b.column);
	assert_int_equal(a.end_line, b.end_line);
	assert_int_equal(a.end_column, b.end_column);
}

static void
same_text(const char *a, const char *b)
{
	assert_int_equal(a == NULL, b == NULL);
	if (a != NULL)
		assert_string_equal(a, b);
}

static void
same_diags(const struct mw_diags *a, const struct mw_diags *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct mw_diag *x = &a->v[i], *y = &b->v[i];

		assert_int_equal(x->id, y->id);
		assert_int_equal(x->severity, y->severity);
		same_span(x->span, y->span);
		same_text(x->object, y->object);
		same_text(x->text, y->text);
		same_text(x->hint, y->hint);
	}
}

/* What was read of it shows in what is said of it. */
static void
same_object(const struct mw_object *x, const struct mw_object *y)
{
	struct mw_buf a = { 0 }, b = { 0 };

	assert_int_equal(x->kind, y->kind);
	assert_int_equal(x->order, y->order);
	assert_int_equal(x->variant, y->variant);
	assert_int_equal(x->spec == NULL, y->spec == NULL);
	assert_int_equal(x->document->index, y->document->index);
	same_span(mw_node_span(x->root), mw_node_span(y->root));
	mw_object_put_title(&a, x);
	mw_object_put_title(&b, y);
	mw_object_describe(x, &a);
	mw_object_describe(y, &b);
	assert_string_equal(mw_buf_text(&a), mw_buf_text(&b));
	mw_buf_release(&a);
	mw_buf_release(&b);
}

static void
same_refs(const struct mw_mesh *m, const struct mw_object *x,
    const struct mw_mesh *n, const struct mw_object *y)
{
	struct mw_ref_list a = mw_refs_from(m, x), b = mw_refs_from(n, y);

	assert_int_equal(a.n, b.n);
	for (size_t i = 0; i < a.n; i++) {
		struct mw_ref r = mw_ref_at(&a, i), s = mw_ref_at(&b, i);

		assert_string_equal(r.what, s.what);
		assert_string_equal(r.text, s.text);
		assert_int_equal(r.to == NULL, s.to == NULL);
		if (r.to != NULL)
			assert_int_equal(r.to->order, s.to->order);
	}
}

static void
compare(const struct mw_mesh *a, const struct mw_mesh *b)
{
	/* else there is one thread */
	assert_true(a->load->n_documents > 400);
	assert_int_equal(a->all.n, b->all.n);
	for (size_t i = 0; i < a->all.n; i++) {
		same_object(a->all.v[i], b->all.v[i]);
		same_refs(a, a->all.v[i], b, b->all.v[i]);
	}
	same_diags(&a->diags, &b->diags);
	mw_mesh_free(a);
	mw_mesh_free(b);
}

static void
threads_and_steps_agree(void **state)
{
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;

	(void)state;
	compare(mw_mesh_load(paths, n_paths, &o), in_steps(&o));
	/* the last document that is taken, and what is said then */
	o.limits.objects = 500;
	compare(mw_mesh_load(paths, n_paths, &o), in_steps(&o));
}

/* A List has more objects than are left. */
static void
too_many_objects_are_one_thread_s(void **state)
{
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;
	struct mw_buf b = { 0 };
	struct mw_named_text text = { .name = "t.yaml" };
	struct mw_mesh_steps *s;

	(void)state;
	for (int i = 0; i < 500; i++) {
		mw_buf_printf(&b, "apiVersion: v1\nkind: %s\nmetadata: {name: "
		    "n%d}\n", i == 250 ? "List" : "Service", i);
		if (i == 250)
			mw_buf_adds(&b, "items:\n");
		for (int k = 0; i == 250 && k < 600; k++)
			mw_buf_printf(&b, "- {apiVersion: v1, kind: Service, "
			    "metadata: {name: l%d, nmae: x}}\n", k);
		mw_buf_adds(&b, "---\n");
	}
	text.text = mw_buf_text(&b);
	text.len = b.len;
	o.limits.objects = 800;
	s = mw_mesh_begin_sources(&text, 1, &o);
	while (mw_mesh_step(s))
		continue;
	compare(mw_mesh_load_sources(&text, 1, &o), mw_mesh_end(s));
	mw_buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_and_steps_agree),
		cmocka_unit_test(too_many_objects_are_one_thread_s),
	};
	const char *top = getenv("SRCDIR");
	char own[2][1024];

	snprintf(own[0], sizeof(own[0]), "%s/tests", top != NULL ? top : ".");
	snprintf(own[1], sizeof(own[1]), "%s/samples",
	    top != NULL ? top : ".");
	paths[0] = own[0];
	paths[1] = own[1];
	n_paths = 2;
	if (getenv("SPREAD_FOLDER") != NULL) {
		paths[0] = getenv("SPREAD_FOLDER");
		n_paths = 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
