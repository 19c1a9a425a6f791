// Both ports are activated by one linked list, but the length of the deactivation's array covers only the first
// number.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct _PAIR_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER Numbers[2];
    BOOLEAN Active;
} PAIR_ADAPTER, *PPAIR_ADAPTER;

static NDIS_HANDLE PairDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD PairUnload;
static MINIPORT_INITIALIZE PairInitializeEx;
static MINIPORT_HALT PairHaltEx;
static MINIPORT_PAUSE PairPause;
static MINIPORT_RESTART PairRestart;
static MINIPORT_OID_REQUEST PairOidRequest;
static MINIPORT_CANCEL_OID_REQUEST PairCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS PairSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS PairReturnNetBufferLists;
static MINIPORT_CANCEL_SEND PairCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY PairDevicePnPEventNotify;
static MINIPORT_SHUTDOWN PairShutdown;

static NDIS_STATUS
PairSetRegistrationAttributes(_In_ PAIR_ADAPTER *Adapter)
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
PairInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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

static VOID
PairInitEvent(_Out_ PNET_PNP_EVENT_NOTIFICATION Event, _In_ NET_PNP_EVENT_CODE Code, _In_ PVOID Buffer,
              _In_ ULONG Length)
{
    NdisZeroMemory(Event, sizeof(*Event));
    Event->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event->Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event->Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event->NetPnPEvent.NetEvent = Code;
    Event->NetPnPEvent.Buffer = Buffer;
    Event->NetPnPEvent.BufferLength = Length;
}

static NDIS_STATUS
PairActivate(_Inout_ PPAIR_ADAPTER Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Ports[2];
    NDIS_STATUS Status;
    ULONG Index;

    NdisZeroMemory(Ports, sizeof(Ports));
    for (Index = 0; Index < 2; Index++) {
        PairInitPortCharacteristics(&Ports[Index].PortCharacteristics);
        Ports[Index].PortCharacteristics.PortNumber = Adapter->Numbers[Index];
    }
    Ports[0].Next = &Ports[1];
    PairInitEvent(&Event, NetEventPortActivation, Ports, sizeof(Ports));
    Status = NdisMNetPnPEvent(Adapter->MiniportHandle, &Event);
    if (Status == NDIS_STATUS_SUCCESS) {
        Adapter->Active = TRUE;
    }
    return Status;
}

static VOID
PairDeactivate(_Inout_ PPAIR_ADAPTER Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    while (Adapter->Active) {
        PairInitEvent(&Event, NetEventPortDeactivation, Adapter->Numbers, sizeof(Adapter->Numbers[0]));
        if (NdisMNetPnPEvent(Adapter->MiniportHandle, &Event) == NDIS_STATUS_SUCCESS) {
            Adapter->Active = FALSE;
        }
    }
}

_Use_decl_annotations_
static NDIS_STATUS
PairRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PPAIR_ADAPTER Adapter = (PPAIR_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(RestartParameters);
    return Adapter->Active ? NDIS_STATUS_SUCCESS : PairActivate(Adapter);
}

_Use_decl_annotations_
static NDIS_STATUS
PairPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
PairOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
PairSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    PAIR_ADAPTER *Adapter = (PAIR_ADAPTER *)MiniportAdapterContext;
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
PairReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
PairCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
PairShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
PairDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
PairCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
PairInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                 PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    NDIS_PORT_CHARACTERISTICS First, Second;
    PPAIR_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PPAIR_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), 'riaP',
                                                               NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->MiniportHandle = NdisMiniportHandle;
    Adapter->Active = FALSE;

    Status = PairSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FreeAdapter;
    }
    PairInitPortCharacteristics(&First);
    Status = NdisMAllocatePort(NdisMiniportHandle, &First);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FreeAdapter;
    }
    PairInitPortCharacteristics(&Second);
    Status = NdisMAllocatePort(NdisMiniportHandle, &Second);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FreeFirst;
    }
    Adapter->Numbers[0] = First.PortNumber;
    Adapter->Numbers[1] = Second.PortNumber;
    return NDIS_STATUS_SUCCESS;

FreeFirst:
    NdisMFreePort(NdisMiniportHandle, First.PortNumber);
FreeAdapter:
    NdisFreeMemory(Adapter, 0, 0);
    return Status;
}

_Use_decl_annotations_
static VOID
PairHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PPAIR_ADAPTER Adapter = (PPAIR_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    PairDeactivate(Adapter);
    NdisMFreePort(Adapter->MiniportHandle, Adapter->Numbers[0]);
    NdisMFreePort(Adapter->MiniportHandle, Adapter->Numbers[1]); // expected-error {{active}} [ndis-port-free-active]
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
PairUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(PairDriverHandle);
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
    Characteristics.InitializeHandlerEx = PairInitializeEx;
    Characteristics.HaltHandlerEx = PairHaltEx;
    Characteristics.UnloadHandler = PairUnload;
    Characteristics.PauseHandler = PairPause;
    Characteristics.RestartHandler = PairRestart;
    Characteristics.OidRequestHandler = PairOidRequest;
    Characteristics.SendNetBufferListsHandler = PairSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = PairReturnNetBufferLists;
    Characteristics.CancelSendHandler = PairCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = PairDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = PairShutdown;
    Characteristics.CancelOidRequestHandler = PairCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &PairDriverHandle);
}
