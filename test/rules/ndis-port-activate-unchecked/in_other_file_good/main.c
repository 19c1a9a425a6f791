#include "up.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Active = NT_SUCCESS(Up(Adapter));
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, &Adapter->Number, sizeof(Adapter->Number));
    while (Adapter->Active)
        Adapter->Active = NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS;
    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
