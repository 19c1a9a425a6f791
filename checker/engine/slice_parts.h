// What the slice is made of. Private to slice*.c and later.c.
#ifndef ENGINE_SLICE_PARTS_H
#define ENGINE_SLICE_PARTS_H

#include "engine/places.h"
#include "engine/slice.h"

// What all bodies of a function share.
struct shape {
    struct control *control;
    uint32_t *block_of;   // [inst - first_inst]
    uint32_t *first_def;  // [register]: 1 + inst - first_inst of the last instruction that defines it; 0: none
    uint32_t *next_def;   // [inst - first_inst]: the one before
    uint8_t *is_index;    // [slot]
    uint32_t
        *accessed_as; // [slot]: the record as which it, or what it points to, is accessed; 0: none, IR_NONE: several
};

// What is known of one body.
struct part {
    uint8_t *needed;      // [inst - first_inst]: enum need
    uint8_t *registers;   // [register]: enum need
    VEC(uint32_t) effects; // classes outside of it that it writes and that matter; EVENT: it reaches an event
    bool wanted;          // what it returns is needed, unless it is any
    bool awaited;         // what it returns is needed if it matters at all
    uint8_t reads;        // READS_NOTHING: nothing that matters; READS_UNKNOWN: not asked
};

enum { READS_UNKNOWN, READS_NOTHING, READS_SOMETHING };
// Not at all; where it is met, whatever decides whether it is; with what decides that; with the exceptions it may raise.
enum need { NEED_NONE, NEED_MET, NEED_ALWAYS, NEED_RAISES };
enum { SIMPLE = 120 }; // instructions of a function that is looked into for what it returns
enum { RELEVANT = 1, READ_INSIDE = 2 }; // what a place holds matters; what its members hold does too
enum execution { EXECUTED = 1, GUESSED = 2 }; // it is; it reads memory whose writers are not
#define EVENT 0u // in the place of a class: it reaches an event
#define FREED UINT32_MAX // it frees what matters

// What writes to a place: an instruction, or an argument of a call.
struct writer {
    uint32_t next;
    struct site site;
    uint32_t argument; // IR_NONE: the instruction itself writes
    uint32_t record; // as which it writes there, by places_record; IR_NONE: any
};

// Something in a place matters that is a member of a record.
struct held {
    uint32_t next, record;
};

struct slice {
    const struct ir_program *program;
    const struct reach *reach;
    struct places *places;
    uint8_t *const *within; // [body][inst - first_inst]: what may be needed; NULL: all
    struct slice_wish wish; // its points are the slice's own; nothing else is there once the slice is made
    uint8_t *idle; // [program function]: a model that only says what nobody waits for
    struct shape *shapes; // [program function]
    VEC(struct part) parts; // [body]
    VEC(struct writer) writers; // 0 is none
    uint32_t *writers_of; // [place]: the first of who writes it by name
    uint32_t
        *fillers_of; // [place]: the first of who writes it otherwise: as a whole, as bytes, through a pointer to it
    uint8_t *relevant; // [place]: RELEVANT, READ_INSIDE
    uint8_t *shared; // [place]: memory that has a name in more than one function
    uint8_t *named; // [place]: the program's own memory, not what it is given from outside
    uint8_t *mixed; // [place]: allocated memory, and memory that comes from outside: its writers are not followed
    uint32_t *held_of; // [place]: the first of what matters in it; 0: nothing
    VEC(struct held) held; // 0 is none
    VEC(struct site) pending; // needed, not looked at
    VEC(uint32_t) pending_places; // relevant, not looked at
    uint8_t *matters; // [program function]
    uint8_t **executed; // [unit][inst]: enum execution
    bool has_guesses;
};

static inline const struct body *slice_body(const struct slice *s, uint32_t body)
{
    return &s->places->bodies.at[body];
}

// The class that register REG of BODY points to.
static inline uint32_t slice_target(const struct slice *s, const struct body *body, uint32_t reg)
{
    return places_target(s->places, places_register(body, reg));
}

// Whether a load looks at an object as if it were something else.
bool slice_reads_bytes(struct slice *s, const struct body *body, const struct ir_inst *inst);

// The last instruction of BODY that defines REG, or NULL.
const struct ir_inst *slice_definition(const struct shape *shape, const struct body *body, uint32_t reg);
// The variable that REG is the address of, or was loaded from; IR_NONE: neither.
uint32_t slice_slot_behind(const struct shape *shape, const struct body *body, uint32_t reg);
// What all bodies of its function share; made when it is asked for first.
struct shape *slice_shape(struct slice *s, const struct body *body);
// Whether PLACE is a variable of BODY that no argument points to.
bool slice_is_own_local(const struct slice *s, const struct body *body, uint32_t place);
// Collects who writes to which place.
void slice_collect_writers(struct slice *s);
// The slice of S that begins where control is then: what WITHIN, by body and instruction, does not have is over for good.
// It has places, shapes and writers of S, which must outlive it, and does not say what is executed. WITHIN is borrowed.
struct slice *slice_of_rest(struct slice *s, uint8_t *const *within);
void slice_of_rest_free(struct slice *rest);
// Adds to a slice whatever leads to an event, or to one of the points that are wished for.
void slice_flow(struct slice *s);
// Decides which instructions are executed.
void slice_write_executed(struct slice *s);

#endif
