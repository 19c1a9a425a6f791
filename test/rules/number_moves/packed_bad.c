// Numbers share a word with a flag, which stays set when the port is freed.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
#include <ndis.h>
typedef struct slot {
    ULONG Number : 24;
    ULONG Allocated : 1;
    ULONG Spare : 7;
} SLOT;
struct adapter {
    NDIS_HANDLE Handle;
    SLOT Slots[2];
};
#include "../Inputs/miniport.h"

static NDIS_STATUS Fill(ADAPTER *Adapter, SLOT *Slot)
{
    NDIS_PORT_NUMBER Number;

    if (Slot->Allocated)
        return NDIS_STATUS_INVALID_STATE;
    Number = MpAllocate(Adapter->Handle);
    if (Number == NDIS_DEFAULT_PORT_NUMBER)
        return NDIS_STATUS_RESOURCES;
    Slot->Number = Number;
    Slot->Allocated = 1;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS Empty(ADAPTER *Adapter, SLOT *Slot)
{
    if (!Slot->Allocated)
        return NDIS_STATUS_INVALID_STATE;
    NdisMFreePort(Adapter->Handle, Slot->Number); // expected-error {{freed before}} [ndis-port-double-free]
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Fill(Adapter, &Adapter->Slots[0]);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;

    switch (Request->DATA.SET_INFORMATION.Oid) {
    case 0xff010201:
        return Fill(Adapter, &Adapter->Slots[1]);
    case 0xff010202:
        return Empty(Adapter, &Adapter->Slots[1]);
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    int i;

    for (i = 1; i >= 0; i--)
        Empty(Adapter, &Adapter->Slots[i]);
    NdisFreeMemory(Adapter, 0, 0);
}
