// Initialisers (C17 6.7.9). libclang shows lists as they are written: braces may be left out, designators jump.
#include "frontend/lowering.h"

// The members of a record that initialisers go to, in order.
struct member_list {
    VEC(CXCursor) fields;
};

// A list in braces, being consumed.
struct init_list {
    struct kids kids;
    size_t next;
};

// What is being initialised: an object of its own, or a member, at any depth, of the record at `base`, which it
// is named by when it is stored to.
struct init_target {
    uint32_t base;
    CXType type;         // canonical
    bool is_member;
    CXType record;       // members: the outermost record
    uint64_t offset;
    ir_text name;
    uint32_t field;      // members: what it is in the record
    struct field_layout layout;
};

enum init_braces { INIT_BRACED, INIT_ELIDED };

enum { RANGE_LIMIT = 1024 }; // elements of a [a ... b] designator

static void init_target(struct lowering *l, const struct init_target *target, CXCursor init);
static void init_from(struct lowering *l, const struct init_target *target, struct init_list *list, uint64_t position,
                      enum init_braces braces);

static enum CXVisitorResult visit_member(CXCursor field, CXClientData data)
{
    struct member_list *members = data;
    CXString name = clang_getCursorSpelling(field);
    bool padding = clang_Cursor_isBitField(field) && (!clang_getCString(name) || !*clang_getCString(name));
    clang_disposeString(name);
    if (!padding)
        vec_push(&members->fields, field);
    return CXVisit_Continue;
}

static bool is_union(CXType type)
{
    return is_record(type) && clang_getTypeDeclaration(type).kind == CXCursor_UnionDecl;
}

static ir_text joined_name(struct lowering *l, ir_text outer, ir_text inner)
{
    if (!outer || !inner)
        return outer ? outer : inner;
    char *joined = memory_format("%s.%s", ir_string(l->unit, outer), ir_string(l->unit, inner));
    ir_text name = text_intern(l, joined);
    free(joined);
    return name;
}

static struct init_target target_of_member(struct lowering *l, const struct init_target *outer, CXCursor field)
{
    struct init_target inner = {.base = outer->base, .type = canonical_type(field), .is_member = true};
    inner.layout = layout_of(l, field);
    inner.record = outer->is_member ? outer->record : outer->type;
    inner.offset = (outer->is_member ? outer->offset : 0) + inner.layout.byte;
    inner.name = joined_name(l, outer->is_member ? outer->name : 0, member_name(l, field));
    const struct ir_field described = {.record = record_of(l, inner.record),
                                       .parent = outer->is_member ? outer->field : IR_NONE,
                                       .offset = inner.offset,
                                       .name = inner.name};
    inner.field = field_of(l, &described, field);
    return inner;
}

static struct place place_of_target(struct lowering *l, const struct init_target *target)
{
    struct place place = place_at(target->base, target->type);
    if (!target->is_member)
        return place;
    struct ir_inst inst = build_inst(IR_FIELD, IR_PTR, target->base, IR_NONE);
    inst.imm = (int64_t)target->offset;
    inst.ref = target->field;
    place.address = emit(l, inst);
    place.unit = target->layout.unit;
    place.bit = target->layout.bit;
    place.bits = target->layout.bits;
    return place;
}

// An array that is a member, as an object of its own: its elements have no name in the record.
static struct init_target own_target(struct lowering *l, const struct init_target *target)
{
    return (struct init_target){.base = place_of_target(l, target).address, .type = target->type};
}

static bool is_designated(struct lowering *l, CXCursor item)
{
    return item.kind == CXCursor_UnexposedExpr && clang_getCursorType(item).kind == CXType_Void &&
           unexposed_kind_of(l, item) == UNEXPOSED_DESIGNATED;
}

// A string literal, in parentheses or not, for an array of characters; else a null cursor.
static CXCursor string_for(CXType type, CXCursor init)
{
    CXCursor e = without_parentheses(init);
    while (e.kind == CXCursor_UnexposedExpr) {
        e = without_parentheses(first_child(e));
        if (clang_getArrayElementType(clang_getCursorType(e)).kind == CXType_Invalid)
            break;
    }
    bool fits = e.kind == CXCursor_StringLiteral && is_array_type(type) &&
                shape_of(clang_getArrayElementType(type)).kind == SHAPE_INT;
    return fits ? e : clang_getNullCursor();
}

static void init_string(struct lowering *l, uint32_t address, CXType type, CXCursor literal)
{
    uint64_t have = size_of(clang_getCursorType(literal));
    uint64_t size = type.kind == CXType_IncompleteArray ? have : size_of(type); // a flexible member: GNU C
    uint32_t from = emit_ref(l, IR_GLOBAL, global_of_literal(l, literal));
    if (have < size)
        emit_zero(l, address, size);
    emit_copy(l, address, from, have < size ? have : size);
}

static bool same_record(CXType type, CXCursor init)
{
    CXType other = canonical_type(init);
    return is_record(type) && is_record(other) &&
           clang_equalCursors(clang_getTypeDeclaration(type), clang_getTypeDeclaration(other));
}

// Whether ITEM, next in a list, initialises an object of TYPE as a whole.
static bool is_for_whole(CXType type, CXCursor item)
{
    return without_parentheses(item).kind == CXCursor_InitListExpr || shape_of(type).kind != SHAPE_ADDRESS ||
           same_record(type, item) || !clang_Cursor_isNull(string_for(type, item)) ||
           (!is_record(type) && !is_array_type(type));
}

static void init_object(struct lowering *l, const struct init_target *target, struct init_list *list)
{
    CXCursor item = kid(l, list->kids, list->next);
    if (is_for_whole(target->type, item)) {
        list->next++;
        init_target(l, target, item);
    } else {
        init_from(l, target, list, 0, INIT_ELIDED);
    }
}

// The member or element of OUTER at POSITION; false: there is none.
static bool target_at(struct lowering *l, const struct init_target *outer, const struct member_list *members,
                      uint64_t position, struct init_target *inner)
{
    if (is_record(outer->type)) {
        if (position >= members->fields.count)
            return false;
        *inner = target_of_member(l, outer, members->fields.at[position]);
        return true;
    }
    long long count = clang_getArraySize(outer->type);
    if (count >= 0 && position >= (uint64_t)count)
        return false;
    *inner = (struct init_target){.type = pointee_of(outer->type)};
    inner->base = emit_element(l, outer->base, position, size_of(inner->type));
    return true;
}

// The position that DESIGNATOR means in an object of TYPE. *DEEPER: it lies in an anonymous member there.
static uint64_t designated_position(struct lowering *l, const struct member_list *members, CXCursor designator,
                                    bool *deeper)
{
    int64_t index = 0;
    uint64_t offset;
    *deeper = false;
    if (designator.kind != CXCursor_MemberRef)
        return constant_of(designator, &index) ? (uint64_t)index : 0;
    CXCursor field = clang_getCursorReferenced(designator);
    for (size_t i = 0; i < members->fields.count; i++) {
        CXType type = canonical_type(members->fields.at[i]);
        if (clang_equalCursors(members->fields.at[i], field))
            return i;
        *deeper = is_record(type) && !member_name(l, members->fields.at[i]) &&
                  holds_field(l, type, field, &offset);
        if (*deeper)
            return i;
    }
    return members->fields.count;
}

// The designators of an item, and what follows the equals sign.
struct designation {
    struct kids kids;
    size_t next, count;
};

// `[a ... b]` shows as two indices, like `[a][b]`.
static bool is_range(struct lowering *l, const struct designation *d)
{
    size_t size;
    CXCursor a = kid(l, d->kids, d->next), b = kid(l, d->kids, d->next + 1);
    if (d->next + 1 >= d->count || a.kind == CXCursor_MemberRef || b.kind == CXCursor_MemberRef)
        return false;
    const char *text = source_between(l, a, b, &size);
    for (size_t i = 0; text && i + 2 < size; i++)
        if (text[i] == '.' && text[i + 1] == '.' && text[i + 2] == '.')
            return true;
    return false;
}

static uint64_t init_designated(struct lowering *l, const struct init_target *target, struct init_list *list,
                                struct designation d);

// Initialises the one object that the rest of D is about, then goes on behind it, inside of TARGET.
static void init_designated_object(struct lowering *l, const struct init_target *target, struct init_list *list,
                                   struct designation d)
{
    if (d.next == d.count) {
        init_target(l, target, kid(l, d.kids, d.count));
        return;
    }
    struct init_target own = is_array_type(target->type) ? own_target(l, target) : *target;
    uint64_t next = init_designated(l, &own, list, d);
    init_from(l, &own, list, next, INIT_ELIDED);
}

// Yields the position behind the one that D designates.
static uint64_t init_designated(struct lowering *l, const struct init_target *target, struct init_list *list,
                                struct designation d)
{
    struct member_list members = {0};
    struct init_target inner;
    bool deeper, range = is_range(l, &d);
    int64_t last = 0;
    if (is_record(target->type))
        clang_Type_visitFields(target->type, visit_member, &members);
    uint64_t position = designated_position(l, &members, kid(l, d.kids, d.next), &deeper);
    uint64_t end = range && constant_of(kid(l, d.kids, d.next + 1), &last) ? (uint64_t)last : position;
    if (!deeper)
        d.next += range ? 2 : 1;
    if (end - position > RANGE_LIMIT) {
        gap(l, kid(l, d.kids, 0), "a range of very many elements in an initialiser");
        end = position;
    }
    for (; position <= end; position++)
        if (target_at(l, target, &members, position, &inner))
            init_designated_object(l, &inner, list, d);
    vec_free(&members.fields);
    return is_union(target->type) ? UINT64_MAX : position;
}

static uint64_t init_designated_item(struct lowering *l, const struct init_target *target, struct init_list *list)
{
    CXCursor item = kid(l, list->kids, list->next++);
    struct designation d = {.kids = kids_of(l, item)};
    d.count = d.kids.count - 1;
    uint64_t next = init_designated(l, target, list, d);
    kids_drop(l, d.kids);
    return next;
}

// Initialises the parts of WHOLE from POSITION on with what is left of LIST. Without braces of its own, it takes
// what it needs and leaves the rest, and designators, to the object around it.
static void init_from(struct lowering *l, const struct init_target *whole, struct init_list *list, uint64_t position,
                      enum init_braces braces)
{
    struct member_list members = {0};
    struct init_target inner, target = is_array_type(whole->type) ? own_target(l, whole) : *whole;
    if (is_record(target.type))
        clang_Type_visitFields(target.type, visit_member, &members);
    while (list->next < list->kids.count) {
        if (is_designated(l, kid(l, list->kids, list->next))) {
            if (braces == INIT_ELIDED)
                break;
            position = init_designated_item(l, &target, list);
            continue;
        }
        if (!target_at(l, &target, &members, position, &inner)) {
            list->next = braces == INIT_BRACED ? list->kids.count : list->next; // excess items: a warning
            break;
        }
        init_object(l, &inner, list);
        position = is_union(target.type) ? UINT64_MAX : position + 1;
    }
    vec_free(&members.fields);
}

// Bytes that no item names are zero. Static storage is zero from the start, and so is what an outer list zeroed.
static void init_braces(struct lowering *l, const struct init_target *target, CXCursor braces)
{
    struct init_list list = {.kids = kids_of(l, braces)};
    CXCursor literal = list.kids.count == 1 ? string_for(target->type, kid(l, list.kids, 0)) : clang_getNullCursor();
    int64_t only = 1;
    if (list.kids.count == 1 && kid(l, list.kids, 0).kind == CXCursor_IntegerLiteral)
        (void)constant_of(kid(l, list.kids, 0), &only);
    if (only == 0 && shape_of(target->type).kind == SHAPE_ADDRESS)
        (void)only; // `{0}`: done
    else if (!clang_Cursor_isNull(literal))
        init_string(l, place_of_target(l, target).address, target->type, literal);
    else if (is_record(target->type) || is_array_type(target->type))
        init_from(l, target, &list, 0, INIT_BRACED);
    else if (list.kids.count)
        emit_unknown(l, braces, target->type, "an initialiser of a vector or complex number");
    kids_drop(l, list.kids);
}

// INIT without what converts an array to itself.
static CXCursor array_initialiser(struct lowering *l, CXType type, CXCursor init)
{
    CXCursor e = without_parentheses(init);
    while (e.kind == CXCursor_UnexposedExpr && is_array_type(type) && unexposed_kind_of(l, e) == UNEXPOSED_CAST)
        e = without_parentheses(first_child(e));
    return e;
}

static void init_target(struct lowering *l, const struct init_target *target, CXCursor init)
{
    struct at_saved saved = at_cursor(l, init);
    CXCursor e = array_initialiser(l, target->type, init), literal = string_for(target->type, init);
    bool scalar = shape_of(target->type).kind != SHAPE_ADDRESS;
    CXCursor call = l->is_cpp && !scalar ? constructor_call(l, e) : clang_getNullCursor();
    if (!clang_Cursor_isNull(call)) {
        lower_construct(l, place_of_target(l, target).address, target->type, call);
    } else if (is_reference(target->type)) {
        struct place place = place_of_target(l, target);
        place_store(l, &place, lower_place(l, e).address);
    } else if (!scalar && e.kind == CXCursor_InitListExpr) {
        init_braces(l, target, e);
    } else {
        struct place place = place_of_target(l, target);
        if (scalar)
            place_store(l, &place, lower_converted(l, e, target->type));
        else if (!clang_Cursor_isNull(literal))
            init_string(l, place.address, target->type, literal);
        else if (shape_of(clang_getCursorType(e)).kind == SHAPE_ADDRESS)
            emit_copy(l, place.address, lower_value(l, e), size_of(target->type));
        else
            gap(l, e, "an initialiser that does not fit");
    }
    at_restore(l, saved);
}

void lower_initialiser(struct lowering *l, uint32_t address, CXType type, CXCursor init)
{
    struct init_target target = {.base = address, .type = clang_getCanonicalType(type)};
    bool zeroed = l->unit->functions.at[l->body->function].synthetic; // static storage
    CXCursor e = array_initialiser(l, target.type, init);
    if (!zeroed && shape_of(type).kind == SHAPE_ADDRESS && e.kind == CXCursor_InitListExpr)
        emit_zero(l, address, size_of(type));
    init_target(l, &target, init);
}

// Outside of functions it lives as long as the program.
uint32_t lower_compound_literal(struct lowering *l, CXCursor e)
{
    CXType type = canonical_type(e);
    if (l->unit->functions.at[l->body->function].synthetic)
        return emit_ref(l, IR_GLOBAL, global_of_compound(l, e));
    uint32_t address = temporary(l, type, NULL);
    lower_initialiser(l, address, type, last_child(e));
    return address;
}
