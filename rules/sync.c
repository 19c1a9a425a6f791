/*
 * Waits, and what is waited for: events, semaphores, timers, threads, rundown protection.
 *
 * A wait is where time passes: what is deferred runs in line, then something outside answers, until the object is
 * signaled. If it never is, the path ends there.
 */
#include "sync.h"

#include "ownership.h"
#include "work.h"

unsigned lint_timeouts;

typedef int (*condition)(void *object);

static int comes_true(condition holds, void *object)
{
    unsigned round;

    for (round = 0; round < LINT_WAIT_ROUNDS; round++) {
        if (holds(object))
            return 1;
        if (!lint_work_go_on(round % 2 ? LINT_THREADS_TURN : LINT_TIMERS_TURN))
            return 0;
    }
    return holds(object);
}

/* A timeout of 0 looks and does not wait; a longer one is over once nothing can happen any more. */
static NTSTATUS wait_until(condition holds, void *object, const LARGE_INTEGER *timeout)
{
    if (timeout && timeout->QuadPart == 0)
        return holds(object) ? STATUS_SUCCESS : STATUS_TIMEOUT;
    if (comes_true(holds, object))
        return STATUS_SUCCESS;
    if (!timeout || ++lint_timeouts > LINT_TIMEOUTS)
        lint_block("this waits for what never comes");
    return STATUS_TIMEOUT;
}

/* An object of which nothing is known is taken to be signaled. */
static int is_signaled(void *object)
{
    const DISPATCHER_HEADER *header = object;

    if (header->Type == LINT_MUTEX)
        return lint_lock_is_free(object, LINT_EXCLUSIVE);
    return !lint_is_known(lint_word(header->SignalState)) || header->SignalState > 0;
}

/* What a wait that ends does to the object. */
static void consume(DISPATCHER_HEADER *header)
{
    if (header->Type == LINT_SYNCHRONIZATION_EVENT || header->Type == LINT_SYNCHRONIZATION_TIMER)
        header->SignalState = 0;
    else if (header->Type == LINT_SEMAPHORE)
        header->SignalState--;
    else if (header->Type == LINT_MUTEX)
        lint_lock_take(header, LINT_EXCLUSIVE);
}

NTSTATUS KeWaitForSingleObject(
    PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode, BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
    (void)WaitReason;
    (void)WaitMode;
    (void)Alertable;
    if (wait_until(is_signaled, Object, Timeout) != STATUS_SUCCESS)
        return STATUS_TIMEOUT;
    consume(Object);
    return STATUS_SUCCESS;
}

struct objects {
    PVOID *objects;
    ULONG count;
    int all;
};

static int are_signaled(void *object)
{
    const struct objects *wait = object;
    ULONG i;

    for (i = 0; i < wait->count; i++)
        if (is_signaled(wait->objects[i]) != wait->all)
            return !wait->all;
    return wait->all;
}

NTSTATUS KeWaitForMultipleObjects(ULONG Count, PVOID Object[], WAIT_TYPE WaitType, KWAIT_REASON WaitReason,
    KPROCESSOR_MODE WaitMode, BOOLEAN Alertable, PLARGE_INTEGER Timeout, PKWAIT_BLOCK WaitBlockArray)
{
    struct objects wait;
    ULONG i;

    (void)WaitReason;
    (void)WaitMode;
    (void)Alertable;
    (void)WaitBlockArray;
    wait.objects = Object;
    wait.count = Count;
    wait.all = WaitType == WaitAll;
    if (wait_until(are_signaled, &wait, Timeout) != STATUS_SUCCESS)
        return STATUS_TIMEOUT;
    for (i = 0; i < Count; i++) {
        if (!is_signaled(Object[i]))
            continue;
        consume(Object[i]);
        if (!wait.all)
            return STATUS_WAIT_0 + (NTSTATUS)i;
    }
    return STATUS_WAIT_0;
}

/* Who holds a lock may well be back before what is deferred has got so far as to want it. */
static void sleep(void)
{
    if (lint_locks_are_held() && lint_choose(""))
        return;
    lint_work_run_all();
}

NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable, PLARGE_INTEGER Interval)
{
    (void)WaitMode;
    (void)Alertable;
    (void)Interval;
    sleep();
    return STATUS_SUCCESS;
}

VOID NdisMSleep(ULONG MicrosecondsToSleep)
{
    (void)MicrosecondsToSleep;
    sleep();
}

/* Events and semaphores. */

VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State)
{
    memset(Event, 0, sizeof *Event);
    Event->Header.Type = (UCHAR)(LINT_NOTIFICATION_EVENT + Type);
    Event->Header.SignalState = State;
}

LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait)
{
    LONG old = Event->Header.SignalState;

    (void)Increment;
    (void)Wait;
    Event->Header.SignalState = 1;
    return old;
}

VOID KeClearEvent(PRKEVENT Event)
{
    Event->Header.SignalState = 0;
}

LONG KeResetEvent(PRKEVENT Event)
{
    LONG old = Event->Header.SignalState;

    Event->Header.SignalState = 0;
    return old;
}

LONG KeReadStateEvent(PRKEVENT Event)
{
    return Event->Header.SignalState;
}

VOID KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit)
{
    memset(Semaphore, 0, sizeof *Semaphore);
    Semaphore->Header.Type = LINT_SEMAPHORE;
    Semaphore->Header.SignalState = Count;
    Semaphore->Limit = Limit;
}

LONG KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY Increment, LONG Adjustment, BOOLEAN Wait)
{
    LONG old = Semaphore->Header.SignalState;

    (void)Increment;
    (void)Wait;
    Semaphore->Header.SignalState += Adjustment;
    return old;
}

VOID NdisInitializeEvent(PNDIS_EVENT Event)
{
    KeInitializeEvent(&Event->Event, NotificationEvent, FALSE);
}

VOID NdisSetEvent(PNDIS_EVENT Event)
{
    KeSetEvent(&Event->Event, 0, FALSE);
}

VOID NdisResetEvent(PNDIS_EVENT Event)
{
    KeResetEvent(&Event->Event);
}

BOOLEAN NdisWaitEvent(PNDIS_EVENT Event, UINT MsToWait)
{
    LARGE_INTEGER timeout;

    timeout.QuadPart = -10000LL * MsToWait;
    return KeWaitForSingleObject(&Event->Event, Executive, KernelMode, FALSE, MsToWait ? &timeout : 0) ==
           STATUS_SUCCESS;
}

/* Rundown protection: bit 0 is set once the wait has begun, two for each that holds it. */

VOID ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    RunRef->Count = 0;
}

VOID ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    RunRef->Count = 0;
}

VOID ExRundownCompleted(PEX_RUNDOWN_REF RunRef)
{
    RunRef->Count = 1;
}

BOOLEAN ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
    if (RunRef->Count & 1)
        return FALSE;
    RunRef->Count += 2 * (ULONG_PTR)Count;
    return TRUE;
}

BOOLEAN ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    return ExAcquireRundownProtectionEx(RunRef, 1);
}

VOID ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
    RunRef->Count -= 2 * (ULONG_PTR)Count;
}

VOID ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    ExReleaseRundownProtectionEx(RunRef, 1);
}

static int is_run_down(void *object)
{
    const EX_RUNDOWN_REF *reference = object;

    return !lint_is_known(reference->Count) || reference->Count == 1;
}

VOID ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef)
{
    RunRef->Count |= 1;
    wait_until(is_run_down, RunRef, 0);
}
