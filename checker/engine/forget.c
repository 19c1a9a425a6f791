// Forgetting: where a point of the program holds too many states that agree in what the models hold, numbers
// that guard no modelled event become unknown, so that the states that differ in nothing else become one
// (property simulation: Das, Lerner, Seigle, ESP, PLDI 2002). What is found on such a path is executed again
// with nothing forgotten before it is reported.
#include "engine/run.h"
#include "engine/slice.h"
#include "engine/widen.h"

#include <stdlib.h>

#include <uthash.h>

enum {
    LEVELS = 4,
    FEW = 2, // states of a place that are not looked at
};

// How many values a cell may have among the states of a place, by how many states there are.
struct variety {
    uint32_t states, values;
};

struct patience {
    uint32_t idle;     // states before what guards nothing is forgotten
    uint32_t symbolic; // and before all is of which only facts are known
    struct variety varieties[LEVELS]; // as many as have values
};
// Where a modelled event may come, where none does, and where the harness begins anew.
static const struct patience near_event = {8, 64, {{32, 8}, {64, 4}, {128, 2}, {512, 1}}};
static const struct patience far_from_event = {2, 6, {{3, 2}, {6, 1}}};
static const struct patience at_cut = {0, 64, {{8, 4}, {64, 2}, {1024, 1}}};

struct crowd {
    uint64_t property;
    uint32_t count;
    struct profile *profile; // made when the place begins to fill
    UT_hash_handle hh;
};

struct forgetting {
    struct crowd *crowds;
};

void forget_note_record(struct run *run, const struct value *base, const struct ir_unit *unit, uint32_t record)
{
    if (base->kind != VALUE_POINTER || base->a)
        return;
    struct origin *origin = &run->origins.at[base->imm];
    if (base->offset) {
        widen_note_part(run, origin, base->offset, unit, record);
        return;
    }
    if (!origin->record_unit || origin->record_unit->records.at[origin->record].size < unit->records.at[record].size) {
        origin->record_unit = unit;
        origin->record = record;
        origin->cells = NULL;
    }
}

// The states at STATE's place, this one counted.
static struct crowd *crowd_of(struct run *run, struct state *state)
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
    crowd->count++;
    return crowd;
}

void forget_free(struct forgetting *forgetting)
{
    if (!forgetting)
        return;
    struct crowd *crowd, *next;
    HASH_ITER(hh, forgetting->crowds, crowd, next)
    {
        HASH_DEL(forgetting->crowds, crowd);
        profile_free(crowd->profile);
        free(crowd);
    }
    free(forgetting);
}

bool forget_is_held(const struct run *run, const struct state *state, const struct value *v)
{
    if (v->kind != VALUE_SYMBOL || !(v->flags & SYMBOL_FRESH))
        return false;
    for (size_t i = 0; i < state->regions.count; i++) {
        const struct region_content *r = &state->regions.at[i];
        const struct origin *origin = &run->origins.at[r->region];
        if (origin->kind != REGION_GLOBAL || !origin->in_pack)
            continue;
        for (size_t k = 0; k < r->content->cells.count; k++)
            if (r->content->cells.at[k].value == v)
                return true;
    }
    return false;
}

// Whether the innermost function of the driver can matter for a modelled event.
static bool is_near_event(const struct run *run, const struct state *state)
{
    size_t depth;
    const struct frame *frame = run_driver_frame(run, state, &depth);
    return !frame || slice_matters(run->slice)[frame->id];
}

static uint32_t variety_of(const struct patience *patience, uint32_t states)
{
    uint32_t variety = UINT32_MAX;
    for (size_t i = 0; i < LEVELS && patience->varieties[i].values; i++)
        if (states > patience->varieties[i].states)
            variety = patience->varieties[i].values;
    return variety;
}

bool forget_idle(struct run *run, struct state *state, bool cut)
{
    if (!cut && run->program->functions.at[vec_last(&state->frames)->id].in_pack)
        return false;
    struct crowd *place = crowd_of(run, state);
    const struct patience *patience = cut ? &at_cut : is_near_event(run, state) ? &near_event : &far_from_event;
    if (!cut && place->count <= FEW)
        return false;
    if (!place->profile)
        place->profile = profile_new();
    const struct widen_what what = {.variety = variety_of(patience, place->count),
        .variety_of_guards = variety_of(cut ? &at_cut : &near_event, place->count),
        .idle = place->count > patience->idle,
        .cover = cut,
        .symbolic = place->count > patience->symbolic};
    bool changed = profile_widen(run, place->profile, state, &what);
    state->abstract |= changed;
    return changed;
}
