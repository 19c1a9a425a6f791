// The helper returns what the allocation returned.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_RESTART
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MakePort(ADAPTER *Adapter, PNDIS_PORT Port)
{
    NDIS_STATUS Status;

    NdisZeroMemory(Port, sizeof(*Port));
    MpFillCharacteristics(&Port->PortCharacteristics);
    Status = NdisMAllocatePort(Adapter->Handle, &Port->PortCharacteristics);
    if (!NT_SUCCESS(Status))
        DbgPrint("no port: %08x\n", Status);
    return Status;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    if (Adapter->PortNumber != 0 || MakePort(Adapter, &Port) != NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_SUCCESS;
    Adapter->PortNumber = Port.PortCharacteristics.PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    if (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS) {
        if (Adapter->PortNumber != 0)
            NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
        Adapter->PortNumber = 0;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->PortNumber != 0) {
        if (MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS)
            continue;
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
        Adapter->PortNumber = 0;
    }
    NdisFreeMemory(Adapter, 0, 0);
}
