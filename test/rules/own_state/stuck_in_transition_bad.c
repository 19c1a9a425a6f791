// The state goes to "activating" before the call and stays there when it succeeds; halt deactivates a port in the
// state "active" only, and frees this one as it is.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef enum _FSM_STATE {
    FsmIdle,
    FsmActivating,
    FsmActive,
    FsmDeactivating,
} FSM_STATE;

typedef struct _FSM_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber;
    FSM_STATE State;
} FSM_ADAPTER, *PFSM_ADAPTER;

static NDIS_HANDLE FsmDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD FsmUnload;
static MINIPORT_INITIALIZE FsmInitializeEx;
static MINIPORT_HALT FsmHaltEx;
static MINIPORT_PAUSE FsmPause;
static MINIPORT_RESTART FsmRestart;
static MINIPORT_OID_REQUEST FsmOidRequest;
static MINIPORT_CANCEL_OID_REQUEST FsmCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS FsmSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS FsmReturnNetBufferLists;
static MINIPORT_CANCEL_SEND FsmCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY FsmDevicePnPEventNotify;
static MINIPORT_SHUTDOWN FsmShutdown;

static NDIS_STATUS
FsmSetRegistrationAttributes(_In_ FSM_ADAPTER *Adapter)
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
FsmInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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

static NDIS_STATUS
FsmActivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    FsmInitPortCharacteristics(&Port.PortCharacteristics);
    Port.PortCharacteristics.PortNumber = PortNumber;

    NdisZeroMemory(&Event, sizeof(Event));
    Event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = &Port;
    Event.NetPnPEvent.BufferLength = sizeof(Port);
    return NdisMNetPnPEvent(MiniportHandle, &Event);
}

static NDIS_STATUS
FsmDeactivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    NdisZeroMemory(&Event, sizeof(Event));
    Event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    Event.NetPnPEvent.Buffer = &PortNumber;
    Event.NetPnPEvent.BufferLength = sizeof(PortNumber);
    return NdisMNetPnPEvent(MiniportHandle, &Event);
}

_Use_decl_annotations_
static NDIS_STATUS
FsmRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PFSM_ADAPTER Adapter = (PFSM_ADAPTER)MiniportAdapterContext;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(RestartParameters);
    if (Adapter->State != FsmIdle) {
        return NDIS_STATUS_SUCCESS;
    }
    Adapter->State = FsmActivating;
    Status = FsmActivatePort(Adapter->MiniportHandle, Adapter->PortNumber);
    if (Status != NDIS_STATUS_SUCCESS) {
        Adapter->State = FsmIdle;
        return Status;
    }
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
FsmPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
FsmOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
FsmSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    FSM_ADAPTER *Adapter = (FSM_ADAPTER *)MiniportAdapterContext;
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
FsmReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
FsmCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
FsmShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
FsmDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
FsmCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
FsmInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    NDIS_PORT_CHARACTERISTICS Port;
    PFSM_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PFSM_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), ' msF',
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->MiniportHandle = NdisMiniportHandle;
    Status = FsmSetRegistrationAttributes(Adapter);
    if (Status == NDIS_STATUS_SUCCESS) {
        FsmInitPortCharacteristics(&Port);
        Status = NdisMAllocatePort(NdisMiniportHandle, &Port);
    }
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return Status;
    }
    Adapter->PortNumber = Port.PortNumber;
    Adapter->State = FsmIdle;
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID
FsmHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PFSM_ADAPTER Adapter = (PFSM_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    while (Adapter->State == FsmActive) {
        Adapter->State = FsmDeactivating;
        if (FsmDeactivatePort(Adapter->MiniportHandle, Adapter->PortNumber) == NDIS_STATUS_SUCCESS) {
            Adapter->State = FsmIdle;
        } else {
            Adapter->State = FsmActive;
        }
    }
    NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber); // expected-error {{active}} [ndis-port-free-active]
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
FsmUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(FsmDriverHandle);
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
    Characteristics.InitializeHandlerEx = FsmInitializeEx;
    Characteristics.HaltHandlerEx = FsmHaltEx;
    Characteristics.UnloadHandler = FsmUnload;
    Characteristics.PauseHandler = FsmPause;
    Characteristics.RestartHandler = FsmRestart;
    Characteristics.OidRequestHandler = FsmOidRequest;
    Characteristics.SendNetBufferListsHandler = FsmSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = FsmReturnNetBufferLists;
    Characteristics.CancelSendHandler = FsmCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = FsmDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = FsmShutdown;
    Characteristics.CancelOidRequestHandler = FsmCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &FsmDriverHandle);
}
