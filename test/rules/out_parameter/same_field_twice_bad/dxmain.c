#include "dx.h"

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
DxSetRegistration(DX_ADAPTER *pAdapter)
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
DxRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("DxRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
DxPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("DxPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
DxOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
DxSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    DX_ADAPTER *pAdapter = (DX_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
DxReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
DxCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
DxShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
DxPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
DxCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

NDIS_STATUS
DxInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PDX_ADAPTER pAdapter = NULL;
    NDIS_STATUS ndisStatus = NDIS_STATUS_RESOURCES;

    do
    {
        pAdapter = (PDX_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(DX_ADAPTER), DX_TAG,
            NormalPoolPriority);
        if (!pAdapter)
            break;
        NdisZeroMemory(pAdapter, sizeof(DX_ADAPTER));
        pAdapter->hMiniport = hMiniport;

        ndisStatus = DxSetRegistration(pAdapter);
        if (ndisStatus != NDIS_STATUS_SUCCESS)
            break;

        ndisStatus = DxPortCreate(pAdapter, &pAdapter->ulDataPort);
        if (ndisStatus != NDIS_STATUS_SUCCESS)
            break;

        ndisStatus = DxPortCreate(pAdapter, &pAdapter->ulControlPort);
        if (ndisStatus != NDIS_STATUS_SUCCESS)
            break;

        pAdapter->fAttached = TRUE;
    } while (FALSE);

    if (ndisStatus != NDIS_STATUS_SUCCESS && pAdapter)
    {
        DxPortDelete(pAdapter, &pAdapter->ulDataPort);
        NdisFreeMemory(pAdapter, 0, 0);
    }
    return ndisStatus;
}

VOID
DxHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PDX_ADAPTER pAdapter = (PDX_ADAPTER)hAdapter;

    pAdapter->fAttached = FALSE;
    DxPortDelete(pAdapter, &pAdapter->ulDataPort);
    DxPortDelete(pAdapter, &pAdapter->ulDataPort);
    NdisFreeMemory(pAdapter, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]

static VOID
DxUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = DxInitialize;
    mpChars.HaltHandlerEx = DxHalt;
    mpChars.UnloadHandler = DxUnload;
    mpChars.PauseHandler = DxPause;
    mpChars.RestartHandler = DxRestart;
    mpChars.OidRequestHandler = DxOidRequest;
    mpChars.SendNetBufferListsHandler = DxSend;
    mpChars.ReturnNetBufferListsHandler = DxReturn;
    mpChars.CancelSendHandler = DxCancelSend;
    mpChars.DevicePnPEventNotifyHandler = DxPnPEvent;
    mpChars.ShutdownHandlerEx = DxShutdown;
    mpChars.CancelOidRequestHandler = DxCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
