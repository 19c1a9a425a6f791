// An OID request allocates a port although there is one, and its number takes the other's place.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;

    if (Request->DATA.SET_INFORMATION.Oid != 0xff010201)
        return NDIS_STATUS_NOT_SUPPORTED;
    MpFillCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Adapter->Handle, &Characteristics);
    if (Status == NDIS_STATUS_SUCCESS)
        Adapter->PortNumber = Characteristics.PortNumber; // expected-warning {{'&Characteristics' received is lost in 'MpOidRequest'}} [ndis-port-lost]
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
