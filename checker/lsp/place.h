// Places of a report in the terms of the protocol: absolute paths, ranges in agreed units.
#ifndef LSP_PLACE_H
#define LSP_PLACE_H

#include "lsp/position.h"
#include "report/report.h"

struct text {
    char *path, *text; // text NULL: it cannot be read
    size_t size;
};

// The texts that places are looked up in, read once each.
struct texts {
    VEC(struct text *) list; // they stay where they are
};

// The text of the file at PATH (absolute), or NULL. Borrowed until texts_free.
const struct text *texts_get(struct texts *texts, const char *path);
void texts_free(struct texts *texts);

// The byte at LINE and COLUMN, both from 1, of TEXT, or its end.
size_t text_offset(const struct text *text, uint32_t line, uint32_t column);

// Adds path and range of the token at PLACE to OBJECT; nothing if it is nowhere. Paths in reports are relative to CWD.
void place_add(
    json_t *object, struct texts *texts, enum encoding encoding, const char *cwd, const struct report_place *place);

// A JSON string of TEXT, in which what is no UTF-8 became question marks.
json_t *place_text(const char *text);

#endif
