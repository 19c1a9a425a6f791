// Members: where a field of a record lies.
#include "engine/places_parts.h"

#include <stdio.h>
#include <stdlib.h>

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

uint32_t places_member(struct places *p, uint32_t place, const struct link *member)
{
    place = places_find(p, place);
    for (uint32_t l = p->all.at[place].members; l; l = p->links.at[l].next)
        if (places_is_same_member(&p->links.at[l], member))
            return p->links.at[l].place;
    struct link made = *member;
    made.next = p->all.at[place].members;
    made.place = places_add(p, 1);
    p->all.at[place].members = places_link(p, made);
    return made.place;
}

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
    struct member member = {.container = field->parent, .owner = owner_of(field)};
    const struct ir_record *owner = &unit->records.at[member.owner];
    uint64_t base = field->parent == IR_NONE ? 0 : unit->fields.at[field->parent].offset;
    member.key.record = places_record(p, u, member.owner);
    member.in_system = p->in_system[member.key.record];
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
        vec_push(&entry->places, places_add(p, 1));
    return entry->places.at[0];
}

uint32_t places_field(struct places *p, uint32_t place, uint32_t u, uint32_t index, enum access access);

static uint32_t place_of_member(
    struct places *p, uint32_t place, uint32_t u, const struct member *m, enum access access)
{
    if (m->container != IR_NONE)
        place = places_field(p, place, u, m->container, ACCESS_INSIDE);
    uint32_t member = m->in_system ? places_member(p, place, &m->key) : root_place(p, u, m);
    if (!m->key.offset && m->in_system && access == ACCESS_INSIDE)
        places_join(p, member, place);
    if (places_find(p, member) == places_find(p, place))
        return member;
    places_add_to_ring(p, &places_class(p, member)->around, place, m->key.record);
    if (!m->in_system)
        places_add_to_ring(p, &places_class(p, place)->inside, member, m->key.record);
    return member;
}

// The place of field INDEX of unit U in an object at PLACE. What is in a union is written as one member and read as another.
uint32_t places_field(struct places *p, uint32_t place, uint32_t u, uint32_t index, enum access access)
{
    const struct member own = member_of(p, u, index, index);
    uint32_t by = union_member(p->program->units[u], index), member = place_of_member(p, place, u, &own, access);
    if (by == IR_NONE)
        return member;
    const struct member in_union = member_of(p, u, index, by);
    places_join(p, member, place_of_member(p, place, u, &in_union, access));
    return member;
}

void places_find_system_records(struct places *p)
{
    size_t records = 1;
    for (uint32_t u = 0; u < p->program->unit_count; u++)
        records += p->program->units[u]->records.count;
    p->in_system = memory_new(records);
    for (uint32_t u = 0; u < p->program->unit_count; u++) {
        const struct ir_unit *unit = p->program->units[u];
        for (size_t i = 0; i < unit->fields.count; i++)
            p->in_system[places_record(p, u, owner_of(&unit->fields.at[i]))] |= unit->fields.at[i].in_system != 0;
    }
}

void places_note_name(struct places *p, uint32_t u, uint32_t index, uint32_t place)
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
