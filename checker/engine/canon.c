// Merging: a canonical key of a state, in which regions and unknowns are numbered in order of reach from the
// roots. States with the same key at the same point behave alike, so only the first goes on.
//
// Roots are the live registers and slots of each frame and the globals that were written. What no root
// reaches does not count, nor does a fact about an unknown that no root reaches.
#include "engine/later.h"
#include "engine/run.h"
#include "engine/widen.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct numbering { // stamps per index, so that clearing costs nothing
    uint32_t *stamp, *number;
    size_t capacity;
};

struct canon {
    VEC(uint64_t) words;
    VEC(uint32_t) pending; // regions numbered but not written yet
    struct numbering regions, symbols;
    uint32_t stamp, region_count, symbol_count;
    uint64_t written; // words so far, of all keys
    bool relevant; // what says nothing about modelled events after POINT of run->points is left out
    size_t point;
    const struct run *run;
    const struct state *state;
    struct values *values;
};

struct key_set {
    XXH128_hash_t *keys;
    size_t capacity, count;
    XXH128_hash_t newest; // of the state that canon_seen was asked for last
};

struct canon *canon_new(void)
{
    return memory_new(sizeof(struct canon));
}

void canon_free(struct canon *c)
{
    if (!c)
        return;
    vec_free(&c->words);
    vec_free(&c->pending);
    free(c->regions.stamp);
    free(c->regions.number);
    free(c->symbols.stamp);
    free(c->symbols.number);
    free(c);
}

// The number of INDEX, or 0 if it has none yet.
static uint32_t numbered(const struct canon *c, const struct numbering *n, size_t index)
{
    return index < n->capacity && n->stamp[index] == c->stamp ? n->number[index] : 0;
}

static void give_number(struct canon *c, struct numbering *n, size_t index, uint32_t number)
{
    if (index >= n->capacity) {
        size_t old = n->capacity, room = index * 2 + 64;
        n->stamp = realloc(n->stamp, room * sizeof *n->stamp);
        n->number = realloc(n->number, room * sizeof *n->number);
        memset(n->stamp + old, 0, (room - old) * sizeof *n->stamp);
        n->capacity = room;
    }
    n->stamp[index] = c->stamp;
    n->number[index] = number;
}

static void put(struct canon *c, uint64_t word)
{
    c->written++;
    vec_push(&c->words, word);
}

uint64_t canon_written(const struct canon *canon)
{
    return canon->written;
}

static uint32_t region_number(struct canon *c, uint32_t region)
{
    uint32_t number = numbered(c, &c->regions, region);
    if (number)
        return number;
    give_number(c, &c->regions, region, ++c->region_count);
    vec_push(&c->pending, region);
    return c->region_count;
}

// Whether the operands of V, in no order that counts, are unknowns of which the second was reached first.
static bool comes_later(const struct canon *c, const struct value *v)
{
    if ((v->op != IR_EQ && v->op != IR_NE) || v->a->kind != VALUE_SYMBOL || v->b->kind != VALUE_SYMBOL)
        return false;
    uint32_t a = numbered(c, &c->symbols, v->a->imm), b = numbered(c, &c->symbols, v->b->imm);
    return a && b && b < a;
}

static void put_value(struct canon *c, const struct value *v)
{
    put(c, v->kind | (uint64_t)v->width << 8 | (uint64_t)v->op << 16 | (uint64_t)v->flags << 24);
    switch ((enum value_kind)v->kind) {
    case VALUE_INT:
    case VALUE_FUNCTION:
        put(c, v->imm);
        return;
    case VALUE_SYMBOL: {
        uint32_t number = numbered(c, &c->symbols, v->imm);
        if (!number)
            give_number(c, &c->symbols, v->imm, number = ++c->symbol_count);
        put(c, number);
        return;
    }
    case VALUE_POINTER: {
        const struct origin *origin = &c->run->origins.at[v->imm];
        // Globals keep their own number: they are the same in every state.
        put(c, origin->kind == REGION_GLOBAL ? (uint64_t)origin->ref | 1ull << 40 : region_number(c, (uint32_t)v->imm));
        if (origin->kind == REGION_GLOBAL)
            region_number(c, (uint32_t)v->imm);
        put(c, (uint64_t)v->offset);
        if (v->a)
            put_value(c, v->a);
        return;
    }
    case VALUE_TERM: {
        bool swapped = comes_later(c, v);
        put(c, (uint64_t)v->offset);
        put_value(c, swapped ? v->b : v->a);
        if (v->b)
            put_value(c, swapped ? v->a : v->b);
        return;
    }
    }
}

static void put_resolved(struct canon *c, const struct value *v)
{
    put_value(c, v->kind == VALUE_INT || v->kind == VALUE_FUNCTION
                     ? v
                     : constraint_resolve(c->values, &c->state->constraints, v));
}

// What CELL is filled with: a 0 that was written is a fill of zeros.
static enum fill fill_of(const struct canon *c, const struct cell *cell)
{
    if (cell->fill != FILL_VALUE)
        return cell->fill;
    if (cell->value->kind == VALUE_INT || cell->value->kind == VALUE_FUNCTION || !c->state->constraints.bindings)
        return value_is_int(cell->value, 0) ? FILL_ZERO : FILL_VALUE;
    return value_is_int(constraint_resolve(c->values, &c->state->constraints, cell->value), 0) ? FILL_ZERO : FILL_VALUE;
}

// The bytes from cell *I on that are filled with FILL, over the cells that follow it; *I is then the last of them.
static uint64_t filled_bytes(const struct canon *c, const struct content *content, size_t *i, enum fill fill)
{
    const struct cell *cell = &content->cells.at[*i];
    uint64_t size = cell->size;
    while (fill != FILL_VALUE && *i + 1 < content->cells.count && fill_of(c, &content->cells.at[*i + 1]) == fill &&
           content->cells.at[*i + 1].offset == cell->offset + (int64_t)size)
        size += content->cells.at[++*i].size;
    return size;
}

// Whether CELL says nothing about modelled events. What models hold always does.
static bool skips(const struct canon *c, uint32_t region, const struct cell *cell)
{
    if (cell->fill == FILL_VALUE && forget_is_held(c->run, c->state, cell->value))
        return false;
    return widen_skips((struct run *)c->run, region, cell->offset, cell->size, c->point);
}

static void put_content(struct canon *c, uint32_t region, const struct content *content)
{
    const struct origin *origin = &c->run->origins.at[region];
    put(c, 0xC0 | (uint64_t)origin->kind << 8 | (uint64_t)content->background << 16 | (uint64_t)content->freed << 24);
    for (size_t i = 0; i < content->cells.count; i++) {
        const struct cell *cell = &content->cells.at[i];
        enum fill fill = fill_of(c, cell);
        if (fill == (enum fill)content->background || (c->relevant && skips(c, region, cell)))
            continue; // says nothing
        put(c, (uint64_t)cell->offset);
        put(c, filled_bytes(c, content, &i, fill) | (uint64_t)fill << 56);
        if (fill == FILL_VALUE)
            put_resolved(c, cell->value);
    }
    put(c, 0xC3);
}

static void put_frame(struct canon *c, struct frame *frame, bool top)
{
    const struct ir_inst *inst = &frame->unit->insts.at[frame->inst];
    const uint64_t *live =
        liveness_before(run_liveness((struct run *)c->run, frame), top ? frame->inst : frame->inst + 1);
    uint32_t registers = frame->function->registers;
    put(c, (uint64_t)frame->id << 32 | frame->inst);
    for (uint32_t r = 0; r < registers; r++) {
        if (!liveness_has(live, r) || !frame->registers[r] || (!top && r == inst->dst))
            continue;
        put(c, r);
        put_resolved(c, frame->registers[r]);
    }
    for (uint32_t s = 0; s < frame->function->locals; s++) {
        if (!frame->slots[s] || !liveness_has(live, registers + s))
            continue;
        put(c, (uint64_t)s | 1ull << 40);
        put(c, region_number(c, frame->slots[s]));
    }
    if (frame->varargs)
        put(c, region_number(c, frame->varargs) | 1ull << 41);
}

static void put_roots(struct canon *c)
{
    for (size_t i = c->state->frames.count; i-- > 0;)
        put_frame(c, c->state->frames.at[i], i + 1 == c->state->frames.count);
    for (size_t i = 0; i < c->state->regions.count; i++) {
        const struct region_content *r = &c->state->regions.at[i];
        const struct origin *origin = &c->run->origins.at[r->region];
        if (origin->kind == REGION_GLOBAL && r->content != c->run->initial[origin->ref])
            region_number(c, r->region);
    }
    if (c->run->given && state_content(c->state, c->run->given))
        region_number(c, c->run->given);
}

static void put_reached(struct canon *c)
{
    for (size_t i = 0; i < c->pending.count; i++) {
        uint32_t region = c->pending.at[i];
        const struct content *content = state_content(c->state, region);
        const struct origin *origin = &c->run->origins.at[region];
        if (origin->kind == REGION_GLOBAL)
            put(c, (uint64_t)origin->ref | 1ull << 42);
        if (content)
            put_content(c, region, content);
        else
            put(c, 0xC1);
    }
}

// A slot that is written before it is read is dead, and yet a pointer may lead to it: what is written to the slot then
// shows through the pointer.
static void put_aliases(struct canon *c)
{
    for (size_t i = 0; i < c->state->frames.count; i++) {
        const struct frame *frame = c->state->frames.at[i];
        for (uint32_t s = 0; s < frame->function->locals; s++) {
            uint32_t number = frame->slots[s] ? numbered(c, &c->regions, frame->slots[s]) : 0;
            if (number)
                put(c, (uint64_t)i << 40 | s), put(c, number);
        }
    }
}

static bool is_reached(const struct canon *c, const struct value *v)
{
    if (v->kind == VALUE_SYMBOL)
        return numbered(c, &c->symbols, v->imm) != 0;
    if (v->kind == VALUE_POINTER)
        return (!v->symbolic || numbered(c, &c->regions, v->imm) != 0) && (!v->a || is_reached(c, v->a));
    return (!v->a || is_reached(c, v->a)) && (!v->b || is_reached(c, v->b));
}

// Whether a fact about V ties unknowns that the roots reach to others: it has some of both.
enum tie { TIE_REACHED = 1, TIE_OTHERS = 2, TIE_BOTH = 3 };

static unsigned tie_of(const struct canon *c, const struct value *v)
{
    if (!v || !v->symbolic || v->kind == VALUE_POINTER)
        return 0;
    if (v->kind == VALUE_SYMBOL)
        return is_reached(c, v) ? TIE_REACHED : TIE_OTHERS;
    return tie_of(c, v->a) | tie_of(c, v->b);
}

static void number_symbols(struct canon *c, const struct value *v)
{
    if (!v || !v->symbolic || v->kind == VALUE_POINTER)
        return;
    if (v->kind == VALUE_SYMBOL && !is_reached(c, v))
        give_number(c, &c->symbols, v->imm, ++c->symbol_count);
    number_symbols(c, v->a);
    number_symbols(c, v->b);
}

static bool has_many_values(const struct canon *c, const struct value *v)
{
    enum { MANY = 1024 };
    struct range range = constraint_range(&c->state->constraints, v);
    return range.high - range.low >= MANY;
}

// That two numbers differ says nothing about one of them, where the other has many values.
static bool ties(const struct canon *c, const struct fact *fact)
{
    if (fact->term->kind != VALUE_TERM || (!fact->bound && !fact->range) || tie_of(c, fact->term) != TIE_BOTH)
        return false;
    bool differ = fact->term->op == IR_EQ && fact->range && fact->range->high == 0;
    return !differ || !has_many_values(c, fact->term->a) || !has_many_values(c, fact->term->b);
}

// Unknowns that no root reaches count where facts tie them to one that is reached. They are numbered in the order of
// the facts, which is not canonical: at worst two equal states are told apart.
static void reach_tied(struct canon *c)
{
    const struct constraints *constraints = &c->state->constraints;
    for (uint32_t before = UINT32_MAX; before != c->symbol_count;) {
        before = c->symbol_count;
        for (size_t i = 0; i < constraints->facts.count; i++) {
            const struct fact *fact = &constraints->facts.at[i];
            if (ties(c, fact))
                number_symbols(c, fact->term);
        }
    }
}

// Facts have no canonical order, so their hashes are added up.
static uint64_t hash_fact(struct canon *c, const struct fact *fact)
{
    size_t start = c->words.count;
    put_resolved(c, fact->bound ? fact->bound : fact->term);
    if (fact->bound)
        put_value(c, fact->term);
    const struct range *r = fact->range;
    if (r) {
        put(c, r->low), put(c, r->high), put(c, (uint64_t)r->signed_low), put(c, (uint64_t)r->signed_high);
        for (uint32_t i = 0; i < r->excluded_count; i++)
            put(c, r->excluded[i]);
    }
    uint64_t hash = XXH3_64bits(c->words.at + start, (c->words.count - start) * sizeof *c->words.at);
    c->words.count = start;
    return hash;
}

static void put_facts(struct canon *c)
{
    uint64_t sum = 0;
    reach_tied(c);
    for (size_t i = 0; i < c->state->constraints.facts.count; i++) {
        const struct fact *fact = &c->state->constraints.facts.at[i];
        if (fact->bound ? fact->term->kind != VALUE_TERM || !is_reached(c, fact->term)
                        : !fact->range || !is_reached(c, fact->term))
            continue;
        sum += hash_fact(c, fact);
    }
    put(c, sum);
}

static void begin(struct canon *c, const struct run *run, const struct state *state)
{
    c->run = run;
    c->state = state;
    c->values = (struct values *)&run->values;
    c->stamp++;
    c->region_count = c->symbol_count = 0;
    vec_clear(&c->words);
    vec_clear(&c->pending);
}

static XXH128_hash_t key_of(struct run *run, struct state *state)
{
    struct canon *c = run->canon;
    begin(c, run, state);
    put_roots(c);
    put_reached(c);
    put_aliases(c);
    put_facts(c);
    return XXH3_128bits(c->words.at, c->words.count * sizeof *c->words.at);
}

uint64_t canon_property(struct run *run, struct state *state)
{
    struct canon *c = run->canon;
    begin(c, run, state);
    for (size_t i = 0; i < state->frames.count; i++) {
        put(c, (uint64_t)state->frames.at[i]->id << 32 | state->frames.at[i]->inst);
        put(c, state->frames.at[i]->rounds);
    }
    for (size_t i = 0; i < state->regions.count; i++) {
        const struct region_content *r = &state->regions.at[i];
        const struct origin *origin = &run->origins.at[r->region];
        if (origin->kind == REGION_GLOBAL && origin->in_pack)
            put_content(c, r->region, r->content);
    }
    return XXH3_64bits(c->words.at, c->words.count * sizeof *c->words.at);
}

static void grow(struct key_set *set)
{
    struct key_set old = *set;
    set->capacity = old.capacity ? old.capacity * 2 : 1 << 12;
    set->keys = memory_new(set->capacity * sizeof *set->keys);
    for (size_t i = 0; i < old.capacity; i++) {
        if (!old.keys[i].low64 && !old.keys[i].high64)
            continue;
        size_t at = old.keys[i].low64 & (set->capacity - 1);
        while (set->keys[at].low64 || set->keys[at].high64)
            at = (at + 1) & (set->capacity - 1);
        set->keys[at] = old.keys[i];
    }
    free(old.keys);
}

// Adds KEY; true if it was there.
static bool add_key(struct key_set *set, XXH128_hash_t key)
{
    if (set->count * 2 >= set->capacity)
        grow(set);
    size_t at = key.low64 & (set->capacity - 1);
    for (; set->keys[at].low64 || set->keys[at].high64; at = (at + 1) & (set->capacity - 1))
        if (XXH128_isEqual(set->keys[at], key))
            return true;
    set->keys[at] = key;
    set->count++;
    return false;
}

void key_set_free(struct key_set *set)
{
    if (set)
        free(set->keys);
    free(set);
}

bool canon_seen(struct run *run, struct state *state)
{
    if (!run->visited)
        run->visited = memory_new(sizeof *run->visited);
    run->visited->newest = key_of(run, state);
    return add_key(run->visited, run->visited->newest);
}

// The point of the program at which STATE is, among those for which it is known what is read later; 0: it is not.
static size_t point_of(struct run *run, const struct state *state)
{
    enum { POINTS = 32 }; // there are bits for
    const struct frame *frame = vec_last(&state->frames);
    for (size_t i = 1; i < run->points.count; i++)
        if (run->points.at[i].function == frame->id && run->points.at[i].inst == frame->inst)
            return i;
    if (state->frames.count > 1 || run->points.count == POINTS)
        return 0;
    struct later *later = later_new(run->slice, frame->id, frame->inst);
    vec_push(&run->points, (struct point){frame->id, frame->inst, later});
    widen_judge_anew(run);
    return run->points.count - 1;
}

bool canon_seen_relevant(struct run *run, struct state *state)
{
    run->canon->relevant = true;
    run->canon->point = point_of(run, state);
    XXH128_hash_t key = key_of(run, state);
    run->canon->relevant = false;
    key.high64 ^= 1; // no key of a whole state
    return add_key(run->visited, key);
}

bool canon_seen_changed(struct run *run, struct state *state)
{
    XXH128_hash_t before = run->visited->newest, now = key_of(run, state);
    return !XXH128_isEqual(before, now) && add_key(run->visited, now);
}

const uint32_t *canon_reached(struct run *run, struct state *state, size_t *count)
{
    struct canon *c = run->canon;
    key_of(run, state);
    *count = c->pending.count;
    return c->pending.at;
}

// ---- dropping what is dead ----

static void resolve_content(struct run *run, struct state *state, struct region_content *r)
{
    for (size_t i = 0; i < r->content->cells.count; i++) {
        const struct cell *cell = &r->content->cells.at[i];
        if (cell->fill != FILL_VALUE)
            continue;
        const struct value *now = constraint_resolve(&run->values, &state->constraints, cell->value);
        if (now != cell->value)
            content_own(&r->content)->cells.at[i].value = now;
    }
}

static void resolve_frames(struct run *run, struct state *state)
{
    state_own_frames(state);
    for (size_t i = 0; i < state->frames.count; i++) {
        struct frame *frame = state->frames.at[i];
        for (uint32_t r = 0; r < frame->function->registers; r++)
            if (frame->registers[r])
                frame->registers[r] = constraint_resolve(&run->values, &state->constraints, frame->registers[r]);
    }
}

// What goes back to the outside, others have. True if that is more or less than before.
static bool give_back(struct run *run, struct state *state)
{
    const struct content *before = run->given ? state_content(state, run->given) : NULL;
    size_t count = before ? before->cells.count : 0;
    for (size_t i = 0; i < state->regions.count; i++)
        if (!numbered(run->canon, &run->canon->regions, state->regions.at[i].region))
            held_give_region(run, state, state->regions.at[i].region);
    held_forget(run, state);
    const struct content *after = run->given ? state_content(state, run->given) : NULL;
    return after != before || (after && after->cells.count != count);
}

void canon_compact(struct run *run, struct state *state)
{
    struct canon *c = run->canon;
    key_of(run, state); // numbers what the roots reach
    if (give_back(run, state))
        key_of(run, state);
    size_t kept = 0;
    for (size_t i = 0; i < state->regions.count; i++) {
        struct region_content *r = &state->regions.at[i];
        bool global = run->origins.at[r->region].kind == REGION_GLOBAL;
        if (!global && !numbered(c, &c->regions, r->region)) {
            content_drop(r->content);
            continue;
        }
        resolve_content(run, state, r);
        state->regions.at[kept++] = *r;
    }
    state->regions.count = kept;
    resolve_frames(run, state);
    kept = 0;
    state->constraints.bindings = 0;
    for (size_t i = 0; i < state->constraints.facts.count; i++) {
        struct fact fact = state->constraints.facts.at[i];
        bool dead = fact.bound ? fact.term->kind != VALUE_TERM || !is_reached(c, fact.term)
                               : !fact.range || !is_reached(c, fact.term);
        if (dead)
            continue;
        state->constraints.bindings += fact.bound != NULL;
        state->constraints.facts.at[kept++] = fact;
    }
    state->constraints.facts.count = kept;
}
