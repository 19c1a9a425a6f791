// Calls: into bodies and models, through pointers, to functions of which nothing is known; returns; unwinding.
#include "engine/run.h"
#include "engine/signature.h"

#include <stdlib.h>

enum {
    MAX_DEPTH_EXECUTED = 100 * 1000, // frames on the stack of a program that is executed
    MAX_DEPTH = 200,     // frames on the stack
    MAX_RECURSION = 24,  // of one function
    MAX_ARGUMENTS = 128,
};

// ---- entering ----

static void bind_parameter(struct run *run, struct state *state, uint32_t i, const struct value *argument)
{
    struct frame *frame = state_top(state);
    const struct ir_local *local = &frame->unit->locals.at[frame->function->first_local + i];
    uint32_t region = memory_slot(run, state, i);
    struct place to = {region, 0}, from;
    if (local->by_value) {
        if (memory_place(run, state, argument, local->size, false, &from))
            memory_copy(run, state, to, from, local->size);
        return;
    }
    unsigned width = local->size <= 8 ? (unsigned)local->size : 8;
    memory_store(run, state, to, value_convert(&run->values, IR_ZEXT, width, argument));
}

static void bind_varargs(struct run *run, struct state *state, const struct value **arguments, uint32_t count)
{
    struct frame *frame = state_top(state);
    frame->varargs =
        run_region(run, (struct origin){.kind = REGION_ARGUMENTS, .background = FILL_UNKNOWN, .size = 8ull * count});
    uint32_t region = frame->varargs;
    for (uint32_t i = 0; i < count; i++) {
        const struct value *v = value_convert(&run->values, IR_ZEXT, 8, arguments[i]);
        memory_store(run, state, (struct place){region, 8 * (int64_t)i}, v);
    }
}

enum advance call_enter(
    struct run *run, struct state *state, uint32_t function, const struct value **arguments, uint32_t count)
{
    run->entered[function] = 1;
    if (run->replay && run->program->functions.at[function].in_driver)
        path_add(run, state, (struct path){.kind = PATH_CALL, .text = run->program->functions.at[function].name});
    state_push(state, frame_new(run->program, function));
    const struct ir_function *f = vec_last(&state->frames)->function;
    for (uint32_t i = 0; i < f->params && i < count; i++)
        bind_parameter(run, state, i, arguments[i]);
    if (f->variadic)
        bind_varargs(run, state, arguments + f->params, count > f->params ? count - f->params : 0);
    return ADVANCE_ON;
}

// ---- functions of which nothing is known ----

static bool holds_fresh(const struct content *content, int64_t offset, uint64_t size)
{
    for (size_t i = content_at(content, offset); i < content->cells.count; i++) {
        const struct cell *cell = &content->cells.at[i];
        if (cell->offset >= offset + (int64_t)size)
            return false;
        if (cell->fill == FILL_VALUE && cell->value->kind == VALUE_SYMBOL && (cell->value->flags & SYMBOL_FRESH))
            return true;
    }
    return false;
}

// What an unknown body may write through ARGUMENT: a local as a whole; elsewhere only a scalar.
static void havoc(struct run *run, struct state *state, const struct value *argument, unsigned scalar)
{
    if (argument->kind != VALUE_POINTER || argument->a)
        return;
    const struct origin *origin = &run->origins.at[argument->imm];
    uint64_t size = scalar;
    if (origin->kind == REGION_LOCAL && origin->size != UINT64_MAX && (int64_t)origin->size > argument->offset)
        size = scalar ? scalar : origin->size - (uint64_t)argument->offset;
    if (!size || origin->kind == REGION_ARGUMENTS)
        return;
    struct content *content = memory_own_content(run, state, (uint32_t)argument->imm);
    if (!holds_fresh(content, argument->offset, size) || origin->kind == REGION_LOCAL)
        content_fill(&run->values, content, argument->offset, size, FILL_UNKNOWN);
}

static void note_unmodelled(struct run *run, const char *name)
{
    for (size_t i = 0; i < run->result->unmodelled.count; i++)
        if (strcmp(run->result->unmodelled.at[i], name) == 0)
            return;
    vec_push(&run->result->unmodelled, memory_text(name, strlen(name)));
}

// Calls something without body or model: a fresh value comes back, and what its pointers address is unknown.
static enum advance call_unknown(struct run *run, struct state *state, const struct ir_inst *inst,
    const struct ir_function *f, const char *signature, const struct value **arguments, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        held_give_argument(run, state, arguments[i], f && f->in_system ? HELD_OUTSIDE : HELD_BY_UNKNOWN);
    for (uint32_t i = 0; i < count; i++)
        if (!f || i >= 32 || !(f->const_params >> i & 1))
            havoc(run, state, arguments[i], signature_pointee_size(signature, i));
    if (f && f->noreturn)
        return ADVANCE_END;
    if (inst->dst != IR_NONE)
        exec_set(state, inst->dst, run_unknown(run, (enum ir_type)inst->type, 0));
    exec_next(state);
    return ADVANCE_ON;
}

// ---- the call instructions ----

static bool too_deep(const struct run *run, const struct state *state, uint32_t function)
{
    uint32_t same = 0;
    if (run->execution)
        return state->frames.count >= MAX_DEPTH_EXECUTED;
    for (size_t i = 0; i < state->frames.count; i++)
        same += state->frames.at[i]->id == function;
    return state->frames.count >= MAX_DEPTH || same >= MAX_RECURSION;
}

// A program that is executed calls what cannot be: NAME is too deep, or it has no body.
static enum advance call_stuck(struct run *run, struct state *state, const char *name, bool defined)
{
    char *why = defined ? memory_format("the calls are nested too deeply to call '%s'", name)
                        : memory_format("a call of '%s', of which there is no body", name);
    execute_stuck(run, state, why);
    free(why);
    return ADVANCE_END;
}

static enum advance call_function(struct run *run, struct state *state, const struct ir_inst *inst, uint32_t id,
    const struct value **arguments, uint32_t count)
{
    const struct ir_program_function *p = &run->program->functions.at[id];
    const struct ir_unit *unit = run->program->units[p->unit];
    const struct ir_function *f = &unit->functions.at[p->function];
    if (run->intrinsics[id] && (!p->defined || !p->in_driver))
        return intrinsic_call(run, state, run->intrinsics[id], inst, arguments, count);
    if (p->defined && !too_deep(run, state, id))
        return call_enter(run, state, id, arguments, count);
    if (run->execution)
        return call_stuck(run, state, p->name, p->defined);
    if (p->defined)
        run_not_followed(run, state, "recursion is deeper than is followed");
    else if (vec_last(&state->frames)->unit != NULL)
        note_unmodelled(run, p->name);
    return call_unknown(run, state, inst, f, ir_string(unit, f->signature), arguments, count);
}

static enum advance call_pointer(
    struct run *run, struct state *state, const struct ir_inst *inst, const struct value **arguments, uint32_t count)
{
    const struct value *callee = exec_get(run, state, inst->a);
    if (callee->kind == VALUE_FUNCTION)
        return call_function(run, state, inst, (uint32_t)callee->imm, arguments, count);
    if (run->execution)
        return execute_stuck(run, state, "a call through a pointer to no function");
    // NULL in an object of the system says that what fills it in has no model.
    bool is_null = callee->kind == VALUE_INT && callee->imm < 4096;
    if (is_null && run->program->functions.at[vec_last(&state->frames)->id].in_driver) {
        run_note_cut(run, state);
        return ADVANCE_END;
    }
    const char *signature = ir_string(vec_last(&state->frames)->unit, inst->ref);
    if (run_may_reach_event(run, signature))
        run_not_followed(
            run, state, "a call through a pointer that could not be followed may reach a modelled function");
    return call_unknown(run, state, inst, NULL, signature, arguments, count);
}

static enum advance va_start(struct run *run, struct state *state, const struct ir_inst *inst)
{
    struct place place;
    if (!memory_place(run, state, exec_get(run, state, inst->a), 8, true, &place))
        return ADVANCE_END;
    uint32_t region = vec_last(&state->frames)->varargs;
    memory_store(
        run, state, place, region ? value_pointer(&run->values, region, 0, false) : run_unknown(run, IR_PTR, 0));
    exec_next(state);
    return ADVANCE_ON;
}

enum advance call_execute(struct run *run, struct state *state, const struct ir_inst *inst)
{
    if (inst->op == IR_VA_START)
        return va_start(run, state, inst);
    const struct value *arguments[MAX_ARGUMENTS];
    const struct frame *frame = vec_last(&state->frames);
    const struct ir_unit *unit = frame->unit;
    uint32_t count = inst->count < MAX_ARGUMENTS ? inst->count : MAX_ARGUMENTS;
    uint32_t u = run->program->functions.at[frame->id].unit;
    for (uint32_t i = 0; i < count; i++)
        arguments[i] = exec_get(run, state, unit->operands.at[inst->first + i]);
    if (inst->op == IR_CALL)
        return call_function(run, state, inst, run->program->function_of[u][inst->ref], arguments, count);
    return call_pointer(run, state, inst, arguments, count);
}

// ---- leaving ----

enum advance call_return(struct run *run, struct state *state, const struct value *value)
{
    const struct frame *frame = vec_last(&state->frames);
    bool driver = run->program->functions.at[frame->id].in_driver;
    struct path_place left = {frame->unit, frame->inst, frame->id};
    bool has_blocks = frame->function->blocks > 1;
    if (run->replay && driver)
        path_add(run, state, (struct path){.kind = PATH_RETURN});
    state_pop(state);
    if (!state->frames.count)
        return ADVANCE_END;
    const struct frame *caller = vec_last(&state->frames);
    if (driver && !run->program->functions.at[caller->id].in_driver)
        state->left = left;
    const struct ir_inst *call = &caller->unit->insts.at[caller->inst];
    if (call->dst != IR_NONE) {
        unsigned width = ir_type_size((enum ir_type)call->type);
        if (!value)
            value = run_unknown(run, (enum ir_type)call->type, 0);
        exec_set(state, call->dst, width ? value_convert(&run->values, IR_ZEXT, width, value) : value);
    }
    exec_next(state);
    return has_blocks ? ADVANCE_JOIN : ADVANCE_ON;
}

enum advance call_raise(struct run *run, struct state *state)
{
    while (state->frames.count) {
        struct frame *frame = state_top(state);
        uint32_t handler = frame->unit->blocks.at[frame->function->first_block + frame->block].handler;
        if (handler != IR_NONE) {
            frame->block = handler;
            frame->inst = frame->unit->blocks.at[frame->function->first_block + handler].first;
            return ADVANCE_JOIN;
        }
        state_pop(state);
    }
    (void)run;
    return ADVANCE_END;
}
