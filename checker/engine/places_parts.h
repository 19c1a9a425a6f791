// What places are made of. Private to places*.c.
#ifndef ENGINE_PLACES_PARTS_H
#define ENGINE_PLACES_PARTS_H

#include "engine/places.h"

// How a member's address is used: to load and store there, or for what lies in the member, which is where the object is if
// the member comes first.
enum access { ACCESS_DIRECT, ACCESS_INSIDE };

// COUNT new places, each a class of its own; the first of them.
uint32_t places_add(struct places *p, uint32_t count);
// What is known of the class of PLACE; until a place is added.
struct place *places_class(const struct places *p, uint32_t place);
// What PLACE is a member of, by arithmetic; made if it is new.
uint32_t places_whole(struct places *p, uint32_t place);
// Makes the classes of A and B one, with all that follows from that.
void places_join(struct places *p, uint32_t a, uint32_t b);
// Adds LINK; its index.
uint32_t places_link(struct places *p, struct link link);
// Adds a link to PLACE to the ring whose last link is *RING.
void places_add_to_ring(struct places *p, uint32_t *ring, uint32_t place, uint32_t record);
// The place of MEMBER in PLACE; made if it is new.
uint32_t places_member(struct places *p, uint32_t place, const struct link *member);
// The place of the field INDEX of unit U in PLACE.
uint32_t places_field(struct places *p, uint32_t place, uint32_t u, uint32_t index, enum access access);
// Remembers that PLACE was accessed as the field INDEX of unit U.
void places_note_name(struct places *p, uint32_t u, uint32_t index, uint32_t place);
// Decides which records are the system's: those that some unit knows from a system header.
void places_find_system_records(struct places *p);
// The index of the unit of BODY.
uint32_t places_unit(const struct places *p, const struct body *body);
// The body that all calls of FUNCTION share which have none of their own.
uint32_t places_common_body(struct places *p, uint32_t function);
// The body for one call of FUNCTION: its own if it is small.
uint32_t places_body_for_call(struct places *p, uint32_t function);
// Decides which functions are looked at anew for each call.
void places_find_small(struct places *p);
// Decides what calls do that enter no body.
void places_find_kinds(struct places *p);
// Whether two links lead to the same member.
bool places_is_same_member(const struct link *a, const struct link *b);

#endif
