// The flag that the cleanup looks at is set only after a step that can still fail: when the general attributes are
// refused, the port stays allocated.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define ACME_TAG 'emcA'

typedef struct _ACME_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber;
    BOOLEAN PortAllocated;
} ACME_ADAPTER, *PACME_ADAPTER;

static NDIS_HANDLE AcmeDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD AcmeUnload;
static MINIPORT_INITIALIZE AcmeInitializeEx;
static MINIPORT_HALT AcmeHaltEx;
static MINIPORT_PAUSE AcmePause;
static MINIPORT_RESTART AcmeRestart;
static MINIPORT_OID_REQUEST AcmeOidRequest;
static MINIPORT_CANCEL_OID_REQUEST AcmeCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS AcmeSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS AcmeReturnNetBufferLists;
static MINIPORT_CANCEL_SEND AcmeCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY AcmeDevicePnPEventNotify;
static MINIPORT_SHUTDOWN AcmeShutdown;

static NDIS_STATUS
AcmeSetRegistrationAttributes(_In_ ACME_ADAPTER *Adapter)
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
AcmeSetGeneralAttributes(_In_ ACME_ADAPTER *Adapter)
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
AcmeInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
AcmeRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
AcmePause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
AcmeOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
AcmeSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    ACME_ADAPTER *Adapter = (ACME_ADAPTER *)MiniportAdapterContext;
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
AcmeReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
AcmeCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
AcmeShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
AcmeDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
AcmeCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
AcmeInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                 PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;
    PACME_ADAPTER Adapter = NULL;
    NDIS_PORT_CHARACTERISTICS Port;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);

    do {
        Adapter = (PACME_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), ACME_TAG,
                                                                   NormalPoolPriority);
        if (Adapter == NULL) {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }
        NdisZeroMemory(Adapter, sizeof(*Adapter));
        Adapter->MiniportHandle = NdisMiniportHandle;

        Status = AcmeSetRegistrationAttributes(Adapter);
        if (Status != NDIS_STATUS_SUCCESS) {
            break;
        }

        AcmeInitPortCharacteristics(&Port);
        Status = NdisMAllocatePort(NdisMiniportHandle, &Port);
        if (Status != NDIS_STATUS_SUCCESS) {
            break;
        }
        Adapter->PortNumber = Port.PortNumber;

        Status = AcmeSetGeneralAttributes(Adapter);
        if (Status != NDIS_STATUS_SUCCESS) {
            break;
        }
        Adapter->PortAllocated = TRUE;
    } while (FALSE);

    if (Status != NDIS_STATUS_SUCCESS && Adapter != NULL) {
        if (Adapter->PortAllocated) {
            NdisMFreePort(NdisMiniportHandle, Adapter->PortNumber);
        }
        NdisFreeMemory(Adapter, 0, 0);
    }
    return Status; // expected-error {{allocated}} [ndis-port-leak-init]
}

_Use_decl_annotations_
static VOID
AcmeHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PACME_ADAPTER Adapter = (PACME_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);

    if (Adapter->PortAllocated) {
        NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
        Adapter->PortAllocated = FALSE;
    }
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
AcmeUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(AcmeDriverHandle);
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
    Characteristics.InitializeHandlerEx = AcmeInitializeEx;
    Characteristics.HaltHandlerEx = AcmeHaltEx;
    Characteristics.UnloadHandler = AcmeUnload;
    Characteristics.PauseHandler = AcmePause;
    Characteristics.RestartHandler = AcmeRestart;
    Characteristics.OidRequestHandler = AcmeOidRequest;
    Characteristics.SendNetBufferListsHandler = AcmeSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = AcmeReturnNetBufferLists;
    Characteristics.CancelSendHandler = AcmeCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = AcmeDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = AcmeShutdown;
    Characteristics.CancelOidRequestHandler = AcmeCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &AcmeDriverHandle);
}
