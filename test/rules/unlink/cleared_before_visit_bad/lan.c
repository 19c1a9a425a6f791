#include "porttab.h"

#define OID_LAN_NEW_PORT 0xFF4C4101

typedef struct _LAN_ADAPTER
{
    NDIS_HANDLE     hMiniport;
    PORTTAB         tabPorts;
} LAN_ADAPTER, *PLAN_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
LanSetRegistration(LAN_ADAPTER *pAdapter)
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
LanFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
{
    RtlZeroMemory(pChars, sizeof(NDIS_PORT_CHARACTERISTICS));
    pChars->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pChars->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Type = NdisPortTypeBridge;
    pChars->MediaConnectState = MediaConnectStateUnknown;
    pChars->Direction = NET_IF_DIRECTION_SENDRECEIVE;
}

static VOID
LanFreeVisited(PVOID pvContext, NDIS_PORT_NUMBER ulNumber)
{
    NdisMFreePort(((PLAN_ADAPTER)pvContext)->hMiniport, ulNumber);
}

static NDIS_STATUS
LanOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
{
    PLAN_ADAPTER pAdapter = (PLAN_ADAPTER)hAdapter;
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    if (pRequest->RequestType != NdisRequestSetInformation ||
        pRequest->DATA.SET_INFORMATION.Oid != OID_LAN_NEW_PORT)
        return NDIS_STATUS_NOT_SUPPORTED;

    LanFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(pAdapter->hMiniport, &chars);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        return ndisStatus;
    if (!PortTabInsert(&pAdapter->tabPorts, chars.PortNumber))
    {
        NdisMFreePort(pAdapter->hMiniport, chars.PortNumber);
        return NDIS_STATUS_RESOURCES;
    }
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
LanRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    DBGPRINT(("LanRestart %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
LanPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    DBGPRINT(("LanPause %p\n", hAdapter));
    return NDIS_STATUS_SUCCESS;
}

static VOID
LanSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    LAN_ADAPTER *pAdapter = (LAN_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
LanReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
LanCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
LanShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
LanPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
LanCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
LanInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PLAN_ADAPTER pAdapter;
    NDIS_STATUS ndisStatus;

    pAdapter = (PLAN_ADAPTER)ExAllocatePoolWithTag(NonPagedPool, sizeof(LAN_ADAPTER), ' naL');
    if (!pAdapter)
        return NDIS_STATUS_RESOURCES;
    pAdapter->hMiniport = hMiniport;
    PortTabInit(&pAdapter->tabPorts);
    ndisStatus = LanSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        ExFreePoolWithTag(pAdapter, ' naL');
    return ndisStatus;
}

static VOID
LanHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PLAN_ADAPTER pAdapter = (PLAN_ADAPTER)hAdapter;

    PortTabClear(&pAdapter->tabPorts);
    PortTabVisit(&pAdapter->tabPorts, LanFreeVisited, pAdapter);
    ExFreePoolWithTag(pAdapter, ' naL');
} // expected-error {{allocated}} [ndis-port-leak-halt]

static VOID
LanUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = LanInitialize;
    mpChars.HaltHandlerEx = LanHalt;
    mpChars.UnloadHandler = LanUnload;
    mpChars.PauseHandler = LanPause;
    mpChars.RestartHandler = LanRestart;
    mpChars.OidRequestHandler = LanOidRequest;
    mpChars.SendNetBufferListsHandler = LanSend;
    mpChars.ReturnNetBufferListsHandler = LanReturn;
    mpChars.CancelSendHandler = LanCancelSend;
    mpChars.DevicePnPEventNotifyHandler = LanPnPEvent;
    mpChars.ShutdownHandlerEx = LanShutdown;
    mpChars.CancelOidRequestHandler = LanCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
