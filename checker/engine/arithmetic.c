// Integer operators on values: folding of constants, and the identities that drivers' code needs (flags set
// and tested, offsets added and compared, comparisons of comparisons).
#include "engine/value.h"

#include <stddef.h>

// Bits of V that are known to be 0 and known to be 1.
struct bits {
    uint64_t zeros, ones;
};

static struct bits known_bits(const struct value *v, int depth)
{
    uint64_t mask = value_mask(v->width);
    if (v->kind == VALUE_INT)
        return (struct bits){~v->imm, v->imm};
    if (value_is_boolean(v))
        return (struct bits){~1ull, 0};
    if (v->kind != VALUE_TERM || depth == 0)
        return (struct bits){~mask, 0};
    struct bits a = v->a ? known_bits(v->a, depth - 1) : (struct bits){0, 0};
    struct bits b = v->b ? known_bits(v->b, depth - 1) : (struct bits){0, 0};
    unsigned n = v->b && v->b->kind == VALUE_INT ? (unsigned)v->b->imm & (v->width * 8u - 1) : 0;
    switch (v->op) {
    case IR_AND:
        return (struct bits){a.zeros | b.zeros, a.ones & b.ones};
    case IR_OR:
        return (struct bits){(a.zeros & b.zeros) | ~mask, a.ones | b.ones};
    case IR_XOR:
        return (struct bits){
            (a.zeros & b.zeros) | (a.ones & b.ones) | ~mask, ((a.zeros & b.ones) | (a.ones & b.zeros)) & mask};
    case IR_SHL:
        if (v->b->kind == VALUE_INT)
            return (struct bits){a.zeros << n | ((1ull << n) - 1) | ~mask, (a.ones << n) & mask};
        break;
    case IR_LSHR:
        if (v->b->kind == VALUE_INT && n)
            return (struct bits){(a.zeros | ~mask) >> n | ~(~0ull >> n) | ~(mask >> n), (a.ones & mask) >> n};
        break;
    case IR_ZEXT:
        return a;
    case IR_TRUNC:
        return (struct bits){a.zeros | ~mask, a.ones & mask};
    case VALUE_EXTRACT:
        n = 8u * (unsigned)v->offset;
        return (struct bits){a.zeros >> n | ~mask, (a.ones >> n) & mask};
    case VALUE_CONCAT:
        n = 8u * v->a->width;
        return (struct bits){(a.zeros & value_mask(v->a->width)) | b.zeros << n, a.ones | b.ones << n};
    }
    return (struct bits){~mask, 0};
}

// Whether all bits of V that are set in MASK are known to be 0.
static bool is_zero_in(const struct value *v, uint64_t mask)
{
    enum { DEPTH = 3 }; // OR and AND of what was stored in bit-fields
    return !(mask & ~known_bits(v, DEPTH).zeros);
}

// V, a term that moves or cuts what it is made of, made of what agrees with that in the bits of MASK.
static const struct value *piece_in_bits(struct values *vs, const struct value *v, uint64_t mask)
{
    unsigned low = 8u * v->a->width;
    switch (v->op) {
    case IR_ZEXT:
    case IR_TRUNC:
        return value_convert(vs, (enum ir_op)v->op, v->width, value_in_bits(vs, v->a, mask & value_mask(v->a->width)));
    case VALUE_EXTRACT:
        return value_extract(vs, value_in_bits(vs, v->a, mask << 8 * v->offset), (unsigned)v->offset, v->width);
    case VALUE_CONCAT:
        if (mask >> low == 0)
            return value_convert(vs, IR_ZEXT, v->width, value_in_bits(vs, v->a, mask));
        if ((mask & value_mask(v->a->width)) == 0)
            return value_binary(vs, IR_SHL, v->width,
                value_convert(vs, IR_ZEXT, v->width, value_in_bits(vs, v->b, mask >> low)),
                value_int(vs, v->width, low));
        return value_concat(
            vs, value_in_bits(vs, v->a, mask & value_mask(v->a->width)), value_in_bits(vs, v->b, mask >> low));
    }
    return v;
}

const struct value *value_in_bits(struct values *vs, const struct value *v, uint64_t mask)
{
    while (v->kind == VALUE_TERM) {
        bool merges = v->op == IR_OR || v->op == IR_XOR;
        if (v->op == IR_AND && v->b->kind == VALUE_INT && (v->b->imm & mask) == mask)
            v = v->a;
        else if (merges && is_zero_in(v->b, mask))
            v = v->a;
        else if (merges && is_zero_in(v->a, mask))
            v = v->b;
        else
            return piece_in_bits(vs, v, mask);
    }
    return v;
}

static int64_t divide(int64_t a, int64_t b)
{
    return b == -1 ? (int64_t)(0 - (uint64_t)a) : a / b;
}

// a OP b on constants; *UNDEFINED is set for a division by zero.
static uint64_t fold(enum ir_op op, unsigned width, uint64_t a, uint64_t b, bool *undefined)
{
    unsigned count = (unsigned)b & (width * 8u - 1);
    int64_t sa = value_signed(a, width), sb = value_signed(b, width);
    if ((op == IR_SDIV || op == IR_UDIV || op == IR_SREM || op == IR_UREM) && b == 0) {
        *undefined = true;
        return 0;
    }
    switch ((int)op) {
    case IR_ADD:
        return a + b;
    case IR_SUB:
        return a - b;
    case IR_MUL:
        return a * b;
    case IR_SDIV:
        return (uint64_t)divide(sa, sb);
    case IR_UDIV:
        return a / b;
    case IR_SREM:
        return sb == -1 ? 0 : (uint64_t)(sa % sb);
    case IR_UREM:
        return a % b;
    case IR_AND:
        return a & b;
    case IR_OR:
        return a | b;
    case IR_XOR:
        return a ^ b;
    case IR_SHL:
        return a << count;
    case IR_LSHR:
        return a >> count;
    case IR_ASHR:
        return (uint64_t)(sa >> count);
    case IR_EQ:
        return a == b;
    case IR_SLT:
        return sa < sb;
    case IR_ULT:
        return a < b;
    }
    *undefined = true;
    return 0;
}

bool value_evaluate(const struct value *v, uint64_t a, uint64_t b, uint64_t *bits)
{
    bool undefined = false;
    unsigned width = v->operand_width ? v->operand_width : v->width;
    switch (v->op) {
    case IR_ZEXT:
    case IR_TRUNC:
        *bits = a;
        break;
    case IR_SEXT:
        *bits = (uint64_t)value_signed(a, v->a->width);
        break;
    case VALUE_EXTRACT:
        *bits = a >> 8 * v->offset;
        break;
    case VALUE_CONCAT:
        *bits = a | b << 8 * v->a->width;
        break;
    default:
        if (!v->b || v->op < IR_ADD || v->op > IR_ULE)
            return false;
        *bits = fold((enum ir_op)v->op, width, a, b, &undefined);
    }
    *bits &= value_mask(v->width);
    return !undefined;
}

static bool is_commutative(enum ir_op op)
{
    return op == IR_ADD || op == IR_MUL || op == IR_AND || op == IR_OR || op == IR_XOR || op == IR_EQ;
}

// A constant goes to the right; else the older term comes first.
static bool must_swap(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_INT || b->kind == VALUE_INT)
        return a->kind == VALUE_INT && b->kind != VALUE_INT;
    return b->id < a->id;
}

// V as COUNT times the value returned.
static const struct value *multiple(const struct value *v, uint64_t *count)
{
    bool is_multiple = v->kind == VALUE_TERM && v->op == IR_MUL && v->b->kind == VALUE_INT;
    *count = is_multiple ? v->b->imm : 1;
    return is_multiple ? v->a : v;
}

// a + SIGN * b where both are multiples of one value; else NULL.
static const struct value *add_multiples(
    struct values *vs, unsigned width, const struct value *a, const struct value *b, uint64_t sign)
{
    uint64_t m, n;
    const struct value *base = multiple(a, &m);
    if (base->kind == VALUE_INT || base->kind == VALUE_POINTER || multiple(b, &n) != base)
        return NULL;
    return value_binary(vs, IR_MUL, width, base, value_int(vs, width, m + sign * n));
}

static bool is_term(const struct value *v, unsigned op)
{
    return v->kind == VALUE_TERM && v->op == op;
}

static bool has_constant(const struct value *v, unsigned op)
{
    return is_term(v, op) && v->b->kind == VALUE_INT;
}

static const struct value *simplify_add(struct values *vs, unsigned width, const struct value *a, const struct value *b)
{
    if (value_is_int(b, 0))
        return a;
    if (a->kind == VALUE_POINTER && width == 8)
        return value_index(vs, a, b, 1);
    if (b->kind == VALUE_POINTER && width == 8 && a->kind != VALUE_POINTER)
        return value_index(vs, b, a, 1);
    if (b->kind == VALUE_INT && has_constant(a, IR_ADD))
        return value_binary(vs, IR_ADD, width, a->a, value_int(vs, width, a->b->imm + b->imm));
    if (has_constant(b, IR_ADD))
        return value_binary(vs, IR_ADD, width, value_binary(vs, IR_ADD, width, a, b->a), b->b);
    if (b->kind != VALUE_INT && has_constant(a, IR_ADD))
        return value_binary(vs, IR_ADD, width, value_binary(vs, IR_ADD, width, a->a, b), a->b);
    if (is_term(b, IR_SUB) && b->b == a)
        return b->a;
    if (is_term(a, IR_SUB) && a->b == b)
        return a->a;
    return add_multiples(vs, width, a, b, 1);
}

static const struct value *simplify_sub(struct values *vs, unsigned width, const struct value *a, const struct value *b)
{
    if (a == b)
        return value_int(vs, width, 0);
    if (b->kind == VALUE_INT)
        return value_binary(vs, IR_ADD, width, a, value_int(vs, width, 0 - b->imm));
    if (a->kind == VALUE_POINTER && b->kind == VALUE_POINTER && a->imm == b->imm) {
        const struct value *bytes = value_int(vs, 8, (uint64_t)(a->offset - b->offset));
        if (a->a == b->a)
            return bytes;
        if (a->a && !b->a)
            return value_binary(vs, IR_ADD, 8, a->a, bytes);
    }
    if (is_term(a, IR_ADD) && a->a == b)
        return a->b;
    if (is_term(a, IR_ADD) && a->b == b)
        return a->a;
    if (has_constant(b, IR_ADD))
        return value_binary(vs, IR_SUB, width, value_binary(vs, IR_SUB, width, a, b->a), b->b);
    return add_multiples(vs, width, a, b, ~0ull);
}

static const struct value *simplify_and(struct values *vs, unsigned width, const struct value *a, const struct value *b)
{
    if (a == b || value_is_int(b, value_mask(width)))
        return a;
    if (b->kind != VALUE_INT)
        return NULL;
    if (has_constant(a, IR_AND))
        return value_binary(vs, IR_AND, width, a->a, value_int(vs, width, a->b->imm & b->imm));
    const struct value *simpler = value_in_bits(vs, a, b->imm);
    if (simpler != a)
        return value_binary(vs, IR_AND, width, simpler, b);
    struct bits bits = known_bits(a, 6);
    return (b->imm | bits.zeros) == ~0ull ? a : NULL;
}

static const struct value *simplify_or(struct values *vs, unsigned width, const struct value *a, const struct value *b)
{
    if (a == b || value_is_int(b, 0))
        return a;
    if (b->kind == VALUE_INT && has_constant(a, IR_OR))
        return value_binary(vs, IR_OR, width, a->a, value_int(vs, width, a->b->imm | b->imm));
    return NULL;
}

static const struct value *simplify_mul(struct values *vs, unsigned width, const struct value *a, const struct value *b)
{
    if (value_is_int(b, 0))
        return b;
    if (value_is_int(b, 1))
        return a;
    if (b->kind == VALUE_INT && has_constant(a, IR_MUL))
        return value_binary(vs, IR_MUL, width, a->a, value_int(vs, width, a->b->imm * b->imm));
    if (b->kind == VALUE_INT && has_constant(a, IR_ADD))
        return value_binary(
            vs, IR_ADD, width, value_binary(vs, IR_MUL, width, a->a, b), value_int(vs, width, a->b->imm * b->imm));
    return NULL;
}

static const struct value *simplify_shift(
    struct values *vs, enum ir_op op, unsigned width, const struct value *a, const struct value *b)
{
    if (value_is_int(b, 0))
        return a;
    bool back = op == IR_LSHR && has_constant(a, IR_SHL) && a->b == b && b->imm < width * 8u;
    return back ? value_binary(vs, IR_AND, width, a->a, value_int(vs, width, value_mask(width) >> b->imm)) : NULL;
}

static const struct value *simplify_division(
    struct values *vs, enum ir_op op, unsigned width, const struct value *a, const struct value *b)
{
    bool quotient = op == IR_SDIV || op == IR_UDIV;
    if (value_is_int(b, 1))
        return quotient ? a : value_int(vs, width, 0);
    if (quotient && has_constant(a, IR_MUL) && a->b == b)
        return a->a; // no overflow: sizes of arrays
    return NULL;
}

// How a comparison of addresses ends that needs no constraint; NULL if it is open.
static const struct value *compare_pointers(struct values *vs, const struct value *a, const struct value *b)
{
    bool a_object = a->kind == VALUE_FUNCTION || (a->kind == VALUE_POINTER && !a->symbolic);
    bool b_object = b->kind == VALUE_FUNCTION || (b->kind == VALUE_POINTER && !b->symbolic);
    if (a->kind == VALUE_POINTER && b->kind == VALUE_POINTER && a->imm == b->imm && a->a == b->a)
        return value_int(vs, 4, a->offset == b->offset);
    if (a_object && (b_object || b->kind == VALUE_INT))
        return value_int(vs, 4, 0);
    if (a->kind == VALUE_POINTER && b->kind == VALUE_INT && (a->offset || a->a) && b->imm < 4096)
        return value_int(vs, 4, 0); // a member's address is not NULL
    if (a->kind == VALUE_POINTER && b->kind == VALUE_POINTER && a->imm == b->imm) {
        const struct value *d = value_binary(vs, IR_SUB, 8, a, b);
        if (d->kind != VALUE_TERM || d->op != IR_SUB)
            return value_binary(vs, IR_EQ, 8, d, value_int(vs, 8, 0));
    }
    return NULL;
}

static const struct value *equal_to_constant(
    struct values *vs, unsigned width, const struct value *a, const struct value *b)
{
    if (value_is_boolean(a)) {
        if (b->imm > 1)
            return value_int(vs, 4, 0);
        if (b->imm == 1)
            return a;
        if (a->op == IR_EQ && value_is_boolean(a->a) && value_is_int(a->b, 0))
            return a->a;
    }
    if (has_constant(a, IR_ADD))
        return value_binary(vs, IR_EQ, width, a->a, value_int(vs, width, b->imm - a->b->imm));
    if (has_constant(a, IR_XOR))
        return value_binary(vs, IR_EQ, width, a->a, value_int(vs, width, b->imm ^ a->b->imm));
    if (is_term(a, IR_SUB) && b->imm == 0)
        return value_binary(vs, IR_EQ, width, a->a, a->b);
    if (is_term(a, IR_ZEXT) || is_term(a, IR_SEXT)) {
        const struct value *narrow = value_int(vs, a->a->width, b->imm);
        bool fits = value_convert(vs, (enum ir_op)a->op, width, narrow) == b;
        return fits ? value_binary(vs, IR_EQ, a->a->width, a->a, narrow) : value_int(vs, 4, 0);
    }
    if (is_term(a, IR_TRUNC) && value_is_boolean(a->a))
        return value_binary(vs, IR_EQ, a->a->width, a->a, value_int(vs, a->a->width, b->imm));
    struct bits bits = known_bits(a, 6);
    if ((bits.zeros & b->imm) || (bits.ones & ~b->imm))
        return value_int(vs, 4, 0);
    return NULL;
}

static const struct value *simplify_eq(struct values *vs, unsigned width, const struct value *a, const struct value *b)
{
    if (a == b)
        return value_int(vs, 4, 1);
    if (width == 8) {
        const struct value *known = compare_pointers(vs, a, b);
        if (!known)
            known = compare_pointers(vs, b, a);
        if (known)
            return known;
    }
    if (b->kind == VALUE_INT)
        return equal_to_constant(vs, width, a, b);
    if ((is_term(a, IR_ZEXT) || is_term(a, IR_SEXT)) && is_term(b, a->op) && a->a->width == b->a->width)
        return value_binary(vs, IR_EQ, a->a->width, a->a, b->a);
    const struct value *x = has_constant(a, IR_ADD) ? a->a : a, *y = has_constant(b, IR_ADD) ? b->a : b;
    if (x == y) // they differ in what is added
        return value_int(vs, 4, 0);
    return NULL;
}

static const struct value *simplify_less(
    struct values *vs, enum ir_op op, unsigned width, const struct value *a, const struct value *b)
{
    if (a == b)
        return value_int(vs, 4, 0);
    if (a->kind == VALUE_POINTER && b->kind == VALUE_POINTER && a->imm == b->imm && a->a == b->a)
        return value_int(vs, 4, a->offset < b->offset);
    if (op == IR_ULT && value_is_int(b, 0))
        return value_int(vs, 4, 0);
    if (op == IR_ULT && value_is_int(b, 1))
        return value_binary(vs, IR_EQ, width, a, value_int(vs, width, 0));
    if (op == IR_ULT && value_is_int(a, 0))
        return value_not(vs, value_binary(vs, IR_EQ, width, b, a));
    if (is_term(a, IR_ZEXT) && is_term(b, IR_ZEXT) && a->a->width == b->a->width)
        return value_binary(vs, IR_ULT, a->a->width, a->a, b->a);
    if (is_term(a, IR_ZEXT) && b->kind == VALUE_INT && value_signed(b->imm, width) >= 0) {
        if (b->imm > value_mask(a->a->width))
            return value_int(vs, 4, 1);
        return value_binary(vs, IR_ULT, a->a->width, a->a, value_int(vs, a->a->width, b->imm));
    }
    return NULL;
}

static const struct value *simplify(
    struct values *vs, enum ir_op op, unsigned width, const struct value *a, const struct value *b)
{
    switch ((int)op) {
    case IR_ADD:
        return simplify_add(vs, width, a, b);
    case IR_SUB:
        return simplify_sub(vs, width, a, b);
    case IR_MUL:
        return simplify_mul(vs, width, a, b);
    case IR_AND:
        return simplify_and(vs, width, a, b);
    case IR_OR:
        return simplify_or(vs, width, a, b);
    case IR_XOR:
        return value_is_int(b, 0) ? a : a == b ? value_int(vs, width, 0) : NULL;
    case IR_SHL:
    case IR_LSHR:
    case IR_ASHR:
        return simplify_shift(vs, op, width, a, b);
    case IR_SDIV:
    case IR_UDIV:
    case IR_SREM:
    case IR_UREM:
        return simplify_division(vs, op, width, a, b);
    case IR_EQ:
        return simplify_eq(vs, width, a, b);
    case IR_ULT:
    case IR_SLT:
        return simplify_less(vs, op, width, a, b);
    }
    return NULL;
}

static const struct value *all_bits_known(struct values *vs, const struct value *v)
{
    if (v->kind != VALUE_TERM || v->op < IR_AND || v->op > IR_LSHR)
        return v;
    struct bits bits = known_bits(v, 6);
    return (bits.zeros | bits.ones) == ~0ull ? value_int(vs, v->width, bits.ones) : v;
}

const struct value *value_binary(
    struct values *vs, enum ir_op op, unsigned width, const struct value *a, const struct value *b)
{
    if (op == IR_NE)
        return value_not(vs, value_binary(vs, IR_EQ, width, a, b));
    if (op == IR_ULE || op == IR_SLE)
        return value_not(vs, value_binary(vs, op == IR_ULE ? IR_ULT : IR_SLT, width, b, a));
    bool undefined = false;
    if (a->kind == VALUE_INT && b->kind == VALUE_INT) {
        uint64_t bits = fold(op, width, a->imm, b->imm, &undefined);
        if (!undefined)
            return value_int(vs, op >= IR_EQ ? 4 : width, bits);
    }
    if (is_commutative(op) && must_swap(a, b)) {
        const struct value *c = a;
        a = b;
        b = c;
    }
    const struct value *simple = simplify(vs, op, width, a, b);
    return simple ? simple : all_bits_known(vs, value_opaque(vs, op, width, a, b));
}

const struct value *value_not(struct values *vs, const struct value *boolean)
{
    return value_binary(vs, IR_EQ, boolean->width, boolean, value_int(vs, boolean->width, 0));
}
