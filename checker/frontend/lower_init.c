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

enum init_braces { INIT_BRACED, INIT_ELIDED };

enum { RANGE_LIMIT = 1024 }; // elements of a [a ... b] designator

static void init_object(struct lowering *l, const struct place *place, struct init_list *list);
static void init_from(struct lowering *l, uint32_t address, CXType type, struct init_list *list, uint64_t position,
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

static bool is_array(CXType type)
{
    return type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray;
}

static bool is_union(CXType type)
{
    return is_record(type) && clang_getTypeDeclaration(type).kind == CXCursor_UnionDecl;
}

// Whether the name is one that clang gives to what has none.
static ir_text member_name(struct lowering *l, CXCursor field)
{
    CXString spelling = clang_getCursorSpelling(field);
    const char *text = clang_getCString(spelling);
    ir_text name = text && !strchr(text, '(') ? text_intern(l, text) : 0;
    clang_disposeString(spelling);
    return name;
}

static struct place place_of_field(struct lowering *l, uint32_t address, CXType record, CXCursor field)
{
    struct field_layout layout = layout_of(l, field);
    struct ir_inst inst = build_inst(IR_FIELD, IR_PTR, address, IR_NONE);
    inst.imm = (int64_t)layout.byte;
    inst.ref = field_of(l, record_of(l, record), layout.byte, member_name(l, field));
    struct place place = place_at(emit(l, inst), clang_getCursorType(field));
    place.unit = layout.unit;
    place.bit = layout.bit;
    place.bits = layout.bits;
    return place;
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
    bool fits = e.kind == CXCursor_StringLiteral && is_array(type) &&
                shape_of(clang_getArrayElementType(type)).kind == SHAPE_INT;
    return fits ? e : clang_getNullCursor();
}

static void init_string(struct lowering *l, uint32_t address, CXType type, CXCursor literal)
{
    uint64_t size = size_of(type), have = size_of(clang_getCursorType(literal));
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

// What PLACE is initialised with when INIT is for it alone.
static void init_with(struct lowering *l, const struct place *place, CXCursor init)
{
    if (place->shape.kind == SHAPE_ADDRESS)
        lower_initialiser(l, place->address, place->type, init);
    else
        place_store(l, place, lower_converted(l, init, place->type));
}

// Whether ITEM, next in a list, initialises an object of TYPE as a whole.
static bool is_for_whole(CXType type, CXCursor item)
{
    return without_parentheses(item).kind == CXCursor_InitListExpr || shape_of(type).kind != SHAPE_ADDRESS ||
           same_record(type, item) || !clang_Cursor_isNull(string_for(type, item)) ||
           (!is_record(type) && !is_array(type));
}

static void init_object(struct lowering *l, const struct place *place, struct init_list *list)
{
    CXCursor item = kid(l, list->kids, list->next);
    if (is_for_whole(place->type, item)) {
        list->next++;
        init_with(l, place, item);
    } else {
        init_from(l, place->address, place->type, list, 0, INIT_ELIDED);
    }
}

// Initialises the member or element at POSITION of the object of TYPE from LIST; false: there is none.
static bool place_of_position(struct lowering *l, uint32_t address, CXType type, const struct member_list *members,
                              uint64_t position, struct place *place)
{
    if (is_record(type)) {
        if (position >= members->fields.count)
            return false;
        *place = place_of_field(l, address, type, members->fields.at[position]);
        return true;
    }
    long long count = clang_getArraySize(type);
    if (count >= 0 && position >= (uint64_t)count)
        return false;
    CXType element = pointee_of(type);
    *place = place_at(emit_element(l, address, position, size_of(element)), element);
    return true;
}

// Whether FIELD is inside of RECORD, a member without name.
static bool holds_field(CXType record, CXCursor field)
{
    struct member_list members = {0};
    bool found = false;
    clang_Type_visitFields(record, visit_member, &members);
    for (size_t i = 0; i < members.fields.count && !found; i++) {
        CXType inner = canonical_type(members.fields.at[i]);
        found = clang_equalCursors(members.fields.at[i], field) ||
                (is_record(inner) && clang_Cursor_isAnonymousRecordDecl(clang_getTypeDeclaration(inner)) &&
                 holds_field(inner, field));
    }
    vec_free(&members.fields);
    return found;
}

// The position that DESIGNATOR means in an object of TYPE. *DEEPER: it lies in an anonymous member there.
static uint64_t designated_position(const struct member_list *members, CXCursor designator, bool *deeper)
{
    int64_t index = 0;
    *deeper = false;
    if (designator.kind != CXCursor_MemberRef)
        return constant_of(designator, &index) ? (uint64_t)index : 0;
    CXCursor field = clang_getCursorReferenced(designator);
    for (size_t i = 0; i < members->fields.count; i++) {
        CXType type = canonical_type(members->fields.at[i]);
        if (clang_equalCursors(members->fields.at[i], field))
            return i;
        *deeper = is_record(type) && clang_Cursor_isAnonymousRecordDecl(clang_getTypeDeclaration(type)) &&
                  holds_field(type, field);
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

static uint64_t init_designated(struct lowering *l, uint32_t address, CXType type, struct init_list *list,
                                struct designation d);

// Initialises the one object that the rest of D is about, then goes on behind it, inside of PLACE.
static void init_designated_object(struct lowering *l, const struct place *place, struct init_list *list,
                                   struct designation d)
{
    if (d.next == d.count) {
        init_with(l, place, kid(l, d.kids, d.count));
        return;
    }
    uint64_t next = init_designated(l, place->address, place->type, list, d);
    init_from(l, place->address, place->type, list, next, INIT_ELIDED);
}

// Yields the position behind the one that D designates.
static uint64_t init_designated(struct lowering *l, uint32_t address, CXType type, struct init_list *list,
                                struct designation d)
{
    struct member_list members = {0};
    struct place place;
    bool deeper, range = is_range(l, &d);
    int64_t last = 0;
    if (is_record(type))
        clang_Type_visitFields(type, visit_member, &members);
    uint64_t position = designated_position(&members, kid(l, d.kids, d.next), &deeper);
    uint64_t end = range && constant_of(kid(l, d.kids, d.next + 1), &last) ? (uint64_t)last : position;
    if (!deeper)
        d.next += range ? 2 : 1;
    if (end - position > RANGE_LIMIT) {
        gap(l, kid(l, d.kids, 0), "a range of very many elements in an initialiser");
        end = position;
    }
    for (; position <= end; position++)
        if (place_of_position(l, address, type, &members, position, &place))
            init_designated_object(l, &place, list, d);
    vec_free(&members.fields);
    return is_union(type) ? UINT64_MAX : position;
}

static uint64_t init_designated_item(struct lowering *l, uint32_t address, CXType type, struct init_list *list)
{
    CXCursor item = kid(l, list->kids, list->next++);
    struct designation d = {.kids = kids_of(l, item)};
    d.count = d.kids.count - 1;
    uint64_t next = init_designated(l, address, type, list, d);
    kids_drop(l, d.kids);
    return next;
}

// Initialises the object of TYPE at ADDRESS from POSITION on with what is left of LIST. Without braces of its
// own, it takes what it needs and leaves the rest, and designators, to the object around it.
static void init_from(struct lowering *l, uint32_t address, CXType type, struct init_list *list, uint64_t position,
                      enum init_braces braces)
{
    struct member_list members = {0};
    struct place place;
    if (is_record(type))
        clang_Type_visitFields(type, visit_member, &members);
    while (list->next < list->kids.count) {
        if (is_designated(l, kid(l, list->kids, list->next))) {
            if (braces == INIT_ELIDED)
                break;
            position = init_designated_item(l, address, type, list);
            continue;
        }
        if (!place_of_position(l, address, type, &members, position, &place)) {
            list->next = braces == INIT_BRACED ? list->kids.count : list->next; // excess items: a warning
            break;
        }
        init_object(l, &place, list);
        position = is_union(type) ? UINT64_MAX : position + 1;
    }
    vec_free(&members.fields);
}

static void init_list(struct lowering *l, uint32_t address, CXType type, CXCursor braces)
{
    struct init_list list = {.kids = kids_of(l, braces)};
    CXCursor literal = list.kids.count == 1 ? string_for(type, kid(l, list.kids, 0)) : clang_getNullCursor();
    bool zeroed = l->unit->functions.at[l->body->function].synthetic; // static storage
    if (!clang_Cursor_isNull(literal)) {
        init_string(l, address, type, literal);
    } else {
        if (!zeroed)
            emit_zero(l, address, size_of(type));
        if (is_record(type) || is_array(type))
            init_from(l, address, type, &list, 0, INIT_BRACED);
        else if (list.kids.count)
            emit_unknown(l, braces, type, "an initialiser of a vector or complex number");
    }
    kids_drop(l, list.kids);
}

void lower_initialiser(struct lowering *l, uint32_t address, CXType type, CXCursor init)
{
    struct place place = place_at(address, type);
    CXCursor e = without_parentheses(init), literal = string_for(type, init);
    while (e.kind == CXCursor_UnexposedExpr && place.shape.kind == SHAPE_ADDRESS && is_array(type) &&
           unexposed_kind_of(l, e) == UNEXPOSED_CAST)
        e = without_parentheses(first_child(e));
    if (place.shape.kind != SHAPE_ADDRESS)
        place_store(l, &place, lower_converted(l, e, type));
    else if (e.kind == CXCursor_InitListExpr)
        init_list(l, address, type, e);
    else if (!clang_Cursor_isNull(literal))
        init_string(l, address, type, literal);
    else
        emit_copy(l, address, lower_value(l, e), size_of(type));
}

// Outside of functions it lives as long as the program.
uint32_t lower_compound_literal(struct lowering *l, CXCursor e)
{
    CXType type = canonical_type(e);
    bool is_static = l->unit->functions.at[l->body->function].synthetic;
    uint32_t address = is_static ? emit_ref(l, IR_GLOBAL, global_of_compound(l, type)) : temporary(l, type, NULL);
    lower_initialiser(l, address, type, last_child(e));
    return address;
}
