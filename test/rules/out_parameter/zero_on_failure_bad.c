// The wrapper hands out 0 when it fails, and the common exit frees whatever the wrapper handed out.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct veth {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER port;
} struct_veth;

static NDIS_HANDLE veth_driver;

static NDIS_STATUS veth_register(struct_veth *a)
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

static NDIS_STATUS veth_set_general(struct_veth *a)
{
    NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES g = {
        .Header = {
            .Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES,
            .Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1,
            .Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1,
        },
        .MediaType = NdisMedium802_3,
        .MtuSize = 1500,
    };

    return NdisMSetMiniportAttributes(a->miniport, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&g);
}

static NDIS_PORT_CHARACTERISTICS veth_port_characteristics(void)
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

static NDIS_STATUS veth_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS veth_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS veth_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID veth_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_veth *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID veth_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID veth_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID veth_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID veth_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID veth_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static BOOLEAN veth_get_port(struct_veth *a, NDIS_PORT_NUMBER *number)
{
    NDIS_PORT_CHARACTERISTICS pc = veth_port_characteristics();

    *number = 0;
    if (NdisMAllocatePort(a->miniport, &pc) != NDIS_STATUS_SUCCESS)
        return FALSE;
    *number = pc.PortNumber;
    return TRUE;
}

static NDIS_STATUS veth_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                   PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_PORT_NUMBER number = 0;
    NDIS_STATUS status;
    struct_veth *a;

    (void)driver_context;
    (void)parameters;
    a = NdisAllocateMemoryWithTagPriority(miniport, sizeof(*a), 'htev', LowPoolPriority);
    if (!a)
        return NDIS_STATUS_RESOURCES;
    a->miniport = miniport;
    a->port = 0;

    status = veth_register(a);
    if (status != NDIS_STATUS_SUCCESS)
        goto no_port;
    if (!veth_get_port(a, &number)) {
        status = NDIS_STATUS_RESOURCES;
        goto out;
    }
    a->port = number;
    status = veth_set_general(a);

out:
    if (status == NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_SUCCESS;
    NdisMFreePort(miniport, number); // expected-error {{default port}} [ndis-port-free-default]
no_port:
    NdisFreeMemory(a, 0, 0);
    return status;
}

static VOID veth_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_veth *a = context;

    (void)action;
    NdisMFreePort(a->miniport, a->port);
    NdisFreeMemory(a, 0, 0);
}

static VOID veth_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(veth_driver);
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
        .InitializeHandlerEx = veth_initialize,
        .HaltHandlerEx = veth_halt,
        .UnloadHandler = veth_unload,
        .PauseHandler = veth_pause,
        .RestartHandler = veth_restart,
        .OidRequestHandler = veth_oid,
        .SendNetBufferListsHandler = veth_send,
        .ReturnNetBufferListsHandler = veth_return,
        .CancelSendHandler = veth_cancel_send,
        .DevicePnPEventNotifyHandler = veth_pnp,
        .ShutdownHandlerEx = veth_shutdown,
        .CancelOidRequestHandler = veth_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &veth_driver);
}
