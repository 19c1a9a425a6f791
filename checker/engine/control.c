// Control dependence by postdominator sets.
#include "engine/control.h"

#include <stdlib.h>

#include "support/memory.h"

struct control {
    const struct ir_unit *unit;
    const struct ir_function *function;
    uint32_t words;
    uint64_t *after; // [block]: the set of blocks that every way from the block to the end goes through
};

static const struct ir_block *block_at(const struct control *c, uint32_t b)
{
    return &c->unit->blocks.at[c->function->first_block + b];
}

static uint64_t *set_of(const struct control *c, uint32_t b)
{
    return c->after + (size_t)b * c->words;
}

static bool has(const uint64_t *set, uint32_t b)
{
    return set[b / 64] >> (b % 64) & 1;
}

typedef void visit_block(void *to, uint32_t block);

static void each_successor(const struct control *c, uint32_t b, visit_block *visit, void *to)
{
    const struct ir_block *block = block_at(c, b);
    const struct ir_inst *last = &c->unit->insts.at[block->first + block->count - 1];
    if (last->op == IR_JUMP || last->op == IR_BRANCH)
        visit(to, last->t);
    if (last->op == IR_BRANCH || (last->op == IR_SWITCH && last->f != IR_NONE))
        visit(to, last->f);
    for (uint32_t i = 0; last->op == IR_SWITCH && i < last->count; i++)
        visit(to, c->unit->cases.at[last->first + i].block);
    if (block->handler != IR_NONE)
        visit(to, block->handler);
}

struct meet {
    const struct control *control;
    uint64_t *set;
    bool any;
};

static void meet_block(void *to, uint32_t b)
{
    struct meet *m = to;
    const uint64_t *other = set_of(m->control, b);
    for (uint32_t w = 0; w < m->control->words; w++)
        m->set[w] = m->any ? m->set[w] & other[w] : other[w];
    m->any = true;
}

// Recomputes the set of block B from those of its successors; true if it shrank.
static bool update(const struct control *c, uint32_t b, uint64_t *scratch)
{
    memset(scratch, 0, c->words * sizeof *scratch);
    struct meet m = {c, scratch, false};
    each_successor(c, b, meet_block, &m);
    scratch[b / 64] |= 1ull << (b % 64);
    uint64_t *set = set_of(c, b);
    bool changed = memcmp(set, scratch, c->words * sizeof *scratch) != 0;
    memcpy(set, scratch, c->words * sizeof *scratch);
    return changed;
}

struct control *control_new(const struct ir_unit *unit, const struct ir_function *function)
{
    struct control *c = memory_new(sizeof *c);
    c->unit = unit;
    c->function = function;
    c->words = (function->blocks + 63) / 64;
    c->after = memory_new((size_t)function->blocks * c->words * sizeof *c->after);
    memset(c->after, 0xff, (size_t)function->blocks * c->words * sizeof *c->after);
    uint64_t *scratch = memory_new(c->words * sizeof *scratch);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = function->blocks; b-- > 0;)
            changed |= update(c, b, scratch);
    }
    free(scratch);
    return c;
}

void control_free(struct control *control)
{
    if (!control)
        return;
    free(control->after);
    free(control);
}

struct search {
    const struct control *control;
    uint32_t from;
    const uint8_t *wanted, *decides;
    bool found;
};

// A block depends on the branch if it comes after one successor for certain, but not after the branch itself.
static void look_behind(void *to, uint32_t successor)
{
    struct search *s = to;
    const uint64_t *after = set_of(s->control, successor), *own = set_of(s->control, s->from);
    for (uint32_t b = 0; b < s->control->function->blocks && !s->found; b++)
        if ((s->wanted[b] || s->decides[b]) && has(after, b) && (b == s->from || !has(own, b)))
            s->found = true;
}

void control_deciders(const struct control *control, const uint8_t *wanted, uint8_t *decides)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = 0; b < control->function->blocks; b++) {
            struct search s = {control, b, wanted, decides, false};
            if (decides[b])
                continue;
            each_successor(control, b, look_behind, &s);
            changed |= s.found;
            decides[b] = s.found;
        }
    }
}
