// Places: what an lvalue addresses, and loading and storing there.
#include "frontend/lowering.h"

struct place place_at(uint32_t address, CXType type)
{
    struct place place = {.address = address, .type = clang_getCanonicalType(type)};
    place.shape = shape_of(place.type);
    place.flags = clang_isVolatileQualifiedType(place.type) ? IR_VOLATILE : 0;
    return place;
}

static uint32_t place_load_bits(struct lowering *l, const struct place *place)
{
    bool is_signed = place->shape.is_signed;
    struct ir_inst inst = build_inst(IR_LOAD_BITS, place->unit, place->address, IR_NONE);
    inst.imm = place->bit;
    inst.imm2 = place->bits;
    inst.flags = place->flags | (is_signed ? IR_SIGNED : 0);
    struct shape unit = {SHAPE_INT, place->unit, is_signed};
    struct shape result = {SHAPE_INT, place->shape.type, is_signed};
    return convert(l, emit(l, inst), unit, result);
}

uint32_t place_load(struct lowering *l, const struct place *place)
{
    if (place->shape.kind == SHAPE_ADDRESS)
        return place->address;
    if (place->shape.kind == SHAPE_VOID)
        return IR_NONE;
    if (place->bits)
        return place_load_bits(l, place);
    struct ir_inst inst = build_inst(IR_LOAD, place->shape.type, place->address, IR_NONE);
    inst.flags = place->flags;
    return emit(l, inst);
}

// VALUE as reading a bit-field of BITS bits would give it.
static uint32_t cut_bits(struct lowering *l, struct shape shape, uint32_t bits, uint32_t value)
{
    uint32_t width = 8 * ir_type_size(shape.type);
    if (bits >= width)
        return value;
    if (shape.kind == SHAPE_BOOL)
        return value;
    if (!shape.is_signed)
        return emit_op(l, IR_AND, shape.type, value, emit_const(l, shape, (int64_t)((UINT64_C(1) << bits) - 1)));
    uint32_t spare = emit_const(l, shape, width - bits);
    return emit_op(l, IR_ASHR, shape.type, emit_op(l, IR_SHL, shape.type, value, spare), spare);
}

static uint32_t place_store_bits(struct lowering *l, const struct place *place, uint32_t value)
{
    struct shape from = {SHAPE_INT, place->shape.type, false}, unit = {SHAPE_INT, place->unit, false};
    struct ir_inst inst = build_inst(IR_STORE_BITS, place->unit, place->address, convert_kept(l, value, from, unit));
    inst.imm = place->bit;
    inst.imm2 = place->bits;
    inst.flags = place->flags;
    emit(l, inst);
    return cut_bits(l, place->shape, place->bits, value);
}

uint32_t place_store(struct lowering *l, const struct place *place, uint32_t value)
{
    if (place->shape.kind == SHAPE_ADDRESS) {
        emit_copy(l, place->address, value, size_of(place->type));
        return place->address;
    }
    if (place->shape.kind == SHAPE_VOID || value == IR_NONE)
        return value;
    if (place->bits)
        return place_store_bits(l, place, value);
    struct ir_inst inst = build_inst(IR_STORE, place->shape.type, place->address, value);
    inst.flags = place->flags;
    emit(l, inst);
    return value;
}

static struct place place_of_variable(struct lowering *l, CXCursor e)
{
    CXCursor decl = clang_getCursorReferenced(e);
    CXType type = clang_getCursorType(e);
    if (is_function_kind(decl.kind) && !takes_this(decl)) {
        uint32_t function = function_of(l, decl);
        l->unit->functions.at[function].address_taken = 1;
        return place_at(emit_ref(l, IR_FUNCTION, function), type);
    }
    if (decl.kind != CXCursor_VarDecl && decl.kind != CXCursor_ParmDecl)
        return place_at(emit_unknown(l, e, clang_getPointeeType(type), "a name that cannot be told"), type);
    uint32_t slot = slot_of_variable(l, decl);
    uint32_t address =
        slot == IR_NONE ? emit_ref(l, IR_GLOBAL, global_of(l, decl)) : emit_ref(l, IR_LOCAL, slot);
    if (is_reference(clang_getCursorType(decl)))
        return place_at(emit_op(l, IR_LOAD, IR_PTR, address, IR_NONE), type);
    if (slot == IR_NONE)
        return place_at(address, type);
    struct place place = place_at(address, type);
    if (decl.kind == CXCursor_ParmDecl && (is_array_type(place.type) || is_function_type(place.type)))
        place.shape = (struct shape){SHAPE_POINTER, IR_PTR, false};
    if (cursor_map_find(&l->body->sizes, decl)) // an array of variable length: the slot points to it
        place.address = emit_op(l, IR_LOAD, IR_PTR, address, IR_NONE);
    return place;
}

enum { MEMBER_DEPTH = 32 }; // of nested members that are named together

// A chain of members, `base->a.b` or `base.a.b`: one step from the base, named by the outermost record.
struct member_chain {
    CXCursor base;       // what the chain starts from
    CXType record;       // canonical
    struct field_layout last;
    CXCursor names[MEMBER_DEPTH]; // innermost first
    uint64_t offsets[MEMBER_DEPTH]; // of each within the one around it
    size_t count;
};

static bool member_is_arrow(CXCursor base)
{
    CXType type = canonical_type(base);
    return type.kind == CXType_Pointer || is_array_type(type);
}

// The expression whose member is MEMBER, behind names of classes; null cursor: it is that of this object.
static CXCursor member_object(struct lowering *l, CXCursor member)
{
    struct kids kids = kids_of(l, member);
    CXCursor found = clang_getNullCursor();
    for (size_t i = 0; i < kids.count && clang_Cursor_isNull(found); i++)
        if (clang_isExpression(kid(l, kids, i).kind))
            found = kid(l, kids, i);
    kids_drop(l, kids);
    return found;
}

static void member_chain_of(struct lowering *l, CXCursor e, struct member_chain *chain)
{
    *chain = (struct member_chain){.base = e};
    for (;;) {
        CXCursor member = chain->base, field = clang_getCursorReferenced(member);
        struct field_layout layout = layout_of(l, field);
        if (chain->count == 0)
            chain->last = layout;
        chain->names[chain->count] = field;
        chain->base = without_parentheses(member_object(l, member));
        bool implicit = clang_Cursor_isNull(chain->base) && l->body->has_this;
        bool arrow = implicit || member_is_arrow(chain->base);
        chain->record = implicit ? this_record(l->body->cursor) : canonical_type(chain->base);
        if (arrow && !implicit)
            chain->record = pointee_of(chain->record);
        chain->offsets[chain->count++] = layout.byte + hidden_offset(l, chain->record, field);
        if (arrow || chain->base.kind != CXCursor_MemberRefExpr || chain->count == MEMBER_DEPTH ||
            clang_getCursorReferenced(chain->base).kind != CXCursor_FieldDecl ||
            is_reference(clang_getCursorType(clang_getCursorReferenced(chain->base))))
            return;
    }
}

// "PortCharacteristics.PortNumber", down to member INNERMOST; members that are anonymous records add nothing.
static ir_text member_chain_name(struct lowering *l, const struct member_chain *chain, size_t innermost)
{
    VEC(char) name = {0};
    for (size_t i = chain->count; i-- > innermost;) {
        ir_text part = member_name(l, chain->names[i]);
        if (part && name.count)
            vec_push(&name, '.');
        for (const char *c = ir_string(l->unit, part); *c; c++)
            vec_push(&name, *c);
    }
    ir_text text = ir_texts_intern(&l->texts, l->unit, name.at ? name.at : "", name.count);
    vec_free(&name);
    return text;
}

// The field that the whole chain names; each one around it is its parent.
static uint32_t member_chain_field(struct lowering *l, const struct member_chain *chain, uint64_t *offset)
{
    struct ir_field field = {.record = record_of(l, chain->record), .parent = IR_NONE};
    for (size_t i = chain->count; i-- > 0;) {
        field.offset += chain->offsets[i];
        field.name = member_chain_name(l, chain, i);
        field.parent = field_of(l, &field, chain->names[i]);
    }
    *offset = field.offset;
    return field.parent;
}

static struct place place_of_member(struct lowering *l, CXCursor e)
{
    struct member_chain chain;
    CXCursor field = clang_getCursorReferenced(e);
    if (field.kind != CXCursor_FieldDecl) // a static member, or what did not parse
        return place_of_variable(l, e);
    member_chain_of(l, e, &chain);
    uint32_t base = clang_Cursor_isNull(chain.base) ? lower_this(l, e) : lower_value(l, chain.base);
    struct at_saved saved = at_cursor(l, e);
    struct ir_inst inst = build_inst(IR_FIELD, IR_PTR, base, IR_NONE);
    uint64_t offset;
    inst.ref = member_chain_field(l, &chain, &offset);
    inst.imm = (int64_t)offset;
    struct place place = place_at(emit(l, inst), clang_getCursorType(e));
    place.unit = chain.last.unit;
    place.bit = chain.last.bit;
    place.bits = chain.last.bits;
    if (is_reference(clang_getCursorType(field)))
        place = place_at(emit_op(l, IR_LOAD, IR_PTR, place.address, IR_NONE), clang_getCursorType(e));
    at_restore(l, saved);
    return place;
}

// a[i] and i[a]; both have decayed already.
static struct place place_of_subscript(struct lowering *l, CXCursor e)
{
    struct kids kids = kids_of(l, e);
    struct shape first = shape_of(clang_getCursorType(kid(l, kids, 0)));
    bool turned = first.kind != SHAPE_POINTER && first.kind != SHAPE_ADDRESS;
    uint32_t a = lower_value(l, kid(l, kids, 0)), b = lower_value(l, kid(l, kids, 1));
    CXCursor base = kid(l, kids, turned), index = kid(l, kids, !turned);
    uint32_t address = lower_pointer_step(l, canonical_type(base), turned ? b : a, turned ? a : b,
                                          shape_of(clang_getCursorType(index)), false);
    kids_drop(l, kids);
    return place_at(address, clang_getCursorType(e));
}

// The address of a value that is no lvalue: it is put into a slot.
static struct place place_of_value(struct lowering *l, CXCursor e)
{
    CXType type = clang_getCursorType(e);
    uint32_t value = lower_value(l, e);
    if (l->is_cpp && e.kind == CXCursor_CallExpr && is_record(clang_getCanonicalType(type)) && has_destructor(type))
        gap(l, e, "a temporary object whose destructor is not run");
    if (shape_of(type).kind == SHAPE_ADDRESS)
        return place_at(value, type);
    struct place place = place_at(temporary(l, type, NULL), type);
    place_store(l, &place, value);
    return place;
}

// What is assigned to, or counted up before its value is taken, is an lvalue in C++.
static struct place place_of_assignment(struct lowering *l, CXCursor e)
{
    (void)lower_value(l, e);
    return lower_place(l, first_child(e));
}

// `c ? a : b` is whichever of them it is, not a copy.
static struct place place_of_conditional(struct lowering *l, CXCursor e)
{
    struct kids kids = kids_of(l, e);
    struct ir_builder *b = l->body->b;
    CXCursor condition = kid(l, kids, 0), chosen[2] = {kid(l, kids, 1), kid(l, kids, 2)};
    uint32_t blocks[2] = {build_block(b), build_block(b)}, end = build_block(b), slot;
    struct ir_local pointer = {.type = IR_PTR, .size = 8};
    kids_drop(l, kids);
    slot = build_slot(b, pointer);
    emit_ref(l, IR_BEGIN, slot);
    lower_condition(l, condition, e, blocks[0], blocks[1]);
    for (unsigned i = 0; i < 2; i++) {
        build_here(b, blocks[i]);
        uint32_t address = lower_place(l, chosen[i]).address;
        emit_op(l, IR_STORE, IR_PTR, emit_ref(l, IR_LOCAL, slot), address);
        build_jump(b, end);
    }
    build_here(b, end);
    return place_at(emit_op(l, IR_LOAD, IR_PTR, emit_ref(l, IR_LOCAL, slot), IR_NONE), clang_getCursorType(e));
}

static bool is_assignment(CXCursor e)
{
    if (e.kind == CXCursor_CompoundAssignOperator)
        return true;
    return e.kind == CXCursor_BinaryOperator && clang_getCursorBinaryOperatorKind(e) == CXBinaryOperator_Assign;
}

static struct place place_of_unary(struct lowering *l, CXCursor e)
{
    if (clang_getCursorUnaryOperatorKind(e) == CXUnaryOperator_Deref)
        return place_at(lower_value(l, first_child(e)), clang_getCursorType(e));
    return place_of_value(l, e);
}

static struct place place_of_unexposed(struct lowering *l, CXCursor e)
{
    CXCursor operand = last_child(e);
    enum unexposed_kind kind = unexposed_kind_of(l, e);
    if (kind == UNEXPOSED_CHOOSE)
        return lower_place(l, chosen_operand(l, e));
    if (kind == UNEXPOSED_CAST && clang_equalTypes(canonical_type(e), canonical_type(operand)))
        return lower_place(l, operand);
    return place_of_value(l, e);
}

// A cast to a reference means the same object.
static struct place place_of_cast(struct lowering *l, CXCursor e)
{
    CXType to = canonical_type(e), from = canonical_type(last_child(e));
    if (!l->is_cpp || shape_of(to).kind == SHAPE_VOID || shape_of(to).type != shape_of(from).type ||
        shape_of(to).kind == SHAPE_POINTER)
        return place_of_value(l, e);
    struct place place = lower_place(l, last_child(e));
    return place_at(lower_to_class(l, place.address, from, to), to);
}

struct place lower_place(struct lowering *l, CXCursor expression)
{
    CXCursor e = without_parentheses(expression);
    struct at_saved saved = at_cursor(l, e);
    struct place place;
    switch ((int)e.kind) {
    case CXCursor_DeclRefExpr: place = place_of_variable(l, e); break;
    case CXCursor_MemberRefExpr: place = place_of_member(l, e); break;
    case CXCursor_ArraySubscriptExpr: place = place_of_subscript(l, e); break;
    case CXCursor_UnaryOperator: place = place_of_unary(l, e); break;
    case CXCursor_UnexposedExpr: place = place_of_unexposed(l, e); break;
    case CXCursor_CallExpr: place = yields_reference(l, e) ? place_of_call(l, e) : place_of_value(l, e); break;
    case CXCursor_CXXStaticCastExpr: case CXCursor_CStyleCastExpr: case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXConstCastExpr: case CXCursor_CXXFunctionalCastExpr:
        place = place_of_cast(l, e);
        break;
    case CXCursor_ConditionalOperator:
        place = l->is_cpp ? place_of_conditional(l, e) : place_of_value(l, e);
        break;
    case CXCursor_BinaryOperator: case CXCursor_CompoundAssignOperator:
        place = l->is_cpp && is_assignment(e) ? place_of_assignment(l, e) : place_of_value(l, e);
        break;
    case CXCursor_CompoundLiteralExpr:
        place = place_at(lower_compound_literal(l, e), clang_getCursorType(e));
        break;
    case CXCursor_StringLiteral:
        place = place_at(emit_ref(l, IR_GLOBAL, global_of_literal(l, e)), clang_getCursorType(e));
        break;
    case CXCursor_GenericSelectionExpr: {
        CXCursor choice = generic_choice(l, e);
        place = clang_Cursor_isNull(choice) ? place_of_value(l, e) : lower_place(l, choice);
        break;
    }
    default: place = place_of_value(l, e); break;
    }
    at_restore(l, saved);
    return place;
}
