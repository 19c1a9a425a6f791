// Precompiled headers: what several sources begin with (beginning.h) is parsed once and saved, and loaded in place of
// being parsed by each of them. The units are the same as without; where that is not sure, nothing is precompiled.
#ifndef FRONTEND_PRECOMPILE_H
#define FRONTEND_PRECOMPILE_H

#include "ir/ir.h"
#include "support/vec.h"

#include <clang-c/Index.h>

#include <stdbool.h>

// A beginning, and two files without names, which child processes inherit, for what is made of it.
struct precompiled {
    int source, header, list; // the includes; the precompiled header; the driver's declarations in it
};

struct precompiled_cursors {
    VEC(CXCursor) at;
};

// TEXT has the includes. False if there can be no such files.
bool precompiled_open(struct precompiled *precompiled, const char *text);
void precompiled_close(struct precompiled *precompiled);

// What clang knows the files as. Released with free().
char *precompiled_source_path(const struct precompiled *precompiled);
char *precompiled_header_path(const struct precompiled *precompiled);

// Saves TU, the parsed beginning, if it has no diagnostics, each of its includes guards itself against being
// included twice, and each of its declarations that a unit lowers can be found by its place.
void precompiled_save(const struct precompiled *precompiled, CXTranslationUnit tu);

// Whether precompiled_save came to its end.
bool precompiled_is_saved(const struct precompiled *precompiled);

// The declarations of the driver's headers in TU, parsed with the precompiled header by an index that excludes its
// declarations: those that a visit of the whole unit would meet, in that order. False if one is not found.
bool precompiled_find(const struct precompiled *precompiled, CXTranslationUnit tu, struct precompiled_cursors *found);

#endif
