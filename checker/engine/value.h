// Symbolic values: hash-consed terms over integers, unknowns, pointers and functions. Equal values are the
// same pointer. Every constructor simplifies, so a value that is a constant is always VALUE_INT.
#ifndef ENGINE_VALUE_H
#define ENGINE_VALUE_H

#include "ir/ir.h"
#include "support/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum value_kind {
    VALUE_INT,      // imm: the bits, zero-extended (floats too)
    VALUE_SYMBOL,   // imm: number of the unknown
    VALUE_POINTER,  // imm: region; offset: bytes from its start; a: symbolic bytes to add, or NULL
    VALUE_FUNCTION, // imm: program function
    VALUE_TERM,     // op over a and b
};

// Operators of terms: the IR's, of which comparisons are only IR_EQ, IR_ULT and IR_SLT (0 or 1, 4 bytes
// wide), and these. `offset` of VALUE_EXTRACT is the first byte; VALUE_CONCAT has a as its low bytes.
enum { VALUE_EXTRACT = IR_OP_COUNT, VALUE_CONCAT };

enum {
    SYMBOL_UNWRITTEN = 1, // read from memory that was never written
    SYMBOL_FRESH = 2,     // made by lint_fresh
    SYMBOL_LOCAL = 4,     // with SYMBOL_UNWRITTEN: read from a local variable
};

struct value {
    uint8_t kind, width; // enum value_kind; bytes
    uint8_t op;
    uint8_t flags;       // symbols
    uint8_t symbolic;    // contains a symbol or a pointer to a lazy region: constraints may decide it
    uint8_t operand_width; // comparisons: bytes of the operands
    uint32_t id;         // order of creation: gives a deterministic order of terms
    uint64_t imm;
    int64_t offset;
    const struct value *a, *b;
    uint32_t hash;
    uint32_t weight;     // of a term or pointer: how many values it is made of, each counted as often as it occurs
    const struct value *stand_in; // of a term that is too heavy: the unknown that is used in its place; or NULL
    struct value *next;  // hash chain
};

// All values of one exploration.
struct values {
    struct arena arena;
    struct value **table;
    uint32_t buckets, count;
    uint64_t symbols; // next symbol
};

void values_begin(struct values *values);
void values_end(struct values *values);

const struct value *value_int(struct values *values, unsigned width, uint64_t bits);
const struct value *value_symbol(struct values *values, unsigned width, unsigned flags);
const struct value *value_pointer(struct values *values, uint32_t region, int64_t offset, bool lazy);
const struct value *value_function(struct values *values, uint32_t function);

// a OP b of WIDTH bytes; for comparisons WIDTH is that of the operands and the result is 4 bytes.
// OP is any of the IR's integer operators from IR_ADD to IR_ULE.
const struct value *value_binary(
    struct values *values, enum ir_op op, unsigned width, const struct value *a, const struct value *b);
const struct value *value_not(struct values *values, const struct value *boolean); // 1 if it is 0, else 0
const struct value *value_convert(struct values *values, enum ir_op op, unsigned width, const struct value *a);
// A value that agrees with V in the bits of MASK, and is no more complicated: V without what was stored in other bits.
const struct value *value_in_bits(struct values *values, const struct value *v, uint64_t mask);
const struct value *value_extract(struct values *values, const struct value *a, unsigned byte, unsigned width);
const struct value *value_concat(struct values *values, const struct value *low, const struct value *high);

// What term V is if its operands are A and B. False if that cannot be told.
bool value_evaluate(const struct value *v, uint64_t a, uint64_t b, uint64_t *bits);

// A term that is not simplified, for operators that nothing is known about (floats).
const struct value *value_opaque(
    struct values *values, unsigned op, unsigned width, const struct value *a, const struct value *b);

// POINTER + SCALE * INDEX, INDEX being 8 bytes wide.
const struct value *value_index(
    struct values *values, const struct value *pointer, const struct value *index, int64_t scale);
// V moved by BYTES: a pointer or an address held in an integer.
const struct value *value_move(struct values *values, const struct value *v, int64_t bytes);

static inline bool value_is_int(const struct value *v, uint64_t bits)
{
    return v->kind == VALUE_INT && v->imm == bits;
}

// 1 for a comparison: the value is 0 or 1.
static inline bool value_is_boolean(const struct value *v)
{
    return v->kind == VALUE_TERM && (v->op == IR_EQ || v->op == IR_ULT || v->op == IR_SLT);
}

static inline uint64_t value_mask(unsigned width)
{
    return width >= 8 ? ~0ull : (1ull << (8 * width)) - 1;
}

// The low WIDTH bytes of BITS as a signed number.
static inline int64_t value_signed(uint64_t bits, unsigned width)
{
    unsigned shift = 64 - 8 * width;
    return width >= 8 ? (int64_t)bits : (int64_t)(bits << shift) >> shift;
}

#endif
