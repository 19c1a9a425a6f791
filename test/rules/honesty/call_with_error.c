// The handle is a member that is not there: the call is one all the same, with its number where it stands.
// RUN: not %ndislint check %s > %t
// RUN: FileCheck %s < %t
// CHECK-NOT: error:
// CHECK-NOT: warning:
// CHECK: incomplete: {{.*}}MpHalt does not parse here: no member named 'Vendor'
#include <ndis.h>

typedef struct _ADAPTER {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
} ADAPTER;

#define ADAPTER ADAPTER
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Number = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Vendor, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
