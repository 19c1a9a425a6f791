#include "abi.h"

static NDIS_HANDLE abi_driver;

static NDIS_STATUS abi_register(struct_abi *a)
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

    return NdisMSetMiniportAttributes(a->handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&r);
}

static NDIS_PORT_CHARACTERISTICS abi_port_characteristics(void)
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

static NDIS_STATUS abi_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS abi_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID abi_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_abi *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->handle, nbls, 0);
}

static VOID abi_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID abi_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID abi_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID abi_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID abi_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static NDIS_STATUS abi_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    struct_abi *a = context;

    (void)parameters;
    if (!a->active && abi_event_one(a, NetPortActivation) == NDIS_STATUS_SUCCESS)
        a->active = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS abi_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                  PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    struct_abi *a = ExAllocatePoolWithTag(NonPagedPool, sizeof(*a), '_iba');
    NDIS_STATUS status;

    (void)driver_context;
    (void)parameters;
    if (!a)
        return NDIS_STATUS_RESOURCES;
    a->handle = miniport;
    a->ops = abi;
    a->active = FALSE;
    a->NdisPort = abi_port_characteristics();
    status = abi_register(a);
    if (!status)
        status = a->ops->NdisMAllocatePort(miniport, &a->NdisPort);
    if (status)
        ExFreePool(a);
    return status;
}

static VOID abi_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_abi *a = context;

    (void)action;
    a->ops->NdisMFreePort(a->handle, a->NdisPort.PortNumber); // expected-error {{active}} [ndis-port-free-active]
    ExFreePool(a);
}

static VOID abi_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(abi_driver);
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
        .InitializeHandlerEx = abi_initialize,
        .HaltHandlerEx = abi_halt,
        .UnloadHandler = abi_unload,
        .PauseHandler = abi_pause,
        .RestartHandler = abi_restart,
        .OidRequestHandler = abi_oid,
        .SendNetBufferListsHandler = abi_send,
        .ReturnNetBufferListsHandler = abi_return,
        .CancelSendHandler = abi_cancel_send,
        .DevicePnPEventNotifyHandler = abi_pnp,
        .ShutdownHandlerEx = abi_shutdown,
        .CancelOidRequestHandler = abi_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &abi_driver);
}
