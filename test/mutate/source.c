// Places in a source, as offsets of bytes.
#include "mutate.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_file(const struct source *source, CXFile file)
{
    CXFile own = clang_getFile(source->unit, source->path);
    return file && own && clang_File_isEqual(file, own);
}

bool source_range(const struct source *source, CXCursor cursor, struct range *range)
{
    CXSourceRange extent = clang_getCursorExtent(cursor);
    CXFile first, last;
    unsigned begin, end;
    clang_getExpansionLocation(clang_getRangeStart(extent), &first, NULL, NULL, &begin);
    clang_getExpansionLocation(clang_getRangeEnd(extent), &last, NULL, NULL, &end);
    if (!same_file(source, first) || !same_file(source, last) || end <= begin || end > source->size)
        return false;
    *range = (struct range){begin, end};
    return true;
}

bool source_in_macro(CXCursor cursor)
{
    CXSourceLocation at = clang_getRangeStart(clang_getCursorExtent(cursor));
    unsigned expansion, spelling;
    CXFile file, other;
    clang_getExpansionLocation(at, &file, NULL, NULL, &expansion);
    clang_getSpellingLocation(at, &other, NULL, NULL, &spelling);
    return expansion != spelling || !file || !other || !clang_File_isEqual(file, other);
}

bool source_statement(const struct source *source, CXCursor cursor, struct range *range)
{
    if (!source_range(source, cursor, range))
        return false;
    if (source->text[range->end - 1] == '}' || source->text[range->end - 1] == ';')
        return true;
    while (range->end < source->size && strchr(" \n", source->text[range->end]))
        range->end++;
    return range->end < source->size && source->text[range->end++] == ';';
}

struct children {
    CXCursor *at;
    unsigned count, most;
};

static enum CXChildVisitResult add_child(CXCursor child, CXCursor parent, CXClientData data)
{
    struct children *children = data;
    (void)parent;
    if (children->count == children->most)
        return CXChildVisit_Break;
    children->at[children->count++] = child;
    return CXChildVisit_Continue;
}

unsigned source_children(CXCursor cursor, CXCursor *at, unsigned most)
{
    struct children children = {at, 0, most};
    clang_visitChildren(cursor, add_child, &children);
    return children.count;
}

CXCursor source_bare(CXCursor cursor)
{
    CXCursor child;
    while (
        (clang_getCursorKind(cursor) == CXCursor_UnexposedExpr || clang_getCursorKind(cursor) == CXCursor_ParenExpr) &&
        source_children(cursor, &child, 1) == 1)
        cursor = child;
    return cursor;
}

bool source_is_call(CXCursor statement)
{
    CXCursor bare = source_bare(statement);
    if (clang_getCursorKind(bare) == CXCursor_CStyleCastExpr) { // (VOID)Function();
        CXCursor children[2];
        unsigned count = source_children(bare, children, 2);
        return count && source_is_call(children[count - 1]);
    }
    return clang_getCursorKind(bare) == CXCursor_CallExpr;
}

static bool is_known(const struct source *source, const struct mutant *mutant)
{
    if (strlen(mutant->text) == mutant->at.end - mutant->at.begin &&
        memcmp(mutant->text, source->text + mutant->at.begin, strlen(mutant->text)) == 0)
        return true;
    for (size_t i = 0; i < source->count; i++) {
        const struct mutant *other = &source->mutants[i];
        if (other->at.begin == mutant->at.begin && other->at.end == mutant->at.end &&
            strcmp(other->text, mutant->text) == 0)
            return true;
    }
    return false;
}

void source_add(struct source *source, enum operation operation, struct range range, const char *format, ...)
{
    struct mutant mutant = {operation, range, NULL};
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&mutant.text, format, arguments) < 0)
        abort();
    va_end(arguments);
    if (is_known(source, &mutant)) {
        free(mutant.text);
        return;
    }
    if (source->count == source->capacity) {
        source->capacity = source->capacity ? source->capacity * 2 : 64;
        source->mutants = realloc(source->mutants, source->capacity * sizeof mutant);
        if (!source->mutants)
            abort();
    }
    source->mutants[source->count++] = mutant;
}
