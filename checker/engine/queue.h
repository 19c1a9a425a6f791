// The states that wait to be explored: fewest entry points first, then fewest decisions, then oldest.
#ifndef ENGINE_QUEUE_H
#define ENGINE_QUEUE_H

#include "engine/state.h"

struct queued {
    uint64_t order; // entries and decisions of the path
    uint64_t number; // in order of arrival
    struct state *state;
};

// A binary heap. A zeroed struct is empty.
struct queue {
    VEC(struct queued) heap;
    uint64_t arrivals;
};

void queue_add(struct queue *queue, struct state *state);
struct state *queue_take(struct queue *queue); // NULL: empty
// Whether STATE would be taken before all that wait.
bool queue_comes_first(const struct queue *queue, const struct state *state);

#endif
