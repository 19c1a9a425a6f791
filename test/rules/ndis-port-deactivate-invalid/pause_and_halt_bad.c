// MiniportPause deactivates the port, and the function that halt calls does so again.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_RESTART
#define WITH_PAUSE
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    int Active;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS Deactivate(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT_NUMBER Numbers[1];

    Numbers[0] = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortDeactivation, Numbers, sizeof(Numbers));
    return NdisMNetPnPEvent(Adapter->Handle, &Event); // expected-warning {{deactivates a port that is not active}} [ndis-port-deactivate-invalid]
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber != 0 && !Adapter->Active)
        Adapter->Active = NT_SUCCESS(MpActivate(Adapter->Handle, Adapter->PortNumber));
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Active) {
        while (Deactivate(Adapter) != NDIS_STATUS_SUCCESS)
            NdisMSleep(100);
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Active && Deactivate(Adapter) != NDIS_STATUS_SUCCESS)
        NdisMSleep(100);
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
