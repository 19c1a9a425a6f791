// What guards modelled events: which fields, globals and locals can decide whether one is reached.
//
// Only used when a point of the program holds too many states: then facts about what is not demanded are
// forgotten, and the states that differ in nothing else become one. Found by a backward data flow over the whole
// program that ignores order and tells memory apart by variable and by the last name of a member.
#ifndef ENGINE_DEMAND_H
#define ENGINE_DEMAND_H

#include "engine/reach.h"

struct demand;

struct demand *demand_new(const struct ir_program *program, const struct reach *reach);
void demand_free(struct demand *demand);

// What is known of the member at OFFSET of RECORD (of UNIT): no member begins there, its value guards nothing,
// or it may guard an event.
enum demand_of_field { FIELD_UNNAMED, FIELD_IDLE, FIELD_DEMANDED };
enum demand_of_field demand_of_field(const struct demand *demand, const struct ir_unit *unit, uint32_t record,
                                     int64_t offset);
// The bytes of scalar members of RECORD that are FIELD_IDLE, in order of offset. Borrowed.
struct idle_range {
    int64_t offset;
    uint64_t size;
};
const struct idle_range *demand_idle_ranges(struct demand *demand, const struct ir_unit *unit, uint32_t record,
                                            size_t *count);
bool demand_is_idle_global(const struct demand *demand, uint32_t global);
// Which functions can matter when they are called for a modelled event: it, or what it calls or mentions, reaches one or writes a
// member or global of the driver that is demanded.
const uint8_t *demand_matters(const struct demand *demand); // [program function]
// Whether the local in SLOT of FUNCTION is an index: of few values, each of which matters.
bool demand_is_index(const struct demand *demand, uint32_t function, uint32_t slot);
bool demand_is_idle_local(const struct demand *demand, uint32_t function, uint32_t slot);

#endif
