// Conversions between scalar types (C17 6.3).
#include "frontend/lowering.h"

static const struct shape shape_int = {SHAPE_INT, IR_I32, true};

struct shape promoted(struct shape shape)
{
    bool narrow = shape.type == IR_I8 || shape.type == IR_I16;
    return shape.kind == SHAPE_BOOL || (shape.kind == SHAPE_INT && narrow) ? shape_int : shape;
}

struct shape common_shape(struct shape a, struct shape b)
{
    if (a.kind == SHAPE_FLOAT || b.kind == SHAPE_FLOAT) {
        if (a.kind != SHAPE_FLOAT || (b.kind == SHAPE_FLOAT && b.type == IR_F64))
            return b;
        return a;
    }
    a = promoted(a);
    b = promoted(b);
    if (a.kind != SHAPE_INT || b.kind != SHAPE_INT)
        return a.kind == SHAPE_INT ? b : a;
    if (ir_type_size(a.type) != ir_type_size(b.type))
        return ir_type_size(a.type) > ir_type_size(b.type) ? a : b;
    return a.is_signed ? b : a;
}

static uint32_t emit_conversion(struct lowering *l, enum ir_op op, enum ir_type from, enum ir_type to, uint32_t value)
{
    struct ir_inst inst = build_inst(op, to, value, IR_NONE);
    inst.from = (uint8_t)from;
    return emit(l, inst);
}

uint32_t truth_of(struct lowering *l, uint32_t value, struct shape shape)
{
    return emit_op(l, IR_NE, shape.type, value, emit_const(l, shape, 0));
}

static uint32_t convert_integer(struct lowering *l, uint32_t value, enum ir_type from, bool is_signed, enum ir_type to)
{
    uint32_t before = ir_type_size(from), after = ir_type_size(to);
    if (after > before)
        return emit_conversion(l, is_signed ? IR_SEXT : IR_ZEXT, from, to, value);
    if (after < before)
        return emit_conversion(l, IR_TRUNC, from, to, value);
    return from == to ? value : emit_conversion(l, IR_MOVE, from, to, value);
}

// Between an integer and a pointer, or two pointers: a pointer is a 64-bit number.
static uint32_t convert_address(struct lowering *l, uint32_t value, struct shape from, struct shape to)
{
    enum ir_type wide = from.type == IR_PTR ? IR_PTR : IR_I64;
    enum ir_type target = to.type == IR_PTR ? IR_PTR : IR_I64;
    uint32_t extended = convert_integer(l, value, from.type, from.is_signed, wide);
    uint32_t moved = convert_integer(l, extended, wide, false, target);
    return convert_integer(l, moved, target, false, to.type);
}

static bool is_address(struct shape shape)
{
    return shape.type == IR_PTR;
}

// A constant that was just made is made again in its new type.
static bool convert_constant(struct lowering *l, uint32_t *value, struct shape from, struct shape to)
{
    int64_t constant;
    bool whole = from.kind == SHAPE_INT && (to.kind == SHAPE_INT || to.kind == SHAPE_BOOL || to.kind == SHAPE_POINTER);
    bool same = from.type == to.type && from.is_signed == to.is_signed && to.kind != SHAPE_BOOL;
    if (!whole || same || !build_take_const(l->body->b, *value, &constant))
        return false;
    if (to.kind == SHAPE_BOOL)
        constant = constant != 0;
    else if (!from.is_signed && ir_type_size(from.type) < 8)
        constant &= (INT64_C(1) << 8 * ir_type_size(from.type)) - 1;
    *value = emit_const(l, to, constant);
    return true;
}

uint32_t convert_kept(struct lowering *l, uint32_t value, struct shape from, struct shape to)
{
    if (to.kind == SHAPE_VOID || value == IR_NONE)
        return IR_NONE;
    if (to.kind == SHAPE_BOOL && from.kind != SHAPE_BOOL)
        return convert_integer(l, truth_of(l, value, from), IR_I32, false, IR_I8);
    if (from.kind == SHAPE_FLOAT && to.kind == SHAPE_FLOAT)
        return from.type == to.type ? value : emit_conversion(l, IR_FLOAT_TO_FLOAT, from.type, to.type, value);
    if (from.kind == SHAPE_FLOAT)
        return emit_conversion(l, to.is_signed ? IR_FLOAT_TO_SINT : IR_FLOAT_TO_UINT, from.type, to.type, value);
    if (to.kind == SHAPE_FLOAT)
        return emit_conversion(l, from.is_signed ? IR_SINT_TO_FLOAT : IR_UINT_TO_FLOAT, from.type, to.type, value);
    if (is_address(from) || is_address(to))
        return convert_address(l, value, from, to);
    return convert_integer(l, value, from.type, from.is_signed, to.type);
}

uint32_t convert(struct lowering *l, uint32_t value, struct shape from, struct shape to)
{
    if (value != IR_NONE && convert_constant(l, &value, from, to))
        return value;
    return convert_kept(l, value, from, to);
}
