// An arena: memory that is given piece by piece and taken back all at once.
#include "support/arena.h"

#include "support/memory.h"

#include <stdint.h>
#include <string.h>

enum { CHUNK = 1 << 18 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t padding;
};

void *arena_new(struct arena *arena, size_t size)
{
    size = (size + 15) & ~(size_t)15;
    if ((size_t)(arena->end - arena->next) < size) {
        size_t room = size > CHUNK ? size : CHUNK;
        struct arena_chunk *chunk = memory_new(sizeof *chunk + room);
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->next = (char *)(chunk + 1);
        arena->end = arena->next + room;
    }
    void *at = arena->next;
    arena->next += size;
    arena->bytes += size;
    return at;
}

void *arena_copy(struct arena *arena, const void *from, size_t size)
{
    void *at = arena_new(arena, size);
    if (size)
        memcpy(at, from, size);
    return at;
}

void arena_free(struct arena *arena)
{
    while (arena->chunks) {
        struct arena_chunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
    memset(arena, 0, sizeof *arena);
}
