/* Locks that a routine may hold while it sleeps: mutexes, resources, push locks. */
#ifndef LINT_OWNERSHIP_H
#define LINT_OWNERSHIP_H

/* How many routines wait beneath the one that runs: what runs while another one waits is another thread. */
extern unsigned lint_depth;

enum lint_share { LINT_EXCLUSIVE, LINT_SHARED };

/* 1 if no other thread holds LOCK; those that share it hold it together. */
int lint_lock_is_free(const void *lock, enum lint_share share);

/* This thread takes LOCK. The path ends if another one holds it: that one would have to go on first. */
void lint_lock_take(const void *lock, enum lint_share share);
void lint_lock_release(const void *lock);

/* 1 if somebody holds one. */
int lint_locks_are_held(void);

/* An event is over; a lock that is held beyond it is forgotten. */
void lint_locks_settle(void);

#endif
