// Operators on statements: calls, assignments and checks that are gone, what stands in another order, jumps elsewhere.
#include "mutate.h"

#include <stdlib.h>
#include <string.h>

enum { STATEMENTS = 128, LABELS = 16 };

struct labels {
    CXString at[LABELS];
    unsigned count;
};

// What is known of the function around a statement.
struct around {
    struct source *source;
    struct labels *labels;
    unsigned loops;
};

static bool is_assignment(CXCursor statement)
{
    CXCursor bare = source_bare(statement);
    switch (clang_getCursorKind(bare)) {
    case CXCursor_CompoundAssignOperator:
        return true;
    case CXCursor_BinaryOperator:
        return clang_getCursorBinaryOperatorKind(bare) == CXBinaryOperator_Assign;
    case CXCursor_UnaryOperator:
        return clang_getCursorUnaryOperatorKind(bare) <= CXUnaryOperator_PreDec;
    default:
        return false;
    }
}

static bool is_jump(CXCursor statement)
{
    enum CXCursorKind kind = clang_getCursorKind(statement);
    return kind == CXCursor_ReturnStmt || kind == CXCursor_GotoStmt || kind == CXCursor_BreakStmt ||
           kind == CXCursor_ContinueStmt;
}

static bool is_loop(CXCursor statement)
{
    enum CXCursorKind kind = clang_getCursorKind(statement);
    return kind == CXCursor_ForStmt || kind == CXCursor_WhileStmt || kind == CXCursor_DoStmt;
}

// Whether a statement can change places: it declares nothing, and nobody jumps to it.
static bool can_move(CXCursor statement)
{
    enum CXCursorKind kind = clang_getCursorKind(statement);
    return kind != CXCursor_DeclStmt && kind != CXCursor_LabelStmt && kind != CXCursor_CaseStmt &&
           kind != CXCursor_DefaultStmt && kind != CXCursor_NullStmt;
}

static bool sets_zero(const struct source *source, struct range range)
{
    static const char *const zeros[] = {"= NULL;", "= FALSE;", "= 0;", "ZeroMemory(", "InitializeListHead("};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (memmem(source->text + range.begin, range.end - range.begin, zeros[i], strlen(zeros[i])))
            return true;
    return false;
}

// ---- one statement ----

static void delete(const struct around *around, CXCursor statement, struct range range)
{
    struct source *source = around->source;
    bool call = source_is_call(statement), assignment = is_assignment(statement);
    if ((call || assignment) && sets_zero(source, range))
        source_add(source, DROP_ZEROING, range, ";");
    else if (call)
        source_add(source, DELETE_CALL, range, ";");
    else if (assignment)
        source_add(source, DELETE_ASSIGNMENT, range, ";");
    else if (clang_getCursorKind(statement) == CXCursor_IfStmt)
        source_add(source, DROP_CHECK, range, ";");
}

// A check whose jump, or whose other branch, is gone.
static void weaken_check(const struct around *around, CXCursor statement)
{
    CXCursor parts[3];
    struct range body, other;
    unsigned count = clang_getCursorKind(statement) == CXCursor_IfStmt ? source_children(statement, parts, 3) : 0;
    if (count < 2 || !source_statement(around->source, parts[1], &body))
        return;
    if (count == 3 && source_statement(around->source, parts[2], &other))
        source_add(around->source, DROP_CHECK, body, "%.*s", SOURCE_TEXT(around->source, other));
    struct source *source = around->source;
    char *text = strndup(source->text + body.begin, body.end - body.begin);
    char *jump = strstr(text, "return"), *go = strstr(text, "goto");
    if (go && (!jump || go < jump))
        jump = go;
    char *end = jump ? strchr(jump, ';') : NULL;
    if (end)
        source_add(source, DROP_CHECK, body, "%.*s%s", (int)(jump - text), text, end);
    free(text);
}

static void redirect(const struct around *around, CXCursor statement, struct range range)
{
    if (clang_getCursorKind(statement) != CXCursor_GotoStmt)
        return;
    for (unsigned i = 0; i < around->labels->count; i++)
        source_add(around->source, REDIRECT_GOTO, range, "goto %s;", clang_getCString(around->labels->at[i]));
}

static void stay_in_loop(const struct around *around, CXCursor statement, struct range range)
{
    if (around->loops && is_jump(statement))
        source_add(around->source, LEAVE_LOOP, range, ";");
}

// A loop that is left too early: it goes round once only.
static void leave_loop(const struct around *around, CXCursor loop, struct range range)
{
    struct source *source = around->source;
    CXCursor parts[8];
    struct range body;
    unsigned count = source_children(loop, parts, 8);
    if (!count || !source_range(source, parts[count - 1], &body) || source->text[body.begin] != '{')
        return;
    source_add(source, LEAVE_LOOP, body, "%.*s break; }", (int)(body.end - body.begin - 1), source->text + body.begin);
    source_add(source, LEAVE_LOOP, range, ";");
    source_add(
        source, LEAVE_LOOP, body, "{ break; %.*s", (int)(body.end - body.begin - 1), source->text + body.begin + 1);
}

// ---- rows of statements ----

static void swap(struct source *source, enum operation operation, struct range first, struct range second)
{
    struct range between = {first.end, second.begin}, all = {first.begin, second.end};
    source_add(source, operation, all, "%.*s%.*s%.*s", SOURCE_TEXT(source, second), SOURCE_TEXT(source, between),
        SOURCE_TEXT(source, first));
}

static void reorder(const struct around *around, const CXCursor *row, const struct range *ranges, unsigned count)
{
    struct source *source = around->source;
    for (unsigned i = 0; i + 1 < count; i++) {
        if (!can_move(row[i]) || !can_move(row[i + 1]))
            continue;
        if (is_jump(row[i + 1]))
            swap(source, MOVE_JUMP, ranges[i], ranges[i + 1]);
        else if (!source_is_call(row[i]) || !source_is_call(row[i + 1]))
            swap(source, SWAP_STATEMENTS, ranges[i], ranges[i + 1]);
    }
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = i + 1; k < count && source_is_call(row[i]); k++)
            if (source_is_call(row[k]))
                swap(source, SWAP_CALLS, ranges[i], ranges[k]);
}

// A jump that stands in a block of its own moves before the check around it, or behind what follows.
static void hoist_jump(const struct around *around, CXCursor statement, struct range range)
{
    CXCursor parts[3], body[STATEMENTS];
    struct range jump;
    if (clang_getCursorKind(statement) != CXCursor_IfStmt || source_children(statement, parts, 3) != 2)
        return;
    unsigned count = source_children(parts[1], body, STATEMENTS);
    if (!count || !is_jump(body[count - 1]) || !source_statement(around->source, body[count - 1], &jump))
        return;
    struct range before = {range.begin, jump.begin}, after = {jump.end, range.end};
    source_add(around->source, MOVE_JUMP, range, "%.*s;%.*s %.*s", SOURCE_TEXT(around->source, before),
        SOURCE_TEXT(around->source, after), SOURCE_TEXT(around->source, jump));
}

static void mutate_row(const struct around *around, CXCursor compound)
{
    CXCursor row[STATEMENTS];
    struct range ranges[STATEMENTS];
    unsigned count = 0, all = source_children(compound, row, STATEMENTS);
    for (unsigned i = 0; i < all; i++) {
        CXCursor statement = row[i], labelled;
        if (clang_getCursorKind(statement) == CXCursor_LabelStmt && source_children(statement, &labelled, 1))
            statement = labelled;
        if (!source_statement(around->source, statement, &ranges[count]))
            continue;
        delete (around, statement, ranges[count]);
        weaken_check(around, statement);
        redirect(around, statement, ranges[count]);
        stay_in_loop(around, statement, ranges[count]);
        hoist_jump(around, statement, ranges[count]);
        if (is_loop(statement))
            leave_loop(around, statement, ranges[count]);
        row[count++] = statement;
    }
    reorder(around, row, ranges, count);
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct around around = *(const struct around *)data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_CompoundStmt)
        mutate_row(&around, cursor);
    around.loops += is_loop(cursor);
    clang_visitChildren(cursor, visit, &around);
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult find_labels(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct labels *labels = data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_LabelStmt && labels->count < LABELS)
        labels->at[labels->count++] = clang_getCursorSpelling(cursor);
    return CXChildVisit_Recurse;
}

void statements_mutate(struct source *source, CXCursor function)
{
    struct labels labels = {.count = 0};
    struct around around = {source, &labels, 0};
    clang_visitChildren(function, find_labels, &labels);
    clang_visitChildren(function, visit, &around);
    for (unsigned i = 0; i < labels.count; i++)
        clang_disposeString(labels.at[i]);
}
