// A query whose buffer is too short returns without giving its reference back; halt takes only the list's, and the
// object never frees its port.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define REF_TAG ' feR'
#define OID_REF_CREATE 0xFF0EF001
#define OID_REF_STATS  0xFF0EF002

typedef struct _REF_ADAPTER REF_ADAPTER, *PREF_ADAPTER;

typedef struct _REF_PORT {
    LIST_ENTRY Link;
    volatile LONG References;
    PREF_ADAPTER Adapter;
    NDIS_PORT_NUMBER Number;
    ULONG64 Frames;
} REF_PORT, *PREF_PORT;

struct _REF_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    LIST_ENTRY Ports;
};

static NDIS_HANDLE RefDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD RefUnload;
static MINIPORT_INITIALIZE RefInitializeEx;
static MINIPORT_HALT RefHaltEx;
static MINIPORT_PAUSE RefPause;
static MINIPORT_RESTART RefRestart;
static MINIPORT_OID_REQUEST RefOidRequest;
static MINIPORT_CANCEL_OID_REQUEST RefCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS RefSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS RefReturnNetBufferLists;
static MINIPORT_CANCEL_SEND RefCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY RefDevicePnPEventNotify;
static MINIPORT_SHUTDOWN RefShutdown;

static NDIS_STATUS
RefSetRegistrationAttributes(_In_ REF_ADAPTER *Adapter)
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
RefInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
RefDereference(_In_ PREF_PORT Port)
{
    if (InterlockedDecrement(&Port->References) == 0) {
        NdisMFreePort(Port->Adapter->MiniportHandle, Port->Number);
        NdisFreeMemory(Port, 0, 0);
    }
}

static PREF_PORT
RefLookup(_In_ PREF_ADAPTER Adapter, _In_ NDIS_PORT_NUMBER Number)
{
    PLIST_ENTRY Link;

    for (Link = Adapter->Ports.Flink; Link != &Adapter->Ports; Link = Link->Flink) {
        PREF_PORT Port = CONTAINING_RECORD(Link, REF_PORT, Link);

        if (Port->Number == Number) {
            InterlockedIncrement(&Port->References);
            return Port;
        }
    }
    return NULL;
}

static NDIS_STATUS
RefCreate(_Inout_ PREF_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;
    PREF_PORT Port;

    Port = (PREF_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(*Port), REF_TAG,
                                                        NormalPoolPriority);
    if (Port == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    RefInitPortCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &Characteristics);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Port, 0, 0);
        return Status;
    }
    Port->References = 1;
    Port->Adapter = Adapter;
    Port->Number = Characteristics.PortNumber;
    Port->Frames = 0;
    InsertHeadList(&Adapter->Ports, &Port->Link);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
RefQueryStats(_In_ PREF_ADAPTER Adapter, _Inout_ PNDIS_OID_REQUEST Request)
{
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;
    PREF_PORT Port;

    if (Request->DATA.METHOD_INFORMATION.InputBufferLength < sizeof(NDIS_PORT_NUMBER)) {
        return NDIS_STATUS_INVALID_LENGTH;
    }
    Port = RefLookup(Adapter, *(PNDIS_PORT_NUMBER)Request->DATA.METHOD_INFORMATION.InformationBuffer);
    if (Port == NULL) {
        return NDIS_STATUS_INVALID_PORT;
    }
    if (Request->DATA.METHOD_INFORMATION.OutputBufferLength < sizeof(ULONG64)) {
        Request->DATA.METHOD_INFORMATION.BytesNeeded = sizeof(ULONG64);
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    *(PULONG64)Request->DATA.METHOD_INFORMATION.InformationBuffer = Port->Frames;
    Request->DATA.METHOD_INFORMATION.BytesWritten = sizeof(ULONG64);

    RefDereference(Port);
    return Status;
}

_Use_decl_annotations_
static NDIS_STATUS
RefOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PREF_ADAPTER Adapter = (PREF_ADAPTER)MiniportAdapterContext;

    if (OidRequest->RequestType == NdisRequestSetInformation &&
        OidRequest->DATA.SET_INFORMATION.Oid == OID_REF_CREATE) {
        return RefCreate(Adapter);
    }
    if (OidRequest->RequestType == NdisRequestMethod &&
        OidRequest->DATA.METHOD_INFORMATION.Oid == OID_REF_STATS) {
        return RefQueryStats(Adapter, OidRequest);
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static NDIS_STATUS
RefRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
RefPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID
RefSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    REF_ADAPTER *Adapter = (REF_ADAPTER *)MiniportAdapterContext;
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
RefReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
RefCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
RefShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
RefDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
RefCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
RefInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PREF_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PREF_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), REF_TAG,
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->MiniportHandle = NdisMiniportHandle;
    InitializeListHead(&Adapter->Ports);
    Status = RefSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
    }
    return Status;
}

_Use_decl_annotations_
static VOID
RefHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PREF_ADAPTER Adapter = (PREF_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    while (!IsListEmpty(&Adapter->Ports)) {
        RefDereference(CONTAINING_RECORD(RemoveHeadList(&Adapter->Ports), REF_PORT, Link));
    }
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]

_Use_decl_annotations_
static VOID
RefUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(RefDriverHandle);
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
    Characteristics.InitializeHandlerEx = RefInitializeEx;
    Characteristics.HaltHandlerEx = RefHaltEx;
    Characteristics.UnloadHandler = RefUnload;
    Characteristics.PauseHandler = RefPause;
    Characteristics.RestartHandler = RefRestart;
    Characteristics.OidRequestHandler = RefOidRequest;
    Characteristics.SendNetBufferListsHandler = RefSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = RefReturnNetBufferLists;
    Characteristics.CancelSendHandler = RefCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = RefDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = RefShutdown;
    Characteristics.CancelOidRequestHandler = RefCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &RefDriverHandle);
}
