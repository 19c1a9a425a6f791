// What is the same in all bodies of a function: its control flow, who defines which register, which variables are indices.
#include "engine/control.h"
#include "engine/slice_parts.h"

static void add_definitions(struct shape *shape, const struct body *body)
{
    for (uint32_t i = 0; i < body->inst_count; i++) {
        uint32_t dst = places_inst(body, body->first_inst + i)->dst;
        if (dst == IR_NONE)
            continue;
        shape->next_def[i] = shape->first_def[dst];
        shape->first_def[dst] = i + 1;
    }
}

const struct ir_inst *slice_definition(const struct shape *shape, const struct body *body, uint32_t reg)
{
    uint32_t def = reg == IR_NONE ? 0 : shape->first_def[reg];
    return def ? places_inst(body, body->first_inst + def - 1) : NULL;
}

// Marks the variables that the index in register REG is made of.
static void mark_index(struct shape *shape, const struct body *body, uint32_t reg, int depth)
{
    const struct ir_inst *def = depth ? slice_definition(shape, body, reg) : NULL;
    if (!def)
        return;
    if (def->op == IR_LOAD) {
        const struct ir_inst *address = slice_definition(shape, body, def->a);
        if (address && address->op == IR_LOCAL)
            shape->is_index[address->ref] = 1;
    } else if (def->op >= IR_ADD && def->op < IR_CALL) {
        mark_index(shape, body, def->a, depth - 1);
        mark_index(shape, body, def->b, depth - 1);
    }
}

// The variable that REG is the address of, or was loaded from; IR_NONE: neither.
uint32_t slice_slot_behind(const struct shape *shape, const struct body *body, uint32_t reg)
{
    const struct ir_inst *def = slice_definition(shape, body, reg);
    if (def && def->op == IR_LOAD)
        def = slice_definition(shape, body, def->a);
    return def && def->op == IR_LOCAL ? def->ref : IR_NONE;
}

static void note_access(struct slice *s, struct shape *shape, const struct body *body, const struct ir_inst *inst)
{
    uint32_t slot = inst->op == IR_FIELD && inst->ref != IR_NONE ? slice_slot_behind(shape, body, inst->a) : IR_NONE;
    if (slot == IR_NONE)
        return;
    uint32_t unit = s->program->functions.at[body->function].unit;
    uint32_t record = places_record(s->places, unit, body->unit->fields.at[inst->ref].record);
    uint32_t *known = &shape->accessed_as[slot];
    *known = *known && *known != record ? IR_NONE : record;
}

struct shape *slice_shape(struct slice *s, const struct body *body)
{
    enum { DEPTH = 8 }; // of the expression that makes an index
    struct shape *shape = &s->shapes[body->function];
    if (shape->control)
        return shape;
    shape->control = control_new(body->unit, body->shape);
    shape->block_of = memory_new((body->inst_count + 1) * sizeof *shape->block_of);
    shape->next_def = memory_new((body->inst_count + 1) * sizeof *shape->next_def);
    shape->first_def = memory_new((body->shape->registers + 1) * sizeof *shape->first_def);
    shape->is_index = memory_new(body->shape->locals + 1);
    shape->accessed_as = memory_new((body->shape->locals + 1) * sizeof *shape->accessed_as);
    for (uint32_t b = 0; b < body->shape->blocks; b++) {
        const struct ir_block *block = &body->unit->blocks.at[body->shape->first_block + b];
        for (uint32_t i = 0; i < block->count; i++)
            shape->block_of[block->first + i - body->first_inst] = b;
    }
    add_definitions(shape, body);
    for (uint32_t i = 0; i < body->inst_count; i++) {
        const struct ir_inst *inst = places_inst(body, body->first_inst + i);
        note_access(s, shape, body, inst);
        if (inst->op == IR_INDEX)
            mark_index(shape, body, inst->b, DEPTH);
    }
    return shape;
}
