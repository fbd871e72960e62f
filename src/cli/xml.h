/*
 * xml.h - text in XML.
 */
#ifndef MW_CLI_XML_H
#define MW_CLI_XML_H

#include <stdio.h>

/* XML cannot hold control characters at all: they are shown as \xNN. */
void mw_xml_text(const char *s, FILE *out);
/* NAME="VALUE", with a blank before it. */
void mw_xml_attribute(const char *name, const char *value, FILE *out);

#endif
