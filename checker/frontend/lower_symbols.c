// Functions, globals and literals of the unit: one entry each, however often they are declared.
#include "frontend/lowering.h"

static void add_gap(struct lowering *l, CXCursor at, const char *reason, enum ir_gap_kind kind)
{
    struct ir_gap made = {.function = l->body ? l->body->function : IR_NONE,
                          .loc = source_loc(l, clang_getCursorLocation(at)),
                          .reason = text_intern(l, reason),
                          .kind = kind};
    vec_push(&l->unit->gaps, made);
}

void gap(struct lowering *l, CXCursor at, const char *reason)
{
    add_gap(l, at, reason, IR_GAP_UNKNOWN);
}

void gap_left_out(struct lowering *l, CXCursor at, const char *reason)
{
    add_gap(l, at, reason, IR_GAP_LEFT_OUT);
}

struct attribute_search {
    struct lowering *l;
    bool found;
};

static enum CXChildVisitResult visit_noreturn(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct attribute_search *search = data;
    CXSourceLocation at = clang_getCursorLocation(child);
    if (child.kind == CXCursor_UnexposedAttr &&
        (source_is_word(search->l, at, "noreturn") || source_is_word(search->l, at, "_Noreturn")))
        search->found = true;
    return search->found ? CXChildVisit_Break : CXChildVisit_Continue;
}

static bool never_returns(struct lowering *l, CXCursor decl)
{
    struct attribute_search search = {l, false};
    clang_visitChildren(decl, visit_noreturn, &search);
    return search.found;
}

// Which parameters are pointers, and which of them to const; the lowest bits are those of the HIDDEN ones.
static void function_note_params(struct ir_function *f, CXType type, unsigned hidden)
{
    int count = clang_getNumArgTypes(type);
    f->params = (count > 0 ? (uint32_t)count : 0) + hidden;
    f->pointer_params = (UINT32_C(1) << hidden) - 1;
    for (int i = 0; i < count && (unsigned)i + hidden < 32; i++) {
        CXType param = clang_getCanonicalType(clang_getArgType(type, (unsigned)i));
        if (param.kind != CXType_Pointer && !is_reference(param))
            continue;
        uint32_t bit = UINT32_C(1) << ((unsigned)i + hidden);
        f->pointer_params |= bit;
        if (clang_isConstQualifiedType(clang_getCanonicalType(clang_getPointeeType(param))))
            f->const_params |= bit;
    }
}

static void function_note_type(struct lowering *l, struct ir_function *f, CXType function_type, bool method)
{
    CXType type = clang_getCanonicalType(function_type);
    CXString signature = clang_getTypeSpelling(type);
    f->noreturn = clang_getCString(signature) && strstr(clang_getCString(signature), "noreturn");
    f->signature = text_of_string(l, signature);
    struct shape result = shape_of(clang_getResultType(type));
    f->returns = result.kind == SHAPE_ADDRESS ? IR_VOID : (uint8_t)result.type;
    f->variadic = type.kind == CXType_FunctionProto && clang_isFunctionTypeVariadic(type);
    function_note_params(f, type, (result.kind == SHAPE_ADDRESS) + (unsigned)method);
}

static uint32_t named(const struct chains *chains, const uint32_t *values, const struct lowering *l, ir_text name,
                      bool function)
{
    uint32_t at = chain_first(chains, name);
    for (; at != CHAIN_END; at = chain_next(chains, at)) {
        uint32_t value = values[at];
        ir_text known = function ? l->unit->functions.at[value].name : l->unit->globals.at[value].name;
        if (known == name)
            return value;
    }
    return IR_NONE;
}

static uint32_t function_add(struct lowering *l, struct ir_function made)
{
    vec_push(&l->unit->functions, made);
    uint32_t function = (uint32_t)l->unit->functions.count - 1;
    if (made.linkage == IR_EXTERNAL) {
        chain_add(&l->function_names, made.name);
        vec_push(&l->function_name_values, function);
    }
    return function;
}

uint32_t function_named(struct lowering *l, const char *name, CXType type)
{
    ir_text text = text_intern(l, name);
    uint32_t known = named(&l->function_names, l->function_name_values.at, l, text, true);
    if (known != IR_NONE)
        return known;
    struct ir_function made = {.name = text, .linkage = IR_EXTERNAL};
    function_note_type(l, &made, type, false);
    return function_add(l, made);
}

// The typedef that DECL is declared with, instead of a type of its own: for one that a header of the driver
// makes of another, the other.
static ir_text role_of(struct lowering *l, CXCursor decl)
{
    CXType type = clang_getCursorType(decl);
    ir_text role = 0;
    for (;;) {
        if (type.kind == CXType_Elaborated)
            type = clang_Type_getNamedType(type);
        if (type.kind != CXType_Typedef)
            return role;
        CXCursor declared = clang_getTypeDeclaration(type);
        role = text_of_string(l, clang_getTypedefName(type));
        if (clang_Location_isInSystemHeader(clang_getCursorLocation(declared)))
            return role;
        type = clang_getTypedefDeclUnderlyingType(declared);
    }
}

void function_note_role(struct lowering *l, uint32_t function, CXCursor decl)
{
    if (l->unit->functions.at[function].role || clang_Cursor_isNull(decl))
        return;
    ir_text role = role_of(l, decl);
    l->unit->functions.at[function].role = role;
}

void function_want_body(struct lowering *l, uint32_t function, CXCursor definition)
{
    struct ir_function *f = &l->unit->functions.at[function];
    if (f->defined)
        return;
    CXCursor body = last_child(definition);
    if (body.kind != CXCursor_CompoundStmt)
        return;
    f->defined = 1;
    f->in_system = clang_Location_isInSystemHeader(clang_getCursorLocation(body)) != 0;
    vec_push(&l->waiting, function);
    vec_push(&l->definitions, definition);
}

static uint32_t function_make(struct lowering *l, CXCursor decl)
{
    struct ir_function made = {.name = function_name(l, decl)};
    made.linkage = clang_getCursorLinkage(decl) == CXLinkage_Internal ? IR_INTERNAL : IR_EXTERNAL;
    made.in_system = clang_Location_isInSystemHeader(clang_getCursorLocation(decl)) != 0;
    uint32_t known = made.linkage == IR_EXTERNAL
                         ? named(&l->function_names, l->function_name_values.at, l, made.name, true)
                         : IR_NONE;
    if (known != IR_NONE && l->unit->functions.at[known].usr)
        return known;
    function_note_type(l, &made, clang_getCursorType(decl), takes_this(decl));
    made.usr = text_of_string(l, clang_getCursorUSR(decl));
    made.loc = source_loc(l, clang_getCursorLocation(decl));
    made.noreturn |= never_returns(l, decl);
    if (known == IR_NONE)
        return function_add(l, made);
    made.address_taken = l->unit->functions.at[known].address_taken;
    l->unit->functions.at[known] = made; // until now it was known by its name alone
    return known;
}

uint32_t function_of(struct lowering *l, CXCursor decl)
{
    CXCursor canonical = clang_getCanonicalCursor(decl);
    uint32_t *known = cursor_map_find(&l->functions, canonical);
    if (known)
        return *known;
    CXCursor definition = clang_getCursorDefinition(decl);
    bool has_body = !clang_Cursor_isNull(definition) && is_function_kind(definition.kind);
    uint32_t function = function_make(l, has_body ? definition : decl);
    cursor_map_put(&l->functions, canonical, function);
    function_note_role(l, function, decl);
    function_note_role(l, function, canonical);
    if (never_returns(l, canonical))
        l->unit->functions.at[function].noreturn = 1;
    if (has_body)
        function_want_body(l, function, definition);
    return function;
}

uint32_t synthetic_function(struct lowering *l, ir_text name, uint32_t loc)
{
    struct ir_function made = {
        .name = name, .linkage = IR_INTERNAL, .defined = 1, .synthetic = 1, .loc = loc, .end_loc = loc};
    made.signature = text_intern(l, "void (void)");
    return function_add(l, made);
}

static bool is_static_local(CXCursor decl)
{
    return clang_Cursor_getStorageClass(decl) == CX_SC_Static && clang_getCursorLinkage(decl) == CXLinkage_NoLinkage;
}

// A static local is called "function.name".
static ir_text global_name(struct lowering *l, CXCursor decl)
{
    CXString own = clang_getCursorSpelling(decl);
    if (!is_static_local(decl))
        return text_of_string(l, own);
    CXString outer = clang_getCursorSpelling(clang_getCursorSemanticParent(decl));
    char *joined = memory_format("%s.%s", clang_getCString(outer), clang_getCString(own));
    ir_text name = text_intern(l, joined);
    free(joined);
    clang_disposeString(outer);
    clang_disposeString(own);
    return name;
}

// The canonical form of an array carries its elements' qualifiers itself.
static bool is_const(CXType type)
{
    return clang_isConstQualifiedType(clang_getCanonicalType(type)) != 0;
}

static uint32_t global_add(struct lowering *l, struct ir_global made)
{
    vec_push(&l->unit->globals, made);
    return (uint32_t)l->unit->globals.count - 1;
}

static uint32_t global_make(struct lowering *l, CXCursor decl)
{
    struct ir_global made = {.name = global_name(l, decl), .init = IR_NONE};
    bool external = clang_getCursorLinkage(decl) == CXLinkage_External ||
                    clang_Cursor_getStorageClass(decl) == CX_SC_Extern;
    made.linkage = external ? IR_EXTERNAL : IR_INTERNAL;
    uint32_t known =
        external ? named(&l->global_names, l->global_name_values.at, l, made.name, false) : IR_NONE;
    if (known != IR_NONE)
        return known;
    made.is_const = is_const(clang_getCursorType(decl));
    made.size = size_of(clang_getCursorType(decl));
    made.loc = source_loc(l, clang_getCursorLocation(decl));
    uint32_t global = global_add(l, made);
    if (external) {
        chain_add(&l->global_names, made.name);
        vec_push(&l->global_name_values, global);
    }
    return global;
}

// Lowers the initialiser of GLOBAL into a function of its own.
static void global_lower_initialiser(struct lowering *l, uint32_t global, CXCursor decl, CXCursor init)
{
    char *name = memory_format("%s.init", ir_string(l->unit, l->unit->globals.at[global].name));
    uint32_t function = synthetic_function(l, text_intern(l, name), l->unit->globals.at[global].loc);
    free(name);
    l->unit->globals.at[global].init = function;
    struct body body;
    body_begin(l, &body, function);
    struct at_saved saved = at_cursor(l, decl);
    lower_initialiser(l, emit_ref(l, IR_GLOBAL, global), canonical_type(decl), init);
    at_restore(l, saved);
    body_end(l);
}

void global_define(struct lowering *l, uint32_t global, CXCursor decl)
{
    CXCursor init = clang_Cursor_getVarDeclInitializer(decl);
    bool has_init = !clang_Cursor_isNull(init);
    if (!has_init && clang_Cursor_getStorageClass(decl) == CX_SC_Extern)
        return;
    struct ir_global *g = &l->unit->globals.at[global];
    if (g->defined && (!has_init || g->init != IR_NONE))
        return;
    g->defined = 1;
    g->loc = source_loc(l, clang_getCursorLocation(decl));
    if (size_of(clang_getCursorType(decl)))
        g->size = size_of(clang_getCursorType(decl));
    if (has_init)
        global_lower_initialiser(l, global, decl, init);
}

uint32_t global_of(struct lowering *l, CXCursor decl)
{
    CXCursor canonical = clang_getCanonicalCursor(decl);
    uint32_t *known = cursor_map_find(&l->globals, canonical);
    if (known)
        return *known;
    CXCursor definition = clang_getCursorDefinition(decl);
    bool has_definition = !clang_Cursor_isNull(definition) && definition.kind == CXCursor_VarDecl;
    uint32_t global = global_make(l, has_definition ? definition : decl);
    cursor_map_put(&l->globals, canonical, global);
    global_define(l, global, has_definition ? definition : decl);
    return global;
}

uint32_t global_of_compound(struct lowering *l, CXCursor e)
{
    CXType type = canonical_type(e);
    char *name = memory_format(".compound.%u", (unsigned)l->compounds++);
    struct ir_global made = {.name = text_intern(l, name), .linkage = IR_INTERNAL, .defined = 1, .init = IR_NONE};
    free(name);
    made.is_const = is_const(type);
    made.size = size_of(type);
    made.loc = source_loc(l, l->at);
    uint32_t global = global_add(l, made);
    global_lower_initialiser(l, global, e, last_child(e));
    return global;
}
