// The flag is set before the activation and stays when the call fails; pause then deactivates a port that never
// became active: the policy note.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct fbc {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER port;
    int active;
} struct_fbc;

static NDIS_HANDLE fbc_driver;

static NDIS_STATUS fbc_register(struct_fbc *a)
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

static NDIS_PORT_CHARACTERISTICS fbc_port_characteristics(void)
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

static NDIS_STATUS fbc_port_up(struct_fbc *a, NDIS_PORT_NUMBER number)
{
    NDIS_PORT port = {.PortCharacteristics = fbc_port_characteristics()};
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {.NetEvent = NetEventPortActivation, .Buffer = &port, .BufferLength = sizeof(port)},
    };

    port.PortCharacteristics.PortNumber = number;
    return NdisMNetPnPEvent(a->miniport, &event);
}

static NDIS_STATUS fbc_port_down(struct_fbc *a)
{
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {NetEventPortDeactivation, &a->port, sizeof(a->port)},
    };

    return NdisMNetPnPEvent(a->miniport, &event); // expected-note {{activat}} [ndis-port-activate-unchecked]
}

static NDIS_STATUS fbc_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    struct_fbc *a = context;

    (void)parameters;
    a->active = TRUE;
    fbc_port_up(a, a->port);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS fbc_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    struct_fbc *a = context;

    (void)parameters;
    for (int attempt = 0; a->active && attempt < 3; attempt++) // the third succeeds, as far as anybody has seen
        a->active = fbc_port_down(a) != NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS fbc_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID fbc_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_fbc *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID fbc_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID fbc_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID fbc_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID fbc_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID fbc_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static NDIS_STATUS fbc_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                  PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_PORT_CHARACTERISTICS pc = fbc_port_characteristics();
    struct_fbc *a = NdisAllocateMemoryWithTagPriority(miniport, sizeof(*a), '_cbf', NormalPoolPriority);
    NDIS_STATUS status;

    (void)driver_context;
    (void)parameters;
    if (!a)
        return NDIS_STATUS_RESOURCES;
    a->miniport = miniport;
    a->active = FALSE;
    status = fbc_register(a);
    if (status == NDIS_STATUS_SUCCESS)
        status = NdisMAllocatePort(miniport, &pc);
    if (status == NDIS_STATUS_SUCCESS)
        a->port = pc.PortNumber;
    else
        NdisFreeMemory(a, 0, 0);
    return status;
}

static VOID fbc_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_fbc *a = context;

    (void)action;
    NdisMFreePort(a->miniport, a->port);
    NdisFreeMemory(a, 0, 0);
}

static VOID fbc_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(fbc_driver);
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
        .InitializeHandlerEx = fbc_initialize,
        .HaltHandlerEx = fbc_halt,
        .UnloadHandler = fbc_unload,
        .PauseHandler = fbc_pause,
        .RestartHandler = fbc_restart,
        .OidRequestHandler = fbc_oid,
        .SendNetBufferListsHandler = fbc_send,
        .ReturnNetBufferListsHandler = fbc_return,
        .CancelSendHandler = fbc_cancel_send,
        .DevicePnPEventNotifyHandler = fbc_pnp,
        .ShutdownHandlerEx = fbc_shutdown,
        .CancelOidRequestHandler = fbc_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &fbc_driver);
}
