#include "two.h"

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
TwoSetRegistration(TWO_ADAPTER *pAdapter)
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
TwoSetGeneral(TWO_ADAPTER *pAdapter)
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
TwoFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
TwoRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("TwoRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
TwoPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("TwoPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
TwoOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
TwoSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    TWO_ADAPTER *pAdapter = (TWO_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
TwoReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
TwoCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
TwoShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
TwoPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
TwoCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
TwoInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PTWO_ADAPTER pAdapter;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    pAdapter = (PTWO_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(TWO_ADAPTER), ' owT',
                                                               NormalPoolPriority);
    if (pAdapter == NULL)
        return NDIS_STATUS_RESOURCES;
    pAdapter->hMiniport = hMiniport;
    pAdapter->ExtraPort.fValid = FALSE;
    TwoPortInit(&pAdapter->DefaultPort, NDIS_DEFAULT_PORT_NUMBER);
    pAdapter->DefaultPort.fDefault = TRUE;

    ndisStatus = TwoSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        goto Fail;

    TwoFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(hMiniport, &chars);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        goto Fail;
    TwoPortInit(&pAdapter->ExtraPort, chars.PortNumber);

    ndisStatus = TwoSetGeneral(pAdapter);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_SUCCESS;
    TwoPortTerm(pAdapter, &pAdapter->ExtraPort);

Fail:
    NdisFreeMemory(pAdapter, 0, 0);
    return ndisStatus;
}

static VOID
TwoHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PTWO_ADAPTER pAdapter = (PTWO_ADAPTER)hAdapter;

    TwoPortTerm(pAdapter, &pAdapter->ExtraPort);
    TwoPortTerm(pAdapter, &pAdapter->DefaultPort);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
TwoUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = TwoInitialize;
    mpChars.HaltHandlerEx = TwoHalt;
    mpChars.UnloadHandler = TwoUnload;
    mpChars.PauseHandler = TwoPause;
    mpChars.RestartHandler = TwoRestart;
    mpChars.OidRequestHandler = TwoOidRequest;
    mpChars.SendNetBufferListsHandler = TwoSend;
    mpChars.ReturnNetBufferListsHandler = TwoReturn;
    mpChars.CancelSendHandler = TwoCancelSend;
    mpChars.DevicePnPEventNotifyHandler = TwoPnPEvent;
    mpChars.ShutdownHandlerEx = TwoShutdown;
    mpChars.CancelOidRequestHandler = TwoCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
