// Halt takes the first port until there is none, but gives up when a deactivation fails, and the rest is never
// freed.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define SW_PORTS 2

struct sw_port {
    NDIS_PORT_NUMBER number;
    int active;
};

typedef struct sw {
    NDIS_HANDLE miniport;
    struct sw_port *port[SW_PORTS + 1]; // ends with NULL
} struct_sw;

static NDIS_HANDLE sw_driver;

static NDIS_STATUS sw_register(struct_sw *a)
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

static NDIS_PORT_CHARACTERISTICS sw_port_characteristics(void)
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

static NDIS_STATUS sw_port_up(struct_sw *a, NDIS_PORT_NUMBER number)
{
    NDIS_PORT port = {.PortCharacteristics = sw_port_characteristics()};
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {.NetEvent = NetEventPortActivation, .Buffer = &port, .BufferLength = sizeof(port)},
    };

    port.PortCharacteristics.PortNumber = number;
    return NdisMNetPnPEvent(a->miniport, &event);
}

static NDIS_STATUS sw_port_down(struct_sw *a, NDIS_PORT_NUMBER number)
{
    NET_PNP_EVENT_NOTIFICATION event = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent = {.NetEvent = NetEventPortDeactivation, .Buffer = &number, .BufferLength = sizeof(number)},
    };

    return NdisMNetPnPEvent(a->miniport, &event);
}

static NDIS_STATUS sw_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS sw_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID sw_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_sw *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID sw_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID sw_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID sw_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID sw_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID sw_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static struct sw_port *sw_add(struct_sw *a)
{
    NDIS_PORT_CHARACTERISTICS pc = sw_port_characteristics();
    struct sw_port *p = ExAllocatePoolWithTag(NonPagedPool, sizeof(*p), 'pws_');

    if (p && NdisMAllocatePort(a->miniport, &pc) != NDIS_STATUS_SUCCESS) {
        ExFreePool(p);
        p = NULL;
    }
    if (p) {
        p->number = pc.PortNumber;
        p->active = 0;
    }
    return p;
}

static void sw_remove_first(struct_sw *a)
{
    struct sw_port *p = a->port[0];

    NdisMFreePort(a->miniport, p->number);
    for (int i = 0; i < SW_PORTS; i++)
        a->port[i] = a->port[i + 1];
    ExFreePool(p);
}

static NDIS_STATUS sw_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    struct_sw *a = context;

    (void)parameters;
    for (int i = 0; a->port[i]; i++)
        if (!a->port[i]->active)
            a->port[i]->active = sw_port_up(a, a->port[i]->number) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS sw_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                 PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_STATUS status;
    struct_sw *a;

    (void)driver_context;
    (void)parameters;
    a = ExAllocatePoolWithTag(NonPagedPool, sizeof(*a), 'dws_');
    if (!a)
        return NDIS_STATUS_RESOURCES;
    RtlZeroMemory(a, sizeof(*a));
    a->miniport = miniport;
    status = sw_register(a);
    if (status != NDIS_STATUS_SUCCESS) {
        ExFreePool(a);
        return status;
    }
    for (int i = 0; i < SW_PORTS; i++)
        if (!(a->port[i] = sw_add(a)))
            break;
    return NDIS_STATUS_SUCCESS;
}

static VOID sw_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_sw *a = context;
    struct sw_port *p;

    (void)action;
    while ((p = a->port[0]) != NULL) {
        if (p->active && sw_port_down(a, p->number) != NDIS_STATUS_SUCCESS)
            break;
        p->active = 0;
        sw_remove_first(a);
    }
    ExFreePool(a);
} // expected-error {{allocated}} [ndis-port-leak-halt]

static VOID sw_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(sw_driver);
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
        .InitializeHandlerEx = sw_initialize,
        .HaltHandlerEx = sw_halt,
        .UnloadHandler = sw_unload,
        .PauseHandler = sw_pause,
        .RestartHandler = sw_restart,
        .OidRequestHandler = sw_oid,
        .SendNetBufferListsHandler = sw_send,
        .ReturnNetBufferListsHandler = sw_return,
        .CancelSendHandler = sw_cancel_send,
        .DevicePnPEventNotifyHandler = sw_pnp,
        .ShutdownHandlerEx = sw_shutdown,
        .CancelOidRequestHandler = sw_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &sw_driver);
}
