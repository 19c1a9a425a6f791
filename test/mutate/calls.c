// Operators on calls: of another function, twice, from another function.
#include "mutate.h"

enum { FUNCTIONS = 256, NEIGHBOURS = 3, STATEMENTS = 128 };

// The functions that a unit declares outside of system headers, in the order of their first declarations.
struct functions {
    CXCursor at[FUNCTIONS];
    unsigned count;
};

struct around {
    struct source *source;
    const struct functions *functions;
    CXCursor neighbours[2]; // definitions in the file itself, before the function and behind it
    unsigned neighbour_count;
};

static bool is_function(CXCursor cursor)
{
    return clang_getCursorKind(cursor) == CXCursor_FunctionDecl;
}

static unsigned index_of(const struct functions *functions, CXCursor function)
{
    unsigned at = 0;
    function = clang_getCanonicalCursor(function);
    while (at < functions->count && !clang_equalCursors(functions->at[at], function))
        at++;
    return at;
}

static enum CXChildVisitResult add_function(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct functions *functions = data;
    (void)parent;
    if (is_function(cursor) && !clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)) &&
        functions->count < FUNCTIONS && index_of(functions, cursor) == functions->count)
        functions->at[functions->count++] = clang_getCanonicalCursor(cursor);
    return CXChildVisit_Continue;
}

// ---- another function ----

static bool equal_types(CXType a, CXType b)
{
    return clang_equalTypes(clang_getCanonicalType(a), clang_getCanonicalType(b)) != 0;
}

// Whether a call of one can be a call of the other; what it returns may be UNUSED.
static bool same_use(CXCursor one, CXCursor other, bool unused)
{
    CXType a = clang_getCursorType(one), b = clang_getCursorType(other);
    int count = clang_getNumArgTypes(a);
    bool same =
        count == clang_getNumArgTypes(b) && (unused || equal_types(clang_getResultType(a), clang_getResultType(b)));
    for (int i = 0; same && i < count; i++)
        same = equal_types(clang_getArgType(a, (unsigned)i), clang_getArgType(b, (unsigned)i));
    return same;
}

static void write_name(struct source *source, struct range range, CXCursor function)
{
    CXString name = clang_getCursorSpelling(function);
    source_add(source, REPLACE_CALL, range, "%s", clang_getCString(name));
    clang_disposeString(name);
}

// Those that stand next to the CALLED one are taken for it: STEP is 1 for those behind it, and -1 for those before.
static void replace_by(const struct around *around, CXCursor called, struct range range, bool unused, int step)
{
    const struct functions *functions = around->functions;
    unsigned written = 0;
    for (unsigned i = index_of(functions, called) + (unsigned)step; i < functions->count && written < NEIGHBOURS;
        i += (unsigned)step) {
        if (!same_use(called, functions->at[i], unused))
            continue;
        write_name(around->source, range, functions->at[i]);
        written++;
    }
}

static bool is_unused(CXCursor parent)
{
    enum CXCursorKind kind = clang_getCursorKind(parent);
    return kind == CXCursor_CompoundStmt || kind == CXCursor_LabelStmt ||
           clang_getCursorType(parent).kind == CXType_Void;
}

static void replace_function(const struct around *around, CXCursor call, CXCursor parent)
{
    CXCursor called = clang_getCursorReferenced(call), name;
    struct range range;
    if (!is_function(called) || source_in_macro(call) || !source_children(call, &name, 1) ||
        !source_range(around->source, name, &range))
        return;
    replace_by(around, called, range, is_unused(parent), -1);
    replace_by(around, called, range, is_unused(parent), 1);
}

// ---- twice; elsewhere ----

static bool find_body(CXCursor function, CXCursor *body)
{
    CXCursor children[STATEMENTS];
    unsigned count = source_children(function, children, STATEMENTS);
    if (count)
        *body = children[count - 1];
    return count && clang_getCursorKind(*body) == CXCursor_CompoundStmt;
}

// Where the first statement of FUNCTION begins that declares nothing.
static bool find_beginning(const struct source *source, CXCursor function, size_t *at)
{
    CXCursor body, statements[STATEMENTS];
    struct range range;
    unsigned count = find_body(function, &body) ? source_children(body, statements, STATEMENTS) : 0;
    for (unsigned i = 0; i < count; i++) {
        if (clang_getCursorKind(statements[i]) == CXCursor_DeclStmt)
            continue;
        bool found = source_range(source, statements[i], &range);
        *at = range.begin;
        return found;
    }
    return false;
}

static void move_to(struct source *source, struct range call, size_t at)
{
    if (at < call.begin) {
        struct range between = {at, call.begin};
        source_add(source, MOVE_CALL, (struct range){at, call.end}, "%.*s %.*s;", SOURCE_TEXT(source, call),
            SOURCE_TEXT(source, between));
    } else {
        struct range between = {call.end, at};
        source_add(source, MOVE_CALL, (struct range){call.begin, at}, ";%.*s%.*s ", SOURCE_TEXT(source, between),
            SOURCE_TEXT(source, call));
    }
}

static void mutate_statement(const struct around *around, CXCursor call)
{
    struct source *source = around->source;
    struct range range;
    size_t at;
    if (!source_statement(source, call, &range))
        return;
    source_add(source, DUPLICATE_CALL, range, "%.*s %.*s", SOURCE_TEXT(source, range), SOURCE_TEXT(source, range));
    for (unsigned i = 0; i < around->neighbour_count; i++)
        if (find_beginning(source, around->neighbours[i], &at))
            move_to(source, range, at);
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    const struct around *around = data;
    if (clang_getCursorKind(cursor) == CXCursor_CallExpr)
        replace_function(around, cursor, parent);
    if (clang_getCursorKind(parent) == CXCursor_CompoundStmt && source_is_call(cursor))
        mutate_statement(around, cursor);
    return CXChildVisit_Recurse;
}

// ---- the function's neighbours ----

struct search {
    struct around *around;
    CXCursor function, last;
    bool passed;
};

static enum CXChildVisitResult find_neighbour(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct search *search = data;
    struct around *around = search->around;
    (void)parent;
    if (!is_function(cursor) || !clang_isCursorDefinition(cursor) ||
        !clang_Location_isFromMainFile(clang_getCursorLocation(cursor)))
        return CXChildVisit_Continue;
    if (search->passed) {
        around->neighbours[around->neighbour_count++] = cursor;
        return CXChildVisit_Break;
    }
    search->passed = clang_equalCursors(cursor, search->function) != 0;
    if (search->passed && is_function(search->last))
        around->neighbours[around->neighbour_count++] = search->last;
    search->last = cursor;
    return CXChildVisit_Continue;
}

void calls_mutate(struct source *source, CXCursor function)
{
    CXCursor unit = clang_getTranslationUnitCursor(source->unit);
    struct functions functions = {.count = 0};
    struct around around = {.source = source, .functions = &functions};
    struct search search = {&around, function, clang_getNullCursor(), false};
    clang_visitChildren(unit, add_function, &functions);
    clang_visitChildren(unit, find_neighbour, &search);
    clang_visitChildren(function, visit, &around);
}
