// Which instructions can matter for a modelled event: the only ones that the exploration executes.
//
// A backward slice of the whole program (Weiser: Program Slicing, ICSE 1981; Horwitz, Reps, Binkley: Interprocedural
// Slicing Using Dependence Graphs, TOPLAS 1990) from the calls to the intrinsics that say something about the program. It
// ignores whether what is left out comes to an end, and where pointers point in which order. What is found in the slice
// is executed again as a whole before it is reported.
#ifndef ENGINE_SLICE_H
#define ENGINE_SLICE_H

#include "engine/reach.h"

struct slice;

// An instruction of a program function.
struct slice_point {
    uint32_t function, inst;
};

// What else is in the slice than what leads to an event. Borrowed.
struct slice_wish {
    const char *const *awaited; // [awaited_count]: the kinds of progress that matter; see lint_await
    size_t awaited_count;
    const struct slice_point *points; // [point_count]: with whatever decides whether they are met
    size_t point_count;
    bool all_results; // what models are returned from what they call through pointers, even if it only computes
    bool all_memory; // nothing is guessed: see slice_guesses
};

struct slice *slice_new(const struct ir_program *program, const struct reach *reach, const struct slice_wish *wish);
void slice_free(struct slice *slice);

// Whether POINT is in it, with what decides whether it is met.
bool slice_has(const struct slice *slice, struct slice_point point);
// Whether an instruction of the unit that has FUNCTION, a program function, is executed.
const uint8_t *slice_needed_in(const struct slice *slice, uint32_t function); // [inst]
// Whether POINT reads memory that nobody writes in the slice: in one class with what comes from outside, so that anything may
// be there. What is allocated there holds no value, even if it was zeroed.
bool slice_guesses(const struct slice *slice, uint32_t function, uint32_t inst);
bool slice_has_guesses(const struct slice *slice);
// Where control goes from the end of BLOCK of FUNCTION if that is not executed; IR_NONE: out of the function.
uint32_t slice_after(const struct slice *slice, uint32_t function, uint32_t block);

// Which functions can matter when they are called: they reach an event, or write what can matter outside of them.
const uint8_t *slice_matters(const struct slice *slice); // [program function]

// What is known of a place: it has no name there; what it holds cannot matter; it can.
enum relevance { PLACE_UNNAMED, PLACE_IDLE, PLACE_RELEVANT };
struct later; // from where on (later.h); NULL: from the beginning
// Of the member at OFFSET of RECORD (of UNIT); of all its members together; of variables.
enum relevance slice_of_field(
    const struct slice *slice, const struct ir_unit *unit, uint32_t record, int64_t offset, const struct later *later);
enum relevance slice_of_record(
    const struct slice *slice, const struct ir_unit *unit, uint32_t record, const struct later *later);
enum relevance slice_of_global(const struct slice *slice, uint32_t global, const struct later *later);
enum relevance slice_of_local(const struct slice *slice, uint32_t function, uint32_t slot);
// Whether the local in SLOT of FUNCTION is an index: of few values, each of which matters.
bool slice_is_index(const struct slice *slice, uint32_t function, uint32_t slot);

#endif
