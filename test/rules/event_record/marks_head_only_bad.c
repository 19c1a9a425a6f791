// A chain of NDIS_PORT records activates every port, but only the entry of its head is marked active; the others
// are freed as they are.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define CHN_PORTS 2

typedef struct _CHN_ENTRY {
    NDIS_PORT port; // kept ready for the next activation
    BOOLEAN fActive;
} CHN_ENTRY, *PCHN_ENTRY;

typedef struct _CHN_ADAPTER {
    NDIS_HANDLE hMiniport;
    CHN_ENTRY rgEntry[CHN_PORTS];
    ULONG cEntries;
    BOOLEAN fUp; // from the first restart on
} CHN_ADAPTER, *PCHN_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
ChnSetRegistration(CHN_ADAPTER *pAdapter)
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
ChnFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
ChnDeactivatePort(CHN_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
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
ChnActivateAll(PCHN_ADAPTER pAdapter)
{
    NET_PNP_EVENT_NOTIFICATION event;
    PNDIS_PORT pPort, pHead = NULL;
    NDIS_STATUS ndisStatus;
    ULONG i;

    for (i = 0; i < pAdapter->cEntries; i++)
    {
        pPort = &pAdapter->rgEntry[i].port;
        pPort->MiniportReserved = &pAdapter->rgEntry[i];
        pPort->Next = pHead;
        pHead = pPort;
    }
    if (pHead == NULL)
        return NDIS_STATUS_SUCCESS;

    NdisZeroMemory(&event, sizeof(event));
    event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.NetPnPEvent.NetEvent = NetEventPortActivation;
    event.NetPnPEvent.Buffer = pHead;
    event.NetPnPEvent.BufferLength = pAdapter->cEntries * sizeof(NDIS_PORT);
    ndisStatus = NdisMNetPnPEvent(pAdapter->hMiniport, &event);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        return ndisStatus;

    ((PCHN_ENTRY)pHead->MiniportReserved)->fActive = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static VOID
ChnRemoveAll(PCHN_ADAPTER pAdapter)
{
    PCHN_ENTRY pEntry;

    while (pAdapter->cEntries > 0)
    {
        NDIS_PORT_CHARACTERISTICS *pc;

        pEntry = &pAdapter->rgEntry[--pAdapter->cEntries];
        pc = &pEntry->port.PortCharacteristics;
        while (pEntry->fActive && ChnDeactivatePort(pAdapter, pc->PortNumber) != NDIS_STATUS_SUCCESS)
            ;
        NdisMFreePort(pAdapter->hMiniport, pc->PortNumber); // expected-error {{active}} [ndis-port-free-active]
    }
}

static NDIS_STATUS
ChnRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    PCHN_ADAPTER pAdapter = (PCHN_ADAPTER)hAdapter;
    NDIS_STATUS ndisStatus = NDIS_STATUS_SUCCESS;

    if (!pAdapter->fUp)
    {
        ndisStatus = ChnActivateAll(pAdapter);
        pAdapter->fUp = (ndisStatus == NDIS_STATUS_SUCCESS);
    }
    return ndisStatus;
}

static NDIS_STATUS
ChnPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("ChnPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
ChnOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
ChnSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    CHN_ADAPTER *pAdapter = (CHN_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
ChnReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
ChnCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
ChnShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
ChnPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
ChnCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
ChnInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PCHN_ADAPTER pAdapter;
    NDIS_STATUS ndisStatus;

    pAdapter = (PCHN_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(CHN_ADAPTER), ' nhC',
                                                               NormalPoolPriority);
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(pAdapter, sizeof(CHN_ADAPTER));
    pAdapter->hMiniport = hMiniport;
    ndisStatus = ChnSetRegistration(pAdapter);
    while (ndisStatus == NDIS_STATUS_SUCCESS && pAdapter->cEntries < CHN_PORTS)
    {
        PCHN_ENTRY pEntry = &pAdapter->rgEntry[pAdapter->cEntries];

        ChnFillPortChars(&pEntry->port.PortCharacteristics);
        ndisStatus = NdisMAllocatePort(hMiniport, &pEntry->port.PortCharacteristics);
        if (ndisStatus == NDIS_STATUS_SUCCESS)
            pAdapter->cEntries++;
    }
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        ChnRemoveAll(pAdapter);
        NdisFreeMemory(pAdapter, 0, 0);
    }
    return ndisStatus;
}

static VOID
ChnHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PCHN_ADAPTER pAdapter = (PCHN_ADAPTER)hAdapter;

    ChnRemoveAll(pAdapter);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
ChnUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = ChnInitialize;
    mpChars.HaltHandlerEx = ChnHalt;
    mpChars.UnloadHandler = ChnUnload;
    mpChars.PauseHandler = ChnPause;
    mpChars.RestartHandler = ChnRestart;
    mpChars.OidRequestHandler = ChnOidRequest;
    mpChars.SendNetBufferListsHandler = ChnSend;
    mpChars.ReturnNetBufferListsHandler = ChnReturn;
    mpChars.CancelSendHandler = ChnCancelSend;
    mpChars.DevicePnPEventNotifyHandler = ChnPnPEvent;
    mpChars.ShutdownHandlerEx = ChnShutdown;
    mpChars.CancelOidRequestHandler = ChnCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
