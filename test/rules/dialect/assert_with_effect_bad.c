// The port is freed inside an ASSERT, which is nothing at all in a free build.
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct _DBG_ADAPTER {
    NDIS_HANDLE hMiniport;
    NDIS_PORT_NUMBER ulPort;
} DBG_ADAPTER, *PDBG_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
DbgSetRegistration(DBG_ADAPTER *pAdapter)
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
DbgFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
DbgRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("DbgRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
DbgPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("DbgPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
DbgOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
DbgSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    DBG_ADAPTER *pAdapter = (DBG_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
DbgReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
DbgCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
DbgShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
DbgPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
DbgCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
DbgInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PDBG_ADAPTER pAdapter;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    pAdapter = (PDBG_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(DBG_ADAPTER), ' gbD',
                                                               NormalPoolPriority);
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    pAdapter->hMiniport = hMiniport;
#if DBG
    pAdapter->ulPort = 0xDEADBEEF;
#endif
    ndisStatus = DbgSetRegistration(pAdapter);
#if 0
    // The hardware of the first revision had its port from the start.
    if (ndisStatus == NDIS_STATUS_SUCCESS)
    {
        pAdapter->ulPort = 0;
        return ndisStatus;
    }
#endif
    if (ndisStatus == NDIS_STATUS_SUCCESS)
    {
        DbgFillPortChars(&chars);
        ndisStatus = NdisMAllocatePort(hMiniport, &chars);
        if (ndisStatus == NDIS_STATUS_SUCCESS)
        {
            ASSERT(chars.PortNumber != 0);
            pAdapter->ulPort = chars.PortNumber;
            return NDIS_STATUS_SUCCESS;
        }
    }
    NdisFreeMemory(pAdapter, 0, 0);
    return ndisStatus;
}

static VOID
DbgHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PDBG_ADAPTER pAdapter = (PDBG_ADAPTER)hAdapter;

    ASSERT(NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort) == NDIS_STATUS_SUCCESS);
    NdisFreeMemory(pAdapter, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]

static VOID
DbgUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = DbgInitialize;
    mpChars.HaltHandlerEx = DbgHalt;
    mpChars.UnloadHandler = DbgUnload;
    mpChars.PauseHandler = DbgPause;
    mpChars.RestartHandler = DbgRestart;
    mpChars.OidRequestHandler = DbgOidRequest;
    mpChars.SendNetBufferListsHandler = DbgSend;
    mpChars.ReturnNetBufferListsHandler = DbgReturn;
    mpChars.CancelSendHandler = DbgCancelSend;
    mpChars.DevicePnPEventNotifyHandler = DbgPnPEvent;
    mpChars.ShutdownHandlerEx = DbgShutdown;
    mpChars.CancelOidRequestHandler = DbgCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
