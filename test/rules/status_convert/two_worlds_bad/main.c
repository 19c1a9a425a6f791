#include "convert.h"

#define CNV_TAG ' vnC'

typedef struct _CNV_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber;
    PVOID Queues;
} CNV_ADAPTER, *PCNV_ADAPTER;

static NDIS_HANDLE CnvDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD CnvUnload;
static MINIPORT_INITIALIZE CnvInitializeEx;
static MINIPORT_HALT CnvHaltEx;
static MINIPORT_PAUSE CnvPause;
static MINIPORT_RESTART CnvRestart;
static MINIPORT_OID_REQUEST CnvOidRequest;
static MINIPORT_CANCEL_OID_REQUEST CnvCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS CnvSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS CnvReturnNetBufferLists;
static MINIPORT_CANCEL_SEND CnvCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY CnvDevicePnPEventNotify;
static MINIPORT_SHUTDOWN CnvShutdown;

static NDIS_STATUS
CnvSetRegistrationAttributes(_In_ CNV_ADAPTER *Adapter)
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
CnvInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
CnvRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
CnvPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
CnvOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
CnvSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    CNV_ADAPTER *Adapter = (CNV_ADAPTER *)MiniportAdapterContext;
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
CnvReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
CnvCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
CnvShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
CnvDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
CnvCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

static NTSTATUS
CnvCreatePort(_Inout_ PCNV_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Port;
    NTSTATUS Status;

    CnvInitPortCharacteristics(&Port);
    Status = CnvFromNdis(NdisMAllocatePort(Adapter->MiniportHandle, &Port));
    if (NT_SUCCESS(Status)) {
        Adapter->PortNumber = Port.PortNumber;
    }
    return Status;
}

static NTSTATUS
CnvCreateQueues(_Inout_ PCNV_ADAPTER Adapter)
{
    Adapter->Queues = NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, 16 * PAGE_SIZE, CNV_TAG,
                                                        NormalPoolPriority);
    return Adapter->Queues ? STATUS_SUCCESS : CnvFromNdis(NDIS_STATUS_RESOURCES);
}

_Use_decl_annotations_
static NDIS_STATUS
CnvInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PCNV_ADAPTER Adapter;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PCNV_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), CNV_TAG,
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->MiniportHandle = NdisMiniportHandle;

    Status = CnvFromNdis(CnvSetRegistrationAttributes(Adapter));
    if (!NT_SUCCESS(Status)) {
        goto Exit;
    }
    Status = CnvCreatePort(Adapter);
    if (!NT_SUCCESS(Status)) {
        goto Exit;
    }
    Status = CnvCreateQueues(Adapter);

Exit:
    if (Status == STATUS_UNSUCCESSFUL) {
        if (Adapter->PortNumber != 0) {
            NdisMFreePort(NdisMiniportHandle, Adapter->PortNumber);
        }
        NdisFreeMemory(Adapter, 0, 0);
    }
    return CnvToNdis(Status); // expected-error {{allocated}} [ndis-port-leak-init]
}

_Use_decl_annotations_
static VOID
CnvHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PCNV_ADAPTER Adapter = (PCNV_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    NdisFreeMemory(Adapter->Queues, 0, 0);
    NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
CnvUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(CnvDriverHandle);
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
    Characteristics.InitializeHandlerEx = CnvInitializeEx;
    Characteristics.HaltHandlerEx = CnvHaltEx;
    Characteristics.UnloadHandler = CnvUnload;
    Characteristics.PauseHandler = CnvPause;
    Characteristics.RestartHandler = CnvRestart;
    Characteristics.OidRequestHandler = CnvOidRequest;
    Characteristics.SendNetBufferListsHandler = CnvSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = CnvReturnNetBufferLists;
    Characteristics.CancelSendHandler = CnvCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = CnvDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = CnvShutdown;
    Characteristics.CancelOidRequestHandler = CnvCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &CnvDriverHandle);
}
