// The wrapper fills a local, which reaches the adapter in the last line only; the cleanup of the steps between
// looks at the adapter.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct _LINK_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber;
    NDIS_HANDLE WorkItem;
} LINK_ADAPTER, *PLINK_ADAPTER;

static NDIS_HANDLE LinkDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD LinkUnload;
static MINIPORT_INITIALIZE LinkInitializeEx;
static MINIPORT_HALT LinkHaltEx;
static MINIPORT_PAUSE LinkPause;
static MINIPORT_RESTART LinkRestart;
static MINIPORT_OID_REQUEST LinkOidRequest;
static MINIPORT_CANCEL_OID_REQUEST LinkCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS LinkSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS LinkReturnNetBufferLists;
static MINIPORT_CANCEL_SEND LinkCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY LinkDevicePnPEventNotify;
static MINIPORT_SHUTDOWN LinkShutdown;

static NDIS_STATUS
LinkSetRegistrationAttributes(_In_ LINK_ADAPTER *Adapter)
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
LinkInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
LinkRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
LinkPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
LinkOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
LinkSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    LINK_ADAPTER *Adapter = (LINK_ADAPTER *)MiniportAdapterContext;
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
LinkReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
LinkCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
LinkShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
LinkDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
LinkCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Success_(return == NDIS_STATUS_SUCCESS)
static NDIS_STATUS
LinkAllocatePort(_In_ NDIS_HANDLE MiniportHandle, _Out_ PNDIS_PORT_NUMBER PortNumber)
{
    NDIS_PORT_CHARACTERISTICS PortCharacteristics;
    NDIS_STATUS Status;

    LinkInitPortCharacteristics(&PortCharacteristics);
    Status = NdisMAllocatePort(MiniportHandle, &PortCharacteristics);
    if (Status != NDIS_STATUS_SUCCESS) {
        return Status;
    }
    *PortNumber = PortCharacteristics.PortNumber;
    return NDIS_STATUS_SUCCESS;
}

static VOID
LinkFreeAdapter(_In_ PLINK_ADAPTER Adapter)
{
    if (Adapter->WorkItem != NULL) {
        NdisFreeIoWorkItem(Adapter->WorkItem);
    }
    if (Adapter->PortNumber != NDIS_DEFAULT_PORT_NUMBER) {
        NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
    }
    NdisFreeMemory(Adapter, sizeof(*Adapter), 0);
}

_Use_decl_annotations_
static NDIS_STATUS
LinkInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                 PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PLINK_ADAPTER Adapter;
    NDIS_PORT_NUMBER PortNumber;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);

    Adapter = (PLINK_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), 'kniL',
                                                               NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->MiniportHandle = NdisMiniportHandle;

    Status = LinkSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto Done;
    }

    Status = LinkAllocatePort(NdisMiniportHandle, &PortNumber);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto Done;
    }

    Adapter->WorkItem = NdisAllocateIoWorkItem(NdisMiniportHandle);
    if (Adapter->WorkItem == NULL) {
        Status = NDIS_STATUS_RESOURCES;
        goto Done;
    }
    Adapter->PortNumber = PortNumber;

Done:
    if (Status != NDIS_STATUS_SUCCESS) {
        LinkFreeAdapter(Adapter);
    }
    return Status; // expected-error {{allocated}} [ndis-port-leak-init]
}

_Use_decl_annotations_
static VOID
LinkHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    UNREFERENCED_PARAMETER(HaltAction);
    LinkFreeAdapter((PLINK_ADAPTER)MiniportAdapterContext);
}

_Use_decl_annotations_
static VOID
LinkUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(LinkDriverHandle);
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
    Characteristics.InitializeHandlerEx = LinkInitializeEx;
    Characteristics.HaltHandlerEx = LinkHaltEx;
    Characteristics.UnloadHandler = LinkUnload;
    Characteristics.PauseHandler = LinkPause;
    Characteristics.RestartHandler = LinkRestart;
    Characteristics.OidRequestHandler = LinkOidRequest;
    Characteristics.SendNetBufferListsHandler = LinkSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = LinkReturnNetBufferLists;
    Characteristics.CancelSendHandler = LinkCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = LinkDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = LinkShutdown;
    Characteristics.CancelOidRequestHandler = LinkCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &LinkDriverHandle);
}
