/*
 * The kernel-mode driver framework in a miniport: objects with contexts, locks, timers, work items, memory, and the queue of a
 * control device.
 *
 *     create --WdfObjectDelete--> children deleted, EvtCleanupCallback --last reference--> EvtDestroyCallback, gone
 *
 * An object has one context, or two of different sizes. Requests are handed to one queue, one at a time.
 */
#include "wdf.h"

#include "include/wdf.h"
#include "ownership.h"
#include "sync.h"
#include "work.h"

enum { CHILDREN = 16, CONTEXTS = 2 };

/* What a handle of the framework points to. */
struct framework_object {
    struct framework_object *parent;
    struct framework_object *children[CHILDREN];
    unsigned child_count;
    LONG references;
    int is_deleted;
    PFN_WDF_OBJECT_CONTEXT_CLEANUP cleanup;
    PFN_WDF_OBJECT_CONTEXT_DESTROY destroy;
    void *contexts[CONTEXTS];
    size_t context_sizes[CONTEXTS];
    lint_routine routine; /* of a timer, a work item, a queue */
    int is_periodic;
    void *buffer; /* of a memory object, a request */
    size_t size;
    PDEVICE_OBJECT device;
};

static struct framework_object *framework_driver;
static struct framework_object *control_queue; /* NULL: no queue takes control requests */

static const struct lint_domain framework_codes = {"a control code", 0, 0xffffffff, LINT_CONTROL_SAMPLES};
static const struct lint_domain framework_lengths = {
    "the length of a buffer", 0, LINT_IO_BUFFER, 2, {LINT_IO_BUFFER, 0}};

/* ---- objects ---- */

static void add_context(struct framework_object *object, const WDF_OBJECT_ATTRIBUTES *attributes)
{
    unsigned i;

    for (i = 0; i < CONTEXTS; i++)
        if (!object->contexts[i]) {
            object->context_sizes[i] = attributes->ContextTypeInfo->ContextSize;
            object->contexts[i] = lint_allocate(attributes->ContextTypeInfo->ContextSize, 1);
            break;
        }
}

/* What has a parent goes with it. */
static void adopt(struct framework_object *parent, struct framework_object *object)
{
    object->parent = parent;
    if (parent && parent->child_count < CHILDREN)
        parent->children[parent->child_count++] = object;
}

static struct framework_object *new_object(const WDF_OBJECT_ATTRIBUTES *attributes)
{
    struct framework_object *object = lint_allocate(sizeof *object, 1);

    object->references = 1;
    if (!attributes)
        return object;
    object->cleanup = attributes->EvtCleanupCallback;
    object->destroy = attributes->EvtDestroyCallback;
    if (attributes->ContextTypeInfo)
        add_context(object, attributes);
    adopt((struct framework_object *)attributes->ParentObject, object);
    return object;
}

static void release_object(struct framework_object *object)
{
    unsigned i;

    if (--object->references > 0)
        return;
    if (lint_handled(object->destroy))
        object->destroy((WDFOBJECT)object);
    for (i = 0; i < CONTEXTS; i++)
        lint_free(object->contexts[i]);
    lint_free(object);
}

static void delete_object(struct framework_object *object)
{
    unsigned i;

    if (object->is_deleted)
        return;
    object->is_deleted = 1;
    lint_cancel(object);
    if (control_queue == object)
        control_queue = 0;
    for (i = object->child_count; i > 0; i--)
        delete_object(object->children[i - 1]);
    object->child_count = 0;
    if (lint_handled(object->cleanup))
        object->cleanup((WDFOBJECT)object);
    release_object(object);
}

VOID WdfObjectDelete(WDFOBJECT Object)
{
    struct framework_object *object = (struct framework_object *)Object;
    struct framework_object *parent = object->parent;
    unsigned i, kept = 0;

    for (i = 0; parent && i < parent->child_count; i++)
        if (parent->children[i] != object)
            parent->children[kept++] = parent->children[i];
    if (parent)
        parent->child_count = kept;
    delete_object(object);
}

VOID WdfObjectReferenceActual(WDFOBJECT Handle, PVOID Tag, LONG Line, PCHAR File)
{
    (void)Tag;
    (void)Line;
    (void)File;
    ((struct framework_object *)Handle)->references++;
}

VOID WdfObjectDereferenceActual(WDFOBJECT Handle, PVOID Tag, LONG Line, PCHAR File)
{
    (void)Tag;
    (void)Line;
    (void)File;
    release_object((struct framework_object *)Handle);
}

PVOID WdfObjectGetTypedContextWorker(WDFOBJECT Handle, PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo)
{
    struct framework_object *object = (struct framework_object *)Handle;

    return object->contexts[1] && object->context_sizes[1] == TypeInfo->ContextSize ? object->contexts[1]
                                                                                    : object->contexts[0];
}

NTSTATUS WdfObjectAllocateContext(WDFOBJECT Handle, PWDF_OBJECT_ATTRIBUTES ContextAttributes, PVOID *Context)
{
    if (lint_fails("WdfObjectAllocateContext fails"))
        return LINT_FAILURE;
    add_context((struct framework_object *)Handle, ContextAttributes);
    if (Context)
        *Context = WdfObjectGetTypedContextWorker(Handle, ContextAttributes->ContextTypeInfo);
    return STATUS_SUCCESS;
}

NTSTATUS WdfObjectCreate(PWDF_OBJECT_ATTRIBUTES Attributes, WDFOBJECT *Object)
{
    if (lint_fails("WdfObjectCreate fails"))
        return LINT_FAILURE;
    *Object = (WDFOBJECT)new_object(Attributes);
    return STATUS_SUCCESS;
}

/* ---- the driver and its devices ---- */

NTSTATUS WdfDriverCreate(PDRIVER_OBJECT DriverObject, PCUNICODE_STRING RegistryPath,
    PWDF_OBJECT_ATTRIBUTES DriverAttributes, PWDF_DRIVER_CONFIG DriverConfig, WDFDRIVER *Driver)
{
    (void)DriverObject;
    (void)RegistryPath;
    (void)DriverConfig;
    if (lint_fails("WdfDriverCreate fails"))
        return LINT_FAILURE;
    framework_driver = new_object(DriverAttributes);
    if (Driver)
        *Driver = (WDFDRIVER)framework_driver;
    return STATUS_SUCCESS;
}

WDFDRIVER WdfGetDriver(VOID)
{
    return (WDFDRIVER)framework_driver;
}

VOID WdfDriverMiniportUnload(WDFDRIVER Driver)
{
    delete_object((struct framework_object *)Driver);
    framework_driver = 0;
}

NTSTATUS WdfDeviceMiniportCreate(WDFDRIVER Driver, PWDF_OBJECT_ATTRIBUTES Attributes, PDEVICE_OBJECT DeviceObject,
    PDEVICE_OBJECT AttachedDeviceObject, PDEVICE_OBJECT Pdo, WDFDEVICE *Device)
{
    struct framework_object *device;

    (void)Driver;
    (void)AttachedDeviceObject;
    (void)Pdo;
    if (lint_fails("WdfDeviceMiniportCreate fails"))
        return LINT_FAILURE;
    device = new_object(Attributes);
    device->device = DeviceObject;
    *Device = (WDFDEVICE)device;
    return STATUS_SUCCESS;
}

PDEVICE_OBJECT WdfDeviceWdmGetDeviceObject(WDFDEVICE Device)
{
    return ((struct framework_object *)Device)->device;
}

/* ---- locks ---- */

NTSTATUS WdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES SpinLockAttributes, WDFSPINLOCK *SpinLock)
{
    if (lint_fails("WdfSpinLockCreate fails"))
        return LINT_FAILURE;
    *SpinLock = (WDFSPINLOCK)new_object(SpinLockAttributes);
    return STATUS_SUCCESS;
}

VOID WdfSpinLockAcquire(WDFSPINLOCK SpinLock)
{
    (void)SpinLock;
}

VOID WdfSpinLockRelease(WDFSPINLOCK SpinLock)
{
    (void)SpinLock;
}

NTSTATUS WdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES LockAttributes, WDFWAITLOCK *Lock)
{
    if (lint_fails("WdfWaitLockCreate fails"))
        return LINT_FAILURE;
    *Lock = (WDFWAITLOCK)new_object(LockAttributes);
    return STATUS_SUCCESS;
}

NTSTATUS WdfWaitLockAcquire(WDFWAITLOCK Lock, PLONGLONG Timeout)
{
    if (Timeout && !lint_lock_is_free(Lock, LINT_EXCLUSIVE))
        return STATUS_TIMEOUT;
    lint_lock_take(Lock, LINT_EXCLUSIVE);
    return STATUS_SUCCESS;
}

VOID WdfWaitLockRelease(WDFWAITLOCK Lock)
{
    lint_lock_release(Lock);
}

VOID WdfObjectAcquireLock(WDFOBJECT Object)
{
    (void)Object;
}

VOID WdfObjectReleaseLock(WDFOBJECT Object)
{
    (void)Object;
}

/* ---- timers and work items ---- */

void lint_call_wdf(void *object)
{
    ((EVT_WDF_TIMER *)((struct framework_object *)object)->routine)((WDFTIMER)object);
}

NTSTATUS WdfTimerCreate(PWDF_TIMER_CONFIG Config, PWDF_OBJECT_ATTRIBUTES Attributes, WDFTIMER *Timer)
{
    struct framework_object *timer;

    if (lint_fails("WdfTimerCreate fails"))
        return LINT_FAILURE;
    timer = new_object(Attributes);
    timer->routine = (lint_routine)Config->EvtTimerFunc;
    timer->is_periodic = Config->Period != 0;
    *Timer = (WDFTIMER)timer;
    return STATUS_SUCCESS;
}

BOOLEAN WdfTimerStart(WDFTIMER Timer, LONGLONG DueTime)
{
    struct framework_object *timer = (struct framework_object *)Timer;

    (void)DueTime;
    return !lint_defer(LINT_WDF_TIMER, timer, timer->routine, 0, timer->is_periodic);
}

BOOLEAN WdfTimerStop(WDFTIMER Timer, BOOLEAN Wait)
{
    (void)Wait;
    return (BOOLEAN)lint_cancel(Timer);
}

WDFOBJECT WdfTimerGetParentObject(WDFTIMER Timer)
{
    return (WDFOBJECT)((struct framework_object *)Timer)->parent;
}

NTSTATUS WdfWorkItemCreate(PWDF_WORKITEM_CONFIG Config, PWDF_OBJECT_ATTRIBUTES Attributes, WDFWORKITEM *WorkItem)
{
    struct framework_object *item;

    if (lint_fails("WdfWorkItemCreate fails"))
        return LINT_FAILURE;
    item = new_object(Attributes);
    item->routine = (lint_routine)Config->EvtWorkItemFunc;
    *WorkItem = (WDFWORKITEM)item;
    return STATUS_SUCCESS;
}

VOID WdfWorkItemEnqueue(WDFWORKITEM WorkItem)
{
    lint_defer(LINT_WDF_WORK, WorkItem, ((struct framework_object *)WorkItem)->routine, 0, 0);
}

VOID WdfWorkItemFlush(WDFWORKITEM WorkItem)
{
    lint_work_run(WorkItem);
}

WDFOBJECT WdfWorkItemGetParentObject(WDFWORKITEM WorkItem)
{
    return (WDFOBJECT)((struct framework_object *)WorkItem)->parent;
}

/* ---- memory ---- */

NTSTATUS WdfMemoryCreate(PWDF_OBJECT_ATTRIBUTES Attributes, POOL_TYPE PoolType, ULONG PoolTag, size_t BufferSize,
    WDFMEMORY *Memory, PVOID *Buffer)
{
    struct framework_object *memory;

    (void)PoolType;
    (void)PoolTag;
    if (lint_fails("WdfMemoryCreate fails"))
        return LINT_FAILURE;
    memory = new_object(Attributes);
    memory->buffer = lint_allocate(BufferSize, 0);
    memory->size = BufferSize;
    *Memory = (WDFMEMORY)memory;
    if (Buffer)
        *Buffer = memory->buffer;
    return STATUS_SUCCESS;
}

PVOID WdfMemoryGetBuffer(WDFMEMORY Memory, size_t *BufferSize)
{
    struct framework_object *memory = (struct framework_object *)Memory;

    if (BufferSize)
        *BufferSize = memory->size;
    return memory->buffer;
}

/* ---- a control device ---- */

NTSTATUS WdfDeviceCreate(PWDFDEVICE_INIT *DeviceInit, PWDF_OBJECT_ATTRIBUTES DeviceAttributes, WDFDEVICE *Device)
{
    struct framework_object *device;

    if (lint_fails("WdfDeviceCreate fails"))
        return LINT_FAILURE;
    device = new_object(DeviceAttributes);
    device->device = lint_fresh_memory("a device object", sizeof(DEVICE_OBJECT));
    *DeviceInit = 0;
    *Device = (WDFDEVICE)device;
    return STATUS_SUCCESS;
}

NTSTATUS WdfIoQueueCreate(
    WDFDEVICE Device, PWDF_IO_QUEUE_CONFIG Config, PWDF_OBJECT_ATTRIBUTES QueueAttributes, WDFQUEUE *Queue)
{
    struct framework_object *made;

    if (lint_fails("WdfIoQueueCreate fails"))
        return LINT_FAILURE;
    made = new_object(QueueAttributes);
    if (!made->parent)
        adopt((struct framework_object *)Device, made);
    made->routine = (lint_routine)Config->EvtIoDeviceControl;
    if (lint_handled(made->routine))
        control_queue = made;
    if (Queue)
        *Queue = (WDFQUEUE)made;
    return STATUS_SUCCESS;
}

WDFDEVICE WdfIoQueueGetDevice(WDFQUEUE Queue)
{
    return (WDFDEVICE)((struct framework_object *)Queue)->parent;
}

static NTSTATUS retrieve(WDFREQUEST handle, size_t least, PVOID *buffer, size_t *length)
{
    struct framework_object *request = (struct framework_object *)handle;

    if (request->size < least)
        return STATUS_BUFFER_TOO_SMALL;
    *buffer = request->buffer;
    if (length)
        *length = request->size;
    return STATUS_SUCCESS;
}

NTSTATUS WdfRequestRetrieveInputBuffer(WDFREQUEST Request, size_t MinimumRequiredLength, PVOID *Buffer, size_t *Length)
{
    return retrieve(Request, MinimumRequiredLength, Buffer, Length);
}

NTSTATUS WdfRequestRetrieveOutputBuffer(WDFREQUEST Request, size_t MinimumRequiredSize, PVOID *Buffer, size_t *Length)
{
    return retrieve(Request, MinimumRequiredSize, Buffer, Length);
}

VOID WdfRequestCompleteWithInformation(WDFREQUEST Request, NTSTATUS Status, ULONG_PTR Information)
{
    struct framework_object *request = (struct framework_object *)Request;

    (void)Status;
    (void)Information;
    lint_free(request->buffer);
    delete_object(request);
}

VOID WdfRequestComplete(WDFREQUEST Request, NTSTATUS Status)
{
    WdfRequestCompleteWithInformation(Request, Status, 0);
}

WDFQUEUE WdfRequestGetIoQueue(WDFREQUEST Request)
{
    return (WDFQUEUE)((struct framework_object *)Request)->parent;
}

int lint_wdf_queue_is_wanted(void)
{
    return control_queue && lint_wanted(control_queue->routine);
}

void lint_wdf_control(void)
{
    struct framework_object *request = new_object(0);
    size_t length = lint_fresh_in(size_t, framework_lengths);

    request->parent = control_queue;
    request->buffer = lint_fresh_memory("the control buffer", LINT_IO_BUFFER);
    request->size = length;
    lint_entry("EvtIoDeviceControl");
    ((EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL *)control_queue->routine)(
        (WDFQUEUE)control_queue, (WDFREQUEST)request, length, length, lint_fresh_in(ULONG, framework_codes));
}
