/*
 * test-view.c - the screen without a terminal: cells, layout, editing, keys,
 * the tree, and the app doing its jobs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/map.h"
#include "base/utf8.h"
#include "view/app.h"
#include "view/draw.h"
#include "view/edit.h"
#include "view/filter.h"
#include "view/form.h"
#include "view/help.h"
#include "view/keys.h"
#include "view/source-rows.h"
#include "view/tree.h"
#include "view-driver.h"

static const char mesh_text[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec: {selector: {app: web}, ports: [{name: http, port: 80}]}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec:\n"
    "  template:\n"
    "    metadata: {labels: {app: web, \"naive\\u0301\": v1}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: caller, namespace: shop}\n"
    "spec:\n"
    "  template: {metadata: {labels: {app: caller}}}\n"
    "---\n"
    "apiVersion: networking.istio.io/v1\n"
    "kind: VirtualService\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec:\n"
    "  hosts: [web]\n"
    "  http:\n"
    "  - match: [{uri: {prefix: /a}}]\n"
    "    route: [{destination: {host: web}}]\n"
    "  - route: [{destination: {host: web, subset: gone}}]\n"
    "---\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata: {name: \"no-\\x1b[31madmin\\u202e\\u65e5\", namespace: shop}\n"
    "spec:\n"
    "  action: DENY\n"
    "  rules: [{to: [{operation: {paths: [\"/admin*\"]}}]}]\n";

static struct mw_mesh_options mesh_options = MW_MESH_OPTIONS_DEFAULT;

static const struct mw_mesh *
mesh(void)
{
	return mw_mesh_load_text("t.yaml", mesh_text, strlen(mesh_text),
	    &mesh_options);
}

static struct mw_app *
app(int columns, int rows, bool ascii)
{
	struct mw_app_options o = { .ascii = ascii, .title = "t.yaml",
		.rows = rows, .columns = columns,
		.mesh_options = &mesh_options };

	return mw_app_new(mesh(), &o);
}

/* ---- what every frame must be -------------------------------------------- */

static void
check_frame(const struct mw_frame *f)
{
	assert_true(f->cursor_row >= 0 && f->cursor_row < f->rows);
	assert_true(f->cursor_column >= 0 && f->cursor_column < f->columns);
	for (int r = 0; r < f->rows; r++) {
		int sum = 0;

		for (int c = 0; c < f->columns; c++) {
			const struct mw_cell *x = &f->cells[r * f->columns +
			    c];
			size_t len = strlen(x->text);

			sum += x->width;
			assert_true(x->role < MW_ROLE_COUNT);
			assert_true(mw_utf8_valid(x->text, len));
			assert_int_equal(mw_utf8_columns(x->text, len),
			    x->width);
			/* nothing that a terminal would obey */
			for (size_t i = 0; i < len; i++)
				assert_true((unsigned char)x->text[i] >= 32 &&
				    x->text[i] != 127);
			if (f->ascii)
				assert_true(len <= 1 &&
				    (unsigned char)x->text[0] < 127);
		}
		assert_int_equal(sum, f->columns);
	}
}

/* ---- cells --------------------------------------------------------------- */

static void
text_is_cut_at_a_grapheme(void **state)
{
	struct mw_frame *f = mw_frame_new(1, 6, false);

	(void)state;
	assert_int_equal(mw_frame_text(f, 0, 0, 6, MW_ROLE_TEXT, "abc"), 3);
	assert_int_equal(mw_frame_text(f, 0, 0, 4, MW_ROLE_TEXT, "abcdef"),
	    4);
	assert_string_equal(mw_frame_at(f, 0, 3)->text, "~");
	/* a wide one that does not fit */
	mw_frame_clear(f);
	assert_int_equal(mw_frame_text(f, 0, 0, 3, MW_ROLE_TEXT,
	    "\u65e5\u672c"), 3);
	assert_string_equal(mw_frame_at(f, 0, 2)->text, "~");
	/* cut behind a wide one: it goes */
	mw_frame_clear(f);
	mw_frame_text(f, 0, 0, 4, MW_ROLE_TEXT, "\u65e5\u672cx");
	check_frame(f);
	mw_frame_text(f, 0, 1, 1, MW_ROLE_TEXT, "x");
	check_frame(f);
	mw_frame_text(f, 0, 5, 9, MW_ROLE_TEXT, "\u65e5");
	check_frame(f);
	mw_frame_free(f);
}

static void
text_cannot_command_the_terminal(void **state)
{
	struct mw_frame *f = mw_frame_new(1, 40, false);

	(void)state;
	mw_frame_text(f, 0, 0, 40, MW_ROLE_TEXT,
	    "a\033[2Jb\tc\r\nd\u202e\xff\u200be\ufe0f");
	check_frame(f);
	mw_frame_free(f);
}

/* ---- editing ------------------------------------------------------------- */

static void
press(struct mw_edit *e, enum mw_key key, uint32_t cp, unsigned mods)
{
	struct mw_event ev = { .kind = MW_EVENT_KEY, .key = key, .cp = cp,
		.mods = mods };

	mw_edit_event(e, &ev);
}

static void
a_line_is_edited_by_graphemes(void **state)
{
	struct mw_edit e = { 0 };

	(void)state;
	mw_edit_set(&e, "na\u00efve e\u0301te\u0301");
	press(&e, MW_KEY_BACKSPACE, 0, 0);
	assert_string_equal(mw_edit_text(&e), "na\u00efve e\u0301t");
	press(&e, MW_KEY_CHAR, 'w', MW_MOD_CTRL);
	assert_string_equal(mw_edit_text(&e), "na\u00efve ");
	press(&e, MW_KEY_CHAR, 'a', MW_MOD_CTRL);
	press(&e, MW_KEY_CHAR, 'y', MW_MOD_CTRL);
	assert_string_equal(mw_edit_text(&e), "e\u0301tna\u00efve ");
	press(&e, MW_KEY_CHAR, 'k', MW_MOD_CTRL);
	assert_string_equal(mw_edit_text(&e), "e\u0301t");
	press(&e, MW_KEY_CHAR, 'u', MW_MOD_CTRL);
	assert_string_equal(mw_edit_text(&e), "");
	mw_edit_insert(&e, "two\nlines\033x", 11);
	assert_string_equal(mw_edit_text(&e), "two linesx");
	e.whole = true;
	press(&e, MW_KEY_CHAR, 'z', 0);
	assert_string_equal(mw_edit_text(&e), "z");
	mw_edit_release(&e);
}

static void
a_line_is_edited_by_words(void **state)
{
	struct mw_edit e = { 0 };

	(void)state;
	mw_edit_set(&e, "/a-b/cd?e");
	press(&e, MW_KEY_HOME, 0, 0);
	press(&e, MW_KEY_CHAR, 'f', MW_MOD_ALT);
	press(&e, MW_KEY_RIGHT, 0, MW_MOD_CTRL);
	assert_int_equal(e.at, 4);
	press(&e, MW_KEY_CHAR, 'd', MW_MOD_ALT);
	assert_string_equal(mw_edit_text(&e), "/a-b?e");
	press(&e, MW_KEY_END, 0, 0);
	press(&e, MW_KEY_CHAR, 'y', MW_MOD_CTRL);
	assert_string_equal(mw_edit_text(&e), "/a-b?e/cd");
	press(&e, MW_KEY_CHAR, 'b', MW_MOD_ALT);
	press(&e, MW_KEY_LEFT, 0, MW_MOD_CTRL);
	assert_int_equal(e.at, 5);
	press(&e, MW_KEY_CHAR, 'd', MW_MOD_CTRL);
	press(&e, MW_KEY_CHAR, 'h', MW_MOD_CTRL);
	press(&e, MW_KEY_DELETE, 0, 0);
	assert_string_equal(mw_edit_text(&e), "/a-bcd");
	press(&e, MW_KEY_CHAR, 'b', MW_MOD_CTRL);
	press(&e, MW_KEY_CHAR, 'e', MW_MOD_CTRL);
	press(&e, MW_KEY_CHAR, 'f', MW_MOD_CTRL);
	assert_int_equal(e.at, 6);
	mw_edit_release(&e);
}

/* ---- keys ---------------------------------------------------------------- */

static void
keys_find_their_actions(void **state)
{
	struct mw_keymap m;

	(void)state;
	mw_keymap_default(&m);
	assert_int_equal(mw_keys_find(&m, "", "j", 't'), MW_DO_DOWN);
	assert_int_equal(mw_keys_find(&m, "", "g", 't'), MW_DO_PENDING);
	assert_int_equal(mw_keys_find(&m, "g", "g", 't'), MW_DO_FIRST);
	assert_int_equal(mw_keys_find(&m, "g", "s", 't'), MW_DO_SOURCE);
	assert_int_equal(mw_keys_find(&m, "z", "7", 't'), MW_DO_DEPTH);
	assert_int_equal(mw_keys_find(&m, "m", "q", 't'), MW_DO_SET_MARK);
	assert_int_equal(mw_keys_find(&m, "", "j", 'f'), MW_DO_NOTHING);
	assert_int_equal(mw_keys_find(&m, "", "Tab", 'f'), MW_DO_NEXT_FIELD);
	assert_int_equal(mw_keys_find(&m, "", "Tab", 't'), MW_DO_NEXT_PANE);
}

/* One key, one meaning, on every screen. */
static void
no_key_means_two_things(void **state)
{
	static const char screens[] = "tfrpsch";

	(void)state;
	for (const char *s = screens; *s != '\0'; s++) {
		struct mw_arena *arena = mw_arena_new();
		struct mw_map *seen = mw_map_new(arena);

		for (int i = 0; i < MW_DO_COUNT; i++) {
			enum mw_action a = (enum mw_action)i;
			const char *k = mw_action_info(a)->keys;

			if (!mw_action_on(a, *s))
				continue;
			for (size_t n; k += strspn(k, " "),
			     (n = strcspn(k, " ")) > 0; k += n) {
				const char *key = mw_arena_text(arena, k, n);

				if (mw_map_put(seen, key, arena) != NULL)
					fail_msg("'%s' means two things on %c",
					    key, *s);
			}
		}
		mw_arena_free(arena);
	}
}

/* ---- filter and search --------------------------------------------------- */

static void
filters_narrow(void **state)
{
	struct mw_filter_facts f = { .text = { "deny-admin", "DENY, 1 rule" },
		.ns = "shop", .kind = "AuthorizationPolicy", .error = true };

	(void)state;
	assert_true(mw_filter_fits("", &f));
	assert_true(mw_filter_fits("deny rule", &f));
	assert_false(mw_filter_fits("deny allow", &f));
	assert_true(mw_filter_fits("!allow", &f));
	assert_true(mw_filter_fits("kind:authz ns:shop is:error", &f));
	assert_false(mw_filter_fits("!ns:shop", &f));
	/* a capital makes case count */
	assert_true(mw_filter_fits("DENY", &f));
	assert_false(mw_filter_fits("Deny", &f));
}

/* ---- the tree ------------------------------------------------------------ */

static void
the_tree_folds_and_finds(void **state)
{
	const struct mw_mesh *m = mesh();
	struct mw_arena *arena = mw_arena_new();
	struct mw_treeview t;
	const struct mw_row *r;
	size_t n;

	(void)state;
	mw_treeview_init(&t, arena, m, MW_BY_NAMESPACE);
	mw_treeview_depth(&t, 1);
	n = t.list.n;
	/* into YAML that was not made yet */
	r = mw_treeview_search(&t, mw_treeview_row(&t), "/admin*", true,
	    false);
	assert_non_null(r);
	assert_true(r->yaml);
	mw_treeview_select(&t, r);
	assert_ptr_equal(mw_treeview_row(&t), r);
	assert_true(t.list.n > n);
	mw_treeview_left(&t);
	assert_ptr_equal(mw_treeview_row(&t), r->parent);
	mw_treeview_depth(&t, 1);
	assert_int_equal(t.list.n, n);
	assert_null(mw_treeview_search(&t, NULL, "not there", true, true));
	mw_treeview_set_filter(&t, "kind:vs");
	assert_int_equal(t.fits, 1);
	mw_treeview_set_filter(&t, NULL);
	mw_treeview_release(&t);
	mw_arena_free(arena);
	mw_mesh_free(m);
}

static void
same_rows(const struct mw_treeview *t, const struct mw_treeview *u)
{
	assert_int_equal(t->list.n, u->list.n);
	assert_int_equal(t->list.selected, u->list.selected);
	for (size_t i = 0; i < t->list.n; i++) {
		assert_string_equal(t->rows[i]->label, u->rows[i]->label);
		assert_int_equal(t->rows[i]->problem, u->rows[i]->problem);
		assert_int_equal(t->rows[i]->depth, u->rows[i]->depth);
	}
}

/* One row at a time gives what all at once does. */
static void
the_tree_is_made_and_searched_in_slices(void **state)
{
	const struct mw_mesh *m = mesh();
	struct mw_arena *arena = mw_arena_new();
	struct mw_treeview t, u;

	(void)state;
	for (int i = 0; i < MW_BY_COUNT; i++) {
		enum mw_outline_order order = (enum mw_outline_order)i;
		struct mw_outline *o = mw_outline_begin(arena, m, order, true);
		struct mw_tree_search s;

		while (mw_outline_more(o, 1))
			continue;
		mw_treeview_init(&t, arena, m, order);
		mw_treeview_show(&u, arena, m, o);
		mw_treeview_depth(&t, 100);
		mw_treeview_depth(&u, 100);
		same_rows(&t, &u);
		mw_treeview_set_filter(&t, "s");
		assert_true(mw_treeview_filter(&u, "s"));
		while (mw_treeview_filter_more(&u, 1))
			continue;
		assert_int_equal(t.fits, u.fits);
		same_rows(&t, &u);
		mw_treeview_set_filter(&t, NULL);
		mw_treeview_set_filter(&u, NULL);
		for (int k = 0; k < 8; k++) {
			bool forward = k % 3 != 0;

			mw_tree_search_begin(&u, &s, mw_treeview_row(&u),
			    k < 7 ? "a" : "/admin*", forward, false);
			while (mw_tree_search_more(&u, &s, 1))
				continue;
			if (s.found != NULL)
				mw_treeview_select(&u, s.found);
			s.found = mw_treeview_search(&t, mw_treeview_row(&t),
			    s.needle, forward, false);
			if (s.found != NULL)
				mw_treeview_select(&t, s.found);
			same_rows(&t, &u);
		}
		mw_treeview_release(&t);
		mw_treeview_release(&u);
	}
	mw_arena_free(arena);
	mw_mesh_free(m);
}

static void
the_tree_stays_over_a_reload(void **state)
{
	const struct mw_mesh *m = mesh(), *again = mesh();
	struct mw_arena *arena = mw_arena_new(), *kept = mw_arena_new();
	struct mw_treeview t, u;
	struct mw_tree_kept k = { 0 };

	(void)state;
	mw_treeview_init(&t, arena, m, MW_BY_NAMESPACE);
	mw_treeview_select(&t, mw_treeview_search(&t, NULL, "/admin*", true,
	    true));
	mw_treeview_set_filter(&t, "admin");
	t.list.top = t.list.selected - 1;
	mw_treeview_keep(&t, kept, &k);
	mw_treeview_init(&u, arena, again, MW_BY_NAMESPACE);
	mw_treeview_restore(&u, &k);
	assert_string_equal(u.filter, "admin");
	assert_int_equal(t.list.n, u.list.n);
	assert_int_equal(t.list.selected, u.list.selected);
	assert_int_equal(t.list.top, u.list.top);
	assert_string_equal(mw_treeview_row(&t)->label,
	    mw_treeview_row(&u)->label);
	mw_treeview_release(&t);
	mw_treeview_release(&u);
	mw_arena_free(arena);
	mw_arena_free(kept);
	mw_mesh_free(m);
	mw_mesh_free(again);
}

/* ---- the app ------------------------------------------------------------- */

static void
the_main_job(void **state)
{
	struct mw_app *a = app(80, 24, true);

	(void)state;
	assert_true(shows(a, "[1 Tree]"));
	type(a, "2call\tweb.\t/admin/x");
	assert_true(shows(a, "shop/caller"));
	assert_true(shows(a, "web.shop.svc.cluster.local"));
	type(a, "\n");
	assert_true(shows(a, "DENIED 403"));
	assert_true(shows(a, ">>DENY"));
	assert_true(shows(a, "this decides"));
	assert_true(shows(a, "/admin"));
	/* from there to the line in one key */
	type(a, "\n");
	assert_true(shows(a, "paths: [\"/admin*\"]"));
	/* and back, and the same again from the history */
	type(a, "\033");
	assert_true(shows(a, "[3 Trace]"));
	type(a, "q");
	assert_true(shows(a, "[1 Tree]"));
	assert_false(effect(a, MW_EFFECT_QUIT) != NULL);
	type(a, "q");
	assert_true(effect(a, MW_EFFECT_QUIT) != NULL);
	mw_app_free(a);
}

static void
a_pasted_curl_command_fills_the_form(void **state)
{
	static const char text[] = "curl -sS -X PUT -H 'x-a: b c' \\\n"
	    "  -H \"Host: other.example\" -o /dev/null "
	    "http://web.shop:80/a?b=1";
	struct mw_event e = { .kind = MW_EVENT_PASTE, .text = text,
		.len = sizeof(text) - 1 };
	struct mw_app *a = app(120, 40, true);

	(void)state;
	type(a, "2");
	mw_app_handle(a, &e);
	assert_true(shows(a, "[ web.shop "));
	assert_true(shows(a, "[ /a?b=1 "));
	assert_true(shows(a, "[ PUT "));
	assert_true(shows(a, "[ x-a: b c "));
	assert_true(shows(a, "[ other.example "));
	assert_false(shows(a, "/dev/null"));
	mw_app_free(a);
}

static void
paste(struct mw_app *a, const char *text)
{
	const struct mw_event e = { .kind = MW_EVENT_PASTE, .text = text,
		.len = strlen(text) };

	mw_app_handle(a, &e);
}

/* The command below the fields, pasted, is the same request again. */
static void
a_command_comes_back(void **state)
{
	static const char *const typed[] = {
		"call\tweb.\t/a?b=c d",
		"call\tweb.\t/\t\tPOST\tx-a: it's\tx-b: \"q\"",
		"call\tweb.\t/\t\t\t\tother:81\tcluster.local/ns/a/sa/b",
		"call\tweb.\t/\t\t\t\t\tnone\tiss=i sub=s groups=a,b",
		("outside\tx.example\t/\t8443\t\t\t\t\t\t10.1.1.1\tsni.x\thttps"
		"\t2\tclient"),
	};
	struct mw_app *a = app(120, 40, true);

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		const struct mw_effect *e;
		struct mw_buf first = { 0 };

		type(a, "2");
		key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
		type(a, typed[i]);
		key(a, MW_KEY_CHAR, 'o', MW_MOD_CTRL);
		e = effect(a, MW_EFFECT_COPY);
		assert_non_null(e);
		mw_buf_adds(&first, e->text);
		assert_null(strstr(e->text, "..."));
		key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
		paste(a, mw_buf_text(&first));
		assert_true(shows(a, "The form is that meshwalk command"));
		key(a, MW_KEY_CHAR, 'o', MW_MOD_CTRL);
		e = effect(a, MW_EFFECT_COPY);
		assert_string_equal(e->text, mw_buf_text(&first));
		type(a, "\033");
		mw_buf_release(&first);
	}
	mw_app_free(a);
}

static void
a_line_of_an_access_log_fills_the_form(void **state)
{
	struct mw_app *a = app(120, 40, true);

	(void)state;
	type(a, "2");
	paste(a, "[2026-11-24T10:00:00.000Z] \"DELETE /a?b=1 HTTP/2\" 403 - "
	    "rbac_access_denied_matched_policy[none] - \"-\" 0 19 0 - \"-\" "
	    "\"curl/8.5.0\" \"c0ffee\" \"web.shop:8080\" \"10.1.0.1:8080\" "
	    "outbound|8080||web.shop.svc.cluster.local 10.1.0.2:5000 "
	    "10.9.0.1:8080 10.1.0.2:4000 - default\n");
	assert_true(shows(a, "[ web.shop "));
	assert_true(shows(a, "[ 8080 "));
	assert_true(shows(a, "[ /a?b=1 "));
	assert_true(shows(a, "[ DELETE "));
	assert_true(shows(a, "[ 2 "));
	assert_true(shows(a, "The form is that line of an access log"));
	/* as JSON, of a gateway; the client is nobody of the mesh */
	paste(a, "{\"method\":\"GET\",\"path\":\"/x\",\"protocol\":"
	    "\"HTTP/1.1\",\"authority\":\"shop.example.com\","
	    "\"upstream_cluster\":\"outbound|9080||web.shop\","
	    "\"requested_server_name\":\"shop.example.com\","
	    "\"downstream_remote_address\":\"203.0.113.7:4000\"}");
	assert_true(shows(a, "[ outside "));
	assert_true(shows(a, "[ shop.example.com "));
	assert_true(shows(a, "[ https "));
	assert_true(shows(a, "[ 203.0.113.7 "));
	assert_false(shows(a, "DELETE"));
	/* these are texts of a field */
	key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
	paste(a, "{\"iss\":\"x\"}");
	assert_true(shows(a, "[ {\"iss\":\"x\"} "));
	key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
	paste(a, "[2026] \"GET / HTTP/1.1\" 200");
	assert_true(shows(a, "[ [2026] "));
	mw_app_free(a);
}

/* The words of Identity and JWT: by keys, by typing, by a click. */
static void
a_word_is_chosen(void **state)
{
	const struct mw_event click = { .kind = MW_EVENT_MOUSE, .row = 10,
		.column = 26, .mouse = MW_MOUSE_PRESS };
	struct mw_app *a = app(120, 40, true);

	(void)state;
	type(a, "2?");
	assert_true(shows(a, "? is text in a field: F1 opens help."));
	key(a, MW_KEY_F, 1, 0);
	assert_true(shows(a, "Help"));
	type(a, "\033");
	key(a, MW_KEY_BACKSPACE, 0, 0);
	type(a, "call\tweb.\t\t\t\t\t\t");
	assert_true(shows(a, "(*) from the workload"));
	type(a, " ");
	assert_true(shows(a, "(*) no mTLS"));
	key(a, MW_KEY_LEFT, 0, 0);
	assert_true(shows(a, "(*) from the workload"));
	key(a, MW_KEY_RIGHT, 0, 0);
	key(a, MW_KEY_RIGHT, 0, 0);
	assert_true(shows(a, "(*) typed principal   [ cluster.local/ns/shop/"));
	key(a, MW_KEY_LEFT, 0, 0);
	assert_true(shows(a, "(*) no mTLS"));
	type(a, "td/ns/a/sa/b");
	assert_true(shows(a, "[ td/ns/a/sa/b "));
	/* what was typed is not lost by a cursor key */
	key(a, MW_KEY_HOME, 0, 0);
	key(a, MW_KEY_LEFT, 0, 0);
	assert_true(shows(a, "[ td/ns/a/sa/b "));
	key(a, MW_KEY_CHAR, 'k', MW_MOD_CTRL);
	assert_true(shows(a, "(*) from the workload"));
	type(a, "\t ");
	assert_true(shows(a, "(*) claims"));
	key(a, MW_KEY_LEFT, 0, 0);
	assert_true(shows(a, "(*) none"));
	assert_false(shows(a, "(*) no mTLS"));
	/* nor is a text that Tab comes to */
	type(a, "iss=a sub=b\t");
	key(a, MW_KEY_BACKTAB, 0, 0);
	key(a, MW_KEY_LEFT, 0, 0);
	assert_true(shows(a, "[ iss=a sub=b "));
	mw_app_handle(a, &click);
	mw_app_handle(a, &(struct mw_event){ .kind = MW_EVENT_MOUSE,
	    .row = 10, .column = 40, .mouse = MW_MOUSE_PRESS });
	assert_true(shows(a, "(*) no mTLS"));
	mw_app_free(a);
}

static void
what_a_field_names_is_told(void **state)
{
	struct mw_app *a = app(120, 36, true);

	(void)state;
	type(a, "2nope");
	assert_true(shows(a, "no such workload"));
	type(a, "\tnowhere.example");
	assert_true(shows(a, "unknown host"));
	assert_true(shows(a, "it is taken as typed"));
	key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
	/* a key of a screen is a text here, and leaves no text behind */
	type(a, "3");
	assert_true(shows(a, "3 is text here: Esc first, then 3"));
	key(a, MW_KEY_ESCAPE, 0, 0);
	type(a, "2");
	assert_true(shows(a, "one that fits is taken"));
	/* a double click takes what is offered, and runs nothing */
	mw_app_handle(a, &(struct mw_event){ .kind = MW_EVENT_MOUSE,
	    .row = 19, .column = 5, .mouse = MW_MOUSE_DOUBLE });
	assert_true(shows(a, "[ outside  "));
	assert_true(shows(a, "Request > To"));
	key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
	/* one chooses on from the method that is there */
	type(a, "\t\t\t\tPUT\t");
	key(a, MW_KEY_BACKTAB, 0, 0);
	key(a, MW_KEY_DOWN, 0, 0);
	assert_true(shows(a, "[ DELETE  v]"));
	mw_app_free(a);
}

static void
a_wrong_field_says_so(void **state)
{
	struct mw_app *a = app(80, 24, true);

	(void)state;
	type(a, "2\n");
	assert_true(shows(a, "say where it goes"));
	type(a, "web\t\tnope\n");
	assert_true(shows(a, "port"));
	mw_app_free(a);
}

static void
a_dead_key_says_so(void **state)
{
	struct mw_app *a = app(80, 24, true);

	(void)state;
	type(a, "W");
	assert_true(shows(a, "W does nothing here"));
	type(a, "gW");
	assert_true(shows(a, "gW does nothing here"));
	mw_app_free(a);
}

static void
click(struct mw_app *a, enum mw_mouse_action what, int column, int row)
{
	struct mw_event e = { .kind = MW_EVENT_MOUSE, .mouse = what,
		.row = row, .column = column };

	mw_app_handle(a, &e);
}

static void
the_mouse_selects_opens_and_scrolls(void **state)
{
	struct mw_app *a = app(120, 40, true);
	struct mw_buf tabs = { 0 };
	int at;

	(void)state;
	click(a, MW_MOUSE_PRESS, 10, 4);
	assert_int_equal(mw_app_frame(a)->cursor_row, 4);
	click(a, MW_MOUSE_PRESS, 80, 6);
	assert_true(mw_app_frame(a)->cursor_column > 40);
	click(a, MW_MOUSE_WHEEL_DOWN, 10, 4);
	assert_int_equal(mw_app_frame(a)->cursor_row, 7);
	mw_frame_dump(mw_app_frame(a), &tabs, NULL);
	at = (int)(strstr(mw_buf_text(&tabs), "4 Problems") -
	    mw_buf_text(&tabs));
	click(a, MW_MOUSE_PRESS, at + 3, 0);
	assert_true(shows(a, "[4 Problems"));
	mw_buf_release(&tabs);
	mw_app_free(a);
}

static const struct mw_layout *
drawn(struct mw_app *a)
{
	mw_app_draw(a);
	return &a->layout;
}

/* Pressed on the line between the panes, let go elsewhere. */
static void
the_mouse_moves_the_split(void **state)
{
	struct mw_app *a = app(120, 40, true);
	int was = drawn(a)->frame[1].column;

	(void)state;
	click(a, MW_MOUSE_PRESS, was, 8);
	click(a, MW_MOUSE_RELEASE, was + 17, 9);
	assert_int_equal(drawn(a)->frame[1].column, was + 17);
	assert_int_equal(drawn(a)->frame[0].columns, was + 18);
	/* let go without a press, or far outside */
	click(a, MW_MOUSE_RELEASE, 20, 9);
	assert_int_equal(drawn(a)->frame[1].column, was + 17);
	click(a, MW_MOUSE_PRESS, was + 17, 8);
	click(a, MW_MOUSE_RELEASE, 0, 9);
	assert_int_equal(drawn(a)->frame[1].column, 3);
	mw_app_free(a);
	a = app(80, 24, true);
	was = drawn(a)->frame[1].row;
	click(a, MW_MOUSE_PRESS, 30, was);
	click(a, MW_MOUSE_RELEASE, 31, was - 4);
	assert_int_equal(drawn(a)->frame[1].row, was - 4);
	mw_app_free(a);
}

/* A blank turns the page, and is a letter behind another. */
static void
a_blank_turns_the_page_of_help(void **state)
{
	struct mw_app *a = app(80, 24, true);
	int row;

	(void)state;
	type(a, "?");
	mw_app_draw(a);
	row = a->help->list.selected > 0 ? (int)a->help->list.selected : 0;
	type(a, " ");
	assert_true((int)a->help->list.selected > row + 5);
	assert_int_equal(a->help->typed.text.len, 0);
	type(a, "go ");
	assert_string_equal(mw_edit_text(&a->help->typed), "go ");
	mw_app_free(a);
}

/* Groups are a field of their own, and one claim of the token. */
static void
groups_are_a_claim(void **state)
{
	struct mw_app *a = app(120, 40, true);
	struct mw_arena *arena = mw_arena_new();
	const char *error, *note;
	const struct mw_request *r;
	int field;

	(void)state;
	type(a, "2");
	assert_false(shows(a, "groups    ["));
	mw_edit_set(&a->form->v[MW_FIELD_TO], "web");
	mw_edit_set(&a->form->v[MW_FIELD_CLAIMS], "iss=i sub=s");
	mw_edit_set(&a->form->v[MW_FIELD_GROUPS], "testers, staff");
	mw_app_draw(a);
	assert_true(shows(a, "groups    [ testers, staff"));
	r = mw_form_request(a, arena, &error, &field, &note);
	assert_non_null(r);
	assert_string_equal(r->claims,
	    "{\"iss\":\"i\",\"sub\":\"s\",\"groups\":[\"testers\",\"staff\"]}");
	mw_edit_set(&a->form->v[MW_FIELD_CLAIMS], "");
	r = mw_form_request(a, arena, &error, &field, &note);
	assert_non_null(r);
	assert_string_equal(r->claims, "{\"groups\":[\"testers\",\"staff\"]}");
	mw_arena_free(arena);
	mw_app_free(a);
}

/* Where TEXT stands in the frame: false when it does not. */
static bool
find_text(struct mw_app *a, const char *text, int *column, int *row)
{
	const struct mw_frame *f = mw_app_frame(a);

	for (*row = 0; *row < f->rows; (*row)++) {
		struct mw_buf b = { 0 };
		const char *s;

		for (int c = 0; c < f->columns; c++)
			mw_buf_adds(&b, f->cells[*row * f->columns + c].text);
		s = strstr(mw_buf_text(&b), text);
		*column = s != NULL ? (int)(s - mw_buf_text(&b)) : -1;
		mw_buf_release(&b);
		if (*column >= 0)
			return true;
	}
	return false;
}

/* A click on TEXT; the frame is ASCII, so that bytes are columns. */
static void
click_on(struct mw_app *a, enum mw_mouse_action what, const char *text)
{
	int column, row;

	assert_true(find_text(a, text, &column, &row));
	click(a, what, column, row);
}

static void
the_mouse_works_in_help_and_palette(void **state)
{
	struct mw_app *a = app(120, 40, true);
	int column, row;

	(void)state;
	type(a, "?");
	click_on(a, MW_MOUSE_PRESS, "next row of the same parent");
	assert_true(shows(a, "Help > next-sibling"));
	click_on(a, MW_MOUSE_PRESS, "show rows down to this depth");
	assert_true(shows(a, "Help > depth"));
	/* the line one types in is no row of the list */
	assert_true(find_text(a, "Type to search", &column, &row));
	click(a, MW_MOUSE_PRESS, column, row);
	assert_true(shows(a, "Help > depth"));
	type(a, "problems");
	click_on(a, MW_MOUSE_PRESS, "the problems");
	click_on(a, MW_MOUSE_DOUBLE, "the problems");
	assert_true(shows(a, "[4 Problems"));
	type(a, "\033:web");
	click_on(a, MW_MOUSE_PRESS, "VirtualService shop/web");
	click_on(a, MW_MOUSE_DOUBLE, "VirtualService shop/web");
	assert_true(shows(a, "VirtualService shop/web"));
	assert_false(shows(a, "Go to or do"));
	mw_app_free(a);
}

static void
hints_can_be_clicked(void **state)
{
	struct mw_app *a = app(120, 40, true);

	(void)state;
	click_on(a, MW_MOUSE_PRESS, "? help");
	assert_true(shows(a, "Type to search"));
	type(a, "\033");
	click_on(a, MW_MOUSE_PRESS, "v order");
	assert_true(shows(a, "Tree  by namespace"));
	click_on(a, MW_MOUSE_PRESS, "Enter details");
	click_on(a, MW_MOUSE_PRESS, "q back");
	click_on(a, MW_MOUSE_PRESS, "q quit");
	assert_non_null(effect(a, MW_EFFECT_QUIT));
	mw_app_free(a);
}

static void
the_wheel_is_for_the_pane_below_it(void **state)
{
	struct mw_app *a = app(120, 40, true);
	int row = mw_app_frame(a)->cursor_row;

	(void)state;
	click(a, MW_MOUSE_WHEEL_DOWN, 80, 6);
	assert_true(mw_app_frame(a)->cursor_column > 40);
	click(a, MW_MOUSE_WHEEL_DOWN, 10, 6);
	assert_int_equal(mw_app_frame(a)->cursor_row, row + 3);
	/* on the frame, and beyond it, there is nothing */
	click(a, MW_MOUSE_PRESS, 0, 1);
	click(a, MW_MOUSE_PRESS, 500, 500);
	click(a, MW_MOUSE_DOUBLE, -1, -1);
	assert_int_equal(mw_app_frame(a)->cursor_row, row + 3);
	mw_app_free(a);
}

static void
a_filter_is_not_forgotten(void **state)
{
	struct mw_app *a = app(120, 40, true);

	(void)state;
	type(a, "\\kind:virtual\n");
	assert_true(shows(a, "\\ kind:virtual"));
	type(a, "/zebra");
	assert_true(shows(a, "no match: a filter is on"));
	type(a, "\n");
	assert_true(shows(a, "nothing here has 'zebra'; a filter is on ("));
	assert_true(shows(a, "shown): Esc clears it"));
	/* it goes along, and says so */
	type(a, "v");
	assert_true(shows(a, "by namespace; a filter is on ("));
	assert_true(shows(a, "\\ kind:virtual"));
	type(a, "\033");
	assert_false(shows(a, "\\ kind:virtual"));
	type(a, "vvv");
	assert_true(shows(a, "Tree  by traffic"));
	assert_false(shows(a, "\\ kind:virtual"));
	type(a, "4\\is:warn\n/zebra\n");
	assert_true(shows(a, "a filter is on ("));
	mw_app_free(a);
}

static void
the_palette_looks_into_objects(void **state)
{
	struct mw_app *a = app(120, 40, true);

	(void)state;
	type(a, ":subset");
	assert_true(shows(a, "in       VirtualService shop/web  spec.http"));
	click_on(a, MW_MOUSE_PRESS, "VirtualService shop/web  spec.http");
	type(a, "\n");
	assert_true(shows(a, "[1 Tree]"));
	assert_true(shows(a, "VirtualService shop/web"));
	mw_app_free(a);
}

static void
a_failed_load_keeps_the_mesh(void **state)
{
	struct mw_app *a = app(100, 30, false);

	(void)state;
	mw_app_reloaded(a, NULL, "nothing could be loaded");
	assert_true(shows(a, "nothing could be loaded"));
	assert_true(shows(a, "web.shop.svc"));
	type(a, "2call\tweb.\t/admin/x\n");
	assert_true(shows(a, "DENIED"));
	mw_app_reloaded(a, mesh(), NULL);
	assert_true(shows(a, "DENIED"));
	mw_app_reloaded(a, mw_mesh_load_text("none", "", 0, &mesh_options),
	    NULL);
	check_frame(mw_app_frame(a));
	type(a, "1");
	assert_true(shows(a, "No objects in"));
	type(a, "1jk\n2\n3\n4\n5?");
	check_frame(mw_app_frame(a));
	mw_app_free(a);
}

/* ---- problems of a large mesh -------------------------------------------- */

static uint64_t ticks;		/* each look at the clock takes one */

static uint64_t
clock_ms(void)
{
	return ticks++;
}

/* 400 objects, more than what is gone over before the first frame. */
static const struct mw_mesh *
large_mesh(void)
{
	const struct mw_mesh *m;
	struct mw_buf b = { 0 };

	mw_buf_adds(&b, mesh_text);
	for (int i = 0; i < 400; i++)
		mw_buf_printf(&b, "---\napiVersion: v1\nkind: Service\n"
		    "metadata: {name: s%d, namespace: shop}\n"
		    "spec: {ports: [{name: http, port: 80}]}\n", i);
	m = mw_mesh_load_text("t.yaml", mw_buf_text(&b), b.len,
	    &mesh_options);
	mw_buf_release(&b);
	return m;
}

static void
what_is_too_long_loses_its_middle(void **state)
{
	static const struct {
		int width;
		const char *text, *want;
	} cases[] = {
		{ 20, "short", "short" },
		{ 10, "from here to there", "from ~here" },
		{ 34, "unknown field 'spec.http[0].route[0].wieght'",
		    "unknown field 'spec.http~].wieght'" },
		/* not enough is quoted */
		{ 12, "a 'b' and so on and on", "a 'b' ~nd on" },
		{ 6, "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5",
		    "\xe6\x97\xa5~\xe6\x97\xa5" },
		{ 4, "\x1b[31m", "\\x~m" },
		{ 1, "ab", "~" },
		{ 0, "ab", "" },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_buf b = { 0 };

		mw_shorten(&b, cases[i].text, cases[i].width);
		assert_string_equal(mw_buf_text(&b), cases[i].want);
		mw_buf_release(&b);
	}
}

static void
problems_are_looked_for_in_slices(void **state)
{
	struct mw_app_options o = { .ascii = true, .title = "t.yaml",
		.rows = 30, .columns = 100, .mesh_options = &mesh_options,
		.clock_ms = clock_ms };
	struct mw_event escape = { .kind = MW_EVENT_KEY,
		.key = MW_KEY_ESCAPE };
	struct mw_app *a = mw_app_new(large_mesh(), &o);
	unsigned slices = 1;

	(void)state;
	assert_true(shows(a, "4 Problems 2+ "));
	type(a, "4");
	assert_true(shows(a, "checking 0 of "));
	assert_true(mw_app_work(a, 8));
	/* a key is answered in between; Esc stops, and stays here */
	mw_app_handle(a, &escape);
	assert_true(shows(a, "stopped at "));
	assert_true(shows(a, "4 goes on"));
	assert_true(shows(a, "[4 Problems"));
	assert_false(mw_app_work(a, 8));
	type(a, "4");
	while (mw_app_work(a, 8)) {
		slices++;
		assert_true(ticks < 100000);
	}
	assert_true(slices > 20);
	assert_true(shows(a, "All is checked: 3 problems."));
	assert_true(shows(a, "[4 Problems 3]"));
	assert_true(shows(a, " 1/3 "));
	assert_false(mw_app_work(a, 8));
	/* given up: a proxy that is being looked at is freed */
	for (unsigned i = 0; i < slices + 2; i += 3) {
		mw_app_reloaded(a, large_mesh(), NULL);
		for (unsigned k = 0; k < i; k++)
			mw_app_work(a, 8);
		check_frame(mw_app_frame(a));
	}
	mw_app_free(a);
}

/* ---- what if ------------------------------------------------------------- */

static void
undo_key(struct mw_app *a, bool again)
{
	struct mw_event e = { .kind = MW_EVENT_KEY, .key = MW_KEY_CHAR,
		.cp = again ? 'r' : 'u', .mods = again ? MW_MOD_CTRL : 0 };

	mw_app_handle(a, &e);
}

static void
what_if_an_object_were_not_there(void **state)
{
	struct mw_app *a = app(120, 36, true);

	(void)state;
	type(a, "5");
	assert_true(shows(a, "No change was tried yet"));
	type(a, "2call\tweb.\t/admin/x\n");
	assert_true(shows(a, "DENIED 403"));
	assert_false(shows(a, "WHAT-IF"));
	type(a, "x");
	assert_true(shows(a, "[5 Compare]"));
	assert_true(shows(a, "WHAT-IF 1"));
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	assert_true(shows(a, "difference 1/"));
	type(a, "n");
	assert_true(shows(a, "difference 2/"));
	type(a, "N");
	assert_true(shows(a, "difference 1/"));
	/* the files, the tree and the trace are those on disk */
	type(a, "3");
	assert_true(shows(a, "DENIED 403"));
	type(a, "gt");
	assert_true(shows(a, "* "));
	type(a, "5u");
	assert_false(shows(a, "WHAT-IF"));
	undo_key(a, true);
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	/* over a reload it is laid over the new files */
	mw_app_reloaded(a, mesh(), NULL);
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	type(a, "D");
	assert_false(shows(a, "WHAT-IF"));
	undo_key(a, false);
	assert_true(shows(a, "WHAT-IF 1"));
	/* the same key brings it back */
	type(a, "3x");
	assert_false(shows(a, "WHAT-IF"));
	mw_app_free(a);
}

static void
what_if_a_value_were_another(void **state)
{
	struct mw_app *a = app(80, 24, true);

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n3E");
	assert_true(shows(a, "paths[0] = /admin*"));
	type(a, "\033");
	assert_false(shows(a, "WHAT-IF"));
	type(a, "E\n");
	assert_true(shows(a, "the value is the same"));
	type(a, "Ex\n");
	assert_true(shows(a, "WHAT-IF 1"));
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	type(a, "3gtllllllllllll");
	assert_true(shows(a, "-> /admin*x"));
	/* what is more than a value is a text to edit */
	type(a, "1zMggE");
	assert_true(shows(a, "is behind this row") ||
	    effect(a, MW_EFFECT_EDIT_TEXT) != NULL);
	mw_app_free(a);
}

static void
a_patch_is_written_where_it_is_told(void **state)
{
	struct mw_app *a = app(80, 24, true);
	const struct mw_effect *e;
	size_t n;

	(void)state;
	type(a, "w");
	assert_true(shows(a, "there is no what-if"));
	type(a, "2call\tweb.\t/admin/x\nxw");
	assert_true(shows(a, "+++ b/t.yaml"));
	type(a, "c");
	assert_true(effect(a, MW_EFFECT_COPY) != NULL);
	type(a, "wfp.patch");
	assert_false(effect(a, MW_EFFECT_WRITE) != NULL);
	type(a, "\n");
	assert_true(effect(a, MW_EFFECT_WRITE) != NULL);
	e = mw_app_effects(a, &n);
	assert_int_equal(n, 1);
	assert_string_equal(e[0].file, "p.patch");
	assert_memory_equal(e[0].text, "--- a/t.yaml\n", 13);
	mw_app_free(a);
}

/* The rows that mw_source_draw makes of T, 12 columns wide, blanks cut. */
static char *
source_rows(const struct mw_source_text *t, int rows)
{
	struct mw_frame *f = mw_frame_new(rows, 12, true);
	struct mw_rect at = { .rows = rows, .columns = 12 };
	struct mw_buf text = { 0 };
	char *out;

	assert_int_equal(mw_source_draw(f, at, t), rows);
	mw_frame_dump(f, &text, NULL);
	out = strdup(mw_buf_text(&text));
	mw_buf_release(&text);
	mw_frame_free(f);
	return out;
}

static void
source_is_wrapped_by_cells(void **state)
{
	/* each takes two cells: the sixth would be cut in two */
	static const char wide[] = "a\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5"
	    "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5";
	struct mw_source_note note = { .column = 7, .end_column = 9,
	    .text = "why" };
	struct mw_source_text t = { .text = "0123456789ABCDEF", .wrap = true,
	    .notes = &note, .n_notes = 1, .carets = true };
	char *s;

	(void)state;
	assert_int_equal(mw_source_rows("", 12), 1);
	assert_int_equal(mw_source_rows("0123456789AB", 12), 1);
	assert_int_equal(mw_source_rows("0123456789ABC", 12), 2);
	assert_int_equal(mw_source_rows(wide, 12), 2);
	assert_int_equal(mw_source_rows(wide, 1), 7);
	/* the carets stand below the row that has the words */
	s = source_rows(&t, 3);
	assert_string_equal(s, "0123456789AB\n"
	    "      ^^ why\nCDEF        \n");
	free(s);
	note.column = 14, note.end_column = 15;
	s = source_rows(&t, 3);
	assert_string_equal(s, "0123456789AB\nCDEF        \n"
	    " ^ why      \n");
	free(s);
}

/* What goes into the history of another day. */
static void
secrets_are_not_remembered(void **state)
{
	static const char *const headers[] = { "authorization: Basic hidden11",
		"Cookie: id=hidden22", "X-Auth-Token: hidden33",
		"token: hidden44", "PROXY-AUTHORIZATION: hidden55",
		"x-api-key:hidden66", ("a: eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."
		"hidden77"), "set-cookie : hidden88" };
	struct mw_app *a = app(120, 36, true);
	const struct mw_effect *e;

	(void)state;
	type(a, "2call\tweb.\t/x?t=eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."
	    "hidden99\t\t\t");
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		type(a, headers[i]);
		type(a, "\t");
	}
	type(a, "\n");
	e = effect(a, MW_EFFECT_REMEMBER);
	assert_non_null(e);
	assert_non_null(strstr(e->text, "authorization: ***"));
	assert_non_null(strstr(e->text, "Cookie: ***"));
	if (strstr(e->text, "hidden") != NULL)
		print_error("%s\n", e->text);
	assert_null(strstr(e->text, "hidden"));
	mw_app_free(a);
}

/* 1 MB into every field, and into prompts: no key waits for it. */
static void
a_large_paste_is_quick(void **state)
{
	static const char *const units[] = { "a", "\xe6\x97\xa5", "x y=z ",
		"-H 'a: b' ", "/%2e" };
	struct mw_app *a = app(120, 36, true);
	struct mw_buf b = { 0 };
	clock_t worst = 0;

	(void)state;
	for (size_t u = 0; u < sizeof(units) / sizeof(units[0]); u++) {
		mw_buf_clear(&b);
		mw_buf_adds(&b, u == 3 ? "curl " : "");
		while (b.len < 1 << 20)
			mw_buf_adds(&b, units[u]);
		for (int field = 0; field < 24; field++) {
			const struct mw_event e = { .kind = MW_EVENT_PASTE,
				.text = mw_buf_text(&b), .len = b.len };
			clock_t begun, took;

			type(a, field < 20 ? field == 0 ? "12" : "\t"
			    : field == 20 ? "\033\033\0331/" : field == 21
			    ? "\033\033\\" : field == 22 ? "\033\033:"
			    : "\033\033\0332");
			if (field > 0 && field < 20)
				key(a, MW_KEY_CHAR, 'u', MW_MOD_CTRL);
			begun = clock();
			mw_app_handle(a, &e);
			mw_app_frame(a);
			took = clock() - begun;
			worst = took > worst ? took : worst;
		}
		type(a, "\033\033\033");
	}
	if (worst >= CLOCKS_PER_SEC / 10)
		print_error("%ld ms\n", (long)(worst * 1000 /
		    CLOCKS_PER_SEC));
	assert_true(worst < CLOCKS_PER_SEC / 10);
	mw_buf_release(&b);
	mw_app_free(a);
}

/* Another configuration while the screen is open; the one before is gone. */
static void
a_configuration_is_replaced(void **state)
{
	static const struct {
		const char *text, *shown, *key;
	} rows[] = {
		{ "keys: {simulate: [X]}", "X simulate", NULL },
		{ "keys: {simulate: [Z]}\nmous: true", "unknown setting "
		  "'mous'", "Z simulate" },
		{ "keys: [", "Settings stay: c.yaml:1", "Z simulate" },
		{ "plain: true", "level 1", NULL },
		{ "ascii: true\nmouse: false", "s simulate", NULL },
	};
	struct mw_app *a = app(120, 36, true);
	struct mw_arena *kept = NULL;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mw_arena *arena = mw_arena_new();
		struct mw_config *c = mw_config_default(arena);

		mw_config_read(c, "c.yaml", rows[i].text,
		    strlen(rows[i].text));
		mw_app_configure(a, c, c->ascii == MW_ASCII_TRUE);
		if (c->broken) {
			mw_arena_free(arena);
		} else {
			mw_arena_free(kept);
			kept = arena;
		}
		if (!shows(a, rows[i].shown))
			print_error("%s\n", rows[i].text);
		assert_true(shows(a, rows[i].shown));
		/* what is said stays over the load that follows */
		mw_app_reloaded(a, mesh(), NULL);
		assert_true(shows(a, rows[i].shown));
		if (rows[i].key != NULL)
			assert_true(shows(a, rows[i].key));
		type(a, "4");
		assert_true(shows(a, "unknown setting") == (strstr(rows[i].text,
		    "mous:") != NULL));
		type(a, "1");
	}
	mw_app_free(a);
	mw_arena_free(kept);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut_at_a_grapheme),
		cmocka_unit_test(text_cannot_command_the_terminal),
		cmocka_unit_test(a_line_is_edited_by_graphemes),
		cmocka_unit_test(a_line_is_edited_by_words),
		cmocka_unit_test(keys_find_their_actions),
		cmocka_unit_test(no_key_means_two_things),
		cmocka_unit_test(filters_narrow),
		cmocka_unit_test(the_tree_folds_and_finds),
		cmocka_unit_test(the_tree_is_made_and_searched_in_slices),
		cmocka_unit_test(the_tree_stays_over_a_reload),
		cmocka_unit_test(the_main_job),
		cmocka_unit_test(what_if_an_object_were_not_there),
		cmocka_unit_test(what_if_a_value_were_another),
		cmocka_unit_test(a_patch_is_written_where_it_is_told),
		cmocka_unit_test(a_pasted_curl_command_fills_the_form),
		cmocka_unit_test(a_command_comes_back),
		cmocka_unit_test(a_line_of_an_access_log_fills_the_form),
		cmocka_unit_test(what_a_field_names_is_told),
		cmocka_unit_test(a_word_is_chosen),
		cmocka_unit_test(a_wrong_field_says_so),
		cmocka_unit_test(a_dead_key_says_so),
		cmocka_unit_test(the_mouse_selects_opens_and_scrolls),
		cmocka_unit_test(the_mouse_moves_the_split),
		cmocka_unit_test(groups_are_a_claim),
		cmocka_unit_test(a_blank_turns_the_page_of_help),
		cmocka_unit_test(the_mouse_works_in_help_and_palette),
		cmocka_unit_test(hints_can_be_clicked),
		cmocka_unit_test(the_wheel_is_for_the_pane_below_it),
		cmocka_unit_test(a_filter_is_not_forgotten),
		cmocka_unit_test(the_palette_looks_into_objects),
		cmocka_unit_test(a_failed_load_keeps_the_mesh),
		cmocka_unit_test(source_is_wrapped_by_cells),
		cmocka_unit_test(what_is_too_long_loses_its_middle),
		cmocka_unit_test(problems_are_looked_for_in_slices),
		cmocka_unit_test(a_configuration_is_replaced),
		cmocka_unit_test(secrets_are_not_remembered),
		cmocka_unit_test(a_large_paste_is_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
