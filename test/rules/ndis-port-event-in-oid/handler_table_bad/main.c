#define WITH_OID
#define WITH_PAUSE
#include "oids.h"
#include "../../Inputs/miniport.h"

VOID PortDown(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, &Adapter->Number, sizeof(Adapter->Number));
    while (Adapter->Active)
        Adapter->Active = NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS; // expected-warning {{OID request handler}} [ndis-port-event-in-oid]
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Number = MpAllocate(Handle);
    if (Adapter->Number != 0)
        Adapter->Active = MpActivate(Handle, Adapter->Number) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    return OidDispatch(Context, Request->DATA.SET_INFORMATION.Oid);
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Down)
        PortDown(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    PortDown(Adapter);
    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
