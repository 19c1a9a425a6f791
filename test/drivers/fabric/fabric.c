#include "fabric.h"

DRIVER_INITIALIZE DriverEntry;

static NDIS_HANDLE driver_handle;

/* Runs at PASSIVE_LEVEL whenever the mailbox had news. */
static void fabric_work(void *context, NDIS_HANDLE item)
{
    struct fabric *f = context;
    ULONG wanted, gone;

    UNREFERENCED_PARAMETER(item);

    wanted = (ULONG)InterlockedExchange((volatile LONG *)&f->wanted_id, 0);
    gone = (ULONG)InterlockedExchange((volatile LONG *)&f->gone_id, 0);
    if (gone)
        endpoint_remove(f, gone);
    if (wanted && endpoint_add(f, wanted) != NDIS_STATUS_SUCCESS)
        DbgPrint("fabric: endpoint %lu cannot be added\n", wanted);

    InterlockedExchange(&f->work_queued, 0);
    KeSetEvent(&f->work_done, 0, FALSE);
}

static void fabric_poll(void *unused1, void *context, void *unused2, void *unused3)
{
    struct fabric *f = context;
    ULONG news = f->mailbox[0];

    UNREFERENCED_PARAMETER(unused1);
    UNREFERENCED_PARAMETER(unused2);
    UNREFERENCED_PARAMETER(unused3);

    if (!news)
        return;
    if (news & 0x80000000)
        f->gone_id = news & 0x7fffffff;
    else
        f->wanted_id = news;
    if (InterlockedCompareExchange(&f->work_queued, 1, 0) == 0) {
        KeClearEvent(&f->work_done);
        NdisQueueIoWorkItem(f->work, (NDIS_IO_WORKITEM_ROUTINE)fabric_work, f);
    }
}

static NDIS_STATUS fabric_default_port(struct fabric *f, bool up)
{
    NDIS_STATUS status;

    if (f->default_active == up)
        return NDIS_STATUS_SUCCESS;
    do {
        status = port_event(f->handle, up ? NetEventPortActivation : NetEventPortDeactivation, NDIS_DEFAULT_PORT_NUMBER);
    } while (!up && status != NDIS_STATUS_SUCCESS);
    if (status == NDIS_STATUS_SUCCESS)
        f->default_active = up;
    return status;
}

static NDIS_STATUS fabric_register(struct fabric *f)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES r = {
        .Header = { NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
                    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
                    NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1 },
        .MiniportAdapterContext = f,
        .AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE | NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT,
        .CheckForHangTimeInSeconds = 0,
        .InterfaceType = NdisInterfacePci,
    };

    return NdisMSetMiniportAttributes(f->handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&r);
}

static NDIS_STATUS fabric_initialize(NDIS_HANDLE handle, NDIS_HANDLE unused, PNDIS_MINIPORT_INIT_PARAMETERS p)
{
    NDIS_TIMER_CHARACTERISTICS tc = {
        .Header = { NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS, NDIS_TIMER_CHARACTERISTICS_REVISION_1,
                    NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1 },
        .AllocationTag = FABRIC_TAG,
        .TimerFunction = fabric_poll,
    };
    NDIS_STATUS status;
    struct fabric *f;

    UNREFERENCED_PARAMETER(unused);

    f = ExAllocatePoolZero(NonPagedPoolNx, sizeof(*f), FABRIC_TAG);
    if (!f)
        return NDIS_STATUS_RESOURCES;
    f->handle = handle;
    f->ops = &fabric_port_ops;
    KeInitializeSpinLock(&f->lock);
    KeInitializeEvent(&f->work_done, NotificationEvent, TRUE);

    status = fabric_register(f);
    if (status != NDIS_STATUS_SUCCESS)
        goto free_adapter;

    if (!p->AllocatedResources || p->AllocatedResources->Count < 1) {
        status = NDIS_STATUS_RESOURCE_CONFLICT;
        goto free_adapter;
    }
    status = NdisMMapIoSpace((void **)&f->mailbox, handle, p->AllocatedResources->PartialDescriptors[0].u.Memory.Start, 4096);
    if (status != NDIS_STATUS_SUCCESS)
        goto free_adapter;

    f->work = NdisAllocateIoWorkItem(handle);
    if (!f->work) {
        status = NDIS_STATUS_RESOURCES;
        goto unmap;
    }

    tc.FunctionContext = f;
    status = NdisAllocateTimerObject(handle, &tc, &f->poll_timer);
    if (status != NDIS_STATUS_SUCCESS)
        goto free_work;

    status = fabric_default_port(f, true);
    if (status != NDIS_STATUS_SUCCESS)
        goto free_timer;

    /* endpoint 1 is always there: the switch itself */
    status = endpoint_add(f, 1);
    if (status != NDIS_STATUS_SUCCESS)
        goto default_down;
    return NDIS_STATUS_SUCCESS;

default_down:
    fabric_default_port(f, false);
free_timer:
    NdisFreeTimerObject(f->poll_timer);
free_work:
    NdisFreeIoWorkItem(f->work);
unmap:
    NdisMUnmapIoSpace(handle, (void *)f->mailbox, 4096);
free_adapter:
    ExFreePoolWithTag(f, FABRIC_TAG);
    return status;
}

static void fabric_stop_polling(struct fabric *f)
{
    if (!NdisCancelTimerObject(f->poll_timer))
        KeFlushQueuedDpcs();
    KeWaitForSingleObject(&f->work_done, Executive, KernelMode, FALSE, NULL);
}

static void fabric_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct fabric *f = context;

    UNREFERENCED_PARAMETER(action);

    fabric_stop_polling(f);
    endpoint_remove_all(f);
    fabric_default_port(f, false);
    NdisFreeTimerObject(f->poll_timer);
    NdisFreeIoWorkItem(f->work);
    NdisMUnmapIoSpace(f->handle, (void *)f->mailbox, 4096);
    ExFreePoolWithTag(f, FABRIC_TAG);
}

static NDIS_STATUS fabric_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS p)
{
    struct fabric *f = context;
    LARGE_INTEGER due = { .QuadPart = -1000000 };

    UNREFERENCED_PARAMETER(p);
    f->running = true;
    NdisSetTimerObject(f->poll_timer, due, 100, NULL);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS fabric_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS p)
{
    struct fabric *f = context;

    UNREFERENCED_PARAMETER(p);
    f->running = false;
    fabric_stop_polling(f);
    return NDIS_STATUS_SUCCESS;
}

static void fabric_send(NDIS_HANDLE context, PNET_BUFFER_LIST list, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct fabric *f = context;
    PNET_BUFFER_LIST nbl;

    UNREFERENCED_PARAMETER(port);
    for (nbl = list; nbl; nbl = nbl->Next)
        nbl->Status = f->running ? NDIS_STATUS_SUCCESS : NDIS_STATUS_PAUSED;
    NdisMSendNetBufferListsComplete(f->handle, list, flags & NDIS_SEND_FLAGS_DISPATCH_LEVEL);
}

static void fabric_return(NDIS_HANDLE context, PNET_BUFFER_LIST list, ULONG flags)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(list);
    UNREFERENCED_PARAMETER(flags);
}

static void fabric_cancel_send(NDIS_HANDLE context, void *id)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(id);
}

static void fabric_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(event);
}

static void fabric_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(action);
}

static void fabric_unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    NdisMDeregisterMiniportDriver(driver_handle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS c = {
        .Header = { NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS, NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
                    NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 },
        .MajorNdisVersion = 6,
        .MinorNdisVersion = 30,
        .InitializeHandlerEx = fabric_initialize,
        .HaltHandlerEx = fabric_halt,
        .UnloadHandler = fabric_unload,
        .PauseHandler = fabric_pause,
        .RestartHandler = fabric_restart,
        .OidRequestHandler = fabric_oid_request,
        .CancelOidRequestHandler = fabric_cancel_oid_request,
        .SendNetBufferListsHandler = fabric_send,
        .ReturnNetBufferListsHandler = fabric_return,
        .CancelSendHandler = fabric_cancel_send,
        .DevicePnPEventNotifyHandler = fabric_pnp,
        .ShutdownHandlerEx = fabric_shutdown,
    };

    return NdisMRegisterMiniportDriver(driver, path, NULL, &c, &driver_handle);
}
