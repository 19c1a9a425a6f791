// The number to delete comes in the request; an active port is refused until a pause has deactivated it.
// RUN: %ndislint check --verify %s
// RUN: %ndislint check --fail-on note %s
#include <ndis.h>

#define HUB_TAG ' buH'
#define OID_HUB_CREATE_PORT 0xFF485501 // method: returns the number
#define OID_HUB_DELETE_PORT 0xFF485502 // set: the number

typedef struct _HUB_PORT {
    LIST_ENTRY leLink;
    NDIS_PORT_NUMBER ulNumber;
    BOOLEAN fActive;
} HUB_PORT, *PHUB_PORT;

typedef struct _HUB_ADAPTER {
    NDIS_HANDLE hMiniport;
    LIST_ENTRY lePorts;
    NDIS_SPIN_LOCK lock;
} HUB_ADAPTER, *PHUB_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
HubSetRegistration(HUB_ADAPTER *pAdapter)
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
HubFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
HubActivatePort(HUB_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;

    NdisZeroMemory(&event, sizeof(NET_PNP_EVENT_NOTIFICATION));
    NdisZeroMemory(&port, sizeof(NDIS_PORT));
    HubFillPortChars(&(port.PortCharacteristics));
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
HubDeactivatePort(HUB_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
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

static PHUB_PORT
HubFindPort(PHUB_ADAPTER pAdapter, NDIS_PORT_NUMBER ulNumber)
{
    PLIST_ENTRY ple;

    for (ple = pAdapter->lePorts.Flink; ple != &pAdapter->lePorts; ple = ple->Flink)
    {
        PHUB_PORT pPort = CONTAINING_RECORD(ple, HUB_PORT, leLink);
        if (pPort->ulNumber == ulNumber)
            return pPort;
    }
    return NULL;
}

static NDIS_STATUS
HubCreatePort(PHUB_ADAPTER pAdapter, NDIS_PORT_NUMBER *pulNumber)
{
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;
    PHUB_PORT pPort;

    pPort = (PHUB_PORT)NdisAllocateMemoryWithTagPriority(pAdapter->hMiniport, sizeof(HUB_PORT), HUB_TAG,
                                                         NormalPoolPriority);
    if (pPort == NULL)
        return NDIS_STATUS_RESOURCES;
    HubFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(pAdapter->hMiniport, &chars);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        NdisFreeMemory(pPort, 0, 0);
        return ndisStatus;
    }
    pPort->ulNumber = chars.PortNumber;
    pPort->fActive = FALSE;
    NdisAcquireSpinLock(&pAdapter->lock);
    InsertTailList(&pAdapter->lePorts, &pPort->leLink);
    NdisReleaseSpinLock(&pAdapter->lock);
    *pulNumber = pPort->ulNumber;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
HubDeletePort(PHUB_ADAPTER pAdapter, NDIS_PORT_NUMBER ulNumber)
{
    PHUB_PORT pPort;

    NdisAcquireSpinLock(&pAdapter->lock);
    pPort = HubFindPort(pAdapter, ulNumber);
    if (pPort == NULL || pPort->fActive)
    {
        NdisReleaseSpinLock(&pAdapter->lock);
        return NDIS_STATUS_INVALID_DATA;
    }
    RemoveEntryList(&pPort->leLink);
    NdisReleaseSpinLock(&pAdapter->lock);

    NdisMFreePort(pAdapter->hMiniport, pPort->ulNumber);
    NdisFreeMemory(pPort, 0, 0);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
HubOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
{
    PHUB_ADAPTER pAdapter = (PHUB_ADAPTER)hAdapter;

    if (pRequest->RequestType == NdisRequestMethod &&
        pRequest->DATA.METHOD_INFORMATION.Oid == OID_HUB_CREATE_PORT)
    {
        if (pRequest->DATA.METHOD_INFORMATION.OutputBufferLength < sizeof(NDIS_PORT_NUMBER))
        {
            pRequest->DATA.METHOD_INFORMATION.BytesNeeded = sizeof(NDIS_PORT_NUMBER);
            return NDIS_STATUS_BUFFER_TOO_SHORT;
        }
        return HubCreatePort(pAdapter, (NDIS_PORT_NUMBER *)pRequest->DATA.METHOD_INFORMATION.InformationBuffer);
    }
    if (pRequest->RequestType == NdisRequestSetInformation &&
        pRequest->DATA.SET_INFORMATION.Oid == OID_HUB_DELETE_PORT)
    {
        if (pRequest->DATA.SET_INFORMATION.InformationBufferLength < sizeof(NDIS_PORT_NUMBER))
        {
            pRequest->DATA.SET_INFORMATION.BytesNeeded = sizeof(NDIS_PORT_NUMBER);
            return NDIS_STATUS_INVALID_LENGTH;
        }
        return HubDeletePort(pAdapter, *(NDIS_PORT_NUMBER *)pRequest->DATA.SET_INFORMATION.InformationBuffer);
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static NDIS_STATUS
HubRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    PHUB_ADAPTER pAdapter = (PHUB_ADAPTER)hAdapter;
    PLIST_ENTRY ple;

    for (ple = pAdapter->lePorts.Flink; ple != &pAdapter->lePorts; ple = ple->Flink)
    {
        PHUB_PORT pPort = CONTAINING_RECORD(ple, HUB_PORT, leLink);
        if (HubActivatePort(pAdapter, pPort->ulNumber) == NDIS_STATUS_SUCCESS)
            pPort->fActive = TRUE;
    }
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
HubPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    PHUB_ADAPTER pAdapter = (PHUB_ADAPTER)hAdapter;
    PLIST_ENTRY ple;

    for (ple = pAdapter->lePorts.Flink; ple != &pAdapter->lePorts; ple = ple->Flink)
    {
        PHUB_PORT pPort = CONTAINING_RECORD(ple, HUB_PORT, leLink);
        while (pPort->fActive)
        {
            if (HubDeactivatePort(pAdapter, pPort->ulNumber) == NDIS_STATUS_SUCCESS)
                pPort->fActive = FALSE;
        }
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID
HubSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    HUB_ADAPTER *pAdapter = (HUB_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
HubReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
HubCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
HubShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
HubPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
HubCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
HubInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PHUB_ADAPTER pAdapter;
    NDIS_STATUS ndisStatus;

    pAdapter = (PHUB_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(HUB_ADAPTER), HUB_TAG,
                                                               NormalPoolPriority);
    if (pAdapter == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(pAdapter, sizeof(HUB_ADAPTER));
    pAdapter->hMiniport = hMiniport;
    InitializeListHead(&pAdapter->lePorts);
    NdisAllocateSpinLock(&pAdapter->lock);
    ndisStatus = HubSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        NdisFreeSpinLock(&pAdapter->lock);
        NdisFreeMemory(pAdapter, 0, 0);
    }
    return ndisStatus;
}

static VOID
HubHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PHUB_ADAPTER pAdapter = (PHUB_ADAPTER)hAdapter;

    while (!IsListEmpty(&pAdapter->lePorts))
    {
        PHUB_PORT pPort = CONTAINING_RECORD(RemoveHeadList(&pAdapter->lePorts), HUB_PORT, leLink);
        NdisMFreePort(pAdapter->hMiniport, pPort->ulNumber);
        NdisFreeMemory(pPort, 0, 0);
    }
    NdisFreeSpinLock(&pAdapter->lock);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
HubUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = HubInitialize;
    mpChars.HaltHandlerEx = HubHalt;
    mpChars.UnloadHandler = HubUnload;
    mpChars.PauseHandler = HubPause;
    mpChars.RestartHandler = HubRestart;
    mpChars.OidRequestHandler = HubOidRequest;
    mpChars.SendNetBufferListsHandler = HubSend;
    mpChars.ReturnNetBufferListsHandler = HubReturn;
    mpChars.CancelSendHandler = HubCancelSend;
    mpChars.DevicePnPEventNotifyHandler = HubPnPEvent;
    mpChars.ShutdownHandlerEx = HubShutdown;
    mpChars.CancelOidRequestHandler = HubCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
