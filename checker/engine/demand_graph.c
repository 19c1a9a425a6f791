// The places of a program that hold values, and who writes each.
#include "engine/demand_graph.h"

#include <stdio.h>
#include <stdlib.h>

const char *graph_member_name(const struct ir_unit *unit, const struct ir_field *field, char name[MEMBER_NAME])
{
    const char *path = ir_string(unit, field->name), *dot = strrchr(path, '.');
    uint32_t owner = field->owner != IR_NONE ? field->owner : field->record;
    snprintf(name, MEMBER_NAME, "%s.%s", ir_string(unit, unit->records.at[owner].name), dot ? dot + 1 : path);
    return name;
}

struct node *graph_node(struct demand *d, enum node_kind kind, uint32_t function, uint32_t index, const char *name)
{
    char *key =
        kind == NODE_MEMBER ? memory_format("m%s", name) : memory_format("%c%u.%u", "lpgmr"[kind], function, index);
    struct node *node = NULL;
    HASH_FIND_STR(d->nodes, key, node);
    if (node) {
        free(key);
        return node;
    }
    node = memory_new(sizeof *node);
    *node = (struct node){.key = key, .kind = kind, .function = function, .index = index};
    HASH_ADD_KEYPTR(hh, d->nodes, node->key, strlen(node->key), node);
    return node;
}

const struct ir_unit *graph_unit(const struct demand *d, uint32_t f)
{
    return d->program->units[d->program->functions.at[f].unit];
}

const struct ir_function *graph_body(const struct demand *d, uint32_t f)
{
    return &graph_unit(d, f)->functions.at[d->program->functions.at[f].function];
}

void graph_each_inst(struct demand *d, uint32_t f, visit_inst *visit, void *to)
{
    const struct ir_unit *unit = graph_unit(d, f);
    const struct ir_function *body = graph_body(d, f);
    for (uint32_t b = 0; d->program->functions.at[f].defined && b < body->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[body->first_block + b];
        for (uint32_t i = 0; i < block->count; i++)
            visit(d, f, &unit->insts.at[block->first + i], to);
    }
}

void graph_add_definition(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    if (inst->dst == IR_NONE)
        return;
    struct definition *definition = &d->definitions[f][inst->dst];
    definition->several = definition->inst != NULL;
    definition->inst = inst;
}

const struct ir_inst *graph_definition(const struct demand *d, uint32_t f, uint32_t reg)
{
    return d->definitions[f][reg].inst;
}

// The node that address register REG of F points at, or NULL.
struct node *graph_node_at(struct demand *d, uint32_t f, uint32_t reg)
{
    uint32_t u = d->program->functions.at[f].unit;
    const struct ir_unit *unit = graph_unit(d, f);
    for (const struct ir_inst *def = graph_definition(d, f, reg); def; def = graph_definition(d, f, def->a)) {
        switch (def->op) {
        case IR_LOCAL:
            return graph_node(d, NODE_LOCAL, f, def->ref, NULL);
        case IR_GLOBAL:
            return graph_node(d, NODE_GLOBAL, 0, d->program->global_of[u][def->ref], NULL);
        case IR_FIELD: {
            char name[MEMBER_NAME];
            struct node *node =
                graph_node(d, NODE_MEMBER, 0, 0, graph_member_name(unit, &unit->fields.at[def->ref], name));
            node->in_driver |= !unit->fields.at[def->ref].in_system && !d->program->functions.at[f].in_pack;
            return node;
        }
        case IR_LOAD: {
            const struct ir_inst *address = graph_definition(d, f, def->a);
            return address && address->op == IR_LOCAL ? graph_node(d, NODE_POINTEE, f, address->ref, NULL) : NULL;
        }
        }
        if (def->op != IR_INDEX && def->op != IR_MOVE)
            return NULL;
    }
    return NULL;
}

// ---- who writes what ----

static void add_writer(struct node *node, struct writer writer)
{
    if (node)
        vec_push(&node->writers, writer);
}

static void collect_call(struct demand *d, uint32_t f, const struct ir_inst *inst)
{
    const struct ir_unit *unit = graph_unit(d, f);
    uint32_t callee = d->program->function_of[d->program->functions.at[f].unit][inst->ref];
    if (!d->program->functions.at[callee].defined)
        return;
    for (uint32_t i = 0; i < inst->count && i < graph_body(d, callee)->params; i++) {
        uint32_t reg = unit->operands.at[inst->first + i];
        add_writer(graph_node(d, NODE_LOCAL, callee, i, NULL), (struct writer){.function = f, .reg = reg});
        struct node *target = graph_node_at(d, f, reg);
        struct node *pointee = graph_node(d, NODE_POINTEE, callee, i, NULL);
        if (target) { // what the callee writes there it gets, and what the callee reads there comes from it
            add_writer(target, (struct writer){.from = pointee});
            add_writer(pointee, (struct writer){.from = target});
        }
    }
}

void graph_collect_writers(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    if (inst->op == IR_STORE || inst->op == IR_STORE_BITS)
        add_writer(graph_node_at(d, f, inst->a), (struct writer){.function = f, .reg = inst->b});
    else if (inst->op == IR_COPY)
        add_writer(graph_node_at(d, f, inst->a), (struct writer){.from = graph_node_at(d, f, inst->b)});
    else if (inst->op == IR_RETURN && inst->a != IR_NONE)
        add_writer(graph_node(d, NODE_RETURN, f, 0, NULL), (struct writer){.function = f, .reg = inst->a});
    else if (inst->op == IR_CALL)
        collect_call(d, f, inst);
}
