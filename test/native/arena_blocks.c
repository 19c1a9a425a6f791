// Blocks side by side in one region, the lowest free one of the right size first; pages of their own for unknown memory.
#include "arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    REGION_BYTES = 1 << 20,
    BLOCKS = 256,
    GRAIN = 64,
    PAGE = 4096,
    LAZY_PAGES = 16,
    FREED = 0xdd, // an address made of these is none
};

struct block {
    uint32_t offset, size;
    uint8_t kind, marked;
};

struct lazy {
    const char *name; // NULL: unused
    uint32_t note;
    uint8_t touched, written, marked;
};

// What is saved with the bytes.
static struct books {
    uint32_t count, high; // blocks; bytes of the region that have been used
    uint32_t lazy_count;
    struct lazy lazy[LAZY_PAGES];
    struct block blocks[BLOCKS];
} books;

static unsigned char *region, *pages;

static unsigned char *map(size_t size, int protection)
{
    void *at = mmap(NULL, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        abort();
    return at;
}

// A page can be read from its first touch on, and written from the first try on.
static void protect(uint32_t i)
{
    const struct lazy *lazy = &books.lazy[i];
    int reading = lazy->touched ? PROT_READ : PROT_NONE, writing = lazy->written ? PROT_WRITE : PROT_NONE;
    mprotect(pages + i * PAGE, PAGE, reading | writing);
}

static void open_touched(int protection)
{
    for (uint32_t i = 0; i < books.lazy_count; i++)
        if (books.lazy[i].touched)
            mprotect(pages + i * PAGE, PAGE, protection);
}

void arena_reset(void)
{
    if (!region) {
        region = map(REGION_BYTES, PROT_READ | PROT_WRITE);
        pages = map(LAZY_PAGES * PAGE, PROT_NONE);
    }
    open_touched(PROT_NONE);
    memset(&books, 0, sizeof books);
}

// ---- blocks ----

static struct block *unused_block(uint32_t size)
{
    for (uint32_t i = 0; i < books.count; i++)
        if (books.blocks[i].kind == ARENA_UNUSED && books.blocks[i].size == size)
            return &books.blocks[i];
    return NULL;
}

static struct block *new_block(uint32_t size)
{
    if (books.count == BLOCKS || books.high + size > REGION_BYTES)
        return NULL;
    struct block *block = &books.blocks[books.count++];
    *block = (struct block){.offset = books.high, .size = size};
    books.high += size;
    return block;
}

void *arena_allocate(uint64_t size, enum arena_kind kind, int fill)
{
    uint32_t rounded = size > REGION_BYTES ? REGION_BYTES : (uint32_t)((size + GRAIN) / GRAIN * GRAIN);
    struct block *block = unused_block(rounded);
    if (!block)
        block = new_block(rounded);
    if (!block)
        return NULL;
    block->kind = (uint8_t)kind;
    memset(region + block->offset, FREED, rounded); // also what lies behind the end
    memset(region + block->offset, fill, size);
    return region + block->offset;
}

// The index of the block that ADDRESS lies in, or -1.
static int block_of(const void *address)
{
    uintptr_t offset = (uintptr_t)address - (uintptr_t)region;
    uint32_t low = 0, high = books.count;
    if (offset >= books.high)
        return -1;
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        *(books.blocks[middle].offset <= offset ? &low : &high) = middle;
    }
    return (int)low;
}

static void drop_block(struct block *block)
{
    block->kind = ARENA_UNUSED;
    memset(region + block->offset, FREED, block->size);
}

bool arena_free(void *address)
{
    int i = block_of(address);
    if (i < 0)
        return (unsigned char *)address >= pages && (unsigned char *)address < pages + LAZY_PAGES * PAGE;
    struct block *block = &books.blocks[i];
    if (block->kind == ARENA_UNUSED || region + block->offset != (unsigned char *)address)
        return false;
    drop_block(block);
    return true;
}

unsigned arena_live(void)
{
    unsigned live = 0;
    for (uint32_t i = 0; i < books.count; i++)
        live += books.blocks[i].kind == ARENA_ALLOCATED;
    return live;
}

// ---- pages ----

void *arena_lazy_page(const char *name, uint32_t note)
{
    uint32_t i = 0;
    while (i < books.lazy_count && books.lazy[i].name)
        i++;
    if (i == LAZY_PAGES)
        return NULL;
    if (i == books.lazy_count)
        books.lazy_count++;
    books.lazy[i] = (struct lazy){.name = name, .note = note};
    return pages + i * PAGE;
}

static int page_of(const void *address)
{
    uintptr_t offset = (uintptr_t)address - (uintptr_t)pages;
    return offset < (uintptr_t)books.lazy_count * PAGE ? (int)(offset / PAGE) : -1;
}

bool arena_fault(void *address)
{
    int i = page_of(address);
    if (i < 0 || !books.lazy[i].name || books.lazy[i].written)
        return false;
    if (books.lazy[i].touched) {
        books.lazy[i].written = 1;
    } else {
        books.lazy[i].touched = 1;
        mprotect(pages + i * PAGE, PAGE, PROT_READ | PROT_WRITE);
        memset(pages + i * PAGE, 0, PAGE);
        arena_touched(books.lazy[i].name, books.lazy[i].note, (uint32_t *)(void *)(pages + i * PAGE));
    }
    protect((uint32_t)i);
    return true;
}

static bool page_holds(uint32_t i, uint32_t value)
{
    return books.lazy[i].touched && arena_words_hold(pages + i * PAGE, pages + (i + 1) * PAGE, value);
}

bool arena_page_holds(uint32_t value)
{
    for (uint32_t i = 0; i < books.lazy_count; i++)
        if (books.lazy[i].written && page_holds(i, value))
            return true;
    return false;
}

static void drop_page(uint32_t i)
{
    if (books.lazy[i].touched)
        mprotect(pages + i * PAGE, PAGE, PROT_NONE);
    books.lazy[i] = (struct lazy){0};
}

// ---- what nothing points to ----

static void mark_block(int i)
{
    struct block *block = &books.blocks[i];
    if (block->marked || block->kind == ARENA_UNUSED)
        return;
    block->marked = 1;
    arena_mark(region + block->offset, region + block->offset + block->size);
}

static void mark_page(int i)
{
    if (books.lazy[i].marked || !books.lazy[i].name)
        return;
    books.lazy[i].marked = 1;
    if (books.lazy[i].touched)
        arena_mark(pages + i * PAGE, pages + (i + 1) * PAGE);
}

void arena_mark(const void *from, const void *to)
{
    for (const uintptr_t *word = from; word + 1 <= (const uintptr_t *)to; word++) {
        int block = block_of((const void *)*word), page = page_of((const void *)*word);
        if (block >= 0)
            mark_block(block);
        else if (page >= 0)
            mark_page(page);
    }
}

bool arena_words_hold(const void *from, const void *to, uint32_t value)
{
    for (const uint32_t *word = from; word + 1 <= (const uint32_t *)to; word++)
        if (*word == value)
            return true;
    return false;
}

bool arena_marked_holds(uint32_t value)
{
    for (uint32_t i = 0; i < books.count; i++) {
        const unsigned char *at = region + books.blocks[i].offset;
        if (books.blocks[i].marked && arena_words_hold(at, at + books.blocks[i].size, value))
            return true;
    }
    for (uint32_t i = 0; i < books.lazy_count; i++)
        if (books.lazy[i].marked && page_holds(i, value))
            return true;
    return false;
}

void arena_unmark(void)
{
    for (uint32_t i = 0; i < books.count; i++)
        books.blocks[i].marked = 0;
    for (uint32_t i = 0; i < books.lazy_count; i++)
        books.lazy[i].marked = 0;
}

static unsigned drop_unmarked(void)
{
    unsigned lost = 0;
    for (uint32_t i = 0; i < books.count; i++) {
        struct block *block = &books.blocks[i];
        if (block->kind != ARENA_UNUSED && !block->marked) {
            lost += block->kind == ARENA_ALLOCATED;
            drop_block(block);
        }
    }
    for (uint32_t i = 0; i < books.lazy_count; i++) {
        if (books.lazy[i].name && !books.lazy[i].marked)
            drop_page(i);
        books.lazy[i].note = (uint32_t)ARENA_LATE;
    }
    return lost;
}

// What is unused at the end was never there.
static void trim(void)
{
    while (books.count && books.blocks[books.count - 1].kind == ARENA_UNUSED) {
        books.high = books.blocks[--books.count].offset;
        books.blocks[books.count] = (struct block){0};
    }
    while (books.lazy_count && !books.lazy[books.lazy_count - 1].name)
        books.lazy_count--;
}

unsigned arena_sweep(void)
{
    unsigned lost = drop_unmarked();
    arena_unmark();
    trim();
    return lost;
}

// ---- images ----

static size_t books_size(void)
{
    return offsetof(struct books, blocks) + books.count * sizeof(struct block);
}

size_t arena_image_size(void)
{
    return books_size() + books.high + books.lazy_count * PAGE;
}

void arena_save(unsigned char *to)
{
    memcpy(to, &books, books_size());
    to += books_size();
    memcpy(to, region, books.high);
    to += books.high;
    for (uint32_t i = 0; i < books.lazy_count; i++, to += PAGE) {
        if (books.lazy[i].touched)
            memcpy(to, pages + i * PAGE, PAGE);
        else
            memset(to, 0, PAGE);
    }
}

void arena_restore(const unsigned char *from)
{
    open_touched(PROT_NONE);
    memcpy(&books, from, offsetof(struct books, blocks));
    memcpy(&books, from, books_size());
    open_touched(PROT_READ | PROT_WRITE);
    from += books_size();
    memcpy(region, from, books.high);
    from += books.high;
    for (uint32_t i = 0; i < books.lazy_count; i++, from += PAGE)
        if (books.lazy[i].touched) {
            memcpy(pages + i * PAGE, from, PAGE);
            protect(i);
        }
}
