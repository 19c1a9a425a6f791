// A driver in two files, with one port for each adapter.
#pragma once
#include <ndis.h>

typedef struct _ADAPTER {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Port;
    BOOLEAN HasPort;
} ADAPTER, *PADAPTER;

NDIS_STATUS DrvAllocatePort(PADAPTER Adapter);
VOID DrvFreePort(PADAPTER Adapter);
MINIPORT_HALT DrvHaltEx;
