// Exploring: all paths from the entry function, each state once.
#include "engine/queue.h"
#include "engine/reach.h"
#include "engine/run.h"
#include "engine/slice.h"
#include "engine/widen.h"

#include <stdlib.h>

enum {
    EXACT_SHARE = 60,              // percent of the budget that is spent before states are made alike
    SHARE_BETWEEN_TRIES = 12,      // and after which violations are tried, lest what refutes them all comes too late
    STEPS_BETWEEN_LOOKS = 1 << 16, // how often to look at the stop flag and to report progress
    WORDS_PER_STEP = 200,          // of states' keys, for each step of the budget: about ten times what drivers need
};

struct state *run_first_state(struct run *run, uint32_t entry)
{
    struct state *state = state_new();
    run->entered[entry] = 1;
    state_push(state, frame_new(run->program, entry));
    return state;
}

// Whether as many steps were made as STEPS, or states were as large as if there had been.
static bool is_spent(const struct run *run, uint64_t steps)
{
    return run->result->steps >= steps || canon_written(run->canon) / WORDS_PER_STEP >= steps;
}

bool explore_is_stopped(const struct run *run)
{
    return run->options->stop && *run->options->stop;
}

// Whether the exploration must end early.
static bool must_end(struct run *run)
{
    uint64_t steps = run->result->steps;
    if (is_spent(run, run->limit) || run->widened_slice)
        return true;
    if (steps % STEPS_BETWEEN_LOOKS)
        return false;
    if (run->options->progress)
        run->options->progress(run->options->progress_to, steps, run->result->states);
    return explore_is_stopped(run);
}

// Whether states are compared where paths meet. Without merging too, what is tried until it succeeds may fail for ever.
static bool is_compared(const struct run *run, const struct state *state)
{
    enum { MANY = 8 }; // rounds
    bool compared = !run->options->no_merge;
    for (size_t i = 0; i < state->frames.count && !compared; i++)
        compared = state->frames.at[i]->rounds > MANY;
    return compared;
}

// Executes STATE until it ends, equals one that was seen, or others come first. Returns it if it goes on later.
static struct state *explore_state(struct run *run, struct queue *queue, struct state *state)
{
    for (;;) {
        if ((run->ended = must_end(run)))
            return state;
        run->result->steps++;
        enum advance advance = exec_step(run, state);
        bool ends = advance == ADVANCE_END;
        if ((advance == ADVANCE_JOIN && is_compared(run, state)) || advance == ADVANCE_CUT) {
            bool seen = canon_seen(run, state);
            if (!seen && run->abstract && forget_idle(run, state, advance == ADVANCE_CUT))
                seen = canon_seen_changed(run, state);
            if (!seen && advance == ADVANCE_CUT && !run->options->no_slice)
                seen = canon_seen_relevant(run, state);
            run->result->merged += seen;
            run->result->states += !seen;
            ends = seen;
            if (!seen && advance == ADVANCE_CUT)
                canon_compact(run, state);
        }
        bool forked = run->work.count > 0;
        while (run->work.count)
            queue_add(queue, vec_pop(&run->work));
        if (ends) {
            state_free(state);
            return NULL;
        }
        if ((forked || advance == ADVANCE_CUT) && !queue_comes_first(queue, state))
            return state;
    }
}

// A violation that is not confirmed says what the slice lacks; where that leads to many, there may be no end without it.
static void try_violations(struct run *run, uint32_t entry)
{
    if (!run->slice || run->result->steps < run->next_try)
        return;
    run->next_try += run->budget / 100 * SHARE_BETWEEN_TRIES;
    replay_try(run, entry);
    if (run->widened_slice)
        refine_begin_anew(run);
}

static void explore_within(struct run *run, uint32_t entry, uint64_t limit)
{
    struct queue queue = {0};
    run->limit = limit;
    run->ended = false;
    queue_add(&queue, run_first_state(run, entry));
    for (struct state *state; !run->ended && (state = queue_take(&queue));) {
        state = explore_state(run, &queue, state);
        if (state)
            queue_add(&queue, state);
        try_violations(run, entry);
    }
    for (struct state *state; (state = queue_take(&queue));)
        state_free(state);
    vec_free(&queue.heap);
}

static void begin_anew(struct run *run)
{
    key_set_free(run->visited);
    run->visited = NULL;
}

static void make_slice(struct run *run)
{
    slice_free(run->slice);
    run_forget_liveness(run, run->liveness);
    run_forget_points(run);
    struct slice_wish wish = {.awaited = run->awaited.at,
        .awaited_count = run->awaited.count,
        .points = run->wished.at,
        .point_count = run->wished.count,
        .all_results = run->all_results,
        .all_memory = run->all_memory};
    run->slice = slice_new(run->program, run->reach, &wish);
    vec_push(&run->points, (struct point){0});
    widen_judge_anew(run);
    run->widened_slice = false;
}

// The same with a larger slice, each time that a model begins to wait for something else.
static void explore_slice(struct run *run, uint32_t entry, uint64_t limit)
{
    explore_within(run, entry, limit);
    while (run->widened_slice) {
        make_slice(run);
        begin_anew(run);
        explore_within(run, entry, limit);
    }
}

bool explore_is_spent(const struct run *run)
{
    return is_spent(run, run->budget);
}

// First exactly; where that does not come to an end in its share of the budget, again with states made alike.
void explore(struct run *run, uint32_t entry)
{
    if (run->options->no_slice) {
        explore_within(run, entry, run->budget);
        return;
    }
    begin_anew(run);
    make_slice(run);
    run->next_try = run->result->steps + run->budget / 100 * SHARE_BETWEEN_TRIES;
    run->abstract = false;
    explore_slice(run, entry, run->budget / 100 * EXACT_SHARE);
    if (!run->ended || explore_is_stopped(run) || is_spent(run, run->budget))
        return;
    begin_anew(run);
    run->abstract = true;
    explore_slice(run, entry, run->budget);
}
