// Exploring again with a larger slice (counterexample-guided refinement: Clarke, Grumberg, Jha, Lu, Veith, CAV 2000).
//
// What the slice leaves out does not end a path. Where a found path cannot be confirmed since, executed exactly, it ends
// at an instruction outside of the slice (a lock that is not free, NULL that is used), that instruction goes into the
// slice, and the exploration begins again. Where nothing ended it, memory that was guessed is followed.
// Either way models then get what they are returned.
#include "engine/run.h"
#include "engine/slice.h"

#include <stdlib.h>

enum { ROUNDS = 4 };

static bool is_wished(const struct run *run, struct slice_point point)
{
    for (size_t i = 0; i < run->wished.count; i++)
        if (run->wished.at[i].function == point.function && run->wished.at[i].inst == point.inst)
            return true;
    return false;
}

void refine_by(struct run *run, const struct slice_point *end)
{
    bool more = false;
    if (!run->slice)
        return;
    if (end && !is_wished(run, *end) && !slice_has(run->slice, *end)) {
        vec_push(&run->wished, *end);
        more = true;
    } else if (slice_has_guesses(run->slice)) {
        more = run->all_memory = true;
    }
    run->widened_slice |= more || !run->all_results;
    run->all_results = true;
}

// What an exploration says about the whole, beside its findings and reasons.
struct outlook {
    uint8_t *entered, **executed;
    struct engine_place cut;
};

static struct outlook new_outlook(const struct run *run)
{
    struct outlook o = {.entered = memory_new(run->program->functions.count),
        .executed = memory_new(run->program->unit_count * sizeof *o.executed)};
    for (uint32_t u = 0; u < run->program->unit_count; u++)
        o.executed[u] = memory_new(run->program->units[u]->insts.count);
    return o;
}

static void swap_outlook(struct run *run, struct outlook *o)
{
    struct outlook other = {run->entered, run->executed, run->cut};
    run->entered = o->entered;
    run->executed = o->executed;
    run->cut = o->cut;
    *o = other;
}

static void free_outlook(const struct run *run, struct outlook *o)
{
    for (uint32_t u = 0; u < run->program->unit_count; u++)
        free(o->executed[u]);
    free(o->executed);
    free(o->entered);
}

static void keep_confirmed(struct run *run)
{
    size_t n = 0;
    for (size_t i = 0; i < run->candidates.count; i++)
        if (run->candidates.at[i].finding)
            run->candidates.at[n++] = run->candidates.at[i];
    run->candidates.count = n;
}

static void drop_reasons(struct engine_result *result, size_t n)
{
    if (!n)
        return; // there may be no list to move in
    for (size_t i = 0; i < n; i++)
        free(result->reasons.at[i].text);
    result->reasons.count -= n;
    memmove(result->reasons.at, result->reasons.at + n, result->reasons.count * sizeof *result->reasons.at);
}

void refine_begin_anew(struct run *run)
{
    struct outlook none = new_outlook(run);
    swap_outlook(run, &none);
    free_outlook(run, &none);
    keep_confirmed(run);
}

// Explores again. If that does not come to an end, what was known before stands; false then.
static bool explore_again(struct run *run, uint32_t entry)
{
    size_t reasons = run->result->reasons.count;
    struct outlook other = new_outlook(run);
    swap_outlook(run, &other);
    keep_confirmed(run);
    explore(run, entry);
    bool better = !run->ended;
    if (better)
        drop_reasons(run->result, reasons);
    else
        swap_outlook(run, &other);
    free_outlook(run, &other);
    run->ended = explore_is_stopped(run);
    replay_confirm(run, entry);
    return better;
}

void refine(struct run *run, uint32_t entry)
{
    for (int round = 0; round < ROUNDS && run->widened_slice && !run->ended; round++)
        if (!explore_again(run, entry))
            break;
}
