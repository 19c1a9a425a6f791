// Lowers the C of one parsed translation unit to the IR.
#ifndef FRONTEND_LOWER_H
#define FRONTEND_LOWER_H

#include "ir/ir.h"

#include <clang-c/Index.h>

// Lowers every function with a body in TU's main file and in the headers that are not system headers, what
// they reference, and the globals and initialisers that go with them, into UNIT. UNIT may already hold texts,
// files, places and gaps; gaps that name no function get the one in whose extent they lie. TU stays the
// caller's and may be disposed afterwards. Constructs that cannot be lowered become gaps, never failures.
// The recursion is as deep as the source is nested: call it on a thread or in a process with a large stack.
enum lower_language { LOWER_C, LOWER_CPP };
void lower_unit(CXTranslationUnit tu, enum lower_language language, const char *main_path, struct ir_unit *unit);

// The index in unit->locs of AT, for diagnostics; appends file and place.
uint32_t lower_place_of(CXTranslationUnit tu, CXSourceLocation at, struct ir_unit *unit);

#endif
