/*
 * decode-leaf.c - single values: what each reader takes, and what it says.
 *
 * Two readers look at every object.  The API server takes what its schema
 * says; Istio's decoder, which decides what the mesh does, takes a little more
 * (numbers in quotes, numbers for the words of an enumeration).  A value that
 * either of them refuses is a fault; one that the decoder takes is kept.
 */
#include "model/decode.h"

#include "base/str.h"

#include <math.h>
#include <string.h>

/* A value that is not text where text is wanted. */
static void
fault_text(struct mw_reader *r, const struct mw_place *at)
{
	const char *text = mw_node_text(at->node);
	const char *what = "a number";
	struct mw_diag *d;

	switch (mw_node_kind(at->node)) {
	case MW_NODE_BOOL:
		what = mw_node_bool(at->node) ? "true" : "false";
		break;
	case MW_NODE_INT:
	case MW_NODE_FLOAT:
		break;
	case MW_NODE_NULL:
	case MW_NODE_STRING:
	case MW_NODE_LIST:
	case MW_NODE_MAP:
		mw_fault_type(r, at, "text");
		return;
	}
	d = mw_fault(r, at, MW_DIAG_SURPRISING_SCALAR,
	    "%s wants text, and %s is read as %s", mw_place_text(r, at), text,
	    what);
	mw_fault_hint(r, d, "quote it: \"%s\"", text);
}

bool
mw_read_string(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_string *out)
{
	if (!mw_node_is(at->node, MW_NODE_STRING)) {
		fault_text(r, at);
		return false;
	}
	out->s = mw_node_text(at->node);
	out->node = at->node;
	if (f->limits != NULL || f->choices != NULL)
		mw_check_text(r, at, f, out->s, mw_node_len(at->node),
		    f->type != MW_FIELD_STRING);
	return true;
}

/* JSON's form of a whole number, with blanks around it. */
static bool
quoted_int(const char *s, long long *out)
{
	char digits[24];
	size_t len;

	s += strspn(s, " \t\r\n");
	len = strspn(s, "-0123456789");
	if (len == 0 || len >= sizeof(digits) ||
	    s[len + strspn(s + len, " \t\r\n")] != '\0')
		return false;
	memcpy(digits, s, len);
	digits[len] = '\0';
	s = digits + (digits[0] == '-');
	if (s[0] == '0' && s[1] != '\0')
		return false;
	return mw_str_to_int(digits, out);
}

static bool
int_of_node(struct mw_reader *r, const struct mw_place *at, double *wide,
    int64_t *v)
{
	long long quoted;
	struct mw_diag *d;

	switch (mw_node_kind(at->node)) {
	case MW_NODE_INT:
		*v = mw_node_int(at->node);
		*wide = (double)*v;
		return true;
	case MW_NODE_FLOAT:
		*wide = mw_node_float(at->node);
		if (floor(*wide) == *wide) {
			*v = fabs(*wide) < 9.2e18 ? (int64_t)*wide :
			    *wide < 0 ? INT64_MIN : INT64_MAX;
			return true;
		}
		mw_fault(r, at, MW_DIAG_WRONG_TYPE,
		    "%s wants a whole number, not %s", mw_place_text(r, at),
		    mw_node_text(at->node));
		return false;
	case MW_NODE_STRING:
		if (!quoted_int(mw_node_text(at->node), &quoted))
			break;
		d = mw_fault(r, at, MW_DIAG_WRONG_TYPE,
		    "%s wants a number, and quotes make it text",
		    mw_place_text(r, at));
		mw_fault_hint(r, d, "remove the quotes: %lld", quoted);
		*v = quoted;
		*wide = (double)quoted;
		return r->proto;
	case MW_NODE_NULL:
	case MW_NODE_BOOL:
	case MW_NODE_LIST:
	case MW_NODE_MAP:
		break;
	}
	mw_fault_type(r, at, "a whole number");
	return false;
}

/* What the decoder's type can hold; outside of it the value is lost. */
static bool
fits(const struct mw_field *f, double v)
{
	double low = INT64_MIN, high = 18446744073709551615.0;

	if (f->flags & MW_FIELD_UNSIGNED)
		low = 0;
	if (f->flags & MW_FIELD_INT32)
		high = f->flags & MW_FIELD_UNSIGNED ? UINT32_MAX : INT32_MAX;
	if ((f->flags & MW_FIELD_INT32) && low < 0)
		low = INT32_MIN;
	return v >= low && v <= high;
}

/* 0443 is 291 to YAML 1.1, and seldom to the writer. */
static void
note_octal(struct mw_reader *r, const struct mw_place *at, int64_t v)
{
	const char *s = mw_node_text(at->node);
	struct mw_diag *d;

	s += *s == '-' || *s == '+';
	if (s[0] != '0' || s[1] < '0' || s[1] > '9')
		return;
	d = mw_fault(r, at, MW_DIAG_OCTAL, "%s is %lld, since %s is octal",
	    mw_place_text(r, at), (long long)v, s);
	mw_fault_hint(r, d, "write %s if that is meant", s + strspn(s, "0"));
}

bool
mw_read_int(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_int *out)
{
	int64_t v = 0;
	double wide = 0;

	if (!int_of_node(r, at, &wide, &v))
		return false;
	if (!fits(f, wide)) {
		mw_fault(r, at, MW_DIAG_OUT_OF_RANGE,
		    "%s is too %s for its type: %s", mw_place_text(r, at),
		    wide < 0 ? "small" : "large", mw_node_text(at->node));
		return false;
	}
	out->v = v;
	out->node = at->node;
	if (mw_node_is(at->node, MW_NODE_INT))
		note_octal(r, at, v);
	if (f->limits != NULL)
		mw_check_value(r, at, f, wide, f->type != MW_FIELD_INT);
	return true;
}

void
mw_read_bool(struct mw_reader *r, const struct mw_place *at,
    struct mw_bool *out)
{
	const char *text = mw_node_text(at->node);
	struct mw_diag *d;

	if (mw_node_is(at->node, MW_NODE_BOOL)) {
		out->v = mw_node_bool(at->node);
		out->node = at->node;
		return;
	}
	d = mw_fault_type(r, at, "true or false");
	if (mw_node_quoted(at->node) &&
	    (mw_str_eq(text, "true") || mw_str_eq(text, "false")))
		mw_fault_hint(r, d, "remove the quotes: %s", text);
}

void
mw_read_number(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_number *out)
{
	bool quoted = mw_node_is(at->node, MW_NODE_STRING);
	double v = mw_node_float(at->node);
	struct mw_diag *d;

	if (quoted && mw_str_to_double(mw_node_text(at->node), &v)) {
		d = mw_fault(r, at, MW_DIAG_WRONG_TYPE,
		    "%s wants a number, and quotes make it text",
		    mw_place_text(r, at));
		mw_fault_hint(r, d, "remove the quotes");
		if (!r->proto)
			return;
	} else if (!mw_node_is(at->node, MW_NODE_INT) &&
	    !mw_node_is(at->node, MW_NODE_FLOAT)) {
		mw_fault_type(r, at, "a number");
		return;
	}
	out->v = v;
	out->node = at->node;
	if (f->limits != NULL)
		mw_check_value(r, at, f, v, false);
}

void
mw_read_duration(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_duration *out)
{
	const char *text = mw_node_text(at->node);
	struct mw_diag *d;

	if (!mw_node_is(at->node, MW_NODE_STRING)) {
		d = mw_fault_type(r, at, "a duration such as 5s");
		if (mw_node_is(at->node, MW_NODE_INT))
			mw_fault_hint(r, d, "did you mean %ss?", text);
		return;
	}
	if (!mw_duration_parse(text, &out->ns)) {
		d = mw_fault(r, at, MW_DIAG_BAD_FORMAT,
		    "%s is not a duration: '%s'", mw_place_text(r, at), text);
		mw_fault_hint(r, d, "numbers with the units h, m, s and ms: "
		    "1h30m, 5s, 0.5s, 250ms");
		return;
	}
	out->node = at->node;
	/* the Gateway API takes only some of Go's forms */
	if (f->limits != NULL)
		mw_check_text(r, at, f, text, mw_node_len(at->node), false);
}

/* The words, for a hint. */
static void
hint_values(struct mw_reader *r, struct mw_diag *d, const struct mw_field *f,
    const char *word)
{
	enum { NAMES = 32 };
	const char *names[NAMES];
	const char *near = NULL;
	struct mw_buf b = { 0 };
	size_t n = 0;

	for (; f->values[n].name != NULL && n < NAMES; n++) {
		names[n] = f->values[n].name;
		mw_buf_printf(&b, "%s%s", n > 0 ? ", " : "", names[n]);
		if (mw_str_case_eq(names[n], word))
			near = names[n];
	}
	if (near == NULL && word != NULL)
		near = mw_str_nearest(word, names, n);
	if (near != NULL)
		mw_fault_hint(r, d, "did you mean '%s'?", near);
	else
		mw_fault_hint(r, d, "one of %s", mw_buf_text(&b));
	mw_buf_release(&b);
}

/* The decoder takes any number for a word, known or not. */
static void
enum_by_number(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_enum *out)
{
	const struct mw_enum_value *v = f->values;
	double number = mw_node_float(at->node);
	struct mw_diag *d;

	d = mw_fault(r, at, MW_DIAG_BAD_ENUM, "%s wants a word, not the number "
	    "%s", mw_place_text(r, at), mw_node_text(at->node));
	hint_values(r, d, f, NULL);
	if (!r->proto || floor(number) != number || fabs(number) > INT32_MAX)
		return;
	while (v->name != NULL && v->number != (int)number)
		v++;
	if (v->name != NULL)
		mw_fault_hint(r, d, "write %s", v->name);
	out->v = (int)number;
	out->name = v->name != NULL ? v->name : mw_node_text(at->node);
	out->node = at->node;
}

void
mw_read_enum(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_enum *out)
{
	const char *word = mw_node_text(at->node);
	struct mw_diag *d;

	if (mw_node_is(at->node, MW_NODE_INT) ||
	    mw_node_is(at->node, MW_NODE_FLOAT)) {
		enum_by_number(r, at, f, out);
		return;
	}
	if (!mw_node_is(at->node, MW_NODE_STRING)) {
		fault_text(r, at);
		return;
	}
	for (const struct mw_enum_value *v = f->values; v->name != NULL; v++)
		if (strcmp(v->name, word) == 0) {
			out->v = v->number;
			out->name = v->name;
			out->node = at->node;
			return;
		}
	d = mw_fault(r, at, MW_DIAG_BAD_ENUM, "%s cannot be '%s'",
	    mw_place_text(r, at), word);
	hint_values(r, d, f, word);
}

void
mw_read_int_or_string(struct mw_reader *r, const struct mw_place *at,
    struct mw_int_or_string *out)
{
	switch (mw_node_kind(at->node)) {
	case MW_NODE_INT:
		out->is_int = true;
		out->v = mw_node_int(at->node);
		out->s = mw_arena_printf(r->d->arena, "%lld",
		    (long long)out->v);
		out->node = at->node;
		return;
	case MW_NODE_STRING:
		out->s = mw_node_text(at->node);
		out->node = at->node;
		return;
	case MW_NODE_NULL:
	case MW_NODE_BOOL:
	case MW_NODE_FLOAT:
	case MW_NODE_LIST:
	case MW_NODE_MAP:
		mw_fault_type(r, at, "a number or a name");
		return;
	}
}
