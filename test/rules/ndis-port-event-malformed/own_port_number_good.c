// The notification's own PortNumber stays 0.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static VOID ActivateOrFree(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    Port.PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    if (NdisMNetPnPEvent(Adapter->Handle, &Event) == NDIS_STATUS_SUCCESS)
        return;
    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    Adapter->PortNumber = 0;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    if (Adapter->PortNumber != 0)
        ActivateOrFree(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber != 0) {
        while (MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS)
            NdisMSleep(1);
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    }
    NdisFreeMemory(Adapter, 0, 0);
}
