// Forgetting: where a point of the program holds too many states that agree in what the models hold, numbers
// that guard no modelled event become unknown, so that the states that differ in nothing else become one
// (property simulation: Das, Lerner, Seigle, ESP, PLDI 2002). What is found on such a path is executed again
// with nothing forgotten before it is reported.
#include "engine/demand.h"
#include "engine/run.h"

#include <stdlib.h>

#include <uthash.h>

enum {
    CROWD = 24,   // states that a place may hold before members that guard nothing are forgotten
    THRONG = 200, // and before all numbers are that have no name, or whose name guards nothing
};

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

// How many states were at STATE's place so far, this one included.
static uint32_t crowd_of(struct run *run, struct state *state)
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
    return ++crowd->count;
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

// A plain number: no pointer, no function.
static bool is_number(const struct value *v)
{
    return v->kind == VALUE_SYMBOL || v->kind == VALUE_INT || v->kind == VALUE_TERM;
}

static bool is_pack_global(const struct run *run, const struct origin *origin)
{
    return origin->kind == REGION_GLOBAL && run->program->globals.at[origin->ref].in_pack;
}

// Whether a model holds V: the number of a live port, say.
static bool is_held_by_models(const struct run *run, const struct state *state, const struct value *v)
{
    if (v->kind != VALUE_SYMBOL || !(v->flags & SYMBOL_FRESH))
        return false;
    for (size_t i = 0; i < state->regions.count; i++) {
        const struct region_content *r = &state->regions.at[i];
        if (!is_pack_global(run, &run->origins.at[r->region]))
            continue;
        for (size_t k = 0; k < r->content->cells.count; k++)
            if (r->content->cells.at[k].value == v)
                return true;
    }
    return false;
}

static bool is_idle(const struct run *run, const struct state *state, const struct origin *origin,
                    const struct cell *cell, bool throng)
{
    if (cell->fill != FILL_VALUE || !is_number(cell->value) || is_held_by_models(run, state, cell->value))
        return false;
    if (origin->record_unit && cell->offset >= 0) {
        enum demand_of_field demand =
            demand_of_field(run->demand, origin->record_unit, origin->record, cell->offset);
        return demand == FIELD_IDLE || (throng && demand == FIELD_UNNAMED);
    }
    if (origin->kind == REGION_GLOBAL)
        return demand_is_idle_global(run->demand, origin->ref);
    return throng && origin->kind == REGION_HEAP;
}

// Whether the bytes of RANGE hold something that must stay (an address), or are unknown as a whole already.
static bool must_stay(const struct content *content, const struct idle_range *range)
{
    size_t i = content_at(content, range->offset);
    const struct cell *first = i < content->cells.count ? &content->cells.at[i] : NULL;
    if (first && first->offset == range->offset && first->size == range->size && first->fill == FILL_UNKNOWN)
        return true;
    for (; i < content->cells.count && content->cells.at[i].offset < range->offset + (int64_t)range->size; i++)
        if (content->cells.at[i].fill == FILL_VALUE && !is_number(content->cells.at[i].value))
            return true;
    return false;
}

// Makes members that guard nothing unknown, written or not.
static bool forget_members(struct run *run, struct region_content *r)
{
    const struct origin *origin = &run->origins.at[r->region];
    bool changed = false;
    size_t count;
    const struct idle_range *ranges = demand_idle_ranges(run->demand, origin->record_unit, origin->record, &count);
    for (size_t i = 0; i < count; i++) {
        if (must_stay(r->content, &ranges[i]))
            continue;
        if (r->content->background == FILL_UNKNOWN && content_at(r->content, ranges[i].offset) == r->content->cells.count)
            continue;
        content_fill(&run->values, content_own(&r->content), ranges[i].offset, ranges[i].size, FILL_UNKNOWN);
        changed = true;
    }
    return changed;
}

static bool forget_in(struct run *run, const struct state *state, struct region_content *r, bool throng)
{
    const struct origin *origin = &run->origins.at[r->region];
    if (is_pack_global(run, origin))
        return false;
    bool changed = origin->record_unit && r->content->background != FILL_UNKNOWN && forget_members(run, r);
    for (size_t i = 0; i < r->content->cells.count; i++) {
        if (!is_idle(run, state, origin, &r->content->cells.at[i], throng))
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
    uint32_t crowd = crowd_of(run, state);
    if (crowd <= CROWD)
        return false;
    if (!run->demand)
        run->demand = demand_new(run->program, run->reach);
    bool changed = forget_locals(run, state);
    for (size_t i = 0; i < state->regions.count; i++)
        changed |= forget_in(run, state, &state->regions.at[i], crowd > THRONG);
    run->result->forgotten += changed;
    return changed;
}
