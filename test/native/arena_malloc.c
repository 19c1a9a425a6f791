// Memory for a run under sanitizers: malloc and free, so that each block is watched. Unknown memory is filled in at once.
#include "arena.h"

#include <stdlib.h>
#include <string.h>

struct block {
    struct block *next;
    uintptr_t memory; // all bits inverted, so that the leak detector does not see it
    const void *visible; // the same for what the driver need not free
    enum arena_kind kind;
};

static struct block *blocks;

void arena_reset(void)
{
    while (blocks) {
        struct block *block = blocks;
        blocks = block->next;
        free((void *)~block->memory);
        free(block);
    }
}

void *arena_allocate(uint64_t size, enum arena_kind kind, int fill)
{
    struct block *block = malloc(sizeof *block);
    void *memory = malloc(size + !size);
    if (!block || !memory)
        abort();
    *block = (struct block){blocks, ~(uintptr_t)memory, kind == ARENA_MODEL ? memory : NULL, kind};
    blocks = block;
    return memset(memory, fill, size);
}

bool arena_free(void *memory)
{
    for (struct block **at = &blocks; *at; at = &(*at)->next) {
        struct block *block = *at;
        if (block->memory != ~(uintptr_t)memory)
            continue;
        *at = block->next;
        free(block);
        free(memory);
        return true;
    }
    return false;
}

void *arena_lazy_page(const char *name, uint32_t note)
{
    enum { SIZE = 256 };
    void *memory = arena_allocate(SIZE, ARENA_MODEL, 0);
    arena_touched(name, note, memory);
    return memory;
}

bool arena_fault(void *address)
{
    (void)address;
    return false;
}

void arena_mark(const void *from, const void *to)
{
    (void)from;
    (void)to;
}

unsigned arena_sweep(void)
{
    return 0;
}

unsigned arena_live(void)
{
    unsigned live = 0;
    for (const struct block *block = blocks; block; block = block->next)
        live += block->kind == ARENA_ALLOCATED;
    return live;
}

size_t arena_image_size(void)
{
    return 0;
}

void arena_save(unsigned char *to)
{
    (void)to;
}

void arena_restore(const unsigned char *from)
{
    (void)from;
}
