// From a path to one run that takes it: a number for each unknown, such that all that the path has established holds.
#include "engine/run.h"

#include <inttypes.h>

// Numbers that are tried for one unknown. A native run knows a copy of a number by its value, so that each unknown gets a
// value of its own where it can: a large one, since small ones stand anywhere in memory.
enum { TRIED = 24, LARGE = 0x10000, LARGE_ONES = 64 };

struct witness {
    struct run *run;
    struct constraints constraints; // of the path, and what was decided here
    uint32_t decided; // how many numbers were
    const struct path *const *steps;
    uint32_t count;
    VEC(char) text;
};

static bool can_be(struct witness *w, const struct value *v, uint64_t number)
{
    struct constraints trial;
    constraints_copy(&trial, &w->constraints);
    const struct value *is =
        value_binary(&w->run->values, IR_EQ, v->width, v, value_int(&w->run->values, v->width, number));
    bool possible = constraint_assume(&w->run->values, &trial, is, true);
    struct constraints *useless = possible ? &w->constraints : &trial;
    constraints_free(useless);
    if (possible)
        w->constraints = trial;
    return possible;
}

// Whether V can be one of the numbers from FIRST on; from here on it is that.
static bool try_from(struct witness *w, const struct value *v, struct range range, uint64_t first, uint64_t *number)
{
    for (uint64_t i = 0; i < TRIED && first >= range.low && first + i <= range.high && first + i >= first; i++) {
        *number = first + i;
        if (can_be(w, v, *number))
            return true;
    }
    return false;
}

// A number that V can be, among those that are tried; from here on it is that.
static uint64_t decide(struct witness *w, const struct value *v)
{
    uint64_t number;
    v = constraint_resolve(&w->run->values, &w->constraints, v);
    if (v->kind == VALUE_INT)
        return v->imm;
    struct range range = constraint_range(&w->constraints, v);
    uint64_t large = range.low + LARGE * (1 + w->decided++ % LARGE_ONES);
    if (try_from(w, v, range, large, &number) || try_from(w, v, range, range.low, &number))
        return number;
    return can_be(w, v, range.high) ? range.high : range.low;
}

// The word that stood at OFFSET of REGION before the path wrote there; 0 if it was not read.
static uint32_t word_at(struct witness *w, uint32_t region, int64_t offset)
{
    for (uint32_t i = 0; i < w->count; i++) {
        const struct path *step = w->steps[i];
        if (step->kind != PATH_READ || step->outcome != region || step->offset > offset ||
            step->offset + step->value->width <= offset)
            continue;
        if (step->value->width > sizeof(uint64_t))
            continue;
        return (uint32_t)(decide(w, step->value) >> 8 * (offset - step->offset));
    }
    return 0;
}

static void write_token(struct witness *w, char *token)
{
    if (w->text.count)
        vec_push(&w->text, ' ');
    for (const char *c = token; *c; c++)
        vec_push(&w->text, *c);
    free(token);
}

static void write_step(struct witness *w, const struct path *step)
{
    uint32_t region;
    switch (step->kind) {
    case PATH_CHOICE:
        write_token(w, memory_format("c%" PRIu32, step->outcome));
        break;
    case PATH_MATTERS:
        write_token(w, memory_format("m%" PRIu32, step->outcome));
        break;
    case PATH_FRESH:
        write_token(w, memory_format("v0x%" PRIx64, decide(w, step->value)));
        break;
    case PATH_MEMORY:
        region = (uint32_t)step->value->imm;
        write_token(w, memory_format("b0x%" PRIx32 ",0x%" PRIx32, word_at(w, region, 0), word_at(w, region, 4)));
        break;
    case PATH_BRANCH:
    case PATH_SPLIT:
    case PATH_READ:
    case PATH_NOTE:
    case PATH_ENTRY:
    case PATH_CALL:
    case PATH_RETURN:
        break;
    }
}

char *witness_text(struct run *run, const struct state *state, const struct path *const *steps, uint32_t count)
{
    struct witness w = {.run = run, .steps = steps, .count = count};
    constraints_copy(&w.constraints, &state->constraints);
    for (uint32_t i = 0; i < count; i++)
        write_step(&w, steps[i]);
    constraints_free(&w.constraints);
    vec_push(&w.text, 0);
    return w.text.at;
}
