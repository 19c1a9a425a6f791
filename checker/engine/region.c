// Regions of memory: cells by byte offset, written, filled, copied and read in pieces.
#include "engine/region.h"

#include <stdlib.h>

struct content *content_new(enum fill background)
{
    struct content *content = memory_new(sizeof *content);
    content->references = 1;
    content->background = (uint8_t)background;
    return content;
}

struct content *content_keep(struct content *content)
{
    content->references++;
    return content;
}

void content_drop(struct content *content)
{
    if (content && --content->references == 0) {
        vec_free(&content->cells);
        free(content);
    }
}

struct content *content_own(struct content **content)
{
    struct content *old = *content;
    if (old->references == 1)
        return old;
    struct content *copy = content_new((enum fill)old->background);
    copy->freed = old->freed;
    if (old->cells.count) {
        (void)vec_extend(&copy->cells, old->cells.count);
        memcpy(copy->cells.at, old->cells.at, old->cells.count * sizeof *old->cells.at);
    }
    content_drop(old);
    return *content = copy;
}

size_t content_at(const struct content *content, int64_t offset)
{
    size_t low = 0, high = content->cells.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct cell *cell = &content->cells.at[middle];
        if (cell->offset + (int64_t)cell->size <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The part of CELL from OFFSET on, SIZE bytes of it.
static struct cell part_of(struct values *values, const struct cell *cell, int64_t offset, uint64_t size)
{
    struct cell part = {.offset = offset, .size = size, .fill = cell->fill};
    if (cell->fill == FILL_VALUE)
        part.value = value_extract(values, cell->value, (unsigned)(offset - cell->offset), (unsigned)size);
    return part;
}

// Replaces cells FIRST .. LAST-1 by the COUNT cells at WITH.
static void splice(struct content *content, size_t first, size_t last, const struct cell *with, size_t count)
{
    size_t behind = content->cells.count - last;
    if (count > last - first)
        (void)vec_extend(&content->cells, count - (last - first));
    else
        content->cells.count -= (last - first) - count;
    struct cell *at = content->cells.at;
    if (behind)
        memmove(at + first + count, at + last, behind * sizeof *at);
    if (count)
        memcpy(at + first, with, count * sizeof *at);
}

// Puts NEW in place of whatever its bytes held; a NULL value with the background's fill leaves no cell.
static void place(struct values *values, struct content *content, const struct cell *new)
{
    int64_t end = new->offset + (int64_t)new->size;
    size_t first = content_at(content, new->offset), last = first;
    struct cell with[3];
    size_t count = 0;
    if (first < content->cells.count && content->cells.at[first].offset < new->offset) {
        const struct cell *cell = &content->cells.at[first];
        with[count++] = part_of(values, cell, cell->offset, (uint64_t)(new->offset - cell->offset));
    }
    if (new->fill == FILL_VALUE || new->fill != (enum fill)content->background)
        with[count++] = *new;
    while (last < content->cells.count && content->cells.at[last].offset < end) {
        const struct cell *cell = &content->cells.at[last++];
        int64_t cell_end = cell->offset + (int64_t)cell->size;
        if (cell_end > end)
            with[count++] = part_of(values, cell, end, (uint64_t)(cell_end - end));
    }
    splice(content, first, last, with, count);
}

void content_write(struct values *values, struct content *content, int64_t offset, const struct value *value)
{
    size_t i = content_at(content, offset);
    if (i < content->cells.count && content->cells.at[i].offset == offset &&
        content->cells.at[i].size == value->width) {
        content->cells.at[i].value = value;
        content->cells.at[i].fill = FILL_VALUE;
        return;
    }
    place(values, content, &(struct cell){.offset = offset, .size = value->width, .value = value, .fill = FILL_VALUE});
}

void content_fill(struct values *values, struct content *content, int64_t offset, uint64_t size, enum fill fill)
{
    if (size)
        place(values, content, &(struct cell){.offset = offset, .size = size, .fill = fill});
}

void content_copy(struct values *values, struct content *to, int64_t to_offset, const struct content *from,
    int64_t from_offset, uint64_t size)
{
    int64_t end = from_offset + (int64_t)size;
    VEC(struct cell) pieces = {0};
    vec_push(&pieces, (struct cell){.offset = from_offset, .size = size, .fill = (enum fill)from->background});
    for (size_t i = content_at(from, from_offset); i < from->cells.count && from->cells.at[i].offset < end; i++) {
        const struct cell *cell = &from->cells.at[i];
        int64_t low = cell->offset > from_offset ? cell->offset : from_offset;
        int64_t cell_end = cell->offset + (int64_t)cell->size, high = cell_end < end ? cell_end : end;
        vec_push(&pieces, part_of(values, cell, low, (uint64_t)(high - low)));
    }
    for (size_t i = 0; i < pieces.count; i++) {
        pieces.at[i].offset += to_offset - from_offset;
        place(values, to, &pieces.at[i]);
    }
    vec_free(&pieces);
}

const struct value *content_read(struct values *values, const struct content *content, int64_t offset, uint64_t size,
    int64_t *gap_offset, uint64_t *gap_size, enum fill *gap_fill)
{
    const struct value *whole = NULL;
    int64_t at = offset, end = offset + (int64_t)size;
    for (size_t i = content_at(content, offset); at < end; i++) {
        const struct cell *cell =
            i < content->cells.count && content->cells.at[i].offset < end ? &content->cells.at[i] : NULL;
        struct cell piece = {.offset = at, .fill = (enum fill)content->background};
        if (cell && cell->offset <= at) {
            int64_t cell_end = cell->offset + (int64_t)cell->size;
            piece = part_of(values, cell, at, (uint64_t)((cell_end < end ? cell_end : end) - at));
        } else {
            piece.size = (uint64_t)((cell ? cell->offset : end) - at);
            i--;
        }
        if (piece.fill == FILL_ZERO)
            piece.value = value_int(values, (unsigned)piece.size, 0);
        if (!piece.value) {
            *gap_offset = piece.offset, *gap_size = piece.size, *gap_fill = piece.fill;
            return NULL;
        }
        whole = whole ? value_concat(values, whole, piece.value) : piece.value;
        at += (int64_t)piece.size;
    }
    return whole;
}
