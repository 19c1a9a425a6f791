// Regions of memory and what they hold.
//
// A region is one object: a global, a local of one call, an allocation, or what an unknown pointer points to.
// Its content maps byte offsets to values; bytes without a cell are what the background says. Offsets are
// flat, so unions, casts and CONTAINING_RECORD need no thought.
#ifndef ENGINE_REGION_H
#define ENGINE_REGION_H

#include "engine/value.h"
#include "support/vec.h"

enum fill {
    FILL_VALUE,     // cells only: the cell's value
    FILL_ZERO,      // zero bytes
    FILL_UNWRITTEN, // never written
    FILL_UNKNOWN,   // written by something that is not followed: it may hold anything
    FILL_OUTSIDE,   // unknown too, but as it came from outside: nothing that the program had is in it
};

static inline bool fill_is_unknown(enum fill fill)
{
    return fill == FILL_UNKNOWN || fill == FILL_OUTSIDE;
}

// Bytes offset .. offset + size - 1. Cells do not overlap and lie in order of offset.
struct cell {
    int64_t offset;
    uint64_t size;
    const struct value *value; // FILL_VALUE: `size` is its width
    enum fill fill;
};

// The content of a region, shared between states until one of them writes (copy on write).
struct content {
    uint32_t references;
    uint8_t background; // enum fill
    uint8_t freed;
    VEC(struct cell) cells;
};

struct content *content_new(enum fill background);
struct content *content_keep(struct content *content); // one more reference
void content_drop(struct content *content);            // one less; freed with the last

// *CONTENT with one reference, a copy if it was shared.
struct content *content_own(struct content **content);

void content_write(struct values *values, struct content *content, int64_t offset, const struct value *value);
void content_fill(struct values *values, struct content *content, int64_t offset, uint64_t size, enum fill fill);

// Copies SIZE bytes from FROM; the two may be the same content and overlap.
void content_copy(struct values *values, struct content *to, int64_t to_offset, const struct content *from,
    int64_t from_offset, uint64_t size);

// The value of SIZE bytes at OFFSET if all of them have one; else NULL, and *GAP_OFFSET, *GAP_SIZE and
// *GAP_FILL are the first bytes without one (FILL_UNWRITTEN, FILL_UNKNOWN or FILL_OUTSIDE).
const struct value *content_read(struct values *values, const struct content *content, int64_t offset, uint64_t size,
    int64_t *gap_offset, uint64_t *gap_size, enum fill *gap_fill);

// Index of the first cell that ends behind OFFSET.
size_t content_at(const struct content *content, int64_t offset);

#endif
