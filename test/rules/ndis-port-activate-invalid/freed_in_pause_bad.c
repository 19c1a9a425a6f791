// The deciding fact lies in MiniportPause: it has freed the port, and the next MiniportRestart activates it.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_RESTART
#define WITH_PAUSE
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber == 0) {
        NdisFreeMemory(Adapter, 0, 0);
        return NDIS_STATUS_RESOURCES;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID ActivatePort(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port = {0};

    Port.PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    while (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS) // expected-error {{activates a port that was freed}} [ndis-port-activate-invalid]
        NdisMSleep(1000);
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    ActivatePort(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    while (MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS)
        NdisMSleep(1000);
    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    NdisFreeMemory(Context, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]
