// The backward slice: what is needed for what, until nothing new is.
#include "engine/slice.h"

#include "engine/control.h"
#include "engine/later.h"
#include "engine/signature.h"
#include "engine/slice_parts.h"

#include <stdlib.h>

// ---- marking ----

// Whether control does not get to INST of BODY any more.
static bool is_over(const struct slice *s, uint32_t body, uint32_t inst)
{
    return s->within && !s->within[body][inst - slice_body(s, body)->first_inst];
}

static void need(struct slice *s, uint32_t body, uint32_t inst, enum need how)
{
    uint8_t *needed = &s->parts.at[body].needed[inst - slice_body(s, body)->first_inst];
    if (*needed >= how || is_over(s, body, inst))
        return;
    *needed = how;
    vec_push(&s->pending, (struct site){body, inst});
}

static void make_relevant(struct slice *s, uint32_t place)
{
    place = places_find(s->places, place);
    if (s->relevant[place] || !s->named[place])
        return;
    s->relevant[place] = RELEVANT;
    vec_push(&s->pending_places, place);
}

// What BODY returns is needed. If it is long, and neither writes nor reads what matters, it is a status that comes from
// elsewhere: any.
static void want_result(struct slice *s, uint32_t b)
{
    const struct body *body = slice_body(s, b);
    struct part *part = &s->parts.at[b];
    part->wanted = true;
    if (body->inst_count <= SIMPLE || part->effects.count || part->reads == READS_SOMETHING ||
        s->program->functions.at[body->function].in_pack)
        make_relevant(s, body->result);
}

// What is called through a pointer returns something that is needed: to the driver always; to models what does something
// that matters.
static void want_results(struct slice *s, struct site site)
{
    const struct targets *callees = places_targets(s->places, site);
    bool own = !s->program->functions.at[slice_body(s, site.body)->function].in_pack;
    for (size_t i = 0; i < callees->bodies.count; i++) {
        struct part *part = &s->parts.at[callees->bodies.at[i]];
        part->awaited = true;
        if (own || part->effects.count || s->wish.all_results)
            want_result(s, callees->bodies.at[i]);
    }
}

static void need_register(struct slice *s, uint32_t b, uint32_t reg, enum need how)
{
    const struct body *body = slice_body(s, b);
    if (reg == IR_NONE || s->parts.at[b].registers[reg] >= how)
        return;
    s->parts.at[b].registers[reg] = how;
    const struct shape *shape = slice_shape(s, body);
    for (uint32_t def = shape->first_def[reg]; def; def = shape->next_def[def - 1]) {
        const struct ir_inst *inst = places_inst(body, body->first_inst + def - 1);
        need(s, b, body->first_inst + def - 1, how);
        if (inst->op == IR_CALL && body->callees[def - 1] != IR_NONE)
            want_result(s, body->callees[def - 1]);
        if (inst->op == IR_CALL_POINTER)
            want_results(s, (struct site){b, body->first_inst + def - 1});
    }
}

// ---- effects ----

bool slice_is_own_local(const struct slice *s, const struct body *body, uint32_t place)
{
    bool own = false;
    for (uint32_t i = 0; i < body->shape->locals; i++)
        own |= places_find(s->places, body->first_local + i) == place;
    for (uint32_t i = 0; i < body->shape->params && own; i++)
        own = places_target(s->places, body->first_local + i) != place;
    return own;
}

static void add_effect(struct slice *s, uint32_t b, uint32_t place);

static void add_effect_to_callers(struct slice *s, uint32_t b, uint32_t place)
{
    const struct body *body = slice_body(s, b);
    for (size_t i = 0; i < body->callers.count; i++) {
        struct site caller = body->callers.at[i];
        if (is_over(s, caller.body, caller.inst))
            continue;
        need(s, caller.body, caller.inst, NEED_ALWAYS);
        add_effect(s, caller.body, place);
    }
}

// Body B writes the class PLACE, which matters; or EVENT.
static void add_effect(struct slice *s, uint32_t b, uint32_t place)
{
    struct part *part = &s->parts.at[b];
    const struct body *body = slice_body(s, b);
    for (size_t i = 0; i < part->effects.count; i++)
        if (part->effects.at[i] == place)
            return;
    if (place != EVENT && place != FREED && (slice_is_own_local(s, body, place) || !s->named[place]))
        return;
    vec_push(&part->effects, place);
    s->matters[body->function] = true;
    if (part->wanted || part->awaited)
        want_result(s, b);
    if (!s->idle[body->function])
        add_effect_to_callers(s, b, place);
}

// ---- what an instruction needs ----

static void read_inside(struct slice *s, uint32_t place)
{
    place = places_find(s->places, place);
    if (s->relevant[place] & READ_INSIDE)
        return;
    make_relevant(s, place);
    s->relevant[place] |= READ_INSIDE;
    for (uint32_t l = s->places->all.at[place].members; l; l = s->places->links.at[l].next)
        read_inside(s, s->places->links.at[l].place);
    uint32_t last = s->places->all.at[place].inside;
    for (uint32_t l = last; l; l = s->places->links.at[l].next == last ? 0 : s->places->links.at[l].next)
        read_inside(s, s->places->links.at[l].place);
}

bool slice_reads_bytes(struct slice *s, const struct body *body, const struct ir_inst *inst)
{
    const struct ir_inst *def = slice_definition(slice_shape(s, body), body, inst->a);
    if (!def || def->op == IR_INDEX)
        return inst->type == IR_I8;
    return def->op == IR_LOCAL && body->unit->locals.at[body->shape->first_local + def->ref].type == IR_VOID;
}

static void need_arguments(struct slice *s, uint32_t b, const struct ir_inst *inst, enum need how)
{
    const struct body *body = slice_body(s, b);
    for (uint32_t i = 0; i < inst->count; i++)
        need_register(s, b, body->unit->operands.at[inst->first + i], how);
}

static void look_at_call(struct slice *s, uint32_t b, const struct ir_inst *inst, enum need how)
{
    const struct body *body = slice_body(s, b);
    const uint32_t *operands = body->unit->operands.at + inst->first;
    switch (places_kind(s->places, body, inst)) {
    case CALL_BODY: {
        uint32_t function = places_callee(s->places, body, inst);
        const struct ir_program_function *f = &s->program->functions.at[function];
        const struct ir_function *shape = &s->program->units[f->unit]->functions.at[f->function];
        for (uint32_t i = shape->params; shape->variadic && i < inst->count; i++)
            need_register(s, b, operands[i], how);
        break;
    }
    case CALL_EVENT:
        need_arguments(s, b, inst, how);
        add_effect(s, b, EVENT);
        break;
    case CALL_READ:
        need_arguments(s, b, inst, how);
        for (uint32_t i = 0; i < inst->count && i < 2; i++)
            read_inside(s, slice_target(s, body, operands[i]));
        break;
    case CALL_FREE: // what was there is lost
        need_arguments(s, b, inst, how);
        add_effect(s, b, FREED);
        break;
    case CALL_COPY:
    case CALL_FILL:
        need_arguments(s, b, inst, how);
        if (inst->count > 1 && places_kind(s->places, body, inst) == CALL_COPY)
            read_inside(s, slice_target(s, body, operands[1]));
        if (inst->count)
            add_effect(s, b, slice_target(s, body, operands[0]));
        break;
    case CALL_BLUR:
        break;
    case CALL_UNKNOWN:
    case CALL_VALUE:
    case CALL_ALLOCATE:
    case CALL_GIVEN:
    case CALL_ENTRY:
    case CALL_RAISE:
    case CALL_END:
    case CALL_ASSUME:
        need_arguments(s, b, inst, how);
    }
}

// The calls in COUNT instructions of body B from FIRST that may raise an exception are needed, with what they call.
static void need_raises(struct slice *s, uint32_t b, uint32_t first, uint32_t count)
{
    const struct body *body = slice_body(s, b);
    for (uint32_t i = first; i < first + count; i++) {
        const struct ir_inst *inst = places_inst(body, i);
        if (inst->op != IR_CALL || !s->reach->raises[places_callee(s->places, body, inst)] ||
            s->parts.at[b].needed[i - body->first_inst] == NEED_RAISES || is_over(s, b, i))
            continue;
        need(s, b, i, NEED_RAISES);
        uint32_t callee = body->callees[i - body->first_inst];
        if (callee != IR_NONE)
            need_raises(s, callee, slice_body(s, callee)->first_inst, slice_body(s, callee)->inst_count);
    }
}

// An exception in BLOCK is a way to its handler.
static void need_exceptions(struct slice *s, uint32_t b, uint32_t block)
{
    const struct body *body = slice_body(s, b);
    const struct ir_block *at = &body->unit->blocks.at[body->shape->first_block + block];
    if (at->handler != IR_NONE)
        need_raises(s, b, at->first, at->count);
}

static void need_deciders(struct slice *s, struct site site)
{
    const struct body *body = slice_body(s, site.body);
    const struct shape *shape = slice_shape(s, body);
    uint32_t count;
    const uint32_t *deciders = control_deciders(shape->control, shape->block_of[site.inst - body->first_inst], &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_block *block = &body->unit->blocks.at[body->shape->first_block + deciders[i]];
        need(s, site.body, block->first + block->count - 1, NEED_ALWAYS);
        need_exceptions(s, site.body, deciders[i]);
    }
}

static void look_at(struct slice *s, struct site site)
{
    const struct body *body = slice_body(s, site.body);
    const struct ir_inst *inst = places_inst(body, site.inst);
    enum need how = (enum need)s->parts.at[site.body].needed[site.inst - body->first_inst];
    how = how > NEED_ALWAYS ? NEED_ALWAYS : how;
    need_register(s, site.body, inst->a, how);
    need_register(s, site.body, inst->b, how);
    switch ((enum ir_op)inst->op) {
    case IR_LOAD:
    case IR_LOAD_BITS:
        if (slice_reads_bytes(s, body, inst))
            read_inside(s, slice_target(s, body, inst->a));
        else
            make_relevant(s, slice_target(s, body, inst->a));
        break;
    case IR_COPY:
        read_inside(s, slice_target(s, body, inst->b));
        add_effect(s, site.body, slice_target(s, body, inst->a));
        break;
    case IR_STORE:
    case IR_STORE_BITS:
    case IR_ZERO:
    case IR_VA_START:
        add_effect(s, site.body, slice_target(s, body, inst->a));
        break;
    case IR_CALL:
        look_at_call(s, site.body, inst, how);
        break;
    case IR_CALL_POINTER:
        if (how == NEED_ALWAYS) // else what is called needs none
            need_arguments(s, site.body, inst, how);
        break;
    default: // registers alone
        break;
    }
    if (how == NEED_ALWAYS)
        need_deciders(s, site);
}

// ---- the flow ----

// RECORD: what matters is a member of it; IR_NONE: it is not told.
static void need_writers(struct slice *s, uint32_t writer, uint32_t record)
{
    for (; writer; writer = s->writers.at[writer].next) {
        struct writer w = s->writers.at[writer];
        const struct ir_inst *inst = places_inst(slice_body(s, w.site.body), w.site.inst);
        if (w.record != IR_NONE && record != IR_NONE && w.record != record)
            continue;
        if (w.argument == IR_NONE)
            need(s, w.site.body, w.site.inst, NEED_ALWAYS);
        else
            need_register(
                s, w.site.body, slice_body(s, w.site.body)->unit->operands.at[inst->first + w.argument], NEED_ALWAYS);
    }
}

static bool is_held(const struct slice *s, uint32_t place, uint32_t record)
{
    for (uint32_t h = s->held_of[place]; h; h = s->held.at[h].next)
        if (s->held.at[h].record == record || s->held.at[h].record == IR_NONE)
            return true;
    return false;
}

// PLACE, or a member of RECORD in it, matters: so does who writes it as a whole.
static void hold(struct slice *s, uint32_t place, uint32_t record)
{
    place = places_find(s->places, place);
    if (!s->named[place] || is_held(s, place, record))
        return;
    bool first = !s->held_of[place];
    vec_push(&s->held, (struct held){s->held_of[place], record});
    s->held_of[place] = (uint32_t)s->held.count - 1;
    need_writers(s, s->fillers_of[place], record);
    uint32_t last = first ? s->places->all.at[place].around : 0;
    for (uint32_t l = last; l; l = s->places->links.at[l].next == last ? 0 : s->places->links.at[l].next)
        hold(s, s->places->links.at[l].place, s->places->links.at[l].record);
}

// Whether what register REG of body B is made of is needed or matters anyway.
static bool is_about_needed(struct slice *s, uint32_t b, uint32_t reg, int depth)
{
    const struct body *body = slice_body(s, b);
    const struct ir_inst *def = depth ? slice_definition(slice_shape(s, body), body, reg) : NULL;
    if (reg == IR_NONE || !def)
        return false;
    if (s->parts.at[b].registers[reg] && def->op != IR_CONST)
        return true;
    if (def->op == IR_LOAD || def->op == IR_LOAD_BITS)
        return s->relevant[slice_target(s, body, def->a)];
    return def->op >= IR_ADD && def->op < IR_CALL &&
           (is_about_needed(s, b, def->a, depth - 1) || is_about_needed(s, b, def->b, depth - 1));
}

// Whether body B, or what it calls, reads memory that matters and is not its own.
static bool reads_relevant(struct slice *s, uint32_t b)
{
    const struct body *body = slice_body(s, b);
    struct part *part = &s->parts.at[b];
    if (part->reads != READS_UNKNOWN)
        return part->reads == READS_SOMETHING;
    part->reads = READS_NOTHING;
    for (uint32_t i = 0; i < body->inst_count && part->reads == READS_NOTHING; i++) {
        const struct ir_inst *inst = places_inst(body, body->first_inst + i);
        bool reads = false;
        if (inst->op == IR_LOAD || inst->op == IR_LOAD_BITS)
            reads = s->relevant[slice_target(s, body, inst->a)] && s->shared[slice_target(s, body, inst->a)];
        else if (inst->op == IR_CALL && body->callees[i] != IR_NONE)
            reads = reads_relevant(s, body->callees[i]);
        part->reads = reads ? READS_SOMETHING : part->reads;
    }
    return part->reads == READS_SOMETHING;
}

// Results that are wanted of functions that read what has come to matter; true if one is new.
static bool need_results(struct slice *s)
{
    for (size_t b = 0; b < s->parts.count; b++)
        if (s->parts.at[b].reads == READS_NOTHING)
            s->parts.at[b].reads = READS_UNKNOWN;
    for (uint32_t b = 0; b < s->parts.count; b++)
        if (s->parts.at[b].wanted && reads_relevant(s, b))
            want_result(s, b);
    return s->pending_places.count > 0;
}

// An assumption about what matters matters; true if one is new.
static bool need_assumptions(struct slice *s)
{
    enum { DEPTH = 8 }; // of the assumed expression
    for (uint32_t b = 0; b < s->places->bodies.count; b++) {
        const struct body *body = slice_body(s, b);
        for (uint32_t i = 0; i < body->inst_count; i++) {
            const struct ir_inst *inst = places_inst(body, body->first_inst + i);
            if (inst->op == IR_CALL && inst->count && places_kind(s->places, body, inst) == CALL_ASSUME &&
                !s->parts.at[b].needed[i] && is_about_needed(s, b, body->unit->operands.at[inst->first], DEPTH))
                need(s, b, body->first_inst + i, NEED_ALWAYS);
        }
    }
    return s->pending.count > 0;
}

static void flow(struct slice *s)
{
    while (s->pending.count || s->pending_places.count) {
        if (s->pending.count) {
            look_at(s, vec_pop(&s->pending));
            continue;
        }
        uint32_t place = vec_pop(&s->pending_places);
        need_writers(s, s->writers_of[place], IR_NONE);
        hold(s, place, IR_NONE);
    }
}

static void need_events(struct slice *s)
{
    for (uint32_t b = 0; b < s->places->bodies.count; b++) {
        const struct body *body = slice_body(s, b);
        for (uint32_t i = 0; i < body->inst_count; i++) {
            const struct ir_inst *inst = places_inst(body, body->first_inst + i);
            enum call_kind kind = inst->op == IR_CALL ? places_kind(s->places, body, inst) : CALL_VALUE;
            if (kind == CALL_EVENT)
                need(s, b, body->first_inst + i, NEED_ALWAYS);
            if (inst->op == IR_CALL_POINTER && s->program->functions.at[body->function].in_pack)
                need(s, b, body->first_inst + i, NEED_MET); // what the driver returns from is told by the call
        }
    }
}

static void need_points(struct slice *s)
{
    for (uint32_t b = 0; b < s->places->bodies.count; b++)
        for (size_t i = 0; i < s->wish.point_count; i++)
            if (s->wish.points[i].function == slice_body(s, b)->function)
                need(s, b, s->wish.points[i].inst, NEED_ALWAYS);
}

void slice_flow(struct slice *s)
{
    need_events(s);
    need_points(s);
    do
        flow(s);
    while (need_assumptions(s) || need_results(s));
}
