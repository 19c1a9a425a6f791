// The bits of a mask say which entries hold a port; MiniportHaltEx scans for them.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
#include <ndis.h>
struct adapter {
    NDIS_HANDLE Handle;
    ULONG InUse;
    NDIS_PORT_NUMBER Slot[4];
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS SlotOpen(ADAPTER *Adapter)
{
    NDIS_PORT_NUMBER Number;
    ULONG Bit;

    if (!_BitScanForward(&Bit, ~Adapter->InUse & 0xf))
        return NDIS_STATUS_RESOURCES;
    Number = MpAllocate(Adapter->Handle);
    if (Number == 0)
        return NDIS_STATUS_RESOURCES;
    Adapter->Slot[Bit] = Number;
    Adapter->InUse |= 1u << Bit;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS SlotClose(ADAPTER *Adapter)
{
    ULONG Bit;

    if (!_BitScanReverse(&Bit, Adapter->InUse))
        return NDIS_STATUS_INVALID_PARAMETER;
    NdisMFreePort(Adapter->Handle, Adapter->Slot[Bit]);
    Adapter->InUse ^= 1u << Bit;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    switch (Request->DATA.SET_INFORMATION.Oid) {
    case 0xff010201:
        return SlotOpen(Context);
    case 0xff010202:
        return SlotClose(Context);
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    ULONG Bit;

    while (_BitScanForward(&Bit, Adapter->InUse)) {
        NdisMFreePort(Adapter->Handle, Adapter->Slot[Bit]);
        Adapter->InUse &= Adapter->InUse - 1;
    }
    NdisFreeMemory(Adapter, 0, 0);
}
