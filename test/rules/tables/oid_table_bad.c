// One handler of the OID table frees the port to replace it, in any state; between restart and pause it is active.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define OID_EDGE_REPLACE_PORT 0xFFED0001
#define OID_EDGE_QUERY_PORT   0xFFED0002

typedef struct _EDGE_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber; // 0: none
    BOOLEAN PortActive;
} EDGE_ADAPTER, *PEDGE_ADAPTER;

typedef NDIS_STATUS EDGE_OID_HANDLER(_In_ PEDGE_ADAPTER Adapter, _Inout_ PNDIS_OID_REQUEST Request);

static NDIS_HANDLE EdgeDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD EdgeUnload;
static MINIPORT_INITIALIZE EdgeInitializeEx;
static MINIPORT_HALT EdgeHaltEx;
static MINIPORT_PAUSE EdgePause;
static MINIPORT_RESTART EdgeRestart;
static MINIPORT_OID_REQUEST EdgeOidRequest;
static MINIPORT_CANCEL_OID_REQUEST EdgeCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS EdgeSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS EdgeReturnNetBufferLists;
static MINIPORT_CANCEL_SEND EdgeCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY EdgeDevicePnPEventNotify;
static MINIPORT_SHUTDOWN EdgeShutdown;

static EDGE_OID_HANDLER EdgeOidReplacePort;
static EDGE_OID_HANDLER EdgeOidQueryPort;

static const struct {
    NDIS_OID Oid;
    NDIS_REQUEST_TYPE Type;
    ULONG MinimumLength;
    EDGE_OID_HANDLER *Handler;
} EdgeOidTable[] = {
    {OID_GEN_CURRENT_PACKET_FILTER, NdisRequestSetInformation, sizeof(ULONG), NULL},
    {OID_EDGE_REPLACE_PORT, NdisRequestSetInformation, 0, EdgeOidReplacePort},
    {OID_EDGE_QUERY_PORT, NdisRequestQueryInformation, sizeof(NDIS_PORT_NUMBER), EdgeOidQueryPort},
};

static NDIS_STATUS
EdgeSetRegistrationAttributes(_In_ EDGE_ADAPTER *Adapter)
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
EdgeInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
EdgeActivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    EdgeInitPortCharacteristics(&Port.PortCharacteristics);
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
EdgeDeactivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
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

static NDIS_STATUS
EdgeAllocatePort(_Inout_ PEDGE_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Port;
    NDIS_STATUS Status;

    EdgeInitPortCharacteristics(&Port);
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &Port);
    Adapter->PortNumber = (Status == NDIS_STATUS_SUCCESS) ? Port.PortNumber : 0;
    Adapter->PortActive = FALSE;
    return Status;
}

_Use_decl_annotations_
static NDIS_STATUS
EdgeOidReplacePort(PEDGE_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    UNREFERENCED_PARAMETER(Request);
    if (Adapter->PortNumber != 0) {
        NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber); // expected-error {{active}} [ndis-port-free-active]
    }
    return EdgeAllocatePort(Adapter);
}

_Use_decl_annotations_
static NDIS_STATUS
EdgeOidQueryPort(PEDGE_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    *(PNDIS_PORT_NUMBER)Request->DATA.QUERY_INFORMATION.InformationBuffer = Adapter->PortNumber;
    Request->DATA.QUERY_INFORMATION.BytesWritten = sizeof(NDIS_PORT_NUMBER);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
EdgeOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    ULONG Index;

    // SET_INFORMATION and QUERY_INFORMATION agree up to the buffer's length.
    for (Index = 0; Index < RTL_NUMBER_OF(EdgeOidTable); Index++) {
        if (EdgeOidTable[Index].Type != OidRequest->RequestType ||
            EdgeOidTable[Index].Oid != OidRequest->DATA.QUERY_INFORMATION.Oid) {
            continue;
        }
        if (OidRequest->DATA.QUERY_INFORMATION.InformationBufferLength < EdgeOidTable[Index].MinimumLength) {
            return NDIS_STATUS_INVALID_LENGTH;
        }
        if (EdgeOidTable[Index].Handler != NULL) {
            return EdgeOidTable[Index].Handler((PEDGE_ADAPTER)MiniportAdapterContext, OidRequest);
        }
        break;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static NDIS_STATUS
EdgeRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PEDGE_ADAPTER Adapter = (PEDGE_ADAPTER)MiniportAdapterContext;
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(RestartParameters);
    if (Adapter->PortNumber != 0) {
        Status = EdgeActivatePort(Adapter->MiniportHandle, Adapter->PortNumber);
        if (Status == NDIS_STATUS_SUCCESS) {
            Adapter->PortActive = TRUE;
        }
    }
    return Status;
}

_Use_decl_annotations_
static NDIS_STATUS
EdgePause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    PEDGE_ADAPTER Adapter = (PEDGE_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(PauseParameters);
    while (Adapter->PortActive) {
        if (EdgeDeactivatePort(Adapter->MiniportHandle, Adapter->PortNumber) == NDIS_STATUS_SUCCESS) {
            Adapter->PortActive = FALSE;
        } else {
            NdisMSleep(1000);
        }
    }
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID
EdgeSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    EDGE_ADAPTER *Adapter = (EDGE_ADAPTER *)MiniportAdapterContext;
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
EdgeReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
EdgeCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
EdgeShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
EdgeDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
EdgeCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
EdgeInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                 PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PEDGE_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PEDGE_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), 'egdE',
                                                               NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->MiniportHandle = NdisMiniportHandle;
    Adapter->PortNumber = 0;
    Adapter->PortActive = FALSE;
    Status = EdgeSetRegistrationAttributes(Adapter);
    if (Status == NDIS_STATUS_SUCCESS) {
        Status = EdgeAllocatePort(Adapter);
    }
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
    }
    return Status;
}

_Use_decl_annotations_
static VOID
EdgeHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PEDGE_ADAPTER Adapter = (PEDGE_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    if (Adapter->PortNumber != 0) {
        NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
    }
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
EdgeUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(EdgeDriverHandle);
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
    Characteristics.InitializeHandlerEx = EdgeInitializeEx;
    Characteristics.HaltHandlerEx = EdgeHaltEx;
    Characteristics.UnloadHandler = EdgeUnload;
    Characteristics.PauseHandler = EdgePause;
    Characteristics.RestartHandler = EdgeRestart;
    Characteristics.OidRequestHandler = EdgeOidRequest;
    Characteristics.SendNetBufferListsHandler = EdgeSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = EdgeReturnNetBufferLists;
    Characteristics.CancelSendHandler = EdgeCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = EdgeDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = EdgeShutdown;
    Characteristics.CancelOidRequestHandler = EdgeCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &EdgeDriverHandle);
}
