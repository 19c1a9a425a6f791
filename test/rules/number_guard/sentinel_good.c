// "No port" is all ones to the macro, and the object says so from the start.
// RUN: %ndislint check --verify %s
// RUN: %ndislint check --fail-on note %s
#include <ndis.h>

#define WL_TAG 'niLW'
#define WL_NO_PORT ((NDIS_PORT_NUMBER)~0)
#define WL_HAS_PORT(pNic) ((pNic)->ulSecondPort != WL_NO_PORT)

typedef struct _WL_NIC {
    NDIS_HANDLE hNdis;
    BOOLEAN fSecondPort;
    NDIS_PORT_NUMBER ulSecondPort;
} WL_NIC, *PWL_NIC;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
WlSetRegistration(WL_NIC *pAdapter)
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
    return NdisMSetMiniportAttributes(pAdapter->hNdis, &attrs);
}

static void
WlFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
WlRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("WlRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
WlPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("WlPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
WlOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
WlSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    WL_NIC *pAdapter = (WL_NIC *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hNdis, pNbls, 0);
}

static VOID
WlReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
WlCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
WlShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
WlPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
WlCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static VOID
WlReadConfig(PWL_NIC pNic)
{
    NDIS_CONFIGURATION_OBJECT object;
    PNDIS_CONFIGURATION_PARAMETER pParam = NULL;
    NDIS_STRING strName = NDIS_STRING_CONST("SecondPort");
    NDIS_HANDLE hConfig;
    NDIS_STATUS ndisStatus;

    NdisZeroMemory(&object, sizeof(object));
    object.Header.Type = NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT;
    object.Header.Revision = NDIS_CONFIGURATION_OBJECT_REVISION_1;
    object.Header.Size = sizeof(object);
    object.NdisHandle = pNic->hNdis;
    if (NdisOpenConfigurationEx(&object, &hConfig) != NDIS_STATUS_SUCCESS)
        return;
    NdisReadConfiguration(&ndisStatus, &pParam, hConfig, &strName, NdisParameterInteger);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
        pNic->fSecondPort = (pParam->ParameterData.IntegerData != 0);
    NdisCloseConfiguration(hConfig);
}

static NDIS_STATUS
WlInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PWL_NIC pNic;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    pNic = (PWL_NIC)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(WL_NIC), WL_TAG, HighPoolPriority);
    if (pNic == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(pNic, sizeof(WL_NIC));
    pNic->hNdis = hMiniport;
    pNic->ulSecondPort = WL_NO_PORT;

    WlReadConfig(pNic);
    ndisStatus = WlSetRegistration(pNic);
    if (ndisStatus == NDIS_STATUS_SUCCESS && pNic->fSecondPort)
    {
        WlFillPortChars(&chars);
        ndisStatus = NdisMAllocatePort(pNic->hNdis, &chars);
        if (ndisStatus == NDIS_STATUS_SUCCESS)
            pNic->ulSecondPort = chars.PortNumber;
    }

    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        NdisFreeMemory(pNic, 0, 0);
    }
    return ndisStatus;
}

static VOID
WlHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PWL_NIC pNic = (PWL_NIC)hAdapter;

    if (WL_HAS_PORT(pNic))
    {
        NdisMFreePort(pNic->hNdis, pNic->ulSecondPort);
        pNic->ulSecondPort = WL_NO_PORT;
    }
    NdisFreeMemory(pNic, 0, 0);
}

static VOID
WlUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = WlInitialize;
    mpChars.HaltHandlerEx = WlHalt;
    mpChars.UnloadHandler = WlUnload;
    mpChars.PauseHandler = WlPause;
    mpChars.RestartHandler = WlRestart;
    mpChars.OidRequestHandler = WlOidRequest;
    mpChars.SendNetBufferListsHandler = WlSend;
    mpChars.ReturnNetBufferListsHandler = WlReturn;
    mpChars.CancelSendHandler = WlCancelSend;
    mpChars.DevicePnPEventNotifyHandler = WlPnPEvent;
    mpChars.ShutdownHandlerEx = WlShutdown;
    mpChars.CancelOidRequestHandler = WlCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
