// A timer of restart queues a work item that activates the port. Pause waits for both and deactivates the port.
// RUN: %ndislint check --verify %s
// RUN: %ndislint check --fail-on note %s
#include <ndis.h>

typedef struct late {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER port;
    NDIS_HANDLE timer, work;
    NDIS_EVENT settled; // signalled when neither the timer nor the work item is outstanding
    BOOLEAN active;
} struct_late;

static NDIS_HANDLE late_driver;

static NDIS_STATUS late_register(struct_late *a)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES r = {
        .Header = {
            .Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
            .Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
            .Size = sizeof(r),
        },
        .MiniportAdapterContext = a,
        .InterfaceType = NdisInterfaceInternal,
    };

    return NdisMSetMiniportAttributes(a->miniport, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&r);
}

static NDIS_PORT_CHARACTERISTICS late_port_characteristics(void)
{
    NDIS_PORT_CHARACTERISTICS pc = {
        .Header = {
            .Type = NDIS_OBJECT_TYPE_DEFAULT,
            .Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1,
            .Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1,
        },
        .Type = NdisPortTypeUndefined,
        .Direction = NET_IF_DIRECTION_SENDRECEIVE,
    };

    return pc;
}

static NDIS_STATUS late_port_up(struct_late *a, NDIS_PORT_NUMBER number)
{
    NDIS_PORT port = {.PortCharacteristics = late_port_characteristics()};
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {.NetEvent = NetEventPortActivation, .Buffer = &port, .BufferLength = sizeof(port)},
    };

    port.PortCharacteristics.PortNumber = number;
    return NdisMNetPnPEvent(a->miniport, &event);
}

static NDIS_STATUS late_port_down(struct_late *a, NDIS_PORT_NUMBER number)
{
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {.NetEvent = NetEventPortDeactivation, .Buffer = &number, .BufferLength = sizeof(number)},
    };

    return NdisMNetPnPEvent(a->miniport, &event);
}

static NDIS_STATUS late_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID late_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_late *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID late_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID late_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID late_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID late_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID late_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID late_work(PVOID context, NDIS_HANDLE item)
{
    struct_late *a = context;

    (void)item;
    if (!a->active)
        a->active = late_port_up(a, a->port) == NDIS_STATUS_SUCCESS;
    NdisSetEvent(&a->settled);
}

// At dispatch level, where a port cannot be activated.
static VOID late_tick(PVOID specific1, PVOID context, PVOID specific2, PVOID specific3)
{
    struct_late *a = context;

    (void)specific1;
    (void)specific2;
    (void)specific3;
    NdisQueueIoWorkItem(a->work, late_work, a);
}

static NDIS_STATUS late_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    struct_late *a = context;
    LARGE_INTEGER due;

    (void)parameters;
    due.QuadPart = -10 * 1000 * 1000;
    NdisResetEvent(&a->settled);
    NdisSetTimerObject(a->timer, due, 0, NULL);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS late_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    struct_late *a = context;

    (void)parameters;
    if (!NdisCancelTimerObject(a->timer))
        NdisWaitEvent(&a->settled, 0);
    while (a->active)
        if (late_port_down(a, a->port) == NDIS_STATUS_SUCCESS)
            a->active = FALSE;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS late_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                   PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_TIMER_CHARACTERISTICS tc = {
        .Header = {NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS, NDIS_TIMER_CHARACTERISTICS_REVISION_1,
                   NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1},
        .AllocationTag = 'etal',
        .TimerFunction = late_tick,
    };
    NDIS_PORT_CHARACTERISTICS pc = late_port_characteristics();
    NDIS_STATUS status;
    struct_late *a;

    (void)driver_context;
    (void)parameters;
    a = NdisAllocateMemoryWithTagPriority(miniport, sizeof(*a), 'etal', NormalPoolPriority);
    if (!a)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(a, sizeof(*a));
    a->miniport = miniport;
    NdisInitializeEvent(&a->settled);

    status = late_register(a);
    if (status)
        goto fail_register;
    tc.FunctionContext = a;
    status = NdisAllocateTimerObject(miniport, &tc, &a->timer);
    if (status)
        goto fail_register;
    status = NDIS_STATUS_RESOURCES;
    a->work = NdisAllocateIoWorkItem(miniport);
    if (!a->work)
        goto fail_work;
    status = NdisMAllocatePort(miniport, &pc);
    if (status)
        goto fail_port;
    a->port = pc.PortNumber;
    return NDIS_STATUS_SUCCESS;

fail_port:
    NdisFreeIoWorkItem(a->work);
fail_work:
    NdisFreeTimerObject(a->timer);
fail_register:
    NdisFreeMemory(a, 0, 0);
    return status;
}

static VOID late_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_late *a = context;

    (void)action;
    NdisFreeTimerObject(a->timer);
    NdisFreeIoWorkItem(a->work);
    NdisMFreePort(a->miniport, a->port);
    NdisFreeMemory(a, 0, 0);
}

static VOID late_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(late_driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registry)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS c = {
        .Header = {
            .Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
            .Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
            .Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
        },
        .MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION,
        .MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION,
        .InitializeHandlerEx = late_initialize,
        .HaltHandlerEx = late_halt,
        .UnloadHandler = late_unload,
        .PauseHandler = late_pause,
        .RestartHandler = late_restart,
        .OidRequestHandler = late_oid,
        .SendNetBufferListsHandler = late_send,
        .ReturnNetBufferListsHandler = late_return,
        .CancelSendHandler = late_cancel_send,
        .DevicePnPEventNotifyHandler = late_pnp,
        .ShutdownHandlerEx = late_shutdown,
        .CancelOidRequestHandler = late_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &late_driver);
}
