// Halt uses a type of a header that is not here: what the parser had to skip may matter, and the output names the
// header.
// RUN: not %ndislint check %s > %t 2>&1
// RUN: FileCheck %s < %t
// CHECK: vendor_stats.h
// RUN: FileCheck --check-prefix=VERDICT %s < %t
// VERDICT: incomplete
#include <ndis.h>
#include "vendor_stats.h"

typedef struct _GAP_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber;
} GAP_ADAPTER, *PGAP_ADAPTER;

static NDIS_HANDLE GapDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD GapUnload;
static MINIPORT_INITIALIZE GapInitializeEx;
static MINIPORT_HALT GapHaltEx;
static MINIPORT_PAUSE GapPause;
static MINIPORT_RESTART GapRestart;
static MINIPORT_OID_REQUEST GapOidRequest;
static MINIPORT_CANCEL_OID_REQUEST GapCancelOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS GapSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS GapReturnNetBufferLists;
static MINIPORT_CANCEL_SEND GapCancelSend;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY GapDevicePnPEventNotify;
static MINIPORT_SHUTDOWN GapShutdown;

static NDIS_STATUS
GapSetRegistrationAttributes(_In_ GAP_ADAPTER *Adapter)
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
GapInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
GapRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
GapPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
GapOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
GapSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    GAP_ADAPTER *Adapter = (GAP_ADAPTER *)MiniportAdapterContext;
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
GapReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
GapCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
GapShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
GapDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
GapCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static NDIS_STATUS
GapInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    NDIS_PORT_CHARACTERISTICS Port;
    PGAP_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PGAP_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), ' paG',
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->MiniportHandle = NdisMiniportHandle;
    Status = GapSetRegistrationAttributes(Adapter);
    if (Status == NDIS_STATUS_SUCCESS) {
        GapInitPortCharacteristics(&Port);
        Status = NdisMAllocatePort(NdisMiniportHandle, &Port);
    }
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return Status;
    }
    Adapter->PortNumber = Port.PortNumber;
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID
GapHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PGAP_ADAPTER Adapter = (PGAP_ADAPTER)MiniportAdapterContext;
    VENDOR_STATS Stats;

    UNREFERENCED_PARAMETER(HaltAction);
    VendorStatsRead(Adapter->MiniportHandle, &Stats);
    VendorStatsSave(&Stats);
    NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
static VOID
GapUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(GapDriverHandle);
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
    Characteristics.InitializeHandlerEx = GapInitializeEx;
    Characteristics.HaltHandlerEx = GapHaltEx;
    Characteristics.UnloadHandler = GapUnload;
    Characteristics.PauseHandler = GapPause;
    Characteristics.RestartHandler = GapRestart;
    Characteristics.OidRequestHandler = GapOidRequest;
    Characteristics.SendNetBufferListsHandler = GapSendNetBufferLists;
    Characteristics.ReturnNetBufferListsHandler = GapReturnNetBufferLists;
    Characteristics.CancelSendHandler = GapCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = GapDevicePnPEventNotify;
    Characteristics.ShutdownHandlerEx = GapShutdown;
    Characteristics.CancelOidRequestHandler = GapCancelOidRequest;

    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &GapDriverHandle);
}
