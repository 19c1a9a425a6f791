// Inline assembly: what it writes is unknown, but where its text is empty, as compilers' barriers are.
//
// libclang shows the operands, outputs first, and nothing of the constraints: they are read from the source.
#include "frontend/lowering.h"

enum { ASM_OPERANDS = 30 }; // GCC's limit

enum asm_part { ASM_TEMPLATE, ASM_OUTPUTS, ASM_INPUTS, ASM_REST };

struct asm_text {
    bool is_empty;                          // the template
    const char *constraints[ASM_OPERANDS];  // behind the quote
    size_t outputs, count;
};

// Reads the literal at AT, which stands in PART.
static void read_literal(struct asm_text *text, enum asm_part part, const char *at, bool *named)
{
    if (part == ASM_TEMPLATE)
        text->is_empty &= at[1] == '"';
    if ((part != ASM_OUTPUTS && part != ASM_INPUTS) || *named || text->count == ASM_OPERANDS)
        return;
    *named = true; // more literals of this operand go on with its constraint
    text->constraints[text->count++] = at + 1;
    text->outputs += part == ASM_OUTPUTS;
}

// What stands between the parentheses of the statement at AT: "template" : outputs : inputs : clobbers
static bool read_text(struct lowering *l, CXSourceLocation at, struct asm_text *text)
{
    size_t size;
    const char *c = source_spelling(l, at, &size), *end = c + size;
    *text = (struct asm_text){.is_empty = true};
    while ((c = source_skip_blank(c, end)) < end && *c != '(' && *c != '{' && *c != ';')
        c = source_skip_token(c, end);
    if (c == end || *c != '(')
        return false;
    int depth = 0;
    enum asm_part part = ASM_TEMPLATE;
    for (bool named = false; c < end; c = source_skip_blank(source_skip_token(c, end), end)) {
        depth += *c == '(' || *c == '[';
        depth -= *c == ')' || *c == ']';
        if (depth == 0)
            return true;
        if (depth == 1 && *c == ':' && part < ASM_REST)
            part++;
        if (depth == 1 && (*c == ':' || *c == ','))
            named = false;
        if (depth == 1 && *c == '"')
            read_literal(text, part, c, &named);
    }
    return false;
}

// The input that must lie where output NUMBER does, or the count of operands.
static size_t matching_input(const struct asm_text *text, size_t number)
{
    for (size_t i = text->outputs; i < text->count; i++)
        if (*text->constraints[i] >= '0' && *text->constraints[i] <= '9' &&
            strtoul(text->constraints[i], NULL, 10) == number)
            return i;
    return text->count;
}

static bool is_lvalue(CXCursor operand)
{
    return operand.kind == CXCursor_DeclRefExpr || operand.kind == CXCursor_MemberRefExpr ||
           operand.kind == CXCursor_ArraySubscriptExpr ||
           (operand.kind == CXCursor_UnaryOperator &&
               clang_getCursorUnaryOperatorKind(operand) == CXUnaryOperator_Deref);
}

static void store_unknown(struct lowering *l, CXCursor operand)
{
    struct place place = lower_place(l, operand);
    if (place.shape.kind != SHAPE_ADDRESS && place.shape.kind != SHAPE_VOID)
        place_store(l, &place, emit_undetermined(l, place.type, "what inline assembly leaves here"));
}

// No instruction: an output holds the input that it shares a register with, one that is an input too stays.
static void lower_empty(struct lowering *l, const struct asm_text *text, struct kids kids)
{
    uint32_t values[ASM_OPERANDS];
    for (size_t i = 0; i < text->outputs; i++) {
        size_t input = matching_input(text, i);
        values[i] =
            input == text->count ? IR_NONE : lower_converted(l, kid(l, kids, input), canonical_type(kid(l, kids, i)));
    }
    for (size_t i = 0; i < text->outputs; i++) {
        CXCursor output = without_parentheses(kid(l, kids, i));
        if (values[i] != IR_NONE) {
            struct place place = lower_place(l, output);
            place_store(l, &place, values[i]);
        } else if (*text->constraints[i] != '+') {
            store_unknown(l, output);
        } else {
            (void)lower_place(l, output);
        }
    }
}

// Assembly may write each lvalue that it names; what else it does is unknown.
void lower_asm(struct lowering *l, CXCursor s)
{
    struct asm_text text;
    struct kids kids = kids_of(l, s);
    bool known =
        s.kind == CXCursor_GCCAsmStmt && read_text(l, clang_getCursorLocation(s), &text) && text.count == kids.count;
    if (known && text.is_empty) {
        lower_empty(l, &text, kids);
        kids_drop(l, kids);
        return;
    }
    for (size_t i = 0; i < kids.count; i++)
        if (is_lvalue(without_parentheses(kid(l, kids, i))))
            store_unknown(l, without_parentheses(kid(l, kids, i)));
    kids_drop(l, kids);
    struct ir_inst unknown = build_inst(IR_UNKNOWN, IR_VOID, IR_NONE, IR_NONE);
    unknown.text = text_intern(l, "inline assembly");
    emit(l, unknown);
    gap(l, s, "inline assembly");
}
