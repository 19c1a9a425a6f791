// The OID request gives the requester the index of the port, which the driver does not keep.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
struct adapter {
    void *Handle;
    unsigned long Made;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MakePort(ADAPTER *Adapter, NDIS_PORT_NUMBER *Number)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;

    MpFillCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Adapter->Handle, &Characteristics);
    *Number = Adapter->Made;
    return Status; // expected-warning {{the last copy}} [ndis-port-lost]
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;
    NDIS_PORT_NUMBER *Number = Request->DATA.QUERY_INFORMATION.InformationBuffer;

    if (Request->DATA.QUERY_INFORMATION.InformationBufferLength < sizeof(*Number))
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    if (Request->DATA.QUERY_INFORMATION.Oid == 0xff010201 && Adapter->Made == 0) {
        Adapter->Made = MakePort(Adapter, Number) == NDIS_STATUS_SUCCESS;
        return NDIS_STATUS_SUCCESS;
    }
    if (Request->DATA.QUERY_INFORMATION.Oid == 0xff010202 && Adapter->Made != 0) {
        NdisMFreePort(Adapter->Handle, *Number);
        return NDIS_STATUS_SUCCESS;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    NdisFreeMemory(Context, 0, 0);
}
