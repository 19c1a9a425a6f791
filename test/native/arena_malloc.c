// Memory for a run under sanitizers: malloc and free, so that each block is watched. Unknown memory is filled in at once.
#include "arena.h"

#include <stdlib.h>
#include <string.h>

// Looks at bytes that no program may touch: gaps between variables, what was never written.
#define UNWATCHED __attribute__((no_sanitize("address", "memory")))

struct block {
    struct block *next;
    uintptr_t memory; // all bits inverted, so that the leak detector does not see it
    const void *visible; // the same for what the driver need not free
    size_t size;
    enum arena_kind kind;
    bool outside, marked; // unknown memory; in use
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
    *block = (struct block){.next = blocks,
        .memory = ~(uintptr_t)memory,
        .visible = kind == ARENA_MODEL ? memory : NULL,
        .size = size,
        .kind = kind};
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
    blocks->outside = true;
    arena_touched(name, note, memory);
    return memory;
}

bool arena_fault(void *address)
{
    (void)address;
    return false;
}

static const unsigned char *memory_of(const struct block *block)
{
    return (const unsigned char *)~block->memory; // not a pointer, for the leak detector
}

UNWATCHED static struct block *block_of(const unsigned char *address)
{
    for (struct block *block = blocks; block; block = block->next)
        if (address >= memory_of(block) && address < memory_of(block) + block->size)
            return block;
    return NULL;
}

UNWATCHED void arena_mark(const void *from, const void *to)
{
    for (const uintptr_t *word = from; word + 1 <= (const uintptr_t *)to; word++) {
        struct block *block = block_of((const unsigned char *)*word);
        if (!block || block->marked)
            continue;
        block->marked = true;
        arena_mark(memory_of(block), memory_of(block) + block->size);
    }
}

UNWATCHED bool arena_words_hold(const void *from, const void *to, uint32_t value)
{
    for (const uint32_t *word = from; word + 1 <= (const uint32_t *)to; word++)
        if (*word == value)
            return true;
    return false;
}

static bool block_holds(const struct block *block, uint32_t value)
{
    return arena_words_hold(memory_of(block), memory_of(block) + block->size, value);
}

bool arena_marked_holds(uint32_t value)
{
    for (const struct block *block = blocks; block; block = block->next)
        if (block->marked && block_holds(block, value))
            return true;
    return false;
}

void arena_unmark(void)
{
    for (struct block *block = blocks; block; block = block->next)
        block->marked = false;
}

bool arena_page_holds(uint32_t value)
{
    for (const struct block *block = blocks; block; block = block->next)
        if (block->outside && block_holds(block, value))
            return true;
    return false;
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
