// The request table names a handler that frees the default port.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define OLD_REQ_RESET 1
#define OLD_REQ_FLUSH 2
#define OID_OLD_PRIVATE 0xFF4F4C44

typedef struct _OLD_ADAPTER {
    NDIS_HANDLE hMiniport;
    ULONG ulPort;
} OLD_ADAPTER, *POLD_ADAPTER;

typedef NDIS_STATUS (*PFN_OLD_REQUEST)(POLD_ADAPTER pAdapter);

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
OldSetRegistration(OLD_ADAPTER *pAdapter)
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
OldFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
OldReset(POLD_ADAPTER pAdapter)
{
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS
OldDropDefaultPort(POLD_ADAPTER pAdapter)
{
    return NdisMFreePort(pAdapter->hMiniport, NDIS_DEFAULT_PORT_NUMBER); // expected-error {{default port}} [ndis-port-free-default]
}

static PFN_OLD_REQUEST g_rgpfnRequest[] =
{
    NULL,
    OldReset,           // OLD_REQ_RESET
    OldDropDefaultPort, // OLD_REQ_FLUSH
};

static NDIS_STATUS
OldOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
{
    ULONG ulCode;

    if (pRequest->RequestType != NdisRequestSetInformation)
        return NDIS_STATUS_NOT_SUPPORTED;
    if (pRequest->DATA.SET_INFORMATION.Oid != OID_OLD_PRIVATE)
        return NDIS_STATUS_INVALID_OID;
    if (pRequest->DATA.SET_INFORMATION.InformationBufferLength != sizeof(ULONG))
        return NDIS_STATUS_INVALID_LENGTH;
    ulCode = *(PULONG)pRequest->DATA.SET_INFORMATION.InformationBuffer;
    if (ulCode >= sizeof(g_rgpfnRequest) / sizeof(g_rgpfnRequest[0]) || !g_rgpfnRequest[ulCode])
        return NDIS_STATUS_INVALID_DATA;
    return (*g_rgpfnRequest[ulCode])((POLD_ADAPTER)hAdapter);
}

static NDIS_STATUS
OldRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("OldRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
OldPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("OldPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static VOID
OldSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    OLD_ADAPTER *pAdapter = (OLD_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
OldReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
OldCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
OldShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
OldPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
OldCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
OldInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    POLD_ADAPTER pAdapter;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    pAdapter = (POLD_ADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(OLD_ADAPTER), ' dlO',
                                                               NormalPoolPriority);
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    pAdapter->hMiniport = hMiniport;
    ndisStatus = OldSetRegistration(pAdapter);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
    {
        OldFillPortChars(&chars);
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
OldHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    POLD_ADAPTER pAdapter = (POLD_ADAPTER)hAdapter;

    NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
OldUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = OldInitialize;
    mpChars.HaltHandlerEx = OldHalt;
    mpChars.UnloadHandler = OldUnload;
    mpChars.PauseHandler = OldPause;
    mpChars.RestartHandler = OldRestart;
    mpChars.OidRequestHandler = OldOidRequest;
    mpChars.SendNetBufferListsHandler = OldSend;
    mpChars.ReturnNetBufferListsHandler = OldReturn;
    mpChars.CancelSendHandler = OldCancelSend;
    mpChars.DevicePnPEventNotifyHandler = OldPnPEvent;
    mpChars.ShutdownHandlerEx = OldShutdown;
    mpChars.CancelOidRequestHandler = OldCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
