/*
 * xml.c - text in XML.
 */
#include "cli/xml.h"

#include <string.h>

#include "base/utf8.h"

void
mw_xml_text(const char *s, FILE *out)
{
	struct mw_buf b = { 0 };

	mw_utf8_printable(&b, s, strlen(s));
	for (s = mw_buf_text(&b); *s != '\0'; s++) {
		switch (*s) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		default:
			fputc(*s, out);
		}
	}
	mw_buf_release(&b);
}

void
mw_xml_attribute(const char *name, const char *value, FILE *out)
{
	fprintf(out, " %s=\"", name);
	mw_xml_text(value, out);
	fputc('"', out);
}
