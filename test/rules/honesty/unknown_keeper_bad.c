// A port whose number the driver keeps itself is leaked, whatever else it hands out.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct entry {
    void *Next;
    unsigned long Number;
};
struct adapter {
    void *Handle;
    struct entry *Entry;
    unsigned long Number;
};
#include "../Inputs/miniport.h"

VOID VendorKeep(struct entry *Entry);
VOID VendorFree(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number);
VOID VendorLog(ULONG Line);

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    struct entry *Entry = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Entry), MP_TAG);
    ADAPTER *Adapter;

    if (Entry == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter = MpNewAdapter(Handle);
    if (Adapter == NULL) {
        ExFreePool(Entry);
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->Number = MpAllocate(Handle);
    Entry->Number = MpAllocate(Handle);
    Adapter->Entry = Entry;
    ZwQueryValueKey(NULL, NULL, KeyValueFullInformation, Adapter, sizeof(Adapter->Handle), (PULONG)Entry);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    VendorLog(__LINE__);
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]
