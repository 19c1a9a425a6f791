// Arithmetic on floats: of constants, as this machine does it.
#ifndef ENGINE_FLOATS_H
#define ENGINE_FLOATS_H

#include "engine/run.h"

static inline bool float_is(unsigned type)
{
    return type == IR_F32 || type == IR_F64;
}

const struct value *float_binary(
    struct run *run, const struct ir_inst *inst, const struct value *a, const struct value *b);
const struct value *float_negate(struct run *run, unsigned width, const struct value *a);

// The conversion INST, from or to a float.
const struct value *float_convert(struct run *run, const struct ir_inst *inst, const struct value *a);

#endif
