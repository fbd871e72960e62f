/*
 * syntax.c - saying what is wrong with a document, in words for people.
 *
 * libyaml speaks of tokens and indicators.  The table below says the same in
 * the words of somebody who writes manifests; what is not in it is passed on.
 */
#include "yaml/syntax.h"

#include "base/attr.h"
#include "base/utf8.h"

#include <string.h>

static const struct words {
	const char *problem;	/* libyaml's */
	const char *text;
	const char *hint;
} words[] = {
	{ "mapping values are not allowed in this context",
	    "a ':' where no key can be",
	    "indentation does not fit the line above, or a value with ': ' in "
	    "it needs quotes" },
	{ "did not find expected key",
	    "expected a key of the mapping here",
	    "indent it like the other keys; a value that goes on behind its "
	    "closing quote or bracket must be quoted as a whole" },
	{ "could not find expected ':'",
	    "a key without ':'",
	    "write 'key: value'; a text over several lines needs '|' or deeper "
	    "indentation" },
	{ "did not find expected '-' indicator",
	    "expected the next '- ' of the list here",
	    "indent all items of a list alike, and less what follows it" },
	{ "block sequence entries are not allowed in this context",
	    "a list item '- ' where none can be",
	    "a list begins on the line below its key" },
	{ "mapping keys are not allowed in this context",
	    "a '? ' key where none can be", NULL },
	{ "did not find expected ',' or ']'",
	    "a list '[' is not closed, or a ',' is missing", NULL },
	{ "did not find expected ',' or '}'",
	    "a mapping '{' is not closed, or a ',' is missing", NULL },
	{ "did not find expected node content",
	    "expected a value here", NULL },
	{ "found unexpected end of stream",
	    "a quote is not closed before the end of the file", NULL },
	{ "found unexpected document indicator",
	    "a quote is not closed before the end of the document", NULL },
	{ "found unknown escape character",
	    "an unknown escape in double quotes",
	    "write '\\\\' for a backslash, or use single quotes" },
	{ "found invalid Unicode character escape code",
	    "an escape that is no character",
	    "YAML has no pairs of surrogates such as \\ud83d\\ude00: write "
	    "\\U0001F600, or the character itself" },
	{ "found a tab character that violates indentation",
	    "a tab in the indentation", "YAML is indented with spaces only" },
	{ "found a tab character where an indentation space is expected",
	    "a tab in the indentation", "YAML is indented with spaces only" },
	{ "found a tab character where an intendation space is expected",
	    "a tab in the indentation", "YAML is indented with spaces only" },
	{ "did not find expected alphabetic or numeric character",
	    "a '*' or '&' without a name",
	    "a value that begins with '*' or '&' needs quotes: \"*\"" },
	{ "did not find expected whitespace or line break",
	    "'%', '!' or '|' begins something else here",
	    "a value that begins with one of them needs quotes" },
	{ "did not find expected comment or line break",
	    "text behind '|' or '>'",
	    "the text begins on the next line, indented deeper" },
	{ "found undefined tag handle",
	    "a tag '!name!' that no %TAG line defines",
	    "a value that begins with '!' needs quotes" },
	{ "found unexpected ':'", "a ':' in a value without quotes", NULL },
};

/* The begin of the line of AT. */
static size_t
line_start(const struct mw_lines *l, size_t at)
{
	uint32_t line, column;
	size_t start = 0;

	mw_lines_at(l, at, &line, &column);
	/* False only for the empty place behind the last line end. */
	return mw_lines_start(l, line, &start) ? start : at;
}

bool
mw_syntax_report_template(struct mw_diags *d, const struct mw_home *home,
    size_t since, size_t at)
{
	enum { FAR = 2000 };	/* bytes: a place that is not far away */
	const struct mw_lines *l = home->lines;
	size_t from = line_start(l, at), to = mw_lines_end(l, at);
	const char *open, *close;
	struct mw_span span;

	if (from > 0)
		from = line_start(l, from - 1);
	if (since < from && from - since < FAR)
		from = line_start(l, since);
	open = memmem(l->text + from, to - from, "{{", 2);
	if (open == NULL)
		return false;
	from = (size_t)(open - l->text);
	to = mw_lines_end(l, from);
	close = memmem(open, to - from, "}}", 2);
	if (close != NULL)
		to = (size_t)(close - l->text) + 2;
	span = mw_tree_span(home, from, to);
	mw_diag_add(d, MW_DIAG_TEMPLATE, &span, NULL,
	    "'{{' of a template that was not rendered")->hint =
	    "render it first, such as 'helm template CHART | meshwalk -'; "
	    "braces that are meant as text need quotes";
	return true;
}

/* "no token can start here" says little; the character says it all. */
static bool
report_start(struct mw_diags *d, const struct mw_home *home, size_t at)
{
	struct mw_span span = mw_tree_span(home, at, at + 1);
	char c = at < home->lines->len ? home->lines->text[at] : '\0';
	struct mw_diag *diag;

	if (c == '\t') {
		diag = mw_diag_add(d, MW_DIAG_YAML_SYNTAX, &span, NULL,
		    "a tab in the indentation");
		diag->hint = "YAML is indented with spaces only";
		return true;
	}
	if (c == '@' || c == '`' || c == '%') {
		diag = mw_diag_add(d, MW_DIAG_YAML_SYNTAX, &span, NULL,
		    "a value cannot begin with '%c'", c);
		diag->hint = "put the value in quotes";
		return true;
	}
	return false;
}

void
mw_syntax_report(struct mw_diags *d, const struct mw_home *home,
    const char *problem, size_t at, const char *context, size_t since)
{
	struct mw_span span = mw_tree_span(home, at, at);
	const char *text = problem, *hint = NULL;
	struct mw_diag *diag;
	uint32_t line, column;

	if (mw_syntax_report_template(d, home, since, at))
		return;
	if (strcmp(problem, "found character that cannot start any token") ==
	    0 && report_start(d, home, at))
		return;
	for (size_t i = 0; i < MW_LEN(words); i++) {
		if (strcmp(words[i].problem, problem) == 0) {
			text = words[i].text;
			hint = words[i].hint;
		}
	}
	mw_lines_at(home->lines, since, &line, &column);
	line += home->line_add;
	if (context != NULL && line < span.line)
		diag = mw_diag_add(d, MW_DIAG_YAML_SYNTAX, &span, NULL,
		    "%s (%s that begins on line %u)", text, context,
		    (unsigned)line);
	else
		diag = mw_diag_add(d, MW_DIAG_YAML_SYNTAX, &span, NULL, "%s",
		    text);
	diag->hint = hint;
}

void
mw_syntax_report_character(struct mw_diags *d, const struct mw_home *home,
    size_t at)
{
	const struct mw_lines *l = home->lines;
	struct mw_span span = mw_tree_span(home, at, at);
	uint32_t cp;
	size_t n = mw_utf8_decode(l->text + at, l->len - at, &cp);

	if (n == 1 && (unsigned char)l->text[at] >= 0x80)
		mw_diag_add(d, MW_DIAG_ENCODING, &span, NULL,
		    "byte 0x%02x is not valid UTF-8",
		    (unsigned)(unsigned char)l->text[at])->hint =
		    "save the file as UTF-8";
	else
		mw_diag_add(d, MW_DIAG_CONTROL_CHARACTER, &span, NULL,
		    "the character U+%04X is not allowed", (unsigned)cp);
}
