// Faulty copies of C sources: each operator names places and what to write there instead.
#ifndef MUTATE_H
#define MUTATE_H

#include <clang-c/Index.h>
#include <stdbool.h>
#include <stddef.h>

#define OPERATORS(X) \
    X(DELETE_CALL, "delete-call") \
    X(DELETE_ASSIGNMENT, "delete-assignment") \
    X(NEGATE_CONDITION, "negate-condition") \
    X(DROP_CONDITION, "drop-condition") \
    X(MOVE_JUMP, "move-jump") \
    X(REDIRECT_GOTO, "redirect-goto") \
    X(SWAP_STATEMENTS, "swap-statements") \
    X(OFF_BY_ONE, "off-by-one") \
    X(REPLACE_VARIABLE, "replace-variable") \
    X(REPLACE_FIELD, "replace-field") \
    X(DROP_CHECK, "drop-check") \
    X(DROP_ZEROING, "drop-zeroing") \
    X(SWAP_CALLS, "swap-calls") \
    X(WRONG_CONSTANT, "wrong-constant") \
    X(LEAVE_LOOP, "leave-loop") \
    X(ZERO_VALUE, "zero-value") \
    X(WRONG_RETURN, "wrong-return") \
    X(REPLACE_CALL, "replace-call") \
    X(DUPLICATE_CALL, "duplicate-call") \
    X(MOVE_CALL, "move-call")

enum operation {
#define X(name, text) name,
    OPERATORS(X)
#undef X
        OPERATOR_COUNT
};

// A piece of the source: bytes BEGIN .. END-1.
struct range {
    size_t begin, end;
};

struct mutant {
    enum operation operation;
    struct range at;
    char *text; // what stands there instead; owned
};

struct source {
    const char *path, *name; // borrowed
    char *text;
    size_t size;
    CXTranslationUnit unit;
    struct mutant *mutants;
    size_t count, capacity;
};

// ---- source.c ----

// The bytes of CURSOR; false if it is not whole in the file itself (a piece of a macro, another file).
bool source_range(const struct source *source, CXCursor cursor, struct range *range);
// The same for a statement: with its semicolon.
bool source_statement(const struct source *source, CXCursor cursor, struct range *range);
// Whether CURSOR begins inside of a macro's expansion.
bool source_in_macro(CXCursor cursor);
// The children of CURSOR: at most MOST of them; how many.
unsigned source_children(CXCursor cursor, CXCursor *children, unsigned most);
// Whether a statement is a call; what it returns may be cast to void.
bool source_is_call(CXCursor statement);
// What an expression is below parentheses and implicit conversions.
CXCursor source_bare(CXCursor cursor);

// Adds the mutant that has the printed text at RANGE, unless the source has it there already.
void source_add(struct source *source, enum operation operation, struct range range, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// For printing bytes of the source with "%.*s".
#define SOURCE_TEXT(source, range) (int)((range).end - (range).begin), (source)->text + (range).begin

// ---- statements.c, expressions.c, calls.c: the mutants of one function ----

void statements_mutate(struct source *source, CXCursor function);
void expressions_mutate(struct source *source, CXCursor function);
void calls_mutate(struct source *source, CXCursor function);

#endif
