// The backward data flow from the conditions around modelled events to what they read.
#include "engine/demand_graph.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    SMALL = 120, // instructions: in a function that is no longer, branches decide what it returns
};

// ---- the flow ----

static void demand_node(struct demand *d, struct node *node)
{
    if (!node || node->demanded)
        return;
    node->demanded = true;
    vec_push(&d->pending, node);
}

static void demand_register(struct demand *d, uint32_t f, uint32_t reg);

static void address_node(struct demand *d, struct node *node)
{
    if (!node || node->addressed || (d->handing && node->handed))
        return;
    if (d->handing)
        node->handed = true;
    else
        node->addressed = true;
    vec_push(&d->pending_addresses, node);
}

// What is demanded lies where register REG points: so does what REG was read from.
static void address_register(struct demand *d, uint32_t f, uint32_t reg)
{
    const struct ir_inst *def = reg == IR_NONE ? NULL : graph_definition(d, f, reg);
    for (; def; def = def->a == IR_NONE ? NULL : graph_definition(d, f, def->a)) {
        if (def->op == IR_LOAD)
            address_node(d, graph_node_at(d, f, def->a));
        if (def->op == IR_CALL)
            address_node(d, graph_node(d, NODE_RETURN,
                                d->program->function_of[d->program->functions.at[f].unit][def->ref], 0, NULL));
        if (def->op != IR_LOAD && def->op != IR_FIELD && def->op != IR_INDEX && def->op != IR_MOVE)
            return;
    }
}

static void demand_definition(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    if (inst->dst != *(uint32_t *)to)
        return;
    if (inst->op == IR_LOAD || inst->op == IR_LOAD_BITS) {
        struct node *node = graph_node_at(d, f, inst->a);
        // An address in memory is never forgotten: what decides about it need not be known.
        if (inst->type == IR_PTR && node && node->kind != NODE_LOCAL)
            address_node(d, node);
        else
            demand_node(d, node);
        address_register(d, f, inst->a);
    } else if (inst->op == IR_FIELD || inst->op == IR_INDEX) {
        address_register(d, f, inst->dst);
    } else if (inst->a != IR_NONE)
        demand_register(d, f, inst->a);
    if (inst->b != IR_NONE && inst->op != IR_INDEX)
        demand_register(d, f, inst->b);
    if (inst->op == IR_CALL)
        demand_node(d,
            graph_node(d, NODE_RETURN, d->program->function_of[d->program->functions.at[f].unit][inst->ref], 0, NULL));
}

static void demand_register(struct demand *d, uint32_t f, uint32_t reg)
{
    if (d->registers[f][reg])
        return;
    d->registers[f][reg] = 1;
    const struct definition *definition = &d->definitions[f][reg];
    if (definition->several)
        graph_each_inst(d, f, demand_definition, &reg);
    else if (definition->inst)
        demand_definition(d, f, definition->inst, &reg);
}

static void demand_condition(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    if (inst->op == IR_BRANCH || inst->op == IR_SWITCH)
        demand_register(d, f, inst->a);
}

static void demand_event_arguments(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    if (inst->op == IR_CALL && d->reach->is_event[d->program->function_of[d->program->functions.at[f].unit][inst->ref]])
        for (uint32_t i = 0; i < inst->count; i++)
            demand_register(d, f, graph_unit(d, f)->operands.at[inst->first + i]);
}

static void note_loaded(struct demand *d, uint32_t f, uint32_t reg)
{
    const struct ir_inst *def = reg == IR_NONE ? NULL : graph_definition(d, f, reg);
    while (def && def->op >= IR_TRUNC && def->op <= IR_MOVE)
        def = graph_definition(d, f, def->a);
    struct node *node = def && (def->op == IR_LOAD || def->op == IR_LOAD_BITS) ? graph_node_at(d, f, def->a) : NULL;
    if (node && def->type != IR_PTR)
        node->modelled = true;
}

// What is handed to a model, it reads.
static void note_arguments(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    if (inst->op == IR_CALL &&
        d->program->functions.at[d->program->function_of[d->program->functions.at[f].unit][inst->ref]].in_pack)
        for (uint32_t i = 0; i < inst->count; i++)
            note_loaded(d, f, graph_unit(d, f)->operands.at[inst->first + i]);
}

static void note_loads(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    struct node *node = inst->op == IR_LOAD || inst->op == IR_LOAD_BITS ? graph_node_at(d, f, inst->a) : NULL;
    if (node)
        node->modelled = true;
}

// Marks the variables that the index in register REG is made of.
static void mark_index(struct demand *d, uint32_t f, uint32_t reg, int depth)
{
    const struct ir_inst *def = reg == IR_NONE || depth == 0 ? NULL : graph_definition(d, f, reg);
    if (!def)
        return;
    if (def->op == IR_LOAD) {
        struct node *node = graph_node_at(d, f, def->a);
        if (node && node->kind == NODE_LOCAL)
            node->is_index = true;
    } else if (def->op >= IR_ADD && def->op != IR_CALL && def->op != IR_CALL_POINTER) {
        mark_index(d, f, def->a, depth - 1);
        mark_index(d, f, def->b, depth - 1);
    }
}

static void mark_indices(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    enum { DEPTH = 8 };
    (void)to;
    if (inst->op == IR_INDEX)
        mark_index(d, f, inst->b, DEPTH);
}

static void count_inst(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)d, (void)f, (void)inst;
    ++*(uint32_t *)to;
}

// What a small function returns is decided by its branches.
static void demand_decisions_of(struct demand *d, uint32_t f)
{
    uint32_t size = 0;
    graph_each_inst(d, f, count_inst, &size);
    if (size <= SMALL && !d->branches_done[f]++)
        graph_each_inst(d, f, demand_condition, NULL);
}

// Calls TO_NODE or TO_REGISTER for whatever writes NODE.
static void each_writer(struct demand *d, const struct node *node, void (*to_node)(struct demand *, struct node *),
    void (*to_register)(struct demand *, uint32_t f, uint32_t reg))
{
    for (size_t i = 0; i < node->writers.count; i++) {
        struct writer writer = node->writers.at[i];
        if (writer.from)
            to_node(d, writer.from);
        else
            to_register(d, writer.function, writer.reg);
    }
}

static void flow_addresses(struct demand *d)
{
    while (d->pending_addresses.count)
        each_writer(d, vec_pop(&d->pending_addresses), address_node, address_register);
}

static void flow(struct demand *d)
{
    while (d->pending.count) {
        struct node *node = vec_pop(&d->pending);
        each_writer(d, node, demand_node, demand_register);
        if (node->kind == NODE_RETURN)
            demand_decisions_of(d, node->function);
    }
}

// ---- what matters ----

static bool is_demanded_of_driver(const struct node *node)
{
    return node && node->demanded && (node->kind == NODE_GLOBAL || node->in_driver);
}

// Whether REG holds the address of something of the driver that is demanded: who keeps it may write there.
static bool is_demanded_address(struct demand *d, uint32_t f, uint32_t reg)
{
    const struct ir_inst *def = reg == IR_NONE ? NULL : graph_definition(d, f, reg);
    return def && (def->op == IR_FIELD || def->op == IR_GLOBAL) && is_demanded_of_driver(graph_node_at(d, f, reg));
}

// What F writes, or whose address it keeps or hands to a function, is demanded by an event: a member or a global of the
// driver. Whole structs are taken to hold something that is.
static bool writes_demanded(struct demand *d, uint32_t f, const struct ir_inst *inst)
{
    const struct node *node = NULL;
    if (inst->op == IR_STORE || inst->op == IR_STORE_BITS || inst->op == IR_COPY || inst->op == IR_ZERO)
        node = graph_node_at(d, f, inst->a);
    if (inst->op == IR_COPY && (!node || node->in_driver))
        return true;
    if (is_demanded_of_driver(node) && !(inst->op == IR_STORE && inst->type == IR_PTR))
        return true;
    if (inst->op == IR_STORE && is_demanded_address(d, f, inst->b))
        return true;
    for (uint32_t i = 0; inst->op == IR_CALL && i < inst->count; i++)
        if (is_demanded_of_driver(graph_node_at(d, f, graph_unit(d, f)->operands.at[inst->first + i])))
            return true;
    return false;
}

static bool matters_here(struct demand *d, uint32_t f, const struct ir_inst *inst)
{
    if (inst->op == IR_CALL && d->matters[d->program->function_of[d->program->functions.at[f].unit][inst->ref]])
        return true;
    return inst->op == IR_CALL_POINTER ? d->matters[f] : writes_demanded(d, f, inst);
}

// Demands the conditions in F that decide whether something in it that matters happens.
static void demand_deciders(struct demand *d, uint32_t f)
{
    const struct ir_unit *unit = graph_unit(d, f);
    const struct ir_function *body = graph_body(d, f);
    uint8_t *wanted = memory_new(body->blocks);
    for (uint32_t b = 0; b < body->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[body->first_block + b];
        for (uint32_t i = 0; i < block->count && !wanted[b]; i++)
            wanted[b] = matters_here(d, f, &unit->insts.at[block->first + i]);
    }
    if (!d->controls[f]) {
        d->controls[f] = control_new(unit, body);
        d->decides[f] = memory_new(body->blocks);
    }
    control_deciders(d->controls[f], wanted, d->decides[f]);
    for (uint32_t b = 0; b < body->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[body->first_block + b];
        if (d->decides[f][b])
            demand_condition(d, f, &unit->insts.at[block->first + block->count - 1], NULL);
    }
    free(wanted);
}

struct write_search {
    bool found;
};

static void find_write(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    struct write_search *search = to;
    search->found = search->found || writes_demanded(d, f, inst);
}

// Adds the functions that write what is demanded; true if there are new ones.
static bool add_writers(struct demand *d)
{
    bool added = false;
    for (uint32_t f = 0; f < d->program->functions.count; f++) {
        struct write_search search = {false};
        if (d->matters[f] || d->program->functions.at[f].in_pack)
            continue;
        graph_each_inst(d, f, find_write, &search);
        d->matters[f] = search.found;
        added |= search.found;
    }
    return reach_close(d->reach, d->matters) || added;
}

// The addresses behind what matters: where it is stored, which function is called, what a model gets.
static void address_effects(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    const struct node *node =
        inst->op == IR_STORE || inst->op == IR_STORE_BITS || inst->op == IR_COPY ? graph_node_at(d, f, inst->a) : NULL;
    if ((node && node->demanded) || (inst->op == IR_CALL_POINTER && d->matters[f]))
        address_register(d, f, inst->a);
}

static void hand_arguments(struct demand *d, uint32_t f, const struct ir_inst *inst, void *to)
{
    (void)to;
    if (inst->op == IR_CALL &&
        d->program->functions.at[d->program->function_of[d->program->functions.at[f].unit][inst->ref]].in_pack)
        for (uint32_t i = 0; i < inst->count; i++)
            address_register(d, f, graph_unit(d, f)->operands.at[inst->first + i]);
}

static void demand_all(struct demand *d)
{
    size_t n = d->program->functions.count;
    for (uint32_t f = 0; f < n; f++)
        d->matters[f] = d->reach->is_event[f] || d->reach->defers[f];
    reach_close(d->reach, d->matters);
    do {
        for (uint32_t f = 0; f < n; f++)
            if (d->matters[f] && d->program->functions.at[f].defined)
                demand_deciders(d, f);
        flow(d);
    } while (add_writers(d));
    for (uint32_t f = 0; f < n; f++)
        graph_each_inst(d, f, address_effects, NULL);
    flow_addresses(d);
    d->handing = true;
    for (uint32_t f = 0; f < n; f++)
        graph_each_inst(d, f, hand_arguments, NULL);
    flow_addresses(d);
}

static void collect_fields(struct demand *d)
{
    for (uint32_t u = 0; u < d->program->unit_count; u++) {
        const struct ir_unit *unit = d->program->units[u];
        for (size_t i = 0; i < unit->fields.count; i++) {
            const struct ir_field *field = &unit->fields.at[i];
            char *key = memory_format(
                "%s+%llu", ir_string(unit, unit->records.at[field->record].name), (unsigned long long)field->offset);
            struct fields *entry = NULL;
            HASH_FIND_STR(d->fields, key, entry);
            if (!entry) {
                entry = memory_new(sizeof *entry);
                entry->key = key;
                HASH_ADD_KEYPTR(hh, d->fields, entry->key, strlen(entry->key), entry);
            } else {
                free(key);
            }
            char name[MEMBER_NAME];
            graph_member_name(unit, field, name);
            vec_push(&entry->members, memory_text(name, strlen(name)));
        }
    }
}

struct demand *demand_new(const struct ir_program *program, const struct reach *reach)
{
    struct demand *d = memory_new(sizeof *d);
    size_t n = program->functions.count;
    d->program = program;
    d->reach = reach;
    d->branches_done = memory_new(n);
    d->matters = memory_new(n);
    d->controls = memory_new(n * sizeof *d->controls);
    d->decides = memory_new(n * sizeof *d->decides);
    d->registers = memory_new(n * sizeof *d->registers);
    d->definitions = memory_new(n * sizeof *d->definitions);
    for (uint32_t f = 0; f < n; f++) {
        d->registers[f] = memory_new(graph_body(d, f)->registers + 1);
        d->definitions[f] = memory_new((graph_body(d, f)->registers + 1) * sizeof **d->definitions);
        graph_each_inst(d, f, graph_add_definition, NULL);
    }
    collect_fields(d);
    for (uint32_t f = 0; f < n; f++)
        graph_each_inst(d, f, graph_collect_writers, NULL);
    for (uint32_t f = 0; f < n; f++) {
        if (program->functions.at[f].in_pack)
            graph_each_inst(d, f, note_loads, NULL);
        graph_each_inst(d, f, note_arguments, NULL);
        graph_each_inst(d, f, demand_event_arguments, NULL);
        graph_each_inst(d, f, mark_indices, NULL);
    }
    demand_all(d);
    return d;
}

void demand_free(struct demand *d)
{
    if (!d)
        return;
    struct node *node, *next;
    HASH_ITER(hh, d->nodes, node, next)
    {
        HASH_DEL(d->nodes, node);
        vec_free(&node->writers);
        free(node->key);
        free(node);
    }
    struct fields *field, *after;
    HASH_ITER(hh, d->fields, field, after)
    {
        HASH_DEL(d->fields, field);
        for (size_t i = 0; i < field->members.count; i++)
            free(field->members.at[i]);
        vec_free(&field->members);
        free(field->key);
        free(field);
    }
    for (size_t f = 0; f < d->program->functions.count; f++) {
        free(d->registers[f]);
        free(d->definitions[f]);
        free(d->decides[f]);
        control_free(d->controls[f]);
    }
    free(d->matters);
    free(d->controls);
    free(d->decides);
    free(d->definitions);
    free(d->registers);
    free(d->branches_done);
    vec_free(&d->pending);
    vec_free(&d->pending_addresses);
    free(d);
}

static const struct node *find_node(const struct demand *d, const char *key)
{
    struct node *node = NULL;
    HASH_FIND_STR(d->nodes, key, node);
    return node;
}

static enum demand_of_field demand_of_node(const struct demand *d, const char *key)
{
    const struct node *node = find_node(d, key);
    if (!node)
        return FIELD_IDLE;
    if (node->demanded || node->modelled || node->addressed)
        return FIELD_DEMANDED;
    return node->handed ? FIELD_HANDED : FIELD_IDLE;
}

enum demand_of_field demand_of_field(
    const struct demand *d, const struct ir_unit *unit, uint32_t record, int64_t offset)
{
    char key[512];
    struct fields *field = NULL;
    snprintf(key, sizeof key, "%s+%lld", ir_string(unit, unit->records.at[record].name), (long long)offset);
    HASH_FIND_STR(d->fields, key, field);
    enum demand_of_field demand = FIELD_UNNAMED;
    for (size_t i = 0; field && i < field->members.count; i++) {
        snprintf(key, sizeof key, "m%s", field->members.at[i]);
        enum demand_of_field own = demand_of_node(d, key);
        demand = own > demand ? own : demand;
    }
    return demand;
}

enum demand_of_field demand_of_record(const struct demand *d, const struct ir_unit *unit, uint32_t record)
{
    const char *name = ir_string(unit, unit->records.at[record].name);
    size_t length = strlen(name);
    enum demand_of_field demand = FIELD_UNNAMED;
    for (struct fields *field = d->fields; field; field = field->hh.next) {
        if (strncmp(field->key, name, length) != 0 || field->key[length] != '+')
            continue;
        enum demand_of_field own = demand_of_field(d, unit, record, atoll(field->key + length + 1));
        demand = own > demand ? own : demand;
    }
    return demand;
}

enum demand_of_field demand_of_global(const struct demand *d, uint32_t global)
{
    char key[32];
    snprintf(key, sizeof key, "g0.%u", global);
    return demand_of_node(d, key);
}

const uint8_t *demand_matters(const struct demand *d)
{
    return d->matters;
}

bool demand_is_index(const struct demand *d, uint32_t function, uint32_t slot)
{
    char key[32];
    snprintf(key, sizeof key, "l%u.%u", function, slot);
    const struct node *node = find_node(d, key);
    return node && node->is_index;
}

enum demand_of_field demand_of_local(const struct demand *d, uint32_t function, uint32_t slot)
{
    char key[32];
    snprintf(key, sizeof key, "l%u.%u", function, slot);
    return demand_is_index(d, function, slot) ? FIELD_DEMANDED : demand_of_node(d, key);
}
