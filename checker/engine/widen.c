// Widening: what the states of one place differ in.
#include "engine/widen.h"

#include "engine/slice.h"

#include <stdlib.h>

#include <uthash.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum {
    KNOWN_VALUES = 8, // values of a cell that are told apart
    LOCAL_VALUES = 4, // values that a local variable may always have: most are statuses, and decide soon
};

struct cell_profile {
    int64_t offset;
    uint32_t size;
    uint32_t running;              // hash of the values in the state that is being added, in order of reach
    uint32_t values[KNOWN_VALUES]; // hashes of what earlier states had
    uint8_t count;                 // of values, KNOWN_VALUES + 1 at most
    bool unknown;                  // some state had an unknown number there, which covers all others
};

// A record inside a record.
struct part {
    int64_t offset;
    const struct ir_unit *unit;
    uint32_t record;
};

struct known_cell {
    int64_t offset;
    uint64_t size;
    bool idle;    // guards no modelled event
    bool guards;  // may guard one
    uint32_t skipped; // bits, one for each point of run->points: says nothing about modelled events from there on
    bool address; // some state had an address there, or what a model holds
    bool number;  // some state had a number other than 0 there
};

// What regions of one kind have, anywhere.
struct region_kind_cells {
    uint64_t kind;
    uint32_t index; // among the kinds
    struct origin like; // one of them
    const struct ir_unit *unit; // the record that they are, or NULL
    uint32_t record;
    bool fixed; // they are never widened
    uint32_t blank; // bits, one for each point: all members are skipped
    VEC(struct known_cell) cells; // in order of offset and size
    VEC(struct part) parts;
    UT_hash_handle hh;
};

struct widening {
    struct region_kind_cells *kinds;
};

// The regions of one kind at one place.
struct region_profile {
    const struct region_kind_cells *all;
    bool met; // in the state that is being added
    VEC(struct cell_profile) cells; // in order of offset and size
};

struct profile {
    VEC(struct region_profile *) regions; // [kind]; NULL: none met
};

struct profile *profile_new(void)
{
    return memory_new(sizeof(struct profile));
}

void profile_free(struct profile *profile)
{
    if (!profile)
        return;
    for (size_t i = 0; i < profile->regions.count; i++) {
        if (profile->regions.at[i])
            vec_free(&profile->regions.at[i]->cells);
        free(profile->regions.at[i]);
    }
    vec_free(&profile->regions);
    free(profile);
}

// Whether a driver unit knows RECORD of UNIT, by name: what only models know is theirs.
static bool is_driver_record(const struct run *run, const struct ir_unit *unit, uint32_t record)
{
    const char *name = ir_string(unit, unit->records.at[record].name);
    for (uint32_t u = 0; u < run->program->unit_count; u++) {
        const struct ir_unit *other = run->program->units[u];
        for (size_t i = 0; run->program->origins[u] == IR_FROM_DRIVER && i < other->records.count; i++)
            if (strcmp(ir_string(other, other->records.at[i].name), name) == 0)
                return true;
    }
    return false;
}

// What is never widened: what models hold, and indices.
static bool is_fixed(const struct run *run, const struct origin *origin)
{
    return origin->in_pack || origin->kind == REGION_ARGUMENTS ||
           (origin->kind == REGION_LOCAL && origin->function &&
               slice_is_index(run->slice, origin->owner, origin->ref)) ||
           (origin->record_unit && !is_driver_record(run, origin->record_unit, origin->record));
}

static uint64_t kind_of(const struct origin *origin)
{
    uint64_t words[3] = {origin->kind, 0, 0};
    if (origin->kind == REGION_GLOBAL) {
        words[1] = origin->ref;
    } else if (origin->kind == REGION_LOCAL) {
        words[1] = origin->ref;
        words[2] = origin->owner;
    } else if (origin->record_unit) {
        const char *name = ir_string(origin->record_unit, origin->record_unit->records.at[origin->record].name);
        words[1] = XXH3_64bits(name, strlen(name));
    } else {
        words[1] = origin->size;
    }
    return XXH3_64bits(words, sizeof words);
}

static uint64_t size_of(const struct ir_unit *unit, uint32_t record)
{
    return unit->records.at[record].size;
}

static enum relevance relevance_of_variable(
    const struct run *run, const struct origin *origin, const struct later *later)
{
    if (origin->size > 8 || (origin->kind == REGION_LOCAL && !origin->function))
        return PLACE_UNNAMED;
    if (origin->kind == REGION_LOCAL)
        return slice_of_local(run->slice, origin->owner, origin->ref);
    if (origin->kind == REGION_GLOBAL)
        return slice_of_global(run->slice, origin->ref, later);
    return PLACE_UNNAMED;
}

// Whether what begins at OFFSET guards a modelled event, as far as the records say that it was accessed as.
static enum relevance relevance_at(const struct run *run, const struct region_kind_cells *all,
    const struct origin *origin, int64_t offset, const struct later *later)
{
    if (!run->slice)
        return PLACE_UNNAMED;
    if (!all->unit)
        return relevance_of_variable(run, origin, later);
    enum relevance demand = slice_of_field(run->slice, all->unit, all->record, offset, later);
    for (size_t i = 0; i < all->parts.count && demand != PLACE_RELEVANT; i++) {
        const struct part *p = &all->parts.at[i];
        if (offset < p->offset || (uint64_t)(offset - p->offset) >= size_of(p->unit, p->record))
            continue;
        enum relevance part = slice_of_field(run->slice, p->unit, p->record, offset - p->offset, later);
        demand = part > demand ? part : demand;
    }
    return demand;
}

static void judge_cell(
    const struct run *run, const struct region_kind_cells *all, const struct origin *origin, struct known_cell *cell)
{
    enum relevance demand = relevance_at(run, all, origin, cell->offset, NULL);
    cell->idle = demand == PLACE_IDLE;
    cell->guards = demand == PLACE_RELEVANT;
    cell->skipped = demand == PLACE_IDLE;
    for (size_t i = 1; i < run->points.count; i++)
        if (relevance_at(run, all, origin, cell->offset, run->points.at[i].later) == PLACE_IDLE)
            cell->skipped |= 1u << i;
}

// Whether no member of what ALL are matters after POINT of run->points.
static bool is_blank(const struct run *run, const struct region_kind_cells *all, size_t point)
{
    const struct later *later = run->points.at[point].later;
    bool blank = slice_of_record(run->slice, all->unit, all->record, later) != PLACE_RELEVANT;
    for (size_t i = 0; i < all->parts.count && blank; i++)
        blank = slice_of_record(run->slice, all->parts.at[i].unit, all->parts.at[i].record, later) != PLACE_RELEVANT;
    return blank;
}

static void judge_cells(const struct run *run, struct region_kind_cells *all, const struct origin *origin)
{
    for (size_t i = 0; i < all->cells.count; i++)
        judge_cell(run, all, origin, &all->cells.at[i]);
    all->blank = 0;
    if (!run->slice || !all->unit || all->fixed || origin->kind == REGION_GLOBAL || origin->kind == REGION_LOCAL)
        return;
    for (size_t i = 0; i < run->points.count; i++)
        all->blank |= is_blank(run, all, i) << i;
}

static struct region_kind_cells *add_kind(struct run *run, const struct origin *origin)
{
    if (!run->widening)
        run->widening = memory_new(sizeof *run->widening);
    uint64_t kind = kind_of(origin);
    struct region_kind_cells *all = NULL;
    HASH_FIND(hh, run->widening->kinds, &kind, sizeof kind, all);
    if (!all) {
        all = memory_new(sizeof *all);
        all->kind = kind;
        all->like = *origin;
        all->index = HASH_COUNT(run->widening->kinds);
        all->fixed = is_fixed(run, origin);
        HASH_ADD(hh, run->widening->kinds, kind, sizeof all->kind, all);
    }
    return all;
}

static struct region_kind_cells *kind_cells_of(struct run *run, struct origin *origin)
{
    if (origin->cells)
        return origin->cells;
    origin->cells = add_kind(run, origin);
    if (!origin->cells->unit && origin->record_unit) {
        origin->cells->unit = origin->record_unit;
        origin->cells->record = origin->record;
        judge_cells(run, origin->cells, origin);
    }
    return origin->cells;
}

void widening_free(struct widening *widening)
{
    if (!widening)
        return;
    struct region_kind_cells *all, *next;
    HASH_ITER(hh, widening->kinds, all, next)
    {
        HASH_DEL(widening->kinds, all);
        vec_free(&all->cells);
        vec_free(&all->parts);
        free(all);
    }
    free(widening);
}

void widen_judge_anew(struct run *run)
{
    for (struct region_kind_cells *all = run->widening ? run->widening->kinds : NULL; all; all = all->hh.next)
        judge_cells(run, all, &all->like);
}

static struct region_profile *region_profile_of(struct run *run, struct profile *profile, struct origin *origin)
{
    struct region_kind_cells *all = kind_cells_of(run, origin);
    while (profile->regions.count <= all->index)
        vec_push(&profile->regions, NULL);
    struct region_profile **r = &profile->regions.at[all->index];
    if (!*r) {
        *r = memory_new(sizeof **r);
        (*r)->all = all;
    }
    return *r;
}

static void add_known_cell(const struct run *run, struct region_kind_cells *all, const struct origin *origin, size_t at,
    const struct cell *cell)
{
    vec_push(&all->cells, (struct known_cell){0});
    memmove(&all->cells.at[at + 1], &all->cells.at[at], (all->cells.count - 1 - at) * sizeof *all->cells.at);
    all->cells.at[at] = (struct known_cell){.offset = cell->offset, .size = cell->size};
    judge_cell(run, all, origin, &all->cells.at[at]);
}

bool widen_skips(struct run *run, uint32_t region, int64_t offset, uint64_t size, size_t point)
{
    struct origin *origin = &run->origins.at[region];
    struct region_kind_cells *all = kind_cells_of(run, origin);
    if (all->fixed || !run->slice)
        return false;
    size_t low = 0, high = all->cells.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct known_cell *cell = &all->cells.at[middle];
        if (cell->offset < offset || (cell->offset == offset && cell->size < size))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == all->cells.count || all->cells.at[low].offset != offset || all->cells.at[low].size != size)
        add_known_cell(run, all, origin, low, &(struct cell){.offset = offset, .size = size});
    return (all->blank | all->cells.at[low].skipped) >> point & 1;
}

void widen_note_part(
    struct run *run, struct origin *origin, int64_t offset, const struct ir_unit *unit, uint32_t record)
{
    if (!origin->record_unit || !run->slice)
        return;
    struct region_kind_cells *all = kind_cells_of(run, origin);
    const char *name = ir_string(unit, unit->records.at[record].name);
    for (size_t i = 0; i < all->parts.count; i++) {
        const struct part *p = &all->parts.at[i];
        if (p->offset == offset &&
            (p->unit == unit ? p->record == record
                             : !strcmp(name, ir_string(p->unit, p->unit->records.at[p->record].name))))
            return;
    }
    vec_push(&all->parts, (struct part){offset, unit, record});
    judge_cells(run, all, origin);
}

static bool comes_before(const struct known_cell *a, const struct cell *b)
{
    return a->offset != b->offset ? a->offset < b->offset : a->size < b->size;
}

// Adds the cells of CONTENT that hold values to those that are known of the kind.
static void learn_cells(
    const struct run *run, struct region_kind_cells *all, const struct origin *origin, const struct content *content)
{
    size_t at = 0;
    for (size_t i = 0; i < content->cells.count; i++) {
        const struct cell *cell = &content->cells.at[i];
        if (cell->fill != FILL_VALUE)
            continue;
        while (at < all->cells.count && comes_before(&all->cells.at[at], cell))
            at++;
        if (at < all->cells.count && all->cells.at[at].offset == cell->offset && all->cells.at[at].size == cell->size)
            continue;
        add_known_cell(run, all, origin, at, cell);
    }
}

// Gives R all cells that are known of its kind.
static void follow_kind(struct region_profile *r)
{
    if (r->cells.count == r->all->cells.count)
        return;
    VEC(struct cell_profile) old = {0};
    memcpy(&old, &r->cells, sizeof old);
    memset(&r->cells, 0, sizeof r->cells);
    size_t from = 0;
    for (size_t i = 0; i < r->all->cells.count; i++) {
        const struct known_cell *cell = &r->all->cells.at[i];
        bool had = from < old.count && old.at[from].offset == cell->offset && old.at[from].size == cell->size;
        vec_push(&r->cells,
            had ? old.at[from] : (struct cell_profile){.offset = cell->offset, .size = (uint32_t)cell->size});
        from += had;
    }
    vec_free(&old);
}

static const struct cell *cell_at(const struct content *content, const struct cell_profile *p)
{
    size_t i = content_at(content, p->offset);
    if (i >= content->cells.count)
        return NULL;
    const struct cell *cell = &content->cells.at[i];
    return cell->offset == p->offset && cell->size == p->size ? cell : NULL;
}

static bool is_number(const struct value *v)
{
    return v->kind == VALUE_SYMBOL || v->kind == VALUE_INT || v->kind == VALUE_TERM;
}

static void put_range(const struct constraints *constraints, const struct value *v, uint64_t *words)
{
    struct range range = constraint_range(constraints, v);
    words[0] = range.low, words[1] = range.high;
    words[2] = (uint64_t)range.signed_low, words[3] = (uint64_t)range.signed_high;
}

// A hash of what CELL holds: exact for what is known, by range for what is not.
static uint64_t hash_of(
    struct run *run, const struct state *state, const struct content *content, const struct cell *cell)
{
    uint64_t words[6] = {cell ? cell->fill : content->background, 0, 0, 0, 0, 0};
    if (cell && cell->fill == FILL_VALUE) {
        const struct value *v = constraint_resolve(&run->values, &state->constraints, cell->value);
        words[1] = v->kind;
        if (v->kind == VALUE_INT || v->kind == VALUE_FUNCTION)
            words[2] = v->imm;
        else if (v->kind != VALUE_POINTER)
            put_range(&state->constraints, v, &words[2]);
    }
    return XXH3_64bits(words, sizeof words);
}

static void learn_value(
    const struct run *run, const struct state *state, struct known_cell *cell, const struct value *v)
{
    if (!is_number(v) || forget_is_held(run, state, v))
        cell->address = true;
    else if (!value_is_int(v, 0))
        cell->number = true;
}

// Whether what the cell holds can be forgotten: a number. What only ever was 0, as wide as an address, may be NULL.
static bool can_forget(const struct known_cell *cell)
{
    return !cell->address && (cell->number || cell->size != 8);
}

static void add_value(struct cell_profile *p, uint32_t value)
{
    for (uint32_t i = 0; i < p->count && i < KNOWN_VALUES; i++)
        if (p->values[i] == value)
            return;
    if (p->count < KNOWN_VALUES)
        p->values[p->count] = value;
    if (p->count <= KNOWN_VALUES)
        p->count++;
}

static void add_region(
    struct run *run, struct profile *profile, const struct state *state, uint32_t region, const struct content *content)
{
    struct region_profile *r = region_profile_of(run, profile, &run->origins.at[region]);
    if (r->all->fixed)
        return;
    struct region_kind_cells *all = kind_cells_of(run, &run->origins.at[region]);
    learn_cells(run, all, &run->origins.at[region], content);
    follow_kind(r);
    for (size_t i = 0; i < r->cells.count; i++) {
        struct cell_profile *p = &r->cells.at[i];
        const struct cell *cell = cell_at(content, p);
        // What guards an event is counted by value; of the rest, all that a state has counts as one.
        uint32_t hash = (uint32_t)hash_of(run, state, content, cell);
        p->running = (r->met && !all->cells.at[i].guards ? p->running * 31 : 0) + hash;
        if (all->cells.at[i].guards)
            add_value(p, hash);
        p->unknown |= cell && fill_is_unknown(cell->fill);
        if (cell && cell->fill == FILL_VALUE)
            learn_value(run, state, &all->cells.at[i], cell->value);
    }
    r->met = true;
}

static void end_state(struct profile *profile)
{
    for (size_t k = 0; k < profile->regions.count; k++) {
        struct region_profile *r = profile->regions.at[k];
        for (size_t i = 0; r && r->met && i < r->cells.count; i++)
            add_value(&r->cells.at[i], r->cells.at[i].running);
        if (r)
            r->met = false;
    }
}

// Whether bytes of P hold an address or what models hold, or are unknown as a whole already.
static bool stays(
    const struct run *run, const struct state *state, const struct content *content, const struct cell_profile *p)
{
    size_t i = content_at(content, p->offset);
    const struct cell *cell = cell_at(content, p);
    if (cell ? fill_is_unknown(cell->fill) : false)
        return true;
    bool covered = false;
    for (; i < content->cells.count && content->cells.at[i].offset < p->offset + (int64_t)p->size; i++) {
        covered = true;
        const struct value *v = content->cells.at[i].value;
        if (content->cells.at[i].fill == FILL_VALUE && (!is_number(v) || forget_is_held(run, state, v)))
            return true;
    }
    return !covered && fill_is_unknown((enum fill)content->background);
}

static bool forget_symbols(const struct run *run, const struct state *state, struct region_content *region)
{
    bool changed = false;
    for (size_t i = 0; i < region->content->cells.count; i++) {
        const struct cell *cell = &region->content->cells.at[i];
        if (cell->fill != FILL_VALUE || (cell->value->kind != VALUE_SYMBOL && cell->value->kind != VALUE_TERM) ||
            forget_is_held(run, state, cell->value) ||
            constraint_resolve((struct values *)&run->values, &state->constraints, cell->value)->kind == VALUE_INT)
            continue;
        struct cell *own = &content_own(&region->content)->cells.at[i];
        own->fill = FILL_UNKNOWN;
        own->value = NULL;
        changed = true;
    }
    return changed;
}

// How many values the cell may have had.
static uint32_t variety_of(const struct widen_what *what, const struct known_cell *cell, bool local)
{
    uint32_t variety = cell->guards ? what->variety_of_guards : what->variety;
    return local && variety < LOCAL_VALUES ? LOCAL_VALUES : variety;
}

static bool widen_region(struct run *run, const struct state *state, const struct region_profile *r,
    struct region_content *region, const struct widen_what *what)
{
    bool local = run->origins.at[region->region].kind == REGION_LOCAL && run->origins.at[region->region].size <= 8;
    bool changed = what->symbolic && !local && forget_symbols(run, state, region);
    for (size_t i = 0; i < r->cells.count; i++) {
        const struct cell_profile *p = &r->cells.at[i];
        uint32_t variety = variety_of(what, &r->all->cells.at[i], local);
        bool forget = can_forget(&r->all->cells.at[i]) && (p->count > variety || (what->cover && p->unknown) ||
                                                              (what->idle && !local && r->all->cells.at[i].idle));
        if (!forget || stays(run, state, region->content, p))
            continue;
        content_fill(&run->values, content_own(&region->content), p->offset, p->size, FILL_UNKNOWN);
        changed = true;
    }
    return changed;
}

bool profile_widen(struct run *run, struct profile *profile, struct state *state, const struct widen_what *what)
{
    size_t count;
    const uint32_t *reached = canon_reached(run, state, &count);
    for (size_t i = 0; i < count; i++) {
        const struct content *content = state_content(state, reached[i]);
        if (content)
            add_region(run, profile, state, reached[i], content);
    }
    end_state(profile);
    bool changed = false;
    for (size_t i = 0; i < state->regions.count; i++) {
        struct region_content *region = &state->regions.at[i];
        const struct region_profile *r = region_profile_of(run, profile, &run->origins.at[region->region]);
        if (!r->all->fixed)
            changed |= r->cells.count == r->all->cells.count && widen_region(run, state, r, region, what);
    }
    return changed;
}
