// Hash chains: number what is added 0, 1, 2 … and find the numbers that share a hash. The caller keeps the
// things themselves in an array of its own and compares them.
#ifndef FRONTEND_LOWER_MAP_H
#define FRONTEND_LOWER_MAP_H

#include "support/vec.h"

#include <clang-c/Index.h>
#include <stdint.h>

#define CHAIN_END UINT32_MAX

struct chain_link {
    uint32_t hash, next;
};

struct chains { // zeroed is empty
    VEC(struct chain_link) links;
    uint32_t *heads;
    uint32_t head_count; // a power of two
};

// The newest number with HASH, then older ones; CHAIN_END when there is none.
uint32_t chain_first(const struct chains *chains, uint32_t hash);
uint32_t chain_next(const struct chains *chains, uint32_t at);
uint32_t chain_add(struct chains *chains, uint32_t hash);
void chains_free(struct chains *chains);

// From declarations to numbers.
struct cursor_map {
    struct chains chains;
    VEC(CXCursor) cursors;
    VEC(uint32_t) values;
};

// Where the value of CURSOR stands, or NULL. Valid until the next cursor_map_put.
uint32_t *cursor_map_find(struct cursor_map *map, CXCursor cursor);
void cursor_map_put(struct cursor_map *map, CXCursor cursor, uint32_t value);
void cursor_map_free(struct cursor_map *map);

#endif
