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

void path_add(struct run *run, struct state *state, struct path step)
{
    size_t depth = 0;
    const struct frame *frame = run_driver_frame(run, state, &depth);
    step.before = state->path;
    step.length += state->path ? state->path->length : 0;
    step.depth = (uint32_t)depth;
    step.sub = state->sub;
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
