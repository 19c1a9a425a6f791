// Ports in an AVL table, under the number that the requester gives; halt leaves them there.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
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
static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);
    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    RtlInitializeGenericTableAvl(&Adapter->Table, Compare, Alloc, Free, Adapter);
    return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;
    ENTRY e, *p;
    BOOLEAN fresh;
    if (Request->RequestType != NdisRequestSetInformation)
        return NDIS_STATUS_NOT_SUPPORTED;
    e.Id = *(PULONG)Request->DATA.SET_INFORMATION.InformationBuffer;
    switch (Request->DATA.SET_INFORMATION.Oid) {
    case 0xff010203:
        if (RtlLookupElementGenericTableAvl(&Adapter->Table, &e))
            return NDIS_STATUS_SUCCESS;
        e.Number = MpAllocate(Adapter->Handle);
        if (e.Number == 0)
            return NDIS_STATUS_RESOURCES;
        p = RtlInsertElementGenericTableAvl(&Adapter->Table, &e, sizeof e, &fresh);
        if (p == NULL) {
            NdisMFreePort(Adapter->Handle, e.Number);
            return NDIS_STATUS_RESOURCES;
        }
        return NDIS_STATUS_SUCCESS;
    case 0xff010204:
        p = RtlLookupElementGenericTableAvl(&Adapter->Table, &e);
        if (p == NULL)
            return NDIS_STATUS_INVALID_DATA;
        NdisMFreePort(Adapter->Handle, p->Number);
        RtlDeleteElementGenericTableAvl(&Adapter->Table, p);
        return NDIS_STATUS_SUCCESS;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}
static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    PENTRY p;
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{returns and leaves}} [ndis-port-leak-halt]
