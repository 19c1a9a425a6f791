// One of the gotos of the ladder jumps a rung too low, below the one that frees the port.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define MP_TAG 'tpPM'

typedef struct _MP_ADAPTER {
    NDIS_HANDLE hMiniport;
    ULONG ulPortNumber;
    PUCHAR pbScratch;
    NDIS_HANDLE hConfig;
} MP_ADAPTER, *PMP_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
MPSetRegistration(MP_ADAPTER *pAdapter)
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
MPSetGeneral(MP_ADAPTER *pAdapter)
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
MPFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
MPRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("MPRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
MPPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("MPPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
MPOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
MPSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    MP_ADAPTER *pAdapter = (MP_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
MPReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
MPCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
MPShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
MPPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
MPCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
MPOpenConfig(PMP_ADAPTER pAdapter)
{
    NDIS_CONFIGURATION_OBJECT config;

    NdisZeroMemory(&config, sizeof(config));
    config.Header.Type = NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT;
    config.Header.Revision = NDIS_CONFIGURATION_OBJECT_REVISION_1;
    config.Header.Size = NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1;
    config.NdisHandle = pAdapter->hMiniport;
    return NdisOpenConfigurationEx(&config, &pAdapter->hConfig);
}

static NDIS_STATUS
MPInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    NDIS_STATUS ndisStatus;
    PMP_ADAPTER pAdapter;
    NDIS_PORT_CHARACTERISTICS portChars;

    pAdapter = (PMP_ADAPTER)ExAllocatePoolWithTag(NonPagedPool, sizeof(MP_ADAPTER), MP_TAG);
    if (!pAdapter)
    {
        ndisStatus = NDIS_STATUS_RESOURCES;
        goto fail;
    }
    RtlZeroMemory(pAdapter, sizeof(MP_ADAPTER));
    pAdapter->hMiniport = hMiniport;

    ndisStatus = MPSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        goto fail_free_adapter;
    }

    MPFillPortChars(&portChars);
    ndisStatus = NdisMAllocatePort(hMiniport, &portChars);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        goto fail_free_adapter;
    }
    pAdapter->ulPortNumber = portChars.PortNumber;

    ndisStatus = MPOpenConfig(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        goto fail_free_port;
    }

    pAdapter->pbScratch = (PUCHAR)ExAllocatePoolWithTag(NonPagedPool, 2048, MP_TAG);
    if (!pAdapter->pbScratch)
    {
        ndisStatus = NDIS_STATUS_RESOURCES;
        NdisCloseConfiguration(pAdapter->hConfig);
        goto fail_free_adapter;
    }

    ndisStatus = MPSetGeneral(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        goto fail_free_scratch;
    }
    NdisCloseConfiguration(pAdapter->hConfig);
    return NDIS_STATUS_SUCCESS;

fail_free_scratch:
    ExFreePoolWithTag(pAdapter->pbScratch, MP_TAG);
    NdisCloseConfiguration(pAdapter->hConfig);
fail_free_port:
    NdisMFreePort(hMiniport, pAdapter->ulPortNumber);
fail_free_adapter:
    ExFreePoolWithTag(pAdapter, MP_TAG);
fail:
    return ndisStatus; // expected-error {{allocated}} [ndis-port-leak-init]
}

static VOID
MPHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PMP_ADAPTER pAdapter = (PMP_ADAPTER)hAdapter;

    NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPortNumber);
    ExFreePoolWithTag(pAdapter->pbScratch, MP_TAG);
    ExFreePoolWithTag(pAdapter, MP_TAG);
}

static VOID
MPUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = MPInitialize;
    mpChars.HaltHandlerEx = MPHalt;
    mpChars.UnloadHandler = MPUnload;
    mpChars.PauseHandler = MPPause;
    mpChars.RestartHandler = MPRestart;
    mpChars.OidRequestHandler = MPOidRequest;
    mpChars.SendNetBufferListsHandler = MPSend;
    mpChars.ReturnNetBufferListsHandler = MPReturn;
    mpChars.CancelSendHandler = MPCancelSend;
    mpChars.DevicePnPEventNotifyHandler = MPPnPEvent;
    mpChars.ShutdownHandlerEx = MPShutdown;
    mpChars.CancelOidRequestHandler = MPCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
