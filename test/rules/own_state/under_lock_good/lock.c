#include "state.h"

typedef struct _LCK_ADAPTER
{
    NDIS_HANDLE         hMiniport;
    NDIS_PORT_NUMBER    ulPort;
    PORT_STATE_MACHINE  sm;
} LCK_ADAPTER, *PLCK_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
LckSetRegistration(LCK_ADAPTER *pAdapter)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES attrs;

    NdisZeroMemory(&attrs, sizeof(attrs));
    attrs.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    attrs.RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    attrs.RegistrationAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    attrs.RegistrationAttributes.MiniportAdapterContext = (NDIS_HANDLE)pAdapter;
    attrs.RegistrationAttributes.AttributeFlags =
        NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE | NDIS_MINIPORT_ATTRIBUTES_BUS_MASTER;
    attrs.RegistrationAttributes.InterfaceType = NdisInterfacePci;
    return NdisMSetMiniportAttributes(pAdapter->hMiniport, &attrs);
}

static void
LckFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
{
    RtlZeroMemory(pChars, sizeof(NDIS_PORT_CHARACTERISTICS));
    pChars->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pChars->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Type = NdisPortTypeBridge;
    pChars->MediaConnectState = MediaConnectStateUnknown;
    pChars->Direction = NET_IF_DIRECTION_SENDRECEIVE;
}

static NDIS_STATUS
LckActivatePort(LCK_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;

    NdisZeroMemory(&event, sizeof(NET_PNP_EVENT_NOTIFICATION));
    NdisZeroMemory(&port, sizeof(NDIS_PORT));
    LckFillPortChars(&(port.PortCharacteristics));
    port.PortCharacteristics.PortNumber = ulPort;
    port.Next = NULL;
    event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.Header.Size = sizeof(NET_PNP_EVENT_NOTIFICATION);
    event.PortNumber = 0;
    event.NetPnPEvent.NetEvent = NetEventPortActivation;
    event.NetPnPEvent.Buffer = (PVOID)&port;
    event.NetPnPEvent.BufferLength = sizeof(NDIS_PORT);
    return NdisMNetPnPEvent(pAdapter->hMiniport, &event);
}

static NDIS_STATUS
LckDeactivatePort(LCK_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT_NUMBER aulPorts[1];

    aulPorts[0] = ulPort;
    NdisZeroMemory(&event, sizeof(NET_PNP_EVENT_NOTIFICATION));
    event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.Header.Size = sizeof(NET_PNP_EVENT_NOTIFICATION);
    event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    event.NetPnPEvent.Buffer = (PVOID)aulPorts;
    event.NetPnPEvent.BufferLength = sizeof(aulPorts);
    return NdisMNetPnPEvent(pAdapter->hMiniport, &event);
}

static NDIS_STATUS
LckRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    PLCK_ADAPTER pAdapter = (PLCK_ADAPTER)hAdapter;
    NDIS_STATUS ndisStatus = NDIS_STATUS_SUCCESS;

    if (StateBegin(&pAdapter->sm, PortStateIdle))
    {
        ndisStatus = LckActivatePort(pAdapter, pAdapter->ulPort);
        StateEndActivate(&pAdapter->sm, ndisStatus);
    }
    return ndisStatus;
}

static NDIS_STATUS
LckPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("LckPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
LckOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
{
    switch (pRequest->RequestType) {
    case NdisRequestQueryInformation:
    case NdisRequestQueryStatistics:
        pRequest->DATA.QUERY_INFORMATION.BytesWritten = 0;
        break;
    default:
        break;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static VOID
LckSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    LCK_ADAPTER *pAdapter = (LCK_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
LckReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
LckCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
LckShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
LckPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
LckCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
LckInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PLCK_ADAPTER pAdapter;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    pAdapter = (PLCK_ADAPTER)ExAllocatePoolWithTag(NonPagedPool, sizeof(LCK_ADAPTER), ' kcL');
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    RtlZeroMemory(pAdapter, sizeof(LCK_ADAPTER));
    pAdapter->hMiniport = hMiniport;
    StateInit(&pAdapter->sm);

    ndisStatus = LckSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        goto fail;
    LckFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(hMiniport, &chars);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        goto fail;
    pAdapter->ulPort = chars.PortNumber;
    return NDIS_STATUS_SUCCESS;

fail:
    NdisFreeSpinLock(&pAdapter->sm.lock);
    ExFreePoolWithTag(pAdapter, ' kcL');
    return ndisStatus;
}

static VOID
LckHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PLCK_ADAPTER pAdapter = (PLCK_ADAPTER)hAdapter;

    while (!StateIs(&pAdapter->sm, PortStateIdle))
    {
        if (StateBegin(&pAdapter->sm, PortStateActive))
            StateEndDeactivate(&pAdapter->sm, LckDeactivatePort(pAdapter, pAdapter->ulPort));
    }
    NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort);
    NdisFreeSpinLock(&pAdapter->sm.lock);
    ExFreePoolWithTag(pAdapter, ' kcL');
}

static VOID
LckUnload(PDRIVER_OBJECT pDriverObject)
{
    NdisMDeregisterMiniportDriver(g_hDriver);
    g_hDriver = NULL;
}

NTSTATUS
DriverEntry(PDRIVER_OBJECT pDriverObject, PUNICODE_STRING pustrRegistry)
{
    NDIS_STATUS ndisStatus;
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS mpChars;

    NdisZeroMemory(&mpChars, sizeof(mpChars));
    mpChars.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    mpChars.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
    mpChars.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
    mpChars.MajorNdisVersion = 6;
    mpChars.MinorNdisVersion = 20;
    mpChars.InitializeHandlerEx = LckInitialize;
    mpChars.HaltHandlerEx = LckHalt;
    mpChars.UnloadHandler = LckUnload;
    mpChars.PauseHandler = LckPause;
    mpChars.RestartHandler = LckRestart;
    mpChars.OidRequestHandler = LckOidRequest;
    mpChars.SendNetBufferListsHandler = LckSend;
    mpChars.ReturnNetBufferListsHandler = LckReturn;
    mpChars.CancelSendHandler = LckCancelSend;
    mpChars.DevicePnPEventNotifyHandler = LckPnPEvent;
    mpChars.ShutdownHandlerEx = LckShutdown;
    mpChars.CancelOidRequestHandler = LckCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
