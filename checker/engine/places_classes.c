// Classes of places: those that pointers may not tell apart.
#include "engine/places_parts.h"

#include <stdlib.h>

uint32_t places_find(const struct places *p, uint32_t place)
{
    struct place *all = p->all.at;
    while (all[place].parent != place) {
        all[place].parent = all[all[place].parent].parent;
        place = all[place].parent;
    }
    return place;
}

uint32_t places_add(struct places *p, uint32_t count)
{
    uint32_t first = (uint32_t)vec_extend(&p->all, count);
    for (uint32_t i = 0; i < count; i++)
        p->all.at[first + i].parent = first + i;
    return first;
}

struct place *places_class(const struct places *p, uint32_t place)
{
    return &p->all.at[places_find(p, place)];
}

uint32_t places_target(struct places *p, uint32_t place)
{
    uint32_t target = places_class(p, place)->target;
    if (!target) {
        target = places_add(p, 1);
        places_class(p, place)->target = target;
    }
    return places_find(p, target);
}

// What lies around PLACE, by arithmetic.
uint32_t places_whole(struct places *p, uint32_t place)
{
    uint32_t whole = places_class(p, place)->whole;
    if (!whole) {
        whole = places_add(p, 1);
        places_class(p, place)->whole = whole;
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

bool places_is_same_member(const struct link *a, const struct link *b)
{
    return a->offset == b->offset && a->record == b->record;
}

static void join_members(struct places *p, uint32_t into, uint32_t from, pairs *pending)
{
    for (uint32_t next, l = p->all.at[from].members; l; l = next) {
        uint32_t own = p->all.at[into].members;
        next = p->links.at[l].next;
        while (own && !places_is_same_member(&p->links.at[own], &p->links.at[l]))
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
    a->direct |= b->direct;
    join_optional(&a->target, b->target, pending);
    join_optional(&a->whole, b->whole, pending);
    join_rings(p, &a->around, b->around);
    join_rings(p, &a->inside, b->inside);
    join_rings(p, &a->functions, b->functions);
    join_members(p, into, from, pending);
}

void places_join(struct places *p, uint32_t a, uint32_t b)
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

uint32_t places_link(struct places *p, struct link link)
{
    vec_push(&p->links, link);
    return (uint32_t)p->links.count - 1;
}

void places_add_to_ring(struct places *p, uint32_t *ring, uint32_t place, uint32_t record)
{
    uint32_t link = places_link(p, (struct link){.place = place, .record = record});
    p->links.at[link].next = link;
    join_rings(p, ring, link);
}
