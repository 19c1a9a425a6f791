/* Allocation (C17 7.22.3). In front of each block stands its size, for realloc. */
#include <stdlib.h>
#include <string.h>

#include "host.h"

union header {
    size_t size;
    long double alignment;
};

static void *allocate(size_t size, int zeroed)
{
    union header *header = lint_allocate(sizeof *header + size, zeroed);
    header->size = size;
    return header + 1;
}

void *malloc(size_t size)
{
    return allocate(size, 0);
}

void *calloc(size_t count, size_t size)
{
    return allocate(count * size, 1);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    (void)alignment;
    return allocate(size, 0);
}

void free(void *memory)
{
    if (memory)
        lint_free((union header *)memory - 1);
}

void *realloc(void *memory, size_t size)
{
    if (!memory)
        return malloc(size);
    size_t before = ((union header *)memory - 1)->size;
    void *moved = malloc(size);
    memcpy(moved, memory, before < size ? before : size);
    free(memory);
    return moved;
}
