// The list of an activation ends with its last member.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_RESTART
#include <ndis.h>
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Numbers[2];
    BOOLEAN Active;
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
        Ports[i].Next = i == 0 ? &Ports[1] : NULL;
    }
    MpFillEvent(&Event, NetEventPortActivation, Ports, sizeof(Ports));
    if (!Adapter->Active && NdisMNetPnPEvent(Adapter->Handle, &Event) == NDIS_STATUS_SUCCESS)
        Adapter->Active = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static VOID FreePorts(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    ULONG i;

    MpFillEvent(&Event, NetEventPortDeactivation, Adapter->Numbers, sizeof(Adapter->Numbers));
    while (Adapter->Active)
        if (NdisMNetPnPEvent(Adapter->Handle, &Event) == NDIS_STATUS_SUCCESS)
            Adapter->Active = FALSE;
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
