/*
 * What the small drivers of these tests share: registration, attributes, and how port records are filled in.
 *
 * A test defines ADAPTER with a member Handle, includes this, and defines MpInitialize and MpHalt. WITH_RESTART, WITH_PAUSE and
 * WITH_OID, defined before, say that it has those handlers too; CONTROLS_DEFAULT_PORT that it activates the default port
 * by itself.
 */
#include <ndis.h>

#define MP_TAG 'tseT'

#ifdef CONTROLS_DEFAULT_PORT
#define MP_FLAGS (NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM | NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT)
#else
#define MP_FLAGS NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM
#endif

static MINIPORT_INITIALIZE MpInitialize;
static MINIPORT_HALT MpHalt;
static MINIPORT_RESTART MpRestart;
static MINIPORT_PAUSE MpPause;
static MINIPORT_OID_REQUEST MpOidRequest;
static MINIPORT_CANCEL_OID_REQUEST MpCancelOidRequest;
DRIVER_INITIALIZE DriverEntry;

static NDIS_HANDLE MpDriver;

static NDIS_STATUS MpSetAttributes(NDIS_HANDLE Handle, PVOID Context)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES Attributes;

    NdisZeroMemory(&Attributes, sizeof(Attributes));
    Attributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Attributes.MiniportAdapterContext = Context;
    Attributes.AttributeFlags = MP_FLAGS;
    Attributes.InterfaceType = NdisInterfaceInternal;
    return NdisMSetMiniportAttributes(Handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Attributes);
}

#ifdef ADAPTER
/* A zeroed adapter whose registration attributes are set, or NULL. */
static ADAPTER *MpNewAdapter(NDIS_HANDLE Handle)
{
    ADAPTER *Adapter = NdisAllocateMemoryWithTagPriority(Handle, sizeof(ADAPTER), MP_TAG, NormalPoolPriority);

    if (Adapter == NULL)
        return NULL;
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->Handle = Handle;
    if (MpSetAttributes(Handle, Adapter) == NDIS_STATUS_SUCCESS)
        return Adapter;
    NdisFreeMemory(Adapter, 0, 0);
    return NULL;
}
#endif

static VOID MpFillCharacteristics(PNDIS_PORT_CHARACTERISTICS Characteristics)
{
    NdisZeroMemory(Characteristics, sizeof(*Characteristics));
    Characteristics->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Characteristics->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics->MediaConnectState = MediaConnectStateConnected;
}

static VOID MpFillEvent(NET_PNP_EVENT_NOTIFICATION *Event, NET_PNP_EVENT_CODE Code, PVOID Buffer, ULONG Length)
{
    NdisZeroMemory(Event, sizeof(*Event));
    Event->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event->Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event->Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event->NetPnPEvent.NetEvent = Code;
    Event->NetPnPEvent.Buffer = Buffer;
    Event->NetPnPEvent.BufferLength = Length;
}

/* For tests that are about something else: one port is activated, or deactivated. */

static NDIS_STATUS MpActivate(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    MpFillCharacteristics(&Port.PortCharacteristics);
    Port.PortCharacteristics.PortNumber = Number;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    return NdisMNetPnPEvent(Handle, &Event);
}

static NDIS_STATUS MpDeactivate(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, &Number, sizeof(Number));
    return NdisMNetPnPEvent(Handle, &Event);
}

/* For tests that are about something else: the number of a new port, or 0. */
static NDIS_PORT_NUMBER MpAllocate(NDIS_HANDLE Handle)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;

    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Handle, &Characteristics) != NDIS_STATUS_SUCCESS)
        return 0;
    return Characteristics.PortNumber;
}

#ifndef WITH_RESTART
static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    return NDIS_STATUS_SUCCESS;
}
#endif

#ifndef WITH_PAUSE
static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    return NDIS_STATUS_SUCCESS;
}
#endif

#ifndef WITH_OID
static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Request);
    return NDIS_STATUS_NOT_SUPPORTED;
}
#endif

static VOID MpCancelOidRequest(NDIS_HANDLE Context, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(RequestId);
}

static VOID MpUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    NdisMDeregisterMiniportDriver(MpDriver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Miniport;

    NdisZeroMemory(&Miniport, sizeof(Miniport));
    Miniport.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Miniport.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Miniport.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Miniport.MajorNdisVersion = 6;
    Miniport.MinorNdisVersion = 30;
    Miniport.InitializeHandlerEx = MpInitialize;
    Miniport.HaltHandlerEx = MpHalt;
    Miniport.UnloadHandler = MpUnload;
    Miniport.RestartHandler = MpRestart;
    Miniport.PauseHandler = MpPause;
    Miniport.OidRequestHandler = MpOidRequest;
    Miniport.CancelOidRequestHandler = MpCancelOidRequest;
    return NdisMRegisterMiniportDriver(Driver, Path, NULL, &Miniport, &MpDriver);
}
