// What an exploration did not see: why, and which calls of modelled functions it did not come to.
#include "engine/reach.h"
#include "engine/run.h"

#include <stdlib.h>

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

// Where something was forgotten on the way, that may be why: it is executed again first.
void run_not_followed(struct run *run, struct state *state, const char *text)
{
    const struct frame *frame = run_driver_frame(run, state, NULL);
    if (frame && (run->slice || run->replay)) {
        struct candidate candidate = {.rule = "", .message = text, .path = state->path};
        candidate.at = (struct path_place){frame->unit, frame->inst, frame->id};
        run_violation(run, state, &candidate);
    } else {
        run_add_reason(run, text, run_place(run, state));
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
            memory_format(
                "no path that was explored gets to this call of %s: they end before, where NULL is used (%s:%u)",
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

void account(struct run *run)
{
    if (run->ended)
        run_add_reason(run, explore_is_spent(run) ? "the budget of steps is spent" : "it was interrupted",
            (struct engine_place){0});
    account_for_sites(run);
}
