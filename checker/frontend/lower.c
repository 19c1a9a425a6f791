// Lowers one translation unit: first what stands at its top level, then whatever that refers to.
#include "frontend/lowering.h"

// Driver code is lowered whole; of the system headers, only what is referenced, and of what headers only declare too.
static void lower_top_function(struct lowering *l, CXCursor decl)
{
    uint32_t function = function_of(l, decl);
    function_note_role(l, function, decl);
    if (clang_isCursorDefinition(decl))
        function_want_body(l, function, decl);
}

static bool is_lowered_function(CXCursor decl, CXSourceLocation at)
{
    enum CXTypeKind kind = clang_getCursorType(decl).kind;
    return clang_isCursorDefinition(decl) ||
           ((kind == CXType_Elaborated || kind == CXType_Typedef) && clang_Location_isFromMainFile(at));
}

static bool is_lowered_variable(CXCursor decl)
{
    return clang_Cursor_getStorageClass(decl) != CX_SC_Extern ||
           !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(decl));
}

bool lower_is_lowered(CXCursor decl)
{
    CXSourceLocation at = clang_getCursorLocation(decl);
    if (clang_Location_isInSystemHeader(at))
        return false;
    return decl.kind == CXCursor_VarDecl ? is_lowered_variable(decl)
                                         : is_function_kind(decl.kind) && is_lowered_function(decl, at);
}

static void lower_top(struct lowering *l, CXCursor decl)
{
    l->at = clang_getCursorLocation(decl);
    l->at_loc = IR_NONE;
    if (decl.kind != CXCursor_VarDecl)
        lower_top_function(l, decl);
    else
        global_define(l, global_of(l, decl), decl);
}

static bool is_around_declarations(CXCursor decl, bool is_cpp)
{
    if (decl.kind == CXCursor_LinkageSpec || decl.kind == CXCursor_UnexposedDecl || decl.kind == CXCursor_Namespace)
        return true;
    return is_cpp && (decl.kind == CXCursor_ClassDecl || decl.kind == CXCursor_StructDecl) &&
           !clang_Location_isInSystemHeader(clang_getCursorLocation(decl));
}

static enum CXChildVisitResult visit_top(CXCursor decl, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lowering *l = data;
    if (is_around_declarations(decl, l->is_cpp))
        return CXChildVisit_Recurse;
    if (lower_is_lowered(decl))
        lower_top(l, decl);
    return CXChildVisit_Continue;
}

struct sight {
    void (*see)(void *subject, CXCursor decl);
    void *subject;
};

static enum CXChildVisitResult visit_sight(CXCursor decl, CXCursor parent, CXClientData data)
{
    (void)parent;
    const struct sight *sight = data;
    if (is_around_declarations(decl, false))
        return CXChildVisit_Recurse;
    if (lower_is_lowered(decl))
        sight->see(sight->subject, decl);
    return CXChildVisit_Continue;
}

void lower_visit(CXTranslationUnit tu, void (*see)(void *subject, CXCursor decl), void *subject)
{
    struct sight sight = {see, subject};
    clang_visitChildren(clang_getTranslationUnitCursor(tu), visit_sight, &sight);
}

static bool loc_before(const struct ir_loc *a, const struct ir_loc *b)
{
    return a->line < b->line || (a->line == b->line && a->column <= b->column);
}

// Compiler errors are attributed to the function in which they lie.
static void attribute_gaps(struct lowering *l)
{
    struct ir_unit *unit = l->unit;
    for (size_t i = 0; i < unit->gaps.count; i++) {
        struct ir_gap *found = &unit->gaps.at[i];
        const struct ir_loc *at = &unit->locs.at[found->loc];
        for (uint32_t f = 0; f < unit->functions.count && found->function == IR_NONE && found->loc; f++) {
            const struct ir_function *function = &unit->functions.at[f];
            const struct ir_loc *from = &unit->locs.at[function->loc], *to = &unit->locs.at[function->end_loc];
            if (function->defined && !function->synthetic && function->loc && from->file == at->file &&
                to->file == at->file && from->line <= at->line && loc_before(at, to))
                found->function = f;
        }
    }
}

static void lowering_free(struct lowering *l)
{
    ir_texts_free(&l->texts);
    source_free(l);
    cursor_map_free(&l->functions);
    cursor_map_free(&l->globals);
    cursor_map_free(&l->records);
    cursor_map_free(&l->layouts);
    vec_free(&l->layout_values);
    cursor_map_free(&l->hidden);
    vec_free(&l->hidden_values);
    chains_free(&l->function_names);
    chains_free(&l->global_names);
    vec_free(&l->function_name_values);
    vec_free(&l->global_name_values);
    chains_free(&l->fields);
    vec_free(&l->kids);
    vec_free(&l->waiting);
    vec_free(&l->definitions);
    chains_free(&l->overloads);
    vec_free(&l->overload_usrs);
    vec_free(&l->overload_names);
    cursor_map_free(&l->overridden);
    vec_free(&l->allocators);
}

void lower_unit(const struct lower_source *source, struct ir_unit *unit)
{
    struct lowering l = {.tu = source->tu, .unit = unit, .at = clang_getNullLocation(), .at_loc = IR_NONE};
    l.is_cpp = source->language == LOWER_CPP;
    l.fields_before = (uint32_t)unit->fields.count;
    if (!unit->path)
        unit->path = text_intern(&l, source->main_path);
    overloads_note(&l);
    for (size_t i = 0; i < source->more_count; i++)
        lower_top(&l, source->more[i]);
    clang_visitChildren(clang_getTranslationUnitCursor(source->tu), visit_top, &l);
    for (size_t i = 0; i < l.waiting.count; i++)
        lower_function_body(&l, l.waiting.at[i], l.definitions.at[i]);
    attribute_gaps(&l);
    lowering_free(&l);
}

uint32_t lower_place_of(CXTranslationUnit tu, CXSourceLocation at, struct ir_unit *unit)
{
    struct lowering l = {.tu = tu, .unit = unit};
    uint32_t loc = source_loc(&l, at);
    lowering_free(&l);
    return loc;
}
