// Statements (C17 6.8), but for loops and switch (lower_loop.c) and structured exceptions (lower_seh.c).
#include "frontend/lowering.h"

// Destroys, in reverse, the variables that were declared since OUTER was the innermost scope.
void objects_end(struct lowering *l, struct scope *outer)
{
    while (l->body->scope != outer) {
        struct scope *scope = l->body->scope;
        l->body->scope = scope->outer;
        if (build_is_open(l->body->b))
            lower_destroy(l, emit_ref(l, IR_LOCAL, scope->object), scope->type);
        free(scope);
    }
}

static void lower_children(struct lowering *l, CXCursor s)
{
    struct kids kids = kids_of(l, s);
    struct scope *outer = l->body->scope;
    CXCursor around = l->body->compound;
    l->body->compound = s;
    for (size_t i = 0; i < kids.count; i++)
        lower_statement(l, kid(l, kids, i));
    objects_end(l, outer);
    l->body->compound = around;
    kids_drop(l, kids);
}

// From here to the end of the block around it, whatever leaves it destroys the variable in SLOT.
void object_begin(struct lowering *l, uint32_t slot, CXType type)
{
    struct scope *scope = memory_new(sizeof *scope);
    *scope = (struct scope){.outer = l->body->scope, .body = l->body->compound, .leave = IR_NONE, .object = slot};
    scope->finally = clang_getNullCursor();
    scope->raised = scope->outer ? scope->outer->raised : IR_NONE;
    scope->type = type;
    l->body->scope = scope;
}

// An if with all its else-ifs; each else-if is handled here, not by recursion.
static void lower_if(struct lowering *l, CXCursor first)
{
    struct ir_builder *b = l->body->b;
    uint32_t end = build_block(b);
    for (CXCursor s = first;;) {
        struct kids kids = kids_of(l, s);
        CXCursor condition = kid(l, kids, 0), then = kid(l, kids, 1), other = kid(l, kids, 2);
        bool has_else = kids.count > 2;
        kids_drop(l, kids);
        uint32_t yes = build_block(b), no = has_else ? build_block(b) : end;
        lower_condition(l, condition, s, yes, no);
        build_here(b, yes);
        lower_statement(l, then);
        if (!has_else)
            break;
        if (build_is_open(b))
            build_jump(b, end);
        build_here(b, no);
        if (other.kind != CXCursor_IfStmt) {
            lower_statement(l, other);
            break;
        }
        s = other;
        (void)at_cursor(l, s);
    }
    build_here(b, end);
}

// A variable whose size is computed: its slot holds a pointer to memory that lives as long as the call.
static void lower_variable_array(struct lowering *l, CXCursor decl)
{
    CXType type = canonical_type(decl), element = pointee_of(type);
    struct shape wide = {SHAPE_INT, IR_I64, false};
    CXCursor length = last_child(decl);
    uint64_t size = size_of(element);
    struct ir_local total = {.type = IR_I64, .size = 8}, pointer = {.type = IR_PTR, .size = 8};
    pointer.name = text_of_string(l, clang_getCursorSpelling(decl));
    pointer.type_name = text_of_string(l, clang_getTypeSpelling(type));
    pointer.loc = source_loc(l, clang_getCursorLocation(decl));
    uint32_t total_slot = build_slot(l->body->b, total), slot = build_slot(l->body->b, pointer), bytes;
    if (!size || !clang_isExpression(length.kind)) {
        gap(l, decl, "an array of variable length with more than one such dimension");
        struct ir_inst unknown = build_inst(IR_UNKNOWN, IR_I64, IR_NONE, IR_NONE);
        unknown.text = text_intern(l, "the size of an array of variable length");
        bytes = emit(l, unknown);
    } else {
        uint32_t count = convert(l, lower_value(l, length), shape_of(clang_getCursorType(length)), wide);
        bytes = emit_op(l, IR_MUL, IR_I64, count, emit_const(l, wide, (int64_t)size));
    }
    emit_op(l, IR_STORE, IR_I64, emit_ref(l, IR_LOCAL, total_slot), bytes);
    uint32_t memory = emit_op(l, IR_ALLOCA, IR_PTR, bytes, IR_NONE);
    emit_op(l, IR_STORE, IR_PTR, emit_ref(l, IR_LOCAL, slot), memory);
    cursor_map_put(&l->body->slots, decl, slot);
    cursor_map_put(&l->body->sizes, decl, total_slot);
}

void lower_variable(struct lowering *l, CXCursor decl)
{
    struct at_saved saved = at_cursor(l, decl);
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(decl);
    CXType type = canonical_type(decl);
    if (storage == CX_SC_Static || storage == CX_SC_Extern) {
        if (storage == CX_SC_Static)
            (void)global_of(l, decl);
    } else if (type.kind == CXType_VariableArray) {
        lower_variable_array(l, decl);
    } else {
        uint32_t slot = slot_of_variable(l, decl);
        emit_ref(l, IR_BEGIN, slot);
        CXCursor init = clang_Cursor_getVarDeclInitializer(decl);
        if (!clang_Cursor_isNull(init))
            lower_initialiser(l, emit_ref(l, IR_LOCAL, slot), type, init);
        if (l->is_cpp && has_destructor(type))
            object_begin(l, slot, type);
    }
    at_restore(l, saved);
}

void lower_declaration_statement(struct lowering *l, CXCursor s)
{
    struct kids kids = kids_of(l, s);
    for (size_t i = 0; i < kids.count; i++)
        if (kid(l, kids, i).kind == CXCursor_VarDecl)
            lower_variable(l, kid(l, kids, i));
    kids_drop(l, kids);
}

uint32_t lower_statement_expression(struct lowering *l, CXCursor e)
{
    CXType type = canonical_type(e);
    uint32_t value = IR_NONE;
    struct kids kids = kids_of(l, first_child(e));
    for (size_t i = 0; i < kids.count; i++) {
        CXCursor s = kid(l, kids, i);
        if (i + 1 == kids.count && clang_isExpression(s.kind) && type.kind != CXType_Void)
            value = lower_converted(l, s, type);
        else
            lower_statement(l, s);
    }
    kids_drop(l, kids);
    if (value == IR_NONE && type.kind != CXType_Void)
        return emit_unknown(l, e, type, "a statement expression without value");
    return value;
}

// The result goes where the caller wants it; for scalars, yields the register that is returned.
static uint32_t lower_result(struct lowering *l, CXCursor e)
{
    if (is_reference(l->body->result))
        return lower_place(l, e).address;
    uint32_t value = lower_converted(l, e, l->body->result);
    if (!l->body->returns_hidden)
        return value;
    struct ir_inst load = build_inst(IR_LOAD, IR_PTR, emit_ref(l, IR_LOCAL, 0), IR_NONE);
    emit_copy(l, emit(l, load), value, size_of(l->body->result));
    return IR_NONE;
}

static void lower_return(struct lowering *l, CXCursor s)
{
    CXCursor e = first_child(s);
    enum ir_type type = l->body->result_shape.type;
    uint32_t value = clang_Cursor_isNull(e) ? IR_NONE : lower_result(l, e);
    if (l->body->scope && value != IR_NONE) { // what runs on the way out must not lose it
        uint32_t slot;
        struct place kept = place_at(temporary(l, l->body->result, &slot), l->body->result);
        place_store(l, &kept, value);
        leave_scopes(l, NULL);
        kept.address = emit_ref(l, IR_LOCAL, slot); // a __finally that returns itself leaves this unreachable
        value = place_load(l, &kept);
    } else {
        leave_scopes(l, NULL);
    }
    sync_position(l);
    build_return(l->body->b, type, value);
}

static void lower_jump(struct lowering *l, CXCursor s, struct scope *scope, uint32_t target)
{
    leave_scopes(l, scope);
    sync_position(l);
    if (target == IR_NONE) {
        gap(l, s, "a jump out of no loop");
        build_end(l->body->b, IR_UNREACHABLE);
    } else {
        build_jump(l->body->b, target);
    }
}

static void lower_label(struct lowering *l, CXCursor s)
{
    uint32_t block = label_of(l->body, s)->block;
    sync_position(l);
    build_here(l->body->b, block);
    lower_statement(l, last_child(s));
}

void lower_unknown_statement(struct lowering *l, CXCursor s)
{
    struct ir_inst unknown = build_inst(IR_UNKNOWN, IR_VOID, IR_NONE, IR_NONE);
    unknown.text = text_intern(l, "a statement of a kind that is not known");
    emit(l, unknown);
    gap_left_out(l, s, "a statement of a kind that is not known");
}

// A statement with attributes: they come first among its children.
static void lower_attributed(struct lowering *l, CXCursor s)
{
    CXCursor inner = last_child(s);
    if (clang_Cursor_isNull(inner) || clang_isAttribute(inner.kind))
        return;
    lower_statement(l, inner);
}

static void lower_statement_node(struct lowering *l, CXCursor s)
{
    switch ((int)s.kind) {
    case CXCursor_CompoundStmt: lower_children(l, s); return;
    case CXCursor_DeclStmt: lower_declaration_statement(l, s); return;
    case CXCursor_IfStmt: lower_if(l, s); return;
    case CXCursor_WhileStmt: lower_while(l, s); return;
    case CXCursor_DoStmt: lower_do(l, s); return;
    case CXCursor_ForStmt: lower_for(l, s); return;
    case CXCursor_CXXForRangeStmt: lower_range_for(l, s); return;
    case CXCursor_SwitchStmt: lower_switch(l, s); return;
    case CXCursor_CaseStmt: lower_case(l, s); return;
    case CXCursor_DefaultStmt: lower_default(l, s); return;
    case CXCursor_ReturnStmt: lower_return(l, s); return;
    case CXCursor_BreakStmt: lower_jump(l, s, l->body->jumps.break_scope, l->body->jumps.on_break); return;
    case CXCursor_ContinueStmt: lower_jump(l, s, l->body->jumps.continue_scope, l->body->jumps.on_continue); return;
    case CXCursor_GotoStmt: lower_goto(l, s); return;
    case CXCursor_IndirectGotoStmt: lower_computed_goto(l, s); return;
    case CXCursor_LabelStmt: lower_label(l, s); return;
    case CXCursor_NullStmt: return;
    case CXCursor_SEHTryStmt: lower_seh_try(l, s); return;
    case CXCursor_SEHLeaveStmt: lower_leave(l, s); return;
    case CXCursor_GCCAsmStmt: case CXCursor_MSAsmStmt: lower_asm(l, s); return;
    case CXCursor_UnexposedStmt: lower_attributed(l, s); return;
    }
    if (clang_isExpression(s.kind))
        lower_effect(l, s);
    else if (clang_isStatement(s.kind))
        lower_unknown_statement(l, s);
}

void lower_statement(struct lowering *l, CXCursor s)
{
    struct at_saved saved = at_cursor(l, s);
    uint8_t flags = l->at_flags;
    l->at_flags = source_in_macro_body(l->at) ? IR_MACRO : 0;
    lower_statement_node(l, s);
    l->at_flags = flags;
    at_restore(l, saved);
}
