/*
 * Timers and DPCs: how each kind is made, set, cancelled and called. When one runs is work.c's affair.
 */
#include "sync.h"
#include "wdf.h"
#include "work.h"

/* What NdisAllocateTimerObject and ExAllocateTimer make. */
struct timer {
    lint_routine routine;
    void *context;
};

static struct timer *new_timer(lint_routine routine, void *context)
{
    struct timer *timer = lint_allocate(sizeof *timer, 1);

    timer->routine = routine;
    timer->context = context;
    return timer;
}

static void call_dpc(PKDPC dpc)
{
    dpc->DeferredRoutine(dpc, dpc->DeferredContext, dpc->SystemArgument1, dpc->SystemArgument2);
}

static void expire(PKTIMER timer)
{
    timer->Header.SignalState = 1;
    if (timer->Dpc)
        call_dpc(timer->Dpc);
}

void lint_call_timer(enum lint_deferred kind, void *object, void *context)
{
    struct timer *timer = object;

    lint_entry(kind == LINT_DPC ? "a DPC" : "a timer");
    switch (kind) {
    case LINT_TIMER:
        expire(object);
        break;
    case LINT_DPC:
        call_dpc(object);
        break;
    case LINT_WDF_TIMER:
        lint_call_wdf(object);
        break;
    case LINT_EX_TIMER:
        ((PEXT_CALLBACK)timer->routine)(object, timer->context);
        break;
    default:
        ((PNDIS_TIMER_FUNCTION)timer->routine)(0, context ? context : timer->context, 0, 0);
    }
}

lint_routine lint_timer_routine(enum lint_deferred kind, void *object)
{
    PKTIMER timer = object;
    PKDPC dpc = object;

    if (kind == LINT_TIMER)
        return timer->Dpc ? (lint_routine)timer->Dpc->DeferredRoutine : 0;
    return kind == LINT_DPC ? (lint_routine)dpc->DeferredRoutine : ((struct timer *)object)->routine;
}

NDIS_STATUS NdisAllocateTimerObject(
    NDIS_HANDLE NdisHandle, PNDIS_TIMER_CHARACTERISTICS TimerCharacteristics, PNDIS_HANDLE pTimerObject)
{
    (void)NdisHandle;
    if (lint_fails("NdisAllocateTimerObject fails"))
        return LINT_FAILURE;
    *pTimerObject = new_timer((lint_routine)TimerCharacteristics->TimerFunction, TimerCharacteristics->FunctionContext);
    return NDIS_STATUS_SUCCESS;
}

VOID NdisFreeTimerObject(NDIS_HANDLE TimerObject)
{
    lint_cancel(TimerObject);
    lint_free(TimerObject);
}

BOOLEAN NdisSetTimerObject(
    NDIS_HANDLE TimerObject, LARGE_INTEGER DueTime, LONG MillisecondsPeriod, PVOID FunctionContext)
{
    (void)DueTime;
    return !lint_defer(LINT_NDIS_TIMER, TimerObject, 0, FunctionContext, MillisecondsPeriod != 0);
}

BOOLEAN NdisSetCoalescableTimerObject(
    NDIS_HANDLE TimerObject, LARGE_INTEGER DueTime, LONG MillisecondsPeriod, PVOID FunctionContext, ULONG Tolerance)
{
    (void)Tolerance;
    return NdisSetTimerObject(TimerObject, DueTime, MillisecondsPeriod, FunctionContext);
}

BOOLEAN NdisCancelTimerObject(NDIS_HANDLE TimerObject)
{
    return (BOOLEAN)lint_cancel(TimerObject);
}

VOID KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
    memset(Timer, 0, sizeof *Timer);
    Timer->Header.Type = (UCHAR)(LINT_NOTIFICATION_TIMER + Type);
}

VOID KeInitializeTimer(PKTIMER Timer)
{
    KeInitializeTimerEx(Timer, NotificationTimer);
}

BOOLEAN KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
    (void)DueTime;
    Timer->Dpc = Dpc;
    Timer->Header.SignalState = 0;
    return !lint_defer(LINT_TIMER, Timer, 0, 0, Period != 0);
}

BOOLEAN KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
    return KeSetTimerEx(Timer, DueTime, 0, Dpc);
}

BOOLEAN KeSetCoalescableTimer(PKTIMER Timer, LARGE_INTEGER DueTime, ULONG Period, ULONG TolerableDelay, PKDPC Dpc)
{
    (void)TolerableDelay;
    return KeSetTimerEx(Timer, DueTime, (LONG)Period, Dpc);
}

BOOLEAN KeCancelTimer(PKTIMER Timer)
{
    return (BOOLEAN)lint_cancel(Timer);
}

BOOLEAN KeReadStateTimer(PKTIMER Timer)
{
    return Timer->Header.SignalState != 0;
}

VOID KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
    memset(Dpc, 0, sizeof *Dpc);
    Dpc->DeferredRoutine = DeferredRoutine;
    Dpc->DeferredContext = DeferredContext;
}

VOID KeInitializeThreadedDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
    KeInitializeDpc(Dpc, DeferredRoutine, DeferredContext);
}

VOID KeSetImportanceDpc(PRKDPC Dpc, KDPC_IMPORTANCE Importance)
{
    (void)Dpc;
    (void)Importance;
}

VOID KeSetTargetProcessorDpc(PRKDPC Dpc, CCHAR Number)
{
    (void)Dpc;
    (void)Number;
}

BOOLEAN KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
    if (!lint_defer(LINT_DPC, Dpc, 0, 0, 0))
        return FALSE;
    Dpc->SystemArgument1 = SystemArgument1;
    Dpc->SystemArgument2 = SystemArgument2;
    return TRUE;
}

BOOLEAN KeRemoveQueueDpc(PRKDPC Dpc)
{
    return (BOOLEAN)lint_cancel(Dpc);
}

VOID KeFlushQueuedDpcs(VOID)
{
    lint_work_run_dpcs();
}

/* Timers from before NDIS 6: a kernel timer with its DPC, which gets the timer function's parameters. */

static void initialize_old_timer(PKTIMER timer, PKDPC dpc, PNDIS_TIMER_FUNCTION function, void *context)
{
    KeInitializeTimer(timer);
    KeInitializeDpc(dpc, (PKDEFERRED_ROUTINE)(lint_routine)function, context);
    timer->Dpc = dpc;
}

VOID NdisInitializeTimer(PNDIS_TIMER Timer, PNDIS_TIMER_FUNCTION TimerFunction, PVOID FunctionContext)
{
    initialize_old_timer(&Timer->Timer, &Timer->Dpc, TimerFunction, FunctionContext);
}

VOID NdisMInitializeTimer(PNDIS_MINIPORT_TIMER Timer, NDIS_HANDLE MiniportAdapterHandle,
    PNDIS_TIMER_FUNCTION TimerFunction, PVOID FunctionContext)
{
    (void)MiniportAdapterHandle;
    initialize_old_timer(&Timer->Timer, &Timer->Dpc, TimerFunction, FunctionContext);
}

VOID NdisSetTimer(PNDIS_TIMER Timer, UINT MillisecondsToDelay)
{
    (void)MillisecondsToDelay;
    lint_defer(LINT_TIMER, &Timer->Timer, 0, 0, 0);
}

VOID NdisSetTimerEx(PNDIS_TIMER Timer, UINT MillisecondsToDelay, PVOID FunctionContext)
{
    Timer->Dpc.DeferredContext = FunctionContext;
    NdisSetTimer(Timer, MillisecondsToDelay);
}

VOID NdisMSetPeriodicTimer(PNDIS_MINIPORT_TIMER Timer, UINT MillisecondPeriod)
{
    (void)MillisecondPeriod;
    lint_defer(LINT_TIMER, &Timer->Timer, 0, 0, 1);
}

VOID NdisCancelTimer(PNDIS_TIMER Timer, PBOOLEAN TimerCancelled)
{
    *TimerCancelled = (BOOLEAN)lint_cancel(&Timer->Timer);
}

VOID NdisMCancelTimer(PNDIS_MINIPORT_TIMER Timer, PBOOLEAN TimerCancelled)
{
    *TimerCancelled = (BOOLEAN)lint_cancel(&Timer->Timer);
}

/* Timers of the executive. */

PEX_TIMER ExAllocateTimer(PEXT_CALLBACK callback, void *context, ULONG attr)
{
    (void)attr;
    return lint_fails("ExAllocateTimer fails") ? 0 : (PEX_TIMER)new_timer((lint_routine)callback, context);
}

BOOLEAN ExSetTimer(PEX_TIMER timer, LONGLONG due, LONGLONG period, EXT_SET_PARAMETERS *params)
{
    (void)due;
    (void)params;
    return !lint_defer(LINT_EX_TIMER, timer, 0, 0, period != 0);
}

BOOLEAN ExCancelTimer(PEX_TIMER timer, PEXT_CANCEL_PARAMETERS params)
{
    (void)params;
    return (BOOLEAN)lint_cancel(timer);
}

BOOLEAN ExDeleteTimer(PEX_TIMER timer, BOOLEAN cancel, BOOLEAN wait, PEXT_DELETE_PARAMETERS params)
{
    BOOLEAN was_set = (BOOLEAN)lint_cancel(timer);

    (void)cancel;
    (void)wait;
    (void)params;
    lint_free(timer);
    return was_set;
}
