// Control dependence within one function: which branches decide whether a block runs.
// (Ferrante, Ottenstein, Warren: The Program Dependence Graph and Its Use in Optimization, TOPLAS 1987.)
#ifndef ENGINE_CONTROL_H
#define ENGINE_CONTROL_H

#include "ir/ir.h"

struct control; // of one function

struct control *control_new(const struct ir_unit *unit, const struct ir_function *function);
void control_free(struct control *control);

// Sets DECIDES[block] for each block whose last instruction decides whether one of the blocks with WANTED[block]
// runs, directly or by deciding about another such block. Both arrays have one byte per block.
void control_deciders(const struct control *control, const uint8_t *wanted, uint8_t *decides);

#endif
