// What clang says about a translation unit: errors become gaps, missing headers become problems, calls of
// functions that nothing declares are listed.
#ifndef FRONTEND_DIAGNOSTICS_H
#define FRONTEND_DIAGNOSTICS_H

#include "frontend/parse.h"

// Errors delete code: each becomes a gap of OUTCOME's unit, and each missing header a problem too.
void diagnostics_to_gaps(CXTranslationUnit tu, const struct parse_job *job, struct parse_outcome *outcome);

// Appends to FLAGS a macro that does nothing for each undeclared function that looks like a trace macro. The texts
// live in ARENA. Returns how many there were.
size_t diagnostics_trace_macros(CXTranslationUnit tu, struct arena *arena, struct flag_list *flags);

#endif
