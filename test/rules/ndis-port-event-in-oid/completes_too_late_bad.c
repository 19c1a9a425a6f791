// The handler completes the request itself, but only after it has deactivated the port.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Active;
};
#include "../Inputs/miniport.h"

static VOID Deactivate(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    MpFillEvent(&Event, NetEventPortDeactivation, &Adapter->PortNumber, sizeof(Adapter->PortNumber));
    while (Adapter->Active)
        Adapter->Active = NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS; // expected-warning {{let a work item send it}} [ndis-port-event-in-oid]
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber != 0)
        Adapter->Active = MpActivate(Handle, Adapter->PortNumber) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;

    if (Request->DATA.SET_INFORMATION.Oid != 0xff010202)
        return NDIS_STATUS_NOT_SUPPORTED;
    Deactivate(Adapter);
    NdisMOidRequestComplete(Adapter->Handle, Request, NDIS_STATUS_SUCCESS);
    return NDIS_STATUS_PENDING;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Active)
        Adapter->Active = MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS;
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
