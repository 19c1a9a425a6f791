// MiniportInitializeEx does not look at the status, and MiniportRestart activates the number.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_RESTART
#define WITH_PAUSE
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Active;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    MpFillCharacteristics(&Characteristics);
    NdisMAllocatePort(Handle, &Characteristics);
    Adapter->PortNumber = Characteristics.PortNumber;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    MpFillCharacteristics(&Port.PortCharacteristics);
    Port.PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    Adapter->Active = NdisMNetPnPEvent(Adapter->Handle, &Event) == NDIS_STATUS_SUCCESS; // expected-warning {{left it without meaning}} [ndis-port-alloc-unchecked]
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Active)
        Adapter->Active = MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
