// One exploration, readable from top to bottom: set up, explore, execute the paths of violations again alone, account
// for what was not explored.
#include "engine/later.h"
#include "engine/reach.h"
#include "engine/run.h"
#include "engine/slice.h"

#include <stdlib.h>

enum { STEPS = 16 * 1000 * 1000 }; // default budget of instructions

// ---- set up ----

static void add_globals(struct run *run)
{
    vec_push(&run->origins, (struct origin){.kind = REGION_NONE});
    for (uint32_t g = 0; g < run->program->globals.count; g++) {
        const struct ir_program_global *global = &run->program->globals.at[g];
        uint64_t size = run->program->units[global->unit]->globals.at[global->global].size;
        run_region(run, (struct origin){.kind = REGION_GLOBAL,
                            .background = FILL_UNKNOWN,
                            .ref = g,
                            .size = size ? size : UINT64_MAX,
                            .in_pack = global->in_pack,
                            .name = global->name});
    }
    run->initial = memory_new(run->program->globals.count * sizeof *run->initial);
}

void run_set_up(struct run *run, const struct ir_program *program, const struct engine_options *options)
{
    memset(run, 0, sizeof *run);
    run->program = program;
    run->options = options;
    run->result = memory_new(sizeof *run->result);
    run->budget = options->step_budget ? options->step_budget : STEPS;
    run->canon = canon_new();
    values_begin(&run->values);
    add_globals(run);
    size_t n = program->functions.count;
    run->intrinsics = memory_new(n);
    run->entered = memory_new(n);
    for (size_t f = 0; f < n; f++)
        run->intrinsics[f] = intrinsic_find(program->functions.at[f].name);
    run->liveness = memory_new(program->unit_count * sizeof *run->liveness);
    run->whole = memory_new(program->unit_count * sizeof *run->whole);
    run->executed = memory_new(program->unit_count * sizeof *run->executed);
    for (uint32_t u = 0; u < program->unit_count; u++) {
        run->liveness[u] = memory_new(program->units[u]->functions.count * sizeof **run->liveness);
        run->whole[u] = memory_new(program->units[u]->functions.count * sizeof **run->whole);
        run->executed[u] = memory_new(program->units[u]->insts.count);
    }
}

void run_forget_liveness(struct run *run, struct liveness ***all)
{
    for (uint32_t u = 0; u < run->program->unit_count; u++)
        for (size_t f = 0; f < run->program->units[u]->functions.count; f++) {
            liveness_free(all[u][f]);
            all[u][f] = NULL;
        }
}

void run_forget_points(struct run *run)
{
    for (size_t i = 0; i < run->points.count; i++)
        later_free(run->points.at[i].later);
    vec_free(&run->points);
    run->points.count = 0;
}

void run_tear_down(struct run *run)
{
    run_forget_points(run);
    run_forget_liveness(run, run->liveness);
    run_forget_liveness(run, run->whole);
    for (uint32_t u = 0; u < run->program->unit_count; u++) {
        free(run->liveness[u]);
        free(run->whole[u]);
        free(run->executed[u]);
    }
    for (uint32_t g = 0; g < run->program->globals.count; g++)
        content_drop(run->initial[g]);
    free(run->liveness);
    free(run->whole);
    free(run->executed);
    free(run->initial);
    free(run->intrinsics);
    free(run->entered);
    run_free_lazies(run);
    key_set_free(run->visited);
    canon_free(run->canon);
    reach_free(run->reach);
    slice_free(run->slice);
    vec_free(&run->awaited);
    vec_free(&run->wished);
    forget_free(run->forgetting);
    widening_free(run->widening);
    held_free(run->held);
    vec_free(&run->origins);
    vec_free(&run->work);
    vec_free(&run->candidates);
    vec_free(&run->sites);
    values_end(&run->values);
}

struct liveness *run_liveness(struct run *run, const struct frame *frame)
{
    const struct ir_program_function *p = &run->program->functions.at[frame->id];
    const struct slice *slice = run->replay ? NULL : run->slice;
    struct liveness **l = slice ? &run->liveness[p->unit][p->function] : &run->whole[p->unit][p->function];
    if (!*l)
        *l = liveness_new(frame->unit, frame->function, slice, frame->id);
    return *l;
}

void run_mark_executed(struct run *run, const struct frame *frame)
{
    run->executed[run->program->functions.at[frame->id].unit][frame->inst] = 1;
}

// ---- run ----

struct engine_result *engine_run(const struct ir_program *program, const struct engine_options *options)
{
    struct run run;
    run_set_up(&run, program, options);
    struct engine_result *result = run.result;
    uint32_t entry = ir_program_find(program, options->entry);
    if (entry == IR_NONE || !program->functions.at[entry].defined) {
        char *text = memory_format("the rule pack has no function '%s'", options->entry);
        run_add_reason(&run, text, (struct engine_place){0});
        free(text);
    } else {
        run.reach = reach_new(program, entry);
        run.harness = program->units[program->functions.at[entry].unit];
        explore(&run, entry);
        replay_confirm(&run, entry);
        refine(&run, entry);
        account(&run);
    }
    result->verdict = result->reasons.count ? ENGINE_INCOMPLETE : ENGINE_COMPLETE;
    finding_sort(result);
    run_tear_down(&run);
    return result;
}

void engine_result_free(struct engine_result *result)
{
    if (!result)
        return;
    for (size_t i = 0; i < result->findings.count; i++)
        finding_free(&result->findings.at[i]);
    for (size_t i = 0; i < result->reasons.count; i++)
        free(result->reasons.at[i].text);
    for (size_t i = 0; i < result->unmodelled.count; i++)
        free(result->unmodelled.at[i]);
    for (size_t i = 0; i < result->values.count; i++)
        free(result->values.at[i]);
    vec_free(&result->findings);
    vec_free(&result->reasons);
    vec_free(&result->sites);
    vec_free(&result->unmodelled);
    vec_free(&result->values);
    arena_free(&result->texts);
    free(result);
}
