// XML by libxml2's writer, made of texts that come from anywhere.
#ifndef REPORT_XMLTEXT_H
#define REPORT_XMLTEXT_H

#include <stdio.h>

struct xml;

struct xml *xml_begin(void);
void xml_open(struct xml *xml, const char *element);
void xml_attribute(struct xml *xml, const char *name, const char *value);
void xml_number(struct xml *xml, const char *name, unsigned long value);
void xml_text(struct xml *xml, const char *text);
void xml_close(struct xml *xml);

// Writes the document and releases it.
void xml_end(struct xml *xml, FILE *out);

#endif
