// A bitmap says which entries of an array of ports are taken.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
#include <ndis.h>
#include <ntddk.h>
struct adapter {
    NDIS_HANDLE Handle;
    RTL_BITMAP Map;
    ULONG Bits;
    NDIS_PORT_NUMBER Numbers[8];
};
#include "../Inputs/miniport.h"
static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);
    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    RtlInitializeBitMap(&Adapter->Map, &Adapter->Bits, 8);
    RtlClearAllBits(&Adapter->Map);
    return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;
    ULONG i;
    if (Request->RequestType != NdisRequestSetInformation)
        return NDIS_STATUS_NOT_SUPPORTED;
    switch (Request->DATA.SET_INFORMATION.Oid) {
    case 0xff010203:
        i = RtlFindClearBitsAndSet(&Adapter->Map, 1, 0);
        if (i == 0xffffffff)
            return NDIS_STATUS_RESOURCES;
        Adapter->Numbers[i] = MpAllocate(Adapter->Handle);
        if (Adapter->Numbers[i] == 0) {
            RtlClearBits(&Adapter->Map, i, 1);
            return NDIS_STATUS_RESOURCES;
        }
        return NDIS_STATUS_SUCCESS;
    case 0xff010204:
        i = *(PULONG)Request->DATA.SET_INFORMATION.InformationBuffer;
        if (i >= 8 || !RtlCheckBit(&Adapter->Map, i))
            return NDIS_STATUS_INVALID_DATA;
        NdisMFreePort(Adapter->Handle, Adapter->Numbers[i]);
        RtlClearBits(&Adapter->Map, i, 1);
        return NDIS_STATUS_SUCCESS;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}
static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    ULONG i;
    for (i = 0; i < 8; i++)
        if (RtlCheckBit(&Adapter->Map, i))
            NdisMFreePort(Adapter->Handle, Adapter->Numbers[i]);
    NdisFreeMemory(Adapter, 0, 0);
}
