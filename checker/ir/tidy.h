// Makes a function's graph smaller without changing what it does.
#ifndef IR_TIDY_H
#define IR_TIDY_H

#include "ir/ir.h"

// Blocks that only jump on disappear, blocks that always follow each other become one, and instructions whose
// result nobody reads go away.
// requires: FUNCTION's blocks and instructions are the last ones of UNIT's tables
// invalidates: block numbers
void ir_tidy(struct ir_unit *unit, uint32_t function);

#endif
