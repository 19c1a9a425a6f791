// MiniportHaltEx deactivates the port, which MiniportInitializeEx has activated.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber != 0 && MpActivate(Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS) {
        NdisMFreePort(Handle, Adapter->PortNumber);
        Adapter->PortNumber = 0;
    }
    if (Adapter->PortNumber != 0)
        return NDIS_STATUS_SUCCESS;
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_RESOURCES;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, &Adapter->PortNumber, sizeof(Adapter->PortNumber));
    while (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS)
        NdisMSleep(100);
    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
