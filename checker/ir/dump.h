// The IR as text, for people and for tests.
#ifndef IR_DUMP_H
#define IR_DUMP_H

#include "ir/ir.h"

#include <stdio.h>

// Writes UNIT to OUT: its globals and functions, or only the function called FUNCTION (with the initialisers
// of its static locals) when that is not NULL. The same unit always gives the same text; no line depends on
// where the files lie (paths are cut to their last part).
void ir_dump(const struct ir_unit *unit, const char *function, FILE *out);

// The name of an opcode and of a type as the dump writes it.
const char *ir_op_name(enum ir_op op);
const char *ir_type_name(enum ir_type type);

#endif
