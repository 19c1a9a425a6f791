// The vector of ports has the default port at index 0, and the loop of halt begins there.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define VEC_TAG ' ceV'
#define VEC_MAX 3

typedef struct _VEC_PORT {
    NDIS_PORT_NUMBER Number;
    ULONG LinkSpeed;
} VEC_PORT, *PVEC_PORT;

typedef struct _VEC_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    ULONG PortCount;
    VEC_PORT Ports[VEC_MAX]; // [0] is the default port
} VEC_ADAPTER, *PVEC_ADAPTER;

static NDIS_HANDLE VecDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD VecUnload;
static MINIPORT_INITIALIZE VecInitializeEx;
static MINIPORT_HALT VecHaltEx;
static MINIPORT_PAUSE VecPause;
static MINIPORT_RESTART VecRestart;
static MINIPORT_OID_REQUEST VecOidRequest;
static MINIPORT_CANCEL_OID_REQUEST VecCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS VecSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS VecReturnNetBufferLists;
static MINIPORT_CANCEL_SEND VecCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY VecDevicePnPEventNotify;
static MINIPORT_SHUTDOWN VecShutdown;

static NDIS_STATUS
VecSetRegistrationAttributes(_In_ VEC_ADAPTER *Adapter)
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
VecInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
VecRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
VecPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
VecOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
VecSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    VEC_ADAPTER *Adapter = (VEC_ADAPTER *)MiniportAdapterContext;
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
VecReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
VecCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
VecShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
VecDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
VecCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
VecInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    PVEC_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PVEC_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), VEC_TAG,
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->MiniportHandle = NdisMiniportHandle;
    Adapter->PortCount = 1;

    Status = VecSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return Status;
    }

    while (Adapter->PortCount < VEC_MAX) {
        VecInitPortCharacteristics(&Characteristics);
        if (NdisMAllocatePort(NdisMiniportHandle, &Characteristics) != NDIS_STATUS_SUCCESS) {
            break;
        }
        Adapter->Ports[Adapter->PortCount].Number = Characteristics.PortNumber;
        Adapter->Ports[Adapter->PortCount].LinkSpeed = 1000;
        Adapter->PortCount++;
    }
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID
VecHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PVEC_ADAPTER Adapter = (PVEC_ADAPTER)MiniportAdapterContext;
    PVEC_PORT Port;

    UNREFERENCED_PARAMETER(HaltAction);
    for (Port = &Adapter->Ports[0]; Port < &Adapter->Ports[Adapter->PortCount]; Port++) {
        NdisMFreePort(Adapter->MiniportHandle, Port->Number); // expected-error {{default port}} [ndis-port-free-default]
    }
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
VecUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(VecDriverHandle);
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
    Characteristics.InitializeHandlerEx = VecInitializeEx;
    Characteristics.HaltHandlerEx = VecHaltEx;
    Characteristics.UnloadHandler = VecUnload;
    Characteristics.PauseHandler = VecPause;
    Characteristics.RestartHandler = VecRestart;
    Characteristics.OidRequestHandler = VecOidRequest;
    Characteristics.SendNetBufferListsHandler = VecSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = VecReturnNetBufferLists;
    Characteristics.CancelSendHandler = VecCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = VecDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = VecShutdown;
    Characteristics.CancelOidRequestHandler = VecCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &VecDriverHandle);
}
