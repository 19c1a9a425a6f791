// C++ beyond a single class: new and delete, and the names of functions, which may be overloaded.
#include "frontend/lowering.h"

// ---- which functions there are ----

static bool is_called(CXCursor decl, const char *name)
{
    CXString spelling = clang_getCursorSpelling(decl);
    bool same = clang_getCString(spelling) && strcmp(clang_getCString(spelling), name) == 0;
    clang_disposeString(spelling);
    return same;
}

static bool is_allocator(CXCursor decl)
{
    return is_called(decl, "operator new") || is_called(decl, "operator delete");
}

static bool is_class_kind(enum CXCursorKind kind)
{
    return kind == CXCursor_ClassDecl || kind == CXCursor_StructDecl || kind == CXCursor_ClassTemplate ||
           kind == CXCursor_ClassTemplatePartialSpecialization;
}

// "Class::" or "space::" of what DECL stands in, as far out as there are classes and namespaces.
static char *scope_text(CXCursor decl)
{
    CXCursor parent = clang_getCursorSemanticParent(decl);
    if (!is_class_kind(parent.kind) && parent.kind != CXCursor_Namespace)
        return memory_text("", 0);
    CXString own = parent.kind == CXCursor_Namespace ? clang_getCursorSpelling(parent)
                                                     : clang_getTypeSpelling(clang_getCursorType(parent));
    char *outer = parent.kind == CXCursor_Namespace ? scope_text(parent) : memory_text("", 0);
    char *text = memory_format("%s%s::", outer, clang_getCString(own) ? clang_getCString(own) : "");
    free(outer);
    clang_disposeString(own);
    return text;
}

static ir_text plain_name(struct lowering *l, CXCursor decl)
{
    CXString spelling = clang_getCursorSpelling(decl);
    char *scope = l->is_cpp ? scope_text(decl) : memory_text("", 0);
    char *text = memory_format("%s%s", scope, clang_getCString(spelling) ? clang_getCString(spelling) : "");
    ir_text name = text_intern(l, text);
    free(text);
    free(scope);
    clang_disposeString(spelling);
    return name;
}

static bool is_overloaded(const struct lowering *l, ir_text name)
{
    for (size_t i = 0; i < l->overload_names.count; i++)
        if (l->overload_names.at[i] == name)
            return true;
    return false;
}

ir_text function_name(struct lowering *l, CXCursor decl)
{
    ir_text name = plain_name(l, decl);
    bool instance = l->is_cpp && !clang_Cursor_isNull(clang_getSpecializedCursorTemplate(decl)) &&
                    decl.kind == CXCursor_FunctionDecl;
    if (!instance && !is_overloaded(l, name))
        return name;
    CXString type = clang_getTypeSpelling(canonical_type(decl));
    const char *parameters = clang_getCString(type) ? strchr(clang_getCString(type), '(') : NULL;
    char *text = memory_format("%s%s", ir_string(l->unit, name), parameters ? parameters : "");
    name = text_intern(l, text);
    free(text);
    clang_disposeString(type);
    return name;
}

// Notes FUNCTION's name; a second function of that name makes it overloaded.
static void note_name(struct lowering *l, CXCursor function)
{
    ir_text name = plain_name(l, function), usr = text_of_string(l, clang_getCursorUSR(function));
    for (uint32_t at = chain_first(&l->overloads, name); at != CHAIN_END; at = chain_next(&l->overloads, at)) {
        if (l->overload_usrs.at[at] != usr && !is_overloaded(l, name))
            vec_push(&l->overload_names, name);
        return;
    }
    chain_add(&l->overloads, name);
    vec_push(&l->overload_usrs, usr);
}

static void note_overridden(struct lowering *l, CXCursor method)
{
    CXCursor *overridden = NULL;
    unsigned count = 0;
    clang_getOverriddenCursors(method, &overridden, &count);
    for (unsigned i = 0; i < count; i++)
        cursor_map_put(&l->overridden, clang_getCanonicalCursor(overridden[i]), 1);
    clang_disposeOverriddenCursors(overridden);
}

static enum CXChildVisitResult note_declaration(CXCursor decl, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lowering *l = data;
    if (decl.kind == CXCursor_LinkageSpec || decl.kind == CXCursor_UnexposedDecl || decl.kind == CXCursor_Namespace)
        return CXChildVisit_Recurse;
    if (clang_Location_isInSystemHeader(clang_getCursorLocation(decl)))
        return CXChildVisit_Continue;
    if (is_class_kind(decl.kind))
        return CXChildVisit_Recurse;
    if (!is_function_kind(decl.kind))
        return CXChildVisit_Continue;
    note_name(l, decl);
    if (decl.kind == CXCursor_FunctionDecl && is_allocator(decl))
        vec_push(&l->allocators, decl);
    if (decl.kind == CXCursor_CXXMethod || decl.kind == CXCursor_Destructor)
        note_overridden(l, decl);
    return CXChildVisit_Continue;
}

void overloads_note(struct lowering *l)
{
    if (l->is_cpp)
        clang_visitChildren(clang_getTranslationUnitCursor(l->tu), note_declaration, l);
}

// ---- new and delete ----

struct allocator_search {
    const char *name;
    int parameters; // -1: any
    CXCursor found;
};

static void try_allocator(struct allocator_search *search, CXCursor decl)
{
    bool fits = search->parameters < 0 || clang_Cursor_getNumArguments(decl) == search->parameters;
    if (clang_Cursor_isNull(search->found) && is_called(decl, search->name) && fits)
        search->found = decl;
}

static enum CXChildVisitResult search_class(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct allocator_search *search = data;
    if (child.kind == CXCursor_CXXMethod)
        try_allocator(search, child);
    return CXChildVisit_Continue;
}

// What CLASS is declared with; of a class made from a template, libclang shows that only of the template.
static CXCursor shown_class(CXCursor class)
{
    CXCursor pattern = clang_getSpecializedCursorTemplate(class);
    return clang_Cursor_isNull(pattern) ? class : pattern;
}

static enum CXChildVisitResult search_bases(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct allocator_search *search = data;
    CXCursor base = clang_getCursorDefinition(clang_getTypeDeclaration(clang_getCursorType(child)));
    if (child.kind == CXCursor_CXXBaseSpecifier && clang_Cursor_isNull(search->found)) {
        clang_visitChildren(shown_class(base), search_class, search);
        clang_visitChildren(shown_class(base), search_bases, search);
    }
    return CXChildVisit_Continue;
}

// The function that allocates objects of TYPE, or frees them: of its class, of a base, or of the program.
static CXCursor find_allocator(struct lowering *l, CXType type, const char *name, int parameters)
{
    struct allocator_search search = {name, parameters, clang_getNullCursor()};
    CXCursor class = clang_getCursorDefinition(clang_getTypeDeclaration(type));
    if (is_record(type) && !clang_Cursor_isNull(class)) {
        clang_visitChildren(shown_class(class), search_class, &search);
        clang_visitChildren(shown_class(class), search_bases, &search);
    }
    for (size_t i = 0; i < l->allocators.count; i++)
        try_allocator(&search, l->allocators.at[i]);
    return search.found;
}

// The parts of a new expression: placement arguments, and what initialises the object.
struct new_parts {
    VEC(CXCursor) placement;
    CXCursor init; // a call of a constructor, a list, a value; null cursor: nothing
    bool is_array;
};

// What stands in front of the type was given to operator new, what stands behind it to the object.
static struct new_parts new_parts_of(struct lowering *l, CXCursor e, CXType type)
{
    struct new_parts parts = {.init = clang_getNullCursor()};
    struct kids kids = kids_of(l, e);
    unsigned type_at = 0;
    CXFile file;
    for (size_t i = 0; i < kids.count; i++)
        if (kid(l, kids, i).kind == CXCursor_TypeRef || kid(l, kids, i).kind == CXCursor_TemplateRef)
            type_at = source_offset(clang_getCursorLocation(kid(l, kids, i)), &file);
    for (size_t i = 0; i < kids.count; i++) {
        CXCursor part = kid(l, kids, i);
        if (!clang_isExpression(part.kind))
            continue;
        bool constructs = !clang_Cursor_isNull(constructor_call(l, part));
        bool before = source_offset(clang_getCursorLocation(part), &file) < type_at;
        if (before && !(constructs && is_record(type)))
            vec_push(&parts.placement, part);
        else
            parts.init = part;
    }
    kids_drop(l, kids);
    CXSourceRange extent = clang_getCursorExtent(e);
    size_t size;
    const char *text = source_spelling(l, clang_getRangeStart(extent), &size);
    CXFile end_file;
    unsigned from = source_offset(clang_getRangeStart(extent), &file),
             to = source_offset(clang_getRangeEnd(extent), &end_file);
    for (size_t i = 0; i < size && from + i < to && text[i] != ';'; i++)
        parts.is_array |= text[i] == '[' && clang_Cursor_isNull(constructor_call(l, parts.init));
    return parts;
}

static uint32_t call_allocator(struct lowering *l, CXCursor allocator, CXType type, const struct new_parts *parts)
{
    struct shape wide = {SHAPE_INT, IR_I64, false};
    VEC(struct ir_operand) operands = {0};
    struct ir_inst inst = build_inst(IR_CALL, IR_PTR, IR_NONE, IR_NONE);
    CXType function = canonical_type(allocator);
    vec_push(&operands, (struct ir_operand){emit_const(l, wide, (int64_t)size_of(type)), 0});
    for (size_t i = 0; i < parts->placement.count; i++) {
        CXType parameter = clang_getCanonicalType(clang_getArgType(function, (unsigned)i + 1));
        uint32_t value = is_reference(parameter) ? lower_place(l, parts->placement.at[i]).address
                                                 : lower_converted(l, parts->placement.at[i], parameter);
        vec_push(&operands, (struct ir_operand){value, 0});
    }
    inst.ref = function_of(l, allocator);
    sync_position(l);
    uint32_t memory = build_call(l->body->b, inst, operands.at, (uint32_t)operands.count);
    vec_free(&operands);
    return memory;
}

// An allocator of the kernel yields NULL where there is no memory; then nothing is constructed.
uint32_t lower_new(struct lowering *l, CXCursor e)
{
    CXType pointer = canonical_type(e), type = pointee_of(pointer);
    struct new_parts parts = new_parts_of(l, e, type);
    CXCursor allocator = find_allocator(l, type, "operator new", (int)parts.placement.count + 1);
    struct ir_builder *b = l->body->b;
    uint32_t slot;
    if (clang_Cursor_isNull(allocator) || parts.is_array) {
        vec_free(&parts.placement);
        return emit_unknown(l, e, pointer, parts.is_array ? "new of an array" : "an operator new that is not known");
    }
    struct place kept = place_at(temporary(l, pointer, &slot), pointer);
    place_store(l, &kept, call_allocator(l, allocator, type, &parts));
    if (!clang_Cursor_isNull(parts.init)) {
        uint32_t there = build_block(b), end = build_block(b);
        kept.address = emit_ref(l, IR_LOCAL, slot);
        uint32_t truth = truth_of(l, place_load(l, &kept), shape_of(pointer));
        sync_position(l);
        build_decided(b, truth, there, end);
        build_here(b, there);
        kept.address = emit_ref(l, IR_LOCAL, slot);
        lower_initialiser(l, place_load(l, &kept), type, parts.init);
        build_jump(b, end);
        build_here(b, end);
    }
    vec_free(&parts.placement);
    kept.address = emit_ref(l, IR_LOCAL, slot);
    return place_load(l, &kept);
}

void lower_delete(struct lowering *l, CXCursor e)
{
    CXCursor operand = last_child(e);
    CXType pointer = canonical_type(operand), type = pointee_of(pointer);
    CXCursor deallocator = find_allocator(l, type, "operator delete", -1);
    struct ir_builder *b = l->body->b;
    uint32_t slot;
    struct place kept = place_at(temporary(l, pointer, &slot), pointer);
    place_store(l, &kept, lower_value(l, operand));
    if (clang_Cursor_isNull(deallocator)) {
        (void)emit_unknown(l, e, pointer, "an operator delete that is not known");
        return;
    }
    uint32_t there = build_block(b), end = build_block(b);
    kept.address = emit_ref(l, IR_LOCAL, slot);
    uint32_t truth = truth_of(l, place_load(l, &kept), shape_of(pointer));
    sync_position(l);
    build_decided(b, truth, there, end);
    build_here(b, there);
    kept.address = emit_ref(l, IR_LOCAL, slot);
    if (has_destructor(type))
        lower_destroy(l, place_load(l, &kept), type);
    struct shape wide = {SHAPE_INT, IR_I64, false};
    uint32_t memory = place_load(l, &kept), size = emit_const(l, wide, (int64_t)size_of(type));
    struct ir_operand operands[2] = {{memory, 0}, {size, 0}};
    struct ir_inst inst = build_inst(IR_CALL, IR_VOID, IR_NONE, IR_NONE);
    inst.ref = function_of(l, deallocator);
    sync_position(l);
    build_call(b, inst, operands, clang_Cursor_getNumArguments(deallocator) > 1 ? 2 : 1);
    build_jump(b, end);
    build_here(b, end);
}
