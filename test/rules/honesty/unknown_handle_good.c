// RUN: %ndislint check --verify %s
// The handle comes from a function without source: nobody can say that it is another adapter's.
#include <ndis.h>

typedef struct _ADAPTER {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
} ADAPTER;

NDIS_HANDLE VendorHandle(ADAPTER *Adapter);
#define ADAPTER ADAPTER
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Number = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Number != 0)
        NdisMFreePort(VendorHandle(Adapter), Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
