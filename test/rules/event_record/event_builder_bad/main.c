#include "event.h"

typedef struct evb {
    NDIS_HANDLE miniport;
    NDIS_PORT_CHARACTERISTICS pc;
    BOOLEAN up;
} struct_evb;

static NDIS_HANDLE evb_driver;

static NDIS_STATUS evb_register(struct_evb *a)
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

static NDIS_PORT_CHARACTERISTICS evb_port_characteristics(void)
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

static NDIS_STATUS evb_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS evb_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID evb_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_evb *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID evb_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID evb_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID evb_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID evb_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID evb_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static NDIS_STATUS evb_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    struct_evb *a = context;
    struct event e;

    (void)parameters;
    if (a->up)
        return NDIS_STATUS_SUCCESS;
    event_up(&e, &a->pc);
    a->up = !event_send(&e, a->miniport);
    return a->up ? NDIS_STATUS_SUCCESS : NDIS_STATUS_FAILURE;
}

static NDIS_STATUS evb_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                  PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    struct_evb *a = ExAllocatePoolWithTag(NonPagedPool, sizeof(*a), '_bve');
    NDIS_STATUS status;

    (void)driver_context;
    (void)parameters;
    if (!a)
        return NDIS_STATUS_RESOURCES;
    a->miniport = miniport;
    a->pc = evb_port_characteristics();
    a->up = FALSE;
    if (!(status = evb_register(a)))
        status = NdisMAllocatePort(miniport, &a->pc);
    if (status)
        ExFreePool(a);
    return status;
}

static VOID evb_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_evb *a = context;
    struct event e;

    (void)action;
    if (a->up) {
        event_down(&e, &a->pc);
        event_send(&e, a->miniport);
    }
    NdisMFreePort(a->miniport, a->pc.PortNumber); // expected-note {{deactivat}} [ndis-port-deactivate-unchecked]
    ExFreePool(a);
}

static VOID evb_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(evb_driver);
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
        .InitializeHandlerEx = evb_initialize,
        .HaltHandlerEx = evb_halt,
        .UnloadHandler = evb_unload,
        .PauseHandler = evb_pause,
        .RestartHandler = evb_restart,
        .OidRequestHandler = evb_oid,
        .SendNetBufferListsHandler = evb_send,
        .ReturnNetBufferListsHandler = evb_return,
        .CancelSendHandler = evb_cancel_send,
        .DevicePnPEventNotifyHandler = evb_pnp,
        .ShutdownHandlerEx = evb_shutdown,
        .CancelOidRequestHandler = evb_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &evb_driver);
}
