// A return is missing before the ladder: the adapter goes, by a function that does nothing else, and its number with it.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static VOID DeleteAdapter(ADAPTER *Adapter)
{
    NdisFreeMemory(Adapter, 0, 0); // expected-warning {{lost}} [ndis-port-lost]
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber == 0) {
        Status = NDIS_STATUS_RESOURCES;
        goto Fail;
    }

Fail:
    DeleteAdapter(Adapter);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    DeleteAdapter(Adapter);
}
