// The driver notes that the port is active before it knows.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Active;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber != 0) {
        Adapter->Active = TRUE;
        MpActivate(Handle, Adapter->PortNumber);
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, &Adapter->PortNumber, sizeof(Adapter->PortNumber));
    while (Adapter->Active)
        Adapter->Active = NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS; // expected-note {{activation just failed}} [ndis-port-activate-unchecked]
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
