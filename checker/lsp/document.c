// The documents that the editor has open.
#include "lsp/document.h"

#include "lsp/uri.h"

struct document *documents_find(const struct documents *documents, const char *path)
{
    for (size_t i = 0; path && i < documents->list.count; i++)
        if (!strcmp(documents->list.at[i]->path, path))
            return documents->list.at[i];
    return NULL;
}

static void document_free(struct document *document)
{
    free(document->path);
    free(document->uri);
    free(document->text);
    free(document);
}

static void document_set(struct document *document, const json_t *text)
{
    free(document->text);
    document->size = json_string_length(text);
    document->text = memory_text(json_is_string(text) ? json_string_value(text) : "", document->size);
    document->sent = false;
}

struct document *documents_open(struct documents *documents, const json_t *params)
{
    const json_t *item = json_object_get(params, "textDocument");
    const char *uri = json_string_value(json_object_get(item, "uri"));
    char *path = uri_path(uri);
    if (!path)
        return NULL;
    struct document *document = documents_find(documents, path);
    if (!document) {
        document = memory_new(sizeof *document);
        document->path = memory_text(path, strlen(path));
        vec_push(&documents->list, document);
    }
    free(path);
    free(document->uri);
    document->uri = memory_text(uri, strlen(uri));
    document->version = json_integer_value(json_object_get(item, "version"));
    document_set(document, json_object_get(item, "text"));
    return document;
}

void documents_close(struct documents *documents, const char *path)
{
    for (size_t i = 0; i < documents->list.count; i++) {
        if (strcmp(documents->list.at[i]->path, path))
            continue;
        vec_push(&documents->closed, memory_text(path, strlen(path)));
        document_free(documents->list.at[i]);
        documents->list.at[i] = vec_pop(&documents->list);
        return;
    }
}

struct document *documents_of(const struct documents *documents, const json_t *params)
{
    const json_t *item = json_object_get(params, "textDocument");
    char *path = uri_path(json_string_value(json_object_get(item, "uri")));
    struct document *document = documents_find(documents, path);
    free(path);
    return document;
}

// Replaces the bytes from START to END.
static void splice(struct document *document, size_t start, size_t end, const char *text, size_t n)
{
    char *whole = memory_new(document->size - (end - start) + n + 1);
    memcpy(whole, document->text, start);
    memcpy(whole + start, text, n);
    memcpy(whole + start + n, document->text + end, document->size - end);
    document->size = document->size - (end - start) + n;
    free(document->text);
    document->text = whole;
    document->sent = false;
}

// A character's first byte, at OFFSET or before it.
static size_t character_start(const char *text, size_t offset)
{
    while (offset && ((unsigned char)text[offset] & 0xc0) == 0x80)
        offset--;
    return offset;
}

// A change without a range is the whole text: where it differs.
static void differing(const struct document *document, const char *text, size_t n, size_t *start, size_t *end)
{
    size_t least = n < document->size ? n : document->size, same = 0, tail = 0;
    while (same < least && document->text[same] == text[same])
        same++;
    same = character_start(document->text, same < document->size ? same : document->size);
    while (tail < least - same && document->text[document->size - 1 - tail] == text[n - 1 - tail])
        tail++;
    while (tail && ((unsigned char)text[n - tail] & 0xc0) == 0x80)
        tail--;
    *start = same;
    *end = document->size - tail;
}

static struct edit make_edit(
    struct document *document, enum encoding encoding, size_t start, size_t end, const char *text, size_t n)
{
    struct edit edit;
    edit.range.start = position_at(encoding, document->text, document->size, start);
    edit.range.end = position_at(encoding, document->text, document->size, end);
    splice(document, start, end, text, n);
    edit.end = position_at(encoding, document->text, document->size, start + n);
    return edit;
}

static struct edit change_once(struct document *document, enum encoding encoding, const json_t *change)
{
    const json_t *text = json_object_get(change, "text");
    const char *bytes = json_is_string(text) ? json_string_value(text) : "";
    size_t n = json_string_length(text), start, end;
    struct range range;
    if (range_read(json_object_get(change, "range"), &range)) {
        start = position_offset(encoding, document->text, document->size, range.start);
        end = position_offset(encoding, document->text, document->size, range.end);
        end = end < start ? start : end;
    } else {
        differing(document, bytes, n, &start, &end);
        n -= document->size - (end - start);
        bytes += start;
    }
    return make_edit(document, encoding, start, end, bytes, n);
}

void document_change(struct document *document, enum encoding encoding, const json_t *params,
    void (*tell)(void *subject, const struct document *document, const struct edit *edit), void *subject)
{
    const json_t *changes = json_object_get(params, "contentChanges");
    const json_t *version = json_object_get(json_object_get(params, "textDocument"), "version");
    for (size_t i = 0; i < json_array_size(changes); i++) {
        struct edit edit = change_once(document, encoding, json_array_get(changes, i));
        tell(subject, document, &edit);
    }
    document->version = json_is_integer(version) ? json_integer_value(version) : document->version + 1;
}

void documents_free(struct documents *documents)
{
    for (size_t i = 0; i < documents->list.count; i++)
        document_free(documents->list.at[i]);
    for (size_t i = 0; i < documents->closed.count; i++)
        free(documents->closed.at[i]);
    vec_free(&documents->list);
    vec_free(&documents->closed);
}
