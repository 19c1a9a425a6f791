// What the slice is made of, made and freed.
#include "engine/control.h"
#include "engine/slice_parts.h"

#include <stdlib.h>

static bool is_awaited(const struct slice *s, const char *kind)
{
    for (size_t i = 0; i < s->wish.awaited_count; i++)
        if (strcmp(s->wish.awaited[i], kind) == 0)
            return true;
    return false;
}

static void find_idle(struct slice *s)
{
    for (uint32_t f = 0; f < s->program->functions.count; f++)
        s->idle[f] = s->reach->progress[f] && !is_awaited(s, s->reach->progress[f]);
}

static void add_parts(struct slice *s)
{
    memset(&s->parts, 0, sizeof s->parts);
    (void)vec_extend(&s->parts, s->places->bodies.count);
    for (uint32_t b = 0; b < s->places->bodies.count; b++) {
        s->parts.at[b].needed = memory_new(slice_body(s, b)->inst_count + 1);
        s->parts.at[b].registers = memory_new(slice_body(s, b)->shape->registers + 1);
    }
}

// What is known of places; needs their number.
static void add_marks(struct slice *s)
{
    size_t n = s->places->all.count;
    s->relevant = memory_new(n);
    s->held_of = memory_new(n * sizeof *s->held_of);
    memset(&s->held, 0, sizeof s->held);
    (void)vec_extend(&s->held, 1);
    s->matters = memory_new(s->program->functions.count);
}

static void keep_points(struct slice *s)
{
    size_t size = s->wish.point_count * sizeof *s->wish.points;
    struct slice_point *points = size ? memory_new(size) : NULL;
    if (size)
        memcpy(points, s->wish.points, size);
    s->wish.points = points;
    s->wish.awaited = NULL;
    s->wish.awaited_count = 0;
}

struct slice *slice_new(const struct ir_program *program, const struct reach *reach, const struct slice_wish *wish)
{
    struct slice *s = memory_new(sizeof *s);
    size_t n = program->functions.count;
    s->program = program;
    s->reach = reach;
    s->wish = *wish;
    s->places = places_new(program, reach);
    s->idle = memory_new(n);
    s->shapes = memory_new(n * sizeof *s->shapes);
    find_idle(s);
    keep_points(s);
    add_parts(s);
    slice_collect_writers(s);
    add_marks(s);
    slice_flow(s);
    s->executed = memory_new(program->unit_count * sizeof *s->executed);
    for (uint32_t u = 0; u < program->unit_count; u++)
        s->executed[u] = memory_new(program->units[u]->insts.count + 1);
    slice_write_executed(s);
    return s;
}

struct slice *slice_of_rest(struct slice *s, uint8_t *const *within)
{
    struct slice *rest = memory_new(sizeof *rest);
    *rest = *s;
    rest->within = within;
    add_parts(rest);
    add_marks(rest);
    memset(&rest->pending, 0, sizeof rest->pending);
    memset(&rest->pending_places, 0, sizeof rest->pending_places);
    slice_flow(rest);
    return rest;
}

// What is a slice's own, and no other's that begins later.
static void free_own(struct slice *s)
{
    for (size_t b = 0; b < s->parts.count; b++) {
        free(s->parts.at[b].needed);
        free(s->parts.at[b].registers);
        vec_free(&s->parts.at[b].effects);
    }
    vec_free(&s->parts);
    vec_free(&s->pending);
    vec_free(&s->pending_places);
    vec_free(&s->held);
    free(s->relevant);
    free(s->held_of);
    free(s->matters);
}

void slice_of_rest_free(struct slice *rest)
{
    free_own(rest);
    free(rest);
}

void slice_free(struct slice *s)
{
    if (!s)
        return;
    for (size_t f = 0; f < s->program->functions.count; f++) {
        control_free(s->shapes[f].control);
        free(s->shapes[f].block_of);
        free(s->shapes[f].first_def);
        free(s->shapes[f].next_def);
        free(s->shapes[f].is_index);
        free(s->shapes[f].accessed_as);
    }
    for (uint32_t u = 0; u < s->program->unit_count; u++)
        free(s->executed[u]);
    vec_free(&s->writers);
    places_free(s->places);
    free((struct slice_point *)s->wish.points);
    free(s->idle);
    free(s->shapes);
    free(s->writers_of);
    free(s->fillers_of);
    free(s->named);
    free(s->mixed);
    free(s->shared);
    free(s->executed);
    free_own(s);
    free(s);
}
