// Program states: forked cheaply, since frames and contents are shared until written.
#include "engine/state.h"

#include <stdlib.h>

struct frame *frame_new(const struct ir_program *program, uint32_t id)
{
    const struct ir_program_function *f = &program->functions.at[id];
    struct frame *frame = memory_new(sizeof *frame);
    frame->references = 1;
    frame->id = id;
    frame->unit = program->units[f->unit];
    frame->function = &frame->unit->functions.at[f->function];
    frame->registers = memory_new(frame->function->registers * sizeof *frame->registers);
    frame->slots = memory_new(frame->function->locals * sizeof *frame->slots);
    frame->inst = frame->unit->blocks.at[frame->function->first_block].first;
    return frame;
}

void frame_drop(struct frame *frame)
{
    if (--frame->references)
        return;
    free(frame->registers);
    free(frame->slots);
    vec_free(&frame->allocas);
    vec_free(&frame->forks);
    free(frame);
}

static struct frame *frame_copy(const struct frame *frame)
{
    struct frame *copy = memory_new(sizeof *copy);
    *copy = *frame;
    copy->references = 1;
    copy->registers = memory_new(frame->function->registers * sizeof *copy->registers);
    memcpy(copy->registers, frame->registers, frame->function->registers * sizeof *copy->registers);
    copy->slots = memory_new(frame->function->locals * sizeof *copy->slots);
    memcpy(copy->slots, frame->slots, frame->function->locals * sizeof *copy->slots);
    memset(&copy->allocas, 0, sizeof copy->allocas);
    memset(&copy->forks, 0, sizeof copy->forks);
    for (size_t i = 0; i < frame->allocas.count; i++)
        vec_push(&copy->allocas, frame->allocas.at[i]);
    for (size_t i = 0; i < frame->forks.count; i++)
        vec_push(&copy->forks, frame->forks.at[i]);
    return copy;
}

struct state *state_new(void)
{
    struct state *state = memory_new(sizeof *state);
    state->forced = -1;
    return state;
}

struct state *state_fork(const struct state *state)
{
    struct state *copy = memory_new(sizeof *copy);
    copy->path = state->path;
    copy->trail = state->trail;
    copy->forced = state->forced;
    copy->transaction = state->transaction;
    copy->abstract = state->abstract;
    copy->script_next = state->script_next;
    copy->discrepancies = state->discrepancies;
    copy->sub = state->sub;
    copy->left = state->left;
    constraints_copy(&copy->constraints, &state->constraints);
    for (size_t i = 0; i < state->frames.count; i++) {
        state->frames.at[i]->references++;
        vec_push(&copy->frames, state->frames.at[i]);
    }
    if (state->regions.count)
        (void)vec_extend(&copy->regions, state->regions.count);
    for (size_t i = 0; i < state->regions.count; i++) {
        copy->regions.at[i] = state->regions.at[i];
        content_keep(copy->regions.at[i].content);
    }
    for (size_t i = 0; i < state->failures.count; i++)
        vec_push(&copy->failures, state->failures.at[i]);
    return copy;
}

void state_free(struct state *state)
{
    if (!state)
        return;
    for (size_t i = 0; i < state->frames.count; i++)
        frame_drop(state->frames.at[i]);
    for (size_t i = 0; i < state->regions.count; i++)
        content_drop(state->regions.at[i].content);
    constraints_free(&state->constraints);
    vec_free(&state->frames);
    vec_free(&state->regions);
    vec_free(&state->failures);
    free(state);
}

static struct frame *own_frame(struct frame **frame)
{
    if ((*frame)->references > 1) {
        struct frame *copy = frame_copy(*frame);
        frame_drop(*frame);
        *frame = copy;
    }
    return *frame;
}

struct frame *state_top(struct state *state)
{
    return own_frame(&vec_last(&state->frames));
}

void state_own_frames(struct state *state)
{
    for (size_t i = 0; i < state->frames.count; i++)
        own_frame(&state->frames.at[i]);
}

void state_push(struct state *state, struct frame *frame)
{
    vec_push(&state->frames, frame);
}

void state_pop(struct state *state)
{
    struct frame *frame = vec_last(&state->frames);
    for (uint32_t i = 0; i < frame->function->locals; i++)
        if (frame->slots[i])
            state_set_content(state, frame->slots[i], NULL);
    for (size_t i = 0; i < frame->allocas.count; i++)
        state_set_content(state, frame->allocas.at[i], NULL);
    if (frame->varargs)
        state_set_content(state, frame->varargs, NULL);
    frame_drop(frame);
    state->frames.count--;
}

static size_t position(const struct state *state, uint32_t region)
{
    size_t low = 0, high = state->regions.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (state->regions.at[middle].region < region)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct content *state_content(const struct state *state, uint32_t region)
{
    size_t i = position(state, region);
    return i < state->regions.count && state->regions.at[i].region == region ? state->regions.at[i].content : NULL;
}

struct content *state_own_content(struct state *state, uint32_t region)
{
    size_t i = position(state, region);
    return i < state->regions.count && state->regions.at[i].region == region
               ? content_own(&state->regions.at[i].content)
               : NULL;
}

void state_set_content(struct state *state, uint32_t region, struct content *content)
{
    size_t i = position(state, region);
    bool there = i < state->regions.count && state->regions.at[i].region == region;
    if (there) {
        content_drop(state->regions.at[i].content);
        state->regions.at[i].content = content;
        if (content)
            return;
        memmove(state->regions.at + i, state->regions.at + i + 1,
            (state->regions.count - i - 1) * sizeof *state->regions.at);
        state->regions.count--;
    } else if (content) {
        (void)vec_extend(&state->regions, 1);
        memmove(state->regions.at + i + 1, state->regions.at + i,
            (state->regions.count - i - 1) * sizeof *state->regions.at);
        state->regions.at[i] = (struct region_content){region, content};
    }
}
