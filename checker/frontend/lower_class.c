// Classes of C++: the object of a method, construction, destruction, new and delete.
//
// A method is a function whose first parameter is the object's address. What a compiler would generate (constructors,
// destructors and copies that nobody wrote) is done in place, member by member.
#include "frontend/lowering.h"

enum { MOST_ELEMENTS = 64, DEEPEST_CLASS = 24 };

bool is_reference(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind == CXType_LValueReference || kind == CXType_RValueReference;
}

bool is_function_kind(enum CXCursorKind kind)
{
    return kind == CXCursor_FunctionDecl || kind == CXCursor_CXXMethod || kind == CXCursor_Constructor ||
           kind == CXCursor_Destructor || kind == CXCursor_ConversionFunction;
}

bool takes_this(CXCursor decl)
{
    return is_function_kind(decl.kind) && decl.kind != CXCursor_FunctionDecl &&
           !(decl.kind == CXCursor_CXXMethod && clang_CXXMethod_isStatic(decl));
}

CXType this_record(CXCursor method)
{
    return clang_getCanonicalType(clang_getCursorType(clang_getCursorSemanticParent(method)));
}

static CXCursor class_of(CXType type)
{
    return clang_getCursorDefinition(clang_getTypeDeclaration(clang_getCanonicalType(type)));
}

uint32_t lower_this(struct lowering *l, CXCursor at)
{
    struct body *body = l->body;
    if (!body->has_this)
        return emit_unknown(l, at, clang_getCursorType(at), "an object outside of a method");
    return emit_op(l, IR_LOAD, IR_PTR, emit_ref(l, IR_LOCAL, body->this_slot), IR_NONE);
}

// ---- bases ----

struct class_parts {
    VEC(CXCursor) bases, fields, methods; // base specifiers; members; constructors, destructors and others
};

static enum CXChildVisitResult visit_part(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct class_parts *parts = data;
    if (child.kind == CXCursor_CXXBaseSpecifier)
        vec_push(&parts->bases, child);
    else if (is_function_kind(child.kind))
        vec_push(&parts->methods, child);
    return CXChildVisit_Continue;
}

static enum CXVisitorResult visit_field(CXCursor field, CXClientData data)
{
    vec_push(&((struct class_parts *)data)->fields, field);
    return CXVisit_Continue;
}

static struct class_parts parts_of(CXCursor class)
{
    struct class_parts parts = {0};
    clang_visitChildren(class, visit_part, &parts);
    clang_Type_visitFields(clang_getCursorType(class), visit_field, &parts);
    return parts;
}

static void parts_free(struct class_parts *parts)
{
    vec_free(&parts->bases);
    vec_free(&parts->fields);
    vec_free(&parts->methods);
}

// Whether objects of TYPE begin with a pointer to virtual functions, or a base of theirs does.
static bool is_polymorphic(CXType type, unsigned depth)
{
    struct class_parts parts = parts_of(class_of(type));
    bool found = false;
    for (size_t i = 0; i < parts.methods.count && !found; i++)
        found = clang_CXXMethod_isVirtual(parts.methods.at[i]) != 0;
    for (size_t i = 0; i < parts.bases.count && !found && depth < DEEPEST_CLASS; i++)
        found = is_polymorphic(clang_getCursorType(parts.bases.at[i]), depth + 1);
    parts_free(&parts);
    return found;
}

static bool is_empty(CXType type)
{
    struct class_parts parts = parts_of(class_of(type));
    bool empty = !parts.fields.count && !parts.bases.count && !is_polymorphic(type, 0);
    parts_free(&parts);
    return empty;
}

static uint64_t offset_of_base(CXType type, const struct class_parts *parts, size_t index);

// How many bytes of an object of TYPE are used, so that what follows it as a base begins behind them: the padding at
// the end of a class that is no plain data is used (Itanium C++ ABI 2.4; Microsoft's compiler leaves it).
static bool is_microsoft(CXCursor class)
{
    CXTargetInfo target = clang_getTranslationUnitTargetInfo(clang_Cursor_getTranslationUnit(class));
    CXString triple = clang_TargetInfo_getTriple(target);
    bool microsoft = clang_getCString(triple) && strstr(clang_getCString(triple), "msvc");
    clang_disposeString(triple);
    clang_TargetInfo_dispose(target);
    return microsoft;
}

static uint64_t data_size(CXType type, unsigned depth)
{
    if (clang_isPODType(type) || depth > DEEPEST_CLASS || is_microsoft(class_of(type)))
        return size_of(type);
    struct class_parts parts = parts_of(class_of(type));
    uint64_t end = is_polymorphic(type, 0) ? 8 : 0;
    for (size_t i = 0; i < parts.bases.count; i++) {
        CXType base = clang_getCursorType(parts.bases.at[i]);
        uint64_t here = offset_of_base(type, &parts, i) + (is_empty(base) ? 0 : data_size(base, depth + 1));
        end = here > end ? here : end;
    }
    for (size_t i = 0; i < parts.fields.count; i++) {
        long long bits = clang_Cursor_getOffsetOfField(parts.fields.at[i]);
        int width = clang_Cursor_isBitField(parts.fields.at[i]) ? clang_getFieldDeclBitWidth(parts.fields.at[i]) : 0;
        uint64_t size = width ? 0 : size_of(clang_getCursorType(parts.fields.at[i]));
        uint64_t here = bits < 0 ? 0 : ((uint64_t)bits + (uint64_t)(width > 0 ? width : 0) + 7) / 8 + size;
        end = here > end ? here : end;
    }
    parts_free(&parts);
    return end;
}

// Where base number INDEX of a class begins: behind those before it.
static uint64_t offset_of_base(CXType type, const struct class_parts *parts, size_t index)
{
    bool own_table = is_polymorphic(type, 0);
    for (size_t i = 0; i < parts->bases.count; i++)
        own_table &= !is_polymorphic(clang_getCursorType(parts->bases.at[i]), 0);
    uint64_t at = own_table ? 8 : 0;
    for (size_t i = 0; i <= index; i++) {
        CXType base = clang_getCursorType(parts->bases.at[i]);
        long long alignment = clang_Type_getAlignOf(base);
        uint64_t step = alignment > 0 ? (uint64_t)alignment : 1;
        if (is_empty(base)) {
            if (i == index)
                return 0;
            continue;
        }
        at = (at + step - 1) / step * step;
        if (i < index)
            at += data_size(base, 0);
    }
    return at;
}

static bool find_base(CXType derived, CXCursor base, uint64_t *offset, unsigned depth)
{
    CXCursor class = class_of(derived);
    if (clang_Cursor_isNull(class) || depth > DEEPEST_CLASS)
        return false;
    struct class_parts parts = parts_of(class);
    bool found = false;
    for (size_t i = 0; i < parts.bases.count && !found; i++) {
        CXType type = clang_getCursorType(parts.bases.at[i]);
        uint64_t inner = 0;
        found = clang_equalCursors(clang_getCanonicalCursor(class_of(type)), base) ||
                find_base(type, base, &inner, depth + 1);
        if (found)
            *offset = inner + offset_of_base(derived, &parts, i);
    }
    parts_free(&parts);
    return found;
}

bool base_offset(CXType derived, CXType base, uint64_t *offset)
{
    *offset = 0;
    CXCursor wanted = clang_getCanonicalCursor(class_of(base));
    return !clang_Cursor_isNull(class_of(base)) && find_base(derived, wanted, offset, 0);
}

uint32_t lower_to_class(struct lowering *l, uint32_t value, CXType from, CXType to)
{
    uint64_t offset;
    bool pointers = from.kind == CXType_Pointer && to.kind == CXType_Pointer;
    CXType a = pointers ? pointee_of(from) : from, b = pointers ? pointee_of(to) : to;
    if (!is_record(a) || !is_record(b) || clang_equalTypes(a, b))
        return value;
    struct shape byte = {SHAPE_INT, IR_I64, true};
    if (base_offset(a, b, &offset) && offset)
        return emit_op(l, IR_ADD, IR_I64, value, emit_const(l, byte, (int64_t)offset));
    if (base_offset(b, a, &offset) && offset)
        return emit_op(l, IR_SUB, IR_I64, value, emit_const(l, byte, (int64_t)offset));
    return value;
}

// ---- construction ----

CXCursor constructor_call(struct lowering *l, CXCursor init)
{
    CXCursor e = without_parentheses(init);
    while (e.kind == CXCursor_UnexposedExpr && is_record(canonical_type(e)) &&
           unexposed_kind_of(l, e) == UNEXPOSED_CAST &&
           clang_equalTypes(
               clang_getUnqualifiedType(canonical_type(e)), clang_getUnqualifiedType(canonical_type(last_child(e)))))
        e = without_parentheses(last_child(e));
    bool constructs = e.kind == CXCursor_CallExpr && clang_getCursorReferenced(e).kind == CXCursor_Constructor;
    return constructs ? e : clang_getNullCursor();
}

// What a compiler generates stands where its class does.
bool is_written(CXCursor function)
{
    CXCursor class = clang_getCursorSemanticParent(function);
    return !clang_equalLocations(clang_getCursorLocation(class), clang_getCursorLocation(function)) &&
           !clang_CXXMethod_isDefaulted(function);
}

static uint32_t part_address(struct lowering *l, uint32_t address, uint64_t offset)
{
    struct shape byte = {SHAPE_INT, IR_I64, true};
    return offset ? emit_op(l, IR_ADD, IR_I64, address, emit_const(l, byte, (int64_t)offset)) : address;
}

// The initialiser that FIELD is declared with, behind its name; null cursor if it has none.
static CXCursor field_initialiser(CXCursor field)
{
    CXCursor last = last_child(field);
    CXFile file;
    bool init =
        clang_isExpression(last.kind) && !clang_Cursor_isBitField(field) && !is_array_type(canonical_type(field)) &&
        source_offset(clang_getCursorLocation(last), &file) > source_offset(clang_getCursorLocation(field), &file);
    return init ? last : clang_getNullCursor();
}

static void construct_default(struct lowering *l, uint32_t address, CXType type, unsigned depth);

static void construct_array(struct lowering *l, uint32_t address, CXType type, unsigned depth)
{
    long long count = clang_getArraySize(type);
    CXType element = pointee_of(type);
    if (!is_record(element) && !is_array_type(element))
        return;
    for (long long i = 0; i < count && i < MOST_ELEMENTS; i++)
        construct_default(l, emit_element(l, address, (uint64_t)i, size_of(element)), element, depth + 1);
}

static void construct_field(struct lowering *l, uint32_t object, CXCursor field, unsigned depth)
{
    uint32_t address = part_address(l, object, layout_of(l, field).byte);
    CXCursor init = field_initialiser(field);
    if (!clang_Cursor_isNull(init))
        lower_initialiser(l, address, canonical_type(field), init);
    else
        construct_default(l, address, canonical_type(field), depth + 1);
}

static CXCursor default_constructor(const struct class_parts *parts)
{
    for (size_t i = 0; i < parts->methods.count; i++) {
        CXCursor method = parts->methods.at[i];
        if (method.kind == CXCursor_Constructor && clang_CXXConstructor_isDefaultConstructor(method))
            return method;
    }
    return clang_getNullCursor();
}

static void call_on(struct lowering *l, CXCursor function, uint32_t object)
{
    struct ir_inst inst = build_inst(IR_CALL, IR_VOID, IR_NONE, IR_NONE);
    struct ir_operand operand = {object, 0};
    inst.ref = function_of(l, function);
    sync_position(l);
    build_call(l->body->b, inst, &operand, 1);
}

// An object whose constructor nobody wrote, or that has none.
static void construct_default(struct lowering *l, uint32_t address, CXType type, unsigned depth)
{
    if (depth > DEEPEST_CLASS)
        return;
    if (is_array_type(type)) {
        construct_array(l, address, type, depth);
        return;
    }
    CXCursor class = is_record(type) ? class_of(type) : clang_getNullCursor();
    if (clang_Cursor_isNull(class) || class.kind == CXCursor_UnionDecl)
        return;
    struct class_parts parts = parts_of(class);
    CXCursor constructor = default_constructor(&parts);
    if (!clang_Cursor_isNull(constructor) && is_written(constructor) &&
        clang_Cursor_getNumArguments(constructor) == 0) {
        call_on(l, constructor, address);
    } else {
        for (size_t i = 0; i < parts.bases.count; i++)
            construct_default(l, part_address(l, address, offset_of_base(type, &parts, i)),
                clang_getCanonicalType(clang_getCursorType(parts.bases.at[i])), depth + 1);
        for (size_t i = 0; i < parts.fields.count; i++)
            construct_field(l, address, parts.fields.at[i], depth);
    }
    parts_free(&parts);
}

void lower_construct(struct lowering *l, uint32_t address, CXType type, CXCursor call)
{
    CXCursor constructor = clang_getCursorReferenced(call);
    if (is_array_type(type)) {
        construct_array(l, address, type, 0);
    } else if (is_written(constructor)) {
        lower_method_call(l, call, constructor, address);
    } else if (clang_CXXConstructor_isCopyConstructor(constructor) ||
               clang_CXXConstructor_isMoveConstructor(constructor)) {
        struct place from = lower_place(l, last_child(call));
        emit_copy(l, address, from.address, size_of(type));
    } else {
        construct_default(l, address, clang_getCanonicalType(type), 0);
    }
}

// ---- a constructor's own beginning, a destructor's end ----

// What the constructor DEFINITION says of the part called PART, a field or a class: the expression; or a null cursor.
static CXCursor written_initialiser(struct lowering *l, CXCursor definition, CXCursor part)
{
    struct kids kids = kids_of(l, definition);
    CXCursor found = clang_getNullCursor();
    for (size_t i = 0; i + 1 < kids.count; i++) {
        CXCursor name = kid(l, kids, i);
        bool names =
            name.kind == CXCursor_MemberRef || name.kind == CXCursor_TypeRef || name.kind == CXCursor_TemplateRef;
        CXCursor meant = names ? clang_getCursorReferenced(name) : clang_getNullCursor();
        if (names && clang_isExpression(kid(l, kids, i + 1).kind) &&
            (clang_equalCursors(meant, part) || clang_equalCursors(clang_getCanonicalCursor(meant), part)))
            found = kid(l, kids, i + 1);
    }
    kids_drop(l, kids);
    return found;
}

static void begin_part(struct lowering *l, uint32_t address, CXType type, CXCursor init)
{
    CXCursor call = clang_Cursor_isNull(init) ? init : constructor_call(l, init);
    if (!clang_Cursor_isNull(call)) {
        lower_construct(l, address, type, call);
    } else if (is_reference(type)) {
        struct place target = place_at(address, type);
        place_store(l, &target, lower_place(l, init).address);
    } else {
        lower_initialiser(l, address, type, init);
    }
}

static bool delegates(struct lowering *l, CXCursor definition)
{
    CXCursor class = clang_getCanonicalCursor(clang_getCursorSemanticParent(definition));
    CXCursor call = written_initialiser(l, definition, class);
    if (clang_Cursor_isNull(call))
        return false;
    begin_part(l, lower_this(l, definition), this_record(definition), call);
    return true;
}

void lower_constructor_begin(struct lowering *l, CXCursor definition)
{
    CXType type = this_record(definition);
    if (delegates(l, definition))
        return;
    struct class_parts parts = parts_of(class_of(type));
    for (size_t i = 0; i < parts.bases.count; i++) {
        CXType base = clang_getCanonicalType(clang_getCursorType(parts.bases.at[i]));
        uint32_t address = part_address(l, lower_this(l, definition), offset_of_base(type, &parts, i));
        CXCursor init = written_initialiser(l, definition, clang_getCanonicalCursor(class_of(base)));
        if (clang_Cursor_isNull(init))
            construct_default(l, address, base, 0);
        else
            begin_part(l, address, base, init);
    }
    for (size_t i = 0; i < parts.fields.count; i++) {
        CXCursor field = parts.fields.at[i], init = written_initialiser(l, definition, field);
        if (clang_Cursor_isNull(init))
            construct_field(l, lower_this(l, definition), field, 0);
        else
            begin_part(
                l, part_address(l, lower_this(l, definition), layout_of(l, field).byte), canonical_type(field), init);
    }
    parts_free(&parts);
}

static CXCursor destructor_of(const struct class_parts *parts)
{
    for (size_t i = 0; i < parts->methods.count; i++)
        if (parts->methods.at[i].kind == CXCursor_Destructor)
            return parts->methods.at[i];
    return clang_getNullCursor();
}

static bool needs_destruction(CXType canonical, unsigned depth)
{
    CXType type = is_array_type(canonical) ? pointee_of(canonical) : canonical;
    CXCursor class = is_record(type) ? class_of(type) : clang_getNullCursor();
    if (clang_Cursor_isNull(class) || class.kind == CXCursor_UnionDecl || depth > DEEPEST_CLASS)
        return false;
    struct class_parts parts = parts_of(class);
    CXCursor destructor = destructor_of(&parts);
    bool needs = !clang_Cursor_isNull(destructor) && is_written(destructor);
    for (size_t i = 0; i < parts.bases.count && !needs; i++)
        needs = needs_destruction(clang_getCanonicalType(clang_getCursorType(parts.bases.at[i])), depth + 1);
    for (size_t i = 0; i < parts.fields.count && !needs; i++)
        needs = needs_destruction(canonical_type(parts.fields.at[i]), depth + 1);
    parts_free(&parts);
    return needs;
}

bool has_destructor(CXType type)
{
    return needs_destruction(clang_getCanonicalType(type), 0);
}

static void destroy_parts(struct lowering *l, uint32_t address, CXType type)
{
    struct class_parts parts = parts_of(class_of(type));
    for (size_t i = parts.fields.count; i-- > 0;)
        if (has_destructor(canonical_type(parts.fields.at[i])))
            lower_destroy(
                l, part_address(l, address, layout_of(l, parts.fields.at[i]).byte), canonical_type(parts.fields.at[i]));
    for (size_t i = parts.bases.count; i-- > 0;) {
        CXType base = clang_getCanonicalType(clang_getCursorType(parts.bases.at[i]));
        if (has_destructor(base))
            lower_destroy(l, part_address(l, address, offset_of_base(type, &parts, i)), base);
    }
    parts_free(&parts);
}

void lower_destroy(struct lowering *l, uint32_t address, CXType type)
{
    if (is_array_type(type)) {
        long long count = clang_getArraySize(type);
        for (long long i = count < MOST_ELEMENTS ? count : MOST_ELEMENTS; i-- > 0;)
            lower_destroy(l, emit_element(l, address, (uint64_t)i, size_of(pointee_of(type))), pointee_of(type));
        return;
    }
    struct class_parts parts = parts_of(class_of(type));
    CXCursor destructor = destructor_of(&parts);
    parts_free(&parts);
    if (!clang_Cursor_isNull(destructor) && is_written(destructor))
        call_on(l, destructor, address);
    else
        destroy_parts(l, address, type);
}

void lower_destructor_end(struct lowering *l, CXCursor definition)
{
    if (build_is_open(l->body->b))
        destroy_parts(l, lower_this(l, definition), this_record(definition));
}
