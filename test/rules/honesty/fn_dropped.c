// RUN: %ndislint check --verify %s
// Known wrong, like fp_dropped.c: whether the port is freed twice is not seen, and the verdict does not say so.
#include <ndis.h>

typedef struct _ADAPTER {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    BOOLEAN FreesTwice;
} ADAPTER;

#define ADAPTER ADAPTER
#include "../Inputs/miniport.h"

/* VENDOR_FREES comes from a header that is not there. */
static VOID Configure(ADAPTER *Adapter)
{
    Adapter->FreesTwice = VENDOR_FREES;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Configure(Adapter);
    Adapter->Number = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    if (Adapter->FreesTwice && Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
