// Builds one function of a unit: blocks are started one after the other and filled from the front.
//
// The lowering of C speaks to the IR through these verbs alone. A builder keeps what it makes to itself until
// build_finish appends it to the unit, so builders of one unit may be nested (a static local's initialiser is
// built in the middle of its function). Registers that a verb yields are numbered per function.
#ifndef IR_BUILD_H
#define IR_BUILD_H

#include "ir/ir.h"

#include <stddef.h>

struct ir_builder;

// Begins the body of FUNCTION (index into unit->functions). Block 0 is open.
struct ir_builder *build_start(struct ir_unit *unit, uint32_t function);

// Ends the body, tidies it and frees the builder: an open block returns nothing, blocks that were asked for and
// never started are unreachable.
void build_finish(struct ir_builder *b);

// A new local slot; yields its index within the function. Parameters come first.
uint32_t build_slot(struct ir_builder *b, struct ir_local local);

// From here on, instructions stand at LOC (index into unit->locs) and carry FLAGS (IR_MACRO).
void build_at(struct ir_builder *b, uint32_t loc, uint8_t flags);

// Blocks that are started from here on have this exception handler (IR_NONE: none). When a block is open and
// not empty, the rest of it becomes a block of its own.
void build_handler(struct ir_builder *b, uint32_t block);

// A new block, to be jumped to and to be started once.
uint32_t build_block(struct ir_builder *b);

// Starts BLOCK; the open block, if there is one, jumps to it.
void build_here(struct ir_builder *b, uint32_t block);

// Whether a block is open. If none is, the next instruction opens one that nothing jumps to.
bool build_is_open(const struct ir_builder *b);

// A register for a value that is written at more than one place.
uint32_t build_register(struct ir_builder *b);

// Appends INST, whose op ends no block; gives it a register unless dst is set or it yields nothing.
// An `inst` for this is written with build_inst, so that what it does not use is IR_NONE.
uint32_t build_add(struct ir_builder *b, struct ir_inst inst);
struct ir_inst build_inst(enum ir_op op, enum ir_type type, uint32_t a, uint32_t b_register);

// Shorthands for the most common ones.
uint32_t build_op(struct ir_builder *b, enum ir_op op, enum ir_type type, uint32_t a, uint32_t b_register);
uint32_t build_const(struct ir_builder *b, enum ir_type type, int64_t value, uint8_t flags);
void build_move(struct ir_builder *b, enum ir_type type, uint32_t dst, uint32_t from);

// If register NUMBER was made by the constant that is the last instruction of the open block, takes that instruction
// back, yields its value in *VALUE and true. For folding what is computed from it.
bool build_take_const(struct ir_builder *b, uint32_t number, int64_t *value);

// One argument of a call: its register and how it is written in the source.
struct ir_operand {
    uint32_t value;
    ir_text text;
};

// Appends a call. RESULT says whether its value (of inst.type) is wanted.
uint32_t build_call(struct ir_builder *b, struct ir_inst inst, const struct ir_operand *operands, uint32_t count);

// These end the open block.
void build_jump(struct ir_builder *b, uint32_t block);
void build_branch(struct ir_builder *b, enum ir_type type, uint32_t a, uint32_t t, uint32_t f, ir_text text);
void build_decided(struct ir_builder *b, uint32_t a, uint32_t t, uint32_t f); // a branch that the source has not
void build_return(struct ir_builder *b, enum ir_type type, uint32_t a);
void build_end(struct ir_builder *b, enum ir_op op); // IR_RAISE, IR_UNREACHABLE

// A switch whose cases are known only after its body: build_switch ends the open block and yields a number
// for build_cases, which must follow once.
uint32_t build_switch(struct ir_builder *b, enum ir_type type, uint32_t a, ir_text text);
void build_cases(struct ir_builder *b, uint32_t number, const struct ir_case *cases, uint32_t count, uint32_t other);

#endif
