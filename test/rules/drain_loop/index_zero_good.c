// Index 0 of the array is the default port; the loop takes index 1 and moves the rest down until only the default
// port is left.
// RUN: %ndislint check --verify %s
// RUN: %ndislint check --fail-on note %s
#include <ndis.h>

#define QUAD_MAX_PORTS 3

typedef struct _QUAD_ADAPTER {
    NDIS_HANDLE hMiniport;
    ULONG cPorts;
    NDIS_PORT_NUMBER rgulPorts[QUAD_MAX_PORTS];
} QUAD_ADAPTER, *PQUAD_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
QuadSetRegistration(QUAD_ADAPTER *pAdapter)
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
QuadSetGeneral(QUAD_ADAPTER *pAdapter)
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
QuadFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
QuadRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("QuadRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
QuadPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("QuadPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
QuadOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
QuadSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    QUAD_ADAPTER *pAdapter = (QUAD_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
QuadReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
QuadCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
QuadShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
QuadPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
QuadCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static VOID
QuadRemovePorts(PQUAD_ADAPTER pAdapter)
{
    ULONG i;

    while (pAdapter->cPorts > 1)
    {
        NdisMFreePort(pAdapter->hMiniport, pAdapter->rgulPorts[1]);
        for (i = 2; i < pAdapter->cPorts; i++)
            pAdapter->rgulPorts[i - 1] = pAdapter->rgulPorts[i];
        pAdapter->cPorts--;
    }
}

static NDIS_STATUS
QuadAddPorts(PQUAD_ADAPTER pAdapter)
{
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus = NDIS_STATUS_SUCCESS;

    pAdapter->rgulPorts[0] = NDIS_DEFAULT_PORT_NUMBER;
    pAdapter->cPorts = 1;
    while (pAdapter->cPorts < QUAD_MAX_PORTS)
    {
        QuadFillPortChars(&chars);
        ndisStatus = NdisMAllocatePort(pAdapter->hMiniport, &chars);
        if (ndisStatus != NDIS_STATUS_SUCCESS)
            break;
        pAdapter->rgulPorts[pAdapter->cPorts++] = chars.PortNumber;
    }
    return ndisStatus;
}

static NDIS_STATUS
QuadInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PQUAD_ADAPTER pAdapter;
    NDIS_STATUS ndisStatus;

    pAdapter = (PQUAD_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(QUAD_ADAPTER), 'dauQ',
                                                                LowPoolPriority);
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    pAdapter->hMiniport = hMiniport;
    pAdapter->cPorts = 0;

    ndisStatus = QuadSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        goto Error;
    ndisStatus = QuadAddPorts(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        goto Error;
    ndisStatus = QuadSetGeneral(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        goto Error;
    return NDIS_STATUS_SUCCESS;

Error:
    QuadRemovePorts(pAdapter);
    NdisFreeMemory(pAdapter, 0, 0);
    return ndisStatus;
}

static VOID
QuadHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PQUAD_ADAPTER pAdapter = (PQUAD_ADAPTER)hAdapter;

    QuadRemovePorts(pAdapter);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
QuadUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = QuadInitialize;
    mpChars.HaltHandlerEx = QuadHalt;
    mpChars.UnloadHandler = QuadUnload;
    mpChars.PauseHandler = QuadPause;
    mpChars.RestartHandler = QuadRestart;
    mpChars.OidRequestHandler = QuadOidRequest;
    mpChars.SendNetBufferListsHandler = QuadSend;
    mpChars.ReturnNetBufferListsHandler = QuadReturn;
    mpChars.CancelSendHandler = QuadCancelSend;
    mpChars.DevicePnPEventNotifyHandler = QuadPnPEvent;
    mpChars.ShutdownHandlerEx = QuadShutdown;
    mpChars.CancelOidRequestHandler = QuadCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
