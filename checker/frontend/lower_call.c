// Calls, variable arguments and offsetof.
#include "frontend/lowering.h"

#include <stdio.h>

typedef VEC(struct ir_operand) operand_list;

static bool is_operator(CXCursor function)
{
    CXString name = clang_getCursorSpelling(function);
    bool found = clang_getCString(name) && strncmp(clang_getCString(name), "operator", 8) == 0;
    clang_disposeString(name);
    return found;
}

// The function that CALLEE names, without what dereferences or converts it; null cursor if it is computed.
static CXCursor called_function(struct lowering *l, CXCursor callee)
{
    for (CXCursor e = without_parentheses(callee);; e = without_parentheses(first_child(e))) {
        if (e.kind == CXCursor_DeclRefExpr) {
            CXCursor decl = clang_getCursorReferenced(e);
            return is_function_kind(decl.kind) && !takes_this(decl) ? decl : clang_getNullCursor();
        }
        enum CXUnaryOperatorKind op =
            e.kind == CXCursor_UnaryOperator ? clang_getCursorUnaryOperatorKind(e) : CXUnaryOperator_Invalid;
        bool cast = e.kind == CXCursor_UnexposedExpr && unexposed_kind_of(l, e) == UNEXPOSED_CAST;
        if (!cast && op != CXUnaryOperator_AddrOf && op != CXUnaryOperator_Deref)
            return clang_getNullCursor();
    }
}

// Whether E is no more than the name of the operator FUNCTION.
static bool names_function(struct lowering *l, CXCursor e, CXCursor function)
{
    CXCursor name = without_parentheses(e);
    while (name.kind == CXCursor_UnexposedExpr && unexposed_kind_of(l, name) == UNEXPOSED_CAST)
        name = without_parentheses(first_child(name));
    return name.kind == CXCursor_DeclRefExpr && is_operator(function) &&
           clang_equalCursors(clang_getCanonicalCursor(clang_getCursorReferenced(name)),
               clang_getCanonicalCursor(function));
}

static void add_operand(operand_list *operands, uint32_t value, ir_text text)
{
    struct ir_operand made = {value, text};
    vec_push(operands, made);
}

// A register for an argument even if it has no value, which only an error in the source can make.
static uint32_t lower_argument(struct lowering *l, CXCursor argument, CXType parameter)
{
    if (is_reference(parameter))
        return lower_place(l, argument).address;
    uint32_t value = lower_value(l, argument);
    struct shape shape = {SHAPE_INT, IR_I32, true};
    return value == IR_NONE ? emit_const(l, shape, 0) : value;
}

// The expression that FUNCTION, or the template that it was made from, says argument INDEX is by default.
static CXCursor default_argument(CXCursor function, unsigned index)
{
    CXCursor value = last_child(clang_Cursor_getArgument(function, index));
    CXCursor pattern = clang_getSpecializedCursorTemplate(function);
    if (!clang_isExpression(value.kind) && !clang_Cursor_isNull(pattern))
        value = last_child(clang_Cursor_getArgument(pattern, index));
    return clang_isExpression(value.kind) ? value : clang_getNullCursor();
}

// Whether E stands for an argument that was left out: it has no text and no parts.
static bool is_left_out(CXCursor e)
{
    return e.kind == CXCursor_UnexposedExpr && clang_Cursor_isNull(first_child(e));
}

static void lower_default_argument(
    struct lowering *l, CXCursor function, CXType type, unsigned index, operand_list *operands)
{
    CXCursor value = default_argument(function, index);
    CXType parameter = clang_getCanonicalType(clang_getArgType(type, index));
    if (clang_Cursor_isNull(value))
        add_operand(operands, emit_unknown(l, function, parameter, "a default argument"), 0);
    else if (is_reference(parameter))
        add_operand(operands, lower_place(l, value).address, 0);
    else
        add_operand(operands, lower_converted(l, value, parameter), 0);
}

// The arguments among KIDS from FIRST on, but for the name of the function itself (an operator stands between them).
static void lower_arguments(struct lowering *l, CXCursor e, struct kids kids, size_t first, CXCursor function,
    CXType type, operand_list *operands)
{
    size_t given = 0;
    for (size_t i = first; i < kids.count; i++) {
        CXCursor argument = kid(l, kids, i);
        bool names = l->is_cpp && !clang_Cursor_isNull(function) && names_function(l, argument, function);
        if (l->is_cpp && (!clang_isExpression(argument.kind) || names))
            continue;
        if (l->is_cpp && !clang_Cursor_isNull(function) && is_left_out(argument)) {
            lower_default_argument(l, function, type, (unsigned)given++, operands);
            continue;
        }
        uint32_t value = lower_argument(l, argument, clang_getArgType(type, (unsigned)given++));
        add_operand(operands, value, source_text_of(l, argument, e));
    }
    int count = l->is_cpp && !clang_Cursor_isNull(function) ? clang_Cursor_getNumArguments(function) : 0;
    for (; count > 0 && given < (size_t)count; given++)
        lower_default_argument(l, function, type, (unsigned)given, operands);
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

// Functions of Microsoft's compiler that clang knows too, and refuses a body for.
static bool has_no_body(const char *name)
{
    static const char *const names[] = {"_BitScanForward", "_BitScanReverse", "_BitScanForward64", "_BitScanReverse64",
        "__popcnt16", "__popcnt", "__popcnt64"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

// What stands for FUNCTION in the IR: a builtin goes by the name of the library function that it is, or by that of its
// model.
static uint32_t callee_of(struct lowering *l, CXCursor decl, const char *name, CXCursor callee)
{
    char model[64];
    if (is_builtin_name(name))
        return function_named(l, name + 10, function_type_of(callee));
    if (!has_no_body(name))
        return function_of(l, decl);
    snprintf(model, sizeof model, "lint%s", name);
    return function_named(l, model, function_type_of(callee));
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

// Whether an error in it leaves E without a type.
static bool is_untyped(CXCursor e)
{
    return canonical_type(e).kind == CXType_Dependent;
}

// What the called function returns: for an expression, a reference is what it refers to.
static CXType result_of(struct lowering *l, CXCursor e, CXCursor decl, CXCursor callee)
{
    if (!l->is_cpp && !is_untyped(e))
        return clang_getCursorType(e);
    CXType type = clang_Cursor_isNull(decl) ? function_type_of(callee) : canonical_type(decl);
    CXType result = clang_getCanonicalType(clang_getResultType(type));
    return is_reference(result) || is_untyped(e) ? result : clang_getCursorType(e);
}

// VALUE, that a call without a type returns, as what has no type is expected: an address.
static uint32_t as_untyped(struct lowering *l, CXCursor e, uint32_t value, struct shape result)
{
    if (result.kind == SHAPE_ADDRESS)
        return value;
    if (result.kind == SHAPE_VOID)
        return emit_unknown(l, e, clang_getCursorType(e), "an expression with an error");
    return convert(l, value, result, (struct shape){SHAPE_POINTER, IR_PTR, false});
}

static uint32_t lower_plain_call(struct lowering *l, CXCursor e, CXCursor decl, const char *name, struct kids kids)
{
    CXCursor callee = kid(l, kids, 0);
    CXType result_type = result_of(l, e, decl, callee);
    struct shape result = shape_of(result_type);
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
        hidden = temporary(l, result_type, NULL);
        add_operand(&operands, hidden, 0);
    }
    bool infix = direct && l->is_cpp && is_operator(decl);
    lower_arguments(l, e, kids, infix ? 0 : 1, decl, direct ? canonical_type(decl) : function_type, &operands);
    uint32_t value = finish_call(l, e, inst, &operands, noreturn, hidden);
    vec_free(&operands);
    return is_untyped(e) ? as_untyped(l, e, value, result) : value;
}

// ---- methods ----

uint32_t lower_method_call(struct lowering *l, CXCursor e, CXCursor method, uint32_t object)
{
    struct kids kids = kids_of(l, e);
    CXType type = canonical_type(method), result_type = clang_getCanonicalType(clang_getResultType(type));
    bool constructs = method.kind == CXCursor_Constructor;
    struct shape result = constructs ? (struct shape){SHAPE_VOID, IR_VOID, false} : shape_of(result_type);
    struct ir_inst inst =
        build_inst(IR_CALL, result.kind == SHAPE_ADDRESS ? IR_VOID : result.type, IR_NONE, IR_NONE);
    operand_list operands = {0};
    uint32_t hidden = result.kind == SHAPE_ADDRESS ? temporary(l, result_type, NULL) : IR_NONE;
    inst.ref = function_of(l, method);
    if (hidden != IR_NONE)
        add_operand(&operands, hidden, 0);
    add_operand(&operands, object, 0);
    // The callee stands first, or, of an operator, the object.
    lower_arguments(l, e, kids, constructs ? 0 : 1, method, type, &operands);
    uint32_t value = finish_call(l, e, inst, &operands, l->unit->functions.at[inst.ref].noreturn, hidden);
    vec_free(&operands);
    kids_drop(l, kids);
    return value;
}

// The method that E calls; null cursor if it is none.
static CXCursor called_method(CXCursor e)
{
    CXCursor decl = clang_getCursorReferenced(e);
    return takes_this(decl) && decl.kind != CXCursor_Constructor ? decl : clang_getNullCursor();
}

// Whether E names a method: `object.method`, and not `object.member` that an operator is applied to.
static bool names_method(CXCursor e)
{
    return e.kind == CXCursor_MemberRefExpr && clang_getCursorReferenced(e).kind != CXCursor_FieldDecl &&
           clang_getCursorReferenced(e).kind != CXCursor_VarDecl;
}

// Whose method CALLEE, `object.method`, `pointer->method` or `method`, is: the address of the object.
static uint32_t method_object(struct lowering *l, CXCursor callee, CXCursor method, struct kids kids)
{
    CXCursor member = without_parentheses(callee);
    if (!names_method(member)) { // an operator: the object is its first operand
        struct place place = lower_place(l, kid(l, kids, 0));
        return lower_to_class(l, place.address, place.type, this_record(method));
    }
    struct kids parts = kids_of(l, member);
    CXCursor object = clang_getNullCursor();
    for (size_t i = 0; i < parts.count && clang_Cursor_isNull(object); i++)
        if (clang_isExpression(kid(l, parts, i).kind))
            object = kid(l, parts, i);
    kids_drop(l, parts);
    if (clang_Cursor_isNull(object))
        return lower_to_class(l, lower_this(l, member), this_record(l->body->cursor), this_record(method));
    CXType type = canonical_type(object);
    if (type.kind == CXType_Pointer)
        return lower_to_class(l, lower_value(l, object), pointee_of(type), this_record(method));
    return lower_to_class(l, lower_place(l, object).address, type, this_record(method));
}

// Which function a virtual one is cannot be told, unless no class that is known here has one of its own.
static bool may_be_another(struct lowering *l, CXCursor method)
{
    return clang_CXXMethod_isVirtual(method) &&
           (clang_CXXMethod_isPureVirtual(method) || cursor_map_find(&l->overridden, clang_getCanonicalCursor(method)));
}

// The assignment that a compiler generates copies an object.
static bool is_generated_assignment(CXCursor method)
{
    return method.kind == CXCursor_CXXMethod && !is_written(method) &&
           (clang_CXXMethod_isCopyAssignmentOperator(method) || clang_CXXMethod_isMoveAssignmentOperator(method));
}

// `a = b`, whose parts are a, the operator's name, and b.
static uint32_t lower_assignment_of_object(struct lowering *l, CXCursor e, struct kids kids)
{
    CXCursor from = kid(l, kids, kids.count - 1);
    uint32_t to = lower_place(l, kid(l, kids, 0)).address;
    emit_copy(l, to, lower_place(l, from).address, size_of(clang_getCursorType(e)));
    return to;
}

uint32_t lower_call(struct lowering *l, CXCursor e)
{
    CXCursor constructed = constructor_call(l, e), method = called_method(e);
    if (l->is_cpp && !clang_Cursor_isNull(constructed)) {
        uint32_t object = temporary(l, clang_getCursorType(e), NULL);
        lower_construct(l, object, canonical_type(e), constructed);
        return object;
    }
    struct kids kids = kids_of(l, e);
    uint32_t value = IR_NONE;
    if (kids.count == 0) {
        value = emit_unknown(l, e, clang_getCursorType(e), "a call of something that did not parse");
    } else if (l->is_cpp && is_generated_assignment(method)) {
        value = lower_assignment_of_object(l, e, kids);
    } else if (l->is_cpp && !clang_Cursor_isNull(method)) {
        uint32_t object = method_object(l, kid(l, kids, 0), method, kids);
        value = may_be_another(l, method) ? emit_left_out(l, e, clang_getResultType(canonical_type(method)), "a virtual call")
                                          : lower_method_call(l, e, method, object);
    } else {
        CXCursor decl = called_function(l, kid(l, kids, 0));
        if (l->is_cpp && clang_Cursor_isNull(decl) && is_operator(clang_getCursorReferenced(e)))
            decl = clang_getCursorReferenced(e);
        CXString spelling = clang_getCursorSpelling(decl);
        const char *name = clang_getCString(spelling) ? clang_getCString(spelling) : "";
        if (!*name || !lower_builtin(l, e, name, kids, &value))
            value = lower_plain_call(l, e, decl, name, kids);
        clang_disposeString(spelling);
    }
    kids_drop(l, kids);
    return value;
}

bool yields_reference(struct lowering *l, CXCursor e)
{
    if (!l->is_cpp)
        return false;
    CXCursor decl = clang_getCursorReferenced(e), callee = first_child(e);
    if (decl.kind == CXCursor_Constructor || clang_Cursor_isNull(callee))
        return false;
    if (is_function_kind(decl.kind))
        return is_reference(clang_getResultType(canonical_type(decl)));
    CXType type = function_type_of(callee);
    return is_function_type(type) && is_reference(clang_getResultType(type));
}

struct place place_of_call(struct lowering *l, CXCursor e)
{
    return place_at(lower_call(l, e), clang_getCursorType(e));
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
