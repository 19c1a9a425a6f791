// The activation gets a list of records.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Up;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber == 0)
        return NDIS_STATUS_SUCCESS;
    NdisZeroMemory(&Port, sizeof(Port));
    MpFillCharacteristics(&Port.PortCharacteristics);
    Port.PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    Adapter->Up = NdisMNetPnPEvent(Handle, &Event) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Up)
        Adapter->Up = MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS;
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
