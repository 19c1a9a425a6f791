// Ports in an AVL table, each under a number of its own.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#include <ndis.h>
#include <ntddk.h>
struct adapter {
    NDIS_HANDLE Handle;
    RTL_AVL_TABLE Table;
    NDIS_SPIN_LOCK Lock;
};
typedef struct _ENTRY {
    ULONG Id;
    NDIS_PORT_NUMBER Number;
} ENTRY, *PENTRY;
#include "../Inputs/miniport.h"
static RTL_GENERIC_COMPARE_RESULTS Compare(PRTL_AVL_TABLE Table, PVOID A, PVOID B)
{
    PENTRY a = A, b = B;
    return a->Id < b->Id ? GenericLessThan : a->Id > b->Id ? GenericGreaterThan : GenericEqual;
}
static PVOID Alloc(PRTL_AVL_TABLE Table, CLONG Size)
{
    return ExAllocatePoolWithTag(NonPagedPool, Size, 'lvaT');
}
static VOID Free(PRTL_AVL_TABLE Table, PVOID Buffer)
{
    ExFreePoolWithTag(Buffer, 'lvaT');
}
static NDIS_STATUS AddPort(ADAPTER *Adapter, ULONG Id)
{
    ENTRY Entry = {Id, MpAllocate(Adapter->Handle)};
    BOOLEAN IsNew;

    if (Entry.Number == 0)
        return NDIS_STATUS_RESOURCES;
    if (RtlInsertElementGenericTableAvl(&Adapter->Table, &Entry, sizeof(Entry), &IsNew) != NULL)
        return NDIS_STATUS_SUCCESS;
    NdisMFreePort(Adapter->Handle, Entry.Number);
    return NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    RtlInitializeGenericTableAvl(&Adapter->Table, Compare, Alloc, Free, Adapter);
    AddPort(Adapter, 7);
    AddPort(Adapter, 3);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    PENTRY p;
    while (!RtlIsGenericTableEmptyAvl(&Adapter->Table)) {
        p = RtlGetElementGenericTableAvl(&Adapter->Table, 0);
        NdisMFreePort(Adapter->Handle, p->Number);
        RtlDeleteElementGenericTableAvl(&Adapter->Table, p);
    }
    NdisFreeMemory(Adapter, 0, 0);
}
