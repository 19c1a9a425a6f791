// Halt frees the port that an OID request allocated only if the adapter is started; but NDIS halts a paused
// adapter only.
// RUN: %ndislint check --verify %s
#include <ndis.h>

#define OID_VSW_ATTACH 0xFF565301
#define OID_VSW_DETACH 0xFF565302

typedef struct _VSW_ADAPTER {
    NDIS_HANDLE hMiniport;
    BOOLEAN fStarted;
    BOOLEAN fAttached;
    NDIS_PORT_NUMBER ulPort;
} VSW_ADAPTER, *PVSW_ADAPTER;

#if DBG
#define DBGPRINT(args) DbgPrint args
#else
#define DBGPRINT(args)
#endif

NDIS_HANDLE g_hDriver = NULL;

static NDIS_STATUS
VswSetRegistration(VSW_ADAPTER *pAdapter)
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
VswFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
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
VswRestart(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    ((PVSW_ADAPTER)hAdapter)->fStarted = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
VswPause(NDIS_HANDLE hAdapter, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    ((PVSW_ADAPTER)hAdapter)->fStarted = FALSE;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
VswAttach(PVSW_ADAPTER pAdapter)
{
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    if (pAdapter->fAttached)
        return NDIS_STATUS_NOT_ACCEPTED;
    VswFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(pAdapter->hMiniport, &chars);
    if (NDIS_STATUS_SUCCESS == ndisStatus)
    {
        pAdapter->ulPort = chars.PortNumber;
        pAdapter->fAttached = TRUE;
    }
    return ndisStatus;
}

static VOID
VswDetach(PVSW_ADAPTER pAdapter)
{
    if (!pAdapter->fAttached)
        return;
    NdisMFreePort(pAdapter->hMiniport, pAdapter->ulPort);
    pAdapter->fAttached = FALSE;
}

static NDIS_STATUS
VswOidRequest(NDIS_HANDLE hAdapter, PNDIS_OID_REQUEST pRequest)
{
    PVSW_ADAPTER pAdapter = (PVSW_ADAPTER)hAdapter;

    if (pRequest->RequestType == NdisRequestSetInformation)
    {
        switch (pRequest->DATA.SET_INFORMATION.Oid)
        {
        case OID_VSW_ATTACH:
            return VswAttach(pAdapter);
        case OID_VSW_DETACH:
            VswDetach(pAdapter);
            return NDIS_STATUS_SUCCESS;
        }
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static VOID
VswSend(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, NDIS_PORT_NUMBER ulPort, ULONG ulFlags)
{
    VSW_ADAPTER *pAdapter = (VSW_ADAPTER *)hAdapter;
    PNET_BUFFER_LIST pNbl = pNbls;

    while (pNbl) {
        NET_BUFFER_LIST_STATUS(pNbl) = NDIS_STATUS_PAUSED;
        pNbl = NET_BUFFER_LIST_NEXT_NBL(pNbl);
    }
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbls, 0);
}

static VOID
VswReturn(NDIS_HANDLE hAdapter, PNET_BUFFER_LIST pNbls, ULONG ulFlags)
{
}

static VOID
VswCancelSend(NDIS_HANDLE hAdapter, PVOID pvCancelId)
{
}

static VOID
VswShutdown(NDIS_HANDLE hAdapter, NDIS_SHUTDOWN_ACTION action)
{
}

static VOID
VswPnPEvent(NDIS_HANDLE hAdapter, PNET_DEVICE_PNP_EVENT pEvent)
{
}

static VOID
VswCancelOid(NDIS_HANDLE hAdapter, PVOID pvRequestId)
{
}

static NDIS_STATUS
VswInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS pInit)
{
    PVSW_ADAPTER pAdapter;
    NDIS_STATUS ndisStatus;

    pAdapter = (PVSW_ADAPTER)ExAllocatePoolWithTag(NonPagedPool, sizeof(VSW_ADAPTER), 'wsVv');
    if (pAdapter == NULL)
        return NDIS_STATUS_RESOURCES;
    pAdapter->hMiniport = hMiniport;
    pAdapter->fStarted = FALSE;
    pAdapter->fAttached = FALSE; // ulPort means nothing until this is TRUE

    ndisStatus = VswSetRegistration(pAdapter);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
        ExFreePoolWithTag(pAdapter, 'wsVv');
    return ndisStatus;
}

static VOID
VswHalt(NDIS_HANDLE hAdapter, NDIS_HALT_ACTION action)
{
    PVSW_ADAPTER pAdapter = (PVSW_ADAPTER)hAdapter;

    if (pAdapter->fStarted)
        VswDetach(pAdapter);
    ExFreePoolWithTag(pAdapter, 'wsVv');
} // expected-error {{allocated}} [ndis-port-leak-halt]

static VOID
VswUnload(PDRIVER_OBJECT pDriverObject)
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
    mpChars.InitializeHandlerEx = VswInitialize;
    mpChars.HaltHandlerEx = VswHalt;
    mpChars.UnloadHandler = VswUnload;
    mpChars.PauseHandler = VswPause;
    mpChars.RestartHandler = VswRestart;
    mpChars.OidRequestHandler = VswOidRequest;
    mpChars.SendNetBufferListsHandler = VswSend;
    mpChars.ReturnNetBufferListsHandler = VswReturn;
    mpChars.CancelSendHandler = VswCancelSend;
    mpChars.DevicePnPEventNotifyHandler = VswPnPEvent;
    mpChars.ShutdownHandlerEx = VswShutdown;
    mpChars.CancelOidRequestHandler = VswCancelOid;

    ndisStatus = NdisMRegisterMiniportDriver(pDriverObject, pustrRegistry, (NDIS_HANDLE)pDriverObject, &mpChars,
                                             &g_hDriver);
    if (ndisStatus != NDIS_STATUS_SUCCESS)
    {
        DBGPRINT(("NdisMRegisterMiniportDriver failed: %x\n", ndisStatus));
    }
    return ndisStatus;
}
