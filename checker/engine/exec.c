// The interpreter: one instruction of one state at a time.
#include "engine/floats.h"
#include "engine/run.h"
#include "engine/slice.h"

enum { FORKS_PER_BRANCH = 4 }; // how often one call may take both ways of a loop's condition

void exec_set(struct state *state, uint32_t reg, const struct value *value)
{
    if (reg != IR_NONE)
        state_top(state)->registers[reg] = value;
}

const struct value *exec_get(struct run *run, struct state *state, uint32_t reg)
{
    const struct value *v = vec_last(&state->frames)->registers[reg];
    if (!v) // what defines it is not in the slice: it is any
        return run_unknown(run, IR_I64, 0);
    return constraint_resolve(&run->values, &state->constraints, v);
}

void exec_next(struct state *state)
{
    state_top(state)->inst++;
}

// ---- decisions ----

// In a replay: lets STATE go the way that the found path went (false if it says nothing) and OTHER the other way.
static void prefer(struct run *run, struct state *state, struct state *other, bool *truth)
{
    bool preferred = false;
    if (!run->replay)
        return;
    (void)replay_outcome(run, state, &preferred);
    other->script_next = state->script_next;
    if (!preferred) {
        struct state swap = *state;
        *state = *other;
        *other = swap;
        *truth = false;
    }
    other->discrepancies++;
}

// STATE goes on where CONDITION is true, a state put aside where it is false; if only one of them can be, STATE.
static bool fork_on(struct run *run, struct state *state, const struct value *condition, enum path_kind kind,
    const char *text, bool *end)
{
    struct state *other = state_fork(state);
    bool other_feasible = constraint_assume(&run->values, &other->constraints, condition, false);
    struct constraints before;
    constraints_copy(&before, &state->constraints);
    bool feasible = constraint_assume(&run->values, &state->constraints, condition, true);
    if (feasible && other_feasible) {
        constraints_free(&before);
        path_add_decision(run, state, kind, text, 1);
        path_add_decision(run, other, kind, text, 0);
        prefer(run, state, other, &feasible);
        vec_push(&run->work, other);
        return feasible;
    }
    state_free(other);
    if (!feasible) {
        constraints_free(&state->constraints);
        state->constraints = before;
        *end = !constraint_assume(&run->values, &state->constraints, condition, false);
    } else {
        constraints_free(&before);
    }
    return feasible;
}

bool exec_decide(struct run *run, struct state *state, const struct value *condition, enum path_kind kind,
    const char *text, bool *end)
{
    enum truth known = constraint_test(&state->constraints, condition);
    bool met;
    if (known != TRUTH_OPEN && run->replay)
        (void)replay_outcome(run, state, &met);
    if (known != TRUTH_OPEN)
        return known == TRUTH_TRUE;
    if (run->execution) {
        *end = execute_stuck(run, state, "what happens next depends on a value that is not known") == ADVANCE_END;
        return false;
    }
    return fork_on(run, state, condition, kind, text, end);
}

uint32_t exec_choose(struct run *run, struct state *state, enum path_kind kind, const char *text)
{
    bool outcome = false;
    if (run->execution) {
        execute_stuck(run, state, "what happens next is not determined");
        return 0;
    }
    if (state->forced >= 0) {
        outcome = state->forced;
        state->forced = -1;
        return outcome; // its path knows already
    }
    if (run->replay)
        (void)replay_outcome(run, state, &outcome);
    struct state *other = state_fork(state);
    other->forced = !outcome;
    other->discrepancies++;
    path_add_decision(run, other, kind, text, !outcome);
    vec_push(&run->work, other);
    path_add_decision(run, state, kind, text, outcome);
    return outcome;
}

// ---- control flow ----

static const struct ir_block *block_at(const struct frame *frame, uint32_t b)
{
    return &frame->unit->blocks.at[frame->function->first_block + b];
}

static enum advance jump(struct run *run, struct state *state, uint32_t block)
{
    struct frame *frame = state_top(state);
    frame->rounds += block <= frame->block;
    frame->block = block;
    frame->inst = block_at(frame, block)->first;
    return liveness_is_join(run_liveness(run, frame), block) ? ADVANCE_JOIN : ADVANCE_ON;
}

static uint32_t inst_of(const struct state *state)
{
    return vec_last(&state->frames)->inst;
}

static uint32_t count_fork(struct frame *frame, uint32_t inst)
{
    for (size_t i = 0; i < frame->forks.count; i++)
        if (frame->forks.at[i].inst == inst)
            return ++frame->forks.at[i].count;
    vec_push(&frame->forks, (struct fork_count){inst, 1});
    return 1;
}

// Which way leaves the loop that the branch at the end of the frame's block is in, if it went both ways often
// enough: 1 for true, 0 for false, -1 for neither.
static int forced_exit(struct run *run, struct state *state, const struct ir_inst *inst)
{
    struct frame *frame = state_top(state);
    if (count_fork(frame, frame->inst) <= FORKS_PER_BRANCH)
        return -1;
    struct liveness *l = run_liveness(run, frame);
    bool t = liveness_reaches(l, inst->t, frame->block), f = liveness_reaches(l, inst->f, frame->block);
    return t == f ? -1 : f;
}

// STATE went one way (true) and the state put aside last the other: drops the one that stays in a loop which
// was gone round often enough. Returns the way that STATE goes now.
static bool leave_loop(struct run *run, struct state *state, const struct ir_inst *inst)
{
    int way = forced_exit(run, state, inst);
    struct state *other = vec_last(&run->work);
    if (way < 0) {
        count_fork(state_top(other), inst_of(other));
        return true;
    }
    if (way == 0) {
        struct state swap = *state;
        *state = *other;
        *other = swap;
    }
    state_free(vec_pop(&run->work));
    return way;
}

static enum advance branch(struct run *run, struct state *state, const struct ir_inst *inst)
{
    const struct value *a = exec_get(run, state, inst->a);
    const struct value *condition =
        value_binary(&run->values, IR_NE, a->width, a, value_int(&run->values, a->width, 0));
    condition = constraint_resolve(&run->values, &state->constraints, condition);
    const struct frame *frame = vec_last(&state->frames);
    bool own = run->program->functions.at[frame->id].in_driver && !(inst->flags & IR_DECIDED);
    const char *text = own ? ir_string(frame->unit, inst->text) : "";
    size_t aside = run->work.count;
    const struct path *before = state->path;
    bool end = false;
    bool truth = exec_decide(run, state, condition, PATH_BRANCH, text, &end);
    if (run->work.count > aside && !run->replay)
        truth = leave_loop(run, state, inst);
    else if (run->replay && run->work.count == aside && state->path == before && own)
        path_add(run, state, (struct path){.kind = PATH_BRANCH, .text = text, .outcome = truth});
    return end ? ADVANCE_END : jump(run, state, truth ? inst->t : inst->f);
}

static const struct value *in_case(struct run *run, const struct value *a, const struct ir_case *c)
{
    struct values *vs = &run->values;
    const struct value *low = value_int(vs, a->width, (uint64_t)c->lo),
                       *high = value_int(vs, a->width, (uint64_t)c->hi);
    if (c->lo == c->hi)
        return value_binary(vs, IR_EQ, a->width, a, low);
    // low <= a <= high as one unsigned comparison
    return value_binary(vs, IR_ULE, a->width, value_binary(vs, IR_SUB, a->width, a, low),
        value_binary(vs, IR_SUB, a->width, high, low));
}

static enum advance switch_on(struct run *run, struct state *state, const struct ir_inst *inst)
{
    const struct value *a = exec_get(run, state, inst->a);
    const struct ir_unit *unit = vec_last(&state->frames)->unit;
    for (uint32_t i = 0; i < inst->count; i++) {
        const struct ir_case *c = &unit->cases.at[inst->first + i];
        const struct value *is = constraint_resolve(&run->values, &state->constraints, in_case(run, a, c));
        bool end = false;
        state->sub = i + 1;
        bool yes = exec_decide(run, state, is, PATH_SPLIT, ir_string(unit, inst->text), &end);
        if (end)
            return ADVANCE_END;
        if (yes)
            return jump(run, state, c->block);
    }
    return inst->f == IR_NONE ? ADVANCE_END : jump(run, state, inst->f);
}

// ---- memory ----

// The bits of its unit in which a bit-field lies.
static uint64_t bits_of(const struct ir_inst *inst)
{
    return (inst->imm2 >= 64 ? ~0ull : (1ull << inst->imm2) - 1) << inst->imm;
}

static enum advance load(struct run *run, struct state *state, const struct ir_inst *inst)
{
    struct place place;
    if (!memory_place(run, state, exec_get(run, state, inst->a), ir_type_size((enum ir_type)inst->type), false, &place))
        return ADVANCE_END;
    struct values *vs = &run->values;
    const struct value *v = memory_load(run, state, place, (enum ir_type)inst->type);
    if (inst->op == IR_LOAD_BITS) {
        v = value_in_bits(vs, v, bits_of(inst));
        unsigned width = v->width, up = width * 8 - (unsigned)inst->imm - inst->imm2;
        const struct value *top = value_binary(vs, IR_SHL, width, v, value_int(vs, width, up));
        if (inst->flags & IR_SIGNED)
            v = value_binary(vs, IR_ASHR, width, top, value_int(vs, width, width * 8 - inst->imm2));
        else
            v = value_binary(vs, IR_AND, width,
                value_binary(vs, IR_LSHR, width, v, value_int(vs, width, (uint64_t)inst->imm)),
                value_int(vs, width, inst->imm2 >= 64 ? ~0ull : (1ull << inst->imm2) - 1));
        v = constraint_resolve(vs, &state->constraints, v);
    }
    exec_set(state, inst->dst, v);
    exec_next(state);
    return ADVANCE_ON;
}

static enum advance store(struct run *run, struct state *state, const struct ir_inst *inst)
{
    struct place place;
    unsigned width = ir_type_size((enum ir_type)inst->type);
    struct values *vs = &run->values;
    if (!memory_place(run, state, exec_get(run, state, inst->a), width, true, &place))
        return ADVANCE_END;
    const struct value *v = value_convert(vs, IR_ZEXT, width, exec_get(run, state, inst->b));
    if (inst->op == IR_STORE_BITS) {
        uint64_t mask = bits_of(inst);
        const struct value *old = memory_load(run, state, place, (enum ir_type)inst->type);
        old = value_in_bits(vs, old, ~mask & value_mask(width));
        const struct value *rest = value_binary(vs, IR_AND, width, old, value_int(vs, width, ~mask));
        v = value_binary(vs, IR_SHL, width, v, value_int(vs, width, (uint64_t)inst->imm));
        v = value_binary(vs, IR_OR, width, rest, value_binary(vs, IR_AND, width, v, value_int(vs, width, mask)));
    }
    memory_store(run, state, place, v);
    exec_next(state);
    return ADVANCE_ON;
}

static enum advance copy(struct run *run, struct state *state, const struct ir_inst *inst)
{
    struct place to, from;
    if (!memory_place(run, state, exec_get(run, state, inst->a), (uint64_t)inst->imm, true, &to))
        return ADVANCE_END;
    if (inst->op == IR_ZERO) {
        content_fill(
            &run->values, memory_own_content(run, state, to.region), to.offset, (uint64_t)inst->imm, FILL_ZERO);
    } else {
        if (!memory_place(run, state, exec_get(run, state, inst->b), (uint64_t)inst->imm, false, &from))
            return ADVANCE_END;
        memory_copy(run, state, to, from, (uint64_t)inst->imm);
    }
    exec_next(state);
    return ADVANCE_ON;
}

// ---- arithmetic ----

static const struct value *binary(struct run *run, struct state *state, const struct ir_inst *inst)
{
    unsigned width = ir_type_size((enum ir_type)inst->type);
    const struct value *a = exec_get(run, state, inst->a), *b = exec_get(run, state, inst->b);
    if (float_is(inst->type))
        return float_binary(run, inst, a, b);
    a = value_convert(&run->values, IR_ZEXT, width, a);
    b = value_convert(&run->values, IR_ZEXT, width, b);
    return value_binary(&run->values, (enum ir_op)inst->op, width, a, b);
}

static const struct value *negate(struct run *run, struct state *state, const struct ir_inst *inst)
{
    struct values *vs = &run->values;
    unsigned width = ir_type_size((enum ir_type)inst->type);
    const struct value *a = value_convert(vs, IR_ZEXT, width, exec_get(run, state, inst->a));
    if (inst->op == IR_NOT)
        return value_binary(vs, IR_XOR, width, a, value_int(vs, width, ~0ull));
    if (!float_is(inst->type))
        return value_binary(vs, IR_SUB, width, value_int(vs, width, 0), a);
    return float_negate(run, width, a);
}

static const struct value *convert(struct run *run, struct state *state, const struct ir_inst *inst)
{
    unsigned width = ir_type_size((enum ir_type)inst->type);
    const struct value *a = exec_get(run, state, inst->a);
    if (inst->op == IR_TRUNC || inst->op == IR_SEXT || inst->op == IR_ZEXT || inst->op == IR_MOVE)
        return value_convert(&run->values, inst->op == IR_MOVE ? IR_ZEXT : (enum ir_op)inst->op, width, a);
    return float_convert(run, inst, a);
}

// ---- addresses ----

static const struct value *address_of(struct run *run, struct state *state, const struct ir_inst *inst)
{
    const struct frame *frame = vec_last(&state->frames);
    uint32_t u = run->program->functions.at[frame->id].unit;
    struct values *vs = &run->values;
    switch (inst->op) {
    case IR_LOCAL:
        return value_pointer(vs, memory_slot(run, state, inst->ref), inst->imm, false);
    case IR_GLOBAL:
        return value_pointer(vs, memory_global(run, run->program->global_of[u][inst->ref]), inst->imm, false);
    case IR_FUNCTION:
        return value_function(vs, run->program->function_of[u][inst->ref]);
    case IR_FIELD: {
        const struct value *base = exec_get(run, state, inst->a);
        if (inst->ref != IR_NONE)
            forget_note_record(run, base, frame->unit, frame->unit->fields.at[inst->ref].record);
        return value_move(vs, base, inst->imm);
    }
    }
    const struct value *index = value_convert(vs, IR_SEXT, 8, exec_get(run, state, inst->b));
    return value_index(vs, exec_get(run, state, inst->a), index, inst->imm);
}

static const struct value *new_alloca(struct run *run, struct state *state)
{
    uint32_t region =
        run_region(run, (struct origin){.kind = REGION_LOCAL, .background = FILL_UNWRITTEN, .size = UINT64_MAX});
    vec_push(&state_top(state)->allocas, region);
    return value_pointer(&run->values, region, 0, false);
}

static void begin_slot(struct run *run, struct state *state, uint32_t slot)
{
    state_set_content(state, memory_slot(run, state, slot), NULL);
}

static enum advance value_instruction(struct run *run, struct state *state, const struct ir_inst *inst)
{
    const struct value *v = NULL;
    switch ((enum ir_op)inst->op) {
    case IR_CONST:
        v = value_int(&run->values, ir_type_size((enum ir_type)inst->type), (uint64_t)inst->imm);
        break;
    case IR_LOCAL:
    case IR_GLOBAL:
    case IR_FUNCTION:
    case IR_FIELD:
    case IR_INDEX:
        v = address_of(run, state, inst);
        break;
    case IR_NEG:
    case IR_NOT:
        v = negate(run, state, inst);
        break;
    case IR_ALLOCA:
        v = new_alloca(run, state);
        break;
    case IR_CHOOSE: // when a program is executed, no exception is raised
        v = value_int(&run->values, 4,
            run->execution
                ? 0
                : exec_choose(run, state, PATH_CHOICE, ir_string(vec_last(&state->frames)->unit, inst->text)));
        break;
    case IR_UNKNOWN:
        if (run->execution)
            return execute_stuck(run, state, ir_string(vec_last(&state->frames)->unit, inst->text));
        v = inst->dst == IR_NONE ? NULL : run_unknown(run, (enum ir_type)inst->type, 0);
        break;
    default:
        v = inst->op >= IR_TRUNC ? convert(run, state, inst) : binary(run, state, inst);
    }
    if (v)
        exec_set(state, inst->dst, constraint_resolve(&run->values, &state->constraints, v));
    exec_next(state);
    return ADVANCE_ON;
}

// Goes over what is not executed, up to the end of the block; false if the next instruction is. A block ends where it
// ends unless its branch decides nothing.
static bool pass_over(struct run *run, struct state *state, enum advance *advance)
{
    const struct frame *frame = vec_last(&state->frames);
    const uint8_t *needed = slice_needed_in(run->slice, frame->id);
    uint32_t at = frame->inst;
    while (!needed[at] && frame->unit->insts.at[at].op < IR_JUMP)
        at++;
    if (at != frame->inst) {
        state_top(state)->inst = at;
        frame = vec_last(&state->frames);
    }
    const struct ir_inst *inst = &frame->unit->insts.at[at];
    if (needed[at] || (inst->op != IR_BRANCH && inst->op != IR_SWITCH && inst->op != IR_RETURN))
        return false;
    uint32_t after = inst->op == IR_RETURN ? IR_NONE : slice_after(run->slice, frame->id, frame->block);
    *advance = after == IR_NONE ? call_return(run, state, NULL) : jump(run, state, after);
    return true;
}

enum advance exec_step(struct run *run, struct state *state)
{
    enum advance passed;
    if (run->slice && !run->replay && pass_over(run, state, &passed))
        return passed;
    const struct frame *frame = vec_last(&state->frames);
    const struct ir_inst *inst = &frame->unit->insts.at[frame->inst];
    state->sub = 0;
    run_mark_executed(run, frame);
    switch ((enum ir_op)inst->op) {
    case IR_LOAD:
    case IR_LOAD_BITS:
        return load(run, state, inst);
    case IR_STORE:
    case IR_STORE_BITS:
        return store(run, state, inst);
    case IR_COPY:
    case IR_ZERO:
        return copy(run, state, inst);
    case IR_BEGIN:
        begin_slot(run, state, inst->ref);
        exec_next(state);
        return ADVANCE_ON;
    case IR_CALL:
    case IR_CALL_POINTER:
    case IR_VA_START:
        return call_execute(run, state, inst);
    case IR_JUMP:
        return jump(run, state, inst->t);
    case IR_BRANCH:
        return branch(run, state, inst);
    case IR_SWITCH:
        return switch_on(run, state, inst);
    case IR_RETURN:
        return call_return(run, state, inst->a == IR_NONE ? NULL : exec_get(run, state, inst->a));
    case IR_RAISE:
        return call_raise(run, state);
    case IR_UNREACHABLE:
        return execute_stuck(run, state, "a place is reached that the program promised never to reach");
    default:
        return value_instruction(run, state, inst);
    }
}
