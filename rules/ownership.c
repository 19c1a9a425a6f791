/*
 * Who holds a lock under which one may sleep.
 *
 * What is deferred runs in line while a routine of the driver waits. In truth it is another thread, which does not get a
 * lock that the waiting one holds: without this, two routines that exclude each other would be seen to interleave.
 */
#include "ownership.h"

#include "model.h"

enum { HELD_LOCKS = 8 };

unsigned lint_depth;

static struct held_lock {
    const void *lock;
    enum lint_share share;
    unsigned depth; /* of the thread */
    unsigned count;
} held_locks[HELD_LOCKS];

static unsigned held_lock_count;

int lint_lock_is_free(const void *lock, enum lint_share share)
{
    unsigned i;

    for (i = 0; i < held_lock_count; i++)
        if (held_locks[i].lock == lock && held_locks[i].depth != lint_depth &&
            (share == LINT_EXCLUSIVE || held_locks[i].share == LINT_EXCLUSIVE))
            return 0;
    return 1;
}

/* What this thread knows of LOCK, which it holds; NULL if it does not. */
static struct held_lock *own(const void *lock)
{
    unsigned i;

    for (i = 0; i < held_lock_count; i++)
        if (held_locks[i].lock == lock && held_locks[i].depth == lint_depth)
            return &held_locks[i];
    return 0;
}

void lint_lock_take(const void *lock, enum lint_share share)
{
    struct held_lock *held;

    lint_assume(lint_lock_is_free(lock, share));
    held = own(lock);
    if (!held && held_lock_count < HELD_LOCKS) {
        held = &held_locks[held_lock_count++];
        held->lock = lock;
        held->share = share;
        held->depth = lint_depth;
    }
    if (held)
        held->count++;
}

void lint_lock_release(const void *lock)
{
    struct held_lock *held = own(lock);

    if (!held || --held->count > 0)
        return;
    held_lock_count--;
    for (; held < &held_locks[held_lock_count]; held++)
        *held = held[1];
    memset(&held_locks[held_lock_count], 0, sizeof held_locks[0]);
}

int lint_locks_are_held(void)
{
    return held_lock_count > 0;
}

void lint_locks_settle(void)
{
    memset(held_locks, 0, sizeof held_locks);
    held_lock_count = 0;
}
