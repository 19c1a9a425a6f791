// The clean-up frees the ports first and deactivates them then.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long Numbers[2];
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Numbers[0] = MpAllocate(Handle);
    if (Adapter->Numbers[0] != 0)
        Adapter->Numbers[1] = MpAllocate(Handle);
    if (Adapter->Numbers[1] != 0)
        return NDIS_STATUS_SUCCESS;
    if (Adapter->Numbers[0] != 0)
        NdisMFreePort(Handle, Adapter->Numbers[0]);
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_RESOURCES;
}

static VOID DeactivateAll(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, Adapter->Numbers, sizeof(Adapter->Numbers));
    while (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS) // expected-warning {{a port that was freed}} [ndis-port-deactivate-invalid]
        NdisMSleep(1);
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->Numbers[0]);
    NdisMFreePort(Adapter->Handle, Adapter->Numbers[1]);
    DeactivateAll(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}
