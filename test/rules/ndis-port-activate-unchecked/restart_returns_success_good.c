// MiniportRestart fails if the port is not active, so MiniportPause is not called.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_PAUSE
#define WITH_RESTART
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
    if (Adapter->PortNumber != 0)
        return NDIS_STATUS_SUCCESS;
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;
    NDIS_STATUS Status = MpActivate(Adapter->Handle, Adapter->PortNumber);

    if (Status != NDIS_STATUS_SUCCESS)
        DbgPrint("the port stays inactive: %08x\n", Status);
    return Status;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, &Adapter->PortNumber, sizeof(Adapter->PortNumber));
    while (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS)
        NdisMSleep(1);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
