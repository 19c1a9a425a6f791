// States as rows of chunk numbers: two are equal if their rows are, since equal chunks have one number.
#include "states.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { CHUNK = 256 };

static void *grown(void *at, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return at;
    *capacity = *capacity ? *capacity * 2 : 1024;
    at = realloc(at, *capacity * size);
    if (!at)
        abort();
    return at;
}

// ---- tables of numbers by hash ----

struct table {
    uint32_t *slots; // number + 1, or 0
    size_t size, used;
};

static void insert_slot(struct table *table, uint64_t hash, uint32_t number)
{
    size_t i = hash & (table->size - 1);
    while (table->slots[i])
        i = (i + 1) & (table->size - 1);
    table->slots[i] = number + 1;
}

static void grow_table(struct table *table, uint64_t (*hash_of)(uint32_t number))
{
    struct table larger = {.size = table->size ? table->size * 2 : 4096, .used = table->used};
    larger.slots = calloc(larger.size, sizeof *larger.slots);
    if (!larger.slots)
        abort();
    for (size_t i = 0; i < table->size; i++)
        if (table->slots[i])
            insert_slot(&larger, hash_of(table->slots[i] - 1), table->slots[i] - 1);
    free(table->slots);
    *table = larger;
}

static void table_add(struct table *table, uint64_t hash, uint32_t number, uint64_t (*hash_of)(uint32_t number))
{
    if (table->used * 2 >= table->size)
        grow_table(table, hash_of);
    insert_slot(table, hash, number);
    table->used++;
}

// ---- chunks ----

static unsigned char (*chunks)[CHUNK];
static size_t chunk_count, chunk_capacity;
static struct table chunk_table;

static uint64_t hash_of_chunk(uint32_t number)
{
    return XXH3_64bits(chunks[number], CHUNK);
}

static uint32_t chunk_number(const unsigned char *bytes)
{
    uint64_t hash = XXH3_64bits(bytes, CHUNK);
    for (size_t i = hash; chunk_table.size; i++) {
        uint32_t slot = chunk_table.slots[i & (chunk_table.size - 1)];
        if (!slot)
            break;
        if (memcmp(chunks[slot - 1], bytes, CHUNK) == 0)
            return slot - 1;
    }
    chunks = grown(chunks, chunk_count, &chunk_capacity, sizeof *chunks);
    memcpy(chunks[chunk_count], bytes, CHUNK);
    table_add(&chunk_table, hash, (uint32_t)chunk_count, hash_of_chunk);
    return (uint32_t)chunk_count++;
}

// ---- states ----

static struct state *states;
static size_t state_count, state_capacity;
static struct table state_table;

uint32_t states_count(void)
{
    return (uint32_t)state_count;
}

const struct state *states_at(uint32_t number)
{
    return &states[number];
}

static uint64_t hash_of_row(const uint32_t *row, uint32_t count)
{
    return XXH3_64bits(row, count * sizeof *row);
}

static uint64_t hash_of_state(uint32_t number)
{
    return hash_of_row(states[number].chunks, states[number].chunk_count);
}

// Whether a state with that row is there that more can follow than STATE: no more events or failures came before it.
static bool is_known(const uint32_t *row, const struct state *state, uint64_t hash)
{
    for (size_t i = hash; state_table.size; i++) {
        uint32_t slot = state_table.slots[i & (state_table.size - 1)];
        if (!slot)
            break;
        const struct state *other = &states[slot - 1];
        if (other->size == state->size && other->failures <= state->failures &&
            memcmp(other->chunks, row, state->chunk_count * sizeof *row) == 0)
            return true;
    }
    return false;
}

static uint32_t *row_of(const unsigned char *image, size_t size, uint32_t *count)
{
    static uint32_t *row;
    static size_t capacity;
    unsigned char last[CHUNK] = {0};
    *count = 0;
    for (size_t at = 0; at < size; at += CHUNK) {
        const unsigned char *bytes = image + at;
        if (size - at < CHUNK)
            bytes = memcpy(last, image + at, size - at);
        row = grown(row, *count, &capacity, sizeof *row);
        row[(*count)++] = chunk_number(bytes);
    }
    return row;
}

static void *copied(const void *from, size_t size)
{
    void *copy = malloc(size + 1);
    if (!copy)
        abort();
    return memcpy(copy, from, size);
}

static void add_row(const uint32_t *row, uint64_t hash, struct state state)
{
    state.chunks = copied(row, state.chunk_count * sizeof *row);
    state.choices = copied(state.choices, state.choice_count * sizeof *state.choices);
    states = grown(states, state_count, &state_capacity, sizeof *states);
    states[state_count] = state;
    table_add(&state_table, hash, (uint32_t)state_count++, hash_of_state);
}

void states_add(const unsigned char *image, size_t size, struct state state)
{
    uint32_t *row = row_of(image, size, &state.chunk_count);
    state.size = size;
    add_row(row, hash_of_row(row, state.chunk_count), state);
}

bool states_add_new(const unsigned char *image, size_t size, struct state state)
{
    uint32_t *row = row_of(image, size, &state.chunk_count);
    uint64_t hash = hash_of_row(row, state.chunk_count);
    state.size = size;
    if (is_known(row, &state, hash))
        return false;
    add_row(row, hash, state);
    return true;
}

const unsigned char *states_image(uint32_t number)
{
    static unsigned char *image;
    static size_t capacity;
    const struct state *state = &states[number];
    if (state->chunk_count * CHUNK > capacity) {
        capacity = state->chunk_count * CHUNK;
        image = realloc(image, capacity);
        if (!image)
            abort();
    }
    for (uint32_t i = 0; i < state->chunk_count; i++)
        memcpy(image + i * CHUNK, chunks[state->chunks[i]], CHUNK);
    return image;
}
