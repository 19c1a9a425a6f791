// Places in the terms of the protocol.
#include "lsp/position.h"

#include <string.h>

static const char *const names[] = {"utf-16", "utf-8", "utf-32"};

const char *encoding_name(enum encoding encoding)
{
    return names[encoding];
}

enum encoding encoding_parse(const char *name)
{
    for (unsigned i = 0; name && i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i]))
            return (enum encoding)i;
    return ENCODING_UTF16;
}

// The length of the character at TEXT, of which N bytes are there.
static size_t character_length(const char *text, size_t n)
{
    unsigned char first = (unsigned char)*text;
    size_t length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
    if (length > n)
        return 1;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)text[i] & 0xc0) != 0x80)
            return 1;
    return length;
}

static size_t character_units(enum encoding encoding, size_t length)
{
    switch (encoding) {
    case ENCODING_UTF16:
        return length == 4 ? 2 : 1;
    case ENCODING_UTF8:
        return length;
    case ENCODING_UTF32:
        return 1;
    }
    return 1;
}

size_t encoding_units(enum encoding encoding, const char *text, size_t n)
{
    size_t units = 0;
    for (size_t at = 0; at < n;) {
        size_t length = character_length(text + at, n - at);
        units += character_units(encoding, length);
        at += length;
    }
    return units;
}

size_t encoding_bytes(enum encoding encoding, const char *text, size_t n, size_t units)
{
    size_t at = 0, seen = 0;
    while (at < n) {
        size_t length = character_length(text + at, n - at);
        seen += character_units(encoding, length);
        if (seen > units)
            break;
        at += length;
    }
    return at;
}

int position_compare(struct position one, struct position other)
{
    if (one.line != other.line)
        return one.line < other.line ? -1 : 1;
    return (one.character > other.character) - (one.character < other.character);
}

size_t position_offset(enum encoding encoding, const char *text, size_t n, struct position position)
{
    size_t at = 0;
    for (uint32_t line = 0; line < position.line; line++) {
        const char *end = at < n ? memchr(text + at, '\n', n - at) : NULL;
        if (!end)
            return n;
        at = (size_t)(end - text) + 1;
    }
    const char *end = at < n ? memchr(text + at, '\n', n - at) : NULL;
    size_t length = end ? (size_t)(end - text) - at : n - at;
    return at + encoding_bytes(encoding, text + at, length, position.character);
}

struct position position_at(enum encoding encoding, const char *text, size_t n, size_t offset)
{
    struct position position = {0, 0};
    size_t begin = 0;
    const char *end;
    while (begin < offset && (end = memchr(text + begin, '\n', (offset < n ? offset : n) - begin))) {
        begin = (size_t)(end - text) + 1;
        position.line++;
    }
    position.character = (uint32_t)encoding_units(encoding, text + begin, (offset < n ? offset : n) - begin);
    return position;
}

json_t *position_json(struct position position)
{
    return json_pack("{sIsI}", "line", (json_int_t)position.line, "character", (json_int_t)position.character);
}

json_t *range_json(struct range range)
{
    return json_pack("{soso}", "start", position_json(range.start), "end", position_json(range.end));
}

static bool read_number(const json_t *json, const char *key, uint32_t *number)
{
    const json_t *value = json_object_get(json, key);
    json_int_t n = json_integer_value(value);
    if (!json_is_integer(value) || n < 0)
        return false;
    *number = n > INT32_MAX ? INT32_MAX : (uint32_t)n;
    return true;
}

bool position_read(const json_t *json, struct position *position)
{
    struct position read;
    if (!read_number(json, "line", &read.line) || !read_number(json, "character", &read.character))
        return false;
    *position = read;
    return true;
}

bool range_read(const json_t *json, struct range *range)
{
    struct range read;
    if (!position_read(json_object_get(json, "start"), &read.start) ||
        !position_read(json_object_get(json, "end"), &read.end))
        return false;
    *range = read;
    return true;
}

bool range_meets(struct range one, struct range other)
{
    return position_compare(one.start, other.end) <= 0 && position_compare(other.start, one.end) <= 0;
}

static struct position moved(const struct edit *edit, struct position position)
{
    struct position to = position;
    to.line = position.line - edit->range.end.line + edit->end.line;
    if (position.line == edit->range.end.line)
        to.character = position.character - edit->range.end.character + edit->end.character;
    return to;
}

bool edit_move(const struct edit *edit, struct range *range)
{
    if (position_compare(edit->range.start, range->end) >= 0)
        return true;
    if (position_compare(edit->range.end, range->start) > 0)
        return false;
    range->start = moved(edit, range->start);
    range->end = moved(edit, range->end);
    return true;
}
