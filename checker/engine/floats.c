// Arithmetic on floats: of constants, as this machine does it. Of anything else nothing is known.
#include "engine/floats.h"

static double as_double(const struct value *v)
{
    float f;
    double d;
    uint32_t low = (uint32_t)v->imm;
    memcpy(&f, &low, sizeof f);
    memcpy(&d, &v->imm, sizeof d);
    return v->width == 4 ? (double)f : d;
}

static const struct value *from_double(struct run *run, unsigned width, double d)
{
    float f = (float)d;
    uint64_t bits = 0;
    if (width == 4)
        memcpy(&bits, &f, sizeof f);
    else
        memcpy(&bits, &d, sizeof d);
    return value_int(&run->values, width, bits);
}

// A number is rounded once: by way of double, a float could be rounded twice.
static const struct value *from_signed(struct run *run, unsigned width, int64_t number)
{
    return from_double(run, width, width == 4 ? (double)(float)number : (double)number);
}

static const struct value *from_unsigned(struct run *run, unsigned width, uint64_t number)
{
    return from_double(run, width, width == 4 ? (double)(float)number : (double)number);
}

// What does not fit is undefined (C17 6.3.1.4); compilers fold it to the nearest number that does.
static int64_t to_signed(double d, unsigned width)
{
    int64_t most = (int64_t)(value_mask(width) >> 1);
    if (d != d)
        return 0;
    return d >= (double)most ? most : d <= -(double)most ? -most - 1 : (int64_t)d;
}

static uint64_t to_unsigned(double d, unsigned width)
{
    uint64_t most = value_mask(width);
    if (!(d > -1))
        return 0;
    return d >= (double)most ? most : (uint64_t)d;
}

const struct value *float_binary(
    struct run *run, const struct ir_inst *inst, const struct value *a, const struct value *b)
{
    unsigned width = ir_type_size((enum ir_type)inst->type);
    if (a->kind != VALUE_INT || b->kind != VALUE_INT)
        return run_unknown_bytes(run, inst->op >= IR_EQ ? 4 : width, 0); // a term would be one of integers
    double x = as_double(a), y = as_double(b);
    switch (inst->op) {
    case IR_ADD:
        return from_double(run, width, x + y);
    case IR_SUB:
        return from_double(run, width, x - y);
    case IR_MUL:
        return from_double(run, width, x * y);
    case IR_SDIV:
    case IR_UDIV:
        return from_double(run, width, x / y);
    case IR_EQ:
        return value_int(&run->values, 4, x == y);
    case IR_NE:
        return value_int(&run->values, 4, x != y);
    case IR_SLT:
    case IR_ULT:
        return value_int(&run->values, 4, x < y);
    case IR_SLE:
    case IR_ULE:
        return value_int(&run->values, 4, x <= y);
    }
    return run_unknown_bytes(run, width, 0);
}

const struct value *float_negate(struct run *run, unsigned width, const struct value *a)
{
    return a->kind == VALUE_INT ? from_double(run, width, -as_double(a))
                                : value_opaque(&run->values, IR_NEG, width, a, NULL);
}

const struct value *float_convert(struct run *run, const struct ir_inst *inst, const struct value *a)
{
    unsigned width = ir_type_size((enum ir_type)inst->type);
    if (a->kind != VALUE_INT)
        return value_opaque(&run->values, inst->op, width, a, NULL);
    switch (inst->op) {
    case IR_SINT_TO_FLOAT:
        return from_signed(run, width, value_signed(a->imm, a->width));
    case IR_UINT_TO_FLOAT:
        return from_unsigned(run, width, a->imm);
    case IR_FLOAT_TO_SINT:
        return value_int(&run->values, width, (uint64_t)to_signed(as_double(a), width));
    case IR_FLOAT_TO_UINT:
        return value_int(&run->values, width, to_unsigned(as_double(a), width));
    }
    return from_double(run, width, as_double(a));
}
