// The array of numbers that halt deactivates begins with the default port's.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define CONTROLS_DEFAULT_PORT
#define PORTS 2
struct adapter {
    void *Handle;
    unsigned long Numbers[PORTS + 1];
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);
    ULONG i;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    if (MpActivate(Handle, NDIS_DEFAULT_PORT_NUMBER) != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return NDIS_STATUS_FAILURE;
    }
    for (i = 1; i <= PORTS; i++) {
        Adapter->Numbers[i] = MpAllocate(Handle);
        while (Adapter->Numbers[i] == 0)
            Adapter->Numbers[i] = MpAllocate(Handle);
        while (MpActivate(Handle, Adapter->Numbers[i]) != NDIS_STATUS_SUCCESS)
            NdisMSleep(1);
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;

    while (MpDeactivate(Adapter->Handle, Adapter->Numbers[0]) != NDIS_STATUS_SUCCESS)
        NdisMSleep(1);
    while (MpActivate(Adapter->Handle, Adapter->Numbers[0]) != NDIS_STATUS_SUCCESS)
        NdisMSleep(1);
    MpFillEvent(&Event, NetEventPortDeactivation, Adapter->Numbers, sizeof(Adapter->Numbers));
    while (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS) // expected-error {{the only port of its array}} [ndis-port-default-not-alone]
        NdisMSleep(1);
    NdisMFreePort(Adapter->Handle, Adapter->Numbers[1]);
    NdisMFreePort(Adapter->Handle, Adapter->Numbers[2]);
    NdisFreeMemory(Adapter, 0, 0);
}
