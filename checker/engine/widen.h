// Widening: what the states of one place differ in.
//
// A profile is kept per place (a call stack and what the models hold). It records, for each cell of the driver's
// memory, the values that the states at the place had there. A number that had too many becomes unknown in every
// later state, so that finitely many states are left (widening: Cousot and Cousot, POPL 1977). Addresses and what
// the models hold stay. Regions are told apart by what they are accessed as, not by name, so that the regions of one
// kind widen together.
#ifndef ENGINE_WIDEN_H
#define ENGINE_WIDEN_H

#include "engine/run.h"

struct profile;

struct profile *profile_new(void);
void profile_free(struct profile *profile);

// What is to become unknown.
struct widen_what {
    uint32_t variety; // numbers in cells that had more values than this
    uint32_t variety_of_guards; // the same for what may guard a modelled event
    bool idle;        // numbers that guard no modelled event
    bool cover;       // numbers in cells that were unknown here before
    bool symbolic;    // numbers of which only facts are known: states may differ in the facts alone
};

// Adds STATE to PROFILE and makes what WHAT says unknown in STATE. True if that changed STATE.
bool profile_widen(struct run *run, struct profile *profile, struct state *state, const struct widen_what *what);

// Whether the SIZE bytes at OFFSET of REGION say nothing about modelled events after POINT (an index into run->points), as
// far as is known.
bool widen_skips(struct run *run, uint32_t region, int64_t offset, uint64_t size, size_t point);

// Judges all that is known of the regions again: what matters has changed.
void widen_judge_anew(struct run *run);

// Remembers that what lies at OFFSET of a region that is of ORIGIN's kind is accessed as RECORD of UNIT.
void widen_note_part(
    struct run *run, struct origin *origin, int64_t offset, const struct ir_unit *unit, uint32_t record);

#endif
