// Operators on expressions: conditions, bounds, constants, and names taken for one another.
#include "mutate.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES = 128, REPLACEMENTS = 2 };

// The variables of a function, or the fields of a record, or the constants of an enumeration.
struct names {
    CXCursor at[NAMES];
    unsigned count;
};

struct around {
    struct source *source;
    struct names *variables;
};

static enum CXChildVisitResult add_name(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct names *names = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    (void)parent;
    if ((kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl || kind == CXCursor_FieldDecl ||
            kind == CXCursor_EnumConstantDecl) &&
        names->count < NAMES)
        names->at[names->count++] = cursor;
    return CXChildVisit_Recurse;
}

// ---- conditions ----

static void negate(const struct around *around, CXCursor condition)
{
    struct range range;
    if (!source_range(around->source, condition, &range))
        return;
    source_add(around->source, NEGATE_CONDITION, range, "!(%.*s)", SOURCE_TEXT(around->source, range));
}

static void drop(const struct around *around, CXCursor condition, const char *instead)
{
    CXCursor bare = source_bare(condition), sides[2];
    struct range range, side;
    if (!source_range(around->source, condition, &range))
        return;
    source_add(around->source, DROP_CONDITION, range, "%s", instead);
    enum CXBinaryOperatorKind operation =
        clang_getCursorKind(bare) == CXCursor_BinaryOperator ? clang_getCursorBinaryOperatorKind(bare) : 0;
    if ((operation != CXBinaryOperator_LAnd && operation != CXBinaryOperator_LOr) ||
        source_children(bare, sides, 2) != 2)
        return;
    for (unsigned i = 0; i < 2; i++)
        if (source_range(around->source, sides[i], &side))
            source_add(around->source, DROP_CONDITION, range, "%.*s", SOURCE_TEXT(around->source, side));
}

// The condition of a statement that has one: libclang leaves out the parts of a `for` that are missing.
static bool condition_of(CXCursor statement, CXCursor *condition)
{
    CXCursor parts[4];
    unsigned count = source_children(statement, parts, 4);
    switch (clang_getCursorKind(statement)) {
    case CXCursor_IfStmt:
    case CXCursor_WhileStmt:
    case CXCursor_ConditionalOperator:
        *condition = parts[0];
        return count >= 2;
    case CXCursor_ForStmt:
        *condition = parts[1];
        return count == 4;
    default:
        return false;
    }
}

static void mutate_condition(const struct around *around, CXCursor statement)
{
    CXCursor condition;
    if (!condition_of(statement, &condition))
        return;
    negate(around, condition);
    drop(around, condition, "1");
    if (clang_getCursorKind(statement) != CXCursor_ForStmt && clang_getCursorKind(statement) != CXCursor_WhileStmt)
        drop(around, condition, "0");
}

// ---- bounds ----

static const char *off_by_one(enum CXBinaryOperatorKind operation)
{
    switch (operation) {
    case CXBinaryOperator_LT:
        return "<=";
    case CXBinaryOperator_LE:
        return "<";
    case CXBinaryOperator_GT:
        return ">=";
    case CXBinaryOperator_GE:
        return ">";
    default:
        return NULL;
    }
}

static bool is_number(CXCursor expression)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(expression));
    return type.kind >= CXType_UChar && type.kind <= CXType_LongLong;
}

static void shift_sides(const struct around *around, const CXCursor *sides, const struct range *ranges)
{
    struct source *source = around->source;
    if (!is_number(sides[1]))
        return;
    source_add(source, OFF_BY_ONE, ranges[1], "%.*s + 1", SOURCE_TEXT(source, ranges[1]));
    source_add(source, OFF_BY_ONE, ranges[1], "%.*s - 1", SOURCE_TEXT(source, ranges[1]));
}

static void mutate_comparison(const struct around *around, CXCursor expression)
{
    enum CXBinaryOperatorKind operation = clang_getCursorBinaryOperatorKind(expression);
    const char *other = off_by_one(operation);
    CXCursor sides[2];
    struct range whole, ranges[2];
    if (source_children(expression, sides, 2) != 2 || !source_range(around->source, expression, &whole) ||
        !source_range(around->source, sides[0], &ranges[0]) || !source_range(around->source, sides[1], &ranges[1]))
        return;
    if (other)
        source_add(around->source, OFF_BY_ONE, whole, "%.*s %s %.*s", SOURCE_TEXT(around->source, ranges[0]), other,
            SOURCE_TEXT(around->source, ranges[1]));
    if (other || operation == CXBinaryOperator_EQ || operation == CXBinaryOperator_NE ||
        operation == CXBinaryOperator_Mul)
        shift_sides(around, sides, ranges);
}

static void mutate_start(const struct around *around, CXCursor loop)
{
    CXCursor parts[4], sides[2];
    struct range range;
    if (source_children(loop, parts, 4) < 1 || clang_getCursorKind(parts[0]) != CXCursor_BinaryOperator ||
        source_children(parts[0], sides, 2) != 2 || !is_number(sides[1]) ||
        !source_range(around->source, sides[1], &range))
        return;
    source_add(around->source, OFF_BY_ONE, range, "%.*s + 1", SOURCE_TEXT(around->source, range));
}

// ---- names ----

static bool same_type(CXCursor a, CXCursor b)
{
    CXType x = clang_getCanonicalType(clang_getCursorType(a)), y = clang_getCanonicalType(clang_getCursorType(b));
    return clang_equalTypes(clang_getUnqualifiedType(x), clang_getUnqualifiedType(y)) != 0;
}

// Writes other NAMES of the same type at RANGE: those that follow DECLARATION, so that not all places get the same.
static void replace_name(const struct around *around, enum operation operation, CXCursor declaration,
    const struct names *names, struct range range)
{
    unsigned at = 0, written = 0;
    while (at < names->count && !clang_equalCursors(names->at[at], declaration))
        at++;
    for (unsigned i = 1; i < names->count && at < names->count && written < REPLACEMENTS; i++) {
        CXCursor other = names->at[(at + i) % names->count];
        if (!same_type(other, declaration))
            continue;
        CXString name = clang_getCursorSpelling(other);
        source_add(around->source, operation, range, "%s", clang_getCString(name));
        clang_disposeString(name);
        written++;
    }
}

static void mutate_reference(const struct around *around, CXCursor reference)
{
    CXCursor declaration = clang_getCursorReferenced(reference);
    struct range range;
    if (source_in_macro(reference) || !source_range(around->source, reference, &range))
        return;
    if (clang_getCursorKind(declaration) == CXCursor_EnumConstantDecl) {
        struct names constants = {.count = 0};
        clang_visitChildren(clang_getCursorSemanticParent(declaration), add_name, &constants);
        replace_name(around, WRONG_CONSTANT, declaration, &constants, range);
    } else {
        replace_name(around, REPLACE_VARIABLE, declaration, around->variables, range);
    }
}

static void mutate_member(const struct around *around, CXCursor member)
{
    CXCursor field = clang_getCursorReferenced(member);
    struct names fields = {.count = 0};
    struct range range;
    CXString name = clang_getCursorSpelling(member);
    size_t length = strlen(clang_getCString(name));
    if (!source_in_macro(member) && source_range(around->source, member, &range) && range.end - range.begin > length &&
        memcmp(around->source->text + range.end - length, clang_getCString(name), length) == 0) {
        clang_visitChildren(clang_getCursorSemanticParent(field), add_name, &fields);
        replace_name(around, REPLACE_FIELD, field, &fields, (struct range){range.end - length, range.end});
    }
    clang_disposeString(name);
}

// ---- constants ----

// A constant that a macro makes is written as that macro.
static void mutate_literal(const struct around *around, CXCursor literal)
{
    struct source *source = around->source;
    struct range range;
    if (!source_range(source, literal, &range))
        return;
    if (memcmp(source->text + range.begin, "TRUE", 4) == 0)
        source_add(source, WRONG_CONSTANT, range, "FALSE");
    else if (memcmp(source->text + range.begin, "FALSE", 5) == 0)
        source_add(source, WRONG_CONSTANT, range, "TRUE");
    else if (!strchr(source->text + range.begin, '(') || source->text[range.begin] != '(')
        source_add(source, WRONG_CONSTANT, range, "(%.*s + 1)", SOURCE_TEXT(source, range));
}

// ---- values ----

static void write_zero(const struct around *around, CXCursor value)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(value));
    struct range range;
    if ((is_number(value) || type.kind == CXType_Pointer || type.kind == CXType_Enum) &&
        source_range(around->source, value, &range))
        source_add(around->source, ZERO_VALUE, range, "0");
}

static void mutate_assignment(const struct around *around, CXCursor assignment)
{
    CXCursor sides[2];
    if (clang_getCursorBinaryOperatorKind(assignment) == CXBinaryOperator_Assign &&
        source_children(assignment, sides, 2) == 2)
        write_zero(around, sides[1]);
}

static void mutate_arguments(const struct around *around, CXCursor call)
{
    int count = clang_Cursor_getNumArguments(call);
    for (int i = 0; i < count && !source_in_macro(call); i++)
        write_zero(around, clang_Cursor_getArgument(call, (unsigned)i));
}

static void mutate_return(const struct around *around, CXCursor statement)
{
    CXCursor value;
    struct range range;
    if (!source_children(statement, &value, 1) || !source_range(around->source, value, &range))
        return;
    source_add(around->source, WRONG_RETURN, range, "0");
    source_add(around->source, WRONG_RETURN, range, "(%.*s) + 1", SOURCE_TEXT(around->source, range));
}

static void mutate_expression(const struct around *around, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_IfStmt:
    case CXCursor_WhileStmt:
    case CXCursor_ConditionalOperator:
        mutate_condition(around, cursor);
        break;
    case CXCursor_ForStmt:
        mutate_condition(around, cursor);
        mutate_start(around, cursor);
        break;
    case CXCursor_BinaryOperator:
        mutate_comparison(around, cursor);
        mutate_assignment(around, cursor);
        break;
    case CXCursor_CallExpr:
        mutate_arguments(around, cursor);
        break;
    case CXCursor_ReturnStmt:
        mutate_return(around, cursor);
        break;
    case CXCursor_DeclRefExpr:
        mutate_reference(around, cursor);
        break;
    case CXCursor_MemberRefExpr:
        mutate_member(around, cursor);
        break;
    case CXCursor_IntegerLiteral:
        mutate_literal(around, cursor);
        break;
    default:
        break;
    }
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    mutate_expression(data, cursor);
    return CXChildVisit_Recurse;
}

void expressions_mutate(struct source *source, CXCursor function)
{
    struct names variables = {.count = 0};
    struct around around = {source, &variables};
    clang_visitChildren(function, add_name, &variables);
    clang_visitChildren(function, visit, &around);
}
