// Halt calls a pointer that comes from a library whose source is not here, and a function of that type frees a
// port: nobody can say "clean".
// RUN: not %ndislint check %s | FileCheck %s
// CHECK-NOT: error:
// CHECK: incomplete
#include <ndis.h>

typedef struct hook {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER port;
    void (*before_halt)(struct hook *a);
} struct_hook;

// In the vendor's library.
void (*vendor_halt_hook(ULONG revision))(struct hook *a);

static NDIS_HANDLE hook_driver;

static NDIS_STATUS hook_register(struct_hook *a)
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

static NDIS_PORT_CHARACTERISTICS hook_port_characteristics(void)
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

static NDIS_STATUS hook_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS hook_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS hook_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    (void)context;
    return request->RequestType == NdisRequestMethod ? NDIS_STATUS_INVALID_OID : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID hook_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_hook *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID hook_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID hook_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID hook_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID hook_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID hook_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static void hook_release(struct hook *a)
{
    if (a->port)
        NdisMFreePort(a->miniport, a->port);
    a->port = 0;
}

static NDIS_STATUS hook_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                   PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_PORT_CHARACTERISTICS pc = hook_port_characteristics();
    struct_hook *a = NdisAllocateMemoryWithTagPriority(miniport, sizeof(*a), 'kooh', NormalPoolPriority);
    NDIS_STATUS status;

    (void)driver_context;
    (void)parameters;
    if (!a)
        return NDIS_STATUS_RESOURCES;
    a->miniport = miniport;
    a->port = 0;
    a->before_halt = vendor_halt_hook(2);
    if (!a->before_halt)
        a->before_halt = hook_release;

    status = hook_register(a);
    if (status == NDIS_STATUS_SUCCESS)
        status = NdisMAllocatePort(miniport, &pc);
    if (status == NDIS_STATUS_SUCCESS)
        a->port = pc.PortNumber;
    else
        NdisFreeMemory(a, 0, 0);
    return status;
}

static VOID hook_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_hook *a = context;

    (void)action;
    a->before_halt(a);
    hook_release(a);
    NdisFreeMemory(a, 0, 0);
}

static VOID hook_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(hook_driver);
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
        .InitializeHandlerEx = hook_initialize,
        .HaltHandlerEx = hook_halt,
        .UnloadHandler = hook_unload,
        .PauseHandler = hook_pause,
        .RestartHandler = hook_restart,
        .OidRequestHandler = hook_oid,
        .SendNetBufferListsHandler = hook_send,
        .ReturnNetBufferListsHandler = hook_return,
        .CancelSendHandler = hook_cancel_send,
        .DevicePnPEventNotifyHandler = hook_pnp,
        .ShutdownHandlerEx = hook_shutdown,
        .CancelOidRequestHandler = hook_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &hook_driver);
}
