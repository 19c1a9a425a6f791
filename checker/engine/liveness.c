// Liveness of registers and local slots: the classic backward data flow, per function, made on demand.
//
// A slot whose address goes anywhere but into a load or store is live as long as any later instruction can
// mention it; what other memory points to is kept alive by reachability, not here.
#include "engine/liveness.h"

#include "engine/slice.h"

#include <stdlib.h>

struct liveness {
    const struct ir_unit *unit;
    const struct ir_function *function;
    uint32_t bits, words;
    const struct slice *slice; // NULL: everything is executed
    const uint8_t *needed;     // [inst of the unit], or NULL
    uint32_t id;
    uint32_t first_inst, inst_count;
    uint8_t *made;      // [register]: an executed instruction defines it; else it is any, and never live
    uint32_t *slot_of;  // [register]: slot whose plain address it is and nothing else, or IR_NONE
    uint64_t *out;      // [block][words]: live at the end of the block
    uint64_t **before;  // [inst - first_inst]: made on demand
    uint32_t *entries;  // [block]: ways into it
};

static void set(uint64_t *s, uint32_t bit)
{
    s[bit / 64] |= 1ull << (bit % 64);
}

static void unset(uint64_t *s, uint32_t bit)
{
    s[bit / 64] &= ~(1ull << (bit % 64));
}

// Calls VISIT for each register that INST reads; ADDRESS says that it is only accessed through.
static void each_read(const struct ir_unit *unit, const struct ir_inst *inst,
    void (*visit)(struct liveness *, uint32_t, bool), struct liveness *l)
{
    bool a_address = inst->op == IR_LOAD || inst->op == IR_STORE || inst->op == IR_LOAD_BITS ||
                     inst->op == IR_STORE_BITS || inst->op == IR_COPY || inst->op == IR_ZERO;
    if (inst->a != IR_NONE)
        visit(l, inst->a, a_address);
    if (inst->b != IR_NONE)
        visit(l, inst->b, inst->op == IR_COPY);
    if (inst->op == IR_CALL || inst->op == IR_CALL_POINTER)
        for (uint32_t i = 0; i < inst->count; i++)
            visit(l, unit->operands.at[inst->first + i], false);
}

static bool is_executed(const struct liveness *l, const struct ir_inst *inst)
{
    return !l->needed || l->needed[inst - l->unit->insts.at];
}

static void read_register(const struct liveness *l, uint32_t reg, uint64_t *live)
{
    if (reg != IR_NONE && l->made[reg])
        set(live, reg);
}

static void forget_slot(struct liveness *l, uint32_t reg, bool address)
{
    if (!address)
        l->slot_of[reg] = IR_NONE;
}

// Finds the registers that hold a slot's plain address and are only accessed through.
static void find_direct(struct liveness *l)
{
    uint32_t *definitions = memory_new(l->function->registers * sizeof *definitions);
    const struct ir_inst *insts = l->unit->insts.at + l->first_inst;
    for (uint32_t i = 0; i < l->inst_count; i++) {
        if (insts[i].dst == IR_NONE)
            continue;
        bool only = definitions[insts[i].dst]++ == 0 && insts[i].op == IR_LOCAL;
        l->slot_of[insts[i].dst] = only ? insts[i].ref : IR_NONE;
    }
    for (uint32_t i = 0; i < l->inst_count; i++)
        if (is_executed(l, &insts[i]))
            each_read(l->unit, &insts[i], forget_slot, l);
    free(definitions);
}

static void find_made(struct liveness *l)
{
    const struct ir_inst *insts = l->unit->insts.at + l->first_inst;
    l->made = memory_new(l->function->registers + 1);
    for (uint32_t i = 0; i < l->inst_count; i++)
        if (insts[i].dst != IR_NONE && is_executed(l, &insts[i]))
            l->made[insts[i].dst] = 1;
}

static uint32_t slot_read(const struct liveness *l, uint32_t reg)
{
    return reg == IR_NONE ? IR_NONE : l->slot_of[reg];
}

// The slot that INST overwrites as a whole, or IR_NONE.
static uint32_t killed_slot(const struct liveness *l, const struct ir_inst *inst)
{
    if (inst->op == IR_BEGIN)
        return inst->ref;
    if (inst->op != IR_STORE && inst->op != IR_ZERO && inst->op != IR_COPY)
        return IR_NONE;
    uint32_t slot = slot_read(l, inst->a);
    if (slot == IR_NONE)
        return IR_NONE;
    uint64_t size = inst->op == IR_STORE ? ir_type_size((enum ir_type)inst->type) : (uint64_t)inst->imm;
    return size == l->unit->locals.at[l->function->first_local + slot].size ? slot : IR_NONE;
}

// Turns what is live behind INST, in LIVE, into what is live before it.
static void step(struct liveness *l, const struct ir_inst *inst, uint64_t *live)
{
    uint32_t registers = l->function->registers;
    if (!is_executed(l, inst))
        return;
    if (inst->dst != IR_NONE)
        unset(live, inst->dst);
    uint32_t killed = killed_slot(l, inst);
    if (killed != IR_NONE)
        unset(live, registers + killed);
    bool reads_a = inst->op == IR_LOAD || inst->op == IR_LOAD_BITS || inst->op == IR_STORE_BITS ||
                   ((inst->op == IR_STORE || inst->op == IR_ZERO || inst->op == IR_COPY) && killed == IR_NONE);
    if (reads_a && slot_read(l, inst->a) != IR_NONE)
        set(live, registers + slot_read(l, inst->a));
    if (inst->op == IR_COPY && slot_read(l, inst->b) != IR_NONE)
        set(live, registers + slot_read(l, inst->b));
    if (inst->op == IR_LOCAL && l->slot_of[inst->dst] != inst->ref)
        set(live, registers + inst->ref);
    read_register(l, inst->a, live);
    read_register(l, inst->b, live);
    if (inst->op == IR_CALL || inst->op == IR_CALL_POINTER)
        for (uint32_t i = 0; i < inst->count; i++)
            read_register(l, l->unit->operands.at[inst->first + i], live);
}

static const struct ir_block *block_at(const struct liveness *l, uint32_t b)
{
    return &l->unit->blocks.at[l->function->first_block + b];
}

static bool join(uint64_t *into, const uint64_t *from, uint32_t words)
{
    bool changed = false;
    for (uint32_t i = 0; i < words; i++) {
        changed |= (from[i] & ~into[i]) != 0;
        into[i] |= from[i];
    }
    return changed;
}

// Joins what is live at the start of block B into OUT.
static bool join_block(struct liveness *l, uint64_t *out, uint32_t b, uint64_t *scratch)
{
    const struct ir_block *block = block_at(l, b);
    memcpy(scratch, l->out + (size_t)b * l->words, l->words * sizeof *scratch);
    for (uint32_t i = block->count; i-- > 0;)
        step(l, &l->unit->insts.at[block->first + i], scratch);
    return join(out, scratch, l->words);
}

// Calls VISIT for each block that control can go to from the end of block B.
static void each_successor(struct liveness *l, uint32_t b, void (*visit)(struct liveness *, uint32_t, void *), void *to)
{
    const struct ir_block *block = block_at(l, b);
    const struct ir_inst *last = &l->unit->insts.at[block->first + block->count - 1];
    if (!is_executed(l, last) && (last->op == IR_BRANCH || last->op == IR_SWITCH)) {
        uint32_t after = slice_after(l->slice, l->id, b);
        if (after != IR_NONE)
            visit(l, after, to);
        return;
    }
    if (last->op == IR_JUMP || last->op == IR_BRANCH)
        visit(l, last->t, to);
    if ((last->op == IR_BRANCH || last->op == IR_SWITCH) && last->f != IR_NONE)
        visit(l, last->f, to);
    if (last->op == IR_SWITCH)
        for (uint32_t i = 0; i < last->count; i++)
            visit(l, l->unit->cases.at[last->first + i].block, to);
    if (block->handler != IR_NONE)
        visit(l, block->handler, to);
}

struct flow {
    uint64_t *out, *scratch;
    bool changed;
};

static void flow_successor(struct liveness *l, uint32_t b, void *to)
{
    struct flow *flow = to;
    flow->changed |= join_block(l, flow->out, b, flow->scratch);
}

static void count_entry(struct liveness *l, uint32_t b, void *to)
{
    (void)to;
    l->entries[b]++;
}

static bool flow_block(struct liveness *l, uint32_t b, uint64_t *scratch)
{
    struct flow flow = {.out = l->out + (size_t)b * l->words, .scratch = scratch};
    each_successor(l, b, flow_successor, &flow);
    return flow.changed;
}

struct liveness *liveness_new(
    const struct ir_unit *unit, const struct ir_function *function, const struct slice *slice, uint32_t id)
{
    struct liveness *l = memory_new(sizeof *l);
    l->slice = slice;
    l->id = id;
    l->needed = slice ? slice_needed_in(slice, id) : NULL;
    l->unit = unit;
    l->function = function;
    l->bits = function->registers + function->locals;
    l->words = l->bits / 64 + 1;
    uint32_t low = UINT32_MAX, high = 0;
    for (uint32_t b = 0; b < function->blocks; b++) {
        const struct ir_block *block = block_at(l, b);
        low = block->first < low ? block->first : low;
        high = block->first + block->count > high ? block->first + block->count : high;
    }
    l->first_inst = low;
    l->inst_count = high - low;
    l->slot_of = memory_new(function->registers * sizeof *l->slot_of);
    memset(l->slot_of, 0xff, function->registers * sizeof *l->slot_of);
    l->before = memory_new(l->inst_count * sizeof *l->before);
    l->out = memory_new((size_t)function->blocks * l->words * sizeof *l->out);
    l->entries = memory_new(function->blocks * sizeof *l->entries);
    for (uint32_t b = 0; b < function->blocks; b++)
        each_successor(l, b, count_entry, NULL);
    find_made(l);
    find_direct(l);
    uint64_t *scratch = memory_new(l->words * sizeof *scratch);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = function->blocks; b-- > 0;)
            changed |= flow_block(l, b, scratch);
    }
    free(scratch);
    return l;
}

void liveness_free(struct liveness *l)
{
    if (!l)
        return;
    for (uint32_t i = 0; i < l->inst_count; i++)
        free(l->before[i]);
    free(l->before);
    free(l->entries);
    free(l->out);
    free(l->made);
    free(l->slot_of);
    free(l);
}

static uint32_t block_of(const struct liveness *l, uint32_t inst)
{
    for (uint32_t b = 0; b < l->function->blocks; b++)
        if (inst - block_at(l, b)->first < block_at(l, b)->count)
            return b;
    return 0;
}

const uint64_t *liveness_before(struct liveness *l, uint32_t inst)
{
    uint64_t **slot = &l->before[inst - l->first_inst];
    if (*slot)
        return *slot;
    uint32_t b = block_of(l, inst);
    const struct ir_block *block = block_at(l, b);
    *slot = memory_new(l->words * sizeof **slot);
    memcpy(*slot, l->out + (size_t)b * l->words, l->words * sizeof **slot);
    for (uint32_t i = block->first + block->count; i-- > inst;)
        step(l, &l->unit->insts.at[i], *slot);
    return *slot;
}

bool liveness_is_join(const struct liveness *l, uint32_t block)
{
    return l->entries[block] > 1;
}

struct search {
    uint8_t *seen;
    VEC(uint32_t) pending;
};

static void find_successor(struct liveness *l, uint32_t b, void *to)
{
    (void)l;
    struct search *search = to;
    if (!search->seen[b])
        vec_push(&search->pending, b);
    search->seen[b] = 1;
}

bool liveness_reaches(struct liveness *l, uint32_t from, uint32_t to)
{
    struct search search = {.seen = memory_new(l->function->blocks)};
    find_successor(l, from, &search);
    while (search.pending.count && !search.seen[to])
        each_successor(l, vec_pop(&search.pending), find_successor, &search);
    bool found = search.seen[to];
    free(search.seen);
    vec_free(&search.pending);
    return found;
}
