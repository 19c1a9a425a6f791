// Control dependence by the tree of immediate postdominators.
// (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001, on the reversed graph.)
#include "engine/control.h"

#include <stdlib.h>

typedef VEC(uint32_t) blocks;

struct control {
    const struct ir_unit *unit;
    const struct ir_function *function;
    uint32_t end;        // the number of the virtual block behind all others
    blocks *to, *from;   // [block]: successors, predecessors
    blocks order;        // postorder of the reversed graph: the end comes last
    uint32_t *number;    // [block]: its place in `order`
    uint32_t *after;     // [block]: immediate postdominator
    blocks *deciders;    // [block]
};

void control_each_successor(
    const struct ir_unit *unit, const struct ir_function *function, uint32_t b, control_visit *visit, void *to)
{
    const struct ir_block *block = &unit->blocks.at[function->first_block + b];
    const struct ir_inst *last = &unit->insts.at[block->first + block->count - 1];
    if (last->op == IR_JUMP || last->op == IR_BRANCH)
        visit(to, last->t);
    if (last->op == IR_BRANCH || (last->op == IR_SWITCH && last->f != IR_NONE))
        visit(to, last->f);
    for (uint32_t i = 0; last->op == IR_SWITCH && i < last->count; i++)
        visit(to, unit->cases.at[last->first + i].block);
    if (block->handler != IR_NONE)
        visit(to, block->handler);
}

// ---- the graph ----

struct edge_visit {
    struct control *control;
    uint32_t from;
};

static void add_edge(void *to, uint32_t b)
{
    struct edge_visit *v = to;
    vec_push(&v->control->to[v->from], b);
    vec_push(&v->control->from[b], v->from);
}

struct walk_step {
    uint32_t block, next;
};

// Appends to `order` the blocks that lead to B and were not met, each after what leads to it.
static void walk_back(struct control *c, uint32_t b, uint8_t *met)
{
    VEC(struct walk_step) stack = {0};
    if (met[b]++)
        return;
    vec_push(&stack, (struct walk_step){b, 0});
    while (stack.count) {
        size_t top = stack.count - 1;
        uint32_t block = stack.at[top].block;
        if (stack.at[top].next < c->from[block].count) {
            uint32_t before = c->from[block].at[stack.at[top].next++];
            if (!met[before]++)
                vec_push(&stack, (struct walk_step){before, 0});
            continue;
        }
        vec_push(&c->order, block);
        stack.count--;
    }
    vec_free(&stack);
}

// Blocks from which no way leads to the end are taken to have one: a loop that nothing leaves.
static void make_graph(struct control *c)
{
    for (uint32_t b = 0; b < c->end; b++) {
        struct edge_visit v = {c, b};
        control_each_successor(c->unit, c->function, b, add_edge, &v);
        if (!c->to[b].count)
            add_edge(&v, c->end);
    }
    uint8_t *met = memory_new(c->end + 1);
    walk_back(c, c->end, met);
    for (uint32_t b = 0; b < c->end; b++)
        if (!met[b])
            add_edge(&(struct edge_visit){c, b}, c->end);
    memset(met, 0, c->end + 1);
    vec_clear(&c->order);
    walk_back(c, c->end, met);
    for (uint32_t i = 0; i < c->order.count; i++)
        c->number[c->order.at[i]] = i;
    free(met);
}

// ---- postdominators ----

static uint32_t meet(const struct control *c, uint32_t a, uint32_t b)
{
    while (a != b) {
        while (c->number[a] < c->number[b])
            a = c->after[a];
        while (c->number[b] < c->number[a])
            b = c->after[b];
    }
    return a;
}

static bool update(struct control *c, uint32_t b)
{
    uint32_t after = IR_NONE;
    for (size_t i = 0; i < c->to[b].count; i++) {
        uint32_t next = c->to[b].at[i];
        if (c->after[next] != IR_NONE)
            after = after == IR_NONE ? next : meet(c, after, next);
    }
    bool changed = c->after[b] != after;
    c->after[b] = after;
    return changed;
}

static void find_after(struct control *c)
{
    for (uint32_t b = 0; b < c->end; b++)
        c->after[b] = IR_NONE;
    c->after[c->end] = c->end;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = c->order.count - 1; i-- > 0;)
            changed |= update(c, c->order.at[i]);
    }
}

static void find_deciders(struct control *c)
{
    for (uint32_t b = 0; b < c->end; b++)
        for (size_t i = 0; c->to[b].count > 1 && i < c->to[b].count; i++)
            for (uint32_t at = c->to[b].at[i]; at != c->after[b] && at != c->end; at = c->after[at])
                if (!c->deciders[at].count || vec_last(&c->deciders[at]) != b)
                    vec_push(&c->deciders[at], b);
}

struct control *control_new(const struct ir_unit *unit, const struct ir_function *function)
{
    struct control *c = memory_new(sizeof *c);
    c->unit = unit;
    c->function = function;
    c->end = function->blocks;
    size_t n = (size_t)c->end + 1;
    c->to = memory_new(n * sizeof *c->to);
    c->from = memory_new(n * sizeof *c->from);
    c->number = memory_new(n * sizeof *c->number);
    c->after = memory_new(n * sizeof *c->after);
    c->deciders = memory_new(n * sizeof *c->deciders);
    make_graph(c);
    find_after(c);
    find_deciders(c);
    return c;
}

void control_free(struct control *control)
{
    if (!control)
        return;
    for (uint32_t b = 0; b <= control->end; b++) {
        vec_free(&control->to[b]);
        vec_free(&control->from[b]);
        vec_free(&control->deciders[b]);
    }
    free(control->to);
    free(control->from);
    free(control->number);
    free(control->after);
    free(control->deciders);
    vec_free(&control->order);
    free(control);
}

uint32_t control_after(const struct control *control, uint32_t block)
{
    uint32_t after = control->after[block];
    return after == control->end ? IR_NONE : after;
}

const uint32_t *control_deciders(const struct control *control, uint32_t block, uint32_t *count)
{
    *count = (uint32_t)control->deciders[block].count;
    return control->deciders[block].at;
}
