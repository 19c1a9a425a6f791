// JSON made of texts that come from anywhere: jansson takes whole UTF-8 only.
#ifndef REPORT_JSONTEXT_H
#define REPORT_JSONTEXT_H

#include <jansson.h>
#include <stdio.h>

// A JSON string of TEXT, as view_text cleans it.
json_t *json_clean(const char *text);

// Sets KEY of OBJECT to TEXT; does nothing if TEXT is NULL.
void json_put_text(json_t *object, const char *key, const char *text);

// Writes ROOT, indented, with a newline behind it, and releases it.
void json_print(json_t *root, FILE *out);

#endif
