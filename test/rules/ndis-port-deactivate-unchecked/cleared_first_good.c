// The flag is cleared once the call has succeeded, and without that the port stays.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_PAUSE
#define WITH_RESTART
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Active;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber == 0)
        Adapter->PortNumber = MpAllocate(Adapter->Handle);
    if (Adapter->PortNumber != 0 && !Adapter->Active)
        Adapter->Active = MpActivate(Adapter->Handle, Adapter->PortNumber) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static VOID Drop(ADAPTER *Adapter)
{
    if (Adapter->PortNumber == 0 || Adapter->Active)
        return;
    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    Adapter->PortNumber = 0;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;

    if (Adapter->Active) {
        Status = MpDeactivate(Adapter->Handle, Adapter->PortNumber);
    }
    if (Status != NDIS_STATUS_SUCCESS)
        DbgPrint("still active: %08x\n", Status);
    else
        Adapter->Active = FALSE;
    Drop(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Active)
        Adapter->Active = MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS;
    Drop(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}
