// The function gives each kind of event what it takes.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Up;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS Send(ADAPTER *Adapter, NET_PNP_EVENT_CODE Code)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    MpFillCharacteristics(&Port.PortCharacteristics);
    Port.PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, Code, &Port, sizeof(Port));
    if (Code == NetEventPortDeactivation)
        MpFillEvent(&Event, Code, &Adapter->PortNumber, sizeof(Adapter->PortNumber));
    return NdisMNetPnPEvent(Adapter->Handle, &Event);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber != 0)
        Adapter->Up = Send(Adapter, NetEventPortActivation) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    int Tries;

    for (Tries = 0; Adapter->Up && Tries < 100; Tries++)
        Adapter->Up = Send(Adapter, NetEventPortDeactivation) != NDIS_STATUS_SUCCESS;
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
