// A .c file compiled as C++, with its casts and declarations among statements: the failing path leaves before the
// port is freed.
// RUN: %ndislint check --verify %s -- -x c++
extern "C" {
#include <ndis.h>
}

typedef struct _CPP_ADAPTER {
    NDIS_HANDLE hMiniport;
    NDIS_PORT_NUMBER ulPort;
} CPP_ADAPTER, *PCPP_ADAPTER;

extern "C" {

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
CppSetRegistration(CPP_ADAPTER *pAdapter)
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
CppSetGeneral(CPP_ADAPTER *pAdapter)
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
CppFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
CppRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("CppRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
CppPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("CppPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
CppOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
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
CppSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    CPP_ADAPTER *pAdapter = (CPP_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
CppReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
CppCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
CppShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
CppPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
CppCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static bool
CppFreePort(PCPP_ADAPTER pAdapter)
{
    if (pAdapter->ulPort == 0)
        return false;
    NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort);
    pAdapter->ulPort = 0;
    return true;
}

static NDIS_STATUS
CppInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PVOID pv = NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(CPP_ADAPTER), ' ppC', NormalPoolPriority);
    if (pv == NULL)
        return NDIS_STATUS_RESOURCES;

    PCPP_ADAPTER pAdapter = static_cast<PCPP_ADAPTER>(pv);
    pAdapter->hMiniport = hMiniport;
    pAdapter->ulPort = 0;
    NDIS_STATUS ndisStatus = CppSetRegistration(pAdapter);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
    {
        NDIS_PORT_CHARACTERISTICS chars;

        CppFillPortChars(&chars);
        ndisStatus = NdisMAllocatePort(hMiniport, &chars);
        if (ndisStatus == NDIS_STATUS_SUCCESS)
        {
            pAdapter->ulPort = chars.PortNumber;
            ndisStatus = CppSetGeneral(pAdapter);
        }
    }
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        NdisFreeMemory(pAdapter, 0, 0);
    }
    return ndisStatus; // expected-error {{allocated}} [ndis-port-leak-init]
}

static VOID
CppHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PCPP_ADAPTER pAdapter = reinterpret_cast<PCPP_ADAPTER>(hAdapter);

    CppFreePort(pAdapter);
    NdisFreeMemory(pAdapter, 0, 0);
}

static VOID
CppUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = CppInitialize;
    mpChars.HaltHandlerEx = CppHalt;
    mpChars.UnloadHandler = CppUnload;
    mpChars.PauseHandler = CppPause;
    mpChars.RestartHandler = CppRestart;
    mpChars.OidRequestHandler = CppOidRequest;
    mpChars.SendNetBufferListsHandler = CppSend;
    mpChars.ReturnNetBufferListsHandler = CppReturn;
    mpChars.CancelSendHandler = CppCancelSend;
    mpChars.DevicePnPEventNotifyHandler = CppPnPEvent;
    mpChars.ShutdownHandlerEx = CppShutdown;
    mpChars.CancelOidRequestHandler = CppCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}

} // extern "C"
