// The failing initialize tells the release helper that there is nothing to deactivate; halt has it deactivate.
// RUN: %ndislint check --verify %s
// RUN: %ndislint check --fail-on note %s
#include <ndis.h>

typedef struct _OPT_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber;
    BOOLEAN PortActive;
} OPT_ADAPTER, *POPT_ADAPTER;

static NDIS_HANDLE OptDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD OptUnload;
static MINIPORT_INITIALIZE OptInitializeEx;
static MINIPORT_HALT OptHaltEx;
static MINIPORT_PAUSE OptPause;
static MINIPORT_RESTART OptRestart;
static MINIPORT_OID_REQUEST OptOidRequest;
static MINIPORT_CANCEL_OID_REQUEST OptCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS OptSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS OptReturnNetBufferLists;
static MINIPORT_CANCEL_SEND OptCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY OptDevicePnPEventNotify;
static MINIPORT_SHUTDOWN OptShutdown;

static NDIS_STATUS
OptSetRegistrationAttributes(_In_ OPT_ADAPTER *Adapter)
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

static NDIS_STATUS
OptSetGeneralAttributes(_In_ OPT_ADAPTER *Adapter)
{
    NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES General;

    NdisZeroMemory(&General, sizeof(General));
    General.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    General.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    General.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    General.MediaType = NdisMedium802_3;
    General.MtuSize = 1500;
    General.MacAddressLength = 6;
    return NdisMSetMiniportAttributes(Adapter->MiniportHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&General);
}

static VOID
OptInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
OptActivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    OptInitPortCharacteristics(&Port.PortCharacteristics);
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
OptDeactivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
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

static VOID
OptReleasePort(_Inout_ POPT_ADAPTER Adapter, _In_ BOOLEAN Deactivate)
{
    if (Deactivate) {
        while (Adapter->PortActive) {
            if (OptDeactivatePort(Adapter->MiniportHandle, Adapter->PortNumber) == NDIS_STATUS_SUCCESS) {
                Adapter->PortActive = FALSE;
            }
        }
    }
    NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
}

_Use_decl_annotations_
static NDIS_STATUS
OptRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    POPT_ADAPTER Adapter = (POPT_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(RestartParameters);
    if (!Adapter->PortActive) {
        Adapter->PortActive =
            (BOOLEAN)(OptActivatePort(Adapter->MiniportHandle, Adapter->PortNumber) == NDIS_STATUS_SUCCESS);
    }
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
OptPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
OptOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
OptSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    OPT_ADAPTER *Adapter = (OPT_ADAPTER *)MiniportAdapterContext;
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
OptReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
OptCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
OptShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
OptDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
OptCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
OptInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    NDIS_PORT_CHARACTERISTICS Port;
    POPT_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (POPT_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), ' tpO',
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->MiniportHandle = NdisMiniportHandle;
    Adapter->PortActive = FALSE;
    Status = OptSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return Status;
    }
    OptInitPortCharacteristics(&Port);
    Status = NdisMAllocatePort(NdisMiniportHandle, &Port);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return Status;
    }
    Adapter->PortNumber = Port.PortNumber;
    Status = OptSetGeneralAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        OptReleasePort(Adapter, FALSE);
        NdisFreeMemory(Adapter, 0, 0);
    }
    return Status;
}

_Use_decl_annotations_
static VOID
OptHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    POPT_ADAPTER Adapter = (POPT_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    OptReleasePort(Adapter, TRUE);
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
OptUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(OptDriverHandle);
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
    Characteristics.InitializeHandlerEx = OptInitializeEx;
    Characteristics.HaltHandlerEx = OptHaltEx;
    Characteristics.UnloadHandler = OptUnload;
    Characteristics.PauseHandler = OptPause;
    Characteristics.RestartHandler = OptRestart;
    Characteristics.OidRequestHandler = OptOidRequest;
    Characteristics.SendNetBufferListsHandler = OptSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = OptReturnNetBufferLists;
    Characteristics.CancelSendHandler = OptCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = OptDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = OptShutdown;
    Characteristics.CancelOidRequestHandler = OptCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &OptDriverHandle);
}
