#include "ctl.h"

NDIS_HANDLE CtlDriverHandle;
FAST_MUTEX CtlMutex;
LIST_ENTRY CtlAdapters;
ULONG CtlAdapterCount;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD CtlUnload;
static MINIPORT_PAUSE CtlPause;
static MINIPORT_RESTART CtlRestart;
static MINIPORT_OID_REQUEST CtlOidRequest;
static MINIPORT_SEND_NET_BUFFER_LISTS CtlSendNetBufferLists;
static MINIPORT_RETURN_NET_BUFFER_LISTS CtlReturnNetBufferLists;
static MINIPORT_CANCEL_SEND CtlCancelSend;
static MINIPORT_CANCEL_OID_REQUEST CtlCancelOidRequest;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY CtlDevicePnPEventNotify;
static MINIPORT_SHUTDOWN CtlShutdown;

_Use_decl_annotations_
static NDIS_STATUS
CtlRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
CtlPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
static NDIS_STATUS
CtlOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(OidRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

_Use_decl_annotations_
static VOID
CtlSendNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists,
                   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    CTL_ADAPTER *Adapter = (CTL_ADAPTER *)MiniportAdapterContext;
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
CtlReturnNetBufferLists(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

_Use_decl_annotations_
static VOID
CtlCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

_Use_decl_annotations_
static VOID
CtlShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

_Use_decl_annotations_
static VOID
CtlDevicePnPEventNotify(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

_Use_decl_annotations_
static VOID
CtlCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

_Use_decl_annotations_
static VOID
CtlUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(CtlDriverHandle);
}

_Use_decl_annotations_
NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Miniport = {0};

    ExInitializeFastMutex(&CtlMutex);
    InitializeListHead(&CtlAdapters);

    Miniport.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Miniport.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Miniport.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Miniport.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
    Miniport.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
    Miniport.InitializeHandlerEx = CtlInitializeEx;
    Miniport.HaltHandlerEx = CtlHaltEx;
    Miniport.UnloadHandler = CtlUnload;
    Miniport.PauseHandler = CtlPause;
    Miniport.RestartHandler = CtlRestart;
    Miniport.OidRequestHandler = CtlOidRequest;
    Miniport.CancelOidRequestHandler = CtlCancelOidRequest;
    Miniport.SendNetBufferListsHandler = CtlSendNetBufferLists;
    Miniport.ReturnNetBufferListsHandler = CtlReturnNetBufferLists;
    Miniport.CancelSendHandler = CtlCancelSend;
    Miniport.DevicePnPEventNotifyHandler = CtlDevicePnPEventNotify;
    Miniport.ShutdownHandlerEx = CtlShutdown;
    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Miniport, &CtlDriverHandle);
}
