/* Interrupt request levels and dispatcher objects. */
#ifndef LINT_SYNC_H
#define LINT_SYNC_H

#include "model.h"

/* The current level. */
extern KIRQL lint_irql;

/* Waits that have timed out since the event began. */
extern unsigned lint_timeouts;

/* DISPATCHER_HEADER.Type: what a wait does to the object depends on it. */
enum lint_object {
    LINT_NOTIFICATION_EVENT = 0,
    LINT_SYNCHRONIZATION_EVENT = 1,
    LINT_MUTEX = 2,
    LINT_SEMAPHORE = 5,
    LINT_NOTIFICATION_TIMER = 8,
    LINT_SYNCHRONIZATION_TIMER = 9
};

#endif
