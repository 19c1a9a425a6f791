// Hash chains, and the map from declarations to numbers that is made of them.
#include "frontend/lower_map.h"

uint32_t chain_next(const struct chains *chains, uint32_t at)
{
    uint32_t hash = chains->links.at[at].hash;
    do
        at = chains->links.at[at].next;
    while (at != CHAIN_END && chains->links.at[at].hash != hash);
    return at;
}

uint32_t chain_first(const struct chains *chains, uint32_t hash)
{
    if (!chains->head_count)
        return CHAIN_END;
    uint32_t at = chains->heads[hash & (chains->head_count - 1)];
    while (at != CHAIN_END && chains->links.at[at].hash != hash)
        at = chains->links.at[at].next;
    return at;
}

static void chain_enter(struct chains *chains, uint32_t at)
{
    uint32_t *head = &chains->heads[chains->links.at[at].hash & (chains->head_count - 1)];
    chains->links.at[at].next = *head;
    *head = at;
}

static void chains_widen(struct chains *chains)
{
    free(chains->heads);
    chains->head_count = chains->head_count ? chains->head_count * 2 : 64;
    chains->heads = memory_new(chains->head_count * sizeof *chains->heads);
    memset(chains->heads, 0xff, chains->head_count * sizeof *chains->heads);
    for (uint32_t i = 0; i < chains->links.count; i++)
        chain_enter(chains, i);
}

uint32_t chain_add(struct chains *chains, uint32_t hash)
{
    if (chains->links.count >= chains->head_count)
        chains_widen(chains);
    struct chain_link made = {hash, CHAIN_END};
    vec_push(&chains->links, made);
    chain_enter(chains, (uint32_t)chains->links.count - 1);
    return (uint32_t)chains->links.count - 1;
}

void chains_free(struct chains *chains)
{
    vec_free(&chains->links);
    free(chains->heads);
    *chains = (struct chains){0};
}

uint32_t *cursor_map_find(struct cursor_map *map, CXCursor cursor)
{
    uint32_t at = chain_first(&map->chains, clang_hashCursor(cursor));
    for (; at != CHAIN_END; at = chain_next(&map->chains, at))
        if (clang_equalCursors(map->cursors.at[at], cursor))
            return &map->values.at[at];
    return NULL;
}

void cursor_map_put(struct cursor_map *map, CXCursor cursor, uint32_t value)
{
    uint32_t *known = cursor_map_find(map, cursor);
    if (known) {
        *known = value;
        return;
    }
    chain_add(&map->chains, clang_hashCursor(cursor));
    vec_push(&map->cursors, cursor);
    vec_push(&map->values, value);
}

void cursor_map_free(struct cursor_map *map)
{
    chains_free(&map->chains);
    vec_free(&map->cursors);
    vec_free(&map->values);
}
