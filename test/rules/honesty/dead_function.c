// A function with three broken rules that nothing registers or calls: the driver is clean, and the statistics
// account for its port calls.
// RUN: %ndislint check --stats %s | FileCheck %s
// CHECK-NOT: error:
// CHECK-DAG: NdisMFreePort{{.*}}dead
// CHECK-DAG: clean
#include <ndis.h>

typedef struct _DEAD_ADAPTER {
    NDIS_HANDLE hMiniport;
    NDIS_PORT_NUMBER ulPort;
} DEAD_ADAPTER, *PDEAD_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
DeadSetRegistration(DEAD_ADAPTER *pAdapter)
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
DeadFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
DeadActivatePort(DEAD_ADAPTER *pAdapter, NDIS_PORT_NUMBER ulPort)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;

    NdisZeroMemory(&event, sizeof(NET_PNP_EVENT_NOTIFICATION));
    NdisZeroMemory(&port, sizeof(NDIS_PORT));
    DeadFillPortChars(&(port.PortCharacteristics));
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

VOID
DeadExperiment(PDEAD_ADAPTER pAdapter)
{
    NDIS_PORT_CHARACTERISTICS chars;

    DeadFillPortChars(&chars);
    NdisMAllocatePort(pAdapter->hMiniport, &chars);
    DeadActivatePort(pAdapter, pAdapter->ulPort);
    NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort);
    NdisMFreePort(pAdapter->hMiniport, 0);
}

static NDIS_STATUS
DeadRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("DeadRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
DeadPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("DeadPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
DeadOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
DeadSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    DEAD_ADAPTER *pAdapter = (DEAD_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
DeadReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
DeadCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
DeadShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
DeadPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
DeadCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
DeadInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PDEAD_ADAPTER pAdapter;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    pAdapter = (PDEAD_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(DEAD_ADAPTER), 'daeD',
                                                                NormalPoolPriority);
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    pAdapter->hMiniport = hMiniport;
    ndisStatus = DeadSetRegistration(pAdapter);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
    {
        DeadFillPortChars(&chars);
        ndisStatus = NdisMAllocatePort(hMiniport, &chars);
    }
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        NdisFreeMemory(pAdapter, 0, 0);
        return ndisStatus;
    }
    pAdapter->ulPort = chars.PortNumber;
    return NDIS_STATUS_SUCCESS;
}

static VOID
DeadHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PDEAD_ADAPTER pAdapter = (PDEAD_ADAPTER)hAdapter;

    NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
DeadUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = DeadInitialize;
    mpChars.HaltHandlerEx = DeadHalt;
    mpChars.UnloadHandler = DeadUnload;
    mpChars.PauseHandler = DeadPause;
    mpChars.RestartHandler = DeadRestart;
    mpChars.OidRequestHandler = DeadOidRequest;
    mpChars.SendNetBufferListsHandler = DeadSend;
    mpChars.ReturnNetBufferListsHandler = DeadReturn;
    mpChars.CancelSendHandler = DeadCancelSend;
    mpChars.DevicePnPEventNotifyHandler = DeadPnPEvent;
    mpChars.ShutdownHandlerEx = DeadShutdown;
    mpChars.CancelOidRequestHandler = DeadCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
