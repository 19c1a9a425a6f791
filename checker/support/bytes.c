// A growing row of bytes, and taking one apart that is not trusted.
#include "support/bytes.h"

#include "support/memory.h"

#include <string.h>

void bytes_add(struct bytes *bytes, const void *from, size_t n)
{
    if (!n)
        return;
    bytes->at = memory_grow(bytes->at, &bytes->capacity, bytes->count + n, 1);
    memcpy(bytes->at + bytes->count, from, n);
    bytes->count += n;
}

const char *bytes_take(struct bytes_reader *reader, size_t n)
{
    reader->cut |= n > reader->left;
    if (reader->cut)
        return NULL;
    const char *at = reader->at;
    reader->at += n;
    reader->left -= n;
    return at;
}

bool bytes_read(struct bytes_reader *reader, void *to, size_t n)
{
    const char *from = bytes_take(reader, n);
    if (from && n)
        memcpy(to, from, n);
    return from;
}
