// Places of a report in the terms of the protocol.
#include "lsp/place.h"

#include "support/file.h"
#include "support/path.h"

#include <ctype.h>

enum { LARGEST_SOURCE = 64 << 20 };

const struct text *texts_get(struct texts *texts, const char *path)
{
    for (size_t i = 0; i < texts->list.count; i++)
        if (!strcmp(texts->list.at[i]->path, path))
            return texts->list.at[i]->text ? texts->list.at[i] : NULL;
    struct text *text = memory_new(sizeof *text);
    text->path = memory_text(path, strlen(path));
    text->text = file_read(path, LARGEST_SOURCE, &text->size);
    vec_push(&texts->list, text);
    return text->text ? text : NULL;
}

void texts_free(struct texts *texts)
{
    for (size_t i = 0; i < texts->list.count; i++) {
        free(texts->list.at[i]->path);
        free(texts->list.at[i]->text);
        free(texts->list.at[i]);
    }
    vec_free(&texts->list);
}

size_t text_offset(const struct text *text, uint32_t line, uint32_t column)
{
    size_t at = 0;
    for (uint32_t i = 1; i < line; i++) {
        const char *end = memchr(text->text + at, '\n', text->size - at);
        if (!end)
            return text->size;
        at = (size_t)(end - text->text) + 1;
    }
    const char *end = memchr(text->text + at, '\n', text->size - at);
    size_t length = end ? (size_t)(end - text->text) - at : text->size - at;
    size_t offset = column ? column - 1 : 0;
    return at + (offset < length ? offset : length);
}

static size_t token_end(const struct text *text, size_t at)
{
    size_t end = at;
    while (end < text->size && (isalnum((unsigned char)text->text[end]) || text->text[end] == '_'))
        end++;
    bool empty = end == at && end < text->size && text->text[end] != '\n' && text->text[end] != '\r';
    return empty ? end + 1 : end;
}

static struct range token_range(const struct text *text, enum encoding encoding, const struct report_place *place)
{
    size_t at = text_offset(text, place->line, place->column);
    struct range range;
    range.start = position_at(encoding, text->text, text->size, at);
    range.end = position_at(encoding, text->text, text->size, token_end(text, at));
    return range;
}

void place_add(
    json_t *object, struct texts *texts, enum encoding encoding, const char *cwd, const struct report_place *place)
{
    if (!place->path)
        return;
    char *path = path_absolute(cwd, place->path);
    const struct text *text = texts_get(texts, path);
    struct range nowhere = {{place->line ? place->line - 1 : 0, 0}, {place->line ? place->line - 1 : 0, 0}};
    struct range range = text ? token_range(text, encoding, place) : nowhere;
    json_t *name = json_string(path);
    if (name) { // a name that is no UTF-8 is none that the protocol can say
        json_object_set_new(object, "path", name);
        json_object_set_new(object, "range", range_json(range));
    }
    free(path);
}

json_t *place_text(const char *text)
{
    json_t *string = json_string(text);
    if (string)
        return string;
    char *plain = memory_text(text, strlen(text));
    for (char *c = plain; *c; c++)
        *c = (unsigned char)*c < 0x80 ? *c : '?';
    string = json_string(plain);
    free(plain);
    return string;
}
