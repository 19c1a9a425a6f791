// Reachability over the call graph.
#include "engine/reach.h"

#include <stdlib.h>

typedef void visit_inst(void *to, uint32_t unit, uint32_t inst);

static void each_inst(const struct ir_program *program, uint32_t function, visit_inst *visit, void *to)
{
    const struct ir_program_function *p = &program->functions.at[function];
    const struct ir_unit *unit = program->units[p->unit];
    const struct ir_function *f = &unit->functions.at[p->function];
    for (uint32_t b = 0; p->defined && b < f->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[f->first_block + b];
        for (uint32_t i = 0; i < block->count; i++)
            visit(to, p->unit, block->first + i);
    }
}

struct call_visit {
    const struct ir_program *program;
    void (*visit)(void *, uint32_t, uint32_t);
    void *to;
};

static void visit_call(void *to, uint32_t unit, uint32_t inst)
{
    struct call_visit *v = to;
    const struct ir_inst *i = &v->program->units[unit]->insts.at[inst];
    if (i->op == IR_CALL)
        v->visit(v->to, inst, v->program->function_of[unit][i->ref]);
}

void reach_each_call(
    const struct ir_program *program, uint32_t function, void (*visit)(void *, uint32_t, uint32_t), void *to)
{
    struct call_visit v = {program, visit, to};
    each_inst(program, function, visit_call, &v);
}

struct callee_search {
    const uint8_t *among;
    bool found;
};

static void find_callee(void *to, uint32_t inst, uint32_t callee)
{
    (void)inst;
    struct callee_search *search = to;
    search->found |= search->among[callee];
}

// Adds to SET every function that calls a member of it, until nothing changes; the pack's only if PACK.
static void close_over_callers(const struct ir_program *program, uint8_t *set, bool pack_only)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t f = 0; f < program->functions.count; f++) {
            struct callee_search search = {set, false};
            if (set[f] || (pack_only && !program->functions.at[f].in_pack))
                continue;
            reach_each_call(program, f, find_callee, &search);
            changed |= search.found;
            set[f] |= search.found;
        }
    }
}

struct live_visit {
    struct reach *reach;
    uint8_t *global_seen;
    VEC(uint32_t) pending;
};

static void mention_function(struct live_visit *v, uint32_t function)
{
    if (v->reach->is_live[function])
        return;
    v->reach->is_live[function] = 1;
    vec_push(&v->pending, function);
}

static void visit_mention(void *to, uint32_t unit, uint32_t inst)
{
    struct live_visit *v = to;
    const struct ir_program *program = v->reach->program;
    const struct ir_inst *i = &program->units[unit]->insts.at[inst];
    if (i->op == IR_CALL || i->op == IR_FUNCTION)
        mention_function(v, program->function_of[unit][i->ref]);
    if (i->op != IR_GLOBAL || v->global_seen[program->global_of[unit][i->ref]]++)
        return;
    const struct ir_program_global *g = &program->globals.at[program->global_of[unit][i->ref]];
    uint32_t init = program->units[g->unit]->globals.at[g->global].init;
    if (init != IR_NONE)
        mention_function(v, program->function_of[g->unit][init]);
}

// ---- closing over mentions ----

struct mention_search {
    const struct ir_program *program;
    const uint8_t *among;
    bool found;
};

static bool has_signature(const struct ir_program *program, uint32_t f, const char *signature)
{
    const struct ir_program_function *p = &program->functions.at[f];
    const struct ir_unit *unit = program->units[p->unit];
    return p->address_taken && strcmp(ir_string(unit, unit->functions.at[p->function].signature), signature) == 0;
}

static void find_mention(void *to, uint32_t u, uint32_t inst)
{
    struct mention_search *s = to;
    const struct ir_program *program = s->program;
    const struct ir_unit *unit = program->units[u];
    const struct ir_inst *i = &unit->insts.at[inst];
    if (s->found)
        return;
    if (i->op == IR_CALL || i->op == IR_FUNCTION)
        s->found = s->among[program->function_of[u][i->ref]];
    if (i->op == IR_GLOBAL) {
        const struct ir_program_global *g = &program->globals.at[program->global_of[u][i->ref]];
        uint32_t init = program->units[g->unit]->globals.at[g->global].init;
        s->found = init != IR_NONE && s->among[program->function_of[g->unit][init]];
    }
    for (uint32_t f = 0; i->op == IR_CALL_POINTER && f < program->functions.count && !s->found; f++)
        s->found = s->among[f] && has_signature(program, f, ir_string(unit, i->ref));
}

bool reach_close(const struct reach *reach, uint8_t *set)
{
    bool grew = false;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t f = 0; f < reach->program->functions.count; f++) {
            struct mention_search search = {reach->program, set, false};
            if (set[f] || reach->program->functions.at[f].in_pack)
                continue;
            each_inst(reach->program, f, find_mention, &search);
            set[f] = search.found;
            changed |= search.found;
            grew |= search.found;
        }
    }
    return grew;
}

static void find_live(struct reach *reach, uint32_t entry)
{
    struct live_visit v = {.reach = reach, .global_seen = memory_new(reach->program->globals.count)};
    mention_function(&v, entry);
    while (v.pending.count)
        each_inst(reach->program, vec_pop(&v.pending), visit_mention, &v);
    vec_free(&v.pending);
    free(v.global_seen);
}

struct reach *reach_new(const struct ir_program *program, uint32_t entry)
{
    size_t n = program->functions.count;
    struct reach *reach = memory_new(sizeof *reach);
    reach->program = program;
    reach->is_event = memory_new(n);
    reach->reaches_event = memory_new(n);
    reach->is_live = memory_new(n);
    reach->progresses = memory_new(n);
    reach->defers = memory_new(n);
    for (uint32_t f = 0; f < n; f++) {
        const char *name = program->functions.at[f].name;
        reach->is_event[f] = strcmp(name, "lint_note") == 0 || strncmp(name, "lint_violation", 14) == 0 ||
                             strncmp(name, "lint_test_", 10) == 0;
        reach->progresses[f] = strcmp(name, "lint_progress") == 0;
        reach->defers[f] = strcmp(name, "lint_defers") == 0;
    }
    close_over_callers(program, reach->is_event, true);
    memcpy(reach->reaches_event, reach->is_event, n);
    close_over_callers(program, reach->reaches_event, false);
    close_over_callers(program, reach->progresses, true);
    close_over_callers(program, reach->defers, true);
    reach_close(reach, reach->progresses);
    find_live(reach, entry);
    return reach;
}

void reach_free(struct reach *reach)
{
    if (!reach)
        return;
    free(reach->is_event);
    free(reach->reaches_event);
    free(reach->is_live);
    free(reach->progresses);
    free(reach->defers);
    free(reach);
}
