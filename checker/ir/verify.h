// Checks that a unit keeps the rules that ir.h lays down. Run after lowering in debug builds and tests.
#ifndef IR_VERIFY_H
#define IR_VERIFY_H

#include "ir/ir.h"

#include <stddef.h>

// Calls COMPLAIN (if not NULL) with DATA and a message, valid during the call, for each broken rule: blocks
// that do not end in exactly one terminator; indices out of range; registers of one width used as another,
// or read where no path has written them. Yields how many there are.
size_t ir_verify(const struct ir_unit *unit, void (*complain)(void *data, const char *message), void *data);

#endif
