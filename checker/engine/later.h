// What a program may still read once it has come to a point of its entry function: what only an earlier part of the
// program reads (a driver's registration, its initialization) says nothing about what follows.
#ifndef ENGINE_LATER_H
#define ENGINE_LATER_H

#include "engine/slice.h"

// After the instruction INST (of the unit) of FUNCTION, a program function that no other has called. NULL: the slice does
// not know FUNCTION. SLICE is borrowed.
struct later *later_new(struct slice *slice, uint32_t function, uint32_t inst);
void later_free(struct later *later);

// Whether PLACE, which stands for its class, or something in it, may be read.
bool later_reads(const struct later *later, uint32_t place);

#endif
