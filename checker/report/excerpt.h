// The text of source files, line by line, as a terminal can show it.
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include "support/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// One file, cut into lines. Unreadable files have no lines.
struct excerpt_file {
    char *path, *text;
    size_t size;
    VEC(size_t) starts; // offset of each line
};

// The files read so far. Zeroed: none.
struct excerpt_cache {
    VEC(struct excerpt_file *) files;
};

// The file at PATH, read at the first call. Borrowed until excerpt_free.
const struct excerpt_file *excerpt_open(struct excerpt_cache *cache, const char *path);

// Line LINE (from 1) without its end (CR LF, LF or CR), not NUL-terminated, its length in *LENGTH; NULL if the
// file has no such line.
const char *excerpt_line(const struct excerpt_file *file, size_t line, size_t *length);

// Writes the line with a caret below byte COLUMN (from 1), as clang does: tabs become blanks, bytes that a
// terminal would act upon or cannot show become <XX>.
void excerpt_print_caret(FILE *out, const struct excerpt_file *file, size_t line, size_t column, const char *caret_on,
    const char *caret_off);

// Writes TEXT, which may come from the checked repository, so that it stays one harmless line.
void excerpt_print_text(FILE *out, const char *text);

// Byte COLUMN (from 1) of line LINE as UTF-16 units count it (from 1); COLUMN itself if there is no such line.
size_t excerpt_unit(const struct excerpt_file *file, size_t line, size_t column);

// Where the expression or statement that begins at byte COLUMN of LINE ends in that line: the column (in bytes, from 1)
// behind its last byte there. COLUMN itself if there is nothing.
size_t excerpt_extent(const struct excerpt_file *file, size_t line, size_t column);

// Whether the character CODE changes how the text around it is shown: controls, and the marks of bidirectional text.
bool excerpt_is_active(uint32_t code);

void excerpt_free(struct excerpt_cache *cache);

#endif
