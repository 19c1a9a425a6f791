// The text of source files, line by line, as a terminal can show it.
#include "report/excerpt.h"

#include "support/file.h"
#include "support/tokens.h"
#include "support/utf8.h"

#include <stdbool.h>
#include <stdint.h>

enum { TAB_STOP = 8, FILE_LIMIT = 64 << 20 };

static void file_cut(struct excerpt_file *file)
{
    size_t at = file->size >= 3 && !memcmp(file->text, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (at < file->size) {
        vec_push(&file->starts, at);
        while (at < file->size && file->text[at] != '\n' && file->text[at] != '\r')
            at++;
        if (at + 1 < file->size && file->text[at] == '\r' && file->text[at + 1] == '\n')
            at++;
        at++;
    }
}

const struct excerpt_file *excerpt_open(struct excerpt_cache *cache, const char *path)
{
    for (size_t i = 0; i < cache->files.count; i++)
        if (!strcmp(cache->files.at[i]->path, path))
            return cache->files.at[i];
    struct excerpt_file *file = memory_new(sizeof *file);
    file->path = memory_text(path, strlen(path));
    file->text = file_read(path, FILE_LIMIT, &file->size);
    if (file->text)
        file_cut(file);
    vec_push(&cache->files, file);
    return file;
}

const char *excerpt_line(const struct excerpt_file *file, size_t line, size_t *length)
{
    if (!line || line > file->starts.count)
        return NULL;
    size_t start = file->starts.at[line - 1], end = start;
    while (end < file->size && file->text[end] != '\n' && file->text[end] != '\r')
        end++;
    *length = end - start;
    return file->text + start;
}

struct range {
    uint32_t lo, hi;
};

static bool in_ranges(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].lo && code <= ranges[i].hi)
            return true;
    return false;
}

// Columns that a printable character takes. Unicode's EastAsianWidth.txt (W, F) and general category Mn, by
// their large blocks: this places a caret, nothing else.
static unsigned code_width(uint32_t code)
{
    static const struct range wide[] = {{0x1100, 0x115f}, {0x2e80, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff},
        {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}};
    static const struct range zero[] = {{0x300, 0x36f}, {0x200b, 0x200d}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}};
    if (in_ranges(code, zero, sizeof zero / sizeof *zero))
        return 0;
    return in_ranges(code, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

// Characters that change how the text around them is shown: controls, and the marks of bidirectional text
// (Boucher, Anderson: Trojan Source, 2021).
bool excerpt_is_active(uint32_t code)
{
    static const struct range active[] = {
        {0, 0x1f}, {0x7f, 0x9f}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff}};
    return in_ranges(code, active, sizeof active / sizeof *active);
}

// Writes the character at AT as it is safe to show, to OUT unless it is NULL. Returns its length in bytes; adds
// its width to *COLUMN.
static size_t character_print(FILE *out, const char *at, size_t room, unsigned *column)
{
    uint32_t code = 0;
    size_t n = utf8_decode(at, room, &code);
    if (n && !excerpt_is_active(code)) {
        if (out)
            fwrite(at, 1, n, out);
        *column += code_width(code);
        return n;
    }
    for (size_t i = 0; i < (n ? n : 1); i++) {
        if (out)
            fprintf(out, "<%02X>", (unsigned char)at[i]);
        *column += 4;
    }
    return n ? n : 1;
}

// Writes the first N bytes of LINE to OUT unless it is NULL; returns the width in columns.
static unsigned line_print(FILE *out, const char *line, size_t n)
{
    unsigned column = 0;
    for (size_t at = 0; at < n;) {
        if (line[at] != '\t') {
            at += character_print(out, line + at, n - at, &column);
            continue;
        }
        unsigned blanks = TAB_STOP - column % TAB_STOP;
        if (out)
            fprintf(out, "%*s", (int)blanks, "");
        column += blanks;
        at++;
    }
    return column;
}

void excerpt_print_caret(
    FILE *out, const struct excerpt_file *file, size_t line, size_t column, const char *caret_on, const char *caret_off)
{
    size_t length;
    const char *text = excerpt_line(file, line, &length);
    if (!text)
        return;
    line_print(out, text, length);
    fputc('\n', out);
    if (!column)
        return;
    size_t before = column - 1 < length ? column - 1 : length;
    fprintf(out, "%*s%s^%s\n", (int)line_print(NULL, text, before), "", caret_on, caret_off);
}

size_t excerpt_unit(const struct excerpt_file *file, size_t line, size_t column)
{
    size_t length;
    const char *text = excerpt_line(file, line, &length);
    if (!text || !column)
        return column;
    return utf8_units(text, column - 1 < length ? column - 1 : length) + 1;
}

// What closes a statement, or an expression that is part of a larger one.
static bool closes(const struct token *token, int depth)
{
    return !depth && (token_is(token, ";") || token_is(token, "{") || token_is(token, ",") || token_is(token, ")") ||
                         token_is(token, "]"));
}

static int deeper(const struct token *token)
{
    bool open = token_is(token, "(") || token_is(token, "["), close = token_is(token, ")") || token_is(token, "]");
    return token->kind == TOKEN_MARK ? open - close : 0;
}

size_t excerpt_extent(const struct excerpt_file *file, size_t line, size_t column)
{
    size_t length, end = column;
    const char *text = excerpt_line(file, line, &length);
    if (!text || !column || column > length)
        return column;
    struct token_reader reader = token_begin(text, text + length, (unsigned)line, column);
    int depth = 0;
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END && token.kind != TOKEN_COMMENT;) {
        if (end > column && closes(&token, depth))
            break;
        depth += deeper(&token);
        end = token.column + token.length;
    }
    return end;
}

void excerpt_print_text(FILE *out, const char *text)
{
    size_t n = strlen(text);
    unsigned column = 0;
    for (size_t at = 0; at < n;)
        at += character_print(out, text + at, n - at, &column);
}

void excerpt_free(struct excerpt_cache *cache)
{
    for (size_t i = 0; i < cache->files.count; i++) {
        free(cache->files.at[i]->path);
        free(cache->files.at[i]->text);
        vec_free(&cache->files.at[i]->starts);
        free(cache->files.at[i]);
    }
    vec_free(&cache->files);
}
