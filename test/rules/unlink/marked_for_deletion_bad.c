// Halt takes the marked entries out of the list and frees their memory, but not their ports.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define OID_TRUNK_ADD 0xFF000A01
#define OID_TRUNK_DEL 0xFF000A02

struct lane {
    NDIS_PORT_NUMBER number;
    BOOLEAN marked;
    LIST_ENTRY link;
};

typedef struct trunk {
    NDIS_HANDLE miniport;
    LIST_ENTRY lanes;
} struct_trunk;

#define lane_of(l) CONTAINING_RECORD((l), struct lane, link)

static NDIS_HANDLE trunk_driver;

static NDIS_STATUS trunk_register(struct_trunk *a)
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

static NDIS_PORT_CHARACTERISTICS trunk_port_characteristics(void)
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

static NDIS_STATUS trunk_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS trunk_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static VOID trunk_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_trunk *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID trunk_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID trunk_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID trunk_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID trunk_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID trunk_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static NDIS_STATUS trunk_add(struct_trunk *a)
{
    NDIS_PORT_CHARACTERISTICS pc = trunk_port_characteristics();
    struct lane *lane = ExAllocatePoolWithTag(NonPagedPool, sizeof(*lane), 'enal');
    NDIS_STATUS status;

    if (!lane)
        return NDIS_STATUS_RESOURCES;
    status = NdisMAllocatePort(a->miniport, &pc);
    if (status != NDIS_STATUS_SUCCESS) {
        ExFreePool(lane);
        return status;
    }
    lane->number = pc.PortNumber;
    lane->marked = FALSE;
    InsertTailList(&a->lanes, &lane->link);
    return NDIS_STATUS_SUCCESS;
}

// Lanes may be in use by the hardware: they go when the adapter goes.
static NDIS_STATUS trunk_mark(struct_trunk *a, NDIS_PORT_NUMBER number)
{
    for (LIST_ENTRY *l = a->lanes.Flink; l != &a->lanes; l = l->Flink)
        if (lane_of(l)->number == number) {
            lane_of(l)->marked = TRUE;
            return NDIS_STATUS_SUCCESS;
        }
    return NDIS_STATUS_INVALID_PORT;
}

static NDIS_STATUS trunk_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    if (request->RequestType != NdisRequestSetInformation)
        return NDIS_STATUS_NOT_SUPPORTED;
    switch (request->DATA.SET_INFORMATION.Oid) {
    case OID_TRUNK_ADD:
        return trunk_add(context);
    case OID_TRUNK_DEL:
        if (request->DATA.SET_INFORMATION.InformationBufferLength < sizeof(NDIS_PORT_NUMBER))
            return NDIS_STATUS_INVALID_LENGTH;
        return trunk_mark(context, *(NDIS_PORT_NUMBER *)request->DATA.SET_INFORMATION.InformationBuffer);
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static NDIS_STATUS trunk_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                    PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    struct_trunk *a = ExAllocatePoolWithTag(NonPagedPool, sizeof(*a), 'knrt');
    NDIS_STATUS status;

    (void)driver_context;
    (void)parameters;
    if (!a)
        return NDIS_STATUS_RESOURCES;
    a->miniport = miniport;
    InitializeListHead(&a->lanes);
    status = trunk_register(a);
    if (status != NDIS_STATUS_SUCCESS)
        ExFreePool(a);
    return status;
}

static VOID trunk_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_trunk *a = context;

    (void)action;
    while (!IsListEmpty(&a->lanes)) {
        struct lane *lane = lane_of(RemoveHeadList(&a->lanes));

        if (!lane->marked)
            NdisMFreePort(a->miniport, lane->number);
        ExFreePool(lane);
    }
    ExFreePool(a);
} // expected-error {{allocated}} [ndis-port-leak-halt]

static VOID trunk_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(trunk_driver);
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
        .InitializeHandlerEx = trunk_initialize,
        .HaltHandlerEx = trunk_halt,
        .UnloadHandler = trunk_unload,
        .PauseHandler = trunk_pause,
        .RestartHandler = trunk_restart,
        .OidRequestHandler = trunk_oid,
        .SendNetBufferListsHandler = trunk_send,
        .ReturnNetBufferListsHandler = trunk_return,
        .CancelSendHandler = trunk_cancel_send,
        .DevicePnPEventNotifyHandler = trunk_pnp,
        .ShutdownHandlerEx = trunk_shutdown,
        .CancelOidRequestHandler = trunk_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &trunk_driver);
}
