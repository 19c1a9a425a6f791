// Conditions of nmake's !if: numbers, texts in quotes, defined(), !, &&, ||, comparisons, brackets.
#ifndef PROJECT_LEGACY_CONDITION_H
#define PROJECT_LEGACY_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

// Whether CONDITION, in which macros were replaced, holds. DEFINED says whether there is a macro of that name. Sets
// *WRONG if it is not understood.
bool legacy_condition_holds(
    const char *condition, bool (*defined)(void *subject, const char *name, size_t n), void *subject, bool *wrong);

#endif
