// Halt walks the array of port objects upward while it counts the array down, so it meets only half of them.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define TAP_TAG 'tpaT'
#define TAP_PORTS 2

typedef struct _TAP_PORT {
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ULONG64 Frames;
} TAP_PORT, *PTAP_PORT;

typedef struct _TAP_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    PTAP_PORT Ports[TAP_PORTS];
    ULONG PortCount;
} TAP_ADAPTER, *PTAP_ADAPTER;

static NDIS_HANDLE TapDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD TapUnload;
static MINIPORT_INITIALIZE TapInitializeEx;
static MINIPORT_HALT TapHaltEx;
static MINIPORT_PAUSE TapPause;
static MINIPORT_RESTART TapRestart;
static MINIPORT_OID_REQUEST TapOidRequest;
static MINIPORT_CANCEL_OID_REQUEST TapCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS TapSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS TapReturnNetBufferLists;
static MINIPORT_CANCEL_SEND TapCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY TapDevicePnPEventNotify;
static MINIPORT_SHUTDOWN TapShutdown;

static NDIS_STATUS
TapSetRegistrationAttributes(_In_ TAP_ADAPTER *Adapter)
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
TapInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
TapRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
TapPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
TapOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
TapSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    TAP_ADAPTER *Adapter = (TAP_ADAPTER *)MiniportAdapterContext;
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
TapReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
TapCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
TapShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
TapDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
TapCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

static NDIS_STATUS
TapAddPort(_Inout_ PTAP_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;
    PTAP_PORT Port;

    Port = (PTAP_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(TAP_PORT), TAP_TAG,
                                                        NormalPoolPriority);
    if (Port == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    TapInitPortCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &Characteristics);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Port, 0, 0);
        return Status;
    }
    Port->Characteristics = Characteristics;
    Port->Frames = 0;
    Adapter->Ports[Adapter->PortCount++] = Port;
    return NDIS_STATUS_SUCCESS;
}

static VOID
TapRemovePort(_In_ PTAP_ADAPTER Adapter, _In_ ULONG Index)
{
    PTAP_PORT Port = Adapter->Ports[Index];
    NDIS_PORT_NUMBER Number = Port->Characteristics.PortNumber;

    Adapter->Ports[Index] = NULL;
    NdisFreeMemory(Port, 0, 0);
    NdisMFreePort(Adapter->MiniportHandle, Number);
}

_Use_decl_annotations_
static NDIS_STATUS
TapInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PTAP_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);

    Adapter = (PTAP_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(TAP_ADAPTER), TAP_TAG,
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(TAP_ADAPTER));
    Adapter->MiniportHandle = NdisMiniportHandle;

    Status = TapSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return Status;
    }

    //
    // As many ports as can be had.
    //
    while (Adapter->PortCount < TAP_PORTS && TapAddPort(Adapter) == NDIS_STATUS_SUCCESS) {
        ;
    }
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID
TapHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PTAP_ADAPTER Adapter = (PTAP_ADAPTER)MiniportAdapterContext;
    ULONG Index;

    UNREFERENCED_PARAMETER(HaltAction);
    for (Index = 0; Index < Adapter->PortCount; Index++) {
        TapRemovePort(Adapter, Index);
        Adapter->PortCount--;
    }
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]

_Use_decl_annotations_
static VOID
TapUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(TapDriverHandle);
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
    Characteristics.InitializeHandlerEx = TapInitializeEx;
    Characteristics.HaltHandlerEx = TapHaltEx;
    Characteristics.UnloadHandler = TapUnload;
    Characteristics.PauseHandler = TapPause;
    Characteristics.RestartHandler = TapRestart;
    Characteristics.OidRequestHandler = TapOidRequest;
    Characteristics.SendNetBufferListsHandler = TapSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = TapReturnNetBufferLists;
    Characteristics.CancelSendHandler = TapCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = TapDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = TapShutdown;
    Characteristics.CancelOidRequestHandler = TapCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &TapDriverHandle);
}
