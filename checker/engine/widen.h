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

// Adds STATE to PROFILE and makes unknown, in STATE, each number in a cell that had more than VARIETY values here, and
// with IDLE all that guard no modelled event. True if that changed STATE.
bool profile_widen(struct run *run, struct profile *profile, struct state *state, uint32_t variety, bool idle);

// Remembers that what lies at OFFSET of a region that is of ORIGIN's kind is accessed as RECORD of UNIT.
void widen_note_part(struct run *run, const struct origin *origin, int64_t offset, const struct ir_unit *unit,
                     uint32_t record);

#endif
