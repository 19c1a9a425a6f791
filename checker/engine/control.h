// Control dependence within one function: which branches decide whether a block runs.
// (Ferrante, Ottenstein, Warren: The Program Dependence Graph and Its Use in Optimization, TOPLAS 1987.)
#ifndef ENGINE_CONTROL_H
#define ENGINE_CONTROL_H

#include "ir/ir.h"

struct control; // of one function

struct control *control_new(const struct ir_unit *unit, const struct ir_function *function);
void control_free(struct control *control);

// The block that every way from BLOCK leads to next, whatever is decided on the way (its immediate postdominator);
// IR_NONE: the end of the function.
uint32_t control_after(const struct control *control, uint32_t block);

// The *COUNT blocks whose end decides whether BLOCK runs. Borrowed. In a loop that nothing leaves, these are also blocks
// that end with a jump.
const uint32_t *control_deciders(const struct control *control, uint32_t block, uint32_t *count);

// Calls VISIT for each block that control can go to from BLOCK, by its last instruction or by an exception.
typedef void control_visit(void *to, uint32_t block);
void control_each_successor(
    const struct ir_unit *unit, const struct ir_function *function, uint32_t block, control_visit *visit, void *to);

#endif
