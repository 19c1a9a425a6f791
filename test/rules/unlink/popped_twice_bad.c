// The cleanup of a failing initialize pops one entry in the loop's condition and another in its body, so every
// second port is unlinked and forgotten.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define POOL_TAG 'looP'
#define POOL_PORTS 2

typedef struct _POOL_PORT {
    SINGLE_LIST_ENTRY Next;
    NDIS_PORT_NUMBER Number;
} POOL_PORT, *PPOOL_PORT;

typedef struct _POOL_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    SINGLE_LIST_ENTRY FreePorts;
} POOL_ADAPTER, *PPOOL_ADAPTER;

static NDIS_HANDLE PoolDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD PoolUnload;
static MINIPORT_INITIALIZE PoolInitializeEx;
static MINIPORT_HALT PoolHaltEx;
static MINIPORT_PAUSE PoolPause;
static MINIPORT_RESTART PoolRestart;
static MINIPORT_OID_REQUEST PoolOidRequest;
static MINIPORT_CANCEL_OID_REQUEST PoolCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS PoolSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS PoolReturnNetBufferLists;
static MINIPORT_CANCEL_SEND PoolCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY PoolDevicePnPEventNotify;
static MINIPORT_SHUTDOWN PoolShutdown;

static NDIS_STATUS
PoolSetRegistrationAttributes(_In_ POOL_ADAPTER *Adapter)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES Registration;

    NdisZeroMemory(&Registration, sizeof(Registration));
    Registration.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Registration.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Registration.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Registration.MiniportAdapterContext = (NDIS_HANDLE)Adapter;
    Registration.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM;
    Registration.CheckForHangTimeInSeconds = 4;
    Registration.InterfaceType = NdisInterfaceInternal;
    return NdisMSetMiniportAttributes(Adapter->MiniportHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Registration);
}

static VOID
PoolInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
{
    NdisZeroMemory(PortCharacteristics, sizeof(*PortCharacteristics));
    PortCharacteristics->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    PortCharacteristics->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Type = NdisPortTypeUndefined;
    PortCharacteristics->MediaConnectState = MediaConnectStateConnected;
    PortCharacteristics->Direction = NET_IF_DIRECTION_SENDRECEIVE;
    PortCharacteristics->SendControlState = NdisPortControlStateUncontrolled;
    PortCharacteristics->RcvControlState = NdisPortControlStateUncontrolled;
}

_Use_decl_annotations_
static NDIS_STATUS
PoolRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
PoolPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
PoolOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
PoolSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    POOL_ADAPTER *Adapter = (POOL_ADAPTER *)MiniportAdapterContext;
    PNET_BUFFER_LIST Nbl;

    UNREFERENCED_PARAMETER(PortNumber);
    for (Nbl = NetBufferLists; Nbl != NULL; Nbl = NET_BUFFER_LIST_NEXT_NBL(Nbl)) {
        NET_BUFFER_LIST_STATUS(Nbl) = NDIS_STATUS_SUCCESS;
    }
    NdisMSendNetBufferListsComplete(Adapter->MiniportHandle, NetBufferLists,
                                    NDIS_TEST_SEND_AT_DISPATCH_LEVEL(SendFlags)
                                        ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0);
}

_Use_decl_annotations_
static VOID
PoolReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
PoolCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
PoolShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
PoolDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
PoolCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

static NDIS_STATUS
PoolFill(_Inout_ PPOOL_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;
    ULONG Index;

    for (Index = 0; Index < POOL_PORTS; Index++) {
        PPOOL_PORT Port;

        Port = (PPOOL_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(*Port), POOL_TAG,
                                                             NormalPoolPriority);
        if (Port == NULL) {
            return NDIS_STATUS_RESOURCES;
        }
        PoolInitPortCharacteristics(&Characteristics);
        Status = NdisMAllocatePort(Adapter->MiniportHandle, &Characteristics);
        if (Status != NDIS_STATUS_SUCCESS) {
            NdisFreeMemory(Port, 0, 0);
            return Status;
        }
        Port->Number = Characteristics.PortNumber;
        PushEntryList(&Adapter->FreePorts, &Port->Next);
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID
PoolDrain(_Inout_ PPOOL_ADAPTER Adapter)
{
    PSINGLE_LIST_ENTRY Entry;

    while ((Entry = PopEntryList(&Adapter->FreePorts)) != NULL) {
        PPOOL_PORT Port = CONTAINING_RECORD(Entry, POOL_PORT, Next);

        NdisMFreePort(Adapter->MiniportHandle, Port->Number);
        NdisFreeMemory(Port, 0, 0);
    }
}

_Use_decl_annotations_
static NDIS_STATUS
PoolInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                 PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PPOOL_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PPOOL_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), POOL_TAG,
                                                               NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->MiniportHandle = NdisMiniportHandle;
    Adapter->FreePorts.Next = NULL;

    Status = PoolSetRegistrationAttributes(Adapter);
    if (Status == NDIS_STATUS_SUCCESS) {
        Status = PoolFill(Adapter);
    }
    if (Status != NDIS_STATUS_SUCCESS) {
        while (PopEntryList(&Adapter->FreePorts) != NULL) {
            PSINGLE_LIST_ENTRY Entry = PopEntryList(&Adapter->FreePorts);

            if (Entry != NULL) {
                NdisMFreePort(NdisMiniportHandle, CONTAINING_RECORD(Entry, POOL_PORT, Next)->Number);
            }
        }
        NdisFreeMemory(Adapter, 0, 0);
    }
    return Status; // expected-error {{allocated}} [ndis-port-leak-init]
}

_Use_decl_annotations_
static VOID
PoolHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PPOOL_ADAPTER Adapter = (PPOOL_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    PoolDrain(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
PoolUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(PoolDriverHandle);
}

_Use_decl_annotations_
NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;

    NdisZeroMemory(&Characteristics, sizeof(Characteristics));
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
    Characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
    Characteristics.MajorDriverVersion = 1;
    Characteristics.InitializeHandlerEx = PoolInitializeEx;
    Characteristics.HaltHandlerEx = PoolHaltEx;
    Characteristics.UnloadHandler = PoolUnload;
    Characteristics.PauseHandler = PoolPause;
    Characteristics.RestartHandler = PoolRestart;
    Characteristics.OidRequestHandler = PoolOidRequest;
    Characteristics.SendNetBufferListsHandler = PoolSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = PoolReturnNetBufferLists;
    Characteristics.CancelSendHandler = PoolCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = PoolDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = PoolShutdown;
    Characteristics.CancelOidRequestHandler = PoolCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &PoolDriverHandle);
}
