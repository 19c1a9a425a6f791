// Halt calls the common release function with the constant that says "keep the port".
// RUN: %ndislint check --verify %s
#include <ndis.h>

typedef struct _CST_ADAPTER {
    NDIS_HANDLE hMiniport;
    NDIS_PORT_NUMBER ulPort;
    PVOID pvQueue;
} CST_ADAPTER, *PCST_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
CstSetRegistration(CST_ADAPTER *pAdapter)
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
CstFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
{
    RtlZeroMemory(pChars, sizeof(NDIS_PORT_CHARACTERISTICS));
    pChars->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pChars->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Type = NdisPortTypeBridge;
    pChars->MediaConnectState = MediaConnectStateUnknown;
    pChars->Direction = NET_IF_DIRECTION_SENDRECEIVE;
}

// Takes (fAcquire) or gives back the resources; the port stays with the adapter if fKeepPort.
static NDIS_STATUS
CstResources(PCST_ADAPTER pAdapter, BOOLEAN fAcquire, BOOLEAN fKeepPort)
{
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus = NDIS_STATUS_SUCCESS;

    if (fAcquire)
    {
        pAdapter->pvQueue = ExAllocatePoolWithTag(NonPagedPool, 512, 'QtsC');
        if (pAdapter->pvQueue == NULL)
            return NDIS_STATUS_RESOURCES;
        if (pAdapter->ulPort == 0)
        {
            CstFillPortChars(&chars);
            ndisStatus = NdisMAllocatePort(pAdapter->hMiniport, &chars);
            if (ndisStatus == NDIS_STATUS_SUCCESS)
            {
                pAdapter->ulPort = chars.PortNumber;
            }
            else
            {
                ExFreePoolWithTag(pAdapter->pvQueue, 'QtsC');
                pAdapter->pvQueue = NULL;
            }
        }
    }
    else
    {
        if (pAdapter->pvQueue != NULL)
        {
            ExFreePoolWithTag(pAdapter->pvQueue, 'QtsC');
            pAdapter->pvQueue = NULL;
        }
        if (!fKeepPort && pAdapter->ulPort != 0)
        {
            NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort);
            pAdapter->ulPort = 0;
        }
    }
    return ndisStatus;
}

static NDIS_STATUS
CstRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    return CstResources((PCST_ADAPTER)hAdapter, TRUE, FALSE);
}

static NDIS_STATUS
CstPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    return CstResources((PCST_ADAPTER)hAdapter, FALSE, TRUE);
}

static NDIS_STATUS
CstOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
CstSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    CST_ADAPTER *pAdapter = (CST_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
CstReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
CstCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
CstShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
CstPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
CstCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
CstInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PCST_ADAPTER pAdapter;
    NDIS_STATUS ndisStatus;

    pAdapter = (PCST_ADAPTER)ExAllocatePoolWithTag(NonPagedPool, sizeof(CST_ADAPTER), 'AtsC');
    if (pAdapter == NULL)
        return NDIS_STATUS_RESOURCES;
    RtlZeroMemory(pAdapter, sizeof(CST_ADAPTER));
    pAdapter->hMiniport = hMiniport;
    ndisStatus = CstSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        ExFreePoolWithTag(pAdapter, 'AtsC');
    return ndisStatus;
}

static VOID
CstHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    CstResources((PCST_ADAPTER)hAdapter, FALSE, TRUE);
    ExFreePoolWithTag(hAdapter, 'AtsC');
} // expected-error {{allocated}} [ndis-port-leak-halt]

static VOID
CstUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = CstInitialize;
    mpChars.HaltHandlerEx = CstHalt;
    mpChars.UnloadHandler = CstUnload;
    mpChars.PauseHandler = CstPause;
    mpChars.RestartHandler = CstRestart;
    mpChars.OidRequestHandler = CstOidRequest;
    mpChars.SendNetBufferListsHandler = CstSend;
    mpChars.ReturnNetBufferListsHandler = CstReturn;
    mpChars.CancelSendHandler = CstCancelSend;
    mpChars.DevicePnPEventNotifyHandler = CstPnPEvent;
    mpChars.ShutdownHandlerEx = CstShutdown;
    mpChars.CancelOidRequestHandler = CstCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
