// Instructions at the current position. Positions are looked up only when an instruction is really made.
#include "frontend/lowering.h"

struct at_saved at_cursor(struct lowering *l, CXCursor cursor)
{
    struct at_saved saved = {l->at, l->at_loc};
    CXSourceLocation at = clang_getCursorLocation(cursor);
    if (!clang_equalLocations(at, l->at)) {
        l->at = at;
        l->at_loc = IR_NONE;
    }
    return saved;
}

void at_restore(struct lowering *l, struct at_saved saved)
{
    l->at = saved.at;
    l->at_loc = saved.loc;
}

void sync_position(struct lowering *l)
{
    if (l->at_loc == IR_NONE)
        l->at_loc = source_loc(l, l->at);
    build_at(l->body->b, l->at_loc, l->at_flags);
}

uint32_t emit(struct lowering *l, struct ir_inst inst)
{
    sync_position(l);
    return build_add(l->body->b, inst);
}

uint32_t emit_op(struct lowering *l, enum ir_op op, enum ir_type type, uint32_t a, uint32_t b)
{
    return emit(l, build_inst(op, type, a, b));
}

uint32_t emit_const(struct lowering *l, struct shape shape, int64_t value)
{
    sync_position(l);
    return build_const(l->body->b, shape.type, value, shape.is_signed ? IR_SIGNED : 0);
}

uint32_t emit_ref(struct lowering *l, enum ir_op op, uint32_t ref)
{
    struct ir_inst inst = build_inst(op, op == IR_BEGIN ? IR_VOID : IR_PTR, IR_NONE, IR_NONE);
    inst.ref = ref;
    return emit(l, inst);
}

uint32_t emit_element(struct lowering *l, uint32_t address, uint64_t index, uint64_t size)
{
    if (index == 0)
        return address;
    struct shape offset = {SHAPE_INT, IR_I64, true};
    struct ir_inst inst = build_inst(IR_INDEX, IR_PTR, address, emit_const(l, offset, (int64_t)index));
    inst.imm = (int64_t)size;
    return emit(l, inst);
}

void emit_copy(struct lowering *l, uint32_t to, uint32_t from, uint64_t size)
{
    struct ir_inst inst = build_inst(IR_COPY, IR_VOID, to, from);
    inst.imm = (int64_t)size;
    if (size)
        emit(l, inst);
}

void emit_zero(struct lowering *l, uint32_t to, uint64_t size)
{
    struct ir_inst inst = build_inst(IR_ZERO, IR_VOID, to, IR_NONE);
    inst.imm = (int64_t)size;
    if (size)
        emit(l, inst);
}

// Of a type whose values are addresses, an unknown pointer: what is read through it is unknown too.
uint32_t emit_undetermined(struct lowering *l, CXType type, const char *reason)
{
    struct shape shape = shape_of(type);
    struct ir_inst inst = build_inst(IR_UNKNOWN, shape.type, IR_NONE, IR_NONE);
    inst.text = text_intern(l, reason);
    return emit(l, inst);
}

uint32_t emit_unknown(struct lowering *l, CXCursor at, CXType type, const char *reason)
{
    gap(l, at, reason);
    return emit_undetermined(l, type, reason);
}

uint32_t emit_left_out(struct lowering *l, CXCursor at, CXType type, const char *reason)
{
    gap_left_out(l, at, reason);
    return emit_undetermined(l, type, reason);
}
