// The list of an activation has no end: its last member names the first one.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_RESTART
#include <ndis.h>
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Numbers[2];
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Ports[2];
    ULONG i;

    NdisZeroMemory(Ports, sizeof(Ports));
    for (i = 0; i < 2; i++) {
        MpFillCharacteristics(&Ports[i].PortCharacteristics);
        Ports[i].PortCharacteristics.PortNumber = Adapter->Numbers[i];
        Ports[i].Next = &Ports[(i + 1) % 2];
    }
    MpFillEvent(&Event, NetEventPortActivation, Ports, sizeof(Ports));
    NdisMNetPnPEvent(Adapter->Handle, &Event); // expected-warning {{form a ring}} [ndis-port-event-malformed]
    return NDIS_STATUS_SUCCESS;
}

static VOID FreePorts(ADAPTER *Adapter)
{
    ULONG i;

    for (i = 0; i < 2; i++)
        if (Adapter->Numbers[i] != 0)
            NdisMFreePort(Adapter->Handle, Adapter->Numbers[i]);
    NdisFreeMemory(Adapter, 0, 0);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);
    ULONG i;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    for (i = 0; i < 2; i++) {
        Adapter->Numbers[i] = MpAllocate(Handle);
        if (Adapter->Numbers[i] == 0) {
            FreePorts(Adapter);
            return NDIS_STATUS_RESOURCES;
        }
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    FreePorts(Context);
}
