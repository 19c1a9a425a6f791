// Only the first adapter frees its port: the other one is known by a count that is down to one then.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static ULONG Adapters;
static PVOID Shared;

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapters++ == 0)
        Shared = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, MP_TAG);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (--Adapters == 0) {
        if (Shared != NULL)
            ExFreePool(Shared);
        if (Adapter->PortNumber != 0)
            NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    }
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{'MpHalt'}} [ndis-port-leak-halt]
