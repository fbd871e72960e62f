/*
 * screen-drive.c - events out of bytes, and what every frame must be.
 */
#include "screen-drive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/xalloc.h"

/* Small, with everything the screens show, and names that are hard to show. */
static const char mesh_text[] =
    "apiVersion: v1\nkind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n"
    "spec: {selector: {app: web}, ports: [{name: http, port: 80}]}\n---\n"
    "apiVersion: apps/v1\nkind: Deployment\n"
    "metadata: {name: web, namespace: shop}\nspec:\n  template:\n"
    "    metadata: {labels: {app: web, \"naive\\u0301\": v1}}\n---\n"
    "apiVersion: apps/v1\nkind: Deployment\n"
    "metadata: {name: caller, namespace: shop}\n"
    "spec:\n  template: {metadata: {labels: {app: caller}}}\n---\n"
    "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
    "metadata: {name: web, namespace: shop}\nspec:\n  hosts: [web]\n"
    "  http:\n  - match: [{uri: {prefix: /a}}]\n"
    "    route: [{destination: {host: web}, weight: 50},"
    " {destination: {host: web, subset: v1}, weight: 50}]\n"
    "  - route: [{destination: {host: web, subset: gone}}]\n---\n"
    "apiVersion: networking.istio.io/v1\nkind: DestinationRule\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec: {host: web, subsets: [{name: v1, labels: {app: web}}]}\n---\n"
    "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n"
    "metadata: {name: \"no-\\x1b[31madmin\\u202e\\u65e5\\u672c\","
    " namespace: shop}\nspec:\n  action: DENY\n"
    "  rules: [{to: [{operation: {paths: [\"/admin*\"]}}]}]\n---\n"
    "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n"
    "metadata: {name: allow, namespace: shop}\nspec:\n"
    "  selector: {matchLabels: {app: web}}\n"
    "  rules: [{from: [{source: {principals: [\"*/sa/other\"]}}]}]\n---\n"
    "apiVersion: v1\nkind: ConfigMap\n"
    "metadata: {name: \"\\u65e5\\u672c\\u8a9e\", namespace: shop}\n"
    "data: {text: \"a\\tb\\u0007c\", long: "
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmn}\n"
    "---\nkind: Broken\nmetadata: [\n";

static const struct mw_mesh *
load(const struct drive *d, size_t part)
{
	const char *path = d->path;

	if (path != NULL)
		return mw_mesh_load(&path, 1, &d->options);
	return mw_mesh_load_text("t.yaml", mesh_text, strlen(mesh_text) *
	    part / 4, &d->options);
}

void
drive_begin(struct drive *d, const char *path, int rows, int columns,
    bool ascii)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_app_options o = { .ascii = ascii, .title = path != NULL
		? path : "t.yaml", .rows = rows, .columns = columns };

	memset(d, 0, sizeof(*d));
	d->options = options;
	d->path = path;
	o.mesh_options = &d->options;
	d->app = mw_app_new(load(d, 4), &o);
}

void
drive_end(struct drive *d)
{
	mw_app_free(d->app);
	free(d->before);
}

void
drive_print_log(const struct drive *d)
{
	size_t n = d->events < DRIVE_LOG ? d->events : DRIVE_LOG;

	printf("# %dx%d on %s, after %zu events, the last:", d->app->frame->
	    columns, d->app->frame->rows, mw_screen_now(d->app)->name,
	    d->events);
	for (size_t i = d->events - n; i < d->events; i++)
		printf(" %s", d->log[i % DRIVE_LOG]);
	putchar('\n');
}

/* ---- what must hold ------------------------------------------------------ */

static const char *
check_cell(const struct mw_cell *x, bool ascii)
{
	size_t len = strlen(x->text);

	if (x->role >= MW_ROLE_COUNT)
		return "a cell has no known role";
	if (!mw_utf8_valid(x->text, len))
		return "a cell is no UTF-8";
	if ((int)mw_utf8_columns(x->text, len) != x->width)
		return "a cell is not as wide as its text";
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)x->text[i] < 32 || x->text[i] == 127)
			return "a cell commands the terminal";
	}
	if (ascii && (len > 1 || (unsigned char)x->text[0] > 126))
		return "a cell is not ASCII";
	return NULL;
}

static const char *
check_cells(const struct mw_frame *f)
{
	for (int r = 0; r < f->rows; r++) {
		int sum = 0;

		for (int c = 0; c < f->columns; c++) {
			const struct mw_cell *x = &f->cells[r * f->columns +
			    c];
			const char *why = check_cell(x, f->ascii);

			if (why != NULL)
				return why;
			if (x->width == 0 && (c == 0 || x[-1].width != 2))
				return "half of a wide character";
			sum += x->width;
		}
		if (sum != f->columns)
			return "a row does not fill the terminal";
	}
	return NULL;
}

static bool
row_selected(const struct mw_frame *f, struct mw_rect p, int row)
{
	for (int c = p.column; c < p.column + p.columns; c++) {
		if (f->cells[row * f->columns + c].selected)
			return true;
	}
	return false;
}

/* The focused pane has exactly one selected row, and the cursor is on it. */
static const char *
check_selected(struct mw_app *a)
{
	const struct mw_frame *f = a->frame;
	int pane = mw_app_in_page(a) ? 1 : 0, found = -1;
	struct mw_rect p = a->layout.pane[pane];
	struct mw_list *l = a->screen == MW_SCREEN_FORM ? NULL
	    : mw_app_list(a);

	if (a->layout.tiny)
		return NULL;
	if (p.rows < 1 || p.columns < 1)
		return "the focused pane has no room";
	for (int r = p.row; r < p.row + p.rows; r++) {
		if (!row_selected(f, p, r))
			continue;
		if (found >= 0)
			return "two rows are selected";
		found = r;
	}
	if (l == NULL || (a->screen == MW_SCREEN_HELP && p.rows < 2))
		return NULL;
	if (l->n > 0 && found < 0)
		return "no row is selected";
	if (l->n == 0 && found >= 0)
		return "a row of an empty list is selected";
	if (a->screen == MW_SCREEN_HELP || a->prompt != MW_PROMPT_NONE)
		return NULL;
	if (l->n == 0)
		found = p.row;
	if (f->cursor_row != found || f->cursor_column < p.column ||
	    f->cursor_column >= p.column + p.columns)
		return "the cursor is not on the selected row";
	return NULL;
}

bool
drive_same(const struct mw_frame *f, const struct mw_cell *cells, int but_row)
{
	for (int i = 0; i < f->rows * f->columns; i++) {
		const struct mw_cell *x = &f->cells[i], *y = &cells[i];

		if (i / f->columns == but_row)
			continue;
		if (strcmp(x->text, y->text) != 0 || x->role != y->role ||
		    x->width != y->width || x->selected != y->selected)
			return false;
	}
	return true;
}

struct mw_cell *
drive_copy(const struct mw_frame *f)
{
	size_t n = (size_t)f->rows * (size_t)f->columns;
	struct mw_cell *cells = mw_xcalloc(n, sizeof(*cells));

	memcpy(cells, f->cells, n * sizeof(*cells));
	return cells;
}

/* Nothing that a drawing does may show in the next one. */
static const char *
check_twice(struct drive *d)
{
	struct mw_app *a = d->app;
	size_t n = (size_t)a->frame->rows * (size_t)a->frame->columns;
	int row = a->frame->cursor_row, column = a->frame->cursor_column;

	if (n > d->n_before) {
		d->before = mw_xrealloc(d->before, n, sizeof(*d->before));
		d->n_before = n;
	}
	memcpy(d->before, a->frame->cells, n * sizeof(*d->before));
	a->drawn = false;
	mw_app_frame(a);
	if (!drive_same(a->frame, d->before, -1))
		return "drawn twice, the frame is another";
	if (row != a->frame->cursor_row || column != a->frame->cursor_column)
		return "drawn twice, the cursor is elsewhere";
	return NULL;
}

const char *
drive_check(struct drive *d)
{
	const struct mw_frame *f = mw_app_frame(d->app);
	const char *why;

	if (f->cursor_row < 0 || f->cursor_row >= f->rows ||
	    f->cursor_column < 0 || f->cursor_column >= f->columns)
		return "the cursor is outside";
	if ((why = check_cells(f)) != NULL ||
	    (why = check_selected(d->app)) != NULL)
		return why;
	return d->events % 4 == 0 ? check_twice(d) : NULL;
}

/* ---- one event ----------------------------------------------------------- */

static bool
effects(struct drive *d, bool escape)
{
	size_t n;
	const struct mw_effect *e = mw_app_effects(d->app, &n);
	bool reload = false;

	for (size_t i = 0; i < n; i++) {
		if (e[i].kind == MW_EFFECT_QUIT && escape) {
			snprintf(d->fault, sizeof(d->fault), "Escape quits");
			return false;
		}
		reload = reload || e[i].kind == MW_EFFECT_RELOAD;
	}
	if (reload && d->events % 5 == 0)
		mw_app_reloaded(d->app, NULL, "it failed");
	else if (reload)
		mw_app_reloaded(d->app, load(d, d->events % 3 == 0 ? 3 : 4),
		    NULL);
	return true;
}

static bool
give(struct drive *d, const struct mw_event *e, const char *name)
{
	const char *why;

	snprintf(d->log[d->events++ % DRIVE_LOG], DRIVE_NAME, "%s", name);
	mw_app_handle(d->app, e);
	if (!effects(d, e->kind == MW_EVENT_KEY && e->key ==
	    MW_KEY_ESCAPE))
		return false;
	why = drive_check(d);
	if (why != NULL)
		snprintf(d->fault, sizeof(d->fault), "%s", why);
	return why == NULL;
}

bool
drive_resize(struct drive *d, int rows, int columns)
{
	struct mw_event e = { .kind = MW_EVENT_RESIZE, .rows = rows,
		.columns = columns };
	char name[DRIVE_NAME];

	snprintf(name, sizeof(name), "size:%dx%d", columns, rows);
	return give(d, &e, name);
}

static const struct {
	const char *name;
	enum mw_key key;
} specials[] = {
	{ "Up", MW_KEY_UP },
	{ "Down", MW_KEY_DOWN },
	{ "Left", MW_KEY_LEFT },
	{ "Right", MW_KEY_RIGHT },
	{ "Home", MW_KEY_HOME },
	{ "End", MW_KEY_END },
	{ "PgUp", MW_KEY_PAGE_UP },
	{ "PgDn", MW_KEY_PAGE_DOWN },
	{ "Tab", MW_KEY_TAB },
	{ "S-Tab", MW_KEY_BACKTAB },
	{ "Enter", MW_KEY_ENTER },
	{ "Esc", MW_KEY_ESCAPE },
	{ "Backspace", MW_KEY_BACKSPACE },
	{ "Del", MW_KEY_DELETE },
	{ "Ins", MW_KEY_INSERT },
};

bool
drive_key(struct drive *d, const char *name)
{
	struct mw_event e = { .kind = MW_EVENT_KEY, .key = MW_KEY_CHAR };
	const char *rest = name;

	for (size_t i = 0; i < MW_LEN(specials); i++) {
		if (strcmp(specials[i].name, name) == 0) {
			e.key = specials[i].key;
			return give(d, &e, name);
		}
	}
	for (; rest[0] != '\0' && rest[1] == '-' && rest[2] != '\0'; rest += 2)
		e.mods |= rest[0] == 'C' ? MW_MOD_CTRL : rest[0] == 'A'
		    ? MW_MOD_ALT : MW_MOD_SHIFT;
	for (size_t i = 0; i < MW_LEN(specials); i++) {
		if (strcmp(specials[i].name, rest) == 0)
			e.key = specials[i].key;
	}
	if (rest[0] == 'F' && rest[1] >= '1' && rest[1] <= '9') {
		e.key = MW_KEY_F;
		e.cp = (uint32_t)strtoul(rest + 1, NULL, 10);
	} else if (strcmp(rest, "Space") == 0) {
		e.cp = ' ';
	} else if (e.key == MW_KEY_CHAR && e.mods == 0) {
		return drive_type(d, name);	/* "gg" is two keys */
	} else if (e.key == MW_KEY_CHAR) {
		e.cp = (unsigned char)rest[0];
	}
	return give(d, &e, name);
}

bool
drive_type(struct drive *d, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len;) {
		struct mw_event e = { .kind = MW_EVENT_KEY,
			.key = MW_KEY_CHAR };
		char name[8] = "";
		size_t n = mw_utf8_decode(text + i, len - i, &e.cp);

		memcpy(name, text + i, n < 7 ? n : 7);
		i += n;
		if (!give(d, &e, name))
			return false;
	}
	return true;
}

/* ---- events out of bytes ------------------------------------------------- */

static unsigned
byte(const uint8_t **at, const uint8_t *end)
{
	return *at < end ? *(*at)++ : 0;
}

/* A key of the table: one that does something somewhere. */
static bool
table_key(struct drive *d, unsigned action, unsigned which)
{
	const struct mw_action_info *i = mw_action_info((enum mw_action)(
	    action % MW_DO_COUNT));
	const char *s = i->keys;
	char name[DRIVE_NAME];
	size_t len;

	for (which %= 3; which > 0 && strchr(s, ' ') != NULL; which--)
		s = strchr(s, ' ') + 1;
	len = strcspn(s, " ");
	snprintf(name, sizeof(name), "%.*s", (int)len, s);
	if (len == 2 && name[1] == '*')
		name[1] = (char)('a' + action % 4);
	return drive_key(d, name);
}

static const char *const texts[] = { "web", "shop/caller", "reviews",
	"/admin/x", "is:error", "is:unused", "kind:Service", "ns:shop", "!web",
	"\u65e5\u672c", "e\u0301\u0302\u0303\u0304\u0305",
	"curl -H 'a: b' -X POST http://web/a", "300", "STRICT", "ALLOW", "x",
	"~[", "a: b",
	"sub=jason,groups=a|b", "10.0.0.1", "0", "99999999999", "p.patch",
	"\xff\xfe", "\u200d\u200b\ufe0f" };

static bool
paste(struct drive *d, const uint8_t **at, const uint8_t *end)
{
	struct mw_event e = { .kind = MW_EVENT_PASTE };
	unsigned how = byte(at, end);
	struct mw_buf b = { 0 };
	bool fine;

	if (how < 100) {
		mw_buf_adds(&b, texts[how % MW_LEN(texts)]);
		if (how & 1)
			mw_buf_adds(&b, "\n$ next\r\n");
	} else if (how < 110) {
		for (int i = 0; i < 3000; i++)
			mw_buf_adds(&b, texts[how % MW_LEN(texts)]);
	} else {
		for (unsigned i = 0; i < how - 110; i++)
			mw_buf_addc(&b, (char)byte(at, end));
	}
	e.text = mw_buf_text(&b);
	e.len = b.len;
	fine = give(d, &e, "paste");
	mw_buf_release(&b);
	return fine;
}

static bool
mouse(struct drive *d, const uint8_t **at, const uint8_t *end)
{
	struct mw_event e = { .kind = MW_EVENT_MOUSE };
	char name[DRIVE_NAME];

	e.mouse = (enum mw_mouse_action)(byte(at, end) % 5);
	/* anywhere, also where nothing is */
	e.row = (int)(byte(at, end) % (unsigned)(d->app->frame->rows + 2)) - 1;
	e.column = (int)(byte(at, end) % (unsigned)(d->app->frame->columns +
	    2)) - 1;
	snprintf(name, sizeof(name), "mouse%d:%d,%d", (int)e.mouse, e.column,
	    e.row);
	return give(d, &e, name);
}

static bool
other(struct drive *d, unsigned op, const uint8_t **at, const uint8_t *end)
{
	static const int sizes[][2] = { { 1, 1 }, { 5, 20 }, { 4, 19 },
		{ 10, 40 }, { 24, 80 }, { 24, 80 }, { 40, 120 }, { 60, 200 },
		{ 20, 60 }, { 19, 59 }, { 8, 100 }, { 60, 30 } };
	struct mw_event e = { .kind = MW_EVENT_TICK };
	unsigned which = byte(at, end);

	switch (op) {
	case 0:
		return drive_resize(d, sizes[which % MW_LEN(sizes)][0],
		    sizes[which % MW_LEN(sizes)][1]);
	case 1:
		return drive_resize(d, (int)which % 60 + 1, (int)byte(at,
		    end) % 200 + 1);
	case 2:
		e.kind = MW_EVENT_FOCUS;
		return give(d, &e, "focus");
	case 3:
		e.now_ms = (int64_t)d->events * 100;
		/* what takes long goes on between events */
		mw_app_work(d->app, which % 2);
		return give(d, &e, "tick");
	default:
		/* any character, with any modifiers */
		e.kind = MW_EVENT_KEY;
		e.key = MW_KEY_CHAR;
		e.mods = which % 8;
		e.cp = byte(at, end);
		if (which & 8)
			e.cp = e.cp << 8 | byte(at, end);
		if (which & 16)
			e.cp = (e.cp << 5) % 0x110000;
		return give(d, &e, "any");
	}
}

bool
drive_bytes(struct drive *d, const uint8_t **at, const uint8_t *end)
{
	unsigned op = byte(at, end);

	if (op < 130) {
		unsigned action = byte(at, end);

		return table_key(d, action, op);
	}
	if (op < 160)
		return drive_key(d, specials[op % MW_LEN(specials)].name);
	if (op < 185)
		return drive_type(d, texts[byte(at, end) % MW_LEN(texts)]);
	if (op < 205) {
		char text[2] = { (char)(32 + byte(at, end) % 95), '\0' };

		return drive_type(d, text);
	}
	if (op < 210)
		return drive_type(d, "\\") && drive_type(d, texts[byte(at,
		    end) % MW_LEN(texts)]);
	if (op < 216)
		return drive_key(d, "2") && drive_type(d, "caller") &&
		    drive_key(d, "Tab") && drive_type(d, "web") &&
		    drive_key(d, "Tab") && drive_key(d, "Enter");
	if (op < 226)
		return paste(d, at, end);
	if (op < 240)
		return mouse(d, at, end);
	return other(d, op % 6, at, end);
}
