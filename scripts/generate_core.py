"""The files of a generated driver (generate.py) that know its ports, and the headers that all files include."""

import generate_filler as filler

LINES = 980  # of each file, more or less

ADAPTER_H = """\
#pragma once

#define SW_TAG 'wStS'
#define SW_MAX_PORTS 64
#define SW_COMPONENTS %(components)d

/* What policies say about ports. */
#define SW_POLICY_ACTIVATE 0x00000001 /* a new port is activated at once */
#define SW_POLICY_FIXED    0x00000002 /* the switch has a port of its own */

typedef struct _SW_ADAPTER SW_ADAPTER, *PSW_ADAPTER;

typedef enum _SW_OPERATION {
    SwOperationNone,
    SwOperationAssign,
    SwOperationRevoke,
} SW_OPERATION;

/* The switch's own port: it has no object. */
typedef struct _SW_FIXED_PORT {
    NDIS_PORT_NUMBER Number; /* 0: it has none */
    ULONG LinkSpeed;
    ULONG Queue;
} SW_FIXED_PORT;

struct _SW_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_SPIN_LOCK Lock;
    KMUTEX PortMutex;

    /* ports */
    LIST_ENTRY Ports;
    ULONG PortCount;
    ULONG PortLimit;
    ULONG PortPolicy;
    BOOLEAN PortsFrozen;
    SW_FIXED_PORT Fixed;

    /* the request that is pending */
    NDIS_HANDLE WorkItem;
    PNDIS_OID_REQUEST PendingRequest;
    SW_OPERATION PendingOperation;

    /* the chip */
    PUCHAR Registers;
    ULONG InterruptMask;
    ULONG LinkState;
    ULONG64 Counters[64];
    UCHAR CurrentAddress[6];
    ULONG PacketFilter;
    ULONG Lookahead;
    ULONG ErrorCount;
    PVOID Components[SW_COMPONENTS];
};
"""

PORTS_H = """\
#pragma once

typedef struct _SW_PORT {
    LIST_ENTRY Link; /* in the adapter's Ports */
    LONG References;
    NDIS_PORT_NUMBER Number; /* 0: it has none yet */
    ULONG FunctionId;
    BOOLEAN Active;
    PVOID Mailbox;
} SW_PORT, *PSW_PORT;

typedef struct _SW_PORT_PARAMETERS {
    ULONG FunctionId;
    NDIS_PORT_NUMBER PortNumber;
} SW_PORT_PARAMETERS, *PSW_PORT_PARAMETERS;

/* portlife.c */
NDIS_STATUS SwPortAssign(PSW_ADAPTER Adapter, ULONG FunctionId, PSW_PORT *NewPort);
VOID SwPortRevoke(PSW_ADAPTER Adapter, PSW_PORT Port);
VOID SwPortsRevokeAll(PSW_ADAPTER Adapter);
PSW_PORT SwPortLookup(PSW_ADAPTER Adapter, ULONG FunctionId);

/* portfree.c */
NDIS_STATUS SwPortAllocateNumber(PSW_ADAPTER Adapter, NDIS_PORT_NUMBER *Number);
VOID SwPortReference(PSW_PORT Port);
VOID SwPortDereference(PSW_ADAPTER Adapter, PSW_PORT Port);
NDIS_STATUS SwFixedPortCreate(PSW_ADAPTER Adapter);
VOID SwFixedPortDelete(PSW_ADAPTER Adapter);

/* portevent.c */
NDIS_STATUS SwPortActivate(PSW_ADAPTER Adapter, PSW_PORT Port);
VOID SwPortDeactivate(PSW_ADAPTER Adapter, PSW_PORT Port);
"""

OID_H = """\
#pragma once

#define SW_OIDS_IN_TABLE 100
#define OID_SW_ASSIGN_PORT 0xFF530001
#define OID_SW_REVOKE_PORT 0xFF530002

typedef NDIS_STATUS SW_OID_HANDLER(PSW_ADAPTER Adapter, PVOID Buffer, ULONG Length, PULONG Done);

typedef struct _SW_OID_ENTRY {
    NDIS_OID Oid;
    ULONG Length; /* at least */
    SW_OID_HANDLER *Handler;
} SW_OID_ENTRY;

extern const SW_OID_ENTRY *const SwOidTables[];

MINIPORT_OID_REQUEST SwOidRequest;
MINIPORT_CANCEL_OID_REQUEST SwCancelOidRequest;
"""

MODULES_H = """\
#pragma once

/* A part of the driver with a context of its own. */
typedef struct _SW_COMPONENT {
    NDIS_STATUS (*Initialize)(PSW_ADAPTER Adapter, ULONG Index);
    VOID (*Reset)(PSW_ADAPTER Adapter, ULONG Index);
    VOID (*Shutdown)(PSW_ADAPTER Adapter, ULONG Index);
} SW_COMPONENT;

extern const SW_COMPONENT SwComponentTable[SW_COMPONENTS];

NDIS_STATUS SwComponentsInitialize(PSW_ADAPTER Adapter);
VOID SwComponentsReset(PSW_ADAPTER Adapter);
VOID SwComponentsShutdown(PSW_ADAPTER Adapter, ULONG Count);

/* adapter.c, halt.c */
MINIPORT_INITIALIZE SwInitialize;
MINIPORT_HALT SwHalt;
MINIPORT_RESTART SwRestart;
MINIPORT_PAUSE SwPause;
MINIPORT_CHECK_FOR_HANG SwCheckForHang;
MINIPORT_RESET SwReset;
MINIPORT_SEND_NET_BUFFER_LISTS SwSend;
MINIPORT_RETURN_NET_BUFFER_LISTS SwReturn;
MINIPORT_CANCEL_SEND SwCancelSend;
MINIPORT_DEVICE_PNP_EVENT_NOTIFY SwPnPEvent;
MINIPORT_SHUTDOWN SwShutdown;
VOID SwAdapterDestroy(PSW_ADAPTER Adapter);
"""

TRACE_H = """\
#pragma once

#if DBG
#define SwTrace(_format, ...) DbgPrint("switch: " _format "\\n", __VA_ARGS__)
#else
#define SwTrace(_format, ...) ((void)0)
#endif

#define SW_NAME2(_a, _b) _a##_b
#define SW_NAME(_a, _b) SW_NAME2(_a, _b)
#define SW_UNIQUE(_name) SW_NAME(_name, __LINE__)
"""

REGISTERS_H = """\
#pragma once

#define SW_READ(_adapter, _offset) READ_REGISTER_ULONG((PULONG)((_adapter)->Registers + (_offset)))
#define SW_WRITE(_adapter, _offset, _value) WRITE_REGISTER_ULONG((PULONG)((_adapter)->Registers + (_offset)), (_value))
#define SW_SET_BITS(_adapter, _offset, _bits) SW_WRITE(_adapter, _offset, SW_READ(_adapter, _offset) | (_bits))

static __inline ULONG SwSwap(ULONG Value)
{
    return (Value << 24) | ((Value & 0xFF00) << 8) | ((Value >> 8) & 0xFF00) | (Value >> 24);
}

static __inline USHORT SwNetworkShort(const UCHAR *Bytes)
{
    return (USHORT)((Bytes[0] << 8) | Bytes[1]);
}
"""

PRECOMP_H = """\
#pragma once

#include <ndis.h>

#include "adapter.h"
#include "ports.h"
#include "oid.h"
#include "modules.h"
#include "registers.h"
#include "trace.h"
%(includes)s"""

DRIVER = """\
NDIS_HANDLE SwDriverHandle = NULL;

static VOID
SwUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(SwDriverHandle);
}

DRIVER_INITIALIZE DriverEntry;

NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;

    NdisZeroMemory(&Characteristics, sizeof(Characteristics));
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
    Characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
    Characteristics.InitializeHandlerEx = SwInitialize;
    Characteristics.HaltHandlerEx = SwHalt;
    Characteristics.UnloadHandler = SwUnload;
    Characteristics.PauseHandler = SwPause;
    Characteristics.RestartHandler = SwRestart;
    Characteristics.OidRequestHandler = SwOidRequest;
    Characteristics.CancelOidRequestHandler = SwCancelOidRequest;
    Characteristics.CheckForHangHandlerEx = SwCheckForHang;
    Characteristics.ResetHandlerEx = SwReset;
    Characteristics.SendNetBufferListsHandler = SwSend;
    Characteristics.ReturnNetBufferListsHandler = SwReturn;
    Characteristics.CancelSendHandler = SwCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = SwPnPEvent;
    Characteristics.ShutdownHandlerEx = SwShutdown;
    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &SwDriverHandle);
}
"""

ADAPTER = """\
const SW_COMPONENT SwComponentTable[SW_COMPONENTS] = {
%(components)s};

NDIS_STATUS
SwComponentsInitialize(PSW_ADAPTER Adapter)
{
    NDIS_STATUS Status;
    ULONG Index;

    for (Index = 0; Index < SW_COMPONENTS; Index++) {
        Status = SwComponentTable[Index].Initialize(Adapter, Index);
        if (Status != NDIS_STATUS_SUCCESS) {
            SwComponentsShutdown(Adapter, Index);
            return Status;
        }
    }
    return NDIS_STATUS_SUCCESS;
}

VOID
SwComponentsReset(PSW_ADAPTER Adapter)
{
    ULONG Index;

    for (Index = 0; Index < SW_COMPONENTS; Index++) {
        SwComponentTable[Index].Reset(Adapter, Index);
    }
}

VOID
SwComponentsShutdown(PSW_ADAPTER Adapter, ULONG Count)
{
    while (Count > 0) {
        Count--;
        SwComponentTable[Count].Shutdown(Adapter, Count);
    }
}

VOID
SwAdapterDestroy(PSW_ADAPTER Adapter)
{
    if (Adapter->WorkItem != NULL) {
        NdisFreeIoWorkItem(Adapter->WorkItem);
    }
    NdisFreeSpinLock(&Adapter->Lock);
    NdisFreeMemory(Adapter, 0, 0);
}

static NDIS_STATUS
SwAdapterCreate(NDIS_HANDLE Handle, PSW_ADAPTER *NewAdapter)
{
    PSW_ADAPTER Adapter;

    Adapter = (PSW_ADAPTER)NdisAllocateMemoryWithTagPriority(Handle, sizeof(SW_ADAPTER), SW_TAG, NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(SW_ADAPTER));
    Adapter->MiniportHandle = Handle;
    Adapter->PortLimit = SW_MAX_PORTS;
    NdisAllocateSpinLock(&Adapter->Lock);
    KeInitializeMutex(&Adapter->PortMutex, 0);
    InitializeListHead(&Adapter->Ports);
    Adapter->WorkItem = NdisAllocateIoWorkItem(Handle);
    if (Adapter->WorkItem == NULL) {
        SwAdapterDestroy(Adapter);
        return NDIS_STATUS_RESOURCES;
    }
    *NewAdapter = Adapter;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
SwSetAttributes(PSW_ADAPTER Adapter)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES Attributes;

    NdisZeroMemory(&Attributes, sizeof(Attributes));
    Attributes.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Attributes.RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
    Attributes.RegistrationAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
    Attributes.RegistrationAttributes.MiniportAdapterContext = Adapter;
    Attributes.RegistrationAttributes.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE;
    Attributes.RegistrationAttributes.InterfaceType = NdisInterfacePci;
    return NdisMSetMiniportAttributes(Adapter->MiniportHandle, &Attributes);
}

NDIS_STATUS
SwInitialize(NDIS_HANDLE MiniportHandle, NDIS_HANDLE DriverContext, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    PSW_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(DriverContext);
    UNREFERENCED_PARAMETER(Parameters);

    Status = SwAdapterCreate(MiniportHandle, &Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        return Status;
    }
    Status = SwSetAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailModules;
    }
    Status = SwComponentsInitialize(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailModules;
    }
    Status = SwFixedPortCreate(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailPort;
    }
    Status = SwMapChip(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailChip;
    }
    return NDIS_STATUS_SUCCESS;

FailChip:
    SwFixedPortDelete(Adapter);
FailPort:
    SwComponentsShutdown(Adapter, SW_COMPONENTS);
FailModules:
    SwAdapterDestroy(Adapter);
    return Status;
}
"""

CHIP = """\
/* Maps the chip's registers; the bus driver may have none left. */
static NDIS_STATUS
SwMapChip(PSW_ADAPTER Adapter)
{
    PHYSICAL_ADDRESS Address;
    PVOID Registers = NULL;
    NDIS_STATUS Status;

    Address.QuadPart = 0xFED00000;
    Status = NdisMMapIoSpace(&Registers, Adapter->MiniportHandle, Address, 0x10000);
    if (Status == NDIS_STATUS_SUCCESS) {
        Adapter->Registers = (PUCHAR)Registers;
    }
    return Status;
}

"""

HALT = """\
VOID
SwHalt(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);

    SwPortsRevokeAll(Adapter);
    SwFixedPortDelete(Adapter);
    SwComponentsShutdown(Adapter, SW_COMPONENTS);
    NdisMUnmapIoSpace(Adapter->MiniportHandle, Adapter->Registers, 0x10000);
    SwAdapterDestroy(Adapter);
}

NDIS_STATUS
SwRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(RestartParameters);
    Adapter->InterruptMask = 0xFFFF;
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS
SwPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(PauseParameters);
    Adapter->InterruptMask = 0;
    return NDIS_STATUS_SUCCESS;
}

BOOLEAN
SwCheckForHang(NDIS_HANDLE MiniportAdapterContext)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;

    return Adapter->ErrorCount > 100;
}

NDIS_STATUS
SwReset(NDIS_HANDLE MiniportAdapterContext, PBOOLEAN AddressingReset)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;

    SwComponentsReset(Adapter);
    Adapter->ErrorCount = 0;
    *AddressingReset = TRUE;
    return NDIS_STATUS_SUCCESS;
}

VOID
SwSend(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, NDIS_PORT_NUMBER PortNumber,
       ULONG SendFlags)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;
    PNET_BUFFER_LIST List;

    for (List = NetBufferLists; List != NULL; List = NET_BUFFER_LIST_NEXT_NBL(List)) {
        NET_BUFFER_LIST_STATUS(List) = NDIS_STATUS_SUCCESS;
        Adapter->Counters[PortNumber & 63]++;
    }
    NdisMSendNetBufferListsComplete(Adapter->MiniportHandle, NetBufferLists,
                                    NDIS_TEST_SEND_AT_DISPATCH_LEVEL(SendFlags)
                                        ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0);
}

VOID
SwReturn(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

VOID
SwCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

VOID
SwPnPEvent(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;

    if (NetDevicePnPEvent->DevicePnPEvent == NdisDevicePnPEventSurpriseRemoved) {
        Adapter->PortsFrozen = TRUE;
    }
}

VOID
SwShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}
"""

PORTLIFE = """\
/* A port of FUNCTION, active if the policy wants that. *NewPort is written on success only. */
NDIS_STATUS
SwPortAssign(PSW_ADAPTER Adapter, ULONG FunctionId, PSW_PORT *NewPort)
{
    PSW_PORT Port;
    NDIS_STATUS Status;

    if (Adapter->PortsFrozen || Adapter->PortCount >= Adapter->PortLimit) {
        return NDIS_STATUS_RESOURCES;
    }
    Port = (PSW_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(SW_PORT), SW_TAG,
                                                       NormalPoolPriority);
    if (Port == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Port, sizeof(SW_PORT));
    Port->References = 1;
    Port->FunctionId = FunctionId;
    Status = SwPortAllocateNumber(Adapter, &Port->Number);
    if (Status == NDIS_STATUS_SUCCESS && (Adapter->PortPolicy & SW_POLICY_ACTIVATE) != 0) {
        Status = SwPortActivate(Adapter, Port);
    }
    if (Status != NDIS_STATUS_SUCCESS) {
        SwPortDereference(Adapter, Port);
        return Status;
    }
    NdisAcquireSpinLock(&Adapter->Lock);
    InsertTailList(&Adapter->Ports, &Port->Link);
    Adapter->PortCount++;
    NdisReleaseSpinLock(&Adapter->Lock);
    *NewPort = Port;
    return NDIS_STATUS_SUCCESS;
}

VOID
SwPortRevoke(PSW_ADAPTER Adapter, PSW_PORT Port)
{
    NdisAcquireSpinLock(&Adapter->Lock);
    RemoveEntryList(&Port->Link);
    Adapter->PortCount--;
    NdisReleaseSpinLock(&Adapter->Lock);
    if (Port->Active) {
        SwPortDeactivate(Adapter, Port);
    }
    SwPortDereference(Adapter, Port);
}

VOID
SwPortsRevokeAll(PSW_ADAPTER Adapter)
{
    while (!IsListEmpty(&Adapter->Ports)) {
        SwPortRevoke(Adapter, CONTAINING_RECORD(Adapter->Ports.Flink, SW_PORT, Link));
    }
}

PSW_PORT
SwPortLookup(PSW_ADAPTER Adapter, ULONG FunctionId)
{
    PLIST_ENTRY Link;

    for (Link = Adapter->Ports.Flink; Link != &Adapter->Ports; Link = Link->Flink) {
        PSW_PORT Port = CONTAINING_RECORD(Link, SW_PORT, Link);

        if (Port->FunctionId == FunctionId) {
            return Port;
        }
    }
    return NULL;
}
"""

PORTFREE = """\
NDIS_STATUS
SwPortAllocateNumber(PSW_ADAPTER Adapter, NDIS_PORT_NUMBER *Number)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;

    NdisZeroMemory(&Characteristics, sizeof(Characteristics));
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Characteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics.Type = NdisPortTypeUndefined;
    Characteristics.MediaConnectState = MediaConnectStateConnected;
    Characteristics.Direction = NET_IF_DIRECTION_SENDRECEIVE;
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &Characteristics);
    if (Status == NDIS_STATUS_SUCCESS) {
        *Number = Characteristics.PortNumber;
    }
    return Status;
}

VOID
SwPortReference(PSW_PORT Port)
{
    NdisInterlockedIncrement(&Port->References);
}

VOID
SwPortDereference(PSW_ADAPTER Adapter, PSW_PORT Port)
{
    if (NdisInterlockedDecrement(&Port->References) != 0) {
        return;
    }
    if (Port->Number != 0) {
        NdisMFreePort(Adapter->MiniportHandle, Port->Number);
    }
    NdisFreeMemory(Port, 0, 0);
}

NDIS_STATUS
SwFixedPortCreate(PSW_ADAPTER Adapter)
{
    if ((Adapter->PortPolicy & SW_POLICY_FIXED) == 0) {
        return NDIS_STATUS_SUCCESS;
    }
    return SwPortAllocateNumber(Adapter, &Adapter->Fixed.Number);
}

VOID
SwFixedPortDelete(PSW_ADAPTER Adapter)
{
    if (Adapter->Fixed.Number != 0) {
        NdisMFreePort(Adapter->MiniportHandle, Adapter->Fixed.Number);
        Adapter->Fixed.Number = 0;
    }
}
"""

PORTEVENT = """\
static VOID
SwInitNotification(PNET_PNP_EVENT_NOTIFICATION Notification, NET_PNP_EVENT_CODE Code)
{
    NdisZeroMemory(Notification, sizeof(*Notification));
    Notification->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Notification->Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification->Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification->NetPnPEvent.NetEvent = Code;
}

NDIS_STATUS
SwPortActivate(PSW_ADAPTER Adapter, PSW_PORT Port)
{
    NET_PNP_EVENT_NOTIFICATION Notification;
    NDIS_PORT Event;
    NDIS_STATUS Status;

    NdisZeroMemory(&Event, sizeof(Event));
    Event.PortCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event.PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Event.PortCharacteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Event.PortCharacteristics.PortNumber = Port->Number;
    SwInitNotification(&Notification, NetEventPortActivation);
    Notification.NetPnPEvent.Buffer = &Event;
    Notification.NetPnPEvent.BufferLength = sizeof(NDIS_PORT);
    Status = NdisMNetPnPEvent(Adapter->MiniportHandle, &Notification);
    if (Status == NDIS_STATUS_SUCCESS) {
        Port->Active = TRUE;
    }
    return Status;
}

VOID
SwPortDeactivate(PSW_ADAPTER Adapter, PSW_PORT Port)
{
    NET_PNP_EVENT_NOTIFICATION Notification;

    SwInitNotification(&Notification, NetEventPortDeactivation);
    Notification.NetPnPEvent.Buffer = &Port->Number;
    Notification.NetPnPEvent.BufferLength = sizeof(NDIS_PORT_NUMBER);
    while (NdisMNetPnPEvent(Adapter->MiniportHandle, &Notification) != NDIS_STATUS_SUCCESS) {
        NdisMSleep(10000);
    }
    Port->Active = FALSE;
}
"""

OID = """\
%(tables)s
const SW_OID_ENTRY *const SwOidTables[] = {
%(names)s};

static const SW_OID_ENTRY *
SwOidFind(NDIS_OID Oid)
{
    ULONG Table = (Oid >> 12) & 0xFF;
    ULONG Index;

    if (Table >= RTL_NUMBER_OF(SwOidTables)) {
        return NULL;
    }
    for (Index = 0; Index < SW_OIDS_IN_TABLE; Index++) {
        if (SwOidTables[Table][Index].Oid == Oid) {
            return &SwOidTables[Table][Index];
        }
    }
    return NULL;
}

/* Port events are not allowed in a request handler: a work item does what is asked, and completes the request. */
static VOID
SwOidWork(PVOID Context, NDIS_HANDLE WorkItem)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)Context;
    PNDIS_OID_REQUEST Request = Adapter->PendingRequest;
    PSW_PORT_PARAMETERS Parameters = (PSW_PORT_PARAMETERS)Request->DATA.METHOD_INFORMATION.InformationBuffer;
    NDIS_STATUS Status = NDIS_STATUS_INVALID_PARAMETER;
    PSW_PORT Port;

    UNREFERENCED_PARAMETER(WorkItem);

    Port = SwPortLookup(Adapter, Parameters->FunctionId);
    if (Adapter->PendingOperation == SwOperationAssign && Port == NULL) {
        Status = SwPortAssign(Adapter, Parameters->FunctionId, &Port);
        if (Status == NDIS_STATUS_SUCCESS) {
            Parameters->PortNumber = Port->Number;
            Request->DATA.METHOD_INFORMATION.BytesWritten = sizeof(SW_PORT_PARAMETERS);
        }
    } else if (Adapter->PendingOperation == SwOperationRevoke && Port != NULL) {
        SwPortRevoke(Adapter, Port);
        Status = NDIS_STATUS_SUCCESS;
    }
    Adapter->PendingRequest = NULL;
    Adapter->PendingOperation = SwOperationNone;
    NdisMOidRequestComplete(Adapter->MiniportHandle, Request, Status);
}

static NDIS_STATUS
SwOidPend(PSW_ADAPTER Adapter, PNDIS_OID_REQUEST Request, SW_OPERATION Operation)
{
    if (Request->DATA.METHOD_INFORMATION.InputBufferLength < sizeof(SW_PORT_PARAMETERS) ||
        Request->DATA.METHOD_INFORMATION.OutputBufferLength < sizeof(SW_PORT_PARAMETERS)) {
        Request->DATA.METHOD_INFORMATION.BytesNeeded = sizeof(SW_PORT_PARAMETERS);
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    Adapter->PendingRequest = Request;
    Adapter->PendingOperation = Operation;
    NdisQueueIoWorkItem(Adapter->WorkItem, SwOidWork, Adapter);
    return NDIS_STATUS_PENDING;
}

static NDIS_STATUS
SwOidInformation(PSW_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    const SW_OID_ENTRY *Entry = SwOidFind(Request->DATA.QUERY_INFORMATION.Oid);

    if (Entry == NULL) {
        return NDIS_STATUS_NOT_SUPPORTED;
    }
    if (Request->DATA.QUERY_INFORMATION.InformationBufferLength < Entry->Length) {
        Request->DATA.QUERY_INFORMATION.BytesNeeded = Entry->Length;
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    return Entry->Handler(Adapter, Request->DATA.QUERY_INFORMATION.InformationBuffer,
                          Request->DATA.QUERY_INFORMATION.InformationBufferLength,
                          (PULONG)&Request->DATA.QUERY_INFORMATION.BytesWritten);
}

NDIS_STATUS
SwOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PSW_ADAPTER Adapter = (PSW_ADAPTER)MiniportAdapterContext;

    switch (OidRequest->RequestType) {
    case NdisRequestMethod:
        if (OidRequest->DATA.METHOD_INFORMATION.Oid == OID_SW_ASSIGN_PORT) {
            return SwOidPend(Adapter, OidRequest, SwOperationAssign);
        }
        if (OidRequest->DATA.METHOD_INFORMATION.Oid == OID_SW_REVOKE_PORT) {
            return SwOidPend(Adapter, OidRequest, SwOperationRevoke);
        }
        return NDIS_STATUS_INVALID_OID;
    case NdisRequestQueryInformation:
    case NdisRequestSetInformation:
        return SwOidInformation(Adapter, OidRequest);
    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }
}

VOID
SwCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}
"""

SOURCES = ("driver.c", "adapter.c", "halt.c", "portlife.c", "portfree.c", "portevent.c", "oid.c")


def component_rows(components):
    return "".join(f"    {{{name}Initialize, {name}Reset, {name}Shutdown}},\n" for name in components)


def oid_tables(handlers):
    """The tables of HANDLERS, 100 entries each, and the rows that name the tables."""
    tables, names = [], []
    for first in range(0, len(handlers), 100):
        table = first // 100
        names.append(f"    SwOidTable{table},\n")
        rows = "".join(f"    {{0x{0xFF000000 + (table << 12) + i:08X}, {4 * (1 + i % 3)}, {handler}}},\n"
                       for i, handler in enumerate(handlers[first:first + 100]))
        tables.append(f"static const SW_OID_ENTRY SwOidTable{table}[SW_OIDS_IN_TABLE] = {{\n{rows}}};\n")
    return "\n".join(tables), "".join(names)


def sources(plan, rng):
    components = sorted({module.component for module in plan})
    handlers = [handler for module in plan for handler in module.handlers]
    tables, names = oid_tables(handlers)
    texts = {
        "driver.c": DRIVER,
        "adapter.c": CHIP + ADAPTER % {"components": component_rows(components)},
        "halt.c": HALT,
        "portlife.c": PORTLIFE,
        "portfree.c": PORTFREE,
        "portevent.c": PORTEVENT,
        "oid.c": OID % {"tables": tables, "names": names},
    }
    files = {name: filler.file_text(rng, name, '#include "precomp.h"\n', "Sw" + name[:-2].title(), "PSW_ADAPTER",
                                    text, LINES) for name, text in texts.items()}
    includes = "".join(f'#include "{name.lower()}/{name.lower()}.h"\n' for name in components)
    files.update({
        "adapter.h": ADAPTER_H % {"components": len(components)},
        "ports.h": PORTS_H, "oid.h": OID_H, "modules.h": MODULES_H, "registers.h": REGISTERS_H, "trace.h": TRACE_H,
        "precomp.h": PRECOMP_H % {"includes": includes},
    })
    return files
