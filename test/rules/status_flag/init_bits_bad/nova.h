#pragma once

#include <ndis.h>

#define NOVA_TAG 'avoN'

//
// What NovaInitializeEx has set up so far.
//
#define NOVA_SETUP_ATTRIBUTES 0x00000001
#define NOVA_SETUP_PORT       0x00000002
#define NOVA_SETUP_BUFFERS    0x00000004

typedef struct _NOVA_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    ULONG Setup;
    NDIS_PORT_NUMBER PortNumber;
    PVOID Buffers;
} NOVA_ADAPTER, *PNOVA_ADAPTER;

#define NOVA_TEST_FLAG(_A, _F) (((_A)->Setup & (_F)) != 0)
#define NOVA_SET_FLAG(_A, _F)  ((_A)->Setup |= (_F))

MINIPORT_INITIALIZE NovaInitializeEx;
MINIPORT_HALT NovaHaltEx;

_Must_inspect_result_ NDIS_STATUS NovaSetupPort(_Inout_ PNOVA_ADAPTER Adapter);
VOID NovaReleasePort(_Inout_ PNOVA_ADAPTER Adapter);
