// The cleanup of the termination handler runs for abnormal termination only; __leave is not abnormal, so a step
// that fails with a status leaves the port allocated.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct vnic {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER port;
    PVOID ring;
} struct_vnic;

static NDIS_HANDLE vnic_driver;

static NDIS_STATUS vnic_register(struct_vnic *a)
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

static NDIS_PORT_CHARACTERISTICS vnic_port_characteristics(void)
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

static NDIS_STATUS vnic_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS vnic_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS vnic_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID vnic_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_vnic *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID vnic_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID vnic_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID vnic_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID vnic_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID vnic_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static NDIS_STATUS vnic_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                   PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_STATUS status = NDIS_STATUS_FAILURE;
    NDIS_PORT_CHARACTERISTICS pc = vnic_port_characteristics();
    struct_vnic *a = NULL;
    BOOLEAN have_port = FALSE;

    (void)driver_context;
    (void)parameters;

    __try {
        a = NdisAllocateMemoryWithTagPriority(miniport, sizeof(*a), 'cinv', LowPoolPriority);
        if (!a) {
            status = NDIS_STATUS_RESOURCES;
            __leave;
        }
        NdisZeroMemory(a, sizeof(*a));
        a->miniport = miniport;

        status = vnic_register(a);
        if (status)
            __leave;

        status = NdisMAllocatePort(miniport, &pc);
        if (status)
            __leave;
        have_port = TRUE;
        a->port = pc.PortNumber;

        a->ring = NdisAllocateMemoryWithTagPriority(miniport, PAGE_SIZE, 'gnir', LowPoolPriority);
        if (!a->ring) {
            status = NDIS_STATUS_RESOURCES;
            __leave;
        }
        status = NDIS_STATUS_SUCCESS;
    } __finally {
        if (AbnormalTermination() && have_port)
            NdisMFreePort(miniport, a->port);
        if (status != NDIS_STATUS_SUCCESS && a)
            NdisFreeMemory(a, sizeof(*a), 0);
    }
    return status; // expected-error {{allocated}} [ndis-port-leak-init]
}

static VOID vnic_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_vnic *a = context;

    (void)action;
    NdisMFreePort(a->miniport, a->port);
    NdisFreeMemory(a->ring, PAGE_SIZE, 0);
    NdisFreeMemory(a, sizeof(*a), 0);
}

static VOID vnic_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(vnic_driver);
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
        .InitializeHandlerEx = vnic_initialize,
        .HaltHandlerEx = vnic_halt,
        .UnloadHandler = vnic_unload,
        .PauseHandler = vnic_pause,
        .RestartHandler = vnic_restart,
        .OidRequestHandler = vnic_oid,
        .SendNetBufferListsHandler = vnic_send,
        .ReturnNetBufferListsHandler = vnic_return,
        .CancelSendHandler = vnic_cancel_send,
        .DevicePnPEventNotifyHandler = vnic_pnp,
        .ShutdownHandlerEx = vnic_shutdown,
        .CancelOidRequestHandler = vnic_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &vnic_driver);
}
