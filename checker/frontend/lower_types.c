// Types, records and fields.
#include "frontend/lowering.h"

CXType canonical_type(CXCursor e)
{
    return clang_getCanonicalType(clang_getCursorType(e));
}

// ---- records of which something did not parse ----

// libclang does not tell their layout, so we place what is left ourselves, as clang does, which takes an unknown type for
// int. A bit-field has its unit for itself.
struct broken_record {
    CXCursor field; // which is looked for, or null
    bool is_union;
    uint64_t offset, end; // of the last member that was placed
};

static bool is_placed(CXCursor member)
{
    return clang_getCursorKind(member) == CXCursor_FieldDecl || clang_Cursor_isAnonymousRecordDecl(member);
}

static enum CXChildVisitResult place_member(CXCursor member, CXCursor parent, CXClientData data)
{
    struct broken_record *record = data;
    (void)parent;
    if (!is_placed(member))
        return CXChildVisit_Continue;
    uint64_t size = size_of(clang_getCursorType(member)), end = record->end;
    long long align = clang_Type_getAlignOf(clang_getCursorType(member));
    uint64_t unit = align > 1 ? (uint64_t)align : size % 8 ? 1 : 8;
    record->offset = record->is_union ? 0 : (end + unit - 1) / unit * unit;
    if (record->offset + size > end)
        record->end = record->offset + size;
    return clang_equalCursors(member, record->field) ? CXChildVisit_Break : CXChildVisit_Continue;
}

static struct broken_record place_members(CXCursor declaration, CXCursor field)
{
    struct broken_record record = {
        .field = field, .is_union = clang_getCursorKind(declaration) == CXCursor_UnionDecl};
    clang_visitChildren(declaration, place_member, &record);
    return record;
}

uint64_t size_of(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    CXCursor declaration = clang_getTypeDeclaration(canonical);
    if (canonical.kind == CXType_Record && clang_isInvalidDeclaration(declaration))
        return (place_members(declaration, clang_getNullCursor()).end + 7) / 8 * 8;
    long long size = clang_Type_getSizeOf(type);
    return size > 0 ? (uint64_t)size : 0;
}

enum ir_type integer_of_size(long long size)
{
    switch (size) {
    case 1: return IR_I8;
    case 2: return IR_I16;
    case 4: return IR_I32;
    case 8: return IR_I64;
    }
    return IR_VOID;
}

static struct shape shape_integer(enum ir_type type, bool is_signed)
{
    return (struct shape){SHAPE_INT, type, is_signed};
}

static bool is_signed_kind(enum CXTypeKind kind)
{
    return kind == CXType_Char_S || kind == CXType_SChar || kind == CXType_Short || kind == CXType_Int ||
           kind == CXType_Long || kind == CXType_LongLong;
}

struct shape shape_of(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    switch ((int)canonical.kind) {
    case CXType_Void:
        return (struct shape){SHAPE_VOID, IR_VOID, false};
    case CXType_Bool:
        return (struct shape){SHAPE_BOOL, IR_I8, false};
    case CXType_Char_S: case CXType_SChar: case CXType_Char_U: case CXType_UChar:
        return shape_integer(IR_I8, is_signed_kind(canonical.kind));
    case CXType_Short: case CXType_UShort: case CXType_Char16:
        return shape_integer(IR_I16, is_signed_kind(canonical.kind));
    case CXType_Int: case CXType_UInt: case CXType_Char32:
        return shape_integer(IR_I32, is_signed_kind(canonical.kind));
    case CXType_LongLong: case CXType_ULongLong:
        return shape_integer(IR_I64, is_signed_kind(canonical.kind));
    case CXType_Long: case CXType_ULong: case CXType_WChar:
        return shape_integer(integer_of_size(clang_Type_getSizeOf(canonical)), is_signed_kind(canonical.kind));
    case CXType_Enum:
        return shape_of(clang_getEnumDeclIntegerType(clang_getTypeDeclaration(canonical)));
    case CXType_Float:
        return (struct shape){SHAPE_FLOAT, IR_F32, true};
    case CXType_Double: case CXType_LongDouble: // of a long double, the first 8 bytes stand for all
        return (struct shape){SHAPE_FLOAT, IR_F64, true};
    case CXType_Pointer: case CXType_BlockPointer: case CXType_NullPtr: case CXType_LValueReference:
    case CXType_RValueReference:
        return (struct shape){SHAPE_POINTER, IR_PTR, false};
    case CXType_Atomic:
        return shape_of(clang_Type_getValueType(canonical));
    }
    return (struct shape){SHAPE_ADDRESS, IR_PTR, false};
}

bool is_record(CXType canonical)
{
    return canonical.kind == CXType_Record;
}

bool is_array_type(CXType canonical)
{
    return canonical.kind == CXType_ConstantArray || canonical.kind == CXType_IncompleteArray ||
           canonical.kind == CXType_VariableArray;
}

bool is_function_type(CXType canonical)
{
    return canonical.kind == CXType_FunctionProto || canonical.kind == CXType_FunctionNoProto;
}

CXType pointee_of(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    CXType to = canonical.kind == CXType_Pointer                                      ? clang_getPointeeType(canonical)
                : canonical.kind == CXType_Vector || canonical.kind == CXType_ExtVector ? clang_getElementType(canonical)
                                                                                      : clang_getArrayElementType(canonical);
    return clang_getCanonicalType(to);
}

// The tag, or the typedef name of a record without tag, or "".
static ir_text record_name(struct lowering *l, CXCursor decl)
{
    CXString spelling = clang_getCursorSpelling(decl);
    const char *text = clang_getCString(spelling);
    ir_text name = text && !strchr(text, '(') ? text_intern(l, text) : 0;
    clang_disposeString(spelling);
    return name;
}

uint32_t record_of(struct lowering *l, CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    CXCursor decl = clang_getCanonicalCursor(clang_getTypeDeclaration(canonical));
    uint32_t *known = cursor_map_find(&l->records, decl);
    if (known)
        return *known;
    struct ir_record made = {record_name(l, decl), decl.kind == CXCursor_UnionDecl, size_of(canonical)};
    vec_push(&l->unit->records, made);
    uint32_t record = (uint32_t)l->unit->records.count - 1;
    cursor_map_put(&l->records, decl, record);
    return record;
}

// The record that declares FIELD, or the named one around it; FIELD may be a record itself.
static uint32_t owner_of(struct lowering *l, CXCursor field)
{
    CXCursor at = field.kind == CXCursor_FieldDecl ? clang_getCursorSemanticParent(field) : field;
    while (clang_Cursor_isAnonymous(at) && clang_getCursorSemanticParent(at).kind != CXCursor_TranslationUnit &&
           !clang_Cursor_isNull(clang_getCursorSemanticParent(at)))
        at = clang_getCursorSemanticParent(at);
    bool record = at.kind == CXCursor_StructDecl || at.kind == CXCursor_UnionDecl || at.kind == CXCursor_ClassDecl;
    return record ? record_of(l, clang_getCursorType(at)) : IR_NONE;
}

uint32_t field_of(struct lowering *l, const struct ir_field *field, CXCursor declaration)
{
    uint32_t hash = field->record * 0x9e3779b1u ^ (uint32_t)field->offset * 31u ^ field->name * 0x85ebca6bu;
    uint32_t at = chain_first(&l->fields, hash);
    for (; at != CHAIN_END; at = chain_next(&l->fields, at)) {
        const struct ir_field *known = &l->unit->fields.at[l->fields_before + at];
        if (known->record == field->record && known->offset == field->offset && known->name == field->name)
            return l->fields_before + at;
    }
    struct ir_field made = *field;
    made.owner = owner_of(l, declaration);
    made.in_system = clang_Location_isInSystemHeader(clang_getCursorLocation(declaration)) != 0;
    vec_push(&l->unit->fields, made);
    return l->fields_before + chain_add(&l->fields, hash);
}

ir_text member_name(struct lowering *l, CXCursor field)
{
    CXString spelling = clang_getCursorSpelling(field);
    const char *text = clang_getCString(spelling);
    ir_text name = text && !strpbrk(text, "( ") ? text_intern(l, text) : 0;
    clang_disposeString(spelling);
    return name;
}

// How a bit-field is accessed: by a unit of its declared type that lies on a multiple of its size, as
// Microsoft's layout has it; in a packed record, where that may not hold it, by the smallest that does.
static bool bit_unit(uint64_t first, uint32_t bits, uint64_t record_size, uint64_t declared, uint64_t *byte,
                     uint64_t *size)
{
    *size = declared;
    *byte = first / (8 * declared) * declared;
    if (first + bits <= 8 * (*byte + *size) && *byte + *size <= record_size)
        return true;
    for (*size = 1; *size <= 8; *size *= 2) {
        *byte = first / 8;
        if (*byte + *size > record_size && *size <= record_size) // not beyond the record
            *byte = record_size - *size;
        if (first + bits <= 8 * (*byte + *size))
            return true;
    }
    return false;
}

// A bit-field whose first bit is the FIRSTth of its record.
static struct field_layout layout_of_bits(CXCursor field, uint64_t first)
{
    int bits = clang_getFieldDeclBitWidth(field);
    CXType record = clang_getCursorType(clang_getCursorSemanticParent(field));
    uint64_t byte, size, declared = ir_type_size(shape_of(clang_getCursorType(field)).type);
    if (bits <= 0 || !declared || !bit_unit(first, (uint32_t)bits, size_of(record), declared, &byte, &size))
        return (struct field_layout){.byte = first / 8};
    return (struct field_layout){.byte = byte,
                                 .unit = integer_of_size((long long)size),
                                 .bit = (uint32_t)(first - 8 * byte),
                                 .bits = (uint32_t)bits};
}

// Asked once per member: libclang looks at the whole record each time.
struct field_layout layout_of(struct lowering *l, CXCursor field)
{
    uint32_t *known = cursor_map_find(&l->layouts, field);
    if (known)
        return l->layout_values.at[*known];
    long long offset = clang_Cursor_getOffsetOfField(field);
    if (offset < 0) // the record did not parse
        offset = 8 * (long long)place_members(clang_getCursorSemanticParent(field), field).offset;
    struct field_layout made = {.byte = (uint64_t)offset / 8};
    if (clang_Cursor_isBitField(field))
        made = layout_of_bits(field, (uint64_t)offset);
    made.record = clang_getCanonicalCursor(clang_getCursorSemanticParent(field));
    vec_push(&l->layout_values, made);
    cursor_map_put(&l->layouts, field, (uint32_t)l->layout_values.count - 1);
    return made;
}

struct field_search {
    struct lowering *l;
    CXCursor field;
    uint64_t offset; // of the record that is being looked through
    bool found;
};

// Looks for the field among the members of a record, and through those that are records without name.
static enum CXVisitorResult search_field(CXCursor member, CXClientData data)
{
    struct field_search *search = data;
    CXType type = canonical_type(member);
    if (clang_equalCursors(member, search->field)) {
        search->found = true;
        return CXVisit_Break;
    }
    if (!is_record(type) || member_name(search->l, member))
        return CXVisit_Continue;
    uint64_t outer = search->offset;
    search->offset += layout_of(search->l, member).byte;
    clang_Type_visitFields(type, search_field, search);
    if (!search->found)
        search->offset = outer;
    return search->found ? CXVisit_Break : CXVisit_Continue;
}

bool holds_field(struct lowering *l, CXType record, CXCursor field, uint64_t *offset)
{
    struct field_search search = {.l = l, .field = field};
    clang_Type_visitFields(record, search_field, &search);
    *offset = search.offset;
    return search.found;
}

uint64_t hidden_offset(struct lowering *l, CXType record, CXCursor field)
{
    CXCursor decl = clang_getCanonicalCursor(clang_getTypeDeclaration(record));
    struct field_layout layout = layout_of(l, field);
    if (clang_equalCursors(decl, layout.record))
        return 0;
    uint64_t base;
    if (l->is_cpp && base_offset(record, clang_getCursorType(layout.record), &base))
        return base;
    uint32_t *known = cursor_map_find(&l->hidden, field);
    if (known && clang_equalCursors(l->hidden_values.at[*known].record, decl))
        return l->hidden_values.at[*known].offset;
    struct hidden_offset made = {.record = decl};
    if (!holds_field(l, record, field, &made.offset))
        gap(l, field, "a member whose offset is not known");
    vec_push(&l->hidden_values, made);
    cursor_map_put(&l->hidden, field, (uint32_t)l->hidden_values.count - 1);
    return made.offset;
}
