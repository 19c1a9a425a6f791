// Who writes what: the instructions that write to each place, and the places that have a name.
#include "engine/signature.h"
#include "engine/slice_parts.h"

#include <stdlib.h>

static void add_writer(struct slice *s, uint32_t *first, struct site site, uint32_t argument, uint32_t record)
{
    vec_push(&s->writers, (struct writer){*first, site, argument, record});
    *first = (uint32_t)s->writers.count - 1;
}

// SITE writes what register REG points to otherwise than by name.
static void add_filler(struct slice *s, struct site site, uint32_t reg)
{
    const struct body *body = slice_body(s, site.body);
    const struct shape *shape = slice_shape(s, body);
    uint32_t slot = slice_slot_behind(shape, body, reg), record = slot == IR_NONE ? 0 : shape->accessed_as[slot];
    add_writer(s, &s->fillers_of[slice_target(s, body, reg)], site, IR_NONE, record ? record : IR_NONE);
}

// An unknown body writes a local as a whole, elsewhere only a scalar.
static void add_unknown_writer(struct slice *s, struct site site, const char *signature, uint32_t i)
{
    const struct body *body = slice_body(s, site.body);
    uint32_t reg = body->unit->operands.at[places_inst(body, site.inst)->first + i],
             target = slice_target(s, body, reg);
    if (signature_pointee_size(signature, i) || slice_is_own_local(s, body, target))
        add_filler(s, site, reg);
}

static void collect_arguments(struct slice *s, struct site site, uint32_t callee)
{
    const struct ir_inst *inst = places_inst(slice_body(s, site.body), site.inst);
    const struct body *to = slice_body(s, callee);
    for (uint32_t i = 0; i < inst->count && i < to->shape->params; i++)
        add_writer(s, &s->writers_of[places_find(s->places, to->first_local + i)], site, i, IR_NONE);
}

static void collect_call(struct slice *s, struct site site, const struct ir_inst *inst)
{
    const struct body *body = slice_body(s, site.body);
    const uint32_t *operands = body->unit->operands.at + inst->first;
    enum call_kind kind = places_kind(s->places, body, inst);
    if (kind == CALL_BODY)
        collect_arguments(s, site, body->callees[site.inst - body->first_inst]);
    if ((kind == CALL_COPY || kind == CALL_FILL || kind == CALL_FREE) && inst->count)
        add_filler(s, site, operands[0]);
    for (uint32_t i = 0; kind == CALL_UNKNOWN && i < inst->count; i++)
        add_unknown_writer(s, site, ir_string(body->unit, body->unit->functions.at[inst->ref].signature), i);
}

// Whether the address in REG of BODY is that of a member: what is accessed there is nothing else.
static bool is_named(struct slice *s, const struct body *body, uint32_t reg)
{
    const struct ir_inst *def = slice_definition(slice_shape(s, body), body, reg);
    return def && def->op == IR_FIELD;
}

static bool writes(const struct ir_inst *inst)
{
    return inst->op == IR_STORE || inst->op == IR_STORE_BITS || inst->op == IR_COPY || inst->op == IR_ZERO ||
           inst->op == IR_VA_START;
}

static void collect(struct slice *s, struct site site)
{
    const struct body *body = slice_body(s, site.body);
    const struct ir_inst *inst = places_inst(body, site.inst);
    if (writes(inst)) {
        if ((inst->op == IR_STORE || inst->op == IR_STORE_BITS) && is_named(s, body, inst->a))
            add_writer(s, &s->writers_of[slice_target(s, body, inst->a)], site, IR_NONE, IR_NONE);
        else
            add_filler(s, site, inst->a);
    } else if (inst->op == IR_RETURN && inst->a != IR_NONE)
        add_writer(s, &s->writers_of[places_find(s->places, body->result)], site, IR_NONE, IR_NONE);
    else if (inst->op == IR_CALL)
        collect_call(s, site, inst);
    const struct targets *targets = inst->op == IR_CALL_POINTER ? places_targets(s->places, site) : NULL;
    for (size_t i = 0; targets && i < targets->bodies.count; i++)
        collect_arguments(s, site, targets->bodies.at[i]);
}

// Numbers that only the slice asks for: afterwards no class is new.
static void settle_classes(struct slice *s)
{
    for (uint32_t b = 0; b < s->places->bodies.count; b++) {
        const struct body *body = slice_body(s, b);
        for (uint32_t r = 0; r < body->shape->registers; r++)
            (void)places_target(s->places, places_register(body, r));
        for (uint32_t i = 0; i < body->shape->params; i++)
            (void)places_target(s->places, body->first_local + i);
    }
}

// Marks PLACE, and what lies in it, in MARKS.
static void name_place(struct slice *s, uint8_t *marks, uint32_t place)
{
    place = places_find(s->places, place);
    if (marks[place])
        return;
    marks[place] = 1;
    for (uint32_t l = s->places->all.at[place].members; l; l = s->places->links.at[l].next)
        name_place(s, marks, s->places->links.at[l].place);
}

// Marks what BODY gets from calls of KIND in MARKS.
static void name_results(struct slice *s, const struct body *body, enum call_kind kind, uint8_t *marks)
{
    for (uint32_t i = 0; i < body->inst_count; i++) {
        const struct ir_inst *inst = places_inst(body, body->first_inst + i);
        if (inst->op == IR_CALL && inst->dst != IR_NONE && places_kind(s->places, body, inst) == kind)
            name_place(s, marks, slice_target(s, body, inst->dst));
    }
}

// Variables of BODY, what it returns, and what it has on its stack.
static void name_own(struct slice *s, const struct body *body)
{
    for (uint32_t i = 0; i < body->shape->locals; i++)
        name_place(s, s->named, body->first_local + i);
    name_place(s, s->named, body->result);
    for (uint32_t i = 0; i < body->inst_count; i++)
        if (places_inst(body, body->first_inst + i)->op == IR_ALLOCA)
            name_place(s, s->named, slice_target(s, body, places_inst(body, body->first_inst + i)->dst));
}

// Allocated memory; not what is in one class with memory from outside, and with nothing else that has a name: buffers of
// requests and copies of them. To follow who writes those is to follow all requests, for what may be anything at first.
static void name_allocations(struct slice *s)
{
    uint8_t *given = memory_new(s->places->all.count), *allocated = memory_new(s->places->all.count);
    for (uint32_t b = 0; b < s->places->bodies.count; b++) {
        name_results(s, slice_body(s, b), CALL_GIVEN, given);
        name_results(s, slice_body(s, b), CALL_ALLOCATE, allocated);
    }
    for (uint32_t i = 0; i < s->places->all.count; i++) {
        s->mixed[i] = allocated[i] && given[i] && !s->named[i] && !s->wish.all_memory;
        s->named[i] |= allocated[i] && !s->mixed[i];
    }
    free(given);
    free(allocated);
}

// Variables, members of the driver's records, and what lies in them; allocated memory.
static void name_places(struct slice *s)
{
    s->named = memory_new(s->places->all.count);
    s->mixed = memory_new(s->places->all.count);
    s->shared = memory_new(s->places->all.count);
    for (const struct named *root = s->places->roots; root; root = root->hh.next)
        name_place(s, s->shared, root->places.at[0]);
    for (uint32_t g = 0; g < s->program->globals.count; g++)
        name_place(s, s->shared, s->places->first_global + g);
    memcpy(s->named, s->shared, s->places->all.count);
    for (uint32_t b = 0; b < s->places->bodies.count; b++)
        name_own(s, slice_body(s, b));
    name_allocations(s);
}

void slice_collect_writers(struct slice *s)
{
    settle_classes(s);
    name_places(s);
    size_t n = s->places->all.count;
    s->writers_of = memory_new(n * sizeof *s->writers_of);
    s->fillers_of = memory_new(n * sizeof *s->fillers_of);
    (void)vec_extend(&s->writers, 1);
    for (uint32_t b = 0; b < s->places->bodies.count; b++) {
        const struct body *body = slice_body(s, b);
        for (uint32_t i = 0; !s->idle[body->function] && i < body->inst_count; i++)
            collect(s, (struct site){b, body->first_inst + i});
    }
}
