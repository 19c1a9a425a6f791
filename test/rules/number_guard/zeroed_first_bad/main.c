#include "mux.h"

static NDIS_HANDLE mux_driver;

static NDIS_STATUS mux_register(struct_mux *a)
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

static NDIS_STATUS mux_set_general(struct_mux *a)
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

    return NdisMSetMiniportAttributes(a->handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&g);
}

static NDIS_STATUS mux_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS mux_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS mux_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID mux_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_mux *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->handle, nbls, 0);
}

static VOID mux_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID mux_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID mux_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID mux_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID mux_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

NDIS_STATUS mux_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context, PNDIS_MINIPORT_INIT_PARAMETERS p)
{
    struct_mux *m = mux_create(miniport);
    NDIS_STATUS status;

    (void)driver_context;
    (void)p;
    if (!m)
        return NDIS_STATUS_RESOURCES;
    if ((status = mux_register(m)) != NDIS_STATUS_SUCCESS)
        goto destroy;
    if ((status = mux_uplink_open(m)) != NDIS_STATUS_SUCCESS)
        goto destroy;
    if ((status = mux_set_general(m)) != NDIS_STATUS_SUCCESS)
        goto close;
    return NDIS_STATUS_SUCCESS;

close:
    mux_reset(m);
    mux_uplink_close(m);
destroy:
    mux_destroy(m);
    return status; // expected-error {{allocated}} [ndis-port-leak-init]
}

VOID mux_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_mux *m = context;

    (void)action;
    mux_uplink_close(m);
    mux_destroy(m);
}

static VOID mux_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(mux_driver);
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
        .InitializeHandlerEx = mux_initialize,
        .HaltHandlerEx = mux_halt,
        .UnloadHandler = mux_unload,
        .PauseHandler = mux_pause,
        .RestartHandler = mux_restart,
        .OidRequestHandler = mux_oid,
        .SendNetBufferListsHandler = mux_send,
        .ReturnNetBufferListsHandler = mux_return,
        .CancelSendHandler = mux_cancel_send,
        .DevicePnPEventNotifyHandler = mux_pnp,
        .ShutdownHandlerEx = mux_shutdown,
        .CancelOidRequestHandler = mux_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &mux_driver);
}
