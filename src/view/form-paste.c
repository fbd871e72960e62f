/*
 * form-paste.c - a pasted command fills the form: one of curl, or the
 * `meshwalk send` that is shown below the form.
 *
 * The shell's quoting is undone; options that say nothing about the request
 * are passed over.
 */
#include <string.h>

#include "base/str.h"
#include "view/form.h"

/* The next word of *S as the shell would give it; false at the end. */
static bool
next_word(const char **s, struct mw_buf *out)
{
	char quote = '\0';

	mw_buf_clear(out);
	for (;;) {
		*s += strspn(*s, " \t\r\n");
		/* a line that goes on */
		if ((*s)[0] != '\\' || ((*s)[1] != '\n' && (*s)[1] != '\r'))
			break;
		*s += 2;
	}
	if (**s == '\0')
		return false;
	for (; **s != '\0'; ++*s) {
		char c = **s;

		if (quote != '\0' && c == quote) {
			quote = '\0';
		} else if (quote == '\0' && (c == '\'' || c == '"')) {
			quote = c;
		} else if (quote != '\'' && c == '\\' && (*s)[1] != '\0') {
			mw_buf_addc(out, *++*s);
		} else if (quote == '\0' && strchr(" \t\r\n", c) != NULL) {
			break;
		} else {
			mw_buf_addc(out, c);
		}
	}
	return true;
}

static void
set(struct mw_app *a, enum mw_form_field f, const char *text)
{
	mw_edit_set(&a->form->v[f], text);
}

/* Options with a value that is not ours to use. */
static bool
has_value(const char *option)
{
	static const char *const known[] = { "-o", "-w", "-A", "-m", "-e",
		"--max-time", "--output", "--write-out", "--connect-timeout",
		"--cacert", "--capath", "--cert", "-E", "--key", "--retry",
		"--resolve", "--connect-to", "-u", "--user", "-b", "--cookie",
		"-x", "--proxy", "-F", "--form", "-T", "--upload-file", "-r",
		"--range", "--ext-authz", "-f", "--filename" };

	for (size_t i = 0; i < MW_LEN(known); i++) {
		if (strcmp(option, known[i]) == 0)
			return true;
	}
	return false;
}

/* "-XPOST" as "-X" and "POST". */
static bool
is_option(const char *word, const char *brief, const char *full,
    const char **value)
{
	*value = NULL;
	if (strcmp(word, brief) == 0 || strcmp(word, full) == 0)
		return true;
	if (*brief != '\0' && strlen(word) > 2 && word[1] != '-' &&
	    strncmp(word, brief, 2) == 0) {
		*value = word + 2;
		return true;
	}
	return false;
}

static void
url(struct mw_app *a, const char *text)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_request r = { 0 };
	const char *error;

	if (mw_request_set_url(arena, &r, text, &error)) {
		set(a, MW_FIELD_TO, r.to);
		set(a, MW_FIELD_PORT, mw_arena_printf(arena, "%u", r.port));
		set(a, MW_FIELD_PATH, mw_str_or_empty(r.path));
		if (r.scheme != MW_SCHEME_HTTP)
			set(a, MW_FIELD_SCHEME, mw_scheme_name(r.scheme));
	} else {
		set(a, MW_FIELD_TO, text);
	}
	mw_arena_free(arena);
}

static void
header(struct mw_app *a, const char *text)
{
	if (mw_str_case_prefix(text, "host:")) {
		set(a, MW_FIELD_HOST, text + 5 + strspn(text + 5, " "));
		return;
	}
	for (int i = MW_FIELD_HEADER; i <= MW_FIELD_HEADER_LAST; i++) {
		if (a->form->v[i].text.len > 0)
			continue;
		set(a, (enum mw_form_field)i, text);
		return;
	}
}

static void
option(struct mw_app *a, const char *word, const char **s, struct mw_buf *b)
{
	const char *value;
	int what = is_option(word, "-X", "--request", &value) ? 'X'
	    : is_option(word, "-H", "--header", &value) ? 'H'
	    : is_option(word, "-d", "--data", &value) ||
	    mw_str_has_prefix(word, "--data-") ? 'd' : 0;
	bool has = value != NULL;

	if (strcmp(word, "-I") == 0 || strcmp(word, "--head") == 0)
		set(a, MW_FIELD_METHOD, "HEAD");
	else if (strcmp(word, "--http2") == 0)
		set(a, MW_FIELD_HTTP, "2");
	if (what != 0 && !has) {
		if (!next_word(s, b))
			return;
		value = mw_buf_text(b);
	} else if (what == 0 && has_value(word)) {
		next_word(s, b);
	}
	if (what == 'X')
		set(a, MW_FIELD_METHOD, value);
	else if (what == 'H')
		header(a, value);
	else if (what == 'd' && mw_form_text(a, MW_FIELD_METHOD)[0] == '\0')
		set(a, MW_FIELD_METHOD, "POST");
}

/* Options of meshwalk send that are fields. */
static bool
own_option(struct mw_app *a, const char *word, const char **s,
    struct mw_buf *b)
{
	static const struct {
		const char *option;
		enum mw_form_field field;
	} all[] = {
		{ "--from", MW_FIELD_FROM }, { "--source", MW_FIELD_SOURCE },
		{ "--identity", MW_FIELD_IDENTITY },
		{ "--claims", MW_FIELD_CLAIMS }, { "--cert", MW_FIELD_CERT },
		{ "--sni", MW_FIELD_SNI },
	};

	for (size_t i = 0; i < MW_LEN(all); i++) {
		size_t len = strlen(all[i].option);

		if (strncmp(word, all[i].option, len) != 0 ||
		    (word[len] != '\0' && word[len] != '='))
			continue;
		if (word[len] == '=')
			set(a, all[i].field, word + len + 1);
		else if (next_word(s, b))
			set(a, all[i].field, mw_buf_text(b));
		return true;
	}
	return false;
}

/* Behind "curl" or "meshwalk send". */
static void
command(struct mw_app *a, const char *s, bool own)
{
	struct mw_buf word = { 0 }, value = { 0 };

	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		/* curl does not say who calls */
		if (i != MW_FIELD_FROM || own)
			set(a, (enum mw_form_field)i, "");
	}
	while (next_word(&s, &word)) {
		if (mw_buf_text(&word)[0] != '-')
			url(a, mw_buf_text(&word));
		else if (!own || !own_option(a, mw_buf_text(&word), &s,
		    &value))
			option(a, mw_buf_text(&word), &s, &value);
	}
	mw_buf_release(&word);
	mw_buf_release(&value);
}

const char *
mw_form_paste(struct mw_app *a, const char *text, size_t len)
{
	struct mw_arena *arena = mw_arena_new();
	const char *s = mw_arena_text(arena, text, len), *what = NULL;
	struct mw_buf word = { 0 };

	s += strspn(s, " $=\t\r\n");	/* a prompt, or what we put before it */
	if (next_word(&s, &word)) {
		if (strcmp(mw_buf_text(&word), "curl") == 0)
			what = "curl command";
		else if (strcmp(mw_buf_text(&word), "meshwalk") == 0 &&
		    next_word(&s, &word) && strcmp(mw_buf_text(&word),
		    "send") == 0)
			what = "meshwalk command";
	}
	if (what != NULL)
		command(a, s, *what == 'm');
	else if (mw_form_paste_log(a, text, len))
		what = "line of an access log";
	mw_buf_release(&word);
	mw_arena_free(arena);
	return what;
}
