// Points-to classes by unification.
#include "engine/places_parts.h"

#include <stdlib.h>

// ---- what instructions do to classes ----

static bool holds_pointer(unsigned type)
{
    return ir_type_size((enum ir_type)type) == 8;
}

// Two places hold the same pointer.
static void join_targets(struct places *p, uint32_t a, uint32_t b)
{
    uint32_t x = places_target(p, a), y = places_target(p, b);
    places_join(p, x, y);
}

// The argument in register REG of BODY goes to parameter I of CALLEE.
static void bind(struct places *p, uint32_t body, uint32_t reg, uint32_t callee, uint32_t i)
{
    const struct body *to = &p->bodies.at[callee];
    if (i >= to->shape->params)
        return;
    uint32_t argument = places_register(&p->bodies.at[body], reg), parameter = to->first_local + i;
    if (to->unit->locals.at[to->shape->first_local + i].by_value)
        places_join(p, places_target(p, argument), parameter);
    else
        join_targets(p, argument, parameter);
}

static void enter(struct places *p, struct site site, uint32_t callee)
{
    const struct ir_inst *inst = places_inst(&p->bodies.at[site.body], site.inst);
    for (uint32_t i = 0; i < inst->count; i++)
        bind(p, site.body, p->bodies.at[site.body].unit->operands.at[inst->first + i], callee, i);
    if (inst->dst != IR_NONE && holds_pointer(inst->type))
        join_targets(p, places_register(&p->bodies.at[site.body], inst->dst), p->bodies.at[callee].result);
}

// Bytes are copied: what pointers are among them is known when all members are.
static void assign(struct places *p, uint32_t to, uint32_t from)
{
    vec_push(&p->copies, (struct copy){to, from});
}

static void call(struct places *p, struct site site)
{
    const struct body *body = &p->bodies.at[site.body];
    const struct ir_inst *inst = places_inst(body, site.inst);
    const uint32_t *operands = body->unit->operands.at + inst->first;
    enum call_kind kind = places_kind(p, body, inst);
    if (kind == CALL_BODY) {
        uint32_t callee = places_body_for_call(p, places_callee(p, body, inst));
        p->bodies.at[site.body].callees[site.inst - p->bodies.at[site.body].first_inst] = callee;
        vec_push(&p->bodies.at[callee].callers, site);
        enter(p, site, callee);
    } else if ((kind == CALL_COPY || kind == CALL_FILL) && inst->count > 1) {
        uint32_t to = places_register(body, operands[0]), from = places_register(body, operands[1]);
        uint32_t dst = inst->dst == IR_NONE ? to : places_register(body, inst->dst);
        if (kind == CALL_COPY)
            assign(p, to, from);
        join_targets(p, dst, to);
    }
}

// Whether REG of BODY is a constant other than 0, or an address computed from one: an offsetof.
static bool is_offset(const struct body *body, uint32_t reg)
{
    int64_t offset = 0;
    for (uint32_t i = body->inst_count; i-- > 0;) {
        const struct ir_inst *inst = places_inst(body, body->first_inst + i);
        if (inst->dst != reg)
            continue;
        offset += inst->op == IR_CONST || inst->op == IR_FIELD ? inst->imm : 0;
        if (inst->op == IR_CONST)
            return offset != 0;
        if (inst->op != IR_FIELD && inst->op != IR_MOVE && inst->op != IR_ZEXT)
            return false;
        reg = inst->a;
    }
    return false;
}

// A constant is subtracted from a pointer: to what lies around (CONTAINING_RECORD). Any other arithmetic stays inside.
static void subtract(struct places *p, const struct body *body, const struct ir_inst *inst)
{
    uint32_t dst = places_register(body, inst->dst), from = places_register(body, inst->a);
    if (!is_offset(body, inst->b))
        join_targets(p, dst, from);
    else
        places_join(p, places_target(p, dst), places_whole(p, places_target(p, from)));
}

// Which registers of BODY are used otherwise than to load and store there.
static const uint8_t *escapes_of(struct places *p, const struct body *body)
{
    uint8_t **escapes = &p->escapes[body->function];
    if (*escapes)
        return *escapes;
    *escapes = memory_new(body->shape->registers + 1);
    for (uint32_t i = 0; i < body->inst_count; i++) {
        const struct ir_inst *inst = places_inst(body, body->first_inst + i);
        bool direct =
            inst->op == IR_LOAD || inst->op == IR_LOAD_BITS || inst->op == IR_STORE || inst->op == IR_STORE_BITS;
        if (inst->a != IR_NONE && !direct)
            (*escapes)[inst->a] = 1;
        if (inst->b != IR_NONE)
            (*escapes)[inst->b] = 1;
        bool call = inst->op == IR_CALL || inst->op == IR_CALL_POINTER;
        for (uint32_t k = 0; call && k < inst->count; k++)
            (*escapes)[body->unit->operands.at[inst->first + k]] = 1;
    }
    return *escapes;
}

static void address(struct places *p, const struct body *body, const struct ir_inst *inst)
{
    uint32_t u = places_unit(p, body), dst = places_register(body, inst->dst);
    if (inst->op == IR_LOCAL) {
        places_join(p, places_target(p, dst), body->first_local + inst->ref);
    } else if (inst->op == IR_GLOBAL) {
        places_join(p, places_target(p, dst), p->first_global + p->program->global_of[u][inst->ref]);
    } else if (inst->op == IR_FUNCTION) {
        uint32_t target = places_target(p, dst);
        places_add_to_ring(p, &p->all.at[target].functions, p->program->function_of[u][inst->ref], 0);
    } else if (inst->op == IR_FIELD && inst->ref != IR_NONE) {
        uint32_t base = places_target(p, places_register(body, inst->a));
        enum access access = escapes_of(p, body)[inst->dst] ? ACCESS_INSIDE : ACCESS_DIRECT;
        uint32_t member = places_field(p, base, u, inst->ref, access);
        if (body->unit->fields.at[inst->ref].parent != IR_NONE)
            places_add_to_ring(p, &places_class(p, member)->around, base,
                places_record(p, u, body->unit->fields.at[inst->ref].record));
        places_note_name(p, u, inst->ref, member);
        places_join(p, places_target(p, dst), member);
    } else if (inst->op == IR_INDEX && inst->imm == -1) {
        subtract(p, body, inst);
    } else {
        join_targets(p, dst, places_register(body, inst->a));
    }
}

static void look_at(struct places *p, struct site site)
{
    struct body copy = p->bodies.at[site.body]; // the array may move
    const struct body *body = &copy;
    const struct ir_inst *inst = places_inst(body, site.inst);
    bool model = p->program->functions.at[body->function].in_pack;
    if (model && (inst->op == IR_LOAD || inst->op == IR_STORE))
        places_class(p, places_target(p, places_register(body, inst->a)))->direct = true;
    switch ((enum ir_op)inst->op) {
    case IR_LOCAL:
    case IR_GLOBAL:
    case IR_FUNCTION:
    case IR_FIELD:
    case IR_INDEX:
        address(p, body, inst);
        break;
    case IR_LOAD:
        if (holds_pointer(inst->type))
            join_targets(p, places_register(body, inst->dst), places_target(p, places_register(body, inst->a)));
        break;
    case IR_STORE:
        if (holds_pointer(inst->type))
            join_targets(p, places_target(p, places_register(body, inst->a)), places_register(body, inst->b));
        break;
    case IR_COPY:
        assign(p, places_register(body, inst->a), places_register(body, inst->b));
        break;
    case IR_SUB:
        if (holds_pointer(inst->type))
            subtract(p, body, inst);
        break;
    case IR_ADD:
    case IR_AND:
    case IR_OR:
    case IR_MOVE:
        if (holds_pointer(inst->type))
            join_targets(p, places_register(body, inst->dst), places_register(body, inst->a));
        break;
    case IR_RETURN:
        if (inst->a != IR_NONE)
            join_targets(p, body->result, places_register(body, inst->a));
        break;
    case IR_CALL:
        call(p, site);
        break;
    case IR_CALL_POINTER:
        p->bodies.at[site.body].callees[site.inst - body->first_inst] = (uint32_t)p->targets.count;
        vec_push(&p->targets, (struct targets){.site = site});
        break;
    default: // numbers
        break;
    }
}

// ---- calls through pointers ----

const struct targets *places_targets(const struct places *p, struct site site)
{
    const struct body *body = &p->bodies.at[site.body];
    return &p->targets.at[body->callees[site.inst - body->first_inst]];
}

static bool is_bound(const struct targets *t, uint32_t body)
{
    for (size_t i = 0; i < t->bodies.count; i++)
        if (t->bodies.at[i] == body)
            return true;
    return false;
}

// The call at index T of the targets may enter FUNCTION. True if that is news.
static bool bind_target(struct places *p, size_t t, uint32_t function)
{
    uint32_t body = p->body_of[function];
    if (body == IR_NONE || is_bound(&p->targets.at[t], body))
        return false;
    vec_push(&p->targets.at[t].bodies, body);
    vec_push(&p->bodies.at[body].callers, p->targets.at[t].site);
    enter(p, p->targets.at[t].site, body);
    return true;
}

static const struct ir_inst *call_of(const struct places *p, size_t t)
{
    return places_inst(&p->bodies.at[p->targets.at[t].site.body], p->targets.at[t].site.inst);
}

static const struct ir_function *shape_of(const struct places *p, uint32_t function)
{
    const struct ir_program_function *f = &p->program->functions.at[function];
    return &p->program->units[f->unit]->functions.at[f->function];
}

static bool has_type_of_call(const struct places *p, size_t t, uint32_t function)
{
    const struct ir_unit *unit = p->bodies.at[p->targets.at[t].site.body].unit;
    const struct ir_unit *own = p->program->units[p->program->functions.at[function].unit];
    return strcmp(ir_string(unit, call_of(p, t)->ref), ir_string(own, shape_of(p, function)->signature)) == 0;
}

static uint32_t pointer_class(struct places *p, size_t t)
{
    struct site site = p->targets.at[t].site;
    return places_target(p, places_register(&p->bodies.at[site.body], call_of(p, t)->a));
}

// Models keep functions of several types in one place and cast them when they call them.
static bool is_model_call(const struct places *p, size_t t)
{
    return p->program->functions.at[p->bodies.at[p->targets.at[t].site.body].function].in_pack;
}

// Binds the functions whose address meets the pointer that is called: those with its type, or, if there is none, with as
// many parameters (the address was cast).
static bool bind_by_address(struct places *p, size_t t)
{
    VEC(uint32_t) functions = {0};
    bool typed = false, changed = false;
    uint32_t last = p->all.at[pointer_class(p, t)].functions;
    for (uint32_t l = last; l && (functions.count == 0 || l != last); l = p->links.at[l].next) {
        vec_push(&functions, p->links.at[l].place);
        typed |= has_type_of_call(p, t, p->links.at[l].place);
    }
    typed &= !is_model_call(p, t);
    for (size_t i = 0; i < functions.count; i++)
        if (typed ? has_type_of_call(p, t, functions.at[i])
                  : shape_of(p, functions.at[i])->params == call_of(p, t)->count)
            changed |= bind_target(p, t, functions.at[i]);
    vec_free(&functions);
    return changed;
}

// No address is known to get to the pointer that is called: any function with its type.
static bool bind_by_type(struct places *p, size_t t)
{
    bool changed = false;
    for (uint32_t f = 0; p->targets.at[t].bodies.count == 0 && f < p->program->functions.count; f++)
        if (p->program->functions.at[f].address_taken && p->body_of[f] != IR_NONE && has_type_of_call(p, t, f))
            changed |= bind_target(p, t, f);
    return changed;
}

static bool join_contents(struct places *p, uint32_t a, uint32_t b)
{
    uint32_t x = places_target(p, a), y = places_target(p, b);
    places_join(p, x, y);
    return x != y;
}

// What is copied from class FROM to class TO holds the same pointers, down to members of members. True if it was news.
static bool bind_copy(struct places *p, uint32_t to, uint32_t from, int depth)
{
    VEC(struct link) members = {0};
    uint32_t classes[] = {places_find(p, to), places_find(p, from)};
    for (size_t c = 0; c < 2 && depth && classes[0] != classes[1]; c++)
        for (uint32_t l = p->all.at[classes[c]].members; l; l = p->links.at[l].next)
            vec_push(&members, p->links.at[l]);
    bool changed = classes[0] != classes[1] && join_contents(p, to, from);
    for (size_t i = 0; i < members.count; i++) {
        uint32_t a = places_member(p, to, &members.at[i]), b = places_member(p, from, &members.at[i]);
        changed |= bind_copy(p, a, b, depth - 1);
    }
    vec_free(&members);
    return changed;
}

static bool bind_copies(struct places *p)
{
    enum { DEPTH = 3 };
    bool changed = false;
    for (size_t i = 0; i < p->copies.count; i++)
        changed |= bind_copy(p, places_target(p, p->copies.at[i].to), places_target(p, p->copies.at[i].from), DEPTH);
    return changed;
}

struct pair_of_places {
    uint32_t a, b;
};

// FIRST is the first member of a driver's record and lies in OBJECT: what is accessed in the one as it is in the other, by
// a pointer to the record taken for one to its first member, is the same. True if that was news.
static bool bind_first(struct places *p, uint32_t object, uint32_t first)
{
    object = places_find(p, object), first = places_find(p, first);
    if (object == first)
        return false;
    if (places_class(p, object)->direct) {
        places_join(p, object, first);
        return true;
    }
    bool changed = false;
    VEC(struct pair_of_places) same = {0};
    for (uint32_t a = p->all.at[object].members; a; a = p->links.at[a].next)
        for (uint32_t b = p->all.at[first].members; b; b = p->links.at[b].next)
            if (places_is_same_member(&p->links.at[a], &p->links.at[b]))
                vec_push(&same, (struct pair_of_places){p->links.at[a].place, p->links.at[b].place});
    for (size_t i = 0; i < same.count; i++) {
        changed |= places_find(p, same.at[i].a) != places_find(p, same.at[i].b);
        places_join(p, same.at[i].a, same.at[i].b);
    }
    vec_free(&same);
    return changed;
}

static bool bind_firsts(struct places *p)
{
    bool changed = false;
    for (const struct named *root = p->roots; root; root = root->hh.next) {
        if (strcmp(strrchr(root->key, '+'), "+0") != 0)
            continue;
        VEC(uint32_t) objects = {0};
        uint32_t last = p->all.at[places_find(p, root->places.at[0])].around;
        for (uint32_t l = last; l && (objects.count == 0 || l != last); l = p->links.at[l].next)
            vec_push(&objects, p->links.at[l].place);
        for (size_t i = 0; i < objects.count; i++)
            changed |= bind_first(p, objects.at[i], root->places.at[0]);
        vec_free(&objects);
    }
    return changed;
}

static void bind_pointers(struct places *p)
{
    for (bool changed = true; changed;) {
        changed = bind_copies(p);
        changed |= bind_firsts(p);
        for (size_t t = 0; t < p->targets.count; t++)
            changed |= bind_by_address(p, t);
        for (size_t t = 0; t < p->targets.count && !changed; t++)
            changed |= bind_by_type(p, t);
    }
}

// What is computed from a member's address is what the member lies in. That counts where the members in it are told apart
// by it; those of the driver's records are not. True if it was news for a class.
static bool bind_whole(struct places *p, uint32_t place)
{
    VEC(uint32_t) around = {0};
    uint32_t last = p->all.at[place].around;
    for (uint32_t l = last; l && (around.count == 0 || l != last); l = p->links.at[l].next)
        vec_push(&around, p->links.at[l].place);
    bool changed = false;
    for (size_t i = 0; i < around.count; i++) {
        uint32_t whole = places_whole(p, place);
        changed |= whole != places_find(p, around.at[i]);
        places_join(p, whole, around.at[i]);
    }
    vec_free(&around);
    return changed;
}

static void bind_wholes(struct places *p)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 1; i < p->all.count; i++)
            if (p->all.at[i].parent == i && p->all.at[i].whole && places_class(p, p->all.at[i].whole)->members)
                changed |= bind_whole(p, i);
    }
}

// Whether F is entered otherwise than by a call that names it, or looked at once for all calls.
static bool has_common_body(const struct places *p, uint32_t f)
{
    const struct ir_program_function *function = &p->program->functions.at[f];
    return !p->small[f] || function->address_taken || f == p->reach->entry ||
           p->program->units[function->unit]->functions.at[function->function].synthetic;
}

struct places *places_new(const struct ir_program *program, const struct reach *reach)
{
    struct places *p = memory_new(sizeof *p);
    size_t n = program->functions.count;
    p->program = program;
    p->reach = reach;
    p->body_of = memory_new(n * sizeof *p->body_of);
    memset(p->body_of, 0xff, n * sizeof *p->body_of);
    p->kinds = memory_new(n);
    p->small = memory_new(n);
    p->record_of = memory_new(program->unit_count * sizeof *p->record_of);
    p->escapes = memory_new(n * sizeof *p->escapes);
    (void)places_add(p, 1);
    (void)vec_extend(&p->links, 1);
    p->first_global = places_add(p, (uint32_t)program->globals.count + 1);
    places_find_system_records(p);
    places_find_kinds(p);
    places_find_small(p);
    for (uint32_t f = 0; f < n; f++)
        if (reach->is_live[f] && p->kinds[f] == CALL_BODY && has_common_body(p, f))
            (void)places_common_body(p, f);
    for (uint32_t b = 0; b < p->bodies.count; b++)
        for (uint32_t i = 0; i < p->bodies.at[b].inst_count; i++)
            look_at(p, (struct site){b, p->bodies.at[b].first_inst + i});
    bind_pointers(p);
    bind_wholes(p);
    return p;
}

static void free_named(struct named *table)
{
    struct named *entry, *next;
    HASH_ITER(hh, table, entry, next)
    {
        HASH_DEL(table, entry);
        vec_free(&entry->places);
        free(entry->key);
        free(entry);
    }
}

void places_free(struct places *p)
{
    if (!p)
        return;
    for (size_t t = 0; t < p->targets.count; t++)
        vec_free(&p->targets.at[t].bodies);
    for (size_t b = 0; b < p->bodies.count; b++) {
        free(p->bodies.at[b].callees);
        vec_free(&p->bodies.at[b].callers);
    }
    for (uint32_t u = 0; u < p->program->unit_count; u++) {
        free(p->record_of[u]);
    }
    for (size_t f = 0; f < p->program->functions.count; f++)
        free(p->escapes[f]);
    free_named(p->records);
    free(p->record_of);
    free(p->in_system);
    free(p->escapes);
    free_named(p->roots);
    free_named(p->named);
    vec_free(&p->bodies);
    vec_free(&p->targets);
    vec_free(&p->copies);
    vec_free(&p->all);
    vec_free(&p->links);
    free(p->body_of);
    free(p->kinds);
    free(p->small);
    free(p);
}
