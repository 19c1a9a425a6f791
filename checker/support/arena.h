// An arena: memory that is given piece by piece and taken back all at once.
#ifndef SUPPORT_ARENA_H
#define SUPPORT_ARENA_H

#include <stddef.h>

struct arena_chunk;

// A zeroed arena is empty and ready.
struct arena {
    struct arena_chunk *chunks;
    char *next, *end;
    size_t bytes; // bytes handed out so far: the measure of memory budgets
};

// SIZE bytes, zeroed, aligned to 16; they live until arena_free.
void *arena_new(struct arena *arena, size_t size);

// A copy of SIZE bytes at FROM.
void *arena_copy(struct arena *arena, const void *from, size_t size);

// Gives all memory back; the arena is empty and ready again.
void arena_free(struct arena *arena);

#endif
