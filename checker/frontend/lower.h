// Lowers the C of one parsed translation unit to the IR.
#ifndef FRONTEND_LOWER_H
#define FRONTEND_LOWER_H

#include "ir/ir.h"

#include <clang-c/Index.h>

#include <stdbool.h>

// Lowers every function with a body in TU's main file and in the headers that are not system headers, what
// they reference, and the globals and initialisers that go with them, into UNIT. UNIT may already hold texts,
// files, places and gaps; gaps that name no function get the one in whose extent they lie. TU stays the
// caller's and may be disposed afterwards. Constructs that cannot be lowered become gaps, never failures.
// The recursion is as deep as the source is nested: call it on a thread or in a process with a large stack.
enum lower_language { LOWER_C, LOWER_CPP };

// One unit to lower.
struct lower_source {
    CXTranslationUnit tu;
    enum lower_language language;
    const char *main_path;
    const CXCursor *more; // declarations that stand in front of what a visit of TU meets; see lower_visit
    size_t more_count;
};
void lower_unit(const struct lower_source *source, struct ir_unit *unit);

// Calls SEE with each declaration of C at the top level of TU that lower_unit would begin with, in order.
void lower_visit(CXTranslationUnit tu, void (*see)(void *subject, CXCursor decl), void *subject);

// Whether DECL is such a declaration.
bool lower_is_lowered(CXCursor decl);

// The place BY bytes behind AT in its file, or before it. Finds what clang_getLocationForOffset does, which goes through all
// files and macros of TU for that.
CXSourceLocation lower_move(CXTranslationUnit tu, CXSourceLocation at, int by);

// The index in unit->locs of AT, for diagnostics; appends file and place.
uint32_t lower_place_of(CXTranslationUnit tu, CXSourceLocation at, struct ir_unit *unit);

#endif
