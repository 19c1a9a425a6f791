// Forgetting: where a point of the program holds too many states that agree in what the models hold, numbers
// that guard no modelled event become unknown, so that the states that differ in nothing else become one
// (property simulation: Das, Lerner, Seigle, ESP, PLDI 2002). What is found on such a path is executed again
// with nothing forgotten before it is reported.
#include "engine/demand.h"
#include "engine/run.h"

#include <stdlib.h>

#include <uthash.h>

enum { CROWD = 24 }; // states that a place may hold before something is forgotten

struct crowd {
    uint64_t property;
    uint32_t count;
    UT_hash_handle hh;
};

struct forgetting {
    struct crowd *crowds;
};

void forget_note_record(struct run *run, const struct value *base, const struct ir_unit *unit, uint32_t record)
{
    if (base->kind != VALUE_POINTER || base->offset || base->a)
        return;
    struct origin *origin = &run->origins.at[base->imm];
    if (!origin->record_unit || origin->record_unit->records.at[origin->record].size < unit->records.at[record].size) {
        origin->record_unit = unit;
        origin->record = record;
    }
}

static bool is_crowded(struct run *run, struct state *state)
{
    if (!run->forgetting)
        run->forgetting = memory_new(sizeof *run->forgetting);
    uint64_t property = canon_property(run, state);
    struct crowd *crowd = NULL;
    HASH_FIND(hh, run->forgetting->crowds, &property, sizeof property, crowd);
    if (!crowd) {
        crowd = memory_new(sizeof *crowd);
        crowd->property = property;
        HASH_ADD(hh, run->forgetting->crowds, property, sizeof crowd->property, crowd);
    }
    return ++crowd->count > CROWD;
}

void forget_free(struct forgetting *forgetting)
{
    if (!forgetting)
        return;
    struct crowd *crowd, *next;
    HASH_ITER(hh, forgetting->crowds, crowd, next) {
        HASH_DEL(forgetting->crowds, crowd);
        free(crowd);
    }
    free(forgetting);
}

// A plain number: no pointer, no function, nothing that lint_fresh made.
static bool is_number(const struct value *v)
{
    if (v->kind == VALUE_SYMBOL)
        return !(v->flags & SYMBOL_FRESH);
    return v->kind == VALUE_INT || v->kind == VALUE_TERM;
}

static bool is_idle(const struct run *run, const struct origin *origin, const struct cell *cell)
{
    if (cell->fill != FILL_VALUE || !is_number(cell->value))
        return false;
    if (origin->record_unit && cell->offset >= 0 &&
        cell->offset < (int64_t)origin->record_unit->records.at[origin->record].size)
        return demand_is_idle_field(run->demand, origin->record_unit, origin->record, cell->offset);
    if (origin->kind == REGION_GLOBAL && !run->program->globals.at[origin->ref].in_pack)
        return demand_is_idle_global(run->demand, origin->ref);
    return false;
}

static bool forget_in(struct run *run, struct region_content *r)
{
    const struct origin *origin = &run->origins.at[r->region];
    if (origin->kind == REGION_GLOBAL && run->program->globals.at[origin->ref].in_pack)
        return false;
    bool changed = false;
    for (size_t i = 0; i < r->content->cells.count; i++) {
        if (!is_idle(run, origin, &r->content->cells.at[i]))
            continue;
        struct cell *cell = &content_own(&r->content)->cells.at[i];
        cell->fill = FILL_UNKNOWN;
        cell->value = NULL;
        changed = true;
    }
    return changed;
}

static bool forget_locals(struct run *run, struct state *state)
{
    bool changed = false;
    for (size_t i = 0; i < state->frames.count; i++) {
        const struct frame *frame = state->frames.at[i];
        if (run->program->functions.at[frame->id].in_pack)
            continue;
        for (uint32_t s = 0; s < frame->function->locals; s++) {
            struct content *content = frame->slots[s] ? state_content(state, frame->slots[s]) : NULL;
            bool number = content && content->cells.count == 1 && content->cells.at[0].fill == FILL_VALUE &&
                          content->cells.at[0].offset == 0 && is_number(content->cells.at[0].value);
            if (!number || !demand_is_idle_local(run->demand, frame->id, s))
                continue;
            struct content *own = state_own_content(state, frame->slots[s]);
            own->cells.at[0].fill = FILL_UNKNOWN;
            own->cells.at[0].value = NULL;
            changed = true;
        }
    }
    return changed;
}

bool forget_idle(struct run *run, struct state *state)
{
    if (!is_crowded(run, state))
        return false;
    if (!run->demand)
        run->demand = demand_new(run->program, run->reach);
    bool changed = forget_locals(run, state);
    for (size_t i = 0; i < state->regions.count; i++)
        changed |= forget_in(run, &state->regions.at[i]);
    run->result->forgotten += changed;
    return changed;
}
