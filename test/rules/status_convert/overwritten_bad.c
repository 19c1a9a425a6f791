// The status of the deactivation is overwritten by the next call's before anybody tests it: the policy note.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct _OVR_ADAPTER {
    NDIS_HANDLE hMiniport;
    NDIS_PORT_NUMBER ulPort;
    BOOLEAN fActive;
    ULONG ulHwState;
} OVR_ADAPTER, *POVR_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
OvrSetRegistration(OVR_ADAPTER *pAdapter)
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
OvrFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
OvrActivatePort(OVR_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;

    NdisZeroMemory(&event, sizeof(NET_PNP_EVENT_NOTIFICATION));
    NdisZeroMemory(&port, sizeof(NDIS_PORT));
    OvrFillPortChars(&(port.PortCharacteristics));
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
OvrDeactivatePort(OVR_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
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
OvrStopHardware(POVR_ADAPTER pAdapter)
{
    pAdapter->ulHwState = 0;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
OvrRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    POVR_ADAPTER pAdapter = (POVR_ADAPTER)hAdapter;
    NDIS_STATUS ndisStatus = NDIS_STATUS_SUCCESS;

    if (!pAdapter->fActive)
    {
        ndisStatus = OvrActivatePort(pAdapter, pAdapter->ulPort);
        pAdapter->fActive = NT_SUCCESS(ndisStatus);
    }
    pAdapter->ulHwState = 1;
    return ndisStatus;
}

static NDIS_STATUS
OvrPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("OvrPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
OvrOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
OvrSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    OVR_ADAPTER *pAdapter = (OVR_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
OvrReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
OvrCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
OvrShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
OvrPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
OvrCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
OvrInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    POVR_ADAPTER pAdapter;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    pAdapter = (POVR_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(OVR_ADAPTER), ' rvO',
                                                               NormalPoolPriority);
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(pAdapter, sizeof(OVR_ADAPTER));
    pAdapter->hMiniport = hMiniport;
    ndisStatus = OvrSetRegistration(pAdapter);
    if (NT_ERROR(ndisStatus))
    {
        NdisFreeMemory(pAdapter, 0, 0);
        return ndisStatus;
    }
    OvrFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(hMiniport, &chars);
    if (NT_ERROR(ndisStatus))
    {
        NdisFreeMemory(pAdapter, 0, 0);
        return ndisStatus;
    }
    pAdapter->ulPort = chars.PortNumber;
    return NDIS_STATUS_SUCCESS;
}

static VOID
OvrHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    POVR_ADAPTER pAdapter = (POVR_ADAPTER)hAdapter;
    NDIS_STATUS ndisStatus;

    if (pAdapter->fActive)
    {
        ndisStatus = OvrDeactivatePort(pAdapter, pAdapter->ulPort);
    }
    ndisStatus = OvrStopHardware(pAdapter);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
    {
        NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort); // expected-note {{deactivat}} [ndis-port-deactivate-unchecked]
    }
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
OvrUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = OvrInitialize;
    mpChars.HaltHandlerEx = OvrHalt;
    mpChars.UnloadHandler = OvrUnload;
    mpChars.PauseHandler = OvrPause;
    mpChars.RestartHandler = OvrRestart;
    mpChars.OidRequestHandler = OvrOidRequest;
    mpChars.SendNetBufferListsHandler = OvrSend;
    mpChars.ReturnNetBufferListsHandler = OvrReturn;
    mpChars.CancelSendHandler = OvrCancelSend;
    mpChars.DevicePnPEventNotifyHandler = OvrPnPEvent;
    mpChars.ShutdownHandlerEx = OvrShutdown;
    mpChars.CancelOidRequestHandler = OvrCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
