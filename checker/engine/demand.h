// What guards modelled events: which fields, globals and locals can decide whether one is reached.
//
// Says which entry points need not be run, which states agree in all that matters, and what is forgotten first where a
// point of the program holds too many states. Found by a backward data flow over the whole program that ignores order;
// demand_graph.h says how it tells memory apart.
#ifndef ENGINE_DEMAND_H
#define ENGINE_DEMAND_H

#include "engine/reach.h"

struct demand;

struct demand *demand_new(const struct ir_program *program, const struct reach *reach);
void demand_free(struct demand *demand);

// What is known of a place: it has no name there; its value guards nothing; it is an address behind which something is
// that models get, and else guards nothing; it may guard an event, or what does is reached through it.
enum demand_of_field { FIELD_UNNAMED, FIELD_IDLE, FIELD_HANDED, FIELD_DEMANDED };
// Of the member at OFFSET of RECORD (of UNIT); of all its members together; of variables.
enum demand_of_field demand_of_field(
    const struct demand *demand, const struct ir_unit *unit, uint32_t record, int64_t offset);
enum demand_of_field demand_of_record(const struct demand *demand, const struct ir_unit *unit, uint32_t record);
enum demand_of_field demand_of_global(const struct demand *demand, uint32_t global);
enum demand_of_field demand_of_local(const struct demand *demand, uint32_t function, uint32_t slot);

// Which functions can matter for a modelled event when they are called: what they are, call or mention reaches one, or
// writes a member or global of the driver that is demanded.
const uint8_t *demand_matters(const struct demand *demand); // [program function]
// Whether the local in SLOT of FUNCTION is an index: of few values, each of which matters.
bool demand_is_index(const struct demand *demand, uint32_t function, uint32_t slot);

#endif
