#pragma once

#include <ndis.h>

#define FAB_TAG ' baF'
#define OID_FAB_ADD     0xFFFA0001
#define OID_FAB_CLAIM   0xFFFA0002
#define OID_FAB_RELEASE 0xFFFA0003

typedef struct _FAB_PORT {
    ULONG Owner;
    LIST_ENTRY Link;
    NDIS_PORT_NUMBER Number;
} FAB_PORT, *PFAB_PORT;

typedef struct _FAB_ADAPTER {
    LIST_ENTRY IdlePorts;
    LIST_ENTRY BusyPorts;
    NDIS_HANDLE MiniportHandle;
} FAB_ADAPTER, *PFAB_ADAPTER;

MINIPORT_INITIALIZE FabInitializeEx;
MINIPORT_HALT FabHaltEx;
MINIPORT_OID_REQUEST FabOidRequest;

NDIS_STATUS FabAddPort(_Inout_ PFAB_ADAPTER Adapter);
NDIS_STATUS FabMovePort(_Inout_ PLIST_ENTRY From, _Inout_ PLIST_ENTRY To, _In_ NDIS_PORT_NUMBER Number);
VOID FabDrainPorts(_Inout_ PFAB_ADAPTER Adapter, _Inout_ PLIST_ENTRY Head);
