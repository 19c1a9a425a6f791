// What may still be read: the loads that are in the slice of what control can get to. What is only read to be written
// where nobody asks later (a counter, a copy that an initialization looked at) is not.
#include "engine/later.h"

#include "engine/control.h"
#include "engine/slice_parts.h"

#include <stdlib.h>

struct later {
    struct slice *slice;
    uint8_t *reads; // [place]
    uint8_t *insides; // [place]: so is all that lies in it
    uint8_t **within; // while it is made: [body][inst - first_inst]: control can get there
    uint8_t *entered; // [body]
    uint8_t *blocks; // [block of the first body]
    VEC(uint32_t) pending; // bodies
    VEC(uint32_t) pending_blocks; // of the first body
};

// ---- where control gets to ----

static void enter(struct later *l, uint32_t body)
{
    if (body == IR_NONE || l->entered[body])
        return;
    l->entered[body] = 1;
    vec_push(&l->pending, body);
}

static void get_to(struct later *l, struct site site)
{
    const struct body *body = slice_body(l->slice, site.body);
    const struct ir_inst *inst = places_inst(body, site.inst);
    uint32_t at = site.inst - body->first_inst;
    l->within[site.body][at] = 1;
    if (!l->slice->parts.at[site.body].needed[at])
        return;
    if (inst->op == IR_CALL && places_kind(l->slice->places, body, inst) == CALL_BODY) {
        enter(l, body->callees[at]);
    } else if (inst->op == IR_CALL_POINTER) {
        const struct targets *targets = places_targets(l->slice->places, site);
        for (size_t i = 0; i < targets->bodies.count; i++)
            enter(l, targets->bodies.at[i]);
    }
}

static void go_to_block(void *to, uint32_t block)
{
    struct later *l = to;
    if (l->blocks[block])
        return;
    l->blocks[block] = 1;
    vec_push(&l->pending_blocks, block);
}

static void get_to_block(struct later *l, uint32_t b, uint32_t block, uint32_t from)
{
    const struct body *body = slice_body(l->slice, b);
    const struct ir_block *at = &body->unit->blocks.at[body->shape->first_block + block];
    for (uint32_t i = from; i < at->first + at->count; i++)
        get_to(l, (struct site){b, i});
    control_each_successor(body->unit, body->shape, block, go_to_block, l);
}

static void get_to_rest(struct later *l, uint32_t b, uint32_t inst)
{
    const struct body *body = slice_body(l->slice, b);
    for (uint32_t k = 0; k < body->shape->blocks; k++) {
        const struct ir_block *block = &body->unit->blocks.at[body->shape->first_block + k];
        if (inst >= block->first && inst < block->first + block->count)
            get_to_block(l, b, k, inst + 1);
    }
    while (l->pending_blocks.count) {
        uint32_t block = vec_pop(&l->pending_blocks);
        get_to_block(l, b, block, body->unit->blocks.at[body->shape->first_block + block].first);
    }
}

static void get_to_all(struct later *l, uint32_t first, uint32_t inst)
{
    get_to_rest(l, first, inst);
    while (l->pending.count) {
        uint32_t b = vec_pop(&l->pending);
        const struct body *body = slice_body(l->slice, b);
        for (uint32_t i = 0; i < body->inst_count; i++)
            get_to(l, (struct site){b, body->first_inst + i});
    }
}

// ---- what is read there ----

// PLACE is read, so that what it lies in is.
static void read_place(struct later *l, uint32_t place)
{
    const struct places *places = l->slice->places;
    place = places_find(places, place);
    if (l->reads[place])
        return;
    l->reads[place] = 1;
    uint32_t last = places->all.at[place].around;
    for (uint32_t k = last; k; k = places->links.at[k].next == last ? 0 : places->links.at[k].next)
        read_place(l, places->links.at[k].place);
}

static void read_inside(struct later *l, uint32_t place)
{
    const struct places *places = l->slice->places;
    place = places_find(places, place);
    if (l->insides[place])
        return;
    l->insides[place] = 1;
    read_place(l, place);
    for (uint32_t k = places->all.at[place].members; k; k = places->links.at[k].next)
        read_inside(l, places->links.at[k].place);
    uint32_t last = places->all.at[place].inside;
    for (uint32_t k = last; k; k = places->links.at[k].next == last ? 0 : places->links.at[k].next)
        read_inside(l, places->links.at[k].place);
}

static void read_by_call(struct later *l, const struct body *body, const struct ir_inst *inst)
{
    const uint32_t *operands = body->unit->operands.at + inst->first;
    enum call_kind kind = places_kind(l->slice->places, body, inst);
    for (uint32_t i = 0; kind == CALL_READ && i < inst->count && i < 2; i++)
        read_inside(l, slice_target(l->slice, body, operands[i]));
    if (kind == CALL_COPY && inst->count > 1)
        read_inside(l, slice_target(l->slice, body, operands[1]));
}

static void read_by(struct later *l, const struct body *body, const struct ir_inst *inst)
{
    if (inst->op == IR_LOAD || inst->op == IR_LOAD_BITS) {
        uint32_t place = slice_target(l->slice, body, inst->a);
        if (slice_reads_bytes(l->slice, body, inst))
            read_inside(l, place);
        else
            read_place(l, place);
    } else if (inst->op == IR_COPY) {
        read_inside(l, slice_target(l->slice, body, inst->b));
    } else if (inst->op == IR_CALL) {
        read_by_call(l, body, inst);
    }
}

static void read_all(struct later *l)
{
    struct slice *rest = slice_of_rest(l->slice, l->within);
    for (uint32_t b = 0; b < rest->parts.count; b++) {
        const struct body *body = slice_body(l->slice, b);
        for (uint32_t i = 0; i < body->inst_count; i++)
            if (rest->parts.at[b].needed[i])
                read_by(l, body, places_inst(body, body->first_inst + i));
    }
    slice_of_rest_free(rest);
}

// ---- made and asked ----

struct later *later_new(struct slice *slice, uint32_t function, uint32_t inst)
{
    uint32_t first = slice->places->body_of[function];
    if (first == IR_NONE)
        return NULL;
    struct later *l = memory_new(sizeof *l);
    size_t bodies = slice->places->bodies.count;
    l->slice = slice;
    l->reads = memory_new(slice->places->all.count);
    l->insides = memory_new(slice->places->all.count);
    l->entered = memory_new(bodies);
    l->blocks = memory_new(slice_body(slice, first)->shape->blocks + 1);
    l->within = memory_new(bodies * sizeof *l->within);
    for (uint32_t b = 0; b < bodies; b++)
        l->within[b] = memory_new(slice_body(slice, b)->inst_count + 1);
    get_to_all(l, first, inst);
    read_all(l);
    for (uint32_t b = 0; b < bodies; b++)
        free(l->within[b]);
    free(l->within);
    return l;
}

void later_free(struct later *l)
{
    if (!l)
        return;
    free(l->reads);
    free(l->insides);
    free(l->entered);
    free(l->blocks);
    vec_free(&l->pending);
    vec_free(&l->pending_blocks);
    free(l);
}

bool later_reads(const struct later *l, uint32_t place)
{
    return l->reads[place];
}
