// Range-based for loops (C++17 9.5.4).
#include "frontend/lowering.h"

// The variable of the compiler, __begin, that the loop's variable is initialised from; null if there is none.
static CXCursor begin_of(CXCursor variable)
{
    CXCursor e = clang_Cursor_getVarDeclInitializer(variable);
    while (!clang_Cursor_isNull(e) && e.kind != CXCursor_DeclRefExpr)
        e = first_child(e);
    return clang_Cursor_isNull(e) ? e : clang_getCursorReferenced(e);
}

// An array whose elements follow BEGIN, through a variable that needs no destructor. An initialising statement (C++20) is
// not shown by libclang, so that a loop with one has more words before its variable.
static bool is_plain(struct lowering *l, CXCursor s, CXCursor variable, CXCursor range, CXCursor begin)
{
    CXType type = canonical_type(variable);
    size_t size = 0;
    const char *text = source_spelling(l, clang_getCursorLocation(s), &size);
    const char *colon = text ? memchr(text, ':', size) : NULL, *semicolon = text ? memchr(text, ';', size) : NULL;
    return variable.kind == CXCursor_VarDecl && canonical_type(range).kind == CXType_ConstantArray &&
           begin.kind == CXCursor_VarDecl && (is_reference(type) || !has_destructor(type)) && colon &&
           (!semicolon || colon < semicolon);
}

static void step_forward(struct lowering *l, uint32_t slot, uint64_t size)
{
    struct ir_inst next = build_inst(
        IR_INDEX, IR_PTR, emit_op(l, IR_LOAD, IR_PTR, emit_ref(l, IR_LOCAL, slot), IR_NONE), IR_NONE);
    next.b = emit_const(l, (struct shape){SHAPE_INT, IR_I64, true}, 1);
    next.imm = (int64_t)size;
    uint32_t address = emit(l, next);
    emit_op(l, IR_STORE, IR_PTR, emit_ref(l, IR_LOCAL, slot), address);
}

// The address behind the last element of the array at BASE.
static uint32_t end_of(struct lowering *l, uint32_t base, CXType array)
{
    uint32_t count = emit_const(l, (struct shape){SHAPE_INT, IR_I64, true}, clang_getArraySize(array));
    struct ir_inst end = build_inst(IR_INDEX, IR_PTR, base, count);
    end.imm = (int64_t)size_of(clang_getArrayElementType(array));
    return emit(l, end);
}

static void lower_array_loop(struct lowering *l, struct kids kids, CXCursor begin)
{
    struct ir_builder *b = l->body->b;
    CXCursor range = kid(l, kids, 1);
    CXType array = canonical_type(range);
    uint32_t head = build_block(b), inside = build_block(b), step = build_block(b), end = build_block(b);
    uint32_t base = lower_place(l, range).address, limit = end_of(l, base, array), slot = slot_of_variable(l, begin);
    emit_op(l, IR_STORE, IR_PTR, emit_ref(l, IR_LOCAL, slot), base);
    sync_position(l);
    build_here(b, head);
    uint32_t at = emit_op(l, IR_LOAD, IR_PTR, emit_ref(l, IR_LOCAL, slot), IR_NONE);
    build_decided(b, emit_op(l, IR_NE, IR_PTR, at, limit), inside, end);
    build_here(b, inside);
    lower_variable(l, kid(l, kids, 0));
    lower_inside(l, kid(l, kids, 2), end, step);
    sync_position(l);
    build_here(b, step);
    step_forward(l, slot, size_of(clang_getArrayElementType(array)));
    sync_position(l);
    build_jump(b, head);
    build_here(b, end);
}

void lower_range_for(struct lowering *l, CXCursor s)
{
    struct kids kids = kids_of(l, s);
    CXCursor begin = kids.count == 3 ? begin_of(kid(l, kids, 0)) : clang_getNullCursor();
    if (kids.count == 3 && is_plain(l, s, kid(l, kids, 0), kid(l, kids, 1), begin))
        lower_array_loop(l, kids, begin);
    else
        lower_unknown_statement(l, s);
    kids_drop(l, kids);
}
