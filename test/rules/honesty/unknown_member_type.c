// A header is missing, so a member of the adapter has a type that nobody knows: the members behind it keep places of their
// own, and nothing is found that is not there.
// RUN: not %ndislint check %s 2>&1 | FileCheck --implicit-check-not=ndis-port %s
// CHECK: unknown_member_type.c: incomplete: {{.*}}'vendor_os.h' was not found
#include <vendor_os.h>
#define ADAPTER struct adapter
#include <ndis.h>
struct adapter {
    NDIS_HANDLE Handle;
    VENDOR_LOCK Lock;
    union {
        VENDOR_RING Ring;
        ULONG64 Registers[2];
    } Hardware;
    BOOLEAN Allocated;
    NDIS_PORT_NUMBER Number;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Adapter->Handle, &Characteristics) == NDIS_STATUS_SUCCESS) {
        Adapter->Number = Characteristics.PortNumber;
        Adapter->Allocated = TRUE;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Allocated)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
