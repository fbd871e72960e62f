/*
 * help-list.c - what the help and the palette list.
 */
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/filter.h"
#include "view/help.h"
#include "view/saved.h"
#include "yaml/node.h"

enum { SHOWN = 200 };		/* of each sort */

static void
push(struct mw_help *h, struct mw_help_entry e)
{
	if (h->list.n == h->cap) {
		h->cap = h->cap * 2 + 64;
		h->v = mw_xrealloc(h->v, h->cap, sizeof(*h->v));
	}
	h->v[h->list.n++] = e;
}

/* ---- actions ------------------------------------------------------------- */

static bool
action_fits(const struct mw_app *a, const struct mw_filter *filter,
    enum mw_action x)
{
	const struct mw_action_info *i = mw_action_info(x);
	const char *keys = a->config->keys.keys[x];
	struct mw_filter_facts facts = { .text = { i->name, i->help, keys } };
	const char *typed = mw_edit_text(&a->help->typed);

	/* a key itself finds what it does */
	if (*typed != '\0' && typed[1] == '\0') {
		for (const char *s = keys; (s = strchr(s, *typed)) != NULL;
		     s++) {
			if ((s == keys || s[-1] == ' ') && (s[1] == ' ' ||
			    s[1] == '\0'))
				return true;
		}
		return false;
	}
	return mw_filter_has(filter, &facts);
}

static void
actions(struct mw_app *a, const struct mw_filter *filter, bool own,
    const char *heading)
{
	struct mw_help *h = a->help;
	bool first = true;

	for (int i = 0; i < MW_DO_COUNT; i++) {
		enum mw_action x = (enum mw_action)i;
		bool is_own = strchr(mw_action_info(x)->where, '.') == NULL;

		if (!mw_action_on(x, h->letter) || is_own != own ||
		    !action_fits(a, filter, x))
			continue;
		if (first && !h->palette && h->list.n > 0)
			push(h, (struct mw_help_entry){ .heading = "" });
		if (first && !h->palette)
			push(h, (struct mw_help_entry){ .heading = heading,
			    .own = own });
		push(h, (struct mw_help_entry){ .kind = MW_HELP_ACTION,
		    .action = x });
		first = false;
	}
}

/* ---- what there is to go to ---------------------------------------------- */

static bool
object_fits(const struct mw_filter *filter, const struct mw_object *o)
{
	struct mw_filter_facts facts = { .text = { o->kind_name, o->name,
	    o->ns }, .ns = o->ns, .kind = o->kind_name };

	return mw_filter_has(filter, &facts);
}

static void
objects(struct mw_app *a, const struct mw_filter *filter)
{
	const struct mw_objects *all = &a->mesh->objects;

	for (size_t i = 0, n = 0; i < all->n && n < SHOWN; i++) {
		if (!object_fits(filter, all->v[i]))
			continue;
		push(a->help, (struct mw_help_entry){ .kind = MW_HELP_OBJECT,
		    .object = all->v[i] });
		n++;
	}
}

/* Those that their object does not stand for already. */
static void
hosts(struct mw_app *a, const struct mw_filter *filter)
{
	for (size_t i = 0, n = 0; i < a->mesh->n_services && n < SHOWN; i++) {
		const struct mw_service *s = a->mesh->services[i];
		struct mw_filter_facts facts = { .text = { s->hostname },
		    .ns = s->ns, .host = s->hostname };

		if (s->object == NULL || !mw_filter_has(filter, &facts) ||
		    (s->kubernetes && object_fits(filter, s->object)))
			continue;
		push(a->help, (struct mw_help_entry){ .kind = MW_HELP_HOST,
		    .host = s });
		n++;
	}
}

static void
files(struct mw_app *a, const struct mw_filter *filter)
{
	const struct mw_load *load = a->mesh->load;

	for (size_t i = 0, n = 0; load != NULL && i < load->n_sources &&
	     n < SHOWN; i++) {
		const struct mw_source *s = load->sources[i];
		struct mw_filter_facts facts = { .text = { s->name },
		    .file = s->name };

		if (!mw_filter_has(filter, &facts))
			continue;
		push(a->help, (struct mw_help_entry){ .kind = MW_HELP_FILE,
		    .file = s });
		n++;
	}
}

static void
requests(struct mw_app *a, const struct mw_filter *filter)
{
	for (size_t i = 0, n = 0; i < a->saved->n && n < SHOWN; i++) {
		const struct mw_kept *k = a->saved->v[i].kept;
		struct mw_buf line = { 0 };
		struct mw_filter_facts facts = { .text = { k->name, NULL,
		    "request" }, .host = k->request->host };

		mw_request_print_line(k->request, &line);
		facts.text[1] = mw_buf_text(&line);
		if (mw_filter_has(filter, &facts)) {
			int columns = mw_draw_columns(k->name);

			if (a->help->name_columns < columns)
				a->help->name_columns = columns;
			push(a->help, (struct mw_help_entry){
			    .kind = MW_HELP_REQUEST, .request = i });
			n++;
		}
		mw_buf_release(&line);
	}
}

/* ---- places in objects --------------------------------------------------- */

/* Nodes that are looked at for one key, how deep, and the letters that it takes
 * to look at them. */
enum { LOOKED = 40000, DEEP = 60, LETTERS = 3 };

/* The first node of the object, below N, whose key or value has the words that
 * its object does not have. */
static const struct mw_node *
node_of(const struct mw_filter *filter, const struct mw_object *o,
    const struct mw_node *n, int depth, size_t *looked)
{
	const struct mw_node *c = mw_node_first(n), *found;

	for (; c != NULL && depth < DEEP && *looked < LOOKED;
	     c = mw_node_next(c)) {
		struct mw_filter_facts facts = { .text = { mw_node_key(c),
		    mw_node_text(c), o->name }, .ns = o->ns,
		    .kind = o->kind_name };

		(*looked)++;
		if (mw_filter_has(filter, &facts))
			return c;
		found = node_of(filter, o, c, depth + 1, looked);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* "mirror" or a host finds the objects that have it somewhere inside. */
static void
places(struct mw_app *a, const struct mw_filter *filter)
{
	const struct mw_objects *all = &a->mesh->objects;
	size_t looked = 0, n = 0;

	if (a->help->typed.text.len < LETTERS)
		return;
	for (size_t i = 0; i < all->n && n < SHOWN; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_node *node;

		/* what is in a Secret is nobody's to guess */
		if (o->kind == MW_KIND_K8S_SECRET || object_fits(filter, o))
			continue;
		node = node_of(filter, o, mw_node_get(o->root, "spec"), 0,
		    &looked);
		if (node == NULL)
			continue;
		push(a->help, (struct mw_help_entry){ .kind = MW_HELP_PLACE,
		    .object = o, .node = node });
		n++;
	}
	a->help->cut = looked >= LOOKED;
}

/* ---- signs --------------------------------------------------------------- */

static const struct {
	const char *sign, *means;
} signs[] = {
	{ ">>", "the row that is selected" },
	{ "! x", "has a warning, has an error, or something below it has" },
	{ "ok no info skip", "of a step: went on, did not fit, only told, not "
	    "asked" },
	{ "DENY FAIL", "of a step: the request ends here" },
	{ "----", "of a step: never reached" },
	{ "*", "in Compare: differs; in Problems: the last trace met its "
	    "object" },
	{ "+ gone", "in Problems: the what-if brings it, or ends it" },
	{ "~", "text that is cut" },
	{ "(assumed)", "no manifest has it; something names it" },
};

const char *
mw_help_sign(size_t i, const char **means)
{
	*means = signs[i].means;
	return signs[i].sign;
}

static void
explained(struct mw_app *a, const struct mw_filter *filter)
{
	struct mw_help *h = a->help;
	size_t n = 0;

	for (size_t i = 0; i < MW_LEN(signs); i++) {
		struct mw_filter_facts facts = { .text = { signs[i].sign,
		    signs[i].means, "signs" } };

		if (!mw_filter_has(filter, &facts))
			continue;
		if (n == 0 && h->list.n > 0)
			push(h, (struct mw_help_entry){ .heading = "" });
		if (n++ == 0)
			push(h, (struct mw_help_entry){ .heading = "Signs" });
		push(h, (struct mw_help_entry){ .kind = MW_HELP_SIGN,
		    .sign = i });
	}
}

void
mw_help_fill(struct mw_app *a)
{
	struct mw_help *h = a->help;
	struct mw_filter filter;

	h->list.n = 0;
	h->cut = false;
	h->name_columns = 0;
	mw_filter_begin(&filter, mw_edit_text(&h->typed));
	if (h->palette && h->typed.text.len > 0) {
		objects(a, &filter);
		hosts(a, &filter);
		requests(a, &filter);
		places(a, &filter);
		files(a, &filter);
	}
	actions(a, &filter, true, "This screen");
	actions(a, &filter, false, "Everywhere");
	if (h->palette && h->cut && h->list.n > 0)
		push(h, (struct mw_help_entry){ .heading = "There may be "
		    "more: so many objects are searched in the tree" });
	if (!h->palette)
		explained(a, &filter);
	mw_filter_end(&filter);
	h->list.selected = h->list.top = 0;
	if (h->list.n > 0 && h->v[0].kind == MW_HELP_HEADING)
		h->list.selected = 1;
}
