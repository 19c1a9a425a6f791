// An OID request queues a work item that activates the port. Halt waits for the work item, but frees the port as
// if it had never run.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define OID_WAN_CONNECT 0xFF77616E

typedef struct wan {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER port;
    NDIS_HANDLE work;
    NDIS_EVENT idle; // signalled while no work item is queued
    BOOLEAN queued;
    BOOLEAN active;
} struct_wan;

static NDIS_HANDLE wan_driver;

static NDIS_STATUS wan_register(struct_wan *a)
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

static NDIS_PORT_CHARACTERISTICS wan_port_characteristics(void)
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

static NDIS_STATUS wan_port_up(struct_wan *a, NDIS_PORT_NUMBER number)
{
    NDIS_PORT port = {.PortCharacteristics = wan_port_characteristics()};
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {.NetEvent = NetEventPortActivation, .Buffer = &port, .BufferLength = sizeof(port)},
    };

    port.PortCharacteristics.PortNumber = number;
    return NdisMNetPnPEvent(a->miniport, &event);
}

static NDIS_STATUS wan_port_down(struct_wan *a, NDIS_PORT_NUMBER number)
{
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {.NetEvent = NetEventPortDeactivation, .Buffer = &number, .BufferLength = sizeof(number)},
    };

    return NdisMNetPnPEvent(a->miniport, &event);
}

static NDIS_STATUS wan_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS wan_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static VOID wan_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_wan *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID wan_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID wan_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID wan_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID wan_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID wan_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID wan_connect(PVOID context, NDIS_HANDLE item)
{
    struct_wan *a = context;

    (void)item;
    if (!a->active && wan_port_up(a, a->port) == NDIS_STATUS_SUCCESS)
        a->active = TRUE;
    a->queued = FALSE;
    NdisSetEvent(&a->idle);
}

static NDIS_STATUS wan_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    struct_wan *a = context;

    if (request->RequestType != NdisRequestSetInformation ||
        request->DATA.SET_INFORMATION.Oid != OID_WAN_CONNECT)
        return NDIS_STATUS_NOT_SUPPORTED;
    if (a->queued)
        return NDIS_STATUS_SUCCESS;
    a->queued = TRUE;
    NdisResetEvent(&a->idle);
    NdisQueueIoWorkItem(a->work, wan_connect, a);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS wan_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                  PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_PORT_CHARACTERISTICS pc = wan_port_characteristics();
    NDIS_STATUS status;
    struct_wan *a;

    (void)driver_context;
    (void)parameters;
    a = NdisAllocateMemoryWithTagPriority(miniport, sizeof(*a), 'nawn', NormalPoolPriority);
    if (!a)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(a, sizeof(*a));
    a->miniport = miniport;
    NdisInitializeEvent(&a->idle);
    NdisSetEvent(&a->idle);

    status = wan_register(a);
    if (status)
        goto free_adapter;
    a->work = NdisAllocateIoWorkItem(miniport);
    if (!a->work) {
        status = NDIS_STATUS_RESOURCES;
        goto free_adapter;
    }
    status = NdisMAllocatePort(miniport, &pc);
    if (status)
        goto free_work;
    a->port = pc.PortNumber;
    return NDIS_STATUS_SUCCESS;

free_work:
    NdisFreeIoWorkItem(a->work);
free_adapter:
    NdisFreeMemory(a, 0, 0);
    return status;
}

static VOID wan_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_wan *a = context;

    (void)action;
    NdisWaitEvent(&a->idle, 0);
    NdisFreeIoWorkItem(a->work);
    NdisMFreePort(a->miniport, a->port); // expected-error {{active}} [ndis-port-free-active]
    NdisFreeMemory(a, 0, 0);
}

static VOID wan_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(wan_driver);
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
        .InitializeHandlerEx = wan_initialize,
        .HaltHandlerEx = wan_halt,
        .UnloadHandler = wan_unload,
        .PauseHandler = wan_pause,
        .RestartHandler = wan_restart,
        .OidRequestHandler = wan_oid,
        .SendNetBufferListsHandler = wan_send,
        .ReturnNetBufferListsHandler = wan_return,
        .CancelSendHandler = wan_cancel_send,
        .DevicePnPEventNotifyHandler = wan_pnp,
        .ShutdownHandlerEx = wan_shutdown,
        .CancelOidRequestHandler = wan_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &wan_driver);
}
