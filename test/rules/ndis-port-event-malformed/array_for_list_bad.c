// Two records lie side by side and are not linked, though the length counts both.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long Numbers[2];
    unsigned char Up;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Ports[2];
    ADAPTER *Adapter = MpNewAdapter(Handle);
    ULONG i;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(Ports, sizeof(Ports));
    for (i = 0; i < 2; i++) {
        Adapter->Numbers[i] = MpAllocate(Handle);
        if (Adapter->Numbers[i] == 0)
            return NDIS_STATUS_SUCCESS;
        Ports[i].PortCharacteristics.PortNumber = Adapter->Numbers[i];
    }
    MpFillEvent(&Event, NetEventPortActivation, Ports, sizeof(Ports));
    Adapter->Up = NdisMNetPnPEvent(Handle, &Event) == NDIS_STATUS_SUCCESS; // expected-warning {{goes on by Next and is no array}} [ndis-port-event-malformed]
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;
    ULONG i;

    MpFillEvent(&Event, NetEventPortDeactivation, Adapter->Numbers, sizeof(Adapter->Numbers));
    while (Adapter->Up)
        Adapter->Up = NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS;
    for (i = 0; i < 2; i++)
        if (Adapter->Numbers[i] != 0)
            NdisMFreePort(Adapter->Handle, Adapter->Numbers[i]);
    NdisFreeMemory(Adapter, 0, 0);
}
