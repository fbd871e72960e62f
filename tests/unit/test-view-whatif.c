/*
 * test-view-whatif.c - the what-if on the screen: what is changed, what is
 * seen of it, what is written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "view/app.h"
#include "whatif/whatif.h"
#include "view-driver.h"

static const char world[] =
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
    "spec: {template: {metadata: {labels: {app: web}}}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: caller, namespace: shop}\n"
    "spec: {template: {metadata: {labels: {app: caller}}}}\n"
    "---\n"
    "apiVersion: networking.istio.io/v1\n"
    "kind: VirtualService\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec:\n"
    "  hosts: [web]\n"
    "  http:\n"
    "  - match: [{uri: {prefix: /p}}]\n"
    "    rewrite: {uri: /b}\n"
    "    route: [{destination: {host: web}}]\n"
    "  - route: [{destination: {host: web}}]\n"
    "---\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata: {name: no-admin, namespace: shop}\n"
    "spec:\n"
    "  action: DENY\n"
    "  rules:\n"
    "  - to: [{operation: {paths: [\"/admin*\"]}}]\n";

static struct mw_mesh_options mesh_options = MW_MESH_OPTIONS_DEFAULT;

static const struct mw_mesh *
mesh(const char *text)
{
	return mw_mesh_load_text("t.yaml", text, strlen(text), &mesh_options);
}

static struct mw_app *
app(int columns, int rows)
{
	struct mw_app_options o = { .ascii = true, .title = "t.yaml",
		.rows = rows, .columns = columns,
		.mesh_options = &mesh_options };

	return mw_app_new(mesh(world), &o);
}

/* ---- secrets ------------------------------------------------------------- */

static void
no_secret_is_shown_beside_another(void **state)
{
	struct mw_app *a = app(200, 60);

	(void)state;
	type(a, "2call\tweb.\t/p?access_token=0paque-t0ken\t\t\t"
	    "cookie: s=c00kie-value\n");
	assert_true(shows(a, "path '/p?access_token=***' becomes"));
	/* without the VirtualService, of which the route is */
	type(a, "x");
	assert_true(shows(a, "[5 Compare]"));
	assert_true(shows(a, "WHAT-IF 1"));
	assert_true(shows(a, "path '/p?access_token=***' becomes"));
	assert_false(shows(a, "0paque"));
	assert_false(shows(a, "c00kie"));
	for (int i = 0; i < 30; i++) {
		type(a, "j");
		assert_false(shows(a, "0paque"));
		assert_false(shows(a, "c00kie"));
	}
	type(a, "\t++");
	assert_false(shows(a, "0paque"));
	mw_app_free(a);
}

/* ---- a whole text -------------------------------------------------------- */

/* What the editor makes of the text: OLD becomes NEW. */
static void
edited(struct mw_app *a, const char *old, const char *new)
{
	const struct mw_effect *e = effect(a, MW_EFFECT_EDIT_TEXT);
	struct mw_buf b = { 0 };
	const char *at;

	assert_non_null(e);
	at = strstr(e->text, old);
	assert_non_null(at);
	mw_buf_add(&b, e->text, (size_t)(at - e->text));
	mw_buf_adds(&b, new);
	mw_buf_adds(&b, at + strlen(old));
	mw_app_edited(a, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
}

static void
a_text_is_replaced(void **state)
{
	struct mw_app *a = app(120, 36);

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n");
	assert_true(shows(a, "DENIED 403"));
	type(a, "gt");
	for (int i = 0; i < 9 && !shows(a, "AuthorizationPolicy > no-admin  ");
	     i++)
		type(a, "h");
	type(a, "E");
	assert_non_null(effect(a, MW_EFFECT_EDIT_TEXT));
	assert_true(shows(a, "editing a copy of AuthorizationPolicy "
	    "shop/no-admin in "));
	/* a mistake keeps the text, and the next E begins with it */
	edited(a, "paths: [", "paths: {[");
	assert_true(shows(a, "E edits the text again"));
	assert_false(shows(a, "WHAT-IF"));
	type(a, "E");
	assert_non_null(strstr(effect(a, MW_EFFECT_EDIT_TEXT)->text,
	    "paths: {["));
	edited(a, "paths: {[", "paths: [/other, ");
	assert_true(shows(a, "WHAT-IF 1"));
	assert_true(shows(a, "no-admin is replaced"));
	type(a, "1");
	assert_true(shows(a, "what-if: replaced"));
	/* the same text takes the change away */
	type(a, "E");
	edited(a, "/other, ", "");
	assert_false(shows(a, "WHAT-IF"));
	assert_true(shows(a, "as in the file"));
	type(a, "u");
	assert_true(shows(a, "WHAT-IF 1"));
	type(a, "E");
	mw_app_edited(a, effect(a, MW_EFFECT_EDIT_TEXT)->text,
	    strlen(effect(a, MW_EFFECT_EDIT_TEXT)->text));
	assert_true(shows(a, " is unchanged"));
	/* files that say something else meanwhile are not written over */
	mw_app_reloaded(a, mesh(world), NULL);
	assert_true(shows(a, "WHAT-IF 1"));
	type(a, "5");
	assert_false(shows(a, "fits nothing"));
	mw_app_free(a);
}

/* ---- values that are chosen ---------------------------------------------- */

static void
a_value_is_chosen_in_place(void **state)
{
	struct mw_app *a = app(120, 36);

	(void)state;
	type(a, "1v/no-admin\nL");
	while (mw_app_work(a, 0))
		continue;
	type(a, "/action\n");
	while (mw_app_work(a, 0))
		continue;
	type(a, "E");
	assert_true(shows(a, "spec.action (ALLOW DENY AUDIT CUSTOM) = DENY"));
	key(a, MW_KEY_UP, 0, 0);
	assert_true(shows(a, "CUSTOM) = ALLOW"));
	key(a, MW_KEY_UP, 0, 0);
	assert_true(shows(a, "CUSTOM) = CUSTOM"));
	key(a, MW_KEY_DOWN, 0, 0);
	type(a, "\n");
	assert_true(shows(a, "spec.action = ALLOW (was DENY)"));
	/* typed, it takes the place of what is there */
	type(a, "EAUDIT\n");
	assert_true(shows(a, "spec.action = AUDIT (was DENY)"));
	type(a, "E\033");
	assert_true(shows(a, "nothing was changed"));
	type(a, "E\n");
	assert_true(shows(a, "the value is the same"));
	/* what is off is not changed unseen */
	type(a, "xE");
	assert_true(shows(a, "AuthorizationPolicy no-admin is off in the "
	    "what-if: x brings it back"));
	mw_app_free(a);
}

/* SHARES: "90 10" */
static struct mw_app *
with_weights(const char *a, const char *b, const char *c)
{
	struct mw_app *x = app(140, 40);
	struct mw_buf text = { 0 };

	mw_buf_printf(&text, "%s---\napiVersion: networking.istio.io/v1\n"
	    "kind: VirtualService\nmetadata: {name: split, namespace: shop}\n"
	    "spec:\n  hosts: [split.shop]\n  http:\n  - route:\n"
	    "    - {destination: {host: web}, weight: %s}\n"
	    "    - {destination: {host: web, port: {number: 80}}, weight: %s}\n",
	    world, a, b);
	if (c != NULL)
		mw_buf_printf(&text, "    - {destination: {host: other}, "
		    "weight: %s}\n", c);
	mw_app_reloaded(x, mesh(mw_buf_text(&text)), NULL);
	mw_buf_release(&text);
	type(x, "1v/split\nL");
	while (mw_app_work(x, 0))
		continue;
	type(x, "/weight\n");
	while (mw_app_work(x, 0))
		continue;
	type(x, "E");
	return x;
}

static void
weights_stay_a_hundred_or_it_is_said(void **state)
{
	struct mw_app *a = with_weights("90", "10", NULL);

	(void)state;
	assert_true(shows(a, "spec.http[0].route[0].weight = 90"));
	assert_true(shows(a, "the other 10"));
	key(a, MW_KEY_DOWN, 0, 0);
	assert_true(shows(a, "the other 20"));
	type(a, "\n");
	assert_true(shows(a, "weight = 80 (was 90), the other = 20"));
	assert_true(shows(a, "WHAT-IF 2"));
	/* one step */
	type(a, "u");
	assert_true(shows(a, "what-if empty"));
	key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
	assert_true(shows(a, "WHAT-IF 2"));
	type(a, "E");
	assert_true(shows(a, "weight = 80"));
	assert_true(shows(a, "the other 20"));
	key(a, MW_KEY_CHAR, 'u', MW_MOD_CTRL);
	type(a, "250\n");
	assert_true(shows(a, "the weights make 270, not 100"));
	mw_app_free(a);
	a = with_weights("60", "30", "10");
	assert_true(shows(a, "together 100"));
	key(a, MW_KEY_UP, 0, 0);
	type(a, "\n");
	assert_true(shows(a, "weight = 70 (was 60); the weights make 110, not"));
	assert_true(shows(a, "WHAT-IF 1"));
	mw_app_free(a);
	/* what is no number has nothing to do with others */
	a = with_weights("many", "10", NULL);
	assert_true(shows(a, "weight = many"));
	assert_false(shows(a, "the other"));
	mw_app_free(a);
}

/* ---- a new document, and steps ------------------------------------------- */

static void
a_document_is_added(void **state)
{
	static const char deny[] = "apiVersion: security.istio.io/v1\n"
	    "kind: AuthorizationPolicy\nmetadata:\n  name: all\n"
	    "  namespace: shop\nspec: {action: DENY, rules: [{}]}";
	struct mw_app *a = app(120, 36);
	const struct mw_effect *e;

	(void)state;
	type(a, "2call\tweb.\t/x\n1A");
	e = effect(a, MW_EFFECT_EDIT_TEXT);
	assert_non_null(e);
	assert_non_null(strstr(e->text, "for the end of t.yaml"));
	/* as it was, or nothing */
	mw_app_edited(a, e->text, strlen(e->text));
	assert_true(shows(a, "nothing was added"));
	type(a, "A");
	mw_app_edited(a, " \n", 2);
	assert_true(shows(a, "nothing was added"));
	/* a mistake keeps the text */
	type(a, "A");
	mw_app_edited(a, "kind: [", 7);
	assert_true(shows(a, "Nothing was added; A edits the text again"));
	assert_false(shows(a, "WHAT-IF"));
	type(a, "A");
	assert_string_equal(effect(a, MW_EFFECT_EDIT_TEXT)->text, "kind: [");
	mw_app_edited(a, deny, strlen(deny));
	assert_true(shows(a, "WHAT-IF 1"));
	assert_true(shows(a, "AuthorizationPolicy shop/all is added to t.yaml"));
	assert_true(shows(a, "ALLOWED 200 -> DENIED 403"));
	/* no file has it: it is edited again on Compare, by its step */
	type(a, "E");
	assert_true(shows(a, "editing the added AuthorizationPolicy shop/all"));
	mw_app_edited(a, "kind: [", 7);
	assert_true(shows(a, "Nothing was changed; E edits the text again"));
	type(a, "E");
	assert_string_equal(effect(a, MW_EFFECT_EDIT_TEXT)->text, "kind: [");
	mw_app_edited(a, "kind: [", 7);
	type(a, "u");
	key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
	/* and by its line among the changes */
	type(a, "5\tgg");
	for (int i = 0; i < 30 && !shows(a, ">Change 1 of 1"); i++)
		type(a, "j");
	type(a, "x");
	assert_true(shows(a, "what-if empty"));
	type(a, "u");
	assert_true(shows(a, "WHAT-IF 1"));
	/* what is written reads so again */
	type(a, "wiy");
	e = effect(a, MW_EFFECT_FILES);
	assert_non_null(e);
	assert_non_null(strstr(e->files[0].text, "\n---\napiVersion: "
	    "security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n"
	    "  name: all\n"));
	mw_app_free(a);
}

/* What a field cannot hold is not taken; what a cluster refuses is told. */
static void
values_are_judged_at_once(void **state)
{
	struct mw_app *a = app(140, 40);

	(void)state;
	mw_app_reloaded(a, mesh("apiVersion: networking.istio.io/v1\n"
	    "kind: VirtualService\nmetadata: {name: web, namespace: shop}\n"
	    "spec:\n  hosts: [web]\n  http:\n  - route:\n"
	    "    - destination: {host: web}\n      weight: 90\n"
	    "    - destination: {host: other}\n      weight: 10\n"), NULL);
	type(a, "1/90 %\n");
	type(a, "E");
	key(a, MW_KEY_CHAR, 'u', MW_MOD_CTRL);
	type(a, "abc\n");
	assert_true(shows(a, "weight cannot be 'abc': it takes a whole number, "
	    "2147483647 or less. Nothing was changed; E tries again."));
	assert_true(shows(a, "no what-if"));
	/* what was typed is there to be mended */
	type(a, "E");
	assert_true(shows(a, "weight = abc"));
	key(a, MW_KEY_CHAR, 'u', MW_MOD_CTRL);
	type(a, "-5\n");
	assert_true(shows(a, "a cluster would refuse that: 'weight' cannot be "
	    "negative [IST0106]"));
	assert_true(shows(a, "WHAT-IF 1"));
	mw_app_free(a);
}

/* The callers are those of what was edited, not of the last request. */
static void
callers_are_of_what_was_changed(void **state)
{
	struct mw_app *a = app(120, 60);
	struct mw_buf b = { 0 };

	(void)state;
	mw_buf_printf(&b, "%s---\napiVersion: v1\nkind: Service\n"
	    "metadata: {name: aside, namespace: shop}\n"
	    "spec: {selector: {app: aside}, ports: [{name: http, port: 80}]}\n"
	    "---\napiVersion: apps/v1\nkind: Deployment\n"
	    "metadata: {name: aside, namespace: shop}\nspec: {template: "
	    "{metadata: {labels: {app: aside}}}}\n---\n"
	    "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n"
	    "metadata: {name: shut, namespace: shop}\nspec:\n"
	    "  selector: {matchLabels: {app: aside}}\n  action: DENY\n"
	    "  rules:\n  - to:\n    - operation: {methods: [POST], "
	    "paths: [\"/in/*\"]}\n", world);
	mw_app_reloaded(a, mesh(mw_buf_text(&b)), NULL);
	type(a, "2call\tweb.\t/x\n1v/shut\nx");
	while (mw_app_work(a, 0))
		continue;
	assert_true(shows(a, "SAME: ALLOWED 200; "));
	assert_true(shows(a, "Callers of aside.shop.svc.cluster.local: "));
	assert_true(shows(a, "gains POST /in/*"));
	assert_false(shows(a, "Callers of web.shop"));
	assert_true(shows(a, "The same for this request; "));
	mw_buf_release(&b);
	mw_app_free(a);
}

static void
any_step_can_be_gone_to(void **state)
{
	struct mw_app *a = app(120, 60);

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n3x");
	assert_false(shows(a, "Steps until now"));
	type(a, "1v/call\nnxD");
	type(a, "u5");
	assert_true(shows(a, "WHAT-IF 2"));
	while (mw_app_work(a, 0))
		continue;
	type(a, "\t/Steps until\n");
	assert_true(shows(a, "  0  the files on disk"));
	assert_true(shows(a, "  1  AuthorizationPolicy shop/no-admin is off"));
	assert_true(shows(a, "=>  2  Deployment shop/caller is off"));
	assert_true(shows(a, "  3  2 changes dropped  (undone)"));
	type(a, "jj\n");
	assert_true(shows(a, "WHAT-IF 1"));
	assert_true(shows(a, "undone"));
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	while (mw_app_work(a, 0))
		continue;
	type(a, "\033\t\t/=>\n");
	assert_true(shows(a, "=>  1"));
	type(a, "j\n");
	assert_true(shows(a, "redone: 2 changes in the what-if"));
	type(a, "/files on\nn\n");
	mw_app_free(a);
}

/* ---- suggestions --------------------------------------------------------- */

static void
what_would_let_it_pass_is_tried(void **state)
{
	struct mw_app *a = app(120, 50);

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n");
	assert_true(shows(a, "DENIED 403"));
	while (mw_app_work(a, 0))
		continue;
	assert_true(shows(a, "Smallest changes that would let it pass"));
	assert_true(shows(a, "ta send it with path"));
	assert_true(shows(a, "tc take AuthorizationPolicy shop/no-admin away"));
	type(a, "tz");
	assert_true(shows(a, "a letter from a to c"));
	type(a, "tc");
	assert_true(shows(a, "[5 Compare]"));
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	assert_true(shows(a, "first difference: step "));
	/* what else it changes is asked between events */
	assert_true(shows(a, "is being asked"));
	while (mw_app_work(a, 0))
		continue;
	type(a, "\t++G");
	assert_true(shows(a, "Callers of web.shop.svc.cluster.local: 2 of 2 change"));
	/* a rewrite of the path is in the way of patterns */
	assert_true(shows(a, "* shop/caller, shop/web    gains GET /admin/x, "
	    "GET /adminx"));
	assert_true(shows(a, "Requests made from routes and policies, to all "
	    "hosts: "));
	type(a, "__\t");
	/* what is changed already is not changed again */
	type(a, "3tc");
	assert_true(shows(a, "in the what-if already"));
	assert_true(shows(a, "WHAT-IF 1"));
	/* a change of the request goes on from there */
	type(a, "ta");
	assert_true(shows(a, "sent with path"));
	assert_true(shows(a, "ALLOWED 200"));
	assert_false(shows(a, "Smallest changes"));
	mw_app_free(a);
}

/* ---- what it is about ---------------------------------------------------- */

static void
a_change_that_is_not_met(void **state)
{
	struct mw_app *a = app(120, 50);
	struct mw_buf b = { 0 };

	(void)state;
	/* the caller's own pod has to go on being there: another Deployment */
	mw_buf_printf(&b, "%s---\napiVersion: apps/v1\nkind: Deployment\n"
	    "metadata: {name: aside, namespace: shop}\nspec: {template: "
	    "{metadata: {labels: {app: aside}}}}\n---\n"
	    "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
	    "metadata: {name: other, namespace: shop}\n"
	    "spec: {hosts: [other.example.com], http: [{route: [{destination: "
	    "{host: web}}]}]}\n", world);
	mw_app_reloaded(a, mesh(mw_buf_text(&b)), NULL);
	type(a, "2call\tweb.\t/admin/x\n");
	/* an address that was made up stays, though a pod less needs one */
	type(a, "1v/aside\nnx");
	assert_true(shows(a, "SAME: DENIED 403"));
	assert_true(shows(a, "no difference"));
	assert_true(shows(a, "; it does not meet the change."));
	assert_true(shows(a, "not met: no pod of it is on the way: shop/caller,"
	    " shop/web"));
	type(a, "1/VirtualService\nnjjx");
	assert_true(shows(a, "WHAT-IF 2"));
	assert_true(shows(a, "it meets none of the 2 changes."));
	assert_true(shows(a, "not met: it is about host other.example.com, and "
	    "this request is for web.shop.svc.cluster.local"));
	/* the list in force is what is compared, and one that is met counts */
	type(a, "3x");
	assert_true(shows(a, "WHAT-IF 3"));
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	assert_true(shows(a, "After: what-if, 3 changes"));
	assert_false(shows(a, "not met"));
	type(a, "u");
	assert_true(shows(a, "SAME: "));
	assert_true(shows(a, "it meets none of the 2 changes."));
	mw_buf_release(&b);
	mw_app_free(a);
}

/* Two counts that differ: what they are of, and why. */
static void
lists_of_requests_agree_or_say_why(void **state)
{
	struct mw_app *a = app(120, 50);
	struct mw_buf b = { 0 };
	const char *at = strstr(world, "  - to:");

	(void)state;
	mw_buf_add(&b, world, (size_t)(at - world));
	mw_buf_adds(&b, "  - when: [{key: \"request.headers[x-test]\", "
	    "values: [\"1\"]}]\n");
	mw_app_reloaded(a, mesh(mw_buf_text(&b)), NULL);
	type(a, "2call\tweb.\t/x\t\t\tx-test: 1\n");
	assert_true(shows(a, "DENIED 403"));
	type(a, "x");
	assert_true(shows(a, "DENIED 403 -> ALLOWED 200"));
	while (mw_app_work(a, 0))
		continue;
	type(a, "\t++G");
	assert_true(shows(a, "Callers of web.shop.svc.cluster.local: 2 of 2 "
	    "change"));
	assert_true(shows(a, "to all hosts: 0 of "));
	assert_true(shows(a, "gain or lose is not among these: none"));
	mw_buf_release(&b);
	mw_app_free(a);
}

/* ---- everything follows it ----------------------------------------------- */

static void
files_that_change_meanwhile(void **state)
{
	struct mw_app *a = app(120, 36);
	struct mw_buf b = { 0 };
	const char *at = strstr(world, "AuthorizationPolicy");

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n3x");
	assert_true(shows(a, "WHAT-IF 1"));
	/* every screen says what it is about */
	type(a, "4");
	assert_true(shows(a, "WHAT-IF 1"));
	assert_true(shows(a, "Problems  files on disk"));
	while (mw_app_work(a, 0))
		continue;
	assert_true(shows(a, "Problems  what-if: "));
	type(a, "3");
	assert_true(shows(a, "Steps  files on disk"));
	assert_true(shows(a, "DENIED 403 on disk; what-if: ALLOWED 200 (5)"));
	assert_true(shows(a, "DENY*"));
	type(a, "gt");
	assert_true(shows(a, "* Off in the what-if; x brings it back."));
	/* the same object on other lines: it fits */
	mw_buf_printf(&b, "# one more line\n%s", world);
	mw_app_reloaded(a, mesh(mw_buf_text(&b)), NULL);
	type(a, "5");
	assert_false(shows(a, "fits nothing"));
	/* it is not there any more: that is listed, nothing is guessed */
	mw_buf_clear(&b);
	mw_buf_add(&b, world, (size_t)(at - world));
	mw_buf_adds(&b, "AuthorizationPolicx");
	mw_buf_adds(&b, at + strlen("AuthorizationPolicy"));
	mw_app_reloaded(a, mesh(mw_buf_text(&b)), NULL);
	assert_true(shows(a, "1 of 1 change of the what-if fits nothing"));
	type(a, "5");
	assert_true(shows(a, "fits nothing in the files any more"));
	/* dropped, and to be undone */
	type(a, "D");
	assert_false(shows(a, "WHAT-IF"));
	type(a, "u");
	assert_true(shows(a, "WHAT-IF 1"));
	mw_buf_release(&b);
	mw_app_free(a);
}

/* What is tried makes a problem and takes one away. */
static void
problems_of_both_are_told_apart(void **state)
{
	struct mw_app *a = app(240, 50);
	struct mw_buf b = { 0 };

	(void)state;
	mw_buf_printf(&b, "%s---\napiVersion: networking.istio.io/v1\n"
	    "kind: VirtualService\nmetadata: {name: bad, namespace: shop}\n"
	    "spec: {hosts: [web], http: [{timout: 5s, route: [{destination: "
	    "{host: web}}]}]}\n", world);
	mw_app_reloaded(a, mesh(mw_buf_text(&b)), NULL);
	type(a, "4");
	assert_true(shows(a, "unknown field 'spec.http[0].timout"));
	assert_false(shows(a, "gone"));
	type(a, "/timout\ngtE");
	edited(a, "{timout: 5s, ", "{timoot: 5s, ");
	assert_true(shows(a, "WHAT-IF 1"));
	/* the details have it, as a text */
	assert_true(shows(a, "* What-if   VirtualService shop/bad is replaced"));
	assert_true(shows(a, "   spec: {hosts: [web], http: [{timoot: "));
	type(a, "4");
	while (mw_app_work(a, 0))
		continue;
	assert_true(shows(a, "Problems  what-if: 1 new, 1 gone"));
	assert_true(shows(a, "+error"));
	assert_true(shows(a, " gone "));
	assert_true(shows(a, "unknown field 'spec.http[0].timoot'"));
	type(a, "/timoot\n");
	assert_true(shows(a, "+ new in the what-if"));
	type(a, "gt");
	assert_true(shows(a, "VirtualService shop/bad"));
	type(a, "u4");
	while (mw_app_work(a, 0))
		continue;
	assert_false(shows(a, "timoot'"));
	assert_false(shows(a, "+error"));
	mw_buf_release(&b);
	mw_app_free(a);
}

/* ---- writing ------------------------------------------------------------- */

static void
files_are_written_after_a_yes(void **state)
{
	struct mw_app *a = app(120, 36);
	const struct mw_effect *e;

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n3xwi");
	assert_true(shows(a, "Change t.yaml in place? y writes"));
	type(a, "n");
	assert_null(effect(a, MW_EFFECT_FILES));
	assert_true(shows(a, "nothing was written"));
	type(a, "wiy");
	e = effect(a, MW_EFFECT_FILES);
	assert_non_null(e);
	assert_int_equal(e->n_files, 1);
	assert_null(e->file);
	assert_false(e->backup);
	assert_string_equal(e->files[0].before, world);
	assert_null(strstr(e->files[0].text, "no-admin"));
	assert_non_null(strstr(e->files[0].text, "hosts: [web]"));
	/* refused: it is still there; done: it is not */
	mw_app_placed(a, "t.yaml has changed since it was loaded");
	assert_true(shows(a, "has changed since"));
	assert_true(shows(a, "WHAT-IF 1"));
	mw_app_placed(a, NULL);
	assert_true(shows(a, "written into the files"));
	assert_false(shows(a, "WHAT-IF"));
	type(a, "u");
	assert_true(shows(a, "nothing to undo"));
	/* into a folder go all */
	type(a, "3xwoout\n");
	e = effect(a, MW_EFFECT_FILES);
	assert_non_null(e);
	assert_string_equal(e->file, "out");
	assert_false(e->over);
	assert_true(shows(a, "WHAT-IF 1"));
	mw_app_free(a);
}

static void
only_what_is_there_is_asked_about(void **state)
{
	struct mw_app *a = app(120, 36);
	const struct mw_effect *e;
	struct mw_buf b = { 0 };

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n3xw");
	/* the patch can be read on, by row and by sequence */
	type(a, "jjgg");
	key(a, MW_KEY_PAGE_DOWN, 0, 0);
	assert_true(shows(a, "Patch: c copy"));
	/* a name is text: cursor keys move in it */
	type(a, "f");
	key(a, MW_KEY_LEFT, 0, 0);
	key(a, MW_KEY_HOME, 0, 0);
	type(a, "my-");
	assert_true(shows(a, "write the patch to: my-whatif.patch"));
	type(a, "\n");
	e = effect(a, MW_EFFECT_WRITE);
	assert_non_null(e);
	assert_string_equal(e->file, "my-whatif.patch");
	assert_false(e->over);
	/* it is not written yet: who quits is asked */
	assert_true(mw_app_whatif(a, &b));
	mw_app_in_the_way(a, "my-whatif.patch");
	assert_true(shows(a, "my-whatif.patch is there already: write over "
	    "it? y"));
	type(a, "n");
	assert_null(effect(a, MW_EFFECT_WRITE));
	assert_true(shows(a, "nothing was written"));
	type(a, "wfp\n");
	mw_app_in_the_way(a, "p");
	type(a, "y");
	e = effect(a, MW_EFFECT_WRITE);
	assert_non_null(e);
	assert_true(e->over);
	assert_string_equal(e->file, "p");
	mw_app_written(a, "written: p");
	assert_false(mw_app_whatif(a, &b));
	mw_buf_release(&b);
	mw_app_free(a);
}

static void
nothing_left_leads_back(void **state)
{
	struct mw_app *a = app(120, 36);

	(void)state;
	type(a, "2call\tweb.\t/admin/x\n3x");
	assert_true(shows(a, "[5 Compare]"));
	type(a, "u");
	assert_true(shows(a, "[3 Trace]"));
	assert_true(shows(a, "what-if empty: nothing is changed"));
	/* as after the first change */
	key(a, MW_KEY_CHAR, 'r', MW_MOD_CTRL);
	assert_true(shows(a, "[5 Compare]"));
	assert_true(shows(a, "WHAT-IF 1"));
	type(a, "D");
	assert_true(shows(a, "[3 Trace]"));
	assert_true(shows(a, "1 change dropped; u brings it back"));
	type(a, "u");
	assert_true(shows(a, "[5 Compare]"));
	/* opened from elsewhere, it goes back there */
	type(a, "45u");
	assert_true(shows(a, "[4 Problems"));
	mw_app_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_secret_is_shown_beside_another),
		cmocka_unit_test(a_text_is_replaced),
		cmocka_unit_test(a_value_is_chosen_in_place),
		cmocka_unit_test(weights_stay_a_hundred_or_it_is_said),
		cmocka_unit_test(a_document_is_added),
		cmocka_unit_test(values_are_judged_at_once),
		cmocka_unit_test(callers_are_of_what_was_changed),
		cmocka_unit_test(any_step_can_be_gone_to),
		cmocka_unit_test(a_change_that_is_not_met),
		cmocka_unit_test(lists_of_requests_agree_or_say_why),
		cmocka_unit_test(files_that_change_meanwhile),
		cmocka_unit_test(problems_of_both_are_told_apart),
		cmocka_unit_test(files_are_written_after_a_yes),
		cmocka_unit_test(only_what_is_there_is_asked_about),
		cmocka_unit_test(nothing_left_leads_back),
		cmocka_unit_test(what_would_let_it_pass_is_tried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
