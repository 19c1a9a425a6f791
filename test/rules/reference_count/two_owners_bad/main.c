#include "port.h"

typedef struct own {
    NDIS_HANDLE miniport;
    struct port *set[2];
    struct port *uplink; // one of the set
} struct_own;

static NDIS_HANDLE own_driver;

static NDIS_STATUS own_register(struct_own *a)
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

static NDIS_STATUS own_set_general(struct_own *a)
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

static NDIS_STATUS own_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS own_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS own_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID own_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_own *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID own_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID own_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID own_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID own_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID own_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static void own_release(struct_own *a)
{
    port_put(a->uplink);
    port_put(a->set[0]);
    port_put(a->set[1]);
    ExFreePool(a);
}

static NDIS_STATUS own_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                  PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    struct_own *a = ExAllocatePoolWithTag(NonPagedPool, sizeof(*a), '_nwo');
    NDIS_STATUS status;

    (void)driver_context;
    (void)parameters;
    if (!a)
        return NDIS_STATUS_RESOURCES;
    RtlZeroMemory(a, sizeof(*a));
    a->miniport = miniport;

    status = own_register(a);
    if (status) {
        ExFreePool(a);
        return status;
    }
    a->set[0] = port_new(miniport);
    a->set[1] = port_new(miniport);
    if (a->set[0]) {
        object_get(&a->set[0]->object);
        a->uplink = a->set[0];
    }

    status = own_set_general(a);
    if (status) {
        port_put(a->set[0]);
        port_put(a->set[1]);
        ExFreePool(a);
    }
    return status; // expected-error {{allocated}} [ndis-port-leak-init]
}

static VOID own_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    (void)action;
    own_release(context);
}

static VOID own_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(own_driver);
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
        .InitializeHandlerEx = own_initialize,
        .HaltHandlerEx = own_halt,
        .UnloadHandler = own_unload,
        .PauseHandler = own_pause,
        .RestartHandler = own_restart,
        .OidRequestHandler = own_oid,
        .SendNetBufferListsHandler = own_send,
        .ReturnNetBufferListsHandler = own_return,
        .CancelSendHandler = own_cancel_send,
        .DevicePnPEventNotifyHandler = own_pnp,
        .ShutdownHandlerEx = own_shutdown,
        .CancelOidRequestHandler = own_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &own_driver);
}
