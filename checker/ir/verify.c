// Checks that a unit keeps the rules that ir.h lays down.
#include "ir/verify.h"

#include "ir/dump.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct verify {
    const struct ir_unit *unit;
    const struct ir_function *function;
    uint32_t block, inst; // where we are, for messages
    void (*complain)(void *, const char *);
    void *data;
    size_t problems;
    uint8_t *width;    // of each register; 0: not yet known
    uint64_t *written; // per block and register: a bit that is set if some path to its end writes it
    size_t words;      // of one block's set in `written`
};

__attribute__((format(printf, 2, 3))) static void verify_complain(struct verify *v, const char *format, ...)
{
    char what[200], message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    snprintf(message, sizeof message, "%s, block %" PRIu32 ", instruction %" PRIu32 ": %s",
             ir_string(v->unit, v->function->name), v->block, v->inst, what);
    v->problems++;
    if (v->complain)
        v->complain(v->data, message);
}

static void verify_below(struct verify *v, uint64_t index, uint64_t count, const char *what)
{
    if (index >= count)
        verify_complain(v, "%s %" PRIu64 " of %" PRIu64, what, index, count);
}

static bool verify_ends_block(enum ir_op op)
{
    return op >= IR_JUMP && op <= IR_UNREACHABLE;
}

// What the opcode's `ref` counts in.
static void verify_ref(struct verify *v, const struct ir_inst *inst)
{
    const struct ir_unit *unit = v->unit;
    if (inst->op == IR_LOCAL || inst->op == IR_BEGIN)
        verify_below(v, inst->ref, v->function->locals, "local");
    if (inst->op == IR_GLOBAL)
        verify_below(v, inst->ref, unit->globals.count, "global");
    if (inst->op == IR_FUNCTION || inst->op == IR_CALL)
        verify_below(v, inst->ref, unit->functions.count, "function");
    if (inst->op == IR_FIELD && inst->ref != IR_NONE)
        verify_below(v, inst->ref, unit->fields.count, "field");
    if (inst->op == IR_CALL_POINTER)
        verify_below(v, inst->ref, unit->text.count, "signature");
}

static void verify_targets(struct verify *v, const struct ir_inst *inst)
{
    uint32_t blocks = v->function->blocks;
    if (inst->op == IR_JUMP || inst->op == IR_BRANCH)
        verify_below(v, inst->t, blocks, "target block");
    if (inst->op == IR_BRANCH || inst->op == IR_SWITCH)
        verify_below(v, inst->f, blocks, "other block");
    if (inst->op != IR_SWITCH)
        return;
    verify_below(v, (uint64_t)inst->first + inst->count, v->unit->cases.count + 1, "case");
    for (uint32_t i = 0; i < inst->count; i++) {
        const struct ir_case *c = &v->unit->cases.at[inst->first + i];
        verify_below(v, c->block, blocks, "case block");
        if (c->lo > c->hi)
            verify_complain(v, "empty case %" PRId64 "..%" PRId64, c->lo, c->hi);
    }
}

// REGISTER holds a value of TYPE: as wide as whatever else was said about it.
static void verify_width(struct verify *v, uint32_t number, enum ir_type type)
{
    uint8_t size = (uint8_t)ir_type_size(type);
    if (number >= v->function->registers) {
        verify_complain(v, "register %" PRIu32 " of %" PRIu32, number, v->function->registers);
        return;
    }
    if (size == 0)
        verify_complain(v, "register %%%" PRIu32 " has type void", number);
    else if (v->width[number] == 0)
        v->width[number] = size;
    else if (v->width[number] != size)
        verify_complain(v, "register %%%" PRIu32 " is %d bytes wide, here %d", number, v->width[number], size);
}

enum verify_reads { READS_NONE, READS_A, READS_A_B, READS_A_PTR, READS_A_PTR_B, READS_PTRS, READS_FROM, READS_INDEX };

static enum verify_reads verify_reads_of(enum ir_op op)
{
    switch (op) {
    case IR_CONST: case IR_LOCAL: case IR_GLOBAL: case IR_FUNCTION: case IR_BEGIN: case IR_CALL: case IR_CHOOSE:
    case IR_UNKNOWN: case IR_JUMP: case IR_RAISE: case IR_UNREACHABLE: case IR_OP_COUNT:
        return READS_NONE;
    case IR_FIELD: case IR_LOAD: case IR_LOAD_BITS: case IR_ZERO: case IR_VA_START: case IR_CALL_POINTER:
    case IR_ALLOCA:
        return READS_A_PTR;
    case IR_STORE: case IR_STORE_BITS:
        return READS_A_PTR_B;
    case IR_COPY:
        return READS_PTRS;
    case IR_INDEX:
        return READS_INDEX;
    case IR_TRUNC: case IR_SEXT: case IR_ZEXT: case IR_MOVE: case IR_SINT_TO_FLOAT: case IR_UINT_TO_FLOAT:
    case IR_FLOAT_TO_SINT: case IR_FLOAT_TO_UINT: case IR_FLOAT_TO_FLOAT:
        return READS_FROM;
    case IR_NEG: case IR_NOT: case IR_BRANCH: case IR_SWITCH:
        return READS_A;
    case IR_RETURN:
        return READS_A;
    case IR_ADD: case IR_SUB: case IR_MUL: case IR_SDIV: case IR_UDIV: case IR_SREM: case IR_UREM: case IR_AND:
    case IR_OR: case IR_XOR: case IR_SHL: case IR_LSHR: case IR_ASHR: case IR_EQ: case IR_NE: case IR_SLT:
    case IR_SLE: case IR_ULT: case IR_ULE:
        return READS_A_B;
    }
    return READS_NONE;
}

// The types of the registers a and b that INST reads; IR_VOID where it reads none.
static void verify_read_types(const struct ir_inst *inst, enum ir_type *a, enum ir_type *b)
{
    *a = *b = IR_VOID;
    switch (verify_reads_of(inst->op)) {
    case READS_NONE: break;
    case READS_A: *a = inst->type; break;
    case READS_A_B: *a = *b = inst->type; break;
    case READS_A_PTR: *a = IR_PTR; break;
    case READS_A_PTR_B: *a = IR_PTR; *b = inst->type; break;
    case READS_PTRS: *a = *b = IR_PTR; break;
    case READS_FROM: *a = inst->from; break;
    case READS_INDEX: *a = IR_PTR; *b = IR_I64; break;
    }
    if (inst->op == IR_RETURN && inst->a == IR_NONE)
        *a = IR_VOID;
}

static enum ir_type verify_yields(const struct ir_inst *inst)
{
    switch ((enum ir_op)inst->op) {
    case IR_LOCAL: case IR_GLOBAL: case IR_FUNCTION: case IR_FIELD: case IR_INDEX: case IR_ALLOCA:
        return IR_PTR;
    case IR_EQ: case IR_NE: case IR_SLT: case IR_SLE: case IR_ULT: case IR_ULE: case IR_CHOOSE:
        return IR_I32;
    default: // every other opcode yields its own type
        return inst->type;
    }
}

static void verify_conversion(struct verify *v, const struct ir_inst *inst)
{
    uint32_t from = ir_type_size(inst->from), to = ir_type_size(inst->type);
    bool fits = true;
    if (inst->op == IR_TRUNC)
        fits = to < from;
    if (inst->op == IR_SEXT || inst->op == IR_ZEXT)
        fits = to > from;
    if (inst->op == IR_MOVE)
        fits = to == from;
    if (!fits)
        verify_complain(v, "%s from %s to %s", ir_op_name(inst->op), ir_type_name(inst->from),
                        ir_type_name(inst->type));
}

static void verify_bits(struct verify *v, const struct ir_inst *inst)
{
    if (inst->op != IR_LOAD_BITS && inst->op != IR_STORE_BITS)
        return;
    uint64_t end = (uint64_t)inst->imm + inst->imm2;
    if (inst->imm < 0 || inst->imm2 == 0 || end > 8 * ir_type_size(inst->type))
        verify_complain(v, "bits %" PRId64 "+%" PRIu32 " of %s", inst->imm, inst->imm2, ir_type_name(inst->type));
}

static void verify_operand_range(struct verify *v, const struct ir_inst *inst)
{
    if (inst->op == IR_CALL || inst->op == IR_CALL_POINTER)
        verify_below(v, (uint64_t)inst->first + inst->count, v->unit->operands.count + 1, "operand");
}

static void verify_inst(struct verify *v, const struct ir_inst *inst)
{
    verify_below(v, inst->op, IR_OP_COUNT, "opcode");
    verify_below(v, inst->type, IR_PTR + 1, "type");
    verify_below(v, inst->loc, v->unit->locs.count, "location");
    verify_below(v, inst->text, v->unit->text.count, "text");
    verify_ref(v, inst);
    verify_targets(v, inst);
    verify_operand_range(v, inst);
    verify_bits(v, inst);
    if (inst->op >= IR_TRUNC && inst->op <= IR_FLOAT_TO_FLOAT)
        verify_conversion(v, inst);
    enum ir_type a, b;
    verify_read_types(inst, &a, &b);
    if (a != IR_VOID)
        verify_width(v, inst->a, a);
    if (b != IR_VOID)
        verify_width(v, inst->b, b);
    if (inst->dst != IR_NONE)
        verify_width(v, inst->dst, verify_yields(inst));
}

static const struct ir_block *verify_block_at(const struct verify *v, uint32_t block)
{
    return &v->unit->blocks.at[v->function->first_block + block];
}

static void verify_block(struct verify *v)
{
    const struct ir_block *block = verify_block_at(v, v->block);
    v->inst = 0;
    verify_below(v, (uint64_t)block->first + block->count, v->unit->insts.count + 1, "instruction");
    if (block->handler != IR_NONE)
        verify_below(v, block->handler, v->function->blocks, "handler");
    if (block->count == 0)
        verify_complain(v, "the block is empty");
    for (; v->inst < block->count; v->inst++) {
        const struct ir_inst *inst = &v->unit->insts.at[block->first + v->inst];
        bool last = v->inst + 1 == block->count;
        if (verify_ends_block(inst->op) != last)
            verify_complain(v, last ? "the block does not end" : "%s amid the block", ir_op_name(inst->op));
        verify_inst(v, inst);
    }
}

static uint64_t *verify_set(const struct verify *v, uint32_t block)
{
    return v->written + block * v->words;
}

// What reaches the start of TO includes what has been written at the end of FROM.
static bool verify_flow(struct verify *v, const uint64_t *from, uint32_t to)
{
    bool grown = false;
    if (to == IR_NONE)
        return false;
    for (size_t i = 0; i < v->words; i++) {
        uint64_t more = from[i] & ~verify_set(v, to)[i];
        verify_set(v, to)[i] |= more;
        grown |= more != 0;
    }
    return grown;
}

// Adds to the set of a block what the block writes, hands it on to the blocks after it.
static bool verify_spread(struct verify *v, uint32_t number)
{
    const struct ir_block *block = verify_block_at(v, number);
    uint64_t *set = verify_set(v, number);
    bool grown = false;
    for (uint32_t i = 0; i < block->count; i++) {
        uint32_t dst = v->unit->insts.at[block->first + i].dst;
        if (dst == IR_NONE)
            continue;
        grown |= !(set[dst / 64] >> dst % 64 & 1);
        set[dst / 64] |= UINT64_C(1) << dst % 64;
    }
    const struct ir_inst *last = &v->unit->insts.at[block->first + block->count - 1];
    grown |= verify_flow(v, set, last->t);
    grown |= verify_flow(v, set, last->f);
    for (uint32_t i = 0; last->op == IR_SWITCH && i < last->count; i++)
        grown |= verify_flow(v, set, v->unit->cases.at[last->first + i].block);
    return grown | verify_flow(v, set, block->handler);
}

static void verify_read(struct verify *v, uint32_t number)
{
    if (!(verify_set(v, v->block)[number / 64] >> number % 64 & 1))
        verify_complain(v, "register %%%" PRIu32 " is read but never written before", number);
}

static void verify_inst_reads(struct verify *v, const struct ir_inst *inst)
{
    enum ir_type a, b;
    verify_read_types(inst, &a, &b);
    if (a != IR_VOID)
        verify_read(v, inst->a);
    if (b != IR_VOID)
        verify_read(v, inst->b);
    if (inst->op != IR_CALL && inst->op != IR_CALL_POINTER)
        return;
    for (uint32_t i = 0; i < inst->count; i++)
        verify_read(v, v->unit->operands.at[inst->first + i]);
}

// Each register that is read has been written on some path. Assumes that all indices are in range. (A block's
// set holds what it writes itself too, so a read before the write in one block goes unnoticed.)
static void verify_written(struct verify *v)
{
    const struct ir_function *f = v->function;
    v->words = (f->registers + 63) / 64;
    v->written = memory_new(v->words * f->blocks * sizeof *v->written);
    for (bool grown = true; grown;) {
        grown = false;
        for (uint32_t i = 0; i < f->blocks; i++)
            grown |= verify_spread(v, i);
    }
    for (v->block = 0; v->block < f->blocks; v->block++) {
        const struct ir_block *block = verify_block_at(v, v->block);
        for (v->inst = 0; v->inst < block->count; v->inst++)
            verify_inst_reads(v, &v->unit->insts.at[block->first + v->inst]);
    }
    free(v->written);
}

static void verify_slots(struct verify *v)
{
    const struct ir_function *f = v->function;
    verify_below(v, f->params, (uint64_t)f->locals + 1, "parameter");
    for (uint32_t i = 0; i < f->locals; i++) {
        const struct ir_local *local = &v->unit->locals.at[f->first_local + i];
        if (local->is_param != (i < f->params))
            verify_complain(v, "local %" PRIu32 " stands on the wrong side of the parameters", i);
    }
}

static void verify_function(struct verify *v)
{
    const struct ir_function *f = v->function;
    size_t before = v->problems;
    v->block = v->inst = 0;
    if (!f->defined)
        return;
    if (f->blocks == 0)
        verify_complain(v, "a body without blocks");
    verify_below(v, (uint64_t)f->first_block + f->blocks, v->unit->blocks.count + 1, "block");
    verify_below(v, (uint64_t)f->first_local + f->locals, v->unit->locals.count + 1, "local");
    if (v->problems != before)
        return;
    verify_slots(v);
    v->width = memory_new(f->registers);
    for (v->block = 0; v->block < f->blocks; v->block++)
        verify_block(v);
    free(v->width);
    if (v->problems == before)
        verify_written(v);
}

static void verify_globals(struct verify *v)
{
    static const struct ir_function nothing;
    v->function = &nothing;
    for (size_t i = 0; i < v->unit->globals.count; i++) {
        const struct ir_global *g = &v->unit->globals.at[i];
        v->block = (uint32_t)i;
        if (g->init != IR_NONE)
            verify_below(v, g->init, v->unit->functions.count, "initialiser");
        if (g->is_string)
            verify_below(v, g->bytes + g->size, v->unit->text.count + 1, "string");
        verify_below(v, g->loc, v->unit->locs.count, "location");
    }
    for (size_t i = 0; i < v->unit->fields.count; i++) {
        verify_below(v, v->unit->fields.at[i].record, v->unit->records.count, "record");
        if (v->unit->fields.at[i].parent != IR_NONE)
            verify_below(v, v->unit->fields.at[i].parent, i, "field");
    }
    for (size_t i = 0; i < v->unit->locs.count; i++)
        if (i > 0)
            verify_below(v, v->unit->locs.at[i].file, v->unit->files.count, "file");
}

size_t ir_verify(const struct ir_unit *unit, void (*complain)(void *, const char *), void *data)
{
    struct verify v = {.unit = unit, .complain = complain, .data = data};
    verify_globals(&v);
    for (size_t i = 0; i < unit->functions.count; i++) {
        v.function = &unit->functions.at[i];
        verify_function(&v);
    }
    return v.problems;
}
