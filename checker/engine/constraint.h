// What a path has established about unknown values: intervals, excluded values, equalities.
//
// A fact is about a term (a symbol, `x & 4`, `a < b`, an unknown pointer). A term that turned out equal to
// another value is bound to it; resolve() puts that value in its place.
#ifndef ENGINE_CONSTRAINT_H
#define ENGINE_CONSTRAINT_H

#include "engine/value.h"

// The numbers a term can have, as unsigned and as signed numbers of its width, without those excluded.
// Immutable, in the exploration's arena.
struct range {
    uint64_t low, high;
    int64_t signed_low, signed_high;
    uint32_t excluded_count;
    const uint64_t *excluded; // sorted
};

struct fact {
    const struct value *term;
    const struct range *range;   // NULL: nothing is known
    const struct value *bound;   // what the term equals, or NULL
};

// Facts in order of their terms' ids. A zeroed struct knows nothing.
struct constraints {
    VEC(struct fact) facts;
    uint32_t bindings; // how many facts have `bound`
};

void constraints_copy(struct constraints *to, const struct constraints *from);
void constraints_free(struct constraints *constraints);

// V with everything that is bound replaced.
const struct value *constraint_resolve(
    struct values *values, const struct constraints *constraints, const struct value *v);

// The numbers that V, resolved, can have.
struct range constraint_range(const struct constraints *constraints, const struct value *v);

// What is known of CONDITION, resolved, as a truth value.
enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_OPEN };
enum truth constraint_test(const struct constraints *constraints, const struct value *condition);

// Adds the fact that CONDITION, resolved, is nonzero (TRUTH) or zero. False if that contradicts what is known;
// the constraints are then of no use any more.
bool constraint_assume(
    struct values *values, struct constraints *constraints, const struct value *condition, bool truth);

// Restricts V to lo .. hi, unsigned. Same result as constraint_assume.
bool constraint_assume_range(
    struct values *values, struct constraints *constraints, const struct value *v, uint64_t low, uint64_t high);

// Makes TERM equal to V everywhere. Same result as constraint_assume.
bool constraint_bind(
    struct values *values, struct constraints *constraints, const struct value *term, const struct value *v);

#endif
