// Halt frees the first port of the list; a second one stays.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define OID_GATE_ADD_PORT 0xFFAA0001

typedef struct _GATE_PORT {
    LIST_ENTRY Link;
    NDIS_PORT_NUMBER Number;
} GATE_PORT, *PGATE_PORT;

typedef struct _GATE_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_SPIN_LOCK Lock;
    _Guarded_by_(Lock) LIST_ENTRY Ports;
} GATE_ADAPTER, *PGATE_ADAPTER;

static NDIS_HANDLE GateDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD GateUnload;
static MINIPORT_INITIALIZE GateInitializeEx;
static MINIPORT_HALT GateHaltEx;
static MINIPORT_PAUSE GatePause;
static MINIPORT_RESTART GateRestart;
static MINIPORT_OID_REQUEST GateOidRequest;
static MINIPORT_CANCEL_OID_REQUEST GateCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS GateSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS GateReturnNetBufferLists;
static MINIPORT_CANCEL_SEND GateCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY GateDevicePnPEventNotify;
static MINIPORT_SHUTDOWN GateShutdown;

static NDIS_STATUS
GateSetRegistrationAttributes(_In_ GATE_ADAPTER *Adapter)
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
GateInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
GateOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PGATE_ADAPTER Adapter = (PGATE_ADAPTER)MiniportAdapterContext;
    NDIS_PORT_CHARACTERISTICS Characteristics;
    PGATE_PORT Port;
    NDIS_STATUS Status;

    if (OidRequest->RequestType != NdisRequestSetInformation ||
        OidRequest->DATA.SET_INFORMATION.Oid != OID_GATE_ADD_PORT) {
        return NDIS_STATUS_NOT_SUPPORTED;
    }

    Port = (PGATE_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(GATE_PORT), 'etaG',
                                                         NormalPoolPriority);
    if (Port == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    GateInitPortCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &Characteristics);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Port, sizeof(GATE_PORT), 0);
        return Status;
    }
    Port->Number = Characteristics.PortNumber;

    NdisAcquireSpinLock(&Adapter->Lock);
    InsertTailList(&Adapter->Ports, &Port->Link);
    NdisReleaseSpinLock(&Adapter->Lock);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
GateRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
GatePause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID
GateSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    GATE_ADAPTER *Adapter = (GATE_ADAPTER *)MiniportAdapterContext;
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
GateReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
GateCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
GateShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
GateDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
GateCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
GateInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                 PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PGATE_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PGATE_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(GATE_ADAPTER), 'etaG',
                                                               NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(GATE_ADAPTER));
    Adapter->MiniportHandle = NdisMiniportHandle;
    NdisAllocateSpinLock(&Adapter->Lock);
    InitializeListHead(&Adapter->Ports);

    Status = GateSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeSpinLock(&Adapter->Lock);
        NdisFreeMemory(Adapter, sizeof(GATE_ADAPTER), 0);
    }
    return Status;
}

_Use_decl_annotations_
static VOID
GateHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PGATE_ADAPTER Adapter = (PGATE_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);

    NdisAcquireSpinLock(&Adapter->Lock);
    if (!IsListEmpty(&Adapter->Ports)) {
        PGATE_PORT Port = CONTAINING_RECORD(RemoveHeadList(&Adapter->Ports), GATE_PORT, Link);

        NdisReleaseSpinLock(&Adapter->Lock);
        NdisMFreePort(Adapter->MiniportHandle, Port->Number);
        NdisFreeMemory(Port, sizeof(GATE_PORT), 0);
        NdisAcquireSpinLock(&Adapter->Lock);
    }
    NdisReleaseSpinLock(&Adapter->Lock);
    NdisFreeSpinLock(&Adapter->Lock);
    NdisFreeMemory(Adapter, sizeof(GATE_ADAPTER), 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]

_Use_decl_annotations_
static VOID
GateUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(GateDriverHandle);
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
    Characteristics.InitializeHandlerEx = GateInitializeEx;
    Characteristics.HaltHandlerEx = GateHaltEx;
    Characteristics.UnloadHandler = GateUnload;
    Characteristics.PauseHandler = GatePause;
    Characteristics.RestartHandler = GateRestart;
    Characteristics.OidRequestHandler = GateOidRequest;
    Characteristics.SendNetBufferListsHandler = GateSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = GateReturnNetBufferLists;
    Characteristics.CancelSendHandler = GateCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = GateDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = GateShutdown;
    Characteristics.CancelOidRequestHandler = GateCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &GateDriverHandle);
}
