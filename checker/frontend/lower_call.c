// Calls, variable arguments and offsetof.
#include "frontend/lowering.h"

typedef VEC(struct ir_operand) operand_list;

// The function that CALLEE names, without what dereferences or converts it; null cursor if it is computed.
static CXCursor called_function(struct lowering *l, CXCursor callee)
{
    for (CXCursor e = without_parentheses(callee);; e = without_parentheses(first_child(e))) {
        if (e.kind == CXCursor_DeclRefExpr) {
            CXCursor decl = clang_getCursorReferenced(e);
            return decl.kind == CXCursor_FunctionDecl ? decl : clang_getNullCursor();
        }
        enum CXUnaryOperatorKind op =
            e.kind == CXCursor_UnaryOperator ? clang_getCursorUnaryOperatorKind(e) : CXUnaryOperator_Invalid;
        bool cast = e.kind == CXCursor_UnexposedExpr && unexposed_kind_of(l, e) == UNEXPOSED_CAST;
        if (!cast && op != CXUnaryOperator_AddrOf && op != CXUnaryOperator_Deref)
            return clang_getNullCursor();
    }
}

static void add_operand(operand_list *operands, uint32_t value, ir_text text)
{
    struct ir_operand made = {value, text};
    vec_push(operands, made);
}

// A register for an argument even if it has no value, which only an error in the source can make.
static uint32_t lower_argument(struct lowering *l, CXCursor argument)
{
    uint32_t value = lower_value(l, argument);
    struct shape shape = {SHAPE_INT, IR_I32, true};
    return value == IR_NONE ? emit_const(l, shape, 0) : value;
}

static void lower_arguments(struct lowering *l, CXCursor e, struct kids kids, operand_list *operands)
{
    for (size_t i = 1; i < kids.count; i++) {
        CXCursor argument = kid(l, kids, i);
        uint32_t value = lower_argument(l, argument);
        add_operand(operands, value, source_text_of(l, argument, e));
    }
}

// The type of the function that CALLEE, a pointer or a function, leads to.
static CXType function_type_of(CXCursor callee)
{
    CXType type = canonical_type(callee);
    return type.kind == CXType_Pointer || type.kind == CXType_BlockPointer
               ? clang_getCanonicalType(clang_getPointeeType(type))
               : type;
}

static bool type_never_returns(CXType type)
{
    CXString spelling = clang_getTypeSpelling(type);
    bool found = clang_getCString(spelling) && strstr(clang_getCString(spelling), "noreturn");
    clang_disposeString(spelling);
    return found;
}

static bool is_builtin_name(const char *name)
{
    return strncmp(name, "__builtin_", 10) == 0;
}

// What stands for FUNCTION in the IR: a builtin goes by the name of the library function that it is.
static uint32_t callee_of(struct lowering *l, CXCursor decl, const char *name, CXCursor callee)
{
    if (is_builtin_name(name))
        return function_named(l, name + 10, function_type_of(callee));
    return function_of(l, decl);
}

static uint32_t finish_call(struct lowering *l, CXCursor e, struct ir_inst inst, const operand_list *operands,
                            bool noreturn, uint32_t hidden)
{
    struct at_saved saved = at_cursor(l, e);
    sync_position(l);
    uint32_t value = build_call(l->body->b, inst, operands->at, (uint32_t)operands->count);
    if (noreturn)
        build_end(l->body->b, IR_UNREACHABLE);
    at_restore(l, saved);
    return hidden != IR_NONE ? hidden : value;
}

static uint32_t lower_plain_call(struct lowering *l, CXCursor e, CXCursor decl, const char *name, struct kids kids)
{
    struct shape result = shape_of(clang_getCursorType(e));
    CXCursor callee = kid(l, kids, 0);
    bool direct = !clang_Cursor_isNull(decl);
    enum ir_type type = result.kind == SHAPE_ADDRESS ? IR_VOID : result.type;
    struct ir_inst inst = build_inst(direct ? IR_CALL : IR_CALL_POINTER, type, IR_NONE, IR_NONE);
    CXType function_type = function_type_of(callee);
    bool noreturn = type_never_returns(function_type);
    if (direct) {
        inst.ref = callee_of(l, decl, name, callee);
        noreturn |= l->unit->functions.at[inst.ref].noreturn;
    } else {
        inst.a = lower_value(l, callee);
        inst.ref = text_of_string(l, clang_getTypeSpelling(function_type));
    }
    operand_list operands = {0};
    uint32_t hidden = IR_NONE;
    if (result.kind == SHAPE_ADDRESS) {
        hidden = temporary(l, clang_getCursorType(e), NULL);
        add_operand(&operands, hidden, 0);
    }
    lower_arguments(l, e, kids, &operands);
    uint32_t value = finish_call(l, e, inst, &operands, noreturn, hidden);
    vec_free(&operands);
    return value;
}

uint32_t lower_call(struct lowering *l, CXCursor e)
{
    struct kids kids = kids_of(l, e);
    if (kids.count == 0) {
        kids_drop(l, kids);
        return emit_unknown(l, e, clang_getCursorType(e), "a call of something that did not parse");
    }
    CXCursor decl = called_function(l, kid(l, kids, 0));
    CXString spelling = clang_getCursorSpelling(decl);
    const char *name = clang_getCString(spelling) ? clang_getCString(spelling) : "";
    uint32_t value = IR_NONE;
    if (!*name || !lower_builtin(l, e, name, kids, &value))
        value = lower_plain_call(l, e, decl, name, kids);
    clang_disposeString(spelling);
    kids_drop(l, kids);
    return value;
}

// A va_list is a pointer to the next argument. Where the ABI makes it an array of one record, its first bytes are that
// pointer, and a list that is a parameter is the address of one.
struct place place_of_list(struct lowering *l, CXCursor list)
{
    CXType type = canonical_type(list);
    if (!is_array_type(type) && !is_record(type) && !is_record(pointee_of(type)))
        return lower_place(l, list);
    struct place place = place_at(lower_value(l, list), type);
    place.shape = (struct shape){SHAPE_POINTER, IR_PTR, false};
    return place;
}

// Each argument takes 8 bytes, and aggregates are passed by address.
uint32_t lower_va_arg(struct lowering *l, CXCursor e)
{
    struct kids kids = kids_of(l, e);
    CXCursor list = clang_getNullCursor();
    CXType type = canonical_type(e);
    for (size_t i = 0; i < kids.count; i++) // the last one: the type may be the typeof of another
        if (clang_isExpression(kid(l, kids, i).kind))
            list = kid(l, kids, i);
    kids_drop(l, kids);
    if (clang_Cursor_isNull(list))
        return emit_unknown(l, e, type, "a va_arg without a list");
    struct place next = place_of_list(l, list);
    uint32_t at = place_load(l, &next);
    place_store(l, &next, emit_element(l, at, 1, 8));
    bool by_address = shape_of(type).kind == SHAPE_ADDRESS;
    struct ir_inst load = build_inst(IR_LOAD, by_address ? IR_PTR : shape_of(type).type, at, IR_NONE);
    return emit(l, load);
}

// offsetof with an index that is not constant: the members before it, plus the index.
static uint32_t offsetof_by_parts(struct lowering *l, CXCursor e, struct kids kids, struct shape shape)
{
    uint32_t sum = emit_const(l, shape, 0);
    CXType type = {0};
    for (size_t i = 0; i < kids.count; i++) {
        CXCursor part = kid(l, kids, i);
        if (part.kind == CXCursor_MemberRef) {
            CXCursor field = clang_getCursorReferenced(part);
            type = canonical_type(field);
            sum = emit_op(l, IR_ADD, shape.type, sum, emit_const(l, shape, (int64_t)layout_of(l, field).byte));
        } else if (clang_isExpression(part.kind) && type.kind != CXType_Invalid) {
            type = pointee_of(type);
            uint32_t index = convert(l, lower_value(l, part), shape_of(clang_getCursorType(part)), shape);
            uint32_t size = emit_const(l, shape, (int64_t)size_of(type));
            sum = emit_op(l, IR_ADD, shape.type, sum, emit_op(l, IR_MUL, shape.type, index, size));
        }
    }
    return type.kind == CXType_Invalid ? emit_unknown(l, e, clang_getCursorType(e), "an offsetof") : sum;
}

uint32_t lower_offsetof(struct lowering *l, CXCursor e)
{
    struct shape shape = shape_of(clang_getCursorType(e));
    int64_t value;
    if (constant_of(e, &value))
        return emit_const(l, shape, value);
    struct kids kids = kids_of(l, e);
    uint32_t sum = offsetof_by_parts(l, e, kids, shape);
    kids_drop(l, kids);
    return sum;
}
