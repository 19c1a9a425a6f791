// The lines of an essence: written, read back, compared, and places that move from one program's to another's.
#include "ir/essence.h"

#include <stdlib.h>
#include <string.h>

void essence_write(const struct essence *essence, struct bytes *bytes)
{
    uint64_t files = essence->files.count;
    bytes_add(bytes, &files, sizeof files);
    for (size_t i = 0; i < essence->files.count; i++) {
        const struct essence_file *file = &essence->files.at[i];
        uint64_t sizes[] = {strlen(file->path) + 1, file->lines.count};
        bytes_add(bytes, sizes, sizeof sizes);
        bytes_add(bytes, file->path, (size_t)sizes[0]);
        bytes_add(bytes, file->lines.at, file->lines.count * sizeof *file->lines.at);
    }
}

static bool read_file(struct bytes_reader *reader, struct essence *essence)
{
    uint64_t sizes[2];
    struct essence_file file = {0};
    if (!bytes_read(reader, sizes, sizeof sizes) || sizes[1] > reader->left / sizeof *file.lines.at)
        return false;
    file.path = bytes_take(reader, (size_t)sizes[0]);
    const char *lines = bytes_take(reader, (size_t)sizes[1] * sizeof *file.lines.at);
    if (!lines || !sizes[0] || file.path[sizes[0] - 1])
        return false;
    if (sizes[1]) {
        (void)vec_extend(&file.lines, (size_t)sizes[1]);
        memcpy(file.lines.at, lines, (size_t)sizes[1] * sizeof *file.lines.at);
    }
    vec_push(&essence->files, file);
    return true;
}

bool essence_read(struct bytes_reader *reader, struct essence *essence)
{
    uint64_t files = 0;
    *essence = (struct essence){0};
    bool good = bytes_read(reader, &files, sizeof files);
    for (uint64_t i = 0; i < files && good; i++)
        good = read_file(reader, essence);
    if (!good)
        essence_free(essence);
    return good;
}

bool essence_same_lines(const struct essence *a, const struct essence *b)
{
    bool same = a->files.count == b->files.count;
    for (size_t i = 0; i < a->files.count && same; i++) {
        const struct essence_file *x = &a->files.at[i], *y = &b->files.at[i];
        same = x->lines.count == y->lines.count && !strcmp(x->path, y->path) &&
               (!x->lines.count || !memcmp(x->lines.at, y->lines.at, x->lines.count * sizeof *x->lines.at));
    }
    return same;
}

static int compare_path(const void *path, const void *file)
{
    return strcmp(path, ((const struct essence_file *)file)->path);
}

static int compare_line(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

bool essence_move(const struct essence *from, const struct essence *to, const char *path, uint32_t *line)
{
    const struct essence_file *file =
        from->files.count ? bsearch(path, from->files.at, from->files.count, sizeof *file, compare_path) : NULL;
    const uint32_t *at =
        file && file->lines.count ? bsearch(line, file->lines.at, file->lines.count, sizeof *line, compare_line) : NULL;
    if (!at)
        return false;
    const struct essence_file *other = &to->files.at[file - from->files.at];
    *line = other->lines.at[at - file->lines.at];
    return true;
}
