// The callback that runs when the last reference goes frees the port as it is; restart may have activated it.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct _OBJ_HEADER OBJ_HEADER, *POBJ_HEADER;
typedef VOID (*PFN_OBJ_DESTROY)(POBJ_HEADER pHeader);

struct _OBJ_HEADER {
    LONG cRefs;
    PFN_OBJ_DESTROY pfnDestroy;
};

typedef struct _OBJ_ADAPTER *POBJ_ADAPTER;

typedef struct _OBJ_PORT {
    NDIS_PORT_NUMBER ulNumber;
    BOOLEAN fActive;
    POBJ_ADAPTER pAdapter;
    OBJ_HEADER Header; // not first
} OBJ_PORT, *POBJ_PORT;

typedef struct _OBJ_ADAPTER {
    NDIS_HANDLE hMiniport;
    POBJ_PORT pPort;
} OBJ_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
ObjSetRegistration(OBJ_ADAPTER *pAdapter)
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

static NDIS_STATUS
ObjSetGeneral(OBJ_ADAPTER *pAdapter)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES attrs;

    NdisZeroMemory(&attrs, sizeof(attrs));
    attrs.GeneralAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    attrs.GeneralAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    attrs.GeneralAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    attrs.GeneralAttributes.MediaType = NdisMedium802_3;
    attrs.GeneralAttributes.MtuSize = 1500;
    return NdisMSetMiniportAttributes(pAdapter->hMiniport, &attrs);
}

static void
ObjFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
ObjActivatePort(OBJ_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;

    NdisZeroMemory(&event, sizeof(NET_PNP_EVENT_NOTIFICATION));
    NdisZeroMemory(&port, sizeof(NDIS_PORT));
    ObjFillPortChars(&(port.PortCharacteristics));
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
ObjDeactivatePort(OBJ_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
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

static VOID
ObjInit(POBJ_HEADER pHeader, PFN_OBJ_DESTROY pfnDestroy)
{
    pHeader->cRefs = 1;
    pHeader->pfnDestroy = pfnDestroy;
}

static VOID
ObjRelease(POBJ_HEADER pHeader)
{
    LONG cRefs = NdisInterlockedDecrement(&pHeader->cRefs);

    if (cRefs == 0)
        pHeader->pfnDestroy(pHeader);
}

static VOID
ObjDestroyPort(POBJ_HEADER pHeader)
{
    POBJ_PORT pPort = CONTAINING_RECORD(pHeader, OBJ_PORT, Header);

    NdisMFreePort(pPort->pAdapter->hMiniport, pPort->ulNumber); // expected-error {{active}} [ndis-port-free-active]
    NdisFreeMemory(pPort, 0, 0);
}

static NDIS_STATUS
ObjCreatePort(POBJ_ADAPTER pAdapter)
{
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;
    POBJ_PORT pPort;

    pPort = (POBJ_PORT)NdisAllocateMemoryWithTagPriority(pAdapter->hMiniport, sizeof(OBJ_PORT), 'ojbO',
                                                         NormalPoolPriority);
    if (!pPort)
        return NDIS_STATUS_RESOURCES;
    ObjFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(pAdapter->hMiniport, &chars);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        NdisFreeMemory(pPort, 0, 0);
        return ndisStatus;
    }
    pPort->ulNumber = chars.PortNumber;
    pPort->fActive = FALSE;
    pPort->pAdapter = pAdapter;
    ObjInit(&pPort->Header, ObjDestroyPort);
    pAdapter->pPort = pPort;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
ObjRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    POBJ_ADAPTER pAdapter = (POBJ_ADAPTER)hAdapter;
    NDIS_STATUS ndisStatus = NDIS_STATUS_SUCCESS;

    if (!pAdapter->pPort->fActive)
    {
        ndisStatus = ObjActivatePort(pAdapter, pAdapter->pPort->ulNumber);
        if (ndisStatus == NDIS_STATUS_SUCCESS)
            pAdapter->pPort->fActive = TRUE;
    }
    return ndisStatus;
}

static NDIS_STATUS
ObjPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("ObjPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
ObjOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
ObjSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    OBJ_ADAPTER *pAdapter = (OBJ_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
ObjReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
ObjCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
ObjShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
ObjPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
ObjCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
ObjInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    POBJ_ADAPTER pAdapter;
    NDIS_STATUS ndisStatus;

    pAdapter = (POBJ_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(OBJ_ADAPTER), 'ajbO',
                                                               NormalPoolPriority);
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(pAdapter, sizeof(OBJ_ADAPTER));
    pAdapter->hMiniport = hMiniport;

    ndisStatus = ObjSetRegistration(pAdapter);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
        ndisStatus = ObjCreatePort(pAdapter);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
        ndisStatus = ObjSetGeneral(pAdapter);

    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        if (pAdapter->pPort)
            ObjRelease(&pAdapter->pPort->Header);
        NdisFreeMemory(pAdapter, 0, 0);
    }
    return ndisStatus;
}

static VOID
ObjHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    POBJ_ADAPTER pAdapter = (POBJ_ADAPTER)hAdapter;

    ObjRelease(&pAdapter->pPort->Header);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
ObjUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = ObjInitialize;
    mpChars.HaltHandlerEx = ObjHalt;
    mpChars.UnloadHandler = ObjUnload;
    mpChars.PauseHandler = ObjPause;
    mpChars.RestartHandler = ObjRestart;
    mpChars.OidRequestHandler = ObjOidRequest;
    mpChars.SendNetBufferListsHandler = ObjSend;
    mpChars.ReturnNetBufferListsHandler = ObjReturn;
    mpChars.CancelSendHandler = ObjCancelSend;
    mpChars.DevicePnPEventNotifyHandler = ObjPnPEvent;
    mpChars.ShutdownHandlerEx = ObjShutdown;
    mpChars.CancelOidRequestHandler = ObjCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
