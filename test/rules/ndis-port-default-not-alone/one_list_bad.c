// The default port and another one are activated by one list.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define CONTROLS_DEFAULT_PORT
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Active;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Ports[2];
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber == 0)
        return NDIS_STATUS_SUCCESS;
    NdisZeroMemory(Ports, sizeof(Ports));
    MpFillCharacteristics(&Ports[0].PortCharacteristics);
    Ports[0].PortCharacteristics.PortNumber = NDIS_DEFAULT_PORT_NUMBER;
    Ports[0].Next = &Ports[1];
    MpFillCharacteristics(&Ports[1].PortCharacteristics);
    Ports[1].PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, Ports, sizeof(Ports));
    Adapter->Active = NdisMNetPnPEvent(Handle, &Event) == NDIS_STATUS_SUCCESS; // expected-error {{the only port of its list}} [ndis-port-default-not-alone]
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Active)
        MpDeactivate(Adapter->Handle, NDIS_DEFAULT_PORT_NUMBER);
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
