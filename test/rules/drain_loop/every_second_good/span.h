#pragma once

#include <ndis.h>

#define SPAN_TAG 'napS'
#define OID_SPAN_CREATE 0xFF53504E

typedef struct _SPAN_PORT {
    NDIS_PORT_NUMBER PortNumber;
    LIST_ENTRY ListEntry;
} SPAN_PORT, *PSPAN_PORT;

typedef struct _SPAN_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    LIST_ENTRY PortList;
    ULONG PortCount;
} SPAN_ADAPTER, *PSPAN_ADAPTER;

NDIS_STATUS SpanCreatePort(_Inout_ PSPAN_ADAPTER Adapter);
VOID SpanDeleteAllPorts(_Inout_ PSPAN_ADAPTER Adapter);
