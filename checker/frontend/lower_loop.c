// Loops and switch (C17 6.8.4.2, 6.8.5).
#include "frontend/lowering.h"

void lower_inside(struct lowering *l, CXCursor s, uint32_t on_break, uint32_t on_continue)
{
    struct jump_targets saved = l->body->jumps;
    l->body->jumps.on_break = on_break;
    l->body->jumps.break_scope = l->body->scope;
    if (on_continue != IR_NONE) {
        l->body->jumps.on_continue = on_continue;
        l->body->jumps.continue_scope = l->body->scope;
    }
    lower_statement(l, s);
    l->body->jumps = saved;
}

void lower_while(struct lowering *l, CXCursor s)
{
    struct ir_builder *b = l->body->b;
    CXCursor condition = first_child(s), body = last_child(s);
    uint32_t head = build_block(b), inside = build_block(b), end = build_block(b);
    sync_position(l);
    build_here(b, head);
    lower_condition(l, condition, s, inside, end);
    build_here(b, inside);
    lower_inside(l, body, end, head);
    sync_position(l);
    if (build_is_open(b))
        build_jump(b, head);
    build_here(b, end);
}

void lower_do(struct lowering *l, CXCursor s)
{
    struct ir_builder *b = l->body->b;
    CXCursor body = first_child(s), condition = last_child(s);
    uint32_t inside = build_block(b), test = build_block(b), end = build_block(b);
    sync_position(l);
    build_here(b, inside);
    lower_inside(l, body, end, test);
    build_here(b, test);
    lower_condition(l, condition, s, inside, end);
    build_here(b, end);
}

// The parts of a for: initialisation, condition, step, body. libclang leaves out those that are missing.
struct for_parts {
    CXCursor part[4];
};

enum { FOR_INIT, FOR_CONDITION, FOR_STEP, FOR_BODY };

// Reads the header at TEXT (`for (a; b; c)`): which parts are not empty, and where its semicolons are.
static bool read_for_header(const char *text, size_t size, bool filled[3], const char *semicolons[2])
{
    const char *end = text + size, *at = source_skip_blank(source_skip_token(text, end), end);
    int depth = 0;
    unsigned part = 0;
    filled[0] = filled[1] = filled[2] = false;
    while ((at = source_skip_blank(at, end)) < end) {
        char c = *at;
        bool closes = c == ')' || c == ']' || c == '}';
        depth -= closes;
        if (closes && depth == 0)
            return c == ')' && part == 2;
        if (c == ';' && depth == 1) {
            if (part == 2)
                return false;
            semicolons[part++] = at;
        } else if (!(c == '(' && depth == 0)) {
            filled[part] = true;
        }
        depth += c == '(' || c == '[' || c == '{';
        at = source_skip_token(at, end);
    }
    return false;
}

static bool parts_by_filled(struct lowering *l, struct kids kids, const bool filled[3], struct for_parts *parts)
{
    if (kids.count != (size_t)filled[0] + filled[1] + filled[2] + 1)
        return false;
    size_t next = 0;
    for (unsigned i = 0; i < 3; i++)
        if (filled[i])
            parts->part[i] = kid(l, kids, next++);
    return true;
}

// When a part is a macro that is empty: compares where each part begins with where the semicolons are.
static bool parts_by_offset(struct lowering *l, struct kids kids, CXCursor s, const char *text,
                            const char *const semicolons[2], struct for_parts *parts)
{
    CXFile file = NULL, own_file = NULL;
    CXSourceLocation start = clang_getCursorLocation(s);
    unsigned own = source_offset(start, &own_file);
    if (source_is_macro(start))
        return false;
    for (size_t i = 0; i + 1 < kids.count; i++) {
        unsigned offset = source_offset(clang_getRangeStart(clang_getCursorExtent(kid(l, kids, i))), &file);
        if (file != own_file || offset < own)
            return false;
        unsigned part = (unsigned)(text + (offset - own) > semicolons[0]) +
                        (unsigned)(text + (offset - own) > semicolons[1]);
        if (!clang_Cursor_isNull(parts->part[part]))
            return false;
        parts->part[part] = kid(l, kids, i);
    }
    return true;
}

// When the header's text cannot be read (a macro makes its semicolons): by what the parts are.
static bool parts_by_kind(struct lowering *l, struct kids kids, struct for_parts *parts)
{
    size_t count = kids.count - 1;
    if (count == 3 || count == 0) {
        for (size_t i = 0; i < count; i++)
            parts->part[i] = kid(l, kids, i);
        return true;
    }
    if (count == 2 && kid(l, kids, 0).kind == CXCursor_DeclStmt) {
        parts->part[FOR_INIT] = kid(l, kids, 0);
        parts->part[FOR_CONDITION] = kid(l, kids, 1);
    } else {
        parts->part[FOR_CONDITION] = kid(l, kids, 0);
        if (count == 2)
            parts->part[FOR_STEP] = kid(l, kids, 1);
    }
    return false;
}

static struct for_parts for_parts_of(struct lowering *l, CXCursor s)
{
    struct for_parts parts;
    struct kids kids = kids_of(l, s);
    const char *semicolons[2];
    bool filled[3];
    size_t size;
    for (unsigned i = 0; i < 4; i++)
        parts.part[i] = clang_getNullCursor();
    const char *text = source_spelling(l, clang_getCursorLocation(s), &size);
    bool read = source_is_word(l, clang_getCursorLocation(s), "for") && read_for_header(text, size, filled, semicolons);
    if (kids.count == 4 || !read || !parts_by_filled(l, kids, filled, &parts))
        if (kids.count == 4 || !read || !parts_by_offset(l, kids, s, text, semicolons, &parts))
            if (kids.count && !parts_by_kind(l, kids, &parts))
                gap(l, s, "a for loop whose header comes out of a macro and lacks a part");
    parts.part[FOR_BODY] = kids.count ? kid(l, kids, kids.count - 1) : clang_getNullCursor();
    kids_drop(l, kids);
    return parts;
}

void lower_for(struct lowering *l, CXCursor s)
{
    struct ir_builder *b = l->body->b;
    struct for_parts parts = for_parts_of(l, s);
    uint32_t head = build_block(b), inside = build_block(b), step = build_block(b), end = build_block(b);
    if (!clang_Cursor_isNull(parts.part[FOR_INIT]))
        lower_statement(l, parts.part[FOR_INIT]);
    sync_position(l);
    build_here(b, head);
    if (!clang_Cursor_isNull(parts.part[FOR_CONDITION]))
        lower_condition(l, parts.part[FOR_CONDITION], s, inside, end);
    build_here(b, inside);
    lower_inside(l, parts.part[FOR_BODY], end, step);
    sync_position(l);
    build_here(b, step);
    if (!clang_Cursor_isNull(parts.part[FOR_STEP]))
        lower_statement(l, parts.part[FOR_STEP]);
    sync_position(l);
    build_jump(b, head);
    build_here(b, end);
}

void lower_switch(struct lowering *l, CXCursor s)
{
    struct ir_builder *b = l->body->b;
    CXCursor condition = first_child(s), body = last_child(s);
    struct shape from = shape_of(clang_getCursorType(condition));
    struct switch_state state = {.other = IR_NONE, .shape = promoted(from), .outer = l->body->cases};
    ir_text text = source_text_of(l, condition, s);
    uint32_t value = convert(l, lower_value(l, condition), from, state.shape), end = build_block(b);
    sync_position(l);
    if (value == IR_NONE)
        value = emit_const(l, state.shape, 0);
    uint32_t number = build_switch(b, state.shape.type, value, text);
    l->body->cases = &state;
    lower_inside(l, body, end, IR_NONE);
    l->body->cases = state.outer;
    build_here(b, end);
    build_cases(b, number, state.cases.at, (uint32_t)state.cases.count, state.other == IR_NONE ? end : state.other);
    vec_free(&state.cases);
}

// VALUE as the low bits of a register of TYPE, sign-extended: the form in which cases are compared.
static int64_t case_value(enum ir_type type, int64_t value)
{
    unsigned spare = 64 - 8 * ir_type_size(type);
    return (int64_t)((uint64_t)value << spare) >> spare;
}

// An unsigned range that crosses the sign bit is two ranges of signed numbers.
static void add_case(struct switch_state *state, int64_t first, int64_t last, uint32_t block)
{
    int64_t lo = case_value(state->shape.type, first), hi = case_value(state->shape.type, last);
    int64_t top = (int64_t)(UINT64_MAX >> 1 >> (64 - 8 * ir_type_size(state->shape.type)));
    struct ir_case whole = {lo, hi, block, 0}, low = {lo, top, block, 0}, high = {-top - 1, hi, block, 0};
    if (lo <= hi) {
        vec_push(&state->cases, whole);
    } else if (!state->shape.is_signed) {
        vec_push(&state->cases, low);
        vec_push(&state->cases, high);
    }
}

void lower_case(struct lowering *l, CXCursor first)
{
    uint32_t block = build_block(l->body->b);
    CXCursor s = first;
    sync_position(l);
    build_here(l->body->b, block);
    while (s.kind == CXCursor_CaseStmt && l->body->cases) { // `case 1: case 2:` is nested
        struct kids kids = kids_of(l, s);
        int64_t lo = 0, hi = 0;
        bool known = constant_of(kid(l, kids, 0), &lo);
        hi = lo;
        if (kids.count == 3)
            known = constant_of(kid(l, kids, 1), &hi) && known;
        if (known)
            add_case(l->body->cases, lo, hi, block);
        else
            gap(l, s, "a case label whose value cannot be told");
        s = kid(l, kids, kids.count - 1);
        kids_drop(l, kids);
    }
    lower_statement(l, s);
}

void lower_default(struct lowering *l, CXCursor s)
{
    uint32_t block = build_block(l->body->b);
    sync_position(l);
    build_here(l->body->b, block);
    if (l->body->cases)
        l->body->cases->other = block;
    lower_statement(l, last_child(s));
}
