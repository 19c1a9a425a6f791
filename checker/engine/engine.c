// The exploration, readable from top to bottom: set up, explore, execute the paths of violations again alone,
// account for what was not explored.
#include "engine/later.h"
#include "engine/queue.h"
#include "engine/reach.h"
#include "engine/run.h"
#include "engine/slice.h"
#include "engine/widen.h"

#include <stdlib.h>

enum {
    STEPS = 16 * 1000 * 1000,      // default budget of instructions
    EXACT_SHARE = 60,              // percent of it that is spent before states are made alike
    STEPS_BETWEEN_LOOKS = 1 << 16, // how often to look at the stop flag and to report progress
    WORDS_PER_STEP = 200,          // of states' keys, for each step of the budget: about ten times what drivers need
};

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

// Forgets what is live where: what is executed has changed.
static void forget_liveness(struct run *run, struct liveness ***all)
{
    for (uint32_t u = 0; u < run->program->unit_count; u++)
        for (size_t f = 0; f < run->program->units[u]->functions.count; f++) {
            liveness_free(all[u][f]);
            all[u][f] = NULL;
        }
}

static void forget_points(struct run *run)
{
    for (size_t i = 0; i < run->points.count; i++)
        later_free(run->points.at[i].later);
    vec_free(&run->points);
    run->points.count = 0;
}

void run_tear_down(struct run *run)
{
    forget_points(run);
    forget_liveness(run, run->liveness);
    forget_liveness(run, run->whole);
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

// ---- exploring ----

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
    return run->options->stop && *run->options->stop;
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
        if ((advance == ADVANCE_JOIN && !run->options->no_merge) || advance == ADVANCE_CUT) {
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
    forget_liveness(run, run->liveness);
    forget_points(run);
    run->slice = slice_new(run->program, run->reach, run->awaited.at, run->awaited.count);
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

// First exactly; where that does not come to an end in its share of the budget, again with states made alike.
static void explore(struct run *run, uint32_t entry)
{
    if (run->options->no_slice) {
        explore_within(run, entry, run->budget);
        return;
    }
    make_slice(run);
    explore_slice(run, entry, run->budget / 100 * EXACT_SHARE);
    bool stopped = run->options->stop && *run->options->stop;
    if (!run->ended || stopped || is_spent(run, run->budget))
        return;
    begin_anew(run);
    run->abstract = true;
    explore_slice(run, entry, run->budget);
}

// ---- what was not explored ----

static void add_reason(struct engine_result *result, char *text, struct engine_place place)
{
    vec_push(&result->reasons, (struct engine_reason){text, place});
}

void run_add_reason(struct run *run, const char *text, struct engine_place place)
{
    struct engine_result *result = run->result;
    for (size_t i = 0; i < result->reasons.count; i++)
        if (strcmp(result->reasons.at[i].text, text) == 0 && result->reasons.at[i].place.line == place.line)
            return;
    add_reason(result, memory_text(text, strlen(text)), place);
}

void run_note_cut(struct run *run, const struct state *state)
{
    if (run->replay || run->cut.path)
        return;
    for (size_t i = 0; i < state->frames.count; i++) {
        uint32_t id = state->frames.at[i]->id;
        if (run->program->functions.at[id].in_driver && run->reach->reaches_event[id])
            run->cut = run_place(run, state);
    }
}

struct site_visit {
    struct run *run;
    uint32_t function;
    const uint8_t *missed; // [program function]
};

struct missed_visit {
    struct run *run;
    uint8_t *missed;
    bool changed;
};

static void miss_callee(void *to, uint32_t inst, uint32_t callee)
{
    (void)inst;
    struct missed_visit *v = to;
    if (!v->run->entered[callee] && !v->missed[callee])
        v->missed[callee] = v->changed = 1;
}

// The functions that no path entered although something may call them: those whose address goes somewhere, and
// what they call. One that is only called directly was not entered because no path leads there.
static uint8_t *missed_functions(struct run *run)
{
    size_t n = run->program->functions.count;
    struct missed_visit v = {.run = run, .missed = memory_new(n)};
    for (uint32_t f = 0; f < n; f++)
        v.missed[f] = !run->entered[f] && run->program->functions.at[f].address_taken && run->reach->is_live[f];
    do {
        v.changed = false;
        for (uint32_t f = 0; f < n; f++)
            if (v.missed[f])
                reach_each_call(run->program, f, miss_callee, &v);
    } while (v.changed);
    return v.missed;
}

static void account_for_call(void *to, uint32_t inst, uint32_t callee)
{
    struct site_visit *v = to;
    struct run *run = v->run;
    const struct ir_program_function *p = &run->program->functions.at[v->function];
    if (!run->reach->is_event[callee])
        return;
    struct engine_site site = {.callee = run->program->functions.at[callee].name,
        .function = p->name,
        .place = run_place_of(run->program->units[p->unit], inst),
        .state = ENGINE_SITE_UNREACHED};
    if (run->executed[p->unit][inst])
        site.state = ENGINE_SITE_EXECUTED;
    else if (!run->reach->is_live[v->function])
        site.state = ENGINE_SITE_DEAD;
    else if (v->missed[v->function])
        add_reason(run->result,
            memory_format("no path that was explored enters '%s', which calls %s", p->name, site.callee), site.place);
    else if (run->cut.path)
        add_reason(run->result,
            memory_format("no path that was explored gets to this call of %s: they end before, where NULL is used (%s:%u)",
                site.callee, run->cut.path, run->cut.line),
            site.place);
    vec_push(&run->result->sites, site);
}

static void account_for_sites(struct run *run)
{
    uint8_t *missed = missed_functions(run);
    for (uint32_t f = 0; f < run->program->functions.count; f++) {
        struct site_visit v = {run, f, missed};
        if (run->program->functions.at[f].in_driver)
            reach_each_call(run->program, f, account_for_call, &v);
    }
    free(missed);
}

bool run_may_reach_event(struct run *run, const char *signature)
{
    for (uint32_t f = 0; f < run->program->functions.count; f++) {
        const struct ir_program_function *p = &run->program->functions.at[f];
        const struct ir_unit *unit = run->program->units[p->unit];
        if (p->in_driver && p->address_taken && run->reach->reaches_event[f] &&
            strcmp(ir_string(unit, unit->functions.at[p->function].signature), signature) == 0)
            return true;
    }
    return false;
}

struct engine_result *engine_run(const struct ir_program *program, const struct engine_options *options)
{
    struct run run;
    run_set_up(&run, program, options);
    struct engine_result *result = run.result;
    uint32_t entry = ir_program_find(program, options->entry);
    if (entry == IR_NONE || !program->functions.at[entry].defined) {
        add_reason(
            result, memory_format("the rule pack has no function '%s'", options->entry), (struct engine_place){0});
    } else {
        run.reach = reach_new(program, entry);
        run.harness = program->units[program->functions.at[entry].unit];
        explore(&run, entry);
        if (run.ended)
            add_reason(result,
                memory_format(is_spent(&run, run.budget) ? "the budget of steps is spent" : "it was interrupted"),
                (struct engine_place){0});
        replay_confirm(&run, entry);
        account_for_sites(&run);
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
