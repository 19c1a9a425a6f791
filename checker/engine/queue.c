// The states that wait: a binary heap.
#include "engine/queue.h"

static uint64_t order_of(const struct state *state)
{
    return (uint64_t)state->transaction << 32 | (state->path ? state->path->length : 0);
}

static bool before(const struct queued *a, const struct queued *b)
{
    return a->order != b->order ? a->order < b->order : a->number < b->number;
}

static void swap(struct queued *a, struct queued *b)
{
    struct queued c = *a;
    *a = *b;
    *b = c;
}

void queue_add(struct queue *queue, struct state *state)
{
    vec_push(&queue->heap, (struct queued){order_of(state), queue->arrivals++, state});
    struct queued *heap = queue->heap.at;
    for (size_t i = queue->heap.count - 1; i && before(&heap[i], &heap[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&heap[i], &heap[(i - 1) / 2]);
}

struct state *queue_take(struct queue *queue)
{
    if (!queue->heap.count)
        return NULL;
    struct queued *heap = queue->heap.at;
    struct state *first = heap[0].state;
    heap[0] = vec_pop(&queue->heap);
    size_t n = queue->heap.count;
    for (size_t i = 0;;) {
        size_t least = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++)
            if (before(&heap[child], &heap[least]))
                least = child;
        if (least == i)
            return first;
        swap(&heap[i], &heap[least]);
        i = least;
    }
}

bool queue_comes_first(const struct queue *queue, const struct state *state)
{
    return !queue->heap.count || order_of(state) <= queue->heap.at[0].order;
}
