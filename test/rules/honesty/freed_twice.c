// Memory that is freed twice stops the machine: of what comes then nothing is said, and the rest is judged.
// RUN: not %ndislint check %s 2>&1 | FileCheck --implicit-check-not=clean --implicit-check-not=warning --implicit-check-not=error: %s
// CHECK: incomplete: {{.*}}freed_twice.c:[[@LINE+26]]:9: memory is freed here that was freed before, or by another address than it has
#define ADAPTER struct adapter
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
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    NDIS_PORT_NUMBER number = Adapter->PortNumber;
    NDIS_HANDLE handle = Adapter->Handle;

    NdisFreeMemory(Adapter, 0, 0);
    if (Action == NdisHaltDeviceSurpriseRemoved)
        NdisFreeMemory(Adapter, 0, 0);
    if (number != NDIS_DEFAULT_PORT_NUMBER && Action != NdisHaltDeviceSurpriseRemoved)
        NdisMFreePort(handle, number);
}
