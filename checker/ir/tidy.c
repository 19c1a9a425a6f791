// Makes a function's graph smaller without changing what it does.
#include "ir/tidy.h"

struct tidy_state {
    bool kept;     // something reaches it, or it calls something
    bool absorbed; // it continues the one block that leads to it
    uint32_t edges;
    uint32_t number; // among the blocks that stay
};

struct tidy {
    struct ir_unit *unit;
    struct ir_function *f;
    struct tidy_state *states; // of the function's blocks
    VEC(uint32_t) work;
    uint32_t *uses;            // reads of each register; then its new number plus one
    uint32_t registers;        // that have a new number
    VEC(struct ir_inst) insts; // what stays
    VEC(struct ir_block) blocks;
};

static struct ir_block *tidy_block(const struct tidy *t, uint32_t block)
{
    return &t->unit->blocks.at[t->f->first_block + block];
}

static struct ir_inst *tidy_last(const struct tidy *t, uint32_t block)
{
    const struct ir_block *at = tidy_block(t, block);
    return &t->unit->insts.at[at->first + at->count - 1];
}

typedef void tidy_visit(struct tidy *t, uint32_t *target);

static void tidy_each_target(struct tidy *t, struct ir_inst *last, tidy_visit *visit)
{
    if (last->t != IR_NONE)
        visit(t, &last->t);
    if (last->f != IR_NONE)
        visit(t, &last->f);
    for (uint32_t i = 0; last->op == IR_SWITCH && i < last->count; i++)
        visit(t, &t->unit->cases.at[last->first + i].block);
}

static void tidy_each_edge(struct tidy *t, uint32_t block, tidy_visit *visit)
{
    tidy_each_target(t, tidy_last(t, block), visit);
    if (tidy_block(t, block)->handler != IR_NONE)
        visit(t, &tidy_block(t, block)->handler);
}

// Past blocks that hold nothing but a jump. Empty endless loops end it by the count.
static void tidy_thread(struct tidy *t, uint32_t *target)
{
    for (uint32_t steps = 0; steps < 16; steps++) {
        const struct ir_inst *last = tidy_last(t, *target);
        if (tidy_block(t, *target)->count != 1 || last->op != IR_JUMP)
            return;
        *target = last->t;
    }
}

static void tidy_keep(struct tidy *t, uint32_t *target)
{
    if (t->states[*target].kept)
        return;
    t->states[*target].kept = true;
    vec_push(&t->work, *target);
}

static void tidy_keep_reached(struct tidy *t, uint32_t block)
{
    tidy_keep(t, &block);
    while (t->work.count) {
        uint32_t at = vec_pop(&t->work);
        tidy_each_edge(t, at, tidy_keep);
    }
}

static bool tidy_calls(const struct tidy *t, uint32_t block)
{
    const struct ir_block *at = tidy_block(t, block);
    for (uint32_t i = 0; i < at->count; i++) {
        uint8_t op = t->unit->insts.at[at->first + i].op;
        if (op == IR_CALL || op == IR_CALL_POINTER)
            return true;
    }
    return false;
}

static void tidy_count_edge(struct tidy *t, uint32_t *target)
{
    t->states[*target].edges++;
}

// Calls in code that nothing reaches stay, so that each call in the source can be accounted for; and with them
// all such code, since a part of it may need what another part computes.
static void tidy_choose(struct tidy *t)
{
    bool dead_calls = false;
    for (uint32_t i = 0; i < t->f->blocks; i++)
        tidy_each_edge(t, i, tidy_thread);
    tidy_keep_reached(t, 0);
    for (uint32_t i = 0; i < t->f->blocks; i++)
        dead_calls |= !t->states[i].kept && tidy_calls(t, i);
    for (uint32_t i = 0; i < t->f->blocks && dead_calls; i++)
        tidy_keep_reached(t, i);
    t->states[0].edges = 1;
    for (uint32_t i = 0; i < t->f->blocks; i++)
        if (t->states[i].kept)
            tidy_each_edge(t, i, tidy_count_edge);
    for (uint32_t i = 0; i < t->f->blocks; i++) {
        uint32_t handler = tidy_block(t, i)->handler;
        if (t->states[i].kept && handler != IR_NONE)
            t->states[handler].edges++; // more than one edge: never absorbed
    }
}

// The block that can follow BLOCK without a jump: nothing else leads to it. IR_NONE if there is none.
static uint32_t tidy_follower(const struct tidy *t, uint32_t block)
{
    const struct ir_inst *last = tidy_last(t, block);
    if (last->op != IR_JUMP || last->t == block || t->states[last->t].edges != 1 ||
        tidy_block(t, last->t)->handler != tidy_block(t, block)->handler)
        return IR_NONE;
    return last->t;
}

static void tidy_number(struct tidy *t)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->f->blocks; i++) {
        uint32_t follower = t->states[i].kept ? tidy_follower(t, i) : IR_NONE;
        if (follower != IR_NONE)
            t->states[follower].absorbed = true;
    }
    for (uint32_t i = 0; i < t->f->blocks; i++)
        if (t->states[i].kept && !t->states[i].absorbed)
            t->states[i].number = count++;
}

static void tidy_renumber(struct tidy *t, uint32_t *target)
{
    *target = t->states[*target].number;
}

// Copies BLOCK with all that follows it into one new block.
static void tidy_copy(struct tidy *t, uint32_t block)
{
    struct ir_block made = {(uint32_t)t->insts.count, 0, tidy_block(t, block)->handler};
    if (made.handler != IR_NONE)
        tidy_renumber(t, &made.handler);
    for (uint32_t at = block; at != IR_NONE;) {
        uint32_t follower = tidy_follower(t, at);
        const struct ir_block *from = tidy_block(t, at);
        for (uint32_t i = 0; i < from->count - (follower != IR_NONE); i++)
            vec_push(&t->insts, t->unit->insts.at[from->first + i]);
        at = follower;
    }
    made.count = (uint32_t)t->insts.count - made.first;
    vec_push(&t->blocks, made);
}

static void tidy_add_uses(struct tidy *t, const struct ir_inst *inst, uint32_t by)
{
    if (inst->a != IR_NONE)
        t->uses[inst->a] += by;
    if (inst->b != IR_NONE)
        t->uses[inst->b] += by;
    if (inst->op != IR_CALL && inst->op != IR_CALL_POINTER)
        return;
    for (uint32_t i = 0; i < inst->count; i++)
        t->uses[t->unit->operands.at[inst->first + i]] += by;
}

static bool tidy_is_pure(const struct ir_inst *inst)
{
    if (inst->flags & IR_VOLATILE)
        return false;
    return inst->op <= IR_LOAD || inst->op == IR_LOAD_BITS ||
           (inst->op >= IR_ADD && inst->op <= IR_FLOAT_TO_FLOAT);
}

// Marks instructions that yield what nobody reads with the opcode IR_OP_COUNT, from the last to the first, so
// that what only they read goes too.
static void tidy_mark_unread(struct tidy *t)
{
    t->uses = memory_new(t->f->registers * sizeof *t->uses);
    for (size_t i = 0; i < t->insts.count; i++)
        tidy_add_uses(t, &t->insts.at[i], 1);
    for (size_t i = t->insts.count; i-- > 0;) {
        struct ir_inst *inst = &t->insts.at[i];
        if (!tidy_is_pure(inst) || t->uses[inst->dst])
            continue;
        tidy_add_uses(t, inst, UINT32_MAX); // minus one
        inst->op = IR_OP_COUNT;
    }
    memset(t->uses, 0, t->f->registers * sizeof *t->uses);
}

// Numbers registers in the order in which they first appear; 0 in `uses` stands for "no number yet".
static void tidy_name(struct tidy *t, uint32_t *number)
{
    if (*number == IR_NONE)
        return;
    if (!t->uses[*number])
        t->uses[*number] = ++t->registers;
    *number = t->uses[*number] - 1;
}

static void tidy_name_registers(struct tidy *t, struct ir_inst *inst)
{
    tidy_name(t, &inst->a);
    tidy_name(t, &inst->b);
    if (inst->op == IR_CALL || inst->op == IR_CALL_POINTER)
        for (uint32_t i = 0; i < inst->count; i++)
            tidy_name(t, &t->unit->operands.at[inst->first + i]);
    tidy_name(t, &inst->dst);
}

// Writes what stays over what was there.
static void tidy_write(struct tidy *t)
{
    uint32_t first = tidy_block(t, 0)->first;
    t->unit->blocks.count = t->f->first_block;
    t->unit->insts.count = first;
    for (size_t i = 0; i < t->blocks.count; i++) {
        struct ir_block made = {(uint32_t)t->unit->insts.count, 0, t->blocks.at[i].handler};
        for (uint32_t k = 0; k < t->blocks.at[i].count; k++) {
            struct ir_inst inst = t->insts.at[t->blocks.at[i].first + k];
            if (inst.op == IR_OP_COUNT)
                continue;
            tidy_name_registers(t, &inst);
            vec_push(&t->unit->insts, inst);
        }
        made.count = (uint32_t)t->unit->insts.count - made.first;
        vec_push(&t->unit->blocks, made);
        struct ir_inst *last = &vec_last(&t->unit->insts);
        tidy_each_target(t, last, tidy_renumber);
    }
    t->f->blocks = (uint32_t)t->blocks.count;
    t->f->registers = t->registers;
}

void ir_tidy(struct ir_unit *unit, uint32_t function)
{
    struct tidy t = {.unit = unit, .f = &unit->functions.at[function]};
    t.states = memory_new(t.f->blocks * sizeof *t.states);
    tidy_choose(&t);
    tidy_number(&t);
    for (uint32_t i = 0; i < t.f->blocks; i++)
        if (t.states[i].kept && !t.states[i].absorbed)
            tidy_copy(&t, i);
    tidy_mark_unread(&t);
    tidy_write(&t);
    free(t.states);
    free(t.uses);
    vec_free(&t.work);
    vec_free(&t.insts);
    vec_free(&t.blocks);
}
