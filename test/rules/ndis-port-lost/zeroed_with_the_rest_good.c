// MiniportPause zeroes the part of the adapter that belongs to a run, and the number is not in it.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_PAUSE
struct run {
    unsigned long Sent, Received;
};
struct adapter {
    void *Handle;
    unsigned char KeepPort;
    struct run Run;
    unsigned long PortNumber;
};
#define NUMBER(Adapter) ((Adapter)->PortNumber)
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    NUMBER(Adapter) = MpAllocate(Handle);
    Adapter->KeepPort = Parameters->IfIndex > 4;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (!Adapter->KeepPort && NUMBER(Adapter) != 0) {
        NdisMFreePort(Adapter->Handle, NUMBER(Adapter));
        NUMBER(Adapter) = 0;
    }
    NdisZeroMemory(&Adapter->Run, sizeof(Adapter->Run));
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (NUMBER(Adapter) != 0)
        NdisMFreePort(Adapter->Handle, NUMBER(Adapter));
    NdisFreeMemory(Adapter, 0, 0);
}
