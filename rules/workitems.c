/* Work items of every kind and system threads: how each is made, queued and called. When one runs is work.c's affair. */
#include "wdf.h"
#include "work.h"

/* A work item of the I/O manager, allocated for a device. */
struct io_work_item {
    PDEVICE_OBJECT device;
};

struct thread {
    DISPATCHER_HEADER header; /* signaled when the thread has ended: what a wait looks at */
    PKSTART_ROUTINE routine;
    PVOID context;
};

static void run_thread(struct thread *thread)
{
    thread->routine(thread->context);
    thread->header.SignalState = 1;
}

void lint_call_work_item(enum lint_deferred kind, void *object, lint_routine routine, void *context)
{
    struct io_work_item *io_item = object;
    PNDIS_WORK_ITEM ndis_item = object;
    PWORK_QUEUE_ITEM item = object;

    lint_entry(kind == LINT_THREAD ? "a system thread" : "a work item");
    switch (kind) {
    case LINT_NDIS_IO_WORK:
        ((NDIS_IO_WORKITEM_ROUTINE)routine)(context, object);
        break;
    case LINT_NDIS_WORK:
        ndis_item->Routine(ndis_item, ndis_item->Context);
        break;
    case LINT_IO_WORK:
        ((PIO_WORKITEM_ROUTINE)routine)(io_item->device, context);
        break;
    case LINT_IO_WORK_EX:
        ((PIO_WORKITEM_ROUTINE_EX)routine)(io_item->device, context, object);
        break;
    case LINT_WDF_WORK:
        lint_call_wdf(object);
        break;
    case LINT_WORKER:
        item->WorkerRoutine(item->Parameter);
        break;
    default:
        run_thread(object);
    }
}

lint_routine lint_work_item_routine(enum lint_deferred kind, void *object)
{
    switch (kind) {
    case LINT_NDIS_WORK:
        return (lint_routine)((PNDIS_WORK_ITEM)object)->Routine;
    case LINT_WORKER:
        return (lint_routine)((PWORK_QUEUE_ITEM)object)->WorkerRoutine;
    case LINT_THREAD:
        return (lint_routine)((struct thread *)object)->routine;
    default:
        return 0;
    }
}

NDIS_HANDLE NdisAllocateIoWorkItem(NDIS_HANDLE NdisObjectHandle)
{
    (void)NdisObjectHandle;
    return lint_fails("NdisAllocateIoWorkItem fails") ? 0 : lint_allocate(sizeof(struct io_work_item), 1);
}

VOID NdisFreeIoWorkItem(NDIS_HANDLE NdisIoWorkItemHandle)
{
    lint_free(NdisIoWorkItemHandle);
}

VOID NdisQueueIoWorkItem(NDIS_HANDLE NdisIoWorkItemHandle, NDIS_IO_WORKITEM_ROUTINE Routine, PVOID WorkItemContext)
{
    lint_defer(LINT_NDIS_IO_WORK, NdisIoWorkItemHandle, (lint_routine)Routine, WorkItemContext, 0);
}

NDIS_STATUS NdisScheduleWorkItem(PNDIS_WORK_ITEM WorkItem)
{
    lint_defer(LINT_NDIS_WORK, WorkItem, 0, 0, 0);
    return NDIS_STATUS_SUCCESS;
}

PIO_WORKITEM IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
    struct io_work_item *item;

    if (lint_fails("IoAllocateWorkItem fails"))
        return 0;
    item = lint_allocate(sizeof *item, 1);
    item->device = DeviceObject;
    return (PIO_WORKITEM)item;
}

VOID IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
    lint_free(IoWorkItem);
}

ULONG IoSizeofWorkItem(VOID)
{
    return sizeof(struct io_work_item);
}

VOID IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem)
{
    ((struct io_work_item *)IoWorkItem)->device = IoObject;
}

VOID IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem)
{
    (void)IoWorkItem;
}

VOID IoQueueWorkItem(
    PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine, WORK_QUEUE_TYPE QueueType, PVOID Context)
{
    (void)QueueType;
    lint_defer(LINT_IO_WORK, IoWorkItem, (lint_routine)WorkerRoutine, Context, 0);
}

VOID IoQueueWorkItemEx(
    PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine, WORK_QUEUE_TYPE QueueType, PVOID Context)
{
    (void)QueueType;
    lint_defer(LINT_IO_WORK_EX, IoWorkItem, (lint_routine)WorkerRoutine, Context, 0);
}

BOOLEAN IoTryQueueWorkItem(
    PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine, WORK_QUEUE_TYPE QueueType, PVOID Context)
{
    (void)QueueType;
    return (BOOLEAN)lint_defer(LINT_IO_WORK_EX, IoWorkItem, (lint_routine)WorkerRoutine, Context, 0);
}

VOID ExQueueWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE QueueType)
{
    (void)QueueType;
    lint_defer(LINT_WORKER, WorkItem, 0, 0, 0);
}

/* The handle is the thread object: a wait takes either. */
NTSTATUS PsCreateSystemThread(PHANDLE ThreadHandle, ULONG DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
    HANDLE ProcessHandle, PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine, PVOID StartContext)
{
    struct thread *thread;

    (void)DesiredAccess;
    (void)ObjectAttributes;
    (void)ProcessHandle;
    (void)ClientId;
    if (lint_fails("PsCreateSystemThread fails"))
        return LINT_FAILURE;
    thread = lint_allocate(sizeof *thread, 1);
    thread->routine = StartRoutine;
    thread->context = StartContext;
    lint_defer(LINT_THREAD, thread, 0, 0, 0);
    *ThreadHandle = thread;
    return STATUS_SUCCESS;
}

NTSTATUS IoCreateSystemThread(PVOID IoObject, PHANDLE ThreadHandle, ULONG DesiredAccess,
    POBJECT_ATTRIBUTES ObjectAttributes, HANDLE ProcessHandle, PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine,
    PVOID StartContext)
{
    (void)IoObject;
    return PsCreateSystemThread(
        ThreadHandle, DesiredAccess, ObjectAttributes, ProcessHandle, ClientId, StartRoutine, StartContext);
}

/* The last statement of a thread's routine, so that returning ends the thread as well. */
NTSTATUS PsTerminateSystemThread(NTSTATUS ExitStatus)
{
    return ExitStatus;
}

/* The handle of a thread is the object; of other objects nothing is known. */
NTSTATUS ObReferenceObjectByHandle(HANDLE Handle, ACCESS_MASK DesiredAccess, POBJECT_TYPE ObjectType,
    KPROCESSOR_MODE AccessMode, PVOID *Object, POBJECT_HANDLE_INFORMATION HandleInformation)
{
    (void)DesiredAccess;
    (void)ObjectType;
    (void)AccessMode;
    (void)HandleInformation;
    if (lint_fails("ObReferenceObjectByHandle fails"))
        return LINT_FAILURE;
    *Object =
        lint_is_deferred(LINT_THREAD, Handle) ? Handle : lint_fresh_memory("an object", sizeof(DISPATCHER_HEADER));
    return STATUS_SUCCESS;
}
