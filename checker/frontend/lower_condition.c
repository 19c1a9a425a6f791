// Conditions: && || ! become jumps; ?: is one register written in two blocks (C17 6.5.13 to 6.5.15).
#include "frontend/lowering.h"

static const struct shape shape_int = {SHAPE_INT, IR_I32, true};

static void branch_on(struct lowering *l, uint32_t value, struct shape shape, ir_text text, uint32_t t, uint32_t f)
{
    sync_position(l);
    if (value == IR_NONE) { // the source has an error, which is a gap already
        struct ir_inst unknown = build_inst(IR_UNKNOWN, IR_I32, IR_NONE, IR_NONE);
        unknown.text = text_intern(l, "a condition without value");
        value = emit(l, unknown);
        shape = shape_int;
    }
    build_branch(l->body->b, shape.type, value, t, f, text);
}

static bool is_call_of(CXCursor e, const char *name)
{
    if (e.kind != CXCursor_CallExpr)
        return false;
    CXString spelling = clang_getCursorSpelling(e);
    const char *text = clang_getCString(spelling);
    bool same = text && strcmp(text, name) == 0;
    clang_disposeString(spelling);
    return same;
}

static bool is_literal(struct lowering *l, CXCursor e)
{
    for (e = without_parentheses(e);; e = without_parentheses(last_child(e)))
        if (e.kind != CXCursor_UnexposedExpr || unexposed_kind_of(l, e) != UNEXPOSED_CAST)
            return e.kind == CXCursor_IntegerLiteral;
}

// The condition inside what only wraps it: parentheses, implicit conversions that keep its truth, and
// __builtin_expect.
static CXCursor unwrapped_condition(struct lowering *l, CXCursor condition)
{
    for (CXCursor e = without_parentheses(condition);;) {
        CXCursor inner = clang_getNullCursor();
        if (e.kind == CXCursor_UnexposedExpr && unexposed_kind_of(l, e) == UNEXPOSED_CAST) {
            inner = last_child(e);
            CXCursor operand = without_parentheses(inner);
            if (operand.kind != CXCursor_BinaryOperator && operand.kind != CXCursor_UnaryOperator &&
                operand.kind != CXCursor_UnexposedExpr && operand.kind != CXCursor_CallExpr)
                return e;
            if (shape_of(clang_getCursorType(inner)).kind == SHAPE_FLOAT)
                return e;
            if (ir_type_size(shape_of(clang_getCursorType(e)).type) <
                    ir_type_size(shape_of(clang_getCursorType(inner)).type) &&
                shape_of(clang_getCursorType(e)).kind != SHAPE_BOOL)
                return e;
        } else if (is_call_of(e, "__builtin_expect")) {
            struct kids kids = kids_of(l, e);
            if (kids.count > 2 && is_literal(l, kid(l, kids, 2))) // else it may do something
                inner = kid(l, kids, 1);
            kids_drop(l, kids);
        }
        if (clang_Cursor_isNull(inner))
            return e;
        e = without_parentheses(inner);
    }
}

static bool is_binary(CXCursor e, enum CXBinaryOperatorKind op)
{
    return e.kind == CXCursor_BinaryOperator && clang_getCursorBinaryOperatorKind(e) == op;
}

static void lower_condition_pair(struct lowering *l, CXCursor e, bool is_and, uint32_t on_true, uint32_t on_false)
{
    struct kids kids = kids_of(l, e);
    CXCursor left = kid(l, kids, 0), right = kid(l, kids, 1);
    kids_drop(l, kids);
    uint32_t second = build_block(l->body->b);
    lower_condition(l, left, e, is_and ? second : on_true, is_and ? on_false : second);
    build_here(l->body->b, second);
    lower_condition(l, right, e, on_true, on_false);
}

void lower_condition(struct lowering *l, CXCursor condition, CXCursor whole, uint32_t on_true, uint32_t on_false)
{
    CXCursor e = unwrapped_condition(l, condition);
    struct at_saved saved = at_cursor(l, e);
    int64_t constant;
    if (is_binary(e, CXBinaryOperator_LAnd) || is_binary(e, CXBinaryOperator_LOr)) {
        lower_condition_pair(l, e, is_binary(e, CXBinaryOperator_LAnd), on_true, on_false);
    } else if (e.kind == CXCursor_UnaryOperator && clang_getCursorUnaryOperatorKind(e) == CXUnaryOperator_LNot) {
        lower_condition(l, last_child(e), whole, on_false, on_true);
    } else if (is_binary(e, CXBinaryOperator_Comma)) {
        struct kids kids = kids_of(l, e);
        CXCursor left = kid(l, kids, 0), right = kid(l, kids, 1);
        kids_drop(l, kids);
        lower_effect(l, left);
        lower_condition(l, right, e, on_true, on_false);
    } else if (e.kind == CXCursor_IntegerLiteral && constant_of(e, &constant)) {
        sync_position(l);
        build_jump(l->body->b, constant ? on_true : on_false);
    } else {
        ir_text text = source_text_of(l, e, whole);
        uint32_t value = lower_value(l, e);
        branch_on(l, value, shape_of(clang_getCursorType(e)), text, on_true, on_false);
    }
    at_restore(l, saved);
}

uint32_t lower_logical(struct lowering *l, CXCursor e)
{
    struct ir_builder *b = l->body->b;
    uint32_t yes = build_block(b), no = build_block(b), end = build_block(b), value = build_register(b);
    lower_condition(l, e, e, yes, no);
    build_here(b, yes);
    build_move(b, IR_I32, value, emit_const(l, shape_int, 1));
    build_jump(b, end);
    build_here(b, no);
    build_move(b, IR_I32, value, emit_const(l, shape_int, 0));
    build_here(b, end);
    return convert(l, value, shape_int, shape_of(clang_getCursorType(e))); // in C++ it is a bool
}

// One arm of a conditional: its value, converted, goes to RESULT; then on to END.
static void lower_arm(struct lowering *l, CXCursor arm, CXType type, uint32_t result, uint32_t end)
{
    struct shape shape = shape_of(type);
    uint32_t value = shape.kind == SHAPE_VOID ? (lower_effect(l, arm), IR_NONE) : lower_converted(l, arm, type);
    sync_position(l);
    if (value != IR_NONE)
        build_move(l->body->b, shape.type, result, value);
    build_jump(l->body->b, end);
}

uint32_t lower_conditional(struct lowering *l, CXCursor e)
{
    struct ir_builder *b = l->body->b;
    CXType type = canonical_type(e);
    struct kids kids = kids_of(l, e);
    CXCursor condition = kid(l, kids, 0), left = kid(l, kids, 1), right = kid(l, kids, 2);
    kids_drop(l, kids);
    if (kids.count != 3)
        return emit_unknown(l, e, type, "a conditional operator without operands");
    uint32_t yes = build_block(b), no = build_block(b), end = build_block(b);
    uint32_t value = shape_of(type).kind == SHAPE_VOID ? IR_NONE : build_register(b);
    lower_condition(l, condition, e, yes, no);
    build_here(b, yes);
    lower_arm(l, left, type, value, end);
    build_here(b, no);
    lower_arm(l, right, type, value, end);
    build_here(b, end);
    return value;
}

// a ?: b. Its children are a, twice something that stands for a, and b.
uint32_t lower_gnu_conditional(struct lowering *l, CXCursor e)
{
    struct ir_builder *b = l->body->b;
    CXType type = canonical_type(e);
    CXCursor first = first_child(e), last = last_child(e);
    struct shape shape = shape_of(type), first_shape = shape_of(clang_getCursorType(first));
    uint32_t yes = build_block(b), no = build_block(b), end = build_block(b);
    ir_text text = source_text_of(l, first, e);
    uint32_t condition = lower_value(l, first);
    uint32_t value = shape.kind == SHAPE_VOID ? IR_NONE : build_register(b);
    branch_on(l, condition, first_shape, text, yes, no);
    build_here(b, yes);
    uint32_t kept = convert(l, condition, first_shape, shape);
    if (value != IR_NONE)
        build_move(b, shape.type, value, kept);
    build_jump(b, end);
    build_here(b, no);
    lower_arm(l, last, type, value, end);
    build_here(b, end);
    return value;
}
