// The port is activated whether its allocation succeeded or not.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(&Port, sizeof(Port));
    MpFillCharacteristics(&Port.PortCharacteristics);
    NdisMAllocatePort(Handle, &Port.PortCharacteristics);
    Adapter->PortNumber = Port.PortCharacteristics.PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    if (NdisMNetPnPEvent(Handle, &Event) == NDIS_STATUS_SUCCESS) // expected-warning {{NdisMAllocatePort failed}} [ndis-port-alloc-unchecked]
        return NDIS_STATUS_SUCCESS;
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_FAILURE;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (MpDeactivate(Adapter->Handle, Adapter->PortNumber) == NDIS_STATUS_SUCCESS)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    else
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber); // expected-note {{deactivation just failed}} [ndis-port-deactivate-unchecked]
    NdisFreeMemory(Adapter, 0, 0);
}
