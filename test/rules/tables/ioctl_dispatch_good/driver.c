#include "mgr.h"

NDIS_HANDLE MgrDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD MgrUnload;
static MINIPORT_PAUSE MgrPause;
static MINIPORT_RESTART MgrRestart;
static MINIPORT_OID_REQUEST MgrOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS MgrSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS MgrReturnNetBufferLists;
static MINIPORT_CANCEL_SEND MgrCancelSend;
static MINIPORT_CANCEL_OID_REQUEST MgrCancelOidRequest;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY MgrDevicePnPEventNotify;
static MINIPORT_SHUTDOWN MgrShutdown;

_Use_decl_annotations_
static NDIS_STATUS
MgrRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
MgrPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
MgrOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
MgrSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    MGR_ADAPTER *Adapter = (MGR_ADAPTER *)MiniportAdapterContext;
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
MgrReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
MgrCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
MgrShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
MgrDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
MgrCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static VOID
MgrUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(MgrDriverHandle);
}

_Use_decl_annotations_
NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Chars;

    ExInitializeFastMutex(&MgrMutex);

    NdisZeroMemory(&Chars, sizeof(Chars));
    Chars.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Chars.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Chars.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Chars.MajorNdisVersion = 6;
    Chars.MinorNdisVersion = 30;
    Chars.InitializeHandlerEx = MgrInitializeEx;
    Chars.HaltHandlerEx = MgrHaltEx;
    Chars.UnloadHandler = MgrUnload;
    Chars.PauseHandler = MgrPause;
    Chars.RestartHandler = MgrRestart;
    Chars.OidRequestHandler = MgrOidRequest;
    Chars.CancelOidRequestHandler = MgrCancelOidRequest;
    Chars.SendNetBufferListsHandler = MgrSendNetBufferLists;
    Chars.ReturnNetBufferListsHandler = MgrReturnNetBufferLists;
    Chars.CancelSendHandler = MgrCancelSend;
    Chars.DevicePnPEventNotifyHandler = MgrDevicePnPEventNotify;
    Chars.ShutdownHandlerEx = MgrShutdown;
    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Chars, &MgrDriverHandle);
}
