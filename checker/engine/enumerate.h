// Constraints on unknowns that have few values each, decided exactly: all values are tried.
//
// Facts about different terms of one unknown (x < 3, x & 4) say nothing about each other to the ranges of constraint.c,
// so a path could go on that no value of x allows. Where an unknown has few values, trying them settles it.
#ifndef ENGINE_ENUMERATE_H
#define ENGINE_ENUMERATE_H

#include "engine/constraint.h"

enum { ENUMERATED = 4 }; // unknowns at once

// Unknowns with few values that facts tie to each other.
struct few {
    const struct value *symbols[ENUMERATED];
    struct range ranges[ENUMERATED];
    size_t count;
};

// The unknowns with few values in V, and those that CONSTRAINTS tie to them.
void enumerate_collect(struct few *few, const struct constraints *constraints, const struct value *v);

// Whether some values of the unknowns of FEW agree with all facts that are about nothing else. If so, *FEW is what is
// left of them: the bounds of the values that agree.
bool enumerate_agrees(struct few *few, struct values *values, const struct constraints *constraints);

#endif
