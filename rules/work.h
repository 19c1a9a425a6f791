/* What the driver has asked to be called later, and letting time pass until it is. */
#ifndef LINT_WORK_H
#define LINT_WORK_H

#include "model.h"

/* How a deferred routine is called, and what its object is. */
enum lint_deferred {
    LINT_NDIS_IO_WORK, /* NdisQueueIoWorkItem: NDIS_HANDLE */
    LINT_NDIS_WORK,    /* NdisScheduleWorkItem: PNDIS_WORK_ITEM */
    LINT_IO_WORK,      /* IoQueueWorkItem: PIO_WORKITEM */
    LINT_IO_WORK_EX,   /* IoQueueWorkItemEx: PIO_WORKITEM */
    LINT_WORKER,       /* ExQueueWorkItem: PWORK_QUEUE_ITEM */
    LINT_NDIS_TIMER,   /* NdisSetTimerObject: NDIS_HANDLE */
    LINT_TIMER,        /* KeSetTimer: PKTIMER */
    LINT_DPC,          /* KeInsertQueueDpc: PKDPC */
    LINT_EX_TIMER,     /* ExSetTimer: PEX_TIMER */
    LINT_WDF_WORK,     /* WdfWorkItemEnqueue: WDFWORKITEM */
    LINT_WDF_TIMER,    /* WdfTimerStart: WDFTIMER */
    LINT_THREAD        /* PsCreateSystemThread: its HANDLE */
};

/* OBJECT's ROUTINE is to be called with CONTEXT; both NULL where the object itself knows them. 0: it was deferred
 * already, and now is with this routine. */
int lint_defer(enum lint_deferred kind, void *object, lint_routine routine, void *context, int periodic);

/* 1 if OBJECT was deferred and now is not. */
int lint_cancel(const void *object);

/* 1 if OBJECT is deferred as a KIND. */
int lint_is_deferred(enum lint_deferred kind, const void *object);

/* How timers.c and workitems.c call what is their own. */
void lint_call_timer(enum lint_deferred kind, void *object, void *context);
void lint_call_work_item(enum lint_deferred kind, void *object, lint_routine routine, void *context);

/* The routine of a deferred object that knows it itself. */
lint_routine lint_timer_routine(enum lint_deferred kind, void *object);
lint_routine lint_work_item_routine(enum lint_deferred kind, void *object);

/* 1 if something is deferred that may matter. */
int lint_work_is_wanted(void);

/* One of those runs, any of them. */
void lint_work_run_any(void);

/* OBJECT runs, if it is deferred. */
void lint_work_run(const void *object);

/* Who is next, threads or periodic timers, when all that runs once has run. */
enum lint_turn { LINT_TIMERS_TURN, LINT_THREADS_TURN };

/* Time passes: the next routine in line runs, or something outside answers. 0 if there is nothing. */
int lint_work_go_on(enum lint_turn turn);

/* A long time passes: all that is deferred now runs, except threads. */
void lint_work_run_all(void);

/* The DPCs that are queued run. */
void lint_work_run_dpcs(void);

#endif
