// Memory: regions made on demand, addresses resolved to places, loads and stores.
#include "engine/run.h"

#include <stdlib.h>

#include <uthash.h>

enum {
    SPLIT_LIMIT = 16, // an unknown index is split into at most so many values
    NULL_PAGE = 4096, // addresses below it are not dereferenced
    READ_AT_ONCE = 16, // bytes whose copy a replay looks into
};

// The region that an unknown value points to.
struct lazy_entry {
    uint32_t id; // of the value
    uint32_t region;
    UT_hash_handle hh;
};

uint32_t run_region(struct run *run, struct origin origin)
{
    vec_push(&run->origins, origin);
    return (uint32_t)run->origins.count - 1;
}

const struct value *run_unknown_bytes(struct run *run, unsigned width, unsigned flags)
{
    return value_symbol(&run->values, width, flags);
}

const struct value *run_unknown(struct run *run, enum ir_type type, unsigned flags)
{
    if (type != IR_PTR)
        return value_symbol(&run->values, ir_type_size(type) ? ir_type_size(type) : 4, flags);
    uint32_t region =
        run_region(run, (struct origin){.kind = REGION_LAZY, .background = FILL_OUTSIDE, .size = UINT64_MAX});
    const struct value *pointer = value_pointer(&run->values, region, 0, true);
    run->origins.at[region].pointer = pointer;
    return pointer;
}

static uint32_t lazy_region(struct run *run, const struct value *v)
{
    struct lazy_entry *entry = NULL;
    HASH_FIND_INT(run->lazies, &v->id, entry);
    if (entry)
        return entry->region;
    entry = memory_new(sizeof *entry);
    entry->id = v->id;
    entry->region = run_region(
        run, (struct origin){.kind = REGION_LAZY, .background = FILL_OUTSIDE, .size = UINT64_MAX, .pointer = v});
    HASH_ADD_INT(run->lazies, id, entry);
    return entry->region;
}

void run_free_lazies(struct run *run)
{
    struct lazy_entry *entry, *next;
    HASH_ITER(hh, run->lazies, entry, next)
    {
        HASH_DEL(run->lazies, entry);
        free(entry);
    }
}

uint32_t memory_slot(struct run *run, struct state *state, uint32_t slot)
{
    struct frame *frame = state_top(state);
    if (!frame->slots[slot]) {
        const struct ir_local *local = &frame->unit->locals.at[frame->function->first_local + slot];
        frame->slots[slot] = run_region(run, (struct origin){.kind = REGION_LOCAL,
                                                 .background = FILL_UNWRITTEN,
                                                 .ref = slot,
                                                 .function = frame->function,
                                                 .unit = frame->unit,
                                                 .owner = frame->id,
                                                 .in_pack = run->program->functions.at[frame->id].in_pack,
                                                 .size = local->size,
                                                 .name = ir_string(frame->unit, local->name)});
    }
    return frame->slots[slot];
}

// ---- globals ----

// Globals have the first region numbers, in the program's order.
uint32_t memory_global(struct run *run, uint32_t global)
{
    (void)run;
    return global + 1;
}

static struct content *string_content(struct run *run, const struct ir_unit *unit, const struct ir_global *g)
{
    struct content *content = content_new(FILL_ZERO);
    for (uint64_t i = 0; i < g->size; i++) {
        unsigned char byte = (unsigned char)unit->text.at[g->bytes + i];
        vec_push(
            &content->cells, (struct cell){.offset = (int64_t)i, .size = 1, .value = value_int(&run->values, 1, byte)});
    }
    return content;
}

// Runs the function that stores G's initial value, alone.
static struct content *initialised_content(struct run *run, uint32_t global, uint32_t function)
{
    uint32_t region = memory_global(run, global);
    struct state *state = state_new();
    state_set_content(state, region, content_new(FILL_ZERO));
    state_push(state, frame_new(run->program, function));
    for (uint64_t steps = 0; state->frames.count && steps < 10 * 1000 * 1000; steps++)
        if (exec_step(run, state) == ADVANCE_END)
            break;
    struct content *content = content_keep(state_content(state, region));
    state_free(state);
    return content;
}

static struct content *initial_content(struct run *run, uint32_t global)
{
    const struct ir_program_global *g = &run->program->globals.at[global];
    const struct ir_unit *unit = run->program->units[g->unit];
    const struct ir_global *definition = &unit->globals.at[g->global];
    if (run->initial[global])
        return run->initial[global];
    if (definition->is_string)
        run->initial[global] = string_content(run, unit, definition);
    else if (!definition->defined)
        run->initial[global] = content_new(FILL_UNKNOWN);
    else if (definition->init == IR_NONE)
        run->initial[global] = content_new(FILL_ZERO);
    else
        run->initial[global] = initialised_content(run, global, run->program->function_of[g->unit][definition->init]);
    return run->initial[global];
}

struct content *memory_content(struct run *run, struct state *state, uint32_t region)
{
    struct content *content = state_content(state, region);
    if (content)
        return content;
    const struct origin *origin = &run->origins.at[region];
    if (run->execution && origin->kind == REGION_GLOBAL && !run->program->globals.at[origin->ref].defined)
        execute_stuck(run, state, "a use of a variable that is defined nowhere");
    if (origin->kind == REGION_GLOBAL)
        return initial_content(run, origin->ref);
    state_set_content(state, region, content_new((enum fill)origin->background));
    return state_content(state, region);
}

struct content *memory_own_content(struct run *run, struct state *state, uint32_t region)
{
    struct content *content = memory_content(run, state, region);
    if (!state_content(state, region))
        state_set_content(state, region, content_keep(content));
    return state_own_content(state, region);
}

// ---- addresses ----

// The number that varies in byte offset BYTES, and the bytes that one of it counts.
static const struct value *index_of(const struct value *bytes, uint64_t *scale)
{
    *scale = 1;
    if (bytes->kind == VALUE_TERM && bytes->op == IR_MUL && bytes->b->kind == VALUE_INT) {
        *scale = bytes->b->imm;
        bytes = bytes->a;
    } else if (bytes->kind == VALUE_TERM && bytes->op == IR_SHL && bytes->b->kind == VALUE_INT) {
        *scale = 1ull << bytes->b->imm;
        bytes = bytes->a;
    }
    return bytes;
}

static const struct value *is_number(
    struct run *run, const struct state *state, const struct value *index, uint64_t number)
{
    const struct value *is =
        value_binary(&run->values, IR_EQ, index->width, index, value_int(&run->values, index->width, number));
    return constraint_resolve(&run->values, &state->constraints, is);
}

static bool split_on(struct run *run, struct state *state, const struct value *index, uint64_t number, bool *end)
{
    state->sub = (uint32_t)number + 1;
    return exec_decide(run, state, is_number(run, state, index, number), PATH_SPLIT, NULL, end);
}

// The elements of CONTENT that have values of their own, as numbers of INDEX: at most SPLIT_LIMIT.
static size_t touched(const struct content *content, const struct value *address, uint64_t scale,
    const struct range *range, uint64_t *numbers)
{
    size_t n = 0;
    for (size_t i = 0; i < content->cells.count && n < SPLIT_LIMIT; i++) {
        int64_t from = content->cells.at[i].offset - address->offset;
        if (from < 0 || content->cells.at[i].fill != FILL_VALUE)
            continue;
        uint64_t number = (uint64_t)from / scale;
        if (number >= range->low && number <= range->high && (n == 0 || numbers[n - 1] != number))
            numbers[n++] = number;
    }
    return n;
}

// The elements that the unknown index of ADDRESS is split into. *REST: one more, which stands for all that were not
// written apart; without it NUMBERS are all there are.
static size_t elements_of(struct run *run, struct state *state, const struct value *address, uint32_t region,
    const struct range *range, uint64_t scale, uint64_t *numbers, bool *rest)
{
    size_t n = 0;
    *rest = range->high - range->low >= SPLIT_LIMIT;
    if (!*rest) {
        for (; n <= range->high - range->low; n++)
            numbers[n] = range->low + n;
        return n;
    }
    n = touched(memory_content(run, state, region), address, scale, range, numbers);
    numbers[n] = range->low;
    for (size_t i = 0; i < n; i++)
        numbers[n] += numbers[i] == numbers[n];
    return n;
}

static bool split_index(struct run *run, struct state *state, const struct value *address, struct place *place)
{
    uint64_t scale, numbers[SPLIT_LIMIT + 1];
    const struct value *index = index_of(address->a, &scale);
    struct range range = constraint_range(&state->constraints, index);
    bool rest, end = false;
    size_t n = elements_of(run, state, address, place->region, &range, scale, numbers, &rest), i = 0;
    while (i < n && !end && !split_on(run, state, index, numbers[i], &end))
        i++;
    if (end || (i == n && !rest))
        return false;
    if (i == n && !constraint_assume(&run->values, &state->constraints, is_number(run, state, index, numbers[n]), true))
        return false;
    place->offset = address->offset + (int64_t)(numbers[i] * scale);
    return true;
}

static bool assume_not_null(struct run *run, struct state *state, const struct value *base)
{
    const struct value *null = value_binary(&run->values, IR_EQ, 8, base, value_int(&run->values, 8, 0));
    return constraint_assume(&run->values, &state->constraints, null, false);
}

// A local pointer that was never set points nowhere: what is done with it is undefined (C17, 6.2.4, 6.3.2.1p2), and nothing
// can be said about what follows. In memory from elsewhere somebody may have written whom we do not know.
static bool is_indeterminate(const struct value *address)
{
    if (address->kind == VALUE_TERM && address->op == IR_ADD)
        return is_indeterminate(address->a);
    return address->kind == VALUE_SYMBOL && (address->flags & SYMBOL_LOCAL);
}

bool memory_place(
    struct run *run, struct state *state, const struct value *address, uint64_t size, bool write, struct place *place)
{
    (void)size, (void)write;
    if (address->width != 8)
        address = value_convert(&run->values, IR_ZEXT, 8, address);
    if (run->execution && (address->kind != VALUE_POINTER || run->origins.at[address->imm].kind == REGION_LAZY)) {
        execute_stuck(run, state, "an access through a pointer that is null or not known");
        return false;
    }
    if ((address->kind == VALUE_INT && address->imm < NULL_PAGE) || is_indeterminate(address)) {
        run_note_cut(run, state);
        return false;
    }
    if (address->kind != VALUE_POINTER) {
        int64_t offset = 0;
        if (address->kind == VALUE_TERM && address->op == IR_ADD && address->b->kind == VALUE_INT) {
            offset = (int64_t)address->b->imm;
            address = address->a;
        }
        if (address->symbolic && !assume_not_null(run, state, address))
            return false;
        *place = (struct place){lazy_region(run, address), offset};
        return true;
    }
    *place = (struct place){(uint32_t)address->imm, address->offset};
    if (run->origins.at[address->imm].kind == REGION_LAZY &&
        !assume_not_null(run, state, value_pointer(&run->values, (uint32_t)address->imm, 0, true)))
        return false;
    return !address->a || split_index(run, state, address, place);
}

// Whether what the state's instruction reads from REGION may be anything, since nobody writes there in the slice.
static bool is_guess(const struct run *run, const struct state *state, uint32_t region)
{
    const struct frame *frame = state->frames.count ? vec_last(&state->frames) : NULL;
    return run->slice && !run->replay && frame && run->origins.at[region].kind == REGION_HEAP &&
           slice_guesses(run->slice, frame->id, frame->inst);
}

const struct value *memory_load(struct run *run, struct state *state, struct place place, enum ir_type type)
{
    uint32_t size = ir_type_size(type);
    if (is_guess(run, state, place.region))
        return run_unknown(run, type, 0);
    for (;;) {
        int64_t gap;
        uint64_t gap_size;
        enum fill fill;
        const struct content *content = memory_content(run, state, place.region);
        const struct value *v = content_read(&run->values, content, place.offset, size, &gap, &gap_size, &fill);
        if (v)
            return constraint_resolve(&run->values, &state->constraints, v);
        unsigned flags = fill == FILL_UNWRITTEN ? SYMBOL_UNWRITTEN : 0;
        if (flags && run->origins.at[place.region].kind == REGION_LOCAL)
            flags |= SYMBOL_LOCAL;
        const struct value *unknown = gap_size == size && type == IR_PTR && !flags
                                          ? run_unknown(run, IR_PTR, flags)
                                          : run_unknown_bytes(run, (unsigned)gap_size, flags);
        content_write(&run->values, memory_own_content(run, state, place.region), gap, unknown);
        if (run->replay && fill_is_unknown(fill))
            path_add(
                run, state, (struct path){.kind = PATH_READ, .outcome = place.region, .offset = gap, .value = unknown});
    }
}

void memory_store(struct run *run, struct state *state, struct place place, const struct value *value)
{
    content_write(&run->values, memory_own_content(run, state, place.region), place.offset, value);
}

// What is unknown in words that are copied gets its names here, so that the path knows what stood there.
static void read_words(struct run *run, struct state *state, struct place from, uint64_t size)
{
    enum { WORD = 4 };
    for (uint64_t i = 0; i + WORD <= size; i += WORD)
        (void)memory_load(run, state, (struct place){from.region, from.offset + (int64_t)i}, IR_I32);
}

void memory_copy(struct run *run, struct state *state, struct place to, struct place from, uint64_t size)
{
    if (run->replay && size <= READ_AT_ONCE)
        read_words(run, state, from, size);
    memory_own_content(run, state, to.region); // may move the list that holds both
    if (is_guess(run, state, from.region)) {
        content_fill(&run->values, memory_own_content(run, state, to.region), to.offset, size, FILL_UNKNOWN);
        return;
    }
    const struct content *source = memory_content(run, state, from.region);
    content_copy(&run->values, state_own_content(state, to.region), to.offset, source, from.offset, size);
}
