/*
 * Routines that run later: workitems.c and timers.c defer them, here is the queue and what makes them run.
 *
 *     queue, set ----> deferred ----> runs ------> gone; a periodic one stays deferred
 *                         '--- cancel ----> gone
 *
 * The harness may run a deferred routine between any two entry points; a wait runs them in line (sync.c).
 */
#include "work.h"

#include "lifecycle.h"
#include "ownership.h"
#include "sync.h"

struct deferred {
    enum lint_deferred kind;
    int periodic;
    void *object; /* one entry for each object */
    lint_routine routine;
    void *context;
};

static struct deferred queue[LINT_DEFERRED * LINT_ADAPTERS];
static unsigned queued;

static void remove_entry(unsigned index)
{
    for (; index + 1 < queued; index++)
        queue[index] = queue[index + 1];
    queued--;
    memset(&queue[queued], 0, sizeof queue[queued]);
}

int lint_defer(enum lint_deferred kind, void *object, lint_routine routine, void *context, int periodic)
{
    struct deferred entry;
    unsigned i;

    entry.kind = kind;
    entry.periodic = periodic;
    entry.object = object;
    entry.routine = routine;
    entry.context = context;
    for (i = 0; i < queued; i++)
        if (queue[i].object == object) {
            queue[i] = entry;
            return 0;
        }
    if (queued == LINT_DEFERRED * lint_adapter_count) {
        lint_block("more work items and timers are waiting than the rules follow");
        return 0;
    }
    queue[queued++] = entry;
    return 1;
}

int lint_cancel(const void *object)
{
    unsigned i;

    for (i = 0; i < queued; i++)
        if (queue[i].object == object) {
            remove_entry(i);
            return 1;
        }
    return 0;
}

static void call(const struct deferred *entry)
{
    KIRQL irql = lint_irql;
    int in_oid_request = lint_in_oid_request;

    lint_in_oid_request = 0;
    lint_depth++;
    switch (entry->kind) {
    case LINT_NDIS_TIMER:
    case LINT_TIMER:
    case LINT_DPC:
    case LINT_EX_TIMER:
    case LINT_WDF_TIMER:
        lint_irql = DISPATCH_LEVEL;
        lint_call_timer(entry->kind, entry->object, entry->context);
        break;
    default:
        lint_irql = PASSIVE_LEVEL;
        lint_call_work_item(entry->kind, entry->object, entry->routine, entry->context);
    }
    lint_depth--;
    lint_irql = irql;
    lint_in_oid_request = in_oid_request;
}

static int is_wanted(const struct deferred *entry)
{
    lint_routine routine = entry->routine;

    if (!routine)
        routine = entry->kind == LINT_NDIS_TIMER || entry->kind == LINT_TIMER || entry->kind == LINT_DPC ||
                          entry->kind == LINT_EX_TIMER
                      ? lint_timer_routine(entry->kind, entry->object)
                      : lint_work_item_routine(entry->kind, entry->object);
    return lint_wanted(routine);
}

int lint_work_is_wanted(void)
{
    unsigned i;

    for (i = 0; i < queued; i++)
        if (is_wanted(&queue[i]))
            return 1;
    return 0;
}

void lint_work_run_any(void)
{
    struct deferred entry;
    unsigned i, last = 0;

    for (i = 0; i < queued; i++)
        if (is_wanted(&queue[i]))
            last = i;
    for (i = 0; i < last; i++)
        if (is_wanted(&queue[i]) && lint_choose(""))
            break;
    entry = queue[i];
    if (!entry.periodic)
        remove_entry(i);
    call(&entry);
}

void lint_work_run(const void *object)
{
    struct deferred entry;
    unsigned i;

    for (i = 0; i < queued; i++)
        if (queue[i].object == object) {
            entry = queue[i];
            remove_entry(i);
            call(&entry);
            return;
        }
}

/* The place in line: what runs once comes first; TURN says whether threads, which like to wait themselves, or what
 * runs again and again is next. */
static int rank(const struct deferred *entry, enum lint_turn turn)
{
    if (entry->kind == LINT_THREAD)
        return turn == LINT_THREADS_TURN ? 1 : 3;
    return entry->periodic ? 2 : 0;
}

/* Runs the first entry of a rank not above WORST; a periodic one goes to the end of the line. */
static int run_next(enum lint_turn turn, int worst)
{
    struct deferred entry;
    unsigned i, next = 0;

    for (i = 1; i < queued; i++)
        if (rank(&queue[i], turn) < rank(&queue[next], turn))
            next = i;
    if (!queued || rank(&queue[next], turn) > worst)
        return 0;
    entry = queue[next];
    remove_entry(next);
    if (entry.periodic)
        queue[queued++] = entry;
    call(&entry);
    return 1;
}

int lint_work_go_on(enum lint_turn turn)
{
    return run_next(turn, 3) || lint_answer();
}

void lint_work_run_all(void)
{
    unsigned count;

    for (count = queued; count > 0 && run_next(LINT_TIMERS_TURN, 2); count--)
        continue;
}

void lint_work_run_dpcs(void)
{
    struct deferred entry;
    unsigned i;

    for (i = 0; i < queued; i++)
        if (queue[i].kind == LINT_DPC) {
            entry = queue[i];
            remove_entry(i--);
            call(&entry);
        }
}

int lint_is_deferred(enum lint_deferred kind, const void *object)
{
    unsigned i;

    for (i = 0; i < queued; i++)
        if (queue[i].kind == kind && queue[i].object == object)
            return 1;
    return 0;
}
