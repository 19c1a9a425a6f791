// Which registers and local slots of a function can still be read from a point on.
#ifndef ENGINE_LIVENESS_H
#define ENGINE_LIVENESS_H

#include "ir/ir.h"

#include <stdbool.h>

struct liveness; // of one function
struct slice;

// SLICE: only of what it executes of FUNCTION, ID in the program; NULL: of all.
struct liveness *liveness_new(
    const struct ir_unit *unit, const struct ir_function *function, const struct slice *slice, uint32_t id);
void liveness_free(struct liveness *liveness);

// The set that is live just before INST (an index into unit->insts): bit r for register r, bit registers + s
// for slot s. Borrowed.
const uint64_t *liveness_before(struct liveness *liveness, uint32_t inst);

// 1 if BLOCK can be entered from more than one place: where paths meet.
bool liveness_is_join(const struct liveness *liveness, uint32_t block);

// 1 if control can go from the start of block FROM to block TO.
bool liveness_reaches(struct liveness *liveness, uint32_t from, uint32_t to);

static inline bool liveness_has(const uint64_t *set, uint32_t bit)
{
    return set[bit / 64] >> (bit % 64) & 1;
}

#endif
