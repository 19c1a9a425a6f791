// The path of a state: a list of steps, newest first, shared between states that forked.
#include "engine/run.h"

const struct frame *run_driver_frame(const struct run *run, const struct state *state, size_t *depth)
{
    for (size_t i = state->frames.count; i-- > 0;) {
        const struct frame *frame = state->frames.at[i];
        if (!run->program->functions.at[frame->id].in_driver)
            continue;
        if (depth)
            *depth = i;
        return frame;
    }
    return NULL;
}

// ---- whose arguments a message names ----

// The model of the harness's unit that runs for the driver's call, and the model that the driver has called; NULL if they
// are the same, or there are none.
static const struct frame *inner_model(const struct run *run, const struct state *state, const struct frame **outer)
{
    size_t driver;
    if (!run_driver_frame(run, state, &driver) || driver + 1 >= state->frames.count)
        return NULL;
    *outer = state->frames.at[driver + 1];
    if ((*outer)->unit == run->harness)
        return NULL;
    for (size_t i = driver + 2; i < state->frames.count; i++)
        if (state->frames.at[i]->unit == run->harness)
            return state->frames.at[i];
    return NULL;
}

// What parameter N of FRAME holds, whatever its width, or NULL.
static const struct value *parameter(struct run *run, const struct state *state, const struct frame *frame, uint32_t n)
{
    if (n >= frame->function->params || !frame->slots[n])
        return NULL;
    const struct content *content = state_content(state, frame->slots[n]);
    if (!content || !content->cells.count || content->cells.at[0].fill != FILL_VALUE)
        return NULL;
    const struct value *v = constraint_resolve(&run->values, &state->constraints, content->cells.at[0].value);
    while (v->kind == VALUE_TERM && (v->op == IR_ZEXT || v->op == IR_SEXT || v->op == IR_TRUNC))
        v = constraint_resolve(&run->values, &state->constraints, v->a);
    return v;
}

// The parameter of OUTER, counted from 1, that holds V; 0: none.
static uint8_t parameter_with(
    struct run *run, const struct state *state, const struct frame *outer, const struct value *v)
{
    for (uint32_t n = 0; v && n < outer->function->params && n < PATH_ARGUMENTS; n++)
        if (parameter(run, state, outer, n) == v)
            return (uint8_t)(n + 1);
    return 0;
}

// The first of the COUNT arguments of the driver's call that none of MAP is.
static uint8_t left_over(const struct path_arguments *map, uint32_t count)
{
    for (uint8_t n = 1; n <= count && n <= PATH_ARGUMENTS; n++)
        if (!memchr(map->of, n, sizeof map->of))
            return n;
    return 0;
}

struct path_arguments path_arguments(struct run *run, const struct state *state)
{
    struct path_arguments map = {{0}};
    const struct frame *outer, *inner = inner_model(run, state, &outer);
    if (!inner)
        return map;
    const struct frame *driver = run_driver_frame(run, state, NULL);
    uint32_t count = driver->unit->insts.at[driver->inst].count;
    for (uint32_t n = 0; n < inner->function->params && n < PATH_ARGUMENTS; n++)
        map.of[n] = parameter_with(run, state, outer, parameter(run, state, inner, n));
    for (uint32_t n = 0; n < inner->function->params && n < PATH_ARGUMENTS; n++)
        if (!map.of[n]) // made from one of the others, most likely
            map.of[n] = left_over(&map, count);
    return map;
}

// ---- steps ----

void path_add(struct run *run, struct state *state, struct path step)
{
    size_t depth = 0;
    const struct frame *frame = run_driver_frame(run, state, &depth);
    step.before = state->path;
    step.length += state->path ? state->path->length : 0;
    step.depth = (uint32_t)depth;
    step.sub = state->sub;
    if (run->replay && (step.kind == PATH_NOTE || step.kind == PATH_CHOICE))
        step.arguments = path_arguments(run, state);
    step.frames = (uint32_t)state->frames.count;
    if (step.frames) {
        step.at_function = vec_last(&state->frames)->id;
        step.at_inst = vec_last(&state->frames)->inst;
    }
    if (frame) {
        step.unit = frame->unit;
        step.inst = frame->inst;
        step.function = frame->id;
    } else {
        step.inst = IR_NONE;
    }
    state->path = arena_copy(&run->values.arena, &step, sizeof step);
}

void path_add_at(struct run *run, struct state *state, struct path step, const struct path_place *place)
{
    const struct path *before = state->path;
    path_add(run, state, step);
    step = *state->path;
    step.before = before;
    step.unit = place->unit;
    step.inst = place->inst;
    step.function = place->function;
    state->path = arena_copy(&run->values.arena, &step, sizeof step);
}

void path_add_decision(struct run *run, struct state *state, enum path_kind kind, const char *text, uint32_t outcome)
{
    // To say "not this one" costs nothing, so a long switch is no longer than a short one.
    uint32_t cost = kind == PATH_SPLIT ? outcome : kind == PATH_CHOICE ? 1 + outcome : 1;
    path_add(run, state, (struct path){.kind = kind, .text = text, .outcome = outcome, .length = cost});
}
