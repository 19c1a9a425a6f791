// Builds one function of a unit; see build.h.
#include "ir/build.h"

#include "ir/tidy.h"

struct build_block {
    uint32_t first, count; // into the builder's instructions
    uint32_t handler;
    bool started;
    uint32_t order; // position among the started blocks
};

struct ir_builder {
    struct ir_unit *unit;
    uint32_t function;
    VEC(struct ir_inst) insts;
    VEC(struct build_block) blocks;
    VEC(uint32_t) started; // blocks in the order in which they were started
    VEC(struct ir_local) locals;
    uint32_t open; // the block that instructions go to, or IR_NONE
    uint32_t handler;
    uint32_t registers;
    uint32_t loc;
    uint8_t flags;
};

struct ir_builder *build_start(struct ir_unit *unit, uint32_t function)
{
    struct ir_builder *b = memory_new(sizeof *b);
    b->unit = unit;
    b->function = function;
    b->open = b->handler = IR_NONE;
    build_here(b, build_block(b));
    return b;
}

uint32_t build_slot(struct ir_builder *b, struct ir_local local)
{
    vec_push(&b->locals, local);
    return (uint32_t)b->locals.count - 1;
}

void build_at(struct ir_builder *b, uint32_t loc, uint8_t flags)
{
    b->loc = loc;
    b->flags = flags;
}

void build_handler(struct ir_builder *b, uint32_t block)
{
    if (b->handler == block)
        return;
    b->handler = block;
    if (b->open == IR_NONE)
        return;
    if (b->blocks.at[b->open].count)
        build_here(b, build_block(b));
    else
        b->blocks.at[b->open].handler = block;
}

uint32_t build_block(struct ir_builder *b)
{
    struct build_block block = {.handler = IR_NONE};
    vec_push(&b->blocks, block);
    return (uint32_t)b->blocks.count - 1;
}

void build_here(struct ir_builder *b, uint32_t block)
{
    if (b->open != IR_NONE)
        build_jump(b, block);
    struct build_block *at = &b->blocks.at[block];
    at->started = true;
    at->first = (uint32_t)b->insts.count;
    at->handler = b->handler;
    b->open = block;
    vec_push(&b->started, block);
}

bool build_is_open(const struct ir_builder *b)
{
    return b->open != IR_NONE;
}

uint32_t build_register(struct ir_builder *b)
{
    return b->registers++;
}

struct ir_inst build_inst(enum ir_op op, enum ir_type type, uint32_t a, uint32_t b_register)
{
    return (struct ir_inst){.op = (uint8_t)op,
                            .type = (uint8_t)type,
                            .dst = IR_NONE,
                            .a = a,
                            .b = b_register,
                            .ref = IR_NONE,
                            .t = IR_NONE,
                            .f = IR_NONE};
}

static uint32_t build_append(struct ir_builder *b, struct ir_inst inst)
{
    if (b->open == IR_NONE)
        build_here(b, build_block(b));
    inst.loc = b->loc;
    inst.flags |= b->flags;
    vec_push(&b->insts, inst);
    b->blocks.at[b->open].count++;
    return (uint32_t)b->insts.count - 1;
}

// Whether an instruction gets a register of its own.
static bool build_yields(const struct ir_inst *inst)
{
    static const bool silent[IR_OP_COUNT] = {
        [IR_STORE] = true, [IR_STORE_BITS] = true, [IR_COPY] = true, [IR_ZERO] = true,
        [IR_BEGIN] = true, [IR_VA_START] = true,   [IR_JUMP] = true, [IR_BRANCH] = true,
        [IR_SWITCH] = true, [IR_RETURN] = true,    [IR_RAISE] = true, [IR_UNREACHABLE] = true,
    };
    bool may_be_void = inst->op == IR_CALL || inst->op == IR_CALL_POINTER || inst->op == IR_UNKNOWN;
    return !silent[inst->op] && !(may_be_void && inst->type == IR_VOID);
}

uint32_t build_add(struct ir_builder *b, struct ir_inst inst)
{
    if (inst.dst == IR_NONE && build_yields(&inst))
        inst.dst = build_register(b);
    build_append(b, inst);
    return inst.dst;
}

uint32_t build_op(struct ir_builder *b, enum ir_op op, enum ir_type type, uint32_t a, uint32_t b_register)
{
    return build_add(b, build_inst(op, type, a, b_register));
}

uint32_t build_const(struct ir_builder *b, enum ir_type type, int64_t value, uint8_t flags)
{
    unsigned spare = 64 - 8 * ir_type_size(type);
    struct ir_inst inst = build_inst(IR_CONST, type, IR_NONE, IR_NONE);
    inst.imm = (int64_t)((uint64_t)value << spare) >> spare;
    inst.flags = flags;
    return build_add(b, inst);
}

bool build_take_const(struct ir_builder *b, uint32_t number, int64_t *value)
{
    if (b->open == IR_NONE || b->blocks.at[b->open].count == 0)
        return false;
    const struct ir_inst *last = &vec_last(&b->insts);
    if (last->op != IR_CONST || last->dst != number)
        return false;
    *value = last->imm;
    b->blocks.at[b->open].count--;
    b->insts.count--;
    return true;
}

void build_move(struct ir_builder *b, enum ir_type type, uint32_t dst, uint32_t from)
{
    struct ir_inst inst = build_inst(IR_MOVE, type, from, IR_NONE);
    inst.from = (uint8_t)type;
    inst.dst = dst;
    build_add(b, inst);
}

uint32_t build_call(struct ir_builder *b, struct ir_inst inst, const struct ir_operand *operands, uint32_t count)
{
    inst.first = (uint32_t)b->unit->operands.count;
    inst.count = count;
    for (uint32_t i = 0; i < count; i++) {
        vec_push(&b->unit->operands, operands[i].value);
        vec_push(&b->unit->operand_texts, operands[i].text);
    }
    return build_add(b, inst);
}

static uint32_t build_terminate(struct ir_builder *b, struct ir_inst inst)
{
    uint32_t at = build_append(b, inst);
    b->open = IR_NONE;
    return at;
}

void build_jump(struct ir_builder *b, uint32_t block)
{
    struct ir_inst inst = build_inst(IR_JUMP, IR_VOID, IR_NONE, IR_NONE);
    inst.t = block;
    build_terminate(b, inst);
}

void build_branch(struct ir_builder *b, enum ir_type type, uint32_t a, uint32_t t, uint32_t f, ir_text text)
{
    struct ir_inst inst = build_inst(IR_BRANCH, type, a, IR_NONE);
    inst.t = t;
    inst.f = f;
    inst.text = text;
    build_terminate(b, inst);
}

void build_decided(struct ir_builder *b, uint32_t a, uint32_t t, uint32_t f)
{
    struct ir_inst inst = build_inst(IR_BRANCH, IR_I32, a, IR_NONE);
    inst.t = t;
    inst.f = f;
    inst.flags = IR_DECIDED;
    build_terminate(b, inst);
}

void build_return(struct ir_builder *b, enum ir_type type, uint32_t a)
{
    build_terminate(b, build_inst(IR_RETURN, a == IR_NONE ? IR_VOID : type, a, IR_NONE));
}

void build_end(struct ir_builder *b, enum ir_op op)
{
    build_terminate(b, build_inst(op, IR_VOID, IR_NONE, IR_NONE));
}

uint32_t build_switch(struct ir_builder *b, enum ir_type type, uint32_t a, ir_text text)
{
    struct ir_inst inst = build_inst(IR_SWITCH, type, a, IR_NONE);
    inst.text = text;
    return build_terminate(b, inst);
}

void build_cases(struct ir_builder *b, uint32_t number, const struct ir_case *cases, uint32_t count, uint32_t other)
{
    struct ir_inst *inst = &b->insts.at[number];
    inst->f = other;
    inst->first = (uint32_t)b->unit->cases.count;
    inst->count = count;
    for (uint32_t i = 0; i < count; i++)
        vec_push(&b->unit->cases, cases[i]);
}

static void build_close_all(struct ir_builder *b)
{
    if (b->open != IR_NONE)
        build_return(b, IR_VOID, IR_NONE);
    for (uint32_t i = 0; i < b->blocks.count; i++) {
        if (b->blocks.at[i].started)
            continue;
        build_here(b, i);
        build_end(b, IR_UNREACHABLE);
    }
}

static void build_renumber(const struct ir_builder *b, uint32_t *block)
{
    if (*block != IR_NONE)
        *block = b->blocks.at[*block].order;
}

static void build_append_block(struct ir_builder *b, const struct build_block *block)
{
    struct ir_unit *unit = b->unit;
    struct ir_block made = {(uint32_t)unit->insts.count, block->count, block->handler};
    build_renumber(b, &made.handler);
    vec_push(&unit->blocks, made);
    for (uint32_t i = 0; i < block->count; i++) {
        struct ir_inst inst = b->insts.at[block->first + i];
        build_renumber(b, &inst.t);
        build_renumber(b, &inst.f);
        for (uint32_t c = 0; inst.op == IR_SWITCH && c < inst.count; c++)
            build_renumber(b, &unit->cases.at[inst.first + c].block);
        vec_push(&unit->insts, inst);
    }
}

void build_finish(struct ir_builder *b)
{
    struct ir_unit *unit = b->unit;
    build_close_all(b);
    for (uint32_t i = 0; i < b->started.count; i++)
        b->blocks.at[b->started.at[i]].order = i;
    struct ir_function *f = &unit->functions.at[b->function];
    f->first_block = (uint32_t)unit->blocks.count;
    f->blocks = (uint32_t)b->started.count;
    f->first_local = (uint32_t)unit->locals.count;
    f->locals = (uint32_t)b->locals.count;
    f->registers = b->registers;
    for (uint32_t i = 0; i < b->started.count; i++)
        build_append_block(b, &b->blocks.at[b->started.at[i]]);
    for (uint32_t i = 0; i < b->locals.count; i++)
        vec_push(&unit->locals, b->locals.at[i]);
    ir_tidy(unit, b->function);
    vec_free(&b->insts);
    vec_free(&b->blocks);
    vec_free(&b->started);
    vec_free(&b->locals);
    free(b);
}
