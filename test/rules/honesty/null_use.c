// Every path ends where the adapter's context, which is NULL here, is used: what comes behind was not analysed.
// RUN: not %ndislint check %s 2>&1 | FileCheck --implicit-check-not=clean %s
// CHECK: incomplete: {{.*}}gets to this call of NdisMAllocatePort: they end before, where NULL is used ({{.*}}null_use.c:[[@LINE+12]])
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Parameters->IMDeviceInstanceContext;

    Adapter->Handle = Handle;
    if (MpSetAttributes(Handle, Adapter) != NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_FAILURE;
    Adapter->PortNumber = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
}
