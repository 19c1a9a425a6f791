// Expressions: which kind of node is lowered how, and the leaves.
#include "frontend/lowering.h"

static enum CXChildVisitResult kids_visit(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lowering *l = data;
    vec_push(&l->kids, child);
    return CXChildVisit_Continue;
}

struct kids kids_of(struct lowering *l, CXCursor cursor)
{
    struct kids kids = {.first = l->kids.count};
    clang_visitChildren(cursor, kids_visit, l);
    kids.count = l->kids.count - kids.first;
    return kids;
}

CXCursor kid(const struct lowering *l, struct kids kids, size_t i)
{
    return i < kids.count ? l->kids.at[kids.first + i] : clang_getNullCursor();
}

void kids_drop(struct lowering *l, struct kids kids)
{
    l->kids.count = kids.first;
}

static enum CXChildVisitResult first_visit(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    *(CXCursor *)data = child;
    return CXChildVisit_Break;
}

static enum CXChildVisitResult last_visit(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    *(CXCursor *)data = child;
    return CXChildVisit_Continue;
}

CXCursor first_child(CXCursor cursor)
{
    CXCursor child = clang_getNullCursor();
    clang_visitChildren(cursor, first_visit, &child);
    return child;
}

CXCursor last_child(CXCursor cursor)
{
    CXCursor child = clang_getNullCursor();
    clang_visitChildren(cursor, last_visit, &child);
    return child;
}

CXCursor without_parentheses(CXCursor e)
{
    while (e.kind == CXCursor_ParenExpr ||
           (e.kind == CXCursor_UnaryOperator && clang_getCursorUnaryOperatorKind(e) == CXUnaryOperator_Extension)) {
        CXCursor inner = first_child(e);
        if (clang_Cursor_isNull(inner))
            break;
        e = inner;
    }
    return e;
}

bool constant_of(CXCursor e, int64_t *value)
{
    CXEvalResult result = clang_Cursor_Evaluate(e);
    bool known = result && clang_EvalResult_getKind(result) == CXEval_Int;
    if (known)
        *value = clang_EvalResult_isUnsignedInt(result) ? (int64_t)clang_EvalResult_getAsUnsigned(result)
                                                        : (int64_t)clang_EvalResult_getAsLongLong(result);
    clang_EvalResult_dispose(result);
    return known;
}

static uint32_t lower_integer(struct lowering *l, CXCursor e)
{
    CXType type = clang_getCursorType(e);
    struct shape shape = shape_of(type);
    int64_t value;
    if (shape.kind != SHAPE_ADDRESS && constant_of(e, &value))
        return emit_const(l, shape, value);
    return emit_unknown(l, e, type, "a constant that cannot be told");
}

static uint32_t lower_float(struct lowering *l, CXCursor e)
{
    struct shape shape = shape_of(clang_getCursorType(e));
    CXEvalResult result = clang_Cursor_Evaluate(e);
    double wide = result ? clang_EvalResult_getAsDouble(result) : 0;
    float narrow = (float)wide;
    int64_t bits = 0;
    clang_EvalResult_dispose(result);
    if (shape.kind != SHAPE_FLOAT)
        return emit_unknown(l, e, clang_getCursorType(e), "a constant that cannot be told");
    if (shape.type == IR_F32)
        memcpy(&bits, &narrow, sizeof narrow);
    else
        memcpy(&bits, &wide, sizeof wide);
    return emit_const(l, shape, bits);
}

// sizeof and alignof, for what has no size that the compiler knows: an array of variable length.
static uint32_t lower_sizeof(struct lowering *l, CXCursor e)
{
    int64_t value;
    struct shape shape = shape_of(clang_getCursorType(e));
    CXCursor operand = without_parentheses(last_child(e));
    if (constant_of(e, &value)) {
        bool is_broken = value == 1 && canonical_type(operand).kind == CXType_Record; // clang's answer for one
        return emit_const(l, shape, is_broken ? (int64_t)size_of(clang_getCursorType(operand)) : value);
    }
    CXCursor variable = clang_getCursorReferenced(operand);
    uint32_t *slot = cursor_map_find(&l->body->sizes, variable);
    if (operand.kind != CXCursor_DeclRefExpr || !slot)
        return emit_unknown(l, e, clang_getCursorType(e), "sizeof of a type of variable size");
    struct ir_inst load = build_inst(IR_LOAD, IR_I64, emit_ref(l, IR_LOCAL, *slot), IR_NONE);
    return emit(l, load);
}

enum unexposed_kind unexposed_kind_of(struct lowering *l, CXCursor e)
{
    struct kids kids = kids_of(l, e);
    CXCursor first = kid(l, kids, 0);
    size_t count = kids.count;
    kids_drop(l, kids);
    CXSourceLocation at = clang_getCursorLocation(e);
    if (count == 1 && clang_isExpression(first.kind) && clang_equalLocations(at, clang_getCursorLocation(first)))
        return UNEXPOSED_CAST;
    if (clang_getCursorType(e).kind == CXType_Void && count > 1)
        return UNEXPOSED_DESIGNATED;
    if (source_is_word(l, at, "__builtin_va_arg"))
        return UNEXPOSED_VA_ARG;
    if (source_is_word(l, at, "__builtin_offsetof"))
        return UNEXPOSED_OFFSETOF;
    if (source_is_word(l, at, "__builtin_choose_expr"))
        return UNEXPOSED_CHOOSE;
    if (source_is_word(l, at, "__builtin_types_compatible_p"))
        return UNEXPOSED_CONSTANT;
    if (count == 4 && clang_equalLocations(at, clang_getCursorLocation(first)))
        return UNEXPOSED_CONDITIONAL;
    return count == 1 && clang_isExpression(first.kind) ? UNEXPOSED_CAST : UNEXPOSED_OTHER;
}

CXCursor chosen_operand(struct lowering *l, CXCursor e)
{
    struct kids kids = kids_of(l, e);
    int64_t condition = 0;
    bool known = kids.count == 3 && constant_of(kid(l, kids, 0), &condition);
    CXCursor chosen = known ? kid(l, kids, condition ? 1 : 2) : clang_getNullCursor();
    kids_drop(l, kids);
    return chosen;
}

static uint32_t lower_unexposed(struct lowering *l, CXCursor e)
{
    CXType type = clang_getCursorType(e);
    if (clang_getCanonicalType(type).kind == CXType_Dependent) // what clang keeps of an error
        return emit_unknown(l, e, type, "an expression with an error");
    switch (unexposed_kind_of(l, e)) {
    case UNEXPOSED_CAST: return lower_converted(l, last_child(e), clang_getCanonicalType(type));
    case UNEXPOSED_CONDITIONAL: return lower_gnu_conditional(l, e);
    case UNEXPOSED_VA_ARG: return lower_va_arg(l, e);
    case UNEXPOSED_OFFSETOF: return lower_offsetof(l, e);
    case UNEXPOSED_CHOOSE:
        if (clang_Cursor_isNull(chosen_operand(l, e)))
            return emit_unknown(l, e, type, "a __builtin_choose_expr whose choice cannot be told");
        return lower_value(l, chosen_operand(l, e));
    case UNEXPOSED_CONSTANT: return lower_integer(l, e);
    case UNEXPOSED_DESIGNATED: case UNEXPOSED_OTHER: break;
    }
    return emit_unknown(l, e, type, "an expression that libclang does not expose");
}

uint32_t lower_converted(struct lowering *l, CXCursor e, CXType type)
{
    CXType from = canonical_type(e);
    if (shape_of(type).kind == SHAPE_VOID) {
        lower_effect(l, e);
        return IR_NONE;
    }
    uint32_t value = lower_value(l, e);
    bool pointer = is_array_type(type) || is_function_type(type);
    if (shape_of(type).kind == SHAPE_ADDRESS && shape_of(from).kind != SHAPE_ADDRESS && !pointer)
        return emit_unknown(l, e, type, "a conversion to a type that is not scalar");
    if (l->is_cpp)
        value = lower_to_class(l, value, from, type);
    return convert(l, value, shape_of(from), shape_of(type));
}

static bool is_variable(CXCursor decl)
{
    return decl.kind == CXCursor_VarDecl || decl.kind == CXCursor_ParmDecl;
}

// The value of a name: enumerators are numbers, all else is in memory.
static uint32_t lower_name(struct lowering *l, CXCursor e)
{
    CXCursor decl = clang_getCursorReferenced(e);
    if (decl.kind == CXCursor_EnumConstantDecl)
        return emit_const(l, shape_of(clang_getCursorType(e)), (int64_t)clang_getEnumConstantDeclUnsignedValue(decl));
    CXCursor meant = first_child(e); // of a template's parameter
    int64_t value;
    if (l->is_cpp && clang_Cursor_isNull(decl) && clang_isExpression(meant.kind))
        return lower_converted(l, meant, canonical_type(e));
    if (l->is_cpp && !is_variable(decl) && shape_of(clang_getCursorType(e)).kind == SHAPE_INT && constant_of(e, &value))
        return emit_const(l, shape_of(clang_getCursorType(e)), value);
    struct place place = lower_place(l, e);
    return place_load(l, &place);
}

static uint32_t lower_loaded(struct lowering *l, CXCursor e)
{
    struct place place = lower_place(l, e);
    return place_load(l, &place);
}

static uint32_t lower_generic(struct lowering *l, CXCursor e)
{
    int64_t value;
    struct shape shape = shape_of(clang_getCursorType(e));
    CXCursor choice = generic_choice(l, e);
    if (!clang_Cursor_isNull(choice))
        return lower_converted(l, choice, canonical_type(e));
    if (shape.kind != SHAPE_ADDRESS && shape.kind != SHAPE_VOID && constant_of(e, &value))
        return emit_const(l, shape, value);
    return emit_unknown(l, e, clang_getCursorType(e), "a _Generic whose choice cannot be told");
}

// Braces that are no declaration's initialiser (C++17 11.6.4): an object without name, or a scalar.
static uint32_t lower_braces(struct lowering *l, CXCursor e)
{
    CXType type = canonical_type(e);
    CXCursor only = first_child(e);
    if (shape_of(type).kind == SHAPE_ADDRESS) {
        uint32_t address = temporary(l, type, NULL);
        lower_initialiser(l, address, type, e);
        return address;
    }
    return clang_Cursor_isNull(only) ? emit_const(l, shape_of(type), 0) : lower_value(l, only);
}

static uint32_t lower_node(struct lowering *l, CXCursor e)
{
    switch ((int)e.kind) {
    case CXCursor_IntegerLiteral: case CXCursor_CharacterLiteral: case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_FixedPointLiteral:
        return lower_integer(l, e);
    case CXCursor_FloatingLiteral: return lower_float(l, e);
    case CXCursor_UnaryExpr: return lower_sizeof(l, e);
    case CXCursor_DeclRefExpr: return lower_name(l, e);
    case CXCursor_UnexposedExpr: return lower_unexposed(l, e);
    case CXCursor_CStyleCastExpr: case CXCursor_CXXStaticCastExpr: case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXConstCastExpr: case CXCursor_CXXFunctionalCastExpr:
        return lower_converted(l, last_child(e), canonical_type(e));
    case CXCursor_UnaryOperator: return lower_unary(l, e);
    case CXCursor_BinaryOperator: return lower_binary(l, e);
    case CXCursor_CompoundAssignOperator: return lower_compound_assignment(l, e);
    case CXCursor_ConditionalOperator: return lower_conditional(l, e);
    case CXCursor_CallExpr: return yields_reference(l, e) ? lower_loaded(l, e) : lower_call(l, e);
    case CXCursor_CXXThisExpr: return lower_this(l, e);
    case CXCursor_CXXNewExpr: return lower_new(l, e);
    case CXCursor_CXXDeleteExpr: lower_delete(l, e); return IR_NONE;
    case CXCursor_StmtExpr: return lower_statement_expression(l, e);
    case CXCursor_GenericSelectionExpr: return lower_generic(l, e);
    case CXCursor_MemberRefExpr: case CXCursor_ArraySubscriptExpr: case CXCursor_CompoundLiteralExpr:
    case CXCursor_StringLiteral:
        return lower_loaded(l, e);
    case CXCursor_GNUNullExpr: case CXCursor_CXXNullPtrLiteralExpr:
        return emit_const(l, shape_of(clang_getCursorType(e)), 0);
    case CXCursor_InitListExpr: return lower_braces(l, e);
    case CXCursor_AddrLabelExpr: return lower_label_address(l, e);
    }
    if (clang_Cursor_isNull(e))
        return emit_unknown(l, l->body->cursor, clang_getCursorType(e), "an expression that did not parse");
    return emit_left_out(l, e, clang_getCursorType(e), "an expression of a kind that is not known");
}

uint32_t lower_value(struct lowering *l, CXCursor expression)
{
    CXCursor e = without_parentheses(expression);
    struct at_saved saved = at_cursor(l, e);
    uint32_t value = lower_node(l, e);
    at_restore(l, saved);
    return value;
}

// Whether lowering E as a place does all that E does: nothing would be loaded but for its value.
static bool is_plain_lvalue(CXCursor e)
{
    if (clang_isVolatileQualifiedType(clang_getCursorType(e)))
        return false;
    return e.kind == CXCursor_DeclRefExpr || e.kind == CXCursor_MemberRefExpr ||
           e.kind == CXCursor_ArraySubscriptExpr;
}

// An object that nobody keeps ends with the statement.
static void lower_and_destroy(struct lowering *l, CXCursor e)
{
    uint32_t value = lower_value(l, e);
    bool object = l->is_cpp && e.kind == CXCursor_CallExpr && !yields_reference(l, e) && is_record(canonical_type(e));
    if (object && has_destructor(canonical_type(e)) && build_is_open(l->body->b))
        lower_destroy(l, value, canonical_type(e));
}

void lower_effect(struct lowering *l, CXCursor expression)
{
    CXCursor e = without_parentheses(expression);
    while ((e.kind == CXCursor_CStyleCastExpr && canonical_type(e).kind == CXType_Void) ||
           (e.kind == CXCursor_UnexposedExpr && unexposed_kind_of(l, e) == UNEXPOSED_CAST))
        e = without_parentheses(last_child(e));
    struct at_saved saved = at_cursor(l, e);
    if (e.kind == CXCursor_DeclRefExpr && is_plain_lvalue(e))
        (void)e; // `(void)x;` does nothing
    else if (is_plain_lvalue(e))
        (void)lower_place(l, e);
    else
        lower_and_destroy(l, e);
    at_restore(l, saved);
}
