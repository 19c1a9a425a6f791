// Which memory each pointer of a program may point to, found without executing anything: pointers that meet are taken to
// point to the same place (Steensgaard: Points-to Analysis in Almost Linear Time, POPL 1996).
//
// Members of records that the driver declares are told apart by record and offset, whatever they are reached through.
// Members of all other records (list entries, events, requests) are told apart by what they lie in: two lists are two.
// A small function is looked at anew for each call, or all lists would meet in the function that inserts an entry.
#ifndef ENGINE_PLACES_H
#define ENGINE_PLACES_H

#include "engine/reach.h"

#include <uthash.h>

// An instruction of a body.
struct site {
    uint32_t body, inst; // inst: index into the unit's instructions
};

// A function, or one call of a small one.
struct body {
    uint32_t function; // program function
    const struct ir_unit *unit;
    const struct ir_function *shape;
    uint32_t first_register, first_local; // places: one for each
    uint32_t result; // place: what it returns
    uint32_t first_inst, inst_count;
    uint32_t *callees; // [inst - first_inst]: the body that a call enters, or IR_NONE; of a call
        // through a pointer: index into places.targets
    VEC(struct site) callers;
};

// What a call does that enters no body.
enum call_kind {
    CALL_BODY, // it enters one
    CALL_UNKNOWN, // nothing is known of it: it may write numbers through its pointers
    CALL_BLUR, // lint_blur: what it gets is not needed
    CALL_VALUE, // an intrinsic: its arguments, its result, nothing else
    CALL_ALLOCATE, // lint_allocate
    CALL_GIVEN, // lint_fresh_memory: memory from outside
    CALL_FREE, // lint_free: what was there is gone
    CALL_FILL, // memset
    CALL_COPY, // memcpy, memmove
    CALL_READ, // reads what its arguments point to
    CALL_EVENT, // says something about the program: what all this is for
    CALL_ENTRY, // lint_entry: says what follows
    CALL_RAISE, // lint_raise
    CALL_END, // ends the path
    CALL_ASSUME, // lint_assume
};

// A call through a pointer, and the bodies that it may enter.
struct targets {
    struct site site;
    VEC(uint32_t) bodies;
};

struct place {
    uint32_t parent; // of the union-find forest; itself: it stands for its class
    uint32_t target; // what pointers stored here point to; 0: not asked yet
    uint32_t members; // first of the links to the members that lie in it; 0: none
    uint32_t around; // last of the ring of links to what it lies in; 0: none
    uint32_t inside; // the same for the members of the driver's records that it is accessed as
    uint32_t functions; // the same for the program functions whose address it is
    bool direct; // models load numbers and pointers from it or store them there, otherwise than by a member's name
    uint32_t whole; // what it is a member of, by arithmetic (CONTAINING_RECORD); 0: not asked
};

struct link {
    uint32_t next, place; // place: or a program function
    uint32_t record; // members and what is around them: the record, by places_record
    uint64_t offset; // members
};

// A member that records name: "record+offset"; what it is, wherever it is accessed.
struct named {
    char *key;
    VEC(uint32_t) places;
    UT_hash_handle hh;
};

// Bytes are copied from where one place points to where another does.
struct copy {
    uint32_t to, from;
};

struct places {
    const struct ir_program *program;
    const struct reach *reach;
    VEC(struct place) all; // 0 is none
    VEC(struct link) links; // 0 is none
    VEC(struct body) bodies;
    uint32_t *body_of; // [program function]: its common body, or IR_NONE: no path leads there
    uint8_t *kinds; // [program function]: enum call_kind
    uint8_t *small; // [program function]: looked at for each call
    uint32_t first_global; // places: one for each program global
    VEC(struct targets) targets;
    VEC(struct copy) copies;
    struct named *roots; // members of the driver's records: one place each
    struct named *named; // all members, by the record through which they are accessed
    struct named *records; // by name: one number each
    uint8_t *in_system; // [record]: not the driver's own
    uint32_t **record_of; // [unit][record]: cache, 1 + number
    uint8_t **escapes; // [program function][register]: used otherwise than to load and store there
    uint64_t copied; // instructions of small functions that were looked at again
};

struct places *places_new(const struct ir_program *program, const struct reach *reach);
void places_free(struct places *places);

// The place that stands for the class of PLACE.
uint32_t places_find(const struct places *places, uint32_t place);
// What a pointer that is held in PLACE points to; made if it is new.
uint32_t places_target(struct places *places, uint32_t place);

// The number of a record: the same for all units.
uint32_t places_record(struct places *places, uint32_t unit, uint32_t record);

static inline uint32_t places_register(const struct body *body, uint32_t reg)
{
    return body->first_register + reg;
}

static inline const struct ir_inst *places_inst(const struct body *body, uint32_t inst)
{
    return &body->unit->insts.at[inst];
}

// The program function that the IR_CALL at INST of BODY names, and what that call does.
uint32_t places_callee(const struct places *places, const struct body *body, const struct ir_inst *inst);
enum call_kind places_kind(const struct places *places, const struct body *body, const struct ir_inst *inst);
// The bodies that the call through a pointer at SITE may enter.
const struct targets *places_targets(const struct places *places, struct site site);

#endif
