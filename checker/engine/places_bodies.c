// Bodies: functions, and calls of small ones.
#include "engine/places_parts.h"

#include <stdlib.h>

enum {
    SMALL = 512,               // instructions of a small function, those that it calls counted
    SMALL_MODEL = 512, // of a small model: what a driver passes to one has nothing to do with other calls of it
    COPIED_AT_MOST = 1 << 18, // instructions of small functions that are looked at again, in all
};

uint32_t places_unit(const struct places *p, const struct body *body)
{
    return p->program->functions.at[body->function].unit;
}

uint32_t places_callee(const struct places *p, const struct body *body, const struct ir_inst *inst)
{
    return p->program->function_of[places_unit(p, body)][inst->ref];
}

enum call_kind places_kind(const struct places *p, const struct body *body, const struct ir_inst *inst)
{
    return (enum call_kind)p->kinds[places_callee(p, body, inst)];
}

static uint32_t new_body(struct places *p, uint32_t function)
{
    const struct ir_program_function *f = &p->program->functions.at[function];
    struct body body = {.function = function, .unit = p->program->units[f->unit]};
    body.shape = &body.unit->functions.at[f->function];
    const struct ir_block *blocks = &body.unit->blocks.at[body.shape->first_block];
    body.first_inst = blocks[0].first;
    for (uint32_t b = 0; b < body.shape->blocks; b++)
        body.inst_count += blocks[b].count;
    body.first_register = places_add(p, body.shape->registers + 1);
    body.first_local = places_add(p, body.shape->locals + 1);
    body.result = places_add(p, 1);
    body.callees = memory_new((body.inst_count + 1) * sizeof *body.callees);
    memset(body.callees, 0xff, body.inst_count * sizeof *body.callees);
    vec_push(&p->bodies, body);
    return (uint32_t)p->bodies.count - 1;
}

uint32_t places_common_body(struct places *p, uint32_t function)
{
    if (p->body_of[function] == IR_NONE)
        p->body_of[function] = new_body(p, function);
    return p->body_of[function];
}

uint32_t places_body_for_call(struct places *p, uint32_t function)
{
    if (!p->small[function] || p->copied > COPIED_AT_MOST)
        return places_common_body(p, function);
    uint32_t body = new_body(p, function);
    p->copied += p->bodies.at[body].inst_count;
    return body;
}

struct small_search {
    struct places *places;
    uint8_t *visiting;
    uint32_t *sizes; // [program function]: instructions, with those of what it calls
};

// Finds the size of F; UINT32_MAX: not small.
static uint32_t size_of(struct small_search *s, uint32_t f)
{
    const struct ir_program_function *function = &s->places->program->functions.at[f];
    const struct ir_unit *unit = s->places->program->units[function->unit];
    const struct ir_function *shape = &unit->functions.at[function->function];
    if (s->sizes[f] || s->places->kinds[f] != CALL_BODY)
        return s->sizes[f];
    if (s->visiting[f] || !shape->blocks)
        return UINT32_MAX;
    uint32_t first = unit->blocks.at[shape->first_block].first, count = 0;
    for (uint32_t b = 0; b < shape->blocks; b++)
        count += unit->blocks.at[shape->first_block + b].count;
    uint64_t size = count;
    s->visiting[f] = 1;
    for (uint32_t i = 0; i < count && size <= SMALL_MODEL; i++) {
        const struct ir_inst *inst = &unit->insts.at[first + i];
        if (inst->op == IR_CALL_POINTER)
            size = UINT32_MAX;
        else if (inst->op == IR_CALL)
            size += size_of(s, s->places->program->function_of[function->unit][inst->ref]);
    }
    s->visiting[f] = 0;
    s->sizes[f] = size <= (function->in_pack ? SMALL_MODEL : SMALL) ? (uint32_t)size : UINT32_MAX;
    return s->sizes[f];
}

void places_find_small(struct places *p)
{
    size_t n = p->program->functions.count;
    struct small_search s = {p, memory_new(n), memory_new(n * sizeof *s.sizes)};
    for (uint32_t f = 0; f < n; f++)
        p->small[f] = p->kinds[f] == CALL_BODY && size_of(&s, f) != UINT32_MAX;
    free(s.visiting);
    free(s.sizes);
}

void places_find_kinds(struct places *p)
{
    static const struct {
        const char *name;
        enum call_kind kind;
    } known[] = {{"memcpy", CALL_COPY}, {"memmove", CALL_COPY}, {"memset", CALL_FILL}, {"memcmp", CALL_READ},
        {"strlen", CALL_READ}, {"wcslen", CALL_READ}, {"lint_fresh", CALL_READ}, {"abort", CALL_END},
        {"exit", CALL_END}, {"lint_block", CALL_END}, {"lint_raise", CALL_RAISE}, {"lint_assume", CALL_ASSUME},
        {"lint_note", CALL_EVENT}, {"lint_violation", CALL_EVENT}, {"lint_violation_at_return", CALL_EVENT},
        {"lint_entry", CALL_ENTRY}, {"lint_applicable", CALL_EVENT}, {"lint_cut", CALL_EVENT},
        {"lint_await", CALL_EVENT}, {"lint_blur", CALL_BLUR}, {"lint_violation_at_loss", CALL_EVENT},
        {"lint_free", CALL_FREE}, {"lint_allocate", CALL_ALLOCATE}, {"lint_fresh_memory", CALL_GIVEN}};
    for (uint32_t f = 0; f < p->program->functions.count; f++) {
        const struct ir_program_function *function = &p->program->functions.at[f];
        p->kinds[f] = function->defined ? CALL_BODY : CALL_UNKNOWN;
        if (function->in_driver && function->defined)
            continue;
        if (strncmp(function->name, "lint_test_", 10) == 0)
            p->kinds[f] = CALL_EVENT;
        else if (strncmp(function->name, "lint_", 5) == 0 && !function->defined)
            p->kinds[f] = CALL_VALUE;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (strcmp(function->name, known[i].name) == 0)
                p->kinds[f] = known[i].kind;
    }
}
