// What the slice says: which instructions are executed, which functions and which memory can matter.
#include "engine/control.h"
#include "engine/later.h"
#include "engine/slice_parts.h"

#include <stdio.h>
#include <stdlib.h>

// ---- what is executed ----

static bool is_offered(const struct slice *s, uint32_t b, const struct ir_inst *inst)
{
    const struct body *body = slice_body(s, b);
    if (inst->op == IR_BEGIN)
        return true;
    if (inst->op != IR_CALL)
        return false;
    enum call_kind kind = places_kind(s->places, body, inst);
    uint32_t callee = places_callee(s->places, body, inst);
    const struct ir_program_function *f = &s->program->functions.at[callee];
    return kind == CALL_END || kind == CALL_ENTRY || s->reach->ends[callee] ||
           (kind == CALL_UNKNOWN && s->program->units[f->unit]->functions.at[f->function].noreturn);
}

// Whether INST reads memory whose writers are not followed.
static bool is_guess(const struct slice *s, const struct body *body, const struct ir_inst *inst)
{
    const uint32_t *operands = body->unit->operands.at + inst->first;
    if (inst->op == IR_LOAD || inst->op == IR_LOAD_BITS)
        return s->mixed[slice_target(s, body, inst->a)];
    if (inst->op == IR_COPY)
        return s->mixed[slice_target(s, body, inst->b)];
    if (inst->op != IR_CALL || !inst->count)
        return false;
    enum call_kind kind = places_kind(s->places, body, inst);
    return (kind == CALL_COPY && inst->count > 1 && s->mixed[slice_target(s, body, operands[1])]) ||
           (kind == CALL_READ && (s->mixed[slice_target(s, body, operands[0])] ||
                                     (inst->count > 1 && s->mixed[slice_target(s, body, operands[1])])));
}

// What costs nothing and needs nothing is executed where it is met.
static void write_body(struct slice *s, uint32_t b)
{
    const struct body *body = slice_body(s, b);
    uint8_t *executed = s->executed[s->program->functions.at[body->function].unit];
    for (uint32_t i = 0; i < body->inst_count; i++) {
        const struct ir_inst *inst = places_inst(body, body->first_inst + i);
        bool is_executed = s->parts.at[b].needed[i] || body->shape->synthetic || is_offered(s, b, inst);
        executed[body->first_inst + i] |= is_executed ? EXECUTED : 0;
        if (is_executed && is_guess(s, body, inst)) {
            executed[body->first_inst + i] |= GUESSED;
            s->has_guesses = true;
        }
    }
}

void slice_write_executed(struct slice *s)
{
    uint8_t *analysed = memory_new(s->program->functions.count);
    for (uint32_t b = 0; b < s->places->bodies.count; b++)
        analysed[slice_body(s, b)->function] = 1;
    for (uint32_t f = 0; f < s->program->functions.count; f++) {
        const struct ir_program_function *p = &s->program->functions.at[f];
        const struct ir_unit *unit = s->program->units[p->unit];
        const struct ir_function *shape = &unit->functions.at[p->function];
        for (uint32_t k = 0; p->defined && !analysed[f] && k < shape->blocks; k++) {
            const struct ir_block *block = &unit->blocks.at[shape->first_block + k];
            memset(s->executed[p->unit] + block->first, 1, block->count);
        }
    }
    for (uint32_t b = 0; b < s->places->bodies.count; b++)
        write_body(s, b);
    free(analysed);
}

// ---- asked ----

bool slice_guesses(const struct slice *s, uint32_t function, uint32_t inst)
{
    return s->executed[s->program->functions.at[function].unit][inst] & GUESSED;
}

bool slice_has_guesses(const struct slice *s)
{
    return s->has_guesses;
}

bool slice_has(const struct slice *s, struct slice_point point)
{
    bool analysed = false;
    for (uint32_t b = 0; b < s->places->bodies.count; b++) { // rarely asked
        const struct body *body = slice_body(s, b);
        if (body->function != point.function)
            continue;
        analysed = true;
        if (s->parts.at[b].needed[point.inst - body->first_inst] < NEED_ALWAYS)
            return false;
    }
    return analysed;
}

const uint8_t *slice_needed_in(const struct slice *s, uint32_t function)
{
    return s->executed[s->program->functions.at[function].unit];
}

uint32_t slice_after(const struct slice *s, uint32_t function, uint32_t block)
{
    return s->shapes[function].control ? control_after(s->shapes[function].control, block) : IR_NONE;
}

const uint8_t *slice_matters(const struct slice *s)
{
    return s->matters;
}

static enum relevance relevance_of(const struct slice *s, uint32_t place, const struct later *later)
{
    place = places_find(s->places, place);
    return s->held_of[place] && (!later || later_reads(later, place)) ? PLACE_RELEVANT : PLACE_IDLE;
}

static enum relevance relevance_of_named(const struct slice *s, const struct named *named, const struct later *later)
{
    enum relevance most = PLACE_UNNAMED;
    for (size_t i = 0; named && i < named->places.count; i++) {
        enum relevance own = relevance_of(s, named->places.at[i], later);
        most = own > most ? own : most;
    }
    return most;
}

enum relevance slice_of_field(
    const struct slice *s, const struct ir_unit *unit, uint32_t record, int64_t offset, const struct later *later)
{
    char key[512];
    struct named *named = NULL;
    snprintf(key, sizeof key, "%s+%lld", ir_string(unit, unit->records.at[record].name), (long long)offset);
    HASH_FIND_STR(s->places->named, key, named);
    return relevance_of_named(s, named, later);
}

enum relevance slice_of_record(
    const struct slice *s, const struct ir_unit *unit, uint32_t record, const struct later *later)
{
    const char *name = ir_string(unit, unit->records.at[record].name);
    size_t length = strlen(name);
    enum relevance most = PLACE_UNNAMED;
    for (const struct named *named = s->places->named; named; named = named->hh.next) {
        if (strncmp(named->key, name, length) != 0 || named->key[length] != '+')
            continue;
        enum relevance own = relevance_of_named(s, named, later);
        most = own > most ? own : most;
    }
    return most;
}

enum relevance slice_of_global(const struct slice *s, uint32_t global, const struct later *later)
{
    return relevance_of(s, s->places->first_global + global, later);
}

enum relevance slice_of_local(const struct slice *s, uint32_t function, uint32_t slot)
{
    if (slice_is_index(s, function, slot))
        return PLACE_RELEVANT;
    enum relevance most = PLACE_IDLE;
    for (uint32_t b = 0; b < s->places->bodies.count; b++) // rarely asked
        if (slice_body(s, b)->function == function &&
            relevance_of(s, slice_body(s, b)->first_local + slot, NULL) > most)
            most = PLACE_RELEVANT;
    return most;
}

bool slice_is_index(const struct slice *s, uint32_t function, uint32_t slot)
{
    return s->shapes[function].is_index && s->shapes[function].is_index[slot];
}
