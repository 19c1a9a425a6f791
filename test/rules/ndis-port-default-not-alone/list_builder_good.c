// The function that links records begins a new list for the default port.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define CONTROLS_DEFAULT_PORT
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Up;
};
#include "../Inputs/miniport.h"

static PNDIS_PORT Link(PNDIS_PORT Record, PNDIS_PORT First, NDIS_PORT_NUMBER Number)
{
    NdisZeroMemory(Record, sizeof(*Record));
    MpFillCharacteristics(&Record->PortCharacteristics);
    Record->PortCharacteristics.PortNumber = Number;
    Record->Next = Number == NDIS_DEFAULT_PORT_NUMBER ? NULL : First;
    return Record;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Records[2];
    PNDIS_PORT First = NULL;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber != 0)
        First = Link(&Records[0], First, Adapter->PortNumber);
    First = Link(&Records[1], First, NDIS_DEFAULT_PORT_NUMBER);
    MpFillEvent(&Event, NetEventPortActivation, First, sizeof(*First));
    Adapter->Up = NdisMNetPnPEvent(Handle, &Event) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Up)
        MpDeactivate(Adapter->Handle, 0);
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
