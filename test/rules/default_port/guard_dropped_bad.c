// The list holds an entry for the default port too. Halt frees through a guard, the OID request goes around it: a
// request for port 0 finds that entry.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define OID_PRT_OPEN  0xFF700001
#define OID_PRT_CLOSE 0xFF700002

struct prt_entry {
    LIST_ENTRY link;
    NDIS_PORT_NUMBER number;
};

typedef struct prt {
    NDIS_HANDLE miniport;
    LIST_ENTRY entries;
    struct prt_entry standard; // the default port
} struct_prt;

static NDIS_HANDLE prt_driver;

static NDIS_STATUS prt_register(struct_prt *a)
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

static NDIS_PORT_CHARACTERISTICS prt_port_characteristics(void)
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

static NDIS_STATUS prt_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS prt_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static VOID prt_send(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    struct_prt *a = context;

    (void)port;
    (void)flags;
    NdisMSendNetBufferListsComplete(a->miniport, nbls, 0);
}

static VOID prt_return(NDIS_HANDLE context, PNET_BUFFER_LIST nbls, ULONG flags)
{
    (void)context;
    (void)nbls;
    (void)flags;
}

static VOID prt_cancel_send(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static VOID prt_shutdown(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
    (void)context;
    (void)action;
}

static VOID prt_pnp(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
    (void)context;
    (void)event;
}

static VOID prt_cancel_oid(NDIS_HANDLE context, PVOID id)
{
    (void)context;
    (void)id;
}

static void prt_free(struct_prt *a, struct prt_entry *e)
{
    NdisMFreePort(a->miniport, e->number); // expected-error {{default port}} [ndis-port-free-default]
}

// The default port belongs to NDIS, and its entry to the adapter.
static void prt_release(struct_prt *a, struct prt_entry *e)
{
    if (e->number == NDIS_DEFAULT_PORT_NUMBER)
        return;
    prt_free(a, e);
    ExFreePool(e);
}

static NDIS_STATUS prt_open(struct_prt *a)
{
    NDIS_PORT_CHARACTERISTICS pc = prt_port_characteristics();
    struct prt_entry *e = ExAllocatePoolWithTag(NonPagedPool, sizeof(*e), 'etrp');

    if (e == NULL)
        return NDIS_STATUS_RESOURCES;
    if (NdisMAllocatePort(a->miniport, &pc) != NDIS_STATUS_SUCCESS) {
        ExFreePool(e);
        return NDIS_STATUS_RESOURCES;
    }
    e->number = pc.PortNumber;
    InsertTailList(&a->entries, &e->link);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS prt_close(struct_prt *a, NDIS_PORT_NUMBER number)
{
    for (PLIST_ENTRY l = a->entries.Flink; l != &a->entries; l = l->Flink) {
        struct prt_entry *e = CONTAINING_RECORD(l, struct prt_entry, link);

        if (e->number != number)
            continue;
        RemoveEntryList(&e->link);
        prt_free(a, e);
        if (e != &a->standard)
            ExFreePool(e);
        return NDIS_STATUS_SUCCESS;
    }
    return NDIS_STATUS_INVALID_PORT;
}

static NDIS_STATUS prt_oid(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    if (request->RequestType != NdisRequestSetInformation)
        return NDIS_STATUS_NOT_SUPPORTED;
    if (request->DATA.SET_INFORMATION.Oid == OID_PRT_OPEN)
        return prt_open(context);
    if (request->DATA.SET_INFORMATION.Oid == OID_PRT_CLOSE) {
        if (request->DATA.SET_INFORMATION.InformationBufferLength != sizeof(NDIS_PORT_NUMBER))
            return NDIS_STATUS_INVALID_LENGTH;
        return prt_close(context, *(NDIS_PORT_NUMBER *)request->DATA.SET_INFORMATION.InformationBuffer);
    }
    return NDIS_STATUS_INVALID_OID;
}

static NDIS_STATUS prt_initialize(NDIS_HANDLE miniport, NDIS_HANDLE driver_context,
                                  PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    struct_prt *a = ExAllocatePoolWithTag(NonPagedPool, sizeof(*a), 'atrp');
    NDIS_STATUS status;

    (void)driver_context;
    (void)parameters;
    if (a == NULL)
        return NDIS_STATUS_RESOURCES;
    a->miniport = miniport;
    a->standard.number = NDIS_DEFAULT_PORT_NUMBER;
    InitializeListHead(&a->entries);
    InsertHeadList(&a->entries, &a->standard.link);
    if ((status = prt_register(a)) != NDIS_STATUS_SUCCESS)
        ExFreePool(a);
    return status;
}

static VOID prt_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct_prt *a = context;

    (void)action;
    while (!IsListEmpty(&a->entries))
        prt_release(a, CONTAINING_RECORD(RemoveTailList(&a->entries), struct prt_entry, link));
    ExFreePool(a);
}

static VOID prt_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisMDeregisterMiniportDriver(prt_driver);
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
        .InitializeHandlerEx = prt_initialize,
        .HaltHandlerEx = prt_halt,
        .UnloadHandler = prt_unload,
        .PauseHandler = prt_pause,
        .RestartHandler = prt_restart,
        .OidRequestHandler = prt_oid,
        .SendNetBufferListsHandler = prt_send,
        .ReturnNetBufferListsHandler = prt_return,
        .CancelSendHandler = prt_cancel_send,
        .DevicePnPEventNotifyHandler = prt_pnp,
        .ShutdownHandlerEx = prt_shutdown,
        .CancelOidRequestHandler = prt_cancel_oid,
    };

    return NdisMRegisterMiniportDriver(driver, registry, NULL, &c, &prt_driver);
}
