// Reachability over the call graph.
#include "engine/reach.h"

#include "engine/control.h"

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

// Whether control can leave block B of FUNCTION: none of its calls ends the path.
static bool passes(
    const struct ir_program *program, const struct ir_program_function *p, const uint8_t *ends, uint32_t b)
{
    const struct ir_unit *unit = program->units[p->unit];
    const struct ir_block *block = &unit->blocks.at[unit->functions.at[p->function].first_block + b];
    for (uint32_t i = 0; i < block->count; i++) {
        const struct ir_inst *inst = &unit->insts.at[block->first + i];
        if (inst->op == IR_CALL && ends[program->function_of[p->unit][inst->ref]])
            return false;
    }
    return true;
}

struct way {
    uint8_t *met;
    VEC(uint32_t) pending;
};

static void go_on(void *to, uint32_t block)
{
    struct way *way = to;
    if (!way->met[block]++)
        vec_push(&way->pending, block);
}

// Whether no way through F, a function with a body, comes to a return, given the functions that end the path.
static bool never_returns(const struct ir_program *program, uint32_t f, const uint8_t *ends)
{
    const struct ir_program_function *p = &program->functions.at[f];
    const struct ir_unit *unit = program->units[p->unit];
    const struct ir_function *shape = &unit->functions.at[p->function];
    struct way way = {.met = memory_new(shape->blocks + 1)};
    bool returns = false, ended = false;
    go_on(&way, 0);
    while (way.pending.count && !returns) {
        uint32_t b = vec_pop(&way.pending);
        const struct ir_block *block = &unit->blocks.at[shape->first_block + b];
        if (!passes(program, p, ends, b)) {
            ended = true;
            continue;
        }
        returns = unit->insts.at[block->first + block->count - 1].op == IR_RETURN;
        control_each_successor(unit, shape, b, go_on, &way);
    }
    vec_free(&way.pending);
    free(way.met);
    return ended && !returns;
}

static void find_ends(struct reach *reach)
{
    const struct ir_program *program = reach->program;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t f = 0; f < program->functions.count; f++) {
            if (reach->ends[f] || !program->functions.at[f].defined || !never_returns(program, f, reach->ends))
                continue;
            reach->ends[f] = changed = true;
        }
    }
}

struct kind_search {
    const struct ir_program *program;
    const struct ir_inst *argument; // the latest address of a global
    const char *kind;
};

static void find_kind(void *to, uint32_t u, uint32_t inst)
{
    struct kind_search *s = to;
    const struct ir_unit *unit = s->program->units[u];
    const struct ir_inst *i = &unit->insts.at[inst];
    if (i->op == IR_GLOBAL)
        s->argument = i;
    if (i->op != IR_CALL ||
        strcmp(s->program->functions.at[s->program->function_of[u][i->ref]].name, "lint_progress") != 0)
        return;
    const struct ir_global *text = s->argument ? &unit->globals.at[s->argument->ref] : NULL;
    s->kind = text && text->is_string ? unit->text.at + text->bytes : "";
}

// The kind of progress that FUNCTION, a model, says it is; or NULL.
static const char *progress_of(const struct ir_program *program, uint32_t function)
{
    struct kind_search s = {.program = program};
    if (program->functions.at[function].in_pack)
        each_inst(program, function, find_kind, &s);
    return s.kind;
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
    reach->raises = memory_new(n);
    reach->ends = memory_new(n);
    reach->progress = memory_new(n * sizeof *reach->progress);
    reach->entry = entry;
    for (uint32_t f = 0; f < n; f++) {
        const char *name = program->functions.at[f].name;
        reach->is_event[f] = strcmp(name, "lint_note") == 0 || strncmp(name, "lint_violation", 14) == 0 ||
                             strncmp(name, "lint_test_", 10) == 0;
        reach->raises[f] = strcmp(name, "lint_raise") == 0;
        reach->ends[f] = !program->functions.at[f].in_driver &&
                         (strcmp(name, "lint_block") == 0 || strcmp(name, "abort") == 0 || strcmp(name, "exit") == 0);
        reach->progress[f] = progress_of(program, f);
    }
    close_over_callers(program, reach->is_event, true);
    memcpy(reach->reaches_event, reach->is_event, n);
    close_over_callers(program, reach->reaches_event, false);
    close_over_callers(program, reach->raises, false);
    find_ends(reach);
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
    free(reach->raises);
    free(reach->ends);
    free(reach->progress);
    free(reach);
}
