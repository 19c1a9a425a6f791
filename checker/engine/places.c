// Points-to classes by unification.
#include "engine/places.h"

#include <stdlib.h>

enum {
    SMALL = 512,               // instructions of a small function, those that it calls counted
    SMALL_MODEL = 512, // of a small model: what a driver passes to one has nothing to do with other calls of it
    COPIED_AT_MOST = 1 << 18, // instructions of small functions that are looked at again, in all
};

// ---- classes ----

uint32_t places_find(const struct places *p, uint32_t place)
{
    struct place *all = p->all.at;
    while (all[place].parent != place) {
        all[place].parent = all[all[place].parent].parent;
        place = all[place].parent;
    }
    return place;
}

static uint32_t new_places(struct places *p, uint32_t count)
{
    uint32_t first = (uint32_t)vec_extend(&p->all, count);
    for (uint32_t i = 0; i < count; i++)
        p->all.at[first + i].parent = first + i;
    return first;
}

static struct place *class_of(const struct places *p, uint32_t place)
{
    return &p->all.at[places_find(p, place)];
}

uint32_t places_target(struct places *p, uint32_t place)
{
    uint32_t target = class_of(p, place)->target;
    if (!target) {
        target = new_places(p, 1);
        class_of(p, place)->target = target;
    }
    return places_find(p, target);
}

// What lies around PLACE, by arithmetic.
static uint32_t whole_of(struct places *p, uint32_t place)
{
    uint32_t whole = class_of(p, place)->whole;
    if (!whole) {
        whole = new_places(p, 1);
        class_of(p, place)->whole = whole;
    }
    return places_find(p, whole);
}

struct pair {
    uint32_t a, b;
};
typedef VEC(struct pair) pairs;

// Makes one ring of two; each is named by its last link.
static void join_rings(struct places *p, uint32_t *into, uint32_t from)
{
    if (*into && from) {
        uint32_t first = p->links.at[*into].next;
        p->links.at[*into].next = p->links.at[from].next;
        p->links.at[from].next = first;
    }
    *into = from ? from : *into;
}

static bool is_same_member(const struct link *a, const struct link *b)
{
    return a->offset == b->offset && a->record == b->record;
}

static void join_members(struct places *p, uint32_t into, uint32_t from, pairs *pending)
{
    for (uint32_t next, l = p->all.at[from].members; l; l = next) {
        uint32_t own = p->all.at[into].members;
        next = p->links.at[l].next;
        while (own && !is_same_member(&p->links.at[own], &p->links.at[l]))
            own = p->links.at[own].next;
        if (own) {
            vec_push(pending, (struct pair){p->links.at[own].place, p->links.at[l].place});
        } else {
            p->links.at[l].next = p->all.at[into].members;
            p->all.at[into].members = l;
        }
    }
}

static void join_optional(uint32_t *into, uint32_t from, pairs *pending)
{
    if (*into && from)
        vec_push(pending, (struct pair){*into, from});
    else if (from)
        *into = from;
}

static void join_classes(struct places *p, uint32_t into, uint32_t from, pairs *pending)
{
    struct place *a = &p->all.at[into], *b = &p->all.at[from];
    b->parent = into;
    join_optional(&a->target, b->target, pending);
    join_optional(&a->whole, b->whole, pending);
    join_rings(p, &a->around, b->around);
    join_rings(p, &a->inside, b->inside);
    join_rings(p, &a->functions, b->functions);
    join_members(p, into, from, pending);
}

static void join(struct places *p, uint32_t a, uint32_t b)
{
    pairs pending = {0};
    vec_push(&pending, (struct pair){a, b});
    while (pending.count) {
        struct pair pair = vec_pop(&pending);
        uint32_t x = places_find(p, pair.a), y = places_find(p, pair.b);
        if (x != y)
            join_classes(p, x < y ? x : y, x < y ? y : x, &pending);
    }
    vec_free(&pending);
}

static uint32_t new_link(struct places *p, struct link link)
{
    vec_push(&p->links, link);
    return (uint32_t)p->links.count - 1;
}

static void add_to_ring(struct places *p, uint32_t *ring, uint32_t place, uint32_t record)
{
    uint32_t link = new_link(p, (struct link){.place = place, .record = record});
    p->links.at[link].next = link;
    join_rings(p, ring, link);
}

// ---- members ----

static struct named *named_entry(struct named **table, const char *record, uint64_t offset)
{
    char *key = memory_format("%s+%llu", record, (unsigned long long)offset);
    struct named *entry = NULL;
    HASH_FIND_STR(*table, key, entry);
    if (entry) {
        free(key);
        return entry;
    }
    entry = memory_new(sizeof *entry);
    entry->key = key;
    HASH_ADD_KEYPTR(hh, *table, entry->key, strlen(entry->key), entry);
    return entry;
}

static uint32_t member_place(struct places *p, uint32_t place, const struct link *member)
{
    place = places_find(p, place);
    for (uint32_t l = p->all.at[place].members; l; l = p->links.at[l].next)
        if (is_same_member(&p->links.at[l], member))
            return p->links.at[l].place;
    struct link made = *member;
    made.next = p->all.at[place].members;
    made.place = new_places(p, 1);
    p->all.at[place].members = new_link(p, made);
    return made.place;
}

// How a member's address is used: to load and store there, or for what lies in the member, which is where the object is if
// the member comes first.
enum access { ACCESS_DIRECT, ACCESS_INSIDE };

// What tells a member apart: where it lies in the record that declares it.
struct member {
    struct link key;
    uint32_t container; // the field that names what it lies in, or IR_NONE: the object
    uint32_t owner; // record of the unit
    bool in_system;
};

static uint32_t owner_of(const struct ir_field *field)
{
    return field->owner == IR_NONE ? field->record : field->owner;
}

// Field INDEX of unit U as a member of what declares BY, which is INDEX or lies around it.
static struct member member_of(struct places *p, uint32_t u, uint32_t index, uint32_t by)
{
    enum { WORD = 8 }; // bytes of a small union, whose members are not told apart
    const struct ir_unit *unit = p->program->units[u];
    const struct ir_field *field = &unit->fields.at[by];
    struct member member = {.container = field->parent, .owner = owner_of(field), .in_system = field->in_system};
    const struct ir_record *owner = &unit->records.at[member.owner];
    uint64_t base = field->parent == IR_NONE ? 0 : unit->fields.at[field->parent].offset;
    member.key.record = places_record(p, u, member.owner);
    member.key.offset = owner->is_union && owner->size <= WORD ? 0 : unit->fields.at[index].offset - base;
    return member;
}

// The outermost member of a union on the way to field INDEX, or IR_NONE.
static uint32_t union_member(const struct ir_unit *unit, uint32_t index)
{
    uint32_t by = IR_NONE;
    for (uint32_t f = index; f != IR_NONE; f = unit->fields.at[f].parent)
        by = unit->records.at[owner_of(&unit->fields.at[f])].is_union ? f : by;
    return by;
}

// The place of a member of one of the driver's records.
static uint32_t root_place(struct places *p, uint32_t u, const struct member *member)
{
    const struct ir_unit *unit = p->program->units[u];
    struct named *entry =
        named_entry(&p->roots, ir_string(unit, unit->records.at[member->owner].name), member->key.offset);
    if (!entry->places.count)
        vec_push(&entry->places, new_places(p, 1));
    return entry->places.at[0];
}

static uint32_t field_place(struct places *p, uint32_t place, uint32_t u, uint32_t index, enum access access);

static uint32_t place_of_member(
    struct places *p, uint32_t place, uint32_t u, const struct member *m, enum access access)
{
    if (m->container != IR_NONE)
        place = field_place(p, place, u, m->container, ACCESS_INSIDE);
    uint32_t member = m->in_system ? member_place(p, place, &m->key) : root_place(p, u, m);
    if (!m->key.offset && m->in_system && access == ACCESS_INSIDE)
        join(p, member, place);
    if (places_find(p, member) == places_find(p, place))
        return member;
    add_to_ring(p, &class_of(p, member)->around, place, m->key.record);
    if (!m->in_system)
        add_to_ring(p, &class_of(p, place)->inside, member, m->key.record);
    return member;
}

// The place of field INDEX of unit U in an object at PLACE. What is in a union is written as one member and read as another.
static uint32_t field_place(struct places *p, uint32_t place, uint32_t u, uint32_t index, enum access access)
{
    const struct member own = member_of(p, u, index, index);
    uint32_t by = union_member(p->program->units[u], index), member = place_of_member(p, place, u, &own, access);
    if (by == IR_NONE)
        return member;
    const struct member in_union = member_of(p, u, index, by);
    join(p, member, place_of_member(p, place, u, &in_union, access));
    return member;
}

static void note_name(struct places *p, uint32_t u, uint32_t index, uint32_t place)
{
    const struct ir_unit *unit = p->program->units[u];
    const struct ir_field *field = &unit->fields.at[index];
    struct named *entry = named_entry(&p->named, ir_string(unit, unit->records.at[field->record].name), field->offset);
    if (!entry->places.count || vec_last(&entry->places) != place)
        vec_push(&entry->places, place);
}

uint32_t places_record(struct places *p, uint32_t u, uint32_t record)
{
    const struct ir_unit *unit = p->program->units[u];
    if (!p->record_of[u])
        p->record_of[u] = memory_new((unit->records.count + 1) * sizeof **p->record_of);
    if (!p->record_of[u][record]) {
        struct named *entry = named_entry(&p->records, ir_string(unit, unit->records.at[record].name), 0);
        if (!entry->places.count)
            vec_push(&entry->places, HASH_COUNT(p->records));
        p->record_of[u][record] = entry->places.at[0];
    }
    return p->record_of[u][record];
}

// ---- bodies ----

static uint32_t unit_of(const struct places *p, const struct body *body)
{
    return p->program->functions.at[body->function].unit;
}

uint32_t places_callee(const struct places *p, const struct body *body, const struct ir_inst *inst)
{
    return p->program->function_of[unit_of(p, body)][inst->ref];
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
    body.first_register = new_places(p, body.shape->registers + 1);
    body.first_local = new_places(p, body.shape->locals + 1);
    body.result = new_places(p, 1);
    body.callees = memory_new((body.inst_count + 1) * sizeof *body.callees);
    memset(body.callees, 0xff, body.inst_count * sizeof *body.callees);
    vec_push(&p->bodies, body);
    return (uint32_t)p->bodies.count - 1;
}

static uint32_t common_body(struct places *p, uint32_t function)
{
    if (p->body_of[function] == IR_NONE)
        p->body_of[function] = new_body(p, function);
    return p->body_of[function];
}

static uint32_t body_for_call(struct places *p, uint32_t function)
{
    if (!p->small[function] || p->copied > COPIED_AT_MOST)
        return common_body(p, function);
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

static void find_small(struct places *p)
{
    size_t n = p->program->functions.count;
    struct small_search s = {p, memory_new(n), memory_new(n * sizeof *s.sizes)};
    for (uint32_t f = 0; f < n; f++)
        p->small[f] = p->kinds[f] == CALL_BODY && size_of(&s, f) != UINT32_MAX;
    free(s.visiting);
    free(s.sizes);
}

static void find_kinds(struct places *p)
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
        {"lint_free", CALL_FREE}, {"lint_allocate", CALL_ALLOCATE}};
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

// ---- what instructions do to classes ----

static bool holds_pointer(unsigned type)
{
    return ir_type_size((enum ir_type)type) == 8;
}

// Two places hold the same pointer.
static void join_targets(struct places *p, uint32_t a, uint32_t b)
{
    uint32_t x = places_target(p, a), y = places_target(p, b);
    join(p, x, y);
}

// The argument in register REG of BODY goes to parameter I of CALLEE.
static void bind(struct places *p, uint32_t body, uint32_t reg, uint32_t callee, uint32_t i)
{
    const struct body *to = &p->bodies.at[callee];
    if (i >= to->shape->params)
        return;
    uint32_t argument = places_register(&p->bodies.at[body], reg), parameter = to->first_local + i;
    if (to->unit->locals.at[to->shape->first_local + i].by_value)
        join(p, places_target(p, argument), parameter);
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
        uint32_t callee = body_for_call(p, places_callee(p, body, inst));
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
        join(p, places_target(p, dst), whole_of(p, places_target(p, from)));
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
    uint32_t u = unit_of(p, body), dst = places_register(body, inst->dst);
    if (inst->op == IR_LOCAL) {
        join(p, places_target(p, dst), body->first_local + inst->ref);
    } else if (inst->op == IR_GLOBAL) {
        join(p, places_target(p, dst), p->first_global + p->program->global_of[u][inst->ref]);
    } else if (inst->op == IR_FUNCTION) {
        uint32_t target = places_target(p, dst);
        add_to_ring(p, &p->all.at[target].functions, p->program->function_of[u][inst->ref], 0);
    } else if (inst->op == IR_FIELD && inst->ref != IR_NONE) {
        uint32_t base = places_target(p, places_register(body, inst->a));
        enum access access = escapes_of(p, body)[inst->dst] ? ACCESS_INSIDE : ACCESS_DIRECT;
        uint32_t member = field_place(p, base, u, inst->ref, access);
        if (body->unit->fields.at[inst->ref].parent != IR_NONE)
            add_to_ring(
                p, &class_of(p, member)->around, base, places_record(p, u, body->unit->fields.at[inst->ref].record));
        note_name(p, u, inst->ref, member);
        join(p, places_target(p, dst), member);
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
    join(p, x, y);
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
        uint32_t a = member_place(p, to, &members.at[i]), b = member_place(p, from, &members.at[i]);
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

static void bind_pointers(struct places *p)
{
    for (bool changed = true; changed;) {
        changed = bind_copies(p);
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
        uint32_t whole = whole_of(p, place);
        changed |= whole != places_find(p, around.at[i]);
        join(p, whole, around.at[i]);
    }
    vec_free(&around);
    return changed;
}

static void bind_wholes(struct places *p)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 1; i < p->all.count; i++)
            if (p->all.at[i].parent == i && p->all.at[i].whole && class_of(p, p->all.at[i].whole)->members)
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
    (void)new_places(p, 1);
    (void)vec_extend(&p->links, 1);
    p->first_global = new_places(p, (uint32_t)program->globals.count + 1);
    find_kinds(p);
    find_small(p);
    for (uint32_t f = 0; f < n; f++)
        if (reach->is_live[f] && p->kinds[f] == CALL_BODY && has_common_body(p, f))
            (void)common_body(p, f);
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
