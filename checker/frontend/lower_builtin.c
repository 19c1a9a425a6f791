// Functions of the compiler that are more, or less, than a call.
#include "frontend/lowering.h"

#include <ctype.h>

struct builtin_call {
    CXCursor e;
    struct kids kids; // callee, arguments
    CXType type;      // of the call, canonical
    struct shape shape;
};

static CXCursor argument(const struct lowering *l, const struct builtin_call *c, size_t i)
{
    return kid(l, c->kids, i + 1);
}

static uint32_t builtin_nothing(struct lowering *l, const struct builtin_call *c)
{
    return c->shape.kind == SHAPE_VOID ? IR_NONE : emit_const(l, c->shape, 0);
}

// Nothing that is seen happens but what the arguments do.
static uint32_t builtin_effects(struct lowering *l, const struct builtin_call *c)
{
    for (size_t i = 0; i + 1 < c->kids.count; i++)
        lower_effect(l, argument(l, c, i));
    return builtin_nothing(l, c);
}

// The first argument is the value; the others are evaluated for what they do.
static uint32_t builtin_first(struct lowering *l, const struct builtin_call *c)
{
    uint32_t value = lower_converted(l, argument(l, c, 0), c->type);
    for (size_t i = 1; i + 1 < c->kids.count; i++)
        lower_effect(l, argument(l, c, i));
    return value;
}

static uint32_t builtin_unreachable(struct lowering *l, const struct builtin_call *c)
{
    sync_position(l);
    build_end(l->body->b, IR_UNREACHABLE);
    return builtin_nothing(l, c);
}

// __builtin_constant_p: what the compiler cannot tell is not constant.
static uint32_t builtin_constant(struct lowering *l, const struct builtin_call *c)
{
    int64_t value = 0;
    (void)constant_of(c->e, &value);
    return emit_const(l, c->shape, value);
}

static uint32_t builtin_object_size(struct lowering *l, const struct builtin_call *c)
{
    int64_t value = -1, kind = 0;
    if (!constant_of(c->e, &value))
        value = constant_of(argument(l, c, 1), &kind) && (kind & 2) ? 0 : -1;
    return emit_const(l, c->shape, value);
}

static uint32_t builtin_va_start(struct lowering *l, const struct builtin_call *c)
{
    struct place list = place_of_list(l, argument(l, c, 0));
    emit_op(l, IR_VA_START, IR_VOID, list.address, IR_NONE);
    return IR_NONE;
}

// __va_start(&list, last)
static uint32_t builtin_ms_va_start(struct lowering *l, const struct builtin_call *c)
{
    emit_op(l, IR_VA_START, IR_VOID, lower_value(l, argument(l, c, 0)), IR_NONE);
    return IR_NONE;
}

static uint32_t builtin_va_copy(struct lowering *l, const struct builtin_call *c)
{
    struct place to = place_of_list(l, argument(l, c, 0)), from = place_of_list(l, argument(l, c, 1));
    place_store(l, &to, place_load(l, &from));
    return IR_NONE;
}

static uint32_t builtin_alloca(struct lowering *l, const struct builtin_call *c)
{
    struct shape wide = {SHAPE_INT, IR_I64, false};
    CXCursor size = argument(l, c, 0);
    uint32_t bytes = convert(l, lower_value(l, size), shape_of(clang_getCursorType(size)), wide);
    return emit_op(l, IR_ALLOCA, IR_PTR, bytes, IR_NONE);
}

static uint32_t builtin_undetermined(struct lowering *l, const struct builtin_call *c)
{
    return emit_undetermined(l, c->type, "a value that the processor or the compiler supplies");
}

static uint32_t builtin_exception(struct lowering *l, const struct builtin_call *c)
{
    return emit_undetermined(l, c->type, "the exception");
}

static uint32_t builtin_abnormal(struct lowering *l, const struct builtin_call *c)
{
    return emit_const(l, c->shape, l->body->abnormal == 1);
}

static const struct {
    const char *name;
    uint32_t (*lower)(struct lowering *l, const struct builtin_call *c);
} builtins[] = {
    {"__builtin_expect", builtin_first},
    {"__builtin_expect_with_probability", builtin_first},
    {"__builtin_assume_aligned", builtin_first},
    {"__builtin_launder", builtin_first},
    {"__assume", builtin_nothing},
    {"__builtin_assume", builtin_nothing},
    {"__builtin_prefetch", builtin_effects},
    {"__noop", builtin_nothing},
    {"__builtin_va_end", builtin_effects},
    {"__builtin_ms_va_end", builtin_effects},
    {"__sync_synchronize", builtin_nothing},
    {"__atomic_thread_fence", builtin_nothing},
    {"__atomic_signal_fence", builtin_nothing},
    {"_ReadBarrier", builtin_nothing},
    {"_WriteBarrier", builtin_nothing},
    {"_ReadWriteBarrier", builtin_nothing},
    {"__builtin_unreachable", builtin_unreachable},
    {"__builtin_trap", builtin_unreachable},
    {"__fastfail", builtin_unreachable},
    {"__builtin_constant_p", builtin_constant},
    {"__builtin_object_size", builtin_object_size},
    {"__builtin_dynamic_object_size", builtin_object_size},
    {"__builtin_va_start", builtin_va_start},
    {"__builtin_ms_va_start", builtin_va_start},
    {"__va_start", builtin_ms_va_start},
    {"__builtin_va_copy", builtin_va_copy},
    {"__builtin_ms_va_copy", builtin_va_copy},
    {"__builtin_alloca", builtin_alloca},
    {"__builtin_alloca_with_align", builtin_alloca},
    {"_alloca", builtin_alloca},
    {"alloca", builtin_alloca},
    {"__builtin_return_address", builtin_undetermined},
    {"__builtin_frame_address", builtin_undetermined},
    {"_ReturnAddress", builtin_undetermined},
    {"_AddressOfReturnAddress", builtin_undetermined},
    {"__annotation", builtin_undetermined},
    {"_exception_code", builtin_exception},
    {"__exception_code", builtin_exception},
    {"_exception_info", builtin_exception},
    {"__exception_info", builtin_exception},
    {"_abnormal_termination", builtin_abnormal},
    {"__abnormal_termination", builtin_abnormal},
};

// Read-modify-write operations on one place. Yields the value before, or the one after.
enum atomic_yield { ATOMIC_OLD, ATOMIC_NEW };

static const struct {
    const char *name;
    enum ir_op op; // IR_MOVE: exchange; IR_EQ: compare and exchange (expected value last); IR_NE: expected first
    int step;      // of increments and decrements, which take no operand
    enum atomic_yield yield;
} atomics[] = {
    {"_InterlockedIncrement", IR_ADD, 1, ATOMIC_NEW},
    {"_InterlockedDecrement", IR_SUB, 1, ATOMIC_NEW},
    {"_InterlockedExchangeAdd", IR_ADD, 0, ATOMIC_OLD},
    {"_InterlockedExchangePointer", IR_MOVE, 0, ATOMIC_OLD},
    {"_InterlockedExchange", IR_MOVE, 0, ATOMIC_OLD},
    {"_InterlockedCompareExchangePointer", IR_EQ, 0, ATOMIC_OLD},
    {"_InterlockedCompareExchange", IR_EQ, 0, ATOMIC_OLD},
    {"_InterlockedAnd", IR_AND, 0, ATOMIC_OLD},
    {"_InterlockedOr", IR_OR, 0, ATOMIC_OLD},
    {"_InterlockedXor", IR_XOR, 0, ATOMIC_OLD},
    {"_InterlockedAdd", IR_ADD, 0, ATOMIC_NEW},
    {"__sync_fetch_and_add", IR_ADD, 0, ATOMIC_OLD},
    {"__sync_fetch_and_sub", IR_SUB, 0, ATOMIC_OLD},
    {"__sync_fetch_and_or", IR_OR, 0, ATOMIC_OLD},
    {"__sync_fetch_and_and", IR_AND, 0, ATOMIC_OLD},
    {"__sync_fetch_and_xor", IR_XOR, 0, ATOMIC_OLD},
    {"__sync_add_and_fetch", IR_ADD, 0, ATOMIC_NEW},
    {"__sync_sub_and_fetch", IR_SUB, 0, ATOMIC_NEW},
    {"__sync_or_and_fetch", IR_OR, 0, ATOMIC_NEW},
    {"__sync_and_and_fetch", IR_AND, 0, ATOMIC_NEW},
    {"__sync_xor_and_fetch", IR_XOR, 0, ATOMIC_NEW},
    {"__sync_lock_test_and_set", IR_MOVE, 0, ATOMIC_OLD},
    {"__sync_val_compare_and_swap", IR_NE, 0, ATOMIC_OLD},
};

// Whether NAME is BASE with a suffix for width or ordering: 16, 64, _acq, _nf, _4. Not for 128 bits.
static bool is_variant(const char *name, const char *base)
{
    size_t n = strlen(base);
    if (strncmp(name, base, n) != 0 || strcmp(name + n, "128") == 0)
        return false;
    const char *rest = name + n;
    while (isdigit((unsigned char)*rest))
        rest++;
    return !*rest || *rest == '_';
}

// *place = old == EXPECTED ? VALUE : old
static void exchange_if_equal(struct lowering *l, const struct place *place, uint32_t old, uint32_t expected,
                              uint32_t value)
{
    struct ir_builder *b = l->body->b;
    uint32_t same = emit_op(l, IR_EQ, place->shape.type, old, expected);
    uint32_t store = build_block(b), end = build_block(b);
    build_decided(b, same, store, end);
    build_here(b, store);
    place_store(l, place, value);
    build_here(b, end);
}

static uint32_t lower_atomic(struct lowering *l, const struct builtin_call *c, size_t number)
{
    enum ir_op op = atomics[number].op;
    CXCursor target = argument(l, c, 0);
    uint32_t address = lower_value(l, target), operand, other = IR_NONE;
    CXType type = c->shape.kind == SHAPE_VOID ? pointee_of(canonical_type(target)) : c->type;
    struct place place = place_at(address, type);
    place.flags = IR_VOLATILE;
    operand = atomics[number].step ? emit_const(l, place.shape, atomics[number].step)
                                   : lower_converted(l, argument(l, c, 1), place.type);
    if (op == IR_EQ || op == IR_NE)
        other = lower_converted(l, argument(l, c, 2), place.type);
    uint32_t old = place_load(l, &place);
    if (op == IR_EQ || op == IR_NE) {
        exchange_if_equal(l, &place, old, op == IR_EQ ? other : operand, op == IR_EQ ? operand : other);
        return old;
    }
    uint32_t after = op == IR_MOVE ? operand : emit_op(l, op, place.shape.type, old, operand);
    place_store(l, &place, after);
    return atomics[number].yield == ATOMIC_NEW ? after : old;
}

// A bit by its number, counted from an address; the 64-bit forms too look at words of 32 bits, as the bitmaps that they are
// used on need not be larger. Yields whether it was set.
static const struct {
    const char *name;
    enum ir_op op; // IR_MOVE: the bit stays; IR_OR: it is set; IR_AND: reset; IR_XOR: complemented
} bit_tests[] = {
    {"_bittest", IR_MOVE},
    {"_bittestandset", IR_OR},
    {"_bittestandreset", IR_AND},
    {"_bittestandcomplement", IR_XOR},
    {"_interlockedbittestandset", IR_OR},
    {"_interlockedbittestandreset", IR_AND},
};

static uint32_t lower_bit_test(struct lowering *l, const struct builtin_call *c, enum ir_op op)
{
    static const struct shape wide = {SHAPE_INT, IR_I64, true}, word = {SHAPE_INT, IR_I32, false};
    CXCursor number = argument(l, c, 1);
    uint32_t base = lower_value(l, argument(l, c, 0));
    uint32_t bit = convert(l, lower_value(l, number), shape_of(canonical_type(number)), wide);
    struct ir_inst at = build_inst(IR_INDEX, IR_PTR, base, emit_op(l, IR_ASHR, IR_I64, bit, emit_const(l, wide, 5)));
    at.imm = 4;
    uint32_t address = emit(l, at);
    uint32_t shift = convert(l, emit_op(l, IR_AND, IR_I64, bit, emit_const(l, wide, 31)), wide, word);
    uint32_t old = emit(l, build_inst(IR_LOAD, IR_I32, address, IR_NONE)), one = emit_const(l, word, 1);
    uint32_t was_set = emit_op(l, IR_AND, IR_I32, emit_op(l, IR_LSHR, IR_I32, old, shift), one);
    if (op != IR_MOVE) {
        uint32_t mask = emit_op(l, IR_SHL, IR_I32, one, shift);
        if (op == IR_AND)
            mask = emit_op(l, IR_XOR, IR_I32, mask, emit_const(l, word, -1));
        (void)emit(l, build_inst(IR_STORE, IR_I32, address, emit_op(l, op, IR_I32, old, mask)));
    }
    return convert(l, was_set, word, c->shape);
}

bool lower_builtin(struct lowering *l, CXCursor e, const char *name, struct kids kids, uint32_t *value)
{
    struct builtin_call call = {.e = e, .kids = kids, .type = canonical_type(e)};
    if (*name != '_' && strcmp(name, "alloca") != 0)
        return false;
    call.shape = shape_of(call.type);
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (strcmp(name, builtins[i].name) == 0) {
            *value = builtins[i].lower(l, &call);
            return true;
        }
    for (size_t i = 0; i < sizeof atomics / sizeof *atomics; i++)
        if (is_variant(name, atomics[i].name) && call.shape.kind != SHAPE_ADDRESS) {
            *value = lower_atomic(l, &call, i);
            return true;
        }
    for (size_t i = 0; i < sizeof bit_tests / sizeof *bit_tests; i++)
        if (is_variant(name, bit_tests[i].name) && kids.count == 3) {
            *value = lower_bit_test(l, &call, bit_tests[i].op);
            return true;
        }
    return false;
}
