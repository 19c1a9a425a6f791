// Which lines of a unit name what is declared elsewhere.
//
// A use of a record's name is none: whoever casts to a pointer to it does not depend on what is in it. Who reads a member
// does, and names it. Macros are nobody's cursors: what uses them is told by the text (suppress/macros.c).
#include "frontend/mentions.h"

#include "ir/unit.h"

struct known_file {
    CXFile file;
    uint32_t index; // in the unit's files
};

struct mentions {
    CXTranslationUnit tu;
    struct ir_unit *unit;
    VEC(struct known_file) files;
};

// Lines of a file of the driver's own.
struct lines {
    uint32_t file, first, last;
};

static uint32_t file_index(struct mentions *mentions, CXFile file)
{
    for (size_t i = mentions->files.count; i-- > 0;)
        if (mentions->files.at[i].file == file)
            return mentions->files.at[i].index;
    CXString name = clang_getFileName(file);
    const char *path = clang_getCString(name);
    struct known_file known = {file, ir_unit_add_file(mentions->unit, path ? path : "", false)};
    clang_disposeString(name);
    vec_push(&mentions->files, known);
    return known.index;
}

// The line of AT; false if it is in no file of the driver's own.
static bool line_of(struct mentions *mentions, CXSourceLocation at, uint32_t *file, uint32_t *line)
{
    CXFile in = NULL;
    clang_getExpansionLocation(at, &in, line, NULL, NULL);
    if (!in || clang_Location_isInSystemHeader(at))
        return false;
    *file = file_index(mentions, in);
    return true;
}

static bool extent_of(struct mentions *mentions, CXCursor decl, struct lines *lines)
{
    CXSourceRange range = clang_getCursorExtent(decl);
    uint32_t last_file;
    return line_of(mentions, clang_getRangeStart(range), &lines->file, &lines->first) &&
           line_of(mentions, clang_getRangeEnd(range), &last_file, &lines->last) && last_file == lines->file;
}

// ---- what is declared ----

// A member of a record that is declared in its place is its name: the record's members stand for themselves.
static bool field_lines(struct mentions *mentions, CXCursor field, struct lines *lines)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(field));
    bool whole = extent_of(mentions, field, lines);
    return whole && type.kind != CXType_Record
               ? true
               : line_of(mentions, clang_getCursorLocation(field), &lines->file, &lines->first) &&
                     line_of(mentions, clang_getCursorLocation(field), &lines->file, &lines->last);
}

struct enumeration {
    struct mentions *mentions;
    CXCursor wanted;
    uint32_t first; // line of the last enumerator so far with a value of its own, or of the first
};

static enum CXChildVisitResult find_child(CXCursor child, CXCursor parent, CXClientData data)
{
    (void)child;
    (void)parent;
    *(bool *)data = true;
    return CXChildVisit_Break;
}

static enum CXChildVisitResult visit_enumerator(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct enumeration *enumeration = data;
    bool has_value = false;
    uint32_t file;
    (void)parent;
    if (cursor.kind != CXCursor_EnumConstantDecl)
        return CXChildVisit_Continue;
    clang_visitChildren(cursor, find_child, &has_value);
    if (has_value || !enumeration->first)
        line_of(enumeration->mentions, clang_getCursorLocation(cursor), &file, &enumeration->first);
    return clang_equalCursors(cursor, enumeration->wanted) ? CXChildVisit_Break : CXChildVisit_Continue;
}

// An enumerator without a value of its own counts from one that has.
static bool enumerator_lines(struct mentions *mentions, CXCursor decl, struct lines *lines)
{
    struct enumeration enumeration = {mentions, decl, 0};
    if (!extent_of(mentions, decl, lines))
        return false;
    clang_visitChildren(clang_getCursorSemanticParent(decl), visit_enumerator, &enumeration);
    if (enumeration.first && enumeration.first < lines->first)
        lines->first = enumeration.first;
    return true;
}

static bool is_static(CXCursor variable)
{
    return clang_Cursor_getStorageClass(variable) == CX_SC_Static ||
           clang_getCursorLinkage(variable) != CXLinkage_NoLinkage;
}

// A variable with what it is initialised with, where this unit has it.
static bool variable_lines(struct mentions *mentions, CXCursor decl, struct lines *lines)
{
    CXCursor definition = clang_getCursorDefinition(decl);
    return is_static(decl) && extent_of(mentions, clang_Cursor_isNull(definition) ? decl : definition, lines);
}

static bool is_arithmetic(CXCursor type)
{
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(type)).kind;
    return kind > CXType_Void && kind <= CXType_LongDouble;
}

static bool declared_lines(struct mentions *mentions, CXCursor decl, struct lines *lines)
{
    switch ((int)decl.kind) {
    case CXCursor_FieldDecl:
        return field_lines(mentions, decl, lines);
    case CXCursor_EnumConstantDecl:
        return enumerator_lines(mentions, decl, lines);
    case CXCursor_VarDecl:
        return variable_lines(mentions, decl, lines);
    case CXCursor_TypedefDecl:
        return is_arithmetic(decl) && extent_of(mentions, decl, lines);
    default:
        return false;
    }
}

// ---- what names it ----

static void note(struct mentions *mentions, CXSourceLocation at, CXCursor decl)
{
    struct lines to;
    struct ir_mention mention;
    if (!declared_lines(mentions, decl, &to) || !line_of(mentions, at, &mention.file, &mention.line))
        return;
    mention.to_file = to.file;
    mention.first = to.first;
    mention.last = to.last;
    vec_push(&mentions->unit->mentions, mention);
}

// Another unit sees the declaration only, which stands for the definition.
static void note_definition(struct mentions *mentions, CXCursor decl)
{
    CXCursor first = clang_getCanonicalCursor(decl);
    if (clang_isCursorDefinition(decl) && !clang_equalCursors(first, decl))
        note(mentions, clang_getCursorLocation(first), decl);
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct mentions *mentions = data;
    CXSourceLocation at = clang_getCursorLocation(cursor);
    if (clang_isTranslationUnit(parent.kind) && clang_Location_isInSystemHeader(at))
        return CXChildVisit_Continue;
    if (cursor.kind == CXCursor_DeclRefExpr || cursor.kind == CXCursor_MemberRefExpr ||
        cursor.kind == CXCursor_MemberRef || cursor.kind == CXCursor_TypeRef)
        note(mentions, at, clang_getCursorReferenced(cursor));
    else if (cursor.kind == CXCursor_VarDecl)
        note_definition(mentions, cursor);
    return CXChildVisit_Recurse;
}

// ---- the unit ----

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct ir_mention));
}

static void sort(struct ir_unit *unit)
{
    size_t kept = 0;
    if (unit->mentions.count)
        qsort(unit->mentions.at, unit->mentions.count, sizeof *unit->mentions.at, compare);
    for (size_t i = 0; i < unit->mentions.count; i++)
        if (!kept || compare(&unit->mentions.at[kept - 1], &unit->mentions.at[i]))
            unit->mentions.at[kept++] = unit->mentions.at[i];
    unit->mentions.count = kept;
}

// A header that holds nothing but macros is the driver's own too.
static void visit_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct mentions *mentions = data;
    (void)stack;
    (void)depth;
    if (!clang_Location_isInSystemHeader(clang_getLocationForOffset(mentions->tu, file, 0)))
        file_index(mentions, file);
}

void mentions_note(CXTranslationUnit tu, struct ir_unit *unit)
{
    struct mentions mentions = {.tu = tu, .unit = unit};
    clang_visitChildren(clang_getTranslationUnitCursor(tu), visit, &mentions);
    clang_getInclusions(tu, visit_inclusion, &mentions);
    vec_free(&mentions.files);
    sort(unit);
}
