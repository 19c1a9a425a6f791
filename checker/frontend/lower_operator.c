// Arithmetic: unary, binary and compound assignment operators (C17 6.5.3 to 6.5.16).
#include "frontend/lowering.h"

static const struct shape shape_int = {SHAPE_INT, IR_I32, true};
static const struct shape shape_offset = {SHAPE_INT, IR_I64, true};
static const char wide_arithmetic[] = "arithmetic on a vector, complex or 128-bit value";

uint32_t lower_pointer_step(struct lowering *l, CXType type, uint32_t pointer, uint32_t index,
                            struct shape index_shape, bool back)
{
    CXType element = pointee_of(type);
    int64_t size = (int64_t)size_of(element);
    uint32_t offset = convert(l, index, index_shape, shape_offset);
    if (size == 0 && (element.kind == CXType_Void || is_function_type(element)))
        size = 1; // GNU C
    if (element.kind == CXType_VariableArray)
        return emit_unknown(l, l->body->cursor, type, "a pointer to an array of variable length, moved");
    struct ir_inst inst = build_inst(IR_INDEX, IR_PTR, pointer, offset);
    inst.imm = back ? -size : size;
    return emit(l, inst);
}

static uint32_t pointer_difference(struct lowering *l, CXType type, uint32_t a, uint32_t b)
{
    struct shape pointer = {SHAPE_POINTER, IR_PTR, false};
    uint64_t size = size_of(pointee_of(type));
    uint32_t from = convert(l, a, pointer, shape_offset), to = convert(l, b, pointer, shape_offset);
    uint32_t bytes = emit_op(l, IR_SUB, IR_I64, from, to);
    return size <= 1 ? bytes : emit_op(l, IR_SDIV, IR_I64, bytes, emit_const(l, shape_offset, (int64_t)size));
}

static enum ir_op division(struct shape shape, enum ir_op for_signed, enum ir_op for_unsigned)
{
    return shape.is_signed ? for_signed : for_unsigned;
}

// The opcode of OP for operands of SHAPE; IR_OP_COUNT if it has none.
static enum ir_op opcode_of(enum CXBinaryOperatorKind op, struct shape shape)
{
    switch ((int)op) {
    case CXBinaryOperator_Mul: case CXBinaryOperator_MulAssign: return IR_MUL;
    case CXBinaryOperator_Div: case CXBinaryOperator_DivAssign: return division(shape, IR_SDIV, IR_UDIV);
    case CXBinaryOperator_Rem: case CXBinaryOperator_RemAssign: return division(shape, IR_SREM, IR_UREM);
    case CXBinaryOperator_Add: case CXBinaryOperator_AddAssign: return IR_ADD;
    case CXBinaryOperator_Sub: case CXBinaryOperator_SubAssign: return IR_SUB;
    case CXBinaryOperator_Shl: case CXBinaryOperator_ShlAssign: return IR_SHL;
    case CXBinaryOperator_Shr: case CXBinaryOperator_ShrAssign: return division(shape, IR_ASHR, IR_LSHR);
    case CXBinaryOperator_And: case CXBinaryOperator_AndAssign: return IR_AND;
    case CXBinaryOperator_Xor: case CXBinaryOperator_XorAssign: return IR_XOR;
    case CXBinaryOperator_Or: case CXBinaryOperator_OrAssign: return IR_OR;
    case CXBinaryOperator_EQ: return IR_EQ;
    case CXBinaryOperator_NE: return IR_NE;
    case CXBinaryOperator_LT: case CXBinaryOperator_GT: return division(shape, IR_SLT, IR_ULT);
    case CXBinaryOperator_LE: case CXBinaryOperator_GE: return division(shape, IR_SLE, IR_ULE);
    }
    return IR_OP_COUNT;
}

uint32_t lower_arithmetic(struct lowering *l, CXCursor e, enum CXBinaryOperatorKind op, struct shape shape, uint32_t a,
                          uint32_t b)
{
    enum ir_op code = opcode_of(op, shape);
    bool turned = op == CXBinaryOperator_GT || op == CXBinaryOperator_GE;
    if (code == IR_OP_COUNT)
        return emit_unknown(l, e, clang_getCursorType(e), "an operator that is not known");
    return emit_op(l, code, shape.type, turned ? b : a, turned ? a : b);
}

static bool is_shift(enum CXBinaryOperatorKind op)
{
    return op == CXBinaryOperator_Shl || op == CXBinaryOperator_Shr || op == CXBinaryOperator_ShlAssign ||
           op == CXBinaryOperator_ShrAssign;
}

static bool is_step(enum CXBinaryOperatorKind op)
{
    return op == CXBinaryOperator_Add || op == CXBinaryOperator_Sub || op == CXBinaryOperator_AddAssign ||
           op == CXBinaryOperator_SubAssign;
}

static bool is_comparison(enum CXBinaryOperatorKind op)
{
    return op >= CXBinaryOperator_LT && op <= CXBinaryOperator_NE;
}

static bool is_pointer(struct shape shape)
{
    return shape.type == IR_PTR;
}

// A vector, complex or 128-bit operand: its value is an address, and arithmetic on it is not modelled.
static bool is_wide(CXType type, struct shape shape)
{
    return shape.kind == SHAPE_ADDRESS && clang_getArrayElementType(type).kind == CXType_Invalid &&
           !is_function_type(type);
}

// Pointer arithmetic, whose operands keep their own types.
static uint32_t lower_pointer_arithmetic(struct lowering *l, enum CXBinaryOperatorKind op, CXType a_type, CXType b_type,
                                         uint32_t a, uint32_t b)
{
    struct shape a_shape = shape_of(a_type), b_shape = shape_of(b_type);
    if (is_pointer(a_shape) && is_pointer(b_shape))
        return pointer_difference(l, a_type, a, b);
    if (is_pointer(a_shape))
        return lower_pointer_step(l, a_type, a, b, b_shape, op == CXBinaryOperator_Sub);
    return lower_pointer_step(l, b_type, b, a, a_shape, false);
}

static uint32_t lower_operands(struct lowering *l, CXCursor e, enum CXBinaryOperatorKind op, CXCursor left,
                               CXCursor right)
{
    CXType a_type = canonical_type(left), b_type = canonical_type(right);
    struct shape a_shape = shape_of(a_type), b_shape = shape_of(b_type);
    uint32_t a = lower_value(l, left), b = lower_value(l, right);
    if (a == IR_NONE || b == IR_NONE || is_wide(a_type, a_shape) || is_wide(b_type, b_shape))
        return emit_unknown(l, e, clang_getCursorType(e), wide_arithmetic);
    if (is_step(op) && (is_pointer(a_shape) || is_pointer(b_shape)))
        return lower_pointer_arithmetic(l, op, a_type, b_type, a, b);
    struct shape shape = is_shift(op) ? promoted(a_shape) : common_shape(a_shape, b_shape);
    a = convert(l, a, a_shape, shape);
    b = convert(l, b, b_shape, shape);
    uint32_t value = lower_arithmetic(l, e, op, shape, a, b);
    struct shape result = is_comparison(op) ? shape_int : shape;
    return convert(l, value, result, shape_of(clang_getCursorType(e)));
}

static uint32_t lower_assignment(struct lowering *l, CXCursor left, CXCursor right)
{
    struct place place = lower_place(l, left);
    uint32_t value = place.shape.kind == SHAPE_POINTER ? lower_value(l, right) : lower_converted(l, right, place.type);
    return place_store(l, &place, value);
}

uint32_t lower_binary(struct lowering *l, CXCursor e)
{
    enum CXBinaryOperatorKind op = clang_getCursorBinaryOperatorKind(e);
    struct kids kids = kids_of(l, e);
    CXCursor left = kid(l, kids, 0), right = kid(l, kids, 1);
    kids_drop(l, kids);
    if (kids.count != 2)
        return emit_unknown(l, e, clang_getCursorType(e), "an operator without operands");
    if (op == CXBinaryOperator_LAnd || op == CXBinaryOperator_LOr)
        return lower_logical(l, e);
    if (op == CXBinaryOperator_Assign)
        return lower_assignment(l, left, right);
    if (op == CXBinaryOperator_Comma) {
        lower_effect(l, left);
        return lower_value(l, right);
    }
    return lower_operands(l, e, op, left, right);
}

// The operand of a bit-field narrower than int computes as int (C17 6.3.1.1p2).
static struct shape operand_shape(const struct place *place)
{
    if (place->bits && place->shape.kind != SHAPE_FLOAT && place->bits < 32)
        return shape_int;
    return promoted(place->shape);
}

uint32_t lower_compound_assignment(struct lowering *l, CXCursor e)
{
    enum CXBinaryOperatorKind op = clang_getCursorBinaryOperatorKind(e);
    struct kids kids = kids_of(l, e);
    CXCursor left = kid(l, kids, 0), right = kid(l, kids, 1);
    kids_drop(l, kids);
    struct place place = lower_place(l, left);
    struct shape right_shape = shape_of(clang_getCursorType(right));
    uint32_t b = lower_value(l, right);
    uint32_t old = place_load(l, &place);
    if (is_wide(place.type, place.shape) || b == IR_NONE)
        return place_store(l, &place, emit_unknown(l, e, place.type, wide_arithmetic));
    if (place.shape.kind == SHAPE_POINTER)
        return place_store(l, &place,
                           lower_pointer_step(l, place.type, old, b, right_shape, op == CXBinaryOperator_SubAssign));
    struct shape own = operand_shape(&place);
    struct shape shape = is_shift(op) ? own : common_shape(own, right_shape);
    uint32_t a = convert(l, old, place.shape, shape);
    uint32_t value = lower_arithmetic(l, e, op, shape, a, convert(l, b, right_shape, shape));
    return place_store(l, &place, convert(l, value, shape, place.shape));
}

static uint32_t float_one(struct lowering *l, struct shape shape)
{
    struct shape integer = {SHAPE_INT, IR_I32, true};
    return convert(l, emit_const(l, integer, 1), integer, shape);
}

// ++ and --: before or after, up or down.
static uint32_t lower_increment(struct lowering *l, CXCursor e, bool up, bool after)
{
    struct place place = lower_place(l, first_child(e));
    uint32_t old = place_load(l, &place), stepped;
    struct shape shape = operand_shape(&place);
    if (is_wide(place.type, place.shape))
        return place_store(l, &place, emit_unknown(l, e, place.type, wide_arithmetic));
    if (place.shape.kind == SHAPE_POINTER) {
        stepped = lower_pointer_step(l, place.type, old, emit_const(l, shape_offset, 1), shape_offset, !up);
    } else {
        uint32_t wide = convert(l, old, place.shape, shape);
        uint32_t one = shape.kind == SHAPE_FLOAT ? float_one(l, shape) : emit_const(l, shape, 1);
        stepped = convert(l, emit_op(l, up ? IR_ADD : IR_SUB, shape.type, wide, one), shape, place.shape);
    }
    uint32_t stored = place_store(l, &place, stepped);
    return after ? old : stored;
}

static uint32_t lower_not(struct lowering *l, CXCursor e, CXCursor operand)
{
    struct shape shape = shape_of(clang_getCursorType(operand));
    uint32_t value = lower_value(l, operand);
    uint32_t zero = emit_op(l, IR_EQ, shape.type, value, emit_const(l, shape, 0));
    return convert(l, zero, shape_int, shape_of(clang_getCursorType(e)));
}

// + - ~ after the integer promotions.
static uint32_t lower_sign(struct lowering *l, CXCursor e, CXCursor operand, enum CXUnaryOperatorKind op)
{
    CXType type = canonical_type(operand);
    struct shape from = shape_of(type), shape = promoted(from);
    uint32_t value = lower_value(l, operand);
    if (is_wide(type, from))
        return emit_unknown(l, e, clang_getCursorType(e), wide_arithmetic);
    int64_t constant;
    value = convert(l, value, from, shape);
    if (op == CXUnaryOperator_Plus)
        return value;
    if (shape.kind == SHAPE_INT && build_take_const(l->body->b, value, &constant))
        return emit_const(l, shape, op == CXUnaryOperator_Minus ? (int64_t)(0 - (uint64_t)constant) : ~constant);
    return emit_op(l, op == CXUnaryOperator_Minus ? IR_NEG : IR_NOT, shape.type, value, IR_NONE);
}

uint32_t lower_unary(struct lowering *l, CXCursor e)
{
    enum CXUnaryOperatorKind op = clang_getCursorUnaryOperatorKind(e);
    CXCursor operand = last_child(e);
    struct place place;
    switch (op) {
    case CXUnaryOperator_PostInc: return lower_increment(l, e, true, true);
    case CXUnaryOperator_PostDec: return lower_increment(l, e, false, true);
    case CXUnaryOperator_PreInc: return lower_increment(l, e, true, false);
    case CXUnaryOperator_PreDec: return lower_increment(l, e, false, false);
    case CXUnaryOperator_AddrOf:
        place = lower_place(l, operand);
        return place.address;
    case CXUnaryOperator_Deref:
        place = lower_place(l, e);
        return place_load(l, &place);
    case CXUnaryOperator_Plus: case CXUnaryOperator_Minus: case CXUnaryOperator_Not:
        return lower_sign(l, e, operand, op);
    case CXUnaryOperator_LNot:
        return lower_not(l, e, operand);
    case CXUnaryOperator_Extension:
        return lower_value(l, operand);
    case CXUnaryOperator_Real: case CXUnaryOperator_Imag: case CXUnaryOperator_Coawait: case CXUnaryOperator_Invalid:
        break;
    }
    return emit_unknown(l, e, clang_getCursorType(e), "an operator that is not known");
}
