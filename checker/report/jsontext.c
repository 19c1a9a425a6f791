// JSON made of texts that come from anywhere.
#include "report/jsontext.h"

#include "support/utf8.h"

#include <stdlib.h>
#include <string.h>

json_t *json_clean(const char *text)
{
    char *clean = utf8_clean(text, strlen(text));
    json_t *string = json_string(clean);
    free(clean);
    return string;
}

void json_put_text(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, json_clean(text));
}

void json_print(json_t *root, FILE *out)
{
    json_dumpf(root, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(root);
}
